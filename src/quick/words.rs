//! Words with their place, and what stands between them.

use super::scan::{Piece, scan};
use super::table::Table;
use super::topics::class;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Plain,
    /// Begins with a digit: "8", "2.5", "12,000", "8k", "3rd".
    Number,
    /// Digits with a colon: "10:30".
    Clock,
    /// A currency sign.
    Currency,
    /// "%".
    Percent,
}

/// What stands after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum After {
    /// At most a space.
    Nothing,
    /// A comma, a dash, a colon.
    Pause,
    /// The end of a sentence.
    Stop,
    /// … that asks.
    Asks,
}

/// A word or sign and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Of its letters in lower case; see [`crate::hash_of`].
    pub hash: u64,
    /// Index of the segment.
    pub segment: u32,
    /// First byte in the segment.
    pub from: u32,
    /// Just after the last byte.
    pub to: u32,
    /// Index in the table, or [`NO_HEAD`].
    pub head: u32,
    /// Bits of [`class`].
    pub class: u32,
    /// What it is made of.
    pub kind: Kind,
    /// What follows it.
    pub after: After,
    /// Joined to the word before it by a hyphen or a slash.
    pub joined: bool,
    /// What phrases of the table begin with it.
    pub(super) starts: Starts,
}

/// Whether phrases begin with a word: of most words none do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Starts {
    None,
    /// Some that are found under the word.
    Single,
    /// Some that are found under the word and the next one, and perhaps others.
    Pairs,
}

/// The word is in no list.
pub const NO_HEAD: u32 = u32::MAX;

impl Word {
    /// Makes it the word of `hash`, with what `table` knows of that.
    pub fn respell(&mut self, hash: u64, table: &Table) {
        let found = table.index(hash).and_then(|it| Some((it as u32, table.head(it)?)));
        self.hash = hash;
        (self.head, self.class, self.starts) = found.map_or((NO_HEAD, 0, Starts::None), |(at, it)| (at, it.class, it.starts()));
    }

    /// Whether it has any of the class bits.
    pub fn is(&self, bits: u32) -> bool {
        self.class & bits != 0
    }

    /// Whether it may carry what a talk is about: long enough, of letters, and no word that stands in every sentence.
    pub fn has_content(&self) -> bool {
        self.kind == Kind::Plain && self.to - self.from >= 4 && !self.is(class::STOP | class::LEAD | class::NUMBER | class::MONTH)
    }
}

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

/// Adds the words of `text`, which is that of `segment`, to `words`. `begun`: where the sentence began that `text` goes on with;
/// a mark before the first word ends none that began before it.
#[inline(never)]
pub fn read_into(text: &str, segment: u32, begun: usize, table: &Table, words: &mut Vec<Word>) {
    let mut joined = false;
    let mut goes_on = words.len() > begun;
    scan(text, |piece| match piece {
        Piece::Word { from, to, hash, kind } => {
            let found = table.index(hash).and_then(|it| Some((it as u32, table.head(it)?)));
            let (head, class, starts) = found.map_or((NO_HEAD, 0, Starts::None), |(at, it)| (at, it.class, it.starts()));
            words.push(Word { hash, segment, from: from as u32, to: to as u32, head, class, kind, after: After::Nothing, joined, starts });
            (joined, goes_on) = (false, true);
        }
        Piece::Mark { letter, next } => {
            joined = matches!(letter, '-' | '/') && next.is_some_and(char::is_alphanumeric);
            if let Some(last) = words.last_mut().filter(|_| goes_on) {
                last.after = last.after.max(after(last, letter, next));
            }
        }
    });
}

/// What the mark `letter`, followed by `next`, makes of the end of `word`.
fn after(word: &Word, letter: char, next: Option<char>) -> After {
    let ends = next.is_none_or(|it| it.is_whitespace() || matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '?' | '!' | '-' | '—'));
    match letter {
        '?' | '？' | '؟' if ends => After::Asks,
        '!' | '。' if ends => After::Stop,
        '.' if next == Some('.') || word.after == After::Pause => After::Pause,
        '.' if ends => {
            let initial = word.kind == Kind::Plain && word.to - word.from == 1 && next.is_some();
            if initial || word.is(class::ABBREVIATION) { After::Nothing } else { After::Stop }
        }
        ',' | ';' | ':' | '—' | '–' | '…' => After::Pause,
        '-' if next.is_none_or(|it| !it.is_alphanumeric()) => After::Pause,
        _ => After::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixed, hash_of};
    use proptest::prelude::*;

    #[test]
    fn words_keep_their_place_and_what_follows_them() {
        let mut words = Vec::new();
        read_into("\"Re-key it: 8k?\"", 3, 0, &Table::default(), &mut words);
        let shown: Vec<_> = words.iter().map(|it| (it.from, it.to, it.after, it.joined, it.kind)).collect();
        let plain = Kind::Plain;
        assert_eq!(
            shown,
            [
                (1, 3, After::Nothing, false, plain),
                (4, 7, After::Nothing, true, plain),
                (8, 10, After::Pause, false, plain),
                (12, 14, After::Asks, false, Kind::Number)
            ]
        );
        assert_eq!((words[2].hash, words[0].segment, words[0].head), (fixed("it"), 3, NO_HEAD));
    }

    #[test]
    fn a_mark_at_the_start_ends_only_what_goes_on() {
        for (begun, after) in [(0, After::Stop), (1, After::Nothing)] {
            let mut words = Vec::new();
            read_into("so", 0, 0, &Table::default(), &mut words);
            read_into("! well", 1, begun, &Table::default(), &mut words);
            assert_eq!(words[0].after, after);
        }
    }

    proptest! {
        #[test]
        fn a_few_words_are_always_suspected(words in proptest::collection::vec("[a-zé]{1,9}", 1..9)) {
            let hashes: Vec<u64> = words.iter().map(|it| hash_of(it)).collect();
            let few = Few::of(&[&hashes]);
            prop_assert!(hashes.iter().all(|it| few.may_have(*it)));
        }
    }
}
