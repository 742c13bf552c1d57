//! Taking the name of an erased person out of what stays: asterisks stand where it stood, as many as it had bytes, so that
//! quotes keep their places.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::file::Entry;
use crate::domain::id::PersonId;
use crate::domain::naming::{Naming, Writing};
use crate::domain::people::Person;
use crate::domain::scorecard::seal::{Seal, hash, seal};

/// Fields in which no name of a person stands, but what may be spelt alike: a zone ("Europe/Paris").
const NAMELESS: &[&str] = &["zone", "media_type", "language"];

/// So many places of a name are told as examples.
const EXAMPLES: usize = 3;
/// So many letters around a name are told with it.
const AROUND: usize = 24;

/// What was found of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The full name, or the part.
    pub name: String,
    /// How often it stands there.
    pub places: usize,
    /// Where it stands alone, as who wrote or spoke: how it is written there, and how often.
    pub alone: BTreeMap<String, usize>,
    /// The first of the others, with what stands around each.
    pub examples: Vec<String>,
}

/// The names of one person, and where they are looked for.
#[derive(Clone, Debug)]
pub struct Redaction {
    person: Person,
    naming: Naming,
    /// The calls in which the person took part: only there a single part of the name is one.
    near: BTreeSet<String>,
    writing: BTreeMap<String, Writing>,
    /// Parts that a person wants to leave as they are.
    left: BTreeSet<usize>,
    found: RefCell<BTreeMap<Option<usize>, Found>>,
}

impl Redaction {
    /// Of a person. [`Self::see`] must come before anything is looked for.
    pub fn of(person: &Person) -> Self {
        Self {
            person: person.clone(),
            naming: Naming::of(person),
            near: BTreeSet::new(),
            writing: BTreeMap::new(),
            left: BTreeSet::new(),
            found: RefCell::default(),
        }
    }

    /// Leaves these parts of the name as they are.
    pub fn leaving(mut self, parts: &BTreeSet<String>) -> Self {
        self.left = crate::domain::order::set((0..).zip(self.naming.parts()).filter(|it| parts.contains(it.1)).map(|it| it.0));
        self
    }

    /// Whose they are.
    pub fn person(&self) -> PersonId {
        self.person.id
    }

    /// Learns from a record where the person took part, what the language of the call is, who else is called how, and which
    /// parts are words of the language.
    pub fn see(&mut self, entry: &Entry) {
        let id = self.person.id.to_string();
        let call = || if let Entry::Call(it) = entry { Some(it.body.id.to_string()) } else { entry.of_call() };
        let mut is_near = false;
        match entry {
            Entry::Call(it) => {
                self.writing.insert(it.body.id.to_string(), Writing::of(&it.body.language));
            }
            Entry::Person(it) if it.body.id != self.person.id => self.naming.beside(&it.body.name),
            Entry::Transcript(it) => {
                let words = &it.body.transcript;
                for voice in &words.speakers {
                    let is_theirs = voice.person == Some(self.person.id) || (voice.person.is_none() && self.person.answers_to(&voice.name));
                    if is_theirs { is_near = true } else { self.naming.beside(&voice.name) }
                }
                words.segments.iter().for_each(|it| self.naming.hear(&it.text));
            }
            _ => {}
        }
        if is_near || (!matches!(entry, Entry::Person(_)) && entry.line().contains(&id)) {
            self.near.extend(call());
        }
    }

    /// Whether a text beside the records has the name in it: the full one, or where it speaks of a call in which the person
    /// took part, a part of it.
    pub fn is_in(&self, text: &str) -> bool {
        let near = self.near.iter().any(|it| text.contains(it.as_str()));
        text == self.person.name || self.has(text, near.then_some(Writing::Names))
    }

    /// Whether the name of a file has the name in it: "callcraft-maya-lindqvist.json".
    pub fn is_in_file_name(&self, name: &str) -> bool {
        let words: BTreeSet<String> =
            crate::domain::order::set(name.to_lowercase().split(|it: char| !it.is_alphanumeric()).map(str::to_owned));
        self.naming.parts().iter().any(|it| words.contains(&it.to_lowercase()))
    }

    fn has(&self, text: &str, writing: Option<Writing>) -> bool {
        self.naming.places(text, writing).iter().any(|it| it.part.is_none_or(|part| !self.left.contains(&part)))
    }

    /// What was found so far by [`Self::redact`]: the full name first.
    pub fn found(&self) -> Vec<Found> {
        self.found.borrow().values().cloned().collect()
    }

    /// The record without the names; `None` where it has none. Rubrics and erasures stay as they are, but for who wrote them:
    /// a used rubric never changes. The seal of a card that held holds.
    pub fn redact(&self, entry: &Entry) -> Option<Entry> {
        if matches!(entry, Entry::Rubric(_) | Entry::Erasure(_)) {
            return self.unsigned(entry);
        }
        let call = if let Entry::Call(it) = entry { Some(it.body.id.to_string()) } else { entry.of_call() };
        let near = call.filter(|it| self.near.contains(it));
        let writing = near.map(|it| self.writing.get(&it).copied().unwrap_or(Writing::Names));
        let line = entry.line();
        let mut value: Value = serde_json::from_slice(line.as_bytes()).ok()?;
        let mut any = false;
        self.walk(&mut value, writing, &mut any);
        if !any {
            return None;
        }
        let mut redacted = Entry::kept(entry.kind().to_owned(), value.to_string());
        if let (Entry::Scorecard(now), Entry::Scorecard(before)) = (&mut redacted, entry)
            && seal(&before.body) == Seal::Holds
        {
            now.body.sealed_hash = hash(&now.body);
        }
        Some(redacted).filter(|it| it != entry)
    }

    /// A record that never changes, without who wrote it where that was the person.
    fn unsigned(&self, entry: &Entry) -> Option<Entry> {
        let mut unsigned = entry.clone();
        let by = match &mut unsigned {
            Entry::Rubric(it) => &mut it.stamp.by,
            Entry::Erasure(it) => &mut it.by,
            _ => return None,
        };
        self.hide(by, None)?;
        by.clear();
        Some(unsigned)
    }

    fn walk(&self, value: &mut Value, writing: Option<Writing>, any: &mut bool) {
        match value {
            Value::String(text) => {
                if let Some(hidden) = self.hide(text, writing) {
                    *text = hidden;
                    *any = true;
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|it| self.walk(it, writing, any)),
            // No record nests deeper than the reader of files lets in.
            Value::Object(fields) => {
                fields.iter_mut().filter(|it| !NAMELESS.contains(&it.0.as_str())).for_each(|it| self.walk(it.1, writing, any));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// `text` without the names, which are counted; `None` where it has none.
    fn hide(&self, text: &str, writing: Option<Writing>) -> Option<String> {
        // All of a field: a writer, or where the person took part a voice, who may be called by one word.
        let is_voice = || writing.is_some() && !text.starts_with(char::is_lowercase) && self.person.answers_to(text);
        if text == self.person.name || is_voice() {
            self.count(None, &self.person.name, text, 0, text.len());
            return Some("*".repeat(text.len()));
        }
        let places = self.naming.places(text, writing);
        let mut hidden: Option<String> = None;
        for place in &places {
            let name = place.part.and_then(|it| self.naming.parts().get(it)).unwrap_or(&self.person.name);
            self.count(place.part, name, text, place.at, place.end);
            if place.part.is_none_or(|it| !self.left.contains(&it)) {
                let out = hidden.get_or_insert_with(|| text.to_owned());
                out.replace_range(place.at..place.end, &"*".repeat(place.end - place.at));
            }
        }
        hidden
    }

    fn count(&self, part: Option<usize>, name: &str, text: &str, at: usize, end: usize) {
        let mut all = self.found.borrow_mut();
        let found = all.entry(part).or_insert_with(|| Found { name: name.to_owned(), ..Found::default() });
        found.places += 1;
        if (at, end) == (0, text.len()) {
            *found.alone.entry(text.to_owned()).or_default() += 1;
        } else if found.examples.len() < EXAMPLES {
            let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
            let from = before.char_indices().rev().nth(AROUND).map_or(0, |it| it.0);
            let to = after.char_indices().nth(AROUND).map_or(after.len(), |it| it.0);
            let cut = |is_cut: bool| if is_cut { "…" } else { "" };
            let around = text.get(from..end + to).unwrap_or_default();
            let example = format!("{}{around}{}", cut(from > 0), cut(to < after.len()));
            if !found.examples.contains(&example) {
                found.examples.push(example);
            }
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

    fn redaction(name: &str) -> Redaction {
        let people = file().entries.into_iter().filter_map(|it| if let Entry::Person(it) = it { Some(it.body) } else { None });
        let mut redaction = Redaction::of(&people.into_iter().find(|it| it.name == name).unwrap());
        file().entries.iter().for_each(|it| redaction.see(it));
        redaction
    }

    #[test]
    fn no_name_is_left_and_every_quote_keeps_its_place() {
        let redaction = redaction("Maya Lindqvist");
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
        let found = redaction.found();
        assert!(found.iter().all(|it| it.places > 0 && it.examples.iter().all(|example| example.contains(&it.name))), "{found:?}");
        assert_eq!(found[0].name, "Maya Lindqvist");
        // Names alone tell nothing of what they mean there; the examples do.
        assert!(!found[0].alone.is_empty() && found.iter().all(|it| !it.examples.contains(&it.name)), "{found:?}");
    }

    #[test]
    fn a_part_that_a_person_wants_to_leave_stays_and_is_counted() {
        let redaction = redaction("Maya Lindqvist").leaving(&["Maya".to_owned()].into());
        assert_eq!(redaction.hide("Ask Maya or Lindqvist.", Some(Writing::Names)).as_deref(), Some("Ask Maya or *********."));
        assert_eq!(redaction.hide("Ask Maya.", Some(Writing::Names)), None);
        assert_eq!(redaction.found().iter().map(|it| (it.name.as_str(), it.places)).collect::<Vec<_>>(), [("Maya", 2), ("Lindqvist", 1)]);
    }

    #[test]
    fn what_is_of_another_call_keeps_words_that_are_parts_of_the_name() {
        let mut redaction = redaction("Maya Lindqvist");
        redaction.near.clear();
        let card = file().entries.into_iter().find(|it| it.line().contains("Lindqvist") && it.kind() == "scorecard").unwrap();
        let line = redaction.redact(&card).unwrap().line();
        assert!(!line.contains("Maya Lindqvist"), "{line}");
        assert_eq!(redaction.hide("Maya waited.", None), None);
        assert!(redaction.is_in_file_name("callcraft-maya-lindqvist.json") && !redaction.is_in_file_name("mayan.json"));
    }
}
