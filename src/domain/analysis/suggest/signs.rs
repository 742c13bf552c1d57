//! Which of our sentences show an item best: a few signs of each are weighed together, so that no phrase decides alone.
//! The weights are logits in tenths, chosen on 98 calls that were judged by hand with what shows each item quoted, and held up
//! on each set of them that they were not chosen on.

use super::Sight;
use crate::domain::analysis::SignalKind;
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::Side;

/// What a sentence is like, beside its words, and what came before it, as bits.
mod is {
    pub const ASKED: u32 = 1;
    pub const OPEN: u32 = 1 << 1;
    pub const EITHER: u32 = 1 << 2;
    pub const TAKES_UP: u32 = 1 << 3;
    pub const EARLY: u32 = 1 << 4;
    pub const LATE: u32 = 1 << 5;
    /// Of fewer than five words, of fewer than nine, of more than twenty.
    pub const SHORT: u32 = 1 << 6;
    pub const FEW: u32 = 1 << 7;
    pub const LONG: u32 = 1 << 8;
    pub const FIGURE: u32 = 1 << 9;
    /// A figure that a case can rest on and that the prospect has not told.
    pub const WEIGHS: u32 = 1 << 10;
    /// Two, and three, of the prospect's own words.
    pub const TWO: u32 = 1 << 11;
    pub const THREE: u32 = 1 << 12;
    /// The prospect spoke before it: of something against it, with a question at the end, in more than a few words.
    pub const REPLY: u32 = 1 << 13;
    pub const OBJECTED: u32 = 1 << 14;
    pub const WAS_ASKED: u32 = 1 << 15;
    pub const TOLD: u32 = 1 << 16;
    /// An objection was heard up to four, and up to nine, turns ago.
    pub const NEAR: u32 = 1 << 17;
    pub const LATER: u32 = 1 << 18;
    /// The first sentence of its turn, and one of the first three.
    pub const FIRST: u32 = 1 << 19;
    pub const BEGINS: u32 = 1 << 20;
    /// Asks in any way, if only for a nod.
    pub const ASKING: u32 = 1 << 21;
    /// Something of an offer, and sixty words that ask nothing, stand before it in its turn.
    pub const OFFERED: u32 = 1 << 22;
    pub const AT_LENGTH: u32 = 1 << 23;
}

/// A sentence of ours and what it is like.
pub(super) struct Signed<'a> {
    pub said: &'a Said,
    pub is: u32,
}

/// How much each sign of an item weighs.
pub(super) struct Weights {
    pub begin: i32,
    pub topics: &'static [(Topics, i32)],
    pub shape: &'static [(u32, i32)],
    /// Only sentences that are like this, and not like that.
    pub only: u32,
    pub not: u32,
}

const AGAINST: Topics = Topic::set(&[Topic::Negative, Topic::Pain, Topic::Consequence, Topic::Objection]);

/// What takes up an objection.
pub(super) const ACKNOWLEDGES: Weights = Weights {
    begin: -44,
    topics: &[(Topic::Acknowledge.bit(), 33), (Topic::set(&[Topic::Step, Topic::Date, Topic::Time]), -6)],
    shape: &[(is::OBJECTED, 17), (is::WAS_ASKED, -11), (is::TOLD, 10), (is::FIGURE, -10), (is::SHORT, -8), (is::LONG, -7), (is::EARLY, -5)],
    only: is::REPLY | is::BEGINS,
    not: is::ASKED,
};

/// What asks for what lies behind one.
pub(super) const EXPLORES: Weights = Weights {
    begin: -46,
    topics: &[(Topic::set(&[Topic::AskObjection, Topic::AskPain]), 10), (AGAINST, 7)],
    shape: &[
        (is::NEAR, 16),
        (is::EITHER, 15),
        (is::OBJECTED, 9),
        (is::LATE, 9),
        (is::TOLD, 8),
        (is::OPEN, 6),
        (is::TAKES_UP, 4),
        (is::FEW, -4),
    ],
    only: is::ASKED,
    not: 0,
};

/// What the prospect can check.
pub(super) const PROVES: Weights = Weights {
    begin: -39,
    topics: &[(Topic::Evidence.bit(), 23)],
    shape: &[
        (is::LATER, 10),
        (is::LATE, 9),
        (is::FIGURE, 8),
        (is::WEIGHS, 7),
        (is::EARLY, -11),
        (is::FEW, -9),
        (is::BEGINS, -7),
        (is::FIRST, -4),
    ],
    only: 0,
    not: is::ASKED | is::SHORT,
};

/// What ties what is shown to what the prospect said.
pub(super) const TIES: Weights = Weights {
    begin: -32,
    topics: &[(Topic::Refer.bit(), 22), (Topic::Yours.bit(), 9), (Topic::NotImpact.bit(), 9), (AGAINST, 8), (Topic::Acknowledge.bit(), -7)],
    shape: &[
        (is::TWO, 7),
        (is::THREE, 7),
        (is::LONG, 4),
        (is::EARLY, -10),
        (is::FIRST, -6),
        (is::OBJECTED, -6),
        (is::WEIGHS, -6),
        (is::FEW, -5),
    ],
    only: 0,
    not: is::ASKED | is::SHORT,
};

/// What tells what the prospect gets.
pub(super) const GETS: Weights = Weights {
    begin: -25,
    topics: &[(Topic::set(&[Topic::Benefit, Topic::Gain]), 21), (Topic::Yours.bit(), 8), (Topic::Agreement.bit(), -5)],
    shape: &[(is::TWO, 13), (is::EARLY, -10), (is::FIRST, -9), (is::LATE, -7), (is::FEW, -6), (is::BEGINS, -5), (is::TOLD, -4)],
    only: 0,
    not: is::ASKED | is::SHORT,
};

/// What checks whether what was shown lands.
pub(super) const CHECKS: Weights = Weights {
    begin: -17,
    topics: &[
        (Topic::set(&[Topic::Check]), 23),
        (Topic::set(&[Topic::Step, Topic::Date, Topic::Time]), -11),
        (Topic::set(&[Topic::AskGoals, Topic::AskCurrent, Topic::AskImpact, Topic::AskTimeline, Topic::AskAuthority]), -12),
    ],
    shape: &[(is::OFFERED, 9), (is::AT_LENGTH, 9), (is::EARLY, -20), (is::TWO, -11), (is::OPEN, -7), (is::BEGINS, -7)],
    only: is::ASKING,
    not: 0,
};

/// Below this hardly one sentence in eight shows it.
pub(super) const SHOWS: i32 = -20;

/// The prospect's turn before ours begins no earlier than so many turns before it, and of so many words it tells something.
const BEFORE: usize = 2;
const TELLS: usize = 8;

/// An objection is near for so many turns, and its answer may go on for so many.
const NEAR: usize = 4;
const LATER: usize = 9;

/// What tells of an offer, and so many words tell at length.
const OFFERS: Topics = Topic::set(&[Topic::Feature, Topic::Benefit, Topic::Price, Topic::Offer]);
const LENGTH: usize = 60;

/// So many sentences begin a turn.
const BEGINS: usize = 3;

/// Our sentences with what they are like, in order.
fn find<'a>(sight: &Sight<'a>) -> Vec<Signed<'a>> {
    let heard = sight.heard;
    let objections: Vec<usize> =
        sight.analysis.signals.iter().filter(|it| it.kind == SignalKind::Objection).map(|it| it.turn as usize).collect();
    let mut found = Vec::new();
    for (turn, _) in heard.voices.iter().enumerate().filter(|it| it.1.side == Side::Ours) {
        let theirs = |it: &usize| heard.voices.get(*it).is_some_and(|it| it.side == Side::Theirs && !it.brief);
        let before = (turn.saturating_sub(BEFORE)..turn).rev().find(theirs).map_or(0, |it| told(heard.of_turn(it)));
        let last = objections.partition_point(|it| *it < turn).checked_sub(1).and_then(|it| objections.get(it));
        let since = last.map_or(usize::MAX, |it| turn - it);
        let around = before | bit(since <= NEAR, is::NEAR) | bit(since <= LATER, is::LATER);
        let (mut words, mut offered) = (0, false);
        for (nth, said) in heard.of_turn(turn).iter().enumerate() {
            let place = bit(nth == 0, is::FIRST) | bit(nth < BEGINS, is::BEGINS);
            let after = bit(offered, is::OFFERED) | bit(words >= LENGTH, is::AT_LENGTH);
            found.push(Signed { said, is: around | place | after | shape(sight, said) });
            offered |= said.touches(OFFERS);
            words += if asks(said) { 0 } else { said.words };
        }
    }
    found
}

pub(super) const fn bit(holds: bool, bit: u32) -> u32 {
    if holds { bit } else { 0 }
}

fn asks(said: &Said) -> bool {
    said.asked.is_some_and(Asked::counts)
}

/// What the prospect's turn before ours is like.
fn told(turn: &[Said]) -> u32 {
    is::REPLY
        | bit(turn.iter().any(|it| it.on(Topic::Objection)), is::OBJECTED)
        | bit(turn.last().is_some_and(asks), is::WAS_ASKED)
        | bit(turn.iter().map(|it| it.words).sum::<usize>() >= TELLS, is::TOLD)
}

fn shape(sight: &Sight<'_>, said: &Said) -> u32 {
    let heard = sight.heard;
    let weighs = || {
        let mut figures = said.figures.iter().filter(|it| it.weighs());
        figures.any(|it| !heard.is_theirs(heard.index(said), it))
    };
    bit(asks(said), is::ASKED)
        | bit(said.asked.is_some(), is::ASKING)
        | bit(said.asked == Some(Asked::Open), is::OPEN)
        | bit(said.either, is::EITHER)
        | bit(said.takes_up, is::TAKES_UP)
        | bit(heard.is_early(said), is::EARLY)
        | bit(heard.is_late(said), is::LATE)
        | bit(said.words < 5, is::SHORT)
        | bit(said.words < 9, is::FEW)
        | bit(said.words > 20, is::LONG)
        | bit(!said.figures.is_empty(), is::FIGURE)
        | bit(weighs(), is::WEIGHS)
        | bit(said.mirrors >= 2, is::TWO)
        | bit(said.mirrors >= 3, is::THREE)
}

impl Weights {
    /// What speaks for a sentence; `None` for one that cannot show it.
    pub fn of(&self, it: &Signed<'_>) -> Option<i32> {
        let may = it.is & self.only == self.only && it.is & self.not == 0;
        let topics = self.topics.iter().filter(|one| it.said.touches(one.0)).map(|one| one.1).sum::<i32>();
        let shape = self.shape.iter().filter(|one| it.is & one.0 != 0).map(|one| one.1).sum::<i32>();
        may.then_some(self.begin + topics + shape)
    }

    /// The sentences that can show it, the best first, with what speaks for each.
    pub fn best<'a>(&self, signed: &[Signed<'a>]) -> Vec<(i32, &'a Said)> {
        let mut all: Vec<(i32, &Said)> = signed.iter().filter_map(|it| Some((self.of(it)?, it.said))).collect();
        order::sort_by_key(&mut all, |it| std::cmp::Reverse(it.0));
        all
    }
}

fn signed<'b, 'a>(sight: &'b Sight<'a>) -> &'b [Signed<'a>] {
    sight.found.signs.get_or_init(|| find(sight))
}

/// The sentences of ours that show it best, the best first, with what speaks for each.
fn best<'a>(sight: &Sight<'a>, weights: &Weights) -> Vec<(i32, &'a Said)> {
    weights.best(signed(sight))
}

/// What speaks for the best of them.
pub(super) fn most(sight: &Sight<'_>, weights: &Weights) -> i32 {
    signed(sight).iter().filter_map(|it| weights.of(it)).max().unwrap_or(i32::MIN)
}

/// Up to `n` that show it, the best first.
pub(super) fn shown<'a>(sight: &Sight<'a>, weights: &Weights, n: usize) -> Vec<&'a Said> {
    best(sight, weights).into_iter().take_while(|it| it.0 > SHOWS).take(n).map(|it| it.1).collect()
}

/// The points by the first bound that is not reached.
pub(super) fn by_logit(found: i32, bounds: [i32; 3], points: [u16; 4]) -> u16 {
    let [none, little, some, all] = points;
    match bounds.iter().filter(|it| found >= **it).count() {
        0 => none,
        1 => little,
        2 => some,
        _ => all,
    }
}
