//! Two cards of one call side by side: the gap of each item, and the two to talk about.

use super::{Answer, Worth, worth};
use crate::domain::order;
use crate::domain::rubric::{Item, Rubric};

/// How many gaps a conversation has room for.
pub const TALKED_ABOUT: usize = 2;

/// How two judgements of an item are to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// The first is this much above (or, negative, below) the second, in percent of the item's points.
    Points(f64),
    /// The first says it does not apply, the second gave points.
    FirstApart,
    /// The second says it does not apply, the first gave points.
    SecondApart,
    /// Nothing to compare: not judged by one of them, both say it does not apply, or it earns nothing.
    None,
}

impl Gap {
    /// How big it is, in percent of the item's points; a difference over whether it applies has no size.
    pub fn size(self) -> f64 {
        if let Self::Points(percent) = self { percent.abs() } else { 0.0 }
    }
}

/// One item of two cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Key of the item.
    pub item: String,
    /// What the first gave.
    pub first: Worth,
    /// What the second gave.
    pub second: Worth,
    /// How they are to each other.
    pub gap: Gap,
}

/// Two cards side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// One a row, in the order of the rubric.
    pub rows: Vec<Row>,
    /// Indexes of the biggest gaps, the biggest first: at most [`TALKED_ABOUT`], none without a difference. Of equal
    /// ones the item that counts more, then the earlier one.
    pub biggest: Vec<usize>,
}

impl Comparison {
    /// Items over which the two differ whether they apply: told apart from differences in points.
    pub fn apart(&self) -> usize {
        self.rows.iter().filter(|it| matches!(it.gap, Gap::FirstApart | Gap::SecondApart)).count()
    }
}

/// Compares two cards by `rubric`: usually the rep's with the manager's, so that above 0 the rep rates higher. Answers
/// by another version are to be carried over first ([`super::carry`]).
pub fn compare(rubric: &Rubric, first: &[Answer], second: &[Answer]) -> Comparison {
    let rows: Vec<Row> = rubric.items().map(|it| row(it, first, second)).collect();
    let counts: Vec<u16> = rubric.items().map(Item::counts).collect();
    let mut order: Vec<usize> = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|it| it.gap.size() > 0.0)).collect();
    let size = |at: usize| rows.get(at).map_or(0.0, |it| it.gap.size());
    order::sort_by(&mut order, |a, b| size(*b).total_cmp(&size(*a)).then(counts.get(*b).cmp(&counts.get(*a))));
    order.truncate(TALKED_ABOUT);
    Comparison { rows, biggest: order }
}

fn row(item: &Item, first: &[Answer], second: &[Answer]) -> Row {
    let of = |answers: &[Answer]| worth(item, answers.iter().find(|it| it.item == item.key).and_then(|it| it.given.as_ref()));
    let (first, second) = (of(first), of(second));
    let gap = match (first, second) {
        (Worth::Points(a), Worth::Points(b)) if item.points > 0 => {
            Gap::Points(100.0 * (f64::from(a) - f64::from(b)) / f64::from(item.points))
        }
        (Worth::Apart, Worth::Points(_)) => Gap::FirstApart,
        (Worth::Points(_), Worth::Apart) => Gap::SecondApart,
        _ => Gap::None,
    };
    Row { item: item.key.clone(), first, second, gap }
}

/// What to ask about a gap between the rep (first) and the manager (second): the rep speaks first, and the words of the
/// call decide. Empty where there is no gap.
pub fn question(gap: Gap) -> &'static str {
    match gap {
        Gap::Points(percent) if percent > 0.0 => "You rated this higher: which moment of the call shows it?",
        Gap::Points(percent) if percent < 0.0 => "You were harder on yourself here: what did you miss that others heard?",
        Gap::FirstApart => "You found that this does not apply: what would it have looked like on this call?",
        Gap::SecondApart => "You judged this and your manager did not: where did it come up?",
        Gap::Points(_) | Gap::None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::tests::{not_applicable, points};

    #[track_caller]
    fn gap(first: &[Answer], second: &[Answer], item: &str, expected: Gap) {
        let found = compare(&standard(), first, second);
        assert_eq!(found.rows.iter().find(|it| it.item == item).unwrap().gap, expected);
    }

    #[test]
    fn a_gap_has_a_direction_and_a_size_in_percent_of_the_items_points() {
        gap(&[points("agenda", 5)], &[points("agenda", 2)], "agenda", Gap::Points(60.0));
        gap(&[points("talk-ratio", 4)], &[points("talk-ratio", 10)], "talk-ratio", Gap::Points(-60.0));
        gap(&[points("agenda", 3)], &[points("agenda", 3)], "agenda", Gap::Points(0.0));
        gap(&[not_applicable("agenda")], &[points("agenda", 0)], "agenda", Gap::FirstApart);
        gap(&[points("agenda", 0)], &[not_applicable("agenda")], "agenda", Gap::SecondApart);
        gap(&[not_applicable("agenda")], &[not_applicable("agenda")], "agenda", Gap::None);
        gap(&[points("agenda", 5)], &[], "agenda", Gap::None);
    }

    #[track_caller]
    fn biggest(gaps: &[(&str, u16, u16)], expected: &[&str]) {
        let side = |which: fn(&(&str, u16, u16)) -> u16| gaps.iter().map(|it| points(it.0, which(it))).collect::<Vec<_>>();
        let found = compare(&standard(), &side(|it| it.1), &side(|it| it.2));
        assert_eq!(found.biggest.iter().map(|at| found.rows[*at].item.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_two_biggest_gaps_are_to_be_talked_about_whatever_their_direction() {
        biggest(&[("agenda", 5, 4), ("pacing", 0, 5), ("invite", 5, 2)], &["pacing", "invite"]);
        biggest(&[("agenda", 5, 2), ("talk-ratio", 10, 4), ("invite", 5, 2)], &["talk-ratio", "agenda"]);
        biggest(&[("agenda", 5, 4)], &["agenda"]);
        biggest(&[("agenda", 5, 5)], &[]);
    }

    #[test]
    fn a_difference_over_whether_it_applies_is_counted_apart() {
        let found = compare(&standard(), &[not_applicable("agenda"), points("invite", 4)], &[points("agenda", 5), points("invite", 4)]);
        assert_eq!((found.apart(), found.biggest), (1, vec![]));
    }

    #[test]
    fn every_difference_has_its_question() {
        for gap in [Gap::Points(20.0), Gap::Points(-20.0), Gap::FirstApart, Gap::SecondApart] {
            assert!(question(gap).ends_with('?'));
        }
        assert_eq!(question(Gap::Points(0.0)), "");
    }
}
