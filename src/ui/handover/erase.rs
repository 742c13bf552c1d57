//! Erasing for ever: from every store, from what opened files have replaced, from the trash, and from what this browser
//! keeps beside the database.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{Stored, put};
use crate::browser::{clock, ids, prefs};
use crate::domain::erasure::{Erasure, Erasures, Subject};
use crate::domain::id::{CallId, ErasureId, PersonId};
use crate::domain::people::Person;
use crate::exchange::file::Entry;
use crate::exchange::merge::{Here, Known};
use crate::exchange::opened::{Change, Opened};
use crate::exchange::redact::Redaction;
use crate::storage::schema::TRASH;
use crate::storage::{Batch, Db, StorageError};
use crate::ui::session::{Session, name_of};
use crate::ui::{kept_files, snapshots};

/// What a file's name is told as where it had an erased name in it.
const SOME_FILE: &str = "a file";

/// What is to be erased.
#[derive(Clone, Debug, PartialEq)]
pub enum Whom {
    /// A person: the record, and the name wherever it stands.
    Person(Box<Person>),
    /// Calls with their words and cards.
    Calls(BTreeSet<CallId>),
    /// The words of calls; the calls stay.
    Words(BTreeSet<CallId>),
}

impl Whom {
    fn subjects(&self) -> BTreeSet<Subject> {
        let subject = |kind: &str, key: String| Subject { kind: kind.to_owned(), key };
        match self {
            Self::Person(it) => [subject("person", it.id.to_string())].into(),
            Self::Calls(all) => all.iter().map(|it| subject("call", it.to_string())).collect(),
            Self::Words(all) => all.iter().map(|it| subject("transcript", it.to_string())).collect(),
        }
    }

    fn redaction(&self) -> Option<Redaction> {
        if let Self::Person(it) = self { Some(Redaction::of(it)) } else { None }
    }

    /// What no text outside of the records may have in it.
    fn words(&self) -> Vec<String> {
        let names = self.redaction().map(|it| it.words().to_vec()).unwrap_or_default();
        self.subjects().into_iter().map(|it| it.key).chain(names).collect()
    }
}

/// What erasing would do, or has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// Records that go, with all their versions.
    pub gone: usize,
    /// Records that stay without the name.
    pub changed: usize,
}

/// What erasing would do; nothing is changed.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn try_out(session: Session, whom: &Whom) -> Result<Toll, StorageError> {
    plan(session, whom, "").await.map(|it| it.1)
}

/// Erases, with a record of it that holds ids only. `why` must name nobody.
///
/// # Errors
///
/// Where the browser does not keep it; then nothing is erased.
pub async fn erase(session: Session, whom: &Whom, why: &str) -> Result<Toll, StorageError> {
    let (batch, toll) = plan(session, whom, why).await?;
    session.commit(batch.strictly()).await?;
    if !matches!(whom, Whom::Words(_)) {
        prefs::forget_all_with(&whom.words());
    }
    kept_files::let_go(session).await;
    // They hold what was erased. The next one is taken of what is left.
    snapshots::forget_all().await;
    Ok(toll)
}

async fn plan(session: Session, whom: &Whom, why: &str) -> Result<(Batch, Toll), StorageError> {
    let db = session.db();
    let stored = Stored::read(&db).await?;
    let settings = session.settings.get_untracked();
    let by = settings.me.and_then(|me| name_of(&stored.people(), me)).unwrap_or_default();
    let redaction = whom.redaction();
    let by = if redaction.as_ref().is_some_and(|it| it.is_in(&by)) { String::new() } else { by };
    let erasure = Erasure { id: ErasureId(ids::new()), of: whom.subjects(), at: clock::now(), by, why: why.to_owned() };
    let mut erased = Erasures::default();
    erased.extend(stored.erased().records().cloned());
    erased.add(erasure.clone());
    let mut sweeping =
        Sweeping { db: &db, erased: &erased, redaction, writer: settings.writer.clone(), batch: Batch::default(), toll: Toll::default() };
    sweeping.records(&stored).await?;
    sweeping.opened().await?;
    let Sweeping { batch, toll, .. } = sweeping;
    let trash = db.mentioning(TRASH, &whom.words()).await?;
    let mut batch = batch.untrashed(trash).erasure(&erasure);
    if let Whom::Person(it) = whom
        && settings.me == Some(it.id)
    {
        session.settings.update(|it| it.me = None);
        batch = batch.settings(&session.settings.get_untracked());
    }
    Ok((batch, toll))
}

/// Adds to `batch` what a file that was opened erases here, and the words of calls whose consent turned out to be declined.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn after_opening(db: &Db, batch: Batch, erased: &Erasures, bars: &[CallId]) -> Result<Batch, StorageError> {
    let stored = Stored::read(db).await?;
    let mut sweeping = Sweeping { db, erased, redaction: None, writer: String::new(), batch, toll: Toll::default() };
    sweeping.records(&stored).await?;
    sweeping.opened().await?;
    Ok(bars.iter().fold(sweeping.batch, |batch, it| batch.gone("transcript", &it.to_string())))
}

/// Going through all that is stored.
struct Sweeping<'a> {
    db: &'a Db,
    erased: &'a Erasures,
    redaction: Option<Redaction>,
    writer: String,
    batch: Batch,
    toll: Toll,
}

impl Sweeping<'_> {
    async fn records(&mut self, stored: &Stored) -> Result<(), StorageError> {
        for known in stored.all() {
            self.record(&known);
        }
        for call in stored.words() {
            if let Some(known) = stored.read_words(self.db, &call).await? {
                self.record(&known);
            }
        }
        Ok(())
    }

    fn record(&mut self, known: &Known) {
        let shown = known.shown();
        if shown.is_erased(self.erased) {
            self.batch = std::mem::take(&mut self.batch).gone(shown.kind(), &shown.key());
            self.toll.gone += 1;
        } else if let Some(without) = self.without(known) {
            self.batch = put(std::mem::take(&mut self.batch), &without);
            self.toll.changed += 1;
        }
    }

    /// The record without the names; `None` where it has none. What had a name in it is a new version, so that an older
    /// file does not bring the name back.
    fn without(&self, known: &Known) -> Option<Known> {
        let mut any = false;
        let versions: Vec<Entry> = known
            .siblings()
            .map(|it| {
                let mut entry = it.clone();
                let stripped = entry.strip(self.erased);
                let redacted = self.redaction.as_ref().and_then(|it| it.redact(&entry));
                any |= stripped || redacted.is_some();
                let mut entry = redacted.clone().unwrap_or(entry);
                if let Entry::Call(it) = &mut entry
                    && it.body.transcript.is_some()
                    && self.erased.has("transcript", &it.body.id.to_string())
                {
                    it.body.transcript = None;
                    it.stamp.version = it.stamp.version.next(&self.writer);
                    any = true;
                }
                if redacted.is_some()
                    && let Some(stamp) = entry.stamp_mut()
                {
                    stamp.version = stamp.version.next(&self.writer);
                }
                entry
            })
            .collect();
        if any { Known::of(versions) } else { None }
    }

    /// What opened files have replaced: what was erased cannot be taken back.
    async fn opened(&mut self) -> Result<(), StorageError> {
        for mut opened in self.db.opened::<Opened>().await? {
            let id = opened.id.to_string();
            for part in 0..opened.parts {
                let mut changes: Vec<Change> = self.db.opened_part(&id, part).await?;
                let before = changes.len();
                changes.retain_mut(|it| it.forget(self.erased) && !self.names(it));
                if changes.len() < before || self.redaction.is_some() {
                    self.batch = std::mem::take(&mut self.batch).opened_part(&id, part, &changes);
                }
            }
            // "callcraft-maya-lindqvist.json" has a name in it, too.
            let name = opened.name.to_lowercase();
            if self.redaction.as_ref().is_some_and(|it| it.words().iter().any(|word| name.contains(&word.to_lowercase()))) {
                SOME_FILE.clone_into(&mut opened.name);
                self.batch = std::mem::take(&mut self.batch).opened(&id, &opened);
            }
        }
        Ok(())
    }

    fn names(&self, change: &Change) -> bool {
        self.redaction.as_ref().is_some_and(|it| change.before.iter().any(|line| it.is_in(line)))
    }
}

/// The records in which a person stands, by id or by name, each with all its versions.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn about(db: &Db, person: PersonId) -> Result<Vec<Known>, StorageError> {
    let stored = Stored::read(db).await?;
    let Some(body) = stored.people().into_iter().find(|it| it.body.id == person) else { return Ok(Vec::new()) };
    let (id, redaction) = (person.to_string(), Redaction::of(&body.body));
    let is_about = |it: &Known| {
        it.siblings().any(|it| {
            let line = it.line();
            line.contains(&id) || redaction.is_in(&line)
        })
    };
    let mut found: Vec<Known> = stored.all().into_iter().filter(|it| is_about(it)).collect();
    for call in stored.words() {
        found.extend(stored.read_words(db, &call).await?.filter(|it| is_about(it)));
    }
    Ok(found)
}
