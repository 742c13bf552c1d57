//! The database in the browser, and the only room that knows rexie.
//!
//! A row is `{id, v, body}` (cards also `call`, which is indexed): `body` is the record as JSON in bytes, `v` the
//! version of its form, so that a row of an older release can be upgraded when it is read. A write resolves only when
//! the transaction is complete, all of it or none.

mod batch;
mod connection;
mod error;
mod handles;
mod raw;
mod registers;
mod row;
pub mod schema;
mod things;
mod trash;

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use rexie::{KeyRange, Transaction, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

pub use batch::Batch;
use connection::Connection;
pub use connection::{End, Opened};
pub use error::StorageError;
use raw::Change;
pub use raw::{Before, Wait};
pub use registers::Others;
pub use row::Row;
pub use things::Found;
pub use trash::{DAYS as TRASH_DAYS, Trashed};

/// The workspace's database. Cheap to clone: one connection for the page's life, closed with the last clone.
#[derive(Clone)]
pub struct Db(Rc<Connection>);

/// What one transaction changes, store by store, in this order.
type Changes = Vec<(&'static str, Change)>;

/// The bodies of stored rows, and how many rows have none that can be read.
pub(crate) struct Bodies {
    readable: Vec<Vec<u8>>,
    unreadable: usize,
}

impl Db {
    /// Opens the database called `name`, making it where it does not exist.
    ///
    /// # Errors
    ///
    /// Where the browser gives no database, or another tab has a newer one.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Self::find(name, &|_| {}).await.map(|it| it.db)
    }

    /// As [`Self::open`], and tells what was there before. `told` hears why it takes its time, if it does.
    ///
    /// # Errors
    ///
    /// As for [`Self::open`].
    pub async fn find(name: &str, told: &dyn Fn(Wait)) -> Result<Opened, StorageError> {
        let (connection, before) = Connection::open(name, told).await?;
        Ok(Opened { db: Self(connection), before })
    }

    /// `heard` is called when this page can write no more, before the connection is closed: what is written at once still
    /// goes out.
    pub fn on_end(&self, heard: impl Fn(End) + 'static) {
        self.0.on_end(Box::new(heard));
    }

    /// As it is called among the databases of this site.
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// Gives this handle back; the last one closes the connection.
    pub fn close(self) {}

    /// A connection that the browser has dropped is made once more, for this once.
    async fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, StorageError> {
        match self.0.begin(stores, mode) {
            Err(StorageError::Closed) => {
                self.0.reopen().await?;
                self.0.begin(stores, mode)
            }
            other => other,
        }
    }

    /// Runs `job` in one transaction over `stores`: all it does is kept, or nothing.
    ///
    /// `job` may await nothing but requests of this transaction: anything else would end it half-way.
    async fn write(&self, stores: &[&str], job: impl AsyncFnOnce(&Transaction) -> Result<(), StorageError>) -> Result<(), StorageError> {
        let transaction = self.begin(stores, TransactionMode::ReadWrite).await?;
        let outcome = job(&transaction).await;
        finish(transaction, outcome).await
    }

    /// Makes `changes` in one transaction: all are kept, or none. `strict`: on the disk before this resolves. Where the
    /// connection was lost meanwhile it is made once more, and the changes with it.
    async fn change(&self, changes: &dyn Fn() -> Result<Changes, StorageError>, strict: bool) -> Result<(), StorageError> {
        let wanted = changes()?;
        if wanted.is_empty() {
            return Ok(());
        }
        let made = self.0.made();
        let outcome = match self.0.base() {
            Ok(base) => raw::write(&base, wanted, strict).await,
            Err(err) => Err(err),
        };
        match outcome {
            Err(StorageError::Closed) => self.0.reopen().await?,
            Err(err @ (StorageError::Aborted | StorageError::Request { .. })) => {
                // Where the browser drops the connection it says so after it has ended what was under way.
                TimeoutFuture::new(0).await;
                match (self.0.is_lost(), self.0.made() == made) {
                    (true, _) => self.0.reopen().await?,
                    (false, false) => {}
                    (false, true) => return Err(err),
                }
            }
            other => return other,
        }
        raw::write(&self.0.base()?, changes()?, strict).await
    }

    /// Takes calls out with everything that hangs on them, and people, and gives what was taken of the calls. Their cards
    /// are looked up here, in the same transaction, so that neither one of another tab nor one that cannot be read is left
    /// behind; what cannot be read is not among what is given. `said` hears after each call how many are done.
    pub(crate) async fn take_with_cards(
        &self,
        calls: &[String],
        people: &[String],
        said: &dyn Fn(usize),
    ) -> Result<Vec<Row>, StorageError> {
        let mut taken = Vec::new();
        self.write(&[schema::CALLS, schema::TRANSCRIPTS, schema::SCORECARDS, schema::PEOPLE], async |transaction| {
            for (done, call) in calls.iter().enumerate() {
                taken.extend(trash::take_call(transaction, call).await?);
                said(done + 1);
            }
            for person in people {
                delete_row(transaction, schema::PEOPLE, person.into()).await?;
            }
            Ok(())
        })
        .await?;
        Ok(taken)
    }

    /// The body of one row, if it exists.
    pub(crate) async fn get(&self, name: &'static str, id: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let value = store.get(id.into()).await.map_err(|err| StorageError::request("read", &err))?;
        value.map(|it| row::body(name, &it)).transpose()
    }

    /// The bodies of all rows, in the order of their ids.
    pub(crate) async fn all(&self, name: &'static str) -> Result<Bodies, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let values = store.get_all(None, None).await.map_err(|err| StorageError::request("read", &err))?;
        bodies(name, &values)
    }

    /// All rows of a store that can be read, as they are.
    pub(crate) async fn rows_of(&self, name: &'static str) -> Result<Vec<Row>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let values = store.get_all(None, None).await.map_err(|err| StorageError::request("read", &err))?;
        Ok(values.iter().filter_map(|it| row::kept(name, it)).collect())
    }

    /// The ids of all rows, in order.
    pub(crate) async fn ids(&self, name: &'static str) -> Result<Vec<String>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let keys = store.get_all_keys(None, None).await.map_err(|err| StorageError::request("read", &err))?;
        Ok(keys.iter().filter_map(JsValue::as_string).collect())
    }

    /// The bodies of all cards of a call.
    pub(crate) async fn of_call(&self, call: &str) -> Result<Bodies, StorageError> {
        let only = only(call)?;
        let transaction = self.begin(&[schema::SCORECARDS], TransactionMode::ReadOnly).await?;
        let store = transaction.store(schema::SCORECARDS).map_err(StorageError::begin)?;
        let index = store.index(schema::BY_CALL).map_err(StorageError::begin)?;
        let values = index.get_all(Some(only), None).await.map_err(|err| StorageError::request("read", &err))?;
        bodies(schema::SCORECARDS, &values)
    }

    /// How many rows a store has.
    pub async fn count(&self, name: &'static str) -> Result<u32, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        store.count(None).await.map_err(|err| StorageError::request("count", &err))
    }

    /// Empties every store in one transaction.
    pub async fn clear(&self) -> Result<(), StorageError> {
        self.change(&|| Ok(schema::STORES.iter().map(|it| (*it, Change::Clear)).collect()), true).await
    }
}

async fn delete_row(transaction: &Transaction, name: &str, key: JsValue) -> Result<(), StorageError> {
    let store = transaction.store(name).map_err(StorageError::begin)?;
    store.delete(key).await.map_err(|err| StorageError::request("delete", &err))
}

fn only(key: &str) -> Result<KeyRange, StorageError> {
    KeyRange::only(&key.into()).map_err(|err| StorageError::request("read", &err.into()))
}

/// One row that cannot be read does not hide the others. One of a newer release does: without it the rest would be
/// taken for everything.
fn bodies(store: &'static str, rows: &[JsValue]) -> Result<Bodies, StorageError> {
    let mut found = Bodies { readable: Vec::with_capacity(rows.len()), unreadable: 0 };
    for row in rows {
        match row::body(store, row) {
            Ok(body) => found.readable.push(body),
            Err(StorageError::NewerVersion) => return Err(StorageError::NewerVersion),
            Err(_) => found.unreadable += 1,
        }
    }
    Ok(found)
}

/// Ends a transaction: kept and complete, or rolled back with the reason. A dropped transaction would still commit
/// what came before an error, and `done()` answers `Ok(Aborted)` where the disk was full.
async fn finish(transaction: Transaction, outcome: Result<(), StorageError>) -> Result<(), StorageError> {
    match outcome {
        Ok(()) => match transaction.done().await {
            Ok(TransactionResult::Committed) => Ok(()),
            Ok(TransactionResult::Aborted) => Err(StorageError::Aborted),
            // Its words are of the program's making, not the browser's: they tell nothing.
            Err(_) => Err(StorageError::Aborted),
        },
        Err(err) => {
            roll_back(transaction).await;
            // The first error is the one to tell; a failing rollback changes nothing about it.
            Err(err)
        }
    }
}

/// Takes back what a transaction has done, where the browser has not already.
async fn roll_back(transaction: Transaction) {
    // One more request, ordered after all that are under way: aborted with them, they would each call a listener of
    // rexie's that is gone after the first. Where it fails, the transaction is over.
    let name = transaction.store_names().into_iter().next().unwrap_or_default();
    let alive = match transaction.store(&name) {
        Ok(store) => store.count(None).await.is_ok(),
        Err(_) => false,
    };
    if alive {
        let _ = transaction.abort().await;
    }
}
