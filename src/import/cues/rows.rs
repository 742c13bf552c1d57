//! Usual cues, from where they lie in the file to what is said: no piece is made of one unless something has to be done to it.

use std::borrow::Cow;
use std::rc::Rc;

use callcraft_quick::rows::{self, Row};

use super::within::{may_part, share};
use super::{Cues, repeated};
use crate::domain::time::Millis;
use crate::import::assemble::Spoken;
use crate::import::lines::copy;
use crate::import::prefixes::{Census, Labels, Prefix, Shape};
use crate::import::{Found, Piece};

impl Cues<'_> {
    /// The names in the tags of voices, as they read.
    pub(super) fn voices(&mut self) -> Vec<Rc<str>> {
        let names = if self.are_tagged { self.rows.names.as_slice() } else { &[] };
        names.iter().map(|it| self.words.name(it)).collect()
    }

    /// Makes pieces of the rows, which then stand among the others.
    pub(super) fn unfold(&mut self, voices: &[Rc<str>]) {
        let rows = std::mem::take(&mut self.rows.rows);
        if rows.is_empty() {
            return;
        }
        let heads: Vec<Rc<str>> = if self.are_tagged { Vec::new() } else { self.rows.names.iter().map(|it| (*it).into()).collect() };
        let mut all = Vec::with_capacity(rows.len() + self.pieces.len());
        let mut others = std::mem::take(&mut self.places).into_iter().zip(std::mem::take(&mut self.pieces)).peekable();
        for (at, row) in rows.iter().enumerate() {
            while let Some((_, piece)) = others.next_if(|it| it.0 <= at) {
                all.push(piece);
            }
            let of = |names: &[Rc<str>]| row.name.and_then(|it| names.get(usize::from(it)).cloned());
            let (start, end) = times(row);
            let text = copy(self.words(row.from, row.to));
            let (label, head) = (of(voices), of(&heads));
            all.push(Piece { line: row.line as usize, start, end, label, text, stamps: 0, head, is_plain: row.is_plain });
        }
        all.extend(others.map(|it| it.1));
        self.pieces = all;
    }

    /// Says everything where names stand in tags: each cue is as it is.
    pub(super) fn say_tagged(mut self, voices: &[Rc<str>], found: &mut Found) {
        share(&mut self.pieces, &mut found.notes);
        if self.rows.rows.is_empty() {
            found.pieces = self.pieces;
            return;
        }
        found.said.segments.reserve(self.rows.rows.len() + self.pieces.len());
        let pieces = std::mem::take(&mut self.pieces);
        let mut others = std::mem::take(&mut self.places).into_iter().zip(pieces).peekable();
        for (at, row) in self.rows.rows.iter().enumerate() {
            while let Some((_, piece)) = others.next_if(|it| it.0 <= at) {
                found.said.piece(piece, found.has_stamps);
            }
            let label = row.name.and_then(|it| voices.get(usize::from(it)));
            found.said.add(label, self.spoken(row, (row.from, row.to), row.is_plain, found.has_stamps));
        }
        others.for_each(|it| found.said.piece(it.1, found.has_stamps));
    }

    /// Says everything where names may stand before colons; whether that was possible with the rows as they are.
    pub(super) fn say_headed(&self, found: &mut Found) -> bool {
        let rows = self.rows.rows.as_slice();
        if rows.is_empty() || !self.pieces.is_empty() || self.are_tagged && !self.rows.names.is_empty() || self.roll() {
            return false;
        }
        if rows.iter().any(|it| !it.is_plain && may_part(self.words(it.from, it.to))) {
            return false;
        }
        let labels = self.census();
        let names: Vec<Option<Rc<str>>> = self.rows.names.iter().map(|it| labels.get(it)).collect();
        found.said.segments.reserve(rows.len());
        for row in rows {
            let (label, from, is_plain) = match row.name.map(|it| names.get(usize::from(it)).cloned().flatten()) {
                Some(Some(label)) => (Some(label), row.from, row.is_plain),
                // What stands before the colon is said, too.
                Some(None) => (None, row.all, false),
                None if row.is_plain => (None, row.all, true),
                None => {
                    let prefix = Prefix::of(self.words(row.all, row.to));
                    let named = prefix.and_then(|it| Some((labels.named(&it)?, row.to - it.rest.len() as u32)));
                    named.map_or((None, row.all, false), |(label, from)| (Some(label), from, false))
                }
            };
            found.said.add(label.as_ref(), self.spoken(row, (from, row.to), is_plain, found.has_stamps));
        }
        true
    }

    /// Whether each caption repeats the one before.
    fn roll(&self) -> bool {
        let rows = self.rows.rows.as_slice();
        let are_short: Vec<bool> = self.rows.names.iter().map(|it| it.bytes().filter(|it| *it == b' ').count() < 3).collect();
        let anew = rows::begin_anew(self.text, rows, &are_short);
        let text = |at: usize| Cow::Borrowed(rows.get(at).map_or("", |it| self.words(it.all, it.to)));
        anew <= 2 * (rows.len() - anew) && repeated(rows.len(), &text).is_some()
    }

    fn census(&self) -> Labels {
        let mut census = Census::default();
        for row in &self.rows.rows {
            match row.name.and_then(|it| self.rows.names.get(usize::from(it))) {
                Some(name) => census.note_plain(name, self.words(row.from, row.to)),
                None if row.is_plain => census.note(None, Shape::default()),
                None => census.note(Prefix::of(self.words(row.all, row.to)).as_ref(), Shape::default()),
            }
        }
        census.settle()
    }

    fn spoken(&self, row: &Row, (from, to): (u32, u32), is_plain: bool, has_stamps: bool) -> Spoken<'_> {
        let (start, end) = times(row);
        let text = Cow::Borrowed(self.words(from, to));
        Spoken { line: row.line as usize, start, end, text, stamps: has_stamps.then_some(0), is_plain }
    }

    fn words(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

fn times(row: &Row) -> (Option<Millis>, Option<Millis>) {
    let time = |it: u32| Some(Millis(i64::from(it)));
    (time(row.start), time(row.end))
}
