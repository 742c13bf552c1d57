//! Cues as nearly every file writes them, read in one go. What is unusual in any way is left to the careful readers
//! ([`super::webvtt`], [`super::srt`]), which would make the same of what is read here.

use callcraft_quick::cues;
use callcraft_quick::rows::Rows;

use super::cues::When;
use super::lines::{Line, Lines};
use crate::domain::time::Millis;

/// A cue of SRT, as its careful reader keeps it while it may go on.
pub(super) struct Block<'a> {
    pub when: When,
    pub time: Line<'a>,
    pub said: Line<'a>,
}

/// Takes the usual cues of WebVTT that begin where `lines` are, leaves those behind the empty line after the last; gives the
/// last line above a time, and `None` where the first is not usual.
pub(super) fn tagged<'a>(lines: &mut Lines<'a>, rows: &mut Rows<'a>) -> Option<Option<&'a str>> {
    let (text, at) = lines.here();
    let run = rows.tagged(text, at, lines.before());
    lines.pass(run.next, run.lines);
    (run.many > 0).then_some(run.id)
}

/// Takes the usual cues of SRT, up to `most`, that begin where `lines` are, leaves those behind the empty line after the last;
/// gives how many there were, and where the last one begins.
pub(super) fn numbered<'a>(lines: &mut Lines<'a>, rows: &mut Rows<'a>, most: usize) -> (usize, Lines<'a>) {
    let (text, at) = lines.here();
    let mut last = lines.clone();
    let run = rows.numbered(text, at, lines.before(), most);
    lines.pass(run.next, run.lines);
    last.pass(run.last.0, run.last.1);
    (run.many, last)
}

/// The usual cue of SRT that begins where `lines` are, with its lines, for where it may go on; leaves them behind the empty line
/// after it.
pub(super) fn block<'a>(lines: &mut Lines<'a>) -> Option<Block<'a>> {
    let (text, at) = lines.here();
    let found = cues::numbered(text, at)?;
    let number = lines.before() + 2;
    lines.pass(found.next, found.lines);
    let line = |number, (from, to), has_arrow| Some(Line { number, from, text: text.get(from..to)?, has_arrow });
    let [start, end] = [found.start, found.end].map(|it| Millis(i64::from(it)));
    let when = When { line: number, start, end: Some(end) };
    Some(Block { when, time: line(number, found.time, true)?, said: line(number + 1, found.words, false)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Found, assemble, srt, webvtt};
    use proptest::prelude::*;

    /// What the file is made of, with and without the quick reading.
    fn both(text: &str, read: fn(&str, bool) -> Found) -> [String; 2] {
        [true, false].map(|is_quick| {
            let mut found = read(text, is_quick);
            let made = assemble::assemble(&mut found);
            format!("{made:?} {:?} {:?} {} {:?}", found.skipped, found.notes, found.has_stamps, found.refused)
        })
    }

    #[test]
    fn usual_cues_are_read_at_once() {
        let text = "7\r\n00:00:01.000 --> 00:00:02.000\r\n<v Dana Ortiz>Hello, you</v>\r\n\r\n00:00:02.000 --> 00:00:02.500\r\nSo\r\n\r\nNOTE of nobody\r\n";
        let (mut lines, mut rows) = (Lines::of(text), Rows::default());
        assert_eq!(tagged(&mut lines, &mut rows), Some(Some("7")));
        let said: Vec<_> = rows.rows.iter().map(|it| (it.line, &text[it.from as usize..it.to as usize], it.name, it.is_plain)).collect();
        assert_eq!((said, rows.names), (vec![(3, "Hello, you", Some(0), true), (6, "So", None, true)], vec!["Dana Ortiz"]));
        assert_eq!(lines.next().map(|it| (it.number, it.text)), Some((8, "NOTE of nobody")));
    }

    #[test]
    fn what_stands_before_a_colon_is_said_where_voices_stand_in_tags() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n<v Dana>We wait for the tiles</v>\n\n2\n00:00:02,000 --> 00:00:03,000\nThe roof: it leaks\n\n\
                    3\n00:00:03,000 --> 00:00:04,000\nSo we wait\n";
        let (_, segments, _) = assemble::assemble(&mut srt::read(text));
        let said: Vec<_> = segments.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(said, ["We wait for the tiles", "The roof: it leaks", "So we wait"]);
    }

    #[test]
    fn a_call_of_a_hundred_people_is_read_the_same() {
        let cue = |at: usize, said: &str| {
            format!("{at}\n00:{:02}:{:02}.000 --> 00:{:02}:{:02}.500\n{said}\n\n", at / 60, at % 60, at / 60, at % 60)
        };
        let srt: String = (0..300).map(|it| cue(it, &format!("Guest {}: we wait for it, and so it is", it * 7 % 100))).collect();
        let tagged: String = (0..300).map(|it| cue(it, &format!("<v Guest {}>we wait for it, and so it is</v>", it * 7 % 100))).collect();
        let [quick, careful] = both(&srt, srt::read_by);
        assert_eq!(quick, careful);
        let [quick, careful] = both(&format!("WEBVTT\n\n{tagged}"), webvtt::read_by);
        assert_eq!(quick, careful);
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
        fn usual_cues_and_others_among_them_are_read_as_if_none_was_usual(
            said in proptest::collection::vec(prop_oneof![
                4 => Just("Dana: so we go, and then we wait"), 4 => Just("Lee Moss: we wait, and then"), 2 => Just("we wait and nobody says so"),
                1 => proptest::sample::select(vec![
                    "Dana: so we go\nand then we wait", "we wait\nand then", "- Dana: so we go\n- Lee Moss: no", "- so we go\n- no",
                    "[Dana] so we go", "[Dana]: so we go", "[Music]", "(door closing)", "Dana:  so we go", "<i>Dana: so we go</i>", ">> so we go",
                    "We go. >> No.", "Dana: Ready? Lee Moss: Yes.", "so it is: we wait", "Dana Ortiz\nso we go", "12", "Note: we wait",
                    "Dana (Acme): no", "DANA: no", "Lee Moss: at 10:30 they say: no", "…", "Transcribed by nobody", "Lee Moss joined the call",
                    "so we go and we wait and", "so we go and we wait and then", "Dana: Price is 5 < 6 & more", "<v Dana>so we go</v>", "<v ?>so</v>",
                ]),
            ], 1..40),
            is_roll in 0..4_usize,
        ) {
            let cue = |(at, it): (usize, &&str)| {
                let more = if is_roll == 0 && at % 2 == 1 { " and so on it goes" } else { "" };
                format!("{}\n00:00:{:02},000 --> 00:00:{:02},500\n{it}{more}\n\n", at + 1, at, at + 1)
            };
            let [quick, careful] = both(&said.iter().enumerate().map(cue).collect::<String>(), srt::read_by);
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
            above in prop_oneof![Just(""), Just("A title\n\n"), Just("1\n"), Just("so it\n10\n"), Just("\n\n")],
        ) {
            let [quick, careful] = both(&format!("{above}1\n00:00:00,000 --> 00:00:01,000\nDana: hello\n{}", parts.concat()), srt::read_by);
            prop_assert_eq!(quick, careful);
        }
    }
}
