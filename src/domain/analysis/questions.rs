//! Which sentences ask, and how.

use super::lexicon::{Topic, class};
use super::words::{After, Kind, Word};

/// How a sentence asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Cannot be answered with yes, no or a number.
    Open,
    /// Any other real question.
    Closed,
    /// "How are you?", "Can you hear me?": real, but nothing to do with the deal.
    Courtesy,
    /// "…, right?": a statement that asks for a nod.
    Tag,
    /// "Really?": a listener's noise.
    BackChannel,
}

impl Asked {
    /// Whether it counts as a question of the call.
    pub fn counts(self) -> bool {
        matches!(self, Self::Open | Self::Closed)
    }
}

/// A phrase found in a sentence; places count words from the sentence's start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub topic: Topic,
    pub from: usize,
    pub to: usize,
}

/// A sentence about to be judged.
struct Sentence<'a> {
    words: &'a [Word],
    phrases: &'a [Phrase],
    /// The first word that is not a lead-in.
    body: usize,
    /// Whether the transcript has punctuation at all.
    punctuated: bool,
}

/// Who or whose: what a question turns round its verb.
const SUBJECT: u32 = class::PERSON | class::POSSESSIVE;

/// How far from a question word its verb may stand: "what kind of weekly planning reports do you".
const REACH: usize = 6;

/// An unmarked yes-or-no question has at least so many words; shorter ones are mostly answers ("is it").
const UNMARKED: usize = 4;

/// How the sentence made of `words` asks, if it does. `asks`: it ends with a question mark.
pub(super) fn asked(words: &[Word], phrases: &[Phrase], asks: bool, punctuated: bool) -> Option<Asked> {
    let lead = words.iter().take_while(|it| it.is(class::LEAD)).count();
    let sentence = Sentence { words, phrases, body: lead, punctuated };
    if asks { Some(sentence.marked()) } else { sentence.unmarked() }
}

impl Sentence<'_> {
    fn is(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|it| it.is(bits))
    }

    fn has(&self, topic: Topic, at: usize) -> bool {
        self.phrases.iter().any(|it| it.topic == topic && it.from == at)
    }

    /// Whether a clause may begin at `at`: the body, after a pause, or after a lead-in that does.
    fn begins(&self, at: usize) -> bool {
        let before = || self.words.get(at.wrapping_sub(1));
        // "Wh-what" begins where its stutter does.
        let leads = |it: &Word| it.is(class::LEAD) || self.words.get(at).is_some_and(|it| it.joined);
        at <= self.body || before().is_some_and(|it| it.after >= After::Pause || (leads(it) && self.begins(at - 1)))
    }

    /// With a question mark it asks; what remains is how.
    fn marked(&self) -> Asked {
        let n = self.words.len();
        // "Okay, right?" is nothing but lead-ins; "Did you?" an echo of what was said.
        let echo = |from: usize| self.phrases.iter().any(|it| it.topic == Topic::Echo && it.from == from && it.to == n);
        let bare = n - self.body == 2 && self.is(self.body, class::AUX) && self.is(self.body + 1, class::PERSON | class::THING);
        if echo(0) || echo(self.body) || bare || self.body == n {
            return Asked::BackChannel;
        }
        let inverted = self.inverted(|_| true);
        if let Some(tag) = self.tag() {
            // "How do you plan, right?" asks before its tag.
            if tag <= self.body || inverted.is_none_or(|it| it >= tag) {
                return Asked::Tag;
            }
        }
        if self.is_courtesy() {
            return Asked::Courtesy;
        }
        if self.is_open(inverted) { Asked::Open } else { Asked::Closed }
    }

    /// "How are you, Sam?", but not "How are you planning that?"; "Can you hear me" whatever follows.
    fn is_courtesy(&self) -> bool {
        self.phrases.iter().filter(|it| it.topic == Topic::Courtesy && self.begins(it.from)).any(|it| {
            let paused = self.words.get(it.to - 1).is_some_and(|last| last.after >= After::Pause);
            paused || self.words.len() - it.to <= 1 || self.is(it.from, class::AUX)
        })
    }

    /// Where a tag begins that ends the sentence.
    fn tag(&self) -> Option<usize> {
        let n = self.words.len();
        let paused = |at: usize| self.words.get(at.wrapping_sub(1)).is_some_and(|it| it.after == After::Pause);
        let listed = self.phrases.iter().filter(|it| it.topic == Topic::Tag && it.to == n).map(|it| it.from).min();
        if let Some(from) = listed {
            // Without the comma only after enough words to be a statement: "You do it by hand right?"
            if from <= self.body || paused(from) || from >= UNMARKED && self.body < from {
                return Some(from);
            }
        }
        let verb = n.checked_sub(2)?;
        if self.is(self.body, class::WIDE | class::NARROW | class::WIDE_AUX) || self.has(Topic::ShortFact, self.body) {
            return None;
        }
        let turned = self.is(verb, class::AUX) && self.is(verb + 1, class::PERSON | class::THING);
        (turned && (verb > self.body && paused(verb) || verb > self.body + 1)).then_some(verb)
    }

    /// Without a question mark only what cannot be a statement asks.
    fn unmarked(&self) -> Option<Asked> {
        let n = self.words.len();
        if self.is_courtesy() {
            return Some(Asked::Courtesy);
        }
        if let Some(request) = self.request() {
            return Some(if self.has(Topic::ShortFact, request) { Asked::Closed } else { Asked::Open });
        }
        // ", which is the band" goes on with a statement; so may every word that asks for a fact.
        let relative = |at: usize| at > self.body && self.is(at, class::NARROW);
        let inverted = self.inverted(|at| (!self.punctuated || self.begins(at)) && !relative(at))?;
        let wide = self.is(inverted, class::WIDE | class::WIDE_AUX | class::NARROW);
        let yes_or_no = n - inverted >= UNMARKED && inverted <= self.body;
        if wide || yes_or_no {
            return Some(if self.is_open(Some(inverted)) { Asked::Open } else { Asked::Closed });
        }
        None
    }

    /// Where "tell me about", "I wonder what" begins, if it is said to the other side and not of somebody.
    fn request(&self) -> Option<usize> {
        self.phrases.iter().filter(|it| it.topic == Topic::Request).map(|it| it.from).find(|from| {
            let before = |back: usize| from.checked_sub(back);
            let asked_to = before(2).is_some_and(|at| self.is(at, class::AUX_THING) && self.is(at + 1, class::PERSON));
            let likes =
                before(1).is_some_and(|at| self.is(at, class::PREPOSITION | class::LEAD) || self.words.get(at).is_some_and(|it| it.joined));
            self.begins(*from) || asked_to || likes || self.words.get(*from).is_some_and(|it| it.is(class::PERSON))
        })
    }

    /// The first place, of those allowed, where subject and verb are turned as only questions turn them.
    fn inverted(&self, allowed: impl Fn(usize) -> bool) -> Option<usize> {
        (0..self.words.len()).find(|at| allowed(*at) && (self.asks_wide(*at) || self.asks_yes_or_no(*at)))
    }

    /// "What kind of reports do you", "where is it", "what's your".
    fn asks_wide(&self, at: usize) -> bool {
        if self.breaks_off(at) {
            return false;
        }
        if self.is(at, class::WIDE_AUX) {
            return self.is(at + 1, SUBJECT | class::THING);
        }
        if !self.is(at, class::WIDE | class::NARROW) {
            return false;
        }
        // "When you call me, do you …": a fact's word must be followed by its verb at once.
        let reach = if self.is(at, class::WIDE) { REACH } else { 1 };
        for verb in at + 1..=at + reach {
            if self.is(verb, class::AUX) {
                // "What stayed was your" has no person; next to the question word anything may be the subject.
                let near = verb == at + 1 && self.is(verb + 1, SUBJECT | class::THING);
                return !self.breaks_off(verb) && (near || self.is(verb + 1, class::PERSON));
            }
            if self.is(verb, SUBJECT) || self.words.get(verb).is_none_or(|it| it.after >= After::Pause) {
                return false;
            }
        }
        false
    }

    /// "It does, it does": a pause parts what would be a question.
    fn breaks_off(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|it| it.after >= After::Pause)
    }

    /// "Do you", "is it".
    fn asks_yes_or_no(&self, at: usize) -> bool {
        !self.breaks_off(at)
            && self.begins(at)
            && (self.is(at, class::AUX) && self.is(at + 1, SUBJECT) || self.is(at, class::AUX_THING) && self.is(at + 1, class::THING))
    }

    /// Whether more than a yes, a no or a fact is asked for; `inverted` as found by [`Self::inverted`].
    fn is_open(&self, inverted: Option<usize>) -> bool {
        if let Some(at) = self.request() {
            return !self.has(Topic::ShortFact, at) && !self.short_fact_within(at);
        }
        let wide = class::WIDE | class::WIDE_AUX;
        let n = self.words.len();
        // The question word where the question begins, or behind its preposition ("in what way"), or left for the end
        // ("and you plan that how?").
        let starts = (0..n).filter(|at| self.is(*at, wide) || self.has(Topic::Open, *at));
        let mut asking = starts.filter(|at| {
            let behind = at.checked_sub(1).is_some_and(|it| self.is(it, class::PREPOSITION) && self.begins(it));
            self.begins(*at) || behind || *at + 1 == n || self.asks_wide(*at)
        });
        match asking.next() {
            // "Do you know what it costs?" asks for a yes first.
            Some(at) if inverted.is_some_and(|it| it < at && self.asks_yes_or_no(it)) && !self.begins(at) => false,
            Some(at) => !self.has(Topic::ShortFact, at),
            None => false,
        }
    }

    /// "Can you tell me how many": a request for a number.
    fn short_fact_within(&self, from: usize) -> bool {
        self.phrases.iter().any(|it| it.topic == Topic::ShortFact && (from..from + 4).contains(&it.from))
    }
}

/// Whether `word` may carry what a talk is about: long enough, of letters, and no word that stands in every sentence.
pub(super) fn has_content(word: &Word) -> bool {
    word.kind == Kind::Plain && word.to - word.from >= 4 && !word.is(class::STOP | class::LEAD | class::NUMBER | class::MONTH)
}
