//! A score over time: a running average with its uncertainty, ready to be drawn.

use chrono::NaiveDate;

use super::stats::Mean;

/// One call on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrendPoint {
    /// When.
    pub day: NaiveDate,
    /// Its total, percent.
    pub total: f64,
    /// The rep's own total, where there is one.
    pub own: Option<f64>,
    /// The average of this call and the ones before it, as far as the window goes.
    pub running: Mean,
}

/// How many calls the running average looks back over.
pub const WINDOW: usize = 6;

/// The points of `calls` (day, total, own total), in the order given.
pub fn trend(calls: impl IntoIterator<Item = (NaiveDate, f64, Option<f64>)>) -> Vec<TrendPoint> {
    let calls: Vec<_> = calls.into_iter().collect();
    let totals: Vec<f64> = calls.iter().map(|(_, total, _)| *total).collect();
    calls
        .iter()
        .enumerate()
        .filter_map(|(at, (day, total, own))| {
            let running = Mean::of(&totals[(at + 1).saturating_sub(WINDOW)..=at])?;
            Some(TrendPoint { day: *day, total: *total, own: *own, running })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_average_looks_back_six_calls_and_one_call_has_no_interval() {
        let day: NaiveDate = "2026-11-02".parse().unwrap();
        let points = trend((0..8).map(|it| (day, f64::from(it) * 10.0, None)));
        assert_eq!((points[0].running.mean, points[0].running.margin), (0.0, None));
        assert_eq!((points[7].running.mean, points[7].running.n), (45.0, 6));
    }
}
