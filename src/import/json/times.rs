//! Times in JSON: numbers in the unit of the format, numbers as text, clock times, instants.

use super::dates;
use super::number::decimal;
use super::tree::{Kind, Value};
use crate::domain::time::Millis;
use crate::import::{Found, clock};

/// What a number of a format means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    #[default]
    Seconds,
    Minutes,
    Millis,
    /// Of 100 nanoseconds.
    Ticks,
}

/// From here on, in milliseconds, a time is an instant: counted from 1970, not from the start of the call. 1973.
const INSTANT: i64 = 100_000_000_000;

/// The longest call: two days.
const LONGEST: i64 = 2 * 86_400_000;

/// A time, from the start of the call or from 1970, or why it is none.
fn time(value: Value, unit: Unit) -> Result<Millis, &'static str> {
    const NO_TIME: &str = "is no time";
    let number = match value.kind() {
        Kind::Number => value.number(),
        Kind::Text => {
            let text = value.text().unwrap_or_default();
            let text = text.trim();
            // "1.500s" is how Google writes seconds.
            let number = decimal(text).or_else(|| decimal(text.strip_suffix('s')?));
            if number.is_none() {
                let on_clock = clock::time(text).filter(|it| it.1.trim().is_empty()).map(|it| it.0);
                let at = on_clock.or_else(|| dates::span(text)).or_else(|| dates::read(text)?.on_any_clock());
                return at.ok_or(NO_TIME);
            }
            number
        }
        Kind::Object => {
            if let Some(inner) = value.get("relative|seconds|secs") {
                let nanos = value.get("nanos").and_then(Value::number).unwrap_or_default();
                return time(inner, Unit::Seconds).map(|it| it + Millis::from_seconds(nanos / 1e9));
            }
            None
        }
        _ => None,
    };
    let number = number.ok_or(NO_TIME)?;
    if number < 0.0 {
        return Err("is below zero");
    }
    let ms = match unit {
        // Instants come in seconds or milliseconds whatever the unit of lengths is.
        _ if number >= INSTANT as f64 && unit != Unit::Ticks => number,
        Unit::Seconds => number * 1e3,
        Unit::Minutes => number * 6e4,
        Unit::Millis => number,
        Unit::Ticks => number / 1e4,
    };
    // Whatever is larger than this is no instant either: the year 5138.
    if ms < 1e14 { Ok(Millis(ms.round() as i64)) } else { Err(NO_TIME) }
}

/// A length of time in the file, where there is one.
pub(super) fn length(value: Value, unit: Unit) -> Option<Millis> {
    time(value, unit).ok().filter(|it| (1..=LONGEST).contains(&it.0))
}

/// Turns the values of one list of utterances into times from the start of the call.
#[derive(Debug, Default)]
pub(super) struct Clock {
    unit: Unit,
    /// When the call began, since 1970: told by the file, or the first instant.
    zero: Option<i64>,
}

/// When something is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct When {
    pub start: Option<Millis>,
    pub end: Option<Millis>,
}

/// Where the times of an utterance stand: paths as [`Value::get`] takes them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub start: &'static str,
    pub end: &'static str,
    /// Its length, where the file has no end.
    pub length: &'static str,
}

impl Clock {
    /// A clock for numbers in `unit`. `told` is when the call began, where the file says so; `first` is the start of the
    /// first utterance, which counts where the two do not fit.
    pub(super) fn new(unit: Unit, told: Option<Value>, first: Option<Value>) -> Self {
        let instant = |it: Option<Value>| time(it?, Unit::Seconds).ok().map(|it| it.0).filter(|it| *it >= INSTANT);
        let first = instant(first);
        let fits = |it: &i64| first.is_some_and(|first| (0..LONGEST / 12).contains(&(first - it)));
        Self { unit, zero: instant(told).filter(fits).or(first) }
    }

    fn since_zero(&mut self, at: Millis) -> Result<Millis, &'static str> {
        if at.0 < INSTANT {
            return if at.0 <= LONGEST { Ok(at) } else { Err("lies beyond two days") };
        }
        let since = at.0 - *self.zero.get_or_insert(at.0);
        if (0..=LONGEST).contains(&since) { Ok(Millis(since)) } else { Err("lies outside the call") }
    }

    /// The times of an utterance, `place` being where it stands. What cannot be used is listed and left out; the words stay.
    pub(super) fn when(&mut self, item: Value, fields: Fields, place: &dyn Fn() -> String, found: &mut Found) -> When {
        let line = item.line();
        let mut skip = |paths: &'static str, why: &str, without: &str| {
            found.skip(line, format!("{}.{} {why}; its words are kept without {without}", place(), item.which(paths)));
        };
        let mut read = |paths: &'static str, without: &str| {
            let at = time(item.get(paths)?, self.unit).and_then(|at| self.since_zero(at));
            at.map_err(|why| skip(paths, why, without)).ok()
        };
        let start = read(fields.start, "a time");
        let mut end = read(fields.end, "an end");
        if let (None, Some(start), Some(value)) = (end, start, item.get(fields.length)) {
            match time(value, self.unit) {
                Ok(long) if long.0 <= LONGEST => end = Some(start + long),
                _ => skip(fields.length, "is no length", "an end"),
            }
        }
        if let (Some(from), Some(to)) = (start, end)
            && to < from
        {
            skip(fields.end, "lies before the start", "an end");
            end = None;
        }
        // An end without a start tells nothing that can be used.
        When { start, end: start.and(end) }
    }
}
