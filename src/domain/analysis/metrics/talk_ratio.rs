//! Who speaks how much.

use std::collections::BTreeSet;

use super::{NO_REP, NO_SIDES, Taken};
use crate::domain::analysis::Against;
use crate::domain::analysis::hearing::Hearing;
use crate::domain::order;
use crate::domain::time::Millis;
use crate::domain::transcript::Side;

/// At least so much of the words must have a start and an end for time to be counted; the rest is left out.
const TIMED: f64 = 0.95;

/// No more than this share of the words may be by nobody: beyond it any ratio is a guess.
const UNLABELLED: f64 = 0.1;

/// A turn longer than this is two speakers under one name, not a speech (handbook: withhold the number).
const IMPLAUSIBLE: Millis = Millis(20 * 60_000);

/// Speech by speaker.
pub(super) struct Speech {
    /// In milliseconds or words, by speaker.
    by_speaker: Vec<f64>,
    /// Of everybody, also of voices without a name.
    total: f64,
    /// Whether time was counted, not words.
    timed: bool,
}

impl Speech {
    fn of(hearing: &Hearing<'_>) -> Result<Self, &'static str> {
        let words = Self::in_words(hearing)?;
        Ok(times(hearing).unwrap_or(words))
    }

    /// In words, or why the file does not tell who speaks.
    fn in_words(hearing: &Hearing<'_>) -> Result<Self, &'static str> {
        let words = words(hearing);
        let all: f64 = words.by_speaker.iter().sum();
        if words.total <= 0.0 {
            return Err("Nothing is said in this file.");
        }
        if hearing.transcript.speakers.is_empty() {
            return Err("These words do not say who speaks.");
        }
        if words.total - all > UNLABELLED * words.total {
            return Err("Too many lines do not say who is speaking.");
        }
        if words.by_speaker.iter().filter(|it| **it > 0.0).count() < 2 {
            return Err("One speaker holds all the words, so the file does not tell speakers apart.");
        }
        let endless = |it: &crate::domain::transcript::Turn| it.start.zip(it.end).is_some_and(|(start, end)| end - start > IMPLAUSIBLE);
        if hearing.has_ends() && hearing.turns.iter().any(endless) {
            return Err("One turn lasts more than 20 minutes, so the file hardly tells speakers apart.");
        }
        Ok(words)
    }

    fn shown(&self, amount: f64) -> String {
        if self.timed { Millis(amount as i64).clock() } else { format!("{amount:.0}") }
    }

    /// `part` of the whole, said in `turns`, with `who` for the arithmetic.
    fn share(&self, hearing: &Hearing<'_>, part: f64, who: &str, turns: Vec<u32>) -> Taken {
        let (part_shown, total) = (self.shown(part), self.shown(self.total));
        let of_speech = 100.0 * part / self.total;
        let (value, arithmetic) = match hearing.length().filter(|_| self.timed) {
            Some(call) => {
                let of_call = (100.0 * part / call.0 as f64).min(100.0);
                // There is more speech than call where people talk over each other.
                let both = if self.total > call.0 as f64 { " Where two speak at once, both count." } else { "" };
                let call = format!("of the {} from the first word to the last", call.clock());
                match hearing.against {
                    Against::Speech => {
                        (of_speech, format!("{who} spoke {part_shown} of {total} of speech; {call} that is {of_call:.0}%.{both}"))
                    }
                    Against::Call => {
                        (of_call, format!("{who} spoke {part_shown} {call}; of {total} of speech that is {of_speech:.0}%.{both}"))
                    }
                }
            }
            None => {
                let words = "words; words are counted because the file does not say when speech ends.";
                (of_speech, format!("{who} spoke {part_shown} of {total} {words}"))
            }
        };
        let moments = hearing.wordiest(&turns);
        Taken::value(value.clamp(0.0, 100.0), arithmetic, turns, moments).estimated(!self.timed)
    }
}

/// Words of each turn by its speaker.
fn words(hearing: &Hearing<'_>) -> Speech {
    let mut by_speaker = vec![0.0; hearing.transcript.speakers.len()];
    let mut total = 0.0;
    for (at, turn) in hearing.turns.iter().enumerate() {
        let count = hearing.reading.words_of_turn(at) as f64;
        total += count;
        if let Some(sum) = turn.speaker.and_then(|it| by_speaker.get_mut(usize::from(it))) {
            *sum += count;
        }
    }
    Speech { by_speaker, total, timed: false }
}

/// Time of each speaker, what one speaker says twice at once counted once; `None` where too little is timed.
fn times(hearing: &Hearing<'_>) -> Option<Speech> {
    if !hearing.has_ends() {
        return None;
    }
    let (mut timed, mut all) = (0usize, 0usize);
    let mut spans: Vec<(u16, Millis, Millis)> = Vec::with_capacity(hearing.transcript.segments.len());
    for segment in &hearing.transcript.segments {
        all += segment.text.len();
        if let Some((start, end)) = segment.start.zip(segment.end).filter(|(start, end)| end > start) {
            timed += segment.text.len();
            spans.push((segment.speaker.unwrap_or(u16::MAX), start, end));
        }
    }
    if (timed as f64) < TIMED * all as f64 {
        return None;
    }
    order::sort_by_key(&mut spans, |it| it.1);
    let speakers = hearing.transcript.speakers.len();
    let (mut by_speaker, mut total) = (vec![0.0; speakers], 0.0);
    // Up to when each speaker is counted; the last stands for who has no name.
    let mut covered = vec![Millis(i64::MIN); speakers + 1];
    for (speaker, start, end) in spans {
        let speaker = usize::from(speaker).min(speakers);
        let Some(until) = covered.get_mut(speaker) else { continue };
        let length = (end - start.max(*until)).0.max(0) as f64;
        *until = end.max(*until);
        total += length;
        if let Some(sum) = by_speaker.get_mut(speaker) {
            *sum += length;
        }
    }
    (total > 0.0).then_some(Speech { by_speaker, total, timed: true })
}

/// The rep's share.
pub(super) fn rep(hearing: &Hearing<'_>) -> Taken {
    let share = || {
        let speech = Speech::of(hearing)?;
        let rep = hearing.rep.ok_or(NO_REP)?;
        let part = speech.by_speaker.get(usize::from(rep)).copied().unwrap_or_default();
        Ok(speech.share(hearing, part, hearing.rep_name(), hearing.turns_of(|it| it.rep)))
    };
    share().into()
}

/// The share of all of ours, where two or more of ours speak.
pub(super) fn side(hearing: &Hearing<'_>) -> Taken {
    let share = || {
        let words = Speech::in_words(hearing)?;
        let turns = hearing.turns.iter().zip(&hearing.heard.voices);
        let ours: BTreeSet<u16> = crate::domain::order::set(turns.filter(|it| it.1.side == Side::Ours).filter_map(|it| it.0.speaker));
        match ours.len() {
            0 => return Err(NO_SIDES),
            1 => return Err("Only one of ours speaks, so the talk ratio says it all."),
            _ => {}
        }
        let speech = times(hearing).unwrap_or(words);
        let part = ours.iter().filter_map(|it| speech.by_speaker.get(usize::from(*it))).sum();
        let turns = hearing.turns_of(|it| it.side == Side::Ours);
        Ok(speech.share(hearing, part, &format!("{} of ours", ours.len()), turns))
    };
    share().into()
}
