//! Clarify: for each participant the segments of what they say, word by word: `{"terms": [{"term", "start", "dur"}]}`, in seconds.

use super::facts;
use super::list::{self, PLAIN, label};
use super::tree::Value;
use super::{Found, Here};

const FIELDS: list::Fields = list::Fields { speaker: "", end: "", length: "dur", text: "terms", words: "terms", ..PLAIN };

/// Whether a value is a transcript of Clarify.
pub(super) fn is(value: Value) -> bool {
    value.list("participants").is_some_and(|it| it.shows(&["transcript.segments.0.terms"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    // The file says when it was updated, which is no day of a call.
    here.facts(&facts::PLAIN, found);
    for (at, person) in here.value.list("participants").into_iter().flat_map(Value::items).enumerate() {
        let Some(segments) = person.list("transcript.segments") else { continue };
        found.language = found.language.take().or_else(|| Some(segments.get("0.language")?.text()?.into_owned()));
        let name = person.get("name").and_then(label).unwrap_or_else(|| format!("Speaker {}", at + 1));
        list::read(segments, &FIELDS, None, &mut |_| Some(name.clone()), found);
    }
    list::sort_by_time(found);
}
