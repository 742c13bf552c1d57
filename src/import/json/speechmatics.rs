//! Speechmatics: a list of words, punctuation and written forms, each with its guesses; the voice is told of the guess.

use super::cast;
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts {
    title: "job.data_name|metadata.data_name",
    began: "",
    length: "job.duration",
    language: "metadata.transcription_config.language|metadata.language_pack_info.language_description",
    ..facts::PLAIN
};

const WORD: list::Fields =
    list::Fields { start: "start_time", end: "end_time", text: "alternatives.0.content|content", words: "", ..PLAIN };

/// Whether a value is a result of Speechmatics.
pub(super) fn is(value: Value) -> bool {
    let word = |it: Value| it.has(&["alternatives.0.content", "start_time", "type"]);
    value.list("results").is_some_and(|it| it.items().take(5).any(word))
}

/// Reads it. What it cannot name it calls "UU".
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let Some(results) = here.value.list("results") else { return };
    list::read_words(results, &WORD, &mut who, found);
}

fn who(word: Value) -> Option<String> {
    let label = word.get("alternatives.0.speaker|channel").and_then(cast::id)?;
    Some(match label.strip_prefix('S').filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())) {
        Some(number) => format!("Speaker {number}"),
        None if label == "UU" => "Unknown speaker".to_owned(),
        None => label,
    })
}
