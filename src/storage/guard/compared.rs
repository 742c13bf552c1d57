//! Whether records are stored as they were when something was made from comparing them.

use std::collections::BTreeMap;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::super::StorageError;
use super::super::error::Why;
use super::super::registers::KINDS;
use super::super::row;
use super::super::schema::{OTHERS, UNKNOWN};
use super::{refused, stamp};
use crate::domain::record::Version;

/// Kind and key of a record, the versions with which it was compared, and what is in its own store now.
type Shown<'a> = (&'a (String, String), &'a [Version], Option<Vec<u8>>);

/// Whether records are stored in just those versions that they were compared with.
pub(super) fn as_compared(shown: &[Shown<'_>], others: &JsValue) -> Result<(), StorageError> {
    let mut beside = BTreeMap::<(String, String), Vec<String>>::new();
    for it in Array::from(others).iter() {
        let read = |it: Vec<u8>| serde_json::from_slice::<(String, String, Vec<String>)>(&it).ok();
        if let Some((kind, key, lines)) = row::body(OTHERS, &it).ok().and_then(read) {
            beside.entry((kind, key)).or_default().extend(lines);
        }
    }
    for (at, versions, body) in shown {
        let of = |line: &[u8]| stamp(line).map(|it| it.version).unwrap_or_default();
        // Of a kind that is not known the row holds the kind and the line.
        let own = body.iter().map(|it| serde_json::from_slice::<(&str, String)>(it).map_or_else(|_| of(it), |it| of(it.1.as_bytes())));
        let stored: Vec<Version> = own.chain(beside.get(*at).into_iter().flatten().map(|it| of(it.as_bytes()))).collect();
        // What an edit of the shown version has left behind is not one of its versions any more.
        let stands = |it: &&Version| !stored.iter().any(|other| other > *it);
        let count = |version: &Version| stored.iter().filter(stands).filter(|it| *it == version).count();
        let compared = |version: &Version| versions.iter().filter(|it| *it == version).count();
        if stored.iter().filter(stands).count() != versions.len() || versions.iter().any(|it| count(it) != compared(it)) {
            return refused(Why::Changed, KINDS.iter().find(|it| it.0 == at.0).map_or(UNKNOWN, |it| it.1), &at.1, None);
        }
    }
    Ok(())
}
