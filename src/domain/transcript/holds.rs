//! Whether a moment still stands in the words it was taken from.

use super::{Moment, Transcript};

impl Transcript {
    /// Whether `moment` points into this transcript and quotes what stands there, white space aside. Words of others in
    /// between (a listener's "mm-hm") may stand in the quote or be left out.
    pub fn holds(&self, moment: &Moment) -> bool {
        let quoted = || moment.quote.split_whitespace();
        let said = self.moment(moment.from, moment.to).is_some_and(|it| it.quote.split_whitespace().eq(quoted()));
        said || self.everything(moment).is_some_and(|it| it.into_iter().flat_map(str::split_whitespace).eq(quoted()))
    }

    /// What everybody says from the first word of `moment` to its last.
    fn everything(&self, moment: &Moment) -> Option<Vec<&str>> {
        let (from, to) = (moment.from, moment.to);
        let piece = |at: u32| {
            let text = self.segments.get(at as usize)?.text.as_str();
            let begin = if at == from.segment { from.offset as usize } else { 0 };
            let end = if at == to.segment { to.offset as usize } else { text.len() };
            text.get(begin..end)
        };
        if from.segment > to.segment || moment.quote.trim().is_empty() {
            return None;
        }
        (from.segment..=to.segment).map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::Place;
    use crate::domain::transcript::tests::dialogue;

    fn place(segment: u32, offset: u32) -> Place {
        Place { segment, offset }
    }

    #[track_caller]
    fn check(from: Place, to: Place, quote: &str, expected: bool) {
        let transcript = dialogue(&[("A", "We lose three"), ("B", "Mm-hm."), ("A", "días a week.")]);
        let moment = Moment { from, to, at: None, quote: quote.to_owned() };
        assert_eq!(transcript.holds(&moment), expected, "{quote}");
    }

    #[test]
    fn a_quote_is_what_stands_there() {
        check(place(0, 3), place(0, 7), "lose", true);
        check(place(0, 3), place(0, 7), "love", false);
        check(place(0, 8), place(2, 5), "three  días", true);
        check(place(0, 8), place(2, 5), "three Mm-hm. días", true);
        check(place(0, 8), place(2, 5), "three Mm-hm.", false);
    }

    #[test]
    fn places_outside_or_within_a_character_hold_nothing() {
        check(place(2, 0), place(2, 2), "dí", false);
        check(place(2, 0), place(2, 99), "días a week.", false);
        check(place(0, 0), place(9, 0), "We", false);
        check(place(1, 0), place(0, 3), "", false);
    }
}
