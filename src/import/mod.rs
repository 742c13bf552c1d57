//! Bytes of a file -> a transcript, with what was skipped and where. One file a format, one row here each.
//!
//! Pure. Only a file with nothing usable is refused; what can partly be read is read, and the rest is listed.

use serde::Serialize;

use crate::domain::transcript::Transcript;

/// What was made of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The words.
    pub transcript: Transcript,
    /// What could not be used, by line.
    pub skipped: Vec<Skipped>,
    /// The format as shown ("WebVTT").
    pub label: &'static str,
}

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Counted from 1.
    pub line: usize,
    /// Why, as a fragment: "the time cannot be read".
    pub why: String,
}

/// Why a file is refused: one plain sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// Reads a transcript from the bytes of a file, recognising its format by content.
///
/// # Errors
///
/// [`Refused`] where nothing is usable: empty, binary, another kind of file, no words.
pub fn read(_bytes: &[u8]) -> Result<Imported, Refused> {
    Err(Refused("This file cannot be read yet.".to_owned()))
}
