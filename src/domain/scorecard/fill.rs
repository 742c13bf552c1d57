//! What a card fills in by itself, and where given points come from.

use super::{Given, Origin, Scorecard};
use crate::domain::rubric::{Item, ItemKind, Rubric};

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

/// Where points given by a person come from, by what was suggested.
pub fn origin(points: u16, suggested: Option<u16>) -> Origin {
    match suggested {
        Some(it) if it == points => Origin::Accepted,
        Some(it) => Origin::Overruled(it),
        None => Origin::Hand,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric;
    use crate::domain::scorecard::CardState;
    use crate::domain::scorecard::tests::draft;

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
    fn points_say_whether_they_follow_the_suggestion() {
        assert_eq!([origin(3, Some(3)), origin(3, Some(5)), origin(3, None)], [Origin::Accepted, Origin::Overruled(5), Origin::Hand]);
    }
}
