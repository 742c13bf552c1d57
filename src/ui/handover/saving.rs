//! Files on their way out: written a piece at a time, so that they may be larger than memory; then closed with a
//! passphrase where one is given.

use std::collections::BTreeMap;

use super::Stored;
use super::count::Check;
use super::opening::Told;
use super::sealing;
use crate::browser::clock;
use crate::browser::making::{JSON, Made, Making};
use crate::domain::rubric::RubricRef;
use crate::exchange::file::{Entry, Header, Scope, Writer};
use crate::exchange::merge::{Here, Known};
use crate::storage::{Db, StorageError};

/// Bytes that wait in memory before they are handed to the browser.
const PIECE: usize = 1024 * 1024;

/// What is said where the person has stopped it.
pub const STOPPED: &str = "Stopped. No file was saved.";

/// A file that is being made.
pub struct Out {
    file: Making,
    writer: Writer,
    /// Reads what is written.
    check: Option<Check>,
}

impl Out {
    /// A file with `scope`, and the rubric to score by where it names one.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn new(scope: Scope, rubric: Option<RubricRef>) -> Result<Self, String> {
        Making::own(JSON).await.map(|file| Self::onto(file, scope, rubric))
    }

    fn onto(file: Making, scope: Scope, rubric: Option<RubricRef>) -> Self {
        let header = Header { app: env!("CARGO_PKG_VERSION").to_owned(), scope, created: clock::now(), anchor: None, rubric };
        Self { file, writer: Writer::new(&header), check: None }
    }

    /// Adds a record with all its versions.
    ///
    /// # Errors
    ///
    /// A sentence: there is no room, or what was written cannot be read.
    pub async fn add(&mut self, known: &Known) -> Result<(), String> {
        for it in known.siblings() {
            self.entry(it).await?;
        }
        Ok(())
    }

    /// Adds one version of a record.
    async fn entry(&mut self, entry: &Entry) -> Result<(), String> {
        self.writer.add(entry);
        if self.writer.waiting() < PIECE {
            return Ok(());
        }
        let piece = self.writer.take();
        self.put(&piece).await
    }

    async fn put(&mut self, piece: &[u8]) -> Result<(), String> {
        self.check.as_mut().map_or(Ok(()), |it| it.feed(piece))?;
        self.file.add(piece).await
    }

    /// The whole file.
    ///
    /// # Errors
    ///
    /// A sentence; then nothing of it stays.
    pub async fn end(self) -> Result<Made, String> {
        self.last().await?.0.finish().await
    }

    /// Writes the last of it, which is not finished yet.
    async fn last(self) -> Result<(Making, Option<Check>), String> {
        let Self { mut file, writer, mut check } = self;
        let last = writer.end();
        check.as_mut().map_or(Ok(()), |it| it.feed(&last))?;
        file.add(&last).await?;
        Ok((file, check))
    }
}

/// Hands on what was made: closed with `passphrase` where that is not empty; to the place that was chosen, else to the
/// downloads, under `name`.
///
/// # Errors
///
/// A sentence.
pub async fn hand_on(made: Made, passphrase: &str, name: &str, place: Option<Making>) -> Result<(), String> {
    let made = if passphrase.is_empty() { made } else { sealing::closed(made.file(), passphrase).await? };
    match place {
        Some(mut place) => {
            place.add_file(made.file()).await?;
            place.finish().await.map(drop)
        }
        None => {
            made.download(name);
            Ok(())
        }
    }
}

/// The whole workspace as a file, with what is set; the id under which this copy writes stays here.
///
/// # Errors
///
/// A sentence: something cannot be read, or there is no room.
pub async fn workspace(db: &Db) -> Result<Made, String> {
    let stored = Stored::read(db).await.map_err(|err| err.to_string())?;
    whole(db, &stored, &|_| true).await
}

/// As [`workspace`], into `file`; gives how many calls there are, too. What is written is read at once, so that nothing takes
/// the place of an older file that lacks a record.
///
/// # Errors
///
/// A sentence, also where the person has stopped it; then an older file of that name is as it was.
pub async fn onto(db: &Db, file: Making, told: Told<'_>) -> Result<(Made, u32), String> {
    let words = |err: StorageError| err.to_string();
    let stored = Stored::read(db).await.map_err(words)?;
    let mut out = Out { check: Some(Check::default()), ..Out::onto(file, Scope::Workspace, None) };
    fill(db, &stored, &mut out, told).await?;
    let (file, check) = out.last().await?;
    let calls = check.unwrap_or_default().complete(db).await?;
    if db.erasures().await.map_err(words)?.len() != stored.erased().records().count() {
        return Err("Something was erased while the file was made, so it was not saved. Save it once more.".to_owned());
    }
    file.finish().await.map(|made| (made, calls))
}

/// What is in `stored` as a file; words that are not in memory are read.
///
/// # Errors
///
/// As for [`workspace`].
pub async fn whole(db: &Db, stored: &Stored, told: Told<'_>) -> Result<Made, String> {
    let mut out = Out::new(Scope::Workspace, None).await?;
    fill(db, stored, &mut out, told).await?;
    out.end().await
}

async fn fill(db: &Db, stored: &Stored, out: &mut Out, told: Told<'_>) -> Result<(), String> {
    for it in stored.erased().records() {
        out.entry(&Entry::Erasure(it.clone())).await?;
    }
    let mut settings = stored.settings();
    let mut take = async |known: Known, _: Option<&Known>| {
        // What is not known stands last.
        if matches!(known.shown(), Entry::Unknown(_))
            && let Some(it) = settings.take()
        {
            out.entry(&it).await?;
        }
        out.add(&known).await
    };
    each(db, stored, &stored.words(), told, &mut take).await?;
    match settings {
        Some(it) => out.entry(&it).await,
        None => Ok(()),
    }
}

/// Tells every record that is here, in the order of a file, with the words of its call where those are at hand: of `calls`,
/// one after the other.
///
/// # Errors
///
/// A sentence: of `take`, where something cannot be read, or where the person has stopped it.
pub async fn each(
    db: &Db,
    stored: &Stored,
    calls: &[String],
    told: Told<'_>,
    take: &mut impl AsyncFnMut(Known, Option<&Known>) -> Result<(), String>,
) -> Result<(), String> {
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
    for it in first {
        take(it, None).await?;
    }
    // The words of a call stand right before its cards: whoever reads the file has them at hand for the quotes.
    for (at, call) in calls.iter().enumerate() {
        let here = stored.known("transcript", call);
        let known = if here.is_some() { here } else { stored.read_words(db, call).await.map_err(|err| err.to_string())? };
        if let Some(known) = &known {
            take(known.clone(), None).await?;
        }
        for it in cards.remove(call).into_iter().flatten() {
            take(it, known.as_ref()).await?;
        }
        if !told(at as f64 / calls.len() as f64) {
            return Err(STOPPED.to_owned());
        }
    }
    for it in cards.into_values().flatten().chain(rest) {
        take(it, None).await?;
    }
    Ok(())
}
