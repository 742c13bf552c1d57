//! Files on their way out: written a piece at a time, so that they may be larger than memory; then closed with a
//! passphrase where one is given.

use std::collections::BTreeMap;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::Stored;
use super::opening::Told;
use super::sealing;
use super::stream::Stream;
use crate::browser::files::Parts;
use crate::browser::{clock, keep};
use crate::domain::rubric::RubricRef;
use crate::exchange::file::{Entry, Header, Scope, Writer};
use crate::exchange::handover::Pick;
use crate::exchange::merge::{Here, Known};
use crate::storage::{Db, StorageError};

/// Bytes that wait in memory before they are handed to the browser.
const PIECE: usize = 1024 * 1024;

/// What is said where the person has stopped it.
pub const STOPPED: &str = "Stopped. No file was saved.";

/// A file that is being made.
pub struct Out {
    to: To,
    writer: Writer,
}

/// Where it is made.
enum To {
    /// With the browser.
    Parts(Parts),
    /// On the person's disk.
    Disk(Box<Stream>),
}

fn header(scope: Scope, rubric: Option<RubricRef>) -> Header {
    Header { app: env!("CARGO_PKG_VERSION").to_owned(), scope, created: clock::now(), anchor: None, rubric }
}

impl Out {
    /// A file with `scope`.
    pub fn new(scope: Scope) -> Self {
        Self { to: To::Parts(Parts::default()), writer: Writer::new(&header(scope, None)) }
    }

    /// A file of what is handed over.
    pub fn handed(pick: &Pick) -> Self {
        Self { to: To::Parts(Parts::default()), writer: Writer::new(&header(pick.scope(), pick.rubric())) }
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
        self.put(piece)
    }

    fn put(&mut self, piece: Vec<u8>) -> Result<(), String> {
        match &mut self.to {
            To::Parts(parts) => parts.add(&piece),
            To::Disk(stream) => {
                stream.waiting.push(piece);
                Ok(())
            }
        }
    }

    /// Hands on what waits for the disk.
    async fn settle(&mut self) -> Result<(), String> {
        match &mut self.to {
            To::Parts(_) => Ok(()),
            To::Disk(stream) => stream.settle().await,
        }
    }

    /// The last of it is on the disk, and it takes the place of the file that was there.
    async fn finish(&mut self, db: &Db) -> Result<u32, String> {
        let writer = std::mem::replace(&mut self.writer, Writer::new(&header(Scope::Workspace, None)));
        self.put(writer.end())?;
        self.settle().await?;
        match &mut self.to {
            To::Parts(_) => Ok(0),
            To::Disk(stream) => stream.finish(db).await,
        }
    }

    /// The whole file, closed with `passphrase` where that is not empty.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn end(mut self, passphrase: &str) -> Result<Blob, String> {
        let To::Parts(parts) = &mut self.to else { return Err(STOPPED.to_owned()) };
        parts.add(&self.writer.end())?;
        let plain = parts.blob("application/json")?;
        if passphrase.is_empty() { Ok(plain) } else { sealing::closed(&plain, passphrase).await }
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

/// As [`workspace`], piece by piece into a file of the person's disk that is being written ([`Stream`]); gives how many calls
/// there are. What is written is read at once, so that nothing takes the place of an older file that lacks a record.
///
/// # Errors
///
/// A sentence; then an older file of that name is as it was.
pub async fn onto(db: &Db, file: JsValue, told: Told<'_>) -> Result<u32, String> {
    let mut out = Out { to: To::Disk(Box::new(Stream::new(file.clone()))), writer: Writer::new(&header(Scope::Workspace, None)) };
    let written = async {
        let stored = Stored::read(db).await.map_err(|err| err.to_string())?;
        fill(db, &stored, &mut out, told).await?;
        out.finish(db).await
    };
    let written = written.await;
    if written.is_err() {
        // Where it cannot be given up there is nothing to be done: the browser lets go of it with the page.
        let _ = keep::call("giveUp", &Array::of1(&file)).await;
    }
    written
}

/// What is in `stored` as a file; words that are not in memory are read.
///
/// # Errors
///
/// As for [`workspace`].
pub async fn whole(db: &Db, stored: &Stored, passphrase: &str, told: Told<'_>) -> Result<Blob, String> {
    let mut out = Out::new(Scope::Workspace);
    fill(db, stored, &mut out, told).await?;
    out.end(passphrase).await
}

async fn fill(db: &Db, stored: &Stored, out: &mut Out, told: Told<'_>) -> Result<(), String> {
    let words = |err: StorageError| err.to_string();
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
        out.settle().await?;
        if !told(at as f64 / calls.len() as f64) {
            return Err(STOPPED.to_owned());
        }
    }
    cards.into_values().flatten().try_for_each(|it| out.add(&it))?;
    stored.settings().iter().try_for_each(|it| out.entry(it))?;
    rest.iter().try_for_each(|it| out.add(it))
}
