//! How much of the call nobody speaks.

use super::{NO_ENDS, NO_TIMES, SHOWN, Taken, counted};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::order;
use crate::domain::time::Millis;

/// A pause up to so long belongs to a talk.
pub(super) const PAUSE: Millis = Millis(4_000);

/// The share of the call that pauses take.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if !hearing.has_ends() {
        return Taken::not(NO_ENDS);
    }
    let Some(length) = hearing.length() else { return Taken::not(NO_TIMES) };
    let segments = &hearing.transcript.segments;
    let mut turns: Vec<Option<u32>> = vec![None; segments.len()];
    for (turn, at) in hearing.turns.iter().zip(0u32..) {
        for segment in &turn.segments {
            if let Some(it) = turns.get_mut(*segment as usize) {
                *it = Some(at);
            }
        }
    }
    // As they stand in the file they mostly are in order.
    let mut spans: Vec<(Millis, Millis, u32)> = Vec::with_capacity(segments.len());
    spans.extend(segments.iter().zip(turns).filter_map(|(it, turn)| Some((it.start?, it.end?, turn?))));
    order::sort(&mut spans);
    let (mut quiet, mut pauses): (Millis, Vec<(Millis, u32)>) = (Millis(0), Vec::new());
    let mut until = spans.first().map_or(Millis(0), |it| it.0);
    for (start, end, turn) in spans {
        let pause = start - until;
        if pause > PAUSE {
            quiet = quiet + pause;
            pauses.push((pause, turn));
        }
        until = until.max(end);
    }
    let longest = pauses.iter().map(|it| it.0).max();
    let mut arithmetic = format!("{}, {} of {}", counted(pauses.len(), "pause", "pauses"), quiet.clock(), length.clock());
    if let Some(longest) = longest {
        arithmetic.push_str(&format!("; the longest {}", longest.clock()));
    }
    arithmetic.push('.');
    // The turn that broke the silence stands for it.
    order::sort_by(&mut pauses, |a, b| b.cmp(a));
    let moments = pauses.iter().take(SHOWN).filter_map(|it| hearing.moment_of_turn(it.1 as usize)).collect();
    let mut turns: Vec<u32> = pauses.into_iter().map(|it| it.1).collect();
    order::sort(&mut turns);
    turns.dedup();
    Taken::value((100.0 * quiet.seconds() / length.seconds()).clamp(0.0, 100.0), arithmetic, turns, moments)
}
