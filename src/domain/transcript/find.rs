//! Finding words in a call.

use super::text::JoinedText;
use super::{Place, Transcript, Turn};

/// A hit: the index of the turn, and the words' first and last places.
pub type Hit = (u32, Place, Place);

/// Every occurrence of `query` in `turns`, letter case aside, in the order of the call. Words may run over the seams
/// of segments. A query of spaces finds nothing. Linear in the length of the transcript.
pub fn find(transcript: &Transcript, turns: &[Turn], query: &str) -> Vec<Hit> {
    let wanted = lower(query.trim());
    let wanted: Vec<char> = wanted.iter().map(|(_, letter)| *letter).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let mut hits = Vec::new();
    for (at, turn) in (0u32..).zip(turns) {
        let joined = JoinedText::of(transcript, &turn.segments);
        let letters = lower(&joined.text);
        let mut from = 0;
        while let Some(found) = letters.get(from..).and_then(|rest| rest.iter().position(|(_, it)| it == first)).map(|it| it + from) {
            let matches = letters[found..].iter().map(|(_, it)| it).take(wanted.len()).eq(&wanted);
            if !matches {
                from = found + 1;
                continue;
            }
            let end = letters.get(found + wanted.len()).map_or(joined.text.len(), |(byte, _)| *byte);
            if let (Some(begin), Some(last)) = (joined.place(letters[found].0), joined.place(end.saturating_sub(1))) {
                // The end lies just after the last byte, in the segment of that byte.
                hits.push((at, begin, Place { segment: last.segment, offset: last.offset + 1 }));
            }
            from = found + wanted.len();
        }
    }
    hits
}

/// The lower-case letters of `text`, each with the byte its capital stands at.
fn lower(text: &str) -> Vec<(usize, char)> {
    text.char_indices().flat_map(|(at, letter)| letter.to_lowercase().map(move |it| (at, it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::transcript::{TurnRules, turns};

    #[track_caller]
    fn check(lines: &[(&str, &str)], query: &str, expected: &[&str]) {
        let transcript = dialogue(lines);
        let turns = turns(&transcript, &TurnRules::default());
        let quotes: Vec<_> =
            find(&transcript, &turns, query).into_iter().map(|(_, from, to)| transcript.moment(from, to).unwrap().quote).collect();
        assert_eq!(quotes, expected);
    }

    #[test]
    fn letter_case_does_not_matter() {
        check(&[("A", "Price, the price. PRICEY")], "price", &["Price", "price", "PRICE"]);
        check(&[("A", "ÜBER uns")], "über", &["ÜBER"]);
    }

    #[test]
    fn words_are_found_over_the_seam_of_two_segments() {
        check(&[("A", "about twenty"), ("A", "hours a week")], "twenty hours", &["twenty hours"]);
    }

    #[test]
    fn nothing_finds_nothing() {
        check(&[("A", "a a a")], "  ", &[]);
        check(&[], "x", &[]);
    }

    #[test]
    fn hits_do_not_overlap() {
        check(&[("A", "aaaa")], "aa", &["aa", "aa"]);
    }
}
