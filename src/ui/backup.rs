//! The workspace as a file on the person's disk: on a click, and of what could not be kept.

use std::collections::BTreeSet;

use leptos::prelude::*;
use web_sys::Blob;

use super::handover::Stored;
use super::handover::opening::Told;
use super::handover::saving::{whole, workspace};
use super::handover::source::{Pieces, Source};
use super::sentinel;
use super::session::Session;
use crate::browser::{clock, files, keep};
use crate::exchange::file::{Entry, Item};
use crate::exchange::merge::Known;
use crate::exchange::rescue::to_file;
use crate::export::file_name::file_name;
use crate::storage::Db;
use crate::storage::schema::{CALLS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS};

fn name() -> String {
    file_name("workspace", Some(clock::today()), "json")
}

/// Saves everything as a file, reads it once more, and notes that there is one; gives its name and how many calls it has.
///
/// # Errors
///
/// A sentence.
pub async fn save(session: Session, told: Told<'_>) -> Result<(String, u32), String> {
    let (changes, name) = (sentinel::get().unbacked, name());
    let blob = workspace(&session.db(), "", told).await?;
    let calls = verified(&session.db(), &blob).await?;
    files::download(&name, blob);
    noted(session, &name, changes);
    Ok((name, calls))
}

/// Notes that a file has the first `changes` of what none had.
pub fn noted(session: Session, name: &str, changes: u32) {
    if !session.is_sample() {
        sentinel::update(|it| it.backed_up(name.to_owned(), clock::now(), changes));
        session.risk.update(|it| *it = it.wrapping_add(1));
    }
}

/// The kinds of records, and where they are stored.
const KINDS: [(&str, &str); 5] =
    [("person", PEOPLE), ("rubric", RUBRICS), ("call", CALLS), ("transcript", TRANSCRIPTS), ("scorecard", SCORECARDS)];

/// Reads the file that was just made: no record is missing. Gives how many calls there are.
///
/// # Errors
///
/// A sentence.
pub async fn verified(db: &Db, blob: &Blob) -> Result<u32, String> {
    const NOTHING_LOST: &str = "so it was not saved. Nothing here is changed";
    let source = Source::Blob(blob.clone());
    // Versions in conflict are one record.
    let (mut pieces, mut found) = (Pieces::new(&source), [const { BTreeSet::<String>::new() }; KINDS.len()]);
    while let Some(items) = pieces.next().await? {
        for item in items {
            match item {
                Item::Entry(it) => {
                    if let Some(at) = KINDS.iter().position(|kind| kind.0 == it.kind()) {
                        found[at].insert(it.key());
                    }
                }
                Item::Rejected(it) => {
                    return Err(format!("The file cannot take {} in ({}), {NOTHING_LOST}; change that first.", it.what, it.why));
                }
                Item::Warning(_) => {}
            }
        }
    }
    for (found, (kind, store)) in found.iter().zip(KINDS) {
        let (many, wanted) = (found.len() as u32, db.count(store).await.map_err(|err| err.to_string())?);
        if many < wanted {
            return Err(format!("The file has {many} of {wanted} records of the kind “{kind}”, {NOTHING_LOST}; try once more."));
        }
    }
    Ok(found.iter().zip(KINDS).find(|it| it.1.0 == "call").map_or(0, |it| it.0.len() as u32))
}

/// Saves a file of what is in the database, with what this page could not keep in it.
///
/// # Errors
///
/// A sentence where there is nothing to save.
pub async fn save_with_unsaved(session: Session) -> Result<(), String> {
    let unsaved = unsaved(session);
    let stored = match Stored::read(&session.db()).await {
        Ok(stored) => stored,
        // This page may read it no more; or it is gone, and the edits are all there is.
        Err(err) => match rescued().await {
            Ok(stored) => stored,
            Err(_) if unsaved.is_empty() => return Err(err.to_string()),
            Err(_) => Stored::default(),
        },
    };
    unsaved.into_iter().for_each(|it| stored.put(Known::new(it)));
    files::download(&name(), whole(&session.db(), &stored, "", &|_| true).await?);
    Ok(())
}

/// What is in the database, read past this page's own connection: that one has ended where a newer release is open in
/// another tab.
async fn rescued() -> Result<Stored, String> {
    let blob = keep::rescued().await?;
    let bytes = files::piece(&blob, 0.0, blob.size()).await?;
    let file = to_file(&bytes, clock::now()).map_err(|err| err.to_string())?;
    let (source, stored) = (Source::Bytes(file.into()), Stored::default());
    let mut pieces = Pieces::new(&source);
    while let Some(items) = pieces.next().await? {
        items.into_iter().for_each(|it| {
            if let Item::Entry(entry) = it {
                stored.keep(entry)
            }
        });
    }
    Ok(stored)
}

/// The records that this page could not keep, in the order they were made.
fn unsaved(session: Session) -> Vec<Entry> {
    let batch = session.saves().unsaved();
    let entry = |(store, body): (&str, &[u8])| match store {
        PEOPLE => serde_json::from_slice(body).map(Entry::Person).ok(),
        CALLS => serde_json::from_slice(body).map(Entry::Call).ok(),
        TRANSCRIPTS => serde_json::from_slice(body).map(Entry::Transcript).ok(),
        SCORECARDS => serde_json::from_slice(body).map(Entry::Scorecard).ok(),
        RUBRICS => serde_json::from_slice(body).map(Entry::Rubric).ok(),
        _ => None,
    };
    batch.rows().filter_map(entry).collect()
}
