//! Records between files and the database: what is here, what a file would change, writing it, taking it back; and what
//! leaves in files.

pub mod back;
pub mod erase;
pub mod form;
pub mod opening;
pub mod same;
pub mod saving;
pub mod source;
mod stored;
pub mod writing;

pub use stored::Stored;

use crate::exchange::file::Entry;
use crate::exchange::merge::Known;
use crate::storage::Batch;

/// The records as one batch.
pub fn batch(records: impl IntoIterator<Item = Known>) -> Batch {
    records.into_iter().fold(Batch::default(), |batch, it| put(batch, &it))
}

/// Adds a record with all its versions to what is written, over what is here: it was compared with that.
pub fn put(batch: Batch, known: &Known) -> Batch {
    let (entry, one) = (known.shown(), Batch::default());
    let one = match entry {
        Entry::Person(it) => one.person(it),
        Entry::Call(it) => one.call(it),
        Entry::Transcript(it) => one.transcript(it),
        Entry::Scorecard(it) => one.card(it),
        Entry::Rubric(it) => one.rubric(it),
        Entry::Erasure(it) => return batch.erasure(it),
        // They are part of the session: whoever opens a file hands them to it.
        Entry::Settings(_) => return batch,
        Entry::Unknown(it) => one.unknown(&entry.key(), entry.kind(), it.line()),
    };
    let batch = batch.and(one.over());
    let others: Vec<String> = known.others().iter().map(Entry::line).collect();
    batch.others(entry.kind(), &entry.key(), &others, known.is_conflict())
}
