//! From judgements to category sums, total and grade.

use super::grade::{Grade, grade};
use super::{Answer, Given, Origin};
use crate::domain::rubric::{Item, Rubric};

/// Under this share of applicable points a card is partial and stays out of averages (handbook §2).
pub const PARTIAL_BELOW: f64 = 0.7;

/// What a category's judgements add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryScore {
    /// Points earned.
    pub earned: u32,
    /// Points that could be earned: all but N/A.
    pub applicable: u32,
    /// Items judged, N/A included.
    pub judged: usize,
    /// Items in all.
    pub items: usize,
}

/// What a card's judgements add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// One for each category of the rubric.
    pub categories: Vec<CategoryScore>,
    /// Points earned.
    pub earned: u32,
    /// Points of all items but those that are N/A.
    pub applicable: u32,
    /// Points of items judged so far (not N/A): what a draft's total is taken of.
    pub judged_points: u32,
    /// The rubric's points.
    pub possible: u32,
    /// Items judged, N/A included.
    pub judged: usize,
    /// Of these the ones a person judged: not computed from a metric.
    pub by_person: usize,
    /// Items that rest on at least one moment.
    pub evidenced: usize,
    /// Items in all.
    pub items: usize,
    /// Keys of mandatory items without judgement, in order.
    pub missing: Vec<String>,
}

impl Score {
    /// The total in percent, unrounded: what was earned of the points judged. `None` where nothing applies or nothing
    /// has been judged: never 0.
    pub fn total(&self) -> Option<f64> {
        (self.judged_points > 0).then(|| 100.0 * f64::from(self.earned) / f64::from(self.judged_points))
    }

    /// The grade of the total.
    pub fn grade(&self) -> Option<&'static Grade> {
        self.total().map(grade)
    }

    /// The total as far as it may be shown: `None` while no person has judged anything, since points that a metric
    /// filled in by itself are no score of the call.
    pub fn shown(&self) -> Option<f64> {
        self.total().filter(|_| self.by_person > 0 || self.is_complete())
    }

    /// Whether too few points apply for the total to enter an average.
    pub fn is_partial(&self) -> bool {
        f64::from(self.applicable) < PARTIAL_BELOW * f64::from(self.possible)
    }

    /// Whether every item has its judgement.
    pub fn is_complete(&self) -> bool {
        self.judged == self.items
    }
}

/// Adds up `answers` by `rubric`. Answers to items the rubric lacks count nowhere; points above an item's best count
/// as its best.
pub fn score(rubric: &Rubric, answers: &[Answer]) -> Score {
    let mut sum = Score {
        categories: Vec::with_capacity(rubric.categories.len()),
        earned: 0,
        applicable: 0,
        judged_points: 0,
        possible: rubric.points(),
        judged: 0,
        by_person: 0,
        evidenced: 0,
        items: 0,
        missing: Vec::new(),
    };
    for category in &rubric.categories {
        let mut part = CategoryScore { earned: 0, applicable: 0, judged: 0, items: category.items.len() };
        for item in &category.items {
            let best = u32::from(item.points);
            let answer = answers.iter().find(|it| it.item == item.key);
            sum.evidenced += usize::from(answer.is_some_and(|it| !it.evidence.is_empty()));
            let is_computed = answer.is_some_and(|it| it.origin == Origin::Computed);
            sum.by_person += usize::from(!is_computed && answer.is_some_and(|it| it.given.is_some()));
            match answer.and_then(|it| it.given.as_ref()) {
                Some(Given::Points(points)) => {
                    part.earned += u32::from(*points).min(best);
                    part.applicable += best;
                    part.judged += 1;
                    sum.judged_points += best;
                }
                Some(Given::NotApplicable(_)) => part.judged += 1,
                None => {
                    part.applicable += best;
                    if item.mandatory {
                        sum.missing.push(item.key.clone());
                    }
                }
            }
        }
        sum.earned += part.earned;
        sum.applicable += part.applicable;
        sum.judged += part.judged;
        sum.items += part.items;
        sum.categories.push(part);
    }
    sum
}

/// The item that lost most points; of several the first in the rubric. `None` where nothing was lost.
pub fn most_lost<'a>(rubric: &'a Rubric, answers: &[Answer]) -> Option<&'a Item> {
    let lost = |item: &Item| match answers.iter().find(|it| it.item == item.key).and_then(|it| it.given.as_ref()) {
        Some(Given::Points(points)) => item.points.saturating_sub(*points),
        _ => 0,
    };
    // `max_by_key` takes the last of equals; the rubric follows the call, so the earliest is wanted.
    let items: Vec<&Item> = rubric.items().filter(|it| lost(it) > 0).collect();
    items.into_iter().rev().max_by_key(|it| lost(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric;

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
            if key.starts_with("personal")
                || ["agenda", "credibility", "acknowledges", "explores-cause", "specific-evidence"].contains(&key)
            {
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
}
