//! HubSpot: utterances as its calling extensions hand them over, times in milliseconds.

use std::collections::BTreeMap;

use super::cast;
use super::facts;
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::{Kind, Value};
use super::{Found, Here};
use crate::domain::transcript::Side;
use crate::import::Party;

const LISTS: &str = "transcriptCreateUtterances|transcriptUtterances|utterances|transcript";

const FIELDS: list::Fields =
    list::Fields { speaker: "speaker", start: "startTimeMillis", end: "endTimeMillis", unit: Unit::Millis, words: "", ..PLAIN };

/// Whether a value is a transcript of HubSpot.
pub(super) fn is(value: Value) -> bool {
    value.list("transcriptCreateUtterances").is_some() || utterances(value).is_some_and(|it| it.shows(&["startTimeMillis"]))
}

fn utterances(value: Value) -> Option<Value> {
    if value.kind() == Kind::List { Some(value) } else { value.list(LISTS) }
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&facts::PLAIN, found);
    let Some(list) = utterances(here.value) else { return };
    found.language = found.language.take().or_else(|| list.get("0.languageCode").and_then(cast::id));
    // Not every utterance repeats the name; the address tells it, or the id, which several people may share.
    let mut names = BTreeMap::new();
    for speaker in list.items().filter_map(|it| it.get("speaker")) {
        let text = |path: &str| speaker.get(path).and_then(cast::id);
        let Some(name) = text("name") else { continue };
        for id in [text("id"), text("email")].into_iter().flatten() {
            if names.insert(id, name.clone()).is_none() {
                cast::meet(Party { name: name.clone(), email: text("email"), side: Side::Unknown, speaker: None }, found);
            }
        }
    }
    let mut who = |speaker: Value| {
        let known = |path: &str| names.get(&speaker.get(path).and_then(cast::id)?).cloned();
        let own = speaker.get("name").and_then(cast::id);
        own.or_else(|| known("email")).or_else(|| known("id")).or_else(|| list::label(speaker))
    };
    list::read(list, &FIELDS, None, &mut who, found);
}
