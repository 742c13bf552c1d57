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

/// The moments that a person has seen while judging.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Shown beside the item in hand, without being asked for.
    pub shown: Vec<Moment>,
    /// Asked for: the person went there.
    pub asked: Vec<Moment>,
}

impl Seen {
    /// Notes that a moment was seen.
    pub fn note(&mut self, moment: &Moment, is_asked: bool) {
        let all = if is_asked { &mut self.asked } else { &mut self.shown };
        if !holds(all, moment) {
            all.push(moment.clone());
        }
    }

    /// Whether points for `item` rest on a moment by what was seen: on one that was asked for; on one that was merely shown only
    /// where the points are about those suggested for it, within a fifth of the item's. Else the quote would stand for the
    /// contrary of what it was shown for.
    fn holds(&self, moment: &Moment, item: &Item, points: u16, suggested: Option<u16>) -> bool {
        let agrees = suggested.is_none_or(|it| u32::from(it.abs_diff(points)) * 5 <= u32::from(item.points));
        holds(&self.asked, moment) || (agrees && holds(&self.shown, moment))
    }
}

/// Gives an item points where so many were `suggested`, on `moments`. Whatever the points, they are the person's judgement: an
/// item that rests on nothing yet keeps those of the moments that were [`Seen`], unless nothing was observed. The others are
/// taken where the suggestion is ([`accept`]).
pub fn give(answer: &mut Answer, item: &Item, points: u16, suggested: Option<u16>, moments: &[Moment], seen: &Seen) {
    answer.given = Some(Given::Points(points));
    answer.origin = match suggested {
        Some(it) if it == points => Origin::Accepted,
        Some(it) => Origin::Overruled(it),
        None => Origin::Hand,
    };
    if points > 0 && answer.evidence.is_empty() {
        moments.iter().filter(|it| seen.holds(it, item, points, suggested)).for_each(|it| attach(answer, it.clone()));
    }
}

/// Takes a suggestion: its points with all moments it rests on.
pub fn accept(answer: &mut Answer, points: u16, moments: &[Moment]) {
    (answer.given, answer.origin) = (Some(Given::Points(points)), Origin::Accepted);
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
        let (all, own, standard) = ([1, 2, 3].map(moment), moment(7), rubric::standard());
        let mut seen = Seen::default();
        [2, 9, 2].into_iter().for_each(|it| seen.note(&moment(it), false));
        let given = |points: u16, suggested: Option<u16>, evidence: &[Moment]| {
            let mut answer = Answer { evidence: evidence.to_vec(), ..Answer::to("agenda") };
            give(&mut answer, standard.item("agenda").unwrap(), points, suggested, &all, &seen);
            (answer.origin, answer.evidence.iter().map(|it| it.from.segment).collect::<Vec<_>>())
        };
        let own = std::slice::from_ref(&own);
        assert_eq!(given(5, Some(5), &[]), (Origin::Accepted, vec![2]));
        assert_eq!(given(5, Some(5), own), (Origin::Accepted, vec![7]));
        assert_eq!(given(4, Some(5), &[]), (Origin::Overruled(5), vec![2]), "about the same");
        assert_eq!(given(3, Some(5), &[]), (Origin::Overruled(5), vec![]), "it was shown for something else");
        assert_eq!(given(3, Some(5), own), (Origin::Overruled(5), vec![7]));
        assert_eq!(given(0, Some(5), &[]), (Origin::Overruled(5), vec![]));
        assert_eq!(given(3, None, &[]), (Origin::Hand, vec![2]));
        // What was asked for was meant.
        let mut seen = seen.clone();
        seen.note(&moment(3), true);
        let mut answer = Answer::to("agenda");
        give(&mut answer, standard.item("agenda").unwrap(), 1, Some(5), &all, &seen);
        assert_eq!(answer.evidence.iter().map(|it| it.from.segment).collect::<Vec<_>>(), [3]);
        let mut answer = Answer { evidence: own.to_vec(), ..Answer::to("agenda") };
        accept(&mut answer, 5, &all);
        assert_eq!((answer.origin, answer.evidence.len()), (Origin::Accepted, 4), "a suggestion is taken with all it rests on");
    }
}
