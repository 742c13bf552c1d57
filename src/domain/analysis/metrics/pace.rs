//! How fast the rep speaks.

use super::{NO_ENDS, NO_REP, Taken};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::time::Millis;

/// The least speech to take a pace from: shorter and one slow word decides.
const LEAST: Millis = Millis(5_000);

/// Words for each minute of own speech, over the turns whose every segment has a start and an end.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if hearing.rep.is_none() {
        return Taken::not(NO_REP);
    }
    if !hearing.has_ends() {
        return Taken::not(NO_ENDS);
    }
    let (mut speech, mut words, mut turns) = (Millis(0), 0usize, Vec::new());
    for turn in hearing.turns_of(|it| it.rep) {
        let Some(length) = hearing.turns.get(turn as usize).and_then(|it| spoken(hearing, &it.segments)) else { continue };
        speech = speech + length;
        words += hearing.reading.words_of_turn(turn as usize);
        turns.push(turn);
    }
    if speech < LEAST {
        return Taken::not("The rep speaks too little in this file to take a pace.");
    }
    let moments = hearing.wordiest(&turns);
    Taken::value(words as f64 / speech.minutes(), format!("{words} words in {} of speech.", speech.clock()), turns, moments)
}

/// How long the segments last together; `None` where one has no length.
fn spoken(hearing: &Hearing<'_>, segments: &[u32]) -> Option<Millis> {
    let mut all = Millis(0);
    for segment in segments {
        let segment = hearing.transcript.segments.get(*segment as usize)?;
        let length = segment.end? - segment.start?;
        if length.0 <= 0 {
            return None;
        }
        all = all + length;
    }
    Some(all)
}
