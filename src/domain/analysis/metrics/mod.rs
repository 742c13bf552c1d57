//! What is measured. One file a metric or a few of a kind; add one: a file and a row.

use super::hearing::Hearing;
use super::voices::Voice;
use super::{Measured, Metric};
use crate::domain::transcript::{Moment, Side, WRITTEN};

mod definitions;
mod discovery_areas;
mod fillers;
mod interactivity;
mod interruptions;
mod monologue;
mod outcomes;
mod pace;
mod patience;
mod questions;
mod silence;
mod talk_ratio;

pub(super) use definitions::ROWS;
use definitions::{Row, Rules};
pub(super) use discovery_areas::areas;

/// What was taken.
pub(super) struct Taken {
    measured: Measured,
    estimated: bool,
    arithmetic: String,
    turns: Vec<u32>,
    moments: Vec<Moment>,
    kinds: Vec<&'static str>,
    apart: Vec<(&'static str, Moment)>,
}

impl Taken {
    fn not(why: &'static str) -> Self {
        Self { measured: Measured::NotMeasurable(why), ..Self::value(0.0, String::new(), Vec::new(), Vec::new()) }
    }

    fn value(value: f64, arithmetic: String, turns: Vec<u32>, moments: Vec<Moment>) -> Self {
        let measured = Measured::Value(value);
        Self { measured, estimated: false, arithmetic, turns, moments, kinds: Vec::new(), apart: Vec::new() }
    }

    /// Marks the value where it rests on estimates.
    fn estimated(self, estimated: bool) -> Self {
        Self { estimated, ..self }
    }
}

impl From<Result<Self, &'static str>> for Taken {
    fn from(taken: Result<Self, &'static str>) -> Self {
        taken.unwrap_or_else(Self::not)
    }
}

/// Takes every metric.
pub(super) fn take(hearing: &Hearing<'_>) -> Vec<Metric> {
    taken(hearing).collect()
}

/// Takes one metric after the other.
pub(super) fn taken(hearing: &Hearing<'_>) -> impl Iterator<Item = Metric> {
    let rules = Rules::of(&hearing.rules, hearing.against);
    let metric = move |row: &Row| {
        let is_written = hearing.transcript.format == WRITTEN;
        let taken = match hearing.heard.off.metric(row.key) {
            _ if is_written => Taken::not(NOT_SPOKEN),
            Some(why) => Taken::not(why),
            None => (row.take)(hearing),
        };
        let Taken { measured, estimated, arithmetic, turns, moments, kinds, apart } = taken;
        let Row { key, label, unit, .. } = *row;
        let parameters = row.set.iter().map(|it| it.parameter(&rules)).collect();
        Metric { key, label, unit, measured, estimated, arithmetic, parameters, turns, moments, kinds, apart }
    };
    ROWS.iter().map(metric)
}

/// Why nothing can be said of speech.
const NOT_SPOKEN: &str = "These words were written in the chat, not spoken.";
/// Why nothing about sides can be said.
const NO_SIDES: &str = "Nobody has said which speakers are on our side.";
/// Why nothing about the prospect can be said.
const NO_PROSPECT: &str = "Nobody in this file is known to be on the prospect's side.";
/// Why nothing about the rep can be said.
const NO_REP: &str = "Nobody has said which speaker is the rep.";
/// Why nothing that needs pauses or lengths of speech can be said.
const NO_ENDS: &str = "This file does not say when speech ends.";
/// Why nothing that needs time can be said.
const NO_TIMES: &str = "This file has no times.";
/// Why nothing that needs a word list can be said.
pub(super) const NO_LIST: &str = "There is no word list for this language yet.";

/// So many moments stand for a metric that every turn goes into.
const SHOWN: usize = 3;

impl Hearing<'_> {
    /// Whether anybody of `side` speaks.
    fn hears(&self, side: Side) -> bool {
        self.heard.voices.iter().any(|it| it.side == side)
    }

    /// The turns of voices as `wanted`.
    fn turns_of(&self, wanted: impl Fn(&Voice) -> bool) -> Vec<u32> {
        (0u32..).zip(&self.heard.voices).filter(|it| wanted(it.1)).map(|it| it.0).collect()
    }

    /// The moment that stands for a turn, its first full sentence: a quote of minutes helps nobody.
    fn moment_of_turn(&self, turn: usize) -> Option<Moment> {
        let first = self.reading.of_turn(turn).next()?;
        self.moment_of(self.heard.telling_from(first, self.heard.said.get(first)?))
    }

    /// What stands for many turns: the wordiest few, in the order of the call.
    fn wordiest(&self, turns: &[u32]) -> Vec<Moment> {
        let mut most: Vec<(usize, u32)> = Vec::with_capacity(SHOWN + 1);
        for turn in turns {
            let words = self.reading.words_of_turn(*turn as usize);
            let at = most.partition_point(|it| it.0 >= words);
            most.insert(at, (words, *turn));
            most.truncate(SHOWN);
        }
        let mut most: Vec<u32> = most.into_iter().map(|it| it.1).collect();
        crate::domain::order::sort(&mut most);
        most.into_iter().filter_map(|it| self.moment_of_turn(it as usize)).collect()
    }

    /// Sentences as their turns, ascending and none twice.
    fn turns_with(&self, sentences: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut turns: Vec<u32> = sentences.filter_map(|it| self.heard.said.get(it)).map(|it| it.turn as u32).collect();
        turns.dedup();
        turns
    }
}

/// "1 time", "2 times".
fn counted(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}
