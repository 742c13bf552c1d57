//! What a file tells about the call beside its words: title, day, length, language, people.

use super::cast::{self, Cast};
use super::dates;
use super::times::{self, Unit};
use super::tree::Value;
use crate::domain::transcript::Side;
use crate::import::Found;

/// Where the facts of a call stand: paths as [`Value::get`] takes them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub title: &'static str,
    pub began: &'static str,
    pub length: &'static str,
    /// What the length is counted in.
    pub unit: Unit,
    pub language: &'static str,
}

/// What most formats call them.
pub(super) const PLAIN: Facts = Facts {
    title: "title|meeting_title|meetingTitle|name|subject|topic",
    began: "started|started_at|startedAt|start_time|startTime|start_datetime|recording_start_time|date|happenedAt|created_at|createdAt|StartTime",
    length: "duration",
    unit: Unit::Seconds,
    language: "language|language_code|languageCode|transcript_language|LanguageCode",
};

/// When a call ended, as most call it.
const ENDED: &str = "ended|ended_at|endedAt|end_time|endTime|end_datetime|recording_end_time|EndTime";

/// Takes what is not known yet from `value`.
pub(super) fn take(value: Value, facts: &Facts, found: &mut Found) {
    let text =
        |paths: &str| value.get(paths).and_then(Value::text).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty() && it.len() <= 200);
    if found.id.is_none() {
        found.id = value.get("id|callId|call_id|meetingId|meeting_id|transcript_id").and_then(cast::id);
    }
    if found.title.is_none() {
        found.title = text(facts.title);
    }
    if let Some(began) = value.get(facts.began).filter(|_| found.date.is_none()) {
        dates::take(began, found);
    }
    if found.length.is_none() {
        found.length = value.get(facts.length).and_then(|it| times::length(it, facts.unit));
    }
    if found.length.is_none() {
        found.length = value.get(facts.began).zip(value.get(ENDED)).and_then(|(began, ended)| dates::between(began, ended));
    }
    if found.language.is_none() {
        // A language is a short code; some say "multi" or write a sentence.
        found.language = text(facts.language).filter(|it| it.len() <= 12 && it != "multi" && !it.contains(' '));
    }
}

/// What people's fields are called in most lists of attendees.
pub(super) const PEOPLE: cast::Fields = cast::Fields {
    id: "",
    name: "name|displayName|display_name|full_name",
    email: "email|emailAddress|email_address",
    side: |it| match it.get("is_external").map(Value::is_true) {
        Some(true) => Side::Theirs,
        Some(false) => Side::Ours,
        None => Side::Unknown,
    },
};

/// Takes in the people of a list for what it tells about voices; they need not have spoken.
pub(super) fn people(list: Option<Value>, found: &mut Found) {
    if let Some(list) = list {
        Cast::default().meet(list, &PEOPLE, found);
    }
}
