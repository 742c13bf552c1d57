//! Google Speech-to-Text: results with alternatives; who speaks is told word by word.

use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};
use crate::import::Piece;

const FACTS: Facts = Facts { title: "", began: "", length: "", language: "results.0.languageCode", ..facts::PLAIN };

const WORD: list::Fields =
    list::Fields { start: "startTime|startOffset|start_time", end: "endTime|endOffset|end_time", text: "word", words: "", ..PLAIN };

const TAG: &str = "speakerLabel|speakerTag|speaker_tag|speaker_label";

/// Whether a value is an answer of Google.
pub(super) fn is(value: Value) -> bool {
    value.list("results").is_some_and(|it| it.items().take(5).any(|it| it.has(&["alternatives.0.transcript"]) && !it.has(&["type"])))
}

/// Reads it. With speakers told apart the last result repeats every word of the others.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    let Some(results) = here.value.list("results") else { return };
    let many = results.items().count();
    let last = results.items().last();
    let is_tagged = |it: Value| words(it).is_some_and(|it| it.get("0").is_some_and(|it| it.has(&[TAG])));
    let is_repeated = results.items().take(many.saturating_sub(1)).all(|it| !is_tagged(it));
    if let Some(last) = last.filter(|it| is_tagged(*it) && is_repeated)
        && let Some(list) = words(last)
    {
        list::read_words(list, &WORD, &mut who, found);
        return;
    }
    for result in results.items() {
        match words(result).filter(|it| it.items().next().is_some()) {
            Some(list) => list::read_words(list, &WORD, &mut who, found),
            None => {
                let text = result.get("alternatives.0.transcript").and_then(Value::text);
                found.pieces.extend(text.map(|it| Piece { line: result.line(), text: it.into_owned(), ..Piece::default() }));
            }
        }
    }
}

fn words(result: Value) -> Option<Value> {
    result.list("alternatives.0.words")
}

fn who(word: Value) -> Option<String> {
    // 0 stands for "not told apart".
    word.get(TAG).filter(|it| it.number() != Some(0.0)).and_then(list::label)
}
