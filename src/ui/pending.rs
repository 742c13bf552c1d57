//! The edit that was still on its way when a page was left: a page that goes away may take its last write with it.
//! It is noted beside the database, at once, and written when the workspace is opened again.

use crate::browser::{ids, prefs};
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::storage::{Batch, Db, StorageError};

fn key(sample: bool) -> &'static str {
    if sample { "pending-sample" } else { "pending" }
}

/// Notes a card that is being written.
pub fn note(sample: bool, card: &Record<Scorecard>) {
    if let Ok(text) = serde_json::to_vec(card) {
        prefs::set(key(sample), &String::from_utf8_lossy(&text));
    }
}

/// The write has been confirmed: the note is done with.
pub fn done(sample: bool) {
    prefs::remove(key(sample));
}

/// Whether one was noted.
pub fn is_noted(sample: bool) -> bool {
    prefs::get(key(sample)).is_some()
}

/// Writes what was noted, unless the database has it, or something newer or later, already.
///
/// # Errors
///
/// Where the database cannot be read or does not keep it; then the note stays.
pub async fn finish(db: &Db, sample: bool) -> Result<(), StorageError> {
    let noted = prefs::get(key(sample)).and_then(|it| serde_json::from_slice::<Record<Scorecard>>(it.as_bytes()).ok());
    if let Some(card) = noted {
        let here = db.cards_of(card.body.call).await?.records.into_iter().find(|it| it.body.id == card.body.id);
        if here.is_none_or(|it| card.stamp.version > it.stamp.version) {
            let batch = Batch::default().card(&card);
            match db.commit(batch.clone()).await {
                // Another tab has gone on with it meanwhile, or deleted the call: then it goes to the trash with that.
                Ok(()) => drop(db.follow_calls(&batch).await?),
                Err(StorageError::Refused(_)) => {
                    let (mut card, settings) = (card, db.settings().await?.unwrap_or_default());
                    card.stamp.version = card.stamp.version.recounted(&settings.writer, &ids::new().to_string());
                    db.follow_calls(&Batch::default().card(&card)).await?;
                }
                Err(err) => return Err(err),
            }
        }
    }
    done(sample);
    Ok(())
}
