//! Objections that no list knows: what our side grants when it answers, and what somebody cannot or will not do of a sum.

use super::{AGAINST, BUT, SELF, resists};
use crate::domain::analysis::figures::Of;
use crate::domain::analysis::hearing::{Heard, Hearing, Said};
use crate::domain::analysis::lexicon::{Topic, Topics, class};
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::words::{After, Few, Kind, Word, fixed};
use crate::domain::transcript::Side;

/// The fewest words of the sentence that has something against what was told.
const SAYS: usize = 3;

/// What denies more than a word after it.
const CANNOT: [u64; 5] = [fixed("can't"), fixed("cannot"), fixed("wouldn't"), fixed("couldn't"), fixed("nix")];

/// … and so does this before a word, but not at the end: "in spring too".
const TOO: u64 = fixed("too");

/// All of these and who speaks: of most words none is suspected.
const MAY_BE: Few = Few::of(&[&CANNOT, &BUT, &SELF]);

/// What speaks against something.
const SPEAKS_AGAINST: Topics = Topic::set(&[Topic::Negative, Topic::Pain, Topic::Consequence]);

/// What speaks of a price, which needs no offer before it.
const PRICED: Topics = Topic::set(&[Topic::Price, Topic::ObjectsPrice]);

/// What is glad of it, agrees or only supposes objects to nothing.
const AGREES: &[Topic] = &[Topic::Positive, Topic::Commitment, Topic::If];

/// Whether sentence `at` is the last of a turn of the prospect's that speaks against an offer, and our side begins its reply by
/// granting it, or it says what cannot be done of a sum: "You're a fifth dearer than last year, I can't take that upstairs." "No, I can see that."
pub(in crate::domain::analysis) fn is_granted(hearing: &Hearing<'_>, at: usize, said: &Said) -> bool {
    let heard = &hearing.heard;
    let against = |at: usize, it: &Said| {
        let speaks = it.touches(SPEAKS_AGAINST)
            || denies(hearing, at)
            || has(hearing, at, |it| it.is(class::NEGATION) || (MAY_BE.may_have(it.hash) && BUT.contains(&it.hash)));
        it.words >= SAYS && it.asked.is_none() && !it.on_any(AGREES) && speaks && is_own(hearing, at, it)
    };
    if heard.side(said) != Side::Theirs || !against(at, said) {
        return false;
    }
    let first = heard.first_sentence.get(said.turn).copied().unwrap_or(at);
    let turn = heard.of_turn(said.turn);
    // Of a turn only the last is looked at further, so that what goes through all of it is done once.
    if (at + 1..).zip(turn.get(at + 1 - first..).unwrap_or_default()).any(|it| against(it.0, it.1)) {
        return false;
    }
    let proposed = resists::is_proposed(heard, first);
    // What is heard by its own words is shown by them, unless it comes before any offer.
    let known = proposed && turn.iter().any(|it| it.on(Topic::Objection));
    !known
        && turn.iter().map(|it| it.words).sum::<usize>() >= AGAINST
        && (proposed || turn.iter().any(|it| it.touches(PRICED) || it.figures.iter().any(|it| it.of == Of::Share)))
        && !resists::answers_plainly(heard, first, turn.first().unwrap_or(said))
        && (grants(heard, said.turn) || refuses(hearing, at, turn))
}

/// Whether who speaks stands in sentence `at` or a figure does: "not in April" is a fact. A Spanish verb needs no pronoun.
fn is_own(hearing: &Hearing<'_>, at: usize, said: &Said) -> bool {
    hearing.heard.language == "es" || !said.figures.is_empty() || has(hearing, at, |it| MAY_BE.may_have(it.hash) && SELF.contains(&it.hash))
}

/// Whether a word that is `wanted` stands in sentence `at`.
fn has(hearing: &Hearing<'_>, at: usize, wanted: impl Fn(&Word) -> bool) -> bool {
    let words = hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    words.iter().any(wanted)
}

/// Whether a word that denies more than one stands in sentence `at`.
fn denies(hearing: &Hearing<'_>, at: usize) -> bool {
    let words = hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let too = words.array_windows().any(|[one, next]| one.hash == TOO && one.after == After::Nothing && next.kind == Kind::Plain);
    too || words.iter().any(|it| MAY_BE.may_have(it.hash) && CANNOT.contains(&it.hash))
}

/// Whether our next turn begins by granting what was said.
fn grants(heard: &Heard, turn: usize) -> bool {
    let next = heard.voices.get(turn + 1).is_some_and(|it| it.side == Side::Ours && !it.brief);
    let grants = |it: &Said| it.on(Topic::Acknowledge) && !it.asked.is_some_and(Asked::counts);
    next && heard.of_turn(turn + 1).iter().take(2).any(grants)
}

/// Whether who speaks cannot or will not in sentence `at`, of a sum or a share that its turn tells.
fn refuses(hearing: &Hearing<'_>, at: usize, turn: &[Said]) -> bool {
    let told = turn.iter().any(|it| it.touches(PRICED) || it.figures.iter().any(|it| matches!(it.of, Of::Share | Of::Money)));
    told && denies(hearing, at) && has(hearing, at, |it| MAY_BE.may_have(it.hash) && SELF.contains(&it.hash))
}
