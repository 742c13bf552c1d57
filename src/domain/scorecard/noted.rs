//! Numbers noted beside the score, over several calls: revenue a call, the share of calls with an upgrade.

use super::{Answer, Given};
use crate::domain::rubric::{Item, ItemKind, Rubric};
use crate::domain::stats::Mean;

/// What was noted for an item, over calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noted {
    /// The number a call.
    pub per_call: Mean,
    /// Of these calls the ones with a number above 0.
    pub with_any: usize,
}

/// What was counted for the item called `key`, over cards given by their answers; cards without a number for it are left
/// out. `None` where no card has one.
pub fn noted<'a>(cards: impl IntoIterator<Item = &'a [Answer]>, key: &str) -> Option<Noted> {
    let count = |answers: &[Answer]| match answers.iter().find(|it| it.item == key)?.given {
        Some(Given::Count(count)) => Some(f64::from(count)),
        _ => None,
    };
    let counts: Vec<f64> = cards.into_iter().filter_map(count).collect();
    let with_any = counts.iter().filter(|it| **it > 0.0).count();
    Mean::of(&counts).map(|per_call| Noted { per_call, with_any })
}

/// Everything noted beside the score on these cards, given by their rubrics and answers: the item's title with what was
/// noted, in the order first met.
pub fn all(cards: &[(&Rubric, &[Answer])]) -> Vec<(String, Noted)> {
    let is_noted = |it: &&Item| it.points == 0 && matches!(it.kind, ItemKind::Count { .. });
    let mut items: Vec<&Item> = Vec::new();
    for item in cards.iter().flat_map(|it| it.0.items()).filter(is_noted) {
        if !items.iter().any(|it| it.key == item.key) {
            items.push(item);
        }
    }
    let of = |it: &Item| noted(cards.iter().map(|it| it.1), &it.key);
    items.into_iter().filter_map(|it| Some((it.title.clone(), of(it)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::{shipped, standard};

    #[test]
    fn all_that_is_noted_is_told_by_its_title() {
        let expansion = shipped().into_iter().find(|it| it.key == "expansion").unwrap();
        let count = |item: &str, n: u32| Answer { given: Some(Given::Count(n)), ..Answer::to(item) };
        let (first, second) = ([count("expansion-revenue", 900), count("upgrade", 1)], [count("expansion-revenue", 0)]);
        let standard = standard();
        let found = all(&[(&standard, &[]), (&expansion, &first), (&expansion, &second)]);
        let told: Vec<_> = found.iter().map(|it| (it.0.as_str(), it.1.per_call.mean, it.1.per_call.n, it.1.with_any)).collect();
        assert_eq!(told, [("Expansion revenue agreed, a year", 450.0, 2, 1), ("Upgrades agreed", 1.0, 1, 1)]);
    }

    #[test]
    fn revenue_a_call_and_upgrades_are_means_over_the_calls_that_note_them() {
        let card = |count: Option<u32>| vec![Answer { given: count.map(Given::Count), ..Answer::to("revenue") }];
        let cards = [card(Some(0)), card(Some(900)), card(None), card(Some(300)), vec![]];
        let found = noted(cards.iter().map(Vec::as_slice), "revenue").unwrap();
        assert_eq!((found.per_call.mean, found.per_call.n, found.with_any), (400.0, 3, 2));
        assert_eq!(noted(cards.iter().map(Vec::as_slice), "upgrade"), None);
    }
}
