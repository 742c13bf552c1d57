//! Disputes: a rep proposes other values for a card, with reason and evidence; its scorer rules. The dispute stands on
//! the rep's card, the ruling on the disputed one, and the original is kept.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::first::{Scores, Sight, Viewer, sight};
use super::{Answer, CardRole, Given, Origin, Scorecard};
use crate::domain::id::{CardId, PersonId};
use crate::domain::rubric::Rubric;
use crate::domain::transcript::Moment;

/// Another value for one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Key of the item.
    pub item: String,
    /// What should be given.
    pub given: Given,
    /// What that rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Moment>,
}

impl Proposal {
    /// Whether a card by `rubric` can hold it.
    fn holds(&self, rubric: &Rubric) -> bool {
        rubric.item(&self.item).is_some_and(|item| self.given.holds(item))
    }
}

/// What somebody holds against a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The card.
    pub card: CardId,
    /// When it was raised: tells it from others of the same card.
    pub at: DateTime<Utc>,
    /// Why; never empty.
    pub reason: String,
    /// The values proposed, at most one an item.
    pub proposed: Vec<Proposal>,
}

impl Dispute {
    /// Proposes `given` for an item of the disputed `card`, in the place of what was proposed before, with its evidence.
    /// Nothing, or what stands on the card, takes the proposal away.
    pub fn propose(&mut self, card: &Scorecard, item: &str, given: Option<Given>) {
        let stands = card.answer(item).and_then(|it| it.given.as_ref());
        let given = given.filter(|it| !stands.is_some_and(|was| was.is_same(it)));
        match (self.proposed.iter_mut().find(|it| it.item == item), given) {
            (Some(before), Some(given)) => before.given = given,
            (None, Some(given)) => self.proposed.push(Proposal { item: item.to_owned(), given, evidence: Vec::new() }),
            (_, None) => self.proposed.retain(|it| it.item != item),
        }
    }
}

/// What became of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every proposed value was taken.
    Accepted,
    /// Some were.
    Partly,
    /// None was.
    Rejected,
}

impl Outcome {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accepted => "Accepted",
            Self::Partly => "Partly accepted",
            Self::Rejected => "Rejected",
        }
    }
}

/// The answer to a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// When the dispute was raised ([`Dispute::at`]).
    pub dispute: DateTime<Utc>,
    /// When it was ruled on.
    pub at: DateTime<Utc>,
    /// Who ruled, where that is a known person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Keys of the items whose values were taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
}

/// What the scorer of a disputed card decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Keys of the items whose proposed values are taken.
    pub accepted: Vec<String>,
    /// Why.
    pub why: String,
    /// Who decides, where that is a known person.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Where a card stands, disputes included (handbook §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Being written.
    Draft,
    /// Frozen.
    Submitted,
    /// Somebody holds something against it that is not ruled on.
    Disputed,
    /// Every dispute is ruled on; the original is kept.
    Resolved,
}

/// Why a dispute cannot be raised, as a sentence; `None` where it can.
pub fn why_not_raise(dispute: &Dispute, card: &Scorecard, rubric: &Rubric) -> Option<&'static str> {
    let given = |it: &Proposal| card.answer(&it.item).and_then(|it| it.given.as_ref());
    let changes = |it: &Proposal| !given(it).is_some_and(|was| was.is_same(&it.given));
    match () {
        () if dispute.card != card.id => Some("The dispute is of another card."),
        () if !card.is_frozen() => Some("A draft can still change: wait until it is submitted."),
        () if dispute.reason.trim().is_empty() => Some("Say why: a dispute needs a reason."),
        () if dispute.proposed.is_empty() => Some("Propose a value for one item or more."),
        () if !dispute.proposed.iter().all(|it| it.holds(rubric)) => Some("A proposed value does not fit its item."),
        () if !dispute.proposed.iter().all(changes) => Some("A proposed value is the one that was given: take it away."),
        () => None,
    }
}

/// The disputes of `card` that are not ruled on, from the `cards` of its call, oldest first.
pub fn open<'a>(card: &Scorecard, cards: impl IntoIterator<Item = &'a Scorecard>) -> Vec<&'a Dispute> {
    let ruled = |it: &Dispute| card.rulings.iter().any(|ruling| ruling.dispute == it.at);
    let mut open: Vec<&Dispute> = cards.into_iter().flat_map(|it| &it.disputes).filter(|it| it.card == card.id && !ruled(it)).collect();
    crate::domain::order::sort_by_key(&mut open, |it| it.at);
    open
}

/// Where `card` stands among the `cards` of its call.
pub fn standing<'a>(card: &Scorecard, cards: impl IntoIterator<Item = &'a Scorecard>) -> Standing {
    match () {
        () if !card.is_frozen() => Standing::Draft,
        () if !open(card, cards).is_empty() => Standing::Disputed,
        () if card.rulings.is_empty() => Standing::Submitted,
        () => Standing::Resolved,
    }
}

/// Whether `viewer` may hold something against `card`: the rep against the manager's submitted card, as soon as it may be
/// seen; where nobody has said who looks, whoever does. One dispute is open at a time.
pub fn may_raise(viewer: Viewer, card: &Scorecard, cards: &[&Scorecard], scores: Scores<'_>) -> bool {
    let is_manager_s = card.role == CardRole::Manager && card.is_frozen();
    let is_rep = viewer.role == CardRole::Own || viewer.person.is_none();
    is_manager_s && is_rep && sight(viewer, card, cards, scores) != Sight::OwnFirst && open(card, cards.iter().copied()).is_empty()
}

/// The disputes of `card`, from the `cards` of its call that may be seen, oldest first, each with what became of it.
pub fn disputes<'a>(card: &'a Scorecard, cards: &[&'a Scorecard]) -> Vec<(&'a Scorecard, &'a Dispute, Option<&'a Ruling>)> {
    let of = |by: &&'a Scorecard| by.disputes.iter().map(|it| (*by, it)).collect::<Vec<_>>();
    let ruling = |it: &Dispute| card.rulings.iter().find(|ruling| ruling.dispute == it.at);
    let all = cards.iter().flat_map(of).filter(|it| it.1.card == card.id);
    let mut found: Vec<_> = all.map(|(by, it)| (by, it, ruling(it))).collect();
    crate::domain::order::sort_by_key(&mut found, |it| it.1.at);
    found
}

/// What was given for an item at submission, where a ruling changed it.
pub fn before<'a>(card: &'a Scorecard, item: &str) -> Option<&'a Answer> {
    let was = card.original.iter().find(|it| it.item == item)?;
    (card.answer(item).map(|it| &it.given) != Some(&was.given)).then_some(was)
}

/// Takes a ruling back: the judgement is again what it was before, as kept in `was`.
pub fn unrule(card: &mut Scorecard, dispute: DateTime<Utc>, was: &Scorecard) {
    card.rulings.retain(|it| it.dispute != dispute);
    card.answers.clone_from(&was.answers);
    card.original.clone_from(&was.original);
}

/// Rules on `dispute`: the accepted values take the place of those given, the evidence is added, and the judgement as
/// submitted is kept. A proposed value that does not fit `rubric`, the card's, is never taken. Gives the outcome;
/// nothing happens to a card the dispute is not of, to a draft, or where it is ruled on already.
pub fn rule(card: &mut Scorecard, rubric: &Rubric, dispute: &Dispute, decision: Decision) -> Option<Outcome> {
    let Decision { accepted, why, by, at } = decision;
    if dispute.card != card.id || !card.is_frozen() || card.rulings.iter().any(|it| it.dispute == dispute.at) {
        return None;
    }
    let taken: Vec<&Proposal> = dispute.proposed.iter().filter(|it| accepted.contains(&it.item) && it.holds(rubric)).collect();
    let outcome = match taken.len() {
        0 => Outcome::Rejected,
        n if n == dispute.proposed.len() => Outcome::Accepted,
        _ => Outcome::Partly,
    };
    if !taken.is_empty() && card.original.is_empty() {
        card.original = card.answers.clone();
    }
    for proposal in &taken {
        take(card.answer_mut(&proposal.item), proposal);
    }
    let accepted = taken.iter().map(|it| it.item.clone()).collect();
    card.rulings.push(Ruling { dispute: dispute.at, at, by, outcome, why, accepted });
    Some(outcome)
}

fn take(answer: &mut Answer, proposal: &Proposal) {
    answer.given = Some(proposal.given.clone());
    answer.origin = Origin::Hand;
    for moment in &proposal.evidence {
        if !answer.evidence.contains(moment) {
            answer.evidence.push(moment.clone());
        }
    }
}

#[cfg(test)]
mod tests;
