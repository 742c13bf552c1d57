//! SubViewer as YouTube writes it (.sbv): `0:00:01.000,0:00:03.500`, and the words below.

use super::Found;
use super::clock;
use super::cues::{Cues, When};
use super::lines::{Line, Lines, excerpt};
use crate::domain::time::Millis;

/// Whether the first lines hold a time of this kind, and nothing beside it.
pub(super) fn is(text: &str) -> bool {
    Lines::of(text).filter(|it| !it.text.trim().is_empty()).take(5).any(|it| span(it.text).is_some())
}

/// `0:00:01.000,0:00:03.500` and nothing else.
fn span(line: &str) -> Option<(Millis, Millis)> {
    let (start, rest) = clock::time(line.trim())?;
    let (end, rest) = clock::time(rest.strip_prefix(',')?.trim_start())?;
    rest.is_empty().then_some((start, end))
}

/// A line that tries to be a time and fails.
fn is_bad_span(line: &str) -> bool {
    let line = line.trim();
    line.contains(',')
        && line.matches(':').count() >= 2
        && line.len() < 40
        && !line.contains(char::is_whitespace)
        && line.starts_with(|it: char| it.is_ascii_digit())
}

/// Reads the cues of an SBV file.
pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut cues = Cues::default();
    // The cue being read: when it is said, where its words lie.
    let mut open: Option<(Option<When>, usize, usize)> = None;
    for line in Lines::of(text) {
        if span(line.text).is_some() || is_bad_span(line.text) {
            close(open.take(), text, &mut cues);
            open = Some((when(line, &mut found), line.to(), line.to()));
        } else if let Some((_, _, to)) = &mut open {
            if !line.text.trim().is_empty() {
                *to = line.to();
            }
        } else if !line.text.trim().is_empty() {
            found.skip(line.number, format!("it stands before the first time: “{}”", excerpt(line.text)));
        }
    }
    close(open, text, &mut cues);
    cues.finish(&mut found);
    found
}

fn when(line: Line, found: &mut Found) -> Option<When> {
    let Some((start, end)) = span(line.text) else {
        found.skip(line.number, format!("the time cannot be read, so the words below it are left out: “{}”", excerpt(line.text)));
        return None;
    };
    if end < start {
        found.skip(line.number, format!("the end lies before the start; its words are kept without an end: “{}”", excerpt(line.text)));
    }
    Some(When { line: line.number, start, end: Some(end).filter(|it| *it >= start) })
}

fn close(cue: Option<(Option<When>, usize, usize)>, text: &str, cues: &mut Cues) {
    let Some((Some(when), from, to)) = cue else { return };
    // Line breaks within a caption are written so by some.
    cues.add(when, &text.get(from..to).unwrap_or_default().replace("[br]", "\n"));
}
