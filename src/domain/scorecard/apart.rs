//! Which scored calls stay out of averages, and why (handbook §2, §3).

use super::Scorecard;
use super::score::Score;
use crate::domain::call::Call;
use crate::domain::record::Record;
use crate::domain::rubric::{Purpose, Rubric, RubricRef, shipped};

/// Why a scored call is shown apart from averages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// It was picked by hand, so it says nothing of other calls.
    HandPicked,
    /// Under 70% of the points apply.
    Partial,
    /// Nothing applies: there is no score.
    NoScore,
    /// Nobody knows when it was.
    NoDate,
}

impl Apart {
    /// In a word or two, beside a score.
    pub fn label(self) -> &'static str {
        match self {
            Self::HandPicked => "hand-picked",
            Self::Partial => "partial",
            Self::NoScore => "no score",
            Self::NoDate => "no date",
        }
    }

    /// As a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::HandPicked => "Picked by hand: it stays out of averages, which are of calls picked by chance.",
            Self::Partial => "Partial card: less than 70% of the points apply, so it stays out of averages.",
            Self::NoScore => "No score: nothing applies to this call.",
            Self::NoDate => "The call has no date, so it has no place in an average over time.",
        }
    }
}

/// Why the score of `call` stays out of averages, the strongest reason first; `None` where it counts.
pub fn why_apart(call: &Call, score: &Score) -> Option<Apart> {
    match () {
        () if score.total().is_none() => Some(Apart::NoScore),
        () if !call.picked.counts() => Some(Apart::HandPicked),
        () if score.is_partial() => Some(Apart::Partial),
        () if call.started_at.is_none() => Some(Apart::NoDate),
        () => None,
    }
}

/// Whether a card's rubric scores calls: a diagnostic or a check of a method is never the score of a call. One whose
/// rubric is not known is taken to.
pub fn scores_calls(rubric: Option<&Rubric>) -> bool {
    rubric.is_none_or(|it| it.purpose == Purpose::Score)
}

/// Whether a card's rubric scores calls, where `own` are the rubrics beside the shipped ones.
pub fn scoring(own: &[Record<Rubric>]) -> impl Fn(&Scorecard) -> bool + use<> {
    let known = own.iter().map(|it| it.body.clone()).chain(shipped());
    let beside: Vec<RubricRef> = known.filter(|it| !scores_calls(Some(it))).map(|it| it.reference()).collect();
    move |card| !beside.contains(&card.rubric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Picked;
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::score::score;
    use crate::domain::scorecard::tests::{not_applicable, points};

    #[track_caller]
    fn check(picked: Picked, dated: bool, applicable: usize, expected: Option<Apart>) {
        let call: Call = serde_json::from_value(serde_json::json!({
            "id": "01JD0000000000000000000100", "title": "A call", "kind": "demo", "picked": picked,
            "started_at": dated.then_some("2026-11-12T10:00:00Z"),
        }))
        .unwrap();
        let standard = standard();
        let answers: Vec<_> = standard
            .items()
            .enumerate()
            .map(|(at, it)| if at < applicable { points(&it.key, 1) } else { not_applicable(&it.key) })
            .collect();
        assert_eq!(why_apart(&call, &score(&standard, &answers)), expected);
    }

    #[test]
    fn only_calls_picked_by_chance_with_enough_of_a_score_and_a_date_count() {
        check(Picked::Random, true, 19, None);
        for picked in [Picked::WentWell, Picked::Struggled, Picked::Manager, Picked::Flagged] {
            check(picked, true, 19, Some(Apart::HandPicked));
        }
        check(Picked::Random, true, 13, None);
        check(Picked::Random, true, 12, Some(Apart::Partial));
        check(Picked::Random, false, 19, Some(Apart::NoDate));
        check(Picked::WentWell, false, 0, Some(Apart::NoScore));
    }
}
