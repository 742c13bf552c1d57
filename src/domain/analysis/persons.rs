//! Of whom a sentence tells, and when: the small words for those who speak, who are spoken to and who are absent, of what was, a
//! name nobody had said, how many numbers. No one of them shows anything; a few weighed together tell a story from an offer.

use super::absent;
use super::lexicon::{Lexicon, class, phrases};
use super::words::{After, Kind, Spelled, Word, fixed, hash_into};
use crate::domain::transcript::{Side, Transcript};

/// What a sentence of ours has, as bits.
pub(in crate::domain::analysis) mod has {
    /// A word for somebody absent.
    pub const THEY: u8 = 1;
    /// A word for who is spoken to.
    pub const YOU: u8 = 1 << 1;
    /// A word for who speaks.
    pub const WE: u8 = 1 << 2;
    /// A verb of what was, and another one.
    pub const WAS: u8 = 1 << 3;
    pub const WERE: u8 = 1 << 4;
    /// A word of before or after.
    pub const SINCE: u8 = 1 << 5;
    /// A name within the sentence that the prospect has not said.
    pub const NAME: u8 = 1 << 6;
    /// Tells of years.
    pub const YEARS: u8 = 1 << 7;
}

/// The sections of the lists, with what their words show.
const LISTS: [(&str, u8); 5] = [
    ("spelled they", has::THEY),
    ("spelled you", has::YOU),
    ("spelled we", has::WE),
    ("spelled was", has::WAS),
    ("spelled since", has::SINCE),
];

/// A shorter word has no ending.
const ENDS: u32 = 5;

/// Words are first looked up among so many slots, where hardly any is suspected.
const SLOTS: usize = 2048;

/// The words of these lists in one language, and what the prospect has said.
pub(super) struct Persons {
    words: Vec<(u64, u8)>,
    /// How such words end: "…ed".
    endings: Vec<(&'static str, u8)>,
    slots: Vec<u8>,
    german: bool,
    /// A bit for every word of the prospect's, by its hash: now and then a word stands for another.
    said: Vec<u64>,
}

/// So many words of 64 bits: a thousand words of the prospect's fill one bit in sixty.
const SAID: usize = 1024;

impl Persons {
    /// Of a language.
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut words: Vec<(u64, u8)> = Vec::new();
        let mut one: Vec<u64> = Vec::new();
        let mut endings = Vec::new();
        for (section, bit) in LISTS {
            for word in phrases(lexicon.language, section) {
                if let Some(ending) = word.strip_prefix('*') {
                    endings.push((ending, bit));
                    continue;
                }
                one.clear();
                hash_into(word, &mut one);
                for hash in &one {
                    match words.iter_mut().find(|it| it.0 == *hash) {
                        Some(it) => it.1 |= bit,
                        None => words.push((*hash, bit)),
                    }
                }
            }
        }
        let mut slots = vec![0; SLOTS];
        for (hash, bits) in &words {
            if let Some(it) = slots.get_mut(*hash as usize % SLOTS) {
                *it |= bits;
            }
        }
        Self { words, endings, slots, german: lexicon.language == "de", said: vec![0; SAID] }
    }

    /// Of whom a sentence of ours tells, and how many numbers are in it; remembers what the prospect says.
    pub fn read(&mut self, words: &[Word], side: Side, transcript: &Transcript, is_name: impl Fn(&Word) -> bool) -> (u8, u8) {
        match side {
            Side::Ours => (self.tells(words, transcript, is_name), count(words)),
            Side::Theirs => {
                self.listen(words);
                (0, 0)
            }
            Side::Unknown => (0, 0),
        }
    }

    fn listen(&mut self, words: &[Word]) {
        for word in words {
            let at = (word.hash >> 6) as usize % SAID;
            if let Some(it) = self.said.get_mut(at) {
                *it |= 1 << (word.hash & 63);
            }
        }
    }

    fn is_said(&self, word: &Word) -> bool {
        self.said.get((word.hash >> 6) as usize % SAID).is_some_and(|it| it >> (word.hash & 63) & 1 != 0)
    }

    fn bits(&self, word: &Word) -> u8 {
        let may_be = self.slots.get(word.hash as usize % SLOTS).is_some_and(|it| *it != 0);
        if may_be { self.words.iter().find(|it| it.0 == word.hash).map_or(0, |it| it.1) } else { 0 }
    }

    /// What the ending of a word shows that is of no list and no number.
    fn ending(&self, word: &Word, transcript: &Transcript) -> u8 {
        if word.kind != Kind::Plain || word.to - word.from < ENDS || word.is(class::NUMBER | class::STOP) {
            return 0;
        }
        let text = word.text(transcript);
        self.endings.iter().find(|it| text.ends_with(it.0)).map_or(0, |it| it.1)
    }

    /// What a sentence of ours has; `is_name` tells what may be a name of somebody else.
    fn tells(&self, words: &[Word], transcript: &Transcript, is_name: impl Fn(&Word) -> bool) -> u8 {
        const BOTH: u8 = has::THEY | has::YOU;
        let mut bits = 0;
        for (at, word) in words.iter().enumerate() {
            let mut found = self.bits(word);
            if found == 0 {
                found = self.ending(word, transcript);
            }
            // German "Sie" and "sie".
            if found & BOTH == BOTH {
                found &= !if word.is_large(transcript) { has::THEY } else { has::YOU };
            }
            // "Die hatten", "haben die"
            if self.german && word.hash == DIE && self.beside(words, at) {
                found |= has::THEY;
            }
            if bits & found & has::WAS != 0 {
                bits |= has::WERE;
            }
            bits |= found | if word.is(class::YEAR) { has::YEARS } else { 0 };
            if at > 0 && bits & has::NAME == 0 && self.may_be_name(words, at) && is_name(word) && !self.is_said(word) {
                bits |= has::NAME;
            }
        }
        bits
    }

    /// Whether a verb of the list stands beside the word at `at`.
    fn beside(&self, words: &[Word], at: usize) -> bool {
        let was = |at: usize| words.get(at).is_some_and(|it| absent::VERBS.contains(&it.hash) || self.bits(it) & has::WAS != 0);
        was(at + 1) || at.checked_sub(1).is_some_and(was)
    }

    /// German writes all its nouns like names: only what stands after "bei" and the like may be one.
    fn may_be_name(&self, words: &[Word], at: usize) -> bool {
        const BEFORE: [u64; 3] = [fixed("bei"), fixed("beim"), fixed("firma")];
        let plain = words.get(at).is_some_and(|it| it.kind == Kind::Plain && it.to - it.from > 3);
        plain && (!self.german || words.get(at - 1).is_some_and(|it| BEFORE.contains(&it.hash) && it.after == After::Nothing))
    }
}

/// How many numbers are told.
fn count(words: &[Word]) -> u8 {
    u8::try_from(absent::figures(words)).unwrap_or(u8::MAX)
}

const DIE: u64 = fixed("die");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis::{Settings, hearing::Hearing, scenes};

    /// Of whom the last sentence of our side tells, and how many numbers are in it.
    fn told(language: &str, said: &str) -> (u8, u8) {
        let words = scenes::dialogue(&format!("Maya: So.\nDana: We bake in Lisdoon.\nMaya: {said}"));
        let settings = Settings { language: language.to_owned(), ..Settings::default() };
        let heard = Hearing::of(&words, Some(0), &settings).heard;
        heard.said.last().map(|it| (it.tells, it.numbers)).unwrap()
    }

    #[test]
    fn small_words_tell_of_whom_and_when_a_sentence_is() {
        let was = has::WAS | has::WERE;
        assert_eq!(told("en", "They crumbled, and it was nine or ten."), (has::THEY | was, 2));
        assert_eq!(told("en", "I can bring you a loaf."), (has::WE | has::YOU, 0));
        assert_eq!(told("de", "Für die hatten wir Brot"), (has::THEY | has::WAS | has::WE, 0));
        assert_eq!(told("de", "Das Brot bringt er Ihnen."), (has::THEY | has::YOU, 0));
        assert_eq!(told("de", "Das Brot schmeckt ihnen."), (has::THEY, 0));
    }

    #[test]
    fn a_name_is_somebody_elses_where_the_prospect_has_not_said_it() {
        let name = |said: &str| told("en", said).0 & has::NAME != 0;
        assert!(name("So the oven at Corrick is new."));
        assert!(!name("So the oven in Lisdoon is new.") && !name("Corrick is new.") && !name("So Dana is new."));
    }
}
