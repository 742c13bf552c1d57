//! What keeps the data from being lost: what "saved" means, what a start finds, which snapshots stay, when a backup is
//! due. Rules only; who asks brings the time.

pub mod boot;
pub mod rolling;
pub mod saving;
mod sentinel;

use serde::{Deserialize, Serialize};

pub use sentinel::{Backup, Sentinel};

/// What a database knows of itself: one row, renewed with every change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The id of this database: another one under the same name, made after this was lost, has another.
    pub vault: String,
    /// Grows with every change.
    pub seq: u64,
    /// The version of the layout that a release must know to read what is here; older ones must leave it alone.
    #[serde(default)]
    pub min_reader: u32,
}
