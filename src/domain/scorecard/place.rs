//! What a card is to the score of its call: it, once it, or something beside it. Of several managers' cards one counts, and
//! none of the others is out of sight.

use super::{CardRole, Scorecard, latest, official};
use crate::domain::id::CardId;
use crate::domain::rubric::RubricRef;

/// What a card is to the score of its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing has to be said: the only manager's card, the rep's or a peer's.
    Plain,
    /// The score of the call, of several submitted.
    Counts,
    /// A submitted one, and this one was submitted later.
    Replaced(CardId),
    /// A draft beside this one, which counts until the draft is submitted.
    Again(CardId),
    /// To compare scorers.
    Calibration,
    /// By a rubric that scores no calls.
    Beside,
}

impl Place {
    /// As a sentence, which names the rule; empty where nothing has to be said.
    pub fn says(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Counts => {
                "This is the score of the call: of several submitted manager's cards the one submitted last counts. The earlier ones stay."
            }
            Self::Replaced(_) => "Not the score of the call any more: another manager's card was submitted later, and the last one counts.",
            Self::Again(_) => "The manager's card that was submitted before stays the score of the call until this one is submitted.",
            Self::Calibration => "To calibrate: this card is compared with others' and never is the score of the call.",
            Self::Beside => "Beside the score of the call: it is shown apart and never averaged into it.",
        }
    }

    /// The card that counts instead.
    pub fn instead(self) -> Option<CardId> {
        if let Self::Replaced(card) | Self::Again(card) = self { Some(card) } else { None }
    }
}

/// What `card` is among the `cards` of its call. `scores` tells whether a card's rubric scores calls.
pub fn place(card: &Scorecard, cards: &[&Scorecard], scores: impl Fn(&Scorecard) -> bool) -> Place {
    match card.role {
        _ if !scores(card) => Place::Beside,
        CardRole::Calibration => Place::Calibration,
        CardRole::Own | CardRole::Peer => Place::Plain,
        CardRole::Manager => {
            let frozen: Vec<&Scorecard> =
                cards.iter().copied().filter(|it| it.role == CardRole::Manager && it.is_frozen() && scores(it)).collect();
            match official(frozen.iter().copied()) {
                Some(it) if it.id == card.id && frozen.len() > 1 => Place::Counts,
                Some(it) if it.id == card.id => Place::Plain,
                Some(it) if card.is_frozen() => Place::Replaced(it.id),
                Some(it) => Place::Again(it.id),
                None => Place::Plain,
            }
        }
    }
}

/// The rubric by which the other cards of a call are: a further one is there to be compared with them. That of the manager's
/// card before that of the rep's, before any other's. Give it only cards whose rubric scores calls.
pub fn common(cards: &[&Scorecard]) -> Option<RubricRef> {
    let of = |role| latest(cards.iter().copied(), role);
    let any = || cards.iter().copied().max_by_key(|it| (it.is_frozen(), it.created_at, it.id));
    of(CardRole::Manager).or_else(|| of(CardRole::Own)).or_else(any).map(|it| it.rubric.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::scorecard::tests::draft;

    fn card(n: u64, role: CardRole, minute: Option<i64>) -> Scorecard {
        let mut card = Scorecard { id: CardId(RawId::new(n, 0)), role, ..draft() };
        if let Some(minute) = minute {
            card.submit(chrono::DateTime::from_timestamp(minute * 60, 0).unwrap());
        }
        card
    }

    #[test]
    fn of_several_managers_cards_the_last_submitted_counts_and_each_says_what_it_is() {
        let (first, last, again) =
            (card(2, CardRole::Manager, Some(1)), card(1, CardRole::Manager, Some(2)), card(3, CardRole::Manager, None));
        let (own, calibration) = (card(4, CardRole::Own, Some(9)), card(5, CardRole::Calibration, Some(9)));
        let all = [&first, &last, &again, &own, &calibration];
        let found = all.map(|it| place(it, &all, |_| true));
        let expected = [Place::Replaced(last.id), Place::Counts, Place::Again(last.id), Place::Plain, Place::Calibration];
        assert_eq!(found, expected);
        assert_eq!(place(&first, &[&first, &own, &calibration], |_| true), Place::Plain);
        assert_eq!(place(&again, &[&again], |_| true), Place::Plain);
    }

    #[test]
    fn a_further_card_is_by_the_rubric_of_the_others() {
        let by = |key: &str, it: Scorecard| Scorecard { rubric: RubricRef { key: key.to_owned(), version: 1 }, ..it };
        let own = by("standard", card(1, CardRole::Own, Some(5)));
        let managers = by("ours", card(2, CardRole::Manager, Some(4)));
        let draft = by("quick", card(3, CardRole::Peer, None));
        let of = |cards: &[&Scorecard]| common(cards).map(|it| it.key);
        assert_eq!(of(&[&own, &managers, &draft]).as_deref(), Some("ours"));
        assert_eq!(of(&[&draft, &own]).as_deref(), Some("standard"));
        assert_eq!(of(&[&draft]).as_deref(), Some("quick"));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_card_of_a_rubric_that_scores_no_calls_stands_beside_and_replaces_none() {
        let (score, diagnostic) = (card(1, CardRole::Manager, Some(1)), card(2, CardRole::Manager, Some(2)));
        let scores = |it: &Scorecard| it.id == score.id;
        let all = [&score, &diagnostic];
        assert_eq!(all.map(|it| place(it, &all, scores)), [Place::Plain, Place::Beside]);
    }
}
