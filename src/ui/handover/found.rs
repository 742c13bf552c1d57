//! What a file would change, as it is told before anything is written.

use crate::domain::id::CallId;
use crate::domain::people::Person;
use crate::domain::record::Stamp;
use crate::exchange::file::{Header, Note};
use crate::exchange::merge::Verdict;
use crate::exchange::twins::Twin;

/// One record of the file and what would become of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its kind.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What it is to what is here.
    pub verdict: Verdict,
    /// Who wrote the file's version, and when.
    pub file: Option<Stamp>,
    /// Who wrote the version here, and when.
    pub here: Option<Stamp>,
}

/// What a file would change.
#[derive(Clone, Debug)]
pub struct Survey {
    /// What stands before its records.
    pub header: Header,
    /// One a record, in the order of the file.
    pub lines: Vec<Line>,
    /// Records that cannot be used.
    pub rejected: Vec<Note>,
    /// Records that are kept without a part.
    pub warnings: Vec<Note>,
    /// How many records would be written.
    pub writes: usize,
    /// How many things are erased here because the file says so.
    pub erases: usize,
    /// How many calls lose their words because consent turns out to be declined.
    pub bars: usize,
    /// How many records lose the name of somebody who was erased.
    pub unnamed: usize,
    /// What of the file lies in the trash here and is left out: its keys there.
    pub trashed: Vec<String>,
    /// Who and what comes out of the trash, since the file speaks of it: as it is called.
    pub called: Vec<String>,
    /// How many things lie in the trash here.
    pub bins: usize,
    /// The first call of the file.
    pub call: Option<(CallId, String)>,
    /// The people of the file.
    pub people: Vec<Person>,
    /// Who of them perhaps stands here already.
    pub twins: Vec<Twin>,
}
