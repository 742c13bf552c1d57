//! Cues (a time and its words) -> pieces: voices within a cue, names before colons, captions that roll.

use std::borrow::Cow;
use std::rc::Rc;

use super::boilerplate::NOBODY;
use super::clock::{self, Timing};
use super::lines::{copy, excerpt, is_blank};
use super::markup::Words;
use super::rolling::{repeated, without};
use super::usual::Usual;
use super::{Found, Piece, names};
use crate::domain::time::Millis;

mod heads;
mod within;

pub(super) use heads::named;
use heads::{all_of, begin_anew, headed, with_head};
pub(super) use within::in_lines;

/// What captions write before the words of another voice.
pub(super) const CHANGE: &str = ">>";

/// So many names are kept at hand.
const MET: usize = 8;

/// Collects the cues of a file. Voice tags become pieces at once; names before colons only when all cues are known.
#[derive(Debug, Default)]
pub(super) struct Cues {
    pieces: Vec<Piece>,
    has_voices: bool,
    has_stamps: bool,
    words: Words,
    heads: Vec<Rc<str>>,
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

impl Cues {
    /// None yet, with room for those of `text`.
    pub(super) fn of(text: &str) -> Self {
        Self { pieces: Vec::with_capacity((text.len() / BYTES).min(ROOM)), ..Self::default() }
    }

    /// Adds the words of a cue, tags and all.
    pub(super) fn add(&mut self, when: When, raw: &str) {
        let When { line, start, end } = when;
        self.words.fill(raw);
        let Words { text, voices, stamps, .. } = &mut self.words;
        self.has_stamps |= *stamps > 0;
        self.has_voices |= voices.iter().any(|it| &*it.1 != NOBODY);
        let piece = |label, text: &str, stamps| Piece {
            line,
            start: Some(start),
            end,
            label,
            text: text.to_owned(),
            stamps,
            head: None,
            is_plain: false,
        };
        if voices.is_empty() {
            self.pieces.push(piece(None, text, *stamps));
            return;
        }
        // What stands before the first voice belongs to whoever spoke before.
        let (mut from, mut label) = (0, None);
        for (at, name) in voices.drain(..) {
            let before = text.get(from..at).unwrap_or_default();
            if label.is_some() || !is_blank(before) {
                self.pieces.push(piece(label, before, *stamps));
            }
            (from, label) = (at, Some(name));
        }
        self.pieces.push(piece(label, text.get(from..).unwrap_or_default(), *stamps));
    }

    /// The same for a cue that was read in one go.
    pub(super) fn add_usual(&mut self, cue: &Usual) {
        let label = cue.voice.map(|it| self.words.name(it));
        self.has_voices |= label.as_deref().is_some_and(|it| it != NOBODY);
        let When { line, start, end } = cue.when;
        let (head, text, is_plain) = match cue.head {
            Some((name, rest)) => match self.head(name) {
                Some(head) => (Some(head), rest, cue.is_plain),
                None => (None, cue.words, false),
            },
            None => (None, cue.words, cue.is_plain),
        };
        self.pieces.push(Piece { line, start: Some(start), end, label, text: copy(text), stamps: 0, head, is_plain });
    }

    /// Takes back the cue that [`Cues::add_usual`] added last.
    pub(super) fn take_back(&mut self) {
        self.pieces.pop();
    }

    /// What stands before a colon, where nothing around it has to go; a few of them are kept at hand.
    fn head(&mut self, name: &str) -> Option<Rc<str>> {
        if let Some(known) = self.heads.iter().find(|it| &***it == name) {
            return Some(Rc::clone(known));
        }
        let head: Rc<str> = (names::bare(name).len() == name.len()).then(|| name.into())?;
        if self.heads.len() < MET {
            self.heads.push(Rc::clone(&head));
        }
        Some(head)
    }

    /// Whether nothing was added.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Hands the pieces over.
    pub(super) fn finish(mut self, found: &mut Found) {
        found.has_stamps = self.has_stamps;
        if self.has_voices {
            found.pieces = self.pieces;
            within::share(found);
            return;
        }
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
        within::share(found);
    }
}
