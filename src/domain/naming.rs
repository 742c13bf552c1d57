//! Where the name of a person stands in a text, told from words of the language that are spelt alike ("Will", "Rose",
//! "Koch").
//!
//! The full name is a name wherever it stands, whatever its letter case. A single part of it counts only where the person
//! took part, as a whole word and written as a name: with a capital. That tells nothing at the start of a sentence, where a
//! part that is also a word of the language here stays. In German, where every noun has a capital, a part stays where an
//! article, an adjective after one, or "als" makes a noun of it; else it is taken for the name, since a name that is left
//! harms somebody, and a noun that is hidden costs a word. Scripts without capitals: every whole word that is a part.

use std::collections::BTreeSet;

use super::people::Person;

/// A name in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it begins.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    /// Which single part it is ([`Naming::parts`]); `None` for a full name.
    pub part: Option<usize>,
}

/// How parts of a name are told from words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Names have capitals, and so has the first word of a sentence.
    Names,
    /// Every noun has a capital: German.
    Nouns,
}

impl Writing {
    /// Of a language ("de", "de-AT").
    pub fn of(language: &str) -> Self {
        if language.split(['-', '_']).next() == Some("de") { Self::Nouns } else { Self::Names }
    }
}

/// After these a German noun is a noun, or an adjective comes before one.
const BEFORE_NOUNS: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine", "keinen", "keinem",
    "keiner", "mein", "meine", "meinen", "meinem", "dein", "deine", "sein", "seine", "seinen", "seinem", "ihr", "ihre", "ihren", "ihrem",
    "unser", "unsere", "unseren", "unserem", "euer", "jeder", "jede", "jeden", "jedem", "dieser", "diese", "diesen", "diesem", "welcher",
    "am", "beim", "im", "vom", "zum", "zur", "als",
];

/// Shorter parts are left alone: initials.
const SHORTEST_PART: usize = 2;

/// The names of one person.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// Full names: of two words and more.
    wholes: Vec<Vec<String>>,
    parts: Vec<String>,
    /// The parts that are words of the language as well, as far as was heard.
    words: BTreeSet<usize>,
    /// Full names of others, which may share a part.
    others: Vec<Vec<String>>,
}

impl Naming {
    /// Of a person: the name and the names of the voice.
    pub fn of(person: &Person) -> Self {
        let mut naming = Self::default();
        for name in std::iter::once(&person.name).chain(&person.voices) {
            let words: Vec<String> = words(name).into_iter().map(|it| it.text.to_owned()).collect();
            for part in words.iter().filter(|it| is_part(it)) {
                if !naming.parts.contains(part) {
                    naming.parts.push(part.clone());
                }
            }
            if words.len() > 1 {
                naming.wholes.push(words);
            }
        }
        crate::domain::order::sort_by_key(&mut naming.wholes, |it| std::cmp::Reverse(it.len()));
        naming
    }

    /// The single parts, as they are written.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Somebody else is called so: their name stays whole where the two share a part.
    pub fn beside(&mut self, name: &str) {
        let words: Vec<String> = words(name).into_iter().map(|it| it.text.to_owned()).collect();
        let is_own = self.wholes.iter().any(|it| same(it, &words));
        if words.len() > 1 && !is_own && words.iter().any(|it| self.parts.contains(it)) && !self.others.contains(&words) {
            self.others.push(words);
        }
    }

    /// Learns which parts are words of the language: those that stand in `text` without a capital.
    pub fn hear(&mut self, text: &str) {
        if self.words.len() == self.parts.len() {
            return;
        }
        for word in words(text).iter().filter(|it| it.text.starts_with(char::is_lowercase)) {
            let found = self.parts.iter().position(|it| it.to_lowercase() == word.text);
            self.words.extend(found);
        }
    }

    /// The places of the name in `text`, in order: full names, and where the person took part and the text is of such a
    /// `writing`, single parts.
    pub fn places(&self, text: &str, writing: Option<Writing>) -> Vec<Place> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let whole = self.wholes.iter().find(|it| stands(it, &words, at, true, text));
            let other = self.others.iter().find(|it| stands(it, &words, at, false, text));
            if let Some(whole) = whole {
                let end = words.get(at + whole.len() - 1).map_or(word.end(), Word::end);
                found.push(Place { at: word.at, end, part: None });
                at += whole.len();
            } else if let Some(other) = other {
                at += other.len();
            } else {
                let part = writing.and_then(|it| self.part(text, &words, at, it));
                found.extend(part.map(|part| Place { at: word.at, end: word.end(), part: Some(part) }));
                at += 1;
            }
        }
        found
    }

    /// Which part the word is, if it is written as a name there.
    fn part(&self, text: &str, words: &[Word<'_>], at: usize, writing: Writing) -> Option<usize> {
        let word = words.get(at)?;
        let part = self.parts.iter().position(|it| it == word.text || (is_loud(word.text) && it.to_uppercase() == word.text))?;
        let is_word = self.words.contains(&part);
        let has_case = word.text.chars().any(char::is_lowercase) || is_loud(word.text);
        let before = text.get(..word.at).unwrap_or_default().trim_end();
        let is_first = before.chars().next_back().is_none_or(|it| ".!?…:;\"“„«»(-–—".contains(it));
        let said_to = || text.get(word.end()..).is_some_and(|it| it.starts_with([',', '\'', '’']));
        let pair = at.checked_sub(1).and_then(|it| words.get(it..=at)).unwrap_or_default();
        let by_name = pair.first().is_some_and(|it| self.parts.iter().any(|part| part == it.text)) && are_joined(pair, text);
        let shouted = is_loud(word.text) && is_word && !text.chars().any(char::is_lowercase);
        let stays = match writing {
            _ if !has_case || by_name => false,
            _ if shouted => true,
            Writing::Names => is_first && is_word && !said_to(),
            Writing::Nouns => !is_first && is_noun(words, at),
        };
        (!stays).then_some(part)
    }
}

/// Whether what stands before the word makes a German noun of it.
fn is_noun(words: &[Word<'_>], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|it| words.get(it)).map(|it| it.text.to_lowercase());
    let begins = |it: &Option<String>| it.as_deref().is_some_and(|it| BEFORE_NOUNS.contains(&it));
    let adjective = |it: &Option<String>| it.as_deref().is_some_and(|it| ["e", "en", "er", "es", "em"].iter().any(|end| it.ends_with(end)));
    let (one, two) = (before(1), before(2));
    // "Das sagte Koch": these are pronouns as well, and a verb may look like an adjective.
    let is_article = |it: &Option<String>| begins(it) && !it.as_deref().is_some_and(|it| matches!(it, "das" | "die" | "ihr"));
    begins(&one) || (adjective(&one) && is_article(&two))
}

/// A word of a text and where it begins.
struct Word<'a> {
    at: usize,
    text: &'a str,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The words of a text: letters and digits, and what joins them within a word ("O'Brien", "Müller-Lüdenscheidt").
fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    for part in text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '\u{300}'..='\u{36f}')).filter(|it| !it.is_empty()) {
        // A part of the text lies within it.
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        found.push(Word { at, text: part });
    }
    found
}

fn is_part(word: &str) -> bool {
    word.chars().count() >= SHORTEST_PART && !word.starts_with(char::is_lowercase) && !word.starts_with(char::is_numeric)
}

/// Whether a word has capitals only, and more than one.
fn is_loud(word: &str) -> bool {
    word.chars().filter(|it| it.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}

fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_lowercase() == b.to_lowercase())
}

/// Whether the words of `name` stand at a place, with nothing between them but spaces and what joins names.
fn stands(name: &[String], words: &[Word<'_>], at: usize, any_case: bool, text: &str) -> bool {
    let Some(there) = words.get(at..at + name.len()) else { return false };
    let alike = |(name, word): (&String, &Word<'_>)| name == word.text || (any_case && name.to_lowercase() == word.text.to_lowercase());
    name.iter().zip(there).all(alike) && are_joined(there, text)
}

/// Whether words of `text` stand together: with nothing but space between them, or what joins names, or the point of an
/// initial.
fn are_joined(words: &[Word<'_>], text: &str) -> bool {
    words.windows(2).all(|pair| {
        let [one, two] = pair else { return true };
        let is_initial = one.text.chars().count() <= SHORTEST_PART;
        let joins = |it: char| it.is_whitespace() || "'’-".contains(it) || (it == '.' && is_initial);
        text.get(one.end()..two.at).is_some_and(|it| it.chars().all(joins))
    })
}

#[cfg(test)]
mod tests;
