//! What one copy of the product knows of itself and its user.

use serde::{Deserialize, Serialize};

use super::analysis::Rule;
use super::id::PersonId;
use super::listing::views::View;
use super::retention::Retention;

/// The settings of a workspace on this device. They stay here: no file carries them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The id of this copy as a writer of records ([`super::record::Version`]).
    pub writer: String,
    /// Who uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub me: Option<PersonId>,
    /// The team's competitors: found by name in calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competitors: Vec<String>,
    /// The team's own signals, beside the shipped lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// How long calls and their words are kept.
    #[serde(default, skip_serializing_if = "keeps_all")]
    pub keep: Retention,
    /// Saved views of the list of calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
}

fn keeps_all(it: &Retention) -> bool {
    *it == Retention::default()
}
