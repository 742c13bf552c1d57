//! Who takes the word while the other side is speaking.

use super::{NO_ENDS, NO_SIDES, Taken, counted};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::time::Millis;
use crate::domain::transcript::Side;

/// Speaking at once for up to so long is a slip at the end of a turn, and files round their times.
pub(super) const OVERLAP: Millis = Millis(500);

/// How often ours cut in on the prospect; the other way round is told beside it.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) || !hearing.hears(Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    if !hearing.has_ends() {
        return Taken::not(NO_ENDS);
    }
    let by = |side: Side| -> Vec<u32> {
        let other = if side == Side::Ours { Side::Theirs } else { Side::Ours };
        let (mut found, mut ends) = (Vec::new(), None::<Millis>);
        for (at, (turn, voice)) in (0u32..).zip(hearing.turns.iter().zip(&hearing.heard.voices)).filter(|it| !it.1.1.brief) {
            if voice.side == other {
                ends = ends.max(turn.end);
            } else if voice.side == side {
                let spoken_over = ends.take().zip(turn.start).is_some_and(|(end, start)| end - start > OVERLAP);
                found.extend(spoken_over.then_some(at));
            }
        }
        found
    };
    let (ours, theirs) = (by(Side::Ours), by(Side::Theirs));
    let arithmetic = format!(
        "Our side took the word {} while the prospect was speaking; the prospect {} while ours was.",
        counted(ours.len(), "time", "times"),
        counted(theirs.len(), "time", "times")
    );
    let moments = ours.iter().filter_map(|it| hearing.moment_of_turn(*it as usize)).collect();
    Taken::value(ours.len() as f64, arithmetic, ours, moments)
}
