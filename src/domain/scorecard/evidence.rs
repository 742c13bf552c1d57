//! What a card rests on: which items have evidence, and whether the right side is heard in it.

use super::{Answer, Scorecard, Worth, worth};
use crate::domain::rubric::{Item, Rubric};
use crate::domain::transcript::{Moment, Side, Transcript};

/// How many items of a card rest on moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidenced {
    /// Items with at least one moment.
    pub items: usize,
    /// Items in all.
    pub of: usize,
    /// Keys of the items that were given points and have no moment, in order.
    pub bare: Vec<String>,
}

impl Evidenced {
    /// "14 of 19 items evidenced".
    pub fn says(&self) -> String {
        format!("{} of {} items evidenced", self.items, self.of)
    }
}

/// Counts the items of `rubric` that `answers` show evidence for.
pub fn evidenced(rubric: &Rubric, answers: &[Answer]) -> Evidenced {
    let mut found = Evidenced { items: 0, of: 0, bare: Vec::new() };
    for item in rubric.items() {
        let answer = answers.iter().find(|it| it.item == item.key);
        let has = answer.is_some_and(|it| !it.evidence.is_empty());
        let has_points = matches!(worth(item, answer.and_then(|it| it.given.as_ref())), Worth::Points(_));
        if has_points && !has {
            found.bare.push(item.key.clone());
        }
        found.of += 1;
        found.items += usize::from(has);
    }
    found
}

/// Whether the side that must be heard for `item` speaks in `moment`. Speakers nobody has put on a side may be on it.
pub fn is_heard(item: &Item, moment: &Moment, transcript: &Transcript) -> bool {
    let side_of = |at: u32| {
        let segment = transcript.segments.get(at as usize)?;
        transcript.speakers.get(usize::from(segment.speaker?)).map(|it| it.side)
    };
    let mut sides = (moment.from.segment..=moment.to.segment).map_while(|at| transcript.segments.get(at as usize).map(|_| side_of(at)));
    item.side == Side::Unknown || sides.any(|it| it.is_none_or(|it| it == item.side || it == Side::Unknown))
}

/// The keys of items whose evidence has only words of the wrong side, in order.
pub fn wrong_side(rubric: &Rubric, card: &Scorecard, transcript: &Transcript) -> Vec<String> {
    let is_wrong = |item: &&Item| {
        let moments = card.answer(&item.key).map(|it| it.evidence.as_slice()).unwrap_or_default();
        !moments.is_empty() && !moments.iter().any(|it| is_heard(item, it, transcript))
    };
    rubric.items().filter(is_wrong).map(|it| it.key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::tests::{draft, not_applicable, points};
    use crate::domain::transcript::Place;
    use crate::domain::transcript::tests::dialogue;

    fn moment(segment: u32) -> Moment {
        Moment { from: Place { segment, offset: 0 }, to: Place { segment, offset: 3 }, at: None, quote: "yes".to_owned() }
    }

    fn with(answer: Answer) -> Answer {
        Answer { evidence: vec![moment(0)], ..answer }
    }

    #[test]
    fn a_card_says_how_many_of_its_items_are_evidenced() {
        let standard = standard();
        let mut answers: Vec<Answer> = standard.items().take(14).map(|it| with(points(&it.key, 3))).collect();
        assert_eq!(evidenced(&standard, &answers).says(), "14 of 19 items evidenced");
        answers.push(not_applicable("invite"));
        answers.push(points("summary", 2));
        let found = evidenced(&standard, &answers);
        assert_eq!((found.says().as_str(), found.bare), ("14 of 19 items evidenced", vec!["summary".to_owned()]));
    }

    #[test]
    fn evidence_of_the_wrong_side_is_named() {
        let mut transcript = dialogue(&[("Rep", "yes, forty"), ("Petra", "yes, forty"), ("Somebody", "yes, forty")]);
        (transcript.speakers[0].side, transcript.speakers[1].side) = (Side::Ours, Side::Theirs);
        let mut rubric = standard();
        rubric.categories[0].items[0].side = Side::Theirs;
        let wrong = |segments: &[u32]| {
            let evidence = segments.iter().map(|it| moment(*it)).collect();
            let card = Scorecard { answers: vec![Answer { evidence, ..points("personal-opener", 5) }], ..draft() };
            wrong_side(&rubric, &card, &transcript)
        };
        assert_eq!(wrong(&[0]), ["personal-opener"]);
        assert!(wrong(&[1]).is_empty() && wrong(&[0, 1]).is_empty() && wrong(&[2]).is_empty() && wrong(&[]).is_empty());
        assert_eq!(wrong(&[99]), ["personal-opener"]);
    }
}
