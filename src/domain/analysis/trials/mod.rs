//! Trials of the room as a whole: what the product promises of questions, figures, metrics, signals and suggestions.

mod bearing;
mod carries;
mod defended;
mod discovery;
mod earned;
mod elsewhere;
mod ends;
mod fair;
mod figures;
mod languages;
mod laws;
mod lengths;
mod meant;
mod metrics;
mod near;
mod objections;
mod off;
mod questions;
mod shares;
mod shown;
mod signals;
mod suggestions;
mod team;
mod told;
mod tones;

use super::{Analysis, Settings, Signal, SignalKind, analyse};
use crate::domain::transcript::Transcript;

/// The analysis seen from the first speaker.
fn heard(transcript: &Transcript) -> Analysis {
    analyse(transcript, Some(0), &Settings { language: "en".to_owned(), ..Settings::default() })
}

/// The quotes of a kind of signal.
fn quotes(analysis: &Analysis, kind: SignalKind) -> Vec<&str> {
    analysis.signals.iter().filter(|it: &&Signal| it.kind == kind).map(|it| it.moment.quote.as_str()).collect()
}
