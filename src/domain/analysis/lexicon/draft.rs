//! Reading a list: sections, entries, alternatives.

use super::super::words::hashes;
use super::topics::{SECTIONS, Section, Topic, class};
use super::{ANY, Lexicon, Phrase, pair};
use crate::domain::order;

/// What a list says, before it can be looked up in.
#[derive(Default)]
pub(super) struct Draft {
    pub phrases: Vec<(u64, Topic, Vec<u64>)>,
    words: Vec<(u64, u32, f32)>,
    /// Lines that could not be read; a test keeps it empty for the shipped lists.
    pub wrong: Vec<String>,
}

impl Draft {
    /// Reads a list.
    pub fn read(text: &str) -> Self {
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

    /// Makes it ready to be looked up in.
    pub fn finish(self) -> Lexicon {
        let begins: Vec<u64> = self.phrases.iter().filter(|it| it.2.first().is_some_and(|it| *it != ANY)).map(|it| it.0).collect();
        let keyed = |(first, topic, rest): (u64, Topic, Vec<u64>)| match rest.split_first() {
            Some((second, rest)) if *second != ANY => (pair(first, *second), topic, 2, rest.to_vec()),
            _ => (first, topic, 1, rest),
        };
        // The longest reading first, so that the first match of a topic is its best.
        let mut phrases: Vec<(u64, Topic, u8, Vec<u64>)> = self.phrases.into_iter().map(keyed).collect();
        order::sort_by(&mut phrases, |a, b| (a.0, a.1, b.3.len()).cmp(&(b.0, b.1, a.3.len())));
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
        for (hash, topic, known, rest) in phrases {
            let (at, from) = (lexicon.phrases.len() as u32, lexicon.rest.len() as u32);
            lexicon.rest.extend(rest);
            lexicon.phrases.push(Phrase { topic, known, rest: (from, lexicon.rest.len() as u32) });
            lexicon.topics |= topic.bit() | topic.plain().bit();
            lexicon.change(hash, |head| head.phrases = (if head.phrases.1 == 0 { at } else { head.phrases.0 }, at + 1));
        }
        lexicon
    }
}
