//! Levels by tenure and what is expected at each (handbook §1).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How far a rep has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Under 6 months.
    New,
    /// 6 to 18 months.
    Developing,
    /// 18 to 36 months, and longer with an average of 75 or less.
    Senior,
    /// 36 months or more and an average above 75.
    Top,
}

impl Level {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Developing => "Developing",
            Self::Senior => "Senior",
            Self::Top => "Top performer",
        }
    }
}

/// What is expected in a band of tenure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// First month of tenure it holds for.
    pub from_months: u32,
    /// Shown: "6 to 18 months".
    pub label: &'static str,
    /// Average call score.
    pub score: u8,
    /// Discovery areas covered, percent.
    pub discovery_coverage_pct: u8,
    /// Talk ratio to stay below, percent.
    pub talk_ratio_below_pct: u8,
    /// Meetings per call, percent.
    pub meeting_conversion_pct: u8,
    /// Deals won, percent.
    pub win_rate_pct: u8,
    /// Length of the sales cycle, days.
    pub cycle_days: u8,
}

/// The shipped bands, by tenure.
pub const BANDS: [Band; 4] = [
    band(0, "0 to 6 months", [45, 60, 45, 15, 12, 65]),
    band(6, "6 to 18 months", [58, 75, 42, 22, 20, 52]),
    band(18, "18 to 36 months", [70, 85, 40, 30, 28, 45]),
    band(36, "36 months and more", [78, 92, 38, 35, 32, 40]),
];

const fn band(from_months: u32, label: &'static str, of: [u8; 6]) -> Band {
    Band {
        from_months,
        label,
        score: of[0],
        discovery_coverage_pct: of[1],
        talk_ratio_below_pct: of[2],
        meeting_conversion_pct: of[3],
        win_rate_pct: of[4],
        cycle_days: of[5],
    }
}

/// An average above this makes a rep of 36 months a top performer.
pub const TOP_ABOVE: f64 = 75.0;

/// Whole months from `start` to `day`; 0 before the start.
pub fn tenure_months(start: NaiveDate, day: NaiveDate) -> u32 {
    let mut months = 0;
    while months < 1200 && start.checked_add_months(Months::new(months + 1)).is_some_and(|it| it <= day) {
        months += 1;
    }
    months
}

/// Where a rep stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whole months in the job.
    pub months: u32,
    /// The level.
    pub level: Level,
    /// What is expected now.
    pub own: &'static Band,
    /// What coaching aims at; `None` at the top.
    pub next: Option<&'static Band>,
}

/// Where a rep who began on `start` stands on `day`, with `average` of the official scores (percent).
pub fn standing(start: NaiveDate, day: NaiveDate, average: Option<f64>) -> Standing {
    let months = tenure_months(start, day);
    let at = BANDS.iter().rposition(|it| it.from_months <= months).unwrap_or(0);
    let level = match at {
        0 => Level::New,
        1 => Level::Developing,
        3 if average.is_some_and(|it| it > TOP_ABOVE) => Level::Top,
        _ => Level::Senior,
    };
    Standing { months, level, own: &BANDS[at], next: BANDS.get(at + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(start: &str, on: &str, average: Option<f64>, level: Level, score: u8) {
        let found = standing(day(start), day(on), average);
        assert_eq!((found.level, found.own.score), (level, score));
    }

    #[test]
    fn levels_are_half_open() {
        check("2026-01-15", "2026-07-14", None, Level::New, 45);
        check("2026-01-15", "2026-07-15", None, Level::Developing, 58);
        check("2025-01-15", "2026-07-14", None, Level::Developing, 58);
        check("2025-01-15", "2026-07-15", None, Level::Senior, 70);
        check("2023-07-15", "2026-07-14", Some(90.0), Level::Senior, 70);
    }

    #[test]
    fn the_top_level_needs_the_average_too() {
        check("2023-07-15", "2026-07-15", Some(75.1), Level::Top, 78);
        check("2023-07-15", "2026-07-15", Some(75.0), Level::Senior, 78);
        check("2023-07-15", "2026-07-15", None, Level::Senior, 78);
    }

    #[test]
    fn a_start_in_the_future_is_no_tenure() {
        check("2027-01-01", "2026-07-15", None, Level::New, 45);
    }

    #[test]
    fn months_end_where_the_calendar_says() {
        assert_eq!(tenure_months(day("2025-08-31"), day("2026-02-28")), 6);
        assert_eq!(tenure_months(day("2025-08-31"), day("2026-02-27")), 5);
    }
}
