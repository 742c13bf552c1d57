//! How our side bears itself in the whole call: signs that are each heard in part only, and together tell who listens from who
//! pitches. No item rests on it alone.

use super::{Sight, pacing, presentation};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// What one sign gives at most, so that halves, thirds and sixths of it are whole.
pub(super) const SIGN: usize = 60;

/// What all of them give at most.
pub(super) const MOST: usize = 9 * SIGN;

/// An acknowledgement comes in the first sentences of a turn.
const FIRST: usize = 3;

/// In one of so many turns of ours, and it is a habit.
const HABIT: usize = 5;

/// So many words told, and a question at their end hands the talk over.
const TOLD: usize = 25;

/// In fewer turns of ours nothing shows how it bears itself.
const ENOUGH: usize = 10;

/// Whether our side has said enough to show how it bears itself.
pub(super) fn shows(sight: &Sight<'_>) -> bool {
    turns(sight).take(ENOUGH).count() == ENOUGH
}

/// The turns in which our side says more than a word.
pub(super) fn turns<'a>(sight: &'a Sight<'_>) -> impl Iterator<Item = &'a [Said]> + 'a {
    let voices = sight.heard.voices.iter().enumerate();
    voices.filter(|it| it.1.side == Side::Ours && !it.1.brief).map(|it| sight.heard.of_turn(it.0))
}

/// How much of a habit it is to argue, from 0 to [`SIGN`].
pub(super) fn argues(sight: &Sight<'_>) -> usize {
    habit(sight.said(Side::Ours, |it| it.on(Topic::Argue)).count(), sight)
}

/// Half and full points of a habit, by how often it shows.
fn habit(times: usize, sight: &Sight<'_>) -> usize {
    (SIGN * HABIT * times / turns(sight).count().max(1)).min(SIGN)
}

/// Whether a question of ours offers two things to choose from.
pub(super) fn offers_choice(it: &Said) -> bool {
    it.either && asks(it)
}

fn asks(it: &Said) -> bool {
    it.asked.is_some_and(Asked::counts)
}

/// Whether sentence `at` acknowledges at the beginning of its turn.
pub(super) fn listens(sight: &Sight<'_>, at: usize, it: &Said) -> bool {
    it.on(Topic::Acknowledge) && sight.heard.first_sentence.get(it.turn).is_some_and(|first| at < first + FIRST)
}

/// How our side bears itself, from 0 to [`MOST`].
pub(super) fn bearing(sight: &Sight<'_>) -> usize {
    let of = |most: usize, wanted: &dyn Fn(usize, &Said) -> bool| {
        let found = sight.said(Side::Ours, |_| true).filter(|it| wanted(it.0, it.1)).take(most).count();
        SIGN * found / most
    };
    let hands_over = |turn: &[Said]| {
        let told: usize = turn.iter().filter(|it| !asks(it)).map(|it| it.words).sum();
        told >= TOLD && turn.last().is_some_and(|it| asks(it) || it.asked == Some(Asked::Tag))
    };
    let signs = [
        of(6, &|_, it| it.asked == Some(Asked::Open)),
        of(3, &|_, it| it.takes_up && it.asked == Some(Asked::Open)),
        of(2, &|_, it| offers_choice(it)),
        of(1, &|_, it| it.on(Topic::AskObjection) && asks(it)),
        of(6, &|_, it| it.words > 3 && !asks(it) && it.mirrors >= presentation::TIED),
        of(3, &|at, it| listens(sight, at, it)),
        of(3, &|_, it| it.on(Topic::Evidence) && !asks(it) && !sight.heard.is_step(it)),
        habit(turns(sight).filter(|it| hands_over(it)).count(), sight),
        SIGN * usize::from(pacing::in_portions(sight)) / 5,
    ];
    signs.iter().sum::<usize>().saturating_sub(argues(sight))
}
