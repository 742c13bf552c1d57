//! How long the rep waits before answering.

use super::{NO_ENDS, NO_REP, Taken, counted};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::stats::median;
use crate::domain::time::Millis;
use crate::domain::transcript::Side;

/// The middle one of the pauses before the rep's answers.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if hearing.rep.is_none() {
        return Taken::not(NO_REP);
    }
    if !hearing.has_ends() {
        return Taken::not(NO_ENDS);
    }
    let (mut pauses, mut turns, mut overlaps) = (Vec::new(), Vec::new(), 0usize);
    let mut before: Option<(Side, Option<Millis>)> = None;
    let mut longest: Option<(f64, usize)> = None;
    for (at, (turn, voice)) in hearing.turns.iter().zip(&hearing.heard.voices).enumerate().filter(|it| !it.1.1.brief) {
        if let (true, Some((Side::Theirs, Some(end))), Some(start)) = (voice.rep, before, turn.start) {
            let pause = (start - end).seconds();
            if pause < 0.0 {
                overlaps += 1;
            } else {
                pauses.push(pause);
                turns.push(at as u32);
                longest = longest.filter(|it| it.0 >= pause).or(Some((pause, at)));
            }
        }
        before = Some((voice.side, turn.end));
    }
    let n = pauses.len();
    let Some(middle) = median(&mut pauses) else {
        return Taken::not("The rep never follows the prospect after a pause that the file times.");
    };
    let arithmetic = format!(
        "The middle of {} after a pause; {} the rep spoke before the prospect had ended.",
        counted(n, "answer", "answers"),
        counted(overlaps, "time", "times")
    );
    // The answer that was waited for longest.
    let moments = longest.and_then(|(_, at)| hearing.moment_of_turn(at)).into_iter().collect();
    Taken::value(middle, arithmetic, turns, moments)
}
