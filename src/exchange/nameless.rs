//! The names of people who were erased, where a file brings them back: taken out of its records while it is opened.
//!
//! What is noted of an erasure holds no name. But an old file that speaks of the person has the person's record, or a voice
//! that is theirs, and so the name along; by that it is found wherever else it stands in the file.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Entry, NOBODY};
use super::redact::Redaction;
use crate::domain::erasure::Erasures;
use crate::domain::id::PersonId;
use crate::domain::people::{Person, Role};

/// Who counts as the writer of a version without such a name, in every copy: whoever opens the same file comes to the same.
const WRITER: &str = "erased";

/// The names of the erased.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Everybody who may turn out to be erased.
    people: BTreeMap<PersonId, Person>,
    all: Vec<Redaction>,
}

impl Names {
    /// Of one person, looked for already.
    pub fn of(redaction: Redaction) -> Self {
        Self { people: BTreeMap::new(), all: vec![redaction] }
    }

    /// Remembers how somebody is called: all who have a record, and of the erased their voices.
    pub fn meet(&mut self, entry: &Entry, erased: &Erasures) {
        match entry {
            Entry::Person(it) => self.called(it.body.id, &it.body.name, &it.body.voices),
            Entry::Transcript(it) => {
                for voice in &it.body.transcript.speakers {
                    if let Some(id) = voice.person.filter(|it| erased.has("person", &it.to_string()))
                        && voice.name != NOBODY
                    {
                        self.called(id, &voice.name, &[]);
                    }
                }
            }
            _ => {}
        }
    }

    fn called(&mut self, id: PersonId, name: &str, voices: &[String]) {
        let person = self.people.entry(id).or_insert_with(|| Person::new(id, name, Role::default()));
        for voice in voices.iter().map(String::as_str).chain([name]) {
            if !person.name.contains(' ') && voice.contains(' ') && voice == name {
                // A voice was met first, by one word of the name.
                let short = std::mem::replace(&mut person.name, voice.to_owned());
                person.voices.push(short);
            } else if person.name != voice && !person.voices.iter().any(|it| it == voice) {
                person.voices.push(voice.to_owned());
            }
        }
    }

    /// Keeps those who were erased, but for who is called like somebody who was not: nothing tells the two apart. Tells whether
    /// there are any. Then every record is to be given to [`Self::learn`].
    pub fn keep(&mut self, erased: &Erasures) -> bool {
        let is_erased = |id: &PersonId| erased.has("person", &id.to_string());
        let living: BTreeSet<String> =
            crate::domain::order::set(self.people.iter().filter(|it| !is_erased(it.0)).map(|it| it.1.name.to_lowercase()));
        self.people.retain(|id, it| is_erased(id) && !living.contains(&it.name.to_lowercase()));
        self.all = self.people.values().map(Redaction::of).collect();
        !self.all.is_empty()
    }

    /// Those of them who are in `erased`.
    pub fn only(&self, is_meant: impl Fn(PersonId) -> bool) -> Self {
        Self { people: BTreeMap::new(), all: self.all.iter().filter(|it| is_meant(it.person())).cloned().collect() }
    }

    /// Learns from a record where they took part, before anything is taken out.
    pub fn learn(&mut self, entry: &Entry) {
        self.all.iter_mut().for_each(|it| it.see(entry));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Redaction> {
        self.all.iter()
    }

    /// The record without the names; `None` where it has none.
    pub fn redact(&self, entry: &Entry) -> Option<Entry> {
        self.all.iter().fold(None, |done: Option<Entry>, it| it.redact(done.as_ref().unwrap_or(entry)).or(done))
    }

    /// Takes the names out of a record that comes with a file. What had one in it is a version of its own, so that another
    /// file does not bring the name back. Tells whether it had.
    pub fn strip(&self, entry: &mut Entry) -> bool {
        let Some(mut without) = self.redact(entry) else { return false };
        if let (Entry::Person(now), Entry::Person(before)) = (&mut without, &*entry) {
            // Who is called much like the person keeps the name.
            now.body = before.body.clone();
        }
        if without == *entry {
            return false;
        }
        *entry = without;
        if let Some(stamp) = entry.stamp_mut() {
            stamp.version = stamp.version.next(WRITER);
        }
        true
    }

    /// Whether the name of a file has one of them in it.
    pub fn is_in_file_name(&self, name: &str) -> bool {
        self.all.iter().any(|it| it.is_in_file_name(name))
    }
}
