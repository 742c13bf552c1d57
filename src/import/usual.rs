//! A cue of WebVTT as nearly every file writes it, read in one go. What is unusual in any way is left to the careful reader
//! ([`super::webvtt`]), which would make the same of what is read here.

use super::clock;
use super::cues::When;
use super::lines::{Lines, words};

/// Perhaps an identifier, a time without settings, one line of words, an empty line.
pub(super) struct Usual<'a> {
    /// The line above the time.
    pub id: Option<&'a str>,
    pub when: When,
    /// The name in the tag of a voice that all the words stand in.
    pub voice: Option<&'a str>,
    /// The words: no tag, no reference, no sign that could be part of one.
    pub words: &'a str,
    /// Whether they are plain letters with single spaces between them, without a colon.
    pub is_plain: bool,
}

/// What stands between the times.
const ARROW: &[u8] = b" --> ";
/// No identifier and no name is longer, in bytes; else the careful reader has a look.
const LONGEST: usize = 80;

/// The cue that begins where `lines` are; leaves them behind the empty line after it.
pub(super) fn cue<'a>(lines: &mut Lines<'a>) -> Option<Usual<'a>> {
    let (text, mut at) = lines.here();
    let bytes = text.as_bytes();
    let mut id = None;
    if bytes.get(at + 2) != Some(&b':') {
        let to = at + head(bytes, at).iter().position(|it| *it < b' ' || *it == b'>').filter(|it| *it > 0)?;
        id = Some(text.get(at..to)?);
        at = line_end(bytes, to)?;
    }
    let start = clock::usual(bytes.get(at..)?)?;
    let rest = bytes.get(at + clock::USUAL..)?.strip_prefix(ARROW)?;
    let end = clock::usual(rest).filter(|it| *it >= start)?;
    at = line_end(bytes, at + 2 * clock::USUAL + ARROW.len())?;
    let voice = voice(text, at);
    let from = voice.map_or(at, |it| at + "<v >".len() + it.len());
    let (length, is_even) = words(bytes.get(from..)?);
    let to = from + length;
    let words = text.get(from..to)?;
    let (first, last) = (*words.as_bytes().first()?, *words.as_bytes().last()?);
    if voice.is_none() && !first.is_ascii_graphic() {
        return None;
    }
    let is_closed = voice.is_some() && bytes.get(to..)?.starts_with(b"</v>");
    let next = line_end(bytes, if is_closed { to + "</v>".len() } else { to })?;
    let is_last = next == bytes.len();
    let next = if is_last { next } else { line_end(bytes, next)? };
    let above = 1 + usize::from(id.is_some());
    let line = lines.skip(next, above + 2 - usize::from(is_last)) + above + 1;
    let is_plain = is_even && first.is_ascii_alphanumeric() && last != b' ';
    Some(Usual { id, when: When { line, start, end: Some(end) }, voice, words, is_plain })
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
fn voice(text: &str, from: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let from = from + bytes.get(from..)?.starts_with(b"<v ").then_some("<v ".len())?;
    let to = from + head(bytes, from).iter().position(|it| *it < b' ' || *it == b'>')?;
    // `-->` would be an arrow.
    if bytes.get(to) == Some(&b'>') && bytes.get(to - 1) != Some(&b'-') { text.get(from..to) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::webvtt;
    use proptest::prelude::*;

    /// What the file is made of, with and without the quick reading.
    fn both(text: &str) -> [String; 2] {
        [true, false].map(|is_quick| {
            let found = webvtt::read_by(text, is_quick);
            let pieces = found.pieces.iter().map(|it| (it.line, it.start, it.end, it.label.clone(), it.text.clone(), it.stamps));
            format!("{:?} {:?} {:?} {}", pieces.collect::<Vec<_>>(), found.skipped, found.notes, found.has_stamps)
        })
    }

    #[test]
    fn a_usual_cue_is_read_at_once() {
        let text = "7\r\n00:00:01.000 --> 00:00:02.000\r\n<v Dana Ortiz>Hello, you</v>\r\n\r\n00:";
        let mut lines = Lines::of(text);
        let found = cue(&mut lines).expect("it is usual");
        assert_eq!(
            (found.id, found.voice, found.words, found.is_plain, found.when.line),
            (Some("7"), Some("Dana Ortiz"), "Hello, you", true, 3)
        );
        assert_eq!(lines.next().map(|it| (it.number, it.text)), Some((5, "00:")));
    }

    proptest! {
        #[test]
        fn quick_and_careful_reading_find_the_same(
            parts in proptest::collection::vec(prop_oneof![
                Just("\n".to_owned()), Just("\n\n".to_owned()), Just("\r\n\r\n".to_owned()), Just("\r\n".to_owned()), Just("\r".to_owned()),
                Just("00:00:01.000 --> 00:00:02.000\n".to_owned()), Just("00:00:03.000 --> 00:00:02.500\n".to_owned()),
                Just("00:00:01.000 --> 00:00:02.000\r\n".to_owned()), Just("00:01.000 --> 00:00:02.000 align:start\n".to_owned()),
                Just("7\n".to_owned()), Just("8\n".to_owned()), Just("NOTE".to_owned()), Just("<v Dana>".to_owned()), Just("<v Lee--".to_owned()),
                Just("</v>\n\n".to_owned()), Just("</v>".to_owned()), Just("-->".to_owned()), Just("We go: now &amp; then  so\n\n".to_owned()),
                "[a-z é\u{a0}]{0,6}", "[ -~\n\r\t]{0,8}",
            ], 0..24),
        ) {
            let [quick, careful] = both(&format!("WEBVTT\n\n{}", parts.concat()));
            prop_assert_eq!(quick, careful);
        }
    }
}
