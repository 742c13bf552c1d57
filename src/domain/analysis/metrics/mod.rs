//! What is measured. One file a metric; add one: a file and a row.

use super::hearing::Hearing;
use super::{Measured, Metric, Unit};
use crate::domain::transcript::Moment;

mod discovery_areas;
mod fillers;
mod interactivity;
mod monologue;
mod pace;
mod patience;
mod questions;
mod talk_ratio;

pub(super) use discovery_areas::areas;

/// A metric as the table knows it.
pub(super) struct Row {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: Unit,
    /// What it is, in a sentence a rep can hold against the number.
    pub definition: &'static str,
    take: fn(&Hearing<'_>) -> Taken,
}

/// Every metric, in the order shown.
pub(super) const ROWS: &[Row] = &[
    Row {
        key: "talk-ratio",
        label: "Talk ratio",
        unit: Unit::Percent,
        definition: "The rep's share of all speech; silence does not count.",
        take: talk_ratio::rep,
    },
    Row {
        key: "side-share",
        label: "Our side's share",
        unit: Unit::Percent,
        definition: "The share of all speech by everybody on our side; it stands for the talk ratio where several of us speak.",
        take: talk_ratio::side,
    },
    Row {
        key: "questions",
        label: "Questions",
        unit: Unit::Count,
        definition: "Open and closed questions by our side. Courtesies, tags (\"…, right?\") and listeners' noises are not counted.",
        take: questions::take,
    },
    Row {
        key: "longest-monologue",
        label: "Longest monologue",
        unit: Unit::Seconds,
        definition: "Our side's longest turn; a short \"mm-hm\" of the prospect does not end it, a pause of more than 3 seconds does.",
        take: monologue::ours,
    },
    Row {
        key: "longest-story",
        label: "Longest customer story",
        unit: Unit::Seconds,
        definition: "The prospect's longest turn, by the same rule as the longest monologue.",
        take: monologue::theirs,
    },
    Row {
        key: "interactivity",
        label: "Interactivity",
        unit: Unit::PerMinute,
        definition: "How often the word passes from one side to the other, a minute of the call; listeners' noises do not take the word.",
        take: interactivity::take,
    },
    Row {
        key: "patience",
        label: "Patience",
        unit: Unit::Seconds,
        definition: "The middle one of all pauses between the end of the prospect's turn and the rep's answer; overlaps are left out.",
        take: patience::take,
    },
    Row {
        key: "pace",
        label: "Pace",
        unit: Unit::WordsPerMinute,
        definition: "The rep's words for each minute of the rep's own speech.",
        take: pace::take,
    },
    Row {
        key: "fillers",
        label: "Fillers",
        unit: Unit::PerHundredWords,
        definition: "The rep's \"um\", \"uh\", \"you know\" and the like in 100 words; \"like\", \"so\", \"actually\" and \"right\" have other uses and do not count.",
        take: fillers::take,
    },
    Row {
        key: "discovery-areas",
        label: "Discovery areas",
        unit: Unit::Count,
        definition: "How many of six areas the prospect spoke to: current state, pain, business impact, goals, timeline, budget and authority.",
        take: discovery_areas::take,
    },
];

/// What was taken.
pub(super) struct Taken {
    pub measured: Measured,
    pub arithmetic: String,
    pub moments: Vec<Moment>,
}

impl Taken {
    fn not(why: &'static str) -> Self {
        Self { measured: Measured::NotMeasurable(why), arithmetic: String::new(), moments: Vec::new() }
    }

    fn value(value: f64, arithmetic: String, moments: Vec<Moment>) -> Self {
        Self { measured: Measured::Value(value), arithmetic, moments }
    }
}

impl From<Result<Self, &'static str>> for Taken {
    fn from(taken: Result<Self, &'static str>) -> Self {
        taken.unwrap_or_else(Self::not)
    }
}

/// Takes every metric.
pub(super) fn take(hearing: &Hearing<'_>) -> Vec<Metric> {
    let metric = |row: &Row| {
        let taken = (row.take)(hearing);
        let Row { key, label, unit, .. } = *row;
        Metric { key, label, unit, measured: taken.measured, arithmetic: taken.arithmetic, moments: taken.moments }
    };
    ROWS.iter().map(metric).collect()
}

/// Why nothing about sides can be said.
const NO_SIDES: &str = "Nobody has said which speakers are on our side.";
/// Why nothing about the rep can be said.
const NO_REP: &str = "Nobody has said which speaker is the rep.";
/// Why nothing that needs pauses or lengths of speech can be said.
const NO_ENDS: &str = "This file does not say when speech ends.";
/// Why nothing that needs time can be said.
const NO_TIMES: &str = "This file has no times.";
/// Why nothing that needs a word list can be said.
pub(super) const NO_LIST: &str = "There is no word list for this language yet.";
