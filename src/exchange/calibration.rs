//! A pack of calls to calibrate by: whoever opens it scores each call on a card of its own, which is compared with the others'
//! and never is the score. The card is begun, empty, with the call, so that this copy knows what the call came for.

use chrono::{DateTime, Utc};

use super::file::{Header, Scope};
use crate::domain::id::{CallId, CardId, PersonId};
use crate::domain::rubric::standard;
use crate::domain::scorecard::{CardRole, Scorecard};

/// The card that begins with a call of a file; `None` where the file is no such pack, or somebody has scored the call here:
/// they have a card to compare. `cards` are those of the call that are here.
pub fn begins<'a>(
    header: &Header,
    call: CallId,
    cards: impl IntoIterator<Item = &'a Scorecard>,
    (id, me, at): (CardId, Option<PersonId>, DateTime<Utc>),
) -> Option<Scorecard> {
    let is_scored = |it: &Scorecard| it.call == call && (it.is_frozen() || it.role == CardRole::Calibration);
    if header.scope != Scope::Calibration || cards.into_iter().any(is_scored) {
        return None;
    }
    let rubric = header.rubric.clone().unwrap_or_else(|| standard().reference());
    Some(Scorecard { scorer: me, ..Scorecard::draft(id, call, rubric, CardRole::Calibration, at) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::rubric::RubricRef;

    #[test]
    fn a_call_of_a_pack_begins_with_a_card_to_calibrate_where_nobody_has_scored_it() {
        let quick = RubricRef { key: "quick".to_owned(), version: 2 };
        let header = |scope, rubric| Header { app: "0".to_owned(), scope, created: DateTime::UNIX_EPOCH, anchor: None, rubric };
        let [call, other] = [1, 2].map(|it| CallId(RawId::new(it, 0)));
        let card = Scorecard::draft(CardId(RawId::new(9, 0)), call, quick.clone(), CardRole::Manager, DateTime::UNIX_EPOCH);
        let mut scored = card.clone();
        scored.submit(DateTime::UNIX_EPOCH);
        let me = Some(PersonId(RawId::new(7, 0)));
        let begun = |scope, rubric: Option<&RubricRef>, cards: &[&Scorecard]| {
            begins(&header(scope, rubric.cloned()), call, cards.iter().copied(), (card.id, me, DateTime::UNIX_EPOCH))
                .map(|it| (it.role, it.rubric, it.scorer))
        };
        assert_eq!(begun(Scope::Calibration, Some(&quick), &[&card]), Some((CardRole::Calibration, quick.clone(), me)));
        assert_eq!(begun(Scope::Calibration, None, &[]), Some((CardRole::Calibration, standard().reference(), me)));
        assert_eq!(begun(Scope::Calibration, None, &[&scored]), None);
        let of_another = Scorecard { call: other, ..scored };
        assert!(begun(Scope::Calibration, None, &[&of_another]).is_some());
        assert_eq!(begun(Scope::Calls, Some(&quick), &[]), None);
    }
}
