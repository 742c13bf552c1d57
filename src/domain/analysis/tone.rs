//! How words sound: pleased or troubled. Text only, so irony and voice are not heard.

use serde::Serialize;

use super::hearing::{Cue, Hearing};
use super::lexicon::{Topic, class};
use super::words::After;

/// How the words of a segment sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tone {
    /// Index of the segment in the transcript.
    pub segment: u32,
    /// Pleased words less troubled ones: above 0 is pleased, below 0 troubled, 0 mixed.
    pub score: i8,
}

/// How many words before a phrase may turn it round: "not very happy".
const TURNS_WITHIN: usize = 3;

/// The tone of every segment that has one.
pub(super) fn tones(hearing: &Hearing<'_>) -> Vec<Tone> {
    let mut found: Vec<Tone> = Vec::new();
    let sounding = hearing.cues.iter().filter(|it| matches!(it.topic, Topic::Positive | Topic::Negative));
    for cue in sounding {
        let Some(word) = hearing.reading.words.get(cue.from) else { continue };
        let pleased = (cue.topic == Topic::Positive) != is_turned(hearing, cue);
        let step = if pleased { 1 } else { -1 };
        // Somebody else's turn may stand between two segments of one turn, so the segment need not be the last one.
        match found.iter_mut().rev().take(4).find(|it| it.segment == word.segment) {
            Some(tone) => tone.score = tone.score.saturating_add(step),
            None => found.push(Tone { segment: word.segment, score: step }),
        }
    }
    crate::domain::order::sort_by_key(&mut found, |it| it.segment);
    found
}

fn is_turned(hearing: &Hearing<'_>, cue: &Cue) -> bool {
    let start = hearing.reading.sentences.get(cue.sentence).map_or(0, |it| it.words.start);
    let before = hearing.reading.words.get(cue.from.saturating_sub(TURNS_WITHIN).max(start)..cue.from).unwrap_or_default();
    before.iter().rev().take_while(|it| it.after < After::Pause).any(|it| it.is(class::NEGATION))
}
