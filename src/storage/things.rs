//! The stored things, typed: what is read and written, and under which id.

use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::guard::Guard;
use super::mark::Mark;
use super::raw::Change;
use super::registers::joined;
use super::schema::{CALLS, META, PEOPLE, RUBRICS, SCORECARDS, SETTINGS, TRANSCRIPTS, UNKNOWN};
use super::{Batch, Bodies, Db, StorageError};
use crate::domain::call::Call;
use crate::domain::id::{CallId, CardId, PersonId};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::rubric::{Rubric, RubricRef};
use crate::domain::safety::Meta;
use crate::domain::scorecard::Scorecard;
use crate::domain::settings::Settings;
use crate::domain::transcript::CallTranscript;

/// What was read, and how many rows could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The readable ones.
    pub records: Vec<Record<T>>,
    /// How many were not readable. They stay where they are.
    pub unreadable: usize,
}

pub(super) const SETTINGS_ID: &str = "settings";
const META_ID: &str = "meta";
const SIGNALS_ID: &str = "signals";

impl Batch {
    /// Adds or replaces a person.
    pub fn person(self, it: &Record<Person>) -> Self {
        self.push(PEOPLE, it.body.id.to_string(), None, it)
    }

    /// Adds or replaces a call.
    pub fn call(self, it: &Record<Call>) -> Self {
        self.push(CALLS, it.body.id.to_string(), None, it)
    }

    /// Adds or replaces the words of a call.
    pub fn transcript(self, it: &Record<CallTranscript>) -> Self {
        self.push(TRANSCRIPTS, it.body.call.to_string(), None, it)
    }

    /// Adds or replaces a card.
    pub fn card(self, it: &Record<Scorecard>) -> Self {
        self.push(SCORECARDS, it.body.id.to_string(), Some(it.body.call.to_string()), it)
    }

    /// Adds a rubric version, or replaces one that no card has used.
    pub fn rubric(self, it: &Record<Rubric>) -> Self {
        self.push(RUBRICS, rubric_id(&it.body.reference()), None, it)
    }

    /// Replaces the settings.
    pub fn settings(self, it: &Settings) -> Self {
        self.push(SETTINGS, SETTINGS_ID.to_owned(), None, it)
    }

    /// Changes the settings from what they `was`: what another tab has set since is kept as well.
    pub fn settings_from(mut self, was: &Settings, now: &Settings) -> Self {
        self.settings.push((was.clone(), now.clone()));
        self.settings(now)
    }

    /// Keeps a record of an unknown kind as it is.
    pub fn unknown(self, key: &str, kind: &str, line: &str) -> Self {
        self.push(UNKNOWN, joined(kind, key), None, &(kind, line))
    }

    /// Replaces what is kept of the signals in the words of calls: it can be told again, and travels nowhere.
    pub fn signals(self, it: &impl Serialize) -> Self {
        self.push(META, SIGNALS_ID.to_owned(), None, it)
    }

    /// Lets go of it.
    pub fn without_signals(self) -> Self {
        self.without(META, SIGNALS_ID.to_owned())
    }

    /// Replaces what this database knows of itself.
    pub fn meta(self, it: &Meta) -> Self {
        self.push(META, META_ID.to_owned(), None, it)
    }
}

pub(super) fn rubric_id(of: &RubricRef) -> String {
    format!("{}@{}", of.key, of.version)
}

/// Without records whose version is a deletion: they are kept for those who hand files around, and shown nowhere.
fn read<T: DeserializeOwned>(bodies: &Bodies) -> Found<T> {
    let mut found = read_all::<T>(bodies);
    found.records.retain(|it| !it.stamp.deleted);
    found
}

fn read_all<T: DeserializeOwned>(bodies: &Bodies) -> Found<T> {
    let records: Vec<_> = bodies.readable.iter().filter_map(|it| serde_json::from_slice(it).ok()).collect();
    let unreadable = bodies.unreadable + bodies.readable.len() - records.len();
    Found { records, unreadable }
}

/// Whether a record of a kind can be read; of one that is not known nobody can tell.
pub(super) fn is_readable(kind: &str, body: &[u8]) -> bool {
    fn is<T: DeserializeOwned>(body: &[u8]) -> bool {
        serde_json::from_slice::<Record<T>>(body).is_ok()
    }
    match kind {
        "person" => is::<Person>(body),
        "rubric" => is::<Rubric>(body),
        "call" => is::<Call>(body),
        "transcript" => is::<CallTranscript>(body),
        "scorecard" => is::<Scorecard>(body),
        _ => true,
    }
}

fn read_one<T: DeserializeOwned>(store: &'static str, body: Option<Vec<u8>>) -> Result<Option<T>, StorageError> {
    body.map(|it| serde_json::from_slice(&it).map_err(|err| StorageError::BadRow { store, cause: err.to_string() })).transpose()
}

impl Db {
    /// Writes a batch: all of it, or on error nothing.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep it, and where a record does not descend from what is stored, or was erased: then
    /// nothing has changed.
    pub async fn commit(&self, batch: Batch) -> Result<(), StorageError> {
        match batch.bad {
            Some(bad) => Err(bad),
            None => {
                let mark = batch.leaves.clone().unwrap_or_else(Mark::next);
                let changes = || {
                    let mut changes = batch.changes()?;
                    if !changes.is_empty() {
                        changes.push((META, Change::Put(mark.row().to_js()?)));
                    }
                    Ok(changes)
                };
                self.change(&Guard::of(&batch, &mark), &changes, batch.strict).await
            }
        }
    }

    /// Every record of a store, also those whose version is a deletion.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn every<T: DeserializeOwned>(&self, store: &'static str) -> Result<Found<T>, StorageError> {
        Ok(read_all(&self.all(store).await?))
    }

    /// Everybody.
    pub async fn people(&self) -> Result<Found<Person>, StorageError> {
        Ok(read(&self.all(PEOPLE).await?))
    }

    /// All calls, in the order they were added.
    pub async fn calls(&self) -> Result<Found<Call>, StorageError> {
        Ok(read(&self.all(CALLS).await?))
    }

    /// One call.
    pub async fn call(&self, id: CallId) -> Result<Option<Record<Call>>, StorageError> {
        let found: Option<Record<Call>> = read_one(CALLS, self.get(CALLS, &id.to_string()).await?)?;
        Ok(found.filter(|it| !it.stamp.deleted))
    }

    /// The words of a call.
    pub async fn transcript(&self, id: CallId) -> Result<Option<Record<CallTranscript>>, StorageError> {
        read_one(TRANSCRIPTS, self.get(TRANSCRIPTS, &id.to_string()).await?)
    }

    /// Calls, in this order, each with its words as the JSON they are stored as, outside of the program's memory: to be
    /// read elsewhere.
    pub async fn calls_with_words(&self, ids: &[CallId]) -> Result<Vec<(Option<Record<Call>>, Option<Uint8Array>)>, StorageError> {
        let ids: Vec<String> = ids.iter().map(CallId::to_string).collect();
        let found = self.get_both(CALLS, TRANSCRIPTS, &ids).await?;
        Ok(found.into_iter().map(|(call, words)| (read_one(CALLS, call).ok().flatten(), words)).collect())
    }

    /// What is kept of the signals in the words of calls.
    pub async fn signals(&self) -> Result<Option<Vec<u8>>, StorageError> {
        self.get(META, SIGNALS_ID).await
    }

    /// All words.
    pub async fn transcripts(&self) -> Result<Found<CallTranscript>, StorageError> {
        Ok(read(&self.all(TRANSCRIPTS).await?))
    }

    /// All cards.
    pub async fn cards(&self) -> Result<Found<Scorecard>, StorageError> {
        Ok(read(&self.all(SCORECARDS).await?))
    }

    /// The cards of a call.
    pub async fn cards_of(&self, call: CallId) -> Result<Found<Scorecard>, StorageError> {
        Ok(read(&self.of_call(&call.to_string()).await?))
    }

    /// The team's rubric versions, made here or from files; the shipped ones are in the program.
    pub async fn rubrics(&self) -> Result<Found<Rubric>, StorageError> {
        Ok(read(&self.all(RUBRICS).await?))
    }

    /// The settings, if any were ever saved. Unreadable ones count as none: they can be made again, and must not keep
    /// the person from everything else.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn settings(&self) -> Result<Option<Settings>, StorageError> {
        let stored = match self.get(SETTINGS, SETTINGS_ID).await {
            Err(StorageError::BadRow { .. }) => None,
            other => other?,
        };
        Ok(stored.and_then(|it| serde_json::from_slice(&it).ok()))
    }

    /// What this database knows of itself; `None` where it was never told or cannot say.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn meta(&self) -> Result<Option<Meta>, StorageError> {
        let stored = match self.get(META, META_ID).await {
            Err(StorageError::BadRow { .. }) => None,
            other => other?,
        };
        Ok(stored.and_then(|it| serde_json::from_slice(&it).ok()))
    }

    /// Records of unknown kinds: kind and line.
    pub async fn unknown(&self) -> Result<Vec<(String, String)>, StorageError> {
        Ok(self.all(UNKNOWN).await?.readable.iter().filter_map(|it| serde_json::from_slice(it).ok()).collect())
    }

    /// Deletes calls with their words and all their cards, and gives what was deleted, to be written again should the
    /// person want it back. `said` hears how many are done.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change; then nothing is deleted.
    pub async fn take_calls(&self, ids: &[CallId], said: &dyn Fn(usize)) -> Result<Batch, StorageError> {
        let ids: Vec<String> = ids.iter().map(CallId::to_string).collect();
        Ok(self.take_with_cards(&ids, &[], said).await?.into_iter().fold(Batch::default(), Batch::row))
    }

    /// Deletes a call with its words and all its cards.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change; then nothing is deleted.
    pub async fn delete_call(&self, id: CallId) -> Result<(), StorageError> {
        self.take_calls(&[id], &|_| {}).await.map(drop)
    }

    /// Deletes calls with their words and all their cards, and people: all of them, or on error nothing.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change; then nothing is deleted.
    pub async fn delete_all_of(&self, calls: &[CallId], people: &[PersonId]) -> Result<(), StorageError> {
        let calls: Vec<String> = calls.iter().map(CallId::to_string).collect();
        let people: Vec<String> = people.iter().map(PersonId::to_string).collect();
        self.take_with_cards(&calls, &people, &|_| {}).await.map(drop)
    }

    /// Deletes a draft card.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change.
    pub async fn delete_card(&self, id: CardId) -> Result<(), StorageError> {
        self.commit(Batch::default().without(SCORECARDS, id.to_string())).await
    }

    /// Where a version of a rubric is stored: the store and the key.
    pub fn rubric_row(of: &RubricRef) -> (&'static str, String) {
        (RUBRICS, rubric_id(of))
    }

    /// Where a person is stored.
    pub fn person_row(of: PersonId) -> (&'static str, String) {
        (PEOPLE, of.to_string())
    }

    /// Deletes a version of a rubric, which no card may have used.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change.
    pub async fn delete_rubric(&self, of: &RubricRef) -> Result<(), StorageError> {
        self.commit(Batch::default().without(RUBRICS, rubric_id(of))).await
    }

    /// Deletes a person; calls keep their history without a name.
    ///
    /// # Errors
    ///
    /// Where the browser does not keep the change.
    pub async fn delete_person(&self, id: PersonId) -> Result<(), StorageError> {
        self.commit(Batch::default().without(PEOPLE, id.to_string())).await
    }
}
