//! The opening: whom it is for, what will be done, why to listen.

use super::{Sight, Sureness, Verdict};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::transcript::Side;

/// What an agenda is made of and what each part gives of five: what will be covered and how long it takes weigh
/// alike, the prospect's say completes it (the rubric's three parts).
const COVERED: u16 = 2;
const TIMED: u16 = 2;
const CHECKED: u16 = 1;

/// How many sentences after the agenda its time limit and the prospect's say may come.
const NEAR: usize = 6;

pub(super) fn personal_opener(sight: &Sight<'_>) -> Verdict {
    let first: Vec<&Said> = sight.said(Side::Ours, |it| it.words > 5).map(|it| it.1).take(3).collect();
    Verdict {
        moments: sight.moments(first),
        ..Verdict::unknown("No suggestion: the text cannot tell whether the opening is true of this prospect only.")
    }
}

pub(super) fn agenda(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let early = |topic: Topic| sight.said(Side::Ours, move |it| it.on(topic) && heard.is_early(it)).collect::<Vec<_>>();
    let covered = early(Topic::Agenda);
    let Some((first, _)) = covered.first().copied() else {
        return Verdict::of(0, Sureness::Likely, "No agenda was heard in the opening.".to_owned(), Vec::new());
    };
    let last = covered.last().map_or(first, |it| it.0);
    let near = |at: usize| at + 2 >= first && at <= last + NEAR;
    let limited = |it: &Said| it.figures.iter().any(|it| it.short && !it.rated);
    let timed = sight.said(Side::Ours, limited).find(|it| near(it.0) && heard.is_early(it.1));
    let checked = early(Topic::AgendaCheck).into_iter().find(|it| near(it.0));
    let points = COVERED + if timed.is_some() { TIMED } else { 0 } + if checked.is_some() { CHECKED } else { 0 };
    let part = |there: bool, with: &'static str, without: &'static str| if there { with } else { without };
    let why = format!(
        "An agenda was given in the opening, {} and {}.",
        part(timed.is_some(), "with a time limit", "without a time limit"),
        part(checked.is_some(), "the prospect was asked about it", "the prospect was not asked about it"),
    );
    let sureness = if points == 5 { Sureness::Sure } else { Sureness::Likely };
    Verdict::of(points, sureness, why, sight.moments(covered.iter().take(2).chain(&timed).chain(&checked).map(|it| it.1)))
}

pub(super) fn credibility(sight: &Sight<'_>) -> Verdict {
    super::presentation::proof(sight, |it| sight.heard.is_early(it), "in the opening")
}
