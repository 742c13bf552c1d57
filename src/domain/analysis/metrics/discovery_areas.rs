//! Which of the six areas of discovery the prospect spoke to.

use super::{NO_LIST, NO_SIDES, Taken};
use crate::domain::analysis::figures::{Figure, Of};
use crate::domain::analysis::hearing::{Heard, Hearing, Said};
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::Side;

/// An area: what the prospect says of it, and how it is asked for.
struct Area {
    label: &'static str,
    said: Topics,
    asked: Topic,
}

/// The six areas of the standard rubric (handbook §2), in the order of a talk.
const AREAS: [Area; 6] = [
    Area { label: "current state", said: Topic::set(&[Topic::Current]), asked: Topic::AskCurrent },
    Area { label: "pain", said: Topic::set(&[Topic::Pain, Topic::Negative]), asked: Topic::AskPain },
    Area { label: "business impact", said: Topic::set(&[]), asked: Topic::AskImpact },
    Area { label: "goals", said: Topic::set(&[Topic::Goals]), asked: Topic::AskGoals },
    Area { label: "timeline", said: Topic::set(&[Topic::Timeline]), asked: Topic::AskTimeline },
    Area { label: "budget and authority", said: Topic::set(&[Topic::Authority, Topic::ObjectsAuthority]), asked: Topic::AskAuthority },
];

/// The fewest words of an answer that speaks to what was asked; less is a yes, a no or a number of people.
const ANSWER: usize = 8;

/// An answer of so many words tells how things are.
const LONG: usize = 25;

/// The first sentence of the prospect's in each area, `None` where there is none.
pub(in crate::domain::analysis) fn areas(heard: &Heard) -> [(&'static str, Option<usize>); 6] {
    let may = |(_, it): &(usize, &Said)| heard.side(it) == Side::Theirs && !it.asked.is_some_and(Asked::counts);
    let theirs: Vec<(usize, &Said)> = heard.said.iter().enumerate().filter(may).collect();
    AREAS.each_ref().map(|area| {
        let covering = || theirs.iter().copied().filter(|(at, it)| covers(heard, area, *at, it));
        // What answers a question about it shows it better than what only touches it.
        let asked = covering().find(|it| answers(heard, area, it.0, it.1)).map(|(at, said)| told(heard, area, at, said));
        (area.label, asked.or_else(|| covering().next().map(|(at, said)| heard.telling_from(at, said))))
    })
}

/// Whether sentence `at`, which is the prospect's and asks nothing, speaks to the area.
fn covers(heard: &Heard, area: &Area, at: usize, said: &Said) -> bool {
    let impact = area.asked == Topic::AskImpact && heard.weighs(at, said);
    // "Which we opened last August" is no timeline, nor is what happens every month.
    let past = area.asked == Topic::AskTimeline && (said.on(Topic::NotStep) || is_told(said));
    // Who puts a figure on it has said where it hurts, and who tells at length how things are, how they are.
    let hurts = area.asked == Topic::AskPain && heard.weighs(at, said) && said.figures.iter().any(|it| it.lossy);
    let tells = area.asked == Topic::AskCurrent && tells_how(heard, at, said);
    impact || hurts || tells || (said.touches(area.said) && !past) || answers(heard, area, at, said)
}

/// Whether a date in it only places a trouble: "We had the press down for three days in June."
fn is_told(said: &Said) -> bool {
    let lasted = |it: &Figure| it.of == Of::Time && !it.dated && !it.rated;
    let aims = said.touches(const { Topic::set(&[Topic::Goals, Topic::Commitment, Topic::If]) });
    !aims && (said.touches(const { Topic::set(&[Topic::Pain, Topic::Negative]) }) || said.figures.iter().any(lasted))
}

/// Questions whose answer tells of anything but how things are.
const ELSEWHERE: Topics =
    Topic::set(&[Topic::AskGoals, Topic::AskTimeline, Topic::AskObjection, Topic::AskAuthority, Topic::Check, Topic::TrialClose]);

/// Whether it begins a long answer, in the first half of the call, to an open question that asks for nothing else.
fn tells_how(heard: &Heard, at: usize, said: &Said) -> bool {
    let begins = heard.first_sentence.get(said.turn) == Some(&at) && said.before * 2 <= heard.words;
    let Some(before) = said.turn.checked_sub(1).filter(|_| begins) else { return false };
    let long = || heard.of_turn(said.turn).iter().map(|it| it.words).sum::<usize>() >= LONG;
    let asks = |it: &Said| it.asked == Some(Asked::Open) && !it.touches(ELSEWHERE);
    heard.voices.get(before).is_some_and(|it| it.side == Side::Ours) && heard.end_before(before, said, 2).any(asks) && long()
}

/// The sentence of the answer that begins at `at` that speaks of the area, else the first that tells something.
fn told(heard: &Heard, area: &Area, at: usize, said: &Said) -> usize {
    let turn = heard.said.iter().enumerate().skip(at).take_while(|it| it.1.turn == said.turn);
    let impact = |at: usize, it: &Said| area.asked == Topic::AskImpact && (heard.weighs(at, it) || hurts(it));
    turn.clone().find(|it| it.1.touches(area.said) || impact(it.0, it.1)).map_or_else(|| heard.telling_from(at, said), |it| it.0)
}

/// Whether it is the first sentence of an answer to a question of ours about the area.
fn answers(heard: &Heard, area: &Area, at: usize, said: &Said) -> bool {
    let first = heard.first_sentence.get(said.turn) == Some(&at);
    let long = || heard.of_turn(said.turn).iter().map(|it| it.words).sum::<usize>() >= ANSWER;
    let Some(before) = said.turn.checked_sub(1).filter(|_| first) else { return false };
    // What is answered is the end of the turn before.
    heard.voices.get(before).is_some_and(|it| it.side == Side::Ours)
        && heard.end_before(before, said, 2).any(|it| it.asked.is_some_and(Asked::counts) && it.on(area.asked))
        && long()
        // "How often do you order?" "Weekly, on paper." weighs nothing.
        && (area.asked != Topic::AskImpact || heard.of_turn(said.turn).iter().any(hurts))
}

/// Whether it tells of what something costs or leads to.
fn hurts(said: &Said) -> bool {
    !said.figures.is_empty() || said.touches(const { Topic::set(&[Topic::Pain, Topic::Share, Topic::Consequence, Topic::Negative]) })
}

/// How many areas are covered.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if !hearing.heard.voices.iter().any(|it| it.side == Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    if hearing.heard.known & Topic::AskPain.bit() == 0 {
        return Taken::not(NO_LIST);
    }
    let areas = areas(&hearing.heard);
    let labels = |covered: bool| areas.iter().filter(|it| it.1.is_some() == covered).map(|it| it.0).collect::<Vec<_>>().join(", ");
    let mut found: Vec<(usize, &'static str)> = areas.iter().filter_map(|it| Some((it.1?, it.0))).collect();
    let n = found.len();
    let arithmetic = match n {
        0 => "None of the 6 areas was heard from the prospect.".to_owned(),
        6 => format!("All 6: {}.", labels(true)),
        _ => format!("{n} of 6: {}; not heard: {}.", labels(true), labels(false)),
    };
    order::sort(&mut found);
    let turns = hearing.turns_with(found.iter().map(|it| it.0));
    // A sentence that stands for two areas is listed for each.
    let (moments, kinds) = found.iter().filter_map(|it| Some((hearing.moment_of(it.0)?, it.1))).unzip();
    Taken { kinds, ..Taken::value(n as f64, arithmetic, turns, moments) }
}
