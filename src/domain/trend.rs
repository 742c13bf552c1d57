//! A score over time: a running average with its uncertainty, ready to be drawn.

use chrono::NaiveDate;

use super::rubric::version::Break;
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

/// The points of `calls` (day, total, own total), in the order given. Where another rubric begins the average begins anew:
/// what two rubrics give is not of one scale. A new version of the same goes on.
pub fn trend(calls: impl IntoIterator<Item = (NaiveDate, f64, Option<f64>)>, breaks: &[Break]) -> Vec<TrendPoint> {
    let calls: Vec<_> = calls.into_iter().collect();
    let totals: Vec<f64> = calls.iter().map(|(_, total, _)| *total).collect();
    calls
        .iter()
        .enumerate()
        .filter_map(|(at, (day, total, own))| {
            let anew = breaks.iter().filter(|it| it.is_other() && it.at <= at).map(|it| it.at).max().unwrap_or(0);
            let running = Mean::of(totals.get((at + 1).saturating_sub(WINDOW).max(anew)..=at)?)?.on_scale(0.0, 100.0);
            Some(TrendPoint { day: *day, total: *total, own: *own, running })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::RubricRef;

    #[test]
    fn the_running_average_looks_back_six_calls_and_one_call_has_no_interval() {
        let day: NaiveDate = "2026-11-02".parse().unwrap();
        let calls = || (0..8).map(|it| (day, f64::from(it) * 10.0, None));
        let points = trend(calls(), &[]);
        assert_eq!((points[0].running.mean, points[0].running.margin), (0.0, None));
        assert_eq!((points[7].running.mean, points[7].running.n), (45.0, 6));
        let reference = |key: &str, version: u32| RubricRef { key: key.to_owned(), version };
        let change = |at, from, to| Break { at, from, to, says: String::new() };
        let other = [change(3, reference("a", 1), reference("a", 2)), change(5, reference("a", 2), reference("b", 1))];
        let points = trend(calls(), &other);
        assert_eq!(points.iter().map(|it| it.running.n).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 1, 2, 3]);
    }
}
