//! Reading a file: recognised by content, refused as a whole only where little sense can be made of it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::path::{compact, complete_records, depth, path_at};
use super::{Entry, FORMAT, FORMAT_VERSION, Header, check};
use crate::domain::order;
use crate::domain::record::Record;

/// Larger files are refused: a browser's tab would not survive them.
pub const MAX_BYTES: usize = 200 * 1024 * 1024;

/// No record nests deeper. Also holds for kinds that are kept unread, so that nobody who reads them later runs out of stack.
const MAX_DEPTH: usize = 100;

/// Why a whole file is refused: a plain sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// A record that was left out, or something about one that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line the record begins on, counted from 1.
    pub line: usize,
    /// Which record: "scorecard 01JD…", "record".
    pub what: String,
    /// What is wrong with it, its field named.
    pub why: String,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What stands before the records.
    pub header: Header,
    /// The sound records, in the order of the file.
    pub entries: Vec<Entry>,
    /// Records that were left out.
    pub rejected: Vec<Note>,
    /// Records that were kept without a part of them.
    pub warnings: Vec<Note>,
}

/// Whether `bytes` look like a file of ours, of whatever version: to tell it from a transcript by content.
pub fn is_callcraft(bytes: &[u8]) -> bool {
    const FAR_ENOUGH: usize = 4096;
    let start = String::from_utf8_lossy(bytes.get(..FAR_ENOUGH).unwrap_or(bytes));
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    start.starts_with('{') && compact(start).contains(r#""format":"callcraft""#)
}

/// Reads a file. Bad records are listed, not fatal.
///
/// # Errors
///
/// [`Refused`] where the file is not ours, newer than this version can read, cut off, too large, or not UTF-8.
pub fn read(bytes: &[u8]) -> Result<File, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused("This file is larger than 200 MB, more than can be read here: export fewer calls at a time.".to_owned()));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refused("This file is not text in UTF-8: it is damaged or not a Callcraft file.".to_owned()))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().next().unwrap_or_default().trim_end();
    let (header, records) =
        if first.ends_with("\"records\":[") { (header(&format!("{first}]}}"))?, by_line(text)?) } else { (header(text)?, by_json(text)?) };
    let mut rejected = Vec::new();
    let mut read = Vec::new();
    for (line, json) in records {
        match entry(&json) {
            Ok(entry) => read.push((line, entry)),
            Err((what, why)) => rejected.push(Note { line, what, why }),
        }
    }
    let mut warnings = Vec::new();
    let entries = check::sound(read, &mut rejected, &mut warnings);
    order::sort_by_key(&mut rejected, |it| it.line);
    Ok(File { header, entries, rejected, warnings })
}

/// Every record of a file in our own layout, with its line.
fn by_line(text: &str) -> Result<Vec<(usize, String)>, Refused> {
    let mut records = Vec::new();
    let mut closed = false;
    for (line, raw) in (1usize..).zip(text.lines()).skip(1) {
        match raw.trim() {
            "" => {}
            _ if closed => {
                return Err(Refused(format!(
                    "Line {line} stands after the end of the file: two files may have been joined. Open them one at a time."
                )));
            }
            "]}" => closed = true,
            record => records.push((line, record.strip_suffix(',').unwrap_or(record).to_owned())),
        }
    }
    if closed {
        return Ok(records);
    }
    let broken = records.last().is_some_and(|(_, it)| serde_json::from_str::<&RawValue>(it).is_err());
    Err(cut_off(records.len() - usize::from(broken), records.last().map_or(1, |(line, _)| *line)))
}

fn cut_off(whole: usize, line: usize) -> Refused {
    Refused(format!(
        "This file is cut off: {whole} records could be read before it breaks off in line {line}. Ask for it again, or export it again."
    ))
}

#[derive(Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
}

/// Every record of a file in some other layout of the same JSON, with its line.
fn by_json(text: &str) -> Result<Vec<(usize, String)>, Refused> {
    let whole: Whole<'_> = serde_json::from_str(text).map_err(|it| broken_json(text, &it))?;
    let (mut line, mut from) = (1, 0);
    let mut records = Vec::with_capacity(whole.records.len());
    for raw in whole.records {
        // The slice lies within `text`; counting on from the last one keeps this linear.
        let at = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        line += text.get(from..at).unwrap_or_default().matches('\n').count();
        from = at;
        records.push((line, compact(raw.get())));
    }
    Ok(records)
}

fn broken_json(text: &str, error: &serde_json::Error) -> Refused {
    if error.is_eof() {
        return cut_off(complete_records(text), error.line());
    }
    Refused(format!("This file cannot be read: {}. It may have been edited by hand; export it again.", says(error)))
}

#[derive(Deserialize)]
struct Signature {
    #[serde(default)]
    format: String,
    #[serde(default)]
    format_version: u32,
}

fn header(json: &str) -> Result<Header, Refused> {
    let foreign = || Refused("This is not a Callcraft file.".to_owned());
    let signature: Signature = match serde_json::from_slice(json.as_bytes()) {
        Ok(signature) => signature,
        Err(error) if is_callcraft(json.as_bytes()) => return Err(broken_json(json, &error)),
        Err(_) => return Err(foreign()),
    };
    match signature.format_version {
        _ if signature.format != FORMAT => Err(foreign()),
        1..=FORMAT_VERSION => serde_json::from_slice(json.as_bytes()).map_err(|it| broken_json(json, &it)),
        0 => Err(Refused("This Callcraft file does not say its version: it is damaged. Export it again.".to_owned())),
        newer => Err(Refused(format!(
            "This file was made by a newer Callcraft, file version {newer}; this one reads {FORMAT_VERSION}. Reload or update, then open it again."
        ))),
    }
}

#[derive(Deserialize)]
struct Kind {
    kind: String,
}

/// The record in `json`, or which it is and what is wrong with it.
fn entry(json: &str) -> Result<Entry, (String, String)> {
    if depth(json) > MAX_DEPTH {
        return Err(("record".to_owned(), format!("its values are nested deeper than {MAX_DEPTH} levels")));
    }
    let Kind { kind } = part(json).map_err(|why| ("record".to_owned(), why))?;
    let known = match kind.as_str() {
        "person" => record(json).map(Entry::Person),
        "call" => record(json).map(Entry::Call),
        "transcript" => record(json).map(Entry::Transcript),
        "scorecard" => record(json).map(Entry::Scorecard),
        "rubric" => record(json).map(Entry::Rubric),
        _ => Ok(Entry::Unknown { kind: kind.clone(), line: json.to_owned() }),
    };
    known.map_err(|why| {
        let key = Entry::Unknown { kind: String::new(), line: json.to_owned() }.key();
        (if key.len() < 80 { format!("{kind} {key}") } else { kind.chars().take(40).collect() }, why)
    })
}

fn record<T: DeserializeOwned>(json: &str) -> Result<Record<T>, String> {
    part(json)
}

/// Deserialises one line; the error names the field.
pub(super) fn part<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_slice(json.as_bytes()).map_err(|error| {
        let field = path_at(json, error.column());
        if field.is_empty() { says(&error) } else { format!("{field}: {}", says(&error)) }
    })
}

/// What serde says, without the position it ends with.
fn says(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the record ends too early".to_owned();
    }
    let text = error.to_string();
    text.rfind(" at line ").and_then(|at| text.get(..at)).unwrap_or(&text).to_owned()
}
