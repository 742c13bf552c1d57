//! SubRip (.srt) and what calls itself so: numbers may be missing, milliseconds too, and blank lines may stand in a cue.

use super::Found;
use super::clock::{self, Timing};
use super::cues::{self, Cues, When};
use super::lines::{Line, Lines, excerpt, is_blank, trim};
use super::usual::{self, Block};

/// Whether some line is a time with an arrow and no words beside it.
pub(super) fn is(text: &str) -> bool {
    Lines::of(text).any(|it| time(it.text).is_some() && !has_words_beside(it.text))
}

/// `00:01 --> 00:02 Dana: Hello` is plain text; `00:01 --> 00:02 X1:40 line:0` is a cue with a place on the screen.
fn has_words_beside(line: &str) -> bool {
    let after = line.split_once('>').map_or("", |it| it.1);
    after.split_whitespace().skip(1).any(|it| !it.trim_end_matches(':').contains([':', '%']))
}

/// What a line says as a time, where it is one.
fn time(line: &str) -> Option<Timing> {
    // Most lines are words.
    if line.as_bytes().first().is_none_or(u8::is_ascii_alphabetic) {
        return None;
    }
    let may_be = line.trim_start().starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '−'));
    if may_be { clock::timing(line) } else { None }
}

/// A line that tries to be a time and fails.
fn is_bad_time(line: &Line) -> bool {
    line.has_arrow && !cues::is_speech_with_arrow(line.text)
}

/// A cue being read: everything up to the next time is its words.
struct Open<'a> {
    when: Option<When>,
    time: Line<'a>,
    from: usize,
    /// Where the words end, and where they ended before the last line and the blank ones before it.
    to: usize,
    before_last: usize,
    last: Option<Line<'a>>,
    /// Whether a blank line stands before the last one.
    is_apart: bool,
    /// Where nothing but one line of words was met: where the cue begins, to be read in one go.
    usual: Option<Lines<'a>>,
}

impl<'a> Open<'a> {
    /// The usual cue that begins where `lines` are; leaves them behind the empty line after it.
    fn usual(lines: &mut Lines<'a>) -> Option<Self> {
        let here = lines.clone();
        let Block { when, time, said } = usual::block(lines)?;
        let (from, to) = (time.to(), said.to());
        Some(Self { when: Some(when), time, from, to, before_last: from, last: Some(said), is_apart: false, usual: Some(here) })
    }
}

const DOCUMENT: &str = "This reads like a document that quotes subtitles, not like a transcript: most of it stands before the first time. Export the words of the call themselves.";

/// Reads the cues of an SRT file.
pub(super) fn read(text: &str) -> Found {
    read_by(text, true)
}

/// [`read`], with or without the quick reading of usual cues: both find the same.
pub(super) fn read_by(text: &str, is_quick: bool) -> Found {
    let mut found = Found::default();
    let mut cues = Cues::of(text);
    let mut open: Option<Open> = None;
    let mut before: Option<Line> = None;
    let (mut is_numbered, mut ordinal, mut above) = (false, 0, 0);
    let mut is_after_blank = false;
    let mut lines = Lines::of(text);
    loop {
        // Where cues are known to have numbers, the one above a time is no word of the cue before; nor is the first.
        if is_quick
            && (is_numbered || open.is_none())
            && let Some(first) = Open::usual(&mut lines.clone())
        {
            match open.replace(first) {
                Some(cue) => close(&cue, text, &mut cues, &mut found),
                None => {
                    before.take().into_iter().for_each(|it| stray(it, &mut found));
                    (is_numbered, above) = (true, found.skipped.len());
                }
            }
            // The last one may go on: it is taken when what follows was seen.
            ordinal += cues.numbered(&mut lines) + 1;
            open = Open::usual(&mut lines);
            is_after_blank = true;
            continue;
        }
        let Some(line) = lines.next() else { break };
        let timing = time(line.text);
        if timing.is_some() || is_bad_time(&line) {
            ordinal += 1;
            match open.take() {
                Some(mut cue) => {
                    if is_id(&cue, is_numbered, ordinal) {
                        cue.to = cue.before_last;
                        is_numbered = true;
                    }
                    close(&cue, text, &mut cues, &mut found);
                }
                None => {
                    is_numbered = before.is_some_and(|it| is_number(it.text));
                    above = found.skipped.len();
                }
            }
            let when = timing.map(|it| cues::timed(line.number, line.text, it, &mut found));
            open = Some(Open {
                when,
                time: line,
                from: line.to(),
                to: line.to(),
                before_last: line.to(),
                last: None,
                is_apart: false,
                usual: None,
            });
        } else if is_blank(line.text) {
            is_after_blank = true;
            continue;
        } else if let Some(cue) = &mut open {
            cue.before_last = cue.to;
            cue.to = line.to();
            cue.last = Some(line);
            cue.is_apart = is_after_blank;
            cue.usual = None;
        } else if let Some(before) = before.replace(line) {
            stray(before, &mut found);
        }
        is_after_blank = false;
    }
    if let Some(before) = before.filter(|it| !is_number(it.text)) {
        stray(before, &mut found);
    }
    if let Some(cue) = open {
        close(&cue, text, &mut cues, &mut found);
    }
    // A title, a day and a list of people are some lines; more is another kind of file.
    if above > 8 && above > ordinal {
        found.refused = Some(DOCUMENT);
    }
    cues.finish(&mut found);
    found
}

fn close<'a>(cue: &Open<'a>, text: &str, cues: &mut Cues<'a>, found: &mut Found) {
    if let Some(usual) = &cue.usual
        && cues.one(usual.clone())
    {
        return;
    }
    let words = trim(text.get(cue.from..cue.to).unwrap_or_default());
    match cue.when {
        Some(when) => cues.add(when, words),
        None => {
            let said = excerpt(&format!("{} {}", cue.time.text, words));
            found.skip(cue.time.number, format!("the time cannot be read, so its words are left out: “{said}”"));
        }
    }
}

fn stray(line: Line, found: &mut Found) {
    // The signature of WebVTT, where a blank line or another letter case kept it from being one.
    if trim(line.text).eq_ignore_ascii_case("WEBVTT") {
        return;
    }
    found.skip(line.number, format!("it stands before the first time: “{}”", excerpt(line.text)));
}

fn is_number(text: &str) -> bool {
    let text = trim(text);
    !text.is_empty() && text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit())
}

/// Whether the last line before a time is the number of the next cue, the `ordinal`th. Where cues have no numbers, a
/// number is what somebody said, unless it stands apart and counts.
fn is_id(cue: &Open, is_numbered: bool, ordinal: usize) -> bool {
    cue.last.is_some_and(|it| {
        let counts = cue.is_apart && trim(it.text).parse().is_ok_and(|number: usize| number == ordinal || number + 1 == ordinal);
        is_number(it.text) && (is_numbered || counts)
    })
}
