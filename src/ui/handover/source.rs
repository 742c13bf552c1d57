//! The bytes of a file of ours, a piece at a time, so that it may be larger than memory.

use std::rc::Rc;

use web_sys::Blob;

use super::sealing;
use crate::browser::files;
use crate::browser::making::Made;
use crate::browser::text::nfc;
use crate::exchange::file::{Header, Item, Reader};
use crate::exchange::seal::is_sealed;

/// Bytes of a piece.
const PIECE: f64 = 4.0 * 1024.0 * 1024.0;

/// So much of a file tells what it is.
const HEAD: f64 = 4096.0;

/// Where the bytes are.
#[derive(Clone)]
pub enum Source {
    /// In memory.
    Bytes(Rc<Vec<u8>>),
    /// With the browser.
    Blob(Blob),
    /// What a closed file was opened to: it goes with the last who reads it.
    Opened(Rc<Made>),
}

impl Source {
    /// How many there are.
    pub fn size(&self) -> f64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as f64,
            Self::Blob(blob) => blob.size(),
            Self::Opened(made) => made.file().size(),
        }
    }

    /// The bytes from `from`, up to `many` of them.
    async fn piece(&self, from: f64, many: f64) -> Result<Vec<u8>, String> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.get(from as usize..bytes.len().min((from + many) as usize)).unwrap_or_default().to_vec()),
            Self::Blob(blob) => files::piece(blob, from, (from + many).min(blob.size())).await,
            Self::Opened(made) => files::piece(made.file(), from, (from + many).min(made.file().size())).await,
        }
    }

    /// Its first bytes.
    ///
    /// # Errors
    ///
    /// A sentence where the browser cannot read it.
    pub async fn head(&self) -> Result<Vec<u8>, String> {
        self.piece(0.0, HEAD).await
    }

    /// What the passphrase opens it to that was `typed`, all of it or nothing: as it was typed; else with accents written the
    /// other way, as another keyboard writes them.
    ///
    /// # Errors
    ///
    /// A sentence: the passphrase does not open it, it is damaged, or the browser cannot read it.
    pub async fn unseal(&self, typed: &str) -> Result<Self, String> {
        let as_typed = self.unsealed(typed).await;
        let other = nfc(typed);
        if as_typed.is_ok() || other == typed { as_typed } else { self.unsealed(&other).await }
    }

    async fn unsealed(&self, passphrase: &str) -> Result<Self, String> {
        let opened = match self {
            Self::Blob(blob) => sealing::opened(blob, passphrase).await,
            Self::Opened(made) => sealing::opened(made.file(), passphrase).await,
            Self::Bytes(bytes) => {
                let file =
                    files::made("closed", &js_sys::Uint8Array::from(bytes.as_slice())).ok_or("The browser has no room for the file.")?;
                sealing::opened(&file, passphrase).await
            }
        };
        opened.map(|it| Self::Opened(Rc::new(it)))
    }

    /// Whether it is closed with a passphrase.
    ///
    /// # Errors
    ///
    /// A sentence where the browser cannot read it.
    pub async fn is_sealed(&self) -> Result<bool, String> {
        self.head().await.map(|it| is_sealed(&it))
    }
}

/// A file being read.
pub struct Pieces<'a> {
    source: &'a Source,
    at: f64,
    reader: Reader,
    is_over: bool,
}

impl<'a> Pieces<'a> {
    /// Before its first piece.
    pub fn new(source: &'a Source) -> Self {
        Self { source, at: 0.0, reader: Reader::new(), is_over: false }
    }

    /// What the next piece holds; `None` after the last.
    ///
    /// # Errors
    ///
    /// A sentence: it is refused as a whole, or the browser cannot read it.
    pub async fn next(&mut self) -> Result<Option<Vec<Item>>, String> {
        if self.is_over {
            return Ok(None);
        }
        if self.at < self.source.size() {
            let piece = self.source.piece(self.at, PIECE).await?;
            self.at += piece.len() as f64;
            self.reader.feed(&piece);
        } else {
            self.is_over = true;
            self.reader.end();
        }
        let mut items = Vec::new();
        while let Some(item) = self.reader.item().map_err(|err| err.to_string())? {
            items.push(item);
        }
        Ok(Some(items))
    }

    /// How much of it was read, from 0 to 1.
    pub fn share(&self) -> f64 {
        if self.source.size() > 0.0 { self.at / self.source.size() } else { 1.0 }
    }

    /// What stands before the records, once it was read.
    pub fn header(&self) -> Option<&Header> {
        self.reader.header()
    }
}
