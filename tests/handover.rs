//! What goes along when something is handed over, with names and without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use callcraft::domain::id::{CallId, PersonId};
use callcraft::domain::record::Version;
use callcraft::domain::rubric::RubricRef;
use callcraft::exchange::file::{Entry, Header, Scope, read, write};
use callcraft::exchange::handover::{Pick, inside, select};
use callcraft::exchange::merge::Known;
use callcraft::exchange::pseudonym::Pseudonyms;
use chrono::DateTime;

const CALL: &str = "01JD0000000000000000000100";
const REP: &str = "01JD0000000000000000000002";

fn fixture() -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The fixture, with a call, a card and a person that have nothing to do with the others, and one in the trash.
fn all() -> Vec<Known> {
    let text = fixture();
    let other = text
        .replace("01JD00000000000000000001", "01JD00000000000000000005")
        .replace("01JD0000000000000000000002", "01JD0000000000000000000003");
    let other = other.replace("0000000200", "0000000600").replace("0000000201", "0000000601").replace("Kettle", "Other");
    let entries = read(text.as_bytes()).unwrap().entries.into_iter().chain(read(other.as_bytes()).unwrap().entries);
    let mut all: Vec<Known> = Vec::new();
    for entry in entries {
        let at = all.iter().position(|it| it.shown().kind() == entry.kind() && it.shown().key() == entry.key());
        match at.map(|at| &mut all[at]) {
            Some(known) => {
                known.add(entry);
            }
            None => all.push(Known::new(entry)),
        }
    }
    let mut trash = read(text.replace("0000000201", "0000000202").as_bytes()).unwrap().entries.remove(6);
    trash.stamp_mut().unwrap().deleted = true;
    all.push(Known::new(trash));
    all
}

fn calls() -> BTreeSet<CallId> {
    [CALL.parse().unwrap()].into()
}

#[track_caller]
fn check(pick: &Pick, with_words: bool, expected: &[&str]) {
    let all = all();
    let chosen = select(&all, pick, with_words);
    let found: Vec<String> =
        chosen.iter().map(|it| format!("{} {}", it.shown().kind(), it.shown().key().trim_start_matches("01JD00000000000000000"))).collect();
    assert_eq!(found, expected);
    let entries: Vec<Entry> = chosen.iter().flat_map(|it| it.siblings()).cloned().collect();
    let header = Header { app: "0.1.0".to_owned(), scope: pick.scope(), created: DateTime::UNIX_EPOCH, anchor: None, rubric: None };
    let file = read(write(&header, &entries).as_bytes()).unwrap();
    assert_eq!((file.header, file.entries, file.rejected, file.warnings), (header, entries, vec![], vec![]));
}

#[test]
fn each_pick_takes_what_belongs_to_it_and_nothing_else() {
    let quick = || RubricRef { key: "quick".to_owned(), version: 2 };
    let whole = ["person 00001", "person 00002", "rubric quick@2", "call 00100", "transcript 00100", "scorecard 00200", "scorecard 00201"];
    check(&Pick::Calls(calls()), true, &whole);
    check(
        &Pick::Calls(calls()),
        false,
        &["person 00001", "person 00002", "rubric quick@2", "call 00100", "scorecard 00200", "scorecard 00201"],
    );
    check(&Pick::Rep(PersonId(REP.parse().unwrap())), true, &whole);
    check(&Pick::Rubric(quick()), true, &["rubric quick@2"]);
    check(&Pick::Calibration(calls(), quick()), true, &["person 00002", "rubric quick@2", "call 00100", "transcript 00100"]);
    check(&Pick::Calls(BTreeSet::new()), true, &[]);
}

#[test]
fn what_is_inside_is_told_before_it_is_saved() {
    let all = all();
    let told = inside(select(&all, &Pick::Calls(calls()), true));
    assert_eq!((told.count("call"), told.count("transcript"), told.count("scorecard"), told.count("person")), (1, 1, 2, 2));
    assert_eq!((told.quotes, told.drafts, told.conflicts, told.deleted), (1, 1, 0, 0));
    assert_eq!(told.calls, ["Kettle & Sons, with Ada Moor"]);
    assert_eq!(told.names.iter().map(String::as_str).collect::<Vec<_>>(), ["Ada Moor", "Ines Carvalho", "Maya Lindqvist"]);
    assert!(told.bytes > 2000);
    assert_eq!(inside(&all).deleted, 1);
}

#[test]
fn both_sides_of_a_conflict_go_along() {
    let mut all = all();
    let mut other = all.iter().find(|it| it.shown().kind() == "call").unwrap().shown().clone();
    other.stamp_mut().unwrap().version = Version::default().next("z");
    if let Entry::Call(it) = &mut other {
        it.body.title = "Another title".to_owned();
    }
    let call = all.iter_mut().find(|it| it.shown().key() == other.key() && it.shown().kind() == "call").unwrap();
    assert!(call.add(other));
    let chosen = select(&all, &Pick::Calls(calls()), false);
    assert_eq!((inside(chosen.iter().copied()).conflicts, chosen.iter().flat_map(|it| it.siblings()).count()), (1, 7));
}

fn hidden(secret: &str, with_words: bool) -> String {
    let text = fixture()
        .replace("She waited.", "Maya waited for Ada; Moor agreed. Maya’s best.")
        .replace("Honestly, about two days", "Honestly, Maya, about two days")
        .replace("\"offset\":10", "\"offset\":16")
        .replace("\"offset\":31", "\"offset\":37");
    let all: Vec<Known> = read(text.as_bytes()).unwrap().entries.into_iter().map(Known::new).collect();
    let chosen = select(&all, &Pick::Calls(calls()), with_words);
    let entries = Pseudonyms::new(secret).hide(&chosen, &all);
    let header = Header { app: "0.1.0".to_owned(), scope: Scope::Calls, created: DateTime::UNIX_EPOCH, anchor: None, rubric: None };
    write(&header, &entries)
}

#[test]
fn no_known_name_and_no_id_is_left_in_a_file_without_names() {
    for with_words in [true, false] {
        let file = hidden("a secret", with_words);
        let names = ["Maya", "Lindqvist", "Ines", "Carvalho", "Kettle", "Sons", "00ff", CALL, REP, "playbook", "\"a\":", "Ada", "Moor"];
        for name in names {
            assert!(!file.contains(name), "{name} in {file}");
        }
    }
}

#[test]
fn a_file_without_names_is_sound_and_its_quotes_stand_where_they_say() {
    let file = read(hidden("a secret", true).as_bytes()).unwrap();
    assert_eq!((file.rejected, file.warnings), (vec![], vec![]));
    let words = file.entries.iter().find_map(|it| if let Entry::Transcript(it) = it { Some(&it.body.transcript) } else { None }).unwrap();
    let card = file.entries.iter().find_map(|it| if let Entry::Scorecard(it) = it { Some(&it.body) } else { None }).unwrap();
    let quote = &card.answers[0].evidence[0];
    assert_eq!(quote.quote, "about two days a week");
    assert!(words.holds(quote));
    let rep = file
        .entries
        .iter()
        .find_map(|it| if let Entry::Person(it) = it { (it.body.manager.is_some()).then_some(&it.body) } else { None })
        .unwrap();
    assert!(rep.name.starts_with("Rep ") && words.speakers[0].name == rep.name && words.speakers[0].person == Some(rep.id));
    assert!(words.speakers[1].name.starts_with("Customer "));
    let customer = &words.speakers[1].name;
    assert_eq!(card.answers[0].comment, format!("{} waited for {customer}; {customer} agreed. {}’s best.", rep.name, rep.name));
}

#[test]
fn pseudonyms_are_the_same_with_the_same_secret_and_others_with_another() {
    assert_eq!(hidden("one", true), hidden("one", true));
    let names = |secret| {
        inside(read(hidden(secret, true).as_bytes()).unwrap().entries.into_iter().map(Known::new).collect::<Vec<_>>().iter()).names
    };
    assert!(names("one").is_disjoint(&names("two")));
    assert_eq!(names("one").len(), 3);
}

#[test]
fn a_later_file_without_names_replaces_the_earlier_one() {
    let version = Version::default().next("a").next("b");
    let later = version.next("c").counted("x");
    assert!(later > version.counted("x"));
    assert_eq!(later.writes(), 3);
}
