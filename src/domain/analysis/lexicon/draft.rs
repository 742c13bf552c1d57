//! Reading a list: sections, entries, alternatives.

use callcraft_quick::{ANY, Entry, Table, pair};

use super::super::words::{hash_into, hashes};
use super::sections::{SECTIONS, Section};
use super::{Lexicon, NAMED_RULE, SHIPPED_RULE, Topic, class};

/// The endings that `~` stands for, by language; the first row is for any other.
const ENDINGS: &[(&str, &[&str])] = &[
    ("", &["", "s", "es", "ed", "d", "ing", "'s"]),
    ("de", &["", "e", "en", "er", "es", "em", "s", "n", "t", "te", "ten", "st", "ung", "ungen"]),
    ("es", &["", "s", "es", "o", "a", "os", "as", "e", "en", "an", "amos", "emos", "imos", "ar", "er", "ir", "ado", "ando", "iendo"]),
    ("fr", &["", "s", "e", "es", "x", "er", "ez", "ons", "ent", "é", "ée", "és", "ait", "ant", "ir", "re"]),
];

/// German writes a number in one word: "fünfundvierzig", "dreihundertzehn", "fünfzehntausend".
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
        found.extend(word(format!("{}hunderttausend", below_100(n)), n * 100_000));
    }
    // "Zwölfhundert", "zweihundertvierzig", "achttausendvierhundert"
    for n in 1..20 {
        let hundreds = format!("{}hundert", below_100(n));
        found.extend(word(hundreds.clone(), n * 100));
        // "Neunzehnhundertneunzig" is a year.
        found.extend((1..100).filter(|_| n < 17).filter_map(|it| word(format!("{hundreds}{}", below_100(it)), n * 100 + it)));
        found.extend((1..10).filter_map(|it| word(format!("{}tausend{}hundert", below_100(n), below_100(it)), n * 1000 + it * 100)));
    }
    found
}

/// The small words of all `lists`; the class of each has a bit for every list that it is in.
pub(super) fn stops<'a>(lists: impl Iterator<Item = &'a (&'a str, &'a str)>) -> Table {
    let mut table = Table::default();
    for (at, (_, text)) in lists.enumerate() {
        let mut words = Vec::new();
        let lines = text.lines().map(str::trim);
        let section = lines.skip_while(|it| *it != "[words stop]").skip(1).take_while(|it| !it.starts_with('['));
        section.filter(|it| !it.starts_with('#')).for_each(|it| hash_into(it, &mut words));
        words.into_iter().for_each(|it| table.head_of(it).class |= 1 << at);
    }
    table
}

/// What a list says, before it can be looked up in. Thousands of readings are made when a page is first used, so they
/// lie in one piece and none is a list of its own.
#[derive(Default)]
pub(in crate::domain::analysis) struct Draft {
    /// Each reading of a phrase, with what it is found under.
    readings: Vec<(u64, Entry)>,
    /// The first word of each, where the key stands for two.
    firsts: Vec<Option<u64>>,
    /// The words after the key of every reading.
    rest: Vec<u64>,
    endings: &'static [&'static str],
    words: Vec<(u64, u32, f32)>,
    /// Lines that could not be read; a test keeps it empty for the shipped lists.
    pub wrong: Vec<String>,
    scratch: Scratch,
}

/// The alternatives of the phrase that is being read.
#[derive(Default)]
struct Scratch {
    hashes: Vec<u64>,
    /// Each alternative, as a range of the hashes; none for a word that may be left out.
    forms: Vec<(usize, usize)>,
    /// Each place of the phrase, as a range of the forms, and which one is chosen.
    places: Vec<(usize, usize, usize)>,
    reading: Vec<u64>,
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
            self.add(Topic::Competitor, NAMED_RULE, &hashes(name));
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
            Some(Section::Spelled) => {}
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
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.hashes.clear();
        scratch.forms.clear();
        scratch.places.clear();
        for word in entry.split_whitespace() {
            let begin = scratch.forms.len();
            for form in word.split('|') {
                if form.ends_with('~') {
                    self.inflected(form).iter().for_each(|it| scratch.form(it));
                } else {
                    scratch.form(form);
                }
            }
            scratch.places.push((begin, scratch.forms.len(), begin));
        }
        loop {
            scratch.read();
            if !self.add(topic, rule, &scratch.reading) {
                self.wrong.push(entry.to_owned());
            }
            if !scratch.advance() {
                break;
            }
        }
        self.scratch = scratch;
    }

    /// Adds a phrase of these words; `false` where it cannot be found by its first one.
    fn add(&mut self, topic: Topic, rule: u16, words: &[u64]) -> bool {
        let (key, first, known) = match words {
            [] | [ANY, ..] => return false,
            [first, second, ..] if *second != ANY => (pair(*first, *second), Some(*first), 2),
            [first, ..] => (*first, None, 1),
        };
        let from = self.rest.len() as u32;
        self.rest.extend(words.iter().skip(known));
        self.readings.push((key, Entry::of(topic, known as u8, rule, (from, self.rest.len() as u32))));
        self.firsts.push(first);
        true
    }

    /// Makes it ready to be looked up in.
    pub fn finish(self) -> Lexicon {
        let pairs = self.firsts.iter().flatten().count();
        let mut table = Table::with_pairs(pairs);
        for (hash, bits, value) in &self.words {
            let head = table.head_of(*hash);
            (head.class, head.value) = (head.class | bits, head.value.max(*value));
        }
        for ((key, entry), first) in self.readings.iter().zip(&self.firsts) {
            table.announce(*key, *first, entry.topic);
        }
        table.rest = self.rest;
        table.take(&self.readings);
        Lexicon { table, ..Lexicon::default() }
    }
}

impl Scratch {
    fn form(&mut self, word: &str) {
        let from = self.hashes.len();
        if word == "*" {
            self.hashes.push(ANY);
        } else {
            hash_into(word, &mut self.hashes);
        }
        self.forms.push((from, self.hashes.len()));
    }

    /// The words of the chosen alternatives.
    fn read(&mut self) {
        self.reading.clear();
        for (_, _, chosen) in &self.places {
            if let Some((from, to)) = self.forms.get(*chosen) {
                self.reading.extend(self.hashes.get(*from..*to).unwrap_or_default());
            }
        }
    }

    /// Chooses the next alternatives, as a counter counts; `false` after the last.
    fn advance(&mut self) -> bool {
        for (from, to, chosen) in self.places.iter_mut().rev() {
            *chosen += 1;
            if chosen < to {
                return true;
            }
            *chosen = *from;
        }
        false
    }
}
