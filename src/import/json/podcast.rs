//! Podcast transcripts (Podcasting 2.0): segments with a `body`; who speaks is named when it changes.

use super::facts;
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FIELDS: list::Fields = list::Fields { start: "startTime", end: "endTime", text: "body", words: "", carries: true, ..PLAIN };

/// Whether a value is a podcast's transcript.
pub(super) fn is(value: Value) -> bool {
    value.list("segments").is_some_and(|it| it.shows(&["body"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&facts::PLAIN, found);
    if let Some(list) = here.value.list("segments") {
        list::read(list, &FIELDS, None, &mut list::label, found);
    }
}
