//! The trash: what was deleted waits here as it was, until it is restored, deleted for good, or its time is over.

use chrono::{DateTime, TimeDelta, Utc};
use rexie::Transaction;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::schema::{CALLS, META, PEOPLE, RUBRICS, SCORECARDS, SETTINGS, STORES, TRANSCRIPTS, TRASH};
use super::{Batch, Db, Row, StorageError, delete_row, only, row};
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
struct Held {
    store: String,
    title: String,
    at: DateTime<Utc>,
    rows: Vec<HeldRow>,
}

#[derive(Serialize, Deserialize)]
struct HeldRow {
    store: String,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    body: Box<RawValue>,
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

fn title(body: &[u8]) -> String {
    let NamedBody { title, name, version } = serde_json::from_slice::<Named>(body).unwrap_or_default().body;
    let title = title.or(name).unwrap_or_default();
    version.map_or(title.clone(), |it| format!("{title}, version {it}"))
}

impl HeldRow {
    /// `None` where the body is no JSON: what cannot be read cannot be held.
    fn new(row: &Row) -> Option<Self> {
        let body = serde_json::from_slice(&row.body).ok()?;
        Some(Self { store: row.store.to_owned(), id: row.id.clone(), call: row.call.clone(), body })
    }

    fn row(self) -> Option<Row> {
        let store = STORES.iter().find(|it| **it == self.store)?;
        Some(Row { store, id: self.id, call: self.call, body: self.body.get().as_bytes().to_vec() })
    }
}

/// The row that holds what hangs together, the first being what the person deleted.
fn held(store: &'static str, rows: &[Row], at: DateTime<Utc>) -> Result<Option<Row>, StorageError> {
    let Some(first) = rows.first() else { return Ok(None) };
    let key = format!("{} {store} {}", at.timestamp_millis(), first.id);
    let held = Held { store: store.to_owned(), title: title(&first.body), at, rows: rows.iter().filter_map(HeldRow::new).collect() };
    let body = serde_json::to_vec(&held).map_err(|err| StorageError::BadRow { store, cause: err.to_string() })?;
    Ok(Some(Row { store: TRASH, id: key, call: None, body }))
}

async fn put(transaction: &Transaction, row: &Row) -> Result<(), StorageError> {
    let store = transaction.store(row.store).map_err(StorageError::begin)?;
    store.put(&row.to_js()?, None).await.map(drop).map_err(|err| StorageError::request("delete", &err))
}

impl Db {
    /// Moves calls with everything that hangs on them, and single rows of other stores, to the trash, each by itself, with
    /// what else belongs to the change; gives their keys there. Cards are looked up here, in the same transaction, so that
    /// neither one of another tab nor one that cannot be read is left behind; what cannot be read is not held. `said` hears
    /// after each call how many are done.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change; then nothing is deleted.
    pub async fn to_trash(
        &self,
        calls: &[CallId],
        others: &[(&'static str, String)],
        at: DateTime<Utc>,
        also: &Batch,
        said: &dyn Fn(usize),
    ) -> Result<Vec<String>, StorageError> {
        let mut keys = Vec::new();
        self.write(&[CALLS, TRANSCRIPTS, SCORECARDS, PEOPLE, RUBRICS, TRASH, META, SETTINGS], async |transaction| {
            let mut hold = Vec::new();
            for (done, call) in calls.iter().enumerate() {
                hold.extend(held(CALLS, &take_call(transaction, &call.to_string()).await?, at)?);
                said(done + 1);
            }
            for (name, id) in others {
                let taken = take_row(transaction, name, id).await?;
                hold.extend(held(name, taken.as_slice(), at)?);
            }
            for row in hold.iter().chain(also.puts()) {
                put(transaction, row).await?;
            }
            keys = hold.into_iter().map(|it| it.id).collect();
            Ok(())
        })
        .await?;
        Ok(keys)
    }

    /// Lets cards and words that were written while their call was deleted elsewhere follow it into the trash, to come back with
    /// it; gives how many did. Where the call is not in the trash, they stay.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read or does not keep it; then they are where they were.
    pub async fn follow_calls(&self, written: &Batch) -> Result<usize, StorageError> {
        let part_of = |row: &Row| match row.store {
            SCORECARDS => row.call.clone(),
            TRANSCRIPTS => Some(row.id.clone()),
            _ => None,
        };
        let with_call = |call: &str| written.puts().any(|it| it.store == CALLS && it.id == call);
        let mut alone: Vec<(&'static str, String, String)> = Vec::new();
        for row in written.puts() {
            let Some(call) = part_of(row).filter(|it| !with_call(it)) else { continue };
            if self.get(CALLS, &call).await?.is_none() && self.trashed_call(&call).await?.is_some() {
                alone.push((row.store, row.id.clone(), call));
            }
        }
        let mut followed = 0;
        if alone.is_empty() {
            return Ok(followed);
        }
        self.write(&[CALLS, TRANSCRIPTS, SCORECARDS, TRASH], async |transaction| {
            for (store, id, call) in &alone {
                followed += usize::from(follow(transaction, store, id, call).await?);
            }
            Ok(())
        })
        .await?;
        Ok(followed)
    }

    /// The key of a call in the trash.
    pub async fn trashed_call(&self, call: &str) -> Result<Option<String>, StorageError> {
        Ok(self.ids(TRASH).await?.into_iter().rfind(|it| is_of(it, call)))
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

    /// What takes things out of the trash and back to where they were. What has come back otherwise meanwhile stays as it is.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn from_trash(&self, keys: &[String]) -> Result<Batch, StorageError> {
        let mut batch = Batch::default();
        for key in keys {
            let Some(body) = self.get(TRASH, key).await? else { continue };
            let held: Held = serde_json::from_slice(&body).map_err(|err| StorageError::BadRow { store: TRASH, cause: err.to_string() })?;
            for row in held.rows.into_iter().filter_map(HeldRow::row) {
                if self.get(row.store, &row.id).await?.is_none() {
                    batch = batch.row(row);
                }
            }
            batch = batch.without(TRASH, key.clone());
        }
        Ok(batch)
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

/// Whether `key` is that of `call` in the trash.
fn is_of(key: &str, call: &str) -> bool {
    key.strip_suffix(call).is_some_and(|it| it.ends_with(" calls "))
}

/// Moves a row to where its call is held; tells whether it did: the call may have come back by now.
async fn follow(transaction: &Transaction, name: &'static str, id: &str, call: &str) -> Result<bool, StorageError> {
    let read = |err| StorageError::request("read", &err);
    let calls = transaction.store(CALLS).map_err(StorageError::begin)?;
    if calls.get(call.into()).await.map_err(read)?.is_some() {
        return Ok(false);
    }
    let trash = transaction.store(TRASH).map_err(StorageError::begin)?;
    let keys = trash.get_all_keys(None, None).await.map_err(read)?;
    let Some(key) = keys.iter().filter_map(wasm_bindgen::JsValue::as_string).rfind(|it| is_of(it, call)) else { return Ok(false) };
    let found = trash.get(key.as_str().into()).await.map_err(read)?;
    let Some(mut held) = found.and_then(|it| row::body(TRASH, &it).ok()).and_then(|it| serde_json::from_slice::<Held>(&it).ok()) else {
        return Ok(false);
    };
    let Some(new) = take_row(transaction, name, id).await?.as_ref().and_then(HeldRow::new) else { return Ok(false) };
    held.rows.retain(|it| it.store != new.store || it.id != new.id);
    held.rows.push(new);
    let body = serde_json::to_vec(&held).map_err(|err| StorageError::BadRow { store: TRASH, cause: err.to_string() })?;
    put(transaction, &Row { store: TRASH, id: key, call: None, body }).await?;
    Ok(true)
}

/// Takes a call out with its words and its cards; the call first.
pub(super) async fn take_call(transaction: &Transaction, call: &str) -> Result<Vec<Row>, StorageError> {
    let read = |err| StorageError::request("read", &err);
    let mut taken = Vec::new();
    for name in [CALLS, TRANSCRIPTS] {
        taken.extend(take_row(transaction, name, call).await?);
    }
    let cards = transaction.store(SCORECARDS).map_err(StorageError::begin)?;
    let by_call = cards.index(super::schema::BY_CALL).map_err(StorageError::begin)?;
    let only = only(call)?;
    let keys = by_call.get_all_keys(Some(only.clone()), None).await.map_err(read)?;
    if !keys.is_empty() {
        let rows = by_call.get_all(Some(only), None).await.map_err(read)?;
        taken.extend(rows.iter().filter_map(|it| row::kept(SCORECARDS, it)));
    }
    for key in keys {
        delete_row(transaction, SCORECARDS, key).await?;
    }
    Ok(taken)
}

async fn take_row(transaction: &Transaction, name: &'static str, id: &str) -> Result<Option<Row>, StorageError> {
    let store = transaction.store(name).map_err(StorageError::begin)?;
    let found = store.get(id.into()).await.map_err(|err| StorageError::request("read", &err))?;
    if found.is_some() {
        delete_row(transaction, name, id.into()).await?;
    }
    Ok(found.and_then(|it| row::kept(name, &it)))
}
