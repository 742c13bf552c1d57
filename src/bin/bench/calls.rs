//! The records of calls that an exchange file holds.

use callcraft::domain::analysis::Suggestion;
use callcraft::domain::call::{Call, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::id::{CallId, CardId, PersonId, RawId};
use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::{Answer, CardRole, CardState, Given, Origin, Scorecard};
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{CallTranscript, Transcript};
use callcraft::exchange::file::{Entry, Header, Scope};
use chrono::{DateTime, Utc};

/// 2026-03-02T09:00:00Z.
const FIRST_DAY: i64 = 1_772_442_000_000;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// This many calls a day, by as many reps.
const REPS: u32 = 8;

/// What stands before the records.
pub fn header() -> Header {
    Header { app: env!("CARGO_PKG_VERSION").to_owned(), scope: Scope::Calls, created: instant(0), anchor: None, rubric: None }
}

/// The records of the call numbered `at`: the call, its words if there are any, and a submitted card whose points and
/// evidence are those suggested.
pub fn entries(at: u32, words: Option<&Transcript>, rubric: &Rubric, suggested: &[Suggestion]) -> Vec<Entry> {
    let call = call(at, words);
    let card = card(&call, at, rubric, suggested);
    let words = words.map(|it| Entry::Transcript(record(at, CallTranscript { call: call.id, transcript: it.clone() })));
    [Entry::Call(record(at, call))].into_iter().chain(words).chain([Entry::Scorecard(record(at, card))]).collect()
}

fn call(at: u32, words: Option<&Transcript>) -> Call {
    Call {
        id: CallId(id(at, 1)),
        title: format!("Discovery call {at} with the planning team"),
        rep: Some(rep(at)),
        kind: "discovery".to_owned(),
        started_at: Some(instant(at)),
        zone: Some("Europe/Lisbon".to_owned()),
        duration: Some(Millis(60 * 60 * 1000)),
        company: format!("Customer {}", at % 300),
        outcome: "meeting-booked".to_owned(),
        stage: "Qualified".to_owned(),
        tags: vec!["inbound".to_owned()],
        picked: Picked::Random,
        language: "en".to_owned(),
        consent: Consent::Given { at: Some(Millis(20_000)) },
        notes: String::new(),
        transcript: words.map(|it| it.hash.clone()),
        lacks_sides: false,
        recording: None,
    }
}

fn card(call: &Call, at: u32, rubric: &Rubric, suggested: &[Suggestion]) -> Scorecard {
    let answer = |it: &Suggestion| Answer {
        item: it.item.clone(),
        given: it.points.map(Given::Points),
        origin: Origin::Accepted,
        evidence: it.moments.clone(),
        comment: String::new(),
    };
    Scorecard {
        scorer: Some(rep(0)),
        state: CardState::Submitted,
        submitted_at: Some(instant(at)),
        answers: suggested.iter().map(answer).collect(),
        note: "Good pace; next time, stay with the problem for longer.".to_owned(),
        ..Scorecard::draft(CardId(id(at, 2)), call.id, rubric.reference(), CardRole::Manager, instant(at))
    }
}

fn record<T>(at: u32, body: T) -> Record<T> {
    Record {
        stamp: Stamp { by: "Ines Carvalho".to_owned(), at: instant(at), version: Version::default().next("bench"), deleted: false },
        body,
    }
}

fn instant(at: u32) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(FIRST_DAY + i64::from(at / REPS) * DAY).unwrap_or_default()
}

fn id(at: u32, kind: u128) -> RawId {
    RawId::new(FIRST_DAY.unsigned_abs(), (kind << 32) | u128::from(at))
}

fn rep(at: u32) -> PersonId {
    PersonId(id(at % REPS, 3))
}
