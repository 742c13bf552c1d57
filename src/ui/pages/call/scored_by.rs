//! By which rubric the call's cards are scored.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::rubric::choose::{Choice, Facts, choose};
use crate::domain::scorecard::Scorecard;

impl Review {
    /// The rubric a card of this call was scored by.
    pub fn rubric_of(self, card: &Scorecard) -> Rubric {
        self.rubrics.with_value(|known| rubric_of(known, card))
    }

    /// Every rubric that is known: shipped, and the team's own.
    pub fn known(self) -> Vec<Rubric> {
        let own = self.rubrics.with_value(|it| it.iter().map(|it| it.body.clone()).collect::<Vec<_>>());
        own.into_iter().chain(crate::domain::rubric::shipped()).collect()
    }

    /// The newest version of every rubric a call can be scored by.
    pub fn newest(self) -> Vec<Rubric> {
        crate::domain::rubric::choose::newest(&self.known()).into_iter().cloned().collect()
    }

    /// Gives a draft that nobody has written in the rubric that fits the call.
    pub(super) fn begin(self) {
        let known = self.known();
        let (id, level) = untrack(|| (self.call.get(), self.standing().map(|it| it.level)));
        let facts = Facts { kind: &id.body.kind, level, segments: &id.body.tags, duration: id.body.duration };
        let (chosen, asked) = match choose(&known, &facts) {
            Choice::One(one) => (Some(one), 1),
            Choice::Ask(many) => (many.first().copied(), many.len()),
        };
        self.asked.set(asked);
        if let Some(rubric) = chosen {
            self.card.update(|it| it.body.rubric = rubric.reference());
        }
    }
}

/// The rubric of a card: one that came in a file, or a shipped one; the standard one where neither is known.
pub(super) fn rubric_of(known: &[Record<Rubric>], card: &Scorecard) -> Rubric {
    known
        .iter()
        .find(|it| it.body.reference() == card.rubric)
        .map(|it| it.body.clone())
        .or_else(|| crate::domain::rubric::find(&card.rubric))
        .unwrap_or_else(crate::domain::rubric::standard)
}
