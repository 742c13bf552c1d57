//! What editing promises: by example, and over any row of operations.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::rubric::{Critical, Effect, check, shipped, standard};

const AGENDA: At = At { category: 0, item: 1 };

fn item(rubric: &Rubric, at: At) -> &Item {
    &rubric.categories[at.category].items[at.item]
}

#[test]
fn other_points_scale_levels_bands_and_thresholds_with_them() {
    let talk_ratio = At { category: 1, item: 0 };
    let halved = set_points(standard(), talk_ratio, 5);
    let ItemKind::Computed { bands, .. } = &item(&halved, talk_ratio).kind else { panic!() };
    assert_eq!(bands.iter().map(|it| it.points).collect::<Vec<_>>(), [2, 4, 5, 4, 3, 2, 1, 0]);
    let anchored = set_points(set_kind(standard(), AGENDA, "anchored"), AGENDA, 10);
    assert_eq!(item(&anchored, AGENDA).steps(), [0, 2, 6, 10]);
    assert_eq!(item(&set_points(anchored, AGENDA, 0), AGENDA).points, 0);
}

#[test]
fn a_new_kind_comes_with_details_that_are_sound() {
    for (kind, _) in ItemKind::NAMES {
        for points in [1, 2, 5, 10, u16::MAX] {
            let made = set_kind(set_points(standard(), AGENDA, points), AGENDA, kind);
            assert_eq!(item(&made, AGENDA).kind.key(), *kind);
            assert_eq!(check::faults(&made), [], "{kind} {points}");
        }
    }
    assert_eq!(set_kind(standard(), AGENDA, "no such kind"), standard());
}

#[test]
fn free_text_has_no_points_and_another_kind_gives_it_some_again() {
    let text = set_kind(standard(), AGENDA, "text");
    assert_eq!(item(&text, AGENDA).points, 0);
    assert_eq!(item(&set_points(text.clone(), AGENDA, 9), AGENDA).points, 0);
    assert_eq!(item(&set_kind(text, AGENDA, "yes_no"), AGENDA).points, 5);
}

#[test]
fn a_copy_keeps_what_suggests_its_points_under_a_key_of_its_own() {
    let copied = copy_item(standard(), AGENDA);
    let copy = item(&copied, At { item: 2, ..AGENDA });
    assert_eq!((copy.key.as_str(), copy.detectors.as_slice()), ("v1-1", ["agenda".to_owned()].as_slice()));
}

#[test]
fn an_item_steps_over_the_end_of_its_category() {
    let standard = standard();
    let at = |category, item| At { category, item };
    assert_eq!(step(&standard, at(0, 2), true), Some(at(1, 0)));
    assert_eq!(step(&standard, at(1, 0), false), Some(at(0, 3)));
    assert_eq!(step(&standard, at(0, 1), true), Some(at(0, 2)));
    assert_eq!((step(&standard, at(0, 0), false), step(&standard, at(4, 3), true), step(&standard, at(9, 9), true)), (None, None, None));
}

#[test]
fn points_of_any_size_keep_the_shares_of_the_levels() {
    let at = At { category: 0, item: 1 };
    let large = set_points(set_points(shipped().remove(3), at, 34_824), at, 61_667);
    let steps = large.item_at(at).unwrap().steps();
    assert!(steps.len() > 2 && steps.is_sorted() && steps.last() == Some(&61_667), "{steps:?}");
}

#[test]
fn new_checks_never_share_a_key() {
    let mut checks = vec![new_check(&[])];
    for _ in 0..5 {
        checks.remove(0);
        checks.push(new_check(&checks));
        checks.push(new_check(&checks));
    }
    let keys: BTreeSet<_> = checks.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys.len(), checks.len());
}

/// One operation by numbers that may lie anywhere.
type Operation = (u8, usize, usize, usize, usize, u16);

fn apply(rubric: Rubric, (which, a, b, c, d, points): Operation) -> Rubric {
    let (from, to) = (At { category: a, item: b }, At { category: c, item: d });
    let kind = ItemKind::NAMES[d % ItemKind::NAMES.len()].0;
    match which % 13 {
        0 => add_category(rubric),
        1 => remove_category(rubric, a),
        2 => move_category(rubric, a, c),
        3 => set_category(rubric, a, "Renamed".to_owned(), String::new()),
        4 | 5 => add_item(rubric, a),
        6 => copy_item(rubric, from),
        7 => remove_item(rubric, from),
        8 => move_item(rubric, from, to),
        9 => match step(&rubric, from, c % 2 == 0) {
            Some(to) => move_item(rubric, from, to),
            None => rubric,
        },
        10 => set_item(rubric, from, |it| {
            it.key = "stolen".to_owned();
            it.critical = Some(Critical { below: points, effect: Effect::CapsTotal(d as u8) });
        }),
        11 => set_points(rubric, from, points),
        _ => set_kind(rubric, from, kind),
    }
}

fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let points = prop_oneof![0u16..12, any::<u16>()];
    proptest::collection::vec((any::<u8>(), 0usize..8, 0usize..8, 0usize..8, 0usize..9, points), 0..60)
}

fn keys(rubric: &Rubric) -> Vec<&str> {
    rubric.items().map(|it| it.key.as_str()).chain(rubric.categories.iter().map(|it| it.key.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_row_of_operations_breaks_keys_or_files(start in 0usize..8, operations in operations()) {
        let start = shipped().remove(start);
        let was: BTreeSet<String> = keys(&start).into_iter().map(str::to_owned).collect();
        let rubric = operations.into_iter().fold(start, apply);
        let now = keys(&rubric);
        let distinct: BTreeSet<_> = now.iter().collect();
        prop_assert_eq!(distinct.len(), now.len());
        let made = |it: &str| it.starts_with('v') || was.contains(it);
        prop_assert!(now.iter().all(|it| made(it)), "{:?}", now);
        let json = serde_json::to_string(&rubric).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Rubric>(&json).unwrap(), &rubric);
        for item in rubric.items() {
            let steps = item.steps();
            prop_assert!(steps.windows(2).all(|it| it[0] < it[1]) && steps.iter().all(|it| *it <= item.points));
        }
        for problem in check::problems(&rubric) {
            prop_assert!(!problem.what.is_empty() && !problem.path.is_empty());
        }
    }

    #[test]
    fn moving_loses_nothing(a in 0usize..6, b in 0usize..6, c in 0usize..6, d in 0usize..6) {
        let standard = standard();
        let (from, to) = (At { category: a, item: b }, At { category: c, item: d });
        let moved = move_item(standard.clone(), from, to);
        let sorted = |rubric: &Rubric| rubric.items().map(|it| it.key.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(sorted(&moved), sorted(&standard));
        if let (Some(key), true) = (standard.categories.get(a).and_then(|it| it.items.get(b)).map(|it| &it.key), c < 5) {
            let now = moved.place(key).unwrap();
            prop_assert_eq!(now.category, c);
            prop_assert_eq!(move_item(moved, now, from), standard);
        }
    }
}
