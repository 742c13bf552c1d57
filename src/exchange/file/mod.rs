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

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::call::Call;
use crate::domain::people::Person;
use crate::domain::record::{Record, Stamp};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::transcript::CallTranscript;

mod check;
mod path;
mod read;
mod rubrics;

pub use read::{File, MAX_BYTES, Note, Refused, is_callcraft, read};
pub use rubrics::read_rubrics;

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
}

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Somebody on our side.
    Person(Record<Person>),
    /// A call.
    Call(Record<Call>),
    /// A call's words.
    Transcript(Record<CallTranscript>),
    /// A scorecard.
    Scorecard(Record<Scorecard>),
    /// A version of a rubric.
    Rubric(Record<Rubric>),
    /// Of a kind this version does not know.
    Unknown {
        /// Its kind.
        kind: String,
        /// The whole record, as JSON on one line.
        line: String,
    },
}

/// What can be told of any record, whatever its kind.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Gist {
    stamp: Option<Stamp>,
    body: GistBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct GistBody {
    id: Option<String>,
    call: Option<String>,
    key: Option<String>,
    version: Option<u32>,
}

impl Entry {
    /// What kind of record it is, as written in the file.
    pub fn kind(&self) -> &str {
        match self {
            Self::Person(_) => "person",
            Self::Call(_) => "call",
            Self::Transcript(_) => "transcript",
            Self::Scorecard(_) => "scorecard",
            Self::Rubric(_) => "rubric",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// What tells it from others of its kind: the id; the call's id for a transcript; `key@version` for a rubric. A
    /// record of an unknown kind without any of these is its own key.
    pub fn key(&self) -> String {
        match self {
            Self::Person(it) => it.body.id.to_string(),
            Self::Call(it) => it.body.id.to_string(),
            Self::Transcript(it) => it.body.call.to_string(),
            Self::Scorecard(it) => it.body.id.to_string(),
            Self::Rubric(it) => rubric_key(&it.body.key, it.body.version),
            Self::Unknown { line, .. } => {
                let body = gist(line).body;
                let named = body.key.map(|key| body.version.map_or_else(|| key.clone(), |version| rubric_key(&key, version)));
                body.id.or(body.call).or(named).unwrap_or_else(|| line.clone())
            }
        }
    }

    /// Who wrote it, when, and which version it is; `None` for an unknown kind without a stamp.
    pub fn stamp(&self) -> Option<Stamp> {
        match self {
            Self::Unknown { line, .. } => gist(line).stamp,
            Self::Person(Record { stamp, .. })
            | Self::Call(Record { stamp, .. })
            | Self::Transcript(Record { stamp, .. })
            | Self::Scorecard(Record { stamp, .. })
            | Self::Rubric(Record { stamp, .. }) => Some(stamp.clone()),
        }
    }

    /// The stamp, to be changed; `None` for an unknown kind, which is never changed.
    pub fn stamp_mut(&mut self) -> Option<&mut Stamp> {
        match self {
            Self::Unknown { .. } => None,
            Self::Person(Record { stamp, .. })
            | Self::Call(Record { stamp, .. })
            | Self::Transcript(Record { stamp, .. })
            | Self::Scorecard(Record { stamp, .. })
            | Self::Rubric(Record { stamp, .. }) => Some(stamp),
        }
    }

    /// Whether the two say the same, whoever wrote them and when.
    pub fn same_body(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Person(a), Self::Person(b)) => a.body == b.body,
            (Self::Call(a), Self::Call(b)) => a.body == b.body,
            (Self::Transcript(a), Self::Transcript(b)) => a.body == b.body,
            (Self::Scorecard(a), Self::Scorecard(b)) => a.body == b.body,
            (Self::Rubric(a), Self::Rubric(b)) => a.body == b.body,
            (a, b) => a == b,
        }
    }

    /// The record as it stands in the file, on one line, without the comma.
    pub fn line(&self) -> String {
        match self {
            Self::Person(it) => line(self.kind(), it),
            Self::Call(it) => line(self.kind(), it),
            Self::Transcript(it) => line(self.kind(), it),
            Self::Scorecard(it) => line(self.kind(), it),
            Self::Rubric(it) => line(self.kind(), it),
            Self::Unknown { line, .. } => line.clone(),
        }
    }
}

fn rubric_key(key: &str, version: u32) -> String {
    format!("{key}@{version}")
}

fn gist(line: &str) -> Gist {
    serde_json::from_slice(line.as_bytes()).unwrap_or_default()
}

#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'a str,
    stamp: &'a Stamp,
    body: &'a T,
}

fn line<T: Serialize>(kind: &str, record: &Record<T>) -> String {
    // Plain structs with text keys: serialising them cannot fail.
    serde_json::to_string(&Line { kind, stamp: &record.stamp, body: &record.body }).unwrap_or_default()
}

#[derive(Serialize)]
struct HeaderLine<'a> {
    format: &'static str,
    format_version: u32,
    #[serde(flatten)]
    header: &'a Header,
}

/// The file as text.
pub fn write<'a>(header: &Header, entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_to(&mut text, header, entries);
    text
}

/// Writes the file line by line.
///
/// # Errors
///
/// Only what `out` reports.
pub fn write_to<'a>(out: &mut impl fmt::Write, header: &Header, entries: impl IntoIterator<Item = &'a Entry>) -> fmt::Result {
    let first = HeaderLine { format: FORMAT, format_version: FORMAT_VERSION, header };
    let first = serde_json::to_string(&first).map_err(|_| fmt::Error)?;
    out.write_str(first.strip_suffix('}').unwrap_or(&first))?;
    out.write_str(",\"records\":[")?;
    let mut between = "\n";
    for entry in entries {
        out.write_str(between)?;
        out.write_str(&entry.line())?;
        between = ",\n";
    }
    out.write_str("\n]}\n")
}
