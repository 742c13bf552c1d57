//! What is in the database, to compare files with: in memory all but the words of calls, which are read when asked for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::erasure::Erasures;
use crate::domain::id::CallId;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::rubric::RubricRef;
use crate::domain::scorecard::Scorecard;
use crate::domain::settings::Settings;
use crate::exchange::file::{Entry, SETTINGS};
use crate::exchange::merge::{Here, Known};
use crate::exchange::opened::At;
use crate::storage::schema::{CALLS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS};
use crate::storage::{Db, StorageError};

/// The kind of records that are not all in memory.
const WORDS: &str = "transcript";

/// What is here.
#[derive(Default)]
pub struct Stored {
    known: RefCell<BTreeMap<At, Known>>,
    /// Further versions of words that are not in memory.
    others: BTreeMap<String, Vec<Entry>>,
    /// The calls of which there are words, whether in memory or not.
    words: RefCell<BTreeSet<String>>,
    used: BTreeSet<(String, u32)>,
    settings: RefCell<Option<Settings>>,
    erased: Erasures,
    /// What lies in the trash, with its keys there.
    trashed: BTreeMap<String, String>,
}

fn at(entry: &Entry) -> At {
    (entry.kind().to_owned(), entry.key())
}

impl Stored {
    /// Whether the words of a call are here.
    pub fn has_words(&self, call: CallId) -> bool {
        let known = self.known("call", &call.to_string());
        known.is_some_and(|it| matches!(it.shown(), Entry::Call(it) if it.body.transcript.is_some()))
    }

    /// Reads what is here.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read, or some row of it: what is not seen would be taken for new.
    pub async fn read(db: &Db) -> Result<Self, StorageError> {
        let mut stored = Self::default();
        stored.erased.extend(db.erasures().await?);
        stored.trashed = db.trashed().await?;
        // Where nothing is set yet a file is compared with that.
        stored.settings = RefCell::new(Some(db.settings().await?.unwrap_or_default()));
        let mut add = |entry: Entry| {
            stored.known.borrow_mut().insert(at(&entry), Known::new(entry));
        };
        db.every(PEOPLE).await?.records.into_iter().map(Entry::Person).for_each(&mut add);
        db.every(RUBRICS).await?.records.into_iter().map(Entry::Rubric).for_each(&mut add);
        db.every(CALLS).await?.records.into_iter().map(Entry::Call).for_each(&mut add);
        let cards: Vec<Record<Scorecard>> = db.every(SCORECARDS).await?.records;
        stored.used = crate::domain::order::set(cards.iter().map(|it| (it.body.rubric.key.clone(), it.body.rubric.version)));
        let mut add = |entry: Entry| {
            stored.known.borrow_mut().insert(at(&entry), Known::new(entry));
        };
        cards.into_iter().map(Entry::Scorecard).for_each(&mut add);
        // Of settings that an older release kept unread there are others by now.
        db.unknown().await?.into_iter().filter(|it| it.0 != SETTINGS).map(|(kind, line)| Entry::kept(kind, line)).for_each(&mut add);
        for it in db.others().await? {
            let lines = it.lines.into_iter().map(|line| Entry::kept(it.kind.clone(), line));
            if it.kind == WORDS {
                stored.others.insert(it.key, lines.collect());
            } else if let Some(known) = stored.known.borrow_mut().get_mut(&(it.kind.clone(), it.key)) {
                lines.for_each(|line| {
                    known.add(line);
                });
            }
        }
        stored.words = RefCell::new(crate::domain::order::set(db.ids(TRANSCRIPTS).await?));
        Ok(stored)
    }

    /// Brings the words of these calls into memory, as far as there are any.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn bring(&self, db: &Db, calls: impl IntoIterator<Item = String>) -> Result<(), StorageError> {
        for call in calls {
            let is_here = |it: &BTreeMap<At, Known>| it.contains_key(&(WORDS.to_owned(), call.clone()));
            if self.words.borrow().contains(&call)
                && !is_here(&self.known.borrow())
                && let Some(known) = self.read_words(db, &call).await?
            {
                self.put(known);
            }
        }
        Ok(())
    }

    /// The words of a call with all their versions; they do not stay in memory.
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn read_words(&self, db: &Db, call: &str) -> Result<Option<Known>, StorageError> {
        let Ok(id) = call.parse() else { return Ok(None) };
        let shown = db.transcript(id).await?.map(Entry::Transcript);
        Ok(Known::of(shown.into_iter().chain(self.others.get(call).into_iter().flatten().cloned())))
    }

    /// Lets go of the words that are in memory, but for those of some calls.
    pub fn let_go(&self, but: &BTreeSet<String>) {
        self.known.borrow_mut().retain(|at, _| at.0 != WORDS || but.contains(&at.1));
    }

    /// The calls of which there are words, in the order of their ids.
    pub fn words(&self) -> Vec<String> {
        self.words.borrow().iter().cloned().collect()
    }

    /// What is set here, as far as a file has it.
    pub fn settings(&self) -> Option<Entry> {
        self.settings.borrow().as_ref()?.to_hand().map(|it| Entry::Settings(Box::new(it)))
    }

    /// Remembers a record as it will be.
    pub fn put(&self, known: Known) {
        if let Entry::Settings(it) = known.shown() {
            self.settings.replace(Some((**it).clone()));
            return;
        }
        let at = at(known.shown());
        if at.0 == WORDS {
            self.words.borrow_mut().insert(at.1.clone());
        }
        self.known.borrow_mut().insert(at, known);
    }

    /// What lies in the trash: the keys of records, each with that under which it lies there.
    pub fn trashed(&self) -> &BTreeMap<String, String> {
        &self.trashed
    }

    /// Forgets all records, not what was erased.
    pub fn emptied(&mut self) {
        *self = Self { erased: std::mem::take(&mut self.erased), ..Self::default() };
    }

    /// Takes a version of a record in, as a file has it.
    pub fn keep(&self, entry: Entry) {
        if let Entry::Erasure(_) = entry {
            return;
        }
        let mut known = self.known(entry.kind(), &entry.key()).unwrap_or_else(|| Known::new(entry.clone()));
        known.add(entry);
        self.put(known);
    }

    /// Everybody who is known.
    pub fn people(&self) -> Vec<Record<Person>> {
        let person = |it: &Known| if let Entry::Person(it) = it.shown() { Some(it.clone()) } else { None };
        self.known.borrow().values().filter_map(person).collect()
    }

    /// All records that are in memory, by kind and key.
    pub fn all(&self) -> Vec<Known> {
        self.known.borrow().values().cloned().collect()
    }
}

impl Here for Stored {
    fn known(&self, kind: &str, key: &str) -> Option<Known> {
        if kind == SETTINGS {
            let here = self.settings.borrow().as_ref().map(|it| it.to_hand().unwrap_or_default());
            return here.map(|it| Known::new(Entry::Settings(Box::new(it))));
        }
        self.known.borrow().get(&(kind.to_owned(), key.to_owned())).cloned()
    }

    fn erased(&self) -> &Erasures {
        &self.erased
    }

    fn is_trashed(&self, key: &str) -> bool {
        self.trashed.contains_key(key)
    }

    fn is_used(&self, rubric: &RubricRef) -> bool {
        self.used.contains(&(rubric.key.clone(), rubric.version))
    }
}
