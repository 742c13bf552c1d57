//! All that is stored about one person: what speaks of them, by id or by name, and all that hangs on the calls in which
//! they took part, whoever wrote it, such as the cards by which somebody scored them.

use std::collections::BTreeSet;

use super::file::Entry;
use super::handover::Named;
use super::merge::Known;
use super::redact::Redaction;
use crate::domain::people::Person;

/// What is looked for, and what was found so far.
pub struct About {
    id: String,
    names: Redaction,
    /// The calls in which they took part.
    calls: BTreeSet<String>,
    /// The calls that what was found hangs on, and who and what it names.
    along: BTreeSet<String>,
    named: Named,
}

impl About {
    /// Of a person. First every record is to be given to [`Self::see`].
    pub fn of(person: &Person) -> Self {
        Self {
            id: person.id.to_string(),
            names: Redaction::of(person),
            calls: BTreeSet::new(),
            along: BTreeSet::new(),
            named: Named::default(),
        }
    }

    /// Learns from a record where the person took part.
    pub fn see(&mut self, entry: &Entry) {
        self.names.see(entry);
        let is_theirs = match entry {
            Entry::Call(it) => it.body.rep == Some(self.names.person()),
            Entry::Transcript(it) => it.body.transcript.speakers.iter().any(|it| it.person == Some(self.names.person())),
            _ => false,
        };
        if is_theirs {
            // The key of a call's words is the call's.
            self.calls.insert(entry.key());
        }
    }

    /// Whether a record is about them, in any of its versions.
    pub fn has(&mut self, known: &Known) -> bool {
        let of_call = known.shown().of_call();
        let has = of_call.as_ref().is_some_and(|it| self.calls.contains(it))
            || (matches!(known.shown(), Entry::Call(_)) && self.calls.contains(&known.shown().key()))
            || known.siblings().any(|it| it.line().contains(&self.id) || self.names.redact(it).is_some());
        if has {
            self.along.extend(of_call);
            known.siblings().for_each(|it| self.named.see(it));
        }
        has
    }

    /// Whether a record goes along since what was found cannot be understood without it: its call, its rubric, who is named.
    pub fn goes_along(&self, known: &Known) -> bool {
        let it = known.shown();
        self.named.has(it) || (matches!(it, Entry::Call(_)) && self.along.contains(&it.key()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::read;

    #[test]
    fn cards_that_others_wrote_on_somebodys_calls_are_about_them() {
        let path = format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"));
        let all: Vec<Entry> = read(&std::fs::read(path).unwrap()).unwrap().entries;
        let person = |name: &str| {
            let people = all.iter().filter_map(|it| if let Entry::Person(it) = it { Some(&it.body) } else { None });
            people.into_iter().find(|it| it.name == name).unwrap().clone()
        };
        let found = |about: &mut About| -> Vec<Known> {
            all.iter().for_each(|it| about.see(it));
            all.iter().cloned().map(Known::new).filter(|it| about.has(it)).collect()
        };
        let rep = person("Maya Lindqvist");
        let mut about = About::of(&rep);
        let kinds: Vec<String> = found(&mut about).iter().map(|it| it.shown().kind().to_owned()).collect();
        // One of the cards is the manager's, which names nobody.
        assert_eq!(kinds, ["person", "call", "transcript", "scorecard", "scorecard"]);
        let along: Vec<String> = all.iter().cloned().map(Known::new).filter(|it| about.goes_along(it)).map(|it| it.shown().key()).collect();
        assert!(along.contains(&person("Ines Carvalho").id.to_string()), "{along:?}");
        let mut other = About::of(&Person::new("01JD0000000000000000000099".parse().unwrap(), "Nobody Here", rep.role));
        assert!(found(&mut other).is_empty());
    }
}
