//! Sentences with part of a phrase of a rule and no hit: where a person may see what the rule misses.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::hearing::Hearing;
use super::team::{self, Found};
use super::words::Spelled;
use super::{Rule, Settings, bench, bench_shipped};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::transcript::{Side, Transcript};

/// At least so much of a phrase must be there, in percent of its letters.
const PART: usize = 50;

/// Words that begin with so many letters alike, and have no more than so many others, are one in another form.
const ALIKE: usize = 4;
const ENDING: usize = 3;

/// A word of a phrase: of which phrase and the how many-th, how it is spelled, and what share of the phrase it is.
struct Piece {
    phrase: usize,
    at: usize,
    text: String,
    percent: usize,
}

/// A sentence that a rule may miss.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// How much of a phrase is there, of a hundred; 100 where a person has said that it is missed.
    pub share: usize,
    /// The sentence, and the first word of the phrase in it.
    pub found: Found,
}

/// What a rule, shipped or the team's own, finds in a call, and what it may miss.
pub fn tried(rule: &Rule, is_shipped: bool, call: &Call, words: &Transcript) -> (Vec<Found>, Vec<Near>) {
    let rep = words.voice_of(call.rep);
    let hits = match is_shipped {
        true => bench_shipped(rule, words, &call.language, rep),
        false => bench(rule, std::iter::once((words, call.language.as_str(), rep))).unwrap_or_default(),
    };
    let near = near(rule, &hits, call.id, words, &call.language, rep);
    (hits, near)
}

/// The sentences of `call` that `rule` may miss: those of whose side it listens to with a good part of a phrase and none of
/// its `hits`, and those of which a person has said so. None for what phrases do not tell.
fn near(rule: &Rule, hits: &[Found], call: CallId, transcript: &Transcript, language: &str, rep: Option<u16>) -> Vec<Near> {
    let hearing = Hearing::of(transcript, rep, &Settings { language: language.to_owned(), ..Settings::default() });
    if team::topic(rule.kind, rule.about).is_none() || !team::speaks(rule, hearing.lexicon.language) {
        return Vec::new();
    }
    let pieces = pieces(rule);
    let sentence = |(at, said): (usize, &super::hearing::Said)| {
        let is_missed = rule.misses(call, said.from);
        let is_hit = hits.iter().any(|it| said.from <= it.phrase.from && it.phrase.from < said.to);
        let sided = rule.side.is_none_or(|it| it == hearing.heard.side(said) || hearing.heard.side(said) == Side::Unknown);
        if is_hit || !(sided || is_missed) {
            return None;
        }
        let words = hearing.reading.sentences.get(at)?.words.clone();
        let (share, first) = part(&hearing, words.clone(), &pieces).unwrap_or((0, words.start));
        let share = if is_missed { 100 } else { share };
        let (phrase, sentence) = (hearing.moment(first, first + 1)?, hearing.moment_of(at)?);
        (share >= PART).then(|| Near { share, found: Found { transcript: 0, side: hearing.heard.side(said), phrase, sentence } })
    };
    hearing.heard.said.iter().enumerate().filter_map(sentence).collect()
}

/// The words of a rule's phrases by how they begin.
fn pieces(rule: &Rule) -> BTreeMap<String, Vec<Piece>> {
    let mut all: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    for (phrase, text) in rule.phrases.iter().enumerate() {
        // What may be left out, or is any word, is no part to go by.
        let units: Vec<&str> = text.split_whitespace().filter(|it| !it.ends_with('|') && *it != "*").collect();
        let letters = |unit: &str| unit.split('|').map(|it| it.chars().count()).max().unwrap_or(0);
        let whole: usize = units.iter().map(|it| letters(it)).sum();
        for (at, unit) in units.iter().enumerate() {
            for word in unit.split('|') {
                let text = word.trim_end_matches('~').to_lowercase();
                let percent = 100 * letters(unit) / whole.max(1);
                all.entry(begin(&text)).or_default().push(Piece { phrase, at, text, percent });
            }
        }
    }
    all
}

fn begin(word: &str) -> String {
    word.chars().take(ALIKE).collect()
}

/// Whether two words are one, in whatever form.
fn is_same(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|it| it.0 == it.1).count();
    one == other || (alike >= ALIKE && one.chars().count().max(other.chars().count()) <= alike + ENDING)
}

/// How much of a phrase stands in `words`, at most, and its first word there. Words without content tell nothing.
fn part(hearing: &Hearing<'_>, words: std::ops::Range<usize>, pieces: &BTreeMap<String, Vec<Piece>>) -> Option<(usize, usize)> {
    let mut found: BTreeMap<usize, (usize, usize, Vec<usize>)> = BTreeMap::new();
    for at in words {
        let Some(word) = hearing.reading.words.get(at).filter(|it| it.has_content()) else { continue };
        let text = word.text(hearing.transcript).to_lowercase();
        for piece in pieces.get(&begin(&text)).into_iter().flatten().filter(|it| is_same(&it.text, &text)) {
            let (share, _, seen) = found.entry(piece.phrase).or_insert((0, at, Vec::new()));
            if !seen.contains(&piece.at) {
                seen.push(piece.at);
                *share += piece.percent;
            }
        }
    }
    found.into_values().map(|it| (it.0, it.1)).max_by_key(|it| it.0)
}
