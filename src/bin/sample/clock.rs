//! The sample's calendar: sixteen weeks that end on the anchor, and the zones of its people.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// How many weeks there are, numbered from 1.
pub const WEEKS: usize = 16;

/// The Friday on which the sample ends.
pub fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default()
}

/// The beginning of the first day.
pub fn began() -> DateTime<Utc> {
    day(1, 0).and_hms_opt(0, 0, 0).unwrap_or_default().and_utc()
}

/// The next full hour: cards are begun then.
pub fn full_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    const HOUR: i64 = 60 * 60;
    at + TimeDelta::seconds((-at.timestamp()).rem_euclid(HOUR))
}

/// When the file says it was written: nothing in it is later.
pub fn written() -> DateTime<Utc> {
    anchor().and_hms_opt(17, 0, 0).unwrap_or_default().and_utc()
}

/// Monday (0) to Friday (4) of a week.
pub fn day(week: usize, weekday: usize) -> NaiveDate {
    let back = (WEEKS.saturating_sub(week) * 7 + 4).saturating_sub(weekday);
    anchor().checked_sub_days(Days::new(back as u64)).unwrap_or_default()
}

/// The week a day lies in.
pub fn week_of(date: NaiveDate) -> usize {
    (1..=WEEKS).find(|week| date <= day(*week, 4)).unwrap_or(WEEKS)
}

/// The instant of a clock time in a zone. Europe puts its clocks back on 25 October 2026, within the sample.
pub fn instant(at: NaiveDateTime, zone: &str) -> DateTime<Utc> {
    let winter = match zone {
        "Europe/Lisbon" | "Europe/London" | "Europe/Dublin" => 0,
        _ => 1,
    };
    let summer_ends = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap_or_default();
    let summer = i64::from(at.date() < summer_ends);
    (at - TimeDelta::hours(winter + summer)).and_utc()
}

/// `days` working days later, at the same clock time.
pub fn working_days_later(at: DateTime<Utc>, days: usize) -> DateTime<Utc> {
    use chrono::{Datelike, Weekday};
    let mut later = at;
    for _ in 0..days {
        later += TimeDelta::days(1);
        while matches!(later.weekday(), Weekday::Sat | Weekday::Sun) {
            later += TimeDelta::days(1);
        }
    }
    later
}
