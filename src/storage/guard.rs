//! What is asked of the database in the transaction that writes: whether a record descends from what is stored, whether
//! what it belongs to is still there, and whether it was erased. Two tabs write under one id and do not wait for each other,
//! so nobody else can tell.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::error::{Refusal, Why};
use super::registers::KINDS;
use super::schema::{CALLS, ERASURES, SCORECARDS, TRANSCRIPTS};
use super::{Batch, Row, StorageError, row};
use crate::domain::erasure::{Erasure, Erasures};
use crate::domain::record::Stamp;

/// What is asked: a row by its key, or all rows of a store.
pub(super) type Ask = (&'static str, Option<String>);

/// The questions of a batch, and its rows they are about.
#[derive(Default)]
pub(super) struct Guard<'a> {
    pub(super) asks: Vec<Ask>,
    /// Of each question but the last: which row it is about, and whether it asks for the call of it.
    about: Vec<(&'a Row, bool)>,
    /// All rows of records, for which erasures are asked.
    rows: Vec<&'a Row>,
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
fn call_of(row: &Row) -> Option<&str> {
    match row.store {
        SCORECARDS => row.call.as_deref(),
        TRANSCRIPTS => Some(&row.id),
        _ => None,
    }
}

fn kind_of(store: &str) -> Option<&'static str> {
    KINDS.iter().find(|it| it.1 == store).map(|it| it.0)
}

impl<'a> Guard<'a> {
    pub(super) fn of(batch: &'a Batch) -> Self {
        let mut guard = Self { rows: batch.puts().map(|it| it.0).filter(|it| kind_of(it.store).is_some()).collect(), ..Self::default() };
        let written: BTreeSet<&str> = guard.rows.iter().filter(|it| it.store == CALLS).map(|it| it.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        for (row, _) in batch.puts().filter(|it| !it.1 && kind_of(it.0.store).is_some()) {
            // A row that is written twice was made from itself the second time.
            if seen.insert((row.store, row.id.as_str())) {
                guard.asks.push((row.store, Some(row.id.clone())));
                guard.about.push((row, false));
            }
            if let Some(call) = call_of(row).filter(|it| !written.contains(it) && seen.insert(("", it))) {
                guard.asks.push((CALLS, Some(call.to_owned())));
                guard.about.push((row, true));
            }
        }
        // What puts everything in the place of everything brings its own.
        if !guard.rows.is_empty() && !batch.empties(ERASURES) {
            guard.asks.push((ERASURES, None));
        }
        guard
    }

    /// Whether what was asked lets the batch be written.
    pub(super) fn decide(&self, found: &[JsValue]) -> Result<(), StorageError> {
        if let Some(all) = found.get(self.about.len()) {
            not_erased(self.rows.iter().copied(), all)?;
        }
        for ((row, of_call), here) in self.about.iter().zip(found) {
            let stored = if here.is_undefined() { None } else { Some(here) };
            let body = match stored.map(|it| row::body(row.store, it)) {
                Some(Err(StorageError::NewerVersion)) => return Err(StorageError::NewerVersion),
                // One that cannot be read keeps nobody from writing.
                Some(Err(_)) => continue,
                Some(Ok(body)) => Some(body),
                None => None,
            };
            let stored = body.as_deref().and_then(stamp);
            if *of_call {
                if body.is_none() || stored.is_some_and(|it| it.deleted) {
                    return refused(Why::Deleted, row, None);
                }
                continue;
            }
            let Some(made) = stamp(&row.body) else { continue };
            match (body, stored) {
                // Only what is new was never stored.
                (None, _) if made.version.writes() > 1 => return refused(Why::Deleted, row, None),
                (Some(body), Some(stored)) => match stored.version.partial_cmp(&made.version) {
                    Some(Ordering::Less) => {}
                    Some(Ordering::Equal) if body == row.body => {}
                    _ => return refused(Why::Changed, row, Some(body)),
                },
                _ => {}
            }
        }
        Ok(())
    }
}

fn refused(why: Why, row: &Row, now: Option<Vec<u8>>) -> Result<(), StorageError> {
    let call = call_of(row).map(str::to_owned);
    Err(StorageError::Refused(Box::new(Refusal { why, store: row.store, id: row.id.clone(), call, now })))
}

/// Whether none of `rows` was erased, `all` being what ever was.
pub(super) fn not_erased<'a>(mut rows: impl Iterator<Item = &'a Row>, all: &JsValue) -> Result<(), StorageError> {
    let erased = erasures(all);
    rows.find(|it| is_erased(it, &erased)).map_or(Ok(()), |row| refused(Why::Erased, row, None))
}

fn erasures(rows: &JsValue) -> Erasures {
    let mut erased = Erasures::default();
    let rows = js_sys::Array::from(rows);
    erased.extend(rows.iter().filter_map(|it| serde_json::from_slice::<Erasure>(&row::body(ERASURES, &it).ok()?).ok()));
    erased
}

fn is_erased(row: &Row, erased: &Erasures) -> bool {
    let own = kind_of(row.store).is_some_and(|kind| erased.has(kind, &row.id));
    own || call_of(row).is_some_and(|call| erased.has("call", call))
}
