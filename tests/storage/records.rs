//! Small records to keep, told apart by a number.

use callcraft::domain::call::Call;
use callcraft::domain::id::{PersonId, RawId};
use callcraft::domain::people::Person;
use callcraft::domain::record::Record;
use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::Scorecard;
use callcraft::domain::settings::Settings;
use callcraft::domain::transcript::CallTranscript;
use callcraft::storage::Batch;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub fn id(n: u64) -> RawId {
    RawId::new(n, 0)
}

fn record<T: DeserializeOwned>(body: Value) -> Record<T> {
    let record = json!({ "stamp": { "by": "Dana", "at": "2026-03-02T10:00:00Z", "version": { "a": 1 } }, "body": body });
    serde_json::from_value(record).expect("a sound record")
}

/// The record as its next version, changed.
pub fn next<T: Clone>(before: &Record<T>, change: impl FnOnce(&mut T)) -> Record<T> {
    let mut after = before.clone();
    after.stamp.version = after.stamp.version.next("a");
    change(&mut after.body);
    after
}

pub fn person(n: u64) -> Record<Person> {
    record(json!({ "id": id(n), "name": format!("Rep {n}"), "voices": ["AE"] }))
}

pub fn call(n: u64) -> Record<Call> {
    record(json!({ "id": id(n), "title": format!("Call {n}, “Ærø”"), "kind": "demo", "rep": id(1), "duration_ms": 60_000 }))
}

pub fn words(call: u64) -> Record<CallTranscript> {
    let speakers = json!([{ "name": "Dana" }]);
    let segments = json!([{ "speaker": 0, "start_ms": 0, "text": "Good morning 🌞" }]);
    let transcript = json!({ "format": "text", "precision": "start_only", "speakers": speakers, "segments": segments, "hash": "00" });
    record(json!({ "call": id(call), "transcript": transcript }))
}

pub fn card(n: u64, call: u64) -> Record<Scorecard> {
    let rubric = json!({ "key": "standard", "version": 1 });
    record(json!({
        "id": id(n), "call": id(call), "rubric": rubric, "role": "manager", "state": "draft", "created_at": "2026-03-02T10:00:00Z",
        "answers": [{ "item": "opener", "given": { "points": 4 }, "comment": "Warm." }],
    }))
}

pub fn rubric(version: u32) -> Record<Rubric> {
    record(json!({ "key": "team", "version": version, "title": "Ours", "categories": [] }))
}

pub fn settings() -> Settings {
    Settings { writer: "a".to_owned(), me: Some(PersonId(id(1))), competitors: vec!["Acme".to_owned()], ..Settings::default() }
}

/// One row in every store that a batch writes, all of call 10.
pub fn one_of_each() -> Batch {
    Batch::default()
        .person(&person(1))
        .call(&call(10))
        .transcript(&words(10))
        .card(&card(20, 10))
        .rubric(&rubric(1))
        .settings(&settings())
        .unknown("k", "plan", r#"{"kind":"plan"}"#)
}
