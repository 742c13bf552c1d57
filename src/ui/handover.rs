//! Records between files and the database: what is here, what a file would change, and writing it all at once.

use std::collections::BTreeMap;

use crate::domain::erasure::Erasures;
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::rubric::RubricRef;
use crate::exchange::file::Entry;
use crate::exchange::merge::{Here, Known, Plan, plan};
use crate::storage::{Batch, Db, StorageError};

/// Everything stored, as the records of a workspace file. The settings of this device stay here.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn everything(db: &Db) -> Result<Vec<Entry>, StorageError> {
    let mut entries: Vec<Entry> = Vec::new();
    entries.extend(db.people().await?.records.into_iter().map(Entry::Person));
    entries.extend(db.rubrics().await?.records.into_iter().map(Entry::Rubric));
    entries.extend(db.calls().await?.records.into_iter().map(Entry::Call));
    entries.extend(db.transcripts().await?.records.into_iter().map(Entry::Transcript));
    entries.extend(db.cards().await?.records.into_iter().map(Entry::Scorecard));
    entries.extend(db.unknown().await?.into_iter().map(|(kind, line)| Entry::kept(kind, line)));
    // A reader wants to know first what it must not let in.
    order::sort_by_key(&mut entries, |it| !matches!(it, Entry::Erasure(_)));
    Ok(entries)
}

/// What `incoming` would change here.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn plan_for(db: &Db, incoming: Vec<Entry>) -> Result<Plan, StorageError> {
    let mut here = Stored::default();
    for entry in everything(db).await? {
        match entry {
            Entry::Erasure(it) => {
                here.erased.add(it);
            }
            entry => {
                here.known.insert((entry.kind().to_owned(), entry.key()), Known::new(entry));
            }
        }
    }
    Ok(plan(&here, incoming))
}

/// What is in the database, to compare a file with.
#[derive(Default)]
struct Stored {
    known: BTreeMap<(String, String), Known>,
    erased: Erasures,
}

impl Here for Stored {
    fn known(&self, kind: &str, key: &str) -> Option<Known> {
        self.known.get(&(kind.to_owned(), key.to_owned())).cloned()
    }

    fn erased(&self) -> &Erasures {
        &self.erased
    }

    fn is_used(&self, rubric: &RubricRef) -> bool {
        self.known.values().any(|it| matches!(it.shown(), Entry::Scorecard(it) if it.body.rubric == *rubric))
    }
}

/// The records as one batch. Of a record in conflict what is here stays: the database holds one version of each.
pub fn batch(records: impl IntoIterator<Item = Known>) -> Batch {
    let one_each = records.into_iter().filter(|it| it.others().is_empty()).map(|it| it.shown().clone());
    one_each.fold(Batch::default(), |batch, entry| match &entry {
        Entry::Person(it) => batch.person(it),
        Entry::Call(it) => batch.call(it),
        Entry::Transcript(it) => batch.transcript(it),
        Entry::Scorecard(it) => batch.card(it),
        Entry::Rubric(it) => batch.rubric(it),
        Entry::Erasure(_) | Entry::Unknown(_) => batch.unknown(&entry.key(), entry.kind(), &entry.line()),
    })
}

/// The first call among records, to go to after reading a file.
pub fn first_call(entries: &[Entry]) -> Option<&Record<crate::domain::call::Call>> {
    entries.iter().find_map(|it| match it {
        Entry::Call(it) => Some(it),
        _ => None,
    })
}
