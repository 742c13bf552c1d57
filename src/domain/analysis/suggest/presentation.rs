//! Presentation: tied to needs, proven, in portions.

use super::{Sight, Sureness, Verdict, by_count, counted};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::targets::MONOLOGUE;
use crate::domain::analysis::{Measured, metric};
use crate::domain::order;
use crate::domain::time::Millis;
use crate::domain::transcript::Side;

/// Each thing shown should be tied to a need; three ties are a presentation built on them.
const TIES: &[(usize, u16)] = &[(3, 5), (2, 4), (1, 2)];

/// How many sentences after a customer is named the figure may come.
const STORY: usize = 3;

/// Longest monologue up to so many times its target, and what that leaves of five: within it nothing is lost, at
/// twice (five minutes) hardly anything is left.
const STRETCHES: &[(f64, u16)] = &[(1.0, 4), (1.3, 3), (2.0, 2), (f64::INFINITY, 1)];

/// Words a minute of talk, where a file has no times: the middle of what is measured in calls (120 to 180).
const WORDS_A_MINUTE: f64 = 150.0;

pub(super) fn refers_to_needs(sight: &Sight<'_>) -> Verdict {
    // "You said … Why?" goes deeper; what counts here is what is tied to an offer.
    let leads_to_question =
        |at: usize| (at..at + 3).any(|it| sight.heard.said.get(it).is_some_and(|it| it.asked.is_some_and(Asked::counts)));
    let ties: Vec<_> = sight.said(Side::Ours, |it| it.on(Topic::Refer)).filter(|it| !leads_to_question(it.0)).map(|it| it.1).collect();
    let why = match ties.len() {
        0 => "Nothing shown was tied to what the prospect had said, in words such as \"you mentioned\".".to_owned(),
        n => format!("Our side referred to the prospect's own words in {}.", counted(n, "place")),
    };
    Verdict::of(by_count(ties.len(), TIES), Sureness::Unsure, why, sight.moments(ties))
}

pub(super) fn benefits(_: &Sight<'_>) -> Verdict {
    Verdict::unknown("No suggestion: words alone do not tell a benefit from a feature.")
}

pub(super) fn social_proof(sight: &Sight<'_>) -> Verdict {
    proof(sight, |_| true, "in the call")
}

/// The best story of a customer among the sentences that are `wanted`. A figure makes it checkable, likeness makes it
/// relevant; naming customers at large is hardly proof.
pub(super) fn proof(sight: &Sight<'_>, wanted: impl Fn(&Said) -> bool, place: &str) -> Verdict {
    let heard = sight.heard;
    let told = |at: usize, said: &Said| {
        let story = || heard.said.iter().skip(at).take(STORY).filter(|it| it.turn == said.turn);
        let figure = story().find(|it| it.on(Topic::Share) || it.figures.iter().any(|it| it.tells()));
        let alike = story().any(|it| it.on(Topic::Relevant));
        let points: u16 = match (figure.is_some(), alike) {
            (true, true) => 5,
            (true, false) => 4,
            (false, true) => 3,
            (false, false) => 1,
        };
        (points, figure)
    };
    let stories = sight.said(Side::Ours, |it| it.on(Topic::Proof) && !it.asked.is_some_and(Asked::counts) && wanted(it));
    let best = stories.map(|(at, it)| (told(at, it), it)).max_by_key(|it| (it.0.0, std::cmp::Reverse(it.1.from)));
    let Some(((points, figure), said)) = best else {
        return Verdict::of(0, Sureness::Likely, format!("No customer was named as proof {place}."), Vec::new());
    };
    let what = match points {
        5 => "with likeness to the prospect and a figure",
        4 => "with a figure",
        3 => "like the prospect, without a figure",
        _ => "without likeness or figure",
    };
    let why = format!("Another customer was brought up {place}, {what}.");
    Verdict::of(points, Sureness::Likely, why, sight.moments([Some(said), figure].into_iter().flatten()))
}

pub(super) fn pacing(sight: &Sight<'_>) -> Verdict {
    let longest = metric(sight.analysis, "longest-monologue");
    let timed = longest.and_then(|it| if let Measured::Value(seconds) = it.measured { Some((seconds, Sureness::Likely)) } else { None });
    let (seconds, sureness) = timed.unwrap_or_else(|| (by_words(sight), Sureness::Unsure));
    let left = STRETCHES.iter().find(|it| seconds <= it.0 * MONOLOGUE).map_or(0, |it| it.1);
    let checks: Vec<_> = sight.said(Side::Ours, |it| it.on(Topic::Check)).map(|it| it.1).collect();
    let points = left + u16::from(!checks.is_empty());
    let length = Millis::from_seconds(seconds).clock();
    let estimated = if timed.is_some() { "" } else { " by its words" };
    let checked = match checks.len() {
        0 => "never checked whether it lands".to_owned(),
        n => format!("checked {} whether it lands", counted(n, "time")),
    };
    let why = format!("The longest stretch was {length}{estimated}, and our side {checked}.");
    let stretch = longest.map(|it| it.moments.clone()).unwrap_or_default();
    let mut moments = [stretch, sight.moments(checks)].concat();
    order::sort_by_key(&mut moments, |it| it.from);
    Verdict::of(points, sureness, why, moments)
}

/// How long our longest turn would take to say.
fn by_words(sight: &Sight<'_>) -> f64 {
    let ours = (0..sight.heard.voices.len()).filter(|it| sight.heard.voices[*it].side == Side::Ours);
    let words = |turn: usize| sight.heard.of_turn(turn).iter().map(|it| it.words).sum::<usize>();
    ours.map(words).max().unwrap_or(0) as f64 / WORDS_A_MINUTE * 60.0
}
