//! What a sentence amounts to, where more than one phrase decides: a next step, a commitment, a figure of impact.

use super::figures::{Figure, Of};
use super::hearing::{Heard, Said};
use super::lexicon::Topic;
use super::questions::Asked;
use crate::domain::transcript::Side;

impl Figure {
    /// Whether it tells of a business: a rate, or a quantity that is no date and no trifle.
    pub fn tells(&self) -> bool {
        (self.rated || !self.dated) && (self.rated || self.telling)
    }

    /// Whether it is more than a count of something.
    pub fn weighs(&self) -> bool {
        self.of != Of::Count
    }
}

/// How many turns after a plan a yes may stand and still be a yes to it.
const ANSWERS_WITHIN: usize = 2;

impl Heard {
    /// Whether figures in it are the prospect's own about their business.
    pub fn is_impact(&self, said: &Said) -> bool {
        self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts) && !said.on(Topic::NotImpact)
    }

    /// Whether it names an owner for what is said.
    pub fn has_owner(&self, said: &Said) -> bool {
        said.on(Topic::Owner)
    }

    /// Whether it says when.
    pub fn has_date(&self, said: &Said) -> bool {
        said.on_any(&[Topic::Date, Topic::Time])
    }

    /// Whether it says what happens next. In the middle of a call only with owner and date, for "we can send it" is
    /// mostly talk of the product there; towards the end either will do.
    pub fn is_step(&self, said: &Said) -> bool {
        if said.on(Topic::NotStep) {
            return false;
        }
        let (owner, date) = (self.has_owner(said), self.has_date(said));
        if self.is_late(said) {
            (said.on(Topic::Step) && (owner || date)) || (said.on(Topic::WeakStep) && owner && date)
        } else {
            said.on(Topic::Step) && owner && said.on(Topic::Date)
        }
    }

    /// Whether the prospect agrees to go on: in so many words, or by a yes to a plan just made.
    pub fn is_commitment(&self, said: &Said) -> bool {
        let theirs = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        theirs && self.is_late(said) && (said.on(Topic::Commitment) || (said.on(Topic::Agreement) && self.follows_plan(said)))
    }

    /// Whether one of the turns just before is ours and makes a plan or asks for agreement to one.
    fn follows_plan(&self, said: &Said) -> bool {
        (said.turn.saturating_sub(ANSWERS_WITHIN)..said.turn).any(|turn| {
            let ours = self.voices.get(turn).is_some_and(|it| it.side == Side::Ours);
            ours && self.end_before(turn, said, 4).any(|it| self.is_step(it) || (it.on(Topic::Confirm) && self.is_late(it)))
        })
    }

    /// The last `n` sentences of `turn` that were said before `said`, latest first: a turn may go on after a short
    /// answer to it.
    pub fn end_before<'a>(&'a self, turn: usize, said: &Said, n: usize) -> impl Iterator<Item = &'a Said> + use<'a> {
        let from = said.from;
        self.of_turn(turn).iter().rev().filter(move |it| it.from < from).take(n)
    }
}
