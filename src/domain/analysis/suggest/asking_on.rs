//! Whether our side asked on about what it heard.

use super::{Sight, Sureness, Verdict, counted};
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::{Moment, Side};

/// What the three signs give, in thirds of a point: a question that takes up the prospect's words and goes deeper, a short turn
/// of ours that asks where something had been told and is told more, and an open question. Each is heard in part only, so
/// none decides alone. (Chosen on 79 calls judged by hand; on each of eight sets by the other seven, 66 were in the range.)
const DEEP: usize = 4;
const TURN: usize = 1;
const OPEN: usize = 1;
const BY_CHANCE: usize = 3;

/// More of them than this change nothing.
const DEEP_ONES: usize = 2;
const TURNS: usize = 5;
const OPEN_ONES: usize = 5;

/// So many words of the prospect's tell something; in a call of so few that nothing can be told by length, more than a yes.
const TOLD: usize = 8;
const NO_LENGTH: usize = 300;
const MORE_THAN_YES: usize = 2;

/// … and with fewer, nothing can be taken up.
const SAID: usize = 4;

/// A turn of ours of no more words leaves the word to the prospect, and of so few it only listens.
const SHORT: usize = 40;
const LISTENS: usize = 3;

/// … and of so few asks one thing.
const BRIEF: usize = 15;

/// In so many words of a call people meet and say what it is for.
const MEETING: usize = 200;

/// What speaks for any question, and from what on it is shown; no more than so many are.
const BEGINS: isize = -27;
const SHOWS: isize = -15;
const SHOWN: usize = 3;

/// How many turns before and after ours are looked at.
const AROUND: usize = 2;

/// In the first words people greet each other, of a call with so many.
pub(super) const GREETING: usize = 60;
pub(super) const GREETS_IN: usize = 600;

/// So many questions that were told more are no chance.
const NO_CHANCE: usize = 3;

pub(super) fn follow_up_probing(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let told = if heard.words < NO_LENGTH { MORE_THAN_YES } else { TOLD };
    let ours = (0..heard.voices.len()).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    let (mut taken, mut deep, mut turns): (Vec<&Said>, usize, usize) = (Vec::new(), 0, 0);
    let mut asked: Vec<&Said> = Vec::new();
    for turn in ours.filter(|it| told_after(heard, *it) >= told) {
        let of_turn = heard.of_turn(turn);
        let takes = || of_turn.iter().filter(|it| it.takes_up);
        taken.extend(takes().filter(|it| !is_of_the_frame(heard, it)));
        deep += usize::from(takes().any(|it| (it.asked == Some(Asked::Open) || it.either) && !is_of_the_frame(heard, it)));
        let short = of_turn.iter().map(|it| it.words).sum::<usize>() <= SHORT;
        let asks = of_turn.iter().find(|it| it.asked.is_some_and(Asked::counts));
        if let Some(it) = asks.filter(|it| short && told_before(heard, turn) >= told && !is_of_the_frame(heard, it)) {
            turns += 1;
            asked.push(it);
        }
    }
    let open = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).count();
    let thirds = DEEP * deep.min(DEEP_ONES) + TURN * turns.min(TURNS) + OPEN * open.min(OPEN_ONES);
    let points = u16::try_from(thirds.saturating_sub(BY_CHANCE) / 3).unwrap_or(0);
    let why = match (taken.len(), turns) {
        (0, _) if points == 0 => "No question took up words the prospect had just said and was told more.".to_owned(),
        (n, _) if points == 0 => {
            format!("{} touched what the prospect had just said, but hardly went deeper.", counted(n, "question"))
        }
        (0, n) => format!("Our side asked on {} in a few words, but not in the prospect's.", super::times(n)),
        (n, _) => format!("{} took up what the prospect had just said and was told more.", counted(n, "question")),
    };
    let sureness = if taken.len() >= NO_CHANCE && deep >= DEEP_ONES { Sureness::Likely } else { Sureness::Unsure };
    let best = if taken.is_empty() && points > 0 { asked } else { taken };
    Verdict::of(points, sureness, why, shown(sight, best))
}

/// What speaks for it that a question asks on, in tenths of a logit: what it takes up and asks for, that it is short and leaves the
/// word to the prospect, and that it stands neither where people meet nor where they deal. (On each of twelve sets of calls judged
/// by hand, chosen on the other eleven: of 105 questions shown the judge had pointed at 58.)
fn asks_on(heard: &Heard, said: &Said) -> isize {
    let words = heard.of_turn(said.turn).iter().take(SHORT + 1).map(|it| it.words).sum::<usize>();
    let signs = [
        (said.on(Topic::AskImpact), 11),
        (said.on(Topic::Probe), 8),
        (said.takes_up, 8),
        (said.mirrors > 0, 7),
        (heard.first_sentence.get(said.turn) == Some(&heard.index(said)), 6),
        (words <= BRIEF, 4),
        (words >= SHORT, -9),
        (said.before < MEETING, -10),
        (said.before * 2 > heard.words, -10),
        (heard.is_late(said), -7),
    ];
    BEGINS + signs.iter().filter(|it| it.0).map(|it| it.1).sum::<isize>()
}

/// Some questions for which enough speaks, and at least one, in the order of the call.
fn shown(sight: &Sight<'_>, mut asked: Vec<&Said>) -> Vec<Moment> {
    let heard = sight.heard;
    order::sort_by_key(&mut asked, |it| (-asks_on(heard, it), it.from));
    let carry = asked.iter().take(SHOWN).take_while(|it| asks_on(heard, it) > SHOWS).count();
    sight.moments(asked.into_iter().take(carry.max(1)))
}

/// Whether it stands where nothing is asked on about: while people greet each other, or when the call is being closed.
fn is_of_the_frame(heard: &Heard, said: &Said) -> bool {
    (heard.words >= GREETS_IN && said.before < GREETING) || (said.before * 5 >= heard.words * 4 && !said.on(Topic::AskObjection))
}

/// How many words the prospect has for an answer to `turn`, those of its first sentences; none where our side goes on.
pub(super) fn told_after(heard: &Heard, turn: usize) -> usize {
    let words = |it: usize| heard.of_turn(it).iter().take(TOLD).map(|it| it.words).sum::<usize>();
    let next = (turn + 1..=turn + AROUND).find(|it| side(heard, *it) == Side::Theirs || words(*it) > LISTENS);
    next.filter(|it| side(heard, *it) == Side::Theirs).map_or(0, words)
}

/// How many words the prospect had before `turn`.
fn told_before(heard: &Heard, turn: usize) -> usize {
    let words = |it: usize| heard.of_turn(it).iter().map(|it| it.words).sum::<usize>();
    let mut before = (turn.saturating_sub(AROUND)..turn).rev().filter(|it| side(heard, *it) == Side::Theirs).map(words);
    before.find(|it| *it >= SAID).unwrap_or(0)
}

fn side(heard: &Heard, turn: usize) -> Side {
    heard.voices.get(turn).map_or(Side::Unknown, |it| it.side)
}
