//! How fast the rep speaks.

use super::{NO_ENDS, NO_REP, Taken};
use crate::domain::analysis::hearing::Hearing;
use crate::domain::time::Millis;

/// The least speech to take a pace from: shorter and one slow word decides.
const LEAST: Millis = Millis(5_000);

/// Words for each minute of own speech, over the segments that have a start and an end.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    let Some(rep) = hearing.rep else { return Taken::not(NO_REP) };
    if !hearing.has_ends() {
        return Taken::not(NO_ENDS);
    }
    let mut speech = Millis(0);
    let mut words = 0usize;
    for segment in hearing.transcript.segments.iter().filter(|it| it.speaker == Some(rep)) {
        if let Some((start, end)) = segment.start.zip(segment.end).filter(|(start, end)| end > start) {
            speech = speech + (end - start);
            words += segment.text.split_whitespace().count();
        }
    }
    if speech < LEAST {
        return Taken::not("The rep speaks too little in this file to take a pace.");
    }
    Taken::value(words as f64 / speech.minutes(), format!("{words} words in {} of speech.", speech.clock()), Vec::new())
}
