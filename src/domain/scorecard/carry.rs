//! Carrying the answers of a draft over to another version of its rubric.

use super::{Answer, Given, Origin, Scorecard};
use crate::domain::rubric::version::counterpart;
use crate::domain::rubric::{Item, Rubric};

/// What became of a draft's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The answers by the new version.
    pub answers: Vec<Answer>,
    /// Keys of items (new) whose evidence and comment went along, but which must be judged again: their points or kind
    /// changed, and nothing is rescored behind anybody's back.
    pub again: Vec<String>,
    /// Answers to items that are gone.
    pub left: Vec<Answer>,
}

/// Carries `answers` by `old` over to `new`. `known` are the versions between, if any.
pub fn carry(known: &[Rubric], old: &Rubric, new: &Rubric, answers: &[Answer]) -> Carried {
    let mut carried = Carried::default();
    for answer in answers {
        let pair = old.item(&answer.item).zip(counterpart(known, old, new, &answer.item).and_then(|it| new.item(&it)));
        let Some((was, now)) = pair else {
            carried.left.push(answer.clone());
            continue;
        };
        let mut answer = Answer { item: now.key.clone(), ..answer.clone() };
        let stays = matches!(answer.given, None | Some(Given::NotApplicable(_))) || same_scale(was, now);
        if !stays {
            answer.given = None;
            answer.origin = Origin::Hand;
            carried.again.push(now.key.clone());
        }
        carried.answers.push(answer);
    }
    carried
}

/// Whether what was given means the same in both: the same points by the same rule. Words may have changed.
fn same_scale(was: &Item, now: &Item) -> bool {
    was.points == now.points && was.kind == now.kind
}

/// Moves a draft to `new`. A frozen card keeps its version, and nothing is done.
pub fn move_draft(card: &mut Scorecard, known: &[Rubric], old: &Rubric, new: &Rubric) -> Option<Carried> {
    if card.is_frozen() {
        return None;
    }
    let carried = carry(known, old, new, &card.answers);
    card.rubric = new.reference();
    card.answers.clone_from(&carried.answers);
    let focus = card.focus.take();
    card.focus = focus.and_then(|it| counterpart(known, old, new, &it.item).map(|item| super::Focus { item, ..it }));
    Some(carried)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::edit::{At, remove_item, set_item, set_kind, set_points};
    use crate::domain::rubric::{standard, version};
    use crate::domain::scorecard::Focus;
    use crate::domain::scorecard::tests::{draft, not_applicable, points};

    #[test]
    fn a_draft_moves_to_the_next_version_and_only_what_changed_is_judged_again() {
        let old = standard();
        let at = |category, item| At { category, item };
        let mut new = version::copy(&old, "ours", "Ours");
        new = remove_item(new, at(0, 0));
        new = set_points(new, at(0, 0), 10);
        new = set_kind(new, at(4, 3), "yes_no");
        new = set_item(new, at(4, 0), |it| it.title = "Sums up".to_owned());
        let mut card = draft();
        card.answers = vec![
            points("personal-opener", 4),
            points("agenda", 3),
            points("invite", 5),
            points("summary", 2),
            not_applicable("acknowledges"),
        ];
        card.answers[1].comment = "Ten minutes, said twice.".to_owned();
        card.focus = Some(Focus::on("summary"));
        let carried = move_draft(&mut card, &[], &old, &new).unwrap();
        assert_eq!((carried.again, carried.left), (vec!["agenda".to_owned(), "invite".to_owned()], vec![points("personal-opener", 4)]));
        assert_eq!(
            (card.rubric.key.as_str(), card.answer("summary"), card.answer("acknowledges")),
            ("ours", Some(&points("summary", 2)), Some(&not_applicable("acknowledges")))
        );
        let agenda = card.answer("agenda").unwrap();
        assert_eq!((agenda.given.clone(), agenda.comment.as_str()), (None, "Ten minutes, said twice."));
        assert_eq!(card.focus.map(|it| it.item).as_deref(), Some("summary"));
    }

    #[test]
    fn a_frozen_card_keeps_its_version_for_ever() {
        let mut card = draft();
        card.submit(chrono::DateTime::UNIX_EPOCH);
        let before = card.clone();
        assert_eq!(move_draft(&mut card, &[], &standard(), &version::copy(&standard(), "ours", "Ours")), None);
        assert_eq!(card, before);
    }
}
