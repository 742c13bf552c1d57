//! What each rep's sixteen weeks look like. Everything that makes one rep different from another stands here.

use crate::clock::WEEKS;

pub struct Story {
    pub rep: &'static str,
    /// Calls held in each week.
    pub calls: [usize; WEEKS],
    /// The total that calls of each week come to, percent.
    pub level: [f64; WEEKS],
    /// How far single calls scatter about it.
    pub scatter: f64,
    /// How much better or worse than the total each category is, as a share of its points.
    pub strengths: [f64; 5],
    /// The same for single items.
    pub items: &'static [(&'static str, f64)],
    /// The share of calls with a self-assessment, and how far it lies above the manager's card.
    pub own_share: f64,
    pub own_gap: f64,
    /// What the manager works on, in the order of the weeks.
    pub focus: &'static [&'static str],
    /// Types of calls, each as often as it stands here.
    pub kinds: &'static [&'static str],
}

/// What has become of a call by the end of the sample.
#[derive(Clone, Copy)]
pub enum Fate {
    /// The manager has scored it.
    Scored,
    /// Nobody has got to it.
    Unscored,
    /// Only the rep has scored it.
    OwnOnly,
    /// The rep has half done the own card.
    OwnDraft,
    /// The rep has scored it, the manager has half done.
    ManagerDraft,
}

/// What is left to do when the sample is opened: the rep, the week, how many calls of that week came after it.
pub const UNFINISHED: &[(&str, usize, usize, Fate)] = &[
    ("Maya Lindqvist", WEEKS, 0, Fate::OwnDraft),
    ("Maya Lindqvist", WEEKS, 1, Fate::Unscored),
    ("Rafael Quintero", WEEKS, 0, Fate::ManagerDraft),
    ("Hannah Brandt", WEEKS, 0, Fate::OwnOnly),
    ("Seun Adeyemi", WEEKS, 0, Fate::Unscored),
    ("Claire Okonjo", WEEKS, 0, Fate::OwnOnly),
];

pub const STORIES: &[Story] = &[
    // New, fifteen weeks in the job, improves from about 33 to about 58.
    Story {
        rep: "Maya Lindqvist",
        calls: [0, 0, 3, 2, 3, 2, 2, 3, 2, 3, 2, 3, 2, 2, 3, 3],
        level: [0.0, 0.0, 38.0, 35.0, 35.0, 36.0, 38.0, 40.0, 42.0, 45.0, 47.0, 49.0, 51.0, 53.0, 55.0, 56.0],
        scatter: 3.5,
        strengths: [0.06, 0.0, -0.02, 0.02, -0.06],
        items: &[("summary", -0.25), ("discovery-areas", 0.1), ("personal-opener", 0.1), ("benefits", -0.1)],
        own_share: 0.24,
        own_gap: 2.0,
        focus: &["agenda", "agenda", "open-questions", "open-questions", "quantified-impact", "summary"],
        kinds: &["discovery", "discovery", "demo", "demo", "follow-up"],
    },
    // Developing, nine months, under 58 for the last four counted weeks.
    Story {
        rep: "Devon Achebe",
        calls: [2, 1, 2, 1, 1, 1, 2, 1, 2, 1, 1, 2, 2, 1, 2, 2],
        level: [53.0, 56.0, 52.0, 60.0, 51.0, 54.0, 57.0, 50.0, 52.0, 54.0, 51.0, 62.0, 53.0, 52.0, 53.0, 52.0],
        scatter: 2.5,
        strengths: [0.0, -0.06, -0.02, -0.08, 0.14],
        items: &[("talk-ratio", -0.12), ("pacing", -0.15), ("explores-cause", -0.2), ("invite", 0.12), ("personal-opener", 0.1)],
        own_share: 0.3,
        own_gap: 11.0,
        focus: &["talk-ratio", "open-questions", "pacing", "explores-cause", "explores-cause", "refers-to-needs"],
        kinds: &["discovery", "demo", "demo", "follow-up", "negotiation", "negotiation"],
    },
    // Developing, fourteen months; rates the own calls at about 79 where the manager sees 56.
    Story {
        rep: "Rafael Quintero",
        calls: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1],
        level: [57.0; WEEKS],
        scatter: 4.0,
        strengths: [0.18, -0.06, 0.08, -0.12, -0.08],
        items: &[
            ("personal-opener", 0.22),
            ("agenda", -0.15),
            ("quantified-impact", -0.25),
            ("social-proof", 0.18),
            ("mutual-commitment", -0.12),
        ],
        own_share: 0.85,
        own_gap: 22.5,
        focus: &["quantified-impact", "quantified-impact", "specific-evidence", "next-steps", "next-steps"],
        kinds: &["discovery", "demo", "follow-up", "follow-up", "expansion", "expansion"],
    },
    // Senior, twenty-six months, about 57: below the gate of 60.
    Story {
        rep: "Hannah Brandt",
        calls: [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1],
        level: [59.0; WEEKS],
        scatter: 2.2,
        strengths: [-0.1, -0.08, -0.02, 0.0, 0.22],
        items: &[("follow-up-probing", -0.22), ("talk-ratio", 0.2), ("invite", 0.2), ("credibility", -0.12)],
        own_share: 0.35,
        own_gap: 6.0,
        focus: &["follow-up-probing", "credibility", "follow-up-probing", "agenda"],
        kinds: &["discovery", "discovery", "demo", "follow-up", "negotiation"],
    },
    // Senior, thirty-one months, about 73.
    Story {
        rep: "Seun Adeyemi",
        calls: [1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1],
        level: [71.5; WEEKS],
        scatter: 3.5,
        strengths: [0.0, 0.02, 0.02, 0.1, 0.0],
        items: &[("talk-ratio", -0.3), ("explores-cause", 0.15), ("social-proof", -0.12)],
        own_share: 0.35,
        own_gap: -1.0,
        focus: &["talk-ratio", "social-proof", "talk-ratio"],
        kinds: &["discovery", "demo", "demo", "negotiation", "follow-up"],
    },
    // Top, fifty months, about 84.
    Story {
        rep: "Claire Okonjo",
        calls: [1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1],
        level: [83.0; WEEKS],
        scatter: 2.5,
        strengths: [0.0, 0.04, 0.0, 0.02, 0.0],
        items: &[("pacing", -0.12), ("follow-up-probing", 0.08), ("credibility", -0.12)],
        own_share: 0.35,
        own_gap: -4.0,
        focus: &["pacing", "credibility"],
        kinds: &["discovery", "executive-briefing", "executive-briefing", "negotiation", "demo"],
    },
];
