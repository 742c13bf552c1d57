//! What a person reads of what changed.

use super::*;
use crate::domain::rubric::edit::{self, At};
use crate::domain::rubric::{Critical, Effect, shipped, standard, version};

const AGENDA: At = At { category: 0, item: 1 };

#[track_caller]
fn check(change: impl FnOnce(Rubric) -> Rubric, expected: &[&str]) {
    let old = version::copy(&standard(), "ours", "Ours");
    let new = change(version::next(&old, &[]));
    let said: Vec<String> = diff(&[], &old, &new).into_iter().map(|it| it.says).collect();
    assert_eq!(said, expected);
}

fn item(change: impl FnOnce(&mut Item)) -> impl FnOnce(Rubric) -> Rubric {
    |mut rubric| {
        change(&mut rubric.categories[0].items[1]);
        rubric
    }
}

#[test]
fn nothing_changed_is_said_by_nothing() {
    check(|it| it, &[]);
    for rubric in shipped() {
        assert_eq!(diff(&[], &rubric, &rubric), []);
    }
}

#[test]
fn each_change_is_a_sentence() {
    let agenda = "“Agenda with a time commitment”";
    check(item(|it| it.title = "Agenda".to_owned()), &[&format!("{agenda}, title: {agenda} became “Agenda”.")]);
    check(item(|it| it.points = 4), &["Points in all: 100 became 99.", &format!("{agenda}, points: 5 became 4.")]);
    check(item(|it| it.kind = ItemKind::YesNo), &[&format!("{agenda}, kind: points became yes or no.")]);
    check(item(|it| it.guidance.good.clear()), &[&format!("{agenda}: what to look for is worded anew.")]);
    check(item(|it| it.mandatory = false), &[&format!("{agenda}, mandatory: yes became no.")]);
    check(
        item(|it| it.critical = Some(Critical { below: 3, effect: Effect::CapsTotal(60) })),
        &[&format!("{agenda}, critical: nothing became below 3 caps the total at 60%.")],
    );
    check(item(|it| it.side = Side::Theirs), &[&format!("{agenda}, who must have said it: anybody became the prospect.")]);
    check(item(|it| it.skill.clear()), &[&format!("{agenda}, skill: opening became nothing.")]);
}

#[test]
fn items_that_come_go_and_move_are_named_with_their_category() {
    check(
        |it| edit::remove_item(it, AGENDA),
        &["Points in all: 100 became 95.", "“Agenda with a time commitment” is gone from Opening & agenda setting, 5 points."],
    );
    check(
        |it| edit::move_item(it, AGENDA, At { category: 4, item: 0 }),
        &["“Agenda with a time commitment” moved from Opening & agenda setting to Closing & next steps."],
    );
    check(
        |it| edit::move_item(it, AGENDA, At { category: 0, item: 0 }),
        &["The items of “Opening & agenda setting” stand in another order."],
    );
    check(
        |it| edit::set_item(edit::add_item(it, 0), At { category: 0, item: 3 }, |it| it.title = "Trial close".to_owned()),
        &["Points in all: 100 became 105.", "“Trial close” is new in Opening & agenda setting, 5 points."],
    );
}

#[test]
fn categories_and_the_calls_it_is_for_are_told() {
    check(|it| edit::move_category(it, 0, 1), &["The categories stand in another order."]);
    check(
        |it| Rubric { applies: Applies { kinds: vec!["demo".to_owned()], minutes_from: Some(20), ..Applies::default() }, ..it },
        &["Calls it is for: all calls became demo, 20 minutes and more."],
    );
}

#[test]
fn a_renamed_item_is_the_same_item() {
    check(
        |mut it| {
            it.categories[0].items[1].key = "frame".to_owned();
            version::continues(it, "frame", Some("agenda"))
        },
        &[],
    );
}
