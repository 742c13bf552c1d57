//! What a card adds up to: the tables of the handbook.

use super::*;
use crate::domain::rubric::edit::{At, set_kind};
use crate::domain::rubric::{self, Critical};
use crate::domain::scorecard::Given;
use crate::domain::transcript::{Moment, Place};
use proptest::prelude::*;

fn given(item: &str, given: Option<Given>) -> Answer {
    Answer { item: item.to_owned(), given, origin: Origin::Hand, evidence: vec![], comment: String::new() }
}

fn card(of: impl Fn(&str, u16) -> Option<Given>) -> Score {
    let standard = rubric::shipped().remove(0);
    let answers: Vec<_> = standard.items().map(|it| given(&it.key, of(&it.key, it.points))).collect();
    score(&standard, &answers)
}

fn points(points: u16) -> Option<Given> {
    Some(Given::Points(points))
}

fn not_applicable() -> Option<Given> {
    Some(Given::NotApplicable("not that kind of call".to_owned()))
}

#[test]
fn full_marks_are_100_and_an_a() {
    let all = card(|_, best| points(best));
    assert_eq!((all.total(), all.grade().unwrap().letter, all.is_complete(), all.is_partial()), (Some(100.0), 'A', true, false));
}

#[test]
fn not_observed_counts_but_not_applicable_leaves_the_denominator() {
    let objections = ["acknowledges", "explores-cause", "specific-evidence"];
    let zero = card(|key, best| if objections.contains(&key) { points(0) } else { points(best) });
    let without = card(|key, best| if objections.contains(&key) { not_applicable() } else { points(best) });
    assert_eq!((zero.total(), without.total()), (Some(85.0), Some(100.0)));
    assert_eq!((without.applicable, without.is_partial(), without.is_complete()), (85, false, true));
}

#[test]
fn all_not_applicable_is_no_score_never_zero() {
    let none = card(|_, _| not_applicable());
    assert_eq!((none.total(), none.grade().is_none(), none.is_partial()), (None, true, true));
}

#[test]
fn under_70_percent_of_the_points_a_card_is_partial() {
    let without_30 = card(|key, best| {
        if key.starts_with("personal") || ["agenda", "credibility", "acknowledges", "explores-cause", "specific-evidence"].contains(&key) {
            not_applicable()
        } else {
            points(best)
        }
    });
    assert_eq!((without_30.applicable, without_30.is_partial()), (70, false));
    let without_35 = card(|key, best| {
        if key == "invite"
            || key.starts_with("personal")
            || ["agenda", "credibility", "acknowledges", "explores-cause", "specific-evidence"].contains(&key)
        {
            not_applicable()
        } else {
            points(best)
        }
    });
    assert_eq!((without_35.applicable, without_35.is_partial()), (65, true));
}

#[test]
fn a_draft_is_measured_by_what_is_judged_so_far() {
    let draft = card(|key, _| if key == "talk-ratio" { points(6) } else { None });
    assert_eq!((draft.total(), draft.judged, draft.missing.len()), (Some(60.0), 1, 18));
}

#[test]
fn a_card_says_how_many_of_the_items_that_can_be_evidenced_are() {
    let moment = Moment { from: Place { segment: 0, offset: 0 }, to: Place { segment: 0, offset: 3 }, at: None, quote: "yes".to_owned() };
    let standard = rubric::standard();
    let on = |it: Answer| Answer { evidence: vec![moment.clone()], ..it };
    let mut answers: Vec<Answer> = standard.items().take(14).map(|it| on(given(&it.key, points(3)))).collect();
    assert_eq!(score(&standard, &answers).evidenced_says(), "14 of 19");
    answers.push(given("summary", points(2)));
    answers.push(on(given("invite", not_applicable())));
    let sum = score(&standard, &answers);
    assert_eq!((sum.evidenced_says().as_str(), sum.judged_says().as_str()), ("14 of 18", "16 of 19 items judged"));
}

#[test]
fn what_is_noted_beside_the_score_is_counted_apart_and_may_stay_open() {
    let expansion = rubric::shipped().into_iter().find(|it| it.key == "expansion").unwrap();
    let mut answers: Vec<Answer> = expansion.items().filter(|it| it.points > 0).map(|it| given(&it.key, points(it.points))).collect();
    let sum = score(&expansion, &answers);
    assert!(sum.is_complete() && sum.missing.is_empty() && sum.shown().is_some());
    assert_eq!((sum.judged_says().as_str(), sum.provable), ("10 of 10 items judged, 0 of 2 noted", 10));
    answers.push(given("upgrade", Some(Given::Count(1))));
    assert_eq!(score(&expansion, &answers).judged_says(), "10 of 10 items judged, 1 of 2 noted");
}

#[test]
fn points_that_only_a_metric_filled_in_are_not_shown_as_a_score() {
    let standard = rubric::shipped().remove(0);
    let computed = Answer { origin: Origin::Computed, ..given("talk-ratio", points(6)) };
    let alone = score(&standard, std::slice::from_ref(&computed));
    assert_eq!((alone.total(), alone.shown(), alone.judged, alone.by_person), (Some(60.0), None, 1, 0));
    let joined = score(&standard, &[computed, given("agenda", points(5))]);
    assert_eq!((joined.shown().is_some(), joined.by_person), (true, 1));
}

#[test]
fn strange_answers_bend_nothing() {
    let standard = rubric::shipped().remove(0);
    let strange = score(&standard, &[given("no-such-item", points(9)), given("agenda", points(900))]);
    assert_eq!((strange.earned, strange.total()), (5, Some(100.0)));
}

#[test]
fn the_focus_proposed_is_where_most_points_were_lost() {
    let standard = rubric::shipped().remove(0);
    let lost = |answers: &[Answer]| most_lost(&standard, answers).map(|it| it.key.clone());
    assert_eq!(
        lost(&[given("agenda", points(2)), given("talk-ratio", points(6)), given("invite", points(1))]),
        Some("talk-ratio".to_owned())
    );
    assert_eq!(lost(&[given("invite", points(2)), given("agenda", points(2))]), Some("agenda".to_owned()));
    assert_eq!(lost(&[given("agenda", points(5)), given("invite", not_applicable())]), None);
}

const AGENDA: At = At { category: 0, item: 1 };

/// The standard rubric with a critical agenda, full marks but `agenda` points for it.
#[track_caller]
fn critical(effect: Effect, below: u16, agenda: Option<Given>, total: Option<f64>, opening: (u32, u32), letter: Option<char>) {
    let mut standard = rubric::standard();
    standard.categories[0].items[1].critical = Some(Critical { below, effect });
    let of = |it: &Item| if it.key == "agenda" { agenda.clone() } else { points(it.points) };
    let answers: Vec<_> = standard.items().map(|it| given(&it.key, of(it))).collect();
    let sum = score(&standard, &answers);
    assert_eq!((sum.total(), sum.grade().map(|it| it.letter)), (total, letter), "{effect:?} {agenda:?}");
    assert_eq!((sum.categories[0].earned, sum.categories[0].given), opening, "{effect:?} {agenda:?}");
}

#[test]
fn a_critical_item_fails_its_section_the_call_or_caps_the_total() {
    critical(Effect::FailsSection, 1, points(0), Some(85.0), (0, 10), Some('A'));
    critical(Effect::FailsCall, 1, points(0), Some(0.0), (10, 10), Some('F'));
    critical(Effect::CapsTotal(50), 1, points(0), Some(50.0), (10, 10), Some('C'));
    critical(Effect::CapsTotal(97), 1, points(0), Some(95.0), (10, 10), Some('A'));
    critical(Effect::CapsTotal(0), 1, points(0), Some(0.0), (10, 10), Some('F'));
    critical(Effect::FailsCall, 3, points(2), Some(0.0), (12, 12), Some('F'));
}

#[test]
fn a_critical_item_that_holds_does_not_apply_or_is_not_judged_fails_nothing() {
    critical(Effect::FailsCall, 1, points(1), Some(96.0), (11, 11), Some('A'));
    critical(Effect::FailsCall, 3, points(3), Some(98.0), (13, 13), Some('A'));
    critical(Effect::FailsCall, 1, not_applicable(), Some(100.0), (10, 10), Some('A'));
    critical(Effect::FailsSection, 1, None, Some(100.0), (10, 10), Some('A'));
}

#[test]
fn what_failed_is_named_and_the_total_without_it_stays_visible() {
    let mut standard = rubric::standard();
    standard.categories[0].items[1].critical = Some(Critical { below: 1, effect: Effect::FailsCall });
    standard.categories[4].items[0].critical = Some(Critical { below: 1, effect: Effect::CapsTotal(40) });
    let answers: Vec<_> = standard.items().map(|it| given(&it.key, points(if it.critical.is_some() { 0 } else { it.points }))).collect();
    let sum = score(&standard, &answers);
    assert_eq!((sum.uncapped(), sum.total()), (Some(90.0), Some(0.0)));
    let failed: Vec<_> = sum.failed.iter().map(|it| (it.item.as_str(), it.effect)).collect();
    assert_eq!(failed, [("agenda", Effect::FailsCall), ("summary", Effect::CapsTotal(40))]);
}

#[test]
fn what_keeps_a_card_from_being_submitted_is_named_and_gone_to() {
    let standard = rubric::standard();
    let why = |of: &dyn Fn(&str) -> Option<Given>| {
        let sum = card(|key, _| of(key));
        (sum.next_missing(&standard, None).map(str::to_owned), sum.why_not_submit(&standard).unwrap_or_default())
    };
    assert_eq!(why(&|_| points(1)), (None, String::new()));
    assert_eq!(
        why(&|_| None),
        (Some("personal-opener".to_owned()), "19 items have no points yet. The first is “Personalised opener”.".to_owned())
    );
    let unsaid = Some(Given::NotApplicable("  ".to_owned()));
    let (due, says) = why(&|key| if key == "agenda" { unsaid.clone() } else { points(1) });
    assert_eq!(due.as_deref(), Some("agenda"));
    assert_eq!(says, "“Agenda with a time commitment” is N/A without a reason. Say why it does not apply.");
    let (due, says) = why(&|key| match key {
        "agenda" => unsaid.clone(),
        "summary" => None,
        _ => points(1),
    });
    assert_eq!((due.as_deref(), says.as_str()), (Some("summary"), "One item has no points yet: “Summarises value and agreement”."));
}

#[test]
fn weights_decide_the_total_where_there_are_any() {
    let mut two = rubric::Rubric::new("two".to_owned(), "Two".to_owned());
    two = rubric::edit::add_item(rubric::edit::add_item(rubric::edit::add_category(two), 0), 0);
    let keys: Vec<String> = two.items().map(|it| it.key.clone()).collect();
    let weigh = |heavy: u16, light: u16| {
        let mut two = two.clone();
        two.categories[0].items[0].weight = Some(heavy);
        two.categories[0].items[1].weight = Some(light);
        two
    };
    let total = |rubric: &Rubric, first: Option<Given>, second: Option<Given>| {
        score(rubric, &[given(&keys[0], first), given(&keys[1], second)]).total()
    };
    assert_eq!(total(&two, points(5), points(0)), Some(50.0));
    assert_eq!(total(&weigh(80, 20), points(5), points(0)), Some(80.0));
    assert_eq!(total(&weigh(80, 20), points(1), points(5)), Some(36.0));
    assert_eq!(total(&weigh(80, 20), not_applicable(), points(3)), Some(60.0));
    let partial = |rubric: &Rubric| score(rubric, &[given(&keys[0], points(5)), given(&keys[1], not_applicable())]).is_partial();
    assert_eq!((partial(&two), partial(&weigh(80, 20)), partial(&weigh(60, 40))), (true, false, true));
}

#[test]
fn every_kind_adds_to_the_total_by_its_own_rule_and_free_text_does_not() {
    let total = |kind: &str, agenda: Given| {
        let rubric = set_kind(rubric::standard(), AGENDA, kind);
        let of = |it: &Item| if it.key == "agenda" { Some(agenda.clone()) } else { points(it.points) };
        let answers: Vec<_> = rubric.items().map(|it| given(&it.key, of(it))).collect();
        let sum = score(&rubric, &answers);
        (sum.earned, sum.possible, sum.total(), sum.is_complete())
    };
    assert_eq!(total("yes_no", Given::Points(0)), (95, 100, Some(95.0), true));
    assert_eq!(total("checklist", Given::Checks(vec!["check-2".to_owned()])), (98, 100, Some(98.0), true));
    assert_eq!(total("count", Given::Count(1)), (100, 100, Some(100.0), true));
    assert_eq!(total("anchored", Given::Points(3)), (98, 100, Some(98.0), true));
    assert_eq!(total("text", Given::Text("Warm.".to_owned())), (95, 95, Some(100.0), true));
    assert_eq!(total("text", Given::Text(String::new())), (95, 95, Some(100.0), false));
    assert_eq!(total("yes_no", Given::Count(1)), (95, 100, Some(100.0), false));
}

#[test]
fn a_mandatory_free_text_is_missing_until_it_says_something() {
    let rubric = set_kind(rubric::standard(), AGENDA, "text");
    let missing =
        |text: &str| score(&rubric, &[given("agenda", Some(Given::Text(text.to_owned())))]).missing.contains(&"agenda".to_owned());
    assert_eq!((missing(""), missing("Warm.")), (true, false));
}

#[test]
fn one_of_five_on_each_dimension_of_the_diagnostic_is_20_percent() {
    let diagnostic = rubric::shipped().into_iter().find(|it| it.key == "diagnostic").unwrap();
    let rated = |level: u16| score(&diagnostic, &diagnostic.items().map(|it| given(&it.key, points(level))).collect::<Vec<_>>()).total();
    assert_eq!([1, 3, 5].map(rated), [Some(20.0), Some(60.0), Some(100.0)]);
}

fn any_given() -> impl Strategy<Value = Option<Given>> {
    prop_oneof![
        Just(None),
        any::<u16>().prop_map(|it| Some(Given::Points(it % 12))),
        any::<u16>().prop_map(|it| Some(Given::Points(it))),
        Just(not_applicable()),
        any::<u32>().prop_map(|it| Some(Given::Count(it))),
        proptest::collection::vec("[a-z-]{0,8}", 0..3).prop_map(|it| Some(Given::Checks(it))),
        ".{0,4}".prop_map(|it| Some(Given::Text(it))),
    ]
}

proptest! {
    #[test]
    fn a_total_lies_between_0_and_100_and_no_answer_panics(
        which in 0usize..8, all in proptest::collection::vec((any_given(), 0u16..9, 0u16..30, 0u8..3), 30),
    ) {
        let mut rubric = rubric::shipped().remove(which);
        let mut answers = Vec::new();
        for (item, (gave, below, weight, effect)) in rubric.categories.iter_mut().flat_map(|it| &mut it.items).zip(all) {
            let effect = [Effect::FailsSection, Effect::FailsCall, Effect::CapsTotal(weight as u8)][usize::from(effect)];
            item.critical = (below == 8).then_some(Critical { below, effect });
            item.weight = (weight > 20).then_some(weight);
            answers.push(given(&item.key, gave));
        }
        let sum = score(&rubric, &answers);
        prop_assert!(sum.total().is_none_or(|it| (0.0..=100.0 + 1e-9).contains(&it)), "{:?}", sum.total());
        prop_assert!(sum.total() <= sum.uncapped());
        prop_assert!(sum.earned <= sum.applicable && sum.judged <= sum.items && sum.judged_points <= sum.possible);
        prop_assert!(sum.weighed.judged <= sum.weighed.applicable + 1e-9);
    }
}

#[test]
fn the_next_open_item_lies_ahead_and_then_round_to_the_beginning() {
    let standard = rubric::standard();
    let keys: Vec<String> = standard.items().map(|it| it.key.clone()).collect();
    let judged = |it: &String| given(it, Some(Given::Points(1)));
    let sum = score(&standard, &keys[1..17].iter().map(judged).collect::<Vec<_>>());
    let next = |at: Option<usize>| sum.next_missing(&standard, at.map(|it| keys[it].as_str())).unwrap().to_owned();
    assert_eq!([next(None), next(Some(0)), next(Some(5)), next(Some(17)), next(Some(18))], [0, 17, 17, 18, 0].map(|it| keys[it].clone()));
    assert_eq!(score(&standard, &keys.iter().map(judged).collect::<Vec<_>>()).next_missing(&standard, None), None);
}

#[test]
fn with_nothing_missing_what_is_noted_beside_the_score_is_passed_once() {
    let rubric = rubric::shipped().into_iter().find(|it| it.key == "expansion").unwrap();
    let answers: Vec<Answer> = rubric.items().filter(|it| it.points > 0).map(|it| given(&it.key, not_applicable())).collect();
    let sum = score(&rubric, &answers);
    assert_eq!((sum.why_not_submit(&rubric), sum.unnoted_says().as_deref()), (None, Some("2 items beside the score are not noted.")));
    let walk = std::iter::successors(sum.next_open(&rubric, None), |it| sum.next_open(&rubric, Some(it)));
    assert_eq!(walk.collect::<Vec<_>>(), ["expansion-revenue", "upgrade"]);
    // What is missing comes first, from wherever one is.
    let sum = score(&rubric, &answers[1..]);
    assert_eq!(sum.next_open(&rubric, Some("expansion-revenue")), Some("usage-opener"));
}
