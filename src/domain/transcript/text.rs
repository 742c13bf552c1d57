//! The words of a stretch of segments as one text, and the way back from its bytes to places.

use super::{Moment, Place, Transcript};

/// Segments joined by single spaces.
pub struct JoinedText {
    /// The text.
    pub text: String,
    /// Where each segment begins in it: byte and segment, ascending.
    starts: Vec<(usize, u32)>,
}

impl JoinedText {
    /// Joins `segments` of `transcript`; indexes that do not exist add nothing.
    pub fn of(transcript: &Transcript, segments: &[u32]) -> Self {
        let mut joined = Self { text: String::new(), starts: Vec::with_capacity(segments.len()) };
        for at in segments {
            let Some(segment) = transcript.segments.get(*at as usize) else { continue };
            if !joined.text.is_empty() {
                joined.text.push(' ');
            }
            joined.starts.push((joined.text.len(), *at));
            joined.text.push_str(&segment.text);
        }
        joined
    }

    /// The byte of the text at a place, which may be just after a segment's last.
    pub fn byte(&self, place: Place) -> Option<usize> {
        self.starts.iter().find(|it| it.1 == place.segment).map(|it| it.0 + place.offset as usize)
    }

    /// The place of a byte of the text.
    pub fn place(&self, byte: usize) -> Option<Place> {
        let (start, segment) = *self.starts[..self.starts.partition_point(|(start, _)| *start <= byte)].last()?;
        Some(Place { segment, offset: u32::try_from(byte - start).ok()? })
    }
}

impl Transcript {
    /// The moment between two places, with its quote. `None` where the places are not in this transcript, not on
    /// character boundaries, or hold no words.
    pub fn moment(&self, from: Place, to: Place) -> Option<Moment> {
        // Mostly a piece of one segment; a place in a file may be anything.
        let all = if from.segment == to.segment { self.segments.get(from.segment as usize)?.text.len() } else { 0 };
        let within = (to.offset.saturating_sub(from.offset) as usize).min(all);
        let mut quote = String::with_capacity(within);
        for at in from.segment..=to.segment {
            let segment = self.segments.get(at as usize)?;
            let begin = if at == from.segment { from.offset as usize } else { 0 };
            let end = if at == to.segment { to.offset as usize } else { segment.text.len() };
            // Words of others in between (a back-channel) are no part of the quote.
            if segment.speaker != self.segments.get(from.segment as usize)?.speaker {
                continue;
            }
            let piece = segment.text.get(begin..end)?;
            if !quote.is_empty() && !piece.is_empty() {
                quote.push(' ');
            }
            quote.push_str(piece);
        }
        // Mostly it begins and ends with letters, and nothing needs to be looked for.
        let is_tidy = |it: Option<&u8>| it.is_some_and(u8::is_ascii_graphic);
        let is_tidy = is_tidy(quote.as_bytes().first()) && is_tidy(quote.as_bytes().last());
        let quote = if is_tidy || quote.trim().len() == quote.len() { quote } else { quote.trim().to_owned() };
        let at = self.segments.get(from.segment as usize)?.start;
        (!quote.is_empty()).then_some(Moment { from, to, at, quote })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::tests::dialogue;

    #[test]
    fn bytes_of_the_joined_text_find_their_segment() {
        let transcript = dialogue(&[("A", "Grüße und"), ("A", "mehr.")]);
        let joined = JoinedText::of(&transcript, &[0, 1]);
        assert_eq!(joined.text, "Grüße und mehr.");
        let at = joined.text.find("mehr").unwrap();
        assert_eq!(joined.place(at), Some(Place { segment: 1, offset: 0 }));
        assert_eq!(joined.place(0), Some(Place { segment: 0, offset: 0 }));
    }

    #[test]
    fn a_moment_quotes_its_words_over_segments_and_leaves_out_others() {
        let transcript = dialogue(&[("A", "twenty hours"), ("B", "Mm-hm."), ("A", "a week, at least")]);
        let moment = transcript.moment(Place { segment: 0, offset: 7 }, Place { segment: 2, offset: 6 }).unwrap();
        assert_eq!(moment.quote, "hours a week");
    }

    #[test]
    fn places_outside_the_words_are_no_moment() {
        let transcript = dialogue(&[("A", "é")]);
        let place = |segment, offset| Place { segment, offset };
        for (from, to) in [
            (place(0, 0), place(1, 0)),
            (place(0, 1), place(0, 2)),
            (place(0, 0), place(0, 9)),
            (place(0, 2), place(0, 0)),
            (place(0, 0), place(0, 0)),
        ] {
            assert_eq!(transcript.moment(from, to), None);
        }
    }
}
