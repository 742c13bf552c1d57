//! What is asked, by whom, and what comes of it.

use super::{NO_LIST, NO_PROSPECT, NO_SIDES, NO_TIMES, Taken, counted};
use crate::domain::analysis::hearing::{Hearing, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::{Moment, Side};

/// An answer of so many words is one at length: about fifteen seconds of speech.
pub(super) const LENGTH: usize = 40;

/// What is set apart, and how it is named for one and for more.
const APART: &[(Asked, &str, &str)] = &[
    (Asked::Tag, "tag question", "tag questions"),
    (Asked::Courtesy, "courtesy", "courtesies"),
    (Asked::BackChannel, "question that asks nobody", "questions that ask nobody"),
    (Asked::Aside, "question to a colleague", "questions to a colleague"),
];

/// The sentences of `side` that ask and count.
fn asked<'a>(hearing: &'a Hearing<'_>, side: Side) -> impl Iterator<Item = (usize, &'a Said)> {
    let heard = &hearing.heard;
    let all = heard.asking.iter().filter_map(|at| Some((*at, heard.said.get(*at)?)));
    all.filter(move |(_, it)| it.asked.is_some_and(Asked::counts) && heard.side(it) == side)
}

/// How many sentences of `side` ask in each way, by [`Asked`].
fn tally(hearing: &Hearing<'_>, side: Side) -> [usize; 6] {
    let mut tally = [0; 6];
    let all = hearing.heard.asking.iter().filter_map(|at| hearing.heard.said.get(*at));
    for asked in all.filter(|it| hearing.heard.side(it) == side).filter_map(|it| it.asked) {
        if let Some(it) = tally.get_mut(asked as usize) {
            *it += 1;
        }
    }
    tally
}

/// The sentences of `side` that are set apart, and as what.
fn apart(hearing: &Hearing<'_>, side: Side) -> Vec<(&'static str, Moment)> {
    let as_what = |it: &Said| APART.iter().find(|row| it.asked == Some(row.0) && hearing.heard.side(it) == side).map(|row| row.1);
    let all = hearing.heard.asking.iter().filter_map(|at| Some((*at, hearing.heard.said.get(*at)?)));
    all.filter_map(|(at, it)| Some((as_what(it)?, hearing.moment_of(at)?))).collect()
}

/// A count of sentences, each a moment.
fn of_sentences(hearing: &Hearing<'_>, sentences: Vec<usize>, value: f64, arithmetic: String) -> Taken {
    let moments = sentences.iter().filter_map(|it| hearing.moment_of(*it)).collect();
    Taken::value(value, arithmetic, hearing.turns_with(sentences.into_iter()), moments)
}

/// What both sides ask, in a sentence.
fn arithmetic(hearing: &Hearing<'_>, side: Side) -> String {
    let other = if side == Side::Ours { Side::Theirs } else { Side::Ours };
    let tallies = [side, other].map(|it| tally(hearing, it));
    let [number, others] = tallies.each_ref().map(|it| |asked: Asked| it.get(asked as usize).copied().unwrap_or_default());
    let (open, closed) = (number(Asked::Open), number(Asked::Closed));
    let others = others(Asked::Open) + others(Asked::Closed);
    let (whose, theirs) = if side == Side::Ours { ("our side", "theirs") } else { ("the prospect's side", "ours") };
    let mut text = format!("{} by {whose}: {open} open, {closed} closed; {others} by {theirs}.", open + closed);
    let apart = APART.iter().map(|(asked, one, more)| (number(*asked), one, more)).filter(|it| it.0 > 0);
    let apart: Vec<String> = apart.map(|(n, one, more)| counted(n, one, more)).collect();
    if !apart.is_empty() {
        text.push_str(&format!(" Not counted: {}.", apart.join(", ")));
    }
    text
}

fn count_of(hearing: &Hearing<'_>, side: Side) -> Taken {
    let sentences: Vec<usize> = asked(hearing, side).map(|it| it.0).collect();
    let n = sentences.len() as f64;
    // Without a list of the language only question marks tell.
    let guessed = hearing.heard.known & Topic::Request.bit() == 0;
    let kind = |it: &usize| if hearing.heard.said.get(*it).is_some_and(|it| it.asked == Some(Asked::Open)) { "open" } else { "closed" };
    let quoted: Vec<(usize, Moment)> = sentences.iter().filter_map(|it| Some((*it, hearing.moment_of(*it)?))).collect();
    let kinds = quoted.iter().map(|it| kind(&it.0)).collect();
    let (moments, turns) = (quoted.into_iter().map(|it| it.1).collect(), hearing.turns_with(sentences.into_iter()));
    Taken { kinds, apart: apart(hearing, side), ..Taken::value(n, arithmetic(hearing, side), turns, moments) }.estimated(guessed)
}

/// Open and closed questions of our side.
pub(super) fn count(hearing: &Hearing<'_>) -> Taken {
    if hearing.heard.voices.iter().all(|it| it.side == Side::Unknown) {
        return Taken::not(NO_SIDES);
    }
    count_of(hearing, Side::Ours)
}

/// Those of the prospect's side.
pub(super) fn theirs(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Theirs) {
        return Taken::not(NO_PROSPECT);
    }
    count_of(hearing, Side::Theirs)
}

/// Ours a minute of the call.
pub(super) fn rate(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) {
        return Taken::not(NO_SIDES);
    }
    let Some(length) = hearing.length() else { return Taken::not(NO_TIMES) };
    let turns = hearing.turns_with(asked(hearing, Side::Ours).map(|it| it.0));
    let n = asked(hearing, Side::Ours).count();
    let arithmetic = format!("{} in {}.", counted(n, "question", "questions"), length.clock());
    Taken::value(n as f64 / length.minutes(), arithmetic, turns, Vec::new()).estimated(!hearing.has_ends())
}

/// How many of ours are open, in percent.
pub(super) fn open_share(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) {
        return Taken::not(NO_SIDES);
    }
    if hearing.heard.known & Topic::Request.bit() == 0 {
        return Taken::not(NO_LIST);
    }
    let all = asked(hearing, Side::Ours).count();
    let open: Vec<usize> = asked(hearing, Side::Ours).filter(|it| it.1.asked == Some(Asked::Open)).map(|it| it.0).collect();
    if all == 0 {
        return Taken::not("Our side asks nothing in this file.");
    }
    let n = open.len();
    of_sentences(hearing, open, 100.0 * n as f64 / all as f64, format!("{n} of {} are open.", counted(all, "question", "questions")))
}

/// Those of ours that take up what the prospect has just said.
pub(super) fn follow_ups(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) || !hearing.hears(Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    let sentences: Vec<usize> = asked(hearing, Side::Ours).filter(|it| it.1.takes_up).map(|it| it.0).collect();
    let (n, all) = (sentences.len(), asked(hearing, Side::Ours).count());
    of_sentences(hearing, sentences, n as f64, format!("{n} of {} take up the prospect's words.", counted(all, "question", "questions")))
}

/// Turns of ours that ask and are answered at length; the last question of each stands for it.
pub(super) fn engaging(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) || !hearing.hears(Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    let voices = &hearing.heard.voices;
    let answered = |turn: usize| {
        let after = voices.iter().enumerate().skip(turn + 1).find(|it| !it.1.brief);
        after.is_some_and(|(at, it)| it.side == Side::Theirs && hearing.reading.words_of_turn(at) >= LENGTH)
    };
    let mut sentences: Vec<usize> = Vec::new();
    let (mut asking, mut last) = (0usize, None);
    for (at, said) in asked(hearing, Side::Ours) {
        let again = last.replace(said.turn) == Some(said.turn);
        asking += usize::from(!again);
        match sentences.last_mut() {
            Some(engaging) if again && hearing.heard.said.get(*engaging).is_some_and(|it| it.turn == said.turn) => *engaging = at,
            _ if !again && answered(said.turn) => sentences.push(at),
            _ => {}
        }
    }
    let n = sentences.len();
    let arithmetic = format!("{n} of {} were answered with {LENGTH} words or more.", counted(asking, "turn that asks", "turns that ask"));
    of_sentences(hearing, sentences, n as f64, arithmetic)
}
