//! What looks like a question and asks nothing: told of, looked for, or on a condition.

use super::Sentence;
use super::turned::asks_wide;
use crate::domain::analysis::lexicon::{Topic, class};
use crate::domain::analysis::words::{After, Few, Word, fixed};

/// "How was", in every language with a list.
const HOW: [u64; 4] = [fixed("how"), fixed("wie"), fixed("cómo"), fixed("comment")];
const WAS: [u64; 11] = [
    fixed("was"),
    fixed("were"),
    fixed("did"),
    fixed("war"),
    fixed("waren"),
    fixed("lief"),
    fixed("fue"),
    fixed("estuvo"),
    fixed("était"),
    fixed("s'est"),
    fixed("s"),
];

/// What has been spoken of already.
const SAID: [u64; 6] = [fixed("that"), fixed("this"), fixed("it"), fixed("das"), fixed("eso"), fixed("ça")];

/// Whether it asks how something went that is over: "How was the fair?"
pub(in crate::domain::analysis) fn asks_after(words: &[Word]) -> bool {
    let body = words.iter().position(|it| !it.is(class::LEAD)).unwrap_or(words.len());
    let Some([how, was, what, ..]) = words.get(body..) else { return false };
    HOW.contains(&how.hash) && WAS.contains(&was.hash) && !what.is(class::PERSON) && !SAID.contains(&what.hash)
}

/// Who speaks with the verb drawn to it: "what I've got is", "where we've landed".
const DRAWN: [u64; 26] = [
    fixed("i'd"),
    fixed("i'll"),
    fixed("i've"),
    fixed("i'm"),
    fixed("we'd"),
    fixed("we'll"),
    fixed("we've"),
    fixed("we're"),
    fixed("you'd"),
    fixed("you'll"),
    fixed("you've"),
    fixed("you're"),
    fixed("they'd"),
    fixed("they'll"),
    fixed("they've"),
    fixed("they're"),
    fixed("he's"),
    fixed("he'd"),
    fixed("she's"),
    fixed("she'd"),
    fixed("it's"),
    fixed("it'd"),
    fixed("it'll"),
    fixed("that's"),
    fixed("there's"),
    fixed("people're"),
];

/// Turned round on a condition: "Should you need anything", "Had I known", "Sollten Sie noch".
const ON_CONDITION: [u64; 8] =
    [fixed("should"), fixed("had"), fixed("were"), fixed("sollten"), fixed("sollte"), fixed("hätte"), fixed("hätten"), fixed("wären")];

/// Goes on with what was said: "Which is the bit that …".
const GOES_ON: u64 = fixed("which");

/// After these German "was" and "wo" are no questions: "etwas, was fehlt".
const BEFORE_RELATIVE: [u64; 10] = [
    fixed("was"),
    fixed("etwas"),
    fixed("alles"),
    fixed("nichts"),
    fixed("das"),
    fixed("vieles"),
    fixed("schon"),
    fixed("noch"),
    fixed("mal"),
    fixed("irgend"),
];

/// So many words of a sentence are looked through for who is said to ask.
const QUOTED: usize = 8;

/// A word searched for in passing has so many words behind it: "she's doing, what is it, pottery".
const SEARCHED: usize = 3;

/// Whether `word` says who with its verb, so that what stands before it does not ask.
pub(super) fn is_drawn(word: &Word) -> bool {
    const MAY_BE: Few = Few::of(&[&DRAWN]);
    MAY_BE.may_have(word.hash) && DRAWN.contains(&word.hash)
}

impl Sentence<'_> {
    /// Without a question mark: "Should you need anything, call me", "Which is the bit that …", and in German every verb
    /// that stands first or behind "dann", for there it commands or tells.
    pub(super) fn only_tells(&self) -> bool {
        let Some(first) = self.words.get(self.body) else { return false };
        let pauses = || self.words.iter().skip(self.body + 1).rev().skip(1).any(|it| it.after >= After::Pause);
        let relative = first.hash == GOES_ON && self.is(self.body + 1, class::AUX_THING);
        let verb_first = self.verb_first && self.punctuated && !self.is(self.body, class::WIDE | class::NARROW);
        relative || verb_first || (ON_CONDITION.contains(&first.hash) && pauses())
    }

    /// "He asked me, how do you do it?": a question that is only told of.
    pub(super) fn is_quoted(&self) -> bool {
        if !Topic::Cleft.is_in(self.topics) {
            return false;
        }
        let asks = self.words.iter().skip(self.body).take(QUOTED).position(|it| it.after >= After::Pause);
        let Some(to) = asks.map(|it| it + self.body + 1).filter(|it| *it < self.words.len()) else { return false };
        self.of(Topic::Cleft).any(|it| it.to == to && it.from > 0)
    }

    /// "So this is, um, what is it Robyn, medication": whether the question word at `at` only looks for a word.
    pub(super) fn looks_for_a_word(&self, at: usize) -> bool {
        let paused = |at: usize| self.words.get(at).is_some_and(|it| it.after >= After::Pause);
        let begun = at > self.body && at.checked_sub(1).is_some_and(paused);
        // "On, what, the ninth or tenth"
        if begun && paused(at) && at + 1 < self.words.len() {
            return true;
        }
        let listed = self.of(Topic::Cleft).filter(|it| it.from == at && it.to < self.words.len());
        begun && listed.map(|it| it.to).any(|to| self.words.len() - to <= SEARCHED)
    }

    /// "Etwas, was fehlt"; "schon was eingeplant".
    pub(super) fn is_relative(&self, at: usize) -> bool {
        self.verb_first && at.checked_sub(1).and_then(|it| self.words.get(it)).is_some_and(|it| BEFORE_RELATIVE.contains(&it.hash))
    }

    /// "What I have got is a sheet, can you see it?": whether the question word at `at` tells, and another clause asks.
    pub(super) fn leads_up(&self, at: usize, inverted: Option<usize>) -> bool {
        let told = self.is(at + 1, class::PERSON) || self.words.get(at + 1).is_some_and(is_drawn);
        told && !asks_wide(self.words, at) && inverted.is_some_and(|it| it > at + 2 && self.begins(it))
    }
}
