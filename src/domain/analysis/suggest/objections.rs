//! Objections: heard, explored, answered.

use super::{Sight, Sureness, Verdict, counted};
use crate::domain::analysis::SignalKind;
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::{Moment, Side};

/// How many turns after an objection our answer may begin.
const ANSWER_WITHIN: usize = 3;

/// An acknowledgement comes in the first sentences of the answer.
const FIRST: usize = 3;

/// A question after more words than this (half a minute) comes after the answer, not before it.
const BEFORE_ANSWERING: usize = 75;

/// An objection and our answer to it.
struct Objection<'a> {
    moment: &'a Moment,
    answer: &'a [Said],
}

/// Every turn of the prospect's with an objection that we answered.
fn objections<'a>(sight: &'a Sight<'_>) -> Vec<Objection<'a>> {
    let heard = sight.heard;
    let mut found: Vec<(u32, Objection<'a>)> = Vec::new();
    for signal in sight.analysis.signals.iter().filter(|it| it.kind == SignalKind::Objection) {
        let next = signal.turn as usize + 1;
        let ours = (next..next + ANSWER_WITHIN).find(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours && !it.brief));
        let Some(turn) = ours.filter(|_| found.last().is_none_or(|it| it.0 != signal.turn)) else { continue };
        found.push((signal.turn, Objection { moment: &signal.moment, answer: heard.of_turn(turn) }));
    }
    found.into_iter().map(|it| it.1).collect()
}

/// Half points by objection, from what `judge` gives each answer (0, 1 or 2 halves and what it saw).
fn each(sight: &Sight<'_>, done: &str, judge: impl Fn(&[Said]) -> (u16, Option<usize>)) -> Verdict {
    let objections = objections(sight);
    let n = objections.len();
    if n == 0 {
        return Verdict::unknown("No suggestion: no objection was heard, so N/A may be right.");
    }
    let (mut halves, mut full) = (0, 0);
    let mut moments = Vec::new();
    for it in &objections {
        let (got, saw) = judge(it.answer);
        halves += got;
        full += usize::from(got > 0);
        moments.push(it.moment.clone());
        moments.extend(saw.and_then(|at| sight.moment(it.answer.get(at)?)));
    }
    let points = (5.0 * f64::from(halves) / (2.0 * n as f64)).round() as u16;
    let why = format!("{full} of {} {done}.", counted(n, "objection"));
    Verdict::of(points, if n > 1 { Sureness::Likely } else { Sureness::Unsure }, why, moments)
}

pub(super) fn acknowledges(sight: &Sight<'_>) -> Verdict {
    each(sight, "acknowledged before the answer", |answer| {
        let first = || answer.iter().take(FIRST);
        let heard = first().position(|it| it.on(Topic::Acknowledge));
        let argued = first().position(|it| it.on(Topic::Argue));
        match (heard, argued) {
            (Some(at), None) => (2, Some(at)),
            (Some(at), Some(_)) => (1, Some(at)),
            (None, at) => (0, at),
        }
    })
}

pub(super) fn explores_cause(sight: &Sight<'_>) -> Verdict {
    each(sight, "met with a question about what lies behind", |answer| {
        let asks = |it: &Said| it.asked.is_some_and(Asked::counts) && !it.on(Topic::Check);
        let Some(at) = answer.iter().position(asks) else { return (0, None) };
        let before: usize = answer.iter().take(at).map(|it| it.words).sum();
        (if before <= BEFORE_ANSWERING { 2 } else { 1 }, Some(at))
    })
}

pub(super) fn specific_evidence(sight: &Sight<'_>) -> Verdict {
    each(sight, "answered with a figure or a customer", |answer| {
        let figure = answer.iter().position(|it| it.on(Topic::Share) || it.figures.iter().any(|it| it.tells()));
        let proof = answer.iter().position(|it| it.on(Topic::Proof));
        match (figure, proof) {
            (Some(at), Some(_)) => (2, Some(at)),
            (None, None) => (0, None),
            (one, other) => (1, one.or(other)),
        }
    })
}
