//! Records by kind and key, as files have them: all versions of one that are in conflict, what was erased, and what opened
//! files have replaced.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::schema::{CALLS, ERASURES, IMPORTS, OTHERS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS, UNKNOWN};
use super::{Batch, Db, StorageError};
use crate::domain::erasure::Erasure;

/// Where records of a kind are, for the kinds that have a store of their own. Their ids are the keys of files.
pub(super) const KINDS: &[(&str, &str)] =
    &[("person", PEOPLE), ("rubric", RUBRICS), ("call", CALLS), ("transcript", TRANSCRIPTS), ("scorecard", SCORECARDS)];

/// Further versions of a record, as lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Others {
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// The versions beside the one in its own store.
    pub lines: Vec<String>,
}

/// Kind and key as one id. Both may hold any letter: the length keeps them apart.
pub(super) fn joined(kind: &str, key: &str) -> String {
    format!("{} {kind} {key}", kind.len())
}

/// The id of versions that say the same.
pub(super) fn alike(id: &str) -> String {
    format!("{ALIKE}{id}")
}

const ALIKE: char = '=';

fn part_id(id: &str, part: usize) -> String {
    format!("{id}/{part:06}")
}

impl Batch {
    /// Replaces the versions of a record beside the one in its own store; none where there is one version. `differ`: a
    /// person has to choose, since they do not say the same.
    pub fn others(self, kind: &str, key: &str, lines: &[String], differ: bool) -> Self {
        let id = joined(kind, key);
        let (id, other) = if differ { (id.clone(), alike(&id)) } else { (alike(&id), id) };
        let batch = self.without(OTHERS, other);
        if lines.is_empty() { batch.without(OTHERS, id) } else { batch.push(OTHERS, id, None, &(kind, key, lines)) }
    }

    /// Keeps the record of an erasure.
    pub fn erasure(self, it: &Erasure) -> Self {
        self.push(ERASURES, it.id.to_string(), None, it)
    }

    /// Takes a record out, with all its versions.
    pub fn gone(self, kind: &str, key: &str) -> Self {
        let batch = self.others(kind, key, &[], false);
        match KINDS.iter().find(|it| it.0 == kind) {
            Some((_, store)) => batch.without(store, key.to_owned()),
            None => batch.without(UNKNOWN, joined(kind, key)),
        }
    }

    /// Keeps what is known of an opened file.
    pub fn opened(self, id: &str, it: &impl Serialize) -> Self {
        self.push(IMPORTS, id.to_owned(), None, it)
    }

    /// Keeps a part of what an opened file has changed.
    pub fn opened_part(self, id: &str, part: usize, it: &impl Serialize) -> Self {
        self.push(IMPORTS, part_id(id, part), None, it)
    }

    /// Forgets an opened file.
    pub fn not_opened(self, id: &str, parts: usize) -> Self {
        (0..parts).fold(self.without(IMPORTS, id.to_owned()), |batch, part| batch.without(IMPORTS, part_id(id, part)))
    }
}

impl Db {
    /// All records of which there are several versions.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn others(&self) -> Result<Vec<Others>, StorageError> {
        let bodies = self.all(OTHERS).await?;
        let read = |it: &Vec<u8>| serde_json::from_slice(it).ok().map(|(kind, key, lines)| Others { kind, key, lines });
        Ok(bodies.readable.iter().filter_map(read).collect())
    }

    /// Of how many records a person has to choose a version.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn conflicts(&self) -> Result<usize, StorageError> {
        Ok(self.ids(OTHERS).await?.iter().filter(|it| !it.starts_with(ALIKE)).count())
    }

    /// All that was ever erased.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read. A row that cannot be read is an error too: what it names must not come back.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, StorageError> {
        let bodies = self.all(ERASURES).await?;
        let bad = |cause: String| StorageError::BadRow { store: ERASURES, cause };
        if bodies.unreadable > 0 {
            return Err(bad("it has no body".to_owned()));
        }
        bodies.readable.iter().map(|it| serde_json::from_slice(it).map_err(|err| bad(err.to_string()))).collect()
    }

    /// The files that were opened here, by the time they were.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn opened<T: DeserializeOwned>(&self) -> Result<Vec<T>, StorageError> {
        let mut found = Vec::new();
        for id in self.ids(IMPORTS).await?.into_iter().filter(|it| !it.contains('/')) {
            let body = self.get(IMPORTS, &id).await?;
            found.extend(body.and_then(|it| serde_json::from_slice(&it).ok()));
        }
        Ok(found)
    }

    /// Whether a file is here of which only a part was written.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn has_unfinished(&self) -> Result<bool, StorageError> {
        #[derive(Deserialize)]
        struct Whole {
            is_whole: bool,
        }
        Ok(self.opened::<Whole>().await?.iter().any(|it| !it.is_whole))
    }

    /// A part of what an opened file has changed.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read, or the part.
    pub async fn opened_part<T: DeserializeOwned>(&self, id: &str, part: usize) -> Result<T, StorageError> {
        let bad = |cause: String| StorageError::BadRow { store: IMPORTS, cause };
        let body = self.get(IMPORTS, &part_id(id, part)).await?.ok_or_else(|| bad("a part is missing".to_owned()))?;
        serde_json::from_slice(&body).map_err(|err| bad(err.to_string()))
    }
}
