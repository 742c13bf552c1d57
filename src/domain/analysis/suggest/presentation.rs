//! Presentation: tied to needs, proven, in portions.

use super::{Sight, Sureness, Verdict, by_count, counted, times, value_of};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::judge::Story;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::targets::MONOLOGUE;
use crate::domain::analysis::{Measured, metric};
use crate::domain::order;
use crate::domain::show;
use crate::domain::transcript::Side;

/// Sentences of ours in the prospect's own words, in a hundred of ours: where it is one in seven, what is shown is built
/// on what was said; where it is one in thirty, it is shown to anybody.
const TIES: &[(usize, u16)] = &[(13, 5), (10, 4), (7, 3), (4, 2), (2, 1)];

/// So many of the prospect's own words tie a sentence to what was said.
const TIED: u8 = 2;

/// What is said of these is tied to nothing.
const NO_TIE: &[Topic] = &[Topic::Refer, Topic::Price, Topic::Proof];

/// So few words at the beginning of a turn may but say again what was heard.
const ECHO: usize = 6;

/// The fewest sentences of ours that a share of them can be told from.
const ENOUGH: usize = 30;

/// The share of outcomes among all talk of outcomes and features, in percent, and what it gives.
const OUTCOMES: &[(usize, u16)] = &[(80, 5), (65, 4), (50, 3), (35, 2), (1, 1)];

/// Fewer sentences of either kind than this tell nothing.
const TOLD: usize = 2;

/// … and so few of either give no more than this.
const SEVERAL: usize = 3;
const FEW: u16 = 3;

/// From so many points for ties on, what is shown is the prospect's own matter …
const OWN: u16 = 3;

/// … and worth so many as benefits where hardly an outcome was told in words of one;
const MOST_OWN: u16 = 4;

/// Who makes so many statements and hardly one of an outcome has told hardly any.
const SPOKEN: usize = 15;
const HARDLY: u16 = 1;

/// … without, outcomes among features are worth at most so many.
const ANYBODYS: u16 = 2;

/// Longest monologue in seconds and what it leaves of five: up to a minute nothing is lost, at the target of two and a
/// half hardly anything is left.
const STRETCHES: &[(f64, u16)] = &[(60.0, 4), (90.0, 3), (120.0, 2), (MONOLOGUE, 1)];

/// The most that short stretches give where nothing was checked, and where the talk was handed over with open questions.
const UNCHECKED: u16 = 1;
const HANDED_OVER: u16 = 3;

/// So many open questions hand the talk over again and again.
const HANDS_OVER: usize = 4;

/// Who speaks less than this share of the time, in percent, has left room anyway.
const LISTENS: f64 = 45.0;

/// In seconds: what is longer is more than one portion.
const PORTION: f64 = 48.0;

/// Of so many words is a question that asks how something lands, after so many that showed it.
const SHORT_CHECK: usize = 8;
const SHOWN: usize = 25;

/// Words a minute of talk, where a file has no times: the middle of what is measured in calls (120 to 180).
const WORDS_A_MINUTE: f64 = 150.0;

/// The most that the prospect's words are worth in our mouth where nothing says that they are.
const UNSAID: u16 = 4;

/// … unless so many of a hundred statements are in them.
const MOSTLY: usize = 20;

/// … or there are so many of them.
const MANY: usize = 5;

/// What ties our statements to what the prospect said.
struct Ties<'a> {
    /// Those that say so first.
    said: Vec<&'a Said>,
    /// How many say so.
    told: usize,
    /// How many statements our side made.
    ours: usize,
    points: u16,
}

fn ties<'a>(sight: &'a Sight<'_>) -> Ties<'a> {
    let heard = sight.heard;
    // "You said … Why?" goes deeper; what counts here is what is tied to an offer.
    let leads_to_question = |at: usize| {
        (at..at + 3).any(|next| {
            let turn = heard.said.get(at).map(|it| it.turn);
            heard.said.get(next).is_some_and(|it| Some(it.turn) == turn && it.asked.is_some_and(Asked::counts))
        })
    };
    let states = |it: &Said| it.words > 3 && !it.asked.is_some_and(Asked::counts);
    let ours = sight.said(Side::Ours, states).count();
    let refers = sight.said(Side::Ours, |it| it.on(Topic::Refer)).filter(|it| !leads_to_question(it.0)).map(|it| it.1);
    let mut ties: Vec<&Said> = refers.collect();
    let told = ties.len();
    // "So by your Tuesday", "eight of your eleven": one word or figure of the prospect's will do where it is said whose it is.
    let own = move |at: usize, it: &Said| it.on(Topic::Yours) && (it.mirrors > 0 || it.figures.iter().any(|one| heard.is_theirs(at, one)));
    let tied = move |at: usize, it: &Said| states(it) && (it.mirrors >= TIED || own(at, it)) && !it.on_any(NO_TIE);
    // What only says again what was just said takes it up and shows nothing.
    let echoes = move |at: usize, it: &Said| it.words <= ECHO && heard.first_sentence.get(it.turn) == Some(&at);
    ties.extend(sight.said(Side::Ours, |_| true).filter(|it| tied(it.0, it.1) && !echoes(it.0, it.1)).map(|it| it.1));
    let share = 100 * ties.len() / ours.max(ENOUGH);
    // A word in common may be chance; only what says so is worth all points.
    let most =
        if share >= MOSTLY || ties.len() >= MANY { u16::MAX } else { UNSAID.saturating_add(u16::try_from(told).unwrap_or(u16::MAX)) };
    Ties { said: ties, told, ours, points: by_count(share, TIES).min(most) }
}

pub(super) fn refers_to_needs(sight: &Sight<'_>) -> Verdict {
    let Ties { said: mut ties, told, ours, points } = ties(sight);
    let why = match ties.len() {
        0 => "Nothing shown was tied to what the prospect had said, in the prospect's words or in words such as \"you mentioned\"."
            .to_owned(),
        n if told == 0 => format!("{n} of our side's {ours} statements pick up the prospect's own words."),
        n => format!("{n} of our side's {ours} statements pick up the prospect's own words, {told} of them by saying so."),
    };
    // The ones that say so come first: they are what a person can hear at once.
    ties.truncate(super::MOMENTS.max(told));
    Verdict::of(points, Sureness::Unsure, why, sight.moments(ties))
}

pub(super) fn benefits(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let outcomes: Vec<&Said> = sight.said(Side::Ours, |it| heard.is_outcome(it)).map(|it| it.1).collect();
    let features: Vec<&Said> = sight.said(Side::Ours, |it| heard.is_feature(it)).map(|it| it.1).collect();
    let n = outcomes.len() + features.len();
    let Ties { said: tied, points: own, ours, .. } = ties(sight);
    // What is built on the prospect's own words is for this prospect, whatever it is told in.
    if n < TOLD && own >= OWN {
        let why = "Little was said of outcomes in so many words, but what was shown picks up the prospect's own needs.".to_owned();
        return Verdict::of(own.min(MOST_OWN), Sureness::Unsure, why, sight.moments(tied.into_iter().take(super::MOMENTS / 2)));
    }
    if n < TOLD && ours >= SPOKEN {
        let why = "Hardly anything was said of what the prospect gets, and little of what was shown picks up the prospect's own needs.";
        let told = outcomes.into_iter().chain(features);
        return Verdict::of(HARDLY, Sureness::Unsure, why.to_owned(), sight.moments(told));
    }
    if n < TOLD {
        let why = "No suggestion: hardly anything was said of what the product has or brings.";
        return Verdict { moments: sight.moments(outcomes.into_iter().chain(features)), ..Verdict::unknown(why) };
    }
    let share = 100 * outcomes.len() / n;
    // Outcomes that have nothing to do with what was heard, beside a list of features, are anybody's.
    let most = if own < OWN && !features.is_empty() { ANYBODYS } else { u16::MAX };
    let points = by_count(share, OUTCOMES);
    // Two sentences of either kind are hardly a presentation, whichever they are.
    let points = if n < SEVERAL { points.clamp(HARDLY, FEW) } else { points };
    let why = format!(
        "Our side told what the prospect gets in {} and what the product has in {}{}.",
        counted(outcomes.len(), "sentence"),
        counted(features.len(), "sentence"),
        if points > most { ", hardly any of it tied to what the prospect had said" } else { "" },
    );
    let (outcomes, features) = (outcomes.into_iter().take(super::MOMENTS / 2), features.into_iter().take(super::MOMENTS / 2));
    Verdict::of(points.min(most), Sureness::Unsure, why, sight.moments(outcomes.chain(features)))
}

pub(super) fn social_proof(sight: &Sight<'_>) -> Verdict {
    proof(sight, |_| true, "in the call")
}

/// What a story of a customer is worth: a figure makes it checkable, likeness makes it relevant. Customers at large are
/// hardly proof, whatever they are said to see.
fn worth(story: Story) -> u16 {
    match (story.told && !(story.loose && story.figure.is_none()), story.figure.is_some(), story.alike) {
        (true, true, true) => 5,
        (true, true, false) => 4,
        (true, false, true) => 3,
        (true, false, false) => 2,
        (false, ..) => 1,
    }
}

/// The best story of a customer among our sentences that are `wanted`, and where it stands.
pub(super) fn best_story<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> Option<(u16, Vec<&'a Said>)> {
    let heard = sight.heard;
    let stories = sight.said(Side::Ours, wanted).filter_map(|(at, it)| Some((heard.story(at, it)?, it)));
    let (story, said) = stories.max_by_key(|it| (worth(it.0), std::cmp::Reverse(it.1.from)))?;
    let figure = story.figure.and_then(|it| heard.said.get(it));
    Some((worth(story), std::iter::once(said).chain(figure).collect()))
}

/// A sentence of ours with a figure that tells, in words of likeness or of a story, or a name: it may be a customer's.
fn unnamed<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> Option<&'a Said> {
    let tells = |it: &Said| it.figures.iter().any(|it| it.tells());
    let may_be =
        move |it: &Said| wanted(it) && !it.asked.is_some_and(Asked::counts) && it.on_any(&[Topic::Relevant, Topic::Story]) && tells(it);
    sight.said(Side::Ours, may_be).map(|it| it.1).next()
}

/// The best story of a customer among our sentences that are `wanted`.
pub(super) fn proof(sight: &Sight<'_>, wanted: impl Fn(&Said) -> bool, place: &str) -> Verdict {
    let Some((points, moments)) = best_story(sight, &wanted) else {
        let what = format!("No customer was named as proof {place}.");
        return match unnamed(sight, &wanted) {
            Some(said) => Verdict {
                moments: sight.moments([said]),
                ..Verdict::unknown("No suggestion: a figure was told of somebody, and whether that is a customer was not understood.")
            },
            // A figure that is neither a price nor the prospect's own may be somebody's as well.
            None => {
                let heard = sight.heard;
                let told = |at: usize, it: &Said| {
                    let weighs = it.on(Topic::Share) || it.figures.iter().any(|one| one.weighs() && !heard.is_theirs(at, one));
                    wanted(it) && weighs && !it.asked.is_some_and(Asked::counts) && !heard.is_of_price(at, it)
                };
                let figure = sight.said(Side::Ours, |_| true).any(|(at, it)| told(at, it));
                Verdict::of(0, if figure { Sureness::Unsure } else { Sureness::Likely }, what, Vec::new())
            }
        };
    };
    let what = match points {
        5 => "with likeness to the prospect and a figure",
        4 => "with a figure",
        3 => "like the prospect, without a figure",
        _ => "without likeness or figure",
    };
    let why = if points > 1 {
        format!("Another customer was brought up {place}, {what}.")
    } else {
        format!("A claim was made {place}, or customers at large were spoken of, and of no one customer was anything told.")
    };
    // Somebody may have been told of in words that were not understood as well.
    let sureness = if (2..4).contains(&points) { Sureness::Unsure } else { Sureness::Likely };
    Verdict::of(points, sureness, why, sight.moments(moments))
}

pub(super) fn pacing(sight: &Sight<'_>) -> Verdict {
    let longest = metric(sight.analysis, "longest-monologue");
    let timed = longest.and_then(|it| if let Measured::Value(seconds) = it.measured { Some((seconds, Sureness::Likely)) } else { None });
    let (seconds, sureness) = timed.unwrap_or_else(|| (by_words(sight), Sureness::Unsure));
    let left = STRETCHES.iter().find(|it| seconds <= it.0).map_or(0, |it| it.1);
    let heard = sight.heard;
    let (checks, asked): (Vec<&Said>, Vec<&Said>) =
        sight.said(Side::Ours, |it| heard.is_landing(it)).map(|it| it.1).partition(|it| heard.is_check(it));
    // What was told at such length is hardly better for one check at its end.
    let left_open = if checks.is_empty() && seconds <= PORTION { left_open(sight) } else { None };
    // Short stretches are half of it: without a check nobody knows what has landed.
    let open = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).count();
    let listens = value_of(sight.analysis, "talk-ratio").is_some_and(|it| it.0 < LISTENS);
    let room = checks.is_empty() && asked.is_empty() && seconds <= PORTION && (listens || open >= HANDS_OVER);
    let points = match checks.len() {
        _ if room => left.min(HANDED_OVER),
        // Nobody knows what became of a long one.
        0 if seconds > PORTION => 0,
        0 => left.min(UNCHECKED),
        // One for a long stretch is none for most of it.
        1 if seconds > PORTION => (left + 1).saturating_sub(2).max(1),
        // "Does that make sense?" asks for a nod, whatever goes with it.
        1 if checks.iter().all(|it| it.on(Topic::Tag) && !sight.has_word(it, "spelled or")) => left.saturating_sub(1),
        _ => left + 1,
    };
    // One check may be chance; that there was none is sure only where the stretches left no room for any.
    let sureness = if checks.len() > 1 || (checks.is_empty() && left <= UNCHECKED) { sureness } else { Sureness::Unsure };
    let length = show::seconds(seconds);
    let estimated = if timed.is_some() { "" } else { " by its words" };
    let checked = match (checks.len(), asked.len()) {
        _ if room => "left room to speak, but did not check whether it lands".to_owned(),
        (0, 0) => "never checked whether it lands".to_owned(),
        (0, n) => format!("asked only for a nod, {}", times(n)),
        (n, _) => format!("checked {} whether it lands", times(n)),
    };
    if let Some(said) = left_open {
        let why = format!(
            "No suggestion: the longest stretch was {length}{estimated}, and one ended with a question that may have been a check."
        );
        return Verdict { moments: sight.moments([said]), ..Verdict::unknown(&why) };
    }
    let why = format!("The longest stretch was {length}{estimated}, and our side {checked}.");
    let stretch = longest.map(|it| it.moments.clone()).unwrap_or_default();
    let shown = if checks.is_empty() { asked } else { checks };
    let mut moments = [stretch, sight.moments(shown)].concat();
    order::sort_by_key(&mut moments, |it| it.from);
    Verdict::of(points, sureness, why, moments)
}

/// A short open question at the end of a turn in which something was shown: "What do you make of that?"
fn left_open<'a>(sight: &'a Sight<'_>) -> Option<&'a Said> {
    let shown = |it: &Said| {
        sight.heard.of_turn(it.turn).iter().filter(|other| !other.asked.is_some_and(Asked::counts)).map(|it| it.words).sum::<usize>()
    };
    let last = |it: &Said| sight.heard.of_turn(it.turn).last().is_some_and(|last| last.from == it.from);
    let short = |it: &Said| it.asked == Some(Asked::Open) && it.words <= SHORT_CHECK && !sight.heard.is_early(it);
    sight.said(Side::Ours, short).map(|it| it.1).find(|it| last(it) && shown(it) >= SHOWN)
}

/// How long our longest turn would take to say.
fn by_words(sight: &Sight<'_>) -> f64 {
    let ours = (0..sight.heard.voices.len()).filter(|it| sight.heard.voices[*it].side == Side::Ours);
    let words = |turn: usize| sight.heard.of_turn(turn).iter().map(|it| it.words).sum::<usize>();
    ours.map(words).max().unwrap_or(0) as f64 / WORDS_A_MINUTE * 60.0
}
