//! whisper.cpp: `transcription` with offsets in milliseconds, and clock times with a comma.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { title: "", began: "", length: "", language: "result.language", ..facts::PLAIN };

const FIELDS: list::Fields = list::Fields {
    start: "offsets.from|timestamps.from",
    end: "offsets.to|timestamps.to",
    unit: Unit::Millis,
    words: "",
    carries: true,
    ..PLAIN
};

/// Whether a value is a transcript of whisper.cpp.
pub(super) fn is(value: Value) -> bool {
    value.list("transcription").is_some_and(|it| it.shows(&["offsets"]) || it.shows(&["timestamps"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    if let Some(list) = here.value.list("transcription") {
        list::read(list, &FIELDS, None, &mut list::label, found);
    }
}
