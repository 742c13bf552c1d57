//! What the database promises, on the browser's own. Every test has a database of its own name.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::id::{CallId, CardId, PersonId};
use callcraft::storage::schema::{
    CALLS, ERASURES, OTHERS, PEOPLE, RUBRICS, SCORECARDS, SETTINGS, STAYS, STORES, TRANSCRIPTS, UNKNOWN, VERSION,
};
use callcraft::storage::{Batch, Before, Db, End, StorageError};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "storage/compared.rs"]
mod compared;
#[path = "storage/fuzz.rs"]
mod fuzz;
#[path = "storage/guarded.rs"]
mod guarded;
#[path = "storage/raw.rs"]
mod raw;
#[path = "storage/records.rs"]
mod records;

use records::{call, card, id, next, one_of_each, person, rubric, settings, words};

wasm_bindgen_test_configure!(run_in_browser);

/// A new, empty database; that of an earlier run is removed.
async fn fresh(name: &str) -> Db {
    raw::remove(name).await;
    open(name).await
}

async fn open(name: &str) -> Db {
    Db::open(name).await.expect("the database opens")
}

/// The stores of which [`one_of_each`] writes a row.
const WRITTEN: &[&str] = &[PEOPLE, CALLS, TRANSCRIPTS, SCORECARDS, RUBRICS, SETTINGS, UNKNOWN];

async fn counts(db: &Db) -> Vec<u32> {
    let mut counts = Vec::new();
    for store in WRITTEN {
        counts.push(db.count(store).await.expect("rows are counted"));
    }
    counts
}

#[wasm_bindgen_test]
async fn a_batch_over_all_stores_is_read_back_after_reopening() {
    let name = "reopening";
    let db = fresh(name).await;
    assert_eq!(counts(&db).await, [0; 7]);
    assert_eq!(db.settings().await, Ok(None));
    db.commit(one_of_each()).await.expect("the batch is kept");
    db.close();

    let db = open(name).await;
    assert_eq!(db.people().await.unwrap().records, [person(1)]);
    assert_eq!(db.calls().await.unwrap().records, [call(10)]);
    assert_eq!(db.call(CallId(id(10))).await, Ok(Some(call(10))));
    assert_eq!(db.call(CallId(id(11))).await, Ok(None));
    assert_eq!(db.transcripts().await.unwrap().records, [words(10)]);
    assert_eq!(db.transcript(CallId(id(10))).await, Ok(Some(words(10))));
    assert_eq!(db.cards().await.unwrap().records, [card(20, 10)]);
    assert_eq!(db.rubrics().await.unwrap().records, [rubric(1)]);
    assert_eq!(db.settings().await, Ok(Some(settings())));
    assert_eq!(db.unknown().await.unwrap(), [("plan".to_owned(), r#"{"kind":"plan"}"#.to_owned())]);
    assert_eq!(raw::uncaught(), "");
}

#[wasm_bindgen_test]
async fn a_row_is_replaced_by_its_id_and_versions_of_a_rubric_stand_side_by_side() {
    let db = fresh("replacing").await;
    db.commit(Batch::default().call(&call(10)).rubric(&rubric(1))).await.unwrap();
    let later = next(&call(10), |it| it.title = "Renamed".to_owned());
    db.commit(Batch::default().call(&later).rubric(&rubric(2))).await.unwrap();
    assert_eq!(db.calls().await.unwrap().records, [later]);
    assert_eq!(db.rubrics().await.unwrap().records, [rubric(1), rubric(2)]);
}

#[wasm_bindgen_test]
async fn an_empty_batch_is_kept_without_a_transaction() {
    let db = fresh("nothing").await;
    assert_eq!(db.commit(Batch::default()).await, Ok(()));
}

/// Where the database refuses one row, at once or `later`, nothing of its batch is kept and what was there stays.
async fn check_refused(name: &str, bad: u64, later: bool) {
    let db = fresh(name).await;
    db.commit(Batch::default().person(&person(1)).call(&call(10)).card(&card(20, 10))).await.unwrap();
    let before = raw::every_row(name).await;
    let batch = (2..6).fold(Batch::default(), |batch, n| batch.person(&person(n)).call(&call(10 + n)).card(&card(20 + n, 10)));

    raw::refuse(&id(bad).to_string(), later);
    let outcome = db.commit(batch.clone()).await;
    raw::refuse_nothing();

    assert!(outcome.is_err(), "{name}: {outcome:?}");
    assert_eq!(raw::every_row(name).await, before, "{name}");
    // The database goes on.
    db.commit(batch).await.expect("the same batch, sound, is kept");
    assert_eq!((counts(&db).await[0], counts(&db).await[1], counts(&db).await[3]), (5, 5, 5), "{name}");
    assert_eq!(raw::uncaught(), "", "{name}");
}

#[wasm_bindgen_test]
async fn a_batch_with_a_row_that_is_refused_at_once_keeps_nothing() {
    for (name, bad) in [("refused-first", 2), ("refused-between", 13), ("refused-last", 25)] {
        check_refused(name, bad, false).await;
    }
}

#[wasm_bindgen_test]
async fn a_batch_with_a_row_that_fails_on_its_way_keeps_nothing() {
    for (name, bad) in [("failed-first", 2), ("failed-between", 13), ("failed-last", 25)] {
        check_refused(name, bad, true).await;
    }
}

#[wasm_bindgen_test]
async fn cards_are_found_by_their_call() {
    let db = fresh("cards-by-call").await;
    let calls = (10..13).fold(Batch::default(), |batch, n| batch.call(&call(n)));
    db.commit(calls.card(&card(20, 10)).card(&card(21, 11)).card(&card(22, 10))).await.unwrap();
    let of = async |call| db.cards_of(CallId(id(call))).await.unwrap().records;
    assert_eq!(of(10).await, [card(20, 10), card(22, 10)]);
    assert_eq!(of(11).await, [card(21, 11)]);
    assert_eq!(of(12).await, []);
    // A card that moves to another call is found there only.
    let moved = next(&card(20, 10), |it| it.call = CallId(id(12)));
    db.commit(Batch::default().card(&moved)).await.unwrap();
    assert_eq!((of(10).await, of(12).await), (vec![card(22, 10)], vec![moved]));
}

#[wasm_bindgen_test]
async fn records_of_unknown_kinds_are_kept_apart_and_as_they_are() {
    let name = "unknown";
    let db = fresh(name).await;
    let lines = [("plan", "a", r#"{"kind":"plan",  "x": 1e3}"#), ("plan", "b", "{}"), ("a b", "c", "1"), ("a", "b c", "2"), ("ø", "", "3")];
    db.commit(lines.iter().fold(Batch::default(), |batch, (kind, key, line)| batch.unknown(key, kind, line))).await.unwrap();
    db.commit(Batch::default().unknown("b", "plan", "newer")).await.unwrap();
    db.close();
    let mut found = open(name).await.unknown().await.unwrap();
    found.sort();
    let mut wanted = lines.map(|(kind, key, line)| (kind.to_owned(), if key == "b" { "newer" } else { line }.to_owned()));
    wanted.sort();
    assert_eq!(found, wanted);
}

#[wasm_bindgen_test]
async fn deleting_a_call_takes_its_words_and_all_its_cards_and_nothing_else() {
    let name = "delete-call";
    let db = fresh(name).await;
    let others = Batch::default().call(&call(11)).transcript(&words(11)).card(&card(30, 11)).person(&person(10));
    db.commit(others).await.unwrap();
    let before = raw::every_row(name).await;
    let cards = (20..24).fold(Batch::default(), |batch, n| batch.card(&card(n, 10)));
    db.commit(cards.call(&call(10)).transcript(&words(10))).await.unwrap();
    let unreadable = json!({ "id": "x", "v": 1, "call": id(10) });
    raw::put_row(name, SCORECARDS, &unreadable.to_string()).await;

    db.delete_call(CallId(id(10))).await.expect("the call is deleted");
    assert_eq!(raw::every_row(name).await, before);
    // Once more changes nothing and is no error.
    db.delete_call(CallId(id(10))).await.expect("there is nothing to delete");
    assert_eq!(raw::every_row(name).await, before);
    assert_eq!(raw::uncaught(), "");
}

#[wasm_bindgen_test]
async fn calls_that_were_deleted_together_come_back_as_they_were() {
    let name = "take-calls";
    let db = fresh(name).await;
    let both = Batch::default().call(&call(10)).transcript(&words(10)).card(&card(20, 10)).card(&card(21, 10)).call(&call(11));
    db.commit(both.call(&call(12)).card(&card(30, 12))).await.unwrap();
    let before = raw::every_row(name).await;
    let done = std::cell::Cell::new(0);
    let taken = db.take_calls(&[10, 11].map(|it| CallId(id(it))), &|it| done.set(it)).await.expect("the calls are deleted");
    assert_eq!((done.get(), db.calls().await.unwrap().records.len(), db.cards().await.unwrap().records.len()), (2, 1, 1));
    db.commit(taken).await.expect("they are written again");
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn deleting_a_card_or_a_person_takes_that_row_only() {
    let db = fresh("delete-one").await;
    db.commit(one_of_each().person(&person(2)).card(&card(21, 10))).await.unwrap();
    db.delete_card(CardId(id(20))).await.unwrap();
    db.delete_person(PersonId(id(1))).await.unwrap();
    assert_eq!(db.cards().await.unwrap().records, [card(21, 10)]);
    assert_eq!(db.people().await.unwrap().records, [person(2)]);
    assert_eq!(counts(&db).await, [1; 7]);
}

#[wasm_bindgen_test]
async fn clearing_empties_every_store() {
    let db = fresh("clear").await;
    db.commit(one_of_each()).await.unwrap();
    assert_eq!(counts(&db).await, [1; 7]);
    db.clear().await.expect("all is erased");
    assert_eq!(counts(&db).await, [0; 7]);
}

#[wasm_bindgen_test]
async fn rows_that_cannot_be_read_are_counted_stay_and_hide_no_others() {
    let name = "unreadable";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    let text = |body: &str| json!(body.as_bytes());
    let bodies = [json!(null), json!("{}"), json!(7), text(""), text("{\"body\":"), text("{}"), json!([255, 254, 0])];
    for store in [CALLS, SCORECARDS, RUBRICS] {
        for (n, body) in bodies.iter().enumerate() {
            let row = json!({ "id": id(100 + n as u64), "v": 1, "call": id(10), "body": body });
            raw::put_row(name, store, &row.to_string()).await;
        }
        let no_form = json!({ "id": "not an id", "call": id(10) });
        raw::put_row(name, store, &no_form.to_string()).await;
    }
    let before = raw::every_row(name).await;
    let bad = bodies.len() + 1;

    let calls = db.calls().await.unwrap();
    assert_eq!((calls.records, calls.unreadable), (vec![call(10)], bad));
    let cards = db.cards_of(CallId(id(10))).await.unwrap();
    assert_eq!((cards.records, cards.unreadable), (vec![card(20, 10)], bad));
    let rubrics = db.rubrics().await.unwrap();
    assert_eq!((rubrics.records, rubrics.unreadable), (vec![rubric(1)], bad));
    for n in 0..bodies.len() as u64 {
        let one = db.call(CallId(id(100 + n))).await;
        assert!(matches!(one, Err(StorageError::BadRow { store: "calls", .. })), "{n}: {one:?}");
    }
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn settings_that_cannot_be_read_count_as_none_and_can_be_made_again() {
    let name = "bad-settings";
    let db = fresh(name).await;
    for body in [json!(null), json!([123])] {
        raw::put_row(name, SETTINGS, &json!({ "id": "settings", "v": 1, "body": body }).to_string()).await;
        assert_eq!(db.settings().await, Ok(None));
    }
    db.commit(Batch::default().settings(&settings())).await.unwrap();
    assert_eq!(db.settings().await, Ok(Some(settings())));
}

#[wasm_bindgen_test]
async fn a_row_of_a_newer_release_is_refused_and_not_touched() {
    let name = "newer-row";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    for (store, row) in [(CALLS, id(11).to_string()), (SCORECARDS, id(21).to_string()), (SETTINGS, "settings".to_owned())] {
        let body = serde_json::to_vec(&call(11)).unwrap();
        raw::put_row(name, store, &json!({ "id": row, "v": 99, "call": id(10), "body": body }).to_string()).await;
    }
    let before = raw::every_row(name).await;
    assert_eq!(db.call(CallId(id(11))).await, Err(StorageError::NewerVersion));
    assert_eq!(db.calls().await, Err(StorageError::NewerVersion));
    assert_eq!(db.cards_of(CallId(id(10))).await, Err(StorageError::NewerVersion));
    assert_eq!(db.settings().await, Err(StorageError::NewerVersion));
    // The rows of this release are there as before.
    assert_eq!(db.call(CallId(id(10))).await, Ok(Some(call(10))));
    assert_eq!(db.people().await.unwrap().records, [person(1)]);
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn a_newer_release_in_another_tab_closes_the_database_here() {
    let name = "newer-layout";
    let db = fresh(name).await;
    let clone = db.clone();
    db.commit(one_of_each()).await.unwrap();
    raw::upgrade(name, 99).await;
    let before = raw::every_row(name).await;

    assert_eq!(db.calls().await, Err(StorageError::Closed));
    assert_eq!(clone.call(CallId(id(10))).await, Err(StorageError::Closed));
    assert_eq!(db.count(CALLS).await, Err(StorageError::Closed));
    assert_eq!(db.commit(one_of_each()).await, Err(StorageError::Closed));
    assert_eq!(db.delete_call(CallId(id(10))).await, Err(StorageError::Closed));
    assert_eq!(db.clear().await, Err(StorageError::Closed));
    assert_eq!(Db::open(name).await.err(), Some(StorageError::NewerVersion));
    assert_eq!(raw::every_row(name).await, before);
    assert_eq!(raw::uncaught(), "");
}

#[wasm_bindgen_test]
async fn a_database_that_is_given_up_keeps_no_newer_release_waiting() {
    let name = "given-up";
    let db = fresh(name).await;
    let clone = db.clone();
    db.close();
    assert_eq!(clone.count(CALLS).await, Ok(0), "a clone goes on");
    drop(clone);
    raw::upgrade(name, 99).await;
    assert_eq!(raw::uncaught(), "");
}

#[wasm_bindgen_test]
async fn the_layout_changes_only_with_its_version() {
    let name = "layout";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    // When this fails, the change needs the next schema::VERSION, so that tabs of older releases close; the old stores
    // stay listed. Only then is this text changed too.
    let wanted = "version 2: calls(id) erasures(id) handles(id) imports(id) meta(id) others(id) people(id) rubrics(id) \
                  scorecards(id, by_call=call) settings(id) transcripts(id) trash(id) unknown(id)";
    assert_eq!(raw::layout(name).await, wanted);
    let forms: Vec<(String, Vec<Value>)> = serde_json::from_str(&raw::every_row(name).await).unwrap();
    let forms: Vec<_> = forms.iter().flat_map(|(_, rows)| rows).map(|row| (VERSION, row["v"].clone())).collect();
    assert_eq!(forms, vec![(2, json!(1)); WRITTEN.len()], "the form of rows changes only with the version too");
}

#[wasm_bindgen_test]
async fn a_database_of_the_first_layout_is_upgraded_without_loss() {
    let name = "first-layout";
    raw::remove(name).await;
    let bytes = |it: Vec<u8>| json!(it);
    let row = |id: String, body: Vec<u8>| json!({ "id": id, "v": 1, "body": bytes(body) });
    let cards = json!({ "id": id(20), "v": 1, "call": id(10), "body": bytes(serde_json::to_vec(&card(20, 10)).unwrap()) });
    let rows = json!({
        "people": [row(id(1).to_string(), serde_json::to_vec(&person(1)).unwrap())],
        "calls": (10..40).map(|n| row(id(n).to_string(), serde_json::to_vec(&call(n)).unwrap())).collect::<Vec<_>>(),
        "transcripts": [row(id(10).to_string(), serde_json::to_vec(&words(10)).unwrap())],
        "scorecards": [cards],
        "rubrics": [row("team@1".to_owned(), serde_json::to_vec(&rubric(1)).unwrap())],
        "settings": [row("settings".to_owned(), serde_json::to_vec(&settings()).unwrap())],
        "unknown": [row("4 plan k".to_owned(), br#"["plan","{\"kind\":\"plan\"}"]"#.to_vec())],
    });
    raw::make_first(name, &rows.to_string()).await;
    let before: Vec<(String, Value)> = serde_json::from_str(&raw::every_row(name).await).unwrap();

    let found = Db::find(name, &|_| {}).await.expect("the database opens");
    assert_eq!(found.before, Before { version: 1, loss: None });
    let after: Vec<(String, Value)> = serde_json::from_str(&raw::every_row(name).await).unwrap();
    let (old, new): (Vec<_>, Vec<_>) = after.into_iter().partition(|(store, _)| WRITTEN.contains(&store.as_str()));
    assert_eq!(old, before);
    assert!(new.iter().all(|it| it.1 == json!([])), "{new:?}");
    let db = found.db;
    assert_eq!((db.calls().await.unwrap().records.len(), db.cards_of(CallId(id(10))).await.unwrap().records), (30, vec![card(20, 10)]));
    db.close();
    // Opened once more it is as it was.
    assert_eq!(Db::find(name, &|_| {}).await.unwrap().before, Before { version: VERSION, loss: None });
}

#[wasm_bindgen_test]
async fn a_database_that_is_made_says_so() {
    let name = "made";
    raw::remove(name).await;
    assert_eq!(Db::find(name, &|_| {}).await.unwrap().before.version, 0);
}

#[wasm_bindgen_test]
async fn what_a_person_finishes_is_on_the_disk_before_it_counts() {
    let db = fresh("strict").await;
    raw::durability();
    db.commit(one_of_each()).await.unwrap();
    db.commit(one_of_each().strictly()).await.unwrap();
    db.commit(one_of_each().and(Batch::default().person(&person(2)).strictly())).await.unwrap();
    db.clear().await.unwrap();
    assert_eq!(raw::durability(), "relaxed strict strict strict");
}

#[wasm_bindgen_test]
async fn without_room_a_batch_is_not_kept_and_the_reason_is_told() {
    let name = "no-room";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    let before = raw::every_row(name).await;
    raw::fill(1);
    let outcome = db.commit(Batch::default().person(&person(2))).await;
    raw::refuse_nothing();
    assert_eq!(outcome, Err(StorageError::QuotaExceeded));
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn a_database_that_was_thrown_away_is_not_made_again_behind_the_persons_back() {
    let name = "thrown-away";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    let heard = std::rc::Rc::new(std::cell::Cell::new(None));
    let hears = heard.clone();
    db.on_end(move |end| hears.set(Some(end)));
    raw::remove(name).await;
    assert_eq!(db.calls().await, Err(StorageError::Gone));
    assert_eq!(heard.get(), Some(End::Gone));
    assert_eq!(db.commit(one_of_each()).await, Err(StorageError::Gone));
    assert_eq!(Db::find(name, &|_| {}).await.unwrap().before.version, 0, "nothing was made meanwhile");
}

#[wasm_bindgen_test]
async fn what_is_written_when_a_newer_release_asks_for_the_database_still_goes_out() {
    let name = "last-words";
    let db = fresh(name).await;
    let writes = db.clone();
    db.on_end(move |end| {
        assert_eq!(end, End::Newer);
        let writes = writes.clone();
        wasm_bindgen_futures::spawn_local(async move { writes.commit(Batch::default().person(&person(7))).await.expect("it is kept") });
    });
    raw::upgrade(name, 99).await;
    assert!(raw::every_row(name).await.contains(&id(7).to_string()));
    assert_eq!(db.people().await, Err(StorageError::Closed));
}

#[wasm_bindgen_test]
async fn what_is_deleted_waits_in_the_trash_and_comes_back_as_it_was() {
    let name = "trash";
    let db = fresh(name).await;
    let calls = Batch::default().call(&call(10)).transcript(&words(10)).card(&card(20, 10)).card(&card(21, 10)).call(&call(11));
    db.commit(calls.rubric(&rubric(1)).person(&person(1))).await.unwrap();
    let before = raw::every_row(name).await;
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(100);
    let others = [Db::rubric_row(&rubric(1).body.reference()), Db::person_row(PersonId(id(1)))];
    let keys = db.to_trash(&[CallId(id(10)), CallId(id(11))], &others, at, &Batch::default(), &|_| {}).await.expect("all is deleted");
    assert_eq!(counts(&db).await, [0; 7]);
    let mut listed: Vec<_> = db.trash().await.unwrap().into_iter().map(|it| (it.store, it.title, it.cards, it.at)).collect();
    listed.sort();
    let told = |store: &str, title: &str, cards| (store.to_owned(), title.to_owned(), cards, at);
    let wanted = [
        told("calls", "Call 10, “Ærø”", 2),
        told("calls", "Call 11, “Ærø”", 0),
        told("people", "Rep 1", 0),
        told("rubrics", "Ours, version 1", 0),
    ];
    assert_eq!(listed, wanted);
    db.from_trash(&keys, &Batch::default()).await.expect("it comes back");
    assert_eq!(raw::every_row(name).await, before);
    // Nothing is left to come back.
    db.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn many_calls_go_to_the_trash_and_come_back_in_one_change_each() {
    let name = "trash-many";
    let db = fresh(name).await;
    let ids: Vec<u64> = (1000..1250).collect();
    let all = ids.iter().fold(Batch::default(), |all, n| all.call(&call(*n)).transcript(&words(*n)).card(&card(5000 + n, *n)));
    db.commit(all.person(&person(1))).await.unwrap();
    let before = raw::every_row(name).await;
    let done = std::cell::RefCell::new(Vec::new());
    let calls: Vec<CallId> = ids.iter().map(|n| CallId(id(*n))).collect();
    let said = |it| done.borrow_mut().push(it);
    let keys = db.to_trash(&calls, &[], DateTime::UNIX_EPOCH, &Batch::default(), &said).await.expect("all is deleted");
    assert_eq!((keys.len(), done.borrow().last()), (250, Some(&250)));
    assert!(done.borrow().len() > 1 && done.borrow().is_sorted());
    assert_eq!(db.calls().await.unwrap().records.len() + db.cards().await.unwrap().records.len(), 0);
    db.from_trash(&keys, &Batch::default()).await.expect("all comes back");
    assert_eq!(raw::every_row(name).await, before);
}

#[wasm_bindgen_test]
async fn what_came_back_otherwise_is_not_replaced_from_the_trash() {
    let db = fresh("trash-older").await;
    db.commit(Batch::default().call(&call(10)).card(&card(20, 10))).await.unwrap();
    let keys = db.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    let mut newer = call(10);
    newer.body.title = "Newer".to_owned();
    db.commit(Batch::default().call(&newer)).await.unwrap();
    db.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(db.calls().await.unwrap().records, [newer]);
    assert_eq!(db.cards().await.unwrap().records, [card(20, 10)]);
    assert_eq!(db.trash().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn a_card_that_was_written_while_its_call_was_deleted_follows_it_and_comes_back_with_it() {
    let db = fresh("trash-followed").await;
    db.commit(Batch::default().call(&call(10)).card(&card(20, 10))).await.unwrap();
    let keys = db.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    // The second is of a call that is not in the trash: it stays.
    let late = Batch::default().card(&card(21, 10)).card(&card(22, 99));
    db.commit(Batch::default().card(&card(22, 99)).since(db.mark().await.unwrap())).await.unwrap();
    assert_eq!(db.follow_calls(&late).await.unwrap(), 1);
    assert_eq!(db.cards().await.unwrap().records, [card(22, 99)]);
    assert_eq!(db.trash().await.unwrap().into_iter().map(|it| it.cards).collect::<Vec<_>>(), [2]);
    db.from_trash(&keys, &Batch::default()).await.unwrap();
    assert_eq!(db.cards().await.unwrap().records, [card(20, 10), card(21, 10), card(22, 99)]);
    assert_eq!(db.follow_calls(&late).await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn what_has_waited_for_thirty_days_leaves_the_trash() {
    let db = fresh("trash-overdue").await;
    db.commit(Batch::default().call(&call(10)).call(&call(11))).await.unwrap();
    let day = |n| DateTime::UNIX_EPOCH + TimeDelta::days(n);
    for (n, at) in [(10, 0), (11, 2)] {
        db.to_trash(&[CallId(id(n))], &[], day(at), &Batch::default(), &|_| {}).await.unwrap();
    }
    assert!(db.overdue_trash(day(30)).await.unwrap().is_none());
    let batch = db.overdue_trash(day(31)).await.unwrap().expect("one is over");
    db.commit(batch).await.unwrap();
    let left: Vec<_> = db.trash().await.unwrap().into_iter().map(|it| it.at).collect();
    assert_eq!(left, [day(2)]);
}

#[wasm_bindgen_test]
async fn every_store_travels_in_a_workspace_file_or_says_why_not() {
    // A new store belongs into one of the two lists: what is in neither would be missing from every backup.
    let travels = [PEOPLE, CALLS, TRANSCRIPTS, SCORECARDS, RUBRICS, SETTINGS, UNKNOWN, ERASURES, OTHERS];
    let mut told: Vec<&str> = STAYS.iter().map(|(store, why)| if why.is_empty() { "" } else { *store }).chain(travels).collect();
    let mut stores = STORES.to_vec();
    told.sort_unstable();
    stores.sort_unstable();
    assert_eq!(told, stores);
}

#[wasm_bindgen_test]
async fn ten_thousand_calls_are_kept_and_listed_in_the_order_of_their_ids() {
    let db = fresh("many").await;
    let many: Vec<_> = (1..=10_000).map(call).collect();
    db.commit(many.iter().rev().fold(Batch::default(), Batch::call)).await.expect("all are kept");
    let found = db.calls().await.unwrap();
    assert_eq!(found.unreadable, 0);
    assert!(found.records == many, "{} calls of {}", found.records.len(), many.len());
}

#[wasm_bindgen_test]
async fn two_connections_see_what_the_other_writes() {
    let name = "two-tabs";
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    assert_eq!(there.calls().await.unwrap().records, [call(10)]);
    there.delete_call(CallId(id(10))).await.unwrap();
    assert_eq!(here.calls().await.unwrap().records, []);
    assert_eq!(here.cards().await.unwrap().records, []);
}

#[wasm_bindgen_test]
async fn a_handle_is_kept_as_the_browser_gave_it_until_it_is_let_go() {
    let db = fresh("handles").await;
    assert_eq!(db.handle("recording-a").await, Ok(None));
    let handle = js_sys::Array::of2(&"any".into(), &"object".into());
    db.keep_handle("recording-a", &handle).await.expect("it is kept");
    db.keep_handle("recording-b", &handle).await.expect("it is kept");
    let back = db.handle("recording-a").await.unwrap().expect("it is there");
    assert_eq!(js_sys::Array::from(&back).join("-"), "any-object");
    db.forget_handle("recording-a").await.expect("it is let go");
    assert_eq!(db.handle("recording-a").await, Ok(None));
    assert_eq!(db.handles().await.unwrap(), ["recording-b"]);
}

#[wasm_bindgen_test]
async fn what_is_kept_beside_a_call_is_known_to_have_lost_it() {
    let db = fresh("orphans").await;
    db.commit(one_of_each()).await.unwrap();
    let ids = || vec![id(10).to_string(), id(11).to_string()];
    assert_eq!(db.without_call(ids()).await.unwrap(), [id(11).to_string()]);
    db.delete_call(CallId(id(10))).await.unwrap();
    assert_eq!(db.without_call(ids()).await.unwrap(), ids());
    assert_eq!(db.without_call(Vec::new()).await.unwrap(), Vec::<String>::new());
}
