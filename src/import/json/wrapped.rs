//! A transcript that stands as text in JSON: `{"Content": "**Agent:** …"}`, WebVTT in the answer of an API, a list of lines.

use super::tree::{Kind, Value};
use super::{Found, Here, facts};

const TEXT: &str =
    "Content|content|transcript|transcription|Transcript|transcript_text|transcriptText|transcript_plaintext|text|body|vtt|srt";

/// Fewer words than this on one line are a field like any other; on several lines, fewer than [`FEW`].
const SHORT: usize = 40;
const FEW: usize = 6;

/// Whether a value has a whole transcript as text.
pub(super) fn is(value: Value) -> bool {
    if value.kind() == Kind::List {
        let (mut texts, mut named) = (0, 0);
        for item in value.items().take(20) {
            let Some(text) = item.text() else { return false };
            texts += 1;
            named += usize::from(text.contains(": "));
        }
        return texts > 1 && named * 2 > texts;
    }
    text(value).is_some()
}

fn text(value: Value) -> Option<Value> {
    let found = value.get(TEXT).filter(|_| value.kind() == Kind::Object)?;
    let text = found.text()?;
    let is_long = text.split_whitespace().nth(SHORT).is_some() || (text.contains('\n') && text.split_whitespace().nth(FEW).is_some());
    is_long.then_some(found)
}

/// How many words the text has.
pub(super) fn words(value: Value) -> usize {
    text(value).and_then(Value::text).map_or(0, |it| it.split_whitespace().count())
}

/// Reads it as the text it is.
pub(super) fn read(here: &Here, found: &mut Found) {
    let value = text(here.value).unwrap_or(here.value);
    let text = match value.text() {
        Some(text) => text.into_owned(),
        None => value.items().filter_map(Value::text).collect::<Vec<_>>().join("\n"),
    };
    if let Some(format) = crate::import::FORMATS.iter().find(|it| (it.is)(&text)) {
        let notes = std::mem::take(&mut found.notes);
        *found = (format.read)(&text);
        found.notes.extend(notes);
    }
    // Lines are those of the text within; the file has all of it on one.
    let line = value.line();
    found.skipped.iter_mut().for_each(|it| it.line = line);
    found.pieces.iter_mut().for_each(|it| it.line = line);
    here.facts(&facts::Facts { title: "title|Title|subject", ..facts::PLAIN }, found);
}
