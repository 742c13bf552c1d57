//! The database in the browser, and the only room that knows rexie.
//!
//! A row is `{id, v, body}` (cards also `call`, which is indexed): `body` is the record as JSON in bytes, `v` the
//! version of its form, so that a row of an older release can be upgraded when it is read. A write resolves only when
//! the transaction is complete, all of it or none.

mod error;
mod row;
pub mod schema;
mod things;

use std::rc::Rc;

use rexie::{Rexie, Transaction, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

pub use error::StorageError;
pub use row::Row;
pub use things::{Batch, Found};

/// The workspace's database. Cheap to clone: one connection for the page's life.
#[derive(Clone)]
pub struct Db(Rc<Rexie>);

impl Db {
    /// Opens the database called `name`, making it where it does not exist.
    ///
    /// # Errors
    ///
    /// Where the browser gives no database, or another tab has a newer one.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let rexie = schema::builder(name).build().await.map_err(StorageError::open)?;
        Ok(Self(Rc::new(rexie)))
    }

    /// Closes the connection; tests need it.
    pub fn close(self) {
        if let Ok(rexie) = Rc::try_unwrap(self.0) {
            rexie.close();
        }
    }

    fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, StorageError> {
        self.0.transaction(stores, mode).map_err(StorageError::begin)
    }

    /// Writes `rows` in one transaction: all are kept, or none.
    pub(crate) async fn put(&self, rows: Vec<Row>) -> Result<(), StorageError> {
        // Everything is made into the browser's values before the transaction opens: a foreign await would end it.
        let mut by_store: Vec<(&'static str, Vec<(JsValue, Option<JsValue>)>)> = Vec::new();
        for row in rows {
            let store = row.store;
            let value = (row.into_js()?, None);
            match by_store.iter_mut().find(|(name, _)| *name == store) {
                Some((_, values)) => values.push(value),
                None => by_store.push((store, vec![value])),
            }
        }
        let stores: Vec<&str> = by_store.iter().map(|(name, _)| *name).collect();
        if stores.is_empty() {
            return Ok(());
        }
        let transaction = self.begin(&stores, TransactionMode::ReadWrite)?;
        let mut outcome = Ok(());
        for (name, values) in by_store {
            let put = match transaction.store(name) {
                Ok(store) => store.put_all(values.into_iter()).await.map_err(|err| StorageError::request("save", &err)),
                Err(err) => Err(StorageError::begin(err)),
            };
            if put.is_err() {
                outcome = put;
                break;
            }
        }
        finish(transaction, outcome).await
    }

    /// Deletes rows by store and id in one transaction.
    pub(crate) async fn delete(&self, ids: Vec<(&'static str, String)>) -> Result<(), StorageError> {
        let mut stores: Vec<&str> = ids.iter().map(|(store, _)| *store).collect();
        stores.sort_unstable();
        stores.dedup();
        if stores.is_empty() {
            return Ok(());
        }
        let transaction = self.begin(&stores, TransactionMode::ReadWrite)?;
        let mut outcome = Ok(());
        for (name, id) in ids {
            let deleted = match transaction.store(name) {
                Ok(store) => store.delete(id.into()).await.map_err(|err| StorageError::request("delete", &err)),
                Err(err) => Err(StorageError::begin(err)),
            };
            if deleted.is_err() {
                outcome = deleted;
                break;
            }
        }
        finish(transaction, outcome).await
    }

    /// The body of one row, if it exists.
    pub(crate) async fn get(&self, name: &'static str, id: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly)?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let value = store.get(id.into()).await.map_err(|err| StorageError::request("read", &err))?;
        value.map(|it| row::body(name, &it)).transpose()
    }

    /// The bodies of all rows, in the order of their ids.
    pub(crate) async fn all(&self, name: &'static str) -> Result<Vec<Vec<u8>>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly)?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let values = store.get_all(None, None).await.map_err(|err| StorageError::request("read", &err))?;
        values.iter().map(|it| row::body(name, it)).collect()
    }

    /// The bodies of all cards of a call.
    pub(crate) async fn of_call(&self, call: &str) -> Result<Vec<Vec<u8>>, StorageError> {
        let transaction = self.begin(&[schema::SCORECARDS], TransactionMode::ReadOnly)?;
        let store = transaction.store(schema::SCORECARDS).map_err(StorageError::begin)?;
        let index = store.index(schema::BY_CALL).map_err(StorageError::begin)?;
        let only = rexie::KeyRange::only(&call.into()).map_err(|err| StorageError::request("read", &err.into()))?;
        let values = index.get_all(Some(only), None).await.map_err(|err| StorageError::request("read", &err))?;
        values.iter().map(|it| row::body(schema::SCORECARDS, it)).collect()
    }

    /// How many rows a store has.
    pub async fn count(&self, name: &'static str) -> Result<u32, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly)?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        store.count(None).await.map_err(|err| StorageError::request("count", &err))
    }

    /// Empties every store in one transaction.
    pub async fn clear(&self) -> Result<(), StorageError> {
        let transaction = self.begin(schema::STORES, TransactionMode::ReadWrite)?;
        let mut outcome = Ok(());
        for name in schema::STORES {
            let cleared = match transaction.store(name) {
                Ok(store) => store.clear().await.map_err(|err| StorageError::request("erase", &err)),
                Err(err) => Err(StorageError::begin(err)),
            };
            if cleared.is_err() {
                outcome = cleared;
                break;
            }
        }
        finish(transaction, outcome).await
    }
}

/// Ends a transaction: kept and complete, or rolled back with the reason. A dropped transaction would still commit
/// what came before an error, and `done()` answers `Ok(Aborted)` where the disk was full.
async fn finish(transaction: Transaction, outcome: Result<(), StorageError>) -> Result<(), StorageError> {
    match outcome {
        Ok(()) => match transaction.done().await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) => Err(StorageError::Aborted),
            Err(err) => Err(StorageError::request("save", &err)),
        },
        Err(err) => {
            // The first error is the one to tell; a failing rollback changes nothing about it.
            let _ = transaction.abort().await;
            Err(err)
        }
    }
}
