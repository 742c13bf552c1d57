//! What a metric is: a number with everything it was made of.

use serde::{Deserialize, Serialize};

use crate::domain::transcript::Moment;

/// A measured number, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// The value, in the metric's unit.
    Value(f64),
    /// Why this file cannot tell, as a sentence.
    NotMeasurable(&'static str),
}

/// What a share of speech is counted against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// All speech: silence is left out, and speech of two at once counts twice.
    #[default]
    Speech,
    /// The call from the first word to the last, silence counted.
    Call,
}

/// The unit of a metric, and so how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 0 to 100.
    Percent,
    /// A whole number.
    Count,
    /// Seconds, shown as [`crate::domain::show::seconds`] does.
    Seconds,
    /// Times a minute.
    PerMinute,
    /// Words a minute.
    WordsPerMinute,
    /// For each 100 words.
    PerHundredWords,
}

/// One metric of one call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Metric {
    /// Stable key ("talk-ratio").
    pub key: &'static str,
    /// Shown.
    pub label: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The number.
    pub measured: Measured,
    /// Whether words or estimated times stand in for times the file does not have.
    pub estimated: bool,
    /// The arithmetic, with its numbers: "Maya spoke 14:20 of 31:02 of speech".
    pub arithmetic: String,
    /// What was set when it was taken: the pause that ends a turn, what it is counted against.
    pub parameters: Vec<Parameter>,
    /// The turns that made it, ascending, as indexes in [`Analysis::turns`](super::Analysis::turns).
    pub turns: Vec<u32>,
    /// What it rests on, where that is a moment or a few.
    pub moments: Vec<Moment>,
    /// What each moment is ("open", "closed"), where they are of several kinds; else nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<&'static str>,
    /// What was set apart and not counted, and as what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<(&'static str, Moment)>,
}

/// Something that was set when a metric was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Shown ("Pause that ends a turn").
    pub name: &'static str,
    /// With its unit ("more than 3 s").
    pub value: String,
}
