//! The five dimensions of the diagnostic: a whole call on a scale from 1 to 5.

use super::{Sight, Sureness, Verdict};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::objections::{Handling, handled};
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::{Moment, Side};

/// What an item is taken for that the text cannot tell.
const UNHEARD: u16 = 3;

pub(super) fn discovery_quality(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let theirs = |wanted: &dyn Fn(usize, &Said) -> bool| -> Vec<&Said> {
        sight.said(Side::Theirs, |it| !it.asked.is_some_and(Asked::counts)).filter(|it| wanted(it.0, it.1)).map(|it| it.1).take(2).collect()
    };
    let pains = theirs(&|at, it| it.on(Topic::Pain) && !it.on(Topic::Calm) && !heard.answers(at, it, &[Topic::AskGoals]));
    let figures = theirs(&|at, it| heard.weighs(at, it) && !it.on(Topic::Goals) && !heard.answers(at, it, &[Topic::AskGoals]));
    let stakes = theirs(&|_, it| it.on(Topic::Consequence));
    let probes = sight.said(Side::Ours, |it| it.takes_up || it.on(Topic::Implication) && it.asked.is_some_and(Asked::counts)).count();
    let (points, why) = match (pains.is_empty() && figures.is_empty(), probes, figures.len()) {
        (true, ..) => (1, "The prospect named no pain."),
        (_, 0, 0) => (2, "Pain was named, and no question went deeper."),
        (_, 0 | 1, _) if pains.is_empty() => (3, "The prospect put a figure on something, and hardly a question went deeper."),
        (_, 0, _) => (3, "The prospect put a figure on it, and no question went deeper."),
        (_, _, 0) => (3, "Questions went deeper, but brought out no figure of money, share or time lost."),
        (_, 1.., 2..) if !stakes.is_empty() => (5, "The prospect told the pain with figures and what hangs on it."),
        _ => (4, "The prospect put a figure on the pain."),
    };
    // It stands on figures and follow-ups: without either it is none, whatever single sentences sound like.
    let rests_on = [super::impact::quantified_impact(sight), super::asking_on::follow_up_probing(sight)];
    let most = 1 + rests_on.iter().map(|it| it.of_five.unwrap_or(UNHEARD)).sum::<u16>().div_ceil(2);
    let why =
        if points > most { "Something of pain was told, but hardly a figure of it was heard, or a question that took it up." } else { why };
    let sureness = if points > most || points == 1 { Sureness::Unsure } else { Sureness::Likely };
    Verdict::of(points.min(most), sureness, why.to_owned(), sight.moments(pains.into_iter().chain(figures).chain(stakes)))
}

pub(super) fn value_connection(sight: &Sight<'_>) -> Verdict {
    let benefits = super::presentation::benefits(sight);
    let Some(share) = benefits.of_five else { return benefits };
    let tied = sight.said(Side::Ours, |it| it.on(Topic::Refer) && !it.asked.is_some_and(Asked::counts)).count();
    let tied = u16::try_from(tied.min(2)).unwrap_or(0);
    let why = format!("{} {tied} of it or more was tied to what the prospect had said, in so many words.", benefits.why);
    let why = if tied == 0 { format!("{} Nothing was tied to what the prospect had said, in so many words.", benefits.why) } else { why };
    let most = 1 + share.max(super::presentation::refers_to_needs(sight).of_five.unwrap_or(0));
    Verdict { of_five: Some((1 + share / 2 + tied).min(most).min(5)), why, ..benefits }
}

pub(super) fn objection_response(sight: &Sight<'_>) -> Verdict {
    let objections = handled(sight.heard, &sight.analysis.signals);
    if objections.is_empty() {
        return Verdict::unknown("No suggestion: no objection was heard, so N/A may be right.");
    }
    let one = |it: &Handling<'_>| match (it.acknowledged.0, it.explored.0, it.answered.0) {
        (2, 1.., 1..) => 5,
        (_, 1.., 1..) => 4,
        (_, 1.., 0) | (_, 0, 1..) => 3,
        (1.., 0, 0) => 2,
        _ => {
            if it.acknowledged.1.is_some() {
                1
            } else {
                2
            }
        }
    };
    let n = objections.len();
    let points = objections.iter().map(one).sum::<u16>().div_ceil(u16::try_from(n).unwrap_or(1).max(1));
    let explored = objections.iter().filter(|it| it.explored.0 > 0).count();
    let answered = objections.iter().filter(|it| it.answered.0 > 0).count();
    let why = format!(
        "Of {}, {explored} met with a question first and {answered} answered with something checkable.",
        super::counted(n, "objection")
    );
    let mut moments: Vec<Moment> = Vec::new();
    for it in &objections {
        moments.push(it.signal.moment.clone());
        let parts = [it.explored, it.answered].into_iter().filter(|it| it.0 > 0);
        moments.extend(parts.filter_map(|it| sight.moment(sight.heard.said.get(it.1?)?)));
    }
    order::sort_by_key(&mut moments, |it| it.from);
    moments.dedup();
    Verdict::of(points, Sureness::Unsure, why, moments)
}

pub(super) fn next_step_clarity(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let steps: Vec<&Said> = heard.said.iter().filter(|it| heard.side(it) != Side::Unknown && heard.is_step(it)).collect();
    let full = steps.iter().filter(|it| heard.has_owner(it) && heard.has_date(it));
    let (ours, yes) = (full.count(), heard.said.iter().filter(|it| heard.is_commitment(it)).count());
    let theirs = steps.iter().any(|it| heard.side(it) == Side::Theirs || it.on(Topic::AskChampion));
    let dated = heard.said.iter().enumerate().any(|(at, it)| heard.is_step(it) && (heard.has_date(it) || heard.day_after(at)));
    let (points, why) = match (steps.len(), ours, theirs && yes > 0) {
        (0, ..) => (1, "No next step with an owner or a date was heard."),
        (_, 0, _) if !dated => (2, "A step was spoken of, without a date."),
        (_, 0, _) => (3, "A step was spoken of, its owner or its date missing."),
        (_, _, false) => (4, "A step with owner and date was heard."),
        (_, _, true) => (5, "Both sides owe something by a day, and the prospect said yes."),
    };
    // It says hardly another thing than the items of the standard card on the same steps.
    let (of_steps, of_yes) = (super::closing::next_steps(sight), super::closing::mutual_commitment(sight));
    let (plan, yes) = (of_steps.of_five.unwrap_or(0), of_yes.of_five.unwrap_or(0));
    let (points, why) = match (plan, yes) {
        (5, 4..) => (5, "Both sides owe something by a day, and the prospect said yes."),
        (4.., _) if points >= 4 => (points, why),
        (4.., _) => (4, "A step with owner and date was heard."),
        // A plan is more than one clear step.
        _ if points > plan + 1 => match plan + 1 {
            it @ ..3 => (it, "A step was spoken of, without a date towards the end."),
            it => (it, "A step was spoken of, its owner or its day missing."),
        },
        _ => (points, why),
    };
    let mut moments = sight.moments(steps);
    moments.extend(of_steps.moments);
    order::sort_by_key(&mut moments, |it| (it.from, it.to));
    moments.dedup_by(|a, b| (a.from, a.to) == (b.from, b.to));
    Verdict::of(points, of_steps.sureness, why.to_owned(), moments)
}

pub(super) fn executive_presence(sight: &Sight<'_>) -> Verdict {
    let asked = sight.said(Side::Theirs, |it| it.asked.is_some_and(Asked::counts) && it.on(Topic::Advice)).map(|it| it.1);
    let moments = sight.moments(asked);
    let why = match moments.len() {
        0 => "No suggestion: bearing is heard and not read, and our side was not asked for its opinion.",
        _ => "No suggestion: bearing is heard and not read. Our side was asked for its opinion; listen to the answer.",
    };
    Verdict { moments, ..Verdict::unknown(why) }
}

/// What was agreed in money is for a person to note; where it may have been is shown.
pub(super) fn noted(sight: &Sight<'_>) -> Verdict {
    let agreed = sight.said(Side::Theirs, |it| it.on(Topic::Commitment) && it.on_any(&[Topic::Offer, Topic::Price])).map(|it| it.1);
    Verdict { moments: sight.moments(agreed), ..Verdict::unknown("No suggestion: what was agreed is for a person to note.") }
}
