//! Questions that take up what the prospect just said.

use super::hearing::{Heard, Hearing, Said};
use super::lexicon::Topic;
use super::questions::{Asked, has_content};
use super::words::{Word, fixed, hash_of, hashes};
use crate::domain::order;
use crate::domain::transcript::Side;

/// How much of the prospect's turn counts as "just said", in words: about a minute.
const JUST: usize = 150;

/// Sentences before a question that may name what it is about: "You said they stopped trusting it. Why?"
const LEAD_UP: usize = 2;

/// A question of so many words only says again what was heard.
const ECHO: usize = 2;

/// What points back at what was said: "Who else feels that?"
const BACK: [u64; 14] = [
    fixed("that"),
    fixed("this"),
    fixed("it"),
    fixed("those"),
    fixed("them"),
    fixed("das"),
    fixed("diese"),
    fixed("dieser"),
    fixed("es"),
    fixed("lo"),
    fixed("eso"),
    fixed("ça"),
    fixed("cela"),
    fixed("ce"),
];

/// A figure said again in so many words is taken up, where what is asked points back at it.
const FIGURE: usize = 8;

/// The fewest words of a prospect's turn that give something to take up.
const ANSWER: usize = 4;

/// Marks every question of ours that takes up words of the prospect's last answer, or points at it ("why is that?"),
/// and counts in every sentence of ours how many words are the prospect's own. Only words the prospect brought into
/// the call count: what our side said first is our own checklist.
pub(super) fn mark(hearing: &mut Hearing<'_>) {
    let stems: Vec<Option<u64>> = hearing.reading.words.iter().map(|it| stem(hearing, it)).collect();
    let theirs = first_uses(hearing, &stems);
    mirror(hearing, &stems, &theirs);
    let mut answer: Option<usize> = None;
    for turn in 0..hearing.turns.len() {
        let Some(voice) = hearing.heard.voices.get(turn).copied().filter(|it| !it.brief) else { continue };
        if voice.side == Side::Theirs && hearing.reading.words_of_turn(turn) >= ANSWER {
            answer = Some(turn);
        }
        // A second turn of ours in a row no longer follows the answer.
        let Some(said) = answer.take_if(|_| voice.side == Side::Ours) else { continue };
        let sentences = hearing.reading.of_turn(turn);
        // A question that plans what comes next goes no deeper.
        let plans = |it: &Said| hearing.heard.is_step(it) || it.on(Topic::Confirm) || it.on(Topic::TrialClose);
        let asks = |at: &usize| hearing.heard.said.get(*at).is_some_and(|it| it.asked.is_some_and(Asked::counts) && !plans(it));
        if !sentences.clone().any(|at| asks(&at)) {
            continue;
        }
        let just = stems_of_end(hearing, said, &stems, &theirs);
        let probes: Vec<usize> = sentences.clone().filter(asks).filter(|at| probes(hearing, *at, sentences.start, &stems, &just)).collect();
        for at in probes {
            if let Some(it) = hearing.heard.said.get_mut(at) {
                it.takes_up = true;
            }
        }
    }
}

/// Who used a stem first, and where. Open addressing, since every word of a call is looked up in it.
struct Uses {
    slots: Vec<Use>,
}

#[derive(Clone, Copy)]
struct Use {
    stem: u64,
    /// In words of the call, from 1; 0: nobody has used it.
    at: usize,
    theirs: bool,
}

impl Uses {
    /// Room for so many stems; some slots stay empty, so that every search ends.
    fn with_room(stems: usize) -> Self {
        Self { slots: vec![Use { stem: 0, at: 0, theirs: false }; (stems * 2 + 1).next_power_of_two()] }
    }

    fn slot(&self, stem: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (stem ^ (stem >> 32)) as usize & last;
        while self.slots.get(slot).is_some_and(|it| it.at != 0 && it.stem != stem) {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// Only the first use counts.
    fn note(&mut self, stem: u64, at: usize, theirs: bool) {
        let slot = self.slot(stem);
        if let Some(it) = self.slots.get_mut(slot).filter(|it| it.at == 0) {
            *it = Use { stem, at, theirs };
        }
    }

    /// Whether the prospect's side brought the stem into the call, and where.
    fn brought(&self, stem: u64) -> Option<usize> {
        self.slots.get(self.slot(stem)).filter(|it| it.at != 0 && it.theirs).map(|it| it.at)
    }
}

/// Counts the prospect's own words in each sentence of ours.
fn mirror(hearing: &mut Hearing<'_>, stems: &[Option<u64>], theirs: &Uses) {
    let Hearing { reading, heard, .. } = hearing;
    let Heard { said, voices, .. } = heard;
    for (sentence, said) in reading.sentences.iter().zip(said) {
        if !voices.get(said.turn).is_some_and(|it| it.side == Side::Ours) {
            continue;
        }
        let before = |stem: u64| theirs.brought(stem).is_some_and(|it| it < sentence.words.start);
        let words = stems.get(sentence.words.clone()).unwrap_or_default();
        let first = |at: usize, stem: u64| !words.iter().take(at).any(|it| *it == Some(stem));
        let own = words.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?))).filter(|(at, it)| before(*it) && first(*at, *it));
        said.mirrors = own.count().min(usize::from(u8::MAX)) as u8;
    }
}

/// The stems of content words, and whether the prospect's side said them before ours did; names of the speakers are
/// nobody's.
fn first_uses(hearing: &Hearing<'_>, stems: &[Option<u64>]) -> Uses {
    let names: Vec<u64> = hearing.transcript.speakers.iter().flat_map(|it| hashes(&it.name)).collect();
    let mut uses = Uses::with_room(names.len() + stems.len() / 2);
    names.iter().for_each(|it| uses.note(*it, 1, false));
    for sentence in &hearing.reading.sentences {
        let theirs = hearing.heard.voices.get(sentence.turn as usize).is_some_and(|it| it.side == Side::Theirs);
        let words = stems.get(sentence.words.clone()).unwrap_or_default().iter();
        words.flatten().for_each(|it| uses.note(*it, sentence.words.start + 1, theirs));
    }
    uses
}

/// The stems of the end of a turn that are among `brought`, sorted.
fn stems_of_end(hearing: &Hearing<'_>, turn: usize, stems: &[Option<u64>], theirs: &Uses) -> Vec<u64> {
    let sentences = hearing.reading.sentences.get(hearing.reading.of_turn(turn)).unwrap_or_default();
    let words = match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.words.start.max(last.words.end.saturating_sub(JUST))..last.words.end,
        _ => 0..0,
    };
    let words = stems.get(words).unwrap_or_default().iter();
    let mut found: Vec<u64> = words.flatten().copied().filter(|it| theirs.brought(*it).is_some()).collect();
    order::sort(&mut found);
    found
}

fn probes(hearing: &Hearing<'_>, at: usize, first: usize, stems: &[Option<u64>], just: &[u64]) -> bool {
    // "Stockwise?" says a word again and asks nothing of it.
    let echoes = hearing.heard.said.get(at).is_some_and(|it| it.words <= ECHO && !it.on_any(&[Topic::Probe, Topic::Open]));
    let question = hearing.reading.sentences.get(at).and_then(|it| hearing.reading.words.get(it.words.clone())).unwrap_or_default();
    let points_back = question.iter().any(|it| BACK.contains(&it.hash));
    !echoes
        && (at.saturating_sub(LEAD_UP).max(first)..=at).any(|near| {
            let Some(sentence) = hearing.reading.sentences.get(near) else { return false };
            let Some(said) = hearing.heard.said.get(near) else { return false };
            let mut words = stems.get(sentence.words.clone()).unwrap_or_default().iter();
            // "Two hours a day. Who else feels that?"
            let figure = || points_back && said.words <= FIGURE && said.figures.iter().any(|it| hearing.heard.is_theirs(near, it));
            said.on(Topic::Probe) || words.any(|it| it.is_some_and(|it| just.binary_search(&it).is_ok())) || figure()
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
    match ending {
        Some(it) => Some(hash_of(text.get(..text.len() - it.len())?)),
        None => Some(word.hash),
    }
}
