//! What lies in the trash, record by record: what is done to records everywhere is done to those, too.

use chrono::DateTime;

use super::registers::KINDS;
use super::row::Row;
use super::schema::TRASH;
use super::trash::{Held, HeldRow, title};
use super::{Batch, Db, StorageError};

/// One thing in the trash with all that hangs on it.
pub struct Bin {
    key: String,
    held: Held,
}

impl Bin {
    /// Its key in the trash.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its records by kind, as they stand in files.
    pub fn records(&self) -> impl Iterator<Item = (String, String)> {
        self.held.rows.iter().filter_map(|it| {
            let (kind, _) = KINDS.iter().find(|kind| kind.1 == it.store)?;
            Some((String::from(*kind), format!("{{\"kind\":\"{kind}\",{}", it.body.get().strip_prefix('{')?)))
        })
    }

    /// Puts the records that `batch` writes in the place of those it holds.
    pub fn rewritten(mut self, batch: &Batch) -> Batch {
        let is_held = |row: &Row| self.held.rows.iter().any(|it| it.is_of(row));
        let new: Vec<HeldRow> = batch.puts().map(|it| it.0).filter(|it| is_held(it)).filter_map(HeldRow::new).collect();
        self.held.rows.retain(|it| !batch.writes(&it.store, &it.id));
        self.held.rows.extend(new);
        // What the person has deleted stands first, whatever hangs on it.
        let own = self.held.store.clone();
        crate::domain::order::sort_by_key(&mut self.held.rows, |it| it.store != own);
        self.held.title = self.held.rows.first().map(|it| title(it.body.get().as_bytes())).unwrap_or_default();
        Batch::default().push(TRASH, self.key, None, &self.held)
    }
}

impl Batch {
    /// Puts what `records` writes into the trash again, under the key it had there: nothing where what the person had deleted
    /// is not among it any more.
    pub fn binned(self, key: &str, records: &Batch) -> Self {
        let mut rows: Vec<&Row> = records.puts().map(|it| it.0).collect();
        let is_own = |it: &Row| key.ends_with(&format!(" {} {}", it.store, it.id));
        crate::domain::order::sort_by_key(&mut rows, |it| !is_own(it));
        let at = key.split(' ').next().and_then(|it| it.parse().ok()).and_then(DateTime::from_timestamp_millis);
        match (rows.first().filter(|it| is_own(it)), at) {
            (Some(first), Some(at)) => {
                let held = Held::new(first, at, rows.iter().filter_map(|it| HeldRow::new(it)).collect());
                self.push(TRASH, key.to_owned(), None, &held)
            }
            _ => self,
        }
    }
}

impl Db {
    /// Everything in the trash; what cannot be read is not among it.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn bins(&self) -> Result<Vec<Bin>, StorageError> {
        let read = |row: Row| Some(Bin { held: serde_json::from_slice(&row.body).ok()?, key: row.id });
        Ok(self.rows_of(TRASH).await?.into_iter().filter_map(read).collect())
    }

    /// One thing in the trash; nothing where it cannot be read.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn bin(&self, key: &str) -> Result<Option<Bin>, StorageError> {
        let body = self.get(TRASH, key).await?;
        Ok(body.and_then(|it| Some(Bin { held: serde_json::from_slice(&it).ok()?, key: key.to_owned() })))
    }
}
