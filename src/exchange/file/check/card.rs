//! What a scorecard must be before it may be kept.

use std::collections::BTreeSet;

use super::{By, Fault};
use crate::domain::rubric::{Item, ItemKind, Rubric};
use crate::domain::scorecard::{Answer, CardState, Focus, Given, Scorecard};
use crate::domain::transcript::Moment;

/// What is wrong with `card` by itself.
pub(super) fn fault(card: &Scorecard, by: By) -> Fault {
    by.instant("body.created_at", Some(&card.created_at))?;
    by.instant("body.submitted_at", card.submitted_at.as_ref())?;
    by.long("body.note", &card.note)?;
    by.short("body.sealed_hash", &card.sealed_hash)?;
    focus("body.focus", card.focus.as_ref(), by)?;
    for (at, act) in card.refocused.iter().enumerate() {
        by.instant(&format!("body.refocused[{at}].at"), Some(&act.at))?;
        focus(&format!("body.refocused[{at}].was"), act.was.as_ref(), by)?;
    }
    if card.state == CardState::Submitted && card.submitted_at.is_none() {
        return Err("body.submitted_at: it is missing from a submitted card".to_owned());
    }
    let is_frozen = card.is_frozen();
    answers("body.answers", &card.answers, is_frozen, by)?;
    answers("body.original", &card.original, is_frozen, by)?;
    talk(card, by)?;
    disputes(card, by)
}

fn focus(field: &str, focus: Option<&Focus>, by: By) -> Fault {
    let Some(focus) = focus else { return Ok(()) };
    by.short(&format!("{field}.item"), &focus.item)?;
    by.long(&format!("{field}.action"), &focus.action)
}

/// What is wrong with `card` beside the rubric it was scored by, where that is known.
pub(super) fn beside_rubric(card: &Scorecard, rubric: Option<&Rubric>) -> Fault {
    let Some(rubric) = rubric else { return Ok(()) };
    for (list, answers) in [("body.answers", &card.answers), ("body.original", &card.original)] {
        for (at, answer) in answers.iter().enumerate() {
            if let (Some(given), Some(item)) = (&answer.given, rubric.item(&answer.item)) {
                fits(given, item).map_err(|why| format!("{list}[{at}].given: {why}"))?;
            }
        }
    }
    Ok(())
}

fn answers(list: &str, answers: &[Answer], is_frozen: bool, by: By) -> Fault {
    let mut items = BTreeSet::new();
    for (at, answer) in answers.iter().enumerate() {
        let field = |part: &str| format!("{list}[{at}].{part}");
        by.short(&field("item"), &answer.item)?;
        by.long(&field("comment"), &answer.comment)?;
        quotes(&field("evidence"), &answer.evidence, by)?;
        if !items.insert(answer.item.as_str()) {
            return Err(format!("{}: {} is judged twice", field("item"), answer.item));
        }
        if let Some(it) = &answer.given {
            given(it, is_frozen, by).map_err(|why| format!("{}: {why}", field("given")))?;
        }
    }
    Ok(())
}

fn quotes(field: &str, moments: &[Moment], by: By) -> Fault {
    moments.iter().try_for_each(|it| by.long(field, &it.quote))
}

/// What is wrong with what was given, whatever for.
fn given(given: &Given, is_frozen: bool, by: By) -> Fault {
    match given {
        Given::NotApplicable(why) => {
            by.short("not_applicable", why)?;
            if is_frozen && why.trim().is_empty() {
                return Err("not applicable, but it does not say why".to_owned());
            }
        }
        Given::Text(text) => by.long("text", text)?,
        Given::Checks(keys) => keys.iter().try_for_each(|it| by.short("checks", it))?,
        Given::Points(_) | Given::Count(_) => {}
    }
    Ok(())
}

/// What is wrong with what was given for `item`.
fn fits(given: &Given, item: &Item) -> Fault {
    if !given.fits(&item.kind) {
        return Err(format!("this cannot be given for {}, which is of the kind {}", item.key, item.kind.key()));
    }
    match (given, &item.kind) {
        (Given::Points(points), _) if *points > item.points => Err(format!("{points} points, but {} has {}", item.key, item.points)),
        (Given::Checks(keys), ItemKind::Checklist { checks }) => {
            let strange = |key: &&String| !checks.iter().any(|it| it.key == **key);
            keys.iter().find(strange).map_or(Ok(()), |it| Err(format!("{} has no check {it}", item.key)))
        }
        _ => Ok(()),
    }
}

fn talk(card: &Scorecard, by: By) -> Fault {
    for (at, comment) in card.comments.iter().enumerate() {
        by.instant(&format!("body.comments[{at}].at"), Some(&comment.at))?;
        by.long(&format!("body.comments[{at}].text"), &comment.text)?;
        quotes(&format!("body.comments[{at}].moment"), comment.moment.as_slice(), by)?;
    }
    for (at, key) in card.key_moments.iter().enumerate() {
        by.short(&format!("body.key_moments[{at}].why"), &key.why)?;
        by.long(&format!("body.key_moments[{at}].moment"), &key.moment.quote)?;
    }
    if let Some(shown) = &card.shown_early {
        by.instant("body.shown_early.at", Some(&shown.at))?;
        by.short("body.shown_early.why", &shown.why)?;
    }
    Ok(())
}

fn disputes(card: &Scorecard, by: By) -> Fault {
    for (at, dispute) in card.disputes.iter().enumerate() {
        let field = |part: &str| format!("body.disputes[{at}].{part}");
        by.instant(&field("at"), Some(&dispute.at))?;
        by.long(&field("reason"), &dispute.reason)?;
        for proposal in &dispute.proposed {
            by.short(&field("proposed"), &proposal.item)?;
            quotes(&field("proposed"), &proposal.evidence, by)?;
            // Against which rubric it must hold is the other card's matter.
            given(&proposal.given, true, by).map_err(|why| format!("{}: {why}", field("proposed")))?;
        }
    }
    for (at, ruling) in card.rulings.iter().enumerate() {
        by.instant(&format!("body.rulings[{at}].at"), Some(&ruling.at))?;
        by.instant(&format!("body.rulings[{at}].dispute"), Some(&ruling.dispute))?;
        by.long(&format!("body.rulings[{at}].why"), &ruling.why)?;
        ruling.accepted.iter().try_for_each(|it| by.short(&format!("body.rulings[{at}].accepted"), it))?;
    }
    Ok(())
}
