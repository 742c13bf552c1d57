//! Times that few files write: with the day before them, or in letters.

use super::{Span, digits, time_of_day};
use crate::domain::time::Millis;

/// `00;00;02;00`, as editors of films write a time whose frames drop: hours, minutes, seconds, frames. How many frames
/// make a second it does not say.
pub(super) fn framed(text: &str) -> Option<(Millis, &str)> {
    let (head, _) = text.as_bytes().split_first_chunk::<11>()?;
    let [a, b, b';', c, d, b';', e, f, b';' | b'.', g, h] = *head else { return None };
    let number =
        |one: u8, two: u8| (one.is_ascii_digit() && two.is_ascii_digit()).then(|| i64::from(one - b'0') * 10 + i64::from(two - b'0'));
    let (hours, minutes, seconds, _) = (number(a, b)?, number(c, d)?, number(e, f)?, number(g, h)?);
    let rest = text.get(11..)?;
    let is_whole = minutes < 60 && seconds < 60 && !rest.starts_with(|it: char| it.is_ascii_digit() || it == ';');
    is_whole.then_some((Millis(((hours * 60 + minutes) * 60 + seconds) * 1000), rest))
}

/// A day and a time of day at the start of `text`, with or without brackets, and what follows: `[2026-03-05 10:00:01]`,
/// `05/03/2026, 10:00 - `. The day is passed over; the time counts from a day before, so that it is one of day for sure.
pub(in crate::import) fn dated(text: &str) -> Option<(Span, &str)> {
    let inner = text.strip_prefix(['[', '(']).unwrap_or(text);
    let mut rest = inner;
    for field in 0..3 {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let is_end = field == 2;
        if !matches!(length, 1 | 2 | 4) {
            return None;
        }
        let after = rest.get(length..)?;
        rest = if is_end { after } else { after.strip_prefix(['-', '/', '.'])? };
    }
    let after = rest.trim_start_matches([',', ' ', 'T', '\u{202f}', '\u{a0}']);
    // A year of two digits has its day before it: "05/03/26".
    let day = inner.as_bytes().get(..inner.len() - rest.len()).unwrap_or_default();
    let is_year = |it: &[u8]| it.iter().all(u8::is_ascii_digit);
    if after.len() == rest.len()
        || !(day.array_windows().any(|it: &[u8; 4]| is_year(it)) || day.last_chunk().is_some_and(|it: &[u8; 2]| is_year(it)))
    {
        return None;
    }
    let (at, after) = time_of_day(after)?;
    // Two fields are hours and minutes here, as those with AM and PM were read already.
    let written = rest.get(..rest.len() - after.len())?;
    let is_short = written.matches(':').count() == 1 && !written.ends_with(char::is_alphabetic);
    let at = if is_short { at.0.checked_mul(60)? } else { at.0 };
    let after = after.strip_prefix('Z').or_else(|| after.strip_prefix(" UTC")).unwrap_or(after);
    let after = if inner.len() == text.len() { after } else { after.trim_start().strip_prefix([']', ')'])? };
    (!after.starts_with(char::is_alphanumeric)).then_some((Span { start: Millis(at + 24 * 3_600_000), end: None }, after))
}

/// A time in letters: `[0.5s]`, `(1m 05s)`, `0h00m01s`. Without brackets only with two units, since "5m away" is words.
pub(in crate::import) fn lettered(text: &str) -> Option<(Span, &str)> {
    in_letters(text, 2)
}

/// [`lettered`], of `fewest` units where no brackets stand around it.
pub(in crate::import) fn in_letters(text: &str, fewest: usize) -> Option<(Span, &str)> {
    let inner = text.strip_prefix(['[', '(']);
    let (mut rest, mut sum, mut last, mut units) = (inner.unwrap_or(text), 0_i64, i64::MAX, 0);
    while let Some((number, after)) = digits(rest, 7) {
        let fraction =
            after.strip_prefix(['.', ',']).map(|it| it.bytes().take_while(u8::is_ascii_digit).count()).filter(|it| (1..=6).contains(it));
        let (millis, after) = match fraction {
            Some(length) => {
                let written = after.get(1..=length)?.bytes().chain(*b"000").take(3);
                (written.fold(0, |sum, it| sum * 10 + i64::from(it - b'0')), after.get(length + 1..)?)
            }
            None => (0, after),
        };
        let unit = match after.as_bytes().first()? {
            b'h' => 3_600_000,
            b'm' => 60_000,
            b's' => 1_000,
            _ => return None,
        };
        if unit >= last || (fraction.is_some() && unit > 1_000) {
            return None;
        }
        sum = sum.checked_add(number.checked_mul(unit)?)?.checked_add(millis)?;
        (last, units) = (unit, units + 1);
        rest = after.get(1..)?;
        let next = rest.trim_start_matches(' ');
        if next.starts_with(|it: char| it.is_ascii_digit()) {
            rest = next;
        }
    }
    let rest = match inner {
        Some(_) => rest.strip_prefix([']', ')'])?,
        None => rest,
    };
    let is_sure = units >= if inner.is_none() { fewest } else { 1 } && last <= 60_000;
    (is_sure && !rest.starts_with(char::is_alphanumeric)).then_some((Span { start: Millis(sum), end: None }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_times_are_passed_over() {
        let dated = |text: &str| dated(text).map(|it| (it.0.start.0 - 24 * 3_600_000, it.1.to_owned()));
        for text in ["[2026-03-05 10:00:01] Dana", "2026-03-05T10:00:01Z Dana", "05/03/2026, 10:00:01 Dana", "[5.3.2026 10:00:01] Dana"] {
            assert_eq!(dated(text), Some((36_001_000, " Dana".to_owned())), "{text}");
        }
        assert_eq!(dated("05/03/2026, 10:00 - Dana"), Some((36_000_000, " - Dana".to_owned())));
        assert_eq!(dated("05/03/26, 10:00 - Dana"), Some((36_000_000, " - Dana".to_owned())));
        assert_eq!(dated("3/5/2026, 2:03 PM - Dana"), Some((50_580_000, " - Dana".to_owned())));
        for text in ["2026-03-05", "2026-03-05 Dana", "1/2/3 10:00", "555-0100-12 10:00:00x", "[2026-03-05 10:00:01 Dana"] {
            assert_eq!(dated(text), None, "{text}");
        }
    }

    #[test]
    fn times_in_letters_are_read_where_they_can_be_nothing_else() {
        let lettered = |text: &str| lettered(text).map(|it| (it.0.start.0, it.1.to_owned()));
        for (text, at) in
            [("[0.5s] x", 500), ("(1m 05s) x", 65_000), ("1h02m03s x", 3_723_000), ("0h00m01s x", 1_000), ("[12m] x", 720_000)]
        {
            assert_eq!(lettered(text), Some((at, " x".to_owned())), "{text}");
        }
        for text in ["5m away", "3s", "[5 minutes]", "1m 2m", "[1h]", "2h 30 people", "[0.5m]", "1s5m"] {
            assert_eq!(lettered(text), None, "{text}");
        }
    }
}
