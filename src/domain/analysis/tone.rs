//! How words sound: pleased or troubled. Text only, so irony and voice are not heard.

use serde::Serialize;

use super::hearing::{Cue, Hearing};
use super::lexicon::{Topic, class};
use super::words::After;
use super::{Analysis, Signal, SignalKind};
use crate::domain::time::Millis;
use crate::domain::transcript::{Moment, Place, Side, Transcript};

/// How the words of a segment sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tone {
    /// Index of the segment in the transcript.
    pub segment: u32,
    /// Pleased words less troubled ones: above 0 is pleased, below 0 troubled, 0 mixed.
    pub score: i8,
}

/// How the prospect sounds in one part of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// When it begins, where the file knows.
    pub at: Option<Millis>,
    /// How many segments of theirs sound pleased.
    pub pleased: usize,
    /// How many sound troubled.
    pub troubled: usize,
    /// The one to look at first: the most troubled, or else the most pleased.
    pub moment: Option<Moment>,
}

/// The prospect's tone over the call, in at most `parts` parts of about as many segments each.
pub(super) fn course(transcript: &Transcript, analysis: &Analysis, parts: usize) -> Vec<Stretch> {
    let mut theirs = vec![false; transcript.segments.len()];
    for (turn, _) in analysis.turns.iter().zip(&analysis.heard.voices).filter(|it| it.1.side == Side::Theirs) {
        for at in &turn.segments {
            if let Some(it) = theirs.get_mut(*at as usize) {
                *it = true;
            }
        }
    }
    let long = transcript.segments.len().div_ceil(parts.max(1)).max(1);
    let stretch = |(at, segments): (usize, &[_])| {
        let (from, to) = (at * long, at * long + segments.len());
        let tones = analysis.tones.iter().filter(|it| {
            let at = it.segment as usize;
            (from..to).contains(&at) && theirs.get(at) == Some(&true)
        });
        let count = |is: fn(i8) -> bool| tones.clone().filter(|it| is(it.score)).count();
        let first = tones.clone().filter(|it| it.score < 0).min_by_key(|it| it.score);
        let first = first.or_else(|| tones.clone().filter(|it| it.score > 0).min_by_key(|it| -it.score));
        let whole = |it: &Tone| {
            let length = transcript.segments.get(it.segment as usize)?.text.len();
            transcript.moment(Place { segment: it.segment, offset: 0 }, Place { segment: it.segment, offset: u32::try_from(length).ok()? })
        };
        Stretch {
            at: segments.iter().find_map(|it: &crate::domain::transcript::Segment| it.start),
            pleased: count(|it| it > 0),
            troubled: count(|it| it < 0),
            moment: first.and_then(whole),
        }
    };
    transcript.segments.chunks(long).enumerate().map(stretch).collect()
}

/// How many words before a phrase may turn it round: "not very happy".
const TURNS_WITHIN: usize = 3;

/// What the prospect says by what is heard in it, whichever words it is said in: a problem and an objection
/// sound troubled, an agreement pleased.
const MOODS: &[(SignalKind, i8)] = &[(SignalKind::Pain, -1), (SignalKind::Objection, -1), (SignalKind::Commitment, 1)];

/// The tone of every segment that has one; `signals` are those heard in the same words.
pub(super) fn tones(hearing: &Hearing<'_>, signals: &[Signal]) -> Vec<Tone> {
    let mut found = by_words(hearing);
    // The words themselves tell more.
    let told: Vec<u32> = found.iter().map(|it| it.segment).collect();
    let mut meant: Vec<Tone> = Vec::new();
    for signal in signals.iter().filter(|it| it.side == Side::Theirs) {
        let segment = signal.moment.from.segment;
        let Some((_, score)) = MOODS.iter().find(|it| it.0 == signal.kind).filter(|_| told.binary_search(&segment).is_err()) else {
            continue;
        };
        match meant.iter_mut().rev().take(4).find(|it| it.segment == segment) {
            Some(tone) => tone.score = (tone.score + score).clamp(-1, 1),
            None => meant.push(Tone { segment, score: *score }),
        }
    }
    found.append(&mut meant);
    crate::domain::order::sort_by_key(&mut found, |it| it.segment);
    found
}

fn by_words(hearing: &Hearing<'_>) -> Vec<Tone> {
    let mut found: Vec<Tone> = Vec::new();
    let sounding = hearing.cues.iter().filter(|it| matches!(it.topic, Topic::Positive | Topic::Negative));
    for cue in sounding {
        let Some(word) = hearing.reading.words.get(cue.from) else { continue };
        let pleased = (cue.topic == Topic::Positive) != is_turned(hearing, cue);
        let step = if pleased { 1 } else { -1 };
        // Somebody else's turn may stand between two segments of one turn, so the segment need not be the last one.
        match found.iter_mut().rev().take(4).find(|it| it.segment == word.segment) {
            Some(tone) => tone.score = tone.score.saturating_add(step),
            None => found.push(Tone { segment: word.segment, score: step }),
        }
    }
    crate::domain::order::sort_by_key(&mut found, |it| it.segment);
    found
}

fn is_turned(hearing: &Hearing<'_>, cue: &Cue) -> bool {
    let start = hearing.reading.sentences.get(cue.sentence).map_or(0, |it| it.words.start);
    let before = hearing.reading.words.get(cue.from.saturating_sub(TURNS_WITHIN).max(start)..cue.from).unwrap_or_default();
    before.iter().rev().take_while(|it| it.after < After::Pause).any(|it| it.is(class::NEGATION))
}
