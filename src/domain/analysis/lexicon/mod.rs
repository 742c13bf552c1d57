//! Word lists: which words and phrases mean what, by language. Data in `lexicon/*.txt`; this file reads and finds.
//!
//! A line is a section (`[pain]`), a comment (`#`) or entries parted by commas. `a|b` in a phrase stands for either
//! word, a trailing `|` makes the word optional, `*` stands for any one word, `word~` for the word and its endings.

use std::sync::OnceLock;

use super::words::{Word, hashes};
use crate::domain::call::UNDETERMINED;

mod draft;
mod sections;
mod topics;

pub(super) use draft::Draft;
pub(super) use topics::{Topic, Topics, class};

/// The shipped lists. Add a language: a file and a row.
const SHIPPED: &[(&str, &str)] =
    &[("en", include_str!("en.txt")), ("de", include_str!("de.txt")), ("es", include_str!("es.txt")), ("fr", include_str!("fr.txt"))];

/// So many words tell a language.
const FIRST_WORDS: usize = 400;

/// The least share of small words for a text to be of a language.
const FOREIGN: f64 = 0.15;

/// So many words without enough small ones are of another language, and not only few.
const ENOUGH: usize = 80;

/// What the words of a call tell of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The tag of a language with a list.
    Of(&'static str),
    /// Too little is said.
    TooFew,
    /// None of the languages with a list.
    Foreign,
}

/// Tells the language by the first words of `texts`: the one with the largest share of its small words ("the", "der").
pub fn told<'a>(texts: impl Iterator<Item = &'a str>) -> Told {
    let words: Vec<u64> = texts.flat_map(hashes).take(FIRST_WORDS).collect();
    let share = |stops: &[u64]| words.iter().filter(|it| stops.binary_search(it).is_ok()).count();
    // The small words alone: making a whole list ready takes a hundred times as long.
    static READY: [OnceLock<Vec<u64>>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
    let stops = SHIPPED.iter().zip(&READY).map(|((language, text), ready)| (*language, ready.get_or_init(|| draft::stops(text))));
    match stops.map(|(language, stops)| (share(stops), language)).max_by_key(|it| it.0) {
        Some((share, language)) if share as f64 >= FOREIGN * words.len() as f64 && share > 0 => Told::Of(language),
        _ if words.len() >= ENOUGH => Told::Foreign,
        _ => Told::TooFew,
    }
}

/// All that is known of a word, or of two words that begin a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    hash: u64,
    /// Whether some phrase has it for its first word and a second word under [`pair`].
    begins: bool,
    /// Bits of [`class`].
    pub class: u32,
    /// What it is worth, if it is a number.
    pub value: f32,
    phrases: (u32, u32),
}

#[derive(Clone, Copy, Debug, Default)]
struct Phrase {
    topic: Topic,
    /// How many of its words the head stands for.
    known: u8,
    /// The team's rule it belongs to, or [`SHIPPED_RULE`].
    rule: u16,
    /// The words after those, as a range of [`Lexicon::rest`].
    rest: (u32, u32),
}

impl Phrase {
    fn comes_before(&self, other: &Self) -> bool {
        let order = |it: &Self| (it.topic, u32::MAX - (it.rest.1 - it.rest.0), it.rule);
        order(self) < order(other)
    }
}

/// What two words that begin a phrase are found under. "I", "the", "what" begin hundreds of phrases; with their second
/// word hardly any.
fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The word lists of one language, ready to be looked up in.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Open addressing: 1 + index of a head, or 0.
    slots: Vec<u32>,
    heads: Vec<Head>,
    phrases: Vec<Phrase>,
    rest: Vec<u64>,
    topics: Topics,
    /// The language's tag; empty where there is no list.
    pub language: &'static str,
}

/// The rule of a phrase that belongs to none of the team's.
pub(super) const SHIPPED_RULE: u16 = u16::MAX;

/// `*` in a phrase.
const ANY: u64 = 0;

impl Lexicon {
    /// The list of the language that the first words of `texts` are told by ([`told`]); English where they are too few to
    /// tell, none where they are of another language.
    pub fn guessed<'a>(texts: impl Iterator<Item = &'a str>) -> &'static Self {
        match told(texts) {
            Told::Of(language) => Self::of(language),
            Told::TooFew => Self::of("en"),
            Told::Foreign => Self::of(UNDETERMINED),
        }
    }

    /// The list for a language tag ("en", "de-AT"); an empty one for a language without a list.
    pub fn of(language: &str) -> &'static Self {
        static READY: [OnceLock<Lexicon>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
        static NOTHING: OnceLock<Lexicon> = OnceLock::new();
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match SHIPPED.iter().zip(&READY).find(|(row, _)| row.0 == primary) {
            Some(((language, text), ready)) => ready.get_or_init(|| Self { language, ..Draft::read(language, text).finish() }),
            None => NOTHING.get_or_init(Self::default),
        }
    }

    /// The topics the list says anything of, one bit each.
    pub fn topics(&self) -> Topics {
        self.topics
    }

    /// An empty list with room for so many keys; some slots stay empty, so that every search ends.
    fn with_room(keys: usize) -> Self {
        Self { slots: vec![0; (keys + keys / 2 + 1).next_power_of_two()], ..Self::default() }
    }

    /// The head of `hash`, made where there is none yet.
    fn head_of(&mut self, hash: u64) -> &mut Head {
        let (mut slot, last) = (self.slot(hash), self.slots.len() - 1);
        let at = loop {
            match self.slots[slot].checked_sub(1) {
                Some(at) if self.heads[at as usize].hash == hash => break at as usize,
                Some(_) => slot = (slot + 1) & last,
                None => {
                    self.heads.push(Head { hash, ..Head::default() });
                    self.slots[slot] = self.heads.len() as u32;
                    break self.heads.len() - 1;
                }
            }
        };
        &mut self.heads[at]
    }

    /// Puts each phrase to those of its key's head, which has counted them. Of a topic the longest comes first, so that
    /// the first match is its best.
    fn take_phrases(&mut self, phrases: impl ExactSizeIterator<Item = (u64, Phrase)>) {
        let mut from = 0;
        for head in &mut self.heads {
            let count = head.phrases.1;
            head.phrases = (from, from);
            from += count;
        }
        self.phrases = vec![Phrase::default(); phrases.len()];
        for (key, phrase) in phrases {
            let head = self.head_of(key);
            let (first, mut at) = (head.phrases.0 as usize, head.phrases.1 as usize);
            head.phrases.1 += 1;
            while at > first && phrase.comes_before(&self.phrases[at - 1]) {
                self.phrases[at] = self.phrases[at - 1];
                at -= 1;
            }
            self.phrases[at] = phrase;
        }
    }

    fn slot(&self, hash: u64) -> usize {
        // High and low bits both count: words mix low, pairs high.
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

    /// The head at an index that [`Lexicon::index`] gave.
    pub fn head(&self, at: usize) -> Option<&Head> {
        self.heads.get(at)
    }

    /// Whether `hash` is one of a few first words; cheaper than [`Lexicon::index`] on a list of names.
    pub fn may_begin(&self, hash: u64) -> bool {
        self.heads.len() > 16 || self.heads.iter().any(|it| it.hash == hash)
    }

    /// Calls `found` with topic, rule and length of each phrase that begins `words`, whose first word has `head`.
    pub fn phrases(&self, head: usize, words: &[Word], mut found: impl FnMut(Topic, u16, usize)) {
        let Some(head) = self.heads.get(head) else { return };
        if let ([first, second, ..], true) = (words, head.begins)
            && let Some(both) = self.index(pair(first.hash, second.hash)).and_then(|it| self.heads.get(it))
        {
            self.of_head(both, words, &mut found);
        }
        self.of_head(head, words, &mut found);
    }

    fn of_head(&self, head: &Head, words: &[Word], found: &mut impl FnMut(Topic, u16, usize)) {
        for phrase in self.phrases.get(head.phrases.0 as usize..head.phrases.1 as usize).unwrap_or_default() {
            let rest = self.rest.get(phrase.rest.0 as usize..phrase.rest.1 as usize).unwrap_or_default();
            let known = usize::from(phrase.known);
            let after = words.get(known..known + rest.len());
            if after.is_some_and(|after| after.iter().zip(rest).all(|(word, wanted)| *wanted == ANY || word.hash == *wanted)) {
                found(phrase.topic, phrase.rule, known + rest.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sections::{SECTIONS, Section};
    use super::*;

    #[test]
    fn every_line_of_every_shipped_list_is_understood() {
        for (language, text) in SHIPPED {
            assert_eq!(Draft::read(language, text).wrong, Vec::<String>::new(), "{language}");
        }
    }

    #[test]
    fn the_english_list_leaves_no_section_out() {
        let all = SECTIONS.iter().filter_map(|(name, it)| matches!(it, Section::Phrases(_)).then_some(*name));
        let missing: Vec<_> = all.filter(|name| !SHIPPED[0].1.lines().any(|line| line == format!("[{name}]"))).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn every_language_knows_questions() {
        for (language, _) in SHIPPED {
            assert!(Lexicon::of(language).topics() & Topic::Request.bit() != 0, "{language}");
        }
        assert_eq!(Lexicon::of("xx").topics(), 0);
        assert_eq!(Lexicon::of("en-GB").topics(), Lexicon::of("en").topics());
    }

    #[test]
    fn the_language_is_told_from_the_words() {
        let told =
            |text: &str| SHIPPED.iter().find(|it| std::ptr::eq(Lexicon::of(it.0), Lexicon::guessed(std::iter::once(text)))).map(|it| it.0);
        assert_eq!(told("So what do you do with the orders that come in after the cut-off?"), Some("en"));
        assert_eq!(told("Was machen Sie mit den Bestellungen, die nach dem Schluss noch kommen, und wer ist das?"), Some("de"));
        assert_eq!(told("¿Qué hacen con los pedidos que entran por la tarde, cuando todo está cerrado?"), Some("es"));
        assert_eq!(told("Que faites-vous des commandes qui arrivent dans la soirée, et qui sont pour le matin?"), Some("fr"));
        assert_eq!(told("Mm-hm. Orders? Tuesday."), Some("en"));
        let dutch = "Wat doet u met bestellingen die binnenkomen nadat het magazijn gesloten is? Wij bewaren ze voor morgen. ";
        assert_eq!(super::told(std::iter::once(dutch)), Told::TooFew);
        assert_eq!(super::told(std::iter::repeat_n(dutch, 10)), Told::Foreign);
        assert_eq!(Lexicon::guessed(std::iter::repeat_n(dutch, 10)).topics(), 0, "nothing is heard in it");
    }

    #[test]
    fn alternatives_optional_words_and_any_word_are_all_read() {
        let lexicon = Draft::read("en", "[pain]\nkeeps|kept on| breaking, by * hand").finish();
        let lengths = |text: &str| {
            let words = crate::domain::analysis::words::of(text);
            let mut found = Vec::new();
            if let Some(head) = lexicon.index(words[0].hash) {
                lexicon.phrases(head, &words, |topic, _, length| found.push((topic, length)));
            }
            found
        };
        assert_eq!(lengths("kept breaking down"), [(Topic::Pain, 2)]);
        assert_eq!(lengths("keeps on breaking"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by her hand"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by hand"), []);
    }
}
