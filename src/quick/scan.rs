//! Letters -> words with their hashes, and the marks between them.

use super::hash::{FIRST, Spelling, at_once, sixteen};
use super::lanes::Lanes;
use super::words::Kind;

/// The hashes of the words of `text`, as a list of phrases needs them.
pub fn hashes(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    hash_into(text, &mut found);
    found
}

/// Adds the hashes of the words of `text` to `found`.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn hash_into(text: &str, found: &mut Vec<u64>) {
    scan(text, found);
}

/// Each letter and digit of ASCII in lower case, and 0 for any other byte.
const LOWER: [u8; 256] = {
    let (mut lower, mut at) = ([0; 256], 0);
    while at < 256 {
        if (at as u8).is_ascii_alphanumeric() {
            lower[at] = (at as u8).to_ascii_lowercase();
        }
        at += 1;
    }
    lower
};

/// The length, the hash and the kind of the word that begins at `at`, if it is short, of ASCII, and ends where its letters and
/// digits do: so are nearly all.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn short_word(bytes: &[u8], at: usize) -> Option<(usize, u64, Kind)> {
    let [first, second] = sixteen(bytes, at);
    let lanes = Lanes::of_halves(first, second);
    let (letters, digits) = (lanes.with(0x20).less(b'a').below(26), lanes.less(b'0').below(10));
    let length = (!letters.or(digits).bits()).trailing_zeros() as usize;
    let mask = FIRST.get(length).filter(|_| length > 0)?;
    let next = bytes.get(at + length).copied().unwrap_or(b' ');
    if !next.is_ascii() || matches!(next, b'\'' | b'.' | b',' | b':') {
        // After a digit a mark may belong to it, and an apostrophe to any word.
        let last = bytes.get(at + length - 1)?;
        if !next.is_ascii() || next == b'\'' || last.is_ascii_digit() {
            return None;
        }
    }
    const LOW: u64 = 0x2020_2020_2020_2020;
    let hash = at_once([(first | LOW) & mask[0], (second | LOW) & mask[1]]);
    Some((length, hash, if (first as u8).is_ascii_digit() { Kind::Number } else { Kind::Plain }))
}

/// Who is told of the words of a text and of the marks between them, in order.
pub(super) trait Reader {
    fn word(&mut self, from: usize, to: usize, hash: u64, kind: Kind);
    fn mark(&mut self, letter: char, next: Option<char>);
}

impl Reader for Vec<u64> {
    #[inline]
    fn word(&mut self, _: usize, _: usize, hash: u64, _: Kind) {
        self.push(hash);
    }

    fn mark(&mut self, _: char, _: Option<char>) {}
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Tells `reader` what stands in `text`.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn scan(text: &str, reader: &mut impl Reader) {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let (to, hash, kind) = match short_word(bytes, at) {
            Some((length, hash, kind)) => (at + length, hash, kind),
            None => match piece(text, at) {
                Some(Piece::Word(to, hash, kind)) => (to, hash, kind),
                Some(Piece::Mark(letter, next)) => {
                    reader.mark(letter, next);
                    at += letter.len_utf8();
                    continue;
                }
                None => return,
            },
        };
        reader.word(at, to, hash, kind);
        at = to;
    }
}

/// A word with its end, or what stands between two and what follows it.
enum Piece {
    Word(usize, u64, Kind),
    Mark(char, Option<char>),
}

/// Any piece of `text` that begins at `at`.
#[inline(never)]
fn piece(text: &str, at: usize) -> Option<Piece> {
    let letter = letter_at(text, at)?;
    let next = at + letter.len_utf8();
    let sign = |kind| Piece::Word(next, Spelling::NONE.and(letter as u32).hash(), kind);
    Some(match letter {
        _ if letter.is_alphanumeric() => {
            let (to, hash, kind) = word(text, at, letter);
            Piece::Word(to, hash, kind)
        }
        '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺' | '₪' | '₱' | '₫' => sign(Kind::Currency),
        '%' => sign(Kind::Percent),
        _ => Piece::Mark(letter, letter_at(text, next)),
    })
}

/// The word that begins at `from`: letters and digits, an apostrophe between letters, a separator between digits.
fn word(text: &str, from: usize, first: char) -> (usize, u64, Kind) {
    let mut kind = if first.is_numeric() { Kind::Number } else { Kind::Plain };
    let (mut at, mut word, mut last) = (from, Spelling::NONE, first);
    while let Some(letter) = letter_at(text, at) {
        if let Some(lower) = LOWER.get(letter as usize).filter(|it| **it != 0) {
            word = word.and(u32::from(*lower));
        } else if letter.is_alphanumeric() {
            word = letter.to_lowercase().fold(word, |word, it| word.and(it as u32));
        } else {
            let next = letter_at(text, at + letter.len_utf8());
            let joins = match letter {
                '\'' | '’' => next.is_some_and(char::is_alphanumeric),
                '.' | ',' | ':' => last.is_ascii_digit() && next.is_some_and(|it| it.is_ascii_digit()),
                _ => false,
            };
            if !joins {
                break;
            }
            if letter == ':' {
                kind = Kind::Clock;
            }
            word = word.and(if letter == '’' { u32::from('\'') } else { letter as u32 });
        }
        last = letter;
        at += letter.len_utf8();
    }
    (at, word.hash(), kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Found(Vec<(usize, usize, u64, Kind)>);

    impl Reader for Found {
        fn word(&mut self, from: usize, to: usize, hash: u64, kind: Kind) {
            self.0.push((from, to, hash, kind));
        }

        fn mark(&mut self, _: char, _: Option<char>) {}
    }

    /// The words of a text, looked for letter by letter.
    fn slowly(text: &str) -> Vec<(usize, usize, u64, Kind)> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(letter) = letter_at(text, at) {
            if letter.is_alphanumeric() {
                let (to, hash, kind) = word(text, at, letter);
                found.push((at, to, hash, kind));
                at = to;
            } else {
                at += letter.len_utf8();
            }
        }
        found
    }

    proptest! {
        #[test]
        fn words_at_once_are_those_of_letter_by_letter(text in "[a-cX-Z09 é’',.:\u{212a}-]{0,60}") {
            let mut found = Found(Vec::new());
            scan(&text, &mut found);
            prop_assert_eq!(found.0, slowly(&text));
        }
    }
}
