//! Scorecards: one person's judgement of one call by one rubric.
//!
//! Every card is written by its scorer only; what others have to say of it (comments, disputes) stands on their own
//! cards. So two people never change the same record, and merging what they send each other loses nothing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::id::{CallId, CardId, PersonId};
use crate::domain::rubric::RubricRef;

mod answer;
pub mod apart;
pub mod carry;
pub mod comment;
pub mod compare;
pub mod critical;
pub mod dispute;
pub mod elsewhere;
pub mod evidence;
pub mod fill;
pub mod first;
pub mod focus;
pub mod grade;
pub mod noted;
pub mod place;
pub mod score;
pub mod seal;
pub mod spread;

pub use answer::{Answer, Given, Origin, Worth, says, worth};
pub use comment::{Comment, KeyMoment};
pub use dispute::{Dispute, Ruling};
pub use first::ShownEarly;
pub use focus::{Focus, Refocused};

/// In which role the scorer scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardRole {
    /// The rep, of the own call.
    #[serde(rename = "self")]
    Own,
    /// The rep's manager: the official score.
    Manager,
    /// Another rep.
    Peer,
    /// To compare scorers.
    Calibration,
}

impl CardRole {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Own => "Self-assessment",
            Self::Manager => "Manager's card",
            Self::Peer => "Peer card",
            Self::Calibration => "Calibration card",
        }
    }
}

/// Where a card stands. Whether it is disputed or resolved follows from disputes and rulings ([`dispute::standing`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Being written.
    Draft,
    /// Frozen.
    Submitted,
}

/// One person's judgement of one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Its id.
    pub id: CardId,
    /// The call.
    pub call: CallId,
    /// The rubric's version it was scored by, for ever.
    pub rubric: RubricRef,
    /// In which role.
    pub role: CardRole,
    /// Who scored, where the scorer is a known person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scorer: Option<PersonId>,
    /// Draft or frozen.
    pub state: CardState,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// The judgements, at most one an item. Where a dispute was accepted, as they are since.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The one focus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
    /// How the focus was changed after submission, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refocused: Vec<Refocused>,
    /// A word to the rep.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// [`seal::hash`] at submission; empty on a draft and on cards submitted before there were seals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sealed_hash: String,
    /// On a manager's card: that it was shown before the rep's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_early: Option<ShownEarly>,
    /// What the scorer says at moments of the call, on this card or in reply to others; goes on after submission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// Moments for the session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_moments: Vec<KeyMoment>,
    /// What the scorer disputes of others' cards of the call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// What became of disputes of this card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
    /// The judgements as submitted, where a ruling changed any; else empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub original: Vec<Answer>,
}

impl Scorecard {
    /// A draft with nothing in it yet.
    pub fn draft(id: CardId, call: CallId, rubric: RubricRef, role: CardRole, at: DateTime<Utc>) -> Self {
        Self {
            id,
            call,
            rubric,
            role,
            scorer: None,
            state: CardState::Draft,
            created_at: at,
            submitted_at: None,
            answers: Vec::new(),
            focus: None,
            refocused: Vec::new(),
            note: String::new(),
            sealed_hash: String::new(),
            shown_early: None,
            comments: Vec::new(),
            key_moments: Vec::new(),
            disputes: Vec::new(),
            rulings: Vec::new(),
            original: Vec::new(),
        }
    }

    /// The judgement of the item called `key`, if any.
    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.iter().find(|it| it.item == key)
    }

    /// The judgement of `key`, made where there is none yet.
    pub fn answer_mut(&mut self, key: &str) -> &mut Answer {
        let at = self.answers.iter().position(|it| it.item == key).unwrap_or_else(|| {
            self.answers.push(Answer::to(key));
            self.answers.len() - 1
        });
        &mut self.answers[at]
    }

    /// The judgements as they were submitted, whatever a ruling changed since.
    pub fn original_answers(&self) -> &[Answer] {
        if self.original.is_empty() { &self.answers } else { &self.original }
    }

    /// Whether it may no longer change.
    pub fn is_frozen(&self) -> bool {
        self.state != CardState::Draft
    }

    /// Freezes and seals it. A frozen card stays as it is.
    pub fn submit(&mut self, at: DateTime<Utc>) {
        if !self.is_frozen() {
            self.state = CardState::Submitted;
            self.submitted_at = Some(at);
            self.sealed_hash = seal::hash(self);
        }
    }
}

/// The official score of a call: its latest submitted manager's card (handbook §2). Give it only cards whose rubric
/// scores calls ([`apart::scores_calls`]).
pub fn official<'a>(cards: impl IntoIterator<Item = &'a Scorecard>) -> Option<&'a Scorecard> {
    latest(cards, CardRole::Manager)
}

/// The submitted card of a role that was submitted last.
pub fn latest<'a>(cards: impl IntoIterator<Item = &'a Scorecard>, role: CardRole) -> Option<&'a Scorecard> {
    cards.into_iter().filter(|it| it.role == role && it.is_frozen()).max_by_key(|it| (it.submitted_at, it.id))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::rubric;

    /// An empty draft of a manager, by the standard rubric.
    pub fn draft() -> Scorecard {
        let id = |n| RawId::new(0, n);
        Scorecard::draft(CardId(id(1)), CallId(id(2)), rubric::standard().reference(), CardRole::Manager, DateTime::UNIX_EPOCH)
    }

    /// So many points for an item.
    pub fn points(item: &str, points: u16) -> Answer {
        Answer { given: Some(Given::Points(points)), ..Answer::to(item) }
    }

    /// An item that does not apply.
    pub fn not_applicable(item: &str) -> Answer {
        Answer { given: Some(Given::NotApplicable("not that kind of call".to_owned())), ..Answer::to(item) }
    }

    #[test]
    fn a_frozen_card_is_not_submitted_again() {
        let mut card = draft();
        card.submit("2026-11-12T10:00:00Z".parse().unwrap());
        let sealed = card.clone();
        card.submit("2026-11-13T10:00:00Z".parse().unwrap());
        assert_eq!(card, sealed);
    }

    #[test]
    fn a_card_of_the_first_version_is_read_and_written_as_it_was() {
        let json = concat!(
            r#"{"id":"01JD0000000000000000000200","call":"01JD0000000000000000000100","rubric":{"key":"standard","version":1},"#,
            r#""role":"manager","state":"submitted","created_at":"2026-11-12T11:00:00Z","submitted_at":"2026-11-12T11:20:00Z","#,
            r#""answers":[{"item":"agenda","given":{"points":4}}],"focus":{"item":"agenda","action":"Say how long."},"note":"Good."}"#
        );
        let card: Scorecard = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&card).unwrap(), json);
    }
}
