//! The text of one record and what it says.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::path::{compact, depth, path_at};
use super::{Entry, SETTINGS, Unknown};
use crate::domain::erasure::Erasure;
use crate::domain::record::Record;
use crate::domain::settings::Settings;

/// No record nests deeper. Also holds for kinds that are kept unread, so that nobody who reads them later runs out of stack.
const MAX_DEPTH: usize = 100;

#[derive(Deserialize)]
struct Kind {
    kind: String,
}

#[derive(Deserialize)]
struct Bare<T> {
    body: T,
}

/// The record in `text`, or which it is and what is wrong with it. Text that `is_free` may be laid out in any way.
pub(super) fn entry(text: &[u8], is_free: bool) -> Result<Entry, (String, String)> {
    let Ok(text) = std::str::from_utf8(text) else {
        return Err(("record".to_owned(), "it is not text in UTF-8".to_owned()));
    };
    match kind_at_start(text).and_then(|kind| known(kind, text)) {
        // The usual case: no second look at the text is needed.
        Some(Ok(entry)) => Ok(entry),
        _ if is_free => any(&compact(text)),
        _ => any(text),
    }
}

/// The kind, where it stands first, as it does in files of ours.
fn kind_at_start(text: &str) -> Option<&str> {
    let (kind, _) = text.strip_prefix("{\"kind\":\"")?.split_once('"')?;
    Some(kind)
}

/// `None` where `kind` is not known.
fn known(kind: &str, json: &str) -> Option<Result<Entry, String>> {
    Some(match kind {
        "erasure" => part(json).map(|it: Bare<Erasure>| Entry::Erasure(it.body)),
        SETTINGS => part(json).map(|it: Bare<Settings>| Entry::Settings(Box::new(it.body.to_hand().unwrap_or_default()))),
        "person" => record(json).map(Entry::Person),
        "rubric" => record(json).map(Entry::Rubric),
        "call" => record(json).map(Entry::Call),
        "transcript" => record(json).map(Entry::Transcript),
        "scorecard" => record(json).map(Entry::Scorecard),
        _ => return None,
    })
}

fn any(json: &str) -> Result<Entry, (String, String)> {
    if depth(json) > MAX_DEPTH {
        return Err(("record".to_owned(), format!("its values are nested deeper than {MAX_DEPTH} levels")));
    }
    let Kind { kind } = part(json).map_err(|why| ("record".to_owned(), why))?;
    let read = known(&kind, json).unwrap_or_else(|| Ok(Entry::Unknown(Unknown::new(kind.clone(), json.to_owned()))));
    read.map_err(|why| {
        let key = Entry::Unknown(Unknown::new(String::new(), json.to_owned())).key();
        (if key.len() < 80 { format!("{kind} {key}") } else { kind.chars().take(40).collect() }, why)
    })
}

fn record<T: DeserializeOwned>(json: &str) -> Result<Record<T>, String> {
    part(json)
}

/// Deserialises one record; the error names the field.
pub(super) fn part<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_slice(json.as_bytes()).map_err(|error| {
        let field = path_at(json, error.column());
        if field.is_empty() { says(&error) } else { format!("{field}: {}", says(&error)) }
    })
}

/// What serde says, without the position it ends with.
pub(super) fn says(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the record ends too early".to_owned();
    }
    let text = error.to_string();
    text.rfind(" at line ").and_then(|at| text.get(..at)).unwrap_or(&text).to_owned()
}
