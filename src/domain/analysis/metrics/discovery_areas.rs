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

/// The sentence of the prospect's that shows each area best and how much it tells, `None` where none does.
pub(in crate::domain::analysis) fn areas(heard: &Heard) -> [(&'static str, Option<(usize, isize)>); 6] {
    let may = |(_, it): &(usize, &Said)| heard.side(it) == Side::Theirs && !it.asked.is_some_and(Asked::counts);
    let theirs: Vec<(usize, &Said)> = heard.said.iter().enumerate().filter(may).collect();
    AREAS.each_ref().map(|area| {
        // The turn that answers a question of ours about the area, as far as it has been told.
        let mut answer = None;
        let mut best: Option<(isize, usize)> = None;
        for (at, said) in theirs.iter().copied() {
            let begins = answers(heard, area, at, said);
            answer = if begins { Some(said.turn) } else { answer };
            let answers = answer == Some(said.turn);
            if answers || covers(heard, area, at, said) {
                let tells = tells(heard, area, at, said, (begins, answers));
                best = best.filter(|it| it.0 >= tells).or(Some((tells, at)));
            }
        }
        (area.label, best.filter(|it| it.0 > 0 || heard.words < PLACED).map(|it| (it.1, it.0)))
    })
}

/// A sentence of so many words tells something, one of fewer than these hardly anything by itself.
const SENTENCE: usize = 10;
const SCRAP: usize = 6;

/// Where in the call it stands tells something from so many words on: until the first of these shares, in percent, people mostly
/// greet each other, from the second on they mostly talk of the deal.
const PLACED: usize = 300;
const TOLD_IN: (usize, usize) = (6, 70);

/// How much sentence `at` tells of an area by itself, from what else is known of it: what speaks of it in passing tells less than
/// nothing. (On 98 calls judged by hand, 196 of 434 sentences chosen so were those that the judge had pointed at; of those that
/// came first, 159.)
fn tells(heard: &Heard, area: &Area, at: usize, said: &Said, (begins, answers): (bool, bool)) -> isize {
    let (early, late) = (said.before * 100 < heard.words * TOLD_IN.0, said.before * 100 > heard.words * TOLD_IN.1);
    let (early, late) = (early && heard.words >= PLACED, late && heard.words >= PLACED);
    let decides = area.asked == Topic::AskAuthority;
    let placed = match area.asked {
        Topic::AskTimeline => isize::from(heard.has_date(said)),
        _ if decides => 2 * isize::from(late),
        _ => -isize::from(late),
    };
    let impact = area.asked == Topic::AskImpact;
    let signs = [
        (said.words >= SENTENCE, 2),
        (said.words < SCRAP, -2),
        (!said.figures.is_empty(), 2),
        (heard.of_turn(said.turn).iter().take(LONG).map(|it| it.words).sum::<usize>() >= LONG, 1),
        (said.touches(area.said), 1),
        (begins, 1),
        (answers && (impact || decides), 1),
        (impact && heard.weighs(at, said), 2),
        (impact && said.figures.iter().any(|it| it.lossy), 2),
        (impact && said.figures.iter().any(|it| it.of == Of::Money), 1),
        (early, -1),
        (said.on(Topic::Hedge), -1),
        (said.on(Topic::Price) && !decides, -1),
    ];
    placed + signs.iter().filter(|it| it.0).map(|it| it.1).sum::<isize>()
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
    let mut found: Vec<(usize, &'static str)> = areas.iter().filter_map(|it| Some((it.1?.0, it.0))).collect();
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
