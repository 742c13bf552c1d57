//! The longest turn of each side.

use super::{NO_PROSPECT, NO_SIDES, NO_TIMES, Taken};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Side};

/// Ours.
pub(super) fn ours(hearing: &Hearing<'_>) -> Taken {
    longest(hearing, Side::Ours).into()
}

/// Theirs.
pub(super) fn theirs(hearing: &Hearing<'_>) -> Taken {
    longest(hearing, Side::Theirs).into()
}

fn longest(hearing: &Hearing<'_>, side: Side) -> Result<Taken, &'static str> {
    match hearing.transcript.precision {
        Precision::None => return Err(NO_TIMES),
        Precision::Block => return Err("This file has a time only now and then, too few to time a turn."),
        Precision::StartOnly | Precision::Segment | Precision::Word => {}
    }
    let of_side = |at: &usize| hearing.heard.voices.get(*at).is_some_and(|it| it.side == side);
    if !(0..hearing.turns.len()).any(|at| of_side(&at)) {
        return Err(if side == Side::Ours { NO_SIDES } else { NO_PROSPECT });
    }
    let timed = (0..hearing.turns.len()).filter(of_side).filter_map(|at| Some((length(hearing, at)?, at)));
    let Some((length, at)) = timed.max_by_key(|it| (it.0, std::cmp::Reverse(it.1))) else {
        return Err("No turn of this side has a start and an end.");
    };
    let turn = hearing.turns.get(at).ok_or(NO_TIMES)?;
    let speaker = turn.speaker.and_then(|it| hearing.transcript.speakers.get(usize::from(it)));
    let name = speaker.map_or("Somebody", |it| it.name.as_str());
    let words = hearing.reading.words_of_turn(at);
    let from = turn.start.map(Millis::clock).unwrap_or_default();
    let mut arithmetic = format!("{name} spoke {} without a break from {from}, {words} words.", length.clock());
    if !hearing.has_ends() {
        arithmetic.push_str(" The file has no ends, so the turn is taken to last until the next one.");
    }
    let moments = hearing.moment_of_turn(at).into_iter().collect();
    Ok(Taken::value(length.seconds(), arithmetic, vec![at as u32], moments).estimated(!hearing.has_ends()))
}

/// How long a turn lasts; without ends, until the next one begins.
fn length(hearing: &Hearing<'_>, at: usize) -> Option<Millis> {
    let turn = hearing.turns.get(at)?;
    let end = if hearing.has_ends() { turn.end } else { hearing.turns.get(at + 1..)?.iter().find(|it| it.speaker != turn.speaker)?.start };
    let length = end? - turn.start?;
    (length.0 > 0).then_some(length)
}
