//! A list of phrases that is looked up in: by the hash of a phrase's first word, or of its first two.

use super::hits::{Hit, Seen};
use super::lanes::{AT_ONCE, Lanes};
use super::lists::Watch;
use super::pairs::{Pairs, pair};
use super::topics::{Topic, Topics, with_plain};
use super::words::{Kind, Starts, Word};

/// All that is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    hash: u64,
    /// Whether some phrase has it for its first word and a second word under [`pair`].
    begins: bool,
    /// Bits of [`crate::class`].
    pub class: u32,
    /// What it is worth, if it is a number.
    pub value: f32,
    phrases: (u32, u32),
}

impl Head {
    pub(super) fn starts(&self) -> Starts {
        match (self.begins, self.phrases.0 == self.phrases.1) {
            (true, true) => Starts::Pairs,
            (true, false) => Starts::Both,
            (false, false) => Starts::Single,
            (false, true) => Starts::None,
        }
    }
}

/// A phrase of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// What it stands for.
    pub topic: Topic,
    /// How many of its words the head stands for.
    pub known: u8,
    /// The team's rule it belongs to, or [`SHIPPED_RULE`].
    pub rule: u16,
    /// The words after those, as a range of [`Table::rest`].
    pub rest: (u32, u32),
}

impl Entry {
    /// A phrase of a head that stands for `known` of its words.
    pub fn of(topic: Topic, known: u8, rule: u16, rest: (u32, u32)) -> Self {
        Self { topic, known, rule, rest }
    }

    fn comes_before(&self, other: &Self) -> bool {
        let order = |it: &Self| (it.topic, u32::MAX - (it.rest.1 - it.rest.0), it.rule);
        order(self) < order(other)
    }
}

/// The rule of a phrase that belongs to none of the team's.
pub const SHIPPED_RULE: u16 = u16::MAX;

/// `*` in a phrase.
pub const ANY: u64 = 0;

/// What tells phrases of a head apart: a byte of each of the next two words, and [`EITHER`] where there is none or any will do.
fn told(word: Option<u64>) -> u8 {
    word.filter(|it| *it != ANY).map_or(EITHER, |it| (it as u8).max(1))
}

/// Whatever the word is.
const EITHER: u8 = 0;

/// Phrases and words, ready to be looked up in.
#[derive(Debug, Default)]
pub struct Table {
    /// Open addressing: 1 + index of a head, or 0.
    slots: Vec<u32>,
    heads: Vec<Head>,
    entries: Vec<Entry>,
    /// Of the entries of each head what [tells](told) them by the first word that the head does not stand for, and then what does
    /// by the one after it. Sixteen are looked at at once, so as many more stand at the end.
    nexts: Vec<u8>,
    /// The words of all phrases after those that their heads stand for.
    pub rest: Vec<u64>,
    /// Two words that begin phrases.
    pairs: Pairs,
    /// The topics that it says anything of.
    pub topics: Topics,
}

impl Table {
    /// An empty one that will have so many [pairs](pair).
    pub fn with_pairs(pairs: usize) -> Self {
        Self { pairs: Pairs::with_room(pairs), ..Self::default() }
    }

    /// The head of `hash`, made where there is none yet.
    pub fn head_of(&mut self, hash: u64) -> &mut Head {
        let at = self.index(hash).unwrap_or_else(|| {
            // Some slots stay empty, so that every search ends; and few, since words are looked up all over them.
            if self.heads.len() + self.heads.len() / 2 + 1 >= self.slots.len() {
                self.slots = vec![0; (self.slots.len() * 2).max(64)];
                (0..self.heads.len()).for_each(|it| self.put(it));
            }
            self.heads.push(Head { hash, ..Head::default() });
            self.put(self.heads.len() - 1);
            self.heads.len() - 1
        });
        &mut self.heads[at]
    }

    /// Makes the head at `at` be found.
    fn put(&mut self, at: usize) {
        let mut slot = self.slot(self.heads[at].hash);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = at as u32 + 1;
    }

    /// Counts a phrase that is found under `key`, and under its `first` word where the key stands for two.
    pub fn announce(&mut self, key: u64, first: Option<u64>, topic: Topic) {
        match first {
            Some(first) => {
                self.head_of(first).begins = true;
                self.pairs.announce(key);
            }
            None => self.head_of(key).phrases.1 += 1,
        }
        self.topics |= topic.bit() | topic.plain().bit();
    }

    /// Puts each phrase to those of its key's head, by which it was [announced](Self::announce). Of a topic the longest comes
    /// first, so that the first match is its best.
    pub fn take(&mut self, phrases: &[(u64, Entry)]) {
        let mut from = 0;
        for its in self.heads.iter_mut().map(|it| &mut it.phrases).chain(self.pairs.all()) {
            let count = its.1;
            *its = (from, from);
            from += count;
        }
        self.entries = vec![Entry::default(); phrases.len()];
        for (key, entry) in phrases {
            let its = if entry.known == 1 { &mut self.head_of(*key).phrases } else { self.pairs.of(*key) };
            let (first, mut at) = (its.0 as usize, its.1 as usize);
            its.1 += 1;
            while at > first && entry.comes_before(&self.entries[at - 1]) {
                self.entries[at] = self.entries[at - 1];
                at -= 1;
            }
            self.entries[at] = *entry;
        }
        let told_by = |it: &Entry, at: usize| {
            let rest = self.rest.get(it.rest.0 as usize..it.rest.1 as usize).unwrap_or_default();
            told(rest.get(at).copied())
        };
        self.nexts.reserve(2 * self.entries.len() + AT_ONCE);
        for its in self.heads.iter_mut().map(|it| &mut it.phrases).chain(self.pairs.all()) {
            let own = &self.entries[its.0 as usize..its.1 as usize];
            (0..2).for_each(|at| self.nexts.extend(own.iter().map(|it| told_by(it, at))));
        }
        self.nexts.extend([EITHER; AT_ONCE]);
    }

    fn slot(&self, hash: u64) -> usize {
        (hash ^ (hash >> 32)) as usize & (self.slots.len() - 1)
    }

    /// Where the word is among the heads.
    pub fn index(&self, hash: u64) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let mut slot = self.slot(hash);
        loop {
            let at = (*self.slots.get(slot)? as usize).checked_sub(1)?;
            if self.heads.get(at)?.hash == hash {
                return Some(at);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The head at an index that [`Self::index`] gave.
    pub fn head(&self, at: usize) -> Option<&Head> {
        self.heads.get(at)
    }

    /// How many of `words` have each of the first eight bits of their class.
    #[inline(never)]
    pub fn shares(&self, words: &[u64]) -> [usize; 8] {
        let mut shares = [0; 8];
        for head in words.iter().filter_map(|it| self.heads.get(self.index(*it)?)) {
            for (bit, share) in shares.iter_mut().enumerate() {
                *share += head.class as usize >> bit & 1;
            }
        }
        shares
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// Whether `hash` is one of a few first words; cheaper than [`Self::index`] on a list of names.
    pub fn may_begin(&self, hash: u64) -> bool {
        self.heads.len() > 16 || self.heads.iter().any(|it| it.hash == hash)
    }

    /// Calls `found` with topic, rule and length of each phrase that begins `words`, whose first word has `head`.
    pub fn phrases(&self, head: usize, words: &[Word], found: &mut dyn FnMut(Topic, u16, usize)) {
        self.each(head, self.heads.get(head).map_or(Starts::None, Head::starts), words, found);
    }

    /// Adds the phrases of a sentence by place; of one topic the longest, and none that overlaps one before it. Gives what
    /// else stands in it, with an eye on the words that are `watched`.
    #[inline(never)]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn find_into(&self, words: &[Word], watched: &Watch, out: &mut Vec<Hit>) -> Seen {
        let mut taken = [0u32; 128];
        let (mut seen, mut topics) = (Seen::default(), 0);
        for (at, word) in words.iter().enumerate() {
            seen.class |= word.class;
            seen.odd |= word.kind != Kind::Plain;
            seen.lists |= watched.of_word(word.hash);
            if word.starts == Starts::None {
                continue;
            }
            self.each(word.head as usize, word.starts, words.get(at..).unwrap_or_default(), |topic, _, length| {
                if let Some(end) = taken.get_mut(topic as usize)
                    && at as u32 >= *end
                {
                    *end = (at + length) as u32;
                    topics |= topic.bit();
                    out.push(Hit { topic, from: at, to: at + length });
                }
            });
        }
        seen.topics = with_plain(topics);
        seen
    }

    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn each(&self, head: usize, starts: Starts, words: &[Word], mut found: impl FnMut(Topic, u16, usize)) {
        if let ([first, second, ..], Starts::Pairs | Starts::Both) = (words, starts)
            && let Some(phrases) = self.pairs.find(pair(first.hash, second.hash))
        {
            self.among(phrases, 2, words, &mut found);
        }
        if let (Starts::Single | Starts::Both, Some(head)) = (starts, self.heads.get(head)) {
            self.among(head.phrases, 1, words, &mut found);
        }
    }

    /// Those of the phrases `its` that begin `words`, of which `known` are known to.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn among(&self, its: (u32, u32), known: usize, words: &[Word], found: &mut impl FnMut(Topic, u16, usize)) {
        let (first, count) = (its.0 as usize, (its.1 - its.0) as usize);
        let [next, after] = [known, known + 1].map(|it| told(words.get(it).map(|it| it.hash)));
        let nexts = self.nexts.get(2 * first..).unwrap_or_default();
        let told = |at: usize, by: u8| {
            let lanes = Lanes::of(nexts.get(at..)?.first_chunk()?);
            Some(lanes.are(EITHER).or(lanes.are(by)).bits())
        };
        for from in (0..count).step_by(AT_ONCE) {
            let (Some(one), Some(other)) = (told(from, next), told(count + from, after)) else { return };
            let mut maybe = one & other & (u32::MAX >> (32 - (count - from).min(AT_ONCE)));
            while maybe != 0 {
                let Some(entry) = self.entries.get(first + from + maybe.trailing_zeros() as usize) else { return };
                maybe &= maybe - 1;
                let length = known + (entry.rest.1 - entry.rest.0) as usize;
                let Some(said) = words.get(known..length) else { continue };
                let rest = self.rest.get(entry.rest.0 as usize..entry.rest.1 as usize).unwrap_or_default();
                if said.iter().zip(rest).all(|(word, wanted)| *wanted == ANY || word.hash == *wanted) {
                    found(entry.topic, entry.rule, length);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
