//! Files that were opened: which, and taking them back.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Stored, again, put};
use crate::browser::{clock, keep};
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::exchange::merge::Known;
use crate::exchange::opened::{At, Back, Change, Here, Opened, back, joined};
use crate::storage::{Batch, Db, StorageError};
use crate::ui::session::Session;

/// The files that can be taken back, the last one first. What is too old is forgotten.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn list(db: &Db) -> Result<Vec<Opened>, StorageError> {
    let now = clock::now();
    let mut found: Vec<Opened> = db.opened().await?;
    let over: Vec<Opened> = found.extract_if(.., |it| it.is_over(now)).collect();
    if !over.is_empty() {
        db.commit(over.iter().fold(Batch::default(), |batch, it| batch.not_opened(&it.id.to_string(), it.parts))).await?;
    }
    found.reverse();
    Ok(found)
}

/// What was taken back, in a sentence.
pub fn said(back: &Back) -> String {
    let many = show::count(back.restored.len() + back.removed.len(), "record", "records");
    match (back.edited.len(), back.needed.len()) {
        (0, 0) => format!("Taken back: {many}."),
        (edited, needed) => {
            format!("Taken back: {many}. Edited since, and kept: {edited}; kept because they belong to something kept: {needed}.")
        }
    }
}

/// What taking a file back would do, and its changes.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn look(db: &Db, opened: &Opened) -> Result<(Back, Vec<Change>), StorageError> {
    let id = opened.id.to_string();
    let mut changes: Vec<Change> = Vec::with_capacity(opened.records);
    for part in 0..opened.parts {
        changes.extend(db.opened_part::<Vec<Change>>(&id, part).await?);
    }
    let changes = joined(changes);
    let stored = Stored::read(db).await?;
    let mut here: BTreeMap<At, Here> = BTreeMap::new();
    for known in stored.all() {
        here.insert((known.shown().kind().to_owned(), known.shown().key()), Here::of(&known));
    }
    let wanted: Vec<String> = changes.iter().filter(|it| it.kind == "transcript").map(|it| it.key.clone()).collect();
    for call in stored.words() {
        // Words that did not come in the file only say of which call they are.
        let needs = vec![("call".to_owned(), call.clone())];
        here.insert(("transcript".to_owned(), call), Here { needs, ..Here::default() });
    }
    for call in wanted {
        if let Some(known) = stored.read_words(db, &call).await? {
            here.insert(("transcript".to_owned(), call), Here::of(&known));
        }
    }
    Ok((back(&changes, &here), changes))
}

/// The lock that a page holds while it writes a file into the database.
pub fn lock(db: &Db) -> String {
    format!("callcraft-opening-{}", db.name())
}

/// Takes a file back, as far as nothing was edited since.
///
/// # Errors
///
/// A sentence where the browser does not keep it; then nothing has changed.
pub async fn take_back(session: Session, opened: &Opened) -> Result<Back, String> {
    let taken = again(async || {
        let (batch, back, settings) = undoing(&session.db(), opened).await?;
        session.commit(batch).await?;
        Ok((back, settings))
    });
    let (back, settings) = taken.await?;
    if let Some(settings) = settings {
        session.settings.set(settings);
    }
    Ok(back)
}

/// Takes back what was written of files while the page that opened them went away; what was done, in a sentence. A file
/// that another page is still writing is left alone.
///
/// # Errors
///
/// A sentence where the browser does not keep it; then nothing has changed.
pub async fn take_back_unfinished(db: &Db) -> Result<Option<String>, String> {
    if keep::is_held(&lock(db)).await {
        return Ok(None);
    }
    let opened = db.opened::<Opened>().await.map_err(|err| err.to_string())?;
    let broken: Vec<Opened> = opened.into_iter().filter(|it| !it.is_whole).collect();
    for opened in broken.iter().rev() {
        again(async || Ok(db.commit(undoing(db, opened).await?.0).await?)).await?;
    }
    let names: Vec<&str> = broken.iter().map(|it| it.name.as_str()).collect();
    Ok((!names.is_empty()).then(|| {
        let names = names.join(", ");
        format!("Callcraft was closed before all of {names} was written. What had been written is taken back: everything is as before. Open the file once more.")
    }))
}

/// What takes a file back, what that comes to, and what is set then where that changes.
async fn undoing(db: &Db, opened: &Opened) -> Result<(Batch, Back, Option<Settings>), StorageError> {
    // What another tab has edited since, or made speak of what the file brought, stays.
    let mark = db.mark().await?;
    let (back, changes) = look(db, opened).await?;
    let restored = back.restored.iter().filter_map(|it| changes.get(*it)).filter_map(Change::known_before);
    let batch = restored.fold(Batch::default(), |batch, it| put(batch, &it));
    let removed = back.removed.iter().filter_map(|it| changes.get(*it));
    let batch = removed.fold(batch, |batch, it| batch.gone(&it.kind, &it.key));
    let binned = |batch: Batch, (key, places): (&String, &Vec<usize>)| {
        let held = places.iter().filter_map(|it| changes.get(*it)?.known_before()).flat_map(Known::into_siblings);
        batch.binned(key, &super::batch(held.map(Known::new)))
    };
    let batch = back.binned.iter().fold(batch, binned);
    let batch = batch.not_opened(&opened.id.to_string(), opened.parts).since(mark).strictly();
    let now = db.settings().await?.unwrap_or_default();
    // Where something was set since, that stays.
    let before = opened.settings.as_deref().filter(|it| now.to_hand().unwrap_or_default() == it.1).map(|it| &it.0);
    let settings = before.map(|it| Settings { writer: now.writer.clone(), ..it.clone() });
    let batch = settings.iter().fold(batch, Batch::settings);
    Ok((batch, back, settings))
}
