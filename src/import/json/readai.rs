//! Read AI: blocks of a speaker, times counted from 1970.

use super::cast;
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { began: "start_time|start_time_ms", ..facts::PLAIN };

const FIELDS: list::Fields =
    list::Fields { speaker: "speaker.name|speaker", start: "start_time", end: "end_time", text: "words|text", words: "", ..PLAIN };

/// Whether a value is a transcript of Read AI.
pub(super) fn is(value: Value) -> bool {
    value.list("speaker_blocks").is_some()
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    facts::people(here.get("participants"), found);
    if let Some(owner) = here.get("owner.email").and_then(cast::id) {
        cast::by_domain(&[owner], found);
    }
    if let Some(list) = here.value.list("speaker_blocks") {
        list::read(list, &FIELDS, here.get("start_time|start_time_ms"), &mut list::label, found);
    }
}
