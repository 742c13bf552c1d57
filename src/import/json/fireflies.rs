//! Fireflies: the answer of its API (GraphQL), the download of its app, and sections with links into a recording.

use super::cast::{self, Cast};
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::{Kind, Value};
use super::{Found, Here};
use crate::domain::transcript::Side;
use crate::import::Piece;
use crate::import::clock;

const FACTS: Facts = Facts {
    began: "dateString|date|metadata.meeting_date",
    unit: Unit::Minutes,
    length: "duration|metadata.duration_min",
    title: "title|semantic_identifier",
    ..facts::PLAIN
};

const FIELDS: list::Fields = list::Fields {
    speaker: "speaker_name|speakerName|speaker_id",
    start: "start_time|startTime|time",
    end: "end_time|endTime",
    text: "text|raw_text|sentence",
    ..PLAIN
};

/// Whether a value is a transcript of Fireflies.
pub(super) fn is(value: Value) -> bool {
    let list = if value.kind() == Kind::List { Some(value) } else { value.list("sentences") };
    let is_sentence = |it: Value| {
        (it.has(&["speaker_name"]) || it.has(&["speaker_id"]))
            && (it.has(&["raw_text"]) || it.has(&["sentence"]) || (it.has(&["start_time"]) && it.has(&["index"])))
    };
    list.is_some_and(|it| it.items().take(5).any(is_sentence))
        || value.list("sentences").is_some_and(|it| it.shows(&["text"]) || it.items().next().is_none())
        || sections(value).is_some()
}

fn sections(value: Value) -> Option<Value> {
    let is_link = |it: Value| it.get("link").and_then(Value::text).is_some_and(|it| it.contains("fireflies.ai"));
    value.list("sections").filter(|it| it.items().take(5).any(is_link) && it.shows(&["text"]))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&FACTS, found);
    if let Some(sections) = sections(here.value) {
        return read_sections(sections, found);
    }
    let mut cast = Cast::default();
    if let Some(speakers) = here.get("speakers") {
        cast.meet(speakers, &cast::Fields { id: "id", name: "name", email: "email", side: cast::unsaid }, found);
    }
    facts::people(here.get("meeting_attendees"), found);
    let mut ours: Vec<String> = here.get("fireflies_users").into_iter().flat_map(Value::items).filter_map(cast::id).collect();
    if ours.is_empty() {
        ours.extend(here.get("user.email|host_email|organizer_email").and_then(cast::id));
    }
    for party in &mut found.parties {
        let is_user = party.email.as_ref().is_some_and(|it| ours.iter().any(|ours| ours.eq_ignore_ascii_case(it)));
        party.side = if is_user { Side::Ours } else { party.side };
    }
    cast::by_domain(&ours, found);
    let list = here.value.list("sentences").unwrap_or(here.value);
    let mut who = |it: Value| if it.kind() == Kind::Number && !cast.is_empty() { cast.label(it) } else { list::label(it) };
    list::read(list, &FIELDS, None, &mut who, found);
}

/// `{"link": "https://app.fireflies.ai/view/…?t=153.1", "text": "Dana: Hello."}`
fn read_sections(list: Value, found: &mut Found) {
    for section in list.items() {
        let line = section.line();
        let Some(text) = section.get("text").and_then(Value::text) else {
            found.skip(line, "the section has no words");
            continue;
        };
        let link = section.get("link").and_then(Value::text).unwrap_or_default();
        let start = link.rsplit_once("t=").and_then(|it| super::number::decimal(it.1)).filter(|it| (0.0..172_800.0).contains(it));
        let (label, words) = match text.split_once(": ") {
            Some((name, words)) if name.len() <= 80 && clock::time(name).is_none() => (Some(name.into()), words.to_owned()),
            _ => (None, text.clone().into_owned()),
        };
        found.pieces.push(Piece {
            line,
            start: start.map(crate::domain::time::Millis::from_seconds),
            label,
            text: words,
            ..Piece::default()
        });
    }
}
