//! Whisper and what is made like it: segments in seconds, nobody named; or words alone.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

pub(super) const FACTS: Facts = Facts { title: "", began: "", ..facts::PLAIN };

const FIELDS: list::Fields = list::Fields { carries: true, ..PLAIN };
const WORD: list::Fields = list::Fields { text: "word|text", words: "", ..PLAIN };

/// Fields of a segment that others do not have.
const MARKS: &[&str] = &[
    "seek",
    "tokens",
    "avg_logprob",
    "no_speech_prob",
    "compression_ratio",
    "temperature",
    "words.0.word",
    "words.0.probability",
    "words.0.confidence",
];

/// Whether a value is a transcript of Whisper.
pub(super) fn is(value: Value) -> bool {
    let Some(list) = value.list("segments|chunks") else {
        // What has words and a start of its own is a segment among others.
        return value.has(&["text", "words.0.word", "words.0.start"]) && !value.has(&["start"]);
    };
    let is_marked = value.has(&["text"]) || value.has(&["language"]) || MARKS.iter().any(|it| list.shows(&[it]));
    (is_marked && list.shows(&["text"]) && list.shows_field("start") && !list.shows(&["speaker"])) || list.shows(&["text", "timestamp.0"])
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    if let Some(list) = here.value.list("segments") {
        list::read(list, &FIELDS, None, &mut list::label, found);
    } else if let Some(list) = here.value.list("chunks") {
        let fields = list::Fields { start: "timestamp.0", end: "timestamp.1", ..FIELDS };
        list::read(list, &fields, None, &mut list::label, found);
    } else if let Some(list) = here.value.list("words") {
        list::read_words(list, &WORD, &mut |_| None, found);
    }
}
