//! The file: JSON with one record a line, so that two versions can be compared line by line, and so that one bad record
//! is not the end of the others.
//!
//! ```text
//! {"format":"callcraft","format_version":1,"app":"0.1.0","scope":"calls","created":"2026-11-12T09:30:00Z","records":[
//! {"kind":"person","stamp":{…},"body":{…}},
//! {"kind":"call","stamp":{…},"body":{…}}
//! ]}
//! ```
//!
//! The same JSON in another layout is read as well. A record of a kind this version does not know is kept as it is and
//! written again byte by byte, so that a file can pass through an older copy of the product without loss.
//!
//! Several records with one kind and key are versions of one thing that do not know of each other
//! ([`crate::domain::register`]). A file may be larger than memory: [`Writer`] and [`Reader`] hold one record at a time.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::rubric::RubricRef;

mod check;
mod entry;
mod path;
mod plain;
mod read;
mod record;
mod rubric;
mod scan;
mod write;

pub use entry::{Entry, KINDS, NOBODY, SETTINGS, Unknown};
pub use read::{File, Item, MAX_BYTES, Note, Reader, Refused, is_callcraft, read};
pub use rubric::{MAX_RUBRIC_BYTES, is_rubric, read_rubrics};
pub use scan::MAX_RECORD;
pub use write::{Writer, write};

/// What the first word of every file says.
pub const FORMAT: &str = "callcraft";

/// The version of the format written here, and the newest that can be read.
pub const FORMAT_VERSION: u32 = 1;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything.
    Workspace,
    /// Some calls with what belongs to them, to hand over.
    Calls,
    /// Rubrics.
    Rubrics,
    /// One rep with all calls.
    Rep,
    /// Calls to be scored by several people who do not see each other's cards.
    Calibration,
}

/// What stands before the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the product that wrote the file ("0.1.0").
    pub app: String,
    /// What it holds.
    pub scope: Scope,
    /// When it was written.
    pub created: DateTime<Utc>,
    /// The day the dates were made for, in a sample; see [`super::shift()`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<NaiveDate>,
    /// By what the calls of a pack to calibrate by are to be scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<RubricRef>,
}
