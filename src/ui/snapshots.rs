//! Copies of the workspace outside the database: taken by themselves, kept for a while, put back when asked. A snapshot is
//! a workspace file, so that there is one form to read.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use leptos::prelude::*;
use web_sys::Blob;

use super::folder;
use super::handover::batch;
use super::handover::saving::workspace;
use super::handover::source::{Pieces, Source};
use super::sentinel;
use super::session::Session;
use crate::browser::{clock, ids, keep};
use crate::domain::safety::rolling::{Snapshot, to_drop};
use crate::exchange::file::Item;
use crate::exchange::merge::Known;
use crate::storage::schema::{CALLS, STAYS, STORES};
use crate::storage::{Batch, Db, StorageError};

/// Above so many calls no snapshot is taken by itself: it would hold up the page. Backup files are written all the same.
const MOST_CALLS: u32 = 3_000;
/// All snapshots, the newest first.
///
/// # Errors
///
/// A sentence.
pub async fn all() -> Result<Vec<Snapshot>, String> {
    let mut all: Vec<Snapshot> = keep::snapshots().await?.iter().filter_map(|(name, bytes)| Snapshot::named(name, *bytes)).collect();
    crate::domain::order::sort_by_key(&mut all, |it| std::cmp::Reverse(it.at));
    Ok(all)
}

/// What is done once in a while by itself: a snapshot and a file in the chosen folder where something has changed, and the
/// trash is relieved of what is too old.
///
/// # Errors
///
/// A sentence. Nothing is lost; the next time may succeed.
pub async fn look_after(session: Session) -> Result<(), String> {
    let told = |err: StorageError| err.to_string();
    if let Some(batch) = session.db().overdue_trash(clock::now()).await.map_err(told)? {
        session.commit(batch).await.map_err(told)?;
    }
    let note = sentinel::get();
    // Where no folder was chosen nothing happens; where it cannot be written to, the snapshot is taken all the same.
    let written = if note.unbacked > 0 { folder::write(session, false).await } else { Ok(None) };
    if note.unshot > 0 && note.calls <= MOST_CALLS {
        let told = |why| format!("No snapshot could be taken beside the database: {why}. Save a backup file on the page Data.");
        take(&session.db()).await.map_err(told)?;
    }
    written.map(drop)
}

/// Takes a snapshot, and lets those go that the rule does not keep.
///
/// # Errors
///
/// A sentence.
pub async fn take(db: &Db) -> Result<Snapshot, String> {
    let note = sentinel::get();
    let seq = db.meta().await.ok().flatten().map_or(note.seq, |it| it.seq);
    let calls = db.count(CALLS).await.map_err(|err| err.to_string())?;
    let blob = workspace(db, "", &|_| true).await?;
    let snapshot = Snapshot { at: clock::now(), seq, calls, bytes: 0 };
    keep::save_snapshot(&snapshot.name(), &blob).await?;
    sentinel::update(|it| it.shot(note.unshot));
    for gone in to_drop(&all().await?, clock::local(clock::now()), clock::local) {
        keep::drop_snapshot(&gone.name()).await?;
    }
    Ok(snapshot)
}

/// Lets the oldest go where there is more than one, to make room; tells whether one went.
pub async fn drop_oldest() -> bool {
    match all().await {
        Ok(all) if all.len() > 1 => match all.last() {
            Some(oldest) => keep::drop_snapshot(&oldest.name()).await.is_ok(),
            None => false,
        },
        _ => false,
    }
}

/// What puts the workspace of a file in the place of the one that is here.
///
/// # Errors
///
/// A sentence where it cannot be read whole.
pub async fn replacement(blob: Blob) -> Result<Batch, String> {
    let source = Source::Blob(blob);
    let (mut pieces, mut all) = (Pieces::new(&source), BTreeMap::<(String, String), Known>::new());
    while let Some(items) = pieces.next().await? {
        for item in items {
            let Item::Entry(entry) = item else { continue };
            match all.entry((entry.kind().to_owned(), entry.key())) {
                Slot::Occupied(mut it) => drop(it.get_mut().add(entry)),
                Slot::Vacant(it) => drop(it.insert(Known::new(entry))),
            }
        }
    }
    let travels = STORES.iter().filter(|store| STAYS.iter().all(|it| it.0 != **store));
    let emptied = travels.fold(Batch::default(), |batch, store| batch.emptied(store));
    Ok(emptied.and(batch(all.into_values())).strictly())
}

/// Puts a snapshot in the place of what is here. What is here is kept as a snapshot first, which is given, so that it can
/// be taken back.
///
/// # Errors
///
/// A sentence; then nothing has changed.
pub async fn restore(session: Session, snapshot: &Snapshot) -> Result<Snapshot, String> {
    let batch = replacement(keep::open_snapshot(&snapshot.name()).await?).await?;
    let before = take(&session.db()).await?;
    // What this copy writes from now on is not what it wrote after the snapshot.
    session.settings.update(|it| it.writer = ids::new().to_string());
    let settings = session.settings.get_untracked();
    session.commit(batch.settings(&settings)).await.map_err(|err| err.to_string())?;
    Ok(before)
}

/// Lets all snapshots go: what was erased must not come back from them.
pub async fn forget_all() {
    for it in all().await.unwrap_or_default() {
        // One that cannot be removed is not worth keeping the person from the rest.
        let _ = keep::drop_snapshot(&it.name()).await;
    }
}
