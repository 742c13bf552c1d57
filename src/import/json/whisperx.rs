//! WhisperX: Whisper's segments with a speaker each; single words may lack times.

use super::list::{self, PLAIN};
use super::tree::{Kind, Value};
use super::{Found, Here, whisper};

/// A segment without a speaker of its own has its words' speaker.
const FIELDS: list::Fields = list::Fields { speaker: "speaker|words.0.speaker", ..PLAIN };

/// Whether a value is a transcript of WhisperX, or its segments alone.
pub(super) fn is(value: Value) -> bool {
    let Some(list) = segments(value).filter(|it| it.shows(&["text"]) && it.shows_field("start")) else { return false };
    let is_marked = match value.kind() {
        Kind::List => list.shows(&["words.0.score"]),
        _ => value.has(&["word_segments"]) || value.has(&["language"]) || value.has(&["text"]) || list.shows(&["words"]),
    };
    is_marked && list.items().take(50).any(|it| it.has(&["speaker"]) || it.has(&["words.0.speaker"]))
}

fn segments(value: Value) -> Option<Value> {
    if value.kind() == Kind::List { Some(value) } else { value.list("segments") }
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&whisper::FACTS, found);
    if let Some(list) = segments(here.value) {
        list::read(list, &FIELDS, None, &mut list::label, found);
    }
}
