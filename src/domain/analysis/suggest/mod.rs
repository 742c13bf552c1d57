//! What was heard -> points for items of a rubric, with why and the moments. One file a subject of the standard
//! rubric, one a rubric of the others; add an item: a row and its judge, or its parts. Never a score until a person takes it.

use std::sync::OnceLock;

use super::lexicon::{Topic, Topics};
use super::off::NO_SUGGESTION;
use super::rule::Rule;
use super::{Analysis, Measured, Metric, Source, Suggestion, Sureness, metric};
use crate::domain::order;
use crate::domain::rubric::{Item, ItemKind, Rubric, shipped};
use crate::domain::transcript::{Moment, Side, Transcript};

mod agenda;
mod asking_on;
mod bearing;
mod briefing;
mod closing;
mod diagnostic;
mod discovery;
mod expansion;
mod impact;
mod last_signs;
mod methods;
mod objections;
mod opening;
mod own;
mod pacing;
mod parts;
mod planned;
mod presentation;
mod range;
mod recap;
mod shape;
mod sight;
mod signs;
mod summary;
mod talk;

use parts::Row;
use sight::Sight;

/// What a judge finds.
struct Verdict {
    /// Of five, whatever the item is worth; `None` where the text cannot tell.
    of_five: Option<u16>,
    sureness: Sureness,
    why: String,
    moments: Vec<Moment>,
}

/// An item something is known of: its key, a topic without whose word list nothing can be said of it, its judge.
type Judge = (&'static str, Topic, fn(&Sight<'_>) -> Verdict);

/// The items something is known of, by key.
const JUDGES: &[Judge] = &[
    ("personal-opener", Topic::Personal, opening::personal_opener),
    ("agenda", Topic::Agenda, agenda::agenda),
    ("credibility", Topic::Proof, opening::credibility),
    ("open-questions", Topic::Request, discovery::open_questions),
    ("discovery-areas", Topic::AskPain, discovery::discovery_areas),
    ("follow-up-probing", Topic::Probe, asking_on::follow_up_probing),
    ("quantified-impact", Topic::NotImpact, impact::quantified_impact),
    ("refers-to-needs", Topic::Refer, presentation::refers_to_needs),
    ("benefits", Topic::Benefit, presentation::benefits),
    ("social-proof", Topic::Proof, presentation::social_proof),
    ("pacing", Topic::Check, pacing::pacing),
    ("acknowledges", Topic::Acknowledge, objections::acknowledges),
    ("explores-cause", Topic::Objection, objections::explores_cause),
    ("specific-evidence", Topic::Objection, objections::specific_evidence),
    ("summary", Topic::Summary, summary::summary),
    ("next-steps", Topic::Step, closing::next_steps),
    ("mutual-commitment", Topic::Commitment, closing::mutual_commitment),
    ("invite", Topic::Invite, closing::invite),
    ("discovery-quality", Topic::Consequence, diagnostic::discovery_quality),
    ("value-connection", Topic::Benefit, diagnostic::value_connection),
    ("objection-response", Topic::Objection, diagnostic::objection_response),
    ("next-step-clarity", Topic::Step, diagnostic::next_step_clarity),
    ("executive-presence", Topic::Request, diagnostic::executive_presence),
    ("expansion-revenue", Topic::Request, diagnostic::noted),
    ("upgrade", Topic::Request, diagnostic::noted),
];

/// The items that are made of parts, by key.
const ROWS: [&[Row]; 3] = [expansion::ROWS, briefing::ROWS, methods::ROWS];

/// Items of shipped rubrics that name a detector from before there was one of their own. A shipped version never
/// changes, so it is said here whose turn it is.
const STAND_INS: &[(&str, &str)] = &[
    ("usage-opener", "personal-opener"),
    ("usage-goals", "refers-to-needs"),
    ("what-changed", "open-questions"),
    ("trigger-confirmed", "quantified-impact"),
    ("outcome-agenda", "agenda"),
    ("business-outcome", "benefits"),
    ("own-priorities", "refers-to-needs"),
    ("return", "quantified-impact"),
    ("strategic-questions", "follow-up-probing"),
    ("executive-ask", "summary"),
    ("sponsor", "mutual-commitment"),
    ("metrics", "quantified-impact"),
    ("identify-pain", "discovery-areas"),
    ("implication", "follow-up-probing"),
    ("need", "discovery-areas"),
];

/// The keys of what can suggest points for an item ([`Item::detectors`]), those of the standard rubric in the order of a
/// call first.
pub fn detectors() -> impl Iterator<Item = &'static str> {
    JUDGES.iter().map(|it| it.0).chain(ROWS.into_iter().flatten().map(|it| it.0))
}

/// The detectors that the team's own `rules` are, by the same key and title for all languages of a signal.
pub fn own_detectors(rules: &[Rule]) -> Vec<(String, String)> {
    own::detectors(rules)
}

/// The name of the team's signal that the detector `key` stands for.
pub fn signal_of(key: &str) -> Option<&str> {
    key.strip_prefix(own::PREFIX)
}

/// What a detector is called: the title of the shipped item it was made for, or the team's own signal.
pub fn detector_title(key: &str) -> String {
    if let Some(name) = signal_of(key) {
        return own::title(name);
    }
    static TITLES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let all = || shipped().iter().flat_map(Rubric::items).map(|it| (it.key.clone(), it.title.clone())).collect();
    let titles = TITLES.get_or_init(all);
    titles.iter().find(|it| it.0 == key).map_or_else(|| key.to_owned(), |it| it.1.clone())
}

/// The keys of what suggests points for `item`: what it names, or what was made for it since.
pub fn in_use(item: &Item) -> impl Iterator<Item = &str> {
    let stands_in = |it: &str| item.detectors.len() == 1 && STAND_INS.contains(&(item.key.as_str(), it));
    item.detectors().map(move |it| if stands_in(it) { item.key.as_str() } else { it })
}

/// A detector shows no more moments than this: what a person will open before deciding.
const MOMENTS: usize = 8;

/// So many of the sentences that show it best are shown where many are heard: a few that carry are more than many.
const SHOWN: usize = 3;

/// A suggestion for each item of `rubric` that something is known of.
pub(super) fn suggest(transcript: &Transcript, analysis: &Analysis, rubric: &Rubric) -> Vec<Suggestion> {
    let sight = Sight::of(transcript, analysis);
    rubric.items().filter_map(|item| sight.suggestion(item)).collect()
}

impl Sight<'_> {
    fn suggestion(&self, item: &Item) -> Option<Suggestion> {
        if let ItemKind::Computed { metric, .. } = &item.kind {
            return Some(self.computed(item, metric));
        }
        if item.kind == ItemKind::Text {
            return None;
        }
        let sources: Vec<Source> = in_use(item).filter_map(|key| self.source(item, key)).collect();
        // Of equal ones the surer, of those the first.
        let rank = |it: &Source| (it.points.is_some(), !it.moments.is_empty(), it.points, it.sureness == Sureness::Sure);
        let best = sources.iter().rev().max_by_key(|it| rank(it))?;
        let mut moments: Vec<Moment> = sources.iter().flat_map(|it| &it.moments).cloned().collect();
        order::sort_by_key(&mut moments, |it| (it.from, it.to));
        moments.dedup_by(|a, b| (a.from, a.to) == (b.from, b.to));
        let (points, sureness, why) = (best.points, best.sureness, best.why.clone());
        let sources = if sources.len() > 1 { sources } else { Vec::new() };
        Some(Suggestion { item: item.key.clone(), points, sureness, why, moments, sources })
    }

    /// What the detector `key` says of an item; `None` where there is none of that name.
    fn source(&self, item: &Item, key: &str) -> Option<Source> {
        let judge = JUDGES.iter().find(|it| it.0 == key);
        let row = || ROWS.into_iter().flatten().find(|it| it.0 == key);
        let verdict = match (judge, signal_of(key)) {
            (Some((_, needs, judge)), _) => self.unknowable(key, needs.bit()).unwrap_or_else(|| judge(self)),
            (None, Some(name)) => own::judge(self, item, name),
            (None, None) => row().map(|row| self.unknowable(key, parts::needs(row)).unwrap_or_else(|| parts::judge(self, row)))?,
        };
        let Verdict { of_five, sureness, why, mut moments } = verdict;
        moments.truncate(MOMENTS);
        // Without sentence ends each is heard a step less surely.
        let sureness = match sureness {
            it if !self.heard.blurred => it,
            Sureness::Sure => Sureness::Likely,
            _ => Sureness::Unsure,
        };
        Some(Source { detector: key.to_owned(), points: of_five.map(|it| step(item, it)), sureness, why, moments })
    }

    /// Why the detector `key`, which needs the words of one of these topics, can say nothing.
    fn unknowable(&self, key: &str, needs: Topics) -> Option<Verdict> {
        let speaks = |side: Side| self.heard.voices.iter().any(|it| it.side == side);
        let why = match () {
            () if self.transcript.speakers.is_empty() => "No suggestion: these words do not say who speaks.",
            () if !speaks(Side::Ours) => "No suggestion: nobody has said which speakers are on our side.",
            () if !speaks(Side::Theirs) => "No suggestion: the prospect is not heard in this file.",
            () if self.heard.known & needs == 0 => "No suggestion: there is no word list for this in the language of the call yet.",
            () if self.heard.off.leaves_nothing(key, needs, self.heard.known) => NO_SUGGESTION,
            () => return None,
        };
        Some(Verdict::unknown(why))
    }

    /// The points of the band the metric falls into. Where several of ours speak, our side's share stands for the
    /// talk ratio, and the reason says so.
    fn computed(&self, item: &Item, key: &str) -> Suggestion {
        let side = team_share(self.analysis, key);
        let (points, sureness, why, moments) = match side.or_else(|| value_of(self.analysis, key)) {
            Some((value, metric)) => {
                let band = item.kind.band(value);
                let says = band.map_or("", |it| it.says.as_str());
                let what = match key {
                    "talk-ratio" => self.shares(value, side.is_some(), &item.kind),
                    _ => format!("{}: {value:.1}, {says}.", metric.label),
                };
                let sure = if metric.estimated { Sureness::Likely } else { Sureness::Sure };
                (band.map(|it| it.points), sure, what, metric.moments.clone())
            }
            None => {
                let why = metric(self.analysis, key).map_or("There is no such metric.", |it| match it.measured {
                    Measured::NotMeasurable(why) => why,
                    Measured::Value(_) => "",
                });
                (None, Sureness::Unsure, format!("No suggestion: {why}"), Vec::new())
            }
        };
        Suggestion { item: item.key.clone(), points, sureness, why, moments, sources: Vec::new() }
    }
}

fn value_of<'a>(analysis: &'a Analysis, key: &str) -> Option<(f64, &'a Metric)> {
    metric(analysis, key).and_then(|it| match it.measured {
        Measured::Value(value) => Some((value, it)),
        Measured::NotMeasurable(_) => None,
    })
}

/// Our side's share, which stands for the talk ratio wherever more than one of ours speaks: two of ours who share a call
/// would else both look like listeners.
fn team_share<'a>(analysis: &'a Analysis, key: &str) -> Option<(f64, &'a Metric)> {
    value_of(analysis, "side-share").filter(|_| key == "talk-ratio")
}

/// The value that an item computed from the metric `key` is scored by, and the metric it is of.
pub(super) fn scored<'a>(analysis: &'a Analysis, key: &str) -> Option<(f64, &'a Metric)> {
    team_share(analysis, key).or_else(|| value_of(analysis, key))
}

impl Verdict {
    fn unknown(why: &str) -> Self {
        Self { of_five: None, sureness: Sureness::Unsure, why: why.to_owned(), moments: Vec::new() }
    }

    fn of(of_five: u16, sureness: Sureness, why: String, moments: Vec<Moment>) -> Self {
        Self { of_five: Some(of_five), sureness, why, moments }
    }
}

/// The item's step nearest to so many fifths of its points.
fn step(item: &Item, of_five: u16) -> u16 {
    let wanted = f64::from(item.points) * f64::from(of_five.min(5)) / 5.0;
    let away = |it: &u16| (f64::from(*it) - wanted).abs();
    item.steps().into_iter().min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(0)
}

/// The points of the first row whose count is reached; rows run from most to least.
fn by_count(n: usize, table: &[(usize, u16)]) -> u16 {
    table.iter().find(|it| n >= it.0).map_or(0, |it| it.1)
}

/// "once", "twice", "3 times".
fn times(n: usize) -> String {
    match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// "1 figure", "2 figures".
fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
