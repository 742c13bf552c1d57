//! Cues of subtitles as nearly every file writes them, read in one go. What is unusual in any way is nothing here: a careful
//! reader has a look, and would make the same of what is read here.

use super::bytes::words;

/// A cue of WebVTT: perhaps an identifier, a time without settings, one line of words, an empty line. Places are bytes of the
/// whole text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tagged<'a> {
    /// The line above the time.
    pub id: Option<&'a str>,
    /// In milliseconds.
    pub start: u32,
    /// … and no earlier than the start.
    pub end: u32,
    /// The name in the tag of a voice that all the words stand in.
    pub voice: Option<(usize, usize)>,
    /// The words: no tag, no reference, no sign that could be part of one.
    pub words: (usize, usize),
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
pub struct Numbered {
    /// The line of the time.
    pub time: (usize, usize),
    /// In milliseconds.
    pub start: u32,
    /// … and no earlier than the start.
    pub end: u32,
    /// The words: they begin with a letter and end with a sign, and none in them could be part of a tag or a reference.
    pub words: (usize, usize),
    /// Where the first colon stands, if it does between plain letters that need no trimming and a space with words after it.
    pub colon: Option<usize>,
    /// Whether the words, those after the colon where there is one, are plain letters with single spaces between them, without
    /// another.
    pub is_plain: bool,
    /// Where the next line begins.
    pub next: usize,
    /// How many lines it takes.
    pub lines: usize,
}

/// What stands between the times.
const ARROW: &[u8; 5] = b" --> ";
/// No identifier, no name and no head is longer, in bytes; else the careful reader has a look.
const LONGEST: usize = 80;
/// The most digits of a number.
const DIGITS: usize = 9;

/// The bytes of a time as nearly every file writes it.
pub const TIME: usize = "00:00:00.000".len();

/// The milliseconds of the time that `bytes` begin with: two digits each, and three of a fraction that is over then.
pub fn time(bytes: &[u8]) -> Option<i64> {
    let (head, rest) = bytes.split_first_chunk()?;
    if matches!(rest.first(), Some(b'0'..=b'9' | b':')) {
        return None;
    }
    millis(head).map(i64::from)
}

/// What each sign of a time differs from `00:00:00` in is at most a digit; what must be added so that more has the highest bit.
const MOST: u64 = u64::from_le_bytes([0x76, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76]);
/// The same of `,000`, where another bit says that it is a full stop.
const MOST_OF_FRACTION: u32 = u32::from_le_bytes([0x7f, 0x76, 0x76, 0x76]);
const FULL_STOP: u32 = (b',' ^ b'.') as u32;

/// [`time`] of so many bytes: all its signs are looked at together.
#[inline(always)]
fn millis(&[a, b, c, d, e, f, g, h, i, j, k, l]: &[u8; TIME]) -> Option<u32> {
    let clock = u64::from_le_bytes([a, b, c, d, e, f, g, h]) ^ u64::from_le_bytes(*b"00:00:00");
    let fraction = (u32::from_le_bytes([i, j, k, l]) ^ u32::from_le_bytes(*b",000")) & !FULL_STOP;
    let odd = (clock.wrapping_add(MOST) | clock) & 0x8080_8080_8080_8080;
    let odd_of_fraction = (fraction.wrapping_add(MOST_OF_FRACTION) | fraction) & 0x8080_8080;
    if odd != 0 || odd_of_fraction != 0 {
        return None;
    }
    // Each byte and the one behind it as a number.
    let pairs = clock * 10 + (clock >> 8);
    let number = |at: u32| (pairs >> at) as u32 & 0xff;
    let millis = (fraction >> 8 & 0xff) * 100 + (fraction >> 16 & 0xff) * 10 + (fraction >> 24);
    Some(((number(0) * 60 + number(24)) * 60 + number(48)) * 1000 + millis)
}

/// The bytes of a line of two times.
const TIMES: usize = 2 * TIME + ARROW.len();

/// A line of two times at `at`, and where the next line begins.
#[inline(always)]
fn times(bytes: &[u8], at: usize) -> Option<(u32, u32, usize)> {
    let line: &[u8; TIMES] = bytes.get(at..)?.first_chunk()?;
    let (start, rest) = line.split_first_chunk()?;
    let (arrow, end) = rest.split_first_chunk()?;
    let (start, end) = (millis(start)?, millis(end.first_chunk()?)?);
    (arrow == ARROW && end >= start).then_some((start, end, line_end(bytes, at + TIMES)?))
}

/// The cue of WebVTT that begins at `at`.
#[inline(always)]
pub(super) fn tagged(text: &str, mut at: usize) -> Option<Tagged<'_>> {
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
    Some(Tagged { id, start, end, voice, words: (from, to), is_plain, next, lines: above + 2 - usize::from(is_last), above })
}

/// The cue of SRT that begins at `at`.
#[inline(never)]
pub fn numbered(text: &str, at: usize) -> Option<Numbered> {
    numbered_at(text.as_bytes(), at)
}

#[inline(always)]
pub(super) fn numbered_at(bytes: &[u8], at: usize) -> Option<Numbered> {
    let mut digits = 0;
    while bytes.get(at + digits).is_some_and(u8::is_ascii_digit) && digits <= DIGITS {
        digits += 1;
    }
    if digits == 0 || digits > DIGITS {
        return None;
    }
    let line = line_end(bytes, at + digits)?;
    let (start, end, from) = times(bytes, line)?;
    if !bytes.get(from)?.is_ascii_alphabetic() {
        return None;
    }
    let (length, is_even) = words(bytes.get(from..)?);
    let (mut to, mut is_plain, mut colon) = (from + length, is_even, None);
    if bytes.get(to) == Some(&b':') {
        is_plain = false;
        // The space after the colon is none that stands beside another.
        if let Some([b' ', first]) = bytes.get(to + 1..to + 3)
            && first.is_ascii_graphic()
        {
            let (rest, is_even_after) = words(bytes.get(to + 2..)?);
            let after = to + 2 + rest;
            if is_even && length < LONGEST && bytes.get(to - 1).is_some_and(ends_name) {
                colon = Some(to);
                is_plain = is_even_after && first.is_ascii_alphanumeric() && bytes.get(after) != Some(&b':');
            }
            to = after;
        }
        while bytes.get(to) == Some(&b':') {
            to += 1 + words(bytes.get(to + 1..)?).0;
        }
    }
    if !bytes.get(to - 1)?.is_ascii_graphic() {
        return None;
    }
    let next = line_end(bytes, to)?;
    let is_last = next == bytes.len();
    let next = if is_last { next } else { line_end(bytes, next)? };
    Some(Numbered { time: (line, line + TIMES), start, end, words: (from, to), colon, is_plain, next, lines: 4 - usize::from(is_last) })
}

/// Whether nothing has to go from the end of a name of plain letters.
fn ends_name(last: &u8) -> bool {
    !matches!(last, b' ' | b'*' | b'_' | b'#' | b'"' | b'|' | b'@')
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
        assert_eq!(time(b"99:59:59,999"), Some(359_999_999));
        for text in [&b"zz:zz:zz.zzz"[..], b"\xFF\xFF:59:59.999", b"  :00:00.000", b"00:60:00.000", b"00:00:00.0000", b"00:00"] {
            assert_eq!(time(text), None, "{text:?}");
        }
    }
}
