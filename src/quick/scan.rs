//! Letters -> words with their hashes, and the marks between them.

use super::words::Kind;

/// FNV-1a.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

const fn mix(hash: u64, letter: u32) -> u64 {
    (hash ^ letter as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The hashes of the words of `text`, as a list of phrases needs them.
pub fn hashes(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    hash_into(text, &mut found);
    found
}

/// Adds the hashes of the words of `text` to `found`.
pub fn hash_into(text: &str, found: &mut Vec<u64>) {
    scan(text, |piece| {
        if let Piece::Word { hash, .. } = piece {
            found.push(hash);
        }
    });
}

/// The hash of a lower-case word of letters below U+0800, known when the program is built.
pub const fn fixed(word: &str) -> u64 {
    let (bytes, mut at, mut hash) = (word.as_bytes(), 0, SEED);
    while at < bytes.len() {
        let first = bytes[at] as u32;
        if first < 0x80 {
            hash = mix(hash, first);
            at += 1;
        } else {
            hash = mix(hash, (first & 0x1f) << 6 | (bytes[at + 1] as u32 & 0x3f));
            at += 2;
        }
    }
    hash
}

/// The hash of one word.
pub fn hash_of(text: &str) -> u64 {
    text.chars().flat_map(char::to_lowercase).fold(SEED, |hash, it| mix(hash, it as u32))
}

/// [`hash_of`] a word of bytes below 0x80.
pub(super) fn ascii_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(SEED, |hash, it| mix(hash, u32::from(it.to_ascii_lowercase())))
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

/// A word of the text or what stands between two.
pub(super) enum Piece {
    Word { from: usize, to: usize, hash: u64, kind: Kind },
    Mark { letter: char, next: Option<char> },
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Calls `out` with each piece of `text` in order.
pub(super) fn scan(text: &str, mut out: impl FnMut(Piece)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let Some(letter) = letter_at(text, at) else { return };
        let next = at + letter.len_utf8();
        match letter {
            _ if letter.is_alphanumeric() => {
                let (to, hash, kind) = word(text, at, letter);
                out(Piece::Word { from: at, to, hash, kind });
                at = to;
                continue;
            }
            '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '₺' | '₪' | '₱' | '₫' => {
                out(Piece::Word { from: at, to: next, hash: mix(SEED, letter as u32), kind: Kind::Currency })
            }
            '%' => out(Piece::Word { from: at, to: next, hash: mix(SEED, letter as u32), kind: Kind::Percent }),
            _ => out(Piece::Mark { letter, next: letter_at(text, next) }),
        }
        at = next;
    }
}

/// The word that begins at `from`: letters and digits, an apostrophe between letters, a separator between digits.
fn word(text: &str, from: usize, first: char) -> (usize, u64, Kind) {
    let mut kind = if first.is_numeric() { Kind::Number } else { Kind::Plain };
    let bytes = text.as_bytes();
    let (mut at, mut hash, mut last) = (from, SEED, first);
    loop {
        // Nearly all letters are these, and nearly all words end so.
        let begin = at;
        let next = loop {
            let next = bytes.get(at).copied().unwrap_or(b' ');
            match LOWER[usize::from(next)] {
                0 => break next,
                lower => hash = mix(hash, u32::from(lower)),
            }
            at += 1;
        };
        if next.is_ascii() && !matches!(next, b'\'' | b'.' | b',' | b':') {
            break;
        }
        if let Some(it) = bytes.get(begin..at).and_then(<[_]>::last) {
            last = char::from(*it);
        }
        let Some(letter) = letter_at(text, at) else { break };
        if letter.is_alphanumeric() {
            hash = letter.to_lowercase().fold(hash, |hash, it| mix(hash, it as u32));
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
            hash = mix(hash, if letter == '’' { u32::from('\'') } else { letter as u32 });
        }
        last = letter;
        at += letter.len_utf8();
    }
    (at, hash, kind)
}
