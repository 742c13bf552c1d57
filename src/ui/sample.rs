//! The sample team: fetched once from the site's own folder, into a database of its own.

use crate::browser::site::Site;
use crate::browser::{clock, files};
use crate::exchange::merge::Known;
use crate::exchange::{file, shift};
use crate::storage::schema::CALLS;
use crate::storage::{Db, StorageError};
use crate::ui::handover::batch;

/// Fills the sample workspace where it is empty. Its dates move along, by whole weeks, so that the last calls are
/// recent whenever it is opened.
///
/// # Errors
///
/// A sentence where the file cannot be had or kept; the workspace is then empty.
pub async fn fill(db: &Db, site: &Site) -> Result<(), String> {
    let told = |err: StorageError| err.to_string();
    if db.count(CALLS).await.map_err(told)? > 0 {
        return Ok(());
    }
    let bytes = files::fetch(&site.file("sample/team.json")).await?;
    let mut team = file::read(&bytes).map_err(|err| err.to_string())?;
    if let Some(anchor) = team.header.anchor {
        shift(&mut team.entries, (clock::today() - anchor).num_days());
    }
    match db.commit(batch(team.entries.into_iter().map(Known::new))).await {
        // Another tab has filled it at the same moment.
        Err(StorageError::Refused(_)) => Ok(()),
        other => other.map_err(told),
    }
}
