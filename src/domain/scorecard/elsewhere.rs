//! A card that was changed in two tabs, neither knowing of the other: what becomes of it. What was submitted stays as it
//! was submitted.

use super::{Answer, CardRole, CardState, Scorecard};
use crate::domain::rejoin::{Clash, rejoin};

/// The card as it goes on, and what became of the change made here.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejoined {
    /// The card.
    pub card: Scorecard,
    /// What to tell the person.
    pub told: Told,
    /// The judgements made here that are not in it.
    pub left: Vec<Answer>,
    /// Words written there that are not in it, since others were written here in their place.
    pub over: Vec<String>,
}

/// What to tell the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// All of it is in the card.
    Nothing,
    /// The same was changed there: it stands as it was done here.
    Both,
    /// The card was submitted there: judgements made here are not in it.
    Sealed,
    /// It was submitted here and changed there: it is a draft still.
    NotSubmitted,
}

/// Whether two cards of a call that were begun apart, neither knowing of the other, are one: by the same scorer in the same
/// role, by the same rubric. Where it is not said who scored, it may have been anybody; of peers each has a card of their own.
pub fn are_one(mine: &Scorecard, theirs: &Scorecard) -> bool {
    let is_said = mine.scorer.is_some() && theirs.scorer.is_some() || matches!(mine.role, CardRole::Peer | CardRole::Calibration);
    mine.call == theirs.call && mine.role == theirs.role && mine.rubric == theirs.rubric && (!is_said || mine.scorer == theirs.scorer)
}

/// Puts `mine`, made of `base`, and `theirs`, which is stored by now, together. Without a base both were begun from nothing,
/// and all that is in either was done there.
pub fn meet(base: Option<&Scorecard>, mine: &Scorecard, theirs: &Scorecard) -> Rejoined {
    let begun = Scorecard::draft(theirs.id, theirs.call, theirs.rubric.clone(), theirs.role, mine.created_at);
    let mut own = mine.clone();
    own.id = theirs.id;
    let base = base.unwrap_or(&begun);
    let left_out =
        || mine.answers.iter().filter(|it| !base.answers.contains(it) && !theirs.answers.contains(it)).cloned().collect::<Vec<_>>();
    let was_draft = base.state == CardState::Draft;
    let told = match (was_draft && theirs.is_frozen(), was_draft && mine.is_frozen()) {
        (true, _) => {
            // What is said goes on after a card is submitted; judgements do not.
            own = Scorecard {
                comments: mine.comments.clone(),
                key_moments: mine.key_moments.clone(),
                disputes: mine.disputes.clone(),
                id: theirs.id,
                ..base.clone()
            };
            let judged = !left_out().is_empty() || mine.note != base.note || mine.focus != base.focus;
            if judged { Told::Sealed } else { Told::Nothing }
        }
        (false, true) => {
            own.state = base.state;
            own.submitted_at = base.submitted_at;
            own.sealed_hash.clone_from(&base.sealed_hash);
            Told::NotSubmitted
        }
        (false, false) => Told::Nothing,
    };
    let left = if told == Told::Sealed { left_out() } else { Vec::new() };
    match rejoin(base, &own, theirs) {
        Some((card, both)) => {
            let told = if told == Told::Nothing && !both.is_empty() { Told::Both } else { told };
            Rejoined { card, told, left, over: both.iter().flat_map(Clash::words).collect() }
        }
        None => Rejoined { card: theirs.clone(), told: Told::Sealed, left: left_out(), over: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::id::{CallId, CardId, CommentId, RawId};
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::comment::{Comment, CommentKind};
    use crate::domain::scorecard::{CardRole, Given};

    fn draft() -> Scorecard {
        let id = RawId::new(1, 0);
        Scorecard::draft(CardId(id), CallId(id), standard().reference(), CardRole::Manager, DateTime::UNIX_EPOCH)
    }

    fn give(mut card: Scorecard, item: &str, points: u16) -> Scorecard {
        card.answer_mut(item).given = Some(Given::Points(points));
        card
    }

    fn submit(mut card: Scorecard) -> Scorecard {
        card.submit(DateTime::UNIX_EPOCH);
        card
    }

    #[test]
    fn judgements_of_two_tabs_are_both_kept() {
        let base = give(draft(), "a", 1);
        let met = meet(Some(&base), &give(base.clone(), "b", 2), &give(base.clone(), "c", 3));
        let wanted = give(give(base, "c", 3), "b", 2);
        assert_eq!(met, Rejoined { card: wanted, told: Told::Nothing, left: vec![], over: vec![] });
    }

    #[test]
    fn a_card_submitted_there_stays_as_submitted_and_what_was_judged_here_is_told() {
        let base = give(draft(), "a", 1);
        let sealed = submit(base.clone());
        let mut mine = give(base.clone(), "a", 5);
        mine.comments.push(Comment {
            id: CommentId(RawId::new(9, 0)),
            by: None,
            at: DateTime::UNIX_EPOCH,
            kind: CommentKind::Coach,
            moment: None,
            reply_to: None,
            text: "Well done".to_owned(),
        });
        let met = meet(Some(&base), &mine, &sealed);
        assert_eq!(
            (met.told, met.left.len(), &met.card.answers, &met.card.sealed_hash),
            (Told::Sealed, 1, &sealed.answers, &sealed.sealed_hash)
        );
        // What is said goes on.
        assert_eq!(met.card.comments, mine.comments);
        mine.answers = base.answers.clone();
        assert_eq!(meet(Some(&base), &mine, &sealed).told, Told::Nothing);
    }

    #[test]
    fn a_card_changed_there_is_not_submitted_unseen() {
        let base = give(draft(), "a", 1);
        let met = meet(Some(&base), &submit(give(base.clone(), "b", 2)), &give(base.clone(), "a", 4));
        assert_eq!(met, Rejoined { card: give(give(base, "a", 4), "b", 2), told: Told::NotSubmitted, left: vec![], over: vec![] });
    }

    #[test]
    fn where_both_judged_one_item_it_stands_as_judged_here_and_is_told() {
        let base = give(draft(), "a", 1);
        let mine = give(base.clone(), "a", 2);
        assert_eq!(
            meet(Some(&base), &mine, &give(base.clone(), "a", 3)),
            Rejoined { card: mine, told: Told::Both, left: vec![], over: vec![] }
        );
    }

    #[test]
    fn two_cards_begun_apart_become_one_with_all_that_is_in_either() {
        let other = CardId(RawId::new(2, 0));
        let mine = Scorecard { note: "Mine".to_owned(), ..give(give(draft(), "a", 2), "b", 1) };
        let theirs = Scorecard { id: other, note: "Theirs".to_owned(), ..give(give(draft(), "a", 2), "c", 3) };
        assert!(are_one(&mine, &theirs));
        let met = meet(None, &mine, &theirs);
        let wanted = Scorecard { note: "Mine".to_owned(), ..give(theirs.clone(), "b", 1) };
        assert_eq!(met, Rejoined { card: wanted, told: Told::Both, left: vec![], over: vec!["Theirs".to_owned()] });
        // Submitted there it stays so; what both have is not told.
        let met = meet(None, &mine, &submit(theirs.clone()));
        assert_eq!((met.told, met.left.len(), met.card.id), (Told::Sealed, 1, other));
        // Another's, in another role or by another rubric, is another card.
        let [dana, ada] = [3, 4].map(|it| Some(crate::domain::id::PersonId(RawId::new(it, 0))));
        let of = |scorer, role| Scorecard { scorer, role, ..theirs.clone() };
        assert!(are_one(&mine, &of(dana, CardRole::Manager)));
        assert!(!are_one(&Scorecard { scorer: ada, ..mine.clone() }, &of(dana, CardRole::Manager)));
        assert!(!are_one(&mine, &of(None, CardRole::Own)));
        assert!(!are_one(&Scorecard { role: CardRole::Peer, ..mine.clone() }, &of(dana, CardRole::Peer)));
        let by_another = crate::domain::rubric::RubricRef { key: "team".to_owned(), version: 1 };
        assert!(!are_one(&mine, &Scorecard { rubric: by_another, ..theirs }));
    }

    #[test]
    fn words_written_there_in_the_same_place_are_told() {
        let note = |text: &str| Scorecard { note: text.to_owned(), ..draft() };
        let met = meet(Some(&note("")), &note("from tab one"), &note("from tab two"));
        assert_eq!((met.card.note.as_str(), met.told, met.over), ("from tab one", Told::Both, vec!["from tab two".to_owned()]));
        let met = meet(Some(&note("")), &submit(note("from tab one")), &note("from tab two"));
        assert_eq!((met.told, met.over), (Told::NotSubmitted, vec!["from tab two".to_owned()]));
    }
}
