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

    /// Goes on at `to`, `lines` further; gives the number of the line before those.
    pub(super) fn skip(&mut self, to: usize, lines: usize) -> usize {
        let before = self.number;
        self.at = to;
        self.number += lines;
        before
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

/// Whether all bytes are of seven bits, and neither NUL nor escape.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let odd = |word: u64| word | word.wrapping_sub(ONES) | (word ^ (ONES * 0x1b)).wrapping_sub(ONES);
    let chunks = chunks.iter().fold(0, |all, it| all | odd(u64::from_le_bytes(*it)));
    chunks & HIGH == 0 && rest.iter().all(|it| !matches!(it, 0 | 0x1b | 0x80..))
}

/// Where words end that begin at the start of `bytes`, and whether they are plain letters with single spaces between them:
/// `<`, `>`, `&`, `{`, a colon or a control ends them.
pub(super) fn words(bytes: &[u8]) -> (usize, bool) {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let (mut odd, mut space) = (0, 0);
    for (at, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        // `<` and `>` differ in one bit.
        let angles = zeros((word | (ONES * 2)) ^ (ONES * 0x3e));
        let signs = zeros(word ^ (ONES * 0x3a)) | zeros(word ^ (ONES * 0x26)) | zeros(word ^ (ONES * 0x7b));
        let stops = controls | angles | signs;
        let spaces = zeros(word ^ (ONES * 0x20));
        let found = (word & HIGH) | (spaces & ((spaces << 8) | space));
        if stops != 0 {
            let before = (stops & stops.wrapping_neg()) - 1;
            return (at * 8 + stops.trailing_zeros() as usize / 8, (odd | (found & before)) & HIGH == 0);
        }
        odd |= found;
        space = spaces >> 56;
    }
    let is_stop = |it: &u8| matches!(it, 0..0x20 | b'<' | b'>' | b'&' | b'{' | b':');
    let to = rest.iter().position(is_stop).unwrap_or(rest.len());
    // The last words of a file: nobody waits for them.
    (chunks.len() * 8 + to, false)
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
        fn words_end_where_a_sign_may_mean_more(text in "[ab !;=%'zé~\u{7f}<>&{:\n]{0,40}") {
            let to = text.find(|it: char| it.is_control() && it != '\u{7f}' || "<>&{:".contains(it)).unwrap_or(text.len());
            let (found, is_even) = words(text.as_bytes());
            prop_assert_eq!(found, to);
            let said = &text[..to];
            prop_assert!(!is_even || said.is_ascii() && !said.contains("  "), "{said}");
        }

        #[test]
        fn plain_bytes_are_told(bytes in proptest::collection::vec(prop_oneof![9 => 1_u8..0x1b, 9 => 0x1c_u8..0x80, 1 => 0_u8..255], 0..20)) {
            prop_assert_eq!(is_plain(&bytes), bytes.iter().all(|it| *it < 0x80 && *it != 0 && *it != 0x1b));
        }

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
