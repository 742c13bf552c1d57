//! The lines of a text, numbered, whichever way they end.

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Where it begins in the whole text, in bytes.
    pub from: usize,
    /// Its words.
    pub text: &'a str,
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
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|it| !it.is_empty())?;
        let text = rest.get(..find_any(rest.as_bytes(), [b'\n', b'\r', b'\r']).unwrap_or(rest.len()))?;
        let after = rest.as_bytes().get(text.len()..).unwrap_or_default();
        let end = if after.starts_with(b"\r\n") { 2 } else { usize::from(!after.is_empty()) };
        self.number += 1;
        let line = Line { number: self.number, from: self.at, text };
        self.at += text.len() + end;
        Some(line)
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;

/// The high bit of every byte of `word` that is zero. Above the lowest such byte there may be one too many.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Where the first of three bytes stands. Eight bytes at a time: files are read mostly by looking for these.
pub(super) fn find_any(bytes: &[u8], wanted: [u8; 3]) -> Option<usize> {
    let [a, b, c] = wanted;
    let (a, b, c) = (ONES * u64::from(a), ONES * u64::from(b), ONES * u64::from(c));
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let hits = zeros(word ^ a) | zeros(word ^ b) | zeros(word ^ c);
        if hits != 0 {
            return Some(at * 8 + hits.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|it| wanted.contains(it)).map(|it| it + chunks.len() * 8)
}

/// Where a byte first stands.
pub(super) fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let spread = ONES * u64::from(wanted);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let hits = zeros(u64::from_le_bytes(*chunk) ^ spread);
        if hits != 0 {
            return Some(at * 8 + hits.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|it| *it == wanted).map(|it| it + chunks.len() * 8)
}

/// Whether `-->` stands in a line.
pub(super) fn has_arrow(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut from = 2;
    while let Some(at) = bytes.get(from..).and_then(|it| find(it, b'>')) {
        from += at + 1;
        if bytes.get(from - 3..from) == Some(b"-->") {
            return true;
        }
    }
    false
}

/// [`str::trim`], which looks at bytes first: asked of every line and cue, mostly that is enough.
pub(super) fn trim(text: &str) -> &str {
    let is_space = |it: &u8| matches!(it, b' ' | b'\t'..=b'\r');
    let mut bytes = text.as_bytes();
    let mut from = 0;
    while let [first, rest @ ..] = bytes
        && is_space(first)
    {
        bytes = rest;
        from += 1;
    }
    while let [rest @ .., last] = bytes
        && is_space(last)
    {
        bytes = rest;
    }
    let inner = text.get(from..from + bytes.len()).unwrap_or_default();
    match bytes {
        [first, .., last] if first.is_ascii() && last.is_ascii() => inner,
        _ => inner.trim(),
    }
}

/// Whether there is nothing in `text` but white space.
pub(super) fn is_blank(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(first) => !first.is_ascii_graphic() && text.trim().is_empty(),
        None => true,
    }
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

/// Whether [`tidy`] has nothing to do; says no too often rather than too seldom.
pub(super) fn is_tidy(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut was_space = false;
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        // A byte below a space or beyond ASCII, or two spaces side by side.
        let spaces = zeros(word ^ (ONES * 0x20));
        let odd = (word.wrapping_sub(ONES * 0x20) & !word | word) & HIGH;
        if odd | (spaces & spaces << 8) != 0 || (was_space && spaces & 0x80 != 0) {
            return is_tidy_slowly(bytes);
        }
        was_space = spaces >> 63 != 0;
    }
    let from = bytes.len() - rest.len();
    is_tidy_slowly(bytes.get(from.saturating_sub(1)..).unwrap_or_default())
}

fn is_tidy_slowly(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().all(|byte| {
        // Spaces beyond ASCII begin with these bytes; dashes and quotes (E2 80 90..A7) are no spaces.
        let fine = match *byte {
            0..=0x1f | 0xc2 | 0xe1 | 0xe3 => false,
            b' ' => before != b' ',
            third @ 0x80..=0xbf if before == 0x80 => (0x90..=0xa7).contains(&third),
            _ => before != 0xe2 || *byte == 0x80,
        };
        before = *byte;
        fine
    })
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
        fn a_byte_is_found_where_it_first_stands(bytes in proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'`'), Just(b'b'), Just(0xe1), 0_u8..255], 0..40)) {
            let expected = bytes.iter().position(|it| matches!(it, b'a' | b'<' | 0x80));
            prop_assert_eq!(find_any(&bytes, [b'a', b'<', 0x80]), expected);
            prop_assert_eq!(find(&bytes, b'b'), bytes.iter().position(|it| *it == b'b'));
        }

        #[test]
        fn an_arrow_is_found(line in "[->é ]{0,12}") {
            prop_assert_eq!(has_arrow(&line), line.contains("-->"));
        }

        #[test]
        fn tidying_keeps_the_words_and_only_the_words(text in "[ -~\u{a0}\u{2003}\u{2019}\u{3000}é\n\t]{0,40}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(tidy(&text), words.join(" "));
            prop_assert_eq!((trim(&text), is_blank(&text)), (text.trim(), words.is_empty()));
        }
    }
}
