//! The opening: whom it is for, why to listen.

use super::shape::OPENING;
use super::{Sight, Sureness, Verdict, presentation, signs};
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
    let polite = |it: &Said| it.on(Topic::SmallOpener) && (it.asked.is_some_and(Asked::counts) || it.words < REACTS);
    let own = |it: &Said| {
        (first(it) || anew(it)) && it.on(Topic::Personal) && !it.on_any(&[Topic::Crowd, Topic::Agenda]) && !reacts(it) && !polite(it)
    };
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

/// Why our side may ask, told in the opening; a customer is a reason where it is told what changed, and else hardly one.
const STANDING: u16 = 4;
const PROVEN: u16 = 4;
const CLAIM: u16 = 1;

/// A reason shows so many sentences.
const REASONS: usize = 2;

pub(super) fn credibility(sight: &Sight<'_>) -> Verdict {
    let shown = signs::shown(sight, &signs::STANDING, REASONS);
    let years = shown.iter().any(|it| sight.has_word(it, "words year"));
    let how_many = shown.iter().map(|it| usize::from(it.numbers)).sum::<usize>() > usize::from(years);
    let what = match (years, how_many) {
        (true, true) => Some("for how long and for how many"),
        (true, false) => Some("for how long"),
        (false, true) => Some("with a figure"),
        // A name and an office are no reason yet.
        (false, false) => None,
    };
    if let Some(what) = what {
        let why = format!("Our side told in the opening what it has done, {what}.");
        return Verdict::of(STANDING, Sureness::Unsure, why, sight.moments(shown));
    }
    let early = |it: &Said| it.before <= OPENING && sight.heard.is_early(it);
    let found = presentation::proof(sight, early, "in the opening");
    match found.of_five {
        Some(PROVEN..) => return found,
        // A customer of whom nothing is told may be anybody.
        Some(CLAIM..) => return Verdict { of_five: Some(CLAIM), ..found },
        _ => {}
    }
    // Proof that comes after the opening is late: nobody knew by then why to listen.
    let mut later = signs::shown(sight, &signs::STORY, REASONS);
    if let (true, Some((PROVEN.., said))) = (later.is_empty(), presentation::best_story(sight, |_| true)) {
        later = said;
    }
    if later.iter().any(|it| early(it)) {
        let why = "No suggestion: what somebody went through was told in the opening, and whether that is a customer was not understood.";
        return Verdict { moments: sight.moments(later), ..Verdict::unknown(why) };
    }
    let (why, sureness) = match later.as_slice() {
        [] => ("No customer was named in the opening, nor was it told what our side has done.", found.sureness),
        _ => ("The first customer was told of only after the opening.", Sureness::Unsure),
    };
    Verdict::of(0, sureness, why.to_owned(), sight.moments(later))
}
