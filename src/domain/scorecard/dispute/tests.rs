//! Who may dispute what, and what a ruling changes.

use super::*;
use crate::domain::id::RawId;
use crate::domain::rubric::standard;
use crate::domain::scorecard::seal::{Seal, seal};
use crate::domain::scorecard::tests::{draft, points};

fn at(day: u32) -> DateTime<Utc> {
    format!("2026-11-{day:02}T10:00:00Z").parse().unwrap()
}

fn submitted() -> Scorecard {
    let mut card = Scorecard { answers: vec![points("agenda", 1), points("invite", 0)], ..draft() };
    card.submit(at(10));
    card
}

fn dispute(items: &[(&str, u16)]) -> Dispute {
    let proposed = |(item, points): &(&str, u16)| Proposal { item: (*item).to_owned(), given: Given::Points(*points), evidence: vec![] };
    Dispute { card: draft().id, at: at(11), reason: "It was agreed by mail.".to_owned(), proposed: items.iter().map(proposed).collect() }
}

fn decision(accepted: &[&str], day: u32) -> Decision {
    let accepted = accepted.iter().map(|it| (*it).to_owned()).collect();
    Decision { accepted, why: "Heard again.".to_owned(), by: None, at: at(day) }
}

#[track_caller]
fn check(accepted: &[&str], outcome: Outcome, agenda: u16, invite: u16) {
    let mut card = submitted();
    let raised = dispute(&[("agenda", 4), ("invite", 5)]);
    let own = Scorecard { disputes: vec![raised.clone()], ..draft() };
    assert_eq!(standing(&card, [&own]), Standing::Disputed);
    assert_eq!(rule(&mut card, &standard(), &raised, decision(accepted, 12)), Some(outcome));
    let given = |key: &str| card.answer(key).unwrap().given.clone();
    assert_eq!((given("agenda"), given("invite")), (Some(Given::Points(agenda)), Some(Given::Points(invite))));
    assert_eq!(
        (standing(&card, [&own]), card.original_answers(), seal(&card)),
        (Standing::Resolved, &submitted().answers[..], Seal::Holds)
    );
    assert_eq!(rule(&mut card, &standard(), &raised, decision(accepted, 13)), None);
}

#[test]
fn a_dispute_is_accepted_partly_or_not_and_the_original_is_kept() {
    check(&["agenda", "invite"], Outcome::Accepted, 4, 5);
    check(&["invite"], Outcome::Partly, 1, 5);
    check(&[], Outcome::Rejected, 1, 0);
    check(&["not disputed"], Outcome::Rejected, 1, 0);
}

#[test]
fn a_second_ruling_keeps_the_first_original() {
    let mut card = submitted();
    rule(&mut card, &standard(), &dispute(&[("agenda", 4)]), decision(&["agenda"], 12));
    let second = Dispute { at: at(13), ..dispute(&[("agenda", 5)]) };
    rule(&mut card, &standard(), &second, decision(&["agenda"], 14));
    assert_eq!(card.original, submitted().answers);
    assert_eq!(card.rulings.len(), 2);
}

#[test]
fn a_value_that_no_card_can_hold_is_never_taken() {
    let mut card = submitted();
    let raised = dispute(&[("agenda", 60), ("no such item", 1), ("invite", 5)]);
    assert_eq!(rule(&mut card, &standard(), &raised, decision(&["agenda", "no such item", "invite"], 12)), Some(Outcome::Partly));
    assert_eq!(card.answers, [points("agenda", 1), points("invite", 5)]);
}

#[test]
fn the_rep_disputes_the_managers_submitted_card_once_at_a_time() {
    let who = |role, n: Option<u64>| Viewer { role, person: n.map(|n| PersonId(RawId::new(n, 0))) };
    let (rep, manager, nobody) = (who(CardRole::Own, Some(1)), who(CardRole::Manager, Some(2)), who(CardRole::Manager, None));
    let card = submitted();
    let mut own = Scorecard { role: CardRole::Own, id: CardId(RawId::new(9, 9)), ..draft() };
    let may = |own: &Scorecard| [rep, manager, nobody].map(|it| may_raise(it, &card, &[&card, own]));
    assert_eq!(may(&own), [false, false, true]);
    own.submit(at(9));
    assert_eq!(may(&own), [true, false, true]);
    own.disputes.push(dispute(&[("agenda", 4)]));
    assert_eq!(may(&own), [false, false, false]);
    assert!(!may_raise(rep, &draft(), &[&draft(), &own]));
}

#[test]
fn a_ruling_shows_what_was_and_can_be_taken_back() {
    let mut card = submitted();
    let was = card.clone();
    let raised = dispute(&[("agenda", 4), ("invite", 5)]);
    let own = Scorecard { disputes: vec![raised.clone()], ..draft() };
    assert_eq!(disputes(&card, &[&own]).iter().map(|it| it.2.is_some()).collect::<Vec<_>>(), [false]);
    rule(&mut card, &standard(), &raised, decision(&["agenda"], 12));
    assert_eq!(disputes(&card, &[&own]).iter().map(|it| it.2.is_some()).collect::<Vec<_>>(), [true]);
    assert_eq!(before(&card, "agenda").and_then(|it| it.given.clone()), Some(Given::Points(1)));
    assert_eq!(before(&card, "invite"), None);
    unrule(&mut card, raised.at, &was);
    assert_eq!(card, was);
}

#[test]
fn what_cannot_be_disputed_says_why() {
    let why = |dispute: &Dispute, card: &Scorecard| why_not_raise(dispute, card, &standard()).unwrap_or("");
    assert_eq!(why(&dispute(&[("agenda", 4)]), &submitted()), "");
    assert!(why(&dispute(&[("agenda", 4)]), &draft()).contains("draft"));
    assert!(why(&Dispute { reason: " ".to_owned(), ..dispute(&[("agenda", 4)]) }, &submitted()).contains("reason"));
    assert!(why(&dispute(&[]), &submitted()).contains("one item or more"));
    assert!(why(&dispute(&[("agenda", 1)]), &submitted()).contains("the one that was given"));
    assert!(why(&dispute(&[("no such item", 1)]), &submitted()).contains("does not fit"));
    assert!(why(&dispute(&[("agenda", 6)]), &submitted()).contains("does not fit"));
    let other = Scorecard { id: CardId(RawId::new(7, 7)), ..submitted() };
    assert!(why(&dispute(&[("agenda", 4)]), &other).contains("another card"));
}
