//! The closing: what was agreed, who does what by when, and whether both said yes.

use super::{Sight, Sureness, Verdict, counted};
use crate::domain::analysis::SignalKind;
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::order;
use crate::domain::transcript::Side;

/// A sentence of so many words that names a day and a time is about the appointment.
const SHORT: usize = 15;

/// How many sentences after a summary it may be checked.
const NEAR: usize = 8;

/// Sentences of either side from the closing on.
fn late<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> impl Iterator<Item = &'a Said> + 'a {
    sight.heard.said.iter().filter(move |it| sight.heard.side(it) != Side::Unknown && sight.heard.is_late(it) && wanted(it))
}

pub(super) fn summary(sight: &Sight<'_>) -> Verdict {
    let late = |it: &Said| it.on(Topic::Summary) && sight.heard.is_late(it);
    let Some((at, said)) = sight.said(Side::Ours, late).next() else {
        return Verdict::of(0, Sureness::Unsure, "No summary was heard towards the end.".to_owned(), Vec::new());
    };
    let check = sight.said(Side::Ours, |it| it.on(Topic::SummaryCheck)).find(|it| (at..at + NEAR).contains(&it.0));
    let (points, checked) = if check.is_some() { (5, "and checked with the prospect") } else { (3, "but not checked with the prospect") };
    let why = format!("What was heard was summed up towards the end, {checked}.");
    Verdict::of(points, Sureness::Likely, why, sight.moments(std::iter::once(said).chain(check.map(|it| it.1))))
}

pub(super) fn next_steps(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let steps: Vec<&Said> = heard.said.iter().filter(|it| heard.side(it) != Side::Unknown && heard.is_step(it)).collect();
    let full = steps.iter().filter(|it| heard.has_owner(it) && heard.has_date(it)).count();
    let owned = steps.iter().any(|it| heard.has_owner(it));
    let dated = steps.iter().any(|it| heard.has_date(it));
    // The rubric asks for both sides' steps: two full ones are a plan, one is a promise.
    let points = match (full, owned, dated) {
        (2.., ..) => 5,
        (1, ..) => 4,
        (_, true, true) => 3,
        (_, false, false) => 0,
        _ => 2,
    };
    let n = steps.len();
    let why = match n {
        0 => "No next step with an owner or a date was heard.".to_owned(),
        _ => format!("{} heard, {full} with both owner and date.", counted(n, "next step")),
    };
    let sureness = if n == 0 { Sureness::Unsure } else { Sureness::Likely };
    let (mut best, rest): (Vec<&Said>, Vec<&Said>) = steps.into_iter().partition(|it| heard.has_owner(it) && heard.has_date(it));
    best.extend(rest);
    best.truncate(super::MOMENTS);
    Verdict::of(points, sureness, why, sight.moments(best))
}

pub(super) fn mutual_commitment(sight: &Sight<'_>) -> Verdict {
    let yes: Vec<_> = sight.analysis.signals.iter().filter(|it| it.kind == SignalKind::Commitment).collect();
    let asked: Vec<_> = late(sight, |it| it.on(Topic::Confirm) && sight.heard.side(it) == Side::Ours).collect();
    let dated = late(sight, |it| sight.heard.is_step(it) && sight.heard.has_date(it)).next().is_some();
    let (points, why) = match (yes.len(), asked.len()) {
        (0, 0) => (0, "Neither a question for agreement nor a yes to a plan was heard.".to_owned()),
        (0, _) => (2, "Agreement was asked for, but no clear yes was heard.".to_owned()),
        (n, _) if !dated => (3, format!("The prospect agreed {}, but to no plan with a date.", counted(n, "time"))),
        (1, 0) => (4, "The prospect agreed to a plan once, without being asked to confirm it.".to_owned()),
        (n, _) => (5, format!("The prospect agreed to the plan {}.", counted(n, "time"))),
    };
    let mut moments = sight.moments(asked.into_iter().rev().take(2));
    moments.extend(yes.iter().map(|it| it.moment.clone()));
    order::sort_by_key(&mut moments, |it| it.from);
    Verdict::of(points, if points == 0 { Sureness::Unsure } else { Sureness::Likely }, why, moments)
}

pub(super) fn invite(sight: &Sight<'_>) -> Verdict {
    // "Thursday at ten, then." is short or a step; a day and a time in a long sentence may be of anything.
    let fixes = |it: &Said| it.words <= SHORT || sight.heard.is_step(it) || it.on(Topic::Invite);
    let fixed: Vec<_> = late(sight, |it| it.on(Topic::Date) && it.on(Topic::Time) && !it.on(Topic::NotStep) && fixes(it)).collect();
    let invite: Vec<_> = late(sight, |it| it.on(Topic::Invite)).collect();
    let dated: Vec<_> = late(sight, |it| it.on(Topic::Date) && sight.heard.is_step(it)).collect();
    let (points, why) = match (fixed.is_empty(), invite.is_empty(), dated.is_empty()) {
        (false, false, _) => (5, "A day and a time were named and an invite was spoken of."),
        (false, true, _) => (5, "A day and a time were named before the end."),
        (true, false, false) => (4, "An invite and a day were spoken of, but no time."),
        (true, false, true) => (3, "An invite was spoken of, but no day and time."),
        (true, true, false) => (2, "A day was named, but no time and no invite."),
        (true, true, true) => (0, "Neither an invite nor a day and time was heard towards the end."),
    };
    let rest = if fixed.is_empty() { dated } else { Vec::new() };
    let rests_on: Vec<&Said> = fixed.into_iter().chain(invite).chain(rest).collect();
    let sureness = if points == 5 || points == 0 { Sureness::Likely } else { Sureness::Unsure };
    Verdict::of(points, sureness, why.to_owned(), sight.moments(rests_on))
}
