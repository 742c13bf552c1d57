//! What was said: segments as the file has them, turns as we join them, and places within the words.

use serde::{Deserialize, Serialize};

use super::id::{CallId, PersonId};
use super::time::Millis;

pub mod counted;
pub mod find;
pub mod guessed;
mod holds;
pub mod lanes;
pub mod marks;
pub mod text;
mod turns;
pub mod voicing;

pub use turns::{ends_sentence, is_back_channel, turns};

/// Whose side a speaker is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The selling side.
    Ours,
    /// The buying side.
    Theirs,
    /// Nobody has said yet.
    #[default]
    Unknown,
}

/// How exactly the file knows when words were said. Metrics respect it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Every word has its time.
    Word,
    /// Every segment has a start and an end.
    Segment,
    /// Segments have a start only; ends are not known.
    StartOnly,
    /// A time now and then; times between are estimated.
    Block,
    /// No times at all.
    None,
}

/// One voice of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As the file names it, tidied ("Dana Ortiz").
    pub name: String,
    /// Whose side.
    #[serde(default)]
    pub side: Side,
    /// The person of our team this voice belongs to, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A piece of speech as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Index into [`Transcript::speakers`]; `None` where the file names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<u16>,
    /// When it begins, where known.
    #[serde(default, rename = "start_ms", skip_serializing_if = "Option::is_none")]
    pub start: Option<Millis>,
    /// When it ends, where known.
    #[serde(default, rename = "end_ms", skip_serializing_if = "Option::is_none")]
    pub end: Option<Millis>,
    /// The words.
    pub text: String,
}

/// The format of words that were written in a chat: what is measured of speech is not measured of them.
pub const WRITTEN: &str = "chat";

/// A call's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// The importer's key ("webvtt", "srt", "text").
    pub format: String,
    /// How exact the times are.
    pub precision: Precision,
    /// The voices, in order of appearance.
    pub speakers: Vec<Speaker>,
    /// The speech, in the file's order.
    pub segments: Vec<Segment>,
    /// SHA-256 of the original bytes, in hex: evidence points into this very version.
    pub hash: String,
}

impl Transcript {
    /// How long the speech is, as far as its times tell: up to the last of them.
    pub fn length(&self) -> Option<Millis> {
        self.segments.iter().filter_map(|it| it.end.or(it.start)).max()
    }

    /// Whether there are voices, but nobody has said which are on our side and which on theirs.
    pub fn lacks_sides(&self) -> bool {
        let has = |side: Side| self.speakers.iter().any(|it| it.side == side);
        has(Side::Unknown) && !(has(Side::Ours) && has(Side::Theirs))
    }

    /// The index of the speaker who is the rep, `person`. Where no speaker is, it is the one who alone is on our side, unless
    /// that one is known to be somebody else.
    pub fn voice_of(&self, person: Option<PersonId>) -> Option<u16> {
        let is_of = |it: &&Speaker| it.person.is_some() && it.person == person;
        let mut ours = self.speakers.iter().enumerate().filter(|it| it.1.side == Side::Ours);
        let only = ours.next().filter(|it| ours.next().is_none() && (person.is_none() || it.1.person.is_none()));
        let at = self.speakers.iter().position(|it| is_of(&it)).or(only.map(|it| it.0))?;
        u16::try_from(at).ok()
    }
}

/// The words of a stored call: kept beside the call, so that lists need not load them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallTranscript {
    /// Whose words these are; at most one transcript a call.
    pub call: CallId,
    /// The words.
    pub transcript: Transcript,
}

/// A place in the words: a byte offset within the text of a segment. Always on a character boundary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Index into [`Transcript::segments`].
    pub segment: u32,
    /// Bytes from the start of the segment's text.
    pub offset: u32,
}

/// A stretch of the words that somebody or something points at: what a score rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// First word.
    pub from: Place,
    /// Just after the last word; may lie in a later segment.
    pub to: Place,
    /// When it was said, where the file knows.
    #[serde(default, rename = "at_ms", skip_serializing_if = "Option::is_none")]
    pub at: Option<Millis>,
    /// The words themselves, so that they can be read without the transcript.
    pub quote: String,
}

/// What one speaker says until somebody else does. Derived from segments by [`turns`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Index into [`Transcript::speakers`].
    pub speaker: Option<u16>,
    /// When it begins.
    pub start: Option<Millis>,
    /// When it ends.
    pub end: Option<Millis>,
    /// The segments it is made of, ascending. Not always neighbours: a back-channel may stand between.
    pub segments: Vec<u32>,
}

/// What joins segments into turns and what a back-channel is. The team can change them; the shipped values are these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TurnRules {
    /// A pause of the same speaker longer than this begins a new turn.
    #[serde(rename = "pause_ms")]
    pub pause: Millis,
    /// A back-channel ("Mm-hm.") of the other side up to this length does not end a turn, unless it answers a question.
    #[serde(rename = "bridge_ms")]
    pub bridge: Millis,
    /// … and up to this many words.
    pub bridge_words: u32,
}

impl TurnRules {
    /// These, as far as they make sense: a pause of half a second to a minute, a noise of up to a minute and 50 words.
    pub fn within_reason(self) -> Self {
        Self {
            pause: self.pause.clamp(Millis(500), Millis(60_000)),
            bridge: self.bridge.clamp(Millis(0), Millis(60_000)),
            bridge_words: self.bridge_words.min(50),
        }
    }
}

impl Default for TurnRules {
    fn default() -> Self {
        Self { pause: Millis(3000), bridge: Millis(2000), bridge_words: 5 }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A transcript without times of who says what.
    pub fn dialogue(lines: &[(&str, &str)]) -> Transcript {
        let mut speakers: Vec<Speaker> = Vec::new();
        let segments = lines
            .iter()
            .map(|(name, text)| {
                let at = speakers.iter().position(|it| it.name == *name).unwrap_or_else(|| {
                    speakers.push(Speaker { name: (*name).to_owned(), side: Side::Unknown, person: None });
                    speakers.len() - 1
                });
                Segment { speaker: Some(at as u16), start: None, end: None, text: (*text).to_owned() }
            })
            .collect();
        Transcript { format: "text".to_owned(), precision: Precision::None, speakers, segments, hash: String::new() }
    }

    #[test]
    fn who_alone_speaks_for_our_side_is_the_rep_unless_known_to_be_somebody_else() {
        use crate::domain::id::RawId;
        let person = |n: u64| PersonId(RawId::new(n, 0));
        let mut words = dialogue(&[("Maya", "Hello"), ("Greg", "Hi"), ("Ines", "Hi")]);
        assert_eq!((words.voice_of(None), words.lacks_sides()), (None, true));
        words.speakers[1].side = Side::Theirs;
        assert!(words.lacks_sides(), "nobody of ours is known");
        words.speakers[0].side = Side::Ours;
        assert!(!words.lacks_sides());
        assert_eq!((words.voice_of(None), words.voice_of(Some(person(1)))), (Some(0), Some(0)));
        words.speakers[0].person = Some(person(2));
        assert_eq!((words.voice_of(Some(person(1))), words.voice_of(Some(person(2)))), (None, Some(0)));
        words.speakers[2].side = Side::Ours;
        assert_eq!(words.voice_of(None), None, "two of ours");
    }
}
