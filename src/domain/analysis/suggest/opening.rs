//! The opening: whom it is for, what will be done, why to listen.

use super::{Sight, Sureness, Verdict};
use crate::domain::analysis::figures::{Figure, Of};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// A first sentence of so many words tells something.
const TELLS: usize = 10;

/// What is spoken of in any opening.
const NO_OPENER: &[Topic] = &[Topic::Agenda, Topic::Feature, Topic::Crowd, Topic::Proof, Topic::Consent];

/// What is true of a day is hardly said to anybody.
const MAY_BE: &[Topic] = &[Topic::NotStep, Topic::Refer, Topic::Usage, Topic::Changed];

/// Fewer words with one of the prospect's own among them may be no more than an answer.
const REACTS: usize = 12;

/// So many words of the prospect's tell something.
const TOLD: usize = 25;

/// How many sentences an agenda goes on, and how many after it its time limit and the prospect's say may come.
const RUN: usize = 8;
const NEAR: usize = 6;

/// A question of so many words, or two of them, asks for more than a nod: "Is there something you want in there?"
const MORE_THAN_NOD: usize = 6;

/// The first minute or two, in words of the whole call; of a short one not more than a third.
const FIRST: usize = 300;

/// … and at least these.
const FIRST_OF_SHORT: usize = 80;

/// Fewer words than these show nothing by themselves.
const BY_ITSELF: usize = 5;

/// An opening rests on what is said in so many. (On 98 calls judged by hand, of 46 that had something of the prospect's own in them
/// 40 were worth four points or more; of 7 that had it later, one.)
const OPENS: usize = 106;

pub(super) fn personal_opener(sight: &Sight<'_>) -> Verdict {
    let end = (sight.heard.words / 3).clamp(FIRST_OF_SHORT, FIRST);
    // Once the prospect has told something at length, what we say answers it.
    let theirs = (0..sight.heard.voices.len()).filter(|it| sight.heard.voices.get(*it).is_some_and(|it| it.side == Side::Theirs));
    let length = |turn: usize| sight.heard.of_turn(turn).iter().map(|it| it.words).sum::<usize>();
    let told = theirs.into_iter().find(|it| length(*it) >= TOLD).unwrap_or(usize::MAX);
    let first = |it: &Said| it.before < end && it.turn < told;
    // "Ha, I've heard about the smell" takes up what was just said.
    let reacts = |it: &Said| it.mirrors > 0 && it.words < REACTS;
    // … unless it is a new matter, told in a sentence of its own.
    let anew = |it: &Said| it.before < end && it.words >= TELLS && it.mirrors == 0;
    // Who begins with the weather and comes to it later did not open with it.
    let opens = |it: &Said| it.before <= OPENS;
    // "How's the rain over there?"
    let polite = |it: &Said| it.on(Topic::SmallOpener) && it.asked.is_some_and(Asked::counts);
    let own = |it: &Said| (first(it) || anew(it)) && it.on(Topic::Personal) && !it.on(Topic::Crowd) && !reacts(it) && !polite(it);
    let own: Vec<&Said> = sight.said(Side::Ours, own).map(|it| it.1).collect();
    let asks = |it: &Said| first(it) && it.on(Topic::SmallTalk) && !it.on_any(&[Topic::SmallOpener, Topic::Request]);
    let asked: Vec<&Said> = sight.said(Side::Ours, asks).map(|it| it.1).collect();
    let polite: Vec<&Said> = sight.said(Side::Ours, |it| first(it) && it.on(Topic::SmallOpener)).map(|it| it.1).collect();
    // What is said at length before anything is asked may be anything.
    let tells = |it: &Said| it.before < end / 2 && it.words >= TELLS && !it.asked.is_some_and(Asked::counts) && !it.on_any(NO_OPENER);
    if own.is_empty()
        && asked.is_empty()
        && polite.is_empty()
        && let Some((_, said)) = sight.said(Side::Ours, |it| tells(it) && (it.on_any(MAY_BE) || it.on(Topic::Yours))).next()
    {
        // On calls judged by hand it was of the prospect's own once in five.
        let why = "What the opening rests on was not understood; this was heard first.".to_owned();
        return Verdict::of(1, Sureness::Unsure, why, sight.moments([said]));
    }
    let (own, late): (Vec<&Said>, Vec<&Said>) = own.into_iter().partition(|it| opens(it));
    let (points, why, moments) = match (own.len(), late.len(), asked.len(), polite.len()) {
        (0, 0, 0, 0) => (0, "Nothing in the first minutes seems true of this prospect only.", own),
        (0, 0, 0, _) => (0, "The opening could have been said to anybody.", polite),
        (0, 0, ..) => (1, "The opening asks after something that may be the prospect's own.", asked),
        (0, ..) => (1, "What our side knew of this prospect was told only after the first minute.", late),
        _ => (5, "The opening rests on something our side had read, seen or been told of this prospect.", own),
    };
    // "Congratulations!" shows nothing without what it is for.
    let whole = |it| longest_beside(sight, it).filter(|_| it.words < BY_ITSELF).unwrap_or(it);
    let moments = moments.into_iter().map(whole);
    // Only a person who knows the prospect can tell.
    Verdict::of(points, Sureness::Unsure, why.to_owned(), sight.moments(moments))
}

/// The longest sentence right beside a short one, of the same breath.
fn longest_beside<'a>(sight: &Sight<'a>, said: &Said) -> Option<&'a Said> {
    let heard = sight.heard;
    let at = heard.index(said);
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|it| heard.said.get(it));
    beside.filter(|it| it.turn == said.turn && it.words > said.words).max_by_key(|it| it.words)
}

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

/// Proof that comes after the opening is late: nobody knew by then why to listen.
const LATE: u16 = 0;

/// Why our side may ask is told in the first so many words, or not early. (Of 79 calls judged by hand 19 had it, all of them
/// before the 310th word; what came after was none.)
const EARLY: usize = 320;

/// Years in the trade, or so many customers in it, are nearly as good as a customer's story.
const EXPERIENCE: u16 = 4;

pub(super) fn credibility(sight: &Sight<'_>) -> Verdict {
    let early = |it: &Said| is_opening(sight, it);
    let story = super::presentation::best_story(sight, early).map_or(0, |it| it.0);
    let done = experience(sight).filter(|it| it.of_five.is_some_and(|it| it > story));
    if story > 1 || done.is_some() {
        // A customer of whom nothing is told, and that is not like the prospect, may be anybody.
        let told = || Some(super::presentation::proof(sight, early, "in the opening")).filter(|_| story > BARE);
        return done.or_else(told).unwrap_or_else(|| bare(sight));
    }
    match super::presentation::best_story(sight, |_| true) {
        Some((points, moments)) if points > 2 => {
            let why = "The first customer was told of only after the opening.".to_owned();
            Verdict::of(LATE, Sureness::Unsure, why, sight.moments(moments))
        }
        // Where somebody was told of later, it may have begun in the opening.
        Some((2, _)) => Verdict { sureness: Sureness::Unsure, ..super::presentation::proof(sight, early, "in the opening") },
        _ => match super::presentation::proof(sight, early, "in the opening") {
            // A figure of somebody's that was not understood was no reason to listen.
            it if it.of_five.is_none() => {
                Verdict::of(0, Sureness::Unsure, "No customer was named as proof in the opening.".to_owned(), Vec::new())
            }
            it => it,
        },
    }
}

/// What a customer is worth of whom nothing is told.
const BARE: u16 = 2;
const OF_BARE: u16 = 1;

fn bare(sight: &Sight<'_>) -> Verdict {
    let found = super::presentation::proof(sight, |it| is_opening(sight, it), "in the opening");
    Verdict { of_five: found.of_five.map(|it| it.min(OF_BARE)), ..found }
}

/// Whether it is said where the prospect still asks why to listen.
fn is_opening(sight: &Sight<'_>, said: &Said) -> bool {
    said.before <= EARLY && sight.heard.is_early(said)
}

/// "I was a nurse for nine years", "we insure three hundred fleets": what our side has done, in figures.
fn experience(sight: &Sight<'_>) -> Option<Verdict> {
    let heard = sight.heard;
    let does = |it: &Said| is_opening(sight, it) && it.on(Topic::Experience) && !it.on_any(&[Topic::Crowd, Topic::Price]);
    let counts =
        |at: usize, it: &Figure| !it.short && !it.dated && !it.rated && matches!(it.of, Of::Count | Of::Money) && !heard.is_theirs(at, it);
    // Years are no figure of a business.
    let years = |it: &Said| sight.has_word(it, "words year");
    let told = |at: usize, it: &Said| (years(it), it.figures.iter().any(|it| counts(at, it)));
    let said = sight.said(Side::Ours, |it| does(it) && !it.asked.is_some_and(Asked::counts)).map(|(at, it)| (it, told(at, it)));
    let said: Vec<(&Said, (bool, bool))> = said.filter(|it| it.1.0 || it.1.1).collect();
    // The years may be told in one sentence and the customers in another.
    let found = said.iter().fold((false, false), |all, it| (all.0 || it.1.0, all.1 || it.1.1));
    let what = match found {
        (false, false) => return None,
        (true, true) => "for how long and for how many",
        (true, false) => "for how long",
        (false, true) => "for how many",
    };
    let why = format!("Our side told in the opening what it has done, {what}, but of no one customer.");
    Some(Verdict::of(EXPERIENCE, Sureness::Unsure, why, sight.moments(said.iter().take(2).map(|it| it.0))))
}
