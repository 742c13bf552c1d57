//! How a rep is doing: official scores over time, their average with its uncertainty, and where points are lost.

use crate::domain::order;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::call::Call;
use super::id::{CallId, PersonId};
use super::record::Record;
use super::rubric::{Category, Rubric, RubricRef};
use super::scorecard::apart::{Apart, scores_calls, why_apart};
use super::scorecard::score::{Score, score};
use super::scorecard::{CardRole, Scorecard, latest, official};
use super::stats::Mean;

/// One scored call of a rep.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The call.
    pub call: CallId,
    /// When it was held.
    pub at: DateTime<Utc>,
    /// The official total, percent.
    pub total: f64,
    /// The rep's own total, percent, where a self-assessment was submitted.
    pub own: Option<f64>,
    /// What it was scored by: a trend breaks where this changes ([`super::rubric::version::breaks`]).
    pub rubric: RubricRef,
    /// Each category of that rubric: its key, points earned and applicable.
    pub categories: Vec<(String, u32, u32)>,
}

/// How a rep is doing.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Calls that count: official, complete enough, picked by chance. By date.
    pub counted: Vec<Scored>,
    /// Scored calls that stay out of the average, with their total, percent, and why.
    pub apart: Vec<(CallId, f64, Apart)>,
    /// What the rep gave the own calls that no manager has scored, percent, by date.
    pub alone: Vec<f64>,
}

impl Progress {
    /// The average of the last `most` counted calls.
    pub fn average(&self, most: usize) -> Option<Mean> {
        let totals: Vec<f64> = self.recent(most).iter().map(|it| it.total).collect();
        Mean::of(&totals).map(|it| it.on_scale(0.0, 100.0))
    }

    /// The average of the last `most` self-assessments that stand alone.
    pub fn average_alone(&self, most: usize) -> Option<Mean> {
        let recent = self.alone.get(self.alone.len().saturating_sub(most)..)?;
        Mean::of(recent).map(|it| it.on_scale(0.0, 100.0))
    }

    /// The official total of a call, percent, and why it stays apart where it does.
    pub fn total_of(&self, call: CallId) -> Option<(f64, Option<Apart>)> {
        let counted = self.counted.iter().find(|it| it.call == call).map(|it| (it.total, None));
        counted.or_else(|| self.apart.iter().find(|it| it.0 == call).map(|it| (it.1, Some(it.2))))
    }

    /// Whether the means of [`Self::categories`] are scaled: some items of the last `most` calls did not apply.
    pub fn is_scaled(&self, rubric: &Rubric, most: usize) -> bool {
        let full = |key: &str| rubric.categories.iter().find(|it| it.key == key).map(Category::points);
        let parts = self.recent(most).iter().flat_map(|it| &it.categories);
        parts.filter(|it| it.2 > 0).any(|it| full(&it.0).is_some_and(|points| points != it.2))
    }

    /// The last `most` counted calls, by date.
    pub fn recent(&self, most: usize) -> &[Scored] {
        &self.counted[self.counted.len().saturating_sub(most)..]
    }

    /// Self minus official over the last `most` calls that have both: above 0 the rep rates the own calls higher.
    pub fn perception_gap(&self, most: usize) -> Option<Mean> {
        let gaps: Vec<f64> = self.recent(most).iter().filter_map(|it| Some(it.own? - it.total)).collect();
        Mean::of(&gaps)
    }

    /// The rubrics that the last `most` counted calls were scored by, each in the version used last; the one of most calls
    /// first, of as many the one used last.
    pub fn rubrics(&self, most: usize) -> Vec<RubricRef> {
        let mut found: Vec<(usize, RubricRef)> = Vec::new();
        for scored in self.recent(most).iter().rev() {
            match found.iter_mut().find(|it| it.1.key == scored.rubric.key) {
                Some(it) => it.0 += 1,
                None => found.push((1, scored.rubric.clone())),
            }
        }
        order::sort_by_key(&mut found, |it| std::cmp::Reverse(it.0));
        found.into_iter().map(|it| it.1).collect()
    }

    /// What of the last `most` counted calls was scored by `rubric`, in any version: what another asks is not the same.
    pub fn by(&self, rubric: &RubricRef, most: usize) -> Self {
        let counted = self.recent(most).iter().filter(|it| it.rubric.key == rubric.key).cloned().collect();
        Self { counted, apart: Vec::new(), alone: Vec::new() }
    }

    /// Points earned and possible per category of `rubric`, as means over the last `most` counted calls in which it applied,
    /// matched by key: other versions of it may have others.
    pub fn categories(&self, rubric: &Rubric, most: usize) -> Vec<Option<(f64, u32)>> {
        let recent = self.recent(most);
        let mean_of = |key: &str, points: u32| {
            let parts: Vec<f64> = recent
                .iter()
                .filter_map(|it| it.categories.iter().find(|it| it.0 == key))
                .filter(|(_, _, applicable)| *applicable > 0)
                .map(|(_, earned, applicable)| f64::from(*earned) / f64::from(*applicable) * f64::from(points))
                .collect();
            Mean::of(&parts).map(|it| (it.mean, points))
        };
        rubric.categories.iter().map(|it| mean_of(&it.key, it.points())).collect()
    }
}

/// The progress over `calls` (of one rep) and their cards. `rubric_of` finds the rubric a card was scored by.
pub fn progress<'a>(
    calls: impl IntoIterator<Item = (&'a Call, Vec<&'a Scorecard>)>,
    rubric_of: impl Fn(&Scorecard) -> Option<&'a Rubric>,
) -> Progress {
    let mut found = Progress { counted: Vec::new(), apart: Vec::new(), alone: Vec::new() };
    let mut alone = Vec::new();
    let result = |card: &Scorecard| -> Option<Score> { rubric_of(card).map(|it| score(it, &card.answers)) };
    for (call, cards) in calls {
        // A diagnostic or a check of a method stands beside the score of the call.
        let scoring = || cards.iter().copied().filter(|it| scores_calls(rubric_of(it)));
        let Some(card) = official(scoring()) else {
            let own = latest(scoring(), CardRole::Own).and_then(|it| result(it)?.total());
            alone.extend(call.started_at.zip(own));
            continue;
        };
        let Some((sum, total)) = result(card).and_then(|it| it.total().map(|total| (it, total))) else { continue };
        let at = match (why_apart(call, &sum), call.started_at) {
            (None, Some(at)) => at,
            (why, _) => {
                found.apart.push((call.id, total, why.unwrap_or(Apart::NoDate)));
                continue;
            }
        };
        let own = latest(scoring(), CardRole::Own);
        found.counted.push(Scored {
            call: call.id,
            at,
            total,
            own: own.and_then(|it| result(it)?.total()),
            rubric: card.rubric.clone(),
            categories: parts(rubric_of(card), &sum),
        });
    }
    order::sort_by_key(&mut found.counted, |it| (it.at, it.call));
    order::sort_by_key(&mut alone, |it| it.0);
    found.alone = alone.into_iter().map(|it| it.1).collect();
    found
}

/// Each category's key with its points.
fn parts(rubric: Option<&Rubric>, sum: &Score) -> Vec<(String, u32, u32)> {
    let categories = rubric.map(|it| it.categories.as_slice()).unwrap_or_default();
    categories.iter().zip(&sum.categories).map(|(it, part)| (it.key.clone(), part.earned, part.applicable)).collect()
}

/// Cards by their call.
pub type CardsByCall<'a> = HashMap<CallId, Vec<&'a Scorecard>>;

/// Sorts cards to their calls, once for all reps.
pub fn by_call(cards: &[Record<Scorecard>]) -> CardsByCall<'_> {
    let mut found: CardsByCall<'_> = HashMap::new();
    for card in cards {
        found.entry(card.body.call).or_default().push(&card.body);
    }
    found
}

/// The progress of one rep.
pub fn progress_of(rep: PersonId, calls: &[Record<Call>], cards: &CardsByCall<'_>, rubrics: &[Rubric]) -> Progress {
    let own = calls.iter().map(|it| &it.body).filter(|it| it.rep == Some(rep));
    let with_cards = own.map(|call| (call, cards.get(&call.id).cloned().unwrap_or_default()));
    progress(with_cards, |card| rubrics.iter().find(|it| it.key == card.rubric.key && it.version == card.rubric.version))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Picked;
    use crate::domain::id::{CardId, RawId};
    use crate::domain::rubric;
    use crate::domain::scorecard::{Answer, CardState, Given, Origin};

    fn call(n: u64, picked: Picked) -> Call {
        serde_json::from_value(serde_json::json!({
            "id": RawId::new(n, 0), "title": "A call", "kind": "demo", "started_at": format!("2026-11-{:02}T10:00:00Z", n), "picked": picked,
        }))
        .unwrap()
    }

    fn card(call: &Call, role: CardRole, part: f64) -> Scorecard {
        let standard = rubric::shipped().remove(0);
        let answers = standard.items().map(|it| Answer {
            item: it.key.clone(),
            given: Some(Given::Points((f64::from(it.points) * part).round() as u16)),
            origin: Origin::Hand,
            evidence: vec![],
            comment: String::new(),
        });
        let id = CardId(RawId::new(9, 9));
        Scorecard {
            state: CardState::Submitted,
            submitted_at: Some(DateTime::default()),
            answers: answers.collect(),
            ..Scorecard::draft(id, call.id, standard.reference(), role, DateTime::default())
        }
    }

    fn of(cards: &[(Call, Vec<Scorecard>)]) -> Progress {
        let standard = rubric::shipped().remove(0);
        progress(cards.iter().map(|(call, cards)| (call, cards.iter().collect())), |_| Some(&standard))
    }

    #[test]
    fn hand_picked_calls_stay_out_of_the_average_and_are_counted_apart() {
        let (a, b) = (call(1, Picked::Random), call(2, Picked::WentWell));
        let found = of(&[(b.clone(), vec![card(&b, CardRole::Manager, 1.0)]), (a.clone(), vec![card(&a, CardRole::Manager, 0.6)])]);
        assert_eq!(found.average(10).unwrap().mean, 60.0);
        assert_eq!((found.total_of(b.id), found.total_of(a.id)), (Some((100.0, Some(Apart::HandPicked))), Some((60.0, None))));
    }

    #[test]
    fn only_the_managers_card_is_official_and_the_own_one_makes_the_gap() {
        let (a, b) = (call(1, Picked::Random), call(2, Picked::Random));
        let found = of(&[
            (a.clone(), vec![card(&a, CardRole::Manager, 0.4), card(&a, CardRole::Own, 0.8)]),
            (b.clone(), vec![card(&b, CardRole::Own, 1.0), card(&b, CardRole::Peer, 1.0)]),
        ]);
        assert_eq!((found.counted.len(), found.average(10).unwrap().mean, found.perception_gap(10).unwrap().mean), (1, 40.0, 40.0));
        assert_eq!((found.alone.as_slice(), found.average_alone(10).map(|it| it.mean)), ([100.0].as_slice(), Some(100.0)));
        assert_eq!(of(&[]).average_alone(10), None);
    }

    #[test]
    fn categories_are_means_of_their_points() {
        let a = call(1, Picked::Random);
        let found = of(&[(a.clone(), vec![card(&a, CardRole::Manager, 0.6)])]);
        let standard = rubric::shipped().remove(0);
        assert_eq!(found.categories(&standard, 5)[0], Some((9.0, 15)));
        assert!(!found.is_scaled(&standard, 5));
        let mut lacking = card(&a, CardRole::Manager, 0.6);
        lacking.answers[0].given = Some(Given::NotApplicable("was not said".to_owned()));
        assert!(of(&[(a, vec![lacking])]).is_scaled(&standard, 5), "an item that did not apply");
    }

    #[test]
    fn a_diagnostic_of_a_call_is_never_its_score() {
        let a = call(1, Picked::Random);
        let diagnostic = rubric::shipped().into_iter().find(|it| it.purpose == rubric::Purpose::Diagnostic).unwrap();
        let rated = Scorecard {
            rubric: diagnostic.reference(),
            submitted_at: Some(DateTime::from_timestamp(9, 0).unwrap()),
            ..card(&a, CardRole::Manager, 0.0)
        };
        let rubrics = [rubric::standard(), diagnostic];
        let by = |card: &Scorecard| rubrics.iter().find(|it| it.reference() == card.rubric);
        let cards = [card(&a, CardRole::Manager, 0.6), rated];
        let found = progress([(&a, cards.iter().collect())], by);
        assert_eq!(found.average(5).unwrap().mean, 60.0);
    }

    #[test]
    fn where_points_are_lost_is_told_for_each_rubric_apart() {
        let calls = [call(1, Picked::Random), call(2, Picked::Random), call(3, Picked::Random)];
        let briefing = rubric::shipped().remove(1);
        let answers: Vec<Answer> = briefing.items().map(|it| Answer { given: Some(Given::Points(0)), ..Answer::to(&it.key) }).collect();
        let mut cards: Vec<Scorecard> = calls.iter().map(|it| card(it, CardRole::Manager, 1.0)).collect();
        cards[1] = Scorecard { rubric: briefing.reference(), answers, ..cards[1].clone() };
        let rubrics = [rubric::standard(), briefing];
        let by = |card: &Scorecard| rubrics.iter().find(|it| it.reference() == card.rubric);
        let found = progress(calls.iter().zip(&cards).map(|(call, card)| (call, vec![card])), by);
        assert_eq!(found.rubrics(5), [rubrics[0].reference(), rubrics[1].reference()]);
        let means = |rubric: &Rubric| -> Vec<Option<f64>> {
            found.by(&rubric.reference(), 5).categories(rubric, 5).into_iter().map(|it| it.map(|it| it.0)).collect()
        };
        assert_eq!(means(&rubrics[0]), [Some(15.0), Some(30.0), Some(20.0), Some(15.0), Some(20.0)]);
        assert!(means(&rubrics[1]).iter().all(|it| *it == Some(0.0)));
    }
}
