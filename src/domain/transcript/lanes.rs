//! Who spoke when, as stretches to draw: many turns that fall on one spot become one.

use super::{Side, Transcript, Turn};

/// A stretch of speech in thousandths of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whose side speaks.
    pub side: Side,
    /// Where it begins, 0 to 1000.
    pub from: u32,
    /// Where it ends; after `from`.
    pub to: u32,
}

/// The stretches of a call, each side's in order. Placed by time where every turn has one, else by the length of the
/// words. At most about 1,000 a side, however long the call.
pub fn lanes(transcript: &Transcript, turns: &[Turn]) -> Vec<Stretch> {
    let spans = positions(transcript, turns);
    let mut found: Vec<Stretch> = Vec::new();
    for (turn, (from, to)) in turns.iter().zip(spans) {
        let side = turn.speaker.and_then(|it| transcript.speakers.get(usize::from(it))).map_or(Side::Unknown, |it| it.side);
        let stretch = Stretch { side, from, to: to.max(from + 1) };
        match found.iter_mut().rev().take(4).find(|it| it.side == side) {
            Some(last) if stretch.from <= last.to + 1 => last.to = last.to.max(stretch.to),
            _ => found.push(stretch),
        }
    }
    found
}

/// Where each turn lies, in thousandths of the call.
pub fn positions(transcript: &Transcript, turns: &[Turn]) -> Vec<(u32, u32)> {
    let share = |value: f64, all: f64| if all > 0.0 { (value / all * 1000.0).clamp(0.0, 1000.0) as u32 } else { 0 };
    if turns.iter().all(|it| it.start.is_some()) {
        let end = turns.iter().filter_map(|it| it.end.or(it.start)).max().unwrap_or_default().seconds();
        let ends = turns.iter().skip(1).map(|it| it.start).chain([None]);
        return turns
            .iter()
            .zip(ends)
            .map(|(it, next)| {
                let start = it.start.unwrap_or_default().seconds();
                (share(start, end), share(it.end.or(next).map_or(start, |it| it.seconds()), end))
            })
            .collect();
    }
    let length = |turn: &Turn| {
        turn.segments.iter().filter_map(|it| transcript.segments.get(*it as usize)).map(|it| it.text.len()).sum::<usize>() as f64
    };
    let all: f64 = turns.iter().map(length).sum();
    let mut before = 0.0;
    turns
        .iter()
        .map(|it| {
            let from = before;
            before += length(it);
            (share(from, all), share(before, all))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Millis;
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::transcript::{TurnRules, turns};

    fn of(transcript: &Transcript) -> Vec<(u32, u32)> {
        lanes(transcript, &turns(transcript, &TurnRules::default())).iter().map(|it| (it.from, it.to)).collect()
    }

    #[test]
    fn times_place_the_turns() {
        let mut transcript = dialogue(&[("A", "One two three"), ("B", "Four five six")]);
        transcript.speakers[0].side = Side::Ours;
        for (segment, (from, to)) in transcript.segments.iter_mut().zip([(0, 5000), (5000, 20_000)]) {
            segment.start = Some(Millis(from));
            segment.end = Some(Millis(to));
        }
        assert_eq!(of(&transcript), [(0, 250), (250, 1000)]);
    }

    #[test]
    fn without_times_the_words_do() {
        let mut transcript = dialogue(&[("A", "aaaa bbbbb"), ("B", "cccc ddddd")]);
        transcript.speakers[0].side = Side::Ours;
        assert_eq!(of(&transcript), [(0, 500), (500, 1000)]);
    }

    #[test]
    fn ten_thousand_turns_are_at_most_some_hundred_stretches() {
        let lines: Vec<(&str, &str)> =
            (0..10_000).map(|it| if it % 2 == 0 { ("A", "one two three") } else { ("B", "four five six") }).collect();
        let mut transcript = dialogue(&lines);
        transcript.speakers[0].side = Side::Ours;
        assert!(of(&transcript).len() <= 2000);
    }
}
