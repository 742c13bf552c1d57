//! Who holds the word in each turn, and for whom.

use super::Settings;
use crate::domain::transcript::{Side, Transcript, Turn, is_back_channel};

/// A turn, and what matters of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Voice {
    /// Whose side, after the rep and the declared sides.
    pub side: Side,
    /// Whether the rep speaks.
    pub rep: bool,
    /// A listener's noise: no turn of the talk.
    pub brief: bool,
}

/// Whose side each turn is on. The rep is ours whatever the file says; where nobody is placed yet, all others are theirs.
pub(super) fn voices(transcript: &Transcript, rep: Option<u16>, turns: &[Turn], settings: &Settings) -> Vec<Voice> {
    let unplaced = transcript.speakers.iter().all(|it| it.side == Side::Unknown);
    let side = |speaker: Option<u16>| match speaker {
        Some(it) if Some(it) == rep => Side::Ours,
        Some(it) => match transcript.speakers.get(usize::from(it)) {
            Some(_) if unplaced && rep.is_some() => Side::Theirs,
            Some(speaker) => speaker.side,
            None => Side::Unknown,
        },
        None => Side::Unknown,
    };
    let brief = |turn: &Turn| match turn.segments.as_slice() {
        [one] => transcript.segments.get(*one as usize).is_none_or(|it| {
            let short = it.start.zip(it.end).is_none_or(|(start, end)| end - start <= settings.turns.bridge);
            short && is_back_channel(&it.text)
        }),
        _ => false,
    };
    turns.iter().map(|it| Voice { side: side(it.speaker), rep: rep.is_some() && it.speaker == rep, brief: brief(it) }).collect()
}
