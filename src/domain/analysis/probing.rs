//! Questions that take up what the prospect just said.

use super::hearing::Hearing;
use super::lexicon::Topic;
use super::questions::has_content;
use super::words::Word;
use crate::domain::transcript::Side;

/// How much of the prospect's turn counts as "just said", in words: about a minute.
const JUST: usize = 150;

/// Sentences before a question that may name what it is about: "You said they stopped trusting it. Why?"
const LEAD_UP: usize = 2;

/// The fewest words of a prospect's turn that give something to take up.
const ANSWER: usize = 4;

/// Marks every question of ours that takes up words of the prospect's last answer, or points at it ("why is that?").
pub(super) fn mark(hearing: &mut Hearing<'_>) {
    let mut answer: Option<usize> = None;
    let mut stems: Vec<u64> = Vec::new();
    for turn in 0..hearing.turns.len() {
        let Some(voice) = hearing.heard.voices.get(turn).copied() else { continue };
        if voice.side == Side::Theirs && !voice.brief && hearing.reading.words_of_turn(turn) >= ANSWER {
            answer = Some(turn);
            stems.clear();
        }
        let Some(said) = answer.filter(|_| voice.side == Side::Ours && !voice.brief) else { continue };
        if stems.is_empty() {
            stems = stems_of_end(hearing, said);
        }
        for at in hearing.reading.of_turn(turn) {
            let is_probe = probes(hearing, at, hearing.reading.of_turn(turn).start, &stems);
            if let Some(it) = hearing.heard.said.get_mut(at) {
                it.takes_up = is_probe;
            }
        }
        // A second turn of ours in a row no longer follows the answer.
        answer = None;
    }
}

fn stems_of_end(hearing: &Hearing<'_>, turn: usize) -> Vec<u64> {
    let sentences = hearing.reading.sentences.get(hearing.reading.of_turn(turn)).unwrap_or_default();
    let words = match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.words.start.max(last.words.end.saturating_sub(JUST))..last.words.end,
        _ => 0..0,
    };
    let mut stems: Vec<u64> = hearing.reading.words.get(words).unwrap_or_default().iter().filter_map(|it| stem(hearing, it)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn probes(hearing: &Hearing<'_>, at: usize, first: usize, stems: &[u64]) -> bool {
    if !hearing.heard.said.get(at).is_some_and(|it| it.asked.is_some_and(super::questions::Asked::counts)) {
        return false;
    }
    (at.saturating_sub(LEAD_UP).max(first)..=at).any(|near| {
        let Some(sentence) = hearing.reading.sentences.get(near) else { return false };
        let words = hearing.reading.of_sentence(sentence);
        let points = hearing.heard.said.get(near).is_some_and(|it| it.on(Topic::Probe));
        points || words.iter().filter_map(|it| stem(hearing, it)).any(|it| stems.binary_search(&it).is_ok())
    })
}

/// Endings that do not change what is spoken of.
const ENDINGS: [&str; 6] = ["ing", "ers", "ed", "es", "er", "s"];

/// A word of content without its ending, so that "planners" takes up "planning".
fn stem(hearing: &Hearing<'_>, word: &Word) -> Option<u64> {
    if !has_content(word) {
        return None;
    }
    let text = word.text(hearing.transcript);
    let ending = ENDINGS.iter().find(|it| text.len() >= it.len() + 4 && text.ends_with(**it));
    let root = ending.map_or(text, |it| text.get(..text.len() - it.len()).unwrap_or(text));
    super::words::hashes(root).first().copied()
}
