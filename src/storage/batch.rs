//! Changes that belong together, whatever they are of.

use std::collections::BTreeMap;

use serde::Serialize;

use super::mark::Mark;
use super::raw::Change;
use super::schema::TRASH;
use super::{Changes, Row, StorageError};
use crate::domain::erasure::Erasures;
use crate::domain::id::CardId;
use crate::domain::record::Version;
use crate::domain::settings::Settings;

/// Changes that belong together: written in one transaction.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub(super) steps: Vec<Step>,
    /// The versions with which records were compared, by kind and key; none where there was no such record.
    pub(super) compared: BTreeMap<(String, String), Vec<Version>>,
    /// What settings were made from, and what was made of them.
    pub(super) settings: Vec<(Settings, Settings)>,
    /// The cards that were begun, by their ids, with the ids of the cards of the call that were known then.
    pub(super) begun: BTreeMap<String, Vec<CardId>>,
    /// The erasures that were known then.
    pub(super) knowing: Option<Erasures>,
    /// How far the database was when all of it was read.
    pub(super) since: Option<Mark>,
    /// How far it is after this.
    pub(super) leaves: Option<Mark>,
    pub(super) strict: bool,
    pub(super) bad: Option<StorageError>,
}

/// One change of a batch.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Writes a row; whether again as it was, or only over what it was made from ([`super::guard`]).
    Put(Row, bool),
    Delete(&'static str, String),
    Clear(&'static str),
}

impl Batch {
    pub(super) fn push(mut self, store: &'static str, id: String, call: Option<String>, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.steps.push(Step::Put(Row { store, id, call, body }, false)),
            Err(err) => self.bad = Some(StorageError::BadRow { store, cause: err.to_string() }),
        }
        self
    }

    /// Writes a row again as it was.
    pub(super) fn row(mut self, row: Row) -> Self {
        self.steps.push(Step::Put(row, true));
        self
    }

    /// What becomes of the record of `kind` and `key` was told from these versions of it, all that were stored; none where it
    /// was not here. Where others are stored by the time of writing, nothing is written. The first word of a record counts:
    /// what comes after was made from what the batch itself writes.
    pub fn compared(mut self, kind: &str, key: &str, versions: Vec<Version>) -> Self {
        self.compared.entry((kind.to_owned(), key.to_owned())).or_insert(versions);
        self
    }

    /// Whether it says with what it compared this record.
    pub fn has_compared(&self, kind: &str, key: &str) -> bool {
        self.compared.contains_key(&(kind.to_owned(), key.to_owned()))
    }

    /// The card `id`, which it writes, was begun where these cards of the call were known: where another tab has begun, or
    /// submitted, that card meanwhile, nothing is written ([`crate::domain::scorecard::elsewhere::are_one`]).
    pub fn begun(mut self, id: CardId, known: Vec<CardId>) -> Self {
        self.begun.insert(id.to_string(), known);
        self
    }

    /// It was made knowing these erasures: where there are others by now, nothing is written.
    pub fn knowing(mut self, erased: &Erasures) -> Self {
        self.knowing = Some(erased.clone());
        self
    }

    /// It was made from all that was stored at `mark`: where anything was written since, nothing is. So what it writes need not
    /// descend from what is stored.
    pub fn since(mut self, mark: Mark) -> Self {
        self.since = Some(mark);
        self
    }

    /// Leaves the database at `mark`: whoever goes on from there need not read it all again.
    pub fn leaving(mut self, mark: &Mark) -> Self {
        self.leaves = Some(mark.clone());
        self
    }

    /// Whether it was made from more than the records it writes: who asked for it makes it anew where that is no longer so.
    pub fn is_compared(&self) -> bool {
        self.since.is_some() || !self.compared.is_empty()
    }

    /// Takes a row out.
    pub(super) fn without(mut self, store: &'static str, id: String) -> Self {
        self.steps.push(Step::Delete(store, id));
        self
    }

    /// Takes a thing out of the trash for good.
    pub fn without_trash(self, key: String) -> Self {
        self.without(TRASH, key)
    }

    /// Empties a store, before what comes after is written.
    pub fn emptied(mut self, store: &'static str) -> Self {
        self.steps.push(Step::Clear(store));
        self
    }

    /// Counts as kept only when it is on the disk: for what a person finishes, brings in or erases. Anything else is handed
    /// to the system, which is faster and safe unless the whole machine stops.
    pub fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Both, one after the other, in one transaction.
    pub fn and(mut self, after: Self) -> Self {
        self.steps.extend(after.steps);
        for (at, versions) in after.compared {
            self.compared.entry(at).or_insert(versions);
        }
        self.settings.extend(after.settings);
        self.begun.extend(after.begun);
        self.knowing = self.knowing.or(after.knowing);
        self.since = self.since.or(after.since);
        self.leaves = self.leaves.or(after.leaves);
        self.strict |= after.strict;
        self.bad = self.bad.or(after.bad);
        self
    }

    /// The records that are written, by store, as JSON.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        self.puts().map(|(it, _)| (it.store, it.body.as_slice()))
    }

    /// Whether it writes this row.
    pub fn writes(&self, store: &str, id: &str) -> bool {
        self.puts().any(|(it, _)| it.store == store && it.id == id)
    }

    /// The rows that are written, and whether again as they were.
    pub(super) fn puts(&self) -> impl Iterator<Item = (&Row, bool)> {
        self.steps.iter().filter_map(|it| match it {
            Step::Put(row, over) => Some((row, *over)),
            _ => None,
        })
    }

    pub(super) fn deletes(&self, store: &str, id: &str) -> bool {
        self.steps.iter().any(|it| matches!(it, Step::Delete(name, key) if *name == store && key == id))
    }

    pub(super) fn empties(&self, store: &str) -> bool {
        self.steps.iter().any(|it| matches!(it, Step::Clear(name) if *name == store))
    }

    pub(super) fn changes(&self) -> Result<Changes, StorageError> {
        let change = |it: &Step| match it {
            Step::Put(row, _) => Ok((row.store, Change::Put(row.to_js()?))),
            Step::Delete(store, id) => Ok((*store, Change::Delete(id.clone()))),
            Step::Clear(store) => Ok((*store, Change::Clear)),
        };
        self.steps.iter().map(change).collect()
    }
}
