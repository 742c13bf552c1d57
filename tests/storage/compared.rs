//! What another tab writes between a comparison and the write that follows from it is not written over.

use callcraft::domain::erasure::Erasures;
use callcraft::domain::id::CallId;
use callcraft::domain::record::{Record, Version};
use callcraft::domain::settings::Settings;
use callcraft::storage::{Batch, Db, Why};
use chrono::DateTime;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use super::guarded::{erasure, refused};
use super::records::{call, card, id, next, one_of_each, person, settings, words};
use super::{fresh, open, raw};

/// A card as it is after another copy has changed it, knowing of ours or not.
fn elsewhere<T: Clone>(before: &Record<T>, change: impl FnOnce(&mut T)) -> Record<T> {
    let mut after = before.clone();
    after.stamp.version = after.stamp.version.next("b");
    change(&mut after.body);
    after
}

fn versions<T>(of: &[&Record<T>]) -> Vec<Version> {
    of.iter().map(|it| it.stamp.version.clone()).collect()
}

/// The line that a file has of a card.
fn line(of: &Record<impl serde::Serialize>) -> String {
    let mut line = serde_json::to_value(of).unwrap();
    line.as_object_mut().unwrap().insert("kind".to_owned(), "scorecard".into());
    line.to_string()
}

/// Two tabs over one workspace with a call.
async fn two(name: &str) -> (Db, Db) {
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    (here, there)
}

#[wasm_bindgen_test]
async fn what_another_tab_saves_after_a_file_was_compared_is_not_written_over() {
    let name = "compared-changed";
    let (here, there) = two(name).await;
    let (was, key) = (card(20, 10), id(20).to_string());
    // The file has another version of the card; while it is read, a point is given in the other tab.
    let file = elsewhere(&was, |it| it.note = "from the file".to_owned());
    let opening = |batch: Batch| batch.compared("scorecard", &key, versions(&[&was])).card(&file).others("scorecard", &key, &[], false);
    there.commit(Batch::default().card(&next(&was, |it| it.note = "saved".to_owned()))).await.unwrap();
    let (why, store, _) = refused(name, &here, opening(Batch::default().person(&person(2)))).await;
    assert_eq!((why, store), (Why::Changed, "scorecards"));
    // Compared anew both stand side by side, and that is written.
    let saved = there.cards().await.unwrap().records.remove(0);
    let both = Batch::default().compared("scorecard", &key, versions(&[&saved])).card(&saved);
    here.commit(both.others("scorecard", &key, &[line(&file)], true)).await.unwrap();
    assert_eq!((here.cards().await.unwrap().records, here.conflicts().await), (vec![saved], Ok(1)));
}

#[wasm_bindgen_test]
async fn what_another_tab_adds_deletes_or_puts_beside_it_is_seen_too() {
    let name = "compared-others";
    let (here, there) = two(name).await;
    let (was, key) = (card(20, 10), id(20).to_string());
    let newer = next(&was, |it| it.note = "newer".to_owned());
    let opening = || Batch::default().compared("scorecard", &key, versions(&[&was])).card(&newer).others("scorecard", &key, &[], false);
    // Another tab has opened a file that has a third version.
    let third = elsewhere(&was, |it| it.note = "third".to_owned());
    let beside = || Batch::default().compared("scorecard", &key, versions(&[&was])).card(&was);
    there.commit(beside().others("scorecard", &key, &[line(&third)], true)).await.unwrap();
    assert_eq!(refused(name, &here, opening()).await.0, Why::Changed);
    // What an edit of the shown version has left behind counts no more: the edit is the only version.
    let knows_both = Record { stamp: newer.stamp.clone(), body: was.body.clone() };
    let mut knows_both = elsewhere(&knows_both, |it| it.note = "knows both".to_owned());
    knows_both.stamp.version = knows_both.stamp.version.join(&third.stamp.version);
    there.commit(Batch::default().card(&knows_both)).await.unwrap();
    let last = next(&knows_both, |it| it.note = "last".to_owned());
    let only = Batch::default().compared("scorecard", &key, versions(&[&knows_both])).card(&last).others("scorecard", &key, &[], false);
    here.commit(only).await.unwrap();
    // One that was not here when it was compared, and is now; and the other way round.
    let new = |n: u64| Batch::default().compared("scorecard", &id(n).to_string(), vec![]).card(&card(n, 10));
    there.commit(Batch::default().card(&card(30, 10))).await.unwrap();
    assert_eq!(refused(name, &here, new(30)).await.0, Why::Changed);
    here.commit(new(31)).await.unwrap();
    there.delete_call(CallId(id(10))).await.unwrap();
    let back = Batch::default().call(&call(10)).compared("scorecard", &key, versions(&[&last])).card(&last);
    assert_eq!(refused(name, &here, back).await.0, Why::Changed);
}

#[wasm_bindgen_test]
async fn taking_a_record_away_is_asked_as_well_and_so_are_kinds_that_are_not_known() {
    let name = "compared-gone";
    let (here, there) = two(name).await;
    let key = id(1).to_string();
    let gone = || Batch::default().compared("person", &key, versions(&[&person(1)])).gone("person", &key);
    let renamed = next(&person(1), |it| it.name = "Renamed".to_owned());
    there.commit(Batch::default().person(&renamed)).await.unwrap();
    assert_eq!(refused(name, &here, gone()).await.0, Why::Changed);
    here.commit(Batch::default().compared("person", &key, versions(&[&renamed])).gone("person", &key)).await.unwrap();
    assert_eq!(here.people().await.unwrap().records, []);

    let plan = |version: u32| format!(r#"{{"kind":"plan","stamp":{{"at":"2026-03-02T10:00:00Z","version":{{"a":{version}}}}}}}"#);
    let of = |version| serde_json::from_value::<Version>(serde_json::json!({ "a": version })).unwrap();
    there.commit(Batch::default().unknown("p", "plan", &plan(2))).await.unwrap();
    let write = |before| Batch::default().compared("plan", "p", vec![of(before)]).unknown("p", "plan", &plan(3));
    assert_eq!(refused(name, &here, write(1)).await.0, Why::Changed);
    here.commit(write(2)).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_was_made_from_all_that_is_stored_is_not_written_once_anything_is_different() {
    let name = "compared-since";
    let (here, there) = two(name).await;
    let mark = here.mark().await.unwrap();
    let replaced = |mark| {
        ["people", "calls", "transcripts", "scorecards"]
            .iter()
            .fold(Batch::default(), |it, store| it.emptied(store))
            .call(&call(50))
            .since(mark)
    };
    there.commit(Batch::default().card(&card(21, 10))).await.unwrap();
    assert_eq!(refused(name, &here, replaced(mark)).await.0, Why::Changed);
    // What is deleted, brought back or follows its call counts as well.
    let mark = here.mark().await.unwrap();
    let keys = there.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    assert_eq!(refused(name, &here, replaced(mark)).await.0, Why::Changed);
    let mark = here.mark().await.unwrap();
    there.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(refused(name, &here, replaced(mark)).await.0, Why::Changed);
    here.commit(replaced(here.mark().await.unwrap())).await.unwrap();
    assert_eq!((here.calls().await.unwrap().records, here.cards().await.unwrap().records), (vec![call(50)], vec![]));
}

#[wasm_bindgen_test]
async fn a_file_that_was_compared_before_an_erasure_is_compared_again() {
    let name = "compared-erased";
    let (here, there) = two(name).await;
    let batch = || Batch::default().compared("call", &id(11).to_string(), vec![]).call(&call(11));
    let person = erasure("person", id(1).to_string());
    there.commit(Batch::default().erasure(&person)).await.unwrap();
    assert_eq!(refused(name, &here, batch().knowing(&Erasures::default())).await.0, Why::Changed);
    let mut known = Erasures::default();
    known.add(person);
    here.commit(batch().knowing(&known)).await.unwrap();
}

/// The versions of a card wherever they are: its own store, and beside.
async fn notes(name: &str, db: &Db) -> Vec<String> {
    let mut notes: Vec<String> = db.cards().await.unwrap().records.into_iter().map(|it| it.body.note).collect();
    for other in db.others().await.unwrap() {
        notes.extend(
            other.lines.iter().map(|it| serde_json::from_str::<Value>(it).unwrap()["body"]["note"].as_str().unwrap_or_default().to_owned()),
        );
    }
    assert_eq!(raw::uncaught(), "", "{name}");
    notes.sort();
    notes
}

#[wasm_bindgen_test]
async fn a_card_that_two_tabs_wrote_while_its_call_went_to_the_trash_comes_back_in_both_versions() {
    let name = "trash-both";
    let (here, there) = two(name).await;
    let was = card(20, 10);
    there.commit(Batch::default().card(&next(&was, |it| it.note = "there".to_owned()))).await.unwrap();
    let keys = there.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    let mine = Batch::default().card(&elsewhere(&was, |it| it.note = "here".to_owned()));
    assert_eq!(refused(name, &here, mine.clone()).await.0, Why::Deleted);
    assert_eq!(here.follow_calls(&mine).await, Ok(1));
    assert_eq!(here.follow_calls(&mine).await, Ok(0), "it lies there");
    here.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(notes(name, &here).await, ["here", "there"]);
    assert_eq!((here.transcript(CallId(id(10))).await, here.conflicts().await), (Ok(Some(words(10))), Ok(1)));
}

#[wasm_bindgen_test]
async fn what_comes_back_from_the_trash_replaces_what_is_older_and_stands_beside_what_is_not() {
    for (wanted, change) in [(vec!["newest"], 0u8), (vec!["trashed"], 1), (vec!["beside", "trashed"], 2)] {
        let name = "trash-merged";
        let db = fresh(name).await;
        let trashed = next(&card(20, 10), |it| it.note = "trashed".to_owned());
        db.commit(Batch::default().call(&call(10)).card(&card(20, 10))).await.unwrap();
        db.commit(Batch::default().card(&trashed)).await.unwrap();
        let keys = db.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
        // A file that was opened meanwhile has the call as well.
        let came = match change {
            0 => elsewhere(&trashed, |it| it.note = "newest".to_owned()),
            1 => card(20, 10),
            _ => elsewhere(&card(20, 10), |it| it.note = "beside".to_owned()),
        };
        let mark = db.mark().await.unwrap();
        db.commit(Batch::default().call(&call(10)).card(&came).since(mark)).await.unwrap();
        db.from_trash(&keys, &Batch::default()).await.unwrap();
        assert_eq!(notes(name, &db).await, wanted);
        assert_eq!(db.trash().await.unwrap(), []);
    }
}

#[wasm_bindgen_test]
async fn what_two_tabs_set_at_the_same_time_is_kept_of_both() {
    let (here, there) = two("settings-both").await;
    let was = settings();
    let mine = Settings { competitors: vec!["Acme".to_owned(), "Ravel".to_owned()], ..was.clone() };
    let theirs = Settings { me: None, ..was.clone() };
    there.commit(Batch::default().settings_from(&was, &theirs)).await.unwrap();
    // Two changes that go out together, the second made from the first.
    let last = Settings { competitors: vec!["Ravel".to_owned()], ..mine.clone() };
    here.commit(Batch::default().settings_from(&was, &mine).and(Batch::default().settings_from(&mine, &last))).await.unwrap();
    assert_eq!(there.settings().await, Ok(Some(Settings { me: None, ..last.clone() })));
    // A tab that only adds what it has where nothing is set takes nothing away.
    let blank = Settings { writer: "other".to_owned(), ..Settings::default() };
    there.commit(Batch::default().settings_from(&blank, &blank)).await.unwrap();
    assert_eq!(here.settings().await, Ok(Some(Settings { me: None, ..last })));
    let fresh = fresh("settings-none").await;
    fresh.commit(Batch::default().settings_from(&blank, &blank)).await.unwrap();
    assert_eq!(fresh.settings().await, Ok(Some(blank)));
}

#[wasm_bindgen_test]
async fn what_a_file_took_out_of_the_trash_lies_there_again_as_it_was() {
    let name = "trash-again";
    let (here, _there) = two(name).await;
    let keys = here.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    let key = keys.first().unwrap();
    let lay = here.trash().await.unwrap();
    let held = here.bin(key).await.unwrap().unwrap().records().count();
    here.commit(Batch::default().without_trash(key.clone())).await.unwrap();
    assert_eq!((here.trash().await.unwrap(), here.bin(key).await.unwrap().is_none()), (vec![], true));
    // Without what the person had deleted there is nothing to bring back.
    here.commit(Batch::default().binned(key, &Batch::default().card(&card(20, 10)))).await.unwrap();
    assert_eq!(here.trash().await.unwrap(), vec![]);
    let records = Batch::default().card(&card(20, 10)).transcript(&words(10)).call(&call(10));
    here.commit(Batch::default().binned(key, &records)).await.unwrap();
    assert_eq!((here.trash().await.unwrap(), here.bin(key).await.unwrap().unwrap().records().count()), (lay, held));
    here.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(
        (here.transcript(CallId(id(10))).await, here.calls().await.unwrap().records.contains(&call(10))),
        (Ok(Some(words(10))), true)
    );
}
