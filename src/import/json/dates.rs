//! Days and instants as JSON writes them: `2026-03-05T14:30:00+01:00`, `2026-03-05 14:30:00`, seconds since 1970.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::tree::{Kind, Value};
use crate::domain::time::Millis;
use crate::import::{Found, clock, zones};

/// A day, maybe a time of that day, maybe what the zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Stamp {
    pub(in crate::import) date: NaiveDate,
    pub(in crate::import) time: Option<NaiveTime>,
    /// Minutes ahead of UTC, where the file says so.
    zone: Option<i64>,
    /// Milliseconds beyond the second.
    millis: i64,
}

impl Stamp {
    /// The instant, where the zone is known.
    pub(in crate::import) fn instant(self) -> Option<DateTime<Utc>> {
        let here = NaiveDateTime::new(self.date, self.time?);
        Some(here.checked_sub_signed(TimeDelta::try_minutes(self.zone?)?)?.and_utc())
    }

    /// Milliseconds since 1970 where the zone is known, else of a clock that is only good to be compared with itself.
    pub(super) fn on_any_clock(self) -> Option<Millis> {
        let zone = Some(self.zone.unwrap_or_default());
        Self { zone, ..self }.instant().map(|it| Millis(it.timestamp_millis() + self.millis))
    }
}

/// A day and what follows it, in the order of ISO 8601.
pub(in crate::import) fn read(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let is_day = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let year = i32::try_from(part(0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(5, 7)?, part(8, 10)?).filter(|_| is_day)?;
    let rest = text.get(10..).unwrap_or_default().trim_start_matches(['T', 't', ' ']);
    let Some((at, rest)) = clock::time(rest) else { return Some(Stamp { date, time: None, zone: None, millis: 0 }) };
    // Two fields are hours and minutes here.
    let fields = text.get(10..text.len() - rest.len()).unwrap_or_default().matches(':').count();
    let seconds = if fields == 1 { at.0 / 1000 * 60 } else { at.0 / 1000 };
    let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(seconds).ok()?, 0);
    Some(Stamp { date, time, zone: zones::ahead(rest), millis: at.0 % 1000 })
}

/// A length as ISO 8601 writes it: `PT1M2.5S`.
pub(super) fn span(text: &str) -> Option<Millis> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    while let Some(at) = rest.find(|it: char| it.is_ascii_alphabetic()) {
        let unit = match rest.as_bytes().get(at)? {
            b'H' => 3600.0,
            b'M' => 60.0,
            b'S' => 1.0,
            _ => return None,
        };
        seconds += super::number::decimal(rest.get(..at)?)? * unit;
        rest = rest.get(at + 1..)?;
    }
    (rest.is_empty() && text.len() > 2 && seconds < 1e6).then(|| Millis::from_seconds(seconds))
}

/// The day, the time of day and the instant of a value, into what the file tells about the call.
pub(super) fn take(value: Value, found: &mut Found) {
    let text = value.text();
    let number = value.number().or_else(|| super::number::decimal(text.as_deref()?.trim()));
    if let Some(number) = number {
        // Seconds or milliseconds since 1970; what is small is neither.
        let ms = if number >= 1e11 { number } else { number * 1e3 };
        if (1e11..1e14).contains(&ms) {
            found.began = DateTime::from_timestamp_millis(ms as i64);
            found.date = found.began.map(|it| it.date_naive());
        }
        return;
    }
    let Some(stamp) = text.filter(|_| value.kind() == Kind::Text).and_then(|it| read(&it)) else { return };
    found.date = Some(stamp.date);
    found.began = stamp.instant();
    // A time in UTC does not tell what the clock showed where the call was held.
    found.time = stamp.time.filter(|_| stamp.zone != Some(0));
}

/// How long it is from one to the other, both written as days with a time; nothing where that is no call.
pub(super) fn between(began: Value, ended: Value) -> Option<Millis> {
    let at = |it: Value| {
        let stamp = read(&it.text()?)?;
        let ahead = TimeDelta::try_minutes(stamp.zone.unwrap_or_default())?;
        stamp.date.and_time(stamp.time?).checked_sub_signed(ahead)
    };
    let length = at(ended)? - at(began)?;
    (length > TimeDelta::zero() && length < TimeDelta::days(1)).then(|| Millis(length.num_milliseconds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, time: Option<(u32, u32)>, instant: Option<&str>) {
        let stamp = read(text).unwrap();
        assert_eq!(stamp.date, NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(), "{text}");
        assert_eq!(stamp.time, time.and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 7)), "{text}");
        assert_eq!(stamp.instant().map(|it| format!("{it:?}")).as_deref(), instant, "{text}");
    }

    #[test]
    fn instants_need_a_zone() {
        check("2026-03-05T14:30:07Z", Some((14, 30)), Some("2026-03-05T14:30:07Z"));
        check("2026-03-05T14:30:07.250+02:00", Some((14, 30)), Some("2026-03-05T12:30:07Z"));
        check("2026-03-05 01:30:07-0530", Some((1, 30)), Some("2026-03-05T07:00:07Z"));
        check("2026-03-05 14:30:07", Some((14, 30)), None);
        check("2026-03-05", None, None);
    }

    #[test]
    fn lengths_are_read() {
        for (text, ms) in [("PT0.07S", 70), ("PT1M2.5S", 62_500), ("PT1H", 3_600_000)] {
            assert_eq!(span(text), Some(Millis(ms)), "{text}");
        }
        for text in ["", "PT", "P1D", "PT1X", "PTS", "PT5", "PT1e9H"] {
            assert_eq!(span(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_made_one() {
        for text in ["", "2026", "2026-13-05", "2026/03/05", "05.03.2026", "00:01:02", "12026-03-05"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
