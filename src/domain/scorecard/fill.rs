//! What a card fills in by itself, and where given points come from.

use super::evidence::{attach, holds};
use super::{Answer, Given, Origin, Scorecard};
use crate::domain::rubric::{Item, ItemKind, Rubric};
use crate::domain::transcript::Moment;

/// The points a computed item earns. `value` tells a metric by its key, `None` where it cannot be measured; so is the
/// answer there, and for items that are not computed.
pub fn computed(item: &Item, value: impl Fn(&str) -> Option<f64>) -> Option<u16> {
    let ItemKind::Computed { metric, .. } = &item.kind else { return None };
    item.kind.band(value(metric)?).map(|it| it.points)
}

/// Fills in the computed items that nobody has judged. A frozen card stays as it is. Tells whether anything changed.
pub fn fill(card: &mut Scorecard, rubric: &Rubric, value: impl Fn(&str) -> Option<f64>) -> bool {
    let mut has_changed = false;
    for item in rubric.items().filter(|_| !card.is_frozen()).collect::<Vec<_>>() {
        let Some(points) = computed(item, &value) else { continue };
        let answer = card.answer_mut(&item.key);
        if answer.given.is_none() {
            answer.given = Some(Given::Points(points));
            answer.origin = Origin::Computed;
            has_changed = true;
        }
    }
    has_changed
}

/// Gives an item points where so many were `suggested`, on `moments`. Whatever the points, they are the person's judgement: an
/// item that rests on nothing yet keeps those of the moments that the person `looked_at`, unless nothing was observed. The
/// others are taken where the suggestion is ([`accept`]).
pub fn give(answer: &mut Answer, points: u16, suggested: Option<u16>, moments: &[Moment], looked_at: &[Moment]) {
    answer.given = Some(Given::Points(points));
    answer.origin = match suggested {
        Some(it) if it == points => Origin::Accepted,
        Some(it) => Origin::Overruled(it),
        None => Origin::Hand,
    };
    if points > 0 && answer.evidence.is_empty() {
        moments.iter().filter(|it| holds(looked_at, it)).for_each(|it| attach(answer, it.clone()));
    }
}

/// Takes a suggestion: its points with all moments it rests on.
pub fn accept(answer: &mut Answer, points: u16, moments: &[Moment]) {
    give(answer, points, Some(points), moments, &[]);
    moments.iter().for_each(|it| attach(answer, it.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric;
    use crate::domain::scorecard::CardState;
    use crate::domain::scorecard::tests::draft;
    use crate::domain::transcript::Place;

    fn half(metric: &str) -> Option<f64> {
        (metric == "talk-ratio").then_some(0.5)
    }

    #[test]
    fn a_measured_metric_fills_its_item_once() {
        let standard = rubric::standard();
        let mut card = draft();
        assert!(fill(&mut card, &standard, half));
        let answer = card.answer("talk-ratio").unwrap().clone();
        assert!(matches!(answer.given, Some(Given::Points(_))) && answer.origin == Origin::Computed);
        assert!(!fill(&mut card, &standard, half));
    }

    #[test]
    fn what_cannot_be_measured_or_was_judged_or_is_frozen_stays() {
        let standard = rubric::standard();
        let mut card = draft();
        assert!(!fill(&mut card, &standard, |_| None));
        assert_eq!(card.answers, vec![]);
        card.answer_mut("talk-ratio").given = Some(Given::Points(1));
        assert!(!fill(&mut card, &standard, half));
        let mut frozen = Scorecard { state: CardState::Submitted, ..draft() };
        assert!(!fill(&mut frozen, &standard, half));
        assert_eq!(frozen.answers, vec![]);
    }

    #[test]
    fn points_say_whether_they_follow_the_suggestion_and_keep_what_was_looked_at() {
        let moment =
            |segment| Moment { from: Place { segment, offset: 0 }, to: Place { segment, offset: 3 }, at: None, quote: "yes".to_owned() };
        let (all, seen, own) = ([1, 2, 3].map(moment), [moment(2), moment(9)], moment(7));
        let given = |points: u16, suggested: Option<u16>, evidence: &[Moment]| {
            let mut answer = Answer { evidence: evidence.to_vec(), ..Answer::to("agenda") };
            give(&mut answer, points, suggested, &all, &seen);
            (answer.origin, answer.evidence.iter().map(|it| it.from.segment).collect::<Vec<_>>())
        };
        let own = std::slice::from_ref(&own);
        assert_eq!(given(5, Some(5), &[]), (Origin::Accepted, vec![2]));
        assert_eq!(given(5, Some(5), own), (Origin::Accepted, vec![7]));
        assert_eq!(given(3, Some(5), &[]), (Origin::Overruled(5), vec![2]));
        assert_eq!(given(3, Some(5), own), (Origin::Overruled(5), vec![7]));
        assert_eq!(given(0, Some(5), &[]), (Origin::Overruled(5), vec![]));
        assert_eq!(given(3, None, &[]), (Origin::Hand, vec![2]));
        let mut answer = Answer { evidence: own.to_vec(), ..Answer::to("agenda") };
        accept(&mut answer, 5, &all);
        assert_eq!((answer.origin, answer.evidence.len()), (Origin::Accepted, 4), "a suggestion is taken with all it rests on");
    }
}
