//! Word lists: which words and phrases mean what, by language. Data in `lexicon/*.txt`; this file reads and finds.
//!
//! A line is a section (`[pain]`), a comment (`#`) or entries parted by commas. `a|b` in a phrase stands for either
//! word, a trailing `|` makes the word optional, `*` stands for any one word. Inflections are listed, not guessed.

use std::sync::OnceLock;

use super::words::{Word, hashes};

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Topic {
    Open,
    Request,
    ShortFact,
    Tag,
    Echo,
    Courtesy,
    Probe,
    Filler,
    Share,
    NotImpact,
    Pain,
    Objection,
    Price,
    Competitor,
    Step,
    WeakStep,
    NotStep,
    Owner,
    Date,
    Time,
    Agenda,
    AgendaCheck,
    Commitment,
    Agreement,
    Confirm,
    Consent,
    Acknowledge,
    Argue,
    Check,
    Proof,
    Relevant,
    Refer,
    Summary,
    SummaryCheck,
    Invite,
    Current,
    Goals,
    Timeline,
    Authority,
    AskCurrent,
    AskPain,
    AskImpact,
    AskGoals,
    AskTimeline,
    AskAuthority,
}

/// Classes of single words, as bits of [`Head::class`].
pub(super) mod class {
    /// Said before a sentence really begins ("so", "okay").
    pub const LEAD: u32 = 1;
    /// Asks for more than a fact ("what", "how", "where").
    pub const WIDE: u32 = 1 << 1;
    /// Asks for a fact ("when", "who").
    pub const NARROW: u32 = 1 << 2;
    /// Begins a question before a person ("do you").
    pub const AUX: u32 = 1 << 3;
    /// Begins one before a thing too ("is it").
    pub const AUX_THING: u32 = 1 << 4;
    /// A person as subject.
    pub const PERSON: u32 = 1 << 5;
    /// A thing as subject.
    pub const THING: u32 = 1 << 6;
    /// Asks and holds its verb ("what's").
    pub const WIDE_AUX: u32 = 1 << 7;
    /// Carries no content of its own.
    pub const STOP: u32 = 1 << 8;
    /// Turns the meaning round.
    pub const NEGATION: u32 = 1 << 9;
    /// A length of time that work is measured in.
    pub const UNIT: u32 = 1 << 10;
    /// Minutes: often the call's own length.
    pub const MINUTE: u32 = 1 << 11;
    /// Years: mostly tenure and contracts.
    pub const YEAR: u32 = 1 << 12;
    /// Names a currency.
    pub const MONEY: u32 = 1 << 13;
    /// Multiplies the number before it.
    pub const SCALE: u32 = 1 << 14;
    /// A month's name.
    pub const MONTH: u32 = 1 << 15;
    /// Makes a number approximate.
    pub const APPROX: u32 = 1 << 16;
    /// Joins a number to what it is counted by ("a", "per").
    pub const PER: u32 = 1 << 17;
    /// Makes a length of time a date when it stands before it ("in", "next").
    pub const DATING: u32 = 1 << 18;
    /// … and when it stands after it ("ago").
    pub const DATED: u32 = 1 << 19;
    /// What is counted matters to a business.
    pub const COUNTED: u32 = 1 << 20;
    /// What is counted matters to nobody ("things").
    pub const VAGUE: u32 = 1 << 21;
    /// Tells of a loss or of work, so that a small count matters.
    pub const LOSS: u32 = 1 << 22;
    /// A dot after it ends no sentence.
    pub const ABBREVIATION: u32 = 1 << 23;
    /// Percent.
    pub const PERCENT: u32 = 1 << 24;
    /// May stand between a number and its unit ("full", "working").
    pub const BETWEEN: u32 = 1 << 25;
    /// A number in words; the value is in [`super::Head::value`].
    pub const NUMBER: u32 = 1 << 26;
    /// Holds a stretch of time rather than suffers it ("have").
    pub const HOLDING: u32 = 1 << 27;
    /// A clock's word ("pm").
    pub const CLOCK: u32 = 1 << 28;
    /// Leads into the noun of a question ("in", "to").
    pub const PREPOSITION: u32 = 1 << 29;
    /// Whose it is; stands where a person could ("your planners").
    pub const POSSESSIVE: u32 = 1 << 30;
    /// An hour: a unit, and often the call's own length.
    pub const HOUR: u32 = 1 << 31;
    /// A week or a month: a unit that dates and terms are told in too, as years are.
    pub const LONG: u32 = UNIT | YEAR;
}

#[derive(Clone, Copy)]
enum Section {
    Phrases(Topic),
    Words(u32),
    Numbers,
}

/// Every section of the word lists. A list may leave any out; what needs it then says that it cannot tell.
const SECTIONS: &[(&str, Section)] = &[
    ("open", Section::Phrases(Topic::Open)),
    ("request", Section::Phrases(Topic::Request)),
    ("short-fact", Section::Phrases(Topic::ShortFact)),
    ("tag", Section::Phrases(Topic::Tag)),
    ("echo", Section::Phrases(Topic::Echo)),
    ("courtesy", Section::Phrases(Topic::Courtesy)),
    ("probe", Section::Phrases(Topic::Probe)),
    ("filler", Section::Phrases(Topic::Filler)),
    ("share", Section::Phrases(Topic::Share)),
    ("not-impact", Section::Phrases(Topic::NotImpact)),
    ("pain", Section::Phrases(Topic::Pain)),
    ("objection", Section::Phrases(Topic::Objection)),
    ("price", Section::Phrases(Topic::Price)),
    ("competitor", Section::Phrases(Topic::Competitor)),
    ("step", Section::Phrases(Topic::Step)),
    ("weak-step", Section::Phrases(Topic::WeakStep)),
    ("not-step", Section::Phrases(Topic::NotStep)),
    ("owner", Section::Phrases(Topic::Owner)),
    ("date", Section::Phrases(Topic::Date)),
    ("time", Section::Phrases(Topic::Time)),
    ("agenda", Section::Phrases(Topic::Agenda)),
    ("agenda-check", Section::Phrases(Topic::AgendaCheck)),
    ("commitment", Section::Phrases(Topic::Commitment)),
    ("agreement", Section::Phrases(Topic::Agreement)),
    ("confirm", Section::Phrases(Topic::Confirm)),
    ("consent", Section::Phrases(Topic::Consent)),
    ("acknowledge", Section::Phrases(Topic::Acknowledge)),
    ("argue", Section::Phrases(Topic::Argue)),
    ("check", Section::Phrases(Topic::Check)),
    ("proof", Section::Phrases(Topic::Proof)),
    ("relevant", Section::Phrases(Topic::Relevant)),
    ("refer", Section::Phrases(Topic::Refer)),
    ("summary", Section::Phrases(Topic::Summary)),
    ("summary-check", Section::Phrases(Topic::SummaryCheck)),
    ("invite", Section::Phrases(Topic::Invite)),
    ("current", Section::Phrases(Topic::Current)),
    ("goals", Section::Phrases(Topic::Goals)),
    ("timeline", Section::Phrases(Topic::Timeline)),
    ("authority", Section::Phrases(Topic::Authority)),
    ("ask-current", Section::Phrases(Topic::AskCurrent)),
    ("ask-pain", Section::Phrases(Topic::AskPain)),
    ("ask-impact", Section::Phrases(Topic::AskImpact)),
    ("ask-goals", Section::Phrases(Topic::AskGoals)),
    ("ask-timeline", Section::Phrases(Topic::AskTimeline)),
    ("ask-authority", Section::Phrases(Topic::AskAuthority)),
    ("words lead", Section::Words(class::LEAD)),
    ("words wide", Section::Words(class::WIDE)),
    ("words narrow", Section::Words(class::NARROW)),
    ("words aux", Section::Words(class::AUX)),
    ("words aux-thing", Section::Words(class::AUX | class::AUX_THING)),
    ("words person", Section::Words(class::PERSON)),
    ("words possessive", Section::Words(class::POSSESSIVE)),
    ("words thing", Section::Words(class::THING)),
    ("words wide-aux", Section::Words(class::WIDE_AUX)),
    ("words stop", Section::Words(class::STOP)),
    ("words negation", Section::Words(class::NEGATION)),
    ("words unit", Section::Words(class::UNIT)),
    ("words minute", Section::Words(class::UNIT | class::MINUTE)),
    ("words hour", Section::Words(class::UNIT | class::HOUR)),
    ("words long-unit", Section::Words(class::LONG)),
    ("words year", Section::Words(class::YEAR)),
    ("words money", Section::Words(class::MONEY)),
    ("words scale", Section::Words(class::SCALE)),
    ("words month", Section::Words(class::MONTH)),
    ("words approx", Section::Words(class::APPROX)),
    ("words per", Section::Words(class::PER)),
    ("words dating", Section::Words(class::DATING)),
    ("words dated", Section::Words(class::DATED)),
    ("words counted", Section::Words(class::COUNTED)),
    ("words vague", Section::Words(class::VAGUE)),
    ("words loss", Section::Words(class::LOSS)),
    ("words abbreviation", Section::Words(class::ABBREVIATION)),
    ("words percent", Section::Words(class::PERCENT)),
    ("words between", Section::Words(class::BETWEEN)),
    ("words holding", Section::Words(class::HOLDING)),
    ("words clock", Section::Words(class::CLOCK)),
    ("words preposition", Section::Words(class::PREPOSITION)),
    ("numbers", Section::Numbers),
];

/// The shipped lists. Add a language: a file and a row.
const SHIPPED: &[(&str, &str)] = &[
    ("en", include_str!("lexicon/en.txt")),
    ("de", include_str!("lexicon/de.txt")),
    ("es", include_str!("lexicon/es.txt")),
    ("fr", include_str!("lexicon/fr.txt")),
];

/// So many words tell a language.
const FIRST_WORDS: usize = 400;

/// The least share of small words for a text to be of a language.
const FOREIGN: f64 = 0.15;

/// All that is known of a first word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    hash: u64,
    /// Bits of [`class`].
    pub class: u32,
    /// What it is worth, if it is a number.
    pub value: f32,
    phrases: (u32, u32),
}

#[derive(Debug)]
struct Phrase {
    topic: Topic,
    /// The words after the first, as a range of [`Lexicon::rest`].
    rest: (u32, u32),
}

/// The word lists of one language, ready to be looked up in.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Open addressing: 1 + index of a head, or 0.
    slots: Vec<u32>,
    heads: Vec<Head>,
    phrases: Vec<Phrase>,
    rest: Vec<u64>,
    topics: u64,
}

/// `*` in a phrase.
const ANY: u64 = 0;

#[derive(Default)]
struct Draft {
    phrases: Vec<(u64, Topic, Vec<u64>)>,
    words: Vec<(u64, u32, f32)>,
    /// Lines that could not be read; a test keeps it empty for the shipped lists.
    wrong: Vec<String>,
}

impl Draft {
    fn read(text: &str) -> Self {
        let mut draft = Self::default();
        let mut section = None;
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                section = SECTIONS.iter().find(|it| it.0 == name).map(|it| it.1);
                if section.is_none() {
                    draft.wrong.push(line.to_owned());
                }
                continue;
            }
            for entry in line.split(',').map(str::trim).filter(|it| !it.is_empty()) {
                draft.entry(section, entry);
            }
        }
        draft
    }

    fn entry(&mut self, section: Option<Section>, entry: &str) {
        let word = |text: &str| hashes(text).first().copied();
        match section {
            Some(Section::Phrases(topic)) => self.phrase(topic, entry),
            Some(Section::Words(bits)) if hashes(entry).len() == 1 => self.words.extend(word(entry).map(|it| (it, bits, 0.0))),
            Some(Section::Numbers) => match entry.split_once('=').map(|(name, value)| (word(name), value.trim().parse())) {
                Some((Some(name), Ok(value))) => self.words.push((name, class::NUMBER, value)),
                _ => self.wrong.push(entry.to_owned()),
            },
            _ => self.wrong.push(entry.to_owned()),
        }
    }

    /// Adds every reading of `entry`: the product of its alternatives.
    fn phrase(&mut self, topic: Topic, entry: &str) {
        let mut readings: Vec<Vec<u64>> = vec![Vec::new()];
        for word in entry.split_whitespace() {
            let choices: Vec<Vec<u64>> = word.split('|').map(|it| if it == "*" { vec![ANY] } else { hashes(it) }).collect();
            readings = readings.iter().flat_map(|it| choices.iter().map(move |choice| [it.as_slice(), choice].concat())).collect();
        }
        for reading in readings {
            match reading.split_first() {
                Some((first, rest)) if *first != ANY => self.phrases.push((*first, topic, rest.to_vec())),
                _ => self.wrong.push(entry.to_owned()),
            }
        }
    }

    fn finish(mut self) -> Lexicon {
        // The longest reading first, so that the first match of a topic is its best.
        self.phrases.sort_by(|a, b| (a.0, a.1, b.2.len()).cmp(&(b.0, b.1, a.2.len())));
        self.phrases.dedup();
        let mut lexicon = Lexicon::default();
        let mut firsts: Vec<u64> = self.phrases.iter().map(|it| it.0).chain(self.words.iter().map(|it| it.0)).collect();
        firsts.sort_unstable();
        firsts.dedup();
        lexicon.heads = firsts.iter().map(|hash| Head { hash: *hash, ..Head::default() }).collect();
        lexicon.slots = vec![0; (lexicon.heads.len() * 2).next_power_of_two().max(2)];
        for (at, hash) in (1u32..).zip(&firsts) {
            let mut slot = lexicon.slot(*hash);
            while lexicon.slots[slot] != 0 {
                slot = (slot + 1) & (lexicon.slots.len() - 1);
            }
            lexicon.slots[slot] = at;
        }
        for (hash, bits, value) in self.words {
            if let Some(head) = lexicon.index(hash).and_then(|at| lexicon.heads.get_mut(at)) {
                head.class |= bits;
                head.value = head.value.max(value);
            }
        }
        for (hash, topic, rest) in self.phrases {
            let (at, from) = (lexicon.phrases.len() as u32, lexicon.rest.len() as u32);
            lexicon.rest.extend(rest);
            lexicon.phrases.push(Phrase { topic, rest: (from, lexicon.rest.len() as u32) });
            lexicon.topics |= 1 << topic as u8;
            if let Some(head) = lexicon.index(hash).and_then(|at| lexicon.heads.get_mut(at)) {
                head.phrases = (if head.phrases.1 == 0 { at } else { head.phrases.0 }, at + 1);
            }
        }
        lexicon
    }
}

impl Lexicon {
    /// The list of the language that most of the first words of `texts` belong to: the one with the largest share of
    /// its small words ("the", "der") among them. English where none reaches [`FOREIGN`].
    pub fn guessed<'a>(texts: impl Iterator<Item = &'a str>) -> &'static Self {
        let words: Vec<u64> = texts.flat_map(hashes).take(FIRST_WORDS).collect();
        let share = |list: &Self| words.iter().filter(|it| list.index(**it).is_some_and(|at| list.heads[at].class & class::STOP != 0)).count();
        let lists = SHIPPED.iter().map(|it| Self::of(it.0));
        let best = lists.map(|it| (share(it), it)).max_by_key(|it| it.0);
        match best {
            Some((share, list)) if share as f64 >= FOREIGN * words.len() as f64 && share > 0 => list,
            _ => Self::of("en"),
        }
    }

    /// The list for a language tag ("en", "de-AT"); an empty one for a language without a list.
    pub fn of(language: &str) -> &'static Self {
        static READY: [OnceLock<Lexicon>; 4] = [const { OnceLock::new() }; 4];
        static NOTHING: OnceLock<Lexicon> = OnceLock::new();
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match SHIPPED.iter().zip(&READY).find(|(row, _)| row.0 == primary) {
            Some(((_, text), ready)) => ready.get_or_init(|| Draft::read(text).finish()),
            None => NOTHING.get_or_init(Self::default),
        }
    }

    /// The competitors' names as a list of their own.
    pub fn of_names(names: &[String]) -> Self {
        let mut draft = Draft::default();
        for name in names {
            if let Some((first, rest)) = hashes(name).split_first() {
                draft.phrases.push((*first, Topic::Competitor, rest.to_vec()));
            }
        }
        draft.finish()
    }

    /// The topics the list says anything of, one bit each.
    pub fn topics(&self) -> u64 {
        self.topics
    }

    fn slot(&self, hash: u64) -> usize {
        // FNV's low bits are its best mixed.
        hash as usize & (self.slots.len() - 1)
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

    /// Calls `found` with topic and length of each phrase that begins `words`, the longest of a topic first.
    pub fn phrases(&self, head: usize, words: &[Word], mut found: impl FnMut(Topic, usize)) {
        let Some(range) = self.heads.get(head).map(|it| it.phrases) else { return };
        for phrase in self.phrases.get(range.0 as usize..range.1 as usize).unwrap_or_default() {
            let rest = self.rest.get(phrase.rest.0 as usize..phrase.rest.1 as usize).unwrap_or_default();
            let after = words.get(1..=rest.len());
            if after.is_some_and(|after| after.iter().zip(rest).all(|(word, wanted)| *wanted == ANY || word.hash == *wanted)) {
                found(phrase.topic, rest.len() + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_shipped_list_is_understood() {
        for (language, text) in SHIPPED {
            assert_eq!(Draft::read(text).wrong, Vec::<String>::new(), "{language}");
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
            assert!(Lexicon::of(language).topics() & (1 << Topic::Request as u8) != 0, "{language}");
        }
        assert_eq!(Lexicon::of("xx").topics(), 0);
        assert_eq!(Lexicon::of("en-GB").topics(), Lexicon::of("en").topics());
    }

    #[test]
    fn the_language_is_told_from_the_words() {
        let told = |text: &str| SHIPPED.iter().find(|it| std::ptr::eq(Lexicon::of(it.0), Lexicon::guessed(std::iter::once(text)))).map(|it| it.0);
        assert_eq!(told("So what do you do with the orders that come in after the cut-off?"), Some("en"));
        assert_eq!(told("Was machen Sie mit den Bestellungen, die nach dem Schluss noch kommen, und wer ist das?"), Some("de"));
        assert_eq!(told("¿Qué hacen con los pedidos que entran por la tarde, cuando todo está cerrado?"), Some("es"));
        assert_eq!(told("Que faites-vous des commandes qui arrivent dans la soirée, et qui sont pour le matin?"), Some("fr"));
        assert_eq!(told("Mm-hm. Orders? Tuesday."), Some("en"));
    }

    #[test]
    fn alternatives_optional_words_and_any_word_are_all_read() {
        let lexicon = Draft::read("[pain]\nkeeps|kept on| breaking, by * hand").finish();
        let lengths = |text: &str| {
            let words = crate::domain::analysis::words::of(text);
            let mut found = Vec::new();
            if let Some(head) = lexicon.index(words[0].hash) {
                lexicon.phrases(head, &words, |topic, length| found.push((topic, length)));
            }
            found
        };
        assert_eq!(lengths("kept breaking down"), [(Topic::Pain, 2)]);
        assert_eq!(lengths("keeps on breaking"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by her hand"), [(Topic::Pain, 3)]);
        assert_eq!(lengths("by hand"), []);
    }
}
