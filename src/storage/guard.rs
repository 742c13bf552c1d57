//! What is asked of the database in the transaction that writes: whether a record descends from what is stored, or from what
//! it was compared with; whether what it belongs to is still there, and whether it was erased. Two tabs write under one id
//! and do not wait for each other, so nobody else can tell.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use js_sys::Array;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::error::{Refusal, Why};
use super::mark::Mark;
use super::registers::{KINDS, joined};
use super::schema::{CALLS, ERASURES, META, OTHERS, SCORECARDS, SETTINGS, TRANSCRIPTS, UNKNOWN};
use super::things::{SETTINGS_ID, is_readable};
use super::{Batch, Changes, Row, StorageError, row};
use crate::domain::erasure::{Erasure, Erasures};
use crate::domain::record::{Stamp, Version};
use crate::domain::settings::Settings;

/// What is asked of a store.
pub(super) enum Ask {
    /// One row, by its key.
    Row(String),
    /// All rows.
    All,
    /// The cards of a call.
    OfCall(String),
}

mod compared;
mod named;

use compared::as_compared;
pub use named::Named;

/// What an answer is about.
enum About<'a> {
    /// How far the database is.
    Mark,
    /// All that was erased.
    Erased,
    /// What a row was made from.
    Row(&'a Row),
    /// The call that a row is of.
    CallOf(&'a Row),
    /// The cards of the call that a card was begun for.
    Beside(&'a Row),
    /// What a row names: somebody, or a rubric.
    Names(&'a Row, Named),
    /// The words of a call that is notes only.
    WordsOf(&'a Row),
    /// The version of a record in its own store: its kind and key, and with what it was compared.
    Shown(&'a (String, String), &'a [Version]),
    /// All further versions of records.
    Others,
    /// What is set.
    Settings,
}

/// The questions of a batch, and what they are about.
#[derive(Default)]
pub(super) struct Guard<'a> {
    pub(super) asks: Vec<(&'static str, Ask)>,
    about: Vec<About<'a>>,
    batch: Option<&'a Batch>,
    mark: Mark,
}

/// Of any record, what decides.
#[derive(Deserialize)]
struct Stamped {
    stamp: Stamp,
}

fn stamp(body: &[u8]) -> Option<Stamp> {
    serde_json::from_slice::<Stamped>(body).ok().map(|it| it.stamp)
}

/// The call a row belongs to.
pub(super) fn call_of(row: &Row) -> Option<&str> {
    match row.store {
        SCORECARDS => row.call.as_deref(),
        TRANSCRIPTS => Some(&row.id),
        _ => None,
    }
}

fn kind_of(store: &str) -> Option<&'static str> {
    KINDS.iter().find(|it| it.1 == store).map(|it| it.0)
}

/// All rows of records, for which erasures are asked.
fn records(batch: &Batch) -> impl Iterator<Item = &Row> {
    batch.puts().map(|it| it.0).filter(|it| kind_of(it.store).is_some())
}

impl<'a> Guard<'a> {
    /// `mark`: what the batch itself leaves behind.
    pub(super) fn of(batch: &'a Batch, mark: &Mark) -> Self {
        let mut guard = Self { batch: Some(batch), mark: mark.clone(), ..Self::default() };
        let mut ask = |about, (store, key): (&'static str, Option<String>)| {
            guard.about.push(about);
            guard.asks.push((store, key.map_or(Ask::All, Ask::Row)));
        };
        ask(About::Mark, Mark::at());
        if !batch.settings.is_empty() {
            ask(About::Settings, (SETTINGS, Some(SETTINGS_ID.to_owned())));
        }
        // What puts everything in the place of everything brings its own.
        if (records(batch).next().is_some() || batch.knowing.is_some()) && !batch.empties(ERASURES) {
            ask(About::Erased, (ERASURES, None));
        }
        for (at, versions) in &batch.compared {
            let store = KINDS.iter().find(|it| it.0 == at.0);
            let row = store.map_or_else(|| (UNKNOWN, Some(joined(&at.0, &at.1))), |it| (it.1, Some(at.1.clone())));
            ask(About::Shown(at, versions), row);
        }
        if !batch.compared.is_empty() {
            ask(About::Others, (OTHERS, None));
        }
        if batch.since.is_some() {
            return guard;
        }
        let written: BTreeSet<&str> = crate::domain::order::set(records(batch).filter(|it| it.store == CALLS).map(|it| it.id.as_str()));
        let mut seen = BTreeSet::new();
        for (row, _) in batch.puts().filter(|it| !it.1) {
            let Some(kind) = kind_of(row.store) else { continue };
            // A row that is written twice was made from itself the second time.
            if seen.insert((row.store, row.id.as_str())) && !batch.has_compared(kind, &row.id) {
                ask(About::Row(row), (row.store, Some(row.id.clone())));
            }
            if let Some(call) = call_of(row).filter(|it| !written.contains(it) && seen.insert(("", it))) {
                ask(About::CallOf(row), (CALLS, Some(call.to_owned())));
            }
            if batch.has_compared(kind, &row.id) {
                continue;
            }
            for named in Named::by(row).into_iter().filter(|it| !batch.writes(it.store(), &it.id())) {
                let at = (named.store(), Some(named.id()));
                ask(About::Names(row, named), at);
            }
            if row.store == CALLS && named::is_notes_only(&row.body) {
                ask(About::WordsOf(row), (TRANSCRIPTS, Some(row.id.clone())));
            }
        }
        for (row, call) in batch.puts().filter_map(|it| Some((it.0, call_of(it.0)?))).filter(|it| batch.begun.contains_key(&it.0.id)) {
            guard.about.push(About::Beside(row));
            guard.asks.push((SCORECARDS, Ask::OfCall(call.to_owned())));
        }
        guard
    }

    /// Whether what was asked lets the batch be written, and what is written besides.
    pub(super) fn decide(&self, found: &[JsValue]) -> Result<Changes, StorageError> {
        let Some(batch) = self.batch else { return Ok(Vec::new()) };
        let (mut shown, mut besides, mut before) = (Vec::new(), Batch::default(), BTreeMap::new());
        for (about, here) in self.about.iter().zip(found) {
            let body = |store| if here.is_undefined() { Ok(None) } else { row::body(store, here).map(Some) };
            match about {
                About::Mark => {
                    let now = Mark(body(META).unwrap_or_default());
                    if now == self.mark {
                        // The same once more, since nobody heard that it was kept.
                        return Ok(Vec::new());
                    }
                    if batch.since.as_ref().is_some_and(|it| *it != now) {
                        refused(Why::Changed, META, "", None)?;
                    }
                }
                About::Erased => {
                    let erased = erasures(here);
                    not_erased(records(batch), &erased)?;
                    let unknown = |known: &Erasures| erased.records().any(|it| known.get(it.id) != Some(it));
                    if batch.knowing.as_ref().is_some_and(unknown) {
                        refused(Why::Changed, ERASURES, "", None)?;
                    }
                }
                About::Row(row) => {
                    let stored = body(row.store);
                    if let Ok(Some(stored)) = &stored {
                        before.insert((row.store, row.id.as_str()), stored.clone());
                    }
                    made_from(row, stored)?;
                }
                About::CallOf(row) => match body(CALLS) {
                    Err(StorageError::NewerVersion) => return Err(StorageError::NewerVersion),
                    // One that cannot be read keeps nobody from writing.
                    Err(_) => {}
                    Ok(call) if call.as_deref().is_none_or(is_deleted) => {
                        refused(Why::Deleted, row.store, &row.id, call_of(row))?;
                    }
                    // Somebody has declined meanwhile.
                    Ok(Some(call)) if is_new_of(TRANSCRIPTS, row, &before) && named::is_notes_only(&call) => {
                        refused(Why::Changed, row.store, &row.id, call_of(row))?;
                    }
                    Ok(_) => {}
                },
                About::WordsOf(row) => {
                    let was_so = before.get(&(CALLS, row.id.as_str())).is_some_and(|it| named::is_notes_only(it));
                    if !was_so && !batch.deletes(TRANSCRIPTS, &row.id) && body(TRANSCRIPTS)?.is_some_and(|it| !is_deleted(&it)) {
                        refused(Why::Changed, row.store, &row.id, None)?;
                    }
                }
                About::Names(row, named) => {
                    // What is added whole says what it was made from, but for a card that is begun.
                    let was_named = match before.get(&(row.store, row.id.as_str())) {
                        Some(it) => named.is_in(row.store, it),
                        None => row.store != SCORECARDS,
                    };
                    // One that cannot be read is there.
                    if !was_named && matches!(body(named.store()), Ok(stored) if stored.as_deref().is_none_or(is_deleted)) {
                        refused(Why::Unnamed(named.clone()), row.store, &row.id, call_of(row))?;
                    }
                }
                About::Beside(row) => {
                    let known = batch.begun.get(&row.id).map_or(&[][..], Vec::as_slice);
                    let cards = Array::from(here);
                    let found = cards.iter().filter_map(|it| row::body(SCORECARDS, &it).ok());
                    if let Some(now) = named::begun_too(row, known, found) {
                        let refusal = Refusal { why: Why::Changed, store: row.store, id: row.id.clone(), call: None, now: Some(now) };
                        return Err(StorageError::Refused(Box::new(refusal)));
                    }
                }
                About::Shown(at, versions) => {
                    let stored = match body(UNKNOWN) {
                        Err(StorageError::NewerVersion) => return Err(StorageError::NewerVersion),
                        // What cannot be read was not seen when it was compared either.
                        stored => stored.unwrap_or_default().filter(|it| !versions.is_empty() || is_readable(&at.0, it)),
                    };
                    shown.push((*at, *versions, stored));
                }
                About::Others => as_compared(&shown, here)?,
                About::Settings => {
                    // Those that cannot be read are made again.
                    let stored = body(SETTINGS).ok().flatten().and_then(|it| serde_json::from_slice::<Settings>(&it).ok());
                    if let Some(stored) = stored {
                        let joined = batch.settings.iter().fold(stored, |stored, (was, now)| Settings::rejoined(was, now, &stored));
                        besides = besides.settings(&joined);
                    }
                }
            }
        }
        besides.changes()
    }
}

fn is_deleted(body: &[u8]) -> bool {
    stamp(body).is_some_and(|it| it.deleted)
}

/// Whether `row` is of `store` and nothing of it was stored before.
fn is_new_of(store: &str, row: &Row, before: &BTreeMap<(&str, &str), Vec<u8>>) -> bool {
    row.store == store && !before.contains_key(&(row.store, row.id.as_str()))
}

/// Whether a row descends from what is stored under its id.
fn made_from(row: &Row, body: Result<Option<Vec<u8>>, StorageError>) -> Result<(), StorageError> {
    let body = match body {
        Err(StorageError::NewerVersion) => return Err(StorageError::NewerVersion),
        Err(_) => return Ok(()),
        Ok(body) => body,
    };
    let stored = body.as_deref().and_then(stamp);
    let Some(made) = stamp(&row.body) else { return Ok(()) };
    let why = match (&body, &stored) {
        // Only what is new was never stored.
        (None, _) if made.version.writes() > 1 => Why::Deleted,
        (Some(body), Some(stored)) => match stored.version.partial_cmp(&made.version) {
            Some(Ordering::Less) => return Ok(()),
            Some(Ordering::Equal) if *body == row.body => return Ok(()),
            _ => Why::Changed,
        },
        _ => return Ok(()),
    };
    let refusal = Refusal { why, store: row.store, id: row.id.clone(), call: call_of(row).map(str::to_owned), now: body };
    Err(StorageError::Refused(Box::new(refusal)))
}

pub(super) fn refused(why: Why, store: &'static str, id: &str, call: Option<&str>) -> Result<(), StorageError> {
    Err(StorageError::Refused(Box::new(Refusal { why, store, id: id.to_owned(), call: call.map(str::to_owned), now: None })))
}

/// Whether none of `rows` was erased.
pub(super) fn not_erased<'a>(mut rows: impl Iterator<Item = &'a Row>, erased: &Erasures) -> Result<(), StorageError> {
    rows.find(|it| is_erased(it, erased)).map_or(Ok(()), |row| refused(Why::Erased, row.store, &row.id, call_of(row)))
}

/// All that was ever erased, of the rows that say so.
pub(super) fn erasures(rows: &JsValue) -> Erasures {
    let mut erased = Erasures::default();
    let rows = Array::from(rows);
    erased.extend(rows.iter().filter_map(|it| serde_json::from_slice::<Erasure>(&row::body(ERASURES, &it).ok()?).ok()));
    erased
}

fn is_erased(row: &Row, erased: &Erasures) -> bool {
    let own = kind_of(row.store).is_some_and(|kind| erased.has(kind, &row.id));
    own || call_of(row).is_some_and(|call| erased.has("call", call))
}
