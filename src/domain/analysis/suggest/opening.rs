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

/// What an agenda is made of and what each part gives of five: what will be covered and how long it takes weigh
/// alike, the prospect's say completes it (the rubric's three parts).
const COVERED: u16 = 2;
const TIMED: u16 = 2;
const CHECKED: u16 = 1;

/// How many sentences after the agenda its time limit and the prospect's say may come.
const NEAR: usize = 6;

/// The first minute or two, in words of the whole call; of a short one not more than a third.
const FIRST: usize = 300;

/// … and at least these.
const FIRST_OF_SHORT: usize = 80;

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
    let (points, why, moments) = match (own.len(), asked.len(), polite.len()) {
        (0, 0, 0) => (0, "Nothing in the first minutes seems true of this prospect only.", own),
        (0, 0, _) => (0, "The opening could have been said to anybody.", polite),
        (0, ..) => (3, "The opening asks after something of the prospect's own.", asked),
        _ => (5, "The opening rests on something our side had read, seen or been told of this prospect.", own),
    };
    // Only a person who knows the prospect can tell.
    Verdict::of(points, Sureness::Unsure, why.to_owned(), sight.moments(moments))
}

pub(super) fn agenda(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let early = |topic: Topic| sight.said(Side::Ours, move |it| it.on(topic) && heard.is_early(it)).collect::<Vec<_>>();
    let covered = early(Topic::Agenda);
    let Some((first, _)) = covered.first().copied() else { return unsaid(sight) };
    let last = covered.last().map_or(first, |it| it.0);
    let near = |at: usize| at + 2 >= first && at <= last + NEAR;
    let limited = |it: &Said| it.on(Topic::Time) || it.figures.iter().any(|it| it.short && !it.rated);
    let timed = sight.said(Side::Ours, limited).find(|it| near(it.0) && heard.is_early(it.1));
    // "And then I show you two of them, okay?"
    let nods = || covered.iter().copied().find(|it| it.1.asked == Some(Asked::Tag));
    let ends = || covered.iter().rev().find_map(|it| heard.asks_for_nod(it.1)).filter(|it| near(it.0));
    let checked = early(Topic::AgendaCheck).into_iter().find(|it| near(it.0)).or_else(nods).or_else(ends);
    // "What I wanted is to get you booked in" plans no call.
    if timed.is_none() && checked.is_none() && covered.iter().all(|it| it.1.on(Topic::Step)) {
        return unsaid(sight);
    }
    let points = COVERED + if timed.is_some() { TIMED } else { 0 } + if checked.is_some() { CHECKED } else { 0 };
    let part = |there: bool, with: &'static str, without: &'static str| if there { with } else { without };
    let why = format!(
        "An agenda was given in the opening, {} and {}.",
        part(timed.is_some(), "with a time limit", "without a time limit"),
        part(checked.is_some(), "the prospect was asked about it", "the prospect was not asked about it"),
    );
    // "Until ten" is a limit as well: that none was heard proves little.
    let sureness = match (points, timed.is_some()) {
        (5, _) => Sureness::Sure,
        (4, true) => Sureness::Unsure,
        (_, true) => Sureness::Likely,
        (_, false) => Sureness::Unsure,
    };
    Verdict::of(points, sureness, why, sight.moments(covered.iter().take(2).chain(&timed).chain(&checked).map(|it| it.1)))
}

/// A time limit, so many words, and a question to the prospect at the end of the same breath: what stands between is what will
/// be covered, in whatever words.
const FRAMED: usize = 15;

/// Such an agenda was heard by its frame only.
const BY_FRAME: u16 = 4;

/// A question of so many words asks whether it suits.
const SUITS: usize = 8;

/// Where no words for an agenda were heard: one may stand between its time limit and the question whether it suits.
fn unsaid(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let limits = |it: &Said| heard.is_early(it) && it.figures.iter().any(|it| it.short && !it.rated);
    let asks = |it: &Said| it.on(Topic::AgendaCheck) || (it.asked.is_some() && it.words <= SUITS);
    let framed = |at: usize, it: &Said| {
        let breath = heard.said.get(at..).unwrap_or_default().iter().take_while(|one| one.turn == it.turn).take(NEAR + 2);
        let (mut words, mut check) = (0, None);
        for one in breath {
            words += one.words;
            check = check.or((words >= FRAMED && asks(one)).then_some(one));
        }
        check
    };
    let found = sight.said(Side::Ours, limits).find_map(|(at, it)| Some((it, framed(at, it)?)));
    if let Some((limit, check)) = found {
        let why = "A time limit and a question whether it suits were heard in the opening; what stands between them seems to be an agenda.";
        return Verdict::of(BY_FRAME, Sureness::Unsure, why.to_owned(), sight.moments([limit, check]));
    }
    // "Two minutes?" asks for an ear.
    let long = |it: &Figure| it.short && !it.rated && (it.value >= 10.0 || it.value < 2.0);
    let hints = |it: &Said| heard.is_early(it) && (it.on(Topic::AgendaCheck) || it.figures.iter().any(long));
    match sight.said(Side::Ours, hints).next() {
        Some((_, said)) => {
            let why = "A length of time or a question whether it suits was heard in the opening, but not what will be covered.";
            Verdict::of(0, Sureness::Unsure, why.to_owned(), sight.moments([said]))
        }
        None => Verdict::of(0, Sureness::Likely, "No agenda was heard in the opening.".to_owned(), Vec::new()),
    }
}

/// Proof that comes after the opening is late: nobody knew by then why to listen.
const LATE: u16 = 0;

/// A figure of nobody's is hardly a reason to trust anybody.
const CLAIM: u16 = 1;

/// Years in the trade, or so many customers in it, are nearly as good as a customer's story.
const EXPERIENCE: u16 = 4;

pub(super) fn credibility(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let early = super::presentation::best_story(sight, |it| heard.is_early(it));
    if early.as_ref().is_some_and(|it| it.0 > 1) {
        return super::presentation::proof(sight, |it| heard.is_early(it), "in the opening");
    }
    // A number of days or a price counted out is no proof of anything.
    // Nor is the prospect's own figure, said again, or what the product costs a month.
    let weighs = |at: usize, it: &Figure| it.weighs() && !it.short && !heard.is_theirs(at, it) && (!it.rated || it.of == Of::Share);
    let tells = |at: usize, it: &Said| it.on(Topic::Share) || (!heard.is_of_price(at, it) && it.figures.iter().any(|it| weighs(at, it)));
    let early = |it: &Said| {
        heard.is_early(it) && !it.on_any(&[Topic::Crowd, Topic::Argue, Topic::Feature, Topic::If]) && !it.asked.is_some_and(Asked::counts)
    };
    if let Some(found) = experience(sight) {
        return found;
    }
    let claim = sight.said(Side::Ours, early).find(|it| tells(it.0, it.1));
    if let Some((_, said)) = claim {
        let why = "The opening tells of no one customer, but our side gave a figure to be trusted by.".to_owned();
        return Verdict::of(CLAIM, Sureness::Unsure, why, sight.moments([said]));
    }
    match super::presentation::best_story(sight, |_| true) {
        Some((points, moments)) if points > 2 => {
            let why = "The first customer was told of only after the opening.".to_owned();
            Verdict::of(LATE, Sureness::Unsure, why, sight.moments(moments))
        }
        // Where somebody was told of later, it may have begun in the opening.
        Some((2, _)) => {
            Verdict { sureness: Sureness::Unsure, ..super::presentation::proof(sight, |it| heard.is_early(it), "in the opening") }
        }
        _ => super::presentation::proof(sight, |it| heard.is_early(it), "in the opening"),
    }
}

/// "I was a nurse for nine years", "we insure three hundred fleets": what our side has done, in figures.
fn experience(sight: &Sight<'_>) -> Option<Verdict> {
    let heard = sight.heard;
    let does = |it: &Said| heard.is_early(it) && it.on(Topic::Experience) && !it.on_any(&[Topic::Crowd, Topic::Price]);
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
