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
    let first = |it: &Said| it.before < end;
    let own: Vec<&Said> = sight.said(Side::Ours, |it| first(it) && it.on(Topic::Personal)).map(|it| it.1).collect();
    let asks = |it: &Said| first(it) && it.on(Topic::SmallTalk) && !it.on(Topic::SmallOpener);
    let asked: Vec<&Said> = sight.said(Side::Ours, asks).map(|it| it.1).collect();
    let polite: Vec<&Said> = sight.said(Side::Ours, |it| first(it) && it.on(Topic::SmallOpener)).map(|it| it.1).collect();
    // What is said at length before anything is asked may be anything.
    let tells = |it: &Said| it.before < end / 2 && it.words >= TELLS && !it.asked.is_some_and(Asked::counts) && !it.on_any(NO_OPENER);
    if own.is_empty()
        && asked.is_empty()
        && polite.is_empty()
        && let Some((_, said)) = sight.said(Side::Ours, tells).next()
    {
        let why = "No suggestion: what the opening rests on was not understood; this was heard first.";
        return Verdict { moments: sight.moments([said]), ..Verdict::unknown(why) };
    }
    let (points, why, moments) = match (own.len(), asked.len(), polite.len()) {
        (0, 0, 0) => (1, "Nothing in the first minutes seems true of this prospect only.", own),
        (0, 0, _) => (1, "The opening could have been said to anybody.", polite),
        (0, ..) => (4, "The opening asks after something of the prospect's own.", asked),
        _ => (5, "The opening rests on something our side had read, seen or been told of this prospect.", own),
    };
    // Only a person who knows the prospect can tell.
    Verdict::of(points, Sureness::Unsure, why.to_owned(), sight.moments(moments))
}

pub(super) fn agenda(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let early = |topic: Topic| sight.said(Side::Ours, move |it| it.on(topic) && heard.is_early(it)).collect::<Vec<_>>();
    let covered = early(Topic::Agenda);
    let Some((first, _)) = covered.first().copied() else {
        // "Two minutes?" asks for an ear.
        let limits = |it: &Figure| it.short && !it.rated && (it.value >= 10.0 || it.value < 2.0);
        let limited = |it: &Said| heard.is_early(it) && it.figures.iter().any(limits);
        let hint = early(Topic::AgendaCheck).into_iter().next().or_else(|| sight.said(Side::Ours, limited).next());
        if let Some((_, said)) = hint {
            let why = "No suggestion: how long it takes or the prospect's say was heard in the opening, but not what will be covered.";
            return Verdict { moments: sight.moments([said]), ..Verdict::unknown(why) };
        }
        return Verdict::of(0, Sureness::Likely, "No agenda was heard in the opening.".to_owned(), Vec::new());
    };
    let last = covered.last().map_or(first, |it| it.0);
    let near = |at: usize| at + 2 >= first && at <= last + NEAR;
    let limited = |it: &Said| it.on(Topic::Time) || it.figures.iter().any(|it| it.short && !it.rated);
    let timed = sight.said(Side::Ours, limited).find(|it| near(it.0) && heard.is_early(it.1));
    // "And then I show you two of them, okay?"
    let nods = || covered.iter().copied().find(|it| it.1.asked == Some(Asked::Tag));
    let ends = || covered.iter().rev().find_map(|it| heard.asks_for_nod(it.1)).filter(|it| near(it.0));
    let checked = early(Topic::AgendaCheck).into_iter().find(|it| near(it.0)).or_else(nods).or_else(ends);
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
        (_, true) => Sureness::Likely,
        (_, false) => Sureness::Unsure,
    };
    Verdict::of(points, sureness, why, sight.moments(covered.iter().take(2).chain(&timed).chain(&checked).map(|it| it.1)))
}

/// Proof that comes after the opening is late; it gives no more than this.
const LATE: u16 = 1;

/// What our side says of itself, or of the prospect's own figures, is a start.
const CLAIM: u16 = 2;

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
