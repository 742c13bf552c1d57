//! The trash: what was deleted waits here as it was, until it is restored, deleted for good, or its time is over.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use js_sys::Array;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;
use web_sys::IdbRequest;

use super::many::Many;
use super::schema::{CALLS, ERASURES, META, OTHERS, PEOPLE, RUBRICS, SCORECARDS, SETTINGS, STORES, TRANSCRIPTS, TRASH};
use super::{Batch, Db, Row, StorageError, beside, guard, row, runs, taking};
use crate::domain::id::CallId;

/// For so long something waits in the trash.
pub const DAYS: i64 = 30;

/// One thing in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trashed {
    /// By which it is asked for.
    pub key: String,
    /// The store it comes from: [`CALLS`], [`PEOPLE`], [`RUBRICS`].
    pub store: String,
    /// What it was called.
    pub title: String,
    /// When it was deleted.
    pub at: DateTime<Utc>,
    /// How many cards went with it.
    pub cards: usize,
}

/// A row of the trash.
#[derive(Serialize, Deserialize)]
pub(super) struct Held {
    pub(super) store: String,
    pub(super) title: String,
    at: DateTime<Utc>,
    pub(super) rows: Vec<HeldRow>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct HeldRow {
    pub(super) store: String,
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    pub(super) body: Box<RawValue>,
}

impl Held {
    /// What was deleted at an instant with all that hangs on it; `first` is what the person deleted.
    pub(super) fn new(first: &Row, at: DateTime<Utc>, rows: Vec<HeldRow>) -> Self {
        Self { store: first.store.to_owned(), title: title(&first.body), at, rows }
    }
}

/// What a record is called, whatever it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    body: NamedBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NamedBody {
    title: Option<String>,
    name: Option<String>,
    version: Option<u32>,
}

pub(super) fn title(body: &[u8]) -> String {
    let NamedBody { title, name, version } = serde_json::from_slice::<Named>(body).unwrap_or_default().body;
    let title = title.or(name).unwrap_or_default();
    version.map_or(title.clone(), |it| format!("{title}, version {it}"))
}

impl HeldRow {
    /// `None` where the body is no JSON: what cannot be read cannot be held.
    pub(super) fn new(row: &Row) -> Option<Self> {
        let body = serde_json::from_slice(&row.body).ok()?;
        Some(Self { store: row.store.to_owned(), id: row.id.clone(), call: row.call.clone(), body })
    }

    /// Whether it is of the record that `row` is of.
    pub(super) fn is_of(&self, row: &Row) -> bool {
        self.store == row.store && self.id == row.id
    }

    pub(super) fn row(self) -> Option<Row> {
        let store = STORES.iter().find(|it| **it == self.store)?;
        Some(Row { store, id: self.id, call: self.call, body: self.body.get().as_bytes().to_vec() })
    }
}

/// The row that holds what hangs together, the first being what the person deleted.
fn held(store: &'static str, rows: &[Row], at: DateTime<Utc>) -> Result<Option<Row>, StorageError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let key = format!("{} {store} {}", at.timestamp_millis(), first.id);
    let held = Held::new(first, at, rows.iter().filter_map(HeldRow::new).collect());
    let body = serde_json::to_vec(&held).map_err(|err| StorageError::BadRow { store, cause: err.to_string() })?;
    Ok(Some(Row { store: TRASH, id: key, call: None, body }))
}

pub(super) fn delete(many: &Many, name: &str, key: &JsValue) -> Result<(), StorageError> {
    Many::asked(many.store(name)?.delete(key)).map(drop)
}

impl Db {
    /// Moves calls with everything that hangs on them, and single rows of other stores, to the trash, each by itself, with
    /// what else belongs to the change; gives their keys there. Cards are looked up here, in the same transaction, so that
    /// neither one of another tab nor one that cannot be read is left behind; what cannot be read is not held. `said` hears
    /// now and then how many are done.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change, and where `also` was made from everything and something was written since;
    /// then nothing is deleted.
    pub async fn to_trash(
        &self,
        calls: &[CallId],
        others: &[(&'static str, String)],
        at: DateTime<Utc>,
        also: &Batch,
        said: &dyn Fn(usize),
    ) -> Result<Vec<String>, StorageError> {
        let mut keys = Vec::new();
        let calls: Vec<String> = calls.iter().map(CallId::to_string).collect();
        self.at_once(&[CALLS, TRANSCRIPTS, SCORECARDS, PEOPLE, RUBRICS, TRASH, META, SETTINGS], async |many| {
            if let Some(since) = &also.since {
                since.stands(many).await?;
            }
            let mut hold = |store: &'static str, rows: &[Row]| {
                let Some(row) = held(store, rows, at)? else { return Ok(()) };
                many.put(&row)?;
                keys.push(row.id);
                Ok(())
            };
            taking::calls(many, &calls, |rows| hold(CALLS, &rows), said).await?;
            let asked: Vec<IdbRequest> =
                others.iter().map(|(name, id)| Many::asked(many.store(name)?.get(&id.into()))).collect::<Result<_, _>>()?;
            for ((name, id), found) in others.iter().zip(many.answers(&asked).await?) {
                hold(name, row::kept(name, &found).as_slice())?;
                delete(many, name, &id.into())?;
            }
            many.change(also)
        })
        .await?;
        Ok(keys)
    }

    /// The key of a call in the trash.
    pub async fn trashed_call(&self, call: &str) -> Result<Option<String>, StorageError> {
        self.trashed_row(&(CALLS, call.to_owned())).await
    }

    /// The key of a row in the trash that was deleted by itself, or with what hangs on it.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn trashed_row(&self, of: &(&'static str, String)) -> Result<Option<String>, StorageError> {
        let end = format!(" {} {}", of.0, of.1);
        Ok(self.ids(TRASH).await?.into_iter().rfind(|it| it.ends_with(&end)))
    }

    /// The keys of everything in the trash.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn trash_keys(&self) -> Result<Vec<String>, StorageError> {
        self.ids(TRASH).await
    }

    /// The ids of what was deleted, without what hangs on it, each with its key in the trash: the last one, of several.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn trashed(&self) -> Result<BTreeMap<String, String>, StorageError> {
        let id = |key: String| Some((key.splitn(3, ' ').nth(2)?.to_owned(), key));
        Ok(crate::domain::order::map(self.ids(TRASH).await?.into_iter().filter_map(id)))
    }

    /// Everything in the trash, what was deleted last first.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn trash(&self) -> Result<Vec<Trashed>, StorageError> {
        let rows = self.rows_of(TRASH).await?;
        let trashed = |row: &Row| {
            let held: Held = serde_json::from_slice(&row.body).ok()?;
            let cards = held.rows.iter().filter(|it| it.store == SCORECARDS).count();
            Some(Trashed { key: row.id.clone(), store: held.store, title: held.title, at: held.at, cards })
        };
        let mut all: Vec<Trashed> = rows.iter().filter_map(trashed).collect();
        crate::domain::order::sort_by_key(&mut all, |it| std::cmp::Reverse((it.at, it.key.clone())));
        Ok(all)
    }

    /// Takes things out of the trash and back to where they were, with what else belongs to the change: all of them, or on
    /// error nothing. Of what has come back otherwise meanwhile the newer version stays, and both where neither knew of the
    /// other. Gives how many were there to be taken out.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep it, or some of it was erased meanwhile; then all is in the trash still.
    pub async fn from_trash(&self, keys: &[String], also: &Batch) -> Result<usize, StorageError> {
        let mut taken = 0;
        self.at_once(&[CALLS, TRANSCRIPTS, SCORECARDS, PEOPLE, RUBRICS, OTHERS, TRASH, META, SETTINGS, ERASURES], async |many| {
            let erased = many.answers(&[Many::asked(many.store(ERASURES)?.get_all())?]).await?;
            let erased = erased.first().map(guard::erasures).unwrap_or_default();
            let parts = runs::parts(many, TRASH, keys).await?;
            let mut there = beside::There::read(many).await?;
            let ask = |range: &JsValue| Ok(vec![Many::asked(many.store(TRASH)?.get_all_with_key(range))?]);
            let back = async |_: &runs::Part, found: Vec<JsValue>| {
                let mut rows = Vec::new();
                for found in found.iter().flat_map(|it| Array::from(it).to_vec()) {
                    let held: Held = serde_json::from_slice(&row::body(TRASH, &found)?)
                        .map_err(|err| StorageError::BadRow { store: TRASH, cause: err.to_string() })?;
                    rows.extend(held.rows.into_iter().filter_map(HeldRow::row));
                    taken += 1;
                }
                guard::not_erased(rows.iter(), &erased)?;
                beside::put(many, rows, &mut there).await
            };
            runs::each(&parts, many, ask, back).await?;
            runs::delete(many, TRASH, keys).await?;
            many.change(also)
        })
        .await?;
        Ok(taken)
    }

    /// What removes everything from the trash whose time is over, if there is such.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn overdue_trash(&self, now: DateTime<Utc>) -> Result<Option<Batch>, StorageError> {
        let end = (now - TimeDelta::days(DAYS)).timestamp_millis();
        let old = |key: &String| key.split(' ').next().and_then(|it| it.parse::<i64>().ok()).is_some_and(|at| at < end);
        let old: Vec<String> = self.ids(TRASH).await?.into_iter().filter(old).collect();
        Ok((!old.is_empty()).then(|| old.into_iter().fold(Batch::default().strictly(), Batch::without_trash)))
    }
}
