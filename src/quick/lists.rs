//! Short lists of words that stand in the program, and whether a word is one of them.

use super::hash::fixed;
use super::words::Word;

/// A few words of which hardly any other word is suspected.
#[derive(Clone, Copy, Debug)]
pub struct Few([u64; 16]);

impl Few {
    /// Of the hashes of words.
    pub const fn of(lists: &[&[u64]]) -> Self {
        let (mut bits, mut list) = ([0; 16], 0);
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let hash = lists[list][at];
                bits[(hash >> 6) as usize & 15] |= 1 << (hash & 63);
                at += 1;
            }
            list += 1;
        }
        Self(bits)
    }

    /// Whether `hash` may be one of them; never no for one that is.
    pub fn may_have(&self, hash: u64) -> bool {
        self.0[(hash >> 6) as usize & 15] >> (hash & 63) & 1 != 0
    }
}

/// Short lists of which hardly any word is suspected: what asks whether a sentence has a word of one looks at the sentence only
/// where it may. All lists are looked at at once, for every word.
#[derive(Clone, Copy, Debug)]
pub struct Watch([u8; WATCHES]);

/// So many that of a sentence that has no word of a list hardly one is looked at for it.
const WATCHES: usize = 2048;

impl Watch {
    /// Of the hashes of words, each list with its bit.
    pub const fn of(lists: &[(&[u64], u8)]) -> Self {
        let (mut bits, mut list) = ([0; WATCHES], 0);
        while list < lists.len() {
            let ((words, bit), mut at) = (lists[list], 0);
            while at < words.len() {
                bits[words[at] as usize & (WATCHES - 1)] |= bit;
                at += 1;
            }
            list += 1;
        }
        Self(bits)
    }

    /// The bits of the lists that the word `hash` may be of; never without those that it is of.
    #[inline]
    pub fn of_word(&self, hash: u64) -> u8 {
        self.0[hash as usize & (WATCHES - 1)]
    }
}

/// Words of a list that a word is looked for in: the hash and the length of each.
#[derive(Clone, Copy, Debug)]
pub struct List<const N: usize> {
    few: Few,
    words: [(u64, u32); N],
}

impl<const N: usize> List<N> {
    /// Of lower-case words of letters below U+0800.
    pub const fn of(words: [&'static str; N]) -> Self {
        let (mut few, mut list, mut at) = (Few::of(&[]), [(0, 0); N], 0);
        while at < N {
            let hash = fixed(words[at]);
            few.0[(hash >> 6) as usize & 15] |= 1 << (hash & 63);
            list[at] = (hash, words[at].len() as u32);
            at += 1;
        }
        Self { few, words: list }
    }

    /// Whether `word` is one of them, letter by letter but for their case.
    pub fn has(&self, word: &Word) -> bool {
        self.few.may_have(word.hash) && self.words.contains(&(word.hash, word.to - word.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_few_words_are_always_suspected(words in proptest::collection::vec("[a-zé]{1,9}", 1..9)) {
            let hashes: Vec<u64> = words.iter().map(|it| hash_of(it)).collect();
            let few = Few::of(&[&hashes]);
            prop_assert!(hashes.iter().all(|it| few.may_have(*it)));
            let watch = Watch::of(&[(&hashes, 4), (&[7], 1)]);
            prop_assert!(hashes.iter().all(|it| watch.of_word(*it) & 4 != 0) && watch.of_word(7) & 1 != 0);
        }
    }
}
