//! Erasing for ever: from every store, from what opened files have replaced, from the trash, and from what this browser
//! keeps beside the database.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{Stored, again, batch, put};
use crate::browser::{clock, ids, prefs};
use crate::domain::erasure::{Erasure, Erasures, Subject};
use crate::domain::id::{CallId, ErasureId, PersonId};
use crate::domain::people::Person;
use crate::domain::settings::Settings;
use crate::exchange::file::Entry;
use crate::exchange::merge::{Here, Known, Merging};
use crate::exchange::nameless::Names;
use crate::exchange::opened::{Change, Opened};
use crate::exchange::redact::{Found, Redaction};
use crate::storage::{Batch, Bin, Db, StorageError};
use crate::ui::session::{Session, name_of};
use crate::ui::{kept_files, snapshots};

/// What a file's name is told as where it had an erased name in it.
pub const SOME_FILE: &str = "a file";

/// What is to be erased.
#[derive(Clone, Debug, PartialEq)]
pub enum Whom {
    /// A person: the record, and the name wherever it stands, but for these single parts of it.
    Person(Box<Person>, BTreeSet<String>),
    /// Calls with their words and cards.
    Calls(BTreeSet<CallId>),
    /// The words of calls; the calls stay.
    Words(BTreeSet<CallId>),
}

impl Whom {
    fn subjects(&self) -> BTreeSet<Subject> {
        let subject = |kind: &str, key: String| Subject { kind: kind.to_owned(), key };
        match self {
            Self::Person(it, _) => crate::domain::order::set(it.ids().map(|id| subject("person", id.to_string()))),
            Self::Calls(all) => crate::domain::order::set(all.iter().map(|it| subject("call", it.to_string()))),
            Self::Words(all) => crate::domain::order::set(all.iter().map(|it| subject("transcript", it.to_string()))),
        }
    }
}

/// The name of the person, looked for in all that is stored.
async fn names(db: &Db, stored: &Stored, bins: &[Bin], whom: &Whom) -> Result<Names, StorageError> {
    let Whom::Person(person, left) = whom else { return Ok(Names::default()) };
    let mut names = Names::of(Redaction::of(person).leaving(left));
    every(db, stored, bins, &mut |it| names.learn(it)).await?;
    Ok(names)
}

/// What one thing in the trash holds.
pub(super) fn held(bin: &Bin) -> Vec<Entry> {
    bin.records().map(|(kind, line)| Entry::kept(kind, line)).collect()
}

/// Goes through all that is stored, also what lies in the trash: it may come back.
pub(super) async fn every(db: &Db, stored: &Stored, bins: &[Bin], see: &mut dyn FnMut(&Entry)) -> Result<(), StorageError> {
    stored.all().iter().flat_map(Known::siblings).for_each(&mut *see);
    for call in stored.words() {
        stored.read_words(db, &call).await?.iter().flat_map(Known::siblings).for_each(&mut *see);
    }
    bins.iter().flat_map(held).for_each(|it| see(&it));
    Ok(())
}

/// What erasing would do, or has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// Records that go, with all their versions.
    pub gone: usize,
    /// Records that stay without the name.
    pub changed: usize,
    /// Where the name was found: the full one, and each part of it.
    pub found: Vec<Found>,
}

/// What erasing would do; nothing is changed.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn try_out(session: Session, whom: &Whom) -> Result<Toll, StorageError> {
    plan(session, whom, "").await.map(|it| it.toll)
}

/// Erases, with a record of it that holds ids only. `why` must name nobody.
///
/// # Errors
///
/// A sentence where the browser does not keep it; then nothing is erased.
pub async fn erase(session: Session, whom: &Whom, why: &str) -> Result<Toll, String> {
    let erased = again(async || {
        // What another tab has written since was not looked through.
        let mark = session.db().mark().await?;
        let Plan { batch, toll, settings, names } = plan(session, whom, why).await?;
        session.commit(batch.since(mark).strictly()).await?;
        Ok((toll, settings, names))
    });
    let (toll, settings, names) = erased.await?;
    if let Some(settings) = settings {
        session.settings.set(settings);
    }
    if !matches!(whom, Whom::Words(_)) {
        let keys: Vec<String> = whom.subjects().into_iter().map(|it| it.key).collect();
        let has = |text: &str| keys.iter().any(|it| text.contains(it.as_str()));
        prefs::forget_all(|name, value| has(name) || has(value) || names.iter().any(|it| it.is_in(&format!("{name} {value}"))));
    }
    kept_files::let_go(session).await;
    // They hold what was erased. The next one is taken of what is left.
    snapshots::forget_all().await;
    Ok(toll)
}

/// What erases.
struct Plan {
    batch: Batch,
    toll: Toll,
    /// What is set then, where that changes.
    settings: Option<Settings>,
    names: Names,
}

async fn plan(session: Session, whom: &Whom, why: &str) -> Result<Plan, StorageError> {
    let db = session.db();
    let stored = Stored::read(&db).await?;
    let settings = db.settings().await?.unwrap_or_else(|| session.settings.get_untracked());
    let by = settings.me.and_then(|me| name_of(&stored.people(), me)).unwrap_or_default();
    let bins = db.bins().await?;
    let names = names(&db, &stored, &bins, whom).await?;
    let by = if names.iter().any(|it| it.is_in(&by)) { String::new() } else { by };
    let erasure = Erasure { id: ErasureId(ids::new()), of: whom.subjects(), at: clock::now(), by, why: why.to_owned() };
    let mut erased = Erasures::default();
    erased.extend(stored.erased().records().cloned());
    erased.add(erasure.clone());
    let mut sweeping =
        Sweeping { db: &db, erased: &erased, names, writer: settings.writer.clone(), batch: Batch::default(), toll: Toll::default() };
    sweeping.records(&stored).await?;
    sweeping.trash(bins);
    let found = sweeping.names.iter().flat_map(Redaction::found).collect();
    sweeping.opened().await?;
    let Sweeping { batch, toll, names, .. } = sweeping;
    // Who erased something before is a name, too.
    let signed = stored.erased().records().filter_map(|it| names.redact(&Entry::Erasure(it.clone())));
    let signed = signed.filter_map(|it| if let Entry::Erasure(it) = it { Some(it) } else { None });
    let batch = signed.fold(batch.without_signals(), |batch, it| batch.erasure(&it)).erasure(&erasure);
    let mut without = without_name(&names, &settings);
    if names.iter().any(|it| Some(it.person()) == settings.me) {
        without.get_or_insert_with(|| settings.clone()).me = None;
    }
    let batch = without.iter().fold(batch, Batch::settings);
    Ok(Plan { batch, toll: Toll { found, ..toll }, settings: without, names })
}

/// What is set, without the name; `None` where it has none: a saved view may be called after somebody.
fn without_name(names: &Names, settings: &Settings) -> Option<Settings> {
    match names.redact(&Entry::Settings(Box::new(settings.to_hand()?)))? {
        Entry::Settings(it) => Some(Settings { writer: settings.writer.clone(), ..*it }),
        _ => None,
    }
}

/// Adds to `batch` what a file that was opened erases here, and the words of calls whose consent turned out to be declined.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn after_opening(db: &Db, batch: Batch, file: &Merging<'_>, writer: String) -> Result<Batch, StorageError> {
    let stored = Stored::read(db).await?;
    let bins = db.bins().await?;
    // Whom the file erases may be named here as well, and there only by the record that goes.
    let is_new = |it: PersonId| file.erases().iter().any(|of| of.kind == "person" && of.key == it.to_string());
    let mut names = file.names().only(is_new);
    if !names.is_empty() {
        every(db, &stored, &bins, &mut |it| names.learn(it)).await?;
    }
    let mut sweeping = Sweeping { db, erased: file.erased(), names, writer, batch, toll: Toll::default() };
    sweeping.records(&stored).await?;
    sweeping.trash(bins);
    sweeping.opened().await?;
    Ok(file.bars().fold(sweeping.batch, |batch, it| batch.gone("transcript", &it.to_string())))
}

/// Going through all that is stored.
struct Sweeping<'a> {
    db: &'a Db,
    erased: &'a Erasures,
    names: Names,
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
        if self.batch.has_compared(shown.kind(), &shown.key()) {
            // What is to be written was made with all this in mind, and takes its place.
        } else if shown.is_erased(self.erased) {
            self.batch = std::mem::take(&mut self.batch).gone(shown.kind(), &shown.key());
            self.toll.gone += 1;
        } else if let Some(without) = self.without(known) {
            self.batch = put(std::mem::take(&mut self.batch), &without);
            self.toll.changed += 1;
        }
    }

    /// The record without the names, as a new version, so that no older file brings one back; `None` where it has none.
    fn without(&self, known: &Known) -> Option<Known> {
        let mut any = false;
        let versions: Vec<Entry> = known
            .siblings()
            .map(|it| {
                let mut entry = it.clone();
                let stripped = entry.strip(self.erased);
                let redacted = self.names.redact(&entry);
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
                // Also what only lost a voice's name: a tab that shows it must not write over it.
                if (redacted.is_some() || stripped && !self.names.is_empty())
                    && let Some(stamp) = entry.stamp_mut()
                {
                    stamp.version = stamp.version.next(&self.writer);
                }
                entry
            })
            .collect();
        if any { Known::of(versions) } else { None }
    }

    /// What lies in the trash: what was erased goes out of it, the rest may come back, without the name.
    fn trash(&mut self, bins: Vec<Bin>) {
        for bin in bins {
            let records = held(&bin);
            // Of a record may lie there what two tabs wrote at the same time: all of it, or none, is written again.
            let mut all: BTreeMap<(&str, String), Vec<Entry>> = BTreeMap::new();
            records.iter().for_each(|it| all.entry((it.kind(), it.key())).or_default().push(it.clone()));
            let without = all.into_values().filter_map(|it| self.without(&Known::of(it)?));
            let without: Vec<Known> = without.flat_map(Known::into_siblings).map(Known::new).collect();
            // What is not understood cannot be written again without the name.
            let is_unclear = without.iter().any(|it| matches!(it.shown(), Entry::Unknown(_)));
            if is_unclear || records.iter().any(|it| it.is_erased(self.erased)) {
                self.toll.gone += records.len();
                self.batch = std::mem::take(&mut self.batch).without_trash(bin.key().to_owned());
                continue;
            }
            if !without.is_empty() {
                self.toll.changed += without.len();
                self.batch = std::mem::take(&mut self.batch).and(bin.rewritten(&batch(without)));
            }
        }
    }

    /// What opened files have replaced: what was erased cannot be taken back.
    async fn opened(&mut self) -> Result<(), StorageError> {
        for mut opened in self.db.opened::<Opened>().await? {
            let id = opened.id.to_string();
            for part in 0..opened.parts {
                let mut changes: Vec<Change> = self.db.opened_part(&id, part).await?;
                let before = changes.len();
                changes.retain_mut(|it| it.forget(self.erased) && !self.names(it));
                if changes.len() < before || !self.names.is_empty() {
                    self.batch = std::mem::take(&mut self.batch).opened_part(&id, part, &changes);
                }
            }
            if let Some(set) = opened.settings.as_deref_mut().filter(|_| !self.names.is_empty()) {
                for it in [&mut set.0, &mut set.1] {
                    *it = without_name(&self.names, it).unwrap_or_else(|| it.clone());
                    it.me = it.me.filter(|me| !self.erased.has("person", &me.to_string()));
                }
                self.batch = std::mem::take(&mut self.batch).opened(&id, &opened);
            }
            // "callcraft-maya-lindqvist.json" has a name in it, too.
            if self.names.is_in_file_name(&opened.name) {
                SOME_FILE.clone_into(&mut opened.name);
                self.batch = std::mem::take(&mut self.batch).opened(&id, &opened);
            }
        }
        Ok(())
    }

    fn names(&self, change: &Change) -> bool {
        change.known_before().is_some_and(|before| before.siblings().any(|it| self.names.redact(it).is_some()))
    }
}
