//! Which sentences of the closing, of either side, show best who does what by when, who is bound by it, and that a time is fixed: a
//! few signs of each weighed together, as [`signs`](super::signs) does it for our side.

use super::Sight;
use super::shape::{Signed, bit};
use super::signs::{SHOWS, Weights};
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::transcript::{Moment, Side};

/// What a sentence is like, beside its words, and what stands around it, as bits.
mod is {
    pub const OURS: u64 = 1;
    /// Said after so much of the call: see [`super::FROM`].
    pub const LATER: u64 = 1 << 1;
    pub const LAST: u64 = 1 << 2;
    pub const LEAVING: u64 = 1 << 3;
    /// Says when, and on which day.
    pub const DATED: u64 = 1 << 4;
    pub const DAY: u64 = 1 << 5;
    /// The prospect agrees to go on.
    pub const COMMITS: u64 = 1 << 6;
    /// One beside it names a day, or plans a step.
    pub const BY_DAY: u64 = 1 << 7;
    pub const BY_STEP: u64 = 1 << 8;
    /// In a turn of few words.
    pub const BRIEF: u64 = 1 << 9;
}

/// From so much of a call on, in percent, sentences are looked at; where what is planned stays; where people begin to take their
/// leave; and where they have.
const FROM: [usize; 4] = [70, 85, 92, 96];

/// So many sentences to each side stand beside one.
const BESIDE: usize = 2;

/// A turn of so many words is brief.
const FEW: usize = 15;

/// Who does what by when. (On each of twelve sets of calls judged by hand, weights chosen on the other eleven: of 184 sentences
/// shown the judge had pointed at 119.)
pub(super) const STEPS: Weights = Weights {
    begin: -55,
    topics: &[(Topic::Step.bit(), 13), (Topic::Owner.bit(), 12), (Topic::Commitment.bit(), 7)],
    shape: &[(is::LATER, 18), (is::DATED, 14), (is::DAY, 10), (is::LEAVING, -7), (is::BRIEF, -5)],
    only: 0,
    not: 0,
    over: SHOWS,
    also: SHOWS,
};

/// Who is bound by it. (81 of 167.)
pub(super) const BINDS: Weights = Weights {
    begin: -53,
    topics: &[(Topic::Owner.bit(), 18)],
    shape: &[(is::LATER, 11), (is::COMMITS, 8), (is::BY_DAY, 8), (is::DATED, 8), (is::LAST, 6), (is::BY_STEP, 6), (is::OURS, -6)],
    only: 0,
    not: 0,
    over: SHOWS,
    also: SHOWS,
};

/// That a time is fixed, or an invite sent. (58 of 129.)
pub(super) const FIXES: Weights = Weights {
    begin: -56,
    topics: &[(Topic::Invite.bit(), 23), (Topic::Time.bit(), 21), (Topic::Step.bit(), 11)],
    shape: &[(is::LAST, 13), (is::LEAVING, 11), (is::BY_DAY, 9)],
    only: 0,
    not: 0,
    over: SHOWS,
    also: SHOWS,
};

/// The sentences of the closing with what they are like.
pub(super) fn find<'a>(heard: &'a Heard) -> Vec<Signed<'a>> {
    let first = heard.said.partition_point(|it| it.before * 100 < heard.words * FROM[0]);
    let around = first.saturating_sub(BESIDE);
    let near: Vec<(bool, bool)> = heard.said.iter().skip(around).map(|it| (heard.has_day(it), heard.is_step(it))).collect();
    let beside = |at: usize| {
        let (from, to) = ((at - around).saturating_sub(BESIDE), at - around + BESIDE + 1);
        let others = near.iter().enumerate().take(to).skip(from).filter(move |it| it.0 != at - around);
        others.fold((false, false), |all, it| (all.0 || it.1.0, all.1 || it.1.1))
    };
    let signed = |at: usize, said: &'a Said| {
        let from = |share: usize| said.before * 100 > heard.words * share;
        let (day, step) = beside(at);
        let is = bit(heard.side(said) == Side::Ours, is::OURS)
            | bit(from(FROM[1]), is::LATER)
            | bit(from(FROM[2]), is::LAST)
            | bit(from(FROM[3]), is::LEAVING)
            | bit(heard.has_date(said), is::DATED)
            | bit(heard.has_day(said), is::DAY)
            | bit(heard.is_commitment(said), is::COMMITS)
            | bit(day, is::BY_DAY)
            | bit(step, is::BY_STEP)
            | bit(heard.of_turn(said.turn).iter().take(FEW + 1).map(|it| it.words).sum::<usize>() <= FEW, is::BRIEF);
        Signed { said, is }
    };
    let closing = heard.said.iter().enumerate().skip(first);
    closing.filter(|it| heard.side(it.1) != Side::Unknown).map(|(at, said)| signed(at, said)).collect()
}

/// Up to `n` sentences for which more than `least` speaks, in the order of the call. Where none carries, `or`.
pub(super) fn shown(sight: &Sight<'_>, weights: &Weights, (n, least): (usize, i32), or: impl FnOnce() -> Vec<Moment>) -> Vec<Moment> {
    let signed = sight.found.last_signs.get_or_init(|| find(sight.heard));
    let best = weights.best(signed);
    let carries = best.iter().take_while(|it| it.0 > least).take(n).map(|it| it.1);
    let moments = sight.moments(carries);
    if moments.is_empty() { or() } else { moments }
}
