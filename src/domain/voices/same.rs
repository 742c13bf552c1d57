//! Voices that are one: the recorder took one for two, or somebody gave two the same name.

use super::Voice;
use crate::domain::transcript::{Side, Transcript};

/// Makes one voice of those that are said to be the same.
pub(super) fn join(transcript: &mut Transcript, voices: &[Voice]) {
    let pair = |at: usize| Some((u16::try_from(at).ok()?, u16::try_from(one_of(voices, voices.get(at)?.same_as?)).ok()?));
    let pairs: Vec<(u16, u16)> = (0..voices.len()).filter_map(pair).collect();
    transcript.join(&pairs);
}

/// The voice that `at` is in the end, where it is the same as another that is the same as a third.
fn one_of(voices: &[Voice], mut at: usize) -> usize {
    for _ in 0..voices.len() {
        match voices.get(at).and_then(|it| it.same_as) {
            Some(next) if next < voices.len() => at = next,
            _ => break,
        }
    }
    at
}

/// The voice that the voice `at` would go into, since it goes by the same name, letter case and outer space aside: to be
/// asked whether they are one. Whoever was given another name goes into who had it, else the later into the earlier.
pub fn namesake(voices: &[Voice], at: usize) -> Option<usize> {
    let key = |it: &Voice| it.name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let own = voices.get(at).filter(|it| it.same_as.is_none())?;
    let wanted = key(own);
    let goes = |other: usize, it: &Voice| (own.name == own.label, other) < (it.name == it.label, at);
    let is_other = |(other, it): &(usize, &Voice)| *other != at && it.same_as.is_none() && key(it) == wanted && goes(*other, it);
    voices.iter().enumerate().filter(|_| !wanted.is_empty()).find(is_other).map(|it| it.0)
}

/// Says that the voice `at` is the voice `into`, which takes over what was said of it where nothing was said of itself.
pub fn unite(voices: &mut [Voice], at: usize, into: usize) {
    let Some(own) = voices.get_mut(at).filter(|_| at != into) else { return };
    own.same_as = Some(into);
    let (side, person, is_rep) = (own.side, own.person, std::mem::take(&mut own.is_rep));
    let Some(other) = voices.get_mut(into) else { return };
    if other.side == Side::Unknown {
        (other.side, other.person) = (side, person);
    }
    other.is_rep |= is_rep && other.side == Side::Ours;
}

/// The name that a voice was given though another has it, and that nobody has answered for: to be asked before saving.
pub fn twice(voices: &[Voice]) -> Option<&str> {
    let is_given = |(at, it): &(usize, &Voice)| it.name != it.label && namesake(voices, *at).is_some();
    voices.iter().enumerate().find(is_given).map(|it| it.1.name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::voices::{guess, settle};

    #[test]
    fn a_voice_that_takes_the_name_of_another_can_be_made_one_with_it() {
        let mut call = dialogue(&[("Ana", "Hello"), ("Speaker 2", "Hi"), ("Priya Shah", "Good morning"), ("Speaker 2", "Fine")]);
        let mut voices = guess(&call, &[], &[]);
        assert_eq!(namesake(&voices, 1), None);
        voices[1].name = " priya  SHAH ".to_owned();
        assert_eq!((namesake(&voices, 1), namesake(&voices, 2), namesake(&voices, 9)), (Some(2), None, None));
        assert_eq!(twice(&voices), Some("priya  SHAH"));
        unite(&mut voices, 1, 2);
        assert_eq!((namesake(&voices, 1), namesake(&voices, 2), twice(&voices)), (None, None, None));
        settle(&mut call, &voices, &[], || unreachable!());
        assert_eq!(call.speakers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Ana", "Priya Shah"]);
        assert_eq!(call.segments.iter().map(|it| it.speaker).collect::<Vec<_>>(), [Some(0), Some(1), Some(1), Some(1)]);
    }

    #[test]
    fn who_is_made_one_takes_along_that_they_are_the_rep() {
        let mut voices = guess(&dialogue(&[("Ana", "Hello"), ("Ana", "Hi"), ("Bo", "Hi"), ("A.", "Yes")]), &[], &[]);
        voices[2].name = "Ana".to_owned();
        (voices[2].side, voices[2].is_rep) = (Side::Ours, true);
        unite(&mut voices, 2, 0);
        assert_eq!((voices[0].side, voices[0].is_rep, voices[2].is_rep), (Side::Ours, true, false));
        unite(&mut voices, 1, 1);
        unite(&mut voices, 1, 9);
        assert_eq!(voices[0].same_as, None);
    }

    #[test]
    fn two_who_had_the_same_name_from_the_start_are_offered_but_not_asked_about() {
        let mut voices = guess(&dialogue(&[("Tom", "Hello"), ("Bo", "Hi")]), &[], &[]);
        voices[1].label = "Tom".to_owned();
        voices[1].name = "Tom".to_owned();
        assert_eq!((namesake(&voices, 0), namesake(&voices, 1), twice(&voices)), (None, Some(0), None));
    }

    #[test]
    fn voices_without_a_name_are_nobodys_namesakes() {
        let mut voices = guess(&dialogue(&[("A", "Hello"), ("B", "Hi")]), &[], &[]);
        voices.iter_mut().for_each(|it| it.name = " ".to_owned());
        assert_eq!(namesake(&voices, 0), None);
    }
}
