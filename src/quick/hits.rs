//! What is found in a sentence.

use super::topics::{Topic, Topics, with_plain};

/// A phrase found in a sentence; places count words from the sentence's start.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// What it stands for.
    pub topic: Topic,
    /// Its first word …
    pub from: usize,
    /// … and just after its last.
    pub to: usize,
}

/// The topics of `hits`, and what each is a kind of.
#[inline(never)]
pub fn topics_of(hits: &[Hit]) -> Topics {
    with_plain(hits.iter().fold(0, |topics, it| topics | it.topic.bit()))
}

/// Whether one of `wanted` is among `topics`.
#[inline(never)]
pub fn has_any(topics: Topics, wanted: &[Topic]) -> bool {
    wanted.iter().any(|it| it.is_in(topics))
}

/// What a sentence has somewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// What its phrases stand for, as [`topics_of`] tells of them.
    pub topics: Topics,
    /// Bits of [`crate::class`] of all its words.
    pub class: u32,
    /// Whether a word is not of letters alone.
    pub odd: bool,
    /// The lists that were [watched](crate::Watch) for, as bits, of which a word may be one.
    pub lists: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_of_a_kind_is_an_objection_as_well() {
        let hit = |topic| Hit { topic, from: 0, to: 1 };
        let topics = topics_of(&[hit(Topic::ObjectsPrice), hit(Topic::VagueStep)]);
        assert_eq!(topics, Topic::ObjectsPrice.bit() | Topic::Objection.bit() | Topic::VagueStep.bit());
        assert!(has_any(topics, &[Topic::Pain, Topic::Objection]) && !has_any(topics, &[Topic::Pain, Topic::ObjectsTiming]));
    }
}
