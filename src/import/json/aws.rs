//! AWS Transcribe: words in one list, who said them in another (older jobs) or beside each word; maybe a list a channel.
//! Times are texts in seconds; punctuation has none.

use std::collections::BTreeMap;

use super::cast;
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FACTS: Facts = Facts { title: "", began: "", length: "", language: "results.language_code", ..facts::PLAIN };

const WORD: list::Fields = list::Fields { start: "start_time", end: "end_time", text: "alternatives.0.content", words: "", ..PLAIN };

/// Whether a value is a result of AWS Transcribe.
pub(super) fn is(value: Value) -> bool {
    value.has(&["results.items.0.alternatives.0.content"]) || value.has(&["results.transcripts", "results.items"])
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let Some(results) = here.value.get("results") else { return };
    if let Some(channels) = results.list("channel_labels.channels") {
        for channel in channels.items() {
            let label = channel.get("channel_label").and_then(cast::id);
            if let Some(items) = channel.list("items") {
                list::read_words(items, &WORD, &mut |_| label.clone(), found);
            }
        }
        list::sort_by_time(found);
        return;
    }
    let Some(items) = results.list("items") else { return };
    let voices = results.list("speaker_labels.segments").map(voices).unwrap_or_default();
    let mut who = |it: Value| {
        let own = it.get("speaker_label|channel_label").and_then(cast::id);
        own.or_else(|| voices.range(..=millis(it.get("start_time")?)?).next_back().map(|it| it.1.clone()))
    };
    list::read_words(items, &WORD, &mut who, found);
}

/// Who speaks from when on, by the list of segments and the words in it.
fn voices(segments: Value) -> BTreeMap<i64, String> {
    let mut voices = BTreeMap::new();
    for segment in segments.items() {
        for part in std::iter::once(segment).chain(segment.list("items").into_iter().flat_map(Value::items)) {
            let label = part.get("speaker_label").or_else(|| segment.get("speaker_label")).and_then(cast::id);
            if let (Some(start), Some(label)) = (part.get("start_time").and_then(millis), label) {
                voices.insert(start, label);
            }
        }
    }
    voices
}

fn millis(value: Value) -> Option<i64> {
    let number = value.number().or_else(|| super::number::decimal(value.text()?.trim()))?;
    Some((number * 1000.0) as i64)
}
