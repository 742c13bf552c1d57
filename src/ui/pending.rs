//! What was still on its way when a page was left, an edit of a card or of the settings: a page that goes away may take its
//! last write with it. It is noted beside the database, at once, and written when the workspace is opened again.

use std::cmp::Ordering;

use crate::browser::{ids, prefs};
use crate::domain::id::CardId;
use crate::domain::record::Record;
use crate::domain::scorecard::{CardState, Scorecard};
use crate::domain::settings::Settings;
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

/// Whether anything was noted.
pub fn is_noted(sample: bool) -> bool {
    prefs::get(key(sample)).is_some() || prefs::get(settings_key(sample)).is_some()
}

fn settings_key(sample: bool) -> &'static str {
    if sample { "pending-settings-sample" } else { "pending-settings" }
}

/// What settings were and what they are to be. Each stands in a line of its own.
fn noted_settings(sample: bool) -> Option<(Settings, Settings)> {
    let noted = prefs::get(settings_key(sample))?;
    let (was, now) = noted.split_once('\n')?;
    Some((serde_json::from_slice(was.as_bytes()).ok()?, serde_json::from_slice(now.as_bytes()).ok()?))
}

/// Notes settings that are being written: what they `was`, and are `now`. A change before it that is still on its way stays in it.
pub fn note_settings(sample: bool, was: &Settings, now: &Settings) {
    let before = prefs::get(settings_key(sample)).and_then(|it| it.split_once('\n').map(|it| it.0.to_owned()));
    let text = |it: &Settings| serde_json::to_vec(it).map(|it| String::from_utf8_lossy(&it).into_owned()).unwrap_or_default();
    prefs::set(settings_key(sample), &format!("{}\n{}", before.unwrap_or_else(|| text(was)), text(now)));
}

/// The write of settings that are `now` has been confirmed: the note is done with, unless they were changed once more.
pub fn settings_done(sample: bool, now: &Settings) {
    if noted_settings(sample).is_some_and(|it| it.1 == *now) {
        prefs::remove(settings_key(sample));
    }
}

/// The card as a draft of its own, where another tab has gone on with it at the same moment from the same version: both are
/// shown.
fn apart(card: Record<Scorecard>) -> Record<Scorecard> {
    let body = Scorecard { id: CardId(ids::new()), state: CardState::Draft, submitted_at: None, sealed_hash: String::new(), ..card.body };
    Record { body, ..card }
}

/// Writes what was noted, unless the database has it, or something later, already.
///
/// # Errors
///
/// Where the database cannot be read or does not keep it; then the note stays.
pub async fn finish(db: &Db, sample: bool) -> Result<(), StorageError> {
    let noted = prefs::get(key(sample)).and_then(|it| serde_json::from_slice::<Record<Scorecard>>(it.as_bytes()).ok());
    if let Some(card) = noted {
        let here = db.cards_of(card.body.call).await?.records.into_iter().find(|it| it.body.id == card.body.id);
        let crossed = here
            .as_ref()
            .is_some_and(|it| it.stamp.version.partial_cmp(&card.stamp.version).is_none_or(Ordering::is_eq) && it.body != card.body);
        if crossed || here.is_none_or(|it| card.stamp.version > it.stamp.version) {
            let card = if crossed { apart(card) } else { card };
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
    if let Some((was, now)) = noted_settings(sample) {
        db.commit(Batch::default().settings_from(&was, &now)).await?;
    }
    prefs::remove(settings_key(sample));
    Ok(())
}
