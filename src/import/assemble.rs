//! Pieces of speech as a format finds them -> the transcript: voices, carry-over, what is left out, how exact the times are.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::boilerplate::{has_words, is_added, is_coming, is_heard, is_sound};
use super::cues::CHANGE;
use super::lines::{excerpt, is_blank, is_tidy, tidy};
use super::roster::{Roster, Who};
use super::{Found, Piece, Skipped};
use crate::domain::show;
use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Segment, Speaker};

/// The voices, the speech and how exact its times are. What is left out is listed in `found.skipped`.
pub(super) fn assemble(found: &mut Found) -> (Vec<Speaker>, Vec<Segment>, Precision) {
    let mut roster = Roster::default();
    let mut spoke: Vec<bool> = Vec::new();
    let mut segments = Vec::with_capacity(found.pieces.len());
    let (mut current, mut last) = (Who::Nobody, None::<Rc<str>>);
    // Words with a time of their own, and words that would need one.
    let (mut stamped, mut stampable) = (0, 0);
    let mut pieces = std::mem::take(&mut found.pieces);
    // Taken from where they stand: moving each would cost as much as reading it.
    for piece in &mut pieces {
        if let Some(label) = &piece.label
            && !last.as_ref().is_some_and(|it| Rc::ptr_eq(it, label))
        {
            current = roster.who(label);
            last = Some(Rc::clone(label));
        }
        // "…" is said at its time; without one it is a line that somebody drew.
        if !has_words(&piece.text) && !is_sound(&piece.text) && (piece.start.is_none() || is_mark(&piece.text)) {
            continue;
        }
        if let Some(why) = left_out(piece, current) {
            found.skipped.push(Skipped { line: piece.line, why });
            continue;
        }
        let speaker = match current {
            Who::Voice(at) if piece.label.is_some() || !is_heard(&piece.text) => Some(at),
            _ => None,
        };
        if let Some(at) = speaker.map(usize::from) {
            if at >= spoke.len() {
                spoke.resize(at + 1, false);
            }
            if let Some(it) = spoke.get_mut(at) {
                *it = true;
            }
        }
        let text = std::mem::take(&mut piece.text);
        let text = if piece.is_plain { text } else { tidied(text) };
        if found.has_stamps {
            let words = text.split(' ').count() - 1;
            stampable += words;
            stamped += words.min(piece.stamps);
        }
        let mut end = piece.end;
        if let Some(ms) = hurried(piece.start.zip(piece.end), text.len()) {
            let (many, seconds) = (text.split(' ').count(), show::number(ms as f64 / 1000.0));
            let why = format!("{many} words cannot be said in {seconds} s; they are kept without an end: “{}”", excerpt(&text));
            found.skipped.push(Skipped { line: piece.line, why });
            end = None;
        }
        segments.push(Segment { speaker, start: piece.start, end, text });
    }
    // A file can name a hundred thousand people: looked up, not searched for one by one.
    let mut met: BTreeSet<Option<String>> = found.parties.iter().map(|it| it.email.clone()).collect();
    found.parties.extend(roster.addressed().into_iter().filter(|it| met.insert(it.email.clone())));
    let at_first: Vec<_> = found.parties.iter().map(|it| roster.tell(&it.name, it.side)).collect();
    found.notes.extend(roster.dropped_says());
    let (speakers, moved) = roster.finish(&spoke);
    for (party, at) in found.parties.iter_mut().zip(at_first) {
        party.speaker = at.and_then(|at| moved.get(usize::from(at)).copied().flatten());
    }
    for segment in &mut segments {
        segment.speaker = segment.speaker.and_then(|at| moved.get(usize::from(at)).copied().flatten());
    }
    let precision = precision(&mut segments, stamped > 0 && stamped * 10 >= stampable * 9);
    (speakers, segments, precision)
}

/// From so many bytes a second on nobody speaks: the quickest say 25.
const HURRY: usize = 80;

/// The milliseconds that a long piece of so many bytes is said to take, where they cannot be right.
fn hurried(span: Option<(Millis, Millis)>, bytes: usize) -> Option<i64> {
    let (start, end) = span.filter(|_| bytes > 1000)?;
    let ms = (end - start).0;
    let most = usize::try_from(ms).unwrap_or_default().saturating_mul(HURRY) / 1000;
    (ms > 0 && bytes > most).then_some(ms)
}

/// Whether there is nothing in it, or only the mark of another voice.
fn is_mark(text: &str) -> bool {
    is_blank(text.trim_start().trim_start_matches(CHANGE))
}

/// The words on one line, without the marks of captions; mostly there is nothing to do.
fn tidied(text: String) -> String {
    let bytes = text.as_bytes();
    let is_fine = bytes.first().is_some_and(u8::is_ascii_alphanumeric) && bytes.last().is_some_and(u8::is_ascii_graphic);
    if is_fine && is_tidy(bytes) { text } else { tidy(text.trim_start().trim_start_matches(CHANGE)) }
}

/// Why a piece is no speech.
fn left_out(piece: &Piece, who: Who) -> Option<String> {
    if who == Who::Machine {
        let name = piece.label.as_deref().unwrap_or_default();
        return Some(match name {
            "" => "a notetaker or shared screen, not a person".to_owned(),
            name => format!("a notetaker or shared screen, not a person: “{}”", excerpt(name)),
        });
    }
    if is_sound(&piece.text) {
        return Some(format!("a sound, not speech: “{}”", excerpt(&piece.text)));
    }
    let is_nobodys = is_added(&piece.text, piece.is_plain) || (piece.label.is_none() && is_coming(&piece.text));
    is_nobodys.then(|| format!("added by the tool that made the transcript: “{}”", excerpt(&piece.text)))
}

/// How exact the times are. Times that are all the same are none: some tools fill the field in.
fn precision(segments: &mut [Segment], is_by_word: bool) -> Precision {
    if segments.len() > 1 && segments.iter().all(|it| it.end == it.start) {
        let first = segments.first().and_then(|it| it.start);
        let is_one_time = segments.iter().all(|it| it.start == first);
        for segment in segments.iter_mut() {
            segment.end = None;
            if is_one_time {
                segment.start = None;
            }
        }
    }
    let (mut starts, mut ends) = (0, 0);
    for segment in segments.iter() {
        starts += 10 * usize::from(segment.start.is_some());
        ends += 10 * usize::from(segment.end.is_some());
    }
    // A few that lack one do not change what the file is.
    let most = segments.len() * 9;
    if starts == 0 {
        Precision::None
    } else if starts < most {
        Precision::Block
    } else if ends < most {
        Precision::StartOnly
    } else if is_by_word {
        Precision::Word
    } else {
        Precision::Segment
    }
}
