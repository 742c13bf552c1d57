//! Who spoke how much, as a reason for points.

use super::{Sight, value_of};
use crate::domain::rubric::ItemKind;

impl Sight<'_> {
    /// Who spoke how much, whose share is scored, and which the most points are for.
    pub(super) fn shares(&self, value: f64, side: bool, kind: &ItemKind) -> String {
        let who = if side {
            let rep = value_of(self.analysis, "talk-ratio").map_or(0.0, |it| it.0);
            format!("The rep spoke {rep:.0}% of the time and our side together {value:.0}%, which is scored where several of ours speak")
        } else {
            format!("The rep spoke {value:.0}% of the time")
        };
        let Some((from, to)) = best(kind) else { return format!("{who}.") };
        let range = match (from, to) {
            (0, to) => format!("under {to}%"),
            (from, u16::MAX) => format!("{from}% and more"),
            (from, to) => format!("{from}% to under {to}%"),
        };
        let place = match value {
            it if it < f64::from(from) => "below",
            it if it >= f64::from(to) => "above",
            _ => "within",
        };
        format!("{who}: {place} the best range, {range}.")
    }
}

/// Where the band with the most points begins and ends.
fn best(kind: &ItemKind) -> Option<(u16, u16)> {
    let ItemKind::Computed { bands, .. } = kind else { return None };
    let most = bands.iter().map(|it| it.points).max()?;
    let at = bands.iter().position(|it| it.points == most)?;
    let from = at.checked_sub(1).and_then(|it| bands.get(it)?.below).unwrap_or(0);
    Some((from, bands.get(at)?.below.unwrap_or(u16::MAX)))
}
