//! More than two cards of one call: how far the judgements of each item lie apart.

use super::Worth;
use super::compare::{Mark, Marks, TALKED_ABOUT};
use crate::domain::rubric::{Item, Rubric};
use crate::domain::{order, show};

/// How far several judgements of one item lie apart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The highest minus the lowest that was given, in percent of the item's points; `None` where fewer than two gave points.
    pub percent: Option<f64>,
    /// How many gave points.
    pub judged: usize,
    /// How many found that it does not apply.
    pub apart: usize,
}

impl Spread {
    /// Whether they agree: all who judged it gave the same, or all found that it does not apply.
    pub fn agrees(self) -> bool {
        self.percent.is_none_or(|it| it == 0.0) && (self.judged == 0 || self.apart == 0)
    }

    /// Whether two or more judged it in one way or the other.
    pub fn is_shared(self) -> bool {
        self.judged + self.apart > 1
    }
}

/// The spread of each item of a rubric over `cards`, in its order.
pub fn spread(cards: &[&Marks]) -> Vec<Spread> {
    let items = cards.iter().map(|it| it.rows.len()).max().unwrap_or_default();
    let row = |at: usize| {
        let marks: Vec<Mark> = cards.iter().filter_map(|it| it.rows.get(at).copied().flatten()).collect();
        let share = |it: &Mark| match it.worth {
            Worth::Points(points) if it.of > 0 => Some(100.0 * f64::from(points) / f64::from(it.of)),
            _ => None,
        };
        let shares: Vec<f64> = marks.iter().filter_map(share).collect();
        let (low, high) = shares.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(*it), high.max(*it)));
        let apart = marks.iter().filter(|it| it.worth == Worth::Apart).count();
        Spread { percent: (shares.len() > 1).then_some(high - low), judged: shares.len(), apart }
    };
    (0..items).map(row).collect()
}

/// How far several cards agree, in a sentence: on how many items, and which lie furthest apart. An agreement is of these cards
/// on this call alone; it says nothing of how well their scorers agree elsewhere. `None` where no item was judged by two.
pub fn agreement(rubric: &Rubric, spreads: &[Spread], cards: usize) -> Option<String> {
    let shared: Vec<(&Item, &Spread)> = rubric.items().zip(spreads).filter(|it| it.1.is_shared()).collect();
    if shared.is_empty() {
        return None;
    }
    let same = shared.iter().filter(|it| it.1.agrees()).count();
    let mut far: Vec<&(&Item, &Spread)> = shared.iter().filter(|it| it.1.percent.is_some_and(|it| it > 0.0)).collect();
    let size = |it: &Spread| it.percent.unwrap_or_default();
    order::sort_by(&mut far, |a, b| size(b.1).total_cmp(&size(a.1)).then(b.0.counts().cmp(&a.0.counts())));
    let far: Vec<String> = far.iter().take(TALKED_ABOUT).map(|(item, it)| format!("“{}” ({:.0}%)", item.title, size(it))).collect();
    let clash = shared.iter().filter(|it| it.1.judged > 0 && it.1.apart > 0).count();
    let mut says = format!("The {cards} cards agree on {same} of {}.", show::count(shared.len(), "item", "items"));
    if !far.is_empty() {
        says.push_str(&format!(" Furthest apart: {}.", far.join(", ")));
    }
    if clash > 0 {
        says.push_str(&format!(" On {} some found that it does not apply and others gave points.", show::count(clash, "item", "items")));
    }
    Some(says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::Answer;
    use crate::domain::scorecard::compare::marks;
    use crate::domain::scorecard::tests::{not_applicable, points};

    #[test]
    fn several_cards_show_how_far_they_lie_apart() {
        let of = |answers: &[Answer]| marks(&[], &standard(), &standard(), answers);
        let cards = [
            of(&[points("agenda", 5), points("invite", 2), points("pacing", 4), points("talk-ratio", 10)]),
            of(&[points("agenda", 2), points("invite", 2), not_applicable("pacing"), points("talk-ratio", 4)]),
            of(&[points("agenda", 0), points("invite", 2), points("credibility", 3)]),
        ];
        let found = spread(&cards.iter().collect::<Vec<_>>());
        let at = |key: &str| found[standard().items().position(|it| it.key == key).unwrap()];
        assert_eq!(at("agenda"), Spread { percent: Some(100.0), judged: 3, apart: 0 });
        assert_eq!((at("invite").percent, at("invite").agrees()), (Some(0.0), true));
        assert_eq!((at("pacing"), at("pacing").agrees()), (Spread { percent: None, judged: 1, apart: 1 }, false));
        assert_eq!(at("credibility"), Spread { percent: None, judged: 1, apart: 0 });
        assert_eq!(
            agreement(&standard(), &found, 3).unwrap(),
            "The 3 cards agree on 1 of 4 items. Furthest apart: “Agenda with a time commitment” (100%), “Talk ratio” (60%). On 1 item some found that it does not apply and others gave points."
        );
        assert_eq!(agreement(&standard(), &spread(&[&of(&[])]), 1), None);
    }
}
