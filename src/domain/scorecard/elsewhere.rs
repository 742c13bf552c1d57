//! A card that was changed in two tabs, neither knowing of the other: what becomes of it. What was submitted stays as it
//! was submitted.

use super::{Answer, CardState, Scorecard};
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

/// Puts `mine`, made of `base`, and `theirs`, which is stored by now, together.
pub fn meet(base: Option<&Scorecard>, mine: &Scorecard, theirs: &Scorecard) -> Rejoined {
    // Without a word on what it was, whatever differs was done here; what is not here stays as it is there.
    let base = base.unwrap_or(theirs);
    let mut own = mine.clone();
    let was_draft = base.state == CardState::Draft;
    let told = match (was_draft && theirs.is_frozen(), was_draft && mine.is_frozen()) {
        (true, _) => {
            // What is said goes on after a card is submitted; judgements do not.
            own = Scorecard {
                comments: mine.comments.clone(),
                key_moments: mine.key_moments.clone(),
                disputes: mine.disputes.clone(),
                ..base.clone()
            };
            let judged = !changed(base, mine).is_empty() || mine.note != base.note || mine.focus != base.focus;
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
    let left = if told == Told::Sealed { changed(base, mine) } else { Vec::new() };
    match rejoin(base, &own, theirs) {
        Some((card, both)) => {
            let told = if told == Told::Nothing && !both.is_empty() { Told::Both } else { told };
            Rejoined { card, told, left, over: both.iter().flat_map(Clash::words).collect() }
        }
        None => Rejoined { card: theirs.clone(), told: Told::Sealed, left: changed(base, mine), over: Vec::new() },
    }
}

fn changed(base: &Scorecard, mine: &Scorecard) -> Vec<Answer> {
    mine.answers.iter().filter(|it| !base.answers.contains(it)).cloned().collect()
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
    fn words_written_there_in_the_same_place_are_told() {
        let note = |text: &str| Scorecard { note: text.to_owned(), ..draft() };
        let met = meet(Some(&note("")), &note("from tab one"), &note("from tab two"));
        assert_eq!((met.card.note.as_str(), met.told, met.over), ("from tab one", Told::Both, vec!["from tab two".to_owned()]));
        let met = meet(Some(&note("")), &submit(note("from tab one")), &note("from tab two"));
        assert_eq!((met.told, met.over), (Told::NotSubmitted, vec!["from tab two".to_owned()]));
    }
}
