//! Numbers noted beside the score, over several calls: revenue a call, the share of calls with an upgrade.

use super::{Answer, Given};
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revenue_a_call_and_upgrades_are_means_over_the_calls_that_note_them() {
        let card = |count: Option<u32>| vec![Answer { given: count.map(Given::Count), ..Answer::to("revenue") }];
        let cards = [card(Some(0)), card(Some(900)), card(None), card(Some(300)), vec![]];
        let found = noted(cards.iter().map(Vec::as_slice), "revenue").unwrap();
        assert_eq!((found.per_call.mean, found.per_call.n, found.with_any), (400.0, 3, 2));
        assert_eq!(noted(cards.iter().map(Vec::as_slice), "upgrade"), None);
    }
}
