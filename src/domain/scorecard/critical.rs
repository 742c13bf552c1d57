//! What a critical item that failed did to the card, in a sentence: a 0 that one answer made is not one of many lost points.

use super::score::{Failed, Score, score};
use super::{Answer, says};
use crate::domain::rubric::{Effect, Item, ItemKind, Rubric};

/// One sentence for each critical item of `rubric` that failed, in order: “Consent asked” was answered No: the whole call
/// scores 0.
pub fn told(rubric: &Rubric, answers: &[Answer], sum: &Score) -> Vec<String> {
    sum.failed.iter().filter_map(|it| tell(rubric, answers, it)).collect()
}

/// The sentence for the item called `key`, where it failed.
pub fn of_item(rubric: &Rubric, answers: &[Answer], key: &str) -> Option<String> {
    score(rubric, answers).failed.iter().filter(|it| it.item == key).find_map(|it| tell(rubric, answers, it))
}

/// What the total would be without the fails, where they change it.
pub fn without(sum: &Score) -> Option<f64> {
    sum.uncapped().filter(|it| sum.total() != Some(*it))
}

fn tell(rubric: &Rubric, answers: &[Answer], failed: &Failed) -> Option<String> {
    let item = rubric.item(&failed.item)?;
    let given = says(Some(item), answers.iter().find(|it| it.item == failed.item)?.given.as_ref());
    let how = match item.kind {
        ItemKind::YesNo => format!("was answered {given}"),
        _ => format!("got {given} of {}", item.points),
    };
    Some(format!("“{}” {how}: {}.", item.title, follows(rubric, item, failed.effect)))
}

fn follows(rubric: &Rubric, item: &Item, effect: Effect) -> String {
    match effect {
        Effect::FailsCall => "the whole call scores 0".to_owned(),
        Effect::CapsTotal(most) => format!("the total is at most {most}"),
        Effect::FailsSection => {
            let section = rubric.categories.iter().find(|it| it.items.iter().any(|it| it.key == item.key));
            section.map_or_else(|| "its section scores 0".to_owned(), |it| format!("“{}” scores 0", it.title))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::edit::{At, set_item, set_kind};
    use crate::domain::rubric::{Critical, standard};
    use crate::domain::scorecard::tests::points;

    #[track_caller]
    fn check(effect: Effect, yes_no: bool, given: u16, expected: &[&str]) {
        let at = At { category: 0, item: 1 };
        let mut rubric = set_item(standard(), at, |it| it.critical = Some(Critical { below: 2, effect }));
        if yes_no {
            rubric = set_kind(rubric, at, "yes_no");
        }
        let answers = [points("agenda", given), points("invite", 5)];
        let sum = score(&rubric, &answers);
        assert_eq!(told(&rubric, &answers, &sum), expected);
        assert_eq!(of_item(&rubric, &answers, "agenda"), expected.first().map(|it| (*it).to_owned()));
        assert_eq!(of_item(&rubric, &answers, "invite"), None);
    }

    #[test]
    fn a_critical_fail_says_which_answer_did_what() {
        let title = &standard().item("agenda").unwrap().title.clone();
        check(Effect::FailsCall, true, 0, &[&format!("“{title}” was answered No: the whole call scores 0.")]);
        check(Effect::FailsCall, false, 1, &[&format!("“{title}” got 1 of 5: the whole call scores 0.")]);
        check(Effect::CapsTotal(50), false, 0, &[&format!("“{title}” got 0 of 5: the total is at most 50.")]);
        let section = &standard().categories[0].title.clone();
        check(Effect::FailsSection, false, 0, &[&format!("“{title}” got 0 of 5: “{section}” scores 0.")]);
        check(Effect::FailsCall, false, 2, &[]);
    }

    #[test]
    fn what_the_total_would_be_is_known_where_a_fail_changed_it() {
        let at = At { category: 0, item: 1 };
        let of = |effect, given| {
            let rubric = set_item(standard(), at, |it| it.critical = Some(Critical { below: 1, effect }));
            without(&score(&rubric, &[points("agenda", given), points("invite", 5)]))
        };
        assert_eq!((of(Effect::FailsCall, 0), of(Effect::CapsTotal(60), 0), of(Effect::FailsCall, 1)), (Some(50.0), None, None));
    }
}
