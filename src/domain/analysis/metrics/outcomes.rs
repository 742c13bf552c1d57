//! What our side talks of when it talks of the product.

use super::{NO_LIST, NO_SIDES, Taken};
use crate::domain::analysis::hearing::Hearing;
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
    for (at, said) in heard.said.iter().enumerate().filter(|it| heard.side(it.1) == Side::Ours) {
        if heard.is_outcome(said) {
            outcomes += said.words;
            sentences.push(at);
        } else if heard.is_feature(said) {
            features += said.words;
            sentences.push(at);
        }
    }
    let all = outcomes + features;
    if all == 0 {
        return Taken::not("Our side speaks neither of outcomes nor of features in words the list knows.");
    }
    let arithmetic = format!("{outcomes} words on outcomes, {features} on features.");
    let moments = sentences.iter().filter_map(|it| hearing.moment_of(*it)).collect();
    Taken::value(100.0 * outcomes as f64 / all as f64, arithmetic, hearing.turns_with(sentences.into_iter()), moments)
}
