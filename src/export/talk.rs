//! What is said around a card: key moments, comments in their threads, disputes and what came of them.

use super::card::{Hiding, Sheet, value};
use super::date;
use super::document::Block;
use crate::domain::id::PersonId;
use crate::domain::rubric::Item;
use crate::domain::scorecard::comment::{self, CommentKind};
use crate::domain::scorecard::dispute::{Dispute, Ruling, disputes};
use crate::domain::scorecard::{Comment, Given, Scorecard, says};

/// The blocks of all that, each part only where there is something of it.
pub(super) fn blocks(sheet: &Sheet<'_>, hiding: &Hiding, blocks: &mut Vec<Block>) {
    let disputed = disputes(sheet.card, sheet.cards);
    if !disputed.is_empty() {
        blocks.push(Block::Heading("Dispute".to_owned()));
        disputed.into_iter().for_each(|it| dispute(sheet, hiding, it, blocks));
    }
    let moments = comment::key_moments(sheet.cards.iter().copied());
    if !moments.is_empty() {
        blocks.push(Block::Heading("Key moments for the session".to_owned()));
    }
    for key in moments {
        blocks.push(hiding.quote(&key.moment));
        blocks.extend((!key.why.is_empty()).then(|| Block::Text(hiding.text(&key.why))));
    }
    let threads = comment::threads(sheet.cards.iter().copied());
    if !threads.is_empty() {
        blocks.push(Block::Heading("Comments".to_owned()));
    }
    for thread in threads {
        blocks.extend(thread.first.moment.as_ref().map(|it| hiding.quote(it)));
        blocks.push(Block::Text(said(sheet, hiding, thread.first, "")));
        blocks.extend(thread.replies.into_iter().map(|it| Block::Text(said(sheet, hiding, it, "In reply: "))));
    }
}

/// "Coaching from Ines Carvalho: …": the kind is that of the comment, not of who wrote it.
fn said(sheet: &Sheet<'_>, hiding: &Hiding, comment: &Comment, lead: &str) -> String {
    let card = sheet.cards.iter().find(|it| it.comments.iter().any(|it| it.id == comment.id));
    let kind = match comment.kind {
        CommentKind::Praise => "Praise",
        CommentKind::Coach => "Coaching",
        CommentKind::Question => "Question",
    };
    format!("{lead}{kind} from {}: {}", who(sheet, hiding, comment.by, card.copied()), hiding.text(&comment.text))
}

/// The name of somebody, or in which role they speak.
fn who(sheet: &Sheet<'_>, hiding: &Hiding, by: Option<PersonId>, card: Option<&Scorecard>) -> String {
    let role = super::card::scorer_role(card.map_or(sheet.card.role, |it| it.role));
    let name = by.or(card.and_then(|it| it.scorer)).and_then(sheet.name_of).unwrap_or_default();
    hiding.name(&name, role)
}

/// What was given, in points, and where points alone do not tell it, in words.
fn told(item: &Item, given: Option<&Given>, hiding: &Hiding) -> String {
    match given {
        Some(Given::Checks(_) | Given::Text(_)) => format!("{} ({})", value(item, given), hiding.text(&says(Some(item), given))),
        _ => value(item, given),
    }
}

fn dispute(sheet: &Sheet<'_>, hiding: &Hiding, (by, dispute, ruling): (&Scorecard, &Dispute, Option<&Ruling>), blocks: &mut Vec<Block>) {
    let on = date(dispute.at.date_naive());
    blocks.push(Block::Text(format!("Disputed by {} on {on}: {}", who(sheet, hiding, None, Some(by)), hiding.text(&dispute.reason))));
    for proposed in &dispute.proposed {
        let Some(item) = sheet.rubric.item(&proposed.item) else { continue };
        let was = sheet.card.original_answers().iter().find(|it| it.item == item.key).and_then(|it| it.given.as_ref());
        let taken = match ruling {
            Some(it) if it.accepted.contains(&item.key) => "; taken",
            Some(_) => "; not taken",
            None => "",
        };
        blocks.push(Block::Text(format!(
            "{}: {} given, {} proposed{taken}.",
            item.title,
            told(item, was, hiding),
            told(item, Some(&proposed.given), hiding)
        )));
        blocks.extend(proposed.evidence.iter().map(|it| hiding.quote(it)));
    }
    let Some(ruling) = ruling else {
        blocks.push(Block::Text("Not ruled on yet.".to_owned()));
        return;
    };
    let why = if ruling.why.is_empty() { String::new() } else { format!(": {}", hiding.text(&ruling.why)) };
    let by = who(sheet, hiding, ruling.by, Some(sheet.card));
    blocks.push(Block::Text(format!("{} by {by} on {}{why}", ruling.outcome.label(), date(ruling.at.date_naive()))));
}
