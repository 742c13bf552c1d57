//! Small transcripts to try things on.

use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Segment, Side, Speaker, Transcript, Turn, TurnRules, turns};

/// A transcript of `segments` (name, start and end in ms, text). The first speaker is ours, the second theirs, and so on.
pub(super) fn timed(segments: &[(&str, i64, i64, &str)]) -> Transcript {
    let rows: Vec<_> = segments.iter().map(|it| (it.0, Some(Millis(it.1)), Some(Millis(it.2)), it.3)).collect();
    made(&rows, Precision::Segment)
}

/// A transcript from lines "Name: text", without times.
pub(super) fn dialogue(lines: &str) -> Transcript {
    let rows: Vec<_> = lines.lines().filter_map(|it| it.trim().split_once(": ")).map(|(name, text)| (name, None, None, text)).collect();
    made(&rows, Precision::None)
}

/// One voice saying `text`.
pub(super) fn alone(text: &str) -> (Transcript, Vec<Turn>) {
    let transcript = made(&[("Ana", None, None, text)], Precision::None);
    let turns = turns(&transcript, &TurnRules::default());
    (transcript, turns)
}

fn made(rows: &[(&str, Option<Millis>, Option<Millis>, &str)], precision: Precision) -> Transcript {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut segments = Vec::new();
    for (name, start, end, text) in rows {
        let at = speakers.iter().position(|it| it.name == *name).unwrap_or_else(|| {
            let side = if speakers.len().is_multiple_of(2) { Side::Ours } else { Side::Theirs };
            speakers.push(Speaker { name: (*name).to_owned(), side, person: None });
            speakers.len() - 1
        });
        segments.push(Segment { speaker: Some(at as u16), start: *start, end: *end, text: (*text).to_owned() });
    }
    Transcript { format: "text".to_owned(), precision, speakers, segments, hash: String::new() }
}
