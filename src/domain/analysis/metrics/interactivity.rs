//! How often the word passes between the sides.

use super::{NO_SIDES, NO_TIMES, Taken, counted};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::transcript::Side;

/// Changes of side for each minute of the call.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if !hearing.hears(Side::Ours) || !hearing.hears(Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    let Some(length) = hearing.length() else { return Taken::not(NO_TIMES) };
    let holders = (0u32..).zip(&hearing.heard.voices).filter(|it| !it.1.brief && it.1.side != Side::Unknown);
    let (mut switches, mut holder) = (Vec::new(), None);
    for (at, voice) in holders {
        if holder.replace(voice.side).is_some_and(|before| before != voice.side) {
            switches.push(at);
        }
    }
    let n = switches.len();
    let arithmetic = format!("The word passed {} between the sides in {}.", counted(n, "time", "times"), length.clock());
    Taken::value(n as f64 / length.minutes(), arithmetic, switches, Vec::new()).estimated(!hearing.has_ends())
}
