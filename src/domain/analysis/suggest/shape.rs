//! What each of our sentences is like beside its words, and what stands around it, as bits that signs weigh.

use super::Sight;
use crate::domain::analysis::SignalKind;
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::analysis::persons::has;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// What a sentence is like, and what came before it.
pub(super) mod is {
    pub const ASKED: u64 = 1;
    pub const OPEN: u64 = 1 << 1;
    pub const EITHER: u64 = 1 << 2;
    pub const TAKES_UP: u64 = 1 << 3;
    pub const EARLY: u64 = 1 << 4;
    pub const LATE: u64 = 1 << 5;
    /// Of fewer than five words, of fewer than nine, of more than twenty.
    pub const SHORT: u64 = 1 << 6;
    pub const FEW: u64 = 1 << 7;
    pub const LONG: u64 = 1 << 8;
    pub const FIGURE: u64 = 1 << 9;
    /// A figure that a case can rest on and that the prospect has not told.
    pub const WEIGHS: u64 = 1 << 10;
    /// Two, and three, of the prospect's own words.
    pub const TWO: u64 = 1 << 11;
    pub const THREE: u64 = 1 << 12;
    /// The prospect spoke before it: of something against it, with a question at the end, in more than a few words.
    pub const REPLY: u64 = 1 << 13;
    pub const OBJECTED: u64 = 1 << 14;
    pub const WAS_ASKED: u64 = 1 << 15;
    pub const TOLD: u64 = 1 << 16;
    /// An objection was heard up to four, and up to nine, turns ago.
    pub const NEAR: u64 = 1 << 17;
    pub const LATER: u64 = 1 << 18;
    /// The first sentence of its turn, and one of the first three.
    pub const FIRST: u64 = 1 << 19;
    pub const BEGINS: u64 = 1 << 20;
    /// Asks in any way, if only for a nod.
    pub const ASKING: u64 = 1 << 21;
    /// Something of an offer, and sixty words that ask nothing, stand before it in its turn.
    pub const OFFERED: u64 = 1 << 22;
    pub const AT_LENGTH: u64 = 1 << 23;
    /// Tells of somebody absent, speaks to somebody, tells of us; of what was, with one verb and with two.
    pub const THEY: u64 = 1 << 24;
    pub const YOU: u64 = 1 << 25;
    pub const WE: u64 = 1 << 26;
    pub const WAS: u64 = 1 << 27;
    pub const WERE: u64 = 1 << 28;
    /// A word of before or after, a name that the prospect has not said, of years.
    pub const SINCE: u64 = 1 << 29;
    pub const NAME: u64 = 1 << 30;
    pub const YEARS: u64 = 1 << 31;
    /// One number, two, and three.
    pub const NUMBER: u64 = 1 << 32;
    pub const NUMBERS: u64 = 1 << 33;
    pub const MANY: u64 = 1 << 34;
    /// A figure that the prospect has told.
    pub const THEIRS: u64 = 1 << 35;
    /// The sentences right beside it tell of somebody absent, of what changed, and hold numbers; who is told of may stand before it, …
    pub const BESIDE_THEY: u64 = 1 << 36;
    pub const BESIDE_CHANGE: u64 = 1 << 37;
    pub const BESIDE_NUMBER: u64 = 1 << 38;
    pub const INTRODUCED: u64 = 1 << 39;
    /// … and it or one after it speaks to somebody.
    pub const SPEAKS_ON: u64 = 1 << 40;
    /// Said where a call opens, in words.
    pub const AT_FIRST: u64 = 1 << 41;
    /// A figure of minutes or hours.
    pub const MINUTES: u64 = 1 << 42;
    /// Two numbers and when, of nobody who speaks or is spoken to; what was, and a word of before or after.
    pub const CHANGED: u64 = 1 << 43;
    pub const WAS_BEFORE: u64 = 1 << 44;
    /// Somebody else, with two numbers, and with one and what was.
    pub const OF_OTHERS: u64 = 1 << 45;
    pub const OTHERS_WERE: u64 = 1 << 46;
}

/// A sentence of ours and what it is like.
pub(super) struct Signed<'a> {
    pub said: &'a Said,
    pub is: u64,
}

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
pub(super) fn find<'a>(sight: &Sight<'a>) -> Vec<Signed<'a>> {
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
            let beside = beside(heard.of_turn(turn), nth);
            found.push(Signed { said, is: together(around | place | after | beside | shape(sight, said)) });
            offered |= said.touches(OFFERS);
            words += if asks(said) { 0 } else { said.words };
        }
    }
    found
}

pub(super) const fn bit(holds: bool, bit: u64) -> u64 {
    if holds { bit } else { 0 }
}

fn asks(said: &Said) -> bool {
    said.asked.is_some_and(Asked::counts)
}

/// What the prospect's turn before ours is like.
fn told(turn: &[Said]) -> u64 {
    is::REPLY
        | bit(turn.iter().any(|it| it.on(Topic::Objection)), is::OBJECTED)
        | bit(turn.last().is_some_and(asks), is::WAS_ASKED)
        | bit(turn.iter().map(|it| it.words).sum::<usize>() >= TELLS, is::TOLD)
}

fn shape(sight: &Sight<'_>, said: &Said) -> u64 {
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
        | persons(sight, said)
}

/// Of whom it tells, and when.
fn persons(sight: &Sight<'_>, said: &Said) -> u64 {
    const TELLS: [(u8, u64); 8] = [
        (has::THEY, is::THEY),
        (has::YOU, is::YOU),
        (has::WE, is::WE),
        (has::WAS, is::WAS),
        (has::WERE, is::WERE),
        (has::SINCE, is::SINCE),
        (has::NAME, is::NAME),
        (has::YEARS, is::YEARS),
    ];
    let heard = sight.heard;
    let theirs = || said.figures.iter().any(|it| heard.is_theirs(heard.index(said), it));
    TELLS.iter().filter(|it| said.tells & it.0 != 0).fold(0, |bits, it| bits | it.1)
        | bit(said.numbers > 0, is::NUMBER)
        | bit(said.numbers > 1, is::NUMBERS)
        | bit(said.numbers > 2, is::MANY)
        | bit(theirs(), is::THEIRS)
        | bit(said.figures.iter().any(|it| it.short), is::MINUTES)
        | bit(said.before <= OPENING, is::AT_FIRST)
}

/// What some of the bits show only together.
fn together(is: u64) -> u64 {
    let any = |bits: u64| is & bits != 0;
    let all = |bits: u64| is & bits == bits;
    let when = any(is::WAS | is::SINCE);
    let others = any(is::THEY | is::NAME | is::INTRODUCED | is::BESIDE_THEY);
    is | bit(all(is::NUMBERS) && when && !any(is::YOU | is::WE), is::CHANGED)
        | bit(all(is::WAS | is::SINCE), is::WAS_BEFORE)
        | bit(others && all(is::NUMBERS), is::OF_OTHERS)
        | bit(others && all(is::NUMBER | is::WAS), is::OTHERS_WERE)
}

/// What tells that something changed.
const CHANGES: Topics = Topic::set(&[Topic::Story, Topic::Absent, Topic::Since]);

/// What brings somebody into the talk.
const INTRODUCES: Topics = Topic::set(&[Topic::Proof, Topic::Relevant]);

/// So many sentences before it, and after it, belong to a sentence.
const BACK: usize = 3;
const ON: usize = 2;

/// Why somebody may ask is told in the first so many words. (Of 79 calls judged by hand 19 had it, all of them before the 310th word;
/// what came after was none.)
pub(super) const OPENING: usize = 320;

/// What the sentences right beside the `nth` of a turn are like.
fn beside(turn: &[Said], nth: usize) -> u64 {
    let before = turn.get(nth.saturating_sub(BACK)..nth).unwrap_or_default();
    let after = turn.iter().skip(nth + 1).take(ON);
    let any = |wanted: &dyn Fn(&Said) -> bool| before.iter().chain(after.clone()).any(wanted);
    let introduces = |it: &Said| it.tells & has::NAME != 0 || it.touches(INTRODUCES);
    bit(any(&|it| it.tells & has::THEY != 0), is::BESIDE_THEY)
        | bit(any(&|it| it.touches(CHANGES)), is::BESIDE_CHANGE)
        | bit(any(&|it| it.numbers > 0), is::BESIDE_NUMBER)
        | bit(before.iter().any(introduces), is::INTRODUCED)
        | bit(turn.iter().skip(nth).take(ON + 1).any(|it| it.tells & has::YOU != 0), is::SPEAKS_ON)
}
