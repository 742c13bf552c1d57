//! The rep's fillers.

use std::collections::BTreeMap;

use super::{NO_LIST, NO_REP, Taken};
use crate::domain::analysis::hearing::{Cue, Hearing};
use crate::domain::analysis::lexicon::{Topic, class};
use crate::domain::analysis::words::After;
use crate::domain::order;

/// Fillers in 100 words of the rep's.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    if hearing.rep.is_none() {
        return Taken::not(NO_REP);
    }
    if hearing.heard.known & (1 << Topic::Filler as u8) == 0 {
        return Taken::not(NO_LIST);
    }
    let by_rep = |turn: usize| hearing.heard.voices.get(turn).is_some_and(|it| it.rep);
    let words: usize = (0..hearing.turns.len()).filter(|it| by_rep(*it)).map(|it| hearing.reading.words_of_turn(it)).sum();
    if words == 0 {
        return Taken::not("The rep says nothing in this file.");
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut moments = Vec::new();
    for cue in hearing.cues.iter().filter(|it| it.topic == Topic::Filler) {
        let rep = hearing.heard.said.get(cue.sentence).is_some_and(|it| by_rep(it.turn));
        if let Some(moment) = hearing.moment(cue.from, cue.to).filter(|_| rep && is_filler(hearing, cue)) {
            *counts.entry(moment.quote.to_lowercase()).or_default() += 1;
            moments.push(moment);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let named: Vec<_> = counts.iter().take(5).map(|(word, n)| format!("{word} {n}")).collect();
    let which = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    let noun = if moments.len() == 1 { "filler" } else { "fillers" };
    let arithmetic = format!("{} {noun}{which} in {words} words.", moments.len());
    Taken::value(100.0 * moments.len() as f64 / words as f64, arithmetic, moments)
}

/// A filler of two words has a meaning too ("do you know what", "I mean it"): it fills only between pauses, or where
/// no verb or question goes with it in a text without commas.
fn is_filler(hearing: &Hearing<'_>, cue: &Cue) -> bool {
    if cue.to - cue.from < 2 {
        return true;
    }
    let word = |at: usize| hearing.reading.words.get(at);
    let before = cue.from.checked_sub(1).and_then(word).filter(|it| it.after < After::Stop);
    let paused_after = word(cue.to - 1).is_some_and(|it| it.after >= After::Pause);
    let asked = before.is_some_and(|it| it.is(class::AUX | class::WIDE | class::NARROW) && it.after < After::Pause);
    let goes_on = word(cue.to)
        .is_some_and(|it| it.is(class::WIDE | class::NARROW | class::WIDE_AUX | class::PERSON | class::THING | class::PREPOSITION));
    !asked && (paused_after || (!hearing.reading.punctuated && !goes_on))
}
