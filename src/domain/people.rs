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
    /// Ids that this person had elsewhere, before two records were made one: what still speaks of those is of this person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<PersonId>,
}

impl Person {
    /// Somebody of whom no more is known yet than the name and what the person does.
    pub fn new(id: PersonId, name: &str, role: Role) -> Self {
        Self {
            id,
            name: name.to_owned(),
            role,
            start_date: None,
            manager: None,
            team: String::new(),
            zone: None,
            voices: Vec::new(),
            was: Vec::new(),
        }
    }

    /// Whether nothing was ever said of the person but a name, a role and how transcripts call them.
    pub fn is_bare(&self) -> bool {
        let blank = Self { voices: self.voices.clone(), ..Self::new(self.id, &self.name, self.role) };
        *self == blank
    }

    /// Whether a transcript's speaker called `voice` is this person: by name or a remembered voice, letter case and
    /// outer space aside.
    pub fn answers_to(&self, voice: &str) -> bool {
        let voice = voice.trim().to_lowercase();
        std::iter::once(&self.name).chain(&self.voices).any(|it| it.trim().to_lowercase() == voice)
    }

    /// The id, and those of before, under which the person may stand elsewhere still.
    pub fn ids(&self) -> impl Iterator<Item = PersonId> {
        std::iter::once(self.id).chain(self.was.iter().copied())
    }

    /// This person, who is `other` too: answers to the other's names, and takes what is not known here.
    pub fn with_all_of(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.start_date = joined.start_date.or(other.start_date);
        joined.manager = joined.manager.or(other.manager).filter(|it| *it != self.id && *it != other.id);
        joined.zone = joined.zone.or_else(|| other.zone.clone());
        if joined.team.is_empty() {
            joined.team.clone_from(&other.team);
        }
        for name in std::iter::once(&other.name).chain(&other.voices) {
            if !joined.answers_to(name) {
                joined.voices.push(name.clone());
            }
        }
        for id in other.ids() {
            if !joined.was.contains(&id) {
                joined.was.push(id);
            }
        }
        joined.was.retain(|it| *it != joined.id);
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn person(n: u64, name: &str) -> Person {
        Person::new(PersonId(RawId::new(n, 0)), name, Role::Rep)
    }

    #[test]
    fn who_stays_answers_to_all_names_and_takes_what_was_not_said() {
        let one = Person { team: "North".to_owned(), voices: vec!["AE".to_owned()], ..person(1, "Maya Lindqvist") };
        let day = NaiveDate::from_ymd_opt(2026, 1, 5);
        let other = Person {
            team: "South".to_owned(),
            start_date: day,
            manager: Some(person(1, "").id),
            voices: vec!["ae".to_owned(), "M. L.".to_owned()],
            ..person(2, "Maya L.")
        };
        let joined = one.with_all_of(&other);
        assert_eq!(joined.voices, ["AE", "Maya L.", "M. L."]);
        assert_eq!((joined.name.as_str(), joined.team.as_str(), joined.start_date), ("Maya Lindqvist", "North", day));
        // Nobody reports to themselves.
        assert_eq!(joined.manager, None);
        assert_eq!(joined.was, [other.id]);
        assert_eq!(joined.with_all_of(&other), joined);
        assert!(joined.answers_to("maya l."));
    }
}
