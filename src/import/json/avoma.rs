//! Avoma: words with a time each, and speakers that say whether they are reps.

use super::cast::{self, Cast};
use super::facts;
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};
use crate::domain::transcript::Side;

const FIELDS: list::Fields =
    list::Fields { speaker: "speaker_id", start: "timestamps.0", end: "timestamps.$", text: "transcript", words: "timestamps", ..PLAIN };

const PERSON: cast::Fields = cast::Fields {
    id: "id",
    name: "name",
    email: "email",
    side: |it| match it.get("is_rep").map(Value::is_true) {
        Some(true) => Side::Ours,
        Some(false) => Side::Theirs,
        None => Side::Unknown,
    },
};

/// Whether a value is a transcript of Avoma.
pub(super) fn is(value: Value) -> bool {
    value.list("transcript").is_some_and(|it| it.shows(&["transcript"]) && (it.shows(&["timestamps"]) || it.shows(&["speaker_id"])))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&facts::PLAIN, found);
    let mut cast = Cast::default();
    if let Some(speakers) = here.get("speakers") {
        cast.meet(speakers, &PERSON, found);
    }
    if let Some(list) = here.value.list("transcript") {
        list::read(list, &FIELDS, None, &mut |it| cast.label(it), found);
    }
}
