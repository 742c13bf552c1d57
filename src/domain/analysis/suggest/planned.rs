//! The plan of a call: what is agreed towards its end, who does it by when, and which days hold.

use super::Sight;
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// From so much of a call on, in percent, what is planned is the plan that stays.
pub(super) const LAST: usize = 85;

/// Where a plan is made: from so much of a call on, in percent; of a call of fewer words than these, in its closing.
const PLANS_FROM: usize = 75;
pub(super) const SHORT_CALL: usize = 300;

/// Whether it is said where plans are made.
pub(super) fn is_closing(heard: &Heard, said: &Said) -> bool {
    if heard.words < SHORT_CALL { heard.is_late(said) } else { said.before * 100 >= heard.words * PLANS_FROM }
}

/// A day is turned down in one of so many first sentences of an answer.
const ANSWER_IN: usize = 3;

/// … and in so many words at once, without its name: "I'd rather you didn't."
const REFUSES: std::ops::RangeInclusive<usize> = 2..=5;

/// What a plan is told by.
pub(super) struct Plan<'a> {
    pub steps: Vec<&'a Said>,
    /// Those with owner and day.
    pub full: usize,
    pub agreed: Vec<&'a Said>,
    pub timed: Vec<&'a Said>,
    /// Days that the prospect names.
    pub days: Vec<&'a Said>,
}

/// Up to where in the call, in words, no day that was proposed holds: the prospect turned one down, and took on or agreed to nothing
/// after it.
pub(super) fn turned_down(sight: &Sight<'_>) -> usize {
    let heard = sight.heard;
    let proposes = |at: usize, it: &Said| {
        let asks = it.asked.is_some_and(Asked::counts);
        heard.is_late(it) && heard.has_day(it) && (asks || heard.is_next_step(at, it) || heard.names_days(it) || heard.has_appointment(it))
    };
    let declines = |it: &Said, at_once: bool| {
        // "Kein Problem." is none.
        let yes = it.on_any(&[Topic::Agreement, Topic::Commitment, Topic::Calm]);
        let brief = at_once && REFUSES.contains(&it.words) && it.asked.is_none() && it.figures.is_empty();
        let denies = || (heard.has_day(it) || it.on(Topic::ObjectsTiming) || brief) && sight.has_word(it, "words negation");
        !yes && ((brief && it.on(Topic::ObjectsTiming)) || denies())
    };
    let answer = |turn: usize| (turn + 1..=turn + 2).find(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Theirs));
    let is_last = |it: &Said| heard.of_turn(it.turn).last().is_some_and(|last| last.from == it.from);
    let declined = |it: &Said| {
        let mut first = heard.of_turn(answer(it.turn)?).iter().take(ANSWER_IN).enumerate();
        first.find(|(nth, one)| declines(one, *nth == 0 && is_last(it))).map(|it| it.1)
    };
    let proposed = sight.said(Side::Ours, |_| true).filter(|(at, it)| proposes(*at, it)).map(|it| it.1);
    let Some((proposal, last)) = proposed.filter_map(|it| Some((it, declined(it)?))).last() else { return 0 };
    let yes = |at: usize, it: &Said| heard.is_commitment(it) || heard.takes_on(it) || heard.is_agreed(at, it);
    let agrees = heard.said.iter().enumerate().any(|(at, it)| it.before > proposal.before && yes(at, it));
    if agrees { 0 } else { last.before + last.words }
}

pub(super) fn plan<'a>(sight: &Sight<'a>) -> Plan<'a> {
    let heard = sight.heard;
    let until = turned_down(sight);
    let holds = move |it: &Said| it.before >= until || !heard.has_date(it);
    let closing = || heard.said.iter().filter(move |it| heard.side(it) != Side::Unknown && is_closing(heard, it) && holds(it));
    let steps: Vec<&Said> = closing().filter(|it| heard.is_step(it)).collect();
    // "Friday is no good" names none that anything will be done on.
    let none = [Topic::NotStep, Topic::Hedge, Topic::ObjectsTiming];
    // Nor does "I am not doing it in April".
    let denies = |it: &Said| sight.has_word(it, "words negation");
    let tells = |it: &Said| !it.asked.is_some_and(Asked::counts) && !it.on_any(&none) && !denies(it);
    let theirs = |it: &&Said| heard.side(it) == Side::Theirs && heard.has_day(it) && tells(it);
    Plan {
        full: steps.iter().filter(|it| is_full(heard, it)).count(),
        steps,
        // A day proposed or asked for that the prospect says yes to is both sides' step.
        agreed: closing().filter(|it| heard.is_agreed(heard.index(it), it)).collect(),
        timed: closing().filter(|it| heard.has_appointment(it)).collect(),
        days: closing().filter(theirs).collect(),
    }
}

/// Whether a step names owner and day. "I'll get her to send it. On Sunday." names its day a breath later.
pub(super) fn is_full(heard: &Heard, said: &Said) -> bool {
    heard.has_owner(said) && (heard.has_day(said) || (!heard.has_date(said) && heard.day_after(heard.index(said))))
}

/// How plainly a sentence shows who does what by when. A day alone, a yes and an invite are shown elsewhere. (Of the first such
/// sentences of 89 calls judged by hand the judge had pointed at 57, of those that came first at 31.)
pub(super) fn shows_step(heard: &Heard, said: &Said) -> isize {
    let signs = [
        (is_full(heard, said), 2),
        (heard.is_step(said), 1),
        (heard.has_owner(said), 1),
        (heard.has_date(said), 1),
        (said.before * 100 >= heard.words * LAST, 1),
        (heard.side(said) == Side::Theirs, -1),
        (said.on(Topic::Invite), -1),
        (said.on(Topic::Time), -1),
        (heard.is_commitment(said), -1),
    ];
    signs.iter().filter(|it| it.0).map(|it| it.1).sum()
}
