//! What is proposed as the one focus, and how it is followed.

use super::*;
use crate::domain::benchmark::BANDS;
use crate::domain::id::RawId;
use crate::domain::rubric::edit::{At, set_points};
use crate::domain::rubric::{standard, version};
use crate::domain::scorecard::Given;
use crate::domain::scorecard::seal::{Seal, seal};
use crate::domain::scorecard::tests::{draft, not_applicable, points};

/// A card on which every item has all its points but those named.
fn card(rubric: &Rubric, others: &[(&str, u16)]) -> Vec<Answer> {
    let given = |it: &Item| others.iter().find(|(key, _)| *key == it.key).map_or(it.points, |it| it.1);
    rubric.items().map(|it| points(&it.key, given(it))).collect()
}

#[track_caller]
fn check(cards: &[&[(&str, u16)]], next: Option<usize>, expected: Option<(&str, f64, usize)>) {
    let standard = standard();
    let cards: Vec<Vec<Answer>> = cards.iter().map(|it| card(&standard, it)).collect();
    let cards: Vec<(&Rubric, &[Answer])> = cards.iter().map(|it| (&standard, it.as_slice())).collect();
    let found = propose(&standard, &[], &cards, next.and_then(|it| BANDS.get(it)));
    let found = found.map(|it| (it.item, (it.lost * 100.0).round() / 100.0, it.calls));
    assert_eq!(found, expected.map(|(item, lost, calls)| (item.to_owned(), lost, calls)));
}

#[test]
fn the_focus_is_the_item_that_lost_most_against_the_next_level() {
    // Next level 58: 2.9 of 5 points are expected.
    check(&[&[("agenda", 1), ("invite", 2)]], Some(1), Some(("agenda", 1.9, 1)));
    check(&[&[("agenda", 0)], &[("invite", 1)], &[("invite", 1)]], Some(1), Some(("invite", 0.57, 3)));
    check(&[&[("agenda", 3), ("invite", 3)]], Some(1), None);
    check(&[&[("agenda", 2), ("invite", 2)]], Some(1), Some(("agenda", 0.9, 1)));
    check(&[], Some(1), None);
}

#[test]
fn items_with_a_benchmark_of_their_own_are_held_to_it() {
    // Coverage 75% at 6 to 18 months: 3.75 of 5 points.
    check(&[&[("discovery-areas", 3)]], Some(1), Some(("discovery-areas", 0.75, 1)));
    // A talk ratio below 42% is expected there: the band from 41 to 44 begins within it and gives 8.
    check(&[&[("talk-ratio", 6)]], Some(1), Some(("talk-ratio", 2.0, 1)));
    check(&[&[("talk-ratio", 8)]], Some(1), None);
    // Below 40% at 18 to 36 months: the best band.
    check(&[&[("talk-ratio", 8)]], Some(2), Some(("talk-ratio", 2.0, 1)));
}

#[test]
fn at_the_top_all_points_are_expected() {
    check(&[&[("agenda", 4)]], None, Some(("agenda", 1.0, 1)));
}

#[test]
fn only_the_last_calls_count_and_what_did_not_apply_does_not() {
    let mut many: Vec<&[(&str, u16)]> = vec![&[("agenda", 0)]; 4];
    many.extend(vec![&[("invite", 1)][..]; LAST]);
    check(&many, Some(1), Some(("invite", 1.9, LAST)));
    let standard = standard();
    let answers = [not_applicable("agenda"), points("invite", 2)];
    let found = propose(&standard, &[], &[(&standard, &answers)], BANDS.get(1)).unwrap();
    assert_eq!((found.item.as_str(), found.calls), ("invite", 1));
}

#[test]
fn calls_scored_by_an_earlier_version_count_by_their_share() {
    let old = version::copy(&standard(), "ours", "Ours");
    let new = set_points(version::next(&old, &[]), At { category: 0, item: 1 }, 10);
    let (first, second) = (card(&old, &[("agenda", 1)]), card(&new, &[("agenda", 4)]));
    let found = propose(&new, &[], &[(&old, &first), (&new, &second)], BANDS.get(1)).unwrap();
    assert_eq!((found.item.as_str(), found.calls, (found.earned * 10.0).round()), ("agenda", 2, 30.0));
}

#[test]
fn a_focus_is_followed_until_its_calls_or_its_day_are_past() {
    let standard = standard();
    let day: NaiveDate = "2026-11-20".parse().unwrap();
    let focus = Focus { calls: 2, until: Some(day), ..Focus::on("agenda") };
    let cards = [card(&standard, &[("agenda", 2)]), vec![not_applicable("agenda")], card(&standard, &[("agenda", 4)])];
    let since: Vec<(&Rubric, &[Answer])> = cards.iter().map(|it| (&standard, it.as_slice())).collect();
    let at = |n: usize, today: NaiveDate| follow(&focus, &standard, &[], &since[..n], today);
    assert_eq!(at(2, day), Followed { shares: vec![0.4], left: Some(1), is_over: false });
    assert_eq!(at(3, day), Followed { shares: vec![0.4, 0.8], left: Some(0), is_over: true });
    assert!(at(0, day.succ_opt().unwrap()).is_over);
    let open = follow(&Focus::on("agenda"), &standard, &[], &since, day);
    assert_eq!((open.left, open.is_over), (None, false));
}

#[test]
fn the_focus_of_a_submitted_card_is_changed_with_who_and_when_and_its_seal_holds() {
    let at = |day: u32| format!("2026-11-{day:02}T10:00:00Z").parse::<DateTime<Utc>>().unwrap();
    let manager = Some(PersonId(RawId::new(7, 0)));
    let mut card = Scorecard { focus: Some(Focus::on("agenda")), answers: vec![points("agenda", 1)], ..draft() };
    card.refocus(Some(Focus::on("invite")), manager, at(2));
    assert_eq!((card.focus.as_ref().map(|it| it.item.as_str()), card.refocused.len(), card.focused_at()), (Some("agenda"), 0, None));
    card.submit(at(3));
    let submitted = card.clone();
    assert_eq!(card.focused_at(), Some(at(3)));
    card.refocus(submitted.focus.clone(), manager, at(4));
    assert_eq!(card, submitted);

    let worded = Focus { action: "Say how long.".to_owned(), ..Focus::on("agenda") };
    card.refocus(Some(worded.clone()), manager, at(4));
    assert_eq!(card.focused_at(), Some(at(3)));
    card.refocus(Some(Focus::on("invite")), manager, at(5));
    card.refocus(None, None, at(6));
    assert_eq!((card.focused_at(), seal(&card)), (Some(at(6)), Seal::Holds));
    assert_eq!(card.refocused.get(1), Some(&Refocused { by: manager, at: at(5), was: Some(worded) }));
    card.unrefocus(at(5));
    assert_eq!(card.focus, None);
    card.unrefocus(at(6));
    assert_eq!((card.focused_at(), card.focus.as_ref().map(|it| it.item.as_str())), (Some(at(5)), Some("invite")));
    card.unrefocus(at(5));
    card.unrefocus(at(4));
    assert_eq!(card, submitted);

    let mut bare = Scorecard { focus: None, ..submitted };
    assert_eq!(bare.focused_at(), None);
    bare.refocus(Some(Focus::on("agenda")), manager, at(8));
    assert_eq!(bare.focused_at(), Some(at(8)));
}

#[test]
fn an_answer_that_gives_no_points_is_no_share() {
    let standard = standard();
    let open = [Answer { given: Some(Given::Count(3)), ..Answer::to("agenda") }];
    assert_eq!(propose(&standard, &[], &[(&standard, &open)], BANDS.get(1)), None);
}
