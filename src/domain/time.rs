//! Time within a call. Instants and dates are chrono's `DateTime<Utc>` and `NaiveDate`.

use serde::{Deserialize, Serialize};

/// Milliseconds from the start of the call, or a length; negative only in files whose transcription began late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// `seconds` as milliseconds, rounded; what is not finite counts as 0.
    pub fn from_seconds(seconds: f64) -> Self {
        Self((seconds * 1000.0).round() as i64)
    }

    /// The length in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The length in minutes.
    pub fn minutes(self) -> f64 {
        self.seconds() / 60.0
    }

    /// `08:42`, `1:02:03`: how moments and lengths are shown everywhere.
    pub fn clock(self) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let all = self.0.unsigned_abs() / 1000;
        let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
        if hours > 0 { format!("{sign}{hours}:{minutes:02}:{seconds:02}") } else { format!("{sign}{minutes:02}:{seconds:02}") }
    }
}

impl std::ops::Sub for Millis {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Add for Millis {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_like_a_player_shows_them() {
        for (ms, shown) in [(0, "00:00"), (522_999, "08:42"), (3_723_000, "1:02:03"), (-5_000, "−00:05")] {
            assert_eq!(Millis(ms).clock(), shown);
        }
    }

    #[test]
    fn a_number_that_is_none_is_the_start() {
        assert_eq!(Millis::from_seconds(f64::NAN), Millis(0));
    }
}
