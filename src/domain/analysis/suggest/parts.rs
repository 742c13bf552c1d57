//! An item that is made of parts: what has to be heard for each, from whom, and what it is worth. The rows are in
//! `expansion.rs`, `briefing.rs` and `methods.rs`.

use super::{Sight, Sureness, Verdict};
use crate::domain::analysis::figures::Of;
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// Where in the call it must be said.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum When {
    Any,
    /// In the first minute or two.
    First,
    FirstHalf,
    Early,
    Late,
}

/// Which figure a sentence must hold.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Holds {
    Nothing,
    /// One that tells.
    Figure,
    /// Money or a share.
    Value,
    /// Money, or so many a month.
    Price,
    /// Of minutes or hours.
    Minutes,
    /// One of the prospect's own on their business.
    Impact,
}

/// A part of an item.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// As the reason names it.
    label: &'static str,
    /// What it is worth of five, each time.
    worth: u16,
    /// How often it counts at most.
    times: usize,
    /// Who says it; unknown for either side.
    side: Side,
    /// Only questions, or only what is none; `None` for either.
    asks: Option<bool>,
    /// Only questions that cannot be answered with yes, no or a number.
    open: bool,
    when: When,
    /// One of these, in the sentence itself …
    any: &'static [Topic],
    /// … and one of these in it or beside it.
    with: &'static [Topic],
    not: &'static [Topic],
    holds: Holds,
    /// Or it answers a question of ours about one of these, in whatever words.
    answers: &'static [Topic],
    /// Or it follows what we said of one of these.
    follows: &'static [Topic],
}

/// What the prospect says of it.
pub(super) const fn told(label: &'static str, worth: u16, any: &'static [Topic]) -> Part {
    Part {
        label,
        worth,
        times: 1,
        side: Side::Theirs,
        asks: Some(false),
        open: false,
        when: When::Any,
        any,
        with: &[],
        not: &[],
        holds: Holds::Nothing,
        answers: &[],
        follows: &[],
    }
}

/// What our side says of it.
pub(super) const fn said(label: &'static str, worth: u16, any: &'static [Topic]) -> Part {
    Part { side: Side::Ours, ..told(label, worth, any) }
}

/// What our side asks.
pub(super) const fn asked(label: &'static str, worth: u16, any: &'static [Topic]) -> Part {
    Part { asks: Some(true), ..said(label, worth, any) }
}

impl Part {
    /// Asked or not.
    pub const fn however(self) -> Self {
        Self { asks: None, ..self }
    }
    /// From either side.
    pub const fn anyone(self) -> Self {
        Self { side: Side::Unknown, ..self }
    }
    pub const fn open(self) -> Self {
        Self { open: true, ..self }
    }
    pub const fn up_to(self, times: usize) -> Self {
        Self { times, ..self }
    }
    pub const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
    pub const fn with(self, with: &'static [Topic]) -> Self {
        Self { with, ..self }
    }
    pub const fn not(self, not: &'static [Topic]) -> Self {
        Self { not, ..self }
    }
    pub const fn holds(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }
    pub const fn answering(self, answers: &'static [Topic]) -> Self {
        Self { answers, ..self }
    }
    pub const fn following(self, follows: &'static [Topic]) -> Self {
        Self { follows, ..self }
    }
}

/// What becomes of an item whose first part is not heard.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Without {
    /// The others count.
    Rest,
    /// The others count for nothing.
    Nothing,
    /// The item may not apply, as this sentence says.
    Unknown(&'static str),
}

/// An item and its parts.
pub(super) type Row = (&'static str, Without, &'static [Part]);

/// The first minute or two, in words of the whole call.
const FIRST: usize = 300;

/// A part shows no more moments than this.
const SHOWN: usize = 2;

/// From so many points on most of an item was heard.
const MOST: usize = 4;

/// The fewest words of a sentence that speaks to what was asked.
const ANSWER: usize = 5;

/// The topics that a row looks for.
pub(super) fn needs(row: &Row) -> Topics {
    row.2.iter().flat_map(|it| it.any.iter().chain(it.not)).fold(0, |bits, it| bits | it.bit())
}

/// What the parts of `row` come to.
pub(super) fn judge(sight: &Sight<'_>, row: &Row) -> Verdict {
    let found: Vec<(&Part, Vec<usize>)> = row.2.iter().map(|part| (part, hits(sight, part))).collect();
    let missed = found.first().is_some_and(|it| it.1.is_empty());
    if let (true, Without::Unknown(why)) = (missed, row.1) {
        return Verdict::unknown(why);
    }
    let void = missed && row.1 == Without::Nothing;
    let counts = |it: &&(&Part, Vec<usize>)| !void && !it.1.is_empty();
    let points: usize = found.iter().filter(counts).map(|it| it.1.len().min(it.0.times) * usize::from(it.0.worth)).sum();
    let list = |heard: bool| {
        let parts = found.iter().filter(|it| it.1.is_empty() != heard);
        let label = |(part, hits): &(&Part, Vec<usize>)| match hits.len() {
            n if part.times > 1 && n > 0 => format!("{} ({n})", part.label),
            _ => part.label.to_owned(),
        };
        parts.map(label).collect::<Vec<_>>().join(", ")
    };
    // What a short list does not find may well have been said.
    let short = sight.heard.known & Topic::Payoff.bit() == 0;
    // What was not heard in the words it is mostly said in may have been said in others.
    if points == 0
        && let Some(said) = hint(sight, row.0)
    {
        let why = format!("No suggestion: this may be about it, but none of it was understood: {}.", list(false));
        return Verdict { moments: sight.moments([said]), ..Verdict::unknown(&why) };
    }
    if points == 0 && short {
        let why = format!("No suggestion: the word list of this language is short, and of this it heard nothing: {}.", list(false));
        return Verdict::unknown(&why);
    }
    let why = match (list(true), list(false)) {
        (heard, missing) if missing.is_empty() => format!("Heard: {heard}."),
        (heard, missing) if heard.is_empty() => format!("Not heard: {missing}."),
        (heard, missing) => format!("Heard: {heard}. Not heard: {missing}."),
    };
    let sentences =
        found.iter().filter(counts).flat_map(|it| it.1.iter().take(it.0.times.max(SHOWN))).filter_map(|it| sight.heard.said.get(*it));
    // Some of it alone may be chance.
    let sureness = if points < MOST || short { Sureness::Unsure } else { Sureness::Likely };
    Verdict::of(points.min(5) as u16, sureness, why, sight.moments(sentences))
}

/// What may be about an item without showing a part of it: who says it, and of what.
const HINTS: &[(&str, Side, &[Topic])] = &[
    ("economic-buyer", Side::Theirs, &[Topic::Authority, Topic::ObjectsAuthority]),
    ("decision-process", Side::Theirs, &[Topic::Authority, Topic::ObjectsAuthority, Topic::Buyer]),
    ("decision-criteria", Side::Ours, &[Topic::TrialClose]),
    ("authority", Side::Theirs, &[Topic::Authority, Topic::ObjectsAuthority]),
    ("champion", Side::Theirs, &[Topic::Commitment]),
    ("competition", Side::Theirs, &[Topic::ObjectsCompetitor, Topic::ObjectsStatusQuo, Topic::Competitor]),
    ("implication", Side::Ours, &[Topic::AskImpact]),
    ("identify-pain", Side::Theirs, &[Topic::Consequence, Topic::Negative]),
    ("need", Side::Theirs, &[Topic::Consequence, Topic::Negative]),
];

/// The first sentence that may be about `item`; in a question of ours or in an answer of theirs.
fn hint<'a>(sight: &'a Sight<'_>, item: &str) -> Option<&'a Said> {
    let (_, side, topics) = HINTS.iter().find(|it| it.0 == item)?;
    let asks = *side == Side::Ours;
    sight
        .said(*side, move |it| it.on_any(topics) && !it.on(Topic::Price) && it.asked.is_some_and(Asked::counts) == asks && it.words > 3)
        .map(|it| it.1)
        .next()
}

/// The sentences that show `part`, in order.
fn hits(sight: &Sight<'_>, part: &Part) -> Vec<usize> {
    let all = sight.heard.said.iter().enumerate().filter(|(at, it)| shows(sight, part, *at, it));
    all.map(|(at, it)| if part.any.is_empty() && part.holds == Holds::Nothing { sight.heard.telling_from(at, it) } else { at }).collect()
}

fn shows(sight: &Sight<'_>, part: &Part, at: usize, said: &Said) -> bool {
    let heard = sight.heard;
    let asks = said.asked.is_some_and(Asked::counts);
    let when = match part.when {
        When::Any => true,
        When::First => said.before < FIRST && said.before * 4 <= heard.words,
        When::FirstHalf => said.before * 2 <= heard.words,
        When::Early => heard.is_early(said),
        When::Late => heard.is_late(said),
    };
    let side = heard.side(said);
    let sided = side == part.side || (part.side == Side::Unknown && side != Side::Unknown);
    if !sided || !when || part.asks.is_some_and(|it| it != asks) || said.on_any(part.not) {
        return false;
    }
    if part.open && said.asked != Some(Asked::Open) {
        return false;
    }
    let holds = match part.holds {
        Holds::Nothing => true,
        Holds::Figure => said.figures.iter().any(|it| it.tells()),
        Holds::Value => said.figures.iter().any(|it| matches!(it.of, Of::Money | Of::Share) && !it.dated),
        Holds::Price => said.figures.iter().any(|it| (it.of == Of::Money || (it.rated && it.of == Of::Count)) && !it.dated),
        Holds::Minutes => said.figures.iter().any(|it| it.short && !it.rated),
        Holds::Impact => heard.weighs(at, said),
    };
    let near = |topics: &[Topic]| {
        let beside = |at: usize| heard.said.get(at).is_some_and(|it| it.turn == said.turn && it.on_any(topics));
        topics.is_empty() || said.on_any(topics) || beside(at + 1) || at.checked_sub(1).is_some_and(beside)
    };
    let names = !part.any.is_empty() && said.on_any(part.any);
    let bare = part.any.is_empty() && part.answers.is_empty() && part.follows.is_empty();
    holds && (((names || bare) && near(part.with)) || replies(sight, part, at, said))
}

/// Whether sentence `at` begins an answer to a question of ours, or comes right after what we said.
fn replies(sight: &Sight<'_>, part: &Part, at: usize, said: &Said) -> bool {
    let heard = sight.heard;
    let Some(before) = said.turn.checked_sub(1).filter(|_| !part.answers.is_empty() || !part.follows.is_empty()) else { return false };
    let ours = heard.voices.get(before).is_some_and(|it| it.side == Side::Ours);
    let Some(first) = heard.first_sentence.get(said.turn).copied().filter(|_| ours) else { return false };
    let begins = heard.said.get(first).is_some_and(|it| heard.telling_from(first, it) == at) && said.words >= ANSWER;
    let asked = |it: &Said| it.asked.is_some_and(Asked::counts) && it.on_any(part.answers);
    begins && !said.on(Topic::Hedge) && heard.end_before(before, said, 2).any(|it| asked(it) || it.on_any(part.follows))
}
