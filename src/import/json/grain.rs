//! Grain: `[{"speaker", "participant_id", "start", "end", "text"}]`, times in milliseconds.

use super::facts;
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::{Kind, Value};
use super::{Found, Here};
use crate::domain::transcript::Side;

const FACTS: facts::Facts =
    facts::Facts { began: "start_datetime|start_time|date", length: "duration_ms|duration", unit: Unit::Millis, ..facts::PLAIN };

const PEOPLE: super::cast::Fields = super::cast::Fields {
    side: |it| match it.get("scope").and_then(Value::text).as_deref() {
        Some("internal") => Side::Ours,
        Some("external") => Side::Theirs,
        _ => Side::Unknown,
    },
    id: "id",
    ..facts::PEOPLE
};

/// Whether a value is a transcript of Grain.
pub(super) fn is(value: Value) -> bool {
    utterances(value).is_some()
}

fn utterances(value: Value) -> Option<Value> {
    let list = if value.kind() == Kind::List { Some(value) } else { value.list("transcript|transcript_json|segments") };
    // The id may be missing where Grain does not know who it was; the field is there.
    list.filter(|it| it.shows_field("participant_id") && it.shows(&["text", "start"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let mut cast = super::cast::Cast::default();
    if let Some(people) = here.get("participants") {
        cast.meet(people, &PEOPLE, found);
    }
    let Some(list) = utterances(here.value) else { return };
    let fields = list::Fields { speaker: "speaker.name|speaker|participant_id", unit: Unit::Millis, ..PLAIN };
    list::read(list, &fields, None, &mut list::label, found);
}
