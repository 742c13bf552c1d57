//! Taking the name of an erased person out of what stays: asterisks stand where it stood, as many as it had bytes, so that
//! quotes keep their places.

use serde_json::Value;

use super::file::Entry;
use crate::domain::names::Roles;
use crate::domain::people::Person;

/// The names of one person.
pub struct Redaction {
    roles: Roles,
    words: Vec<String>,
}

/// Shorter parts of a name are left alone: they are words, too.
const SHORTEST_PART: usize = 4;

impl Redaction {
    /// Of a person: the name, the names of the voice, and each part of them that is long enough to tell somebody.
    pub fn of(person: &Person) -> Self {
        let names = || std::iter::once(&person.name).chain(&person.voices).map(|it| it.trim());
        let parts = names().flat_map(str::split_whitespace).filter(|it| it.chars().count() >= SHORTEST_PART);
        let mut words: Vec<String> = Vec::new();
        for word in names().chain(parts).filter(|it| !it.is_empty()) {
            if !words.iter().any(|it| it == word) {
                words.push(word.to_owned());
            }
        }
        let stars: Vec<String> = words.iter().map(|it| "*".repeat(it.len())).collect();
        let roles = Roles::words(words.iter().map(String::as_str).zip(stars.iter().map(String::as_str)));
        Self { roles, words }
    }

    /// What is asked for where a text is only searched.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether `text` has one of the names in it, as a whole word.
    pub fn is_in(&self, text: &str) -> bool {
        let mut found = false;
        self.roles.hide_and_tell(text, &mut |_| found = true);
        found
    }

    /// `text` without the names.
    pub fn hide(&self, text: &str) -> String {
        self.roles.hide(text)
    }

    /// The record without the names; `None` where it has none. Rubrics stay as they are: a used one never changes.
    pub fn redact(&self, entry: &Entry) -> Option<Entry> {
        if matches!(entry, Entry::Rubric(_) | Entry::Erasure(_)) {
            return None;
        }
        let line = entry.line();
        if !self.is_in(&line) {
            return None;
        }
        let mut value: Value = serde_json::from_slice(line.as_bytes()).ok()?;
        self.walk(&mut value);
        Some(Entry::kept(entry.kind().to_owned(), value.to_string())).filter(|it| it != entry)
    }

    fn walk(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.roles.hide(text),
            Value::Array(all) => all.iter_mut().for_each(|it| self.walk(it)),
            // No record nests deeper than the reader of files lets in.
            Value::Object(fields) => fields.values_mut().for_each(|it| self.walk(it)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::{File, Header, Scope, read, write};

    fn file() -> File {
        read(&std::fs::read(format!("{}/tests/fixtures/exchange/every-field.json", env!("CARGO_MANIFEST_DIR"))).unwrap()).unwrap()
    }

    fn person(name: &str) -> Person {
        let people = file().entries.into_iter().filter_map(|it| if let Entry::Person(it) = it { Some(it.body) } else { None });
        people.into_iter().find(|it| it.name == name).unwrap()
    }

    #[test]
    fn no_name_is_left_and_every_quote_keeps_its_place() {
        let redaction = Redaction::of(&person("Maya Lindqvist"));
        let entries: Vec<Entry> = file()
            .entries
            .into_iter()
            .filter(|it| it.key() != "01JD0000000000000000000002")
            .map(|it| redaction.redact(&it).unwrap_or(it))
            .collect();
        let header = Header { scope: Scope::Workspace, ..file().header };
        let text = write(&header, &entries);
        assert!(!text.contains("Maya") && !text.contains("Lindqvist") && text.contains("Ines Carvalho"), "{text}");
        let again = read(text.as_bytes()).unwrap();
        assert_eq!((again.rejected.as_slice(), again.warnings.as_slice()), ([].as_slice(), [].as_slice()));
        assert_eq!(again.entries, entries);
    }

    #[test]
    fn what_has_no_name_in_it_stays_and_so_does_a_word_within_a_word() {
        let redaction = Redaction::of(&person("Maya Lindqvist"));
        let call = file().entries.into_iter().find(|it| it.kind() == "call").unwrap();
        assert_eq!(redaction.redact(&call), None);
        assert_eq!(redaction.hide("Mayan, Maya, Maya L. and maya"), "Mayan, ****, ******* and maya");
    }
}
