//! What the session needs of the part that arrives later.

use std::pin::Pin;

use super::session::Session;
use crate::storage::{Batch, Db, StorageError};

/// What will be there in a while.
pub type Promised<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the part that arrives later does for the session. Handed in at the start, not called by name: the later part uses
/// the session too, and must not depend on being cut off.
#[derive(Clone, Copy)]
pub struct Helpers {
    /// Looks after snapshots and what else is done once in a while.
    pub look_after: fn(Session),
    /// Writes a batch ([`Db::commit`]).
    pub write: fn(Db, Batch) -> Promised<Result<(), StorageError>>,
    /// Lets what was written follow calls that lie in the trash ([`Db::follow_calls`]); tells how many did.
    pub follow: fn(Db, Batch) -> Promised<usize>,
    /// Makes room by giving up a snapshot; tells whether there was one.
    pub make_room: fn() -> Promised<bool>,
}
