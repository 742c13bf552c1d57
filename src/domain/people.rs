//! People: who is coached, who coaches, and which voices in transcripts are theirs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::PersonId;

/// What a person does in the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Is coached.
    #[default]
    Rep,
    /// Coaches reps.
    Manager,
    /// Coaches skills, reports to nobody here.
    Enablement,
    /// Coaches managers.
    SecondLevel,
    /// On our side of calls, not coached here.
    Colleague,
}

impl Role {
    /// All, in the order offered.
    pub const ALL: &'static [Self] = &[Self::Rep, Self::Manager, Self::Enablement, Self::SecondLevel, Self::Colleague];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rep => "Rep",
            Self::Manager => "Manager",
            Self::Enablement => "Enablement coach",
            Self::SecondLevel => "Second-level manager",
            Self::Colleague => "Colleague",
        }
    }
}

/// Somebody on our side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// What the person does.
    #[serde(default)]
    pub role: Role,
    /// First day in the job. Tenure is computed from it, never typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<NaiveDate>,
    /// Who coaches this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonId>,
    /// The team's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team: String,
    /// IANA zone ("Europe/Lisbon"); weeks are counted in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Other names this person has in transcripts ("AE", "Sam O."), and addresses there, so that nobody is asked twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voices: Vec<String>,
}

impl Person {
    /// Whether a transcript's speaker called `voice` is this person: by name or a remembered voice, letter case and
    /// outer space aside.
    pub fn answers_to(&self, voice: &str) -> bool {
        let voice = voice.trim().to_lowercase();
        std::iter::once(&self.name).chain(&self.voices).any(|it| it.trim().to_lowercase() == voice)
    }
}
