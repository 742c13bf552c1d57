//! What can be stored is written into a backup and read again, equal: by forms, by importers, and by copies from before there
//! was one rule.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::call::{Call, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::id::CallId;
use callcraft::domain::limits::{LONG, RULE, SHORT};
use callcraft::domain::people::{Person, Role};
use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::CallTranscript;
use callcraft::exchange::file::{Entry, File, Header, Item, Reader, Scope, read, write};
use callcraft::import::{self, Imported};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use proptest::prelude::*;

fn header(scope: Scope) -> Header {
    Header { app: "0.1.0".to_owned(), scope, created: DateTime::UNIX_EPOCH, anchor: None, rubric: None }
}

fn record<T>(body: T) -> Record<T> {
    let stamp = Stamp { by: "Ines".to_owned(), at: DateTime::UNIX_EPOCH, version: Version::default().next("a"), deleted: false };
    Record { stamp, body }
}

fn id() -> CallId {
    "01JD0000000000000000000100".parse().unwrap()
}

fn call(title: String) -> Call {
    Call {
        id: id(),
        title,
        rep: None,
        kind: "discovery".to_owned(),
        started_at: None,
        zone: None,
        duration: None,
        company: String::new(),
        outcome: String::new(),
        stage: String::new(),
        tags: Vec::new(),
        picked: Picked::Random,
        language: "en".to_owned(),
        consent: Consent::Unknown,
        notes: String::new(),
        transcript: None,
        lacks_sides: false,
        recording: None,
    }
}

fn person(name: String, start_date: Option<NaiveDate>) -> Entry {
    let id = "01JD0000000000000000000001".parse().unwrap();
    Entry::Person(record(Person { start_date, ..Person::new(id, &name, Role::Rep) }))
}

/// The file as it is read in memory and piece by piece, which must come to the same.
#[track_caller]
fn again(scope: Scope, entries: &[Entry]) -> File {
    let text = write(&header(scope), entries);
    let whole = read(text.as_bytes()).unwrap();
    let mut reader = Reader::new();
    reader.feed(text.as_bytes());
    reader.end();
    let (mut read, mut left) = (Vec::new(), 0);
    while let Some(item) = reader.item().unwrap() {
        match item {
            Item::Entry(it) => read.push(it),
            Item::Rejected(_) => left += 1,
            Item::Warning(_) => {}
        }
    }
    assert_eq!((&read, left), (&whole.entries, whole.rejected.len()));
    whole
}

#[track_caller]
fn comes_back(scope: Scope, entries: &[Entry]) -> File {
    let file = again(scope, entries);
    assert_eq!(file.rejected, []);
    assert!(file.entries == entries, "{:?}\n{entries:?}", file.entries);
    file
}

fn years() -> impl Strategy<Value = i32> {
    prop_oneof![Just(0), Just(1), Just(26), Just(1899), Just(1969), Just(2200), Just(9999), 0..10_000i32]
}

proptest! {
    // Long texts take their time, unoptimised.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A field for dates takes four digits of a year, whatever they are; a list of names took lines of any length.
    #[test]
    fn what_an_older_copy_let_in_comes_back_from_a_backup(
        name in ".{0,700}", year in years(), month in 1..=12u32, zone in -14..=14i64, ms in any::<i64>(), notes in 0..200_000usize,
    ) {
        let day = NaiveDate::from_ymd_opt(year, month, 28).unwrap();
        let at = day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(zone);
        let call = Call { started_at: Some(at), duration: Some(Millis(ms)), notes: "n".repeat(notes), ..call(name.clone()) };
        let entries = [person(name.clone(), Some(day)), Entry::Call(record(call))];
        let is_odd = RULE.instant(at).is_err() || RULE.day(day).is_err() || RULE.name(&name).is_err() || ms < 0 || notes > LONG;
        let file = comes_back(Scope::Workspace, &entries);
        prop_assert!(!is_odd || !file.warnings.is_empty());
        // What somebody hands over is held to the rule.
        prop_assert!(!is_odd || !again(Scope::Calls, &entries).rejected.is_empty());
    }

    #[test]
    fn what_the_rule_allows_is_read_by_everybody(
        name in "[^ ].{0,120}", year in 1971..2199i32, month in 1..=12u32, ms in 0..=callcraft::domain::limits::WEEK,
    ) {
        let day = NaiveDate::from_ymd_opt(year, month, 28).unwrap();
        let at: DateTime<Utc> = day.and_time(NaiveTime::MIN).and_utc();
        prop_assume!(RULE.name(&name).is_ok());
        let call = Call { started_at: Some(at), duration: Some(Millis(ms)), ..call(name.clone()) };
        let file = comes_back(Scope::Calls, &[person(name, Some(day)), Entry::Call(record(call))]);
        prop_assert_eq!(file.warnings, []);
    }

    /// A table of a year's calls in any tool's own way of saying when.
    #[test]
    fn a_date_in_a_file_is_one_that_may_be_kept_or_none(year in 0..10_000i32, time in "(|T00:00:00Z|T23:59:59\\+14:00|T00:00:01-12:00)") {
        let text = format!(r#"{{"meeting_title":"M","recording_start_time":"{year:04}-01-01{time}","transcript":[{{"speaker":{{"display_name":"Ada"}},"text":"Shall we begin the call now?","timestamp":"00:00:01"}}]}}"#);
        let read = import::read(text.as_bytes()).unwrap();
        prop_assert!(read.date.is_none_or(|it| RULE.began(it).is_ok()));
        prop_assert!(read.began.is_none_or(|it| RULE.instant(it).is_ok()));
        let known = (1972..2198).contains(&year);
        prop_assert!(!known || read.date.is_some_and(|it| (it.year() - year).abs() < 2));
    }
}

/// The call and the words that are stored of a file.
fn stored(of: Imported) -> [Entry; 2] {
    let started_at = of.began.or_else(|| of.date.map(|it| it.and_time(of.time.unwrap_or(NaiveTime::MIN)).and_utc()));
    let transcript = Some(of.transcript.hash.clone());
    let duration = of.length.or_else(|| of.transcript.length());
    let (title, language) = (of.title.unwrap_or_default(), of.language.unwrap_or_default());
    let call = Call { started_at, transcript, duration, language, ..call(title) };
    [Entry::Call(record(call)), Entry::Transcript(record(CallTranscript { call: id(), transcript: of.transcript }))]
}

#[test]
fn a_turn_as_long_as_a_book_is_kept_in_parts_and_comes_back() {
    let long = "we waste about twenty hours a week on the plan and nobody knows why it is so. ".repeat(1000);
    let text = format!("Ada Moreau: Hello, shall we begin?\n\nJonas Falk: {long}\n\n{}: Thank you.\n", "L".repeat(600));
    let read = import::read(text.as_bytes()).unwrap();
    assert!(read.transcript.segments.len() > 3 && read.transcript.segments.iter().all(|it| it.text.len() <= LONG));
    assert!(read.transcript.speakers.iter().all(|it| it.name.chars().count() <= SHORT));
    assert_eq!(comes_back(Scope::Calls, &stored(read)).warnings, []);
}

#[test]
fn a_call_that_began_with_our_era_loses_the_date_and_is_told() {
    let text = r#"{"meeting_title":"M","recording_start_time":"0001-01-01T00:00:00Z","transcript":[{"speaker":{"display_name":"Ada"},"text":"Shall we begin the call now?","timestamp":"00:00:01"}]}"#;
    let read = import::read(text.as_bytes()).unwrap();
    assert_eq!((read.date, read.began), (None, None));
    assert!(read.notes.iter().any(|it| it.contains("the year 1 cannot be right")), "{:?}", read.notes);
}

#[test]
fn what_is_made_of_every_fixture_may_be_kept() {
    let root = format!("{}/tests/fixtures/import", env!("CARGO_MANIFEST_DIR"));
    let mut many = 0;
    for folder in std::fs::read_dir(root).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let Ok(read) = import::read(&std::fs::read(file.unwrap().path()).unwrap()) else { continue };
            comes_back(Scope::Calls, &stored(read));
            many += 1;
        }
    }
    assert!(many > 100, "{many}");
}
