//! The one way into the database: edits go out lot by lot, each confirmed by the browser; what was refused waits here and
//! is tried again. The rules are [`crate::domain::safety::saving`].

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use chrono::{NaiveDateTime, Timelike};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::sentinel;
use super::session::Session;
use crate::browser::clock;
use crate::domain::safety::Meta;
use crate::domain::safety::saving::{Queue, State};
use crate::storage::{Batch, End, StorageError, schema};

/// After this long what was refused is tried again, in milliseconds.
const AGAIN_MS: u32 = 10_000;

/// The name of the event of the window on which pages hand over at once what they still hold back.
pub const FLUSH: &str = "flush";

/// What is said where something has followed its call into the trash.
pub const IN_TRASH: &str =
    "This call was deleted in another tab. What you changed since is in the trash with it: bring it back on the Data page.";

/// Something to keep, and who waits to hear of it.
struct Asked {
    batch: Batch,
    /// Whether who asked says nothing of a refusal.
    once: bool,
    answer: Rc<Answer>,
}

/// What became of it, once it is known.
#[derive(Default)]
struct Answer {
    outcome: RefCell<Option<Result<(), StorageError>>>,
    /// Whether somebody has heard of an earlier try, and waits no more.
    told: Cell<bool>,
    waker: Cell<Option<Waker>>,
}

impl Answer {
    fn tell(&self, outcome: &Result<(), StorageError>) {
        self.outcome.replace(Some(outcome.clone()));
        self.told.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    async fn heard(&self) -> Result<(), StorageError> {
        poll_fn(|context| match self.outcome.borrow_mut().take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                self.waker.set(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

/// The edits of this page, and the next try.
#[derive(Clone, Default)]
pub struct Saves(Rc<Inside>);

#[derive(Default)]
struct Inside {
    queue: RefCell<Queue<Asked>>,
    again: RefCell<Option<Timeout>>,
}

impl Saves {
    /// Keeps `batch`. `once`: whole and now, or it is given back; else it waits until it is kept, whatever is answered.
    pub async fn keep(&self, session: Session, batch: Batch, once: bool) -> Result<(), StorageError> {
        let answer = Rc::new(Answer::default());
        let asked = Asked { batch, once, answer: answer.clone() };
        match once {
            true => self.0.queue.borrow_mut().once(asked),
            false => self.0.queue.borrow_mut().edit(asked),
        }
        self.send(session);
        answer.heard().await
    }

    /// Sends what waits, where nothing is on its way.
    pub fn send(&self, session: Session) {
        let (batch, answers) = {
            let mut queue = self.0.queue.borrow_mut();
            let lot = queue.send();
            let batch = lot.iter().fold(Batch::default(), |all, it| all.and(it.batch.clone()));
            (batch, lot.iter().map(|it| it.answer.clone()).collect::<Vec<_>>())
        };
        self.show(session);
        if answers.is_empty() {
            return;
        }
        let saves = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = write(session, batch).await;
            if let Err(err @ StorageError::Refused(it)) = &outcome {
                let gone = saves.0.queue.borrow_mut().refused(|asked| asked.batch.writes(it.store, &it.id));
                // What was compared with what is stored is made anew by who asked.
                if gone.iter().any(|it| (it.once && !it.batch.is_compared()) || it.answer.told.get()) {
                    session.complain(err);
                }
                gone.iter().for_each(|it| it.answer.tell(&outcome));
            } else {
                drop(saves.0.queue.borrow_mut().landed(outcome.clone().map_err(|it| it.to_string())));
                answers.iter().for_each(|it| it.tell(&outcome));
            }
            saves.show(session);
            if saves.0.queue.borrow().goes_on() {
                saves.send(session);
            } else if saves.0.queue.borrow().waits_refused() {
                let next = saves.clone();
                saves.0.again.replace(Some(Timeout::new(AGAIN_MS, move || next.send(session))));
            }
        });
    }

    fn show(&self, session: Session) {
        let state = self.0.queue.borrow().state();
        if session.saving.with_untracked(|it| *it != state) {
            session.saving.set(state);
        }
    }

    /// This page can write no more: pages hand over what they hold back, which still goes out, and then all stands still.
    pub fn end(&self, session: Session, end: End) {
        if let Ok(event) = web_sys::Event::new(FLUSH) {
            let _ = gloo::utils::window().dispatch_event(&event);
        }
        let saves = self.clone();
        let why = match end {
            End::Newer => "This tab is out of date: a newer Callcraft is open in another tab. What was saved is safe; reload to go on.",
            End::Gone => "The browser has removed this site's database while it was open. Reload to see what can be restored.",
        };
        // Only after the last lot has been handed to the database.
        Timeout::new(0, move || {
            saves.0.queue.borrow_mut().end(why.to_owned());
            saves.show(session);
        })
        .forget();
    }

    /// Whether every edit is kept or was given back.
    pub fn is_idle(&self) -> bool {
        self.0.queue.borrow().unsaved().next().is_none()
    }

    /// Whether leaving the page would lose an edit.
    pub fn at_risk(&self) -> bool {
        self.0.queue.borrow().waits_refused()
    }

    /// What is not kept, oldest first, as one batch.
    pub fn unsaved(&self) -> Batch {
        self.0.queue.borrow().unsaved().fold(Batch::default(), |all, it| all.and(it.batch.clone()))
    }
}

/// What the database must know of itself after the next change, and the settings where it has none yet and `change` brings
/// none.
pub fn with_change(session: Session, change: &Batch) -> (Batch, Meta) {
    let settings = session.settings.get_untracked();
    let meta = Meta { vault: settings.writer.clone(), seq: session.next_seq(), min_reader: schema::VERSION };
    let has_them = session.is_kept() || change.rows().any(|it| it.0 == schema::SETTINGS);
    let batch = if has_them { Batch::default() } else { Batch::default().settings_from(&settings, &settings) };
    (batch.meta(&meta), meta)
}

/// A change is kept: the time, the note outside, everybody who follows.
pub fn confirmed(session: Session, meta: &Meta) {
    session.saved_at.set(Some(clock::local(clock::now())));
    if !session.is_sample() {
        sentinel::changed(session, meta);
    }
    session.kept();
}

/// Writes a lot.
async fn write(session: Session, batch: Batch) -> Result<(), StorageError> {
    let (also, meta) = with_change(session, &batch);
    let batch = batch.and(also);
    let write = || (session.helpers.write)(session.db(), batch.clone());
    match write().await {
        // Snapshots lie in the same room.
        Err(StorageError::QuotaExceeded) if (session.helpers.make_room)().await => write().await?,
        other => other?,
    }
    confirmed(session, &meta);
    // Kept is kept: where this fails, the rows are where they were written.
    if (session.helpers.follow)(session.db(), batch.clone()).await > 0 {
        session.complain(IN_TRASH);
        session.tell();
    }
    Ok(())
}

/// In words, for the edge of the page.
pub fn says(state: &State, at: Option<NaiveDateTime>) -> String {
    match (state, at) {
        (State::Saved, Some(at)) => format!("Saved {:02}:{:02}", at.hour(), at.minute()),
        (State::Saved, None) => "Saved in this browser".to_owned(),
        (State::Saving, _) => "Saving…".to_owned(),
        (State::NotSaved(_), _) => "Not saved".to_owned(),
        (State::Ended(_), _) => "Not saving in this tab".to_owned(),
    }
}
