//! Times in the cells of a table: clocks, plain numbers of seconds or milliseconds, days with a time.

use chrono::NaiveDate;

use crate::domain::time::Millis;
use crate::import::clock;

/// What a plain number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Millis,
}

/// A time, and the day where the cell has it: counted from the start of 1970 then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub at: Millis,
    pub day: Option<NaiveDate>,
}

/// The time in a cell: `00:01:02.5`, `62.5`, `62500`, `1:02 PM`, `2026-03-05T14:02:55Z`.
pub(super) fn moment(cell: &str, unit: Unit) -> Option<Moment> {
    if let Some(number) = number(cell) {
        let scale = if unit == Unit::Seconds { 1000.0 } else { 1.0 };
        // Beyond this no time lies, and no float is exact.
        let at = Some((number * scale).round()).filter(|it| it.abs() < 9e15)?;
        return Some(Moment { at: Millis(at as i64), day: None });
    }
    let cell = cell.trim_matches(['[', ']', '(', ')']);
    let (day, time) = match cell.split_once(['T', ' ']) {
        Some((day, time)) if !day.contains(':') => (Some(date(day)?), time.trim()),
        _ => (None, cell),
    };
    let (at, rest) = clock::time_of_day(time)?;
    // What follows is a zone.
    let is_zone = rest.is_empty() || (day.is_some() && rest.starts_with(['Z', '+', '-', ' ']));
    let since = day.map_or(0, |it| it.signed_duration_since(NaiveDate::default()).num_milliseconds());
    is_zone.then_some(Moment { at: Millis(at.0 + since), day })
}

/// A plain number, with either decimal sign and perhaps its unit.
pub(super) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim_end_matches("ms").trim_end_matches('s').trim_end();
    let is_plain = cell.len() <= 24 && cell.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '.'));
    if !is_plain || !cell.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b',' | b'-')) {
        return None;
    }
    cell.replace(',', ".").parse().ok().filter(|it: &f64| it.is_finite())
}

fn date(day: &str) -> Option<NaiveDate> {
    let mut parts = day.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    NaiveDate::from_ymd_opt(year.parse().ok().filter(|_| year.len() == 4)?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether numbers count seconds or milliseconds: people say two or three words a second, give or take. Fractions are of seconds.
pub(super) fn guess(numbers: &[f64], words: usize) -> Unit {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let least = numbers.iter().copied().fold(most, f64::min);
    if numbers.iter().any(|it| it.fract() != 0.0) {
        return Unit::Seconds;
    }
    // Since 1970: seconds have ten digits, milliseconds thirteen.
    if least > 1e11 {
        return Unit::Millis;
    }
    // A thirtieth of the usual pace, or thirty times that: the middle between the two units.
    if most - least > words as f64 * 12.0 { Unit::Millis } else { Unit::Seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, unit: Unit, expected: Option<i64>) {
        assert_eq!(moment(cell, unit).map(|it| it.at.0), expected, "{cell}");
    }

    #[test]
    fn cells_tell_times_in_many_ways() {
        check("62.5", Unit::Seconds, Some(62_500));
        check("62,5", Unit::Seconds, Some(62_500));
        check("62500", Unit::Millis, Some(62_500));
        check("-0.5s", Unit::Seconds, Some(-500));
        check("[00:01:02.5]", Unit::Seconds, Some(62_500));
        check("1:02", Unit::Millis, Some(62_000));
        check("1970-01-02T14:02:55.5Z", Unit::Seconds, Some(86_400_000 + 50_575_500));
        check("1970/1/2 2:02:55 PM", Unit::Seconds, Some(86_400_000 + 50_575_000));
        for cell in ["", "soon", "1:2:3:4:5", "1e400", "-", "5 March 10:30", "99999999999999999999"] {
            check(cell, Unit::Seconds, None);
        }
    }

    #[test]
    fn the_pace_tells_seconds_from_milliseconds() {
        assert_eq!(guess(&[0.0, 4.0, 9.0], 25), Unit::Seconds);
        assert_eq!(guess(&[0.0, 4000.0, 9000.0], 25), Unit::Millis);
        assert_eq!(guess(&[0.0, 4.5], 2), Unit::Seconds);
        assert_eq!(guess(&[1_738_751_962_000.0], 2), Unit::Millis);
        assert_eq!(guess(&[], 0), Unit::Seconds);
    }
}
