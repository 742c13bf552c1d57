//! What was written while its call was deleted in another tab: it follows the call into the trash, to come back with it.

use js_sys::Array;

use super::many::Many;
use super::schema::{CALLS, SCORECARDS, TRANSCRIPTS, TRASH};
use super::trash::{Held, HeldRow, delete};
use super::{Batch, Db, Row, StorageError, beside, guard, row};

impl Db {
    /// Lets cards and words that were made while their call was deleted elsewhere follow it into the trash, to come back with
    /// it, whether they were written meanwhile or not; gives how many did. Where the call is not in the trash, they stay.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read or does not keep it; then they are where they were.
    pub async fn follow_calls(&self, made: &Batch) -> Result<usize, StorageError> {
        let mut alone: Vec<(&Row, &str)> = Vec::new();
        for (row, _) in made.puts() {
            let Some(call) = guard::call_of(row).filter(|it| !made.writes(CALLS, it)) else { continue };
            if self.get(CALLS, call).await?.is_none() && self.trashed_call(call).await?.is_some() {
                alone.push((row, call));
            }
        }
        let mut followed = 0;
        if alone.is_empty() {
            return Ok(followed);
        }
        self.at_once(&[CALLS, TRANSCRIPTS, SCORECARDS, TRASH], async |many| {
            for (row, call) in &alone {
                followed += usize::from(follow(many, row, call).await?);
            }
            Ok(())
        })
        .await?;
        Ok(followed)
    }
}

/// Whether `key` is that of `call` in the trash.
fn is_of(key: &str, call: &str) -> bool {
    key.strip_suffix(call).is_some_and(|it| it.ends_with(" calls "))
}

/// Takes a row to where its call is held; tells whether it did: the call may have come back by now, or the row may be there.
async fn follow(many: &Many, row: &Row, call: &str) -> Result<bool, StorageError> {
    let trash = many.store(TRASH)?;
    let asked = [
        Many::asked(many.store(CALLS)?.get(&call.into()))?,
        Many::asked(many.store(row.store)?.get(&row.id.as_str().into()))?,
        Many::asked(trash.get_all_keys())?,
    ];
    let found = many.answers(&asked).await?;
    let [of_call, stored, keys] = found.as_slice() else { return Ok(false) };
    let mut versions: Vec<Row> = vec![row.clone()];
    versions.extend(row::kept(row.store, stored));
    let key = Array::from(keys).iter().filter_map(|it| it.as_string()).rfind(|it| of_call.is_undefined() && is_of(it, call));
    let Some(key) = key else { return Ok(false) };
    let found = many.answers(&[Many::asked(trash.get(&key.as_str().into()))?]).await?;
    let held = found.first().and_then(|it| row::body(TRASH, it).ok()).and_then(|it| serde_json::from_slice::<Held>(&it).ok());
    let Some(mut held) = held else { return Ok(false) };
    let lay = held.rows.extract_if(.., |it| it.is_of(row)).filter_map(HeldRow::row).collect::<Vec<_>>();
    let has = |all: &[Row]| all.iter().any(|it| it.body == row.body);
    let lay_there = has(&lay);
    versions.extend(lay);
    let (versions, _) = beside::standing(versions);
    held.rows.extend(versions.iter().filter_map(HeldRow::new));
    let body = serde_json::to_vec(&held).map_err(|err| StorageError::BadRow { store: TRASH, cause: err.to_string() })?;
    many.put(&Row { store: TRASH, id: key, call: None, body })?;
    delete(many, row.store, &row.id.as_str().into())?;
    Ok(!lay_there && has(&versions))
}
