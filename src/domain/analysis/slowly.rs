//! The analysis of a long call, piece by piece, so that who shows the call gets the word in between.

use std::future::Future;

use super::hearing::Hearing;
use super::team::Team;
use super::{Analysis, Metric, Settings, Signal, Tone, metrics, probing, signals, team, tone};
use crate::domain::transcript::{Transcript, Turn};

/// So many segments are read without a pause …
const READ_AT_ONCE: usize = 4000;
/// … and so many sentences heard: about ten milliseconds each.
const AT_ONCE: usize = 1500;

/// How much of the work, of a hundred, is done when the last segment is read, and when the last sentence is heard.
const READ: usize = 20;
const HEARD: usize = 80;

impl Analysis {
    /// A call of which nothing is heard yet: its turns alone.
    pub fn of_turns(turns: Vec<Turn>) -> Self {
        Self { turns, ..Self::nothing() }
    }

    /// What was heard, with what was made of it.
    pub(super) fn of(hearing: Hearing<'_>, metrics: Vec<Metric>, signals: Vec<Signal>, tones: Vec<Tone>, settings: &Settings) -> Self {
        let rules = team::in_force(settings, hearing.lexicon.language).map(|it| (it.0, it.1.name.clone())).collect();
        Self { turns: hearing.turns, metrics, signals, tones, rules, heard: hearing.heard }
    }
}

/// What [`super::analyse_turns`] gives. `pause` is called with how much is done, of a hundred, and waited for; where it says no,
/// nobody wants the answer any more.
pub async fn analyse_slowly<P: Future<Output = bool>>(
    transcript: &Transcript,
    turns: Vec<Turn>,
    rep: Option<u16>,
    settings: &Settings,
    pause: impl Fn(usize) -> P,
) -> Option<Analysis> {
    if !pause(0).await {
        return None;
    }
    let mut hearing = Hearing::begun(transcript, turns, rep, settings);
    let mut read = 0;
    while hearing.read_on(READ_AT_ONCE) {
        read += READ_AT_ONCE;
        if !pause((READ * read / transcript.segments.len().max(1)).min(READ)).await {
            return None;
        }
    }
    let team = Team::of(settings, hearing.lexicon.language);
    let all = hearing.reading.sentences.len();
    loop {
        let done = hearing.heard.said.len();
        if !pause(READ + (HEARD - READ) * done / all.max(1)).await {
            return None;
        }
        if done == all {
            break;
        }
        hearing.listen(&team, AT_ONCE);
    }
    probing::mark(&mut hearing);
    let mut metrics = Vec::new();
    for it in metrics::taken(&hearing) {
        metrics.push(it);
        if !pause(HEARD + 5).await {
            return None;
        }
    }
    let mut telling = signals::Telling::default();
    while telling.tell(&hearing, 2 * AT_ONCE) {
        if !pause(HEARD + 10).await {
            return None;
        }
    }
    let signals = telling.found(&hearing);
    if !pause(HEARD + 15).await {
        return None;
    }
    let tones = tone::tones(&hearing, &signals);
    Some(Analysis::of(hearing, metrics, signals, tones, settings))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::domain::analysis::{analyse, scenes};
    use crate::domain::transcript::turns;

    #[test]
    fn piece_by_piece_the_same_is_heard_and_who_says_no_gets_nothing() {
        let lines = "Maya: How do you plan? We lost ten orders. I send it on Friday.\nDana: By hand. It costs us 4,000 euros a month.\n";
        let transcript = scenes::dialogue(&lines.repeat(700));
        let settings = Settings::default();
        let run = |most: usize| {
            let asked = Cell::new(0);
            let pause = |_| {
                asked.set(asked.get() + 1);
                std::future::ready(asked.get() < most)
            };
            let mut work = pin!(analyse_slowly(&transcript, turns(&transcript, &settings.turns), Some(0), &settings, pause));
            match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(found) => (found, asked.get()),
                Poll::Pending => (None, 0),
            }
        };
        let (found, asked) = run(usize::MAX);
        assert_eq!(found, Some(analyse(&transcript, Some(0), &settings)));
        assert!(asked > 6, "{asked}");
        assert_eq!(run(2), (None, 2));
    }
}
