//! The turn of ours that most likely sums up, in whatever words: how much of what had been told it tells again, how many numbers it
//! lists, where it stands, and whether it ends in a question or in the prospect's nod. As with [`signs`](super::signs) none of these
//! decides alone; the weights are logits in tenths. (Of 43 calls judged by hand that had a summary 39 were found on sets left out, of
//! 69 that had none three.)

use super::Sight;
use super::summary::{BREATH, Told};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::persons::has;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// The turn, and what speaks for it.
pub(super) struct Recap<'a> {
    pub weighs: i32,
    /// The sentence that says most once more, and the question after it.
    pub shows: &'a Said,
    pub check: Option<&'a Said>,
    /// It is checked with the prospect, who is asked or nods.
    pub checked: bool,
}

/// Nothing before so much of a call sums it up, in percent; where it mostly stands, and where people already take their leave.
const FROM: usize = 55;
const MOSTLY: usize = 80;
const LEAVING: usize = 90;

/// So many words tell a good deal, so many numbers list, so few words at the end of a turn ask whether it is right, and so few nod.
const LONG: usize = 40;
const LISTS: u32 = 4;
const SHORT: usize = 6;
const NOD: usize = 4;

const BEGIN: i32 = -48;

/// From so much on it is one beyond doubt, and from so much on most likely.
pub(super) const PLAIN: i32 = 0;
pub(super) const LIKELY: i32 = -8;

/// The turn that most likely sums up.
pub(super) fn recap<'a>(sight: &Sight<'a>) -> Option<Recap<'a>> {
    let heard = sight.heard;
    let told = Told::of(heard);
    let ours = (0..heard.voices.len()).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    ours.filter_map(|turn| weigh(sight, &told, turn)).max_by_key(|it| it.weighs)
}

fn weigh<'a>(sight: &Sight<'a>, told: &Told, turn: usize) -> Option<Recap<'a>> {
    let heard = sight.heard;
    let (first, all) = (*heard.first_sentence.get(turn)?, heard.of_turn(turn));
    let at = 100 * all.first()?.before;
    if at < FROM * heard.words {
        return None;
    }
    let states: Vec<(usize, &Said)> = (first..).zip(all).filter(|it| !it.1.asked.is_some_and(Asked::counts)).collect();
    let halves = |breath: &[(usize, &Said)]| breath.iter().map(|it| usize::from(it.1.mirrors) + 2 * told.again(it.0, it.1)).sum::<usize>();
    let breaths = (0..states.len()).map(|from| states.get(from..states.len().min(from + BREATH)).unwrap_or_default());
    let breath = breaths.rev().max_by_key(|it| halves(it))?;
    let (again, any) = (halves(breath), |wanted: &dyn Fn(&Said) -> bool| breath.iter().any(|it| wanted(it.1)));
    let shows = breath.iter().map(|it| it.1).max_by_key(|it| 4 * (usize::from(it.mirrors) + 2 * usize::from(it.numbers)) + it.words)?;
    let checks = |it: &Said| it.on(Topic::SummaryCheck) || it.asked != Some(Asked::Open);
    let check = all.iter().rfind(|it| it.asked.is_some() && it.from > shows.from && checks(it));
    // "No, not quite." corrects.
    let denies = |it: &Said| sight.has_word(it, "words negation") && !it.on_any(&[Topic::Agreement, Topic::Calm]);
    let nods =
        |it: &Said| heard.side(it) == Side::Theirs && it.words <= NOD && matches!(it.asked, None | Some(Asked::BackChannel)) && !denies(it);
    let nod = heard.of_turn(turn + 1).first().is_some_and(nods);
    let signs = [
        (again >= 3, 4),
        (again >= 5, 5),
        (again >= 7, 5),
        (all.iter().any(|it| it.on(Topic::Summary) && !it.on(Topic::TrialClose)), 12),
        (breath.iter().map(|it| u32::from(it.1.numbers)).sum::<u32>() >= LISTS, 11),
        (all.iter().any(|it| it.asked.is_some()), 7),
        (nod, 7),
        (all.last().is_some_and(|it| it.asked.is_some() && it.words <= SHORT), 6),
        (breath.iter().any(|it| told.again(it.0, it.1) > 0), 6),
        (breath.iter().map(|it| it.1.words).sum::<usize>() > LONG, 6),
        (at > MOSTLY * heard.words, 8),
        (at > LEAVING * heard.words, -8),
        (any(&|it| it.tells & has::THEY != 0), -7),
        (any(&|it| it.tells & has::WAS != 0), -4),
    ];
    let weighs = BEGIN + signs.iter().filter(|it| it.0).map(|it| it.1).sum::<i32>();
    Some(Recap { weighs, shows, check, checked: check.is_some() || nod })
}
