//! Words with their place, and what stands between them.

use super::scan::{Reader, scan};
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
    /// Some that are found under the word and the next one.
    Pairs,
    /// Both.
    Both,
}

/// The word is in no list.
pub const NO_HEAD: u32 = u32::MAX;

impl Word {
    /// Makes it the word of `hash`, with what `table` knows of that.
    pub fn respell(&mut self, hash: u64, table: &Table) {
        let Known { head, class, starts, .. } = Known::of(hash, table);
        *self = Self { hash, head, class, starts, ..*self };
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

/// What a table knows of the words that were met last. A call has ten times as many words as different ones, and these lie
/// together where the table lies all over the memory.
#[derive(Debug, Default)]
pub struct Met(Vec<Known>);

/// What a table knows of the word of a hash.
#[derive(Clone, Copy, Debug)]
struct Known {
    hash: u64,
    head: u32,
    class: u32,
    starts: Starts,
}

impl Known {
    fn of(hash: u64, table: &Table) -> Self {
        let found = table.index(hash).and_then(|it| Some((it as u32, table.head(it)?)));
        let (head, class, starts) = found.map_or((NO_HEAD, 0, Starts::None), |(at, it)| (at, it.class, it.starts()));
        Self { hash, head, class, starts }
    }
}

impl Met {
    /// So many words are at hand.
    const ROOM: usize = 1024;

    /// None yet, of one table.
    pub fn none() -> Self {
        Self(vec![Known::of(0, &Table::default()); Self::ROOM])
    }

    #[inline]
    fn know(&mut self, hash: u64, table: &Table) -> Known {
        let Some(at_hand) = self.0.get_mut(hash as usize & (Self::ROOM - 1)) else { return Known::of(hash, table) };
        if at_hand.hash != hash {
            *at_hand = Known::of(hash, table);
        }
        *at_hand
    }
}

/// Adds the words of `text`, which is that of `segment`, to `words`. `begun`: where the sentence began that `text` goes on with;
/// a mark before the first word ends none that began before it. `met`: always that of this table.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn read_into(text: &str, segment: u32, begun: usize, table: &Table, met: &mut Met, words: &mut Vec<Word>) {
    let goes_on = words.len() > begun;
    scan(text, &mut Taking { segment, table, met, words, joined: false, goes_on });
}

/// A text on its way into words.
struct Taking<'a> {
    segment: u32,
    table: &'a Table,
    met: &'a mut Met,
    words: &'a mut Vec<Word>,
    joined: bool,
    goes_on: bool,
}

impl Reader for Taking<'_> {
    #[inline]
    fn word(&mut self, from: usize, to: usize, hash: u64, kind: Kind) {
        let Self { segment, joined, .. } = *self;
        let Known { head, class, starts, .. } = self.met.know(hash, self.table);
        self.words.push(Word { hash, segment, from: from as u32, to: to as u32, head, class, kind, after: After::Nothing, joined, starts });
        (self.joined, self.goes_on) = (false, true);
    }

    #[inline]
    fn mark(&mut self, letter: char, next: Option<char>) {
        self.joined = matches!(letter, '-' | '/') && next.is_some_and(char::is_alphanumeric);
        if let Some(last) = self.words.last_mut().filter(|_| self.goes_on) {
            last.after = last.after.max(after(last, letter, next));
        }
    }
}

/// The first word from `from` on that a new sentence begins with: after a stop, or where the one that began at `begun` has
/// `endless` words.
#[inline(never)]
pub fn next_sentence(words: &[Word], from: usize, begun: usize, endless: usize) -> Option<usize> {
    let from = from.max(begun + 1);
    let ends = |at: &usize| *at - begun >= endless || words.get(*at - 1).is_some_and(|it| it.after >= After::Stop);
    (from..words.len()).find(ends)
}

/// How many of `words` a listener would count: "re-key" is one, "$" none.
#[inline(never)]
pub fn heard(words: &[Word]) -> usize {
    words.iter().filter(|it| !it.joined && !matches!(it.kind, Kind::Currency | Kind::Percent)).count()
}

/// What the mark `letter`, followed by `next`, makes of the end of `word`.
fn after(word: &Word, letter: char, next: Option<char>) -> After {
    let ends = next.is_none_or(|it| it.is_whitespace() || matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '?' | '!' | '-' | '—'));
    match letter {
        '？' => After::Asks,
        '。' | '！' => After::Stop,
        '?' | '؟' if ends => After::Asks,
        '!' if ends => After::Stop,
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
    use crate::fixed;

    #[test]
    fn words_keep_their_place_and_what_follows_them() {
        let mut words = Vec::new();
        read_into("\"Re-key it: 8k?\"", 3, 0, &Table::default(), &mut Met::none(), &mut words);
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
            read_into("so", 0, 0, &Table::default(), &mut Met::default(), &mut words);
            read_into("! well", 1, begun, &Table::default(), &mut Met::default(), &mut words);
            assert_eq!(words[0].after, after);
        }
    }
}
