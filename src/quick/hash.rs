//! Words -> numbers that stand for them.

/// FNV-1a.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

const fn mix(hash: u64, letter: u32) -> u64 {
    (hash ^ letter as u64).wrapping_mul(0x0100_0000_01b3)
}

/// So many bytes of a word are taken at once: few words are longer.
const SHORT: usize = 16;

/// The hash of a word of at most [`SHORT`] bytes below 0x80, in lower case and with zeros after them. No two of up to eight
/// bytes have the same.
pub(super) const fn at_once([first, second]: [u64; 2]) -> u64 {
    let hash = (first ^ SEED).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = (hash ^ (hash >> 32) ^ second).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 29)
}

/// A word whose hash is being taken, letter by letter.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// Its first bytes, the first one lowest.
    short: [u64; 2],
    length: usize,
    /// Of all its letters.
    hash: u64,
    is_ascii: bool,
}

impl Spelling {
    pub const NONE: Self = Self { short: [0; 2], length: 0, hash: SEED, is_ascii: true };

    #[inline(never)]
    pub const fn and(mut self, letter: u32) -> Self {
        if self.length < SHORT {
            self.short[self.length / 8] |= (letter as u64 & 0x7f) << (self.length % 8 * 8);
        }
        self.is_ascii &= letter < 0x80;
        self.length += 1;
        self.hash = mix(self.hash, letter);
        self
    }

    pub const fn hash(self) -> u64 {
        if self.is_ascii && self.length <= SHORT { at_once(self.short) } else { self.hash }
    }
}

/// The hash of a lower-case word of letters below U+0800, known when the program is built.
pub const fn fixed(word: &str) -> u64 {
    let (bytes, mut at, mut word) = (word.as_bytes(), 0, Spelling::NONE);
    while at < bytes.len() {
        let first = bytes[at] as u32;
        if first < 0x80 {
            word = word.and(first);
            at += 1;
        } else {
            word = word.and((first & 0x1f) << 6 | (bytes[at + 1] as u32 & 0x3f));
            at += 2;
        }
    }
    word.hash()
}

/// The hash of one word.
pub fn hash_of(text: &str) -> u64 {
    text.chars().flat_map(char::to_lowercase).fold(Spelling::NONE, |word, it| word.and(it as u32)).hash()
}

/// The sixteen bytes of `text` from `at` on, the first one lowest; after its end zeros.
#[inline]
pub(super) fn sixteen(bytes: &[u8], at: usize) -> [u64; 2] {
    let halves = |it: &[u8; SHORT]| {
        let (halves, _) = it.as_chunks::<8>();
        [halves.first(), halves.get(1)].map(|it| it.map_or(0, |it| u64::from_le_bytes(*it)))
    };
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(it) = rest.first_chunk() {
        return halves(it);
    }
    let Some(last) = bytes.last_chunk() else {
        let mut all = [0; SHORT];
        all.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        return halves(&all);
    };
    let ([first, second], over) = (halves(last), SHORT - rest.len());
    // A shift of all 128 bits is a call.
    match (over / 8, over % 8 * 8) {
        (0, 0) => [first, second],
        (0, bits) => [first >> bits | second << (64 - bits), second >> bits],
        (1, bits) => [second >> bits, 0],
        _ => [0; 2],
    }
}

/// The first bytes of two halves, as many as this numbers.
pub(super) const FIRST: [[u64; 2]; SHORT] = {
    let (mut masks, mut at) = ([[0; 2]; SHORT], 0);
    while at < SHORT {
        masks[at] = if at < 8 { [(1 << (at * 8)) - 1, 0] } else { [u64::MAX, (1 << (at % 8 * 8)) - 1] };
        at += 1;
    }
    masks
};

/// [`hash_of`] a word of letters and digits of ASCII.
#[inline]
pub(super) fn ascii_hash(word: &[u8]) -> u64 {
    const LOW: u64 = 0x2020_2020_2020_2020;
    match FIRST.get(word.len()) {
        Some(mask) => {
            let [first, second] = sixteen(word, 0);
            at_once([(first | LOW) & mask[0], (second | LOW) & mask[1]])
        }
        None => word.iter().fold(Spelling::NONE, |word, it| word.and(u32::from(it.to_ascii_lowercase()))).hash(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hashes;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_has_one_hash_however_it_is_taken(word in "[a-z0-9]{1,24}") {
            let upper = word.to_uppercase();
            prop_assert_eq!(hash_of(&word), fixed(&word));
            prop_assert_eq!(hash_of(&upper), fixed(&word));
            prop_assert_eq!(ascii_hash(upper.as_bytes()), fixed(&word));
            prop_assert_eq!(hashes(&upper), [fixed(&word)]);
        }

        #[test]
        fn short_words_never_share_a_hash(one in "[a-z0-9']{1,8}", other in "[a-z0-9']{1,8}") {
            prop_assert_eq!(hash_of(&one) == hash_of(&other), one == other);
        }
    }
}
