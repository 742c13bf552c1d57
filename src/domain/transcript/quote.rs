//! Reading the words between two places, and finding words.

use super::{Moment, Place, Transcript};

impl Transcript {
    /// The words from `from` to `to`, segments joined by a space; `None` where a place lies outside the transcript or
    /// within a character, or where `to` lies before `from`.
    pub fn words(&self, from: Place, to: Place) -> Option<String> {
        self.joined(from, to, None)
    }

    /// Whether `moment` points into this transcript and quotes what stands there. Words of others in between (a
    /// listener's "mm-hm") may be left out of the quote; white space does not matter.
    pub fn holds(&self, moment: &Moment) -> bool {
        let speaker = self.segments.get(moment.from.segment as usize).map(|it| it.speaker);
        let wanted = plain(&moment.quote);
        [None, speaker].into_iter().any(|only| self.joined(moment.from, moment.to, only).is_some_and(|it| plain(&it) == wanted))
    }

    /// The first segment from number `start` on that has `words`, as a moment of just these words.
    pub fn find(&self, words: &str, start: u32) -> Option<Moment> {
        let (segment, offset, at) = (0u32..)
            .zip(&self.segments)
            .skip(start as usize)
            .find_map(|(number, it)| Some((number, u32::try_from(it.text.find(words)?).ok()?, it.start)))?;
        let end = offset.checked_add(u32::try_from(words.len()).ok()?)?;
        Some(Moment { from: Place { segment, offset }, to: Place { segment, offset: end }, at, quote: words.to_owned() })
    }

    fn joined(&self, from: Place, to: Place, only: Option<Option<u16>>) -> Option<String> {
        if to < from || to.segment as usize >= self.segments.len() {
            return None;
        }
        let mut words = String::new();
        for number in from.segment..=to.segment {
            let segment = self.segments.get(number as usize)?;
            let begin = if number == from.segment { from.offset as usize } else { 0 };
            let end = if number == to.segment { to.offset as usize } else { segment.text.len() };
            let part = segment.text.get(begin..end)?;
            if only.is_none_or(|it| it == segment.speaker) && !part.is_empty() {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(part);
            }
        }
        Some(words)
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::{Precision, Segment};

    fn transcript() -> Transcript {
        let said = [(0, "We lose three"), (1, "Mm-hm."), (0, "días a week.")];
        Transcript {
            format: "text".to_owned(),
            precision: Precision::None,
            speakers: vec![],
            segments: said
                .map(|(speaker, text)| Segment { speaker: Some(speaker), start: None, end: None, text: text.to_owned() })
                .to_vec(),
            hash: String::new(),
        }
    }

    fn place(segment: u32, offset: u32) -> Place {
        Place { segment, offset }
    }

    #[track_caller]
    fn holds(from: Place, to: Place, quote: &str, expected: bool) {
        let moment = Moment { from, to, at: None, quote: quote.to_owned() };
        assert_eq!(transcript().holds(&moment), expected, "{quote}");
    }

    #[test]
    fn a_quote_is_what_stands_there() {
        holds(place(0, 3), place(0, 7), "lose", true);
        holds(place(0, 3), place(0, 7), "love", false);
        holds(place(0, 8), place(2, 5), "three Mm-hm. días", true);
    }

    #[test]
    fn a_listeners_word_may_be_left_out() {
        holds(place(0, 8), place(2, 5), "three días", true);
    }

    #[test]
    fn places_outside_or_within_a_character_hold_nothing() {
        holds(place(2, 0), place(2, 2), "dí", false);
        holds(place(2, 0), place(2, 99), "días a week.", false);
        holds(place(0, 0), place(9, 0), "", false);
        holds(place(1, 0), place(0, 3), "", false);
    }

    #[test]
    fn what_is_found_is_held() {
        let found = transcript().find("días", 1).unwrap();
        assert_eq!((found.from, found.to), (place(2, 0), place(2, 5)));
        assert!(transcript().holds(&found));
        assert_eq!(transcript().find("lose", 1), None);
    }
}
