//! Each fault of a rubric is named with its field.

use super::*;
use crate::domain::rubric::edit::{At, set_item, set_kind};
use crate::domain::rubric::{Applies, Critical, Effect, Item, ItemKind, standard, version};

#[track_caller]
fn check(spoil: impl FnOnce(&mut Rubric), gravity: Gravity, path: &str, what: &str) {
    let mut rubric = standard();
    assert_eq!(problems(&rubric), []);
    spoil(&mut rubric);
    let found = problems(&rubric);
    let is_it = |it: &Problem| it.path == path && it.what.contains(what) && it.gravity == gravity;
    assert!(found.iter().any(is_it), "{found:#?}");
}

#[track_caller]
fn fault(spoil: impl FnOnce(&mut Rubric), path: &str, what: &str) {
    check(spoil, Gravity::Fault, path, what);
}

#[track_caller]
fn warning(spoil: impl FnOnce(&mut Rubric), path: &str, what: &str) {
    check(spoil, Gravity::Warning, path, what);
}

/// The second item, with another kind, changed.
fn of_kind(kind: &'static str, change: impl FnOnce(&mut Item)) -> impl FnOnce(&mut Rubric) {
    let at = At { category: 0, item: 1 };
    move |rubric| *rubric = set_item(set_kind(rubric.clone(), at, kind), at, change)
}

#[test]
fn faults_of_the_whole_are_named() {
    fault(|it| it.title.clear(), "title", "no title");
    fault(|it| it.key.clear(), "key", "no key");
    fault(|it| it.version = 0, "version", "from 1");
    fault(|it| it.title = "x".repeat(501), "title", "longer than 500");
    fault(|it| it.categories.clear(), "categories", "Nothing in it earns points");
    fault(|it| it.categories[2].items.clear(), "categories[2].items", "no items");
    fault(|it| it.categories[2].title.clear(), "categories[2].title", "no title");
    fault(|it| it.categories[2].key = it.categories[0].key.clone(), "categories[2].key", "Another category");
    fault(
        |it| it.applies = Applies { minutes_from: Some(90), minutes_to: Some(60), ..Applies::default() },
        "applies.minutes_to",
        "put the two right",
    );
}

#[test]
fn a_total_that_is_not_100_is_worth_a_look() {
    warning(|it| it.categories[0].items[0].points = 4, "categories", "The points add up to 99, not to 100");
    warning(|it| it.categories[0].items[0].weight = Some(5), "categories", "Some items have a weight");
    let weigh = |it: &mut Rubric| it.categories.iter_mut().flat_map(|it| &mut it.items).for_each(|it| it.weight = Some(6));
    warning(weigh, "categories", "The weights add up to 114");
}

#[test]
fn faults_of_an_item_are_named() {
    let at = "categories[0].items[1]";
    let item = |change: fn(&mut Item)| move |it: &mut Rubric| change(&mut it.categories[0].items[1]);
    fault(item(|it| it.title.clear()), &format!("{at}.title"), "no title");
    fault(item(|it| it.key.clear()), &format!("{at}.key"), "no key");
    fault(item(|it| it.key = "personal-opener".to_owned()), &format!("{at}.key"), "Another item");
    fault(item(|it| it.points = 0), &format!("{at}.points"), "no points");
    warning(item(|it| it.guidance.look_for.clear()), &format!("{at}.guidance.look_for"), "what to look for");
    warning(item(|it| it.detectors.push("crystal ball".to_owned())), &format!("{at}.detectors[0]"), "suggest nothing");
    let critical =
        |below: u16, effect: Effect| move |it: &mut Rubric| it.categories[0].items[1].critical = Some(Critical { below, effect });
    fault(critical(0, Effect::FailsCall), &format!("{at}.critical.below"), "below 1 to 5");
    fault(critical(6, Effect::FailsCall), &format!("{at}.critical.below"), "below 1 to 5");
    fault(critical(1, Effect::CapsTotal(100)), &format!("{at}.critical.effect.caps_total"), "caps nothing");
    fault(|it| it.categories[1].items[0].points = 3, "categories[1].items[0].kind.computed.bands", "more points");
    warning(|it| it.categories[1].items[0].points = 11, "categories[1].items[0].kind.computed.bands", "Nobody can earn the item's 11");
}

#[test]
fn faults_of_each_kind_are_named() {
    let at = "categories[0].items[1].kind";
    let anchors = |change: fn(&mut Vec<crate::domain::rubric::Anchor>)| {
        of_kind("anchored", move |it| {
            if let ItemKind::Anchored { anchors } = &mut it.kind {
                change(anchors)
            }
        })
    };
    fault(anchors(|it| it.truncate(1)), &format!("{at}.anchored.anchors"), "two levels");
    fault(anchors(|it| it.reverse()), &format!("{at}.anchored.anchors"), "must ascend");
    fault(anchors(|it| it[3].points = 6), &format!("{at}.anchored.anchors"), "more points");
    warning(anchors(|it| it[3].points = 4), &format!("{at}.anchored.anchors"), "Nobody can earn");
    warning(anchors(|_| ()), &format!("{at}.anchored.anchors[2].says"), "level of 3 points");
    let checks = |change: fn(&mut Vec<crate::domain::rubric::Check>)| {
        of_kind("checklist", move |it| {
            if let ItemKind::Checklist { checks } = &mut it.kind {
                change(checks)
            }
        })
    };
    fault(checks(Vec::clear), &format!("{at}.checklist.checks"), "No check earns");
    fault(checks(|it| it[1].key = it[0].key.clone()), &format!("{at}.checklist.checks[1].key"), "Another check");
    fault(checks(|it| it[1].title.clear()), &format!("{at}.checklist.checks[1].title"), "no title");
    let thresholds = |change: fn(&mut Vec<crate::domain::rubric::Threshold>)| {
        of_kind("count", move |it| {
            if let ItemKind::Count { thresholds } = &mut it.kind {
                change(thresholds)
            }
        })
    };
    fault(thresholds(Vec::clear), &format!("{at}.count.thresholds"), "No number earns");
    fault(thresholds(|it| it.push(it[0].clone())), &format!("{at}.count.thresholds"), "must ascend");
    fault(thresholds(|it| it[0].points = 9), &format!("{at}.count.thresholds"), "more points");
    warning(thresholds(|it| it[0].at_least = 0), &format!("{at}.count.thresholds[0]"), "everybody reaches it");
    let computed = |change: fn(&mut String, &mut Vec<crate::domain::rubric::Band>)| {
        of_kind("computed", move |it| {
            if let ItemKind::Computed { metric, bands } = &mut it.kind {
                change(metric, bands)
            }
        })
    };
    fault(computed(|_, it| it.reverse()), &format!("{at}.computed.bands"), "must ascend");
    fault(computed(|_, it| it.truncate(1)), &format!("{at}.computed.bands"), "only the last has no end");
    fault(computed(|_, it| it.clear()), &format!("{at}.computed.bands"), "only the last has no end");
    warning(computed(|it, _| it.push('!')), &format!("{at}.computed.metric"), "no metric of this name");
    fault(of_kind("text", |it| it.points = 1), "categories[0].items[1].points", "Free text earns no points");
}

#[test]
fn a_mapping_that_leads_nowhere_or_twice_is_named() {
    let follow = |rubric: &mut Rubric, pairs: &[(&str, &str)]| {
        *rubric = version::copy(rubric, "ours", "Ours");
        let renamed = |(from, to): &(&str, &str)| version::Renamed { from: (*from).to_owned(), to: (*to).to_owned() };
        rubric.follows.as_mut().unwrap().renamed = pairs.iter().map(renamed).collect();
    };
    warning(|it| follow(it, &[("a", "gone")]), "follows.renamed[0]", "is gone");
    fault(|it| follow(it, &[("a", "agenda"), ("b", "agenda")]), "follows.renamed[1]", "take the second away");
}
