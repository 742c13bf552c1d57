//! What a card fills in by itself, and where given points come from.

use super::{Given, Origin, Scorecard};
use crate::domain::rubric::{ItemKind, Rubric};

/// Fills in the computed items that nobody has judged, with the points `suggested` for an item by its key (`None` where
/// it cannot be measured). A frozen card stays as it is. Tells whether anything changed.
pub fn fill(card: &mut Scorecard, rubric: &Rubric, suggested: impl Fn(&str) -> Option<u16>) -> bool {
    let mut has_changed = false;
    if card.is_frozen() {
        return false;
    }
    for item in rubric.items().filter(|it| matches!(it.kind, ItemKind::Computed { .. })) {
        let Some(points) = suggested(&item.key) else { continue };
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
    use chrono::DateTime;

    use super::*;
    use crate::domain::id::{CallId, CardId, RawId};
    use crate::domain::rubric;
    use crate::domain::scorecard::{CardRole, CardState};

    fn draft() -> Scorecard {
        Scorecard {
            id: CardId(RawId::new(0, 1)),
            call: CallId(RawId::new(0, 2)),
            rubric: rubric::standard().reference(),
            role: CardRole::Manager,
            scorer: None,
            state: CardState::Draft,
            created_at: DateTime::UNIX_EPOCH,
            submitted_at: None,
            answers: vec![],
            focus: None,
            note: String::new(),
        }
    }

    fn six(item: &str) -> Option<u16> {
        (item == "talk-ratio").then_some(6)
    }

    #[test]
    fn a_measured_metric_fills_its_item_once() {
        let standard = rubric::standard();
        let mut card = draft();
        assert!(fill(&mut card, &standard, six));
        let answer = card.answer("talk-ratio").unwrap().clone();
        assert_eq!((answer.given, answer.origin), (Some(Given::Points(6)), Origin::Computed));
        assert!(!fill(&mut card, &standard, six));
    }

    #[test]
    fn what_cannot_be_measured_or_was_judged_or_is_frozen_stays() {
        let standard = rubric::standard();
        let mut card = draft();
        assert!(!fill(&mut card, &standard, |_| None));
        assert_eq!(card.answers, vec![]);
        card.answer_mut("talk-ratio").given = Some(Given::Points(1));
        assert!(!fill(&mut card, &standard, six));
        let mut frozen = Scorecard { state: CardState::Submitted, ..draft() };
        assert!(!fill(&mut frozen, &standard, six));
        assert_eq!(frozen.answers, vec![]);
    }

    #[test]
    fn points_say_whether_they_follow_the_suggestion() {
        assert_eq!([origin(3, Some(3)), origin(3, Some(5)), origin(3, None)], [Origin::Accepted, Origin::Overruled(5), Origin::Hand]);
    }
}
