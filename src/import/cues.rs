//! Cues (a time and its words) -> pieces: voices within a cue, names before colons, captions that roll.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::boilerplate::NOBODY;
use super::clock::{self, Timing};
use super::lines::{excerpt, find, is_blank};
use super::markup::Words;
use super::prefixes::{Census, Labels, Prefix, Shape};
use super::rolling::unroll;
use super::usual::Usual;
use super::{Found, Piece, names};
use crate::domain::time::Millis;

/// What captions write before the words of another voice.
pub(super) const CHANGE: &str = ">>";

/// Collects the cues of a file. Voice tags become pieces at once; names before colons only when all cues are known.
#[derive(Debug, Default)]
pub(super) struct Cues {
    pieces: Vec<Piece>,
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

impl Cues {
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
        let text = cue.words.to_owned();
        let head = cue.head.filter(|it| cue.words.get(..*it).is_some_and(|it| names::bare(it).len() == it.len()));
        let is_plain = cue.is_plain && (cue.head.is_none() || head.is_some());
        self.pieces.push(Piece { line, start: Some(start), end, label, text, stamps: 0, head, is_plain });
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
            return;
        }
        let mut texts: Vec<String> = self.pieces.iter_mut().map(|it| std::mem::take(&mut it.text)).collect();
        let rolls = unroll(&mut texts);
        if rolls {
            found.notes.push("Each caption repeated the one before; repeated words were taken once.".to_owned());
        }
        for (piece, text) in self.pieces.iter_mut().zip(texts) {
            piece.text = text;
            if rolls {
                (piece.head, piece.is_plain) = (None, false);
            }
        }
        found.pieces = if headed(&self.pieces) { self.pieces.into_iter().map(with_head).collect() } else { named(self.pieces) };
    }
}

/// How many cues are looked at before all are.
const FIRST: usize = 20;

/// Whether the name of who speaks stands on a line of its own above the words, as older documents of meetings have it: in
/// nearly every cue, and most names again and again, or each of two words and more.
fn headed(pieces: &[Piece]) -> bool {
    let first = pieces.get(..FIRST).unwrap_or(pieces);
    is_headed(first) && (first.len() == pieces.len() || is_headed(pieces))
}

fn is_headed(pieces: &[Piece]) -> bool {
    let (mut heads, mut others, mut are_full) = (BTreeMap::<&str, usize>::new(), 0, true);
    for piece in pieces.iter().filter(|it| !is_blank(&it.text)) {
        match head(&piece.text) {
            Some((name, _)) => {
                *heads.entry(name).or_default() += 1;
                are_full &= name.contains(' ') && name.contains(char::is_lowercase);
            }
            None => others += 1,
        }
    }
    let many: usize = heads.values().sum();
    many > 1 && many >= others * 9 && (are_full || heads.len() * 2 <= many)
}

/// The first line where it may be a name, and the words below it.
fn head(text: &str) -> Option<(&str, &str)> {
    let (name, words) = text.trim_start().split_once('\n')?;
    let name = name.trim();
    (!name.contains(':') && names::looks_like_name(name) && !is_blank(words)).then_some((name, words))
}

fn with_head(piece: Piece) -> Piece {
    match head(&piece.text) {
        Some((name, words)) => Piece { label: Some(name.into()), text: words.to_owned(), head: None, is_plain: false, ..piece },
        None => whole(piece),
    }
}

/// A piece from which no name was taken, so that its text is all that is said.
fn whole(mut piece: Piece) -> Piece {
    piece.is_plain &= piece.head.take().is_none();
    piece
}

/// Takes names before colons from the words, where the colon rule finds any.
pub(super) fn named(pieces: Vec<Piece>) -> Vec<Piece> {
    let labels = census(&pieces);
    if labels.is_empty() && !pieces.iter().any(|it| is_dialogue(&it.text)) {
        return pieces.into_iter().map(whole).collect();
    }
    let mut split_up = Vec::with_capacity(pieces.len());
    let mut met: Vec<Rc<str>> = Vec::new();
    for mut piece in pieces {
        // A name that was met before, as in nearly every cue of a file with names: nothing is looked up.
        if let Some((length, name)) = piece.head.and_then(|it| Some((it, piece.text.get(..it)?))) {
            let name = met.iter().find(|it| &***it == name).cloned().or_else(|| labels.called(name));
            if let Some(name) = name {
                if met.len() < MET && !met.iter().any(|it| Rc::ptr_eq(it, &name)) {
                    met.push(Rc::clone(&name));
                }
                piece.text.drain(..length + 2);
                split_up.push(Piece { label: Some(name), head: None, ..piece });
                continue;
            }
        }
        if labels.is_empty() && !is_dialogue(&piece.text) {
            split_up.push(whole(piece));
        } else {
            split(whole(piece), &labels, &mut split_up);
        }
    }
    split_up
}

/// So many names are kept at hand.
const MET: usize = 8;

/// Whether several lines begin with a dash: two dashes are two voices; one may be a thought broken off.
fn is_dialogue(text: &str) -> bool {
    text.contains('\n') && text.lines().filter(|it| is_dashed(it)).count() > 1
}

/// Whether a line begins with the dash of a dialogue.
fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with(['-', '–', '—'])
}

fn census(pieces: &[Piece]) -> Labels {
    let mut census = Census::default();
    for piece in pieces {
        if let Some(name) = piece.head.and_then(|it| piece.text.get(..it)) {
            census.note_plain(name, piece.text.get(name.len() + 2..).unwrap_or_default());
            continue;
        }
        if find(piece.text.as_bytes(), b'\n').is_none() {
            if !is_blank(&piece.text) {
                census.note(Prefix::of(&piece.text).as_ref(), Shape::default());
            }
            continue;
        }
        let mut lines = piece.text.lines().filter(|it| !is_blank(it));
        for line in lines.next().into_iter().chain(lines.filter(|it| is_dashed(it))) {
            census.note(Prefix::of(line).as_ref(), Shape::default());
        }
    }
    census.settle()
}

/// Every line of a cue may begin with a name of its own.
fn split(mut piece: Piece, labels: &Labels, pieces: &mut Vec<Piece>) {
    let is_one_line = find(piece.text.as_bytes(), b'\n').is_none();
    // Nearly every cue of a file with names: nothing is copied.
    if is_one_line
        && piece.label.is_none()
        && let Some(prefix) = Prefix::of(&piece.text)
        && let Some(name) = labels.named(&prefix)
    {
        let rest = prefix.rest.len();
        piece.label = Some(name);
        piece.text.truncate(piece.text.trim_end().len());
        piece.text.drain(..piece.text.len().saturating_sub(rest));
        pieces.push(piece);
        return;
    }
    let is_dialogue = is_dialogue(&piece.text);
    // A full-width colon begins with EF.
    let may_name = || piece.text.bytes().any(|it| matches!(it, b':' | b'[' | b'(' | b'>' | 0xef));
    if !is_dialogue && !may_name() {
        pieces.push(piece);
        return;
    }
    let (line, start, end, stamps) = (piece.line, piece.start, piece.end, piece.stamps);
    let text = std::mem::take(&mut piece.text);
    for words in text.lines() {
        let words = match Prefix::of(words).filter(|it| labels.accept(it)) {
            Some(prefix) => {
                if piece.label.is_some() || !is_blank(&piece.text) {
                    pieces.push(piece);
                }
                piece =
                    Piece { line, start, end, label: Some(prefix.label.into()), text: String::new(), stamps, head: None, is_plain: false };
                prefix.rest
            }
            // Another voice begins, but nobody says whose.
            None if words.trim_start().starts_with(CHANGE) || (is_dialogue && is_dashed(words)) => {
                if piece.label.is_some() || !is_blank(&piece.text) {
                    pieces.push(piece);
                }
                piece = Piece { line, start, end, label: Some(NOBODY.into()), text: String::new(), stamps, head: None, is_plain: false };
                words.trim_start_matches([' ', '-', '–', '—'])
            }
            None => words,
        };
        if !piece.text.is_empty() {
            piece.text.push('\n');
        }
        piece.text.push_str(words);
    }
    pieces.push(piece);
}
