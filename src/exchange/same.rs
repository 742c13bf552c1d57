//! One person who stands here twice, and what keeps a person from being deleted: the records that speak of somebody.

use std::collections::BTreeMap;

use super::file::Entry;
use super::merge::Known;
use crate::domain::id::PersonId;
use crate::domain::scorecard::seal::{Seal, hash, seal};
use crate::domain::show;

/// How records that speak of a person are counted, in the order told.
const KINDS: &[(&str, &str, &str)] = &[
    ("call", "call", "calls"),
    ("transcript", "transcript", "transcripts"),
    ("scorecard", "scorecard", "scorecards"),
    ("person", "record of somebody else", "records of others"),
    ("settings", "setting", "settings"),
    ("", "other record", "other records"),
];

/// Whether a record speaks of a person: it is of a call of theirs, a card or a word by them, or somebody reports to them.
/// The person's own record does not count, nor does an erasure, which is never changed.
pub fn speaks_of(entry: &Entry, person: PersonId) -> bool {
    let is_own = matches!(entry, Entry::Person(it) if it.body.id == person);
    // An id stands in no text by chance.
    !is_own && !matches!(entry, Entry::Erasure(_)) && entry.line().contains(&person.to_string())
}

/// How many records speak of a person, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken(BTreeMap<&'static str, usize>);

impl Spoken {
    /// Counts a record, if it speaks of `person` and is not deleted.
    pub fn see(&mut self, known: &Known, person: PersonId) {
        if !known.is_deleted() && known.siblings().any(|it| speaks_of(it, person)) {
            let kind = KINDS.iter().map(|it| it.0).find(|it| *it == known.shown().kind()).unwrap_or_default();
            *self.0.entry(kind).or_default() += 1;
        }
    }

    /// Whether nothing speaks of the person.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// "2 calls, 1 transcript and 3 scorecards".
    pub fn says(&self) -> String {
        let count = |it: &(&str, &str, &str)| self.0.get(it.0).map(|n| show::count(*n, it.1, it.2));
        let mut parts: Vec<String> = KINDS.iter().filter_map(count).collect();
        match (parts.pop(), parts.is_empty()) {
            (Some(last), false) => format!("{} and {last}", parts.join(", ")),
            (last, _) => last.unwrap_or_default(),
        }
    }
}

/// What speaks of `from` now speaks of `to`: the record, written as its next version by `writer`. `None` where it does not
/// speak of `from`. The seal of a card that held holds: nothing of the judgement changes.
pub fn joined(known: &Known, from: PersonId, to: PersonId, writer: &str) -> Option<Known> {
    if !known.siblings().any(|it| speaks_of(it, from)) {
        return None;
    }
    let (old, new) = (from.to_string(), to.to_string());
    Known::of(known.siblings().map(|it| {
        let mut entry = Entry::kept(it.kind().to_owned(), it.line().replace(&old, &new));
        match (&mut entry, it) {
            (Entry::Scorecard(now), Entry::Scorecard(before)) if seal(&before.body) == Seal::Holds => {
                now.body.sealed_hash = hash(&now.body);
            }
            // Nobody reports to themselves.
            (Entry::Person(now), _) => now.body.manager = now.body.manager.filter(|it| *it != now.body.id),
            _ => {}
        }
        if let Some(stamp) = entry.stamp_mut() {
            stamp.version = stamp.version.next(writer);
        }
        entry
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::read;

    const REP: &str = "01JD0000000000000000000002";
    const MANAGER: &str = "01JD0000000000000000000001";

    fn fixture() -> Vec<Known> {
        let path = format!("{}/tests/fixtures/exchange/every-field.json", env!("CARGO_MANIFEST_DIR"));
        read(&std::fs::read(path).unwrap()).unwrap().entries.into_iter().map(Known::new).collect()
    }

    fn spoken(of: &str) -> Spoken {
        let mut spoken = Spoken::default();
        fixture().iter().for_each(|it| spoken.see(it, of.parse().unwrap()));
        spoken
    }

    #[test]
    fn what_speaks_of_somebody_is_counted_and_the_own_record_is_not() {
        let says = spoken(REP).says();
        assert!(says.starts_with("1 call, 1 transcript and") && says.ends_with("scorecards"), "{says}");
        assert!(spoken(MANAGER).says().contains("2 records of others and 1 setting"), "{}", spoken(MANAGER).says());
        assert!(spoken("01JDZZZZZZZZZZZZZZZZZZZZZZ").is_none());
        assert_eq!(Spoken::default().says(), "");
    }

    #[test]
    fn after_joining_everything_speaks_of_the_other_and_is_newer() {
        let (from, to): (PersonId, PersonId) = (REP.parse().unwrap(), "01JDZZZZZZZZZZZZZZZZZZZZZZ".parse().unwrap());
        let mut changed = 0;
        for known in fixture() {
            let Some(now) = joined(&known, from, to, "w") else { continue };
            changed += 1;
            assert!(!speaks_of(now.shown(), from) && speaks_of(now.shown(), to), "{}", now.shown().line());
            assert_eq!(now.shown().key(), known.shown().key());
            if let (Some(now), Some(before)) = (now.shown().stamp(), known.shown().stamp()) {
                assert!(now.version > before.version);
            }
            assert_eq!(joined(&now, from, to, "w"), None);
        }
        assert!(changed >= 4, "{changed}");
    }

    #[test]
    fn a_manager_joined_with_their_own_rep_reports_to_nobody() {
        let (from, to): (PersonId, PersonId) = (MANAGER.parse().unwrap(), REP.parse().unwrap());
        let rep = fixture().into_iter().find(|it| it.shown().key() == REP).unwrap();
        let now = joined(&rep, from, to, "w").unwrap();
        assert!(matches!(now.shown(), Entry::Person(it) if it.body.manager.is_none()));
    }

    #[test]
    fn a_seal_that_held_holds_and_a_broken_one_is_not_mended() {
        let (from, to): (PersonId, PersonId) = (REP.parse().unwrap(), "01JDZZZZZZZZZZZZZZZZZZZZZZ".parse().unwrap());
        let cards = fixture().into_iter().filter_map(|it| match it.shown() {
            Entry::Scorecard(it) if speaks_of(&Entry::Scorecard(it.clone()), REP.parse().unwrap()) => Some(it.clone()),
            _ => None,
        });
        for card in cards {
            for held in [true, false] {
                let mut card = card.clone();
                card.body.submit(chrono::DateTime::UNIX_EPOCH);
                card.body.sealed_hash = if held { hash(&card.body) } else { "00".to_owned() };
                let now = joined(&Known::new(Entry::Scorecard(card)), from, to, "w").unwrap();
                let Entry::Scorecard(now) = now.shown() else { panic!("a card") };
                assert_eq!(seal(&now.body), if held { Seal::Holds } else { Seal::Broken });
            }
        }
    }
}
