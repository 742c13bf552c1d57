//! One transaction that is asked many things before it answers the first: what thousands of rows need of the database is
//! mostly the way there and back.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbRequestReadyState, IdbTransaction};

use super::{Batch, Row, StorageError, raw};

/// The transaction.
pub struct Many {
    transaction: IdbTransaction,
    end: Promise,
}

fn failed(action: &'static str) -> impl Fn(JsValue) -> StorageError {
    move |err| StorageError::told(action, raw::words(&err))
}

impl Many {
    /// Begins one that changes these stores.
    pub fn begin(base: &IdbDatabase, stores: &[&str]) -> Result<Self, StorageError> {
        let transaction = raw::begin(base, stores.iter().copied(), false).map_err(failed("save"))?;
        let end = Promise::new(&mut |done, failed| {
            transaction.set_oncomplete(Some(&done));
            transaction.set_onabort(Some(&failed));
        });
        Ok(Self { transaction, end })
    }

    /// A store of it.
    pub fn store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        self.transaction.object_store(name).map_err(failed("save"))
    }

    /// Writes a row.
    pub fn put(&self, row: &Row) -> Result<(), StorageError> {
        Self::asked(self.store(row.store)?.put(&row.to_js()?)).map(drop)
    }

    /// Makes all changes of a batch.
    pub fn change(&self, batch: &Batch) -> Result<(), StorageError> {
        raw::issue(&self.transaction, batch.changes()?).map_err(failed("save"))
    }

    /// What a request answers to, once it was made.
    pub fn asked(request: Result<IdbRequest, JsValue>) -> Result<IdbRequest, StorageError> {
        request.map_err(failed("read"))
    }

    /// What all of these answer. They are answered in the order they were made, so only the last one is waited for; where
    /// one fails, so do all after it.
    pub async fn answers(&self, requests: &[IdbRequest]) -> Result<Vec<JsValue>, StorageError> {
        // One that was asked for ahead may be answered by now.
        if let Some(last) = requests.last().filter(|it| it.ready_state() != IdbRequestReadyState::Done) {
            let answered = Promise::new(&mut |done, failed| {
                last.set_onsuccess(Some(&done));
                last.set_onerror(Some(&failed));
            });
            JsFuture::from(answered).await.map_err(|_| self.why())?;
        }
        requests.iter().map(|it| it.result().map_err(failed("read"))).collect()
    }

    /// Why it was ended before its end.
    fn why(&self) -> StorageError {
        self.transaction.error().map_or(StorageError::Aborted, |it| failed("save")(it.into()))
    }

    /// Ends it: kept and complete, or rolled back with the reason.
    pub async fn finish(self, outcome: Result<(), StorageError>) -> Result<(), StorageError> {
        if outcome.is_err() {
            // Where it is over already there is nothing to take back.
            let _ = self.transaction.abort();
        }
        let end = JsFuture::from(self.end.clone()).await;
        outcome?;
        end.map(drop).map_err(|_| self.why())
    }
}
