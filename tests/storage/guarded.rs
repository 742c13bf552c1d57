//! What a write is made from: nothing is written over what it does not descend from, belongs to nothing, or was erased.

use std::cell::RefCell;
use std::rc::Rc;

use callcraft::domain::consent::Consent;
use callcraft::domain::erasure::{Erasure, Subject};
use callcraft::domain::id::{CallId, CardId, ErasureId, PersonId};
use callcraft::domain::record::Record;
use callcraft::domain::rubric::RubricRef;
use callcraft::domain::scorecard::{CardRole, Scorecard};
use callcraft::storage::{Batch, Db, Named, StorageError, Why};
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

#[wasm_bindgen_test]
async fn a_card_that_two_tabs_begin_is_one_record() {
    let name = "guard-begun";
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    let known = vec![CardId(id(20))];
    let begun = |n: u64, known: &[CardId]| {
        let it = card(n, 10);
        Batch::default().card(&it).begun(it.body.id, known.to_vec())
    };
    here.commit(begun(21, &known)).await.unwrap();
    let (why, store, now) = refused(name, &there, begun(22, &known)).await;
    assert_eq!((why, store), (Why::Changed, "scorecards"));
    assert_eq!(serde_json::from_slice::<Record<Scorecard>>(&now.expect("it is shown")).unwrap(), card(21, 10));
    // The one after it, on its way already, is refused as well; one in another role, or beside what was known, is not.
    let mut two = next(&card(22, 10), |_| {});
    assert_eq!(refused(name, &there, begun(22, &known).card(&two)).await.0, Why::Changed);
    two = card(23, 10);
    two.body.role = CardRole::Own;
    there.commit(Batch::default().card(&two).begun(two.body.id, known.clone())).await.unwrap();
    there.commit(begun(24, &[CardId(id(20)), CardId(id(21))])).await.unwrap();
    // Submitted there before this tab heard of it, it is that card still.
    here.commit(Batch::default().card(&submitted(&card(21, 10)))).await.unwrap();
    assert_eq!(refused(name, &there, begun(25, &[CardId(id(20)), CardId(id(24))])).await.0, Why::Changed);
}

#[wasm_bindgen_test]
async fn what_is_newly_named_must_be_there() {
    let name = "guard-named";
    let db = fresh(name).await;
    let team = RubricRef { key: "team".to_owned(), version: 1 };
    db.commit(one_of_each()).await.unwrap();
    let gone = PersonId(id(7));
    let by = |batch: &dyn Fn(Batch) -> Batch| batch(Batch::default());
    let scored = next(&card(20, 10), |it| it.scorer = Some(gone));
    let mut ours = next(&card(20, 10), |it| it.rubric.clone_from(&team));
    for (batch, missing) in [
        (by(&|it| it.call(&next(&call(10), |it| it.rep = Some(gone)))), Named::Person(gone)),
        (by(&|it| it.person(&next(&person(1), |it| it.manager = Some(gone)))), Named::Person(gone)),
        (by(&|it| it.transcript(&next(&words(10), |it| it.transcript.speakers[0].person = Some(gone)))), Named::Person(gone)),
        (by(&|it| it.card(&scored)), Named::Person(gone)),
    ] {
        assert_eq!(refused(name, &db, batch).await.0, Why::Unnamed(missing));
    }
    // With them, by what is there, or by what a record named before.
    db.commit(Batch::default().card(&ours)).await.unwrap();
    let keys = db.to_trash(&[], &[Db::rubric_row(&team)], DateTime::UNIX_EPOCH, &Batch::default(), &|_| {}).await.unwrap();
    ours = next(&ours, |it| it.note.push('!'));
    db.commit(Batch::default().card(&ours)).await.unwrap();
    let mut anew = card(21, 10);
    anew.body.rubric = team.clone();
    assert_eq!(refused(name, &db, Batch::default().card(&anew)).await.0, Why::Unnamed(Named::Rubric(team)));
    assert_eq!(db.from_trash(&keys, &Batch::default()).await, Ok(1));
    db.commit(Batch::default().card(&anew)).await.unwrap();
    db.commit(Batch::default().person(&person(7)).call(&next(&call(10), |it| it.rep = Some(gone)))).await.unwrap();
}

#[wasm_bindgen_test]
async fn words_and_a_declined_consent_do_not_meet() {
    let name = "guard-consent";
    let db = fresh(name).await;
    db.commit(Batch::default().person(&person(1)).call(&call(10)).call(&call(11)).transcript(&words(11))).await.unwrap();
    let declined = |n| next(&call(n), |it| it.consent = Consent::Declined);
    assert_eq!(refused(name, &db, Batch::default().call(&declined(11))).await.0, Why::Changed);
    db.commit(Batch::default().call(&declined(10))).await.unwrap();
    assert_eq!(refused(name, &db, Batch::default().transcript(&words(10))).await.0, Why::Changed);
    // What an older release let in can still be edited.
    let mark = db.mark().await.unwrap();
    db.commit(Batch::default().call(&declined(11)).since(mark)).await.unwrap();
    db.commit(Batch::default().call(&next(&declined(11), |it| it.title.push('!')))).await.unwrap();
    db.commit(Batch::default().transcript(&next(&words(11), |_| {}))).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_nothing_spoke_of_is_deleted_only_while_nothing_else_is_written() {
    let name = "guard-unused";
    let here = fresh(name).await;
    let there = open(name).await;
    here.commit(one_of_each()).await.unwrap();
    let rows = [Db::rubric_row(&RubricRef { key: "team".to_owned(), version: 1 })];
    let mark = here.mark().await.unwrap();
    there.commit(Batch::default().card(&card(21, 10))).await.unwrap();
    let also = Batch::default().since(mark);
    let before = raw::every_row(name).await;
    let outcome = here.to_trash(&[], &rows, DateTime::UNIX_EPOCH, &also, &|_| {}).await;
    assert!(matches!(outcome, Err(StorageError::Refused(it)) if it.why == Why::Changed));
    assert_eq!(raw::every_row(name).await, before);
    let also = Batch::default().since(here.mark().await.unwrap());
    assert_eq!(here.to_trash(&[], &rows, DateTime::UNIX_EPOCH, &also, &|_| {}).await.map(|it| it.len()), Ok(1));
}
