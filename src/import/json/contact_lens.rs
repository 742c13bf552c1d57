//! Amazon Connect and Transcribe Call Analytics: `Transcript` with participants that have roles, times in milliseconds.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts =
    Facts { title: "JobName", length: "ConversationCharacteristics.TotalConversationDurationMillis", unit: Unit::Millis, ..facts::PLAIN };

const FIELDS: list::Fields = list::Fields {
    speaker: "ParticipantRole|ParticipantId",
    start: "BeginOffsetMillis",
    end: "EndOffsetMillis",
    text: "Content",
    words: "",
    unit: Unit::Millis,
    ..PLAIN
};

/// Whether a value is such a transcript.
pub(super) fn is(value: Value) -> bool {
    value.list("Transcript").is_some_and(|it| it.shows(&["Content"]) && (it.shows(&["BeginOffsetMillis"]) || it.shows(&["ParticipantId"])))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    if let Some(list) = here.value.list("Transcript") {
        list::read(list, &FIELDS, None, &mut |it| list::label(it).map(capital), found);
    }
}

/// "AGENT" as "Agent".
fn capital(role: String) -> String {
    match role.as_str() {
        "AGENT" => "Agent".to_owned(),
        "CUSTOMER" => "Customer".to_owned(),
        _ => role,
    }
}
