//! What is to be done by whoever looks, and what was done last.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::queue::{Due, due};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::progress::CardsByCall;
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::dispute::Ruling;
use crate::domain::scorecard::first::Viewer;
use crate::domain::scorecard::{CardRole, Scorecard, latest, official};

/// What is to be done, and what was done last; each list latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work<'a> {
    /// Disputes to rule on.
    pub disputed: Vec<&'a Call>,
    /// Cards to finish.
    pub drafts: Vec<&'a Call>,
    /// Calls to score: what can be scored from its words comes first, then what the rep has judged already.
    pub waiting: Vec<&'a Call>,
    /// Of these the ones whose rep has judged them: nobody has to wait any more.
    pub judged: HashSet<CallId>,
    /// Calls of the rep who looks with their own card and no score: they wait for the manager.
    pub assessed: Vec<&'a Call>,
    /// The rep's own calls with the last ruling on a dispute of their score, for [`TOLD`] after it; the last ruling first.
    pub ruled: Vec<(&'a Call, &'a Ruling)>,
    /// Calls with a score.
    pub scored: Vec<&'a Call>,
}

/// For so many days a rep is told that a dispute was ruled on.
pub const TOLD: i64 = 30;

/// The work of `me` on `calls`, as it is `now`.
pub fn work<'a>(
    me: Option<&Person>,
    calls: &'a [Record<Call>],
    cards: &CardsByCall<'a>,
    rubrics: &[Rubric],
    now: DateTime<Utc>,
) -> Work<'a> {
    let scores = |card: &Scorecard| scores_calls(rubrics.iter().find(|it| it.reference() == card.rubric));
    let mut sorted: Vec<&Call> = calls.iter().map(|it| &it.body).collect();
    order::sort_by_key(&mut sorted, |it| std::cmp::Reverse((it.started_at, it.id)));
    let mut work = Work::default();
    for call in sorted {
        let of_call = cards.get(&call.id).map(Vec::as_slice).unwrap_or_default();
        match due(me, call, of_call, scores) {
            Some(Due::Dispute) => work.disputed.push(call),
            Some(Due::Draft) => work.drafts.push(call),
            Some(Due::Score) => work.waiting.push(call),
            None => {}
        }
        let scoring = || of_call.iter().copied().filter(|it| scores(it));
        let is_judged = latest(scoring(), CardRole::Own).is_some();
        if let Some(score) = official(scoring()) {
            work.scored.push(call);
            let is_own = Viewer::of(me, call.rep).role == CardRole::Own;
            let last = score.rulings.iter().max_by_key(|it| it.at).filter(|it| is_own && now - it.at <= TimeDelta::days(TOLD));
            work.ruled.extend(last.map(|it| (call, it)));
        } else if Viewer::of(me, call.rep).role == CardRole::Own && is_judged {
            work.assessed.push(call);
        } else if is_judged {
            work.judged.insert(call.id);
        }
    }
    let Work { waiting, judged, .. } = &mut work;
    order::sort_by_key(waiting, |it| (it.transcript.is_none(), !judged.contains(&it.id)));
    order::sort_by_key(&mut work.ruled, |it| std::cmp::Reverse(it.1.at));
    work
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn now() -> DateTime<Utc> {
        "2026-11-26T09:00:00Z".parse().unwrap()
    }

    fn id(n: u32) -> CallId {
        CallId(RawId::new(u64::from(n), 0))
    }

    #[test]
    fn of_calls_to_score_those_with_words_come_first_and_then_the_latest() {
        let call = |n: u32, day: u32, words: &str| -> Record<Call> {
            let body = format!(r#"{{"id":"{}","title":"{n}","kind":"demo","started_at":"2026-11-{day}T09:00:00Z"{words}}}"#, id(n));
            let stamp = r#"{"at":"2026-11-10T09:00:00Z","version":{"a":1}}"#;
            serde_json::from_str(&format!(r#"{{"stamp":{stamp},"body":{body}}}"#)).unwrap()
        };
        let words = r#","transcript":"00""#;
        let calls = [call(1, 10, words), call(2, 13, ""), call(3, 12, words), call(4, 11, "")];
        let work = work(None, &calls, &CardsByCall::new(), &[], now());
        assert_eq!(work.waiting.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["3", "1", "2", "4"]);
        assert!(work.disputed.is_empty() && work.drafts.is_empty() && work.scored.is_empty());
    }

    #[test]
    fn a_rep_is_told_which_calls_wait_for_the_manager() {
        let stamp = r#"{"at":"2026-11-10T09:00:00Z","version":{"a":1}}"#;
        let rep: Person = serde_json::from_str(&format!(r#"{{"id":"{}","name":"Ana","role":"rep"}}"#, RawId::new(1, 0))).unwrap();
        let body = format!(r#"{{"id":"{}","title":"Birch","kind":"demo","rep":"{}"}}"#, id(1), rep.id);
        let calls: Vec<Record<Call>> = vec![serde_json::from_str(&format!(r#"{{"stamp":{stamp},"body":{body}}}"#)).unwrap()];
        let card = |role: &str| -> Scorecard {
            serde_json::from_str(&format!(
                r#"{{"id":"{}","call":"{}","rubric":{{"key":"standard","version":1}},"role":"{role}","state":"submitted","created_at":"2026-11-10T09:00:00Z","answers":[]}}"#,
                RawId::new(1, 7), id(1)
            ))
            .unwrap()
        };
        let standard = [crate::domain::rubric::standard()];
        let (own, managers) = (card("self"), card("manager"));
        let told = |me: Option<&Person>, cards: Vec<&Scorecard>| {
            let by = CardsByCall::from([(id(1), cards)]);
            let work = work(me, &calls, &by, &standard, now());
            (work.assessed.len(), work.scored.len())
        };
        assert_eq!(told(Some(&rep), vec![]), (0, 0));
        assert_eq!(told(Some(&rep), vec![&own]), (1, 0));
        assert_eq!(told(Some(&rep), vec![&own, &managers]), (0, 1));
        assert_eq!(told(None, vec![&own]), (0, 0), "to the manager it is a call to score");
        let by = CardsByCall::from([(id(1), vec![&own])]);
        assert!(work(None, &calls, &by, &standard, now()).judged.contains(&id(1)));
        assert!(work(None, &calls, &CardsByCall::new(), &standard, now()).judged.is_empty());
    }

    #[test]
    fn a_rep_is_told_of_a_ruling_for_a_month() {
        let stamp = r#"{"at":"2026-11-10T09:00:00Z","version":{"a":1}}"#;
        let person =
            |n: u64| -> Person { serde_json::from_str(&format!(r#"{{"id":"{}","name":"Ana","role":"rep"}}"#, RawId::new(n, 0))).unwrap() };
        let (rep, other) = (person(1), person(2));
        let call = |n: u32| -> Record<Call> {
            let body = format!(r#"{{"id":"{}","title":"{n}","kind":"demo","rep":"{}"}}"#, id(n), rep.id);
            serde_json::from_str(&format!(r#"{{"stamp":{stamp},"body":{body}}}"#)).unwrap()
        };
        let card = |n: u32, rulings: &str| -> Scorecard {
            serde_json::from_str(&format!(
                r#"{{"id":"{}","call":"{}","rubric":{{"key":"standard","version":1}},"role":"manager","state":"submitted","created_at":"2026-11-10T09:00:00Z","answers":[],"rulings":[{rulings}]}}"#,
                RawId::new(u64::from(n), 7), id(n)
            ))
            .unwrap()
        };
        let ruling =
            |day: &str, outcome: &str| format!(r#"{{"dispute":"2026-09-01T09:00:00Z","at":"{day}T09:00:00Z","outcome":"{outcome}"}}"#);
        let calls: Vec<Record<Call>> = (1..=4).map(call).collect();
        let cards = [
            card(1, &ruling("2026-11-20", "rejected")),
            card(2, &format!("{},{}", ruling("2026-11-01", "rejected"), ruling("2026-11-22", "partly"))),
            card(3, ""),
            card(4, &ruling("2026-09-20", "accepted")),
        ];
        let by: CardsByCall<'_> = cards.iter().map(|it| (it.call, vec![it])).collect();
        let standard = [crate::domain::rubric::standard()];
        let told = |me: Option<&Person>| {
            let ruled = work(me, &calls, &by, &standard, now()).ruled;
            ruled.into_iter().map(|(call, it)| (call.title.clone(), it.outcome)).collect::<Vec<_>>()
        };
        use crate::domain::scorecard::dispute::Outcome;
        assert_eq!(told(Some(&rep)), [("2".to_owned(), Outcome::Partly), ("1".to_owned(), Outcome::Rejected)]);
        assert_eq!((told(Some(&other)), told(None)), (vec![], vec![]), "it is the rep’s to be told");
    }
}
