//! Stores and indexes. A change here needs the next [`VERSION`]; a store once listed stays listed for ever, because
//! rexie deletes stores its builder does not name.

use rexie::{Index, ObjectStore, Rexie, RexieBuilder};

/// The layout's version: stores and indexes. A new form of rows (`v` in each row) needs a new one too: it closes the
/// database in tabs of older releases, which would otherwise write over rows they do not understand.
pub const VERSION: u32 = 1;

/// People.
pub const PEOPLE: &str = "people";
/// Calls without their words.
pub const CALLS: &str = "calls";
/// The words, by call.
pub const TRANSCRIPTS: &str = "transcripts";
/// Scorecards.
pub const SCORECARDS: &str = "scorecards";
/// Rubric versions that are in use or came in a file.
pub const RUBRICS: &str = "rubrics";
/// One row: what this copy of the product knows of itself.
pub const SETTINGS: &str = "settings";
/// Records of kinds this release does not know, kept for those that do.
pub const UNKNOWN: &str = "unknown";

/// Every store.
pub const STORES: &[&str] = &[PEOPLE, CALLS, TRANSCRIPTS, SCORECARDS, RUBRICS, SETTINGS, UNKNOWN];

/// Index of [`SCORECARDS`] by call.
pub const BY_CALL: &str = "by_call";

pub(super) fn builder(name: &str) -> RexieBuilder {
    STORES.iter().fold(Rexie::builder(name).version(VERSION), |builder, store| {
        let made = ObjectStore::new(store).key_path("id");
        builder.add_object_store(if *store == SCORECARDS { made.add_index(Index::new(BY_CALL, "call")) } else { made })
    })
}
