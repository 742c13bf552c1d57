//! Whether a file that was just made has every record that is stored.

use std::collections::BTreeSet;

use crate::exchange::file::{Item, Reader};
use crate::storage::Db;
use crate::storage::schema::{CALLS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS};

/// The kinds of records, and where they are stored.
const KINDS: [(&str, &str); 5] =
    [("person", PEOPLE), ("rubric", RUBRICS), ("call", CALLS), ("transcript", TRANSCRIPTS), ("scorecard", SCORECARDS)];

/// What is said where it has not.
const NOTHING_LOST: &str = "so it was not saved. Nothing here is changed";

/// The records that were read of it, by their kinds: versions in conflict are one.
#[derive(Default)]
struct Count([BTreeSet<String>; KINDS.len()]);

impl Count {
    /// What was read next; a sentence where it is a record that the file cannot take in.
    fn see(&mut self, item: &Item) -> Result<(), String> {
        match item {
            Item::Entry(it) => {
                if let Some(found) = KINDS.iter().position(|kind| kind.0 == it.kind()).and_then(|at| self.0.get_mut(at)) {
                    found.insert(it.key());
                }
                Ok(())
            }
            Item::Rejected(it) => Err(format!("The file cannot take {} in ({}), {NOTHING_LOST}; change that first.", it.what, it.why)),
            Item::Warning(_) => Ok(()),
        }
    }

    /// After the last: gives how many calls there are; a sentence where a record is missing.
    async fn complete(&self, db: &Db) -> Result<u32, String> {
        for (found, (kind, store)) in self.0.iter().zip(KINDS) {
            let (many, wanted) = (found.len() as u32, db.count(store).await.map_err(|err| err.to_string())?);
            if many < wanted {
                return Err(format!("The file has {many} of {wanted} records of the kind “{kind}”, {NOTHING_LOST}; try once more."));
            }
        }
        Ok(self.0.iter().zip(KINDS).find(|it| it.1.0 == "call").map_or(0, |it| it.0.len() as u32))
    }
}

/// A file that is read as it is written.
#[derive(Default)]
pub struct Check {
    reader: Reader,
    count: Count,
}

impl Check {
    /// What is written next.
    ///
    /// # Errors
    ///
    /// A sentence where it cannot be read.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.reader.feed(bytes);
        self.see()
    }

    /// After the last: gives how many calls there are.
    ///
    /// # Errors
    ///
    /// A sentence where a record is missing.
    pub async fn complete(mut self, db: &Db) -> Result<u32, String> {
        self.reader.end();
        self.see()?;
        self.count.complete(db).await
    }

    fn see(&mut self) -> Result<(), String> {
        while let Some(item) = self.reader.item().map_err(|err| err.to_string())? {
            self.count.see(&item)?;
        }
        Ok(())
    }
}
