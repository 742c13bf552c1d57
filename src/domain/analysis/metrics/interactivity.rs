//! How often the word passes between the sides.

use super::{NO_SIDES, NO_TIMES, Taken};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::transcript::Side;

/// Changes of side for each minute of the call.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    let placed = |it: Side| hearing.heard.voices.iter().any(|voice| voice.side == it);
    if !placed(Side::Ours) || !placed(Side::Theirs) {
        return Taken::not(NO_SIDES);
    }
    let Some(length) = hearing.length() else { return Taken::not(NO_TIMES) };
    let holders: Vec<Side> = hearing.heard.voices.iter().filter(|it| !it.brief && it.side != Side::Unknown).map(|it| it.side).collect();
    let switches = holders.windows(2).filter(|it| it[0] != it[1]).count();
    let arithmetic = format!("The word passed {switches} times between the sides in {}.", length.clock());
    Taken::value(switches as f64 / length.minutes(), arithmetic, Vec::new())
}
