//! Two cards of one call side by side: the gap of each item, and the two to talk about.

use super::{Answer, Worth, worth};
use crate::domain::rubric::version::counterpart;
use crate::domain::rubric::{Item, ItemKind, Rubric};
use crate::domain::{order, show};

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

/// What one card says of an item, by its own rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What was given.
    pub worth: Worth,
    /// The item's points.
    pub of: u16,
}

/// A card as it is compared with others by the items of one rubric.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    /// One for each item of that rubric, in its order; `None` where the card's own rubric has none for it.
    pub rows: Vec<Option<Mark>>,
    /// What the card's own rubric asks beside: title and mark, in its order.
    pub left: Vec<(String, Mark)>,
}

/// One item of two cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Key of the item.
    pub item: String,
    /// How they are to each other.
    pub gap: Gap,
}

/// Two cards side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// One a row, in the order of the rubric.
    pub rows: Vec<Row>,
    /// Indexes of the biggest gaps, the biggest first: at most [`TALKED_ABOUT`], none without a difference. Of equal
    /// ones the item that people judge before one that is measured, then what counts more, then the earlier one.
    pub biggest: Vec<usize>,
}

impl Comparison {
    /// Items over which the two differ whether they apply: told apart from differences in points.
    pub fn apart(&self) -> usize {
        self.rows.iter().filter(|it| matches!(it.gap, Gap::FirstApart | Gap::SecondApart)).count()
    }
}

/// What `answers`, given by the rubric `own`, say by the items of `by`. An item stands for the one it goes on in
/// ([`counterpart`]; `known` are the versions between), else for one of the same key and points.
pub fn marks(known: &[Rubric], by: &Rubric, own: &Rubric, answers: &[Answer]) -> Marks {
    let mark = |item: &Item| {
        let given = answers.iter().find(|it| it.item == item.key).and_then(|it| it.given.as_ref());
        Mark { worth: worth(item, given), of: item.points }
    };
    // The newer of the two knows what it was made from.
    let goes_on = |key: &str| {
        let back = || by.items().find(|it| counterpart(known, by, own, &it.key).as_deref() == Some(key)).map(|it| it.key.clone());
        counterpart(known, own, by, key).or_else(back)
    };
    let mut pairs: Vec<(&Item, Option<String>)> = own.items().map(|it| (it, goes_on(&it.key))).collect();
    // What one was told not to be the same as before is not taken for it by its key.
    if pairs.iter().all(|it| it.1.is_none()) {
        let same = |it: &Item| by.item(&it.key).filter(|other| other.points == it.points).map(|it| it.key.clone());
        pairs.iter_mut().for_each(|it| it.1 = same(it.0));
    }
    let of = |key: &str| pairs.iter().find(|it| it.1.as_deref() == Some(key)).map(|it| mark(it.0));
    Marks {
        rows: by.items().map(|it| of(&it.key)).collect(),
        left: pairs.iter().filter(|it| it.1.is_none()).map(|it| (it.0.title.clone(), mark(it.0))).collect(),
    }
}

/// Compares two cards by `rubric`: usually the rep's with the manager's, so that above 0 the rep rates higher.
pub fn compare(rubric: &Rubric, first: &Marks, second: &Marks) -> Comparison {
    let at = |side: &Marks, at: usize| side.rows.get(at).copied().flatten();
    let row = |(index, item): (usize, &Item)| Row { item: item.key.clone(), gap: gap(at(first, index), at(second, index)) };
    let rows: Vec<Row> = rubric.items().enumerate().map(row).collect();
    let is_judged = |it: &Item| !matches!(it.kind, ItemKind::Computed { .. });
    let counts: Vec<(bool, u16)> = rubric.items().map(|it| (is_judged(it), it.counts())).collect();
    let mut order: Vec<usize> = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(|it| it.gap.size() > 0.0)).collect();
    let size = |at: usize| rows.get(at).map_or(0.0, |it| it.gap.size());
    order::sort_by(&mut order, |a, b| size(*b).total_cmp(&size(*a)).then(counts.get(*b).cmp(&counts.get(*a))));
    order.truncate(TALKED_ABOUT);
    Comparison { rows, biggest: order }
}

fn gap(first: Option<Mark>, second: Option<Mark>) -> Gap {
    let Some((first, second)) = first.zip(second) else { return Gap::None };
    let share = |points: u16, of: u16| 100.0 * f64::from(points) / f64::from(of);
    match (first.worth, second.worth) {
        // Of one scale the difference first: it stays exact.
        (Worth::Points(a), Worth::Points(b)) if first.of > 0 && first.of == second.of => {
            Gap::Points(100.0 * (f64::from(a) - f64::from(b)) / f64::from(first.of))
        }
        (Worth::Points(a), Worth::Points(b)) if first.of > 0 && second.of > 0 => Gap::Points(share(a, first.of) - share(b, second.of)),
        (Worth::Apart, Worth::Points(_)) => Gap::FirstApart,
        (Worth::Points(_), Worth::Apart) => Gap::SecondApart,
        _ => Gap::None,
    }
}

/// Why the totals of the two can not be held against each other, where their rubrics differ: by which each was scored, and
/// how much of them is compared.
pub fn differ(first: &Rubric, second: &Rubric, one: &Marks, other: &Marks) -> Option<String> {
    if first.reference() == second.reference() {
        return None;
    }
    let named = |it: &Rubric| format!("“{} v{}”", it.title, it.version);
    let both = one.rows.iter().zip(&other.rows).filter(|it| it.0.is_some() && it.1.is_some()).count();
    Some(format!(
        "Scored by different rubrics, {} and {}, so the totals cannot be held against each other. {} in both and compared here.",
        named(first),
        named(second),
        show::count(both, "item is", "items are"),
    ))
}

/// What to ask about a gap between the rep (first) and the manager (second): the rep speaks first, and the words of the
/// call decide. Empty where there is no gap. `again`: the same was asked of another item just before.
pub fn question(gap: Gap, again: bool) -> &'static str {
    match gap {
        Gap::Points(percent) if again && percent > 0.0 => "Here too: what would you have had to hear for one point less?",
        Gap::Points(percent) if again && percent < 0.0 => "Here too: what did you do that deserves more than you gave?",
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
    use crate::domain::rubric::edit::{At, remove_item, set_points};
    use crate::domain::rubric::standard;
    use crate::domain::rubric::version::{self, continues};
    use crate::domain::scorecard::tests::{not_applicable, points};

    fn compared(first: &[Answer], second: &[Answer]) -> Comparison {
        let of = |answers| marks(&[], &standard(), &standard(), answers);
        compare(&standard(), &of(first), &of(second))
    }

    #[track_caller]
    fn gap(first: &[Answer], second: &[Answer], item: &str, expected: Gap) {
        let found = compared(first, second);
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
        let found = compared(&side(|it| it.1), &side(|it| it.2));
        assert_eq!(found.biggest.iter().map(|at| found.rows[*at].item.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_two_biggest_gaps_are_to_be_talked_about_whatever_their_direction() {
        biggest(&[("agenda", 5, 4), ("pacing", 0, 5), ("invite", 5, 2)], &["pacing", "invite"]);
        // What is measured is no matter of judgement: of equal gaps it comes last.
        biggest(&[("agenda", 5, 2), ("talk-ratio", 10, 4), ("invite", 5, 2)], &["agenda", "invite"]);
        biggest(&[("agenda", 5, 4)], &["agenda"]);
        biggest(&[("agenda", 5, 5)], &[]);
    }

    #[test]
    fn of_equal_gaps_the_item_that_counts_more_comes_first() {
        let rubric = set_points(standard(), At { category: 0, item: 1 }, 10);
        let of = |answers: &[Answer]| marks(&[], &rubric, &rubric, answers);
        let found = compare(
            &rubric,
            &of(&[points("personal-opener", 3), points("agenda", 6)]),
            &of(&[points("personal-opener", 0), points("agenda", 0)]),
        );
        assert_eq!(found.biggest, [1, 0]);
    }

    #[test]
    fn a_difference_over_whether_it_applies_is_counted_apart() {
        let found = compared(&[not_applicable("agenda"), points("invite", 4)], &[points("agenda", 5), points("invite", 4)]);
        assert_eq!((found.apart(), found.biggest), (1, vec![]));
    }

    #[test]
    fn every_difference_has_its_question() {
        for gap in [Gap::Points(20.0), Gap::Points(-20.0), Gap::FirstApart, Gap::SecondApart] {
            assert!(question(gap, false).ends_with('?') && question(gap, true).ends_with('?'));
        }
        assert_ne!(question(Gap::Points(20.0), false), question(Gap::Points(20.0), true), "not the same twice");
        assert_eq!(question(Gap::Points(0.0), false), "");
    }

    #[test]
    fn cards_of_two_rubrics_are_compared_where_both_ask_the_same_and_the_rest_is_named() {
        let standard = standard();
        let ours = version::copy(&standard, "ours", "Ours");
        let ours = set_points(remove_item(ours, At { category: 0, item: 0 }), At { category: 0, item: 0 }, 10);
        let known = [ours.clone()];
        let own = [points("personal-opener", 3), points("agenda", 0), points("invite", 5)];
        let managers = [points("agenda", 4), points("invite", 5)];
        for (by, is_back) in [(&ours, false), (&standard, true)] {
            let (one, other) = (marks(&known, by, &standard, &own), marks(&known, by, &ours, &managers));
            let found = compare(by, &one, &other);
            let row = |key: &str| found.rows[by.items().position(|it| it.key == key).unwrap()].gap;
            // Of other points: by the share of each.
            assert_eq!((row("agenda"), row("invite")), (Gap::Points(-40.0), Gap::Points(0.0)));
            let opener = standard.item("personal-opener").unwrap().title.clone();
            let left = if is_back { vec![] } else { vec![(opener, Mark { worth: Worth::Points(3), of: 5 })] };
            assert_eq!((one.left.clone(), other.left.clone()), (left, vec![]));
            let says = differ(&standard, &ours, &one, &other).unwrap();
            assert!(says.contains("“Ours v1”") && says.contains("18 items are in both"), "{says}");
        }
        assert_eq!(differ(&ours, &ours, &marks(&known, &ours, &ours, &own), &marks(&known, &ours, &ours, &own)), None);
    }

    #[test]
    fn rubrics_that_have_nothing_to_do_with_each_other_share_items_of_one_key_and_points_only() {
        let other = Rubric { key: "other".to_owned(), follows: None, ..set_points(standard(), At { category: 0, item: 1 }, 9) };
        let found = marks(&[], &standard(), &other, &[points("agenda", 9), points("invite", 2)]);
        let at = |key: &str| found.rows[standard().items().position(|it| it.key == key).unwrap()];
        assert_eq!((at("agenda"), at("invite")), (None, Some(Mark { worth: Worth::Points(2), of: 5 })));
        assert_eq!(found.left.len(), 1);
        // What was told to be another thing is another thing, whatever its key.
        let apart = continues(version::copy(&standard(), "ours", "Ours"), "invite", None);
        let found = marks(&[], &standard(), &apart, &[points("invite", 2)]);
        assert_eq!((found.rows.iter().filter(|it| it.is_none()).count(), found.left.len()), (1, 1));
    }
}
