//! Who says what, put right: recorders take two people for one and one for two. The words and their places stay as they
//! are, so what points at them still does.

use super::{Side, Speaker, Transcript};
use crate::domain::order;

/// The longest name of a voice, letters.
pub const LONGEST_NAME: usize = 120;

impl Transcript {
    /// Gives a voice another name, tidied. Tells whether anything changed: a blank name is none.
    pub fn rename(&mut self, speaker: u16, name: &str) -> bool {
        let name = tidied(name);
        match self.speakers.get_mut(usize::from(speaker)) {
            Some(it) if !name.is_empty() && it.name != name => {
                it.name = name;
                true
            }
            _ => false,
        }
    }

    /// Makes one voice of several: for each pair, what the first says is said by the second. The voices that are no
    /// more are gone, and the later ones move up. Pairs that name no voice, or one that is itself joined, do nothing.
    pub fn join(&mut self, pairs: &[(u16, u16)]) -> bool {
        let here = |it: u16| usize::from(it) < self.speakers.len();
        let stands = |it: u16| here(it) && pairs.iter().all(|(from, _)| *from != it);
        let mut sound: Vec<(u16, u16)> = pairs.iter().copied().filter(|(from, into)| here(*from) && stands(*into)).collect();
        order::sort_by_key(&mut sound, |it| it.0);
        sound.dedup_by_key(|it| it.0);
        for segment in &mut self.segments {
            if let Some((_, into)) = sound.iter().find(|it| segment.speaker == Some(it.0)) {
                segment.speaker = Some(*into);
            }
        }
        for (gone, _) in sound.iter().rev() {
            self.drop_speaker(*gone);
        }
        !sound.is_empty()
    }

    /// Gives segments to another voice. A voice left with nothing to say is gone.
    pub fn give(&mut self, segments: &[u32], to: u16) -> bool {
        if usize::from(to) >= self.speakers.len() {
            return false;
        }
        let mut has_changed = false;
        for at in segments {
            let Some(segment) = self.segments.get_mut(*at as usize) else { continue };
            has_changed |= segment.speaker != Some(to);
            segment.speaker = Some(to);
        }
        if has_changed {
            self.drop_silent();
        }
        has_changed
    }

    /// A voice by this name: the one there is, or a new one. `None` where the name is blank or there are too many.
    pub fn voice_named(&mut self, name: &str, side: Side) -> Option<u16> {
        let name = tidied(name);
        if name.is_empty() {
            return None;
        }
        let at = self.speakers.iter().position(|it| it.name == name).unwrap_or(self.speakers.len());
        let index = u16::try_from(at).ok()?;
        if at == self.speakers.len() {
            self.speakers.push(Speaker { name, side, person: None });
        }
        Some(index)
    }

    /// The segments that the voice of segment `from` says from there on, to take a voice apart at a place.
    pub fn from_here_on(&self, from: u32) -> Vec<u32> {
        let Some(first) = self.segments.get(from as usize) else { return Vec::new() };
        let same = |at: &u32| self.segments.get(*at as usize).is_some_and(|it| it.speaker == first.speaker);
        (from..u32::try_from(self.segments.len()).unwrap_or(u32::MAX)).filter(same).collect()
    }

    fn drop_silent(&mut self) {
        let mut speaks = vec![false; self.speakers.len()];
        for segment in &self.segments {
            if let Some(it) = segment.speaker.and_then(|it| speaks.get_mut(usize::from(it))) {
                *it = true;
            }
        }
        for (at, speaks) in speaks.iter().enumerate().rev() {
            if let (false, Ok(at)) = (*speaks, u16::try_from(at)) {
                self.drop_speaker(at);
            }
        }
    }

    fn drop_speaker(&mut self, gone: u16) {
        self.speakers.remove(usize::from(gone));
        for segment in &mut self.segments {
            segment.speaker = match segment.speaker {
                Some(it) if it == gone => None,
                Some(it) if it > gone => Some(it - 1),
                other => other,
            };
        }
    }
}

fn tidied(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").chars().filter(|it| !it.is_control()).take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::transcript::tests::dialogue;

    fn call() -> Transcript {
        dialogue(&[("Ana", "Good morning"), ("Ana Reis", "How are you?"), ("Bo", "Fine"), ("Ana", "Let us begin"), ("Bo", "Gladly")])
    }

    fn who(transcript: &Transcript) -> Vec<&str> {
        let name = |at: Option<u16>| at.map_or("nobody", |at| transcript.speakers[usize::from(at)].name.as_str());
        transcript.segments.iter().map(|it| name(it.speaker)).collect()
    }

    #[test]
    fn a_voice_takes_another_name() {
        let mut call = call();
        assert!(call.rename(2, "  Bo\n Lund "));
        assert_eq!(who(&call), ["Ana", "Ana Reis", "Bo Lund", "Ana", "Bo Lund"]);
        assert!(!call.rename(2, "Bo Lund") && !call.rename(2, " \n") && !call.rename(9, "Eve"));
    }

    #[test]
    fn two_voices_become_one_and_the_others_keep_their_words() {
        let mut call = call();
        assert!(call.join(&[(0, 1)]));
        assert_eq!(who(&call), ["Ana Reis", "Ana Reis", "Bo", "Ana Reis", "Bo"]);
        assert!(!call.join(&[(0, 0), (0, 9), (9, 0)]));
    }

    #[test]
    fn a_turn_goes_to_another_voice_and_who_says_nothing_is_gone() {
        let mut call = call();
        assert!(call.give(&[1], 0));
        assert_eq!((who(&call), call.speakers.len()), (vec!["Ana", "Ana", "Bo", "Ana", "Bo"], 2));
        assert!(!call.give(&[1], 0) && !call.give(&[1], 9) && !call.give(&[99], 0));
    }

    #[test]
    fn one_voice_becomes_two_from_a_place_on() {
        let mut call = call();
        let eve = call.voice_named("Eve", Side::Theirs).unwrap();
        let rest = call.from_here_on(3);
        assert_eq!(rest, [3]);
        assert!(call.give(&rest, eve));
        assert_eq!(who(&call), ["Ana", "Ana Reis", "Bo", "Eve", "Bo"]);
        assert_eq!(call.voice_named(" Bo ", Side::Ours), Some(2));
        assert_eq!(call.voice_named("  ", Side::Ours), None);
    }

    proptest! {
        #[test]
        fn whatever_is_put_right_the_words_stay_and_every_voice_exists(steps in proptest::collection::vec((0u8..4, 0u16..5, 0u16..5), 0..20)) {
            let mut call = call();
            let words: Vec<String> = call.segments.iter().map(|it| it.text.clone()).collect();
            for (step, a, b) in steps {
                match step {
                    0 => { call.rename(a, "Eve"); }
                    1 => { call.join(&[(a, b), (b, a + 1)]); }
                    2 => { call.give(&[u32::from(a)], b); }
                    _ => { let on = call.from_here_on(u32::from(a)); call.give(&on, b); }
                }
                prop_assert!(call.segments.iter().all(|it| it.speaker.is_none_or(|it| usize::from(it) < call.speakers.len())));
            }
            prop_assert_eq!(call.segments.iter().map(|it| it.text.clone()).collect::<Vec<_>>(), words);
        }
    }
}
