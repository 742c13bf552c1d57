//! What is wrong with an item.

use super::Found;
use crate::domain::analysis;
use crate::domain::rubric::{Anchor, Band, Check, Effect, Item, ItemKind, Threshold};

/// What is wrong with `item`, its key's uniqueness aside.
pub(super) fn problems(item: &Item, found: &mut Found) {
    found.named("key", &item.key, "The item has no key: give it one.");
    found.named("title", &item.title, "The item has no title: give it one.");
    texts(item, found);
    match &item.kind {
        ItemKind::Scale | ItemKind::YesNo => earns(item, found),
        ItemKind::Anchored { anchors } => of_anchors(item, anchors, found),
        ItemKind::Checklist { checks } => of_checks(item, checks, found),
        ItemKind::Count { thresholds } => of_thresholds(item, thresholds, found),
        ItemKind::Computed { metric, bands } => of_bands(item, metric, bands, found),
        ItemKind::Text if item.points > 0 => found.fault("points", "Free text earns no points: set them to 0 or choose another kind."),
        ItemKind::Text => {}
    }
    if item.weight.is_some() && item.counts() == 0 {
        found.warn("weight", "The item earns nothing, so its weight counts nothing.");
    }
    of_critical(item, found);
}

fn texts(item: &Item, found: &mut Found) {
    found.long("guidance.look_for", &item.guidance.look_for);
    found.long("guidance.good", &item.guidance.good);
    found.long("guidance.poor", &item.guidance.poor);
    found.short("skill", &item.skill);
    if item.guidance.look_for.trim().is_empty() && item.points > 0 {
        found.warn("guidance.look_for", "It does not say what to look for, so two people will score it differently.");
    }
    for (at, detector) in item.detectors.iter().enumerate() {
        found.short(&format!("detectors[{at}]"), detector);
        // Whether the team has a signal of that name is not the rubric's to know.
        if analysis::signal_of(detector).is_none() && !analysis::detectors().any(|it| it == detector) {
            found.warn(&format!("detectors[{at}]"), "Nothing in the words is known by this name, so it will suggest nothing.");
        }
    }
}

fn earns(item: &Item, found: &mut Found) {
    if item.points == 0 {
        found.fault("points", "It earns no points: give it some, or make it free text or a count.");
    }
}

fn most(item: &Item, best: Option<u16>, field: &str, found: &mut Found) {
    match best {
        Some(best) if best > item.points => found.fault(field, &format!("It gives more points than the item's {}.", item.points)),
        Some(best) if best < item.points => {
            found.warn(field, &format!("Nobody can earn the item's {} points: the most it gives is {best}.", item.points));
        }
        _ => {}
    }
}

fn of_anchors(item: &Item, anchors: &[Anchor], found: &mut Found) {
    earns(item, found);
    if anchors.len() < 2 {
        found.fault("kind.anchored.anchors", "A scale needs two levels or more.");
    }
    if !anchors.windows(2).all(|it| it.first().map(|it| it.points) < it.last().map(|it| it.points)) {
        found.fault("kind.anchored.anchors", "The levels must ascend: each gives more points than the one before.");
    }
    most(item, anchors.iter().map(|it| it.points).max(), "kind.anchored.anchors", found);
    for (at, anchor) in anchors.iter().enumerate() {
        let field = format!("kind.anchored.anchors[{at}].says");
        found.long(&field, &anchor.says);
        if anchor.says.trim().is_empty() {
            found.warn(&field, &format!("The level of {} points does not say what it looks like.", anchor.points));
        }
    }
}

fn of_checks(item: &Item, checks: &[Check], found: &mut Found) {
    earns(item, found);
    if checks.iter().all(|it| it.share == 0) {
        found.fault("kind.checklist.checks", "No check earns anything: add one, or give one a share.");
    }
    for (at, check) in checks.iter().enumerate() {
        let field = |name: &str| format!("kind.checklist.checks[{at}].{name}");
        found.named(&field("key"), &check.key, "The check has no key: give it one.");
        found.named(&field("title"), &check.title, "The check has no title: give it one.");
        if checks.iter().take(at).any(|it| it.key == check.key) {
            found.fault(&field("key"), "Another check has this key: each needs its own.");
        }
    }
}

fn of_thresholds(item: &Item, thresholds: &[Threshold], found: &mut Found) {
    if thresholds.is_empty() && item.points > 0 {
        found.fault("kind.count.thresholds", "No number earns its points: add a threshold, or set the points to 0.");
    }
    if !thresholds.windows(2).all(|it| it.first().map(|it| it.at_least) < it.last().map(|it| it.at_least)) {
        found.fault("kind.count.thresholds", "The thresholds must ascend: each asks for more than the one before.");
    }
    most(item, thresholds.iter().map(|it| it.points).max(), "kind.count.thresholds", found);
    if thresholds.first().is_some_and(|it| it.at_least == 0 && it.points > 0) {
        found.warn("kind.count.thresholds[0]", "Not once is enough for this threshold, so everybody reaches it.");
    }
}

fn of_bands(item: &Item, metric: &str, bands: &[Band], found: &mut Found) {
    earns(item, found);
    if analysis::definition(metric).is_none() {
        found.warn("kind.computed.metric", "There is no metric of this name, so nothing is computed: choose one.");
    }
    found.short("kind.computed.metric", metric);
    if !ascending(bands) {
        found.fault("kind.computed.bands", "The bands must ascend, and only the last has no end: else there are values without points.");
    }
    most(item, bands.iter().map(|it| it.points).max(), "kind.computed.bands", found);
    bands.iter().enumerate().for_each(|(at, it)| found.long(&format!("kind.computed.bands[{at}].says"), &it.says));
}

fn ascending(bands: &[Band]) -> bool {
    let Some((last, others)) = bands.split_last() else { return false };
    let ends = || others.iter().map(|it| it.below);
    last.below.is_none() && ends().all(|it| it.is_some()) && ends().zip(ends().skip(1)).all(|(a, b)| a < b)
}

fn of_critical(item: &Item, found: &mut Found) {
    let Some(critical) = item.critical else { return };
    if item.points == 0 {
        found.fault("critical", "The item earns nothing, so it cannot fail: take the mark away.");
    } else if critical.below == 0 || critical.below > item.points {
        found.fault("critical.below", &format!("It must fail below 1 to {} points.", item.points));
    }
    if matches!(critical.effect, Effect::CapsTotal(100..)) {
        found.fault("critical.effect.caps_total", "A cap of 100% or more caps nothing: choose one from 0 to 99.");
    }
}
