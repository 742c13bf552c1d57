//! Going through calls one after another: in the order of the list they were opened from, and to the next one that waits
//! for the person's score.

use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::people::Person;
use crate::domain::scorecard::dispute::{self, Standing};
use crate::domain::scorecard::first::{Viewer, calibrates};
use crate::domain::scorecard::{CardRole, CardState, Scorecard, latest, official};

/// Whether a call waits for the score of whoever looks: for the manager's card, or, on the rep's own calls, for the rep's.
/// Nobody waits for a peer. `cards` are those of the call whose rubric scores calls.
pub fn waits<'a>(me: Option<&Person>, call: &Call, cards: impl IntoIterator<Item = &'a Scorecard>) -> bool {
    let (viewer, cards) = (Viewer::of(me, call.rep), cards.into_iter().collect::<Vec<_>>());
    match viewer.role {
        CardRole::Peer => false,
        // What came to calibrate is done with that card.
        _ if calibrates(viewer, &cards) => latest(cards, CardRole::Calibration).is_none(),
        role => latest(cards, role).is_none(),
    }
}

/// What is to be done on a call by whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A dispute to rule on.
    Dispute,
    /// A card to finish.
    Draft,
    /// A card to begin.
    Score,
}

/// What is to be done by `me` on a call with these cards: whoever coaches rules on a dispute first; a draft of one's own to finish goes before a card to begin. Where
/// nobody has said who looks, any draft counts. A diagnostic or a check of a method is no score: `scores` tells which cards are.
pub fn due(me: Option<&Person>, call: &Call, cards: &[&Scorecard], scores: impl Fn(&Scorecard) -> bool) -> Option<Due> {
    let viewer = Viewer::of(me, call.rep);
    let is_disputed = |it: &&Scorecard| dispute::standing(it, cards.iter().copied()) == Standing::Disputed;
    let scoring = || cards.iter().copied().filter(|it| scores(it));
    if viewer.role == CardRole::Manager && official(scoring()).as_ref().is_some_and(is_disputed) {
        return Some(Due::Dispute);
    }
    let is_mine = |it: &Scorecard| me.is_none() || viewer.wrote(it);
    if cards.iter().any(|it| it.state == CardState::Draft && is_mine(it)) {
        return Some(Due::Draft);
    }
    waits(me, call, scoring()).then_some(Due::Score)
}

/// Where one stands among calls, and where it goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Place in the list, counted from 1, and how long the list is; `None` where the call was not opened from it.
    pub place: Option<(usize, usize)>,
    /// The call before it in the list.
    pub before: Option<CallId>,
    /// The call after it in the list.
    pub after: Option<CallId>,
    /// The next one that waits for a score.
    pub next: Option<CallId>,
    /// How many others wait.
    pub left: usize,
}

/// The way on from `here`. The next call is sought in the list, from `here` on and then from its start; only where none of
/// the list waits, among `all`. What has words to score it by goes first. Linear.
pub fn way(list: &[CallId], all: &[CallId], here: CallId, waits: impl Fn(CallId) -> bool, has_words: impl Fn(CallId) -> bool) -> Way {
    let at = list.iter().position(|it| *it == here);
    let in_list = waiting(list, here, &waits, &has_words);
    let (next, left) = if in_list.1 > 0 { in_list } else { waiting(all, here, &waits, &has_words) };
    Way {
        place: at.map(|it| (it + 1, list.len())),
        before: at.and_then(|it| list.get(it.checked_sub(1)?)).copied(),
        after: at.and_then(|it| list.get(it + 1)).copied(),
        next,
        left,
    }
}

/// The first one after `here` that waits, else the first of all, those with words before the others; and how many there are.
fn waiting(calls: &[CallId], here: CallId, waits: impl Fn(CallId) -> bool, has_words: impl Fn(CallId) -> bool) -> (Option<CallId>, usize) {
    let from = calls.iter().position(|it| *it == here).map_or(0, |it| it + 1);
    let (start, rest) = calls.split_at(from);
    let waiting: Vec<CallId> = rest.iter().chain(start).copied().filter(|it| *it != here && waits(*it)).collect();
    let next = waiting.iter().copied().find(|it| has_words(*it)).or(waiting.first().copied());
    (next, waiting.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use proptest::prelude::*;

    fn id(n: u32) -> CallId {
        CallId(RawId::new(u64::from(n), 0))
    }

    fn ids(all: &[u32]) -> Vec<CallId> {
        all.iter().copied().map(id).collect()
    }

    #[track_caller]
    fn check(list: &[u32], all: &[u32], here: u32, waiting: &[u32], expected: (Option<(usize, usize)>, [u32; 3], usize)) {
        let way = way(&ids(list), &ids(all), id(here), |it| ids(waiting).contains(&it), |_| true);
        let some = |n: u32| (n > 0).then(|| id(n));
        let (place, [before, after, next], left) = expected;
        assert_eq!(way, Way { place, before: some(before), after: some(after), next: some(next), left });
    }

    #[test]
    fn the_list_is_gone_through_in_its_order_and_begun_again_at_its_end() {
        check(&[5, 3, 8], &[1, 3, 5, 8], 3, &[5, 3, 8], (Some((2, 3)), [5, 8, 8], 2));
        check(&[5, 3, 8], &[1, 3, 5, 8], 8, &[5, 8], (Some((3, 3)), [3, 0, 5], 1));
        check(&[5, 3, 8], &[1, 3, 5, 8], 5, &[5, 8, 1], (Some((1, 3)), [0, 3, 8], 1));
    }

    #[test]
    fn what_has_no_words_comes_after_what_has() {
        let next = |wordy: &[u32]| way(&ids(&[5, 3, 8]), &[], id(5), |it| it != id(5), |it| ids(wordy).contains(&it)).next;
        assert_eq!(next(&[8]), Some(id(8)));
        assert_eq!(next(&[]), Some(id(3)));
    }

    #[test]
    fn where_none_of_the_list_waits_all_calls_are_looked_at() {
        check(&[5, 3], &[1, 3, 5, 8], 3, &[3, 8, 1], (Some((2, 2)), [5, 0, 8], 2));
        check(&[5, 3], &[1, 3, 5, 8], 3, &[], (Some((2, 2)), [5, 0, 0], 0));
    }

    #[test]
    fn a_call_that_was_not_opened_from_the_list_has_no_place_in_it() {
        check(&[5, 3], &[1, 3, 5, 8], 8, &[3], (None, [0, 0, 3], 1));
        check(&[], &[1, 3, 5, 8], 3, &[1], (None, [0, 0, 1], 1));
        check(&[], &[], 3, &[3], (None, [0, 0, 0], 0));
    }

    proptest! {
        #[test]
        fn going_to_the_next_one_again_and_again_meets_every_call_that_waits(
            list in prop::collection::btree_set(1u32..60, 1..40), waiting in prop::collection::btree_set(1u32..60, 0..40), wordy in prop::collection::btree_set(1u32..60, 0..40),
            from in 0usize..40
        ) {
            let all: Vec<u32> = list.into_iter().collect();
            let mut left: Vec<u32> = waiting.into_iter().filter(|it| all.contains(it)).collect();
            let order = ids(&all);
            let mut here = order[from % order.len()];
            left.retain(|it| id(*it) != here);
            while !left.is_empty() {
                let way = way(&order, &order, here, |it| left.iter().any(|n| id(*n) == it), |it| wordy.iter().any(|n| id(*n) == it));
                prop_assert_eq!(way.left, left.len());
                here = way.next.unwrap();
                left.retain(|it| id(*it) != here);
            }
        }
    }

    #[test]
    fn a_call_waits_for_the_card_of_whoever_looks() {
        let person = |n: u64, role: &str| -> Person {
            serde_json::from_str(&format!(r#"{{"id":"{}","name":"Ana","role":"{role}"}}"#, RawId::new(n, 0))).unwrap()
        };
        let (rep, other, manager) = (person(1, "rep"), person(2, "rep"), person(3, "manager"));
        let call: Call =
            serde_json::from_str(&format!(r#"{{"id":"{}","title":"Birch","kind":"demo","rep":"{}"}}"#, id(1), rep.id)).unwrap();
        let card = |role: &str, state: &str| -> Scorecard {
            serde_json::from_str(&format!(
                r#"{{"id":"{}","call":"{}","rubric":{{"key":"standard","version":1}},"role":"{role}","state":"{state}","created_at":"2026-11-10T09:00:00Z","answers":[]}}"#,
                RawId::new(1, 7), id(1)
            ))
            .unwrap()
        };
        let (own, managers) = (card("self", "submitted"), card("manager", "submitted"));
        let drafted = card("manager", "draft");
        assert!(waits(Some(&manager), &call, [&own, &drafted]), "a draft is not a score");
        assert_eq!(due(Some(&manager), &call, &[&own, &drafted], |_| true), Some(Due::Draft));
        let half = card("self", "draft");
        assert_eq!(
            due(Some(&manager), &call, &[&half], |_| true),
            Some(Due::Score),
            "what the rep has begun is not the manager's to finish"
        );
        assert_eq!(
            (due(Some(&rep), &call, &[&half], |_| true), due(None, &call, &[&half], |_| true)),
            (Some(Due::Draft), Some(Due::Draft))
        );
        assert_eq!((due(Some(&rep), &call, &[&drafted], |_| true), due(Some(&rep), &call, &[&own], |_| true)), (Some(Due::Score), None));
        assert_eq!(due(Some(&other), &call, &[], |_| true), None, "nobody waits for a peer");
        let against = managers.id;
        let mut disputing = card("self", "submitted");
        disputing.disputes = serde_json::from_str(&format!(
            r#"[{{"card":"{against}","at":"2026-11-11T09:00:00Z","reason":"The agenda was agreed.","proposed":[]}}]"#
        ))
        .unwrap();
        assert_eq!(due(Some(&manager), &call, &[&managers, &disputing], |_| true), Some(Due::Dispute));
        assert_eq!(due(Some(&rep), &call, &[&managers, &disputing], |_| true), None, "the manager rules");
        assert_eq!(due(Some(&manager), &call, &[&managers], |_| false), Some(Due::Score), "what stands beside the score is no score");
        assert!(waits(None, &call, []), "a copy of nobody in particular is the coach's");
        let calibrated = card("calibration", "submitted");
        assert!(!waits(Some(&manager), &call, [&calibrated]), "what came to calibrate is done with that card");
        assert!(waits(Some(&manager), &call, [&own, &calibrated]));
        assert!(!waits(Some(&manager), &call, [&managers]));
        assert!(waits(Some(&rep), &call, [&managers]));
        assert!(!waits(Some(&rep), &call, [&own]));
        assert!(!waits(Some(&other), &call, []), "nobody waits for a peer");
    }
}
