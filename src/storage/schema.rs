//! Stores and indexes. A change here needs the next [`VERSION`]; a store once listed stays listed for ever, because
//! rexie deletes stores its builder does not name.

use rexie::{Index, ObjectStore, Rexie, RexieBuilder};

/// The layout's version: stores and indexes. A new form of rows (`v` in each row) needs a new one too: it closes the
/// database in tabs of older releases, which would otherwise write over rows they do not understand.
pub const VERSION: u32 = 2;

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

/// What was erased for ever, so that no file brings it back.
pub const ERASURES: &str = "erasures";
/// Further versions of a record, in conflict with the one in its own store until a person chooses.
pub const OTHERS: &str = "others";
/// What an opened file has replaced, so that it can be taken back as a whole.
pub const IMPORTS: &str = "imports";
/// What was deleted, and when.
pub const TRASH: &str = "trash";
/// The browser's handles of files and folders. Its rows are `{id, handle}`, the browser's own objects, not JSON.
pub const HANDLES: &str = "handles";
/// One row: what this database knows of itself.
pub const META: &str = "meta";

/// Every store. What stands in a workspace file is every row of those that are not among [`STAYS`].
pub const STORES: &[&str] =
    &[PEOPLE, CALLS, TRANSCRIPTS, SCORECARDS, RUBRICS, SETTINGS, UNKNOWN, ERASURES, OTHERS, IMPORTS, TRASH, HANDLES, META];

/// The stores whose rows are in no file, each with the reason. Every other store travels.
pub const STAYS: &[(&str, &str)] = &[
    (SETTINGS, "they are this copy's own: who uses it, and the id under which it writes"),
    (IMPORTS, "they take back what was opened here, and are gone after 30 days"),
    (TRASH, "what was deleted is not handed on, and is gone after 30 days"),
    (HANDLES, "a handle is of this browser and cannot be written down"),
    (META, "it tells how far this database has come, not what is in it"),
];

/// Index of [`SCORECARDS`] by call.
pub const BY_CALL: &str = "by_call";

pub(super) fn builder(name: &str) -> RexieBuilder {
    STORES.iter().fold(Rexie::builder(name).version(VERSION), |builder, store| {
        let made = ObjectStore::new(store).key_path("id");
        builder.add_object_store(if *store == SCORECARDS { made.add_index(Index::new(BY_CALL, "call")) } else { made })
    })
}
