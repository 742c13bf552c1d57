//! Quoting: the words between two places.

use super::{Moment, Place, Transcript};

impl Transcript {
    /// The text from `from` to `to`, segments joined by a space; `None` where a place lies outside the words, within
    /// a character, or the second before the first.
    pub fn quote(&self, from: Place, to: Place) -> Option<String> {
        if to < from {
            return None;
        }
        let mut quote = String::new();
        for at in from.segment..=to.segment {
            let text = self.segments.get(at as usize)?.text.as_str();
            let begin = if at == from.segment { from.offset as usize } else { 0 };
            let end = if at == to.segment { to.offset as usize } else { text.len() };
            if at > from.segment {
                quote.push(' ');
            }
            quote.push_str(text.get(begin..end)?);
        }
        Some(quote)
    }

    /// The moment from `from` to `to`, timed by the segment it begins in; `None` as for [`Transcript::quote`].
    pub fn moment(&self, from: Place, to: Place) -> Option<Moment> {
        let quote = self.quote(from, to)?;
        let at = self.segments.get(from.segment as usize).and_then(|it| it.start);
        Some(Moment { from, to, at, quote })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Millis;
    use crate::domain::transcript::{Precision, Segment};

    #[track_caller]
    fn check(from: (u32, u32), to: (u32, u32), expected: Option<&str>) {
        let segment = |start, text: &str| Segment { speaker: None, start: Some(Millis(start)), end: None, text: text.to_owned() };
        let transcript = Transcript {
            format: String::new(),
            precision: Precision::StartOnly,
            speakers: Vec::new(),
            segments: vec![segment(0, "Zwölf Stück"), segment(900, "am Tag.")],
            hash: String::new(),
        };
        let place = |(segment, offset)| Place { segment, offset };
        assert_eq!(transcript.quote(place(from), place(to)).as_deref(), expected);
        assert_eq!(transcript.moment(place(from), place(to)).map(|it| (it.at, it.quote)).is_some(), expected.is_some());
    }

    #[test]
    fn a_quote_is_the_text_between_its_places() {
        check((0, 7), (0, 13), Some("Stück"));
        check((0, 7), (1, 6), Some("Stück am Tag"));
        check((1, 0), (1, 7), Some("am Tag."));
    }

    #[test]
    fn places_outside_the_words_quote_nothing() {
        check((0, 3), (0, 7), None);
        check((0, 0), (0, 99), None);
        check((0, 0), (7, 0), None);
        check((1, 0), (0, 0), None);
    }
}
