//! What the words and times of a call show: metrics, signals, and what they would suggest as scores.
//!
//! Deterministic and linear in the length of the transcript. A metric the file's times cannot support is
//! *not measurable* and says why; it is never 0. A suggestion is never a score.

use serde::{Deserialize, Serialize};

use super::benchmark::Band;
use super::rubric::Rubric;
use super::transcript::{Moment, Side, Transcript, Turn, turns};

mod absent;
mod addressed;
mod checks;
pub mod facts;
mod figures;
mod heard;
mod hearing;
mod judge;
mod lexicon;
mod measure;
mod metrics;
mod named;
mod near;
mod numbers;
mod objections;
mod off;
pub mod over_calls;
mod persons;
mod phrases;
mod plans;
mod prices;
mod probing;
mod questions;
mod raised;
mod rates;
mod rule;
#[cfg(test)]
mod scenes;
mod settings;
mod shipped;
mod signals;
mod slowly;
mod stories;
mod suggest;
mod targets;
mod team;
mod tone;
#[cfg(test)]
mod trials;
mod voices;
mod watched;
mod words;

pub use lexicon::{Told, told};
pub use measure::{Against, Measured, Metric, Parameter, Unit};
pub use near::{Near, tried};
pub use objections::{Objection, ObjectionKind};
pub use phrases::{Listed, listed};
pub use questions::Asked;
pub use rule::{Judged, Part, Rule};
pub use settings::Settings;
pub use shipped::{bench_shipped, shipped};
pub use slowly::analyse_slowly;
pub use suggest::{detector_title, detectors, in_use as detectors_of, own_detectors, signal_of};
pub use targets::{Target, apart};
pub use team::{Flaw, Found, bench, flaws};
pub use tone::{Stretch, Tone};

/// What a signal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// A question that cannot be answered with yes, no or a number.
    OpenQuestion,
    /// Any other real question.
    ClosedQuestion,
    /// The prospect names a problem.
    Pain,
    /// The prospect puts a figure on it.
    Impact,
    /// A concern or push-back by the prospect.
    Objection,
    /// Price, budget, discount.
    Price,
    /// A competitor is named.
    Competitor,
    /// What happens next.
    NextStep,
    /// The agenda of the call.
    Agenda,
    /// The prospect agrees to go on.
    Commitment,
    /// Permission to record.
    Consent,
    /// Our side asks whether it lands.
    Check,
    /// Our side tells of another customer.
    Proof,
    /// Our side tells what the prospect gets.
    Outcome,
    /// Our side tells what the product has.
    Feature,
    /// Our side asks how near the prospect is to a yes.
    TrialClose,
    /// An invite or a day and a time.
    Invite,
    /// A product of ours is named (a rule of the team's).
    Product,
    /// A rule of the team's own.
    Custom,
}

impl SignalKind {
    /// All, in the order shown, with key and label (plural, as on a filter).
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::OpenQuestion, "open-question", "Open questions"),
        (Self::ClosedQuestion, "closed-question", "Closed questions"),
        (Self::Pain, "pain", "Pain"),
        (Self::Impact, "impact", "Impact"),
        (Self::Objection, "objection", "Objections"),
        (Self::Price, "price", "Price"),
        (Self::Competitor, "competitor", "Competitors"),
        (Self::NextStep, "next-step", "Next steps"),
        (Self::Agenda, "agenda", "Agenda"),
        (Self::Commitment, "commitment", "Commitment"),
        (Self::Consent, "consent", "Consent"),
        (Self::Check, "check", "Checks for understanding"),
        (Self::Proof, "proof", "Customer stories"),
        (Self::Outcome, "outcome", "Outcomes"),
        (Self::Feature, "feature", "Features"),
        (Self::TrialClose, "trial-close", "Trial closes"),
        (Self::Invite, "invite", "Invites and times"),
        (Self::Product, "product", "Our products"),
        (Self::Custom, "custom", "The team's phrases"),
    ];
}

/// Something the text shows, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signal {
    /// What.
    pub kind: SignalKind,
    /// Index of the turn in [`Analysis::turns`].
    pub turn: u32,
    /// Whose side said it.
    pub side: Side,
    /// Where. Never longer than a sentence.
    pub moment: Moment,
    /// What an objection is about; `None` for other kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<ObjectionKind>,
    /// Index of the team's rule that found it; `None` for the shipped lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<u16>,
}

/// How far a suggestion can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// The text says it plainly.
    Sure,
    /// Likely; listen to the moments.
    Likely,
    /// A hint at most.
    Unsure,
}

/// What one of several detectors of an item heard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Its key ([`detectors`], [`own_detectors`]).
    pub detector: String,
    /// Points it would give; `None` where the text cannot tell it.
    pub points: Option<u16>,
    /// How far to rely on it.
    pub sureness: Sureness,
    /// Why, in a sentence with its numbers.
    pub why: String,
    /// The moments it rests on, in the order of the call.
    pub moments: Vec<Moment>,
}

/// What the signals would give for one rubric item. Never a score until a person takes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Key of the rubric item.
    pub item: String,
    /// Points; `None` where the text cannot tell.
    pub points: Option<u16>,
    /// How far to rely on it.
    pub sureness: Sureness,
    /// Why, in a sentence with its numbers.
    pub why: String,
    /// The moments it rests on, in the order of the call: those of all detectors, none twice.
    pub moments: Vec<Moment>,
    /// What each detector heard, where the item has several: the points are the highest that rest on a moment, else the highest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// Everything that is known of a call without listening.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The turns, in order.
    #[serde(skip)]
    pub turns: Vec<Turn>,
    /// Every metric, in the order shown.
    pub metrics: Vec<Metric>,
    /// Every signal, in the order of the call.
    pub signals: Vec<Signal>,
    /// How the words of each segment sound, where they sound like anything; in order.
    pub tones: Vec<Tone>,
    /// The team's own rules that were listened for: index, as in [`Signal::rule`], and name.
    #[serde(skip)]
    rules: Vec<(u16, String)>,
    /// What suggestions are made from.
    #[serde(skip)]
    heard: hearing::Heard,
}

/// The metric of that key.
pub fn metric<'a>(analysis: &'a Analysis, key: &str) -> Option<&'a Metric> {
    analysis.metrics.iter().find(|it| it.key == key)
}

/// What the metric of that key is, in a sentence a rep can hold against the number.
pub fn definition(key: &str) -> Option<&'static str> {
    metrics::ROWS.iter().find(|it| it.key == key).map(|it| it.definition)
}

/// Every metric's label and definition, in the order shown.
pub fn definitions() -> impl Iterator<Item = (&'static str, &'static str)> {
    metrics::ROWS.iter().map(|it| (it.label, it.definition))
}

/// Every metric's key and label, in the order shown.
pub fn metric_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    metrics::ROWS.iter().map(|it| (it.key, it.label))
}

impl Analysis {
    /// What is known of a call without words: nothing.
    pub fn nothing() -> Self {
        Self {
            turns: Vec::new(),
            metrics: Vec::new(),
            signals: Vec::new(),
            tones: Vec::new(),
            rules: Vec::new(),
            heard: Default::default(),
        }
    }
}

/// Analyses `transcript`; `rep` is the index of the rep's speaker, where known. Where nobody is placed on a side yet,
/// everybody but the rep counts as theirs.
pub fn analyse(transcript: &Transcript, rep: Option<u16>, settings: &Settings) -> Analysis {
    analyse_turns(transcript, turns(transcript, &settings.turns), rep, settings)
}

/// The same for who has joined the segments into turns already, by the rules of `settings`.
pub fn analyse_turns(transcript: &Transcript, turns: Vec<Turn>, rep: Option<u16>, settings: &Settings) -> Analysis {
    let hearing = hearing::Hearing::of_turns(transcript, turns, rep, settings);
    let metrics = metrics::take(&hearing);
    let signals = signals::signals(&hearing);
    let tones = tone::tones(&hearing, &signals);
    Analysis::of(hearing, metrics, signals, tones, settings)
}

/// Each objection of the prospect's in `analysis`, which is that of `transcript`, with what we made of it.
pub fn objections(transcript: &Transcript, analysis: &Analysis) -> Vec<Objection> {
    objections::told(transcript, analysis)
}

/// How the prospect sounds over the call, in at most `parts` parts; `analysis` is that of `transcript`.
pub fn course(transcript: &Transcript, analysis: &Analysis, parts: usize) -> Vec<Stretch> {
    tone::course(transcript, analysis, parts)
}

/// What the analysis would give for each item of `rubric` it knows something about; `analysis` is that of
/// `transcript`, seen from whom it was seen from.
pub fn suggest(transcript: &Transcript, analysis: &Analysis, rubric: &Rubric) -> Vec<Suggestion> {
    suggest::suggest(transcript, analysis, rubric)
}

/// The value that an item computed from the metric `key` is scored by: where several of ours speak, our side's
/// share stands for the talk ratio. `None` where it cannot be measured.
pub fn scored(analysis: &Analysis, key: &str) -> Option<f64> {
    suggest::scored(analysis, key).map(|it| it.0)
}

/// What to aim at with `metric` in a call of `kind` (a key of the call types, or empty), given the rep's tenure band.
pub fn target(metric: &Metric, band: Option<&Band>, kind: &str) -> Option<Target> {
    targets::target(metric, band, kind)
}

/// How each sentence of `text`, said by one person, asks; `language` as in [`Settings`].
pub fn asked(text: &str, language: &str) -> Vec<Option<Asked>> {
    let segment = super::transcript::Segment { speaker: None, start: None, end: None, text: text.to_owned() };
    let transcript = Transcript {
        format: String::new(),
        precision: super::transcript::Precision::None,
        speakers: Vec::new(),
        segments: vec![segment],
        hash: String::new(),
    };
    let settings = Settings { language: language.to_owned(), ..Settings::default() };
    hearing::Hearing::of(&transcript, None, &settings).heard.said.iter().map(|it| it.asked).collect()
}
