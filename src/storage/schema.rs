//! Stores and indexes, and how an older layout becomes this one: by adding, never by taking away. A change here needs
//! the next [`VERSION`]; a store once listed stays listed for ever.

use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStoreParameters};

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
    (IMPORTS, "they take back what was opened here, and are gone after 30 days"),
    (TRASH, "what was deleted is not handed on, and is gone after 30 days"),
    (HANDLES, "a handle is of this browser and cannot be written down"),
    (META, "it tells how far this database has come, not what is in it"),
];

/// Index of [`SCORECARDS`] by call.
pub const BY_CALL: &str = "by_call";

/// Makes the stores that are missing. Only while an upgrade is under way. rexie must never see one: it would delete
/// every store that its builder does not name.
pub(super) fn upgrade(base: &IdbDatabase) -> Result<(), JsValue> {
    let has = base.object_store_names();
    for name in STORES.iter().filter(|it| !has.contains(it)) {
        let by_id = IdbObjectStoreParameters::new();
        by_id.set_key_path(&"id".into());
        let store = base.create_object_store_with_optional_parameters(name, &by_id)?;
        if *name == SCORECARDS {
            store.create_index_with_str(BY_CALL, "call")?;
        }
    }
    Ok(())
}
