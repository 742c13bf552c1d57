//! Usual cues, as many as follow each other, in rows: when each is said and where its words lie. Nothing of a file is copied.

use super::cues::{numbered_at, tagged};
use super::hash::{FIRST, sixteen};

/// A usual cue. Places are bytes of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that stands for it, counted from 1: of SRT that of the time, of WebVTT that of the words.
    pub line: u32,
    /// In milliseconds.
    pub start: u32,
    /// … and no earlier than the start.
    pub end: u32,
    /// Where all of the words begin, a name before a colon included.
    pub all: u32,
    /// Where the words begin that are said.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// Whose they are, as the tag of a voice or a colon says: one of [`Rows::names`].
    pub name: Option<u8>,
    /// Whether what is said is plain letters with single spaces between them, without a colon.
    pub is_plain: bool,
}

/// The usual cues of a file.
#[derive(Debug, Default)]
pub struct Rows<'a> {
    /// In their order.
    pub rows: Vec<Row>,
    /// The names, each once.
    pub names: Vec<&'a str>,
    /// Their first letters, by which they are told apart.
    heads: Vec<[u64; 2]>,
}

/// How far cues were read.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Where the next line begins.
    pub next: usize,
    /// How many lines were passed.
    pub lines: usize,
    /// How many cues there were.
    pub many: usize,
    /// Where the last of them begins, and how many lines stand before it.
    pub last: (usize, usize),
    /// The last line above a time.
    pub id: Option<&'a str>,
}

/// A file with more names than these is unusual.
const NAMES: usize = 32;

impl<'a> Rows<'a> {
    /// Adds the cues of SRT, up to `most`, that follow each other from `at` on, with `line` lines before the first.
    #[inline(never)]
    pub fn numbered(&mut self, text: &'a str, at: usize, line: usize, most: usize) -> Run<'a> {
        let mut run = Run { next: at, lines: 0, many: 0, last: (at, 0), id: None };
        while run.many < most {
            let Some(cue) = numbered_at(text.as_bytes(), run.next) else { break };
            let (all, to) = cue.words;
            let Some(name) = self.place(text, cue.colon.map(|it| (all, it))) else { break };
            let from = cue.colon.map_or(all, |it| it + 2);
            let times = (cue.start, cue.end);
            let Some(row) = row(line + run.lines + 2, times, [all, from, to], name, cue.is_plain) else { break };
            self.rows.push(row);
            run = Run { next: cue.next, lines: run.lines + cue.lines, many: run.many + 1, last: (run.next, run.lines), id: None };
        }
        run
    }

    /// Adds the cues of WebVTT that follow each other from `at` on, with `line` lines before the first.
    #[inline(never)]
    pub fn tagged(&mut self, text: &'a str, at: usize, line: usize) -> Run<'a> {
        let mut run = Run { next: at, lines: 0, many: 0, last: (at, 0), id: None };
        while let Some(cue) = tagged(text, run.next) {
            let (from, to) = cue.words;
            let Some(name) = self.place(text, cue.voice) else { break };
            let Some(row) = row(line + run.lines + cue.above + 1, (cue.start, cue.end), [from, from, to], name, cue.is_plain) else {
                break;
            };
            self.rows.push(row);
            let last = (run.next, run.lines);
            run = Run { next: cue.next, lines: run.lines + cue.lines, many: run.many + 1, last, id: cue.id.or(run.id) };
        }
        run
    }

    /// Which of the names stands there, where one does; `None` where there are too many.
    #[inline(always)]
    fn place(&mut self, text: &'a str, name: Option<(usize, usize)>) -> Option<Option<u8>> {
        let Some((from, to)) = name else { return Some(None) };
        let mask = FIRST.get(to - from).unwrap_or(&[u64::MAX; 2]);
        let [first, second] = sixteen(text.as_bytes(), from);
        let head = [first & mask[0], second & mask[1]];
        let is_it = |at: usize| {
            let known = self.names.get(at).is_some_and(|it| it.len() == to - from);
            known && (to - from < FIRST.len() || self.names.get(at).copied() == text.get(from..to))
        };
        // A loop by hand: as a call it would be compiled as small as all else.
        let mut at = 0;
        while let Some(known) = self.heads.get(at) {
            if *known == head && is_it(at) {
                return Some(u8::try_from(at).ok());
            }
            at += 1;
        }
        self.add(text.get(from..to)?, head).map(Some)
    }

    #[inline(never)]
    fn add(&mut self, name: &'a str, head: [u64; 2]) -> Option<u8> {
        let at = u8::try_from(self.names.len()).ok().filter(|it| usize::from(*it) < NAMES)?;
        self.names.push(name);
        self.heads.push(head);
        Some(at)
    }
}

/// A row; none where a place is further than it can say.
#[inline(always)]
fn row(line: usize, (start, end): (u32, u32), places: [usize; 3], name: Option<u8>, is_plain: bool) -> Option<Row> {
    let line = u32::try_from(line).ok()?;
    let [all, from, to] = places.map(u32::try_from);
    Some(Row { line, start, end, all: all.ok()?, from: from.ok()?, to: to.ok()?, name, is_plain })
}

/// How many of `rows` begin otherwise than the one before, name and all, where both are plain and their names `are_short`.
#[inline(never)]
pub fn begin_anew(text: &str, rows: &[Row], are_short: &[bool]) -> usize {
    let said = |it: &Row| text.as_bytes().get(it.from as usize..it.to as usize).unwrap_or_default();
    let (mut anew, mut before) = (0, None::<&[u8]>);
    for row in rows {
        let is_short = row.is_plain && row.name.is_some_and(|it| are_short.get(usize::from(it)) == Some(&true));
        let now = is_short.then(|| said(row));
        if let (Some(before), Some(now)) = (before, now) {
            let differ = before.len() > now.len() || before.first() != now.first() || !now.starts_with(before);
            anew += usize::from(differ);
        }
        before = now;
    }
    anew
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call whose cues say these, one a second.
    fn call(said: &[&str]) -> String {
        said.iter().enumerate().map(|(at, it)| format!("{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{it}\n\n")).collect()
    }

    #[test]
    fn a_run_goes_on_as_long_as_cues_are_usual() {
        let text = call(&["Dana: we wait until it is done", "at 10:30, they say", "Lee Moss: (and) so do we", "no", "we\ngo"]);
        let mut rows = Rows::default();
        let run = rows.numbered(&text, 0, 0, usize::MAX);
        let said = |it: &Row| (it.line, it.start, it.end, &text[it.all as usize..it.to as usize], &text[it.from as usize..it.to as usize]);
        assert_eq!((run.many, run.lines), (4, 16));
        assert!(text[run.last.0..].starts_with("3\n") && text[run.next..].starts_with("4\n"));
        assert_eq!(said(&rows.rows[0]), (2, 0, 900, "Dana: we wait until it is done", "we wait until it is done"));
        assert_eq!(said(&rows.rows[1]), (6, 1000, 1900, "at 10:30, they say", "at 10:30, they say"));
        assert_eq!(said(&rows.rows[2]), (10, 2000, 2900, "Lee Moss: (and) so do we", "(and) so do we"));
        let told: Vec<_> = rows.rows.iter().map(|it| (it.name, it.is_plain)).collect();
        assert_eq!((told, rows.names), (vec![(Some(0), true), (None, false), (Some(1), false), (None, true)], vec!["Dana", "Lee Moss"]));
    }

    #[test]
    fn names_are_told_apart_by_all_their_letters() {
        let names = [
            "Dana Ortiz Berg",
            "Dana Ortiz Berk",
            "Dana Ortiz Bergs",
            "Dana Ortiz Bergt",
            "Dana Ortiz Bergen",
            "Dana Ortiz Berges",
            "Dana",
        ];
        let said: Vec<String> = names.iter().chain(&names).map(|it| format!("{it}: so it is")).collect();
        let text = call(&said.iter().map(String::as_str).collect::<Vec<_>>());
        let mut rows = Rows::default();
        rows.numbered(&text, 0, 0, usize::MAX);
        assert_eq!(rows.names, names);
        assert_eq!(rows.rows.iter().map(|it| it.name).collect::<Vec<_>>(), (0..7).chain(0..7).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_run_ends_before_the_first_name_that_is_one_too_many() {
        let said: Vec<String> = (0..NAMES + 3).map(|it| format!("Guest {it}: we wait")).collect();
        let text = call(&said.iter().map(String::as_str).collect::<Vec<_>>());
        let mut rows = Rows::default();
        let run = rows.numbered(&text, 0, 0, usize::MAX);
        assert_eq!((run.many, rows.names.len()), (NAMES, NAMES));
        assert_eq!(rows.numbered(&text, run.next, run.lines, usize::MAX).many, 0);
    }

    #[test]
    fn what_goes_on_with_the_words_before_does_not_begin_anew() {
        let text = call(&["Dana: we wait", "Dana: we wait for it", "Dana: for it", "Lee: no", "no name here", "Lee: no"]);
        let mut rows = Rows::default();
        rows.numbered(&text, 0, 0, usize::MAX);
        assert_eq!([true, false].map(|it| begin_anew(&text, &rows.rows, &[true, it])), [2, 1]);
    }
}
