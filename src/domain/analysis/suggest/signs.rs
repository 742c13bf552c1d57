//! Which of our sentences show an item best: a few signs of each are weighed together, so that no phrase decides alone.
//! The weights are logits in tenths, chosen on 98 calls (of a story and of standing, 117) that were judged by hand with what shows
//! each item quoted, and held up on each set of them that they were not chosen on.

use super::Sight;
use super::shape::{Signed, find, is};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::{Topic, Topics};
use crate::domain::order;

/// How much each sign of an item weighs.
pub(super) struct Weights {
    pub begin: i32,
    pub topics: &'static [(Topics, i32)],
    pub shape: &'static [(u64, i32)],
    /// Only sentences that are like this, and not like that.
    pub only: u64,
    pub not: u64,
    /// What is more shows it, and what is more still shows it beside a better one.
    pub over: i32,
    pub also: i32,
}

const AGAINST: Topics = Topic::set(&[Topic::Negative, Topic::Pain, Topic::Consequence, Topic::Objection]);

/// What takes up an objection.
pub(super) const ACKNOWLEDGES: Weights = Weights {
    begin: -44,
    topics: &[(Topic::Acknowledge.bit(), 33), (Topic::set(&[Topic::Step, Topic::Date, Topic::Time]), -6)],
    shape: &[(is::OBJECTED, 17), (is::WAS_ASKED, -11), (is::TOLD, 10), (is::FIGURE, -10), (is::SHORT, -8), (is::LONG, -7), (is::EARLY, -5)],
    only: is::REPLY | is::BEGINS,
    not: is::ASKED,
    over: SHOWS,
    also: SHOWS,
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
    over: SHOWS,
    also: SHOWS,
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
    over: SHOWS,
    also: SHOWS,
};

/// What ties what is shown to what the prospect said.
pub(super) const TIES: Weights = Weights {
    begin: -32,
    topics: &[(Topic::Refer.bit(), 28), (Topic::Yours.bit(), 9), (Topic::NotImpact.bit(), 9), (AGAINST, 8), (Topic::Acknowledge.bit(), -7)],
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
    over: -18,
    also: -9,
};

/// What tells what the prospect gets.
pub(super) const GETS: Weights = Weights {
    begin: -27,
    topics: &[
        (Topic::set(&[Topic::Benefit, Topic::Gain]), 17),
        (Topic::Yours.bit(), 6),
        (Topic::Consequence.bit(), 6),
        (Topic::Personal.bit(), -9),
        (Topic::Owner.bit(), -7),
        (Topic::Agreement.bit(), -6),
        (Topic::Commitment.bit(), -5),
    ],
    shape: &[
        (is::TWO, 10),
        (is::YOU, 9),
        (is::LONG, 4),
        (is::THREE, 3),
        (is::OTHERS_WERE, -10),
        (is::WE, -8),
        (is::EARLY, -7),
        (is::LATE, -6),
        (is::FEW, -5),
        (is::FIRST, -5),
        (is::TOLD, -5),
        (is::BEGINS, -4),
    ],
    only: 0,
    not: is::ASKED | is::SHORT,
    over: -18,
    also: -10,
};

/// What checks whether what was shown lands.
pub(super) const CHECKS: Weights = Weights {
    begin: -20,
    topics: &[
        (Topic::Check.bit(), 21),
        (Topic::Turned.bit(), 8),
        (
            Topic::set(&[Topic::ShortFact, Topic::AskTimeline, Topic::AskGoals, Topic::AskCurrent, Topic::AskImpact, Topic::AskAuthority]),
            -8,
        ),
        (Topic::set(&[Topic::Step, Topic::Date, Topic::Time]), -6),
    ],
    shape: &[
        (is::EITHER, 7),
        (is::OFFERED, 6),
        (is::AT_LENGTH, 6),
        (is::WE, 6),
        (is::BESIDE_NUMBER, 5),
        (is::EARLY, -16),
        (is::WAS, -8),
        (is::BEGINS, -7),
        (is::TWO, -7),
        (is::TOLD, -5),
        (is::TAKES_UP, -4),
        (is::OPEN, -4),
    ],
    only: is::ASKING,
    not: 0,
    over: -18,
    also: -8,
};

/// A story of somebody else: who went through what, and what came of it. (Of 51 calls with one that was worth four points or more 48
/// were found on sets left out, of 64 without one two.)
pub(super) const STORY: Weights = Weights {
    begin: -62,
    topics: &[
        (Topic::Relevant.bit(), 20),
        (Topic::Proof.bit(), 13),
        (Topic::Story.bit(), 10),
        (Topic::Since.bit(), 9),
        (Topic::Absent.bit(), 9),
        (Topic::If.bit(), -8),
    ],
    shape: &[
        (is::NUMBER, 17),
        (is::BESIDE_CHANGE, 16),
        (is::NAME, 9),
        (is::THEY, 8),
        (is::CHANGED, 8),
        (is::OTHERS_WERE, 7),
        (is::WERE, 6),
        (is::WAS_BEFORE, 6),
        (is::BESIDE_THEY, 5),
        (is::BESIDE_NUMBER, 5),
        (is::WAS, 4),
        (is::OF_OTHERS, 4),
        (is::NUMBERS, 3),
        (is::MANY, 3),
        (is::INTRODUCED, 2),
        (is::EARLY, -14),
        (is::SPEAKS_ON, -10),
        (is::THEIRS, -10),
        (is::WE, -9),
    ],
    only: 0,
    not: is::ASKED | is::SHORT,
    over: -10,
    also: -10,
};

/// Why our side may ask: what it has done, for how long and for how many. Without words for that nothing else weighs enough. (Of 27
/// calls that had it 26 were found on sets left out, of 86 without it two.)
pub(super) const STANDING: Weights = Weights {
    begin: -71,
    topics: &[(Topic::Experience.bit(), 60), (Topic::Personal.bit(), -6), (Topic::Price.bit(), -20)],
    shape: &[(is::NUMBER, 9), (is::LONG, 8), (is::YEARS, 7), (is::NAME, 7), (is::NUMBERS, 3), (is::YOU, -2), (is::MINUTES, -4)],
    only: is::AT_FIRST | is::EARLY,
    not: is::ASKED,
    over: -5,
    also: -5,
};

/// Below this hardly one sentence in eight shows it.
pub(super) const SHOWS: i32 = -20;

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
    let over = |nth: usize| if nth == 0 { weights.over } else { weights.also };
    best(sight, weights).into_iter().take(n).enumerate().take_while(|(nth, it)| it.0 > over(*nth)).map(|it| it.1.1).collect()
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
