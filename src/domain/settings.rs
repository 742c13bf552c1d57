//! What one copy of the product knows of itself and its user.

use serde::{Deserialize, Serialize};

use super::analysis::Rule;
use super::id::PersonId;

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
}
