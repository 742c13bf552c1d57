//! The workspace that is open: the only door from pages to storage.

use std::sync::Arc;

use chrono::NaiveDateTime;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::helpers::Helpers;
use super::outlive;
use super::pending;
use super::saves::Saves;
use super::sentinel;
use super::toast::Toast;
use crate::browser::copies::Copies;
use crate::browser::files::Dropped;
use crate::browser::site::Site;
use crate::browser::tabs::Tabs;
use crate::browser::{clock, ids, prefs};
use crate::domain::id::{CallId, PersonId};
use crate::domain::people::{Person, Role};
use crate::domain::record::{Record, Stamp};
use crate::domain::safety::saving::State;
use crate::domain::settings::Settings;
use crate::storage::{Batch, Db, StorageError};

/// The open workspace. `Copy`: take it from context at the top of a component, never after an `.await`.
#[derive(Clone, Copy)]
pub struct Session {
    db: StoredValue<Db, LocalStorage>,
    tabs: StoredValue<Tabs, LocalStorage>,
    site: StoredValue<Site>,
    /// What this copy knows of itself.
    pub settings: RwSignal<Settings>,
    settings_kept: StoredValue<bool>,
    /// Counts changes of anything stored.
    changed: RwSignal<u32>,
    /// The same, without those of other tabs while something is half typed: resources follow it.
    pub(super) shown: RwSignal<u32>,
    /// What of [`Self::elsewhere`] is in it.
    pub(super) seen: StoredValue<u32>,
    /// Whether something is half typed on this page.
    pub(super) typing: RwSignal<bool>,
    /// Counts what other tabs have told of: what this tab does itself its pages know.
    pub elsewhere: RwSignal<u32>,
    /// What may be said of the edits made so far.
    pub saving: RwSignal<State>,
    /// When the browser last confirmed one, by the person's clock.
    pub saved_at: RwSignal<Option<NaiveDateTime>>,
    saves: StoredValue<Saves, LocalStorage>,
    pub(super) helpers: Helpers,
    seq: StoredValue<u64>,
    /// The next snapshot.
    pub(super) snapshot: StoredValue<Option<Timeout>, LocalStorage>,
    /// What was last said of a snapshot or a file that failed: it is said once.
    pub(super) troubled: StoredValue<String>,
    /// Grows whenever what is at risk changes: the note outside the database is read again.
    pub risk: RwSignal<u32>,
    /// The message shown now.
    pub toast: RwSignal<Option<Toast>>,
    /// The calls of the list that was shown last, in its order: a call is gone on from in it.
    pub list: StoredValue<Arc<Vec<CallId>>>,
    /// Whether the person has said that they are none of the people known: they are not asked again.
    pub is_nobody: StoredValue<bool>,
    /// The file that is looked at: none of ours, and by itself.
    pub incoming: RwSignal<Option<web_sys::File>, LocalStorage>,
    /// One file, not read yet: the page that opens it takes it from here.
    pub picked: RwSignal<Option<web_sys::File>, LocalStorage>,
    /// More than one, not read yet: the page that opens them takes them from here.
    pub many: RwSignal<Vec<Dropped>, LocalStorage>,
}

/// The choice that remembers [`Session::is_nobody`].
fn nobody_key(is_sample: bool) -> &'static str {
    if is_sample { "nobody.sample" } else { "nobody" }
}

impl Session {
    /// The session over an open database.
    pub fn new(db: Db, site: Site, settings: Option<Settings>, seq: u64, helpers: Helpers) -> Self {
        let changed = RwSignal::new(0u32);
        let nobody = prefs::get(nobody_key(site.sample)).is_some();
        let name = if site.sample { "callcraft-sample" } else { "callcraft" };
        let elsewhere = RwSignal::new(0u32);
        let tabs = Tabs::join(name, move |_| [changed, elsewhere].iter().for_each(|it| it.update(|it| *it = it.wrapping_add(1))));
        let kept = settings.is_some();
        let settings = settings.unwrap_or_else(|| Settings { writer: ids::new().to_string(), ..Settings::default() });
        let session = Self {
            db: StoredValue::new_local(db.clone()),
            tabs: StoredValue::new_local(tabs),
            site: StoredValue::new(site),
            settings: RwSignal::new(settings),
            settings_kept: StoredValue::new(kept),
            changed,
            shown: RwSignal::new(0),
            seen: StoredValue::new(0),
            typing: RwSignal::new(false),
            elsewhere,
            saving: RwSignal::new(State::Saved),
            saved_at: RwSignal::new(None),
            saves: StoredValue::new_local(Saves::default()),
            helpers,
            seq: StoredValue::new(seq),
            snapshot: StoredValue::new_local(None),
            troubled: StoredValue::new(String::new()),
            risk: RwSignal::new(0),
            toast: RwSignal::new(None),
            list: StoredValue::default(),
            is_nobody: StoredValue::new(nobody),
            incoming: RwSignal::new_local(None),
            picked: RwSignal::new_local(None),
            many: RwSignal::new_local(Vec::new()),
        };
        db.on_end(move |end| session.saves.with_value(|it| it.end(session, end)));
        sentinel::started(session);
        session.follow_settings();
        session.follow_others();
        session
    }

    /// The session of the app; every component below [`super::app::App`] has it.
    pub fn get() -> Self {
        expect_context()
    }

    /// The database, to read from in resources.
    pub fn db(self) -> Db {
        self.db.get_value()
    }

    /// Where the site lives.
    pub fn site(self) -> Site {
        self.site.get_value()
    }

    /// Remembers whether who sits here has said that they are none of the people known.
    pub fn be_nobody(self, is_nobody: bool) {
        self.is_nobody.set_value(is_nobody);
        let key = nobody_key(self.is_sample());
        if is_nobody { prefs::set(key, "1") } else { prefs::remove(key) }
    }

    /// Somebody of this name, who coaches, comes to be known here. A failure is shown by the shell.
    pub async fn make_known(self, name: &str, people: &[Record<Person>]) -> Option<PersonId> {
        let body = Person { zone: clock::zone(), ..Person::new(PersonId(ids::new()), name, Role::Manager) };
        let (id, stamp) = (body.id, self.stamp(None, people));
        self.commit(Batch::default().person(&Record { stamp, body })).await.ok().map(|()| id)
    }

    /// Whether this is the sample workspace.
    pub fn is_sample(self) -> bool {
        self.site.with_value(|it| it.sample)
    }

    /// The copies of recordings that are kept beside this workspace.
    pub fn copies(self) -> Copies {
        Copies { workspace: if self.is_sample() { "sample" } else { "own" } }
    }

    /// Follows changes of anything stored, in this tab and in others. What others change while something is half typed is
    /// followed when that is done: a page that is drawn anew would lose it.
    pub fn follow(self) {
        outlive::follow(&self.shown);
    }

    /// Follows changes of anything stored, at once: for what draws no form anew.
    pub fn follow_at_once(self) {
        outlive::follow(&self.changed);
    }

    /// Follows what other tabs do, at once.
    pub fn follow_elsewhere(self) {
        outlive::follow(&self.elsewhere);
    }

    /// Follows what is at risk.
    pub fn follow_risk(self) {
        outlive::follow(&self.risk);
    }

    /// Asks the settings something, and follows them.
    pub fn with_settings<T>(self, ask: impl FnOnce(&Settings) -> T) -> T {
        outlive::follow(&self.settings);
        self.settings.with_untracked(ask)
    }

    /// A stamp for the next version of a record that so far has `before`.
    pub fn stamp(self, before: Option<&Stamp>, people: &[Record<Person>]) -> Stamp {
        let settings = self.settings.get_untracked();
        let by = settings.me.and_then(|me| name_of(people, me)).unwrap_or_default();
        Stamp {
            by,
            at: clock::now(),
            version: before.map(|it| it.version.clone()).unwrap_or_default().next(&settings.writer),
            deleted: false,
        }
    }

    /// Keeps a batch, whole and now: resolves when the browser has confirmed it. The state of saving follows.
    ///
    /// # Errors
    ///
    /// Where the browser did not keep it, or it was made from what another tab has changed or removed: that is said at the
    /// edge of the page too, and nothing is half-written.
    pub async fn commit(self, batch: Batch) -> Result<(), StorageError> {
        self.saves().keep(self, batch, true).await
    }

    /// Keeps an edit: as [`Self::commit`], but what is refused stays in memory and goes out again by itself, before any
    /// later edit. For what is written over and over under one id.
    ///
    /// # Errors
    ///
    /// Where the browser did not keep it yet. What was made from an older version is given back at once, with the edits after
    /// it ([`StorageError::Refused`]): who asked says what becomes of it.
    pub async fn edit(self, batch: Batch) -> Result<(), StorageError> {
        self.saves().keep(self, batch, false).await
    }

    /// The edits of this page.
    pub fn saves(self) -> Saves {
        self.saves.get_value()
    }

    /// The number of the next change.
    pub(super) fn next_seq(self) -> u64 {
        let noted = if self.is_sample() { 0 } else { sentinel::get().seq };
        let next = noted.max(self.seq.get_value()) + 1;
        self.seq.set_value(next);
        next
    }

    /// Whether the settings are stored.
    pub(super) fn is_kept(self) -> bool {
        self.settings_kept.get_value()
    }

    /// The browser has confirmed a change.
    pub(super) fn kept(self) {
        self.settings_kept.set_value(true);
        self.tell();
    }

    /// Tells this tab's resources and the other tabs that something stored has changed.
    pub fn tell(self) {
        self.seen.set_value(self.elsewhere.get_untracked());
        [self.changed, self.shown].iter().for_each(|it| it.update(|it| *it = it.wrapping_add(1)));
        self.tabs.with_value(|it| it.say("changed"));
    }

    /// Changes the settings, at once, and keeps them when awaited, beside what other tabs have set since.
    pub fn change_settings(self, change: impl FnOnce(&mut Settings)) -> impl Future<Output = Result<(), StorageError>> {
        let was = self.settings.get_untracked();
        self.settings.update(change);
        let now = self.settings.get_untracked();
        let sample = self.is_sample();
        pending::note_settings(sample, &was, &now);
        async move {
            self.edit(Batch::default().settings_from(&was, &now)).await?;
            pending::settings_done(sample, &now);
            Ok(())
        }
    }
}

/// The name of a person.
pub fn name_of(people: &[Record<Person>], id: PersonId) -> Option<String> {
    people.iter().find(|it| it.body.id == id).map(|it| it.body.name.clone())
}
