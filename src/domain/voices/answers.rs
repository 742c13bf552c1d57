//! What a person says of voices, answer by answer, and what is still to be said.

use super::Voice;
use crate::domain::show;
use crate::domain::transcript::Side;
use crate::domain::transcript::guessed::GUESSED;

impl Voice {
    /// Says whose side it is on; the rep is one of ours.
    pub fn be_on(&mut self, side: Side) {
        self.side = side;
        self.is_rep &= side == Side::Ours;
    }

    /// Says that it is the voice `other` too, or none but itself; the rep is a voice of its own.
    pub fn be_one_with(&mut self, other: Option<usize>) {
        self.same_as = other;
        self.is_rep &= other.is_none();
    }
}

/// Says that the voice `at`, and no other, is the rep, who is on our side.
pub fn be_rep(voices: &mut [Voice], at: usize) {
    for (index, voice) in voices.iter_mut().enumerate() {
        voice.is_rep = index == at;
        if index == at {
            voice.side = Side::Ours;
        }
    }
}

/// What is still to be said before the voices can be kept, as a sentence; `None` where nothing is.
pub fn lacking(voices: &[Voice]) -> Option<String> {
    let unknown = voices.iter().filter(|it| it.side == Side::Unknown).count();
    let is_guess = |it: &Voice| it.side == Side::Ours && it.person.is_none() && GUESSED.contains(&it.name.as_str());
    if unknown > 0 {
        Some(format!("Say for {} whose side it is on.", show::count(unknown, "voice", "voices")))
    } else if voices.iter().any(is_guess) {
        Some("Write who the voices on our side are, or choose them under Person.".to_owned())
    } else if !voices.is_empty() && !voices.iter().any(|it| it.is_rep) {
        Some("Say who the rep is.".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::voices::heard;

    #[test]
    fn what_is_still_to_be_said_is_asked_one_thing_after_the_other() {
        let mut voices = heard(&dialogue(&[("Ana", "Hello"), ("Bo", "Hi")]));
        assert_eq!(lacking(&voices).as_deref(), Some("Say for 2 voices whose side it is on."));
        voices[0].be_on(Side::Ours);
        voices[1].be_on(Side::Theirs);
        assert_eq!(lacking(&voices).as_deref(), Some("Say who the rep is."));
        be_rep(&mut voices, 0);
        assert_eq!((lacking(&voices), lacking(&[])), (None, None));
        voices[0].name = GUESSED[0].to_owned();
        assert!(lacking(&voices).is_some_and(|it| it.starts_with("Write who")), "a guessed name is nobody's");
    }

    #[test]
    fn the_rep_is_one_voice_on_our_side() {
        let mut voices = heard(&dialogue(&[("Ana", "Hello"), ("Bo", "Hi")]));
        be_rep(&mut voices, 0);
        be_rep(&mut voices, 1);
        assert_eq!(voices.iter().map(|it| (it.is_rep, it.side)).collect::<Vec<_>>(), [(false, Side::Ours), (true, Side::Ours)]);
        voices[1].be_on(Side::Theirs);
        assert!(!voices[1].is_rep);
        be_rep(&mut voices, 1);
        voices[1].be_one_with(Some(0));
        assert_eq!((voices[1].is_rep, voices[1].same_as), (false, Some(0)));
    }
}
