//! Erasure: what somebody has the right to see gone, and the record that it went.
//!
//! A deletion is a version of a record and can be taken back. An erasure wins over every version of what it names, here
//! and in every file opened later, for ever: copies that know of it never let the record in again. It holds ids, never
//! what was erased.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::ErasureId;

/// One record that was erased: its kind and key, as they stand in files ("call", "01JD…").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// Its kind.
    pub kind: String,
    /// Its key. The key of a call takes the call's words, its cards and all else that names the call along.
    pub key: String,
}

/// The record of one erasure. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// What was erased.
    pub of: BTreeSet<Subject>,
    /// When.
    pub at: DateTime<Utc>,
    /// The name of who erased.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Why ("asked by the customer", "kept for 12 months"). Never names who was erased.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Erasure {
    /// Takes `other` in, which has the same id: what either names is erased. Two that differ otherwise were tampered
    /// with; the earlier day and the first text stay, the same whichever came first.
    pub fn join(&mut self, other: Self) {
        self.of.extend(other.of);
        self.at = self.at.min(other.at);
        self.by = std::mem::take(&mut self.by).min(other.by);
        self.why = std::mem::take(&mut self.why).min(other.why);
    }
}

/// All erasures that a workspace knows: it only grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasures {
    records: BTreeMap<ErasureId, Erasure>,
    erased: BTreeMap<String, BTreeSet<String>>,
}

impl Erasures {
    /// Takes one in; tells whether anything is known now that was not.
    pub fn add(&mut self, erasure: Erasure) -> bool {
        for subject in &erasure.of {
            self.erased.entry(subject.kind.clone()).or_default().insert(subject.key.clone());
        }
        match self.records.get_mut(&erasure.id) {
            Some(known) if *known == erasure => false,
            Some(known) => {
                let before = known.clone();
                known.join(erasure);
                *known != before
            }
            None => {
                self.records.insert(erasure.id, erasure);
                true
            }
        }
    }

    /// The records of the erasures, by id.
    pub fn records(&self) -> impl Iterator<Item = &Erasure> {
        self.records.values()
    }

    /// The record with `id`.
    pub fn get(&self, id: ErasureId) -> Option<&Erasure> {
        self.records.get(&id)
    }

    /// Whether the record of `kind` and `key` was erased.
    pub fn has(&self, kind: &str, key: &str) -> bool {
        self.erased.get(kind).is_some_and(|it| it.contains(key))
    }

    /// Whether nothing was ever erased.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

impl Extend<Erasure> for Erasures {
    fn extend<I: IntoIterator<Item = Erasure>>(&mut self, all: I) {
        for erasure in all {
            self.add(erasure);
        }
    }
}
