//! Who may dispute what, and what a ruling changes.

use super::*;
use crate::domain::id::RawId;
use crate::domain::rubric::edit::{At, set_kind, set_points};
use crate::domain::rubric::standard;
use crate::domain::scorecard::seal::{Seal, seal};
use crate::domain::scorecard::tests::{draft, points};
use crate::domain::scorecard::{Worth, worth};
use crate::domain::transcript::{Moment, Place};

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
    let may = |own: &Scorecard| [rep, manager, nobody].map(|it| may_raise(it, &card, &[&card, own], &|_| true));
    assert_eq!(may(&own), [false, false, true]);
    own.submit(at(9));
    assert_eq!(may(&own), [true, false, true]);
    own.disputes.push(dispute(&[("agenda", 4)]));
    assert_eq!(may(&own), [false, false, false]);
    assert!(!may_raise(rep, &draft(), &[&draft(), &own], &|_| true));
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

/// A rubric whose item "agenda" is of `kind`, worth 4.
fn with(kind: &str) -> Rubric {
    let rubric = standard();
    let find = |at: usize| rubric.categories[at].items.iter().position(|it| it.key == "agenda").map(|item| At { category: at, item });
    let at = (0..rubric.categories.len()).find_map(find).unwrap();
    set_points(set_kind(rubric, at, kind), at, 4)
}

fn checks(keys: &[&str]) -> Given {
    Given::Checks(keys.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn every_kind_of_answer_can_be_proposed_and_taken() {
    let words = |it: &str| Given::Text(it.to_owned());
    let apart = || Given::NotApplicable("Proposed in a dispute".to_owned());
    // The kind, what was given, what is proposed, and what that comes to in points.
    for (kind, was, wanted, worth_it) in [
        ("scale", Given::Points(1), Given::Points(4), Some(4)),
        ("anchored", Given::Points(0), Given::Points(4), Some(4)),
        ("yes_no", Given::Points(0), Given::Points(4), Some(4)),
        ("yes_no", Given::Points(4), Given::Points(0), Some(0)),
        ("checklist", checks(&[]), checks(&["check-1"]), Some(2)),
        ("checklist", checks(&["check-1"]), checks(&["check-2", "check-1"]), Some(4)),
        ("checklist", Given::Points(1), checks(&["check-2"]), Some(2)),
        ("checklist", checks(&["check-1"]), Given::Points(3), Some(3)),
        ("count", Given::Count(0), Given::Count(7), Some(4)),
        ("count", Given::Count(7), Given::Count(0), Some(0)),
        ("computed", Given::Points(0), Given::Points(2), Some(2)),
        ("text", words("Cold."), words("Warm."), Some(0)),
        ("count", Given::Count(1), apart(), None),
        ("checklist", checks(&["check-1"]), apart(), None),
    ] {
        let rubric = with(kind);
        let mut card = Scorecard { answers: vec![Answer { given: Some(was.clone()), ..Answer::to("agenda") }], ..draft() };
        card.submit(at(10));
        let mut raised = dispute(&[]);
        raised.propose(&card, "agenda", Some(wanted.clone()));
        assert_eq!(why_not_raise(&raised, &card, &rubric), None, "{kind} {wanted:?}");
        let sealed = card.clone();
        assert_eq!(rule(&mut card, &rubric, &raised, decision(&["agenda"], 12)), Some(Outcome::Accepted));
        let given = card.answer("agenda").and_then(|it| it.given.clone());
        let points = if let Worth::Points(it) = worth(rubric.item("agenda").unwrap(), given.as_ref()) { Some(it) } else { None };
        assert_eq!((given, points), (Some(wanted), worth_it), "{kind}");
        assert_eq!((card.original_answers(), seal(&card)), (&sealed.answers[..], Seal::Holds), "{kind}");
        assert_eq!(before(&card, "agenda").and_then(|it| it.given.clone()), Some(was), "{kind}");
    }
}

#[test]
fn what_the_item_cannot_hold_is_no_proposal() {
    for (kind, wanted) in [
        ("anchored", Given::Points(3)),
        ("yes_no", Given::Points(2)),
        ("scale", Given::Points(5)),
        ("scale", Given::Count(2)),
        ("count", checks(&["check-1"])),
        ("checklist", checks(&["no such check"])),
        ("checklist", checks(&["check-1", "check-1"])),
        ("checklist", Given::Count(1)),
        ("text", Given::Text("  ".to_owned())),
        ("text", Given::Points(2)),
    ] {
        let mut raised = dispute(&[]);
        raised.propose(&submitted(), "agenda", Some(wanted.clone()));
        assert!(why_not_raise(&raised, &submitted(), &with(kind)).unwrap_or("").contains("does not fit"), "{kind} {wanted:?}");
        let mut card = submitted();
        assert_eq!(rule(&mut card, &with(kind), &raised, decision(&["agenda"], 12)), Some(Outcome::Rejected), "{kind}");
        assert_eq!(card.answers, submitted().answers);
    }
}

#[test]
fn what_stands_on_the_card_is_no_proposal_and_another_value_keeps_its_evidence() {
    let answer = Answer { given: Some(checks(&["who", "when"])), ..Answer::to("agenda") };
    let card = Scorecard { answers: vec![answer], ..draft() };
    let mut raised = dispute(&[]);
    raised.propose(&card, "agenda", Some(checks(&["who"])));
    let place = Place { segment: 0, offset: 0 };
    raised.proposed[0].evidence.push(Moment { from: place, to: place, quote: "so".to_owned(), at: None });
    raised.propose(&card, "agenda", Some(checks(&[])));
    assert_eq!(raised.proposed.iter().map(|it| (it.given.clone(), it.evidence.len())).collect::<Vec<_>>(), [(checks(&[]), 1)]);
    raised.propose(&card, "agenda", Some(checks(&["when", "who"])));
    assert_eq!(raised.proposed, []);
    raised.propose(&card, "agenda", None);
    assert_eq!(raised.proposed, []);
}
