//! A call: when, with whom, about what, and how it came to be reviewed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::consent::Consent;
use super::id::{CallId, PersonId};
use super::recording::Recording;
use super::time::Millis;

/// A choice of a short, editable list: its key is stored, its label shown.
pub struct Choice {
    /// Stable key.
    pub key: &'static str,
    /// Shown.
    pub label: &'static str,
}

/// The shipped call types.
pub const KINDS: &[Choice] = &[
    Choice { key: "discovery", label: "Discovery" },
    Choice { key: "demo", label: "Demo" },
    Choice { key: "follow-up", label: "Follow-up" },
    Choice { key: "negotiation", label: "Negotiation" },
    Choice { key: "executive-briefing", label: "Executive briefing" },
    Choice { key: "expansion", label: "Expansion" },
];

/// The shipped outcomes.
pub const OUTCOMES: &[Choice] = &[
    Choice { key: "meeting-booked", label: "Meeting booked" },
    Choice { key: "proposal-sent", label: "Proposal sent" },
    Choice { key: "champion-identified", label: "Champion identified" },
    Choice { key: "lost", label: "Lost" },
    Choice { key: "none", label: "No outcome yet" },
];

/// The languages a call can be marked as.
pub const LANGUAGES: &[Choice] = &[
    Choice { key: "en", label: "English" },
    Choice { key: "de", label: "German" },
    Choice { key: "es", label: "Spanish" },
    Choice { key: "fr", label: "French" },
    Choice { key: UNDETERMINED, label: "Another language" },
];

/// The tag of a language that nothing tells (ISO 639-2), for which there is no word list.
pub const UNDETERMINED: &str = "und";

/// The label of `key` in `choices`; a key of somebody's own is shown as it is.
pub fn label<'a>(choices: &'static [Choice], key: &'a str) -> &'a str {
    choices.iter().find(|it| it.key == key).map_or(key, |it| it.label)
}

/// How the call was picked for review. Hand-picked calls stay out of averages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picked {
    /// By chance, or simply all calls: counts in averages.
    #[default]
    Random,
    /// By the rep, as one that went well.
    WentWell,
    /// By the rep, as one where they struggled.
    Struggled,
    /// By the manager.
    Manager,
    /// Flagged.
    Flagged,
}

impl Picked {
    /// All, in the order offered, with their labels.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Random, "By chance"),
        (Self::WentWell, "Rep: went well"),
        (Self::Struggled, "Rep: struggled"),
        (Self::Manager, "Manager's pick"),
        (Self::Flagged, "Flagged"),
    ];

    /// Whether the call's score belongs in averages: only calls picked by chance are a sample (handbook §3).
    pub fn counts(self) -> bool {
        self == Self::Random
    }
}

/// Whether a field says nothing and can be left out of files.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// One conversation with a prospect or customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// What it is called in lists ("Fjord Supply, with Petra Halvorsen").
    pub title: String,
    /// Whose call it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rep: Option<PersonId>,
    /// Key of [`KINDS`], or the team's own.
    pub kind: String,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<DateTime<Utc>>,
    /// The IANA zone it happened in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// How long it took.
    #[serde(default, rename = "duration_ms", skip_serializing_if = "Option::is_none")]
    pub duration: Option<Millis>,
    /// The prospect's company.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// Key of [`OUTCOMES`], or the team's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// Stage of the deal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stage: String,
    /// The team's own tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How it was picked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picked: Picked,
    /// BCP 47 language of the conversation ("en", "de").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Consent to recording.
    #[serde(default, skip_serializing_if = "is_default")]
    pub consent: Consent,
    /// Free notes; all there is when consent was declined.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Hash of the attached transcript's original ([`super::transcript::Transcript::hash`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
    /// Whether of its words nobody has said which voices are on our side ([`super::transcript::Transcript::lacks_sides`]):
    /// noted with the call, so that lists need not load the words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lacks_sides: bool,
    /// The recording, a file of the person's own; `None` where none is attached or consent was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<Box<Recording>>,
}
