//! The closing: what was agreed, who does what by when, and whether both said yes.

use super::{Sight, Sureness, Verdict, counted, times};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// So many of the prospect's own words and figures, in one sentence, give back what was heard.
const GIVEN_BACK: usize = 3;

/// A question of so many words right after it asks whether it is right.
const CHECK: usize = 6;

/// So many sentences, and three times as many of the prospect's own words and figures in them, tell back what was heard.
const TOLD_BACK: usize = 2;

/// The list of words for meeting and talking again, and of those that a conclusion begins with.
const MEET: &str = "spelled meet";
const SO: &str = "spelled so";

/// What sums up without saying so, and is not checked.
const UNSAID: u16 = 2;

/// How many sentences after the first of a summary it may be checked.
const NEAR: usize = 14;

/// More words than this give something back.
const BACK: usize = 8;

/// Sentences of either side from the closing on.
fn late<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> impl Iterator<Item = &'a Said> + 'a {
    sight.heard.said.iter().filter(move |it| sight.heard.side(it) != Side::Unknown && sight.heard.is_late(it) && wanted(it))
}

pub(super) fn summary(sight: &Sight<'_>) -> Verdict {
    // "So where are we at?" asks and sums up nothing; "May I sum up?" does.
    let sums = |it: &Said| it.on(Topic::Summary) && !it.on(Topic::TrialClose);
    let last = |late: bool| sight.said(Side::Ours, move |it| sums(it) && sight.heard.is_late(it) == late).next();
    // One that comes before the closing sums up the needs, not what was agreed.
    let said_so = [last(true), last(false).filter(|it| !sight.heard.is_early(it.1))];
    let says_so = said_so.iter().any(Option::is_some);
    let (late, found) = match (
        said_so[0].or_else(|| read_back(sight, true)).or_else(|| told_back(sight, true)),
        said_so[1].or_else(|| read_back(sight, false)).or_else(|| told_back(sight, false)),
    ) {
        (Some(it), _) => (true, it),
        (None, Some(it)) => (false, it),
        (None, None) => return unsaid(sight),
    };
    let (at, said) = found;
    let check = sight.said(Side::Ours, |it| it.on(Topic::SummaryCheck)).find(|it| (at..at + NEAR).contains(&it.0));
    let check = check.or_else(|| sight.heard.asks_for_nod(said).filter(|it| it.0 > at));
    let (points, checked) = match (late, check.is_some()) {
        (true, true) => (5, "towards the end, and checked with the prospect"),
        (true, false) => (4, "towards the end, but not checked with the prospect"),
        (false, true) => (3, "on the way and checked with the prospect, but not at the end"),
        (false, false) => (1, "on the way, but neither checked nor at the end"),
    };
    let why = format!("What was heard was summed up {checked}.");
    // What does not say that it sums up may only go on; one that was checked and said so can hardly be anything else.
    let sureness = if says_so && points != 1 { Sureness::Likely } else { Sureness::Unsure };
    Verdict::of(points, sureness, why, sight.moments(std::iter::once(said).chain(check.map(|it| it.1))))
}

/// Where nothing says that it sums up: one breath towards the end with several of the prospect's own words, or of days, says
/// again what was heard or agreed.
fn unsaid(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    // The words themselves are read last: that takes longest.
    let told = |it: &Said| !it.on_any(&[Topic::Price, Topic::Proof, Topic::NotStep]) && sight.begins_with(it, SO);
    let back = |it: &Said| !it.asked.is_some_and(Asked::counts) && usize::from(it.mirrors) >= GIVEN_BACK && it.words > BACK;
    let needs = |it: &Said| heard.is_late(it) && back(it) && told(it);
    let days = |it: &Said| heard.has_day(it) && it.figures.len() + usize::from(it.mirrors) > 1 && !heard.has_owner(it);
    let steps = |it: &Said| heard.is_late(it) && days(it) && told(it);
    if let Some((_, said)) = sight.said(Side::Ours, needs).last() {
        let why = "Towards the end some of what was heard was said again, but not checked with the prospect.".to_owned();
        return Verdict::of(UNSAID, Sureness::Unsure, why, sight.moments([said]));
    }
    if let Some((_, said)) = sight.said(Side::Ours, steps).last() {
        let why = "Only the steps were said once more towards the end.".to_owned();
        return Verdict::of(UNSAID - 1, Sureness::Unsure, why, sight.moments([said]));
    }
    Verdict::of(0, Sureness::Unsure, "No summary was heard towards the end.".to_owned(), Vec::new())
}

/// What is said in the prospect's own words and then checked is a summary in whatever words: "So it is the counts, the
/// returns and March. Is that right?"
fn read_back<'a>(sight: &'a Sight<'_>, late: bool) -> Option<(usize, &'a Said)> {
    let checked = |at: usize, it: &Said| {
        let next = sight.heard.said.get(at + 1).filter(|next| next.turn == it.turn);
        next.is_some_and(|it| it.asked.is_some() && (it.on(Topic::SummaryCheck) || it.asked != Some(Asked::Open) && it.words <= CHECK))
    };
    let gives_back = |it: &Said| usize::from(it.mirrors) + it.figures.len() >= GIVEN_BACK && !it.asked.is_some_and(Asked::counts);
    let found = sight.said(Side::Ours, gives_back).filter(|it| {
        // "I'll send you the deck and the prices. Sound good?" tells what comes next.
        let told = !sight.heard.is_step(it.1) && !sight.heard.has_appointment(it.1);
        told && checked(it.0, it.1) && !sight.heard.is_early(it.1) && sight.heard.is_late(it.1) == late
    });
    found.last()
}

/// The same over a whole turn: several sentences that give back what was heard, and then a question whether that is all.
fn told_back<'a>(sight: &'a Sight<'_>, late: bool) -> Option<(usize, &'a Said)> {
    let heard = sight.heard;
    let turns = (0..heard.voices.len()).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    let mut found = turns.filter_map(|turn| {
        let (first, all) = (heard.first_sentence.get(turn).copied()?, heard.of_turn(turn));
        let check = all.iter().rposition(|it| it.asked.is_some() && it.on(Topic::SummaryCheck))?;
        // "I'll send you the deck. Sound good?" sums up nothing.
        let told: Vec<&Said> = all.iter().take(check).filter(|it| !it.asked.is_some_and(Asked::counts) && !heard.is_step(it)).collect();
        let theirs = |it: &Said| it.figures.iter().filter(|one| heard.is_theirs(first, one)).count();
        let back: usize = told.iter().map(|it| usize::from(it.mirrors) + theirs(it)).sum();
        let said = told.iter().find(|it| it.mirrors > 0)?;
        let at = first + all.iter().position(|it| it.from == said.from)?;
        (told.len() >= TOLD_BACK && back >= TOLD_BACK * if late { 2 } else { 3 } && !heard.is_early(said) && heard.is_late(said) == late)
            .then_some((at, *said))
    });
    found.next_back()
}

pub(super) fn next_steps(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let steps: Vec<&Said> = heard.said.iter().filter(|it| heard.side(it) != Side::Unknown && heard.is_step(it)).collect();
    // A day proposed or asked for that the prospect says yes to is both sides' step.
    let agreed = || heard.said.iter().enumerate().filter(|(at, it)| heard.is_agreed(*at, it)).map(|it| it.1);
    // "I'll get her to send it. On Sunday." names its day a breath later.
    let full_step = |it: &Said| heard.has_owner(it) && (heard.has_day(it) || (!heard.has_date(it) && heard.day_after(heard.index(it))));
    let full = steps.iter().filter(|it| full_step(it)).count() + agreed().filter(|it| !(heard.is_step(it) && full_step(it))).count();
    let owned = full > 0 || steps.iter().any(|it| heard.has_owner(it));
    let dated = full > 0 || steps.iter().any(|it| heard.has_date(it) || heard.day_after(heard.index(it)));
    // The rubric asks for both sides' steps: two full ones are a plan, one is a promise.
    // "I'll mail you something today" is what any call ends with: of a plan the prospect has a part, or a day to come.
    let theirs = |it: &Said| {
        heard.side(it) == Side::Theirs
            && (heard.is_step(it) || (heard.has_day(it) && !it.on_any(&[Topic::NotStep, Topic::Hedge, Topic::ObjectsTiming])))
    };
    // "Shall we talk again some time next week?"
    let vague = full == 0 && steps.iter().all(|it| it.asked.is_some() && it.on(Topic::VagueDate));
    let part = late(sight, |it| theirs(it) || (heard.is_step(it) && heard.has_appointment(it))).next().is_some();
    let lone = full < 2 && !part && agreed().next().is_none() && !steps.iter().any(|it| heard.side(it) == Side::Theirs);
    let points = match (full, owned, dated) {
        (2.., ..) => 5,
        (1, ..) if lone => 3,
        (1, ..) => 4,
        (_, true, true) if !lone => 3,
        (_, false, false) => 0,
        // "I'll send you the deck and call you": a promise for no day is what any call ends with.
        (_, _, false) => 1,
        _ if vague => 1,
        _ => 2,
    };
    let mut steps = steps;
    steps.extend(agreed().filter(|it| !heard.is_step(it)));
    let n = steps.len();
    let roughly = full == 0 && points == 3;
    let why = match n {
        0 => "No next step with an owner or a date was heard.".to_owned(),
        _ if lone && full == 1 => format!("{} heard, {full} with both owner and date; the prospect owes nothing.", counted(n, "next step")),
        _ if lone && owned && dated => format!("{} heard, none with a day, and the prospect owes nothing.", counted(n, "next step")),
        _ if roughly => format!("{} heard, none with both an owner and a day.", counted(n, "next step")),
        _ => format!("{} heard, {full} with both owner and date.", counted(n, "next step")),
    };
    let sureness = if full > 1 { Sureness::Likely } else { Sureness::Unsure };
    let (mut best, rest): (Vec<&Said>, Vec<&Said>) = steps.into_iter().partition(|it| full_step(it) || !heard.is_step(it));
    best.extend(rest);
    best.truncate(super::MOMENTS);
    Verdict::of(points, sureness, why, sight.moments(best))
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
    let rests_on = asked.into_iter().rev().take(2).chain(yes).chain(if stalled { stalls } else { Vec::new() });
    // A yes that was not heard may have been said in other words.
    Verdict::of(points, if points < 2 || n == 0 { Sureness::Unsure } else { Sureness::Likely }, why, sight.moments(rests_on))
}

pub(super) fn invite(sight: &Sight<'_>) -> Verdict {
    // A long question that names both is one as soon as it is said yes to.
    let timed = |it: &Said| it.on(Topic::Time) && it.on(Topic::Date) && sight.heard.is_agreed(sight.heard.index(it), it);
    let fixed: Vec<_> = late(sight, |it| sight.heard.has_appointment(it) || timed(it)).collect();
    let invite: Vec<_> = late(sight, |it| it.on(Topic::Invite)).collect();
    // What will be sent by then is no meeting.
    let meets = |it: &Said| it.on(Topic::Invite) || sight.has_word(it, MEET);
    let dates = |it: &Said| it.on(Topic::Date) && sight.heard.has_date(it) && sight.heard.is_step(it) && meets(it);
    let dated: Vec<_> = late(sight, dates).collect();
    let both = [Side::Ours, Side::Theirs].iter().all(|side| invite.iter().any(|it| sight.heard.side(it) == *side));
    let (points, why) = match (fixed.is_empty(), invite.is_empty(), dated.is_empty()) {
        (false, false, _) => (5, "A day and a time were named and an invite was spoken of."),
        (false, true, _) => (5, "A day and a time were named before the end."),
        (true, false, false) => (4, "An invite and a date were spoken of, but no time."),
        // "I'm sending it while we talk." "Got it, accepted."
        (true, false, true) if both => (4, "Both sides spoke of an invite, but no day and time were heard."),
        // Mostly of something else.
        (true, false, true) => (0, "An invite may have been spoken of, but no day and time."),
        (true, true, false) if !dated.iter().any(|it| sight.heard.has_day(it)) => {
            (1, "A week was named, but no day, no time and no invite were heard.")
        }
        (true, true, false) => (2, "It was said roughly when, but no time and no invite were heard."),
        (true, true, true) => (0, "Neither an invite nor a day and time was heard towards the end."),
    };
    let rest = if fixed.is_empty() { dated } else { Vec::new() };
    let rests_on: Vec<&Said> = fixed.into_iter().chain(invite).chain(rest).collect();
    let sureness = if points == 5 || rests_on.is_empty() { Sureness::Likely } else { Sureness::Unsure };
    Verdict::of(points, sureness, why.to_owned(), sight.moments(rests_on))
}
