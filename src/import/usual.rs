//! Cues as nearly every file writes them, read in one go. What is unusual in any way is left to the careful readers
//! ([`super::webvtt`], [`super::srt`]), which would make the same of what is read here.

use callcraft_quick::cues;

use super::cues::When;
use super::lines::{Line, Lines};
use crate::domain::time::Millis;

/// The words of a cue.
pub(super) struct Usual<'a> {
    pub when: When,
    /// The name in the tag of a voice that all the words stand in.
    pub voice: Option<&'a str>,
    /// The words: no tag, no reference, no sign that could be part of one.
    pub words: &'a str,
    /// The plain letters before a colon that may end a name, and what stands behind it.
    pub head: Option<(&'a str, &'a str)>,
    /// Whether the words, those after such a head, are plain letters with single spaces between them, without a colon.
    pub is_plain: bool,
}

/// A cue of SRT, as its careful reader keeps it while it may go on.
pub(super) struct Block<'a> {
    pub time: Line<'a>,
    pub said: Line<'a>,
    pub usual: Usual<'a>,
}

/// The cue of WebVTT that begins where `lines` are, and the line above its time; leaves them behind the empty line after it.
pub(super) fn cue<'a>(lines: &mut Lines<'a>) -> Option<(Option<&'a str>, Usual<'a>)> {
    let (text, at) = lines.here();
    let found = cues::tagged(text, at)?;
    let line = lines.skip(found.next, found.lines) + found.above + 1;
    let when = When { line, start: Millis(found.start), end: Some(Millis(found.end)) };
    Some((found.id, Usual { when, voice: found.voice, words: found.words, head: None, is_plain: found.is_plain }))
}

/// The words of the cue of SRT, with its number, that begins where `lines` are; leaves them behind the empty line after it.
pub(super) fn numbered<'a>(lines: &mut Lines<'a>) -> Option<Usual<'a>> {
    let (text, at) = lines.here();
    let found = cues::numbered(text, at)?;
    Some(words(&found, lines))
}

/// The same cue with its lines, for where it may go on.
pub(super) fn block<'a>(mut lines: Lines<'a>) -> Option<Block<'a>> {
    let (text, at) = lines.here();
    let found = cues::numbered(text, at)?;
    let usual = words(&found, &mut lines);
    let number = usual.when.line;
    Some(Block {
        time: Line { number, from: found.time.0, text: text.get(found.time.0..found.time.1)?, has_arrow: true },
        said: Line { number: number + 1, from: found.from, text: found.words, has_arrow: false },
        usual,
    })
}

fn words<'a>(found: &cues::Numbered<'a>, lines: &mut Lines) -> Usual<'a> {
    let line = lines.skip(found.next, found.lines) + 2;
    let when = When { line, start: Millis(found.start), end: Some(Millis(found.end)) };
    Usual { when, voice: None, words: found.words, head: found.head, is_plain: found.is_plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Found, srt, webvtt};
    use proptest::prelude::*;

    /// What the file is made of, with and without the quick reading.
    fn both(text: &str, read: fn(&str, bool) -> Found) -> [String; 2] {
        [true, false].map(|is_quick| {
            let found = read(text, is_quick);
            let pieces = found.pieces.iter().map(|it| (it.line, it.start, it.end, it.label.clone(), it.text.clone(), it.stamps));
            format!("{:?} {:?} {:?} {}", pieces.collect::<Vec<_>>(), found.skipped, found.notes, found.has_stamps)
        })
    }

    #[test]
    fn a_usual_cue_is_read_at_once() {
        let text = "7\r\n00:00:01.000 --> 00:00:02.000\r\n<v Dana Ortiz>Hello, you</v>\r\n\r\n00:";
        let mut lines = Lines::of(text);
        let (id, found) = cue(&mut lines).expect("it is usual");
        assert_eq!((id, found.voice, found.words, found.is_plain, found.when.line), (Some("7"), Some("Dana Ortiz"), "Hello, you", true, 3));
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
            let [quick, careful] = both(&format!("WEBVTT\n\n{}", parts.concat()), webvtt::read_by);
            prop_assert_eq!(quick, careful);
        }

        #[test]
        fn quick_and_careful_reading_of_srt_find_the_same(
            parts in proptest::collection::vec(prop_oneof![
                Just("\n".to_owned()), Just("\n\n".to_owned()), Just("\r\n\r\n".to_owned()), Just("\r\n".to_owned()), Just("\r".to_owned()),
                Just("\n2\n00:00:01,000 --> 00:00:02,000\nDana: so we go, and then\n".to_owned()), Just("\n2\n00:00:01,000 --> 00:00:02,000\nDana: so we go, and then\n".to_owned()),
                Just("\n3\n00:00:02,000 --> 00:00:02,500\nLee Moss: at 10:30 we wait\n".to_owned()),
                Just("\n4\n00:00:03,000 --> 00:00:03,500\nand one thing: we go on\n".to_owned()),
                Just("\n5\n00:00:04.000 --> 00:00:05.500\nNobody says so here, and then nobody waits\n".to_owned()),
                Just("00:00:03,000 --> 00:00:02,500\n".to_owned()), Just("12\n".to_owned()), Just("7 \n".to_owned()), Just("Dana: ".to_owned()),
                Just("00:00:01,000 --> 00:00:02,000\r\n".to_owned()), Just("<i>so</i>".to_owned()), Just("-->".to_owned()), Just("::".to_owned()),
                Just("- Lee: ".to_owned()), Just("[Lee] ".to_owned()), Just("a &amp; b".to_owned()), Just("Dana:  x\n\n".to_owned()),
                "[a-z é\u{a0}]{0,6}", "[ -~\n\r\t]{0,8}",
            ], 0..24),
        ) {
            let [quick, careful] = both(&format!("1\n00:00:00,000 --> 00:00:01,000\nDana: hello\n{}", parts.concat()), srt::read_by);
            prop_assert_eq!(quick, careful);
        }
    }
}
