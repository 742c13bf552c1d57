//! Voices of a text that names nobody, guessed because a person asked for it: one after the other.

use super::{Side, Speaker, Transcript, Turn};

/// What the two voices are called until somebody says who they are. No person is remembered by these.
pub const GUESSED: [&str; 2] = ["First voice", "Second voice"];

impl Transcript {
    /// Whether nobody is known to say any of it.
    pub fn is_unnamed(&self) -> bool {
        self.speakers.is_empty()
    }

    /// Gives the segments to two voices in turns. Does nothing where somebody is named already.
    pub fn alternate(&mut self) {
        if !self.is_unnamed() {
            return;
        }
        self.speakers = GUESSED.map(|name| Speaker { name: name.to_owned(), side: Side::Unknown, person: None }).to_vec();
        for (segment, voice) in self.segments.iter_mut().zip([0, 1].into_iter().cycle()) {
            segment.speaker = Some(voice);
        }
    }

    /// Takes all voices away.
    pub fn clear_voices(&mut self) {
        self.speakers.clear();
        self.segments.iter_mut().for_each(|it| it.speaker = None);
    }

    /// From a segment on, two voices change places: where a guess went wrong at one place, all after it is wrong.
    /// Tells whether anything changed; there must be two voices and no more.
    pub fn swap_from(&mut self, first: u32) -> bool {
        let said = self.segments.get_mut(first as usize..).unwrap_or_default();
        if self.speakers.len() != 2 || said.iter().all(|it| it.speaker.is_none()) {
            return false;
        }
        said.iter_mut().for_each(|it| it.speaker = it.speaker.map(|it| 1 - it.min(1)));
        true
    }
}

/// The turn to go on with once `segments` were given to somebody, so that many can be put right in a row: the first that
/// begins after them.
pub fn next_turn(turns: &[Turn], segments: &[u32]) -> Option<u32> {
    let first = segments.first()?;
    let is_next = |it: &Turn| it.segments.first() > Some(first) && !it.segments.iter().any(|at| segments.contains(at));
    turns.iter().position(is_next).and_then(|it| u32::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::transcript::{TurnRules, turns};

    fn nameless() -> Transcript {
        let mut words = dialogue(&[("A", "Hello there"), ("A", "Hi, Maya"), ("A", "How are you?"), ("A", "Fine, thanks"), ("A", "Good")]);
        words.speakers.clear();
        words.segments.iter_mut().for_each(|it| it.speaker = None);
        words
    }

    fn who(words: &Transcript) -> Vec<Option<u16>> {
        words.segments.iter().map(|it| it.speaker).collect()
    }

    #[test]
    fn one_voice_speaks_after_the_other() {
        let mut words = nameless();
        words.alternate();
        assert_eq!(who(&words), [Some(0), Some(1), Some(0), Some(1), Some(0)]);
        assert_eq!(words.speakers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), GUESSED);
        assert!(words.speakers.iter().all(|it| it.side == Side::Unknown && it.person.is_none()));
        words.clear_voices();
        assert_eq!(words, nameless());
    }

    #[test]
    fn nobody_who_is_named_is_guessed_over() {
        let mut words = dialogue(&[("Ana", "Hello"), ("Ana", "Again")]);
        words.alternate();
        assert_eq!(who(&words), [Some(0), Some(0)]);
    }

    #[test]
    fn a_guess_that_went_wrong_is_turned_round_from_there_on() {
        let mut words = nameless();
        words.alternate();
        assert!(words.swap_from(2));
        assert_eq!(who(&words), [Some(0), Some(1), Some(1), Some(0), Some(1)]);
        assert!(!words.swap_from(9) && !nameless().swap_from(0));
    }

    #[test]
    fn after_a_turn_comes_the_next_one_that_was_not_given() {
        let mut words = nameless();
        words.alternate();
        // The second paragraph is of the first voice too: three are one turn then, and the fourth is next.
        assert!(words.give(&[1], 0));
        let joined = turns(&words, &TurnRules::default());
        assert_eq!((joined.len(), next_turn(&joined, &[1])), (3, Some(1)));
        assert_eq!((next_turn(&joined, &[4]), next_turn(&joined, &[])), (None, None));
    }
}
