//! What is wrong with a rubric: shown while it is edited, and why a file with one is refused.

use std::collections::BTreeSet;

use super::{Band, ItemKind, Rubric};

/// Something to mend, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The category or item ("discovery / talk-ratio").
    pub place: String,
    /// What is wrong and what to do.
    pub what: String,
}

/// All that is wrong with `rubric`; empty where it can be used.
pub fn problems(rubric: &Rubric) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut say = |place: &str, what: &str| found.push(Problem { place: place.to_owned(), what: what.to_owned() });
    if rubric.title.trim().is_empty() {
        say("rubric", "it has no title");
    }
    if rubric.points() == 0 {
        say("rubric", "no item has points");
    }
    let mut keys = BTreeSet::new();
    for category in &rubric.categories {
        if category.title.trim().is_empty() {
            say(&category.key, "the category has no title");
        }
        if category.items.is_empty() {
            say(&category.key, "the category has no items");
        }
        for item in &category.items {
            let place = format!("{} / {}", category.key, item.key);
            if item.key.is_empty() || !keys.insert(item.key.as_str()) {
                say(&place, "the item's key is missing or used twice");
            }
            if item.title.trim().is_empty() {
                say(&place, "the item has no title");
            }
            if let ItemKind::Computed { bands, .. } = &item.kind {
                if !ascending(bands) {
                    say(&place, "the bands must ascend and only the last has no end");
                }
                if bands.iter().any(|it| it.points > item.points) {
                    say(&place, "a band gives more points than the item has");
                }
            }
        }
    }
    found
}

fn ascending(bands: &[Band]) -> bool {
    let Some((last, others)) = bands.split_last() else { return false };
    let ends: Vec<_> = others.iter().map(|it| it.below).collect();
    last.below.is_none() && ends.iter().all(Option::is_some) && ends.windows(2).all(|pair| pair[0] < pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard() -> Rubric {
        crate::domain::rubric::shipped().remove(0)
    }

    #[track_caller]
    fn spoilt(spoil: impl FnOnce(&mut Rubric), expected: &str) {
        let mut rubric = standard();
        spoil(&mut rubric);
        let found = problems(&rubric);
        assert!(found.iter().any(|it| it.what.contains(expected)), "{found:?}");
    }

    #[test]
    fn each_fault_is_named() {
        spoilt(|it| it.title.clear(), "no title");
        spoilt(|it| it.categories[0].items[1].key = it.categories[0].items[0].key.clone(), "twice");
        spoilt(|it| it.categories[2].items.clear(), "no items");
        spoilt(|it| it.categories.clear(), "no item has points");
        spoilt(|it| it.categories[1].items[0].points = 3, "more points");
        spoilt(
            |it| {
                if let ItemKind::Computed { bands, .. } = &mut it.categories[1].items[0].kind {
                    bands.reverse();
                }
            },
            "ascend",
        );
    }
}
