//! How numbers and dates are written: the same everywhere.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::stats::Mean;
use super::time::Millis;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `12 Nov 2026`.
pub fn day(date: NaiveDate) -> String {
    format!("{} {}", short_day(date), date.year())
}

/// `12 Nov`, where the year is plain.
pub fn short_day(date: NaiveDate) -> String {
    format!("{} {}", date.day(), MONTHS[date.month0() as usize % 12])
}

/// `12 Nov 2026, 10:00`.
pub fn moment(at: NaiveDateTime) -> String {
    format!("{}, {:02}:{:02}", day(at.date()), at.hour(), at.minute())
}

/// The first words of a text, up to so many letters.
pub fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    // Back to the last whole word.
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// A score or share with at most one decimal: `63`, `62.5`.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A mean with its uncertainty and its size: `57 ± 6 (24 calls)`, `60 (1 call)`.
pub fn mean(mean: &Mean) -> String {
    format!("{} ({})", mean_short(mean), calls(mean.n))
}

/// A value with its uncertainty, both to the same decimal: `57 ± 6`, and `3.2 ± 0.4` where it is less than one.
pub fn uncertain(value: f64, margin: f64) -> String {
    if margin < 0.95 { format!("{value:.1} ± {margin:.1}") } else { format!("{value:.0} ± {margin:.0}") }
}

/// A mean with its uncertainty: `57 ± 6`, or without where a single call has none: `60`.
pub fn mean_short(mean: &Mean) -> String {
    mean.margin.map_or_else(|| number(mean.mean), |margin| uncertain(mean.mean, margin))
}

/// `1 call`, `24 calls`.
pub fn calls(n: usize) -> String {
    count(n, "call", "calls")
}

/// A number with its noun in the right form: `1 file`, `200 files`, `10,000 files`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A whole number with its thousands parted: `10,000`.
pub fn grouped(n: usize) -> String {
    match n / 1000 {
        0 => n.to_string(),
        more => format!("{},{:03}", grouped(more), n % 1000),
    }
}

/// The size of a file: `980 bytes`, `40 kB`, `1.6 MB`, `2.4 GB`.
pub fn bytes(size: u64) -> String {
    match size {
        0..1_000 => count(size as usize, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", size / 1_000),
        1_000_000..1_000_000_000 => format!("{}.{} MB", size / 1_000_000, size / 100_000 % 10),
        _ => format!("{}.{} GB", size / 1_000_000_000, size / 100_000_000 % 10),
    }
}

/// A length to the nearest minute: "31 min"; from two hours on "2 h 05 min".
pub fn minutes(length: Millis) -> String {
    let all = length.minutes().round().max(0.0) as u64;
    if all < 120 { format!("{all} min") } else { format!("{} h {:02} min", all / 60, all % 60) }
}

/// A length as moments are written, `00:28`, `02:41`; under ten seconds, where tenths matter, `0.9 s`.
pub fn seconds(value: f64) -> String {
    if value.abs() < 10.0 { format!("{} s", number(value)) } else { Millis::from_seconds(value).clock() }
}

/// Months of tenure: `11 months`, `2 years 2 months`.
pub fn tenure(months: u32) -> String {
    let (years, rest) = (months as usize / 12, months as usize % 12);
    match (years, rest) {
        (0 | 1, _) => count(months as usize, "month", "months"),
        (_, 0) => count(years, "year", "years"),
        _ => format!("{} {}", count(years, "year", "years"), count(rest, "month", "months")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lasts_hours_is_said_in_hours() {
        for (length, text) in [(0.4, "0 min"), (31.2, "31 min"), (119.4, "119 min"), (119.6, "2 h 00 min"), (893.0, "14 h 53 min")] {
            assert_eq!(minutes(Millis::from_seconds(length * 60.0)), text);
        }
    }

    #[test]
    fn sizes_are_said_in_the_largest_unit_that_fits() {
        for (size, text) in [(1, "1 byte"), (980, "980 bytes"), (40_044, "40 kB"), (1_600_044, "1.6 MB"), (2_450_000_000, "2.4 GB")] {
            assert_eq!(bytes(size), text);
        }
    }

    #[test]
    fn numbers_part_their_thousands() {
        for (n, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (40_007, "40,007"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(n), text);
        }
        assert_eq!((count(1, "call", "calls"), calls(10_000)), ("1 call".to_owned(), "10,000 calls".to_owned()));
    }

    #[test]
    fn dates_are_written_one_way() {
        let at: NaiveDateTime = "2026-11-02T09:05:00".parse().unwrap();
        assert_eq!((day(at.date()), moment(at)), ("2 Nov 2026".to_owned(), "2 Nov 2026, 09:05".to_owned()));
    }

    #[test]
    fn numbers_carry_no_idle_decimal() {
        for (value, text) in [(63.0, "63"), (62.5, "62.5"), (79.96, "80"), (0.04, "0"), (33.333, "33.3")] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn an_average_of_one_call_looks_like_one() {
        assert_eq!(mean(&Mean { n: 1, mean: 60.0, margin: None }), "60 (1 call)");
        assert_eq!(mean(&Mean { n: 24, mean: 57.04, margin: Some(6.2) }), "57 ± 6 (24 calls)");
        assert_eq!(mean_short(&Mean { n: 24, mean: 24.2, margin: Some(23.6) }), "24 ± 24", "no decimal that says nothing");
        assert_eq!(mean_short(&Mean { n: 24, mean: 3.24, margin: Some(0.4) }), "3.2 ± 0.4");
    }

    #[test]
    fn tenure_reads_naturally() {
        assert_eq!(
            (tenure(1), tenure(11), tenure(26), tenure(48)),
            ("1 month".into(), "11 months".into(), "2 years 2 months".into(), "4 years".into())
        );
    }

    #[test]
    fn a_length_is_written_as_a_moment_is() {
        for (value, text) in [(0.94, "0.9 s"), (9.5, "9.5 s"), (28.5, "00:28"), (132.0, "02:12"), (161.2, "02:41"), (3_580.0, "59:40")] {
            assert_eq!(seconds(value), text);
        }
        assert_eq!(seconds(132.9), Millis(132_900).clock());
    }
}
