//! Files on their way out: written a piece at a time, so that they may be larger than memory; closed with a passphrase
//! where one is given, and then opened again before anybody is told that it is done.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use web_sys::Blob;

use super::Stored;
use super::opening::Told;
use super::source::Source;
use crate::browser::files::Parts;
use crate::browser::{clock, ids};
use crate::exchange::file::{Entry, Header, Scope, Writer};
use crate::exchange::merge::{Here, Known};
use crate::exchange::seal::{Sealer, WORK_FACTOR};
use crate::storage::{Db, StorageError};

/// Bytes that wait in memory before they are handed to the browser.
const PIECE: usize = 1024 * 1024;

/// What is said where the person has stopped it.
const STOPPED: &str = "Stopped. No file was saved.";

/// A file that is being made.
pub struct Out {
    parts: Parts,
    writer: Writer,
    sealer: Option<Sealer>,
    digest: Sha256,
}

fn header(scope: Scope) -> Header {
    Header { app: env!("CARGO_PKG_VERSION").to_owned(), scope, created: clock::now(), anchor: None }
}

impl Out {
    /// A file with `scope`, closed with `passphrase` where that is not empty. That takes a moment.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub fn new(scope: Scope, passphrase: &str) -> Result<Self, String> {
        let sealer = match passphrase {
            "" => None,
            it => {
                let random =
                    ids::secret().ok_or("This browser gives no random numbers, so no file can be closed with a passphrase here.")?;
                Some(Sealer::new(it, WORK_FACTOR, &random).map_err(|err| err.to_string())?)
            }
        };
        Ok(Self { parts: Parts::default(), writer: Writer::new(&header(scope)), sealer, digest: Sha256::new() })
    }

    /// Adds a record with all its versions.
    ///
    /// # Errors
    ///
    /// A sentence where the browser has no room.
    pub fn add(&mut self, known: &Known) -> Result<(), String> {
        known.siblings().try_for_each(|it| self.entry(it))
    }

    /// Adds one version of a record.
    ///
    /// # Errors
    ///
    /// A sentence where the browser has no room.
    pub fn entry(&mut self, entry: &Entry) -> Result<(), String> {
        self.writer.add(entry);
        if self.writer.waiting() < PIECE {
            return Ok(());
        }
        let piece = self.writer.take();
        self.hand(&piece)
    }

    fn hand(&mut self, piece: &[u8]) -> Result<(), String> {
        match &mut self.sealer {
            None => self.parts.add(piece),
            Some(sealer) => {
                self.digest.update(piece);
                sealer.feed(piece).map_err(|err| err.to_string())?;
                self.parts.add(&sealer.take())
            }
        }
    }

    /// The whole file. One that was closed is opened again, to see that it can be.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn end(mut self, passphrase: &str) -> Result<Blob, String> {
        let last = std::mem::replace(&mut self.writer, Writer::new(&header(Scope::Workspace))).end();
        self.hand(&last)?;
        let Some(sealer) = self.sealer.take() else { return self.parts.blob("application/json") };
        self.parts.add(&sealer.end().map_err(|err| err.to_string())?)?;
        let blob = self.parts.blob("application/octet-stream")?;
        let opened = Source::Blob(blob.clone()).unseal(passphrase, &|_| {}).await?;
        if opened.digest().await? != <[u8; 32]>::from(self.digest.finalize()) {
            return Err("The closed file could not be opened again as it was. It was not saved; try once more.".to_owned());
        }
        Ok(blob)
    }
}

/// The whole workspace as a file, with what is set; the id under which this copy writes stays here.
///
/// # Errors
///
/// A sentence: something cannot be read, there is no room, or the person has stopped it.
pub async fn workspace(db: &Db, passphrase: &str, told: Told<'_>) -> Result<Blob, String> {
    let stored = Stored::read(db).await.map_err(|err| err.to_string())?;
    whole(db, &stored, passphrase, told).await
}

/// What is in `stored` as a file; words that are not in memory are read.
///
/// # Errors
///
/// As for [`workspace`].
pub async fn whole(db: &Db, stored: &Stored, passphrase: &str, told: Told<'_>) -> Result<Blob, String> {
    let words = |err: StorageError| err.to_string();
    let mut out = Out::new(Scope::Workspace, passphrase)?;
    stored.erased().records().try_for_each(|it| out.entry(&Entry::Erasure(it.clone())))?;
    let (mut cards, mut rest) = (BTreeMap::<String, Vec<Known>>::new(), Vec::new());
    let mut first: Vec<Known> = Vec::new();
    for known in stored.all() {
        match known.shown() {
            Entry::Scorecard(it) => cards.entry(it.body.call.to_string()).or_default().push(known),
            Entry::Unknown(_) => rest.push(known),
            Entry::Transcript(_) => {}
            _ => first.push(known),
        }
    }
    let place = |it: &Known| crate::exchange::file::KINDS.iter().position(|kind| *kind == it.shown().kind());
    crate::domain::order::sort_by_key(&mut first, place);
    first.iter().try_for_each(|it| out.add(it))?;
    // The words of a call stand right before its cards: whoever reads the file has them at hand for the quotes.
    let calls = stored.words();
    for (at, call) in calls.iter().enumerate() {
        let here = stored.known("transcript", call);
        let known = if here.is_some() { here } else { stored.read_words(db, call).await.map_err(words)? };
        if let Some(known) = known {
            out.add(&known)?;
        }
        cards.remove(call).into_iter().flatten().try_for_each(|it| out.add(&it))?;
        if !told(at as f64 / calls.len() as f64) {
            return Err(STOPPED.to_owned());
        }
    }
    cards.into_values().flatten().try_for_each(|it| out.add(&it))?;
    stored.settings().iter().try_for_each(|it| out.entry(it))?;
    rest.iter().try_for_each(|it| out.add(it))?;
    out.end(passphrase).await
}
