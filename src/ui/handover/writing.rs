//! Records on their way into the database, with what stood there before, so that all of it can be taken back.

use leptos::prelude::*;

use super::{Miss, compared, put};
use crate::browser::{clock, ids};
use crate::domain::settings::Settings;
use crate::exchange::file::Entry;
use crate::exchange::merge::Known;
use crate::exchange::opened::{Change, Opened};
use crate::storage::Batch;
use crate::ui::session::Session;

/// What is being written, so that it can be taken back.
pub struct Writing {
    session: Session,
    /// What is known of it so far.
    pub opened: Opened,
    /// What is not written yet.
    pub batch: Batch,
    changes: Vec<Change>,
    /// How far it was when the last of it was written.
    kept: (usize, Option<Settings>),
    /// How much that is, in bytes of records.
    pub bytes: usize,
    /// What is set from now on, where that changes.
    pub settings: Option<Settings>,
}

impl Writing {
    /// Nothing yet; `name` is what it is called where it can be taken back.
    pub fn new(session: Session, name: &str, replaced: bool) -> Self {
        let opened = Opened {
            id: ids::new(),
            name: name.to_owned(),
            at: clock::now(),
            replaced,
            records: 0,
            parts: 0,
            settings: None,
            is_whole: false,
        };
        Self { session, opened, batch: Batch::default(), changes: Vec::new(), kept: (0, None), bytes: 0, settings: None }
    }

    /// Adds what becomes of one record.
    pub fn add(&mut self, before: Option<&Known>, after: &Known) {
        let (entry, batch) = (after.shown(), std::mem::take(&mut self.batch));
        self.opened.records += 1;
        if matches!(entry, Entry::Erasure(_)) {
            self.batch = put(batch, after);
        } else {
            let at = (entry.kind().to_owned(), entry.key());
            self.batch = put(compared(batch, &at.0, &at.1, before), after);
            self.changes.push(Change::new(&at, before, Some(after)));
        }
        self.bytes += after.siblings().chain(before.into_iter().flat_map(Known::siblings)).map(|it| it.line().len()).sum::<usize>();
    }

    /// Adds a record that the file itself does not hold.
    pub fn begin(&mut self, record: &Known) {
        self.add(None, record);
        self.opened.records -= 1;
    }

    /// Sets what the file brings. Who uses this copy comes along only `with_me`; what it writes as stays.
    pub fn set(&mut self, file: &Settings, with_me: bool) {
        let first = self.session.settings.get_untracked();
        let before = self.settings.clone().unwrap_or_else(|| first.clone());
        let me = file.me.filter(|_| with_me).or(before.me);
        let after = Settings { writer: before.writer.clone(), me, ..file.clone() };
        let handed = |it: &Settings| it.to_hand().unwrap_or_default();
        self.opened.settings = Some(Box::new((handed(&first), handed(&after))));
        self.opened.records += 1;
        self.batch = std::mem::take(&mut self.batch).settings_from(&before, &after);
        self.settings = Some(after);
    }

    /// Takes one record away.
    pub fn remove(&mut self, before: &Known) {
        let (kind, key) = (before.shown().kind().to_owned(), before.shown().key());
        self.batch = compared(std::mem::take(&mut self.batch), &kind, &key, Some(before)).gone(&kind, &key);
        self.bytes += before.shown().line().len();
        self.changes.push(Change::new(&(kind, key), Some(before), None));
    }

    /// Takes something out of the trash; it lies there again where the file is taken back.
    pub fn unbin(&mut self, key: &str, held: impl IntoIterator<Item = Entry>) {
        self.batch = std::mem::take(&mut self.batch).without_trash(key.to_owned());
        let changes = Change::unbinned(key, held);
        self.bytes += changes.iter().flat_map(|it| &it.before).map(String::len).sum::<usize>();
        self.changes.extend(changes);
    }

    /// Writes the last of it: now it is whole.
    ///
    /// # Errors
    ///
    /// As for [`Self::write`].
    pub async fn end(&mut self) -> Result<Opened, Miss> {
        self.opened.is_whole = true;
        self.write().await?;
        if let Some(settings) = self.settings.take() {
            self.session.settings.set(settings);
        }
        Ok(self.opened.clone())
    }

    /// Lets go of what is not written: it is made anew.
    pub fn anew(&mut self) {
        self.opened.is_whole = false;
        (self.opened.records, self.settings) = self.kept.clone();
        if self.settings.is_none() {
            self.opened.settings = None;
        }
        self.batch = Batch::default();
        self.changes.clear();
        self.bytes = 0;
    }

    /// Writes what is waiting, in one transaction with how to take it back.
    ///
    /// # Errors
    ///
    /// Where another tab has changed meanwhile what it was compared with, or the browser does not keep it; then nothing of it
    /// is written.
    pub async fn write(&mut self) -> Result<(), Miss> {
        let id = self.opened.id.to_string();
        let part = self.opened.parts;
        let opened = Opened { parts: part + 1, ..self.opened.clone() };
        let batch = std::mem::take(&mut self.batch).opened(&id, &opened).opened_part(&id, part, &self.changes).strictly();
        self.session.commit(batch).await?;
        self.opened = opened;
        self.kept = (self.opened.records, self.settings.clone());
        self.changes.clear();
        self.bytes = 0;
        Ok(())
    }
}
