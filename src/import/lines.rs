//! The lines of a text, numbered, whichever way they end.

use callcraft_quick::bytes;
pub(super) use callcraft_quick::bytes::{copy, find, find_any, has_ends, is_plain, is_tidy, trim};

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Where it begins in the whole text, in bytes.
    pub from: usize,
    /// Its words.
    pub text: &'a str,
    /// Whether `-->` stands in it.
    pub has_arrow: bool,
}

impl Line<'_> {
    /// Where it ends in the whole text, in bytes.
    pub(super) fn to(&self) -> usize {
        self.from + self.text.len()
    }
}

/// Walks over lines that end in LF, CR or CRLF, in any mixture. Linear; `clone` is free.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0, number: 0 }
    }

    /// The whole text, and where the next line begins in it.
    pub(super) fn here(&self) -> (&'a str, usize) {
        (self.text, self.at)
    }

    /// How many lines stand before the next.
    pub(super) fn before(&self) -> usize {
        self.number
    }

    /// Goes on at `to`, `lines` further.
    pub(super) fn pass(&mut self, to: usize, lines: usize) {
        self.at = to;
        self.number += lines;
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let bytes = self.text.as_bytes();
        let from = self.at;
        if from >= bytes.len() {
            return None;
        }
        // The end of the line, and arrows on the way: nothing else is asked of every line.
        let (mut to, mut has_arrow) = (from, false);
        loop {
            to = bytes.get(to..).and_then(|rest| find_any(rest, *b"\n\r>")).map_or(bytes.len(), |it| to + it);
            if bytes.get(to) != Some(&b'>') {
                break;
            }
            has_arrow |= bytes.get(from..to).is_some_and(|it| it.ends_with(b"--"));
            to += 1;
        }
        self.at = to + 1 + usize::from(bytes.get(to) == Some(&b'\r') && bytes.get(to + 1) == Some(&b'\n'));
        self.number += 1;
        Some(Line { number: self.number, from, text: self.text.get(from..to)?, has_arrow })
    }
}

/// Whether there is nothing in `text` but white space.
pub(super) fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(first) => !first.is_ascii_graphic() && text.trim().is_empty(),
        None => true,
    }
}

/// [`bytes::holds_start`] of two texts.
pub(super) fn holds_start(before: &str, now: &str) -> bool {
    bytes::holds_start(before.as_bytes(), trim(now).as_bytes())
}

/// `text` on one line: every run of white space is one space, none at the ends.
pub(super) fn tidy(text: &str) -> String {
    let text = trim(text);
    if is_tidy(text.as_bytes()) {
        return text.to_owned();
    }
    let mut tidied = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    tidied
}

/// The first words of `text`, for a sentence that quotes them.
pub(super) fn excerpt(text: &str) -> String {
    let mut short: String = text.trim().chars().filter(|it| !it.is_control()).take(40).collect();
    if short.len() < text.trim().len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let found: Vec<_> = Lines::of("a\nb\r\nc\rd\n\re\n").map(|it| (it.number, it.from, it.text)).collect();
        assert_eq!(found, [(1, 0, "a"), (2, 2, "b"), (3, 5, "c"), (4, 7, "d"), (5, 9, ""), (6, 10, "e")]);
    }

    proptest! {
        #[test]
        fn an_arrow_is_found(line in "[->é ]{0,12}") {
            let text = format!("-->\n{line}\r\n-->");
            let found: Vec<_> = Lines::of(&text).map(|it| (it.text, it.has_arrow)).collect();
            prop_assert_eq!(found, [("-->", true), (&line, line.contains("-->")), ("-->", true)]);
        }

        #[test]
        fn tidying_keeps_the_words_and_only_the_words(text in "[ -~\u{a0}\u{2003}\u{2019}\u{3000}é\n\t]{0,40}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(tidy(&text), words.join(" "));
            prop_assert_eq!((trim(&text), is_blank(&text)), (text.trim(), words.is_empty()));
        }
    }
}
