//! Times as files write them: `00:01:02.500`, `1:02`, `0:0:5.3`, `00:00:01,000 --> 00:00:02,000`, `2:03 PM`.

use callcraft_quick::cues;

use crate::domain::time::Millis;

mod rare;

pub(super) use rare::{dated, in_letters, lettered};

/// From when to when, where the file says both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: Millis,
    pub end: Option<Millis>,
}

/// The time of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    /// Start and end are fine.
    Whole(Span),
    /// The start is fine, the end cannot be read.
    Endless(Millis),
    /// Both are fine, but the end lies before the start.
    Backwards(Millis),
}

/// A time at the very start of `text`, and what follows it. Minutes may exceed 59 where there are no hours; a fraction
/// has any number of digits and either decimal sign.
pub(super) fn time(text: &str) -> Option<(Millis, &str)> {
    if let Some(at) = usual(text.as_bytes()) {
        return Some((at, text.get(cues::TIME..)?));
    }
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if let Some(found) = rare::framed(text) {
        return Some(found);
    }
    let (first, rest) = digits(text, 7)?;
    let (second, mut rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (mut hours, mut minutes, mut seconds) = (0, first, second);
    if let Some((third, after)) = rest.strip_prefix(':').and_then(|it| digits(it, 2)) {
        (hours, minutes, seconds) = (first, second, third);
        rest = after;
        if minutes > 59 {
            return None;
        }
    }
    if seconds > 59 {
        return None;
    }
    // Editors of films count frames in a fourth field; how many make a second they do not say.
    if let Some((_, after)) = rest.strip_prefix([':', ';']).filter(|_| fields(text, rest) == 3).and_then(|it| digits(it, 2))
        && rest.len() - after.len() == 3
        && !after.starts_with([':', '.', ','])
    {
        rest = after;
    }
    // Some tools write a colon before the milliseconds: always three digits then.
    let mut millis = 0;
    if let Some(after) = rest.strip_prefix(['.', ',', ':', ';']) {
        let length = after.bytes().take_while(u8::is_ascii_digit).count();
        let fraction = after.get(..length).unwrap_or_default();
        let follows = after.get(length..).unwrap_or_default();
        let is_next_time = follows.starts_with(':');
        if length > 0 && length <= 9 && !is_next_time && (!rest.starts_with([':', ';']) || length == 3) {
            millis = fraction.bytes().chain(*b"000").take(3).fold(0, |sum, it| sum * 10 + i64::from(it - b'0'));
            rest = follows;
        } else if !rest.starts_with(',') {
            return None;
        }
    }
    let all = ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis;
    Some((Millis(if negative { -all } else { all }), rest))
}

/// What [`time`] gives for a text that begins as nearly every time does: two digits each, and three of a fraction.
fn usual(bytes: &[u8]) -> Option<Millis> {
    cues::time(bytes).map(Millis)
}

/// How many numbers stand before `rest`.
fn fields(text: &str, rest: &str) -> usize {
    text.get(..text.len() - rest.len()).map_or(0, |it| it.matches(':').count() + 1)
}

/// A number of up to `most` digits, not followed by a further digit.
fn digits(text: &str, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 || length > most {
        return None;
    }
    Some((text.get(..length)?.parse().ok()?, text.get(length..)?))
}

/// A time of day may follow a time as `AM` or `PM`.
fn half_day(rest: &str) -> Option<(bool, &str)> {
    let word = rest.trim_start();
    let head = word.get(..2)?;
    let pm = head.eq_ignore_ascii_case("pm");
    let after = word.get(2..)?;
    let is_word = after.starts_with(|it: char| it.is_alphanumeric());
    ((pm || head.eq_ignore_ascii_case("am")) && !is_word).then_some((pm, after))
}

/// [`time`], or a time of day with AM or PM.
pub(super) fn time_of_day(text: &str) -> Option<(Millis, &str)> {
    let (at, rest) = time(text)?;
    let Some((pm, after)) = half_day(rest) else { return Some((at, rest)) };
    // `2:03 PM` has no seconds, `2:03:05 PM` has: two fields were read as minutes and seconds.
    let fields = text.get(..text.len() - rest.len())?.matches(':').count();
    let at = if fields == 1 { Millis(at.0.saturating_mul(60)) } else { at };
    const HALF: i64 = 12 * 3_600_000;
    Some((Millis(at.0 % HALF + if pm { HALF } else { 0 }), after))
}

/// The time line of a cue: `start --> end`, followed by settings nobody needs. `None` where there is no start or no
/// arrow. Long dashes and short arrows count: word processors make them.
pub(super) fn timing(line: &str) -> Option<Timing> {
    // The W3C counts no vertical tab among the spaces.
    let (start, rest) = time(line.trim_start_matches(|it: char| it.is_whitespace() && it != '\u{b}'))?;
    if let Some(end) = rest.as_bytes().strip_prefix(b" --> ").and_then(usual) {
        return Some(if end < start { Timing::Backwards(start) } else { Timing::Whole(Span { start, end: Some(end) }) });
    }
    let after = rest.trim_start();
    let head = after.trim_start_matches(['-', '–', '—', ' ']);
    let text = after.strip_prefix('→').or_else(|| head.strip_prefix('>').filter(|_| head.len() < after.len()))?.trim_start();
    let Some((end, settings)) = time(text) else { return Some(Timing::Endless(start)) };
    // After three digits of a fraction a time is over, whatever follows; one that is shorter could go on.
    let written = text.as_bytes().get(..text.len() - settings.len()).unwrap_or_default();
    let is_over = matches!(written, [.., b'.' | b',', a, b, c] if [a, b, c].iter().all(|it| it.is_ascii_digit()));
    if !is_over && !settings.is_empty() && !settings.starts_with(char::is_whitespace) {
        return Some(Timing::Endless(start));
    }
    if end < start {
        // "00:00:04.000 --> 00:0" is cut off, as the end of a file that did not arrive whole.
        let parts = |it: &[u8]| it.iter().any(|it| matches!(it, b'.' | b','));
        let is_cut = settings.is_empty() && !parts(written) && parts(line.as_bytes().get(..line.len() - rest.len()).unwrap_or_default());
        return Some(if is_cut { Timing::Endless(start) } else { Timing::Backwards(start) });
    }
    Some(Timing::Whole(Span { start, end: Some(end) }))
}

/// A time or a span of times at the start of `text`, with or without brackets, and what follows. The flag tells
/// whether brackets stood around it.
pub(super) fn stamp(text: &str) -> Option<(Span, bool, &str)> {
    let text = text.trim_start();
    let close = match text.chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        '<' => Some('>'),
        _ => None,
    };
    let inner = if close.is_some() { text.get(1..)?.trim_start() } else { text };
    let (start, rest) = time_of_day(inner)?;
    let (end, rest) = match end_of_span(rest) {
        Some((end, rest)) if end >= start => (Some(end), rest),
        _ => (None, rest),
    };
    let rest = match close {
        Some(close) => rest.trim_start().strip_prefix(close)?,
        None => rest,
    };
    if rest.starts_with(|it: char| it.is_alphanumeric()) && close.is_none() {
        return None;
    }
    Some((Span { start, end }, close.is_some(), rest))
}

/// The second half of `0:01 - 0:05`, `0:01 --> 0:05`, `0:01,0:05`.
fn end_of_span(rest: &str) -> Option<(Millis, &str)> {
    let after = rest.trim_start_matches(['-', '–', '—', '>', '→', ' ', ',', '/']);
    if after.len() == rest.len() { None } else { time_of_day(after) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(i64, &str)>) {
        assert_eq!(time(text).map(|(at, rest)| (at.0, rest)), expected, "{text}");
    }

    #[test]
    fn times_are_read_in_every_way_files_write_them() {
        check("00:01:02.500 x", Some((62_500, " x")));
        check("01:02.5", Some((62_500, "")));
        check("0:0:5.320", Some((5_320, "")));
        check("00:00:01,04", Some((1_040, "")));
        check("75:12", Some((4_512_000, "")));
        check("100:00:00.000", Some((360_000_000, "")));
        check("-0:0:5.5", Some((-5_500, "")));
        check("00:00:01.123456", Some((1_123, "")));
        check("00:00:01:250", Some((1_250, "")));
        check("00:00:01:12 - 00:00:04:05", Some((1_000, " - 00:00:04:05")));
        check("00:00:01;12 - ", Some((1_000, " - ")));
        check("0:00:00.599,0:00:04", Some((599, ",0:00:04")));
        check("00:12, then", Some((12_000, ", then")));
    }

    #[test]
    fn what_begins_like_the_usual_time_is_read_with_the_same_care() {
        check("00:59:59.999 --> ", Some((3_599_999, " --> ")));
        check("99:00:00,001", Some((356_400_001, "")));
        check("00:00:01.2345", Some((1_234, "")));
        for text in ["00:60:00.000", "00:00:60.000", "00:00:01.250:00"] {
            check(text, None);
        }
    }

    #[test]
    fn what_is_no_time_is_not_made_one() {
        for text in ["", "12", "12:", ":12", "12:60", "00:60:00", "12:345", "1x:20", "00:00:00.x", "12345678:00", "00:00..0"] {
            check(text, None);
        }
    }

    #[test]
    fn a_cue_with_a_bad_end_still_begins() {
        assert_eq!(timing("00:01.000 --> 00:00.500"), Some(Timing::Backwards(Millis(1000))));
        assert_eq!(timing("00:01.000 --> 00:0x"), Some(Timing::Endless(Millis(1000))));
        assert_eq!(timing("00:00:04.000 --> 00:0"), Some(Timing::Endless(Millis(4000))));
        assert_eq!(timing("00:00:04 --> 00:00:03"), Some(Timing::Backwards(Millis(4000))));
        assert_eq!(timing("00:01.000 --> 00:02x"), Some(Timing::Endless(Millis(1000))));
        assert_eq!(timing("00:01.000 –> 00:02.000align:end"), Some(Timing::Whole(Span { start: Millis(1000), end: Some(Millis(2000)) })));
        assert_eq!(timing("00:01.000 –> 00:02 X1:40"), Some(Timing::Whole(Span { start: Millis(1000), end: Some(Millis(2000)) })));
        assert_eq!(timing("00:01.000 → 00:02.000"), Some(Timing::Whole(Span { start: Millis(1000), end: Some(Millis(2000)) })));
        assert_eq!(timing("\u{b}00:01.000 --> 00:02.000"), None);
        assert_eq!(timing("00:01.000 > 00:02.000"), None);
        assert_eq!(timing("00:01.000 00:02.000"), None);
        assert_eq!(timing("x00:01.000 --> 00:02.000"), None);
    }

    #[test]
    fn the_afternoon_is_later_than_the_morning() {
        for (text, expected) in [("2:03 PM", 50_580_000), ("12:00:05 am", 5_000), ("12:01 pm", 43_260_000), ("9:05 amber", 545_000)] {
            assert_eq!(time_of_day(text).map(|it| it.0.0), Some(expected), "{text}");
        }
    }
}
