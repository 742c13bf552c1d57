//! Erasing for ever: from every store, from what opened files have replaced, from what lies outside the database.

use crate::domain::erasure::Erasures;
use crate::domain::id::CallId;
use crate::exchange::merge::Known;
use crate::exchange::opened::{Change, Opened};
use crate::storage::{Batch, Db, StorageError};

use super::{Stored, put};

/// Adds to `batch` what a file that was opened erases here, and the words of calls whose consent turned out to be declined.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn after_opening(db: &Db, batch: Batch, erased: &Erasures, bars: &[CallId]) -> Result<Batch, StorageError> {
    let batch = sweep(db, batch, erased).await?;
    Ok(bars.iter().fold(batch, |batch, it| batch.gone("transcript", &it.to_string())))
}

/// Adds to `batch` that everything in `erased` goes, wherever it is stored.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn sweep(db: &Db, mut batch: Batch, erased: &Erasures) -> Result<Batch, StorageError> {
    let stored = Stored::read(db).await?;
    for known in stored.all() {
        if known.shown().is_erased(erased) {
            batch = batch.gone(known.shown().kind(), &known.shown().key());
        }
    }
    for call in stored.words() {
        let Some(known) = stored.read_words(db, &call).await? else { continue };
        batch = match () {
            () if known.shown().is_erased(erased) => batch.gone("transcript", &call),
            () => match stripped(&known, erased) {
                Some(known) => put(batch, &known),
                None => batch,
            },
        };
    }
    for opened in db.opened::<Opened>().await? {
        let id = opened.id.to_string();
        for part in 0..opened.parts {
            let mut changes: Vec<Change> = db.opened_part(&id, part).await?;
            changes.retain_mut(|it| it.forget(erased));
            batch = batch.opened_part(&id, part, &changes);
        }
    }
    Ok(batch)
}

/// The record without the names of erased people; `None` where it has none.
fn stripped(known: &Known, erased: &Erasures) -> Option<Known> {
    let mut any = false;
    let versions: Vec<_> = known
        .siblings()
        .cloned()
        .map(|mut it| {
            any |= it.strip(erased);
            it
        })
        .collect();
    if any { Known::of(versions) } else { None }
}
