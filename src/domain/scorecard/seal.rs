//! The seal of a submitted card: a hash of what was judged, so that it can be shown that a self-assessment stood before
//! the manager's card was seen, and has not changed since.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Answer, CardRole, Scorecard};
use crate::domain::id::{CallId, PersonId};
use crate::domain::rubric::RubricRef;

/// What is sealed, in this order. Comments, disputes and what came of them are not: they go on after submission.
#[derive(Serialize)]
struct Sealed<'a> {
    call: CallId,
    rubric: &'a RubricRef,
    role: CardRole,
    scorer: Option<PersonId>,
    submitted_at: Option<DateTime<Utc>>,
    answers: &'a [Answer],
    note: &'a str,
}

/// SHA-256, in lower-case hex, over the card's judgement as JSON: the fields of `Sealed` in their order, what says
/// nothing left out of answers, no white space. Of a card that was changed by a dispute, the original counts.
pub fn hash(card: &Scorecard) -> String {
    let sealed = Sealed {
        call: card.call,
        rubric: &card.rubric,
        role: card.role,
        scorer: card.scorer,
        submitted_at: card.submitted_at,
        answers: card.original_answers(),
        note: &card.note,
    };
    // Plain structs with text keys: serialising them cannot fail.
    hex(&Sha256::digest(serde_json::to_vec(&sealed).unwrap_or_default()))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |it: u8| DIGITS.get(usize::from(it)).copied().map_or('0', char::from);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What a card's seal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It has none: a draft, or submitted before there were seals.
    None,
    /// It says what was submitted.
    Holds,
    /// The card was changed after it was submitted.
    Broken,
}

/// Whether the seal of `card` holds.
pub fn seal(card: &Scorecard) -> Seal {
    match &card.sealed_hash {
        it if it.is_empty() => Seal::None,
        it if *it == hash(card) => Seal::Holds,
        _ => Seal::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scorecard::tests::{draft, points};
    use crate::domain::scorecard::{Focus, Given};

    fn submitted() -> Scorecard {
        let mut card = Scorecard { answers: vec![points("agenda", 3)], ..draft() };
        card.submit("2026-11-12T10:40:00Z".parse().unwrap());
        card
    }

    #[test]
    fn submitting_seals_the_judgement() {
        let card = submitted();
        assert_eq!((card.sealed_hash.len(), seal(&card), seal(&draft())), (64, Seal::Holds, Seal::None));
        let read: Scorecard = serde_json::from_str(&serde_json::to_string(&card).unwrap()).unwrap();
        assert_eq!(seal(&read), Seal::Holds);
    }

    #[test]
    fn the_seal_is_the_same_in_every_version_of_the_product() {
        assert_eq!(hash(&submitted()), "ad12c2eedbd90e42fdc65875568a92b75173cd815f1803b5009bd236846b085b");
    }

    #[test]
    fn whatever_changes_the_judgement_breaks_the_seal_and_nothing_else_does() {
        let broken: [fn(&mut Scorecard); 5] = [
            |it| it.answers[0].given = Some(Given::Points(5)),
            |it| it.answers[0].comment.push('!'),
            |it| it.answers.push(points("invite", 1)),
            |it| it.note.push('!'),
            |it| it.submitted_at = None,
        ];
        for change in broken {
            let mut card = submitted();
            change(&mut card);
            assert_eq!(seal(&card), Seal::Broken);
        }
        let mut card = submitted();
        card.focus = Some(Focus::on("agenda"));
        assert_eq!(seal(&card), Seal::Holds);
    }
}
