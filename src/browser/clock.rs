//! What time it is, and what the viewer's clock says.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use js_sys::Date;

/// Milliseconds since 1970.
pub fn unix_ms() -> u64 {
    Date::now() as u64
}

/// Now.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(unix_ms() as i64).unwrap_or_default()
}

/// `instant` as the viewer's clock shows it.
pub fn local(instant: DateTime<Utc>) -> NaiveDateTime {
    let minutes = Date::new(&(instant.timestamp_millis() as f64).into()).get_timezone_offset();
    instant.naive_utc() - TimeDelta::minutes(minutes as i64)
}

/// The instant at which the viewer's clock shows `local`; of two, where summer time ends, the first. The browser reckons: what
/// is ahead of UTC at that time is only known once the time is.
pub fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    let part = |it: u32| it as i32;
    let date = Date::new_with_year_month_day_hr_min_sec(
        local.year().max(0).cast_unsigned(),
        part(local.month0()),
        part(local.day()),
        part(local.hour()),
        part(local.minute()),
        part(local.second()),
    );
    DateTime::from_timestamp_millis(date.get_time() as i64).unwrap_or_else(|| local.and_utc())
}

/// Today, by the viewer's clock.
pub fn today() -> NaiveDate {
    local(now()).date()
}

/// The viewer's IANA zone ("Europe/Lisbon").
pub fn zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

const INPUT: &str = "2026-11-12T10:00";

/// `local` as a date-and-time field of the browser wants it.
pub fn to_input(local: NaiveDateTime) -> String {
    local.to_string().replacen(' ', "T", 1).chars().take(INPUT.len()).collect()
}

/// The instant a date-and-time field of the browser shows.
pub fn from_input(text: &str) -> Option<DateTime<Utc>> {
    // The field leaves the seconds out.
    let full = if text.len() == INPUT.len() { format!("{text}:00") } else { text.to_owned() };
    full.parse::<NaiveDateTime>().ok().map(instant)
}
