//! Every metric: its key and label, what it is, what is set, and who takes it.

use super::{
    Taken, discovery_areas, fillers, interactivity, interruptions, monologue, outcomes, pace, patience, questions, silence, talk_ratio,
};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::analysis::{Against, Parameter, Unit};
use crate::domain::show;
use crate::domain::time::Millis;
use crate::domain::transcript::TurnRules;

/// A metric as the table knows it.
pub(in crate::domain::analysis) struct Row {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: Unit,
    /// What it is, in a sentence a rep can hold against the number.
    pub definition: &'static str,
    pub(super) set: &'static [Set],
    pub(super) take: fn(&Hearing<'_>) -> Taken,
}

/// Something set when a metric is taken.
#[derive(Clone, Copy)]
pub(super) enum Set {
    /// The pause that ends a turn.
    Pause,
    /// What does not end one.
    Bridge,
    /// What it is counted against.
    Against(&'static str),
    /// What a share of speech is counted against.
    Share,
    /// A length of time of the metric's own.
    Length(&'static str, Millis),
    /// A number of words of the metric's own.
    Words(&'static str, usize),
}

/// The rules of a call as they are shown with many metrics.
pub(super) struct Rules {
    pause: String,
    bridge: String,
    share: &'static str,
}

impl Rules {
    pub fn of(rules: &TurnRules, against: Against) -> Self {
        Self {
            pause: format!("more than {}", show::seconds(rules.pause.seconds())),
            bridge: format!(
                "up to {} and {} words, answers to a question aside",
                show::seconds(rules.bridge.seconds()),
                rules.bridge_words
            ),
            share: match against {
                Against::Speech => "all speech, silence left out",
                Against::Call => "the whole call, silence counted; all words where the file does not say when speech ends",
            },
        }
    }
}

impl Set {
    /// As shown, under the rules of the call.
    pub fn parameter(self, rules: &Rules) -> Parameter {
        let (name, value) = match self {
            Self::Pause => ("Pause that ends a turn", rules.pause.clone()),
            Self::Bridge => ("Listener's noises that end no turn", rules.bridge.clone()),
            Self::Against(what) => ("Counted against", what.to_owned()),
            Self::Share => ("Counted against", rules.share.to_owned()),
            Self::Length(name, length) => (name, format!("more than {}", show::seconds(length.seconds()))),
            Self::Words(name, words) => (name, format!("at least {words} words")),
        };
        Parameter { name, value }
    }
}

/// Every metric, in the order shown.
pub(in crate::domain::analysis) const ROWS: &[Row] = &[
    Row {
        key: "talk-ratio",
        label: "Talk ratio",
        unit: Unit::Percent,
        definition: "The rep's share of all speech; of the whole call where the team counts silence, too.",
        set: &[Set::Share],
        take: talk_ratio::rep,
    },
    Row {
        key: "side-share",
        label: "Our side's share",
        unit: Unit::Percent,
        definition: "The share of everybody on our side, counted like the talk ratio; it stands for the talk ratio where several of us speak.",
        set: &[Set::Share],
        take: talk_ratio::side,
    },
    Row {
        key: "questions",
        label: "Questions",
        unit: Unit::Count,
        definition: "Open and closed questions by our side. Courtesies, tags (\"…, right?\") and listeners' noises are not counted.",
        set: &[],
        take: questions::count,
    },
    Row {
        key: "question-rate",
        label: "Question rate",
        unit: Unit::PerMinute,
        definition: "Our side's open and closed questions, a minute of the call.",
        set: &[Set::Against("the length of the call")],
        take: questions::rate,
    },
    Row {
        key: "open-share",
        label: "Open questions",
        unit: Unit::Percent,
        definition: "The share of our side's questions that cannot be answered with yes, no or a fact.",
        set: &[Set::Against("our side's open and closed questions")],
        take: questions::open_share,
    },
    Row {
        key: "follow-ups",
        label: "Follow-up questions",
        unit: Unit::Count,
        definition: "Questions by our side that take up what the prospect has just said.",
        set: &[],
        take: questions::follow_ups,
    },
    Row {
        key: "engaging-questions",
        label: "Engaging questions",
        unit: Unit::Count,
        definition: "Turns of ours that ask and are answered at length.",
        set: &[Set::Words("Answer at length", questions::LENGTH)],
        take: questions::engaging,
    },
    Row {
        key: "their-questions",
        label: "Questions by the prospect",
        unit: Unit::Count,
        definition: "Open and closed questions by the prospect's side, counted as ours are.",
        set: &[],
        take: questions::theirs,
    },
    Row {
        key: "longest-monologue",
        label: "Longest monologue",
        unit: Unit::Seconds,
        definition: "Our side's longest turn; a short \"mm-hm\" of the prospect does not end it, a longer pause does.",
        set: &[Set::Pause, Set::Bridge],
        take: monologue::ours,
    },
    Row {
        key: "longest-story",
        label: "Longest customer story",
        unit: Unit::Seconds,
        definition: "The prospect's longest turn, by the same rule as the longest monologue.",
        set: &[Set::Pause, Set::Bridge],
        take: monologue::theirs,
    },
    Row {
        key: "interactivity",
        label: "Interactivity",
        unit: Unit::PerMinute,
        definition: "How often the word passes from one side to the other, a minute of the call; listeners' noises do not take the word.",
        set: &[Set::Bridge, Set::Against("the length of the call")],
        take: interactivity::take,
    },
    Row {
        key: "patience",
        label: "Patience",
        unit: Unit::Seconds,
        definition: "The middle one of all pauses between the end of the prospect's turn and the rep's answer; overlaps are left out.",
        set: &[Set::Pause, Set::Bridge],
        take: patience::take,
    },
    Row {
        key: "interruptions",
        label: "Interruptions",
        unit: Unit::Count,
        definition: "How often our side takes the word while the prospect is still speaking; listeners' noises and slips at the end are none.",
        set: &[Set::Bridge, Set::Length("Speaking at once", interruptions::OVERLAP)],
        take: interruptions::take,
    },
    Row {
        key: "silence",
        label: "Silence",
        unit: Unit::Percent,
        definition: "The share of the call in which nobody speaks, over pauses long enough to be noticed.",
        set: &[Set::Length("Pauses counted", silence::PAUSE), Set::Against("the length of the call")],
        take: silence::take,
    },
    Row {
        key: "pace",
        label: "Pace",
        unit: Unit::WordsPerMinute,
        definition: "The rep's words for each minute of the rep's own speech; in a script that does not part words, two letters count as one.",
        set: &[Set::Against("the rep's speech, pauses between segments left out")],
        take: pace::take,
    },
    Row {
        key: "fillers",
        label: "Fillers",
        unit: Unit::PerHundredWords,
        definition: "The rep's \"um\", \"uh\", \"you know\" and the like in 100 words; \"like\", \"so\", \"actually\" and \"right\" have other uses and do not count.",
        set: &[Set::Against("the rep's words")],
        take: fillers::take,
    },
    Row {
        key: "outcome-share",
        label: "Talk on outcomes",
        unit: Unit::Percent,
        definition: "Of our side's words on what the product does, the share that says what the prospect gets from it rather than what it has.",
        set: &[Set::Against("our words in sentences on outcomes or features")],
        take: outcomes::take,
    },
    Row {
        key: "discovery-areas",
        label: "Discovery areas",
        unit: Unit::Count,
        definition: "How many of six areas the prospect spoke to: current state, pain, business impact, goals, timeline, budget and authority.",
        set: &[],
        take: discovery_areas::take,
    },
];
