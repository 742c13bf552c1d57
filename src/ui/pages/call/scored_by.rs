//! By which rubric the call's cards are scored.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::rubric::choose::{Choice, Facts, beside, choose, newest};
use crate::domain::scorecard::Scorecard;
use crate::domain::scorecard::place::common;
use crate::ui::components::scroll::to_element;

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

    /// The newest version of every rubric that the shown card can be by.
    pub fn newest(self) -> Vec<Rubric> {
        let known = self.known();
        let of = if self.card.with(|it| self.is_beside(&it.body)) { beside(&known) } else { newest(&known) };
        of.into_iter().cloned().collect()
    }

    /// Gives a draft that nobody has written in the rubric that fits the call, and in the sample its scorer.
    pub(super) fn begin(self) {
        let (role, scorer) = self.card.with_untracked(|it| (it.body.role, it.body.scorer));
        if let Some(scorer) = self.tried_out_as(role).filter(|_| scorer.is_none()) {
            self.card.update(|it| it.body.scorer = Some(scorer));
        }
        let known = self.known();
        let (id, level) = untrack(|| (self.call.get(), self.standing().map(|it| it.level)));
        let facts = Facts { kind: &id.body.kind, level, segments: &id.body.tags, duration: id.body.duration };
        let (chosen, asked) = match choose(&known, &facts) {
            Choice::One(one) => (Some(one), Vec::new()),
            Choice::Ask(many) => (many.first().copied(), many.iter().map(|it| it.reference()).collect()),
        };
        // A further card is there to be compared with the others.
        let scoring = |it: &&Record<Scorecard>| !self.is_beside(&it.body);
        let common = self.cards.with_untracked(|all| common(&all.iter().filter(scoring).map(|it| &it.body).collect::<Vec<_>>()));
        if let Some(rubric) = common {
            self.asked.set(Vec::new());
            return self.card.update(|it| it.body.rubric = rubric);
        }
        self.asked.set(asked);
        if let Some(rubric) = chosen {
            self.card.update(|it| it.body.rubric = rubric.reference());
        }
    }
}

impl Review {
    /// Whether it must first be said by which rubric the shown draft is scored; then that is asked, where it is chosen.
    pub(super) fn asks_rubric(self) -> bool {
        let asks = self.asked.with_untracked(|it| !it.is_empty());
        if asks {
            self.session.hint("More than one rubric fits this call: choose one first.");
            self.pane.set("card");
            to_element(CHOICE.to_owned());
        }
        asks
    }
}

/// The id of the field in which the rubric is chosen.
pub(super) const CHOICE: &str = "rubric-choice";

/// The rubric of a card: one that came in a file, or a shipped one; the standard one where neither is known.
pub(super) fn rubric_of(known: &[Record<Rubric>], card: &Scorecard) -> Rubric {
    known
        .iter()
        .find(|it| it.body.reference() == card.rubric)
        .map(|it| it.body.clone())
        .or_else(|| crate::domain::rubric::find(&card.rubric))
        .unwrap_or_else(crate::domain::rubric::standard)
}
