//! Deepgram: utterances; else the sentences of paragraphs; else words. Times in seconds, maybe a channel a speaker.

use super::cast;
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};
use crate::import::Piece;

const FACTS: Facts = Facts {
    title: "",
    began: "metadata.created",
    length: "metadata.duration",
    language: "results.channels.0.detected_language",
    ..facts::PLAIN
};

const UTTERANCE: list::Fields = list::Fields { speaker: "", text: "transcript", ..PLAIN };
const SENTENCE: list::Fields = list::Fields { speaker: "", words: "", ..PLAIN };
const WORD: list::Fields = list::Fields { text: "punctuated_word|word", words: "", ..PLAIN };

/// Whether a value is an answer of Deepgram.
pub(super) fn is(value: Value) -> bool {
    let shows = |list: &str, field: &str| value.list(list).is_some_and(|it| it.shows(&[field]));
    shows("results.channels", "alternatives") || shows("results.utterances", "transcript")
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    // When the answer was made is about when the call was, but no more.
    (found.began, found.time) = (None, None);
    let Some(results) = here.value.get("results") else { return };
    let channels: Vec<Value> = results.list("channels").into_iter().flat_map(Value::items).take(64).collect();
    let many = channels.len() > 1;
    if let Some(list) = results.list("utterances").filter(|it| it.items().next().is_some()) {
        list::read(list, &UTTERANCE, None, &mut |it| label(it, it.get("channel"), many), found);
        return;
    }
    for (at, channel) in channels.iter().enumerate() {
        let Some(best) = channel.get("alternatives.0") else { continue };
        let of_channel =
            |it: Value| if many && it.get("speaker").is_none() { Some(format!("Speaker {at}")) } else { label(it, None, false) };
        if let Some(paragraphs) = best.list("paragraphs.paragraphs") {
            let has_words = best.has(&["words.0.start"]);
            for paragraph in paragraphs.items() {
                let from = found.pieces.len();
                if let Some(sentences) = paragraph.list("sentences") {
                    list::read(sentences, &SENTENCE, None, &mut |_| None, found);
                }
                let label = of_channel(paragraph).map(Into::into);
                for piece in found.pieces.iter_mut().skip(from) {
                    piece.label.clone_from(&label);
                    piece.stamps = if has_words { piece.text.split_whitespace().count() } else { 0 };
                }
            }
            found.has_stamps |= has_words;
        } else if let Some(words) = best.list("words") {
            list::read_words(words, &WORD, &mut |it| of_channel(it), found);
        } else if let Some(text) = best.get("transcript").and_then(Value::text) {
            found.pieces.push(Piece {
                line: best.line(),
                label: of_channel(*channel).map(Into::into),
                text: text.into_owned(),
                ..Piece::default()
            });
        }
    }
    if many {
        list::sort_by_time(found);
    }
}

/// "Speaker 0"; of several channels that have several speakers each, both numbers.
fn label(value: Value, channel: Option<Value>, many: bool) -> Option<String> {
    let speaker = value.get("speaker");
    match (speaker.and_then(cast::id), channel.and_then(cast::id).filter(|_| many)) {
        (Some(speaker), Some(channel)) => Some(format!("Channel {channel} speaker {speaker}")),
        (None, Some(channel)) => Some(format!("Speaker {channel}")),
        _ => speaker.and_then(list::label),
    }
}
