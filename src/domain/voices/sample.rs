//! A few words of each voice, by which a person knows whose it is.

use crate::domain::show::shorten;
use crate::domain::transcript::Transcript;

/// So many words tell something: "Yeah, sure." does not.
const TELLING: usize = 6;

/// As much as is read at a glance, in letters.
const MOST: usize = 100;

/// What each speaker says first at some length, else the longest of what there is; empty where nothing is said.
pub fn samples(transcript: &Transcript) -> Vec<String> {
    let tells = |text: &str| text.split_whitespace().nth(TELLING - 1).is_some();
    let mut best = vec![""; transcript.speakers.len()];
    for segment in &transcript.segments {
        let Some(own) = segment.speaker.and_then(|it| best.get_mut(usize::from(it))) else { continue };
        let text = segment.text.trim();
        if !tells(own) && (tells(text) || text.len() > own.len()) {
            *own = text;
        }
    }
    best.into_iter().map(|it| shorten(it, MOST)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    #[test]
    fn a_voice_is_known_by_what_it_first_says_at_some_length() {
        let text = "Speaker 0: Hello.\nSpeaker 1: Hi there.\nSpeaker 0: Thanks for making the time for this today.\nSpeaker 0: And another sentence of more than six words.\nSpeaker 1: Sure.\n";
        let words = import::read(text.as_bytes()).unwrap().transcript;
        assert_eq!(samples(&words), ["Thanks for making the time for this today.", "Hi there."]);
    }
}
