//! Presentation in portions: how long a stretch lasts, whether it is checked that it lands, what leaves the prospect room.

use super::presentation::{TIED, tied};
use super::{Sight, Sureness, Verdict, bearing, signs, times, value_of};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::metric;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::targets::MONOLOGUE;
use crate::domain::order;
use crate::domain::show;
use crate::domain::transcript::Side;

/// Longest monologue in seconds and what it leaves of five: up to a minute nothing is lost, at the target of two and a
/// half hardly anything is left.
const STRETCHES: &[(f64, u16)] = &[(60.0, 4), (90.0, 3), (120.0, 2), (MONOLOGUE, 1)];

/// What short stretches give where nothing was checked; each of what leaves room is one more, up to so many.
const UNCHECKED: u16 = 1;
const ROOMY: usize = 2;

/// The most that one check gives where a stretch was more than a portion.
const ONE_CHECK: u16 = 2;

/// So many open questions hand the talk over again and again, …
const HANDS_OVER: usize = 4;

/// … so many questions go into what the answer was, so many statements pick it up, …
const TAKES_UP: usize = 3;
const PICKS_UP: usize = 6;

/// … and so many turns that showed something end by asking.
const ENDS_ASKING: usize = 4;

/// Who speaks less than this share of the time, in percent, has left room anyway.
const LISTENS: f64 = 45.0;

/// In seconds: what is longer is more than one portion.
const PORTION: f64 = 48.0;

/// So many of the checks are shown.
const BEST: usize = 2;

/// Of so many words is a question that asks how something lands, after so many that showed it.
const SHORT_CHECK: usize = 8;
const SHOWN: usize = 25;

/// A turn of more words is long, and the more of ours stand in such ones the less room is left.
const LONG: usize = 100;

/// What tells of pace, in hundredths of a point: to begin with, each point for the longest stretch and its checks, each point of
/// what is shown being tied to what was said, asking openly about an answer; and what long turns take off. Neither every check
/// is heard nor is every stretch one, so none decides alone; the fifth point takes a person (it was given on 98 calls judged by
/// hand, and was wrong more often than right).
const WEIGHTS: [usize; 5] = [60, 49, 15, 57, 232];

/// Words a minute of talk, where a file has no times: the middle of what is measured in calls (120 to 180).
const WORDS_A_MINUTE: f64 = 150.0;

/// The longest stretch of ours in seconds, what was asked after what was shown, and what both give of five.
pub(super) struct Portions<'a> {
    seconds: f64,
    /// Where the file has times.
    timed: bool,
    checks: Vec<&'a Said>,
    nods: Vec<&'a Said>,
    /// What else leaves the prospect room, where nothing was checked.
    leaves: usize,
    points: u16,
    /// What is left of five for the stretch alone.
    left: u16,
}

fn find<'a>(sight: &Sight<'a>) -> Portions<'a> {
    let timed = value_of(sight.analysis, "longest-monologue").map(|it| it.0);
    let seconds = timed.unwrap_or_else(|| by_words(sight));
    let left = STRETCHES.iter().find(|it| seconds <= it.0).map_or(0, |it| it.1);
    let heard = sight.heard;
    let (checks, nods): (Vec<&Said>, Vec<&Said>) =
        sight.said(Side::Ours, |it| heard.is_landing(it)).map(|it| it.1).partition(|it| heard.is_check(it));
    // Short stretches are half of it: without a check nobody knows what has landed, and one may be chance.
    let leaves = if nods.is_empty() && seconds <= PORTION { leaves_room(sight).min(ROOMY) } else { 0 };
    let nod = checks.iter().all(|it| it.on(Topic::Tag) && !sight.has_word(it, "spelled or"));
    let points = match checks.len() {
        // Nobody knows what became of a long one.
        0 if seconds > PORTION => 0,
        0 => left.min(UNCHECKED + leaves as u16),
        // One for a long stretch is none for most of it.
        1 if seconds > PORTION => left.saturating_sub(1).clamp(1, ONE_CHECK),
        // "Does that make sense?" asks for a nod, whatever goes with it.
        1 => left.saturating_sub(1) + leaves.saturating_sub(usize::from(nod)) as u16,
        _ => left + 1,
    };
    Portions { seconds, timed: timed.is_some(), checks, nods, leaves, points, left }
}

fn portions<'b, 'a>(sight: &'b Sight<'a>) -> &'b Portions<'a> {
    sight.found.portions.get_or_init(|| find(sight))
}

/// How well it is told in portions, of five: by the longest stretch and what is asked after what was shown.
pub(super) fn in_portions(sight: &Sight<'_>) -> u16 {
    portions(sight).points
}

pub(super) fn pacing(sight: &Sight<'_>) -> Verdict {
    let Portions { seconds, timed, checks, nods, leaves, points: by_stretch, left } = portions(sight);
    let (seconds, timed, leaves, by_stretch, left) = (*seconds, *timed, *leaves, *by_stretch, *left);
    let length = show::seconds(seconds);
    let estimated = if timed { "" } else { " by its words" };
    // What was told at such length is hardly better for one check at its end.
    if let Some(said) = if checks.is_empty() && seconds <= PORTION { left_open(sight) } else { None } {
        let why = format!(
            "No suggestion: the longest stretch was {length}{estimated}, and one ended with a question that may have been a check."
        );
        return Verdict { moments: sight.moments([said]), ..Verdict::unknown(&why) };
    }
    let long = long_share(sight);
    let points = if bearing::shows(sight) { weighed(sight, by_stretch, long) } else { by_stretch };
    // One check may be chance; that there was none is sure only where the stretches left no room for any.
    let is_plain = checks.len() > 1 || (checks.is_empty() && left <= UNCHECKED);
    let sureness = if timed && is_plain && points.abs_diff(by_stretch) <= 1 { Sureness::Likely } else { Sureness::Unsure };
    let checked = match (checks.len(), nods.len()) {
        _ if checks.is_empty() && leaves > 0 => "left room to speak, but was not heard to check whether it lands".to_owned(),
        (0, 0) => "was not heard to check whether it lands".to_owned(),
        (0, n) => format!("asked only for a nod, {}", times(n)),
        (n, _) => format!("checked {} whether it lands", times(n)),
    };
    let spoken = if long > 0 { format!("; {long}% of its words stand in turns of more than {LONG}") } else { String::new() };
    let why = format!("The longest stretch was {length}{estimated}, and our side {checked}{spoken}.");
    // A short stretch shows nothing.
    let long = metric(sight.analysis, "longest-monologue").filter(|_| seconds > PORTION);
    let stretch = long.map(|it| it.moments.clone()).unwrap_or_default();
    let mut shown = signs::shown(sight, &signs::CHECKS, if checks.is_empty() { 0 } else { BEST });
    if shown.is_empty() {
        shown.extend(checks.iter().chain(nods).take(BEST));
    }
    let mut moments = [stretch, sight.moments(shown)].concat();
    order::sort_by_key(&mut moments, |it| it.from);
    Verdict::of(points, sureness, why, moments)
}

/// The points where our side speaks often enough to show how it leaves room.
fn weighed(sight: &Sight<'_>, by_stretch: u16, long: usize) -> u16 {
    let [begin, by_portions, by_ties, by_asking, by_length] = WEIGHTS;
    let asks_on = sight.said(Side::Ours, |it| it.takes_up && it.asked == Some(Asked::Open)).next().is_some();
    let found = begin + by_portions * usize::from(by_stretch) + by_ties * usize::from(tied(sight)) + by_asking * usize::from(asks_on);
    u16::try_from((found.saturating_sub(by_length * long / 100) + 50) / 100).unwrap_or(0).min(5)
}

/// How many of a hundred words of ours stand in long turns.
fn long_share(sight: &Sight<'_>) -> usize {
    let turns: Vec<usize> = bearing::turns(sight).map(|it| it.iter().map(|it| it.words).sum()).collect();
    100 * turns.iter().filter(|it| **it > LONG).sum::<usize>() / turns.iter().sum::<usize>().max(1)
}

/// How many of the things are there that leave the prospect room.
fn leaves_room(sight: &Sight<'_>) -> usize {
    let heard = sight.heard;
    let of = |wanted: fn(&Said) -> bool| sight.said(Side::Ours, wanted).count();
    let listens = value_of(sight.analysis, "talk-ratio").is_some_and(|it| it.0 < LISTENS);
    let asks = |it: &Said| it.asked.is_some_and(|it| it.counts() || it == Asked::Tag);
    let ends = |turn: &usize| heard.of_turn(*turn).last().is_some_and(asks) && shown(heard.of_turn(*turn)) >= SHOWN;
    let ours = (0..heard.voices.len()).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    let found = [
        listens,
        of(|it| it.asked == Some(Asked::Open)) >= HANDS_OVER,
        of(|it| it.takes_up) >= TAKES_UP,
        of(|it| it.mirrors >= TIED) >= PICKS_UP,
        ours.filter(ends).count() >= ENDS_ASKING,
    ];
    found.into_iter().filter(|it| *it).count()
}

/// How many words of a turn tell and do not ask.
fn shown(turn: &[Said]) -> usize {
    turn.iter().filter(|it| !it.asked.is_some_and(Asked::counts)).map(|it| it.words).sum()
}

/// A short open question at the end of a turn in which something was shown: "What do you make of that?"
fn left_open<'a>(sight: &'a Sight<'_>) -> Option<&'a Said> {
    let last = |it: &Said| sight.heard.of_turn(it.turn).last().is_some_and(|last| last.from == it.from);
    let short = |it: &Said| it.asked == Some(Asked::Open) && it.words <= SHORT_CHECK && !sight.heard.is_early(it);
    sight.said(Side::Ours, short).map(|it| it.1).find(|it| last(it) && shown(sight.heard.of_turn(it.turn)) >= SHOWN)
}

/// How long our longest turn would take to say.
fn by_words(sight: &Sight<'_>) -> f64 {
    let ours = (0..sight.heard.voices.len()).filter(|it| sight.heard.voices[*it].side == Side::Ours);
    let words = |turn: usize| sight.heard.of_turn(turn).iter().map(|it| it.words).sum::<usize>();
    ours.map(words).max().unwrap_or(0) as f64 / WORDS_A_MINUTE * 60.0
}
