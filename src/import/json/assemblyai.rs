//! AssemblyAI: utterances, or only words where speakers were not told apart. Times in milliseconds.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { title: "", began: "", length: "audio_duration", ..facts::PLAIN };

/// Fields beside the words that others do not have.
const MARKS: &[&str] = &["audio_url", "acoustic_model", "language_model", "audio_duration", "status", "speech_model"];

/// Whether a value is a transcript of AssemblyAI.
pub(super) fn is(value: Value) -> bool {
    let is_ours =
        |it: Value| it.has(&["text", "start", "end"]) && it.get("start").is_some_and(Value::is_whole) && !it.has(&["words.0.word"]);
    let is_marked = MARKS.iter().any(|it| value.has(&[it]));
    let is_utterance = |it: Value| is_ours(it) && (is_marked || it.has(&["confidence"]));
    let shows = |list: &str, is: &dyn Fn(Value) -> bool| value.list(list).is_some_and(|it| it.items().take(5).any(is));
    shows("utterances", &is_utterance) || (is_marked && shows("words", &is_ours))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let fields = list::Fields { unit: Unit::Millis, ..PLAIN };
    match here.value.list("utterances").filter(|it| it.items().next().is_some()) {
        Some(list) => list::read(list, &fields, None, &mut list::label, found),
        None => {
            if let Some(list) = here.value.list("words") {
                list::read_words(list, &fields, &mut |it| it.get("speaker").and_then(list::label), found);
            }
        }
    }
}
