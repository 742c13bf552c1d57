//! Whom a sentence is said to, and who is named in it: a colleague of one's own side, somebody else who offers the same.

use super::lexicon::{Topic, Topics, class};
use super::questions::Phrase;
use super::voices::Voice;
use super::words::{After, Spelled, Word, fixed, hashes};
use crate::domain::transcript::{Side, Transcript, Turn};

/// Who is named in a call.
#[derive(Default)]
pub(super) struct Names {
    /// The words of the speakers' names, with whose they are.
    speakers: Vec<(u64, Side, u16)>,
    /// The side of each speaker.
    sides: Vec<Side>,
    /// Others that the prospect is talking to.
    rivals: Vec<u64>,
    /// Customers of ours that were told of.
    customers: Vec<u64>,
}

/// Names of others are remembered up to so many.
const RIVALS: usize = 16;

/// A name that stood among so many words before is somebody's whom they know.
const KNOWN: usize = 20_000;

impl Names {
    /// Those of everybody who speaks in `turns`.
    pub fn of(transcript: &Transcript, turns: &[Turn], voices: &[Voice]) -> Self {
        let mut names = Self::default();
        for (at, speaker) in (0u16..).zip(&transcript.speakers) {
            let side = turns.iter().zip(voices).find(|it| it.0.speaker == Some(at)).map_or(Side::Unknown, |it| it.1.side);
            names.speakers.extend(hashes(&speaker.name).into_iter().map(|it| (it, side, at)));
            names.sides.push(side);
        }
        names
    }

    fn is_of(&self, word: &Word, wanted: impl Fn(Side, u16) -> bool) -> bool {
        self.speakers.iter().any(|(hash, side, at)| *hash == word.hash && wanted(*side, *at))
    }

    /// Whether `words`, said by `speaker` of `side`, are said to a colleague of theirs: "Devon, do you want to show it?"
    pub fn is_to_colleague(&self, words: &[Word], speaker: Option<u16>, side: Side) -> bool {
        if side == Side::Unknown {
            return false;
        }
        let colleague =
            |it: &Word| self.is_of(it, |whose, at| whose == side && Some(at) != speaker) && !self.is_of(it, |whose, _| whose != side);
        let body = words.iter().position(|it| !it.is(class::LEAD)).unwrap_or(words.len());
        let called = words.get(body..).unwrap_or_default();
        let name = called.iter().take_while(|it| colleague(it)).count();
        let asks = |it: &Word| it.is(class::AUX | class::WIDE | class::NARROW | class::WIDE_AUX);
        let first = name > 0 && (called.get(name - 1).is_some_and(|it| it.after >= After::Pause) || called.get(name).is_some_and(asks));
        let last = matches!(words, [.., it, name] if it.after >= After::Pause && colleague(name));
        first || last
    }
}

/// Between the last two of a list, in every language with one.
fn is_and(word: &Word) -> bool {
    const AND: [u64; 6] = [fixed("and"), fixed("or"), fixed("und"), fixed("oder"), fixed("y"), fixed("et")];
    AND.contains(&word.hash)
}

/// Whether nothing parts the word at `at` from the next.
fn is_plain(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|it| it.after < After::Pause)
}

/// What was said before a sentence, and by whom.
pub(super) struct Before<'a> {
    pub transcript: &'a Transcript,
    /// The words of the call up to it.
    pub words: &'a [Word],
}

impl Names {
    /// Marks who else is talked to, where the prospect names them ("we had Brightline in here"), and every time they are
    /// named from then on; gives whether it marked any. `topics`: those of `phrases`.
    pub fn mark_rivals(&mut self, words: &[Word], before: &Before<'_>, side: Side, topics: Topics, phrases: &mut Vec<Phrase>) -> bool {
        if topics & Topic::Rival.bit() != 0 && side == Side::Theirs && self.rivals.len() < RIVALS {
            let named = |at: usize| words.get(at).is_some_and(|it| self.is_name(it, before.transcript) && !before.is_said(it, |_| true));
            let mut names: Vec<usize> = Vec::new();
            for phrase in phrases.iter().filter(|it| it.topic == Topic::Rival) {
                let within = (phrase.from.max(1)..phrase.to).find(|at| named(*at));
                // "Kestrel quoted us more": who does it stands before.
                let does = || phrase.from.checked_sub(1).filter(|at| named(*at) && is_plain(words, *at));
                let Some(first) = within.or_else(does) else { continue };
                // "Kestrel, Hobby and Merlin": one after the other, with no more than a word between.
                let joined = |at: usize, next: usize| {
                    named(next) || words.get(next).is_some_and(is_and) && words.get(at).is_some_and(|it| !is_and(it))
                };
                names.push(first);
                let mut at = first;
                while joined(at, at + 1) {
                    at += 1;
                    names.extend(Some(at).filter(|it| named(*it)));
                }
                let mut at = first;
                while at > 1 && joined(at, at - 1) {
                    at -= 1;
                    names.extend(Some(at).filter(|it| named(*it)));
                }
            }
            let names: Vec<u64> = names.iter().filter_map(|at| words.get(*at)).map(|it| it.hash).take(RIVALS).collect();
            self.rivals.extend(names);
        }
        if self.rivals.is_empty() {
            return false;
        }
        let before_them = phrases.len();
        for (at, word) in words.iter().enumerate() {
            if self.rivals.contains(&word.hash)
                && word.is_large(before.transcript)
                && !phrases.iter().any(|it| it.topic == Topic::Competitor && it.from <= at && at < it.to)
            {
                let place = phrases.partition_point(|it| it.from <= at);
                phrases.insert(place, Phrase { topic: Topic::Competitor, from: at, to: at + 1 });
            }
        }
        phrases.len() > before_them
    }

    /// Whether something is told of a customer in `words`, which name somebody: one told of before, or where `alike` one whom
    /// only our side has spoken of.
    pub fn is_of_customer(&mut self, words: &[Word], before: &Before<'_>, alike: bool) -> bool {
        let theirs = |speaker: u16| self.sides.get(usize::from(speaker)).is_none_or(|it| *it != Side::Ours);
        let known = self.has_customer(words);
        if known || !alike || self.customers.len() >= RIVALS {
            return known;
        }
        let own = |it: &&Word| self.is_name(it, before.transcript) && !before.is_said(it, theirs);
        let names: Vec<u64> = words.iter().filter(own).map(|it| it.hash).collect();
        self.customers.extend(&names);
        !names.is_empty()
    }

    /// Whether somebody or a place is named in `words`, and the prospect has named all of them before.
    pub fn are_theirs(&self, words: &[Word], before: &Before<'_>) -> bool {
        let theirs = |speaker: u16| self.sides.get(usize::from(speaker)).is_some_and(|it| *it == Side::Theirs);
        // Any word that begins a sentence is written like a name.
        let names = |(at, it): &(usize, &Word)| self.is_name(it, before.transcript) && (*at > 0 || before.is_said(it, theirs));
        let mut named = words.iter().enumerate().filter(names).peekable();
        !self.has_customer(words) && named.peek().is_some() && named.all(|it| before.is_said(it.1, theirs))
    }

    /// Whether a customer who was told of by name is named in `words`.
    pub fn has_customer(&self, words: &[Word]) -> bool {
        self.customers.iter().any(|name| words.iter().any(|it| it.hash == *name))
    }

    /// Whether `word` is written like a name, and it is of nobody who speaks.
    pub fn is_name(&self, word: &Word, transcript: &Transcript) -> bool {
        word.to - word.from > 2
            && word.is_large(transcript)
            && !word.is(class::PERSON | class::STOP | class::MONTH | class::LEAD | class::THING | class::NUMBER | class::COUNTED)
            && !self.is_of(word, |_, _| true)
    }
}

impl Before<'_> {
    /// Whether somebody who is `wanted` has said `word`.
    fn is_said(&self, word: &Word, wanted: impl Fn(u16) -> bool) -> bool {
        let speaker = |it: &Word| self.transcript.segments.get(it.segment as usize).and_then(|it| it.speaker).unwrap_or(u16::MAX);
        let near = self.words.get(self.words.len().saturating_sub(KNOWN)..).unwrap_or_default();
        near.iter().any(|it| it.hash == word.hash && wanted(speaker(it)))
    }
}
