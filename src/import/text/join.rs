//! Lines of a plain text transcript -> pieces: what belongs to one speaker and one time becomes one.

use super::entry::Entry;
use super::nameless::Breaks;
use super::sections;
use crate::domain::time::Millis;
use crate::import::boilerplate::{is_added, is_coming};
use crate::import::clock::Span;
use crate::import::lines::excerpt;
use crate::import::{Found, Piece, heading};

/// Nobody's call lasts this long: a first time beyond it is a time of day.
const TIME_OF_DAY: i64 = 6 * 3_600_000;
const DAY: i64 = 24 * 3_600_000;

/// Joins the lines from the first speaker on. Without any speaker or time (`is_voiced` is false) the pieces are what
/// [`Breaks`] says.
pub(super) fn join(entries: &[Entry], is_voiced: bool, found: &mut Found) {
    let breaks = Breaks::of(if is_voiced { &[] } else { entries });
    let mut open: Option<Piece> = None;
    let (mut pending, mut ended) = (None::<Span>, None::<Millis>);
    for entry in entries {
        if entry.is_plain() && (is_added(entry.whole, false) || is_coming(entry.whole)) {
            ended = ended.or_else(|| heading::ended(&entry.whole.to_lowercase()));
            found.skip(entry.line, format!("added by the tool that made the transcript: “{}”", excerpt(entry.whole)));
            continue;
        }
        let is_heading = is_voiced && entry.label.is_empty() && sections::is_heading(entry.whole);
        if is_heading && !entry.words.is_empty() {
            found.skip(entry.line, format!("a heading, not speech: “{}”", excerpt(entry.whole)));
        }
        if entry.is_time_alone() || is_heading {
            found.pieces.extend(open.take());
            pending = entry.span.or(pending);
            continue;
        }
        let is_new_paragraph = open.as_ref().is_none_or(|it| it.start.is_none() && (entry.opens || breaks.after(&it.text)));
        if !entry.is_plain() || is_new_paragraph {
            found.pieces.extend(open.take());
            let span = entry.span.or(pending.take());
            let label = (!entry.label.is_empty()).then(|| entry.label.into());
            open = Some(Piece {
                line: entry.line,
                start: span.map(|it| it.start),
                end: span.and_then(|it| it.end),
                label,
                text: entry.words.to_owned(),
                ..Piece::default()
            });
        } else if let Some(piece) = &mut open {
            piece.text.push('\n');
            piece.text.push_str(entry.words);
        }
    }
    found.pieces.extend(open);
    count_from_the_first(found);
    end_at(ended, found);
}

/// The last words end where the file says that all was over: it is the only end it knows.
fn end_at(ended: Option<Millis>, found: &mut Found) {
    found.length = found.length.or(ended);
    let last = found.pieces.iter().filter_map(|it| it.start).max();
    if let Some(piece) = found.pieces.last_mut().filter(|it| it.end.is_none() && last.is_some() && last < ended) {
        piece.end = ended;
    }
}

/// Times of day become times of the call.
pub(in crate::import) fn count_from_the_first(found: &mut Found) {
    let Some(first) = found.pieces.iter().find_map(|it| it.start).filter(|it| it.0 >= TIME_OF_DAY) else { return };
    // After midnight the clock begins again.
    let since = |at: Millis| {
        let passed = at.0 - first.0;
        Millis(if passed < -DAY / 2 { passed + DAY } else { passed })
    };
    for piece in &mut found.pieces {
        piece.start = piece.start.map(since);
        piece.end = piece.end.map(since);
    }
    // With a day before it a time counts from the day before.
    let first = Millis(first.0 % DAY);
    let seconds = u32::try_from(first.0 / 1000).unwrap_or_default();
    found.time = found.time.or_else(|| chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0));
    found.notes.push(format!("The file has times of day; they were counted from the first one, {}.", first.clock()));
}
