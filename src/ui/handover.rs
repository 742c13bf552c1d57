//! Records between files and the database: what is here, what a file would change, and writing it all at once.

use std::collections::BTreeMap;

use crate::domain::record::Record;
use crate::exchange::file::Entry;
use crate::exchange::merge::{Plan, plan};
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
    entries.extend(db.unknown().await?.into_iter().map(|(kind, line)| Entry::Unknown { kind, line }));
    Ok(entries)
}

/// What `incoming` would change here.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn plan_for(db: &Db, incoming: Vec<Entry>) -> Result<Plan, StorageError> {
    let here: BTreeMap<(String, String), Entry> =
        everything(db).await?.into_iter().map(|it| ((it.kind().to_owned(), it.key()), it)).collect();
    Ok(plan(&|kind, key| here.get(&(kind.to_owned(), key.to_owned())).cloned(), incoming))
}

/// The records as one batch.
pub fn batch<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Batch {
    entries.into_iter().fold(Batch::default(), |batch, entry| match entry {
        Entry::Person(it) => batch.person(it),
        Entry::Call(it) => batch.call(it),
        Entry::Transcript(it) => batch.transcript(it),
        Entry::Scorecard(it) => batch.card(it),
        Entry::Rubric(it) => batch.rubric(it),
        Entry::Unknown { kind, line } => batch.unknown(&entry.key(), kind, line),
    })
}

/// The first call among records, to go to after reading a file.
pub fn first_call(entries: &[Entry]) -> Option<&Record<crate::domain::call::Call>> {
    entries.iter().find_map(|it| match it {
        Entry::Call(it) => Some(it),
        _ => None,
    })
}
