//! Which sentences ask, and how.

use crate::domain::analysis::lexicon::{Topic, Topics, class};
use crate::domain::analysis::words::{After, Word, fixed};

mod told;
mod turned;

pub(super) use told::asks_after;
pub(super) use turned::begins_within;
use turned::{SUBJECT, asks_wide, breaks_off};

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
    /// "Devon, can you show that?": to a colleague.
    Aside,
}

impl Asked {
    /// Whether it counts as a question of the call.
    pub fn counts(self) -> bool {
        matches!(self, Self::Open | Self::Closed)
    }
}

pub(super) use callcraft_quick::Hit as Phrase;

/// "Or", in every language with a list.
const OR: [u64; 4] = [fixed("or"), fixed("oder"), fixed("o"), fixed("ou")];

/// Whether it sets two things of some words against each other: "Is it the total or the price per seat?"
pub(super) fn offers_choice(words: &[Word]) -> bool {
    let inner = words.get(2..words.len().saturating_sub(2)).unwrap_or_default();
    inner.iter().any(|it| OR.contains(&it.hash))
}

/// A sentence about to be judged.
struct Sentence<'a> {
    words: &'a [Word],
    phrases: &'a [Phrase],
    /// Those of its phrases.
    topics: Topics,
    /// The first word that is not a lead-in.
    body: usize,
    /// Whether the transcript has punctuation at all, and this sentence, if it asks nothing, an end.
    punctuated: bool,
    /// Whether statements of its language may begin with their verb.
    verb_first: bool,
}

/// German "was" at the end of a question is "something".
const SOMETHING: u64 = fixed("was");

/// An unmarked yes-or-no question has at least so many words; shorter ones are mostly answers ("is it").
const UNMARKED: usize = 4;

/// "Which paper" has so many words.
const NAMED: usize = 2;

/// What is written without an end and is no longer than this has none for haste.
const HASTY: usize = 12;

/// How a sentence is written.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// It ends with a question mark.
    pub asks: bool,
    /// The transcript has punctuation.
    pub punctuated: bool,
    /// The tag of the language.
    pub language: &'a str,
}

/// How the sentence made of `words` asks, if it does. `topics`: those of its `phrases`.
pub(super) fn asked(words: &[Word], phrases: &[Phrase], topics: Topics, written: Written<'_>) -> Option<Asked> {
    let Written { asks, punctuated, language } = written;
    // "Um, what what": a stutter leads in as well.
    let stutters = |at: usize| words.get(at).zip(words.get(at + 1)).is_some_and(|(it, next)| it.hash == next.hash);
    let body = (0..words.len()).find(|at| !words.get(*at).is_some_and(|it| it.is(class::LEAD)) && !stutters(*at));
    // "what happens after that": written in haste, without an end.
    let ends = words.last().is_some_and(|it| it.after != After::Nothing);
    let verb_first = language == "de";
    let sentence = Sentence {
        words,
        phrases,
        topics,
        body: body.unwrap_or(words.len()),
        punctuated: punctuated && (ends || words.len() > HASTY),
        verb_first,
    };
    if sentence.is_quoted() {
        return None;
    }
    if asks { Some(sentence.marked()) } else { sentence.unmarked() }
}

impl Sentence<'_> {
    fn is(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|it| it.is(bits))
    }

    fn has(&self, topic: Topic, at: usize) -> bool {
        self.of(topic).any(|it| it.from == at)
    }

    /// Its phrases of `topic`.
    fn of(&self, topic: Topic) -> impl Iterator<Item = &Phrase> {
        let phrases = if topic.is_in(self.topics) { self.phrases } else { &[] };
        phrases.iter().filter(move |it| it.topic == topic)
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
        let echo = |from: usize| self.of(Topic::Echo).any(|it| it.from == from && it.to == n);
        // "Like what?", "And then?": what else leads in is all that is said.
        if self.of(Topic::Open).any(|it| it.from < self.body && it.to == n) {
            return Asked::Open;
        }
        let bare = n - self.body == 2 && self.is(self.body, class::AUX) && self.is(self.body + 1, class::PERSON | class::THING);
        if echo(0) || echo(self.body) || bare || self.body == n {
            return Asked::BackChannel;
        }
        let inverted = self.inverted(n, |_| true);
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
        self.of(Topic::Courtesy).filter(|it| self.begins(it.from)).any(|it| {
            let paused = self.words.get(it.to - 1).is_some_and(|last| last.after >= After::Pause);
            paused || self.words.len() - it.to <= 1 || self.is(it.from, class::AUX)
        })
    }

    /// Where a tag begins that ends the sentence.
    fn tag(&self) -> Option<usize> {
        let n = self.words.len();
        let paused = |at: usize| self.words.get(at.wrapping_sub(1)).is_some_and(|it| it.after == After::Pause);
        let listed = self.of(Topic::Tag).filter(|it| it.to == n).map(|it| it.from).min();
        if let Some(from) = listed {
            // Without the comma only after enough words to be a statement: "You do it by hand right?"
            let asks = self.is(self.body, class::WIDE | class::NARROW | class::WIDE_AUX);
            if from <= self.body || paused(from) || from >= UNMARKED && self.body < from && !asks {
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
            return Some(if self.request_is_open(request) { Asked::Open } else { Asked::Closed });
        }
        if self.only_tells() {
            return None;
        }
        if !self.punctuated && self.asks_bare() {
            return Some(if self.is_open(Some(self.body)) { Asked::Open } else { Asked::Closed });
        }
        // ", which is the band" goes on with a statement; so may every word that asks for a fact.
        // Without punctuation "which is the" goes on with the line before it.
        let goes_on = |at: usize| !self.punctuated && self.is(at, class::WIDE) && !self.is(at + 2, class::PERSON);
        let relative = |at: usize| self.is(at, class::NARROW) && (at > self.body || goes_on(at));
        // Without a word that asks for more, only what begins the sentence asks: nothing behind it needs a look.
        let wide = self.words.iter().any(|it| it.is(class::WIDE | class::WIDE_AUX | class::NARROW));
        let within = if wide { n } else { n.min(self.body + 1) };
        let inverted = self.inverted(within, |at| {
            (!self.punctuated || self.begins(at)) && !relative(at) && !self.has(Topic::Cleft, at) && !self.looks_for_a_word(at)
        })?;
        let wide = self.is(inverted, class::WIDE | class::WIDE_AUX | class::NARROW);
        let least = if self.punctuated { UNMARKED } else { UNMARKED - 1 };
        let yes_or_no = n - inverted >= least && inverted <= self.body;
        if wide || yes_or_no {
            return Some(if self.is_open(Some(inverted)) { Asked::Open } else { Asked::Closed });
        }
        None
    }

    /// Where there is no punctuation at all: "anything else", "what makes you say that", "what would help" ask though
    /// nothing is turned in them.
    fn asks_bare(&self) -> bool {
        let at = self.body;
        let rest = self.words.len() - at;
        if self.has(Topic::Cleft, at) || self.is(at + 1, SUBJECT | class::THING) {
            return self.has(Topic::Elliptic, at);
        }
        let wide = self.is(at, class::WIDE) && !self.is(at, class::NARROW);
        let verb = wide && self.is(at + 1, class::AUX) || self.is(at, class::WIDE_AUX);
        self.has(Topic::Elliptic, at) || rest >= UNMARKED && (verb || self.has(Topic::Open, at) && self.is(at, class::WIDE))
    }

    /// Where "tell me about", "I wonder what" begins, if it is said to the other side and not of somebody.
    fn request(&self) -> Option<usize> {
        self.of(Topic::Request).map(|it| it.from).find(|from| {
            let before = |back: usize| from.checked_sub(back);
            let asked_to = before(2).is_some_and(|at| self.is(at, class::AUX_THING) && self.is(at + 1, class::PERSON));
            let likes =
                before(1).is_some_and(|at| self.is(at, class::PREPOSITION | class::LEAD) || self.words.get(at).is_some_and(|it| it.joined));
            self.begins(*from) || asked_to || likes || self.words.get(*from).is_some_and(|it| it.is(class::PERSON))
        })
    }

    /// The first place, of those allowed among so many, where subject and verb are turned as only questions turn them.
    fn inverted(&self, within: usize, allowed: impl Fn(usize) -> bool) -> Option<usize> {
        // All that turns with its subject; most words do not.
        const TURNS: u32 = class::WIDE | class::NARROW | class::WIDE_AUX | class::AUX | class::AUX_THING;
        let turns = |at: usize| allowed(at) && (asks_wide(self.words, at) || self.asks_yes_or_no(at));
        let may_turn = self.words.iter().enumerate().take(within).filter(|it| it.1.is(TURNS));
        may_turn.map(|it| it.0).find(|at| turns(*at))
    }

    /// "Do you", "is it".
    fn asks_yes_or_no(&self, at: usize) -> bool {
        !breaks_off(self.words, at)
            && self.begins(at)
            && (self.is(at, class::AUX) && self.is(at + 1, SUBJECT) || self.is(at, class::AUX_THING) && self.is(at + 1, class::THING))
    }

    /// Whether more than a yes, a no or a fact is asked for; `inverted` as found by [`Self::inverted`].
    fn is_open(&self, inverted: Option<usize>) -> bool {
        if let Some(at) = self.request() {
            return self.request_is_open(at);
        }
        let wide = class::WIDE | class::WIDE_AUX;
        let n = self.words.len();
        // The question word where the question begins, or behind its preposition ("in what way"), or left for the end
        // ("and you plan that how?").
        // "What I'd suggest is the small one, so shall we?" asks nothing with its "what".
        let tells = |at: usize| self.words.get(at + 1).is_some_and(told::is_drawn) || self.leads_up(at, inverted);
        let starts = (0..n).filter(|at| (self.is(*at, wide) && !tells(*at)) || self.begins_open(*at));
        let starts = starts.filter(|at| !self.is_relative(*at) && !self.looks_for_a_word(*at));
        let mut asking = starts.filter(|at| {
            let behind = at.checked_sub(1).is_some_and(|it| self.is(it, class::PREPOSITION) && self.begins(it));
            // "Et le siège, il l'a demandé pourquoi, à ce moment-là?"
            let paused = |at: usize| self.words.get(at).is_some_and(|it| it.after >= After::Pause);
            let ends = *at + 1 == n
                || paused(*at) && !at.checked_sub(1).is_some_and(|it| paused(it) || self.words.get(it).is_some_and(told::is_drawn));
            let last = ends && self.words.get(*at).is_some_and(|it| it.hash != SOMETHING);
            // "You see, what I mean?"
            let aside = *at > self.body && self.has(Topic::Cleft, *at);
            !aside && (self.begins(*at) || behind || last) || asks_wide(self.words, *at)
        });
        match asking.next() {
            // "Do you know what it costs?" asks for a yes first.
            Some(at) if inverted.is_some_and(|it| it < at && self.asks_yes_or_no(it)) && !self.begins(at) => false,
            // "Which paper?" asks for a name.
            Some(at) if self.is(at, class::NARROW) && at >= self.body && n - at <= NAMED => false,
            Some(at) => !self.wants_fact(at),
            None => false,
        }
    }

    /// Whether a phrase that asks for more begins at `at`. "And then" does so where nothing comes after it.
    fn begins_open(&self, at: usize) -> bool {
        self.of(Topic::Open).any(|it| it.from == at && (!self.is(at, class::LEAD) || it.to == self.words.len()))
    }

    /// "How many", but not "how's that going": of two lists the longer phrase says what is asked for.
    fn wants_fact(&self, at: usize) -> bool {
        let longest = |topic: Topic| self.of(topic).filter(|it| it.from == at).map(|it| it.to).max();
        longest(Topic::ShortFact).is_some_and(|fact| longest(Topic::Open).is_none_or(|open| fact >= open))
    }

    /// Whether the request at `from` asks for more than a fact; "can you tell me how many" does not.
    fn request_is_open(&self, from: usize) -> bool {
        !(from..from + 4).any(|at| self.wants_fact(at))
    }
}
