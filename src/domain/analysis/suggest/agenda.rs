//! The agenda: what will be done in the call, for how long, and the prospect's say in it.

use super::{Sight, Sureness, Verdict};
use crate::domain::analysis::figures::{Figure, Of};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// How many sentences an agenda goes on, and how many after it its time limit and the prospect's say may come.
const RUN: usize = 8;
const NEAR: usize = 6;

/// A question of so many words, or two of them, asks for more than a nod: "Is there something you want in there?"
const MORE_THAN_NOD: usize = 6;

/// An agenda, as it was heard from one sentence on.
struct Plan<'a> {
    covered: Vec<&'a Said>,
    timed: Option<&'a Said>,
    /// The questions to the prospect whether it suits, or what is missing.
    asked: Vec<&'a Said>,
    /// Leave was asked for: "Can I have three minutes?", "Yeah?"
    leave: bool,
}

impl Plan<'_> {
    /// What will be covered is two of five, for how long or what the prospect says to it one more; both, with leave
    /// asked for, are four, and what is missing asked for as well five.
    fn points(&self) -> u16 {
        let asks = || self.asked.iter().filter(|it| it.on(Topic::AgendaCheck));
        let more = asks().next().is_some()
            && (self.asked.len() > 1 || asks().any(|it| it.words >= MORE_THAN_NOD || it.asked == Some(Asked::Open)));
        match (self.timed.is_some(), self.asked.is_empty(), self.leave) {
            (true, false, _) if more => 5,
            (true, false, _) | (true, true, true) => 4,
            (true, ..) | (_, false, _) | (_, _, true) => 3,
            _ => 2,
        }
    }
}

pub(super) fn agenda(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    // "What else is on the agenda for them?" plans nothing.
    let plans =
        |it: &Said| it.on(Topic::Agenda) && heard.is_early(it) && !it.on(Topic::Argue) && (it.on(Topic::AgendaCheck) || !asks(sight, it));
    let covered: Vec<(usize, &Said)> = sight.said(Side::Ours, plans).collect();
    let from = |start: &(usize, &Said)| plan_from(sight, &covered, start.0);
    let Some(plan) = covered.iter().filter_map(from).rev().max_by_key(Plan::points) else { return unsaid(sight) };
    let points = plan.points();
    let part = |there: bool, with: &'static str, without: &'static str| if there { with } else { without };
    let why = format!(
        "An agenda was given in the opening, {} and {}.",
        part(plan.timed.is_some(), "with a time limit", "without a time limit"),
        match (plan.asked.is_empty(), plan.leave) {
            (false, _) => "the prospect was asked about it",
            (true, true) => "leave or a nod was asked for",
            (true, false) => "the prospect was not asked about it",
        },
    );
    // "Until ten" is a limit as well: that none was heard proves little.
    let sureness = match points {
        5 => Sureness::Sure,
        _ => Sureness::Unsure,
    };
    let rests_on = plan.covered.iter().copied().take(2).chain(plan.timed).chain(plan.asked.iter().copied().take(2));
    Verdict::of(points, sureness, why, sight.moments(rests_on))
}

/// Whether it is a question as it stands: not what is read as one for a word in it.
fn asks(sight: &Sight<'_>, said: &Said) -> bool {
    said.asked.is_some_and(Asked::counts) && sight.moment(said).is_some_and(|it| it.quote.ends_with('?'))
}

/// The agenda that begins in sentence `first`, one of those that are `covered`.
fn plan_from<'a>(sight: &'a Sight<'_>, covered: &[(usize, &'a Said)], first: usize) -> Option<Plan<'a>> {
    let heard = sight.heard;
    let run = || covered.iter().filter(move |it| (first..=first + RUN).contains(&it.0));
    let (last, end) = run().next_back().copied()?;
    let begins = heard.said.get(first).map(|it| it.turn);
    let near = |at: usize, it: &Said| at <= last + NEAR && (at + 2 >= first || (Some(it.turn) == begins && at + NEAR >= first));
    let ours = || sight.said(Side::Ours, |it| heard.is_early(it)).filter(move |it| near(it.0, it.1));
    // "I've got us down for three quarters of an hour."
    let counts_hours = |it: &Said| sight.has_word(it, "words hour") || sight.has_word(it, "words minute");
    let limits = |it: &Said| it.on(Topic::Time) || it.figures.iter().any(|it| it.short && !it.rated) || counts_hours(it);
    let timed = ours().map(|it| it.1).find(|it| limits(it));
    // Who tells what the product has tells no agenda, whatever it is called there.
    let covered: Vec<&Said> = run().map(|it| it.1).filter(|it| timed.is_some() || !it.on(Topic::Feature)).collect();
    let turn = |it: &Said| covered.first().is_some_and(|one| one.turn == it.turn) || it.turn == end.turn;
    let plain = |at: usize, it: &Said| {
        timed.is_some() && it.asked.is_some_and(Asked::counts) && at > last && turn(it) && covered.iter().all(|one| one.from != it.from)
    };
    let asked: Vec<&Said> =
        ours().filter(|(at, it)| *at >= first && (it.on(Topic::AgendaCheck) || plain(*at, it))).map(|it| it.1).collect();
    // "And then I show you two of them, okay?", "Yeah?"
    let nods = covered.iter().any(|it| it.asked == Some(Asked::Tag)) || heard.asks_for_nod(end).is_some();
    let leave = (nods && timed.is_none()) || timed.is_some_and(|it| it.asked == Some(Asked::Closed));
    // "What I wanted is to get you booked in" plans no call.
    let books = timed.is_none() && asked.is_empty() && covered.iter().all(|it| it.on(Topic::Step));
    (!covered.is_empty() && !books).then_some(Plan { covered, timed, asked, leave })
}

/// A time limit, so many words, and a question to the prospect at the end of the same breath: what stands between is what will
/// be covered, in whatever words.
const FRAMED: usize = 15;

/// Such an agenda was heard by its frame only.
const BY_FRAME: u16 = 4;

/// So many hours a call lasts at most.
const LASTS: f64 = 3.0;

/// A sentence of so many words that names a length of time is about that.
const ALONE: usize = 10;

/// A question of so many words asks whether it suits.
const SUITS: usize = 8;

/// Where no words for an agenda were heard: one may stand between its time limit and the question whether it suits.
fn unsaid(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let limits = |it: &Said| heard.is_early(it) && it.figures.iter().any(|it| it.short && !it.rated);
    let asks = |it: &Said| it.on(Topic::AgendaCheck) || (it.asked.is_some_and(Asked::counts) && it.words <= SUITS);
    // "Two minutes?" asks for an ear, and "we come within 24 hours" tells of something else.
    let hours = |it: &Said| sight.has_word(it, "words hour");
    let lasts =
        |it: &Figure, hours: bool| it.short && !it.rated && if hours { it.value <= LASTS } else { it.value >= 10.0 || it.value < 2.0 };
    let long = |it: &Said| it.figures.iter().any(|one| lasts(one, hours(it)));
    // What is planned may be told before its length as well.
    let framed = |at: usize, it: &Said| {
        let turn = heard.of_turn(it.turn);
        let before: usize = turn.iter().filter(|one| one.from < it.from).map(|one| one.words).sum();
        let breath = heard.said.get(at..).unwrap_or_default().iter().take_while(|one| one.turn == it.turn).take(NEAR + 2);
        let (mut words, mut check) = (before, None);
        for one in breath {
            words += one.words;
            let asks = one.on(Topic::AgendaCheck) || (asks(one) && long(it));
            check = check.or((words >= FRAMED && asks).then_some(one));
        }
        check
    };
    let found = sight.said(Side::Ours, limits).find_map(|(at, it)| Some((it, framed(at, it)?)));
    if let Some(verdict) = one_after_the_other(sight) {
        return verdict;
    }
    if let Some((limit, check)) = found {
        let why = "A time limit and a question whether it suits were heard in the opening; what stands between them seems to be an agenda.";
        return Verdict::of(BY_FRAME, Sureness::Unsure, why.to_owned(), sight.moments([limit, check]));
    }
    // A length of time within a longer sentence may be of anything.
    let alone = |it: &Said| heard.is_early(it) && it.words <= ALONE && !it.asked.is_some_and(Asked::counts) && !hours(it) && long(it);
    match sight.said(Side::Ours, alone).next() {
        Some((_, said)) => {
            let why = "A length of time was heard in the opening, but not what will be covered.";
            Verdict::of(0, Sureness::Unsure, why.to_owned(), sight.moments([said]))
        }
        None => Verdict::of(0, Sureness::Likely, "No agenda was heard in the opening.".to_owned(), Vec::new()),
    }
}

/// What is told one after the other, in no fewer words; so many sentences after it, in as many words, it is asked whether it suits.
const TOLD: usize = 10;
const ASKS_IN: usize = 2;
const SUITS_ALONE: usize = 3;

/// After so many words of a call what comes then is told of something else.
const BEGINS: usize = 260;

/// Such an agenda is worth so much, and with a time limit one more. (Of 43 that were told so in calls judged by hand 39 were one.)
const IN_ORDER: u16 = 3;

/// An agenda in whatever words: our side tells in the opening what comes first and what then, and asks at once whether it suits.
fn one_after_the_other(sight: &Sight<'_>) -> Option<Verdict> {
    let heard = sight.heard;
    let tells = |it: &Said| {
        let plan = !it.on_any(&[Topic::Feature, Topic::Proof]) && it.figures.iter().all(|it| !matches!(it.of, Of::Money | Of::Share));
        it.before <= BEGINS
            && heard.is_early(it)
            && it.words >= TOLD
            && plan
            && !it.asked.is_some_and(Asked::counts)
            && sight.has_word(it, "spelled then")
    };
    let suits = |at: usize, it: &'_ Said| {
        let own = it.asked == Some(Asked::Tag);
        let after = || heard.said.get(at + 1..).unwrap_or_default().iter().take(ASKS_IN).take_while(|one| one.turn == it.turn);
        let asks = |one: &&Said| {
            let nod = matches!(one.asked, Some(Asked::Closed | Asked::Tag | Asked::BackChannel)) && one.words <= SUITS_ALONE;
            one.on(Topic::AgendaCheck) || (nod && !one.on(Topic::Check))
        };
        if own { heard.said.get(at) } else { after().find(asks) }
    };
    let (at, told, check) = sight.said(Side::Ours, tells).find_map(|(at, it)| Some((at, it, suits(at, it)?)))?;
    let near = heard.said.get(at.saturating_sub(NEAR)..heard.said.len().min(at + NEAR + 1)).unwrap_or_default().iter();
    let limit = near.filter(|it| heard.side(it) == Side::Ours).find(|it| it.figures.iter().any(|it| it.short && !it.rated));
    let (points, time) = if limit.is_some() { (IN_ORDER + 1, "with") } else { (IN_ORDER, "without") };
    let why = format!("Our side told in the opening what comes first and what then, {time} a time limit, and asked whether it suits.");
    Some(Verdict::of(points, Sureness::Unsure, why, sight.moments([told, check].into_iter().chain(limit))))
}
