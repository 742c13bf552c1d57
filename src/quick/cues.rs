//! Cues of subtitles as nearly every file writes them, read in one go. What is unusual in any way is nothing here: a careful
//! reader has a look, and would make the same of what is read here.

use super::bytes::words;

/// A cue of WebVTT: perhaps an identifier, a time without settings, one line of words, an empty line.
#[derive(Clone, Copy, Debug)]
pub struct Tagged<'a> {
    /// The line above the time.
    pub id: Option<&'a str>,
    /// In milliseconds.
    pub start: i64,
    /// … and no earlier than the start.
    pub end: i64,
    /// The name in the tag of a voice that all the words stand in.
    pub voice: Option<&'a str>,
    /// The words: no tag, no reference, no sign that could be part of one.
    pub words: &'a str,
    /// Whether they are plain letters with single spaces between them, without a colon.
    pub is_plain: bool,
    /// Where the next line begins.
    pub next: usize,
    /// How many lines it takes.
    pub lines: usize,
    /// How many of them stand above the words.
    pub above: usize,
}

/// A cue of SRT: a number, a time, one line of words, an empty line or the end of all. Places are bytes of the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Numbered<'a> {
    /// The line of the time.
    pub time: (usize, usize),
    /// In milliseconds.
    pub start: i64,
    /// … and no earlier than the start.
    pub end: i64,
    /// Where the words begin.
    pub from: usize,
    /// The words: they begin with a letter and end with a sign, and none in them could be part of a tag or a reference.
    pub words: &'a str,
    /// What stands before the first colon, and after it, where that stands between plain letters and a space with words after it.
    pub head: Option<(&'a str, &'a str)>,
    /// Whether the words, those after the head where there is one, are plain letters with single spaces between them, without a
    /// colon.
    pub is_plain: bool,
    /// Where the next line begins.
    pub next: usize,
    /// How many lines it takes.
    pub lines: usize,
}

/// What stands between the times.
const ARROW: &[u8] = b" --> ";
/// No identifier, no name and no head is longer, in bytes; else the careful reader has a look.
const LONGEST: usize = 80;
/// The most digits of a number.
const DIGITS: usize = 9;

/// The bytes of a time as nearly every file writes it.
pub const TIME: usize = "00:00:00.000".len();

/// The milliseconds of the time that `bytes` begin with: two digits each, and three of a fraction that is over then.
#[inline(never)]
pub fn time(bytes: &[u8]) -> Option<i64> {
    let (head, rest) = bytes.split_first_chunk::<TIME>()?;
    let [h, hh, b':', m, mm, b':', s, ss, b'.' | b',', a, b, c] = *head else { return None };
    if matches!(rest.first(), Some(b'0'..=b'9' | b':')) {
        return None;
    }
    let mut are_digits = true;
    let mut digit = |it: u8| {
        let value = it.wrapping_sub(b'0');
        are_digits &= value < 10;
        u32::from(value)
    };
    let (hours, minutes, seconds) = (digit(h) * 10 + digit(hh), digit(m) * 10 + digit(mm), digit(s) * 10 + digit(ss));
    let millis = digit(a) * 100 + digit(b) * 10 + digit(c);
    // What are no digits may be more than the sum holds.
    (are_digits && minutes < 60 && seconds < 60).then(|| i64::from(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis))
}

/// A line of two times at `at`, and where the next line begins.
fn times(bytes: &[u8], at: usize) -> Option<(i64, i64, usize)> {
    let start = time(bytes.get(at..)?)?;
    let rest = bytes.get(at + TIME..)?.strip_prefix(ARROW)?;
    let end = time(rest).filter(|it| *it >= start)?;
    Some((start, end, line_end(bytes, at + 2 * TIME + ARROW.len())?))
}

/// The cue of WebVTT that begins at `at`.
#[inline(never)]
pub fn tagged(text: &str, mut at: usize) -> Option<Tagged<'_>> {
    let bytes = text.as_bytes();
    let mut id = None;
    if bytes.get(at + 2) != Some(&b':') {
        let to = at + head(bytes, at).iter().position(|it| *it < b' ' || *it == b'>').filter(|it| *it > 0)?;
        id = Some(text.get(at..to)?);
        at = line_end(bytes, to)?;
    }
    let (start, end, at) = times(bytes, at)?;
    let voice = voice(bytes, at);
    let from = voice.map_or(at, |it| it.1 + 1);
    let voice = match voice {
        Some((from, to)) => Some(text.get(from..to)?),
        None => None,
    };
    let (length, is_even) = words(bytes.get(from..)?);
    let to = from + length;
    let said = bytes.get(from..to)?;
    let (first, last) = (*said.first()?, *said.last()?);
    if voice.is_none() && !first.is_ascii_graphic() {
        return None;
    }
    let is_closed = voice.is_some() && bytes.get(to..)?.starts_with(b"</v>");
    let next = line_end(bytes, if is_closed { to + "</v>".len() } else { to })?;
    let is_last = next == bytes.len();
    let next = if is_last { next } else { line_end(bytes, next)? };
    let above = 1 + usize::from(id.is_some());
    let is_plain = is_even && first.is_ascii_alphanumeric() && last != b' ';
    let words = text.get(from..to)?;
    Some(Tagged { id, start, end, voice, words, is_plain, next, lines: above + 2 - usize::from(is_last), above })
}

/// The cue of SRT that begins at `at`.
#[inline(never)]
pub fn numbered(text: &str, at: usize) -> Option<Numbered<'_>> {
    let bytes = text.as_bytes();
    let digits = bytes.get(at..)?.iter().take(DIGITS + 1).take_while(|it| it.is_ascii_digit()).count();
    if digits == 0 || digits > DIGITS {
        return None;
    }
    let line = line_end(bytes, at + digits)?;
    let (start, end, from) = times(bytes, line)?;
    let (mut length, mut is_plain) = words(bytes.get(from..)?);
    let mut head = None;
    if bytes.get(from + length) == Some(&b':') {
        // The space after the colon is none that stands beside another.
        let after = from + length + 2;
        let is_apart = bytes.get(after - 1) == Some(&b' ') && bytes.get(after).is_some_and(u8::is_ascii_graphic);
        head = (is_plain && is_apart && length < LONGEST).then_some(length);
        let (rest, is_even) = words(bytes.get(after..)?);
        is_plain = is_even && head.is_some() && bytes.get(after + rest) != Some(&b':') && bytes.get(after)?.is_ascii_alphanumeric();
        while bytes.get(from + length) == Some(&b':') {
            length += 1 + words(bytes.get(from + length + 1..)?).0;
        }
    }
    let said = bytes.get(from..from + length)?;
    if !said.first()?.is_ascii_alphabetic() || !said.last()?.is_ascii_graphic() {
        return None;
    }
    let to = from + length;
    let next = line_end(bytes, to)?;
    let is_last = next == bytes.len();
    let next = if is_last { next } else { line_end(bytes, next)? };
    let words = text.get(from..to)?;
    let head = match head {
        Some(colon) => Some((words.get(..colon)?, words.get(colon + 2..)?)),
        None => None,
    };
    Some(Numbered {
        time: (line, line + 2 * TIME + ARROW.len()),
        start,
        end,
        from,
        words,
        head,
        is_plain,
        next,
        lines: 4 - usize::from(is_last),
    })
}

/// What can be an identifier or a name.
fn head(bytes: &[u8], from: usize) -> &[u8] {
    bytes.get(from..(from + LONGEST).min(bytes.len())).unwrap_or_default()
}

/// Where the next line begins, if one ends at `at`; the end of all ends a line, too.
fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\n'), _) => Some(at + 1),
        (Some(b'\r'), Some(b'\n')) => Some(at + 2),
        (None, _) => Some(at),
        _ => None,
    }
}

/// The name in the tag of a voice that begins at `from`.
fn voice(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let from = from + bytes.get(from..)?.starts_with(b"<v ").then_some("<v ".len())?;
    let to = from + head(bytes, from).iter().position(|it| *it < b' ' || *it == b'>')?;
    // `-->` would be an arrow.
    (bytes.get(to) == Some(&b'>') && bytes.get(to - 1) != Some(&b'-')).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_shape_of_a_time_and_other_signs_for_digits_is_none() {
        assert_eq!(time(b"01:02:03.004 -->"), Some(3_723_004));
        for text in [&b"zz:zz:zz.zzz"[..], b"\xFF\xFF:59:59.999", b"  :00:00.000", b"00:60:00.000", b"00:00:00.0000", b"00:00"] {
            assert_eq!(time(text), None, "{text:?}");
        }
    }
}
