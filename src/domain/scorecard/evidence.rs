//! What an item rests on: its moments one after the other, and whether the right side is heard in them.

use super::Answer;
use crate::domain::order;
use crate::domain::rubric::Item;
use crate::domain::transcript::{Moment, Side, Transcript};

/// Adds a moment where it is not there yet, in the order of the call.
pub fn attach(answer: &mut Answer, moment: Moment) {
    if !holds(&answer.evidence, &moment) {
        answer.evidence.push(moment);
        order::sort_by_key(&mut answer.evidence, |it| it.from);
    }
}

/// Whether a moment is among `moments`.
pub fn holds(moments: &[Moment], moment: &Moment) -> bool {
    moments.iter().any(|it| it.from == moment.from && it.to == moment.to)
}

/// What an item rests on, or would: its evidence with the moments that are suggested, in the order of the call.
pub fn moments(answer: Option<&Answer>, suggested: &[Moment]) -> Vec<Moment> {
    let mut all = Answer { evidence: answer.map(|it| it.evidence.clone()).unwrap_or_default(), ..Answer::to("") };
    suggested.iter().for_each(|it| attach(&mut all, it.clone()));
    all.evidence
}

/// Which of `moments` follows `now`, or comes before it, round to the other end; the first (the last, going back) where
/// `now` is none of them. `None` where there are none.
pub fn after(moments: &[Moment], now: Option<&Moment>, forward: bool) -> Option<usize> {
    let last = moments.len().checked_sub(1)?;
    let at = now.and_then(|now| moments.iter().position(|it| it.from == now.from && it.to == now.to));
    Some(match (at, forward) {
        (None, true) => 0,
        (Some(at), true) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        (None | Some(0), false) => last,
        (Some(at), false) => at - 1,
    })
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

/// What is said of an item's moments in which only the wrong side is heard; empty where all is well. Of several moments one
/// with words of the right side is enough.
pub fn wrong_side(item: &Item, moments: &[Moment], transcript: &Transcript) -> &'static str {
    if moments.is_empty() || moments.iter().any(|it| is_heard(item, it, transcript)) {
        return "";
    }
    match item.side {
        Side::Theirs => "Only our side is heard in this evidence. This item asks for words of their side.",
        Side::Ours => "Only their side is heard in this evidence. This item asks for words of our side.",
        Side::Unknown => "",
    }
}

/// Whose words a moment of an item are, where the item asks for those of the other side.
pub fn other_side(item: &Item, moment: &Moment, transcript: &Transcript) -> Option<&'static str> {
    let whose = if item.side == Side::Theirs { "our side" } else { "their side" };
    (!is_heard(item, moment, transcript)).then_some(whose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::standard;
    use crate::domain::scorecard::tests::points;
    use crate::domain::transcript::Place;
    use crate::domain::transcript::tests::dialogue;

    fn moment(segment: u32) -> Moment {
        Moment { from: Place { segment, offset: 0 }, to: Place { segment, offset: 3 }, at: None, quote: "yes".to_owned() }
    }

    #[test]
    fn evidence_and_suggested_moments_are_gone_through_in_turn_and_round() {
        let answer = Answer { evidence: vec![moment(4)], ..points("agenda", 3) };
        let all = moments(Some(&answer), &[moment(2), moment(4), moment(7)]);
        assert_eq!(all.iter().map(|it| it.from.segment).collect::<Vec<_>>(), [2, 4, 7]);
        let on = |now: u32, forward: bool| after(&all, Some(&moment(now)), forward);
        assert_eq!([on(2, true), on(4, true), on(7, true)], [Some(1), Some(2), Some(0)]);
        assert_eq!([on(2, false), on(4, false), on(7, false)], [Some(2), Some(0), Some(1)]);
        // From elsewhere in the call.
        assert_eq!([on(9, true), on(9, false), after(&all, None, true)], [Some(0), Some(2), Some(0)]);
        assert_eq!(after(&[], Some(&moment(1)), true), None);
    }

    #[test]
    fn a_moment_is_attached_once() {
        let mut answer = Answer::to("agenda");
        for at in [5, 2, 5] {
            attach(&mut answer, moment(at));
        }
        assert_eq!(answer.evidence, [moment(2), moment(5)]);
    }

    #[test]
    fn evidence_of_the_wrong_side_is_named() {
        let mut transcript = dialogue(&[("Rep", "yes, forty"), ("Petra", "yes, forty"), ("Somebody", "yes, forty")]);
        (transcript.speakers[0].side, transcript.speakers[1].side) = (Side::Ours, Side::Theirs);
        let mut item = standard().items().next().unwrap().clone();
        let mut wrong = |side: Side, segments: &[u32]| {
            item.side = side;
            wrong_side(&item, &segments.iter().map(|it| moment(*it)).collect::<Vec<_>>(), &transcript)
        };
        assert!(wrong(Side::Theirs, &[0]).starts_with("Only our side"));
        assert!(wrong(Side::Ours, &[1]).starts_with("Only their side"));
        for fine in [&[1][..], &[0, 1], &[2], &[]] {
            assert_eq!(wrong(Side::Theirs, fine), "");
        }
        assert_eq!(wrong(Side::Unknown, &[0]), "");

        item.side = Side::Theirs;
        let whose = [0, 1, 2].map(|it| other_side(&item, &moment(it), &transcript));
        assert_eq!(whose, [Some("our side"), None, None], "each moment says whose words it has");
    }
}
