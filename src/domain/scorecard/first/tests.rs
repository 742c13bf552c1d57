//! Who sees which card, and which one a call opens with.

use super::*;
use crate::domain::id::RawId;
use crate::domain::record::{Stamp, Version};
use crate::domain::scorecard::tests::draft;

fn card(role: CardRole, scorer: u64, is_frozen: bool) -> Scorecard {
    let mut card = Scorecard { role, scorer: Some(PersonId(RawId::new(scorer, 0))), ..draft() };
    if is_frozen {
        card.submit(DateTime::UNIX_EPOCH);
    }
    card
}

fn viewer(role: CardRole, person: u64) -> Viewer {
    Viewer { role, person: Some(PersonId(RawId::new(person, 0))) }
}

#[track_caller]
fn check(viewer: Viewer, card: &Scorecard, others: &[Scorecard], expected: Sight) {
    let cards: Vec<&Scorecard> = others.iter().chain([card]).collect();
    assert_eq!(sight(viewer, card, &cards, &scores), expected);
}

/// A diagnostic stands beside the score.
fn scores(card: &Scorecard) -> bool {
    card.rubric.key != "diagnostic"
}

const REP: u64 = 1;
const MANAGER: u64 = 2;

#[test]
fn the_rep_sees_the_managers_card_after_the_own_one_is_submitted() {
    let managers = card(CardRole::Manager, MANAGER, true);
    let rep = viewer(CardRole::Own, REP);
    check(rep, &managers, &[], Sight::OwnFirst);
    check(rep, &managers, &[card(CardRole::Own, REP, false)], Sight::OwnFirst);
    check(rep, &managers, &[card(CardRole::Own, REP, true)], Sight::Open);
    check(rep, &card(CardRole::Own, REP, false), &[managers], Sight::Open);
}

#[test]
fn the_manager_is_asked_to_wait_and_may_go_on_which_is_recorded() {
    let manager = viewer(CardRole::Manager, MANAGER);
    let mut managers = card(CardRole::Manager, MANAGER, true);
    let draft = card(CardRole::Manager, MANAGER, false);
    // Before scoring already; where nobody has said who looks, it may be a copy that nobody else has a part in.
    check(manager, &draft, &[], Sight::AskedToWait);
    check(Viewer { person: None, ..manager }, &draft, &[], Sight::Open);
    check(manager, &draft, &[card(CardRole::Own, REP, false)], Sight::AskedToWait);
    check(manager, &draft, &[card(CardRole::Own, REP, true)], Sight::Open);
    check(manager, &managers, &[], Sight::AskedToWait);
    check(manager, &managers, &[card(CardRole::Own, REP, true)], Sight::Open);
    managers.shown_early = Some(ShownEarly { by: None, at: DateTime::UNIX_EPOCH, why: "the rep is on leave".to_owned() });
    check(manager, &managers, &[], Sight::Open);
    check(viewer(CardRole::Own, REP), &managers, &[], Sight::Open);
    // Once decided, it is not asked again for a further card; and no draft is shown to the rep.
    check(manager, &draft, std::slice::from_ref(&managers), Sight::Open);
    let early = Scorecard { shown_early: managers.shown_early.clone(), ..draft };
    check(viewer(CardRole::Own, REP), &early, &[], Sight::OwnFirst);
    let says = managers.shown_early.unwrap().says("Priya Nair", "1 Jan 1970, 00:00");
    assert_eq!(says, "Shown before the rep’s own card was there: decided by Priya Nair, 1 Jan 1970, 00:00. Why: the rep is on leave");
}

#[test]
fn nobody_is_waited_for_without_a_rep_and_a_managers_card_in_a_copy_of_nobody_asks_who_looks() {
    let (rep, manager, nobody) =
        (PersonId(RawId::new(REP, 0)), viewer(CardRole::Manager, MANAGER), Viewer { role: CardRole::Manager, person: None });
    let of = |scorer: Option<PersonId>, writer: &str| {
        let stamp = Stamp { version: Version::default().next(writer), ..stamp() };
        Record { stamp, body: Scorecard { scorer, ..card(CardRole::Manager, MANAGER, true) } }
    };
    let sees = |viewer: Viewer, rep: Option<PersonId>, card: &Record<Scorecard>, own: Option<Scorecard>| {
        let cards: Vec<&Scorecard> = own.iter().chain([&card.body]).collect();
        sight_of(viewer, rep, card, &cards, "here", &scores)
    };
    let theirs = of(manager.person, "theirs");
    assert_eq!(sees(manager, Some(rep), &theirs, None), Sight::AskedToWait);
    assert_eq!(sees(manager, None, &theirs, None), Sight::Open);
    assert_eq!(sees(nobody, Some(rep), &theirs, None), Sight::WhoLooks);
    assert_eq!(sees(nobody, None, &theirs, None), Sight::Open);
    assert_eq!(sees(nobody, Some(rep), &theirs, Some(card(CardRole::Own, REP, true))), Sight::Open);
    // Written here, or by nobody who is named.
    assert_eq!(sees(nobody, Some(rep), &of(manager.person, "here"), None), Sight::AskedToWait);
    assert_eq!(sees(nobody, Some(rep), &of(None, "theirs"), None), Sight::AskedToWait);
}

fn stamp() -> Stamp {
    Stamp { by: String::new(), at: DateTime::UNIX_EPOCH, version: Version::default(), deleted: false }
}

#[test]
fn no_list_shows_a_rep_what_waits_for_the_own_card() {
    let call: Record<Call> = Record {
        stamp: stamp(),
        body: serde_json::from_value(serde_json::json!({
            "id": draft().call, "title": "A call", "kind": "demo", "rep": PersonId(RawId::new(REP, 0)),
        }))
        .unwrap(),
    };
    let record = |body: Scorecard, id: u64| Record { stamp: stamp(), body: Scorecard { id: CardId(RawId::new(id, 0)), ..body } };
    let person = |n: u64, role: Role| Person::new(PersonId(RawId::new(n, 0)), "Somebody", role);
    let shown = |me: Option<&Person>, own_is_frozen: bool| {
        let cards = vec![record(card(CardRole::Manager, MANAGER, true), 1), record(card(CardRole::Own, REP, own_is_frozen), 2)];
        open_to(me, std::slice::from_ref(&call), cards, &scores).len()
    };
    let (rep, manager) = (person(REP, Role::Rep), person(MANAGER, Role::Manager));
    assert_eq!((shown(Some(&rep), false), shown(Some(&rep), true)), (1, 2));
    assert_eq!((shown(Some(&manager), false), shown(None, false)), (2, 2));
}

#[test]
fn who_looks_follows_from_the_person_and_the_rep() {
    let person = |n: u64, role: Role| Person::new(PersonId(RawId::new(n, 0)), "Somebody", role);
    let rep = Some(PersonId(RawId::new(REP, 0)));
    let role = |me: Option<&Person>| Viewer::of(me, rep).role;
    assert_eq!(role(Some(&person(REP, Role::Rep))), CardRole::Own);
    assert_eq!(role(Some(&person(5, Role::Rep))), CardRole::Peer);
    assert_eq!(role(Some(&person(MANAGER, Role::Manager))), CardRole::Manager);
    assert_eq!(role(None), CardRole::Manager);
}

#[test]
fn one_speaks_on_the_own_card_and_on_any_where_nobody_said_who_looks() {
    let (own, managers) = (card(CardRole::Own, REP, true), card(CardRole::Manager, MANAGER, true));
    let on = |viewer: Viewer| [viewer.speaks_on(&own), viewer.speaks_on(&managers)];
    assert_eq!(on(viewer(CardRole::Own, REP)), [true, false]);
    assert_eq!(on(viewer(CardRole::Manager, MANAGER)), [false, true]);
    assert_eq!(on(Viewer { role: CardRole::Manager, person: None }), [true, true]);
}

#[test]
fn what_stands_on_a_card_that_may_not_be_shown_yet_is_not_seen() {
    let managers = card(CardRole::Manager, MANAGER, true);
    let (draft, done) = (card(CardRole::Own, REP, false), card(CardRole::Own, REP, true));
    let roles = |cards: &[&Scorecard]| seen(viewer(CardRole::Own, REP), cards, &scores).iter().map(|it| it.role).collect::<Vec<_>>();
    assert_eq!(roles(&[&managers, &draft]), [CardRole::Own]);
    assert_eq!(roles(&[&managers, &done]), [CardRole::Manager, CardRole::Own]);
}

#[test]
fn who_writes_is_asked_for_a_card_of_somebody_else_from_another_copy_only() {
    let [rep, manager] = [REP, MANAGER].map(|it| Some(PersonId(RawId::new(it, 0))));
    let of = |scorer: Option<PersonId>, writers: &[&str]| {
        let version = writers.iter().fold(Version::default(), |it, writer| it.next(writer));
        let stamp = Stamp { by: String::new(), at: DateTime::UNIX_EPOCH, version, deleted: false };
        Record { stamp, body: Scorecard { scorer, ..draft() } }
    };
    let rows = [
        // Nobody has said who looks, or it is the manager: the rep's draft that came in a file.
        (None, of(rep, &["theirs"]), true),
        (manager, of(rep, &["theirs"]), true),
        // The rep's own, on another copy of theirs.
        (rep, of(rep, &["theirs"]), false),
        // Written here before, or not written at all, or nobody's.
        (None, of(rep, &["theirs", "here"]), false),
        (None, of(rep, &["here"]), false),
        (None, of(rep, &[]), false),
        (manager, of(None, &["theirs"]), false),
    ];
    for (me, card, asks) in rows {
        assert_eq!(asks_who(me, &card, "here"), asks, "{me:?} {card:?}");
    }
}

#[test]
fn a_call_opens_with_the_card_the_viewer_is_likely_to_need() {
    let [draft, done, managers, peers] = [(CardRole::Own, false), (CardRole::Own, true), (CardRole::Manager, true), (CardRole::Peer, true)]
        .map(|(role, done)| card(role, REP, done));
    let calibration = card(CardRole::Calibration, 6, false);
    let nobody = Viewer { role: CardRole::Manager, person: None };
    let rows = [
        // To be made after the rep's, by whoever coaches; a draft of the rep's is gone on with.
        (nobody, vec![&done], CardRole::Manager),
        (nobody, vec![&draft], CardRole::Own),
        (nobody, vec![&done, &managers], CardRole::Manager),
        (nobody, vec![&peers], CardRole::Peer),
        (nobody, vec![], CardRole::Manager),
        (viewer(CardRole::Manager, MANAGER), vec![&draft], CardRole::Manager),
        (viewer(CardRole::Own, REP), vec![&managers], CardRole::Own),
        (nobody, vec![&calibration], CardRole::Calibration),
        (viewer(CardRole::Manager, MANAGER), vec![&calibration], CardRole::Manager),
        (viewer(CardRole::Peer, 6), vec![&calibration], CardRole::Calibration),
        (viewer(CardRole::Peer, 6), vec![&calibration, &done], CardRole::Peer),
    ];
    for (viewer, cards, expected) in rows {
        assert_eq!(opens(viewer, &cards), expected, "{viewer:?} {cards:?}");
    }
}

#[test]
fn who_scores_is_asked_once_where_nobody_said_whose_this_copy_is() {
    let blank = |scorer: Option<PersonId>, writes: u32| {
        let version = (0..writes).fold(Version::default(), |it, _| it.next("here"));
        let stamp = Stamp { by: String::new(), at: DateTime::UNIX_EPOCH, version, deleted: false };
        Record { stamp, body: Scorecard { scorer, role: CardRole::Manager, ..draft() } }
    };
    let manager = Some(PersonId(RawId::new(MANAGER, 0)));
    assert!(asks_scorer(None, &blank(None, 0)));
    assert!(!asks_scorer(None, &blank(None, 1)));
    assert!(!asks_scorer(None, &blank(manager, 0)));
    assert!(!asks_scorer(manager, &blank(None, 0)));
}

#[test]
fn peers_and_calibrators_score_blind() {
    for role in [CardRole::Peer, CardRole::Calibration] {
        let (one, other) = (card(role, 5, true), card(role, 6, true));
        check(viewer(role, 6), &one, &[card(role, 6, false)], Sight::OwnFirst);
        check(viewer(role, 6), &one, std::slice::from_ref(&other), Sight::Open);
        check(viewer(role, 6), &card(CardRole::Manager, MANAGER, true), &[one], Sight::OwnFirst);
        check(viewer(role, 6), &other, &[], Sight::Open);
    }
}

#[test]
fn a_diagnostic_opens_diagnostics_and_no_score() {
    let beside = |role, scorer| {
        let mut it = card(role, scorer, true);
        it.rubric.key = "diagnostic".to_owned();
        it
    };
    let (own, managers) = (beside(CardRole::Own, REP), card(CardRole::Manager, MANAGER, true));
    check(viewer(CardRole::Own, REP), &managers, std::slice::from_ref(&own), Sight::OwnFirst);
    check(viewer(CardRole::Manager, MANAGER), &managers, std::slice::from_ref(&own), Sight::AskedToWait);
    check(viewer(CardRole::Own, REP), &beside(CardRole::Manager, MANAGER), std::slice::from_ref(&own), Sight::Open);
    check(viewer(CardRole::Own, REP), &beside(CardRole::Manager, MANAGER), &[card(CardRole::Own, REP, true)], Sight::Open);
    let both = [card(CardRole::Own, REP, true), own];
    check(viewer(CardRole::Own, REP), &managers, &both, Sight::Open);
}

#[test]
fn who_calibrates_sees_no_other_card_before_the_own_one_is_submitted() {
    let open = card(CardRole::Calibration, MANAGER, false);
    let done = card(CardRole::Calibration, MANAGER, true);
    let others = [card(CardRole::Manager, 7, true), card(CardRole::Own, REP, true), card(CardRole::Calibration, 7, true)];
    let manager = viewer(CardRole::Manager, MANAGER);
    for it in &others {
        check(manager, it, std::slice::from_ref(&open), Sight::OwnFirst);
        check(manager, it, std::slice::from_ref(&done), Sight::Open);
        // Another's draft keeps nothing from anybody.
        check(manager, it, &[card(CardRole::Calibration, 7, false)], Sight::Open);
    }
    assert_eq!(seen(manager, &[&others[0], &open], &scores).len(), 1);
    let me = Person::new(PersonId(RawId::new(MANAGER, 0)), "Somebody", Role::Manager);
    let records: Vec<Record<Scorecard>> = others
        .iter()
        .chain([&open])
        .zip(1..)
        .map(|(it, n)| Record { stamp: stamp(), body: Scorecard { id: CardId(RawId::new(n, 0)), ..it.clone() } })
        .collect();
    assert_eq!(open_to(Some(&me), &[], records, &scores).len(), 1);
}

#[test]
fn on_ones_own_call_only_the_self_assessment_is_ones_to_give() {
    let gives = |viewer: Viewer| {
        [CardRole::Own, CardRole::Manager, CardRole::Peer, CardRole::Calibration].map(|role| viewer.may_give(&card(role, 6, false)))
    };
    assert_eq!(gives(viewer(CardRole::Own, REP)), [true, false, false, false]);
    assert_eq!(gives(viewer(CardRole::Peer, 6)), [false, false, true, true]);
    assert_eq!(gives(viewer(CardRole::Peer, 7)), [false; 4], "each peer has a card of their own");
    assert_eq!(gives(viewer(CardRole::Manager, MANAGER)), [false, true, true, true]);
    assert_eq!(gives(Viewer { role: CardRole::Manager, person: None }), [true; 4]);
    // The manager's card is not there for the rep before it is submitted, nor to be filled in its place.
    let own = card(CardRole::Own, REP, true);
    let draft = Record { stamp: stamp(), body: card(CardRole::Manager, MANAGER, false) };
    let seen = |card: &Record<Scorecard>| {
        sight_of(viewer(CardRole::Own, REP), Some(PersonId(RawId::new(REP, 0))), card, &[&own, &card.body], "", &scores)
    };
    assert_eq!(seen(&draft), Sight::NotGiven);
    let given = Record { stamp: stamp(), body: card(CardRole::Manager, MANAGER, true) };
    assert_eq!(seen(&given), Sight::Open);
}

#[test]
fn a_rep_is_never_the_scorer_of_a_managers_card() {
    let person = |n: u64, role: &str| -> Person {
        serde_json::from_str(&format!(r#"{{"id":"{}","name":"Ana","role":"{role}"}}"#, RawId::new(n, 0))).unwrap()
    };
    let (rep, other, manager) = (person(1, "rep"), person(2, "rep"), person(3, "manager"));
    let of = |role: CardRole| [&rep, &other, &manager].map(|it| can_score(role, it, Some(rep.id)));
    assert_eq!(of(CardRole::Own), [true, false, false]);
    assert_eq!(of(CardRole::Manager), [false, false, true]);
    assert_eq!((of(CardRole::Peer), of(CardRole::Calibration)), ([false, true, true], [false, true, true]));
}
