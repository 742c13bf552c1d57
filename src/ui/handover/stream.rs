//! A file on the person's disk being written piece by piece, and read as it is: it takes the place of an older one only when
//! it has every record.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use super::count::Count;
use crate::browser::keep;
use crate::exchange::file::Reader;
use crate::storage::Db;

/// The file.
pub struct Stream {
    file: JsValue,
    reader: Reader,
    count: Count,
    /// Pieces that are made and not written yet.
    pub(super) waiting: Vec<Vec<u8>>,
}

impl Stream {
    /// Before its first piece; `file` is the browser's stream.
    pub fn new(file: JsValue) -> Self {
        Self { file, reader: Reader::new(), count: Count::default(), waiting: Vec::new() }
    }

    /// Writes what waits.
    pub(super) async fn settle(&mut self) -> Result<(), String> {
        for piece in std::mem::take(&mut self.waiting) {
            self.reader.feed(&piece);
            self.see()?;
            self.call("add", &Array::of2(&self.file, &Uint8Array::from(piece.as_slice()))).await?;
        }
        Ok(())
    }

    /// Ends it; gives how many calls it has.
    pub(super) async fn finish(&mut self, db: &Db) -> Result<u32, String> {
        self.reader.end();
        self.see()?;
        let calls = self.count.complete(db).await?;
        self.call("finish", &Array::of1(&self.file)).await.map(|()| calls)
    }

    fn see(&mut self) -> Result<(), String> {
        while let Some(item) = self.reader.item().map_err(|err| err.to_string())? {
            self.count.see(&item)?;
        }
        Ok(())
    }

    async fn call(&self, what: &str, given: &Array) -> Result<(), String> {
        let failed = |why| {
            format!(
                "The file was not written: the browser says “{why}”. A file that was there is as it was. Look whether the disk has room."
            )
        };
        keep::call(what, given).await.map(drop).map_err(failed)
    }
}
