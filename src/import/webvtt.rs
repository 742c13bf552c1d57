//! WebVTT, by the parsing rules of the W3C, but forgiving where real files are: short times, missing blank lines.

use super::Found;
use super::clock::{self, Timing};
use super::cues::{self, Cues, When};
use super::json;
use super::lines::{Line, Lines, excerpt, is_blank, trim};
use crate::domain::time::Millis;

/// Whether the file begins as WebVTT must.
pub(super) fn is(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t', '\n', '\r']))
}

/// Reads the cues of a WebVTT file.
pub(super) fn read(text: &str) -> Found {
    read_by(text, true)
}

/// [`read`], with or without the quick reading of usual cues: both find the same.
pub(super) fn read_by(text: &str, is_quick: bool) -> Found {
    let mut found = Found::default();
    let is_quick = is_quick && !names_aside(text);
    let mut cues = Cues::of(text);
    let mut lines = Lines::of(text);
    if let Some(first) = lines.next() {
        let title = first.text.trim_start_matches("WEBVTT").trim().trim_start_matches(['-', '–', '—']).trim();
        found.title = (!title.is_empty() && !first.has_arrow).then(|| title.to_owned());
    }
    let mut number = header(&mut lines, &mut found);
    let mut last: Option<&str> = None;
    loop {
        if let Some(id) = if is_quick { cues.tagged(&mut lines) } else { None } {
            last = id.or(last);
            continue;
        }
        // Only what is unusual needs to know how far the numbers are.
        if let Some(id) = last.take() {
            number = trim(id).parse().ok();
        }
        let Some(line) = lines.next() else { break };
        if line.text.is_empty() {
            continue;
        }
        block(line, &mut lines, text, &mut number, &mut cues, &mut found);
    }
    if cues.is_empty() {
        found.refused = Some("This WebVTT file holds no cue that can be read; export the transcript again and choose the new file.");
    }
    cues.finish(&mut found);
    found
}

/// Lines under the signature, up to the first empty one. A time ends them too; returns the number before it, if any.
fn header(lines: &mut Lines, found: &mut Found) -> Option<u64> {
    let mut ahead = lines.clone();
    let mut number = None;
    while let Some(line) = ahead.next() {
        if line.has_arrow {
            return number;
        }
        *lines = ahead.clone();
        if line.text.is_empty() {
            break;
        }
        number = line.text.trim().parse().ok();
        remark(line.text, found);
    }
    None
}

/// `Language: en`, `duration:"00:27:42"`: what some tools say in headers and notes.
fn remark(text: &str, found: &mut Found) {
    let Some((name, value)) = text.trim().split_once(':') else { return };
    let value = value.trim().trim_matches('"');
    if value.is_empty() {
        return;
    }
    if name.eq_ignore_ascii_case("language") {
        found.language = Some(value.to_owned());
    } else if name.eq_ignore_ascii_case("duration") {
        found.length = clock::time(value).map(|it| it.0).filter(|it| *it > Millis(0));
    }
}

/// A block: a cue, a note, a style, a region or stray words. Leaves `lines` at what follows it.
fn block(first: Line, lines: &mut Lines, text: &str, number: &mut Option<u64>, cues: &mut Cues, found: &mut Found) {
    let mut ahead = lines.clone();
    let (mut id, mut time) = (None, first);
    if !first.has_arrow {
        match ahead.next().filter(|it| it.has_arrow) {
            Some(second) => (id, time) = (Some(first), second),
            None => return stray(first, lines, found),
        }
        *lines = ahead;
    }
    let mut body = Body::take(lines, text, id, number);
    body.from = body.from.min(body.to);
    let words = text.get(body.from..body.to).unwrap_or_default();
    match clock::timing(time.text) {
        Some(timing @ (Timing::Whole(_) | Timing::Backwards(_))) => {
            let when = cues::timed(time.number, time.text, timing, found);
            let voiced = said_by(id.map_or("", |it| it.text), words);
            cues.add(When { line: body.first.unwrap_or(when.line), ..when }, voiced.as_deref().unwrap_or(words));
        }
        // By the W3C's rules a cue whose end cannot be read is none.
        Some(Timing::Endless(_)) | None => found.skip(
            time.number,
            format!("the time cannot be read, so its words are left out: “{}”", excerpt(&format!("{} {words}", time.text))),
        ),
    }
}

/// Whether the first cues have in another place than before the words who speaks ([`said_by`]), or notes among them.
fn names_aside(text: &str) -> bool {
    let head = text.as_bytes().get(..text.len().min(2000)).unwrap_or_default();
    let is_note = |it: &[u8; 7]| it[0] > b'\r' && it.ends_with(b"\nNOTE ");
    head.array_windows().any(|it| it == b"\n1 \"" || it == b"\n{\"s") || head.array_windows().any(is_note)
}

/// Whether a tool says here how sure it is of the words above; some forget the empty line before it.
fn is_note(line: &str) -> bool {
    line.starts_with("NOTE Confidence:")
}

/// The words with a voice, where Webex has the name in the identifier (`1 "Dana Ortiz" (3456)`), or Teams both as JSON.
fn said_by(id: &str, words: &str) -> Option<String> {
    if let Some((_, name)) = id.split_once(" \"").filter(|it| it.0.parse::<u64>().is_ok()) {
        return Some(format!("<v {}>{words}", name.rsplit_once('"')?.0));
    }
    let (name, said) = json::spoken(words)?;
    Some(format!("<v {name}>{}", said.replace('&', "&amp;").replace('<', "&lt;")))
}

/// The words of a cue: where they lie in the whole text.
struct Body {
    from: usize,
    to: usize,
    /// The line of the first word.
    first: Option<usize>,
}

impl Body {
    fn take(lines: &mut Lines, text: &str, id: Option<Line>, number: &mut Option<u64>) -> Self {
        if let Some(id) = id {
            *number = trim(id.text).parse().ok();
        }
        let mut body = Self { from: text.len(), to: 0, first: None };
        let (mut before_last, mut last): (usize, Option<Line>) = (0, None);
        let mut ahead = lines.clone();
        while let Some(line) = ahead.next() {
            if line.has_arrow && !cues::is_speech_with_arrow(line.text) {
                // No blank line before the next cue: its identifier is not the last word of this one.
                if last.is_some_and(|it| is_id(it.text, *number)) {
                    body.to = before_last;
                    *number = last.and_then(|it| trim(it.text).parse().ok());
                }
                return body;
            }
            *lines = ahead.clone();
            if line.text.is_empty() || is_note(line.text) {
                return body;
            }
            body.first = body.first.or_else(|| (!is_blank(line.text)).then_some(line.number));
            body.from = body.from.min(line.from);
            before_last = body.to;
            body.to = line.to();
            last = Some(line);
        }
        body
    }
}

/// Whether a line is the identifier of a cue: the next number, or a GUID.
fn is_id(text: &str, number: Option<u64>) -> bool {
    let text = trim(text);
    let is_guid = text.len() >= 36 && text.bytes().filter(|it| *it == b'-').count() >= 4 && !text.contains(' ');
    is_guid || text.parse::<u64>().is_ok_and(|it| number.is_some_and(|number| it == number.saturating_add(1)))
}

/// A block without a time. Notes, styles and regions are nobody's words; anything else is listed.
fn stray(first: Line, lines: &mut Lines, found: &mut Found) {
    let head = first.text.trim_end();
    let is_block = |name: &str| head.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with([' ', '\t', ':']));
    let is_known = ["NOTE", "STYLE", "REGION", "Region"].into_iter().any(is_block);
    if let Some(note) = head.strip_prefix("NOTE") {
        remark(note, found);
    }
    let mut words = excerpt(head);
    let mut ahead = lines.clone();
    while let Some(line) = ahead.next() {
        if line.has_arrow {
            break;
        }
        *lines = ahead.clone();
        if line.text.is_empty() {
            break;
        }
        if words.len() < 40 {
            words = excerpt(&format!("{words} {}", line.text));
        }
    }
    if !is_known && !is_blank(head) {
        found.skip(first.number, format!("no time belongs to it: “{words}”"));
    }
}
