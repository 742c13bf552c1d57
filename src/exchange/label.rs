//! What records are called when they are listed for a person: by names and titles, never by ids.

use std::collections::BTreeMap;

use super::file::Entry;
use crate::domain::id::{CallId, PersonId};

/// The names and titles that are known.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    calls: BTreeMap<CallId, String>,
    people: BTreeMap<PersonId, String>,
}

impl Labels {
    /// Learns what `entry` is called; what came later holds.
    pub fn see(&mut self, entry: &Entry) {
        match entry {
            Entry::Call(it) => {
                self.calls.insert(it.body.id, it.body.title.clone());
            }
            Entry::Person(it) => {
                self.people.insert(it.body.id, it.body.name.clone());
            }
            _ => {}
        }
    }

    /// What `entry` is called.
    pub fn name(&self, entry: &Entry) -> String {
        let call = |id: CallId| self.calls.get(&id).map_or("a call", String::as_str);
        match entry {
            Entry::Erasure(it) => format!("Erased on {}", it.at.date_naive()),
            Entry::Person(it) => it.body.name.clone(),
            Entry::Rubric(it) => format!("{}, version {}", it.body.title, it.body.version),
            Entry::Call(it) => it.body.title.clone(),
            Entry::Transcript(it) => format!("Words of {}", call(it.body.call)),
            Entry::Scorecard(it) => {
                let scorer = it.body.scorer.and_then(|id| self.people.get(&id));
                let by = scorer.map(|it| format!(", {it}")).unwrap_or_default();
                format!("{}{by}: {}", it.body.role.label(), call(it.body.call))
            }
            Entry::Settings(_) => "Signals, views and other settings".to_owned(),
            Entry::Unknown(_) => entry.kind().to_owned(),
        }
    }

    /// The name or title behind an id as it stands in a record.
    pub fn of_id(&self, id: &str) -> Option<&str> {
        let person = id.parse().ok().and_then(|it: PersonId| self.people.get(&it));
        person.or_else(|| id.parse().ok().and_then(|it: CallId| self.calls.get(&it))).map(String::as_str)
    }
}
