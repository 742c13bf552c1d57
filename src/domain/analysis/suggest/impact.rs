//! What the prospect put in figures, and whether it is the problem's.

use super::{Sight, Sureness, Verdict, counted};
use crate::domain::analysis::figures::{Figure, Of};
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::{Signal, SignalKind};
use crate::domain::order;
use crate::domain::transcript::{Moment, Place, Side};

/// What weighs gives so much, once and more often: a sum or a share of the problem lets a business case be made …
const SUMS: [u16; 2] = [4, 5];

/// … and time lost, or a part in words ("a third of it"), tells how bad it is.
const LOSSES: [u16; 2] = [2, 3];

/// Counts alone, what nothing around ties to the problem, and an answer to "how much?" that was not understood.
const COUNTS_ALONE: u16 = 1;

/// A count from here on stands for a sum.
const LARGE: f64 = 1000.0;

/// Of a call of so many words, figures are the problem's between these shares of it, in percent: before it people greet each
/// other, after it they talk of the deal. (Of 98 figures said later in calls judged by hand, 3 were.)
const TELLS: usize = 300;
const BETWEEN: (usize, usize) = (5, 70);

/// A turn of so many words tells of something.
const TOLD: usize = 25;

/// How many sentences before and after a figure may say that it hurts, and after it go on about it.
const NEAR: (usize, usize) = (6, 3);
const TAKEN_UP: usize = 7;

/// How many sentences back our question stands.
const ASKED: usize = 12;

/// What hurts.
const HURTS: Topics = Topic::set(&[Topic::Pain, Topic::Negative, Topic::Consequence]);

/// More distinct figures than this change nothing.
const DISTINCT: usize = 40;

/// Nor do more figures of ours.
const OURS: usize = 200;

/// What of a problem was put in figures.
#[derive(Default)]
struct Told<'a> {
    sums: Vec<&'a Figure>,
    losses: Vec<&'a Figure>,
    /// Sizes, and what nothing around ties to the problem.
    others: Vec<&'a Figure>,
}

pub(super) fn quantified_impact(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let Told { sums, losses, others } = told(sight);
    let shares: Vec<&Moment> = shares(sight).collect();
    let n = sums.len() + losses.len() + shares.len();
    if n + others.len() == 0 {
        // "How many fail to come?" "I would say fifteen."
        let asks = |it: &Said| it.asked.is_some_and(Asked::counts) && it.on_any(&[Topic::AskImpact, Topic::HowMany]);
        let answer = sight.said(Side::Theirs, |it| it.words > 1).find(|(at, it)| heard.begins_answer(*at, it, 2, asks));
        if let Some((_, said)) = answer {
            let why = "Our side asked how many or how much, and whether the answer weighs was not understood.".to_owned();
            return Verdict::of(COUNTS_ALONE, Sureness::Unsure, why, sight.moments([said]));
        }
        // One that stands where no problem is told of is mostly none.
        let elsewhere = sight.said(Side::Theirs, |it| !it.figures.is_empty()).any(|(at, it)| heard.impacts(at, it).next().is_some());
        let sureness = if elsewhere { Sureness::Unsure } else { Sureness::Likely };
        return Verdict::of(0, sureness, "The prospect put no figure on the problem.".to_owned(), Vec::new());
    }
    let why = match n {
        0 => format!("The prospect gave {}, but none of money, share or time lost to the problem.", counted(others.len(), "figure")),
        _ => format!("The prospect gave {} of money, share or time lost.", counted(n, "figure")),
    };
    let [once, more] = if sums.is_empty() { LOSSES } else { SUMS };
    let points = match n {
        0 => COUNTS_ALONE,
        1 => once,
        _ => more,
    };
    let sureness = if n > 2 { Sureness::Likely } else { Sureness::Unsure };
    let moment = |it: &Figure| sight.transcript.moment(it.place.0, it.place.1);
    let mut moments: Vec<Moment> = sums.iter().chain(&losses).filter_map(|it| moment(it)).chain(shares.into_iter().cloned()).collect();
    moments.extend(others.iter().take(if n > 0 { 0 } else { 3 }).filter_map(|it| moment(it)));
    order::sort_by_key(&mut moments, |it| it.from);
    Verdict::of(points, sureness, why, moments)
}

/// Each quantity of the prospect's once, however often it is said ("60K … sixty thousand"), but for those our side said first.
fn told<'a>(sight: &'a Sight<'_>) -> Told<'a> {
    let heard = sight.heard;
    let supplied: Vec<(usize, &Figure)> =
        sight.said(Side::Ours, |_| true).flat_map(|(at, it)| it.figures.iter().take(4).map(move |it| (at, it))).take(OURS).collect();
    let ours = |at: usize, it: &Figure| supplied.iter().any(|(before, our)| *before < at && our.value == it.value && our.of == it.of);
    let mut told = Told::default();
    for (at, said) in sight.said(Side::Theirs, |it| !it.figures.is_empty() && is_between(heard, it)) {
        let tied = is_tied(heard, at, said);
        for figure in heard.impacts(at, said).filter(|it| !ours(at, it)) {
            let sum = matches!(figure.of, Of::Money | Of::Share) || (figure.of == Of::Count && figure.value >= LARGE);
            let list = match figure.weighs() && tied {
                true if sum => &mut told.sums,
                true => &mut told.losses,
                false => &mut told.others,
            };
            if list.len() < DISTINCT && !list.iter().any(|it| it.of == figure.of && it.value == figure.value) {
                list.push(figure);
            }
        }
    }
    told
}

/// Whether it stands where a problem is told of.
fn is_between(heard: &Heard, said: &Said) -> bool {
    let (from, to) = BETWEEN;
    heard.words < TELLS || (said.before * 100 >= heard.words * from && said.before * 100 <= heard.words * to)
}

/// Whether something around a figure ties it to the problem: it is told at length, answers a question of ours, stands beside
/// what hurts, or our side asks on. A price of ours beside it takes one of these away.
fn is_tied(heard: &Heard, at: usize, said: &Said) -> bool {
    let hurts = |it: &Said| it.touches(HURTS) || it.figures.iter().any(|it| it.lossy);
    let before = || heard.said.get(at.saturating_sub(NEAR.0)..at).unwrap_or_default().iter();
    let after = |n: usize| heard.said.get(at + 1..).unwrap_or_default().iter().take(n);
    let theirs = |it: &&Said| heard.side(it) == Side::Theirs;
    let long = heard.of_turn(said.turn).iter().map(|it| it.words).sum::<usize>() >= TOLD;
    let beside = hurts(said) || before().chain(after(NEAR.1)).filter(theirs).any(hurts);
    let ours = heard.said.get(at.saturating_sub(ASKED)..at).unwrap_or_default().iter().rev();
    let mut asked = ours.filter(|it| heard.side(it) == Side::Ours && (1..=2).contains(&said.turn.saturating_sub(it.turn))).take(2);
    let answers = asked.any(|it| it.asked.is_some_and(Asked::counts));
    let goes_on = after(TAKEN_UP).any(|it| it.takes_up);
    let first = at.saturating_sub(NEAR.0);
    let priced = (first..).zip(before()).any(|(at, it)| heard.side(it) == Side::Ours && heard.is_of_price(at, it));
    let signs = [long, beside, answers, goes_on].iter().filter(|it| **it).count();
    heard.words < TELLS || signs > usize::from(priced)
}

/// Impact in words ("a third of our orders", "doubled"), which no figure stands for.
fn shares<'a>(sight: &'a Sight<'_>) -> impl Iterator<Item = &'a Moment> + 'a {
    let mut figures: Vec<Place> = sight.heard.said.iter().flat_map(|it| &it.figures).map(|it| it.place.0).collect();
    order::sort(&mut figures);
    let figured = move |it: &Signal| figures.binary_search(&it.moment.from).is_ok();
    sight.analysis.signals.iter().filter(move |it| it.kind == SignalKind::Impact && !figured(it)).map(|it| &it.moment).take(DISTINCT)
}
