//! Azure Speech (batch): recognised phrases, times in ticks of 100 nanoseconds.

use super::facts::Facts;
use super::list;
use super::times::Unit;
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { title: "", began: "", length: "durationInTicks", unit: Unit::Ticks, language: "recognizedPhrases.0.locale" };

const FIELDS: list::Fields = list::Fields {
    speaker: "speaker|channel",
    start: "offsetInTicks|offset",
    end: "",
    length: "durationInTicks|duration",
    text: "nBest.0.display|nBest.0.lexical",
    words: "nBest.0.words|nBest.0.displayWords",
    unit: Unit::Ticks,
    carries: false,
    has_events: false,
};

/// Whether a value is a result of Azure.
pub(super) fn is(value: Value) -> bool {
    value.list("recognizedPhrases").is_some()
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    if let Some(list) = here.value.list("recognizedPhrases") {
        list::read(list, &FIELDS, None, &mut list::label, found);
        // Phrases of several channels come channel by channel.
        list::sort_by_time(found);
    }
}
