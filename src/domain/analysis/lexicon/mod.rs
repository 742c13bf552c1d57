//! Word lists: which words and phrases mean what, by language. Data in `lexicon/*.txt`; this file reads and finds.
//!
//! A line is a section (`[pain]`), a comment (`#`) or entries parted by commas. `a|b` in a phrase stands for either
//! word, a trailing `|` makes the word optional, `*` stands for any one word, `word~` for the word and its endings.

use std::sync::OnceLock;

use callcraft_quick::Table;

use super::persons::Small;
use super::words::hash_into;
use crate::domain::call::UNDETERMINED;
use crate::domain::transcript::Transcript;

mod draft;
mod neighbours;
mod sections;

pub(super) use callcraft_quick::{SHIPPED_RULE, Topic, Topics, class};
pub(super) use draft::Draft;
use neighbours::{NEIGHBOURS, is_other_script};

/// Stands for the team's plain names of competitors, which no rule is written for.
pub(super) const NAMED_RULE: u16 = SHIPPED_RULE - 1;

/// The shipped lists, as `build.rs` leaves them. Add a language: a file and a row.
const SHIPPED: &[(&str, &str)] = &[
    ("en", include_str!(concat!(env!("OUT_DIR"), "/en.txt"))),
    ("de", include_str!(concat!(env!("OUT_DIR"), "/de.txt"))),
    ("es", include_str!(concat!(env!("OUT_DIR"), "/es.txt"))),
    ("fr", include_str!(concat!(env!("OUT_DIR"), "/fr.txt"))),
];

/// So many words tell a language.
const FIRST_WORDS: usize = 400;

/// The least share of small words for a text to be of a language.
const FOREIGN: f64 = 0.15;

/// So many words without enough small ones are of another language, and not only few.
const ENOUGH: usize = 80;

/// So few words with next to no small word among them are, too.
const SOME: usize = 25;
const HARDLY: f64 = 0.05;

/// So many letters tell a script.
const FIRST_LETTERS: usize = 500;

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
/// None where a neighbour's are more, or the letters are of another script.
pub fn told<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Told {
    if is_other_script(texts.clone(), FIRST_LETTERS) {
        return Told::Foreign;
    }
    let mut words: Vec<u64> = Vec::with_capacity(2 * FIRST_WORDS);
    for text in texts {
        hash_into(text, &mut words);
        if words.len() >= FIRST_WORDS {
            break;
        }
    }
    words.truncate(FIRST_WORDS);
    // The small words alone: making a whole list ready takes a hundred times as long.
    static READY: OnceLock<Table> = OnceLock::new();
    let shares = READY.get_or_init(|| draft::stops(SHIPPED.iter().chain(&NEIGHBOURS))).shares(&words);
    let (ours, others) = shares.split_at(SHIPPED.len());
    let neighbour = others.iter().copied().max().unwrap_or(0);
    let (share, language) = ours.iter().copied().zip(SHIPPED).map(|it| (it.0, it.1.0)).max_by_key(|it| it.0).unwrap_or_default();
    let many = words.len() as f64;
    match () {
        () if neighbour > share && neighbour as f64 >= FOREIGN * many => Told::Foreign,
        () if share as f64 >= FOREIGN * many && share > 0 => Told::Of(language),
        () if words.len() >= ENOUGH || (words.len() >= SOME && (share as f64) < HARDLY * many) => Told::Foreign,
        () => Told::TooFew,
    }
}

/// The phrases that stand in a section of a language's list, as they are written there.
pub(super) fn phrases(language: &str, section: &str) -> impl Iterator<Item = &'static str> {
    let list = SHIPPED.iter().position(|it| it.0 == language).map_or(&[][..], bodies);
    let body = list.iter().find(|it| it.0 == section).map_or("", |it| it.1);
    let lines = body.lines().map(str::trim).filter(|it| !it.starts_with('#'));
    lines.flat_map(|it| it.split(',')).map(str::trim).filter(|it| !it.is_empty())
}

/// The sections of the list at a place of [`SHIPPED`]: the name of each, and what stands in it.
fn bodies(at: usize) -> &'static [(&'static str, &'static str)] {
    // Judges ask for the words of one again and again: a list is gone through once.
    static READY: [OnceLock<Vec<(&'static str, &'static str)>>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
    let text = SHIPPED.get(at).map_or("", |it| it.1);
    let parted = || text.split("\n[").filter_map(|it| it.trim_start_matches('[').split_once(']')).collect();
    READY.get(at).map_or(&[], |it| it.get_or_init(parted))
}

/// The word lists of one language, ready to be looked up in.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// The phrases and words.
    pub table: Table,
    /// Small words that tell of whom a sentence is.
    pub small: Small,
    /// The language's tag; empty where there is no list.
    pub language: &'static str,
}

impl Lexicon {
    /// The list of the language that the first words of `texts` are told by ([`told`]); English where they are too few to
    /// tell, none where they are of another language.
    pub fn guessed<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> &'static Self {
        match told(texts) {
            Told::Of(language) => Self::of(language),
            Told::TooFew => Self::of("en"),
            Told::Foreign => Self::of(UNDETERMINED),
        }
    }

    /// The list for a call in `language`, which is told from the words where it is empty.
    pub fn for_call(language: &str, transcript: &Transcript) -> &'static Self {
        let texts = transcript.segments.iter().map(|it| it.text.as_str());
        if language.is_empty() { Self::guessed(texts) } else { Self::of(language) }
    }

    /// The list for a language tag ("en", "de-AT"); an empty one for a language without a list.
    pub fn of(language: &str) -> &'static Self {
        static READY: [OnceLock<Lexicon>; SHIPPED.len()] = [const { OnceLock::new() }; SHIPPED.len()];
        static NOTHING: OnceLock<Lexicon> = OnceLock::new();
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match SHIPPED.iter().zip(&READY).find(|(row, _)| row.0 == primary) {
            Some(((language, text), ready)) => {
                ready.get_or_init(|| Self { language, small: Small::of(language), ..Draft::read(language, text).finish() })
            }
            None => NOTHING.get_or_init(Self::default),
        }
    }

    /// The topics the list says anything of, one bit each.
    pub fn topics(&self) -> Topics {
        self.table.topics
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
            if let Some(head) = lexicon.table.index(words[0].hash) {
                lexicon.table.phrases(head, &words, &mut |topic, _, length| found.push((topic, length)));
            }
            found
        };
        assert_eq!(lengths("kept breaking down"), [(Topic::Pain, 2)]);
        assert_eq!(lengths("keeps on breaking"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by her hand"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by hand"), []);
    }
}
