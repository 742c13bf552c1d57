//! What a team sets about the analysis of its calls.

use super::{Against, Rule};
use crate::domain::transcript::TurnRules;

/// What can be set about an analysis.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How turns are joined.
    pub turns: TurnRules,
    /// What shares of speech are counted against.
    pub against: Against,
    /// The team's competitors, to be found by name.
    pub competitors: Vec<String>,
    /// The team's own rules; one with a flaw ([`flaws`]) finds nothing.
    pub rules: Vec<Rule>,
    /// The shipped rules that are switched off ([`Rule::is_off`]); others are passed over.
    pub shipped: Vec<Rule>,
    /// Language of the call ("en", "de"); word lists follow it. Empty: told from the words.
    pub language: String,
}
