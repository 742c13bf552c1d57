//! What a write is made from: nothing is written over what it does not descend from, belongs to nothing, or was erased.

use std::cell::RefCell;
use std::rc::Rc;

use callcraft::domain::erasure::{Erasure, Subject};
use callcraft::domain::id::{CallId, ErasureId};
use callcraft::domain::record::Record;
use callcraft::domain::scorecard::Scorecard;
use callcraft::storage::{Batch, Db, StorageError, Why};
use chrono::DateTime;
use wasm_bindgen_test::wasm_bindgen_test;

use super::records::{call, card, id, next, one_of_each, person, words};
use super::{fresh, open, raw};

/// Why a batch is not written; the database is as it was.
pub async fn refused(name: &str, db: &Db, batch: Batch) -> (Why, &'static str, Option<Vec<u8>>) {
    let before = raw::every_row(name).await;
    let outcome = db.commit(batch).await;
    assert_eq!(raw::every_row(name).await, before, "nothing is half-written");
    assert_eq!(raw::uncaught(), "");
    match outcome {
        Err(StorageError::Refused(it)) => (it.why, it.store, it.now),
        other => panic!("{other:?}"),
    }
}

fn submitted(before: &Record<Scorecard>) -> Record<Scorecard> {
    next(before, |it| it.submit(DateTime::UNIX_EPOCH))
}

#[wasm_bindgen_test]
async fn a_submitted_card_is_not_overwritten_by_an_edit_that_did_not_know_of_it() {
    let name = "guard-submitted";
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    let sealed = submitted(&card(20, 10));
    here.commit(Batch::default().card(&sealed)).await.unwrap();

    let edit = next(&card(20, 10), |it| it.note = "one more word".to_owned());
    let (why, store, now) = refused(name, &there, Batch::default().person(&person(2)).card(&edit)).await;
    assert_eq!((why, store), (Why::Changed, "scorecards"));
    assert_eq!(serde_json::from_slice::<Record<Scorecard>>(&now.expect("it is shown")).unwrap(), sealed);
    // Two edits that went out together are refused together.
    let both = Batch::default().card(&edit).card(&next(&edit, |it| it.note.push('!')));
    assert_eq!(refused(name, &there, both).await.0, Why::Changed);
    // What descends from it is written, and written again where nobody heard that it was.
    let after = next(&sealed, |it| it.note = "after".to_owned());
    there.commit(Batch::default().card(&after)).await.unwrap();
    there.commit(Batch::default().card(&after)).await.unwrap();
    assert_eq!(here.cards().await.unwrap().records, [after]);
}

#[wasm_bindgen_test]
async fn two_edits_at_the_same_moment_are_not_both_taken_for_the_next_version() {
    let name = "guard-race";
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    let (one, other) = (next(&call(10), |it| it.title = "One".to_owned()), next(&call(10), |it| it.title = "Other".to_owned()));
    let second = Rc::new(RefCell::new(None));
    let (slot, batch) = (second.clone(), Batch::default().call(&other));
    wasm_bindgen_futures::spawn_local(async move { drop(slot.replace(Some(there.commit(batch).await))) });
    let a = here.commit(Batch::default().call(&one)).await;
    while second.borrow().is_none() {
        gloo::timers::future::TimeoutFuture::new(1).await;
    }
    let b = second.take().expect("it has an answer");
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    let kept = if a.is_ok() { one } else { other };
    assert_eq!(here.calls().await.unwrap().records, [kept]);
}

#[wasm_bindgen_test]
async fn a_card_or_words_of_a_call_that_is_gone_are_not_written() {
    let name = "guard-orphan";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    db.delete_call(CallId(id(10))).await.unwrap();
    for batch in [
        Batch::default().card(&card(21, 10)),
        Batch::default().card(&next(&card(20, 10), |_| {})),
        Batch::default().transcript(&words(10)),
        // The second version of a call that is not here would be a second call beside the one in the trash.
        Batch::default().call(&next(&call(10), |it| it.title = "Zombie".to_owned())),
        Batch::default().person(&next(&person(5), |_| {})),
    ] {
        assert_eq!(refused(name, &db, batch).await.0, Why::Deleted);
    }
    // With its call it is.
    db.commit(Batch::default().card(&card(21, 11)).call(&call(11))).await.unwrap();
}

pub fn erasure(kind: &str, key: String) -> Erasure {
    let of = [Subject { kind: kind.to_owned(), key }].into();
    Erasure { id: ErasureId(id(90)), of, at: DateTime::UNIX_EPOCH, by: String::new(), why: String::new() }
}

#[wasm_bindgen_test]
async fn what_was_erased_is_not_written_again_from_anywhere() {
    let name = "guard-erased";
    let db = fresh(name).await;
    db.commit(one_of_each()).await.unwrap();
    let keys = db.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    db.commit(Batch::default().erasure(&erasure("call", id(10).to_string()))).await.unwrap();
    let before = raw::every_row(name).await;
    let outcome = db.from_trash(&keys, &Batch::default()).await;
    assert!(matches!(outcome, Err(StorageError::Refused(it)) if it.why == Why::Erased));
    assert_eq!(raw::every_row(name).await, before);
    for batch in [
        Batch::default().call(&call(10)),
        Batch::default().call(&call(10)).transcript(&words(10)).since(db.mark().await.unwrap()),
        Batch::default().card(&card(22, 10)).compared("scorecard", &id(22).to_string(), vec![]),
    ] {
        assert_eq!(refused(name, &db, batch).await.0, Why::Erased);
    }
    db.commit(Batch::default().erasure(&erasure("person", id(1).to_string()))).await.unwrap();
    assert_eq!(refused(name, &db, Batch::default().person(&next(&person(1), |_| {}))).await.0, Why::Erased);
    // Others go on.
    db.commit(Batch::default().call(&call(11)).person(&person(2))).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_lies_in_the_trash_is_written_anew_there_and_comes_back_so() {
    let db = fresh("guard-bins").await;
    db.commit(one_of_each()).await.unwrap();
    let keys = db.to_trash(&[CallId(id(10))], &[], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    let mut bins = db.bins().await.unwrap();
    let bin = bins.pop().expect("the call is there");
    assert_eq!((bins.len(), bin.key()), (0, keys[0].as_str()));
    assert_eq!(bin.records().map(|it| it.0).collect::<Vec<_>>(), ["call", "transcript", "scorecard"]);
    let renamed = next(&call(10), |it| it.title = "Call with ****".to_owned());
    db.commit(bin.rewritten(&Batch::default().call(&renamed).person(&person(3)))).await.unwrap();
    assert_eq!(db.trash().await.unwrap()[0].title, "Call with ****");
    assert_eq!(db.people().await.unwrap().records, [person(1)], "nothing else is written");
    assert_eq!(db.from_trash(&keys, &Batch::default()).await, Ok(1));
    assert_eq!((db.calls().await.unwrap().records, db.cards().await.unwrap().records), (vec![renamed], vec![card(20, 10)]));
    assert_eq!(db.from_trash(&keys, &Batch::default()).await, Ok(0), "there is nothing to take out of it");
}
