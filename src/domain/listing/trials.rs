//! What the list promises.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::facet::Facet;
use super::query::{Query, Sort};
use super::*;
use crate::domain::id::RawId;

/// A row for tests: of Ana's, with words, on a day of November 2026.
pub fn row(n: u64, title: &str, day: u32, scoring: Scoring) -> CallRow {
    let at: Option<DateTime<Utc>> = format!("2026-11-{day:02}T09:00:00Z").parse().ok();
    CallRow {
        id: CallId(RawId::new(n, 0)),
        title: title.to_owned(),
        rep: Some(PersonId(RawId::new(1, 0))),
        rep_name: "Ana".to_owned(),
        kind: "demo".to_owned(),
        outcome: String::new(),
        stage: String::new(),
        tags: Vec::new(),
        at,
        day: at.map(|it| it.date_naive()),
        duration: None,
        scoring,
        apart: None,
        standing: None,
        picked: Picked::Random,
        version: 1,
        has_words: true,
        is_notes_only: false,
        haystack: String::new(),
        marks: Vec::new(),
    }
}

fn today() -> NaiveDate {
    "2026-11-11".parse().unwrap()
}

fn person(n: u64, name: &str) -> Record<Person> {
    let id = PersonId(RawId::new(n, 0));
    record(&format!(r#"{{"id":"{id}","name":"{name}","role":"rep"}}"#))
}

fn record<T: serde::de::DeserializeOwned>(body: &str) -> Record<T> {
    serde_json::from_str(&format!(r#"{{"stamp":{{"at":"2026-11-01T00:00:00Z","version":{{}}}},"body":{body}}}"#)).unwrap()
}

/// Number, title, rep's number, more fields.
const CALLS: &[(u64, &str, u64, &str)] = &[
    (1, "Birch", 1, r#","started_at":"2026-11-03T09:00:00Z","tags":["price","price"],"outcome":"lost","stage":"Proof","transcript":"x""#),
    (2, "Alder wood", 2, r#","started_at":"2026-11-09T09:00:00Z","tags":["price","Urgent"],"language":"de""#),
    (3, "Cedar", 2, r#","started_at":"2026-11-05T09:00:00Z","picked":"flagged","outcome":"none","stage":"Trial""#),
    (4, "Dogwood", 9, ""),
];

fn listing() -> Listing {
    let calls: Vec<Record<Call>> = CALLS
        .iter()
        .map(|(n, title, rep, more)| {
            let (id, rep) = (CallId(RawId::new(*n, 0)), PersonId(RawId::new(*rep, 0)));
            record(&format!(r#"{{"id":"{id}","title":"{title}","rep":"{rep}","kind":"demo"{more}}}"#))
        })
        .collect();
    let card = |n: u64, role: &str, state: &str, points: u32| {
        let (id, call) = (RawId::new(n, 7), RawId::new(n, 0));
        record(&format!(
            r#"{{"id":"{id}","call":"{call}","rubric":{{"key":"standard","version":1}},"role":"{role}","state":"{state}","created_at":"2026-11-10T09:00:00Z",
            "answers":[{{"item":"agenda","given":{{"points":{points}}}}}]}}"#
        ))
    };
    let cards = [
        card(1, "manager", "submitted", 1),
        card(1, "self", "submitted", 5),
        card(3, "manager", "submitted", 5),
        card(4, "manager", "draft", 5),
    ];
    let rubrics: Vec<Rubric> = crate::domain::rubric::shipped().into_iter().collect();
    let people = [person(1, "Ana"), person(2, "Ben"), person(3, "Cleo")];
    Listing::new(Sources { calls: &calls, cards: &cards, people: &people, rubrics: &rubrics, day: &|it| it.date_naive() })
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let listing = listing();
    let found = listing.narrow(&Query::parse(query), today());
    assert_eq!(found.shown.iter().map(|it| listing.rows[*it as usize].title.as_str()).collect::<Vec<_>>(), expected, "{query}");
}

#[test]
fn calls_are_told_apart_by_whether_their_official_card_is_disputed() {
    let of = |role: &str, n: u64, more: &str| -> Record<Scorecard> {
        record(&format!(
            r#"{{"id":"{}","call":"{}","rubric":{{"key":"standard","version":1}},"role":"{role}","state":"submitted","created_at":"2026-11-10T09:00:00Z",
            "answers":[]{more}}}"#,
            RawId::new(n, 7),
            RawId::new(1, 0)
        ))
    };
    let call: Record<Call> = record(&format!(r#"{{"id":"{}","title":"Birch","kind":"demo"}}"#, RawId::new(1, 0)));
    let raised = format!(r#","disputes":[{{"card":"{}","at":"2026-11-11T09:00:00Z","reason":"No.","proposed":[]}}]"#, RawId::new(5, 7));
    let ruled = r#","rulings":[{"dispute":"2026-11-11T09:00:00Z","at":"2026-11-12T09:00:00Z","outcome":"rejected"}]"#;
    let rubrics = crate::domain::rubric::shipped();
    let shown = |manager: Record<Scorecard>, query: &str| {
        let cards = [manager, of("self", 6, &raised)];
        let calls = [call.clone()];
        let listing = Listing::new(Sources { calls: &calls, cards: &cards, people: &[], rubrics: &rubrics, day: &|it| it.date_naive() });
        listing.narrow(&Query::parse(query), today()).shown.len()
    };
    assert_eq!([shown(of("manager", 5, ""), "dispute=open"), shown(of("manager", 5, ""), "dispute=resolved")], [1, 0]);
    assert_eq!([shown(of("manager", 5, ruled), "dispute=open"), shown(of("manager", 5, ruled), "dispute=resolved")], [0, 1]);
    assert_eq!(shown(of("manager", 4, ""), "dispute=open&dispute=resolved"), 0);
}

#[test]
fn the_latest_call_comes_first_and_one_without_a_day_last() {
    check("", &["Alder wood", "Cedar", "Birch", "Dogwood"]);
    check("back=1", &["Birch", "Cedar", "Alder wood", "Dogwood"]);
}

#[test]
fn unscored_calls_come_after_all_scores_either_way() {
    check("sort=score", &["Cedar", "Birch", "Dogwood", "Alder wood"]);
    check("sort=score&back=1", &["Birch", "Cedar", "Dogwood", "Alder wood"]);
}

#[test]
fn every_column_sorts() {
    check("sort=title", &["Alder wood", "Birch", "Cedar", "Dogwood"]);
    check("sort=title&back=1", &["Dogwood", "Cedar", "Birch", "Alder wood"]);
    check("sort=rep", &["Birch", "Alder wood", "Cedar", "Dogwood"]);
    check("sort=outcome", &["Birch", "Alder wood", "Cedar", "Dogwood"]);
    check("sort=stage&back=1", &["Cedar", "Birch", "Alder wood", "Dogwood"]);
    check("sort=type", &["Alder wood", "Cedar", "Birch", "Dogwood"]);
}

#[test]
fn every_word_must_occur() {
    check("find=BEN%20wood", &["Alder wood"]);
    check("find=wood+cedar", &[]);
    check("find=trial", &["Cedar"]);
}

#[test]
fn of_one_facet_either_value_of_different_ones_all() {
    check("scored=unscored", &["Alder wood"]);
    check("scored=draft", &["Dogwood"]);
    check("scored=draft&scored=scored", &["Cedar", "Birch", "Dogwood"]);
    check("grade=D", &["Birch"]);
    check("grade=F", &[]);
    check("grade=A&grade=D", &["Cedar", "Birch"]);
    check("grade=A&scored=draft", &[]);
    check("tag=price", &["Alder wood", "Birch"]);
    check("tag=price&outcome=lost", &["Birch"]);
    check("outcome=", &["Alder wood", "Dogwood"]);
    check("stage=Proof&stage=", &["Alder wood", "Birch", "Dogwood"]);
    check("picked=flagged", &["Cedar"]);
    check("transcript=yes", &["Birch"]);
    check("language=de", &["Alder wood"]);
}

#[test]
fn a_rep_nobody_knows_narrows_nothing_and_one_without_calls_leaves_none() {
    let rep = |n: u64| format!("rep={}", RawId::new(n, 0));
    check(&rep(2), &["Alder wood", "Cedar"]);
    check(&rep(9), &["Alder wood", "Cedar", "Birch", "Dogwood"]);
    check(&rep(3), &[]);
    check("rep=", &["Dogwood"]);
}

#[test]
fn a_call_without_a_day_is_in_no_span_of_days() {
    check("from=2026-11-05", &["Alder wood", "Cedar"]);
    check("to=2026-11-05", &["Cedar", "Birch"]);
    check("from=2026-11-05&to=2026-11-05", &["Cedar"]);
    check("when=week", &["Alder wood"]);
    check("when=last-week", &["Cedar", "Birch"]);
}

#[test]
fn a_value_counts_the_calls_it_would_show() {
    let listing = listing();
    let count = |query: &str, facet: Facet, key: &str| {
        let at = listing.values.iter().position(|it| it.facet == facet && it.key == key).unwrap();
        listing.narrow(&Query::parse(query), today()).counts[at]
    };
    assert_eq!(count("", Facet::Tag, "price"), 2);
    assert_eq!(count("tag=Urgent", Facet::Tag, "price"), 2);
    assert_eq!(count("tag=Urgent", Facet::Outcome, "lost"), 0);
    assert_eq!(count("scored=scored", Facet::Tag, "price"), 1);
    assert_eq!(count("scored=scored&tag=Urgent", Facet::Tag, "price"), 1);
    assert_eq!(count("find=birch", Facet::Scored, "unscored"), 0);
}

proptest! {
    #[test]
    fn what_a_value_counts_is_what_it_shows(at in 0usize..64, text in "(wood)?", reversed in any::<bool>()) {
        let listing = listing();
        let value = &listing.values[at % listing.values.len()];
        let query = Query { text, reversed, sort: Sort::Score, ..Query::default() };
        let before = listing.narrow(&query, today());
        let mut asked = query;
        asked.toggle(value.facet, &value.key);
        let after = listing.narrow(&asked, today());
        prop_assert_eq!(after.shown.len() as u32, before.counts[at % listing.values.len()]);
        prop_assert!(after.shown.iter().all(|it| before.shown.contains(it)));
    }
}
