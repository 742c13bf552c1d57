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

/// How often each of these shows at most: more of them change nothing.
const MOST_OF: [usize; 7] = [6, 3, 2, 1, 6, 3, 3];

/// How our side bears itself, from 0 to [`MOST`].
pub(super) fn bearing(sight: &Sight<'_>) -> usize {
    *sight.found.bearing.get_or_init(|| weigh(sight))
}

fn weigh(sight: &Sight<'_>) -> usize {
    let mut found = [0; MOST_OF.len()];
    for (at, it) in sight.said(Side::Ours, |_| true) {
        let (open, asks) = (it.asked == Some(Asked::Open), asks(it));
        let signs = [
            open,
            open && it.takes_up,
            offers_choice(it),
            asks && it.on(Topic::AskObjection),
            !asks && it.words > 3 && it.mirrors >= presentation::TIED,
            listens(sight, at, it),
            !asks && it.on(Topic::Evidence) && !sight.heard.is_step(it),
        ];
        found.iter_mut().zip(signs).for_each(|(n, there)| *n += usize::from(there));
    }
    let signs: usize = found.iter().zip(MOST_OF).map(|(n, most)| SIGN * n.min(&most) / most).sum();
    let hands_over = |turn: &[Said]| {
        let told: usize = turn.iter().filter(|it| !asks(it)).map(|it| it.words).sum();
        told >= TOLD && turn.last().is_some_and(|it| asks(it) || it.asked == Some(Asked::Tag))
    };
    let hands_over = habit(turns(sight).filter(|it| hands_over(it)).count(), sight);
    let all = signs + hands_over + SIGN * usize::from(pacing::in_portions(sight)) / 5;
    all.saturating_sub(argues(sight))
}

/// The same in percent.
pub(super) fn share(sight: &Sight<'_>) -> i32 {
    i32::try_from(100 * bearing(sight) / MOST).unwrap_or(0)
}
