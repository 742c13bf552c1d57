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
    let (mut moments, mut sentences) = (Vec::new(), Vec::new());
    let not = hearing.cues.iter().filter(|it| it.topic == Topic::NotFiller);
    // "We can, you know, start" is no "can you know".
    let broken = |it: &&Cue| hearing.reading.words.get(it.from..it.to - 1).unwrap_or_default().iter().any(|it| it.after >= After::Pause);
    let meant: Vec<(usize, usize)> = not.filter(|it| !broken(it)).map(|it| (it.from, it.to)).collect();
    for cue in hearing.cues.iter().filter(|it| it.topic == Topic::Filler) {
        let rep = hearing.heard.said.get(cue.sentence).is_some_and(|it| by_rep(it.turn));
        if let Some(moment) = hearing.moment(cue.from, cue.to).filter(|_| rep && is_filler(hearing, cue, &meant)) {
            *counts.entry(moment.quote.to_lowercase()).or_default() += 1;
            moments.push(moment);
            sentences.push(cue.sentence);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let named: Vec<_> = counts.iter().take(5).map(|(word, n)| format!("{word} {n}")).collect();
    let which = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    let n = moments.len();
    let arithmetic = format!("{n} {}{which} in {words} words.", if n == 1 { "filler" } else { "fillers" });
    Taken::value(100.0 * n as f64 / words as f64, arithmetic, hearing.turns_with(sentences.into_iter()), moments)
}

/// What the list says may fill also has a meaning ("do you know what", "I mean it", "este informe"). "Um" has none; other
/// words fill only between pauses, or where no verb or question goes with them in a text without commas.
fn is_filler(hearing: &Hearing<'_>, cue: &Cue, meant: &[(usize, usize)]) -> bool {
    let word = |at: usize| hearing.reading.words.get(at);
    // "Uh-huh" is a listener's noise.
    if word(cue.to).is_some_and(|it| it.joined) || word(cue.from).is_some_and(|it| it.joined) {
        return false;
    }
    let from = meant.partition_point(|it| it.1 <= cue.from);
    if meant.get(from..).unwrap_or_default().iter().take_while(|it| it.0 < cue.to).count() > 0 {
        return false;
    }
    let single = cue.to - cue.from < 2;
    let before = cue.from.checked_sub(1).and_then(word).filter(|it| it.after < After::Stop);
    let paused_before = before.is_none_or(|it| it.after >= After::Pause);
    let paused_after = word(cue.to - 1).is_some_and(|it| it.after >= After::Pause);
    if single {
        return !word(cue.from).is_some_and(|it| it.is(class::STOP)) || (paused_before && paused_after);
    }
    // "Wissen Sie, wie das geht?" asks, comma or not.
    if before.is_none() && word(cue.to).is_some_and(|it| it.is(class::WIDE | class::NARROW)) {
        return false;
    }
    let goes_on = word(cue.to)
        .is_some_and(|it| it.is(class::WIDE | class::NARROW | class::WIDE_AUX | class::PERSON | class::THING | class::PREPOSITION));
    paused_after || (!hearing.reading.punctuated && !goes_on)
}
