//! What our side talks of when it talks of the product.

use super::{NO_LIST, NO_SIDES, Taken};
use crate::domain::analysis::hearing::{Hearing, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::transcript::Side;

/// The share of words on outcomes among those on outcomes and features, by sentences.
pub(super) fn take(hearing: &Hearing<'_>) -> Taken {
    let heard = &hearing.heard;
    if !hearing.hears(Side::Ours) {
        return Taken::not(NO_SIDES);
    }
    let needed = Topic::Benefit.bit() | Topic::Feature.bit();
    if heard.known & needed != needed {
        return Taken::not(NO_LIST);
    }
    let (mut outcomes, mut features, mut sentences) = (0usize, 0usize, Vec::new());
    // What the call is to be about tells nothing of the product.
    let told = |it: &(usize, &Said)| heard.side(it.1) == Side::Ours && !it.1.on(Topic::Agenda);
    for (at, said) in heard.said.iter().enumerate().filter(told) {
        if heard.is_outcome(said) {
            outcomes += said.words;
            sentences.push((at, "outcome"));
        } else if heard.is_feature(said) {
            features += said.words;
            sentences.push((at, "feature"));
        }
    }
    let all = outcomes + features;
    if all == 0 {
        return Taken::not("Our side speaks neither of outcomes nor of features in words the list knows.");
    }
    let arithmetic = format!("{outcomes} words on outcomes, {features} on features.");
    let turns = hearing.turns_with(sentences.iter().map(|it| it.0));
    let (moments, kinds) = sentences.iter().filter_map(|it| Some((hearing.moment_of(it.0)?, it.1))).unzip();
    Taken { kinds, ..Taken::value(100.0 * outcomes as f64 / all as f64, arithmetic, turns, moments) }
}
