//! From what was heard to the signals shown: who must have said it, in which part of the call, and how much is quoted.

use super::figures::Of;
use super::hearing::{Cue, Hearing, Said};
use super::lexicon::{NAMED_RULE, SHIPPED_RULE, Topic, Topics, class};
use super::objections::ObjectionKind;
use super::questions::Asked;
use super::raised::{doubts, is_granted, once, only_sounds, pushes_back};
use super::words::{After, Spelled, Word};
use super::{Signal, SignalKind, prices, team};
use crate::domain::order;
use crate::domain::transcript::Side;

/// How much of the words a phrase points at.
#[derive(Clone, Copy, PartialEq)]
enum Extent {
    /// The phrase alone.
    Phrase,
    /// And what it speaks of: "half of our orders".
    Noun,
    /// And the sum beside it: "forty pounds a seat".
    Sum,
    /// What stands between the commas around it.
    Clause,
}

/// A signal that a phrase gives by itself.
struct Rule {
    topic: Topic,
    kind: SignalKind,
    /// Only this side's words count; `None` for any.
    side: Option<Side>,
    /// Also within a question.
    in_questions: bool,
    /// "Not a problem" is none.
    negated: bool,
    extent: Extent,
}

/// Who must say what. A pain or an objection is the prospect's own; price and competitors are worth a mark whoever
/// names them.
const RULES: &[Rule] = &[
    Rule {
        topic: Topic::Pain,
        kind: SignalKind::Pain,
        side: Some(Side::Theirs),
        in_questions: false,
        negated: true,
        extent: Extent::Clause,
    },
    Rule {
        topic: Topic::Objection,
        kind: SignalKind::Objection,
        side: Some(Side::Theirs),
        in_questions: true,
        negated: true,
        extent: Extent::Clause,
    },
    Rule {
        topic: Topic::Share,
        kind: SignalKind::Impact,
        side: Some(Side::Theirs),
        in_questions: false,
        negated: false,
        extent: Extent::Noun,
    },
    Rule { topic: Topic::Price, kind: SignalKind::Price, side: None, in_questions: true, negated: false, extent: Extent::Sum },
    Rule { topic: Topic::Competitor, kind: SignalKind::Competitor, side: None, in_questions: true, negated: false, extent: Extent::Phrase },
    Rule { topic: Topic::Product, kind: SignalKind::Product, side: None, in_questions: true, negated: false, extent: Extent::Phrase },
    Rule { topic: Topic::Custom, kind: SignalKind::Custom, side: None, in_questions: true, negated: false, extent: Extent::Phrase },
];

/// What a rule is for: few phrases are anything of that.
const RULED: Topics = {
    let (mut topics, mut at) = (0, 0);
    while at < RULES.len() {
        topics |= RULES[at].topic.bit();
        at += 1;
    }
    topics
};

/// How far a clause reaches on each side of its phrase, in words.
const CLAUSE: usize = 20;

/// Every signal of the call, in order.
pub(super) fn signals(hearing: &Hearing<'_>) -> Vec<Signal> {
    let mut telling = Telling::default();
    while telling.tell(hearing, usize::MAX) {}
    telling.found(hearing)
}

/// The signals of a call being told, some sentences at a time.
#[derive(Default)]
pub(super) struct Telling {
    /// How many sentences and phrases are behind.
    sentences: usize,
    cues: usize,
    /// The last stretch of each rule, so that two words of one clause are one signal.
    shown: [usize; RULES.len()],
    found: Vec<(usize, Signal)>,
}

impl Telling {
    /// Goes on for so many sentences; `false` where all are told.
    pub fn tell(&mut self, hearing: &Hearing<'_>, many: usize) -> bool {
        let first = self.sentences;
        for (at, said) in hearing.heard.said.iter().enumerate().skip(first).take(many) {
            let before = self.found.len();
            whole(hearing, at, said, &mut self.found);
            figures(hearing, at, said, &mut self.found);
            while let Some(cue) = hearing.cues.get(self.cues).filter(|it| it.sentence == at) {
                if cue.topic.plain().is_in(RULED) {
                    phrase(hearing, cue, said, &mut self.shown, &mut self.found);
                }
                self.cues += 1;
            }
            // What stands in one sentence stands before what is in the next.
            if self.found.len() > before + 1 {
                order::sort_by_key(self.found.get_mut(before..).unwrap_or_default(), |(at, it)| (*at, it.kind));
            }
            self.sentences += 1;
        }
        self.sentences > first
    }

    /// All that were told, in the order of the call.
    pub fn found(mut self, hearing: &Hearing<'_>) -> Vec<Signal> {
        once(hearing, &mut self.found);
        self.found.into_iter().map(|it| it.1).collect()
    }
}

/// A signal and the word it stands at.
fn made(hearing: &Hearing<'_>, kind: SignalKind, sentence: usize, words: Option<(usize, usize)>) -> Option<(usize, Signal)> {
    let said = hearing.heard.said.get(sentence)?;
    let moment = match words {
        Some((from, to)) => hearing.moment(from, to),
        None => hearing.moment_of(sentence),
    }?;
    let at = words.map_or(said.before, |it| it.0);
    let balks = kind == SignalKind::Objection && hearing.heard.balks(sentence, said);
    let about = (kind == SignalKind::Objection).then(|| if balks { ObjectionKind::Price } else { ObjectionKind::of(said) });
    Some((at, Signal { kind, turn: said.turn as u32, side: hearing.heard.side(said), moment, about, rule: None }))
}

/// Adds what several things tell together: where its rule is off, only what words of the team's own show.
fn add(hearing: &Hearing<'_>, kind: SignalKind, sentence: usize, words: Option<(usize, usize)>, found: &mut Vec<(usize, Signal)>) {
    let Some(made) = made(hearing, kind, sentence, words) else { return };
    if !hearing.heard.off.has(kind, made.1.about) || is_own(hearing, kind, sentence) {
        found.push(made);
    }
}

/// Whether the team's own words for a kind stand in a sentence.
fn is_own(hearing: &Hearing<'_>, kind: SignalKind, sentence: usize) -> bool {
    let first = hearing.cues.partition_point(|it| it.sentence < sentence);
    let cues = hearing.cues.iter().skip(first).take_while(|it| it.sentence == sentence);
    cues.filter(|it| it.rule != SHIPPED_RULE).any(|it| team::topic(kind, None) == Some(it.topic.plain()))
}

/// Signals that are a sentence as a whole.
fn whole(hearing: &Hearing<'_>, at: usize, said: &Said, found: &mut Vec<(usize, Signal)>) {
    let heard = &hearing.heard;
    let side = heard.side(said);
    let (ours, theirs) = (side == Side::Ours, side == Side::Theirs);
    let kinds = [
        (SignalKind::OpenQuestion, ours && said.asked == Some(Asked::Open)),
        (SignalKind::ClosedQuestion, ours && said.asked == Some(Asked::Closed)),
        (
            SignalKind::Objection,
            theirs
                && !said.on(Topic::Objection)
                && (doubts(heard, at, said) || heard.balks(at, said) || pushes_back(hearing, at, said) || is_granted(hearing, at, said)),
        ),
        (SignalKind::NextStep, side != Side::Unknown && heard.is_next_step(at, said)),
        (SignalKind::Agenda, ours && said.on(Topic::Agenda) && heard.is_early(said)),
        (SignalKind::Commitment, theirs && heard.is_commitment(said)),
        (SignalKind::Consent, said.on(Topic::Consent) && heard.is_early(said)),
        (SignalKind::Check, ours && heard.is_check(said)),
        (SignalKind::Proof, ours && heard.begins_proof(at, said)),
        (SignalKind::Outcome, ours && heard.is_outcome(said)),
        (SignalKind::Feature, ours && heard.is_feature(said)),
        (SignalKind::TrialClose, ours && heard.is_trial_close(said)),
        (SignalKind::Invite, side != Side::Unknown && heard.is_fixed(said)),
    ];
    for (kind, _) in kinds.iter().filter(|it| it.1) {
        add(hearing, *kind, at, None, found);
    }
}

/// Figures by the prospect that tell of their business: no dates, no prices discussed, nothing asked.
fn figures(hearing: &Hearing<'_>, at: usize, said: &Said, found: &mut Vec<(usize, Signal)>) {
    if let Some(price) = prices::told(hearing, at, said) {
        add(hearing, SignalKind::Price, at, Some(price), found);
    }
    if said.figures.is_empty() {
        return;
    }
    let start = hearing.reading.sentences.get(at).map_or(0, |it| it.words.start);
    for figure in hearing.heard.impacts(at, said) {
        let to = match figure.of {
            Of::Share => part_of(hearing, at, start + figure.to),
            _ => start + figure.to,
        };
        add(hearing, SignalKind::Impact, at, Some((start + figure.from, to)), found);
    }
}

fn phrase(hearing: &Hearing<'_>, cue: &Cue, said: &Said, shown: &mut [usize], found: &mut Vec<(usize, Signal)>) {
    // The team said itself when its rule holds: what a trial of it finds is what a call shows.
    let own = cue.rule < NAMED_RULE;
    for (rule, shown) in RULES.iter().zip(shown).filter(|(rule, _)| rule.topic == cue.topic.plain()) {
        let sided = rule.side.is_none_or(|it| it == hearing.heard.side(said));
        let asks = said.asked.is_some_and(Asked::counts) && !rule.in_questions;
        // "A head a month plus VAT" is one price.
        let begins = hearing.reading.sentences.get(cue.sentence).is_none_or(|it| it.words.start == cue.from);
        let goes_on = rule.extent == Extent::Sum && !own && cue.from == *shown && !begins;
        if !sided || asks || goes_on || cue.from < *shown || (rule.negated && !own && said.asked.is_none() && is_negated(hearing, cue)) {
            continue;
        }
        if rule.kind == SignalKind::Objection && !own && only_sounds(hearing, cue, said) {
            continue;
        }
        if rule.kind == SignalKind::Price && cue.rule == SHIPPED_RULE && asks_for_loss(hearing, said) {
            continue;
        }
        if rule.kind == SignalKind::Impact && (!hearing.heard.is_impact(cue.sentence, said) || overlaps_figure(hearing, cue, said)) {
            continue;
        }
        let reach = match rule.extent {
            Extent::Clause => clause(hearing, cue, rule.kind),
            Extent::Noun => (cue.from, noun(hearing, cue)),
            Extent::Sum if cue.rule == SHIPPED_RULE => prices::with_sum(hearing, cue, said),
            Extent::Phrase | Extent::Sum => (cue.from, cue.to),
        };
        let Some((at, mut signal)) = made(hearing, rule.kind, cue.sentence, Some(reach)) else { continue };
        signal.rule = (cue.rule < NAMED_RULE).then_some(cue.rule);
        if rule.kind == SignalKind::Objection && cue.topic != Topic::Objection {
            signal.about = Some(ObjectionKind::of_topic(cue.topic));
        }
        if cue.rule == SHIPPED_RULE && hearing.heard.off.has(rule.kind, signal.about) {
            continue;
        }
        *shown = reach.1;
        found.push((at, signal));
    }
}

/// "What does it cost you when half of it is wrong?" asks for no price.
fn asks_for_loss(hearing: &Hearing<'_>, said: &Said) -> bool {
    let asks = hearing.heard.side(said) == Side::Ours && said.asked.is_some_and(Asked::counts);
    asks && said.on(Topic::AskImpact) && !said.on(Topic::AskAuthority)
}

fn overlaps_figure(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    let start = hearing.reading.sentences.get(cue.sentence).map_or(0, |it| it.words.start);
    said.figures.iter().any(|it| it.tells() && start + it.from < cue.to && cue.from < start + it.to)
}

/// Whether one of the two words before the phrase, in its sentence, turns it round.
fn is_negated(hearing: &Hearing<'_>, cue: &Cue) -> bool {
    let start = hearing.reading.sentences.get(cue.sentence).map_or(0, |it| it.words.start);
    let before = cue.from.saturating_sub(2).max(start)..cue.from;
    hearing.reading.words.get(before).unwrap_or_default().iter().any(|it| it.is(class::NEGATION) && it.after < After::Pause)
}

/// The end of what a share that ends at `to` is a part of: "30% of their time".
fn part_of(hearing: &Hearing<'_>, sentence: usize, to: usize) -> usize {
    let is = |at: usize, words: &[&str]| {
        hearing.reading.words.get(at).is_some_and(|it| words.iter().any(|word| it.text(hearing.transcript).eq_ignore_ascii_case(word)))
    };
    let names = is(to, &["of"]) && !is(to + 1, &["them", "it", "us", "those", "that"]);
    let end = if names { content(hearing, sentence, to + 1) } else { to };
    if end == to + 1 { to } else { end }
}

/// The end of the first word of content after the phrase, if one follows soon.
fn noun(hearing: &Hearing<'_>, cue: &Cue) -> usize {
    let is_open = hearing.reading.words.get(cue.to - 1).is_some_and(|it| it.is(class::STOP | class::PREPOSITION));
    if is_open { content(hearing, cue.sentence, cue.to) } else { cue.to }
}

/// The end of the first word of content from `from` on, which it is itself where none follows soon.
fn content(hearing: &Hearing<'_>, sentence: usize, from: usize) -> usize {
    let word = |at: usize| hearing.reading.words.get(at);
    let end = hearing.reading.sentences.get(sentence).map_or(from, |it| it.words.end);
    let pauses = |at: usize| word(at).is_none_or(|it| it.after >= After::Pause);
    let mut to = from;
    while to < end && to < from + 4 && !pauses(to - 1) {
        to += 1;
        if word(to - 1).is_some_and(Word::has_content) {
            return to;
        }
    }
    from
}

/// A clause of fewer words tells no objection by itself: "ehrlich gesagt", "my hesitation is".
const TELLING: usize = 6;

fn clause(hearing: &Hearing<'_>, cue: &Cue, kind: SignalKind) -> (usize, usize) {
    let Some(sentence) = hearing.reading.sentences.get(cue.sentence) else { return (cue.from, cue.to) };
    let pauses = |at: usize| hearing.reading.words.get(at).is_some_and(|it| it.after >= After::Pause);
    let mut from = cue.from;
    while from > sentence.words.start && cue.from - from < CLAUSE && !pauses(from - 1) {
        from -= 1;
    }
    let mut to = cue.to;
    while to < sentence.words.end && to - cue.to < CLAUSE && !pauses(to - 1) {
        to += 1;
    }
    let whole = sentence.words.clone();
    let is_short = kind == SignalKind::Objection && to - from < TELLING && whole.len() <= 2 * CLAUSE;
    if is_short { (whole.start, whole.end) } else { (from, to) }
}
