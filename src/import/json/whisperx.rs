//! WhisperX: Whisper's segments with a speaker each; single words may lack times.

use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here, whisper};

/// A segment without a speaker of its own has its words' speaker.
const FIELDS: list::Fields = list::Fields { speaker: "speaker|words.0.speaker", ..PLAIN };

/// Whether a value is a transcript of WhisperX.
pub(super) fn is(value: Value) -> bool {
    let Some(list) = value.list("segments").filter(|it| it.has(&["0.text", "0.start"])) else { return false };
    let is_marked = value.has(&["word_segments"]) || value.has(&["language"]) || value.has(&["text"]) || list.has(&["0.words"]);
    is_marked && list.items().take(50).any(|it| it.has(&["speaker"]) || it.has(&["words.0.speaker"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&whisper::FACTS, found);
    if let Some(list) = here.value.list("segments") {
        list::read(list, &FIELDS, None, &mut list::label, found);
    }
}
