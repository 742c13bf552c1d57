//! The note outside the database ([`Sentinel`]), renewed after each change of the person's own workspace, and what follows
//! from it: a snapshot, once in a while.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::session::Session;
use crate::browser::{clock, keep, prefs};
use crate::domain::safety::{Meta, Sentinel};
use crate::storage::schema::{CALLS, PEOPLE, SCORECARDS};

const KEY: &str = "sentinel";
const ASKED: &str = "persist-asked";

/// After this long without a change a snapshot is taken of what was changed, in milliseconds.
const IDLE_MS: u32 = 600_000;
/// After a start, of what an earlier one left.
const START_MS: u32 = 60_000;

/// The note; an empty one where there is none.
pub fn get() -> Sentinel {
    find().unwrap_or_default()
}

/// The note, if there is one.
pub fn find() -> Option<Sentinel> {
    serde_json::from_slice(prefs::get(KEY)?.as_bytes()).ok()
}

/// Changes the note. Read anew each time: other tabs write it too.
pub fn update(change: impl FnOnce(&mut Sentinel)) {
    let mut note = get();
    change(&mut note);
    if let Ok(text) = serde_json::to_string(&note) {
        prefs::set(KEY, &text);
    }
}

/// A change is in the database.
pub fn changed(session: Session, meta: &Meta) {
    update(|it| it.changed(&meta.vault, meta.seq, clock::now()));
    // The first real save: now there is something to protect. Asked once: a browser may ask the person.
    if prefs::get(ASKED).is_none() {
        prefs::set(ASKED, "yes");
        keep::ask_to_persist();
    }
    count(session);
    let note = get();
    schedule(session, if note.wants_snapshot() { note.snapshot_rests(clock::now()) } else { IDLE_MS });
}

/// Much has come in at once: a snapshot of it is taken as soon as it may.
pub fn filled(session: Session) {
    if !session.is_sample() {
        update(|it| it.is_due = true);
        schedule(session, get().snapshot_rests(clock::now()));
    }
}

/// After a start: what an earlier one has changed since the last snapshot is not forgotten, nor what is too old.
pub fn started(session: Session) {
    if !session.is_sample() {
        schedule(session, START_MS.max(get().snapshot_rests(clock::now())));
    }
}

fn schedule(session: Session, after: u32) {
    let timer = Timeout::new(after, move || (session.helpers.look_after)(session));
    session.snapshot.set_value(Some(timer));
}

/// Notes how much there is, for the day it is gone.
fn count(session: Session) {
    let db = session.db();
    wasm_bindgen_futures::spawn_local(async move {
        if let (Ok(calls), Ok(cards), Ok(people)) = (db.count(CALLS).await, db.count(SCORECARDS).await, db.count(PEOPLE).await) {
            update(|it| (it.calls, it.cards, it.people) = (calls, cards, people));
            session.risk.update(|it| *it = it.wrapping_add(1));
        }
    });
}
