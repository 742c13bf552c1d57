//! Reading a list: sections, entries, alternatives.

use super::super::words::hashes;
use super::topics::{SECTIONS, Section, Topic, class};
use super::{ANY, Lexicon, Phrase, SHIPPED_RULE, pair};
use crate::domain::order;

/// One reading of a phrase: its first word, what it stands for, whose rule it is, the words after.
type Reading = (u64, Topic, u16, Vec<u64>);

/// The endings that `~` stands for, by language; the first row is for any other.
const ENDINGS: &[(&str, &[&str])] = &[
    ("", &["", "s", "es", "ed", "d", "ing", "'s"]),
    ("de", &["", "e", "en", "er", "es", "em", "s", "n", "t", "te", "ten", "st", "ung", "ungen"]),
    ("es", &["", "s", "es", "o", "a", "os", "as", "e", "en", "an", "amos", "emos", "imos", "ar", "er", "ir", "ado", "ando", "iendo"]),
    ("fr", &["", "s", "e", "es", "x", "er", "ez", "ons", "ent", "é", "ée", "és", "ait", "ant", "ir", "re"]),
];

/// German writes a number in one word: "fünfundvierzig", "dreihundert", "fünfzehntausend".
fn german_numbers() -> Vec<(u64, u32, f32)> {
    const ONES: [&str; 20] = [
        "",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ];
    const TENS: [&str; 8] = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let below_100 = |n: usize| match (ONES.get(n), TENS.get((n / 10).wrapping_sub(2)), ONES.get(n % 10)) {
        (Some(one), ..) => (*one).to_owned(),
        (None, Some(ten), Some(&"")) => (*ten).to_owned(),
        (None, Some(ten), Some(one)) => format!("{one}und{ten}"),
        _ => String::new(),
    };
    let word = |text: String, value: usize| hashes(&text).first().map(|it| (*it, class::NUMBER, value as f32));
    let mut found: Vec<(u64, u32, f32)> = Vec::new();
    for n in 2..100 {
        found.extend(word(below_100(n), n));
        found.extend(word(format!("{}tausend", below_100(n)), n * 1000));
    }
    for n in 1..10 {
        found.extend(word(format!("{}hundert", below_100(n)), n * 100));
        found.extend(word(format!("{}hunderttausend", below_100(n)), n * 100_000));
    }
    found
}

/// What a list says, before it can be looked up in.
#[derive(Default)]
pub(in crate::domain::analysis) struct Draft {
    phrases: Vec<Reading>,
    endings: &'static [&'static str],
    words: Vec<(u64, u32, f32)>,
    /// Lines that could not be read; a test keeps it empty for the shipped lists.
    pub wrong: Vec<String>,
}

impl Draft {
    /// An empty list for a language.
    pub fn of(language: &str) -> Self {
        let row = ENDINGS.iter().skip(1).find(|it| it.0 == language).or(ENDINGS.first());
        Self { endings: row.map_or(&[], |it| it.1), ..Self::default() }
    }

    /// Adds competitors' names as they are written.
    pub fn names(&mut self, names: &[String]) {
        for name in names {
            if let Some((first, rest)) = hashes(name).split_first() {
                self.phrases.push((*first, Topic::Competitor, SHIPPED_RULE, rest.to_vec()));
            }
        }
    }

    /// Adds a phrase of the team's rule number `rule`.
    pub fn rule(&mut self, topic: Topic, rule: u16, phrase: &str) {
        self.phrase(topic, rule, phrase);
    }

    /// Reads a list for a language.
    pub fn read(language: &str, text: &str) -> Self {
        let mut draft = Self::of(language);
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
        if language == "de" {
            draft.words.extend(german_numbers());
        }
        draft
    }

    fn entry(&mut self, section: Option<Section>, entry: &str) {
        let word = |text: &str| hashes(text).first().copied();
        match section {
            Some(Section::Phrases(topic)) => self.phrase(topic, SHIPPED_RULE, entry),
            Some(Section::Words(bits)) if hashes(entry).len() == 1 => {
                self.words.extend(self.inflected(entry).iter().filter_map(|it| word(it)).map(|it| (it, bits, 0.0)));
            }
            Some(Section::Numbers) => match entry.split_once('=').map(|(name, value)| (word(name), value.trim().parse())) {
                Some((Some(name), Ok(value))) => self.words.push((name, class::NUMBER, value)),
                _ => self.wrong.push(entry.to_owned()),
            },
            _ => self.wrong.push(entry.to_owned()),
        }
    }

    /// The forms of a word that ends with `~`, or the word.
    fn inflected(&self, word: &str) -> Vec<String> {
        let Some(base) = word.strip_suffix('~') else { return vec![word.to_owned()] };
        let mut forms: Vec<String> = self.endings.iter().map(|it| format!("{base}{it}")).collect();
        // "price~" is also "pricing", "carry~" also "carried".
        if let Some(stem) = base.strip_suffix('e') {
            forms.push(format!("{stem}ing"));
        }
        if let Some(stem) = base.strip_suffix('y') {
            forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
        }
        forms
    }

    /// Adds every reading of `entry`: the product of its alternatives.
    fn phrase(&mut self, topic: Topic, rule: u16, entry: &str) {
        let mut readings: Vec<Vec<u64>> = vec![Vec::new()];
        for word in entry.split_whitespace() {
            let forms = word.split('|').flat_map(|it| self.inflected(it));
            let choices: Vec<Vec<u64>> = forms.map(|it| if it == "*" { vec![ANY] } else { hashes(&it) }).collect();
            readings = readings.iter().flat_map(|it| choices.iter().map(move |choice| [it.as_slice(), choice].concat())).collect();
        }
        for reading in readings {
            match reading.split_first() {
                Some((first, rest)) if *first != ANY => self.phrases.push((*first, topic, rule, rest.to_vec())),
                _ => self.wrong.push(entry.to_owned()),
            }
        }
    }

    /// Makes it ready to be looked up in.
    pub fn finish(self) -> Lexicon {
        let begins: Vec<u64> = self.phrases.iter().filter(|it| it.3.first().is_some_and(|it| *it != ANY)).map(|it| it.0).collect();
        let keyed = |(first, topic, rule, rest): Reading| match rest.split_first() {
            Some((second, rest)) if *second != ANY => (pair(first, *second), topic, 2, rest.to_vec(), rule),
            _ => (first, topic, 1, rest, rule),
        };
        // The longest reading first, so that the first match of a topic is its best.
        let mut phrases: Vec<(u64, Topic, u8, Vec<u64>, u16)> = self.phrases.into_iter().map(keyed).collect();
        order::sort_by(&mut phrases, |a, b| (a.0, a.1, b.3.len(), a.4).cmp(&(b.0, b.1, a.3.len(), b.4)));
        phrases.dedup();
        let mut keys: Vec<u64> =
            phrases.iter().map(|it| it.0).chain(self.words.iter().map(|it| it.0)).chain(begins.iter().copied()).collect();
        order::sort(&mut keys);
        keys.dedup();
        let mut lexicon = Lexicon::of_keys(&keys);
        for hash in begins {
            lexicon.change(hash, |head| head.begins = true);
        }
        for (hash, bits, value) in self.words {
            lexicon.change(hash, |head| (head.class, head.value) = (head.class | bits, head.value.max(value)));
        }
        for (hash, topic, known, rest, rule) in phrases {
            let (at, from) = (lexicon.phrases.len() as u32, lexicon.rest.len() as u32);
            lexicon.rest.extend(rest);
            lexicon.phrases.push(Phrase { topic, known, rule, rest: (from, lexicon.rest.len() as u32) });
            lexicon.topics |= topic.bit() | topic.plain().bit();
            lexicon.change(hash, |head| head.phrases = (if head.phrases.1 == 0 { at } else { head.phrases.0 }, at + 1));
        }
        lexicon
    }
}
