//! The workspace as a file on the person's disk: on a click, and of what could not be kept.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::handover::Stored;
use super::handover::opening::Told;
use super::handover::saving::{STOPPED, hand_on, onto, whole};
use super::handover::source::{Pieces, Source};
use super::sentinel;
use super::session::Session;
use crate::browser::making::{JSON, Making};
use crate::browser::{clock, files, keep};
use crate::exchange::file::{Entry, Item};
use crate::exchange::merge::Known;
use crate::exchange::rescue::to_file;
use crate::export::file_name::file_name;
use crate::storage::schema::{CALLS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS};

fn name(ending: &str) -> String {
    file_name("workspace", Some(clock::today()), ending)
}

/// Saves everything as a file, closed with `passphrase` where that is not empty, reads it once more, and notes that there is
/// one; gives its name and how many calls it has.
///
/// # Errors
///
/// A sentence.
pub async fn save(session: Session, passphrase: &str, told: Told<'_>) -> Result<(String, u32), String> {
    let (changes, name) = (sentinel::get().unbacked, name(if passphrase.is_empty() { "json" } else { "json.age" }));
    let (name, calls) = match (place(&name).await?, passphrase) {
        (Some((name, place)), "") => (name, onto(&session.db(), place, told).await?.1),
        (place, _) => {
            // What is closed is made first, and so is what goes to the downloads.
            let (made, calls) = onto(&session.db(), Making::own(JSON).await?, told).await?;
            let (name, place) = place.map_or((name, None), |it| (it.0, Some(it.1)));
            hand_on(made, passphrase, &name, place).await?;
            (name, calls)
        }
    };
    noted(session, &name, changes);
    Ok((name, calls))
}

/// Where the person wants it, with what is written there; nothing where this browser does not ask, or not now.
async fn place(name: &str) -> Result<Option<(String, Making)>, String> {
    if !keep::call("hasPlaces", &Array::new()).await.is_ok_and(|it| it.is_truthy()) {
        return Ok(None);
    }
    match keep::call("choosePlace", &Array::of1(&name.into())).await {
        Ok(it) => {
            let it: Array = it.unchecked_into();
            Ok(Some((it.get(0).as_string().unwrap_or_default(), Making::at(it.get(1)))))
        }
        Err(why) if why.starts_with("AbortError") => Err(STOPPED.to_owned()),
        // It may ask after a click only, and too long after it not any more.
        Err(_) => Ok(None),
    }
}

/// Notes that a file has the first `changes` of what none had.
pub fn noted(session: Session, name: &str, changes: u32) {
    if !session.is_sample() {
        sentinel::update(|it| it.backed_up(name.to_owned(), clock::now(), changes));
        session.risk.update(|it| *it = it.wrapping_add(1));
    }
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
    whole(&session.db(), &stored, &|_| true).await?.download(&name("json"));
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
