//! Whether a call may be recorded and kept.

use serde::{Deserialize, Serialize};

use super::time::Millis;

/// What is known of the participants' consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody has noted it.
    #[default]
    Unknown,
    /// All were told or asked and agreed.
    Given {
        /// When in the call.
        #[serde(default, rename = "at_ms", skip_serializing_if = "Option::is_none")]
        at: Option<Millis>,
    },
    /// Somebody declined: the call is notes only, and no transcript or recording can be attached.
    Declined,
}

impl Consent {
    /// Whether a transcript or recording may be attached.
    pub fn allows_transcript(&self) -> bool {
        !matches!(self, Self::Declined)
    }
}
