//! What is found in a sentence.

use super::topics::Topic;

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

/// What a sentence has somewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    /// Bits of [`crate::class`] of all its words.
    pub class: u32,
    /// Whether a word is not of letters alone.
    pub odd: bool,
    /// Whether a word may be one of the few that were asked for.
    pub few: bool,
}
