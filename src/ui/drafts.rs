//! Rubrics being edited, kept in this browser at every letter so that a reload loses nothing: a journal in localStorage,
//! apart from the database, so that no half-done rubric is ever chosen for a call or written into a file.

use crate::browser::prefs;
use crate::domain::rubric::{Rubric, RubricRef};
use crate::ui::session::Session;

fn name(session: Session, from: &RubricRef) -> String {
    let workspace = if session.is_sample() { "sample" } else { "own" };
    format!("rubric.{workspace}.{}@{}", from.key, from.version)
}

/// Whether a draft begun from that version waits.
pub fn waits(session: Session, from: &RubricRef) -> bool {
    prefs::get(&name(session, from)).is_some()
}

/// The draft begun from that version.
pub fn get(session: Session, from: &RubricRef) -> Option<Rubric> {
    serde_json::from_slice(prefs::get(&name(session, from))?.as_bytes()).ok()
}

/// Keeps a draft; tells whether the browser did.
pub fn keep(session: Session, from: &RubricRef, draft: &Rubric) -> bool {
    let (name, Ok(json)) = (name(session, from), serde_json::to_string(draft)) else { return false };
    prefs::set(&name, &json);
    prefs::get(&name).is_some_and(|it| it == json)
}

/// Forgets a draft.
pub fn forget(session: Session, from: &RubricRef) {
    prefs::remove(&name(session, from));
}
