//! The database in the browser, and the only room that knows rexie.
//!
//! A row is `{id, v, body}` (cards also `call`, which is indexed): `body` is the record as JSON in bytes, `v` the
//! version of its form, so that a row of an older release can be upgraded when it is read. A write resolves only when
//! the transaction is complete, all of it or none.

mod batch;
mod beside;
mod bins;
mod connection;
mod error;
mod followed;
mod guard;
mod handles;
mod many;
mod mark;
mod raw;
mod registers;
mod row;
mod runs;
pub mod schema;
mod taking;
mod things;
mod trash;

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use rexie::{KeyRange, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

pub use batch::Batch;
pub use bins::Bin;
use connection::Connection;
pub use connection::{End, Opened};
pub use error::{Refusal, StorageError, Why};
use guard::Guard;
pub use guard::Named;
use many::Many;
pub use mark::Mark;
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

    /// Makes `changes` in one transaction, where `guard` lets them: all are kept, or none. `strict`: on the disk before this
    /// resolves. Where the connection was lost meanwhile it is made once more, and the changes with it.
    async fn change(
        &self,
        guard: &Guard<'_>,
        changes: &dyn Fn() -> Result<Changes, StorageError>,
        strict: bool,
    ) -> Result<(), StorageError> {
        let wanted = changes()?;
        if wanted.is_empty() {
            return Ok(());
        }
        let made = self.0.made();
        let outcome = match self.0.base() {
            Ok(base) => raw::write(&base, guard, wanted, strict).await,
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
        raw::write(&self.0.base()?, guard, changes()?, strict).await
    }

    /// Takes calls out with everything that hangs on them, and people, and gives what was taken of the calls. Their cards
    /// are looked up here, in the same transaction, so that neither one of another tab nor one that cannot be read is left
    /// behind; what cannot be read is not among what is given. `said` hears now and then how many are done.
    pub(crate) async fn take_with_cards(
        &self,
        calls: &[String],
        people: &[String],
        said: &dyn Fn(usize),
    ) -> Result<Vec<Row>, StorageError> {
        let mut taken = Vec::new();
        self.at_once(&[schema::CALLS, schema::TRANSCRIPTS, schema::SCORECARDS, schema::PEOPLE], async |many| {
            let take = |rows: Vec<Row>| {
                taken.extend(rows);
                Ok(())
            };
            taking::calls(many, calls, take, said).await?;
            let store = many.store(schema::PEOPLE)?;
            people.iter().try_for_each(|it| Many::asked(store.delete(&it.into())).map(drop))
        })
        .await?;
        Ok(taken)
    }

    /// Runs `job` in one transaction over `stores` that can be asked many things at once: all it does is kept, or nothing.
    ///
    /// `job` may await nothing but answers of this transaction: anything else would end it half-way.
    async fn at_once(&self, stores: &[&str], job: impl AsyncFnOnce(&Many) -> Result<(), StorageError>) -> Result<(), StorageError> {
        let base = match self.0.base() {
            Err(StorageError::Closed) => {
                self.0.reopen().await?;
                self.0.base()?
            }
            other => other?,
        };
        let many = Many::begin(&base, &[stores, &[schema::META]].concat())?;
        let outcome = match job(&many).await {
            Ok(()) => many.put(&Mark::next().row()),
            err => err,
        };
        many.finish(outcome).await
    }

    /// The body of one row, if it exists.
    pub(crate) async fn get(&self, name: &'static str, id: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let value = store.get(id.into()).await.map_err(|err| StorageError::request("read", &err))?;
        value.map(|it| row::body(name, &it)).transpose()
    }

    /// The bodies of the rows of these ids in two stores, the second ones as the browser has them.
    pub(crate) async fn get_both(
        &self,
        first: &'static str,
        second: &'static str,
        ids: &[String],
    ) -> Result<Vec<(Option<Vec<u8>>, Option<Uint8Array>)>, StorageError> {
        let transaction = self.begin(&[first, second], TransactionMode::ReadOnly).await?;
        let read = |err| StorageError::request("read", &err);
        let (one, other) =
            (transaction.store(first).map_err(StorageError::begin)?, transaction.store(second).map_err(StorageError::begin)?);
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let (a, b) = (one.get(id.into()).await.map_err(read)?, other.get(id.into()).await.map_err(read)?);
            found.push((a.and_then(|it| row::body(first, &it).ok()), b.and_then(|it| row::bytes(second, &it).ok())));
        }
        Ok(found)
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
        self.change(&Guard::default(), &|| Ok(schema::STORES.iter().map(|it| (*it, Change::Clear)).collect()), true).await
    }
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
