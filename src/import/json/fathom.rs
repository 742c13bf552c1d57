//! Fathom: the meetings of its API, and the transcript of one.

use super::cast;
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::{Kind, Value};
use super::{Found, Here};
use crate::domain::transcript::Side;
use crate::import::Party;

const FACTS: Facts = Facts { began: "recording_start_time|scheduled_start_time|created_at", length: "", ..facts::PLAIN };

const FIELDS: list::Fields = list::Fields {
    speaker: "speaker.display_name|speaker.matched_calendar_invitee_email",
    start: "timestamp",
    end: "",
    words: "",
    ..PLAIN
};

/// Whether a value is a transcript of Fathom.
pub(super) fn is(value: Value) -> bool {
    utterances(value).is_some()
}

fn utterances(value: Value) -> Option<Value> {
    let list = if value.kind() == Kind::List { Some(value) } else { value.list("transcript") };
    list.filter(|it| it.shows(&["speaker.display_name", "timestamp"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let Some(list) = utterances(here.value) else { return };
    facts::people(here.get("calendar_invitees"), found);
    for utterance in list.items() {
        let text = |path: &str| utterance.get(path).and_then(cast::id);
        if let (Some(name), Some(email)) = (text("speaker.display_name"), text("speaker.matched_calendar_invitee_email"))
            && found.parties.iter().all(|it| it.name != name || it.email.is_none())
        {
            // An invitation may have another name, or none, at the same address.
            let side = found.parties.iter().find(|it| it.email.as_ref() == Some(&email)).map_or(Side::Unknown, |it| it.side);
            cast::meet(Party { name, email: Some(email), side, speaker: None }, found);
        }
    }
    let ours: Vec<String> = here.get("recorded_by.email").and_then(cast::id).into_iter().collect();
    cast::by_domain(&ours, found);
    list::read(list, &FIELDS, None, &mut list::label, found);
}
