//! Records between files and the database: what is here, what a file would change, writing it, taking it back; and what
//! leaves in files.

mod about;
mod again;
pub mod back;
mod calibrating;
pub mod count;
pub mod erase;
pub mod form;
mod found;
mod handed;
mod inside;
pub mod opening;
pub mod passphrase;
pub mod same;
pub mod saving;
mod sealing;
pub mod source;
mod stored;
pub mod writing;

pub use about::about;
pub use again::{Miss, again};
pub use stored::Stored;

use crate::domain::record::Version;
use crate::exchange::file::Entry;
use crate::exchange::merge::Known;
use crate::storage::Batch;

/// The records as one batch.
pub fn batch(records: impl IntoIterator<Item = Known>) -> Batch {
    records.into_iter().fold(Batch::default(), |batch, it| put(batch, &it))
}

/// Says with what a record was compared: with `before`, or that it was not here.
pub fn compared(batch: Batch, kind: &str, key: &str, before: Option<&Known>) -> Batch {
    let version = |it: &Entry| it.stamp().map_or_else(Version::default, |it| it.version.clone());
    batch.compared(kind, key, before.into_iter().flat_map(Known::siblings).map(version).collect())
}

/// Adds a record with all its versions to what is written.
pub fn put(batch: Batch, known: &Known) -> Batch {
    let entry = known.shown();
    let batch = match entry {
        Entry::Person(it) => batch.person(it),
        Entry::Call(it) => batch.call(it),
        Entry::Transcript(it) => batch.transcript(it),
        Entry::Scorecard(it) => batch.card(it),
        Entry::Rubric(it) => batch.rubric(it),
        Entry::Erasure(it) => return batch.erasure(it),
        // They are part of the session: whoever opens a file hands them to it.
        Entry::Settings(_) => return batch,
        Entry::Unknown(it) => batch.unknown(&entry.key(), entry.kind(), it.line()),
    };
    let others: Vec<String> = known.others().iter().map(Entry::line).collect();
    batch.others(entry.kind(), &entry.key(), &others, known.is_conflict())
}
