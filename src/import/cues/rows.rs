//! Usual cues, from where they lie in the file to what is said: no piece is made of one unless something has to be done to it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use callcraft_quick::rows::{self, Row};

use super::heads::{count, headed_among, split};
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
        let others = std::mem::take(&mut self.pieces);
        let piece = |row: &Row| {
            let of = |names: &[Rc<str>]| row.name.and_then(|it| names.get(usize::from(it)).cloned());
            let (start, end) = times(row);
            let text = copy(self.words(row.from, row.to));
            Piece { line: row.line as usize, start, end, label: of(voices), text, stamps: 0, head: of(&heads), is_plain: row.is_plain }
        };
        let mut all = Vec::with_capacity(rows.len() + others.len());
        for (rows, other) in stretches(&rows, &self.places, others) {
            all.extend(rows.iter().map(&piece));
            all.extend(other);
        }
        self.pieces = all;
    }

    /// Says everything where names stand in tags: each cue is as it is.
    pub(super) fn say_tagged(mut self, voices: &[Rc<str>], found: &mut Found) {
        share(&mut self.pieces, &mut found.notes);
        let pieces = std::mem::take(&mut self.pieces);
        if self.rows.rows.is_empty() {
            found.pieces = pieces;
            return;
        }
        let (said, has_stamps) = (&mut found.said, found.has_stamps);
        said.segments.reserve(self.rows.rows.len() + pieces.len());
        for (rows, other) in stretches(&self.rows.rows, &self.places, pieces) {
            for row in rows {
                let label = row.name.and_then(|it| voices.get(usize::from(it)));
                // Beside tags, what stands before a colon is said.
                let from = if self.are_tagged { row.from } else { row.all };
                said.add(label, self.spoken(row, from, row.is_plain && from == row.from, has_stamps));
            }
            other.into_iter().for_each(|it| said.piece(it, has_stamps));
        }
    }

    /// Says everything where names may stand before colons; whether that was possible with the rows as they are.
    pub(super) fn say_headed(&mut self, found: &mut Found) -> bool {
        if self.rows.rows.is_empty() || self.pieces.iter().any(|it| it.label.is_some()) || self.asks_more() {
            return false;
        }
        let labels = self.census(&self.pieces);
        let pieces = std::mem::take(&mut self.pieces);
        let names: Vec<Option<Rc<str>>> = self.rows.names.iter().map(|it| labels.get(it)).collect();
        let Found { said, has_stamps, notes, .. } = found;
        said.segments.reserve(self.rows.rows.len() + pieces.len());
        let mut voices = Vec::new();
        for (rows, other) in stretches(&self.rows.rows, &self.places, pieces) {
            for row in rows {
                let Some(name) = row.name else {
                    let prefix = if row.is_plain { None } else { Prefix::of(self.words(row.all, row.to)) };
                    let label = prefix.and_then(|it| labels.named(&it));
                    let from = prefix.filter(|_| label.is_some()).map_or(row.all, |it| row.to - it.rest.len() as u32);
                    said.add(label.as_ref(), self.spoken(row, from, row.is_plain, *has_stamps));
                    continue;
                };
                // What stands before the colon is said, too, where it is no name.
                let label = names.get(usize::from(name)).and_then(Option::as_ref);
                let from = if label.is_some() { row.from } else { row.all };
                said.add(label, self.spoken(row, from, row.is_plain && label.is_some(), *has_stamps));
            }
            let Some(piece) = other else { continue };
            split(piece, &labels, &mut voices);
            share(&mut voices, notes);
            voices.drain(..).for_each(|it| said.piece(it, *has_stamps));
        }
        true
    }

    /// Whether something has to be done to the words before they are said: names in tags that nobody has, captions that roll,
    /// names on lines of their own, another voice within a cue.
    fn asks_more(&self) -> bool {
        let is_tagged = self.are_tagged && !self.rows.names.is_empty();
        let may_part_row = |it: &Row| !it.is_plain && may_part(self.words(it.from, it.to));
        is_tagged
            || self.roll()
            || headed_among(&self.pieces, &self.places, self.rows.rows.len())
            || self.rows.rows.iter().any(may_part_row)
            || self.pieces.iter().any(|it| may_part(&it.text))
    }

    /// Whether each caption repeats the one before.
    fn roll(&self) -> bool {
        let are_short: Vec<bool> = self.rows.names.iter().map(|it| it.bytes().filter(|it| *it == b' ').count() < 3).collect();
        let anew: usize =
            stretches(&self.rows.rows, &self.places, &self.pieces).map(|it| rows::begin_anew(self.text, it.0, &are_short)).sum();
        let all = self.rows.rows.len() + self.pieces.len();
        anew <= 2 * (all - anew) && repeated(all, &|at| Cow::Borrowed(self.text_of(at))).is_some()
    }

    /// The words of a cue, by its number in the file.
    fn text_of(&self, at: usize) -> &str {
        let (mut from, mut to) = (0, self.places.len());
        while from < to {
            let mid = usize::midpoint(from, to);
            if self.places.get(mid).is_some_and(|it| it + mid < at) {
                from = mid + 1;
            } else {
                to = mid;
            }
        }
        match self.pieces.get(from).filter(|_| self.places.get(from).is_some_and(|it| it + from == at)) {
            Some(piece) => &piece.text,
            None => self.rows.rows.get(at - from).map_or("", |it| self.words(it.all, it.to)),
        }
    }

    fn census(&self, pieces: &[Piece]) -> Labels {
        let mut census = Census::default();
        for (rows, other) in stretches(&self.rows.rows, &self.places, pieces) {
            // How often each name came again that is only counted.
            let mut again = vec![None::<usize>; self.rows.names.len()];
            for row in rows {
                let Some(name) = row.name.map(usize::from) else {
                    let prefix = if row.is_plain { None } else { Prefix::of(self.words(row.all, row.to)) };
                    census.note(prefix.as_ref(), Shape::default());
                    continue;
                };
                match (again.get_mut(name), self.rows.names.get(name)) {
                    (Some(Some(count)), _) => *count += 1,
                    (Some(count), Some(name)) => {
                        census.note_plain(name, self.words(row.from, row.to));
                        *count = census.has(name).then_some(0);
                    }
                    _ => {}
                }
            }
            for (name, count) in self.rows.names.iter().zip(again) {
                count.into_iter().for_each(|it| census.note_again(name, it));
            }
            other.into_iter().for_each(|it| count(&mut census, &it.text, &BTreeSet::new()));
        }
        census.settle()
    }

    fn spoken(&self, row: &Row, from: u32, is_plain: bool, has_stamps: bool) -> Spoken<'_> {
        let (start, end) = times(row);
        let text = Cow::Borrowed(self.words(from, row.to));
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

/// The rows of a file and the pieces among them: stretches of rows, each with the piece behind it.
fn stretches<'a, P>(
    rows: &'a [Row],
    places: &'a [usize],
    pieces: impl IntoIterator<Item = P>,
) -> impl Iterator<Item = (&'a [Row], Option<P>)> {
    let mut from = 0;
    let places = places.iter().copied().chain([rows.len()]);
    places.zip(pieces.into_iter().map(Some).chain([None])).map(move |(to, piece)| {
        let stretch = rows.get(from..to).unwrap_or_default();
        from = to;
        (stretch, piece)
    })
}
