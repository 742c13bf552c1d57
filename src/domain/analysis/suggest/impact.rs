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

/// One loss for which so much speaks is plain, and so is one sum for which more does.
const PLAIN: isize = 2;

/// Counts alone, and what nothing around ties to the problem.
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
    sums: Vec<Weighed<'a>>,
    losses: Vec<Weighed<'a>>,
    /// Sizes, and what nothing around ties to the problem.
    others: Vec<Weighed<'a>>,
}

/// A figure, the sentence it is told in, and how much speaks for it that it is the problem's.
struct Weighed<'a> {
    figure: &'a Figure,
    said: &'a Said,
    bears: isize,
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
            let why = "No suggestion: our side asked how many or how much, and whether the answer weighs was not understood.";
            return Verdict { moments: sight.moments([said]), ..Verdict::unknown(why) };
        }
        // One that seems to be of something else may be the problem's after all.
        let elsewhere = sight.said(Side::Theirs, |_| true).any(|(_, it)| it.figures.iter().any(Figure::tells));
        let sureness = if elsewhere { Sureness::Unsure } else { Sureness::Likely };
        return Verdict::of(0, sureness, "The prospect put no figure on the problem.".to_owned(), Vec::new());
    }
    let why = match n {
        0 => format!("The prospect gave {}, but none of money, share or time lost to the problem.", counted(others.len(), "figure")),
        _ => format!("The prospect gave {} of money, share or time lost.", counted(n, "figure")),
    };
    let plain = losses.iter().any(|it| it.bears >= PLAIN);
    let points = match (n, sums.is_empty()) {
        (0, _) => COUNTS_ALONE,
        (1, false) if sums.iter().any(|it| it.bears > PLAIN) => SUMS[0],
        (1, false) => LOSSES[1],
        (1, true) => LOSSES[usize::from(plain)],
        (_, false) => SUMS[1],
        (_, true) => LOSSES[1],
    };
    let sureness = if n > 2 { Sureness::Likely } else { Sureness::Unsure };
    // What most speaks for is shown, in its whole sentence: "a thousand" alone shows nothing.
    let mut best: Vec<Weighed<'_>> = if n > 0 { sums.into_iter().chain(losses).collect() } else { others };
    order::sort_by_key(&mut best, |it| -it.bears);
    let carries = best.iter().take_while(|it| it.bears >= PLAIN).count().max(usize::from(shares.is_empty())).min(super::SHOWN);
    let mut moments: Vec<Moment> = sight.moments(best.iter().take(carries).map(|it| it.said));
    moments.extend(shares.into_iter().take(super::SHOWN.saturating_sub(carries)).cloned());
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
            if list.len() < DISTINCT && !list.iter().any(|it| it.figure.of == figure.of && it.figure.value == figure.value) {
                list.push(Weighed { figure, said, bears: bears(heard, at, said, figure) });
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
    let long = heard.of_turn(said.turn).iter().take(TOLD).map(|it| it.words).sum::<usize>() >= TOLD;
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

/// How much speaks for it that a figure of sentence `at` is the problem's, and not a price, a size or a term: what it counts,
/// what the sentence and those beside it speak of, what our side had asked, and where in the call it stands.
fn bears(heard: &Heard, at: usize, said: &Said, figure: &Figure) -> isize {
    let hurts = |it: &Said| it.touches(HURTS) || it.figures.iter().any(|it| it.lossy);
    let before = || heard.said.get(at.saturating_sub(NEAR.0)..at).unwrap_or_default().iter();
    let after = |n: usize| heard.said.get(at + 1..).unwrap_or_default().iter().take(n);
    let theirs = |it: &&Said| heard.side(it) == Side::Theirs;
    let ours = || heard.said.get(at.saturating_sub(ASKED)..at).unwrap_or_default().iter().rev();
    let asked = || ours().filter(|it| heard.side(it) == Side::Ours && (1..=2).contains(&said.turn.saturating_sub(it.turn))).take(2);
    let question = |it: &Said| it.asked.is_some_and(Asked::counts);
    let first = at.saturating_sub(NEAR.0);
    let our_price = |it: &Said| heard.side(it) == Side::Ours && it.on(Topic::Price);
    let priced = (first..).zip(before()).any(|(at, it)| heard.side(it) == Side::Ours && heard.is_of_price(at, it));
    let until = |share: usize| heard.words >= TELLS && said.before * 100 <= heard.words * share;
    let from = |share: usize| heard.words >= TELLS && said.before * 100 > heard.words * share;
    let long = heard.of_turn(said.turn).iter().take(TOLD).map(|it| it.words).sum::<usize>() >= TOLD;
    let signs = [
        (figure.of == Of::Money, 2),
        (matches!(figure.of, Of::Time | Of::Count), -1),
        (figure.value >= LARGE, 1),
        (figure.short, -1),
        (figure.lossy, 2),
        (before().chain(after(NEAR.1)).filter(theirs).any(hurts), 1),
        (long, 1),
        (said.words >= 10, 1),
        (said.figures.len() > 1, 1),
        (asked().any(|it| question(it) && it.on_any(&[Topic::AskImpact, Topic::HowMany])), 3),
        (after(TAKEN_UP).any(|it| it.takes_up), 1),
        (said.on_any(&[Topic::Price, Topic::ObjectsPrice, Topic::ObjectsCompetitor, Topic::Competitor, Topic::ObjectsStatusQuo]), -1),
        (said.on_any(&[Topic::Authority, Topic::ObjectsAuthority, Topic::Decides, Topic::Buyer]), -1),
        (said.on(Topic::Objection), -1),
        (said.on(Topic::Hedge), -1),
        (asked().any(question), -1),
        (asked().any(|it| it.on_any(&[Topic::Price, Topic::AskAuthority])), -1),
        (priced, -1),
        (before().any(our_price), -1),
        (until(8), -1),
        (until(25), -1),
        (from(50), -1),
        (from(70), -2),
    ];
    signs.iter().filter(|it| it.0).map(|it| it.1).sum()
}

/// Impact in words ("a third of our orders", "doubled"), which no figure stands for.
fn shares<'a>(sight: &'a Sight<'_>) -> impl Iterator<Item = &'a Moment> + 'a {
    let mut figures: Vec<Place> = sight.heard.said.iter().flat_map(|it| &it.figures).map(|it| it.place.0).collect();
    order::sort(&mut figures);
    let figured = move |it: &Signal| figures.binary_search(&it.moment.from).is_ok();
    sight.analysis.signals.iter().filter(move |it| it.kind == SignalKind::Impact && !figured(it)).map(|it| &it.moment).take(DISTINCT)
}
