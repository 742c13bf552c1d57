//! What our side asks.

use super::{NO_SIDES, Taken};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// What is set apart, and how it is named for one and for more.
const APART: &[(Asked, &str, &str)] = &[
    (Asked::Tag, "tag question", "tag questions"),
    (Asked::Courtesy, "courtesy", "courtesies"),
    (Asked::BackChannel, "listener's noise", "listener's noises"),
];

/// Open and closed questions of our side.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    let heard = &hearing.heard;
    if heard.voices.iter().all(|it| it.side == Side::Unknown) {
        return Taken::not(NO_SIDES);
    }
    let count = |side: Side, wanted: Asked| heard.said.iter().filter(|it| it.asked == Some(wanted) && heard.side(it) == side).count();
    let (open, closed) = (count(Side::Ours, Asked::Open), count(Side::Ours, Asked::Closed));
    let all = open + closed;
    let theirs = count(Side::Theirs, Asked::Open) + count(Side::Theirs, Asked::Closed);
    let apart: Vec<String> = APART
        .iter()
        .map(|(asked, one, more)| (count(Side::Ours, *asked), one, more))
        .filter(|it| it.0 > 0)
        .map(|(n, one, more)| format!("{n} {}", if n == 1 { one } else { more }))
        .collect();
    let mut arithmetic = format!("{all} by our side: {open} open, {closed} closed; {theirs} by theirs.");
    if !apart.is_empty() {
        arithmetic.push_str(&format!(" Not counted: {}.", apart.join(", ")));
    }
    let ours = heard.said.iter().enumerate().filter(|(_, it)| heard.side(it) == Side::Ours && it.asked.is_some_and(Asked::counts));
    let moments = ours.filter_map(|(at, _)| hearing.moment_of(at)).collect();
    Taken::value(all as f64, arithmetic, moments)
}
