//! Cues (a time and its words) -> pieces: voices within a cue, names before colons, captions that roll.

use std::borrow::Cow;

use callcraft_quick::rows::Rows;

use super::boilerplate::NOBODY;
use super::clock::{self, Timing};
use super::lines::{Lines, excerpt, is_blank};
use super::markup::Words;
use super::rolling::{repeated, without};
use super::{Found, Piece, usual};
use crate::domain::time::Millis;

mod heads;
mod rows;
mod within;

pub(super) use heads::named;
use heads::{all_of, begin_anew, headed, with_head};
pub(super) use within::in_lines;
use within::share;

/// What captions write before the words of another voice.
pub(super) const CHANGE: &str = ">>";

/// Collects the cues of a file. Voice tags become pieces at once; names before colons only when all cues are known.
#[derive(Debug, Default)]
pub(super) struct Cues<'a> {
    text: &'a str,
    /// The usual cues.
    rows: Rows<'a>,
    /// Whether names of rows stood in tags.
    are_tagged: bool,
    /// All others.
    pieces: Vec<Piece>,
    /// How many rows stand before each of those.
    places: Vec<usize>,
    has_voices: bool,
    has_stamps: bool,
    words: Words,
}

/// When a cue is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    pub line: usize,
    pub start: Millis,
    pub end: Option<Millis>,
}

/// When a cue is said, by its time line; what is wrong with that is listed.
pub(super) fn timed(line: usize, text: &str, timing: Timing, found: &mut Found) -> When {
    let (start, why) = match timing {
        Timing::Whole(span) => return When { line, start: span.start, end: span.end },
        Timing::Endless(start) => (start, "the end cannot be read"),
        Timing::Backwards(start) => (start, "the end lies before the start"),
    };
    found.skip(line, format!("{why}; its words are kept without an end: “{}”", excerpt(text)));
    When { line, start, end: None }
}

/// Whether a line with an arrow in it is words rather than a time that went wrong.
pub(super) fn is_speech_with_arrow(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(char::is_alphabetic) && line.contains(" -->") && clock::timing(line).is_none() && line.find(' ') < line.find("-->")
}

/// So many bytes of a file hold a cue, mostly; and for so many cues there is room at once.
const BYTES: usize = 100;
const ROOM: usize = 1 << 14;

impl<'a> Cues<'a> {
    /// None yet, with room for those of `text`.
    pub(super) fn of(text: &'a str) -> Self {
        let mut cues = Self { text, ..Self::default() };
        cues.rows.rows.reserve((text.len() / BYTES).min(ROOM));
        cues
    }

    /// Adds the usual cues of WebVTT that begin where `lines` are; gives the last line above a time, and `None` where the first is
    /// not usual.
    pub(super) fn tagged(&mut self, lines: &mut Lines<'a>) -> Option<Option<&'a str>> {
        self.are_tagged = true;
        usual::tagged(lines, &mut self.rows)
    }

    /// Adds the usual cues of SRT that begin where `lines` are, but the last one, where it leaves them; gives how many.
    pub(super) fn numbered(&mut self, lines: &mut Lines<'a>) -> usize {
        let (many, last) = usual::numbered(lines, &mut self.rows, usize::MAX);
        *lines = last;
        self.rows.rows.truncate(self.rows.rows.len() - usize::from(many > 0));
        many.saturating_sub(1)
    }

    /// Adds the usual cue of SRT that begins where `lines` are, if it is one.
    pub(super) fn one(&mut self, mut lines: Lines<'a>) -> bool {
        usual::numbered(&mut lines, &mut self.rows, 1).0 > 0
    }

    /// Adds the words of a cue, tags and all.
    pub(super) fn add(&mut self, when: When, raw: &str) {
        let When { line, start, end } = when;
        let Self { rows, pieces, places, words, .. } = self;
        words.fill(raw);
        let Words { text, voices, stamps, .. } = words;
        self.has_stamps |= *stamps > 0;
        self.has_voices |= voices.iter().any(|it| &*it.1 != NOBODY);
        let mut push = |label, text: &str| {
            let text = text.to_owned();
            places.push(rows.rows.len());
            pieces.push(Piece { line, start: Some(start), end, label, text, stamps: *stamps, head: None, is_plain: false });
        };
        if voices.is_empty() {
            push(None, text);
            return;
        }
        // What stands before the first voice belongs to whoever spoke before.
        let (mut from, mut label) = (0, None);
        for (at, name) in voices.drain(..) {
            let before = text.get(from..at).unwrap_or_default();
            if label.is_some() || !is_blank(before) {
                push(label, before);
            }
            (from, label) = (at, Some(name));
        }
        push(label, text.get(from..).unwrap_or_default());
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.rows.rows.is_empty()
    }

    /// Hands over what is said: rows as they are where nothing has to be done to them, else pieces.
    pub(super) fn finish(mut self, found: &mut Found) {
        found.has_stamps = self.has_stamps;
        let voices = self.voices();
        self.has_voices |= voices.iter().any(|it| &**it != NOBODY);
        if self.has_voices {
            self.say_tagged(&voices, found);
            return;
        }
        if self.say_headed(found) {
            return;
        }
        self.unfold(&voices);
        let text = |at: usize| self.pieces.get(at).map_or(Cow::Borrowed(""), all_of);
        if let Some(repeated) = if begin_anew(&self.pieces) { None } else { repeated(self.pieces.len(), &text) } {
            found.notes.push("Each caption repeated the one before; repeated words were taken once.".to_owned());
            for (piece, count) in self.pieces.iter_mut().zip(repeated) {
                let text = all_of(piece).into_owned();
                piece.text = if count > 0 { without(&text, count) } else { text };
                (piece.head, piece.is_plain) = (None, false);
            }
        }
        found.pieces = if headed(&self.pieces) { self.pieces.into_iter().map(with_head).collect() } else { named(self.pieces) };
        share(&mut found.pieces, &mut found.notes);
    }
}
