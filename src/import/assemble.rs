//! Pieces of speech as a format finds them -> the transcript: voices, carry-over, what is left out, how exact the times are.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::boilerplate::{has_words, is_added, is_coming, is_heard, is_sound};
use super::cues::CHANGE;
use super::lines::{copy, excerpt, is_blank, is_tidy, tidy};
use super::roster::{Roster, Who};
use super::{Found, Piece, Skipped};
use crate::domain::show;
use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Segment, Speaker};

/// The voices, the speech and how exact its times are. What is left out is listed in `found.skipped`.
pub(super) fn assemble(found: &mut Found) -> (Vec<Speaker>, Vec<Segment>, Precision) {
    let mut said = std::mem::take(&mut found.said);
    let pieces = std::mem::take(&mut found.pieces);
    said.segments.reserve(pieces.len());
    pieces.into_iter().for_each(|it| said.piece(it, found.has_stamps));
    said.finish(found)
}

/// Something said, as it becomes a segment.
pub(super) struct Spoken<'a> {
    pub line: usize,
    pub start: Option<Millis>,
    pub end: Option<Millis>,
    pub text: Cow<'a, str>,
    /// How many words carry a time of their own, where any in the file does.
    pub stamps: Option<usize>,
    /// As of a [`Piece`].
    pub is_plain: bool,
}

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub segments: Vec<Segment>,
    roster: Roster,
    spoke: Vec<bool>,
    current: Who,
    last: Option<Rc<str>>,
    /// Words with a time of their own, and words that would need one.
    stamped: usize,
    stampable: usize,
    skipped: Vec<Skipped>,
}

impl Assembly {
    /// Adds a piece of a file in which words may have stamps.
    pub(super) fn piece(&mut self, piece: Piece, has_stamps: bool) {
        let Piece { line, start, end, label, text, stamps, is_plain, .. } = piece;
        let text = Cow::Owned(text);
        self.add(label.as_ref(), Spoken { line, start, end, text, stamps: has_stamps.then_some(stamps), is_plain });
    }

    /// Adds what is said under `label`, or by who spoke before.
    pub(super) fn add(&mut self, label: Option<&Rc<str>>, spoken: Spoken) {
        if let Some(label) = label
            && !self.last.as_ref().is_some_and(|it| Rc::ptr_eq(it, label))
        {
            self.current = self.roster.who(label);
            self.last = Some(Rc::clone(label));
        }
        // Plain letters are words, no sound and no mark.
        let Spoken { line, start, end, text, stamps, is_plain } = spoken;
        // "…" is said at its time; without one it is a line that somebody drew.
        if !is_plain && !has_words(&text) && !is_sound(&text) && (start.is_none() || is_mark(&text)) {
            return;
        }
        if let Some(why) = left_out(&text, label, is_plain, self.current) {
            self.skipped.push(Skipped { line, why });
            return;
        }
        let speaker = match self.current {
            Who::Voice(at) if label.is_some() || is_plain || !is_heard(&text) => Some(at),
            _ => None,
        };
        if let Some(at) = speaker.map(usize::from) {
            if at >= self.spoke.len() {
                self.spoke.resize(at + 1, false);
            }
            if let Some(it) = self.spoke.get_mut(at) {
                *it = true;
            }
        }
        let text = tidied(text, is_plain);
        if let Some(stamps) = stamps {
            let words = text.split(' ').count() - 1;
            self.stampable += words;
            self.stamped += words.min(stamps);
        }
        let mut end = end;
        if let Some(ms) = hurried(start.zip(end), text.len()) {
            let (many, seconds) = (text.split(' ').count(), show::number(ms as f64 / 1000.0));
            let why = format!("{many} words cannot be said in {seconds} s; they are kept without an end: “{}”", excerpt(&text));
            self.skipped.push(Skipped { line, why });
            end = None;
        }
        self.segments.push(Segment { speaker, start, end, text });
    }

    fn finish(self, found: &mut Found) -> (Vec<Speaker>, Vec<Segment>, Precision) {
        let Self { mut segments, mut roster, spoke, stamped, stampable, skipped, .. } = self;
        found.skipped.extend(skipped);
        // A file can name a hundred thousand people: looked up, not searched for one by one.
        let mut met: BTreeSet<Option<String>> = crate::domain::order::set(found.parties.iter().map(|it| it.email.clone()));
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
fn tidied(text: Cow<str>, is_plain: bool) -> String {
    let bytes = text.as_bytes();
    let has_fine_ends = || bytes.first().is_some_and(u8::is_ascii_alphanumeric) && bytes.last().is_some_and(u8::is_ascii_graphic);
    let is_fine = is_plain || (has_fine_ends() && is_tidy(bytes));
    if !is_fine {
        return tidy(text.trim_start().trim_start_matches(CHANGE));
    }
    match text {
        Cow::Owned(text) => text,
        Cow::Borrowed(text) => copy(text),
    }
}

/// Why something is no speech.
fn left_out(text: &str, label: Option<&Rc<str>>, is_plain: bool, who: Who) -> Option<String> {
    if who == Who::Machine {
        let name = label.map_or("", |it| &**it);
        return Some(match name {
            "" => "a notetaker or shared screen, not a person".to_owned(),
            name => format!("a notetaker or shared screen, not a person: “{}”", excerpt(name)),
        });
    }
    if !is_plain && is_sound(text) {
        return Some(format!("a sound, not speech: “{}”", excerpt(text)));
    }
    let is_nobodys = is_added(text, is_plain) || (label.is_none() && is_coming(text));
    is_nobodys.then(|| format!("added by the tool that made the transcript: “{}”", excerpt(text)))
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
