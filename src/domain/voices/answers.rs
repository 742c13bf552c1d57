//! What a person says of voices, answer by answer, and what is still to be said.

use super::{Voice, infer};
use crate::domain::people::{Person, Role};
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

/// Says that the voice `at` is one of our people: the rep, where that is what they are and nobody else is. The others are
/// theirs, unless something was said of them.
pub fn be_person(voices: &mut [Voice], at: usize, person: &Person) {
    if person.role == Role::Rep && !voices.iter().any(|it| it.is_rep) {
        be_rep(voices, at);
    }
    if let Some(voice) = voices.get_mut(at) {
        voice.be_on(Side::Ours);
        voice.person = Some(person.id);
    }
    infer(voices, &|_| None);
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
    use crate::domain::id::{PersonId, RawId};
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::voices::{heard, perhaps};

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
    fn a_first_name_that_one_of_us_alone_has_is_asked_about_and_with_a_yes_is_the_rep() {
        let person = |n: u64, name: &str, role| Person::new(PersonId(RawId::new(n, 0)), name, role);
        let hannah = person(1, "Hannah Brandt", Role::Rep);
        let mut voices = heard(&dialogue(&[("Hannah", "Hello"), ("Joe", "Hi")]));
        assert_eq!(perhaps(&voices, 0, [&hannah]).map(|it| it.id), Some(hannah.id));
        assert_eq!(perhaps(&voices, 1, [&hannah]), None);
        assert_eq!(perhaps(&voices, 0, [&hannah, &person(2, "Hannah Roth", Role::Rep)]), None, "of two nobody knows which");
        assert_eq!(voices.iter().filter(|it| it.side != Side::Unknown).count(), 0, "nothing is taken for granted");
        be_person(&mut voices, 0, &hannah);
        let told = |it: &Voice| (it.side, it.is_rep, it.person);
        assert_eq!(voices.iter().map(told).collect::<Vec<_>>(), [(Side::Ours, true, Some(hannah.id)), (Side::Theirs, false, None)]);
        assert_eq!((perhaps(&voices, 0, [&hannah]), lacking(&voices)), (None, None));
        let mut voices = heard(&dialogue(&[("Ines", "Hello"), ("Joe", "Hi")]));
        be_person(&mut voices, 0, &person(3, "Ines Moor", Role::Manager));
        assert!(voices.iter().all(|it| !it.is_rep), "a manager who sits in is no rep");
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
