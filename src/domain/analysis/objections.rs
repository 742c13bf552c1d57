//! Objections and what we made of them: of which type, acknowledged, explored, answered.

use serde::{Deserialize, Serialize};

use super::figures::{Figure, Of};
use super::hearing::{Heard, Said};
use super::lexicon::Topic;
use super::questions::Asked;
use super::raised::{SAME_WITHIN, about, is_same};
use super::{Analysis, Signal, SignalKind};
use crate::domain::transcript::{Moment, Side, Transcript};

/// What an objection is about (handbook §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectionKind {
    /// Too expensive, no budget.
    Price,
    /// Not now.
    Timing,
    /// Nothing they need.
    Need,
    /// Not theirs to decide.
    Authority,
    /// Doubt that it works or that we last.
    Trust,
    /// Somebody else offers it.
    Competitor,
    /// What they have will do.
    StatusQuo,
    /// In words that fit any.
    Other,
}

impl ObjectionKind {
    /// All, in the order shown, with key and label.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Price, "price", "Price"),
        (Self::Timing, "timing", "Timing"),
        (Self::Need, "need", "Need"),
        (Self::Authority, "authority", "Authority"),
        (Self::Trust, "trust", "Trust"),
        (Self::Competitor, "competitor", "Competitor"),
        (Self::StatusQuo, "status-quo", "Status quo"),
        (Self::Other, "other", "Other"),
    ];

    /// What a topic makes of an objection.
    pub(super) fn of_topic(topic: Topic) -> Self {
        Self::ALL.iter().map(|it| it.0).find(|it| it.topic() == topic).unwrap_or(Self::Other)
    }

    /// The topic of its phrases.
    pub(super) fn topic(self) -> Topic {
        match self {
            Self::Price => Topic::ObjectsPrice,
            Self::Timing => Topic::ObjectsTiming,
            Self::Need => Topic::ObjectsNeed,
            Self::Authority => Topic::ObjectsAuthority,
            Self::Trust => Topic::ObjectsTrust,
            Self::Competitor => Topic::ObjectsCompetitor,
            Self::StatusQuo => Topic::ObjectsStatusQuo,
            Self::Other => Topic::Objection,
        }
    }

    /// The first type, in the order of [`Self::ALL`], that a sentence speaks of.
    pub(super) fn of(said: &Said) -> Self {
        Self::ALL.iter().map(|it| it.0).find(|it| *it != Self::Other && said.on(it.topic())).unwrap_or(Self::Other)
    }
}

/// An objection and what we made of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Objection {
    /// What it is about.
    pub kind: ObjectionKind,
    /// Index of the turn it was raised in.
    pub turn: u32,
    /// Its words.
    pub moment: Moment,
    /// Where we showed that it was heard, if we did.
    pub acknowledged: Option<Moment>,
    /// The question about what lies behind it, if there was one.
    pub explored: Option<Moment>,
    /// The figure, customer or document our answer rests on, if any.
    pub answered: Option<Moment>,
}

/// How well a part of the handling was done, in halves, and the sentence that shows it.
pub(super) type Part = (u16, Option<usize>);

/// An objection from when it is raised until it is left.
pub(super) struct Handling<'a> {
    pub kind: ObjectionKind,
    pub signal: &'a Signal,
    pub acknowledged: Part,
    pub explored: Part,
    pub answered: Part,
}

/// How many turns after an objection our answer may begin.
const ANSWER_WITHIN: usize = 3;

/// How many turns of ours may belong to the answer, and how far on in the call.
const REPLIES: usize = 4;
const REPLIES_WITHIN: usize = 9;

/// An acknowledgement comes in the first sentences of the answer.
const FIRST: usize = 3;

/// How many turns on in an answer a next step still belongs to it.
const STEPS_WITHIN: usize = 4;

/// A question that comes within so many words of an acknowledgement is about what was acknowledged.
const AT_ONCE: usize = 12;

/// A closed question of fewer words asks for a fact: "Is he a dentist too?"
const TELLING: usize = 8;

/// An open question of no more words than this goes on to the next thing, unless it takes up what was said.
const LISTED: usize = 3;

/// So many of the prospect's own words give the concern back.
const GIVEN_BACK: u8 = 2;

/// A question after more words than this (half a minute) comes after the answer, not before it.
const BEFORE_ANSWERING: usize = 75;

/// Whether the prospect says it in answer to our question about what was objected in the turn before: it belongs to that.
fn answers_what_explores(heard: &Heard, objected: u32, one: ObjectionKind, other: &Signal) -> bool {
    let alike = matches!(about(other), ObjectionKind::Other) || about(other) == one;
    let explores = |it: &Said| alike || it.takes_up || it.on_any(&[Topic::AskObjection, Topic::Probe]);
    let asks = |it: &Said| heard.side(it) == Side::Ours && it.asked.is_some_and(Asked::counts) && explores(it);
    other.turn == objected + 2 && heard.of_turn(objected as usize + 1).iter().any(asks)
}

/// Every objection that we had the chance to answer, in order. One that comes back while it is being answered is one.
pub(super) fn handled<'a>(heard: &Heard, signals: &'a [Signal]) -> Vec<Handling<'a>> {
    let mut raised: Vec<(u32, &Signal)> = Vec::new();
    for signal in signals.iter().filter(|it| it.kind == SignalKind::Objection) {
        match raised.last_mut() {
            Some((last, first))
                if answers_what_explores(heard, *last, about(first), signal)
                    || (signal.rule.is_some()
                        && signal.turn <= *last + SAME_WITHIN
                        && is_same(about(first), about(signal), signal.turn == first.turn)) =>
            {
                *last = signal.turn;
            }
            _ => raised.push((signal.turn, signal)),
        }
    }
    let until = |at: usize| raised.get(at + 1).map_or(usize::MAX, |it| it.1.turn as usize);
    raised.iter().enumerate().filter_map(|(at, it)| handling(heard, about(it.1), it.1, until(at))).collect()
}

fn handling<'a>(heard: &Heard, kind: ObjectionKind, signal: &'a Signal, until: usize) -> Option<Handling<'a>> {
    let next = signal.turn as usize + 1;
    let ours = |it: &usize| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours && !it.brief);
    let first = (next..next + ANSWER_WITHIN).find(ours)?;
    // Who gets no more than a noise before the next one is not answered.
    if until == signal.turn as usize {
        return Some(Handling { kind, signal, acknowledged: (0, None), explored: (0, None), answered: (0, None) });
    }
    // "Oh nice, that is what we use": settled, and what we show after it belongs to something else.
    let glad = |it: &Said| it.on(Topic::Positive) && !it.on_any(&[Topic::Negative, Topic::Hedge]);
    let settled = |it: &usize| {
        let theirs = heard.voices.get(*it).is_some_and(|it| it.side == Side::Theirs && !it.brief);
        theirs && heard.of_turn(*it).iter().any(glad) && !heard.of_turn(*it).iter().any(|it| it.on(Topic::Objection))
    };
    let end = (first + REPLIES_WITHIN).min(until.max(first + 1));
    let rest = first + 1..(first + 1..end).find(settled).unwrap_or(end);
    let replies: Vec<usize> = std::iter::once(first).chain(rest.filter(ours)).take(REPLIES).collect();
    let sentences = |turn: usize| {
        let from = heard.first_sentence.get(turn).copied().unwrap_or(0);
        (from..).zip(heard.of_turn(turn))
    };
    let answered = evidence(heard, &mut replies.iter().flat_map(|it| sentences(*it)));
    let acknowledged = acknowledged(&mut sentences(first));
    let explored = explored(heard, &mut replies.iter().take(3).flat_map(|it| sentences(*it)), answered.1, acknowledged.0 > 0);
    let explored = if explored.0 > 0 { explored } else { brought_out(heard, signal) };
    Some(Handling { kind, signal, acknowledged, explored, answered })
}

/// The question of ours that an objection answers has asked for what lies behind before it was said.
fn brought_out(heard: &Heard, signal: &Signal) -> Part {
    let asks = |it: &Said| it.asked == Some(Asked::Open) && it.on(Topic::AskObjection);
    let turn = (signal.turn as usize).checked_sub(1).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    let Some(first) = turn.and_then(|it| heard.first_sentence.get(it).copied()) else { return (0, None) };
    let asked = turn.map(|it| heard.of_turn(it)).unwrap_or_default().iter().rposition(asks);
    asked.map_or((0, None), |it| (1, Some(first + it)))
}

fn acknowledged(answer: &mut dyn Iterator<Item = (usize, &'_ Said)>) -> Part {
    let first: Vec<(usize, &Said)> = answer.take(FIRST).collect();
    let heard = first.iter().find(|it| it.1.on(Topic::Acknowledge) || it.1.nods);
    let heard = heard.or_else(|| first.iter().take(2).find(|it| it.1.mirrors >= GIVEN_BACK && !it.1.on_any(&[Topic::Step, Topic::Argue])));
    let argued = first.iter().find(|it| it.1.on(Topic::Argue));
    // Who asks on at once has listened, if no more.
    let asks = |it: &&(usize, &Said)| {
        it.1.asked == Some(Asked::Open) || (it.1.takes_up && it.1.words >= TELLING && it.1.asked.is_some_and(Asked::counts))
    };
    let asked =
        first.iter().find(asks).filter(|it| first.iter().take_while(|one| one.0 < it.0).map(|it| it.1.words).sum::<usize>() <= AT_ONCE);
    match (heard, argued) {
        (Some(it), None) => (2, Some(it.0)),
        (Some(it), Some(_)) => (1, Some(it.0)),
        (None, None) if asked.is_some_and(|it| it.1.takes_up && it.1.asked == Some(Asked::Open)) => (2, asked.map(|it| it.0)),
        (None, None) if asked.is_some() => (1, asked.map(|it| it.0)),
        (None, it) => (0, it.map(|it| it.0)),
    }
}

/// An open question, or one that goes on with the prospect's words; several others are half of it, and a single one is
/// the next on the list. What asks for agreement, offers a date or a price asks for no cause.
fn explored(heard: &Heard, answer: &mut dyn Iterator<Item = (usize, &'_ Said)>, evidence: Option<usize>, heard_out: bool) -> Part {
    let mut before = 0;
    let mut asked: Vec<(usize, usize, &Said)> = Vec::new();
    for (at, said) in answer {
        // "What does he use today?" names no day.
        let open = said.asked == Some(Asked::Open);
        let dates = said.on(Topic::Date) && !open;
        // "What would have to happen for you to sign?" asks for a yes, not for what is behind a no.
        let wants_yes = said.on(Topic::TrialClose) && open;
        // "When you say expensive, against what?" asks on.
        let asks_on = open || said.takes_up || said.either;
        let offers = said.on(Topic::Price) && (!asks_on || said.figures.iter().any(|it| it.of == Of::Money));
        let closes =
            dates || wants_yes || offers || said.on_any(&[Topic::Check, Topic::Confirm, Topic::Step, Topic::Argue]) || heard.is_step(said);
        if said.asked.is_some_and(Asked::counts) && !closes {
            asked.push((at, before, said));
        }
        before += said.words;
    }
    // "And anything else?" asks for the next thing on the list; "is it the days or the paperwork?" for this one.
    let goes_deep = |it: &Said| {
        (it.asked == Some(Asked::Open) && (it.takes_up || it.words > LISTED || it.on(Topic::Probe)))
            || it.on(Topic::AskObjection)
            || ((it.takes_up || it.either) && it.words >= TELLING)
    };
    let deep = asked.iter().find(|it| goes_deep(it.2));
    let first = |at: usize, words: usize| words <= BEFORE_ANSWERING || evidence.is_none_or(|it| at < it);
    match (deep, asked.as_slice()) {
        (Some((at, words, _)), _) => (if first(*at, *words) { 2 } else { 1 }, Some(*at)),
        (None, [(at, ..), _, ..]) => (1, Some(*at)),
        // "That's fair. Which of them would sink it?"
        (None, [(at, words, said)]) if heard_out && *words <= AT_ONCE && said.asked == Some(Asked::Closed) => (1, Some(*at)),
        _ => (0, None),
    }
}

/// A figure, a customer, a document: one is half of it, two are the whole. What "most companies" see is none.
fn evidence(heard: &Heard, answer: &mut dyn Iterator<Item = (usize, &'_ Said)>) -> Part {
    let (mut figure, mut proof, mut paper, mut first) = (None, None, None, None);
    for (at, said) in answer.filter(|it| !it.1.asked.is_some_and(Asked::counts)) {
        let general = said.on_any(&[Topic::Crowd, Topic::Argue, Topic::Feature, Topic::If]) && !said.on(Topic::Proof);
        // "Two hundred a month for all of it" is the price once more, and what is knocked off it is none either.
        let of_price = heard.is_of_price(at, said);
        let weighs = |it: &Figure| {
            if it.of == Of::Count { it.tells() && !(it.rated && of_price) } else { it.weighs() && (it.rated || !it.short || it.lossy) }
        };
        let tells = said.on(Topic::Share) || (!of_price && !heard.is_step(said) && said.figures.iter().any(weighs));
        // "If half of your ninety thousand goes, it is paid for": the prospect's own loss, reckoned with.
        figure = figure.or(((tells && !general) || heard.reckons(at, said)).then_some(at));
        proof = proof.or(heard.is_proof(at, said).then_some(at));
        // What is sent once the next steps are made is sent for them.
        let first = *first.get_or_insert(said.turn);
        paper = paper.or((said.on(Topic::Evidence) && (said.turn <= first + STEPS_WITHIN || !heard.is_step(said))).then_some(at));
    }
    let found: Vec<usize> = [figure, proof, paper].into_iter().flatten().collect();
    // A customer or a document says more than a figure alone.
    (found.len().min(2) as u16, proof.or(paper).or(figure))
}

impl Analysis {
    /// Whether the prospect is known and speaks.
    pub fn hears_prospect(&self) -> bool {
        self.heard.voices.iter().any(|it| it.side == Side::Theirs)
    }

    /// Why objections cannot be heard at all: not both sides are known and speak, or nobody wants to know.
    pub fn hears_no_objections(&self) -> Option<&'static str> {
        let speaks = |side: &Side| self.heard.voices.iter().any(|it| it.side == *side);
        match () {
            () if ![Side::Ours, Side::Theirs].iter().all(speaks) => Some("not measurable: it is not known who is on which side"),
            () if self.heard.off.all_of(SignalKind::Objection) => Some("not listened for: these lists are switched off"),
            () => None,
        }
    }
}

/// The objections of an analysis, with their moments.
pub(super) fn told(transcript: &Transcript, analysis: &Analysis) -> Vec<Objection> {
    let moment = |part: Part| {
        let said = analysis.heard.said.get(part.1.filter(|_| part.0 > 0)?)?;
        transcript.moment(said.from, said.to)
    };
    let one = |it: Handling<'_>| Objection {
        kind: it.kind,
        turn: it.signal.turn,
        moment: it.signal.moment.clone(),
        acknowledged: moment(it.acknowledged),
        explored: moment(it.explored),
        answered: moment(it.answered),
    };
    handled(&analysis.heard, &analysis.signals).into_iter().map(one).collect()
}
