//! tl;dv: `{"meetingId", "data": [{"speaker", "text", "startTime", "endTime"}]}`, times in seconds.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { began: "happenedAt", ..facts::PLAIN };

const FIELDS: list::Fields = list::Fields { start: "startTime", end: "endTime", ..PLAIN };

/// Whether a value is a transcript of tl;dv.
pub(super) fn is(value: Value) -> bool {
    value.list("data").is_some_and(|it| it.shows(&["startTime", "text"]) && (it.shows(&["speaker"]) || value.has(&["meetingId"])))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    facts::people(here.get("invitees"), found);
    if let Some(list) = here.value.list("data") {
        list::read(list, &FIELDS, None, &mut list::label, found);
    }
}
