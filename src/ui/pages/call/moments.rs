//! The moment shown in the transcript: for whom it is shown, and the way through those of the item in hand.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::scorecard::evidence::{after, moments};
use crate::domain::transcript::Moment;
use crate::domain::transcript::find::around;

/// For whom a moment is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The person went there.
    #[default]
    Person,
    /// It was searched for: a word or two of a sentence.
    Found,
    /// The item of this key.
    Item(String),
    /// The same, and the person asked for it: until the card is changed it can be attached to another item too.
    Asked(String),
}

impl Review {
    /// Shows a moment in the transcript, or none.
    pub fn point_at(self, moment: Option<Moment>, by: By) {
        if let (By::Item(_) | By::Asked(_), Some(moment)) = (&by, &moment) {
            self.seen.update_value(|it| it.note(moment, matches!(by, By::Asked(_))));
        }
        self.by.set_value(by);
        self.jump.set(moment);
    }

    /// The moments an item rests on, or would, in the order of the call.
    pub fn moments_of(self, item: &str) -> Vec<Moment> {
        let suggested = self.suggestion(item).map(|it| it.moments).unwrap_or_default();
        self.card.with(|it| moments(it.body.answer(item), &suggested))
    }

    /// Which of an item's moments is shown, counted from 1, of how many; `None` where it is none of them.
    pub fn place_of(self, item: &str) -> Option<(usize, usize)> {
        let all = self.moments_of(item);
        let at = self.jump.with(|now| now.as_ref().and_then(|now| all.iter().position(|it| it.from == now.from && it.to == now.to)))?;
        Some((at + 1, all.len()))
    }

    /// Goes to the item's next moment, or the one before.
    pub fn next_moment(self, item: &str, forward: bool) {
        let all = untrack(|| self.moments_of(item));
        match self.jump.with_untracked(|now| after(&all, now.as_ref(), forward)) {
            Some(at) => self.go_to(all[at].clone(), By::Asked(item.to_owned())),
            None => self.session.hint("No moment is attached to this item or suggested for it."),
        }
    }

    /// Shows the first moment of the item in hand beside the card, unless the call is being played.
    pub fn follow_item(self) {
        if !self.player.playing.get_untracked() {
            let Some(item) = self.active.get_untracked() else { return };
            let first = untrack(|| self.moments_of(&item)).into_iter().next();
            self.point_at(first, By::Item(item));
        }
    }

    /// The card has changed: a moment that was asked for is its item's.
    pub fn settle_moment(self) {
        self.by.update_value(|it| {
            if let By::Asked(item) = it {
                *it = By::Item(std::mem::take(item));
            }
        });
    }

    /// The moment shown, as evidence for an item: of what was searched for the sentence. What is shown for another item is
    /// not meant.
    pub fn moment_for(self, item: &str) -> Option<Moment> {
        let moment = self.jump.get_untracked()?;
        match self.by.get_value() {
            By::Item(of) if of != item => None,
            By::Found => Some(self.sentence_around(&moment).unwrap_or(moment)),
            By::Person | By::Item(_) | By::Asked(_) => Some(moment),
        }
    }

    fn sentence_around(self, found: &Moment) -> Option<Moment> {
        self.analysis.with_untracked(|it| {
            let turn = it.turns.iter().find(|it| it.segments.contains(&found.from.segment))?;
            self.transcript.with_untracked(|it| around(&it.as_ref()?.body, turn, found))
        })
    }
}
