//! The closing: what was agreed, who does what by when, and whether both said yes.

use super::planned::{LAST, Plan, SHORT_CALL, is_closing, is_full, plan, shows_step, turned_down};
use super::{Sight, Sureness, Verdict, counted, last_signs, times};
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::order;
use crate::domain::transcript::Side;

/// The list of words for meeting and talking again.
const MEET: &str = "spelled meet";

/// How many sentences before an invite its day may be named.
const DAY_BEFORE: usize = 8;

/// So many sentences of a plan, of who is bound by it and of its time are shown, of those for which more than this speaks.
const STEPS: (usize, i32) = (2, -15);
const BINDS: (usize, i32) = (2, -18);
const FIXES: (usize, i32) = (3, -22);

/// Sentences of either side from the closing on.
fn late<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> impl Iterator<Item = &'a Said> + 'a {
    sight.heard.said.iter().filter(move |it| sight.heard.side(it) != Side::Unknown && sight.heard.is_late(it) && wanted(it))
}

/// What the signs of a plan give, in tenths of a point: that something was planned at all, a step with owner and day, a second
/// one, a day that was proposed and agreed to, a day with its time, and each of two days that the prospect names. (On each of
/// eight sets of calls judged by hand, weights chosen on the other seven gave 72 of 79 in the range; of 19 calls that came
/// later, 14.)
const PLANNED: u16 = 8;
const FULL_STEP: u16 = 19;
const SECOND: u16 = 10;
const AGREED: u16 = 10;
const TIMED: u16 = 19;
const THEIR_DAY: u16 = 5;

/// From so much of a call on, in percent, people take their leave.
const OVER: usize = 92;

pub(super) fn next_steps(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let Plan { steps, full, agreed, timed, days } = sight.found.plan.get_or_init(|| plan(sight));
    if steps.is_empty() && agreed.is_empty() && timed.is_empty() {
        let why = "No next step with an owner or a date was heard.".to_owned();
        return Verdict::of(0, Sureness::Unsure, why, Vec::new());
    }
    let one = |there: bool, worth: u16| if there { worth } else { 0 };
    let their_days = THEIR_DAY * u16::try_from(days.len().min(2)).unwrap_or(0);
    let tenths = PLANNED
        + one(*full > 0, FULL_STEP)
        + one(*full > 1, SECOND)
        + one(!agreed.is_empty(), AGREED)
        + one(!timed.is_empty(), TIMED)
        + their_days;
    let points = ((tenths + 5) / 10).min(5);
    // A day that is agreed to, or has its time, is a step of its own.
    let mut all: Vec<(usize, bool)> = steps.iter().map(|it| (heard.index(it), is_full(heard, it))).collect();
    all.extend(agreed.iter().chain(timed).map(|it| (heard.index(it), true)));
    order::sort_by_key(&mut all, |it| (it.0, !it.1));
    all.dedup_by_key(|it| it.0);
    let both = all.iter().filter(|it| it.1).count();
    let theirs = steps.iter().any(|it| heard.side(it) == Side::Theirs);
    let owes = if days.is_empty() && agreed.is_empty() && !theirs { "; the prospect owes nothing" } else { "" };
    let why = format!("{} heard, {both} with both owner and date, or a time agreed to{owes}.", counted(all.len(), "next step"));
    let sureness = if points == 5 { Sureness::Likely } else { Sureness::Unsure };
    let all = steps.iter().chain(agreed).chain(timed).copied();
    let of_plan = || sight.best(all, |it| shows_step(heard, it));
    Verdict::of(points, sureness, why, last_signs::shown(sight, &last_signs::STEPS, STEPS, of_plan))
}

/// What both sides' part in a plan gives, in hundredths: each point by what was said to it, a full step, a day the prospect
/// names, a day with its time, and each of two commitments. (Chosen on 79 calls judged by
/// hand, of which 67 were in the range; of 19 that came later, 13.)
const BY_WORDS: u16 = 30;
const BY_STEP: u16 = 140;
const BY_DAY: u16 = 40;
const BY_TIME: u16 = 100;
const BY_YES: u16 = 30;
const BOUND: u16 = 20;

/// From so many points on both sides' part is hardly chance.
const LIKELY: u16 = 4;

/// A yes is heard in part only, and so is a plan: the two are weighed together, where there is enough of a call. With the
/// reason, in other words where the plan tells more or less than what was said to it, and with what shows the plan then.
fn weighed<'a>(sight: &'a Sight<'_>, points: u16, why: String, said_yes: usize) -> (u16, String, Vec<&'a Said>) {
    let heard = sight.heard;
    if heard.words < SHORT_CALL {
        return (points, why, Vec::new());
    }
    let Plan { steps, full, timed, days, .. } = sight.found.plan.get_or_init(|| plan(sight));
    let yes = heard.said.iter().filter(|it| is_closing(heard, it) && heard.is_commitment(it)).count();
    let signs = [
        (*full > 0, BY_STEP, "a step with owner and day"),
        (!days.is_empty(), BY_DAY, "a day of the prospect's"),
        (!timed.is_empty(), BY_TIME, "a day with its time"),
    ];
    let there = || signs.iter().filter(|it| it.0);
    let sum = BOUND + BY_WORDS * points + there().map(|it| it.1).sum::<u16>() + BY_YES * u16::try_from(yes.min(2)).unwrap_or(0);
    let all = ((sum + 50) / 100).min(5);
    if all == points {
        return (points, why, Vec::new());
    }
    let yes = match said_yes {
        0 => "No clear yes was heard from the prospect".to_owned(),
        n => format!("The prospect said yes {}", times(n)),
    };
    let why = match there().map(|it| it.2).collect::<Vec<_>>().join(", ") {
        it if it.is_empty() => format!("{yes}, but no plan with a date was heard."),
        it => format!("{yes}; of a plan was heard: {it}."),
    };
    let shows = steps.iter().filter(|it| is_full(heard, it)).take(2).chain(timed.iter().take(2)).chain(days.iter().take(1));
    (all, why, shows.copied().collect())
}

pub(super) fn mutual_commitment(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let theirs = |it: &Said| heard.side(it) == Side::Theirs;
    let yes: Vec<&Said> = late(sight, |it| heard.is_commitment(it) || heard.takes_on(it)).collect();
    let agreed = heard.said.iter().enumerate().any(|(at, it)| heard.is_agreed(at, it));
    let plans = |it: &Said| heard.has_day(it) && (heard.is_step(it) || heard.names_days(it));
    let dated = agreed || late(sight, plans).next().is_some();
    // "Yes. The papers on Sunday."
    let names_day = |it: &Said| heard.of_turn(it.turn).iter().any(|it| heard.has_day(it) && !it.on_any(&[Topic::NotStep, Topic::Hedge]));
    let plain: Vec<&Said> = yes
        .iter()
        .copied()
        .filter(|it| {
            (!it.on(Topic::Hedge) || heard.takes_on(it))
                && (it.words > 2 || it.on(Topic::Commitment) || (dated && (agreed || heard.answers_confirm(it) || names_day(it))))
        })
        .collect();
    let asked: Vec<&Said> = late(sight, |it| heard.is_confirm(it) && heard.side(it) == Side::Ours).collect();
    // "I'll think about it", said after it, is what stays of a yes.
    let yes_at = plain.last().map_or(sight.heard.words / 2, |it| it.before);
    let puts_off =
        |it: &Said| theirs(it) && it.on_any(&[Topic::Hedge, Topic::ObjectsTiming]) && !it.on(Topic::Commitment) && !heard.takes_on(it);
    let stalls: Vec<&Said> = late(sight, |it| it.before >= yes_at && puts_off(it)).collect();
    let n = plain.len();
    // "Thursday's fine", and of something else "I'll try, no promises": the yes stands.
    let mut open: Vec<usize> = stalls.iter().map(|it| it.turn).collect();
    open.dedup();
    let takes_back = plain.last().is_some_and(|it| open.contains(&it.turn));
    let stalled = (takes_back && stalls.len() > n) || open.len() > n || (n == 0 && !stalls.is_empty());
    let answers = plain.iter().any(|it| heard.answers_question(it));
    let (points, why) = match (n, yes.len(), asked.len()) {
        (0, 0, 0) if stalled => (0, "The prospect put the decision off, and agreement was not asked for.".to_owned()),
        (0, 0, 0) => (0, "Neither a question for agreement nor a yes to a plan was heard.".to_owned()),
        (0, 0, _) => (1, "Agreement was asked for, but no clear yes was heard.".to_owned()),
        (0, ..) => (if dated { 2 } else { 1 }, "The prospect's yes was half a yes.".to_owned()),
        _ if stalled => (1, "The prospect put the decision off towards the end.".to_owned()),
        // "Sure, send it": one yes to no day binds nobody.
        (n, ..) if !dated => (if n > 1 { 2 } else { 1 }, format!("The prospect agreed {}, but to no plan with a date.", times(n))),
        (1, ..) if !open.is_empty() => (3, "The prospect agreed once, and left something else open.".to_owned()),
        (1, _, 0) if !answers => (4, "The prospect agreed to a plan once, without being asked to confirm it.".to_owned()),
        (1, _, 0) => (4, "The prospect agreed once, to a plan our side had asked about.".to_owned()),
        (n, ..) => (5, format!("The prospect agreed to the plan {}.", times(n))),
    };
    let by_words = points;
    // Nor does a plan make up for a decision that was put off.
    let (points, why, of_plan) = if stalled { (points, why, Vec::new()) } else { weighed(sight, points, why, n) };
    // What puts it off shows that it was put off.
    let rests_on: Vec<&Said> = if stalled { stalls } else { asked.into_iter().rev().take(2).chain(yes).chain(of_plan).collect() };
    // A yes that was not heard may have been said in other words.
    let weighed = points != by_words;
    // Who says yes and takes on nothing by a day is hardly bound.
    let binds = |it: &&Said| is_closing(heard, it) && theirs(it) && (heard.takes_on(it) || heard.is_step(it));
    let bound = heard.words < SHORT_CALL || heard.said.iter().any(|it| binds(&it));
    let (points, why) = match points {
        LIKELY.. if !bound && n > 0 => {
            let days = &sight.found.plan.get_or_init(|| plan(sight)).days;
            let but = match days.is_empty() {
                true => "no day was heard by which it will do something",
                false => "what it will do by the day it named was not understood",
            };
            (LIKELY, format!("The prospect said yes {}, but {but}.", times(n)))
        }
        _ => (points, why),
    };
    let unsure = n == 0 || weighed || !bound || points < if heard.words < SHORT_CALL { 2 } else { LIKELY };
    let sureness = if unsure { Sureness::Unsure } else { Sureness::Likely };
    let of_yes = || sight.best(rests_on, |it| shows_yes(heard, it));
    let moments = if stalled || points == 0 { of_yes() } else { last_signs::shown(sight, &last_signs::BINDS, BINDS, of_yes) };
    Verdict::of(points, sureness, why, moments)
}

/// How plainly a sentence shows what the prospect binds itself to. (Of the first such sentences of 81 calls judged by hand the
/// judge had pointed at 40, of those that came first at 8.)
fn shows_yes(heard: &Heard, said: &Said) -> isize {
    let signs = [
        (heard.has_owner(said), 1),
        (heard.has_date(said), 1),
        (heard.is_commitment(said), 1),
        (heard.side(said) == Side::Theirs, 1),
        (said.before * 100 >= heard.words * LAST, 1),
        (said.words < 5, -1),
        (said.on(Topic::Invite), -1),
        (said.on(Topic::Time), -1),
    ];
    signs.iter().filter(|it| it.0).map(|it| it.1).sum()
}

pub(super) fn invite(sight: &Sight<'_>) -> Verdict {
    // A long question that names both is one as soon as it is said yes to.
    let timed = |it: &Said| it.on(Topic::Time) && it.on(Topic::Date) && sight.heard.is_agreed(sight.heard.index(it), it);
    let until = turned_down(sight);
    let fixed: Vec<_> = late(sight, |it| it.before >= until && (sight.heard.has_appointment(it) || timed(it))).collect();
    // "It's on the invite from today" speaks of this very call.
    let invite: Vec<_> = late(sight, |it| it.on(Topic::Invite) && !it.on(Topic::NotStep)).collect();
    // What will be sent by then is no meeting.
    let meets = |it: &Said| it.on(Topic::Invite) || sight.has_word(it, MEET);
    let dates = |it: &Said| it.on(Topic::Date) && sight.heard.has_date(it) && sight.heard.is_step(it) && meets(it);
    let dated: Vec<_> = late(sight, |it| it.before >= until && dates(it)).collect();
    let both = [Side::Ours, Side::Theirs].iter().all(|side| invite.iter().any(|it| sight.heard.side(it) == *side));
    // "Friday the twentieth?" "Yes." "It's gone out."
    let names = |it: &Said| sight.heard.has_day(it) && !it.on(Topic::NotStep);
    let near = invite.iter().any(|it| {
        let at = sight.heard.index(it);
        sight.heard.said.get(at.saturating_sub(DAY_BEFORE)..=at).unwrap_or_default().iter().any(names)
    });
    let (points, why) = match (fixed.is_empty(), invite.is_empty(), dated.is_empty()) {
        (false, false, _) => (5, "A day and a time were named and an invite was spoken of."),
        (false, true, _) => (5, "A day and a time were named before the end."),
        // "I'm sending it while we talk." "Got it, accepted."
        (true, false, _) if both => (5, "Both sides spoke of an invite before the end."),
        (true, false, _) if near => (5, "A day was named and right after it an invite was spoken of."),
        (true, false, false) => (4, "An invite and a date were spoken of, but no time."),
        // Mostly of something else.
        (true, false, true) => (0, "An invite may have been spoken of, but no day and time."),
        (true, true, false) if !dated.iter().any(|it| sight.heard.has_day(it)) => {
            (1, "A week was named, but no day, no time and no invite were heard.")
        }
        (true, true, false) => (2, "It was said roughly when, but no time and no invite were heard."),
        (true, true, true) => (0, "Neither an invite nor a day and time was heard towards the end."),
    };
    let fixed_is_empty = fixed.is_empty();
    let rest = if fixed_is_empty { dated } else { Vec::new() };
    let rests_on: Vec<&Said> = fixed.into_iter().chain(invite).chain(rest).collect();
    let sureness = if !fixed_is_empty || rests_on.is_empty() { Sureness::Likely } else { Sureness::Unsure };
    // The last that is said of it stays.
    let shows = |it: &Said| isize::from(it.on(Topic::Invite)) + isize::from(it.on(Topic::Time)) + isize::from(is_last(sight.heard, it));
    let heard = || sight.best(rests_on, shows);
    let moments = if points == 0 { heard() } else { last_signs::shown(sight, &last_signs::FIXES, FIXES, heard) };
    Verdict::of(points, sureness, why.to_owned(), moments)
}

fn is_last(heard: &Heard, said: &Said) -> bool {
    said.before * 100 >= heard.words * OVER
}
