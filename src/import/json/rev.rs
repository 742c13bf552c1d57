//! Rev AI: monologues of words and punctuation; punctuation has no times.

use super::cast::{self, Cast};
use super::facts;
use super::list::{self, PLAIN};
use super::tree::Value;
use super::{Found, Here};

const FIELDS: list::Fields = list::Fields { start: "ts|timestamp", end: "end_ts|end_timestamp", text: "value", words: "", ..PLAIN };

/// Whether a value is a transcript of Rev.
pub(super) fn is(value: Value) -> bool {
    value.list("monologues").is_some_and(|it| it.shows(&["elements"]) || it.items().next().is_none())
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&facts::PLAIN, found);
    let mut cast = Cast::default();
    if let Some(speakers) = here.get("speakers") {
        cast.meet(speakers, &cast::Fields { id: "id", name: "name", email: "", side: cast::unsaid }, found);
    }
    let Some(monologues) = here.value.list("monologues") else { return };
    for monologue in monologues.items() {
        let Some(elements) = monologue.list("elements") else {
            found.skip(monologue.line(), "a monologue without elements");
            continue;
        };
        let speaker = monologue.get("speaker_info.display_name|speaker");
        let known = speaker.filter(|_| !cast.is_empty()).and_then(|it| cast.label(it));
        let label = known.or_else(|| speaker.and_then(list::label)).unwrap_or_else(|| "Unknown speaker".to_owned());
        list::read_words(elements, &FIELDS, &mut |_| Some(label.clone()), found);
    }
}
