//! What merging promises: by laws, and by three workspaces that work apart and hand each other files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::erasure::Subject;
use callcraft::domain::record::Version;
use callcraft::exchange::file::{Entry, read, write};
use callcraft::exchange::merge::{Here, Known, Verdict, plan};
use proptest::prelude::*;

use team::{Action, Team, Workspace, actions, header, key, person};

#[path = "merge/team.rs"]
mod team;

#[track_caller]
fn check(here: Option<Entry>, incoming: Entry, verdict: Verdict, versions: Option<usize>) {
    let workspace = Workspace::of(here);
    let made = plan(&workspace, [incoming]);
    let written: Vec<_> = made.to_write().map(|it| it.siblings().count()).collect();
    assert_eq!((made.steps[0].verdict, written), (verdict, versions.into_iter().collect()));
    assert_eq!((made.count("person", verdict), made.count("call", verdict), made.count("", verdict)), (1, 0, 1));
}

#[test]
fn each_verdict_is_what_the_versions_say() {
    let first = Version::default().next("a");
    let (ours, theirs) = (first.next("a"), first.next("b"));
    let here = || Some(person(1, "Ada", &ours));
    check(None, person(1, "Ada", &first), Verdict::New, Some(1));
    check(here(), person(1, "Ada", &ours), Verdict::Same, None);
    check(here(), person(1, "Bo", &ours.next("b")), Verdict::Newer, Some(1));
    check(here(), person(1, "Bo", &first), Verdict::Older, None);
    check(here(), person(1, "Bo", &theirs), Verdict::Conflict, Some(2));
    check(here(), person(1, "Bo", &ours), Verdict::Conflict, Some(2));
    check(here(), person(1, "Ada", &theirs), Verdict::Same, Some(2));
}

#[test]
fn a_transcript_of_a_call_declined_here_is_barred() {
    let text = team::fixture();
    let declined = text.replace("{\"given\":{\"at_ms\":20000}}", "\"declined\"").replace(",\"transcript\":\"00ff\"", "");
    let here = read(declined.as_bytes()).unwrap().entries.into_iter().find(|it| it.kind() == "call");
    let made = plan(&Workspace::of(here), read(text.as_bytes()).unwrap().entries);
    assert_eq!(made.count("transcript", Verdict::Barred), 1);
    assert!(made.to_write().all(|it| it.shown().kind() != "transcript"));
}

#[test]
fn a_rubric_that_scored_calls_here_is_never_replaced_by_a_file() {
    let text = team::fixture();
    let changed = text.replace("\"title\":\"Listened\"", "\"title\":\"Spoke\"");
    let newer = |it: &Entry| {
        let mut it = it.clone();
        let stamp = it.stamp_mut().unwrap();
        stamp.version = stamp.version.next("z");
        it
    };
    let rubric_of = |text: &str| read(text.as_bytes()).unwrap().entries.into_iter().find(|it| it.kind() == "rubric").unwrap();
    let (here, file) = (rubric_of(&text), newer(&rubric_of(&changed)));
    let mut unused = Workspace::of(Some(here.clone()));
    assert_eq!(plan(&unused, [file.clone()]).count("rubric", Verdict::Newer), 1);
    unused.open(&read(text.as_bytes()).unwrap().entries);
    let made = plan(&unused, [file.clone()]);
    assert_eq!((made.count("rubric", Verdict::Fixed), made.to_write().count()), (1, 0));
    let mut deleted = newer(&here);
    deleted.stamp_mut().unwrap().deleted = true;
    assert_eq!(plan(&unused, [deleted]).count("rubric", Verdict::Fixed), 1);
    let same = plan(&unused, [newer(&here)]);
    assert_eq!((same.count("rubric", Verdict::Fixed), same.to_write().count()), (0, 1));
}

#[test]
fn a_call_that_turns_out_declined_takes_its_words_along() {
    let text = team::fixture();
    let mut here = Workspace::default();
    here.open(&read(text.as_bytes()).unwrap().entries);
    let declined = text.replace("{\"given\":{\"at_ms\":20000}}", "\"declined\"").replace(",\"transcript\":\"00ff\"", "");
    let declined = declined.replace("{\"a\":2}", "{\"a\":3}");
    let made = plan(&here, read(declined.as_bytes()).unwrap().entries);
    assert_eq!((made.bars.len(), made.count("call", Verdict::Newer)), (1, 1));
}

#[test]
fn several_versions_of_one_record_in_a_file_are_read_and_written_again_byte_by_byte() {
    let base = Version::default().next("a");
    let mut here = Workspace::default();
    here.open(&[person(1, "Ada", &base.next("b")), person(1, "Bo", &base.next("c")), person(1, "Cy", &base)]);
    let known = here.known("person", &key(1)).unwrap();
    assert!(known.is_conflict());
    assert_eq!(known.siblings().count(), 2);
    let file = here.file();
    let again = read(file.as_bytes()).unwrap();
    assert_eq!(write(&header(), &again.entries), file);
    let mut there = Workspace::default();
    there.open(&again.entries);
    assert_eq!(there.known("person", &key(1)), Some(known));
}

#[test]
fn a_copy_that_was_set_back_learns_that_others_know_more_of_it() {
    let version = Version::default().next("a");
    let here = Workspace::of(Some(person(1, "Ada", &version)));
    assert!(!plan(&here, [person(1, "Bo", &version.next("b"))]).outruns("a"));
    assert!(plan(&here, [person(1, "Bo", &version.next("a").next("b"))]).outruns("a"));
}

#[test]
fn a_deletion_goes_from_hand_to_hand_and_can_be_taken_back() {
    let first = Version::default().next("a");
    let mut here = Workspace::of(Some(person(1, "Ada", &first)));
    let mut deleted = person(1, "Ada", &first.next("b"));
    deleted.stamp_mut().unwrap().deleted = true;
    here.open(std::slice::from_ref(&deleted));
    assert!(here.known("person", &key(1)).unwrap().is_deleted());
    assert!(deleted.line().contains("\"deleted\":true"));
    here.open(&[person(1, "Ada", &first.next("b").next("a"))]);
    assert!(!here.known("person", &key(1)).unwrap().is_deleted());
}

#[test]
fn an_erased_person_has_no_name_in_the_words_that_come_later() {
    let text = team::fixture();
    let mut here = Workspace::default();
    here.erase(1, [Subject { kind: "person".to_owned(), key: "01JD0000000000000000000002".to_owned() }]);
    here.open(&read(text.as_bytes()).unwrap().entries);
    let words = here.known("transcript", "01JD0000000000000000000100").unwrap();
    assert!(!words.shown().line().contains("Maya"), "{}", words.shown().line());
    assert!(here.known("person", "01JD0000000000000000000002").is_none());
}

#[test]
fn a_file_from_before_an_erasure_brings_no_name_back() {
    const MAYA: &str = "01JD0000000000000000000002";
    let path = format!("{}/tests/fixtures/exchange/every-field.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap().replace("\"by\":\"Ines Carvalho\"", "\"by\":\"Maya Lindqvist\"");
    assert!(text.matches("Maya").count() > 3);
    let file = read(text.as_bytes()).unwrap().entries;
    let mut here = Workspace::default();
    here.erase(1, [Subject { kind: "person".to_owned(), key: MAYA.to_owned() }]);
    let made = plan(&here, file.clone());
    assert_eq!((made.count("", Verdict::Erased), made.steps.iter().any(|it| it.unnamed)), (2, true));
    here.open(&file);
    assert!(here.known.len() > 4);
    let stored = here.file();
    assert!(!stored.contains("Maya") && !stored.contains("Lindqvist"), "{stored}");
    // Opened once more, in whatever order, it changes nothing; a newer version of the same is newer.
    let again = plan(&here, file.iter().rev().cloned());
    assert!(again.to_write().count() == 0 && again.count("", Verdict::Conflict) == 0, "{:?}", again.steps);
    let newer: Vec<Entry> = file
        .iter()
        .cloned()
        .map(|mut it| {
            if let Some(stamp) = it.stamp_mut() {
                stamp.version = stamp.version.next("z");
            }
            it
        })
        .collect();
    let made = plan(&here, newer.clone());
    assert_eq!(made.count("", Verdict::Conflict), 0);
    assert!(made.count("scorecard", Verdict::Newer) > 0);
    here.open(&newer);
    assert!(!here.file().contains("Maya"));
}

#[test]
fn what_hangs_on_a_call_in_the_trash_is_left_out_until_the_call_is_taken_out() {
    let file = read(team::fixture().as_bytes()).unwrap().entries;
    let mut here = Workspace::default();
    here.trashed.insert("01JD0000000000000000000100".to_owned());
    let made = plan(&here, file.clone());
    let kinds = |verdict| made.of(verdict).map(|it| it.entry.kind().to_owned()).collect::<Vec<_>>();
    assert_eq!(kinds(Verdict::Trashed), ["call", "transcript", "scorecard", "scorecard"]);
    assert_eq!(kinds(Verdict::New), ["person", "person", "rubric", "playbook"]);
    here.known.extend(file.iter().filter(|it| it.kind() == "call").map(|it| ((it.kind().to_owned(), it.key()), Known::new(it.clone()))));
    assert_eq!(plan(&here, file).count("", Verdict::Trashed), 0);
}

#[test]
fn a_person_or_a_rubric_in_the_trash_is_left_out_unless_what_comes_in_speaks_of_it() {
    let file = read(team::fixture().as_bytes()).unwrap().entries;
    let mut here = Workspace::default();
    here.trashed.extend(file.iter().filter(|it| ["person", "rubric"].contains(&it.kind())).map(Entry::key));
    let of = |entries: Vec<Entry>, verdict| plan(&here, entries).of(verdict).map(|it| it.entry.kind().to_owned()).collect::<Vec<_>>();
    let alone: Vec<Entry> = file.iter().filter(|it| ["person", "rubric"].contains(&it.kind())).cloned().collect();
    assert_eq!(of(alone, Verdict::Trashed), ["person", "person", "rubric"]);
    assert_eq!(of(file.clone(), Verdict::Trashed), Vec::<String>::new());
    // What is left out itself calls for nobody.
    here.trashed.insert("01JD0000000000000000000100".to_owned());
    let made = plan(&here, file);
    assert_eq!(made.count("person", Verdict::Trashed) + made.count("rubric", Verdict::Trashed), 3);
}

#[test]
fn an_erased_call_takes_all_that_is_part_of_it_along_in_kinds_that_are_not_known_too() {
    let comment = r#"{"kind":"comment","stamp":{"at":"2026-11-12T11:00:00Z","version":{"b":1}},"body":{"id":"01JD0000000000000000000901","call":"01JD0000000000000000000100"}}"#;
    let text = team::fixture().replace("\n]}", &format!(",\n{comment}\n]}}"));
    let mut here = Workspace::default();
    let file = read(text.as_bytes()).unwrap().entries;
    here.open(&file);
    here.erase(1, [Subject { kind: "call".to_owned(), key: "01JD0000000000000000000100".to_owned() }]);
    assert!(!here.file().contains("01JD0000000000000000000100\",\"title") && here.file().contains("01JD0000000000000000000002"));
    here.open(&file);
    let left: Vec<_> = here.known.keys().map(|it| it.0.as_str()).collect();
    assert_eq!(left, ["person", "person", "playbook", "rubric"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn three_workspaces_that_hand_over_files_in_any_order_lose_nothing_and_end_equal(all in actions(60)) {
        let mut team = Team::new();
        for action in &all {
            team.act(action);
            team.check();
        }
        team.exchange_all();
        team.check();
        let [a, b, c] = &team.workspaces;
        prop_assert_eq!(a.file(), b.file());
        prop_assert_eq!(b.file(), c.file());
    }

    #[test]
    fn merging_workspaces_is_commutative_associative_and_idempotent(all in actions(40)) {
        let mut team = Team::new();
        all.iter().for_each(|it| team.act(it));
        let [a, b, c] = &team.workspaces;
        prop_assert_eq!(a.with(b).file(), b.with(a).file());
        prop_assert_eq!(a.with(b).with(c).file(), a.with(&b.with(c)).file());
        prop_assert_eq!(a.with(b).with(b).file(), a.with(b).file());
        prop_assert_eq!(a.with(a).file(), a.file());
    }

    #[test]
    fn the_order_of_records_and_of_files_does_not_matter(all in actions(40), turn in any::<prop::sample::Index>()) {
        let mut team = Team::new();
        all.iter().for_each(|it| team.act(it));
        prop_assume!(!team.files.is_empty());
        let mut records: Vec<Entry> = team.files.iter().flat_map(|it| read(it.as_bytes()).unwrap().entries).collect();
        let (mut one, mut other, mut each) = (Workspace::default(), Workspace::default(), Workspace::default());
        one.open(&records);
        let at = turn.index(records.len().max(1));
        records.rotate_left(at);
        records.reverse();
        other.open(&records);
        records.iter().for_each(|it| each.open(std::slice::from_ref(it)));
        prop_assert_eq!(one.file(), other.file());
        prop_assert_eq!(one.file(), each.file());
    }

    #[test]
    fn a_file_opened_twice_changes_nothing_and_says_so(all in actions(40)) {
        let mut team = Team::new();
        all.iter().for_each(|it| team.act(it));
        for file in &team.files {
            let entries = read(file.as_bytes()).unwrap().entries;
            let mut here = team.workspaces[0].with(&Workspace::default());
            here.open(&entries);
            let again = plan(&here, entries);
            prop_assert_eq!(again.to_write().count(), 0);
            prop_assert!(again.erases.is_empty() && again.count("", Verdict::New) == 0 && again.count("", Verdict::Newer) == 0);
        }
    }
}

#[test]
fn the_reps_week_and_the_managers_week_end_with_the_same_call() {
    let (rep, manager) = (0, 1);
    let mut team = Team::new();
    team.act(&Action::Write { copy: rep, id: 0, body: 1 });
    team.act(&Action::HandOver { from: rep, to: manager });
    team.act(&Action::Write { copy: rep, id: 3, body: 2 });
    team.act(&Action::Write { copy: manager, id: 0, body: 3 });
    team.act(&Action::HandOver { from: manager, to: rep });
    team.act(&Action::HandOver { from: rep, to: manager });
    assert_eq!(team.workspaces[rep].file(), team.workspaces[manager].file());
    assert!(team.workspaces[rep].known.values().all(|it| !it.is_conflict()));
    let call_key = key(0);
    assert_eq!(team.workspaces[rep].known("call", &call_key).map(|it| it.siblings().count()), Some(1));
}
