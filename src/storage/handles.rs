//! The browser's own handles of files and folders: rows `{id, handle}`, which are no JSON and go into no file.

use js_sys::{Object, Reflect};
use rexie::TransactionMode;
use wasm_bindgen::JsValue;

use super::guard::Guard;
use super::raw::Change;
use super::schema::{CALLS, HANDLES, TRASH};
use super::{Db, StorageError};

impl Db {
    /// The handle kept under `id`.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub async fn handle(&self, id: &str) -> Result<Option<JsValue>, StorageError> {
        let transaction = self.begin(&[HANDLES], TransactionMode::ReadOnly).await?;
        let store = transaction.store(HANDLES).map_err(StorageError::begin)?;
        let row = store.get(id.into()).await.map_err(|err| StorageError::request("read", &err))?;
        Ok(row.and_then(|it| Reflect::get(&it, &"handle".into()).ok()).filter(|it| it.is_object()))
    }

    /// Keeps a handle under `id`, in the place of the one before.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep it.
    pub async fn keep_handle(&self, id: &str, handle: &JsValue) -> Result<(), StorageError> {
        let row = Object::new();
        for (key, value) in [("id", &id.into()), ("handle", handle)] {
            Reflect::set(&row, &key.into(), value)
                .map_err(|_| StorageError::BadRow { store: HANDLES, cause: "it cannot be made".to_owned() })?;
        }
        self.change(&Guard::default(), &|| Ok(vec![(HANDLES, Change::Put(row.clone().into()))]), false).await
    }

    /// Lets go of the handle kept under `id`.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change.
    pub async fn forget_handle(&self, id: &str) -> Result<(), StorageError> {
        self.change(&Guard::default(), &|| Ok(vec![(HANDLES, Change::Delete(id.to_owned()))]), false).await
    }

    /// The ids under which handles are kept.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read.
    pub async fn handles(&self) -> Result<Vec<String>, StorageError> {
        self.keys(HANDLES).await
    }

    /// Of `ids`, those whose call is neither here nor in the trash.
    ///
    /// # Errors
    ///
    /// Where a store cannot be read: then nothing is known of any.
    pub async fn without_call(&self, mut ids: Vec<String>) -> Result<Vec<String>, StorageError> {
        if !ids.is_empty() {
            let calls = self.keys(CALLS).await?;
            ids.retain(|it| !calls.contains(it));
        }
        if !ids.is_empty() {
            let trash = self.all(TRASH).await?;
            let speaks_of = |body: &Vec<u8>, id: &str| body.windows(id.len()).any(|it| it == id.as_bytes());
            // What cannot be read may speak of any of them.
            ids.retain(|id| trash.unreadable == 0 && !trash.readable.iter().any(|it| speaks_of(it, id)));
        }
        Ok(ids)
    }

    async fn keys(&self, name: &'static str) -> Result<Vec<String>, StorageError> {
        let transaction = self.begin(&[name], TransactionMode::ReadOnly).await?;
        let store = transaction.store(name).map_err(StorageError::begin)?;
        let keys = store.get_all_keys(None, None).await.map_err(|err| StorageError::request("read", &err))?;
        Ok(keys.iter().filter_map(JsValue::as_string).collect())
    }
}
