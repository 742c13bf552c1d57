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

/// The words of these lists in one language, ready to be looked up.
#[derive(Debug, Default)]
pub(in crate::domain::analysis) struct Small {
    /// Open addressing: the hash of a word and its bits, or zeros.
    slots: Vec<(u64, u8)>,
    /// How such words end: "…ed".
    endings: Vec<(&'static str, u8)>,
    german: bool,
}

/// More than twice as many slots as words.
const SLOTS: usize = 1024;

impl Small {
    /// Those of a language.
    pub fn of(language: &str) -> Self {
        let mut small = Self { slots: vec![(0, 0); SLOTS], endings: Vec::new(), german: language == "de" };
        let mut one: Vec<u64> = Vec::new();
        for (section, bit) in LISTS {
            for word in phrases(language, section) {
                if let Some(ending) = word.strip_prefix('*') {
                    small.endings.push((ending, bit));
                    continue;
                }
                one.clear();
                hash_into(word, &mut one);
                for hash in &one {
                    let at = small.slot(*hash);
                    if let Some(it) = small.slots.get_mut(at) {
                        *it = (*hash, it.1 | bit);
                    }
                }
            }
        }
        small
    }

    /// Where the word is, or would be.
    fn slot(&self, hash: u64) -> usize {
        let mut at = hash as usize % SLOTS;
        // Half of them are empty, so it ends.
        while self.slots.get(at).is_some_and(|it| it.1 != 0 && it.0 != hash) {
            at = (at + 1) % SLOTS;
        }
        at
    }

    #[inline]
    fn bits(&self, hash: u64) -> u8 {
        self.slots.get(self.slot(hash)).map_or(0, |it| it.1)
    }
}

/// The small words of a call's language, and what the prospect has said.
pub(super) struct Persons {
    small: &'static Small,
    /// A bit for every word of the prospect's, by its hash: now and then a word stands for another.
    said: Vec<u64>,
}

/// So many words of 64 bits: a thousand words of the prospect's fill one bit in sixty.
const SAID: usize = 1024;

impl Persons {
    /// Of a language.
    pub fn of(lexicon: &'static Lexicon) -> Self {
        Self { small: &lexicon.small, said: vec![0; SAID] }
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

    /// What the ending of a word shows that is of no list and no number.
    fn ending(&self, word: &Word, transcript: &Transcript) -> u8 {
        if word.kind != Kind::Plain || word.to - word.from < ENDS || word.is(class::NUMBER | class::STOP) {
            return 0;
        }
        let text = word.text(transcript);
        self.small.endings.iter().find(|it| text.ends_with(it.0)).map_or(0, |it| it.1)
    }

    /// What a sentence of ours has; `is_name` tells what may be a name of somebody else.
    fn tells(&self, words: &[Word], transcript: &Transcript, is_name: impl Fn(&Word) -> bool) -> u8 {
        const BOTH: u8 = has::THEY | has::YOU;
        let mut bits = 0;
        for (at, word) in words.iter().enumerate() {
            let mut found = self.small.bits(word.hash);
            if found == 0 {
                found = self.ending(word, transcript);
            }
            // German "Sie" and "sie".
            if found & BOTH == BOTH {
                found &= !if word.is_large(transcript) { has::THEY } else { has::YOU };
            }
            // "Die hatten", "haben die"
            if self.small.german && word.hash == absent::DIE && self.beside(words, at) {
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
        let was = |at: usize| words.get(at).is_some_and(|it| absent::VERBS.contains(&it.hash) || self.small.bits(it.hash) & has::WAS != 0);
        was(at + 1) || at.checked_sub(1).is_some_and(was)
    }

    /// German writes all its nouns like names: only what stands after "bei" and the like may be one.
    fn may_be_name(&self, words: &[Word], at: usize) -> bool {
        const BEFORE: [u64; 3] = [fixed("bei"), fixed("beim"), fixed("firma")];
        let plain = words.get(at).is_some_and(|it| it.kind == Kind::Plain && it.to - it.from > 3);
        plain && (!self.small.german || words.get(at - 1).is_some_and(|it| BEFORE.contains(&it.hash) && it.after == After::Nothing))
    }
}

/// How many numbers are told.
fn count(words: &[Word]) -> u8 {
    u8::try_from(absent::figures(words)).unwrap_or(u8::MAX)
}

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
    fn half_of_the_slots_stay_empty_in_every_language() {
        for language in ["en", "de", "es", "fr"] {
            let used = Small::of(language).slots.iter().filter(|it| it.1 != 0).count();
            assert!(used > 50 && used * 2 <= SLOTS, "{language}: {used}");
        }
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
