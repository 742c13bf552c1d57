//! Scorecards: one person's judgement of one call by one rubric.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::id::{CallId, CardId, PersonId};
use crate::domain::rubric::RubricRef;
use crate::domain::transcript::Moment;

pub mod fill;
pub mod grade;
pub mod score;

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

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Being written.
    Draft,
    /// Frozen.
    Submitted,
}

/// What was given for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// 0 to the item's points; 0 is "not observed".
    Points(u16),
    /// Does not apply to this call and leaves the denominator. Says why; never empty on a submitted card.
    NotApplicable(String),
}

/// Where the points came from, so that agreement between suggestion and person can itself be measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Chosen with no suggestion at hand.
    #[default]
    Hand,
    /// Computed from a metric by the item's bands.
    Computed,
    /// The suggestion, taken as it was.
    Accepted,
    /// Chosen against a suggestion of so many points.
    Overruled(u16),
}

impl Origin {
    /// Whether no suggestion was at hand: the usual case, left out of files.
    fn is_hand(&self) -> bool {
        *self == Self::Hand
    }
}

/// The judgement of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the item.
    pub item: String,
    /// The judgement; `None` while there is only evidence or a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// Where the points came from.
    #[serde(default, skip_serializing_if = "Origin::is_hand")]
    pub origin: Origin,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Moment>,
    /// In the scorer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// The one thing to work on next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// Key of the item.
    pub item: String,
    /// What to do, in a sentence.
    pub action: String,
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
    /// The judgements, at most one an item.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The one focus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
    /// A word to the rep.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Scorecard {
    /// The judgement of the item called `key`, if any.
    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.iter().find(|it| it.item == key)
    }

    /// The judgement of `key`, made where there is none yet.
    pub fn answer_mut(&mut self, key: &str) -> &mut Answer {
        let at = self.answers.iter().position(|it| it.item == key).unwrap_or_else(|| {
            self.answers.push(Answer {
                item: key.to_owned(),
                given: None,
                origin: Origin::Hand,
                evidence: Vec::new(),
                comment: String::new(),
            });
            self.answers.len() - 1
        });
        &mut self.answers[at]
    }

    /// Whether it may no longer change.
    pub fn is_frozen(&self) -> bool {
        self.state != CardState::Draft
    }
}

/// The official score of a call: its latest submitted manager's card (handbook §2).
pub fn official<'a>(cards: impl IntoIterator<Item = &'a Scorecard>) -> Option<&'a Scorecard> {
    cards.into_iter().filter(|it| it.role == CardRole::Manager && it.is_frozen()).max_by_key(|it| (it.submitted_at, it.id))
}
