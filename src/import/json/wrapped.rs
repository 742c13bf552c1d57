//! A transcript that stands as one text in a field: `{"Content": "**Agent:** …"}`, WebVTT in the answer of an API.

use super::facts;
use super::tree::{Kind, Value};
use super::{Found, Here};

const TEXT: &str = "Content|content|transcript|transcription|Transcript|transcript_text|transcriptText|text|body|vtt|srt";

/// Fewer words than this are a field like any other.
const SHORT: usize = 20;

/// Whether a value has a field with a whole transcript.
pub(super) fn is(value: Value) -> bool {
    text(value).is_some()
}

fn text(value: Value) -> Option<Value> {
    let text = value.get(TEXT).filter(|_| value.kind() == Kind::Object)?;
    text.text()?.split_whitespace().nth(SHORT).is_some().then_some(text)
}

/// Reads it as the text it is.
pub(super) fn read(here: &Here, found: &mut Found) {
    let Some(value) = text(here.value) else { return };
    let Some(text) = value.text() else { return };
    if let Some(format) = crate::import::FORMATS.iter().find(|it| (it.is)(&text)) {
        *found = (format.read)(&text);
    }
    // Lines are those of the text within; the file has all of it on one.
    let line = value.line();
    found.skipped.iter_mut().for_each(|it| it.line = line);
    found.pieces.iter_mut().for_each(|it| it.line = line);
    here.facts(&facts::Facts { title: "title|Title|subject", ..facts::PLAIN }, found);
}
