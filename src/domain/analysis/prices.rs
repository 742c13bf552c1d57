//! Where our side tells what it costs without a word for it: a sum after a price was asked for or spoken of.

use super::figures::{Figure, Of};
use super::hearing::{Cue, Hearing, Said};
use super::lexicon::{Topic, Topics, class};
use super::questions::Asked;
use super::words::{After, Kind, Word};
use crate::domain::transcript::Side;

/// So many sentences of ours answer a question for the price.
const ANSWERS: usize = 4;

/// So many sentences long a price stays the matter.
const MATTER: usize = 8;

/// So few words about a price ask for it.
const WORD: usize = 3;

/// The fewest words or digits of a sum that nothing calls one: "eighteen hundred", "95".
const SUM: usize = 2;

/// So many words may stand between a phrase and its sum: "budget of nine thousand".
const BESIDE: usize = 1;

/// Whoever speaks of these tells no price.
const OTHERWISE: Topics = Topic::set(&[
    Topic::Proof,
    Topic::Story,
    Topic::Crowd,
    Topic::Refer,
    Topic::Personal,
    Topic::Summary,
    Topic::Date,
    Topic::Time,
    Topic::Share,
]);

/// The words with which sentence `at` of ours tells a price, where no phrase does. Counted in the words of the call.
pub(super) fn told(hearing: &Hearing<'_>, at: usize, said: &Said) -> Option<(usize, usize)> {
    let heard = &hearing.heard;
    if heard.side(said) != Side::Ours || said.asked.is_some_and(Asked::counts) || said.on(Topic::Price) {
        return None;
    }
    let sentence = hearing.reading.sentences.get(at)?;
    let start = sentence.words.start;
    let place = |it: &Figure| (start + it.from, start + it.to);
    if let Some(it) = heard.priced(at, said) {
        return Some(place(it));
    }
    if said.touches(OTHERWISE) {
        return None;
    }
    // "And what's it run? Ballpark."
    let asks = |it: &Said| it.asked.is_some_and(Asked::counts) || it.words <= WORD;
    let asked = |it: &Said| heard.side(it) == Side::Theirs && asks(it) && it.on(Topic::Price);
    let answers = heard.begins_answer(at, said, ANSWERS, asked);
    let sum = |it: &&Figure| {
        let sums = it.of == Of::Money || (it.of == Of::Count && it.rated && answers);
        sums && !it.lossy && !it.dated && !it.denied && !heard.is_theirs(at, it)
    };
    if let Some(it) = said.figures.iter().find(sum) {
        let near = heard.said.get(at.saturating_sub(MATTER)..at).unwrap_or_default();
        let is_matter = near.iter().any(|it| it.on(Topic::Price) && (it.turn == said.turn || heard.side(it) == Side::Ours || asked(it)));
        return (answers || is_matter).then(|| place(it));
    }
    let words = hearing.reading.words.get(sentence.words.clone())?;
    let (from, to) = if answers && said.figures.is_empty() { sum_of(words)? } else { return None };
    Some((start + from, start + to))
}

/// The words of a phrase about prices and of the sum beside it: "a one-off of two thousand". In the words of the call.
pub(super) fn with_sum(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> (usize, usize) {
    let start = hearing.reading.sentences.get(cue.sentence).map_or(0, |it| it.words.start);
    let pauses = |from: usize, to: usize| {
        hearing.reading.words.get(from.saturating_sub(1)..to).unwrap_or_default().iter().any(|it| it.after >= After::Pause)
    };
    let near = |it: &&Figure| {
        let (from, to) = (start + it.from, start + it.to);
        let sums = matches!(it.of, Of::Money | Of::Share) || (it.of == Of::Count && it.rated);
        let beside = from <= cue.to + BESIDE && cue.from <= to + BESIDE;
        sums && !it.lossy && beside && !pauses(cue.to.min(to), cue.from.max(from))
    };
    let sum = said.figures.iter().find(near);
    sum.map_or((cue.from, cue.to), |it| (cue.from.min(start + it.from), cue.to.max(start + it.to)))
}

/// "About six forty": a number of nothing that is named.
fn sum_of(words: &[Word]) -> Option<(usize, usize)> {
    let counts = |it: &Word| it.kind == Kind::Number || (it.is(class::NUMBER) && !it.is(class::PER));
    let mut to = 0;
    while let Some(from) = words.iter().skip(to).position(counts).map(|it| to + it) {
        let number = words.iter().skip(from).take_while(|it| counts(it)).count();
        to = from + number;
        let digits = words.get(from).filter(|it| it.kind == Kind::Number).map_or(0, |it| (it.to - it.from) as usize);
        let pauses = words.get(to - 1).is_some_and(|it| it.after >= After::Pause);
        let ends = pauses || words.get(to).is_none_or(|it| it.is(class::PER | class::PREPOSITION));
        if number.max(digits) >= SUM && ends {
            return Some((from, to));
        }
    }
    None
}
