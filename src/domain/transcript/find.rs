//! Finding words in a call.

use super::text::JoinedText;
use super::{Moment, Place, Transcript, Turn};

/// A sentence longer than this, in bytes, is no sentence: the text has no full stops.
const LONGEST: usize = 400;

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

/// The sentence of `turn` around what was found in it, so that it can be read by itself; where nothing ends a sentence near
/// by, its segments. `None` where the words are not in the turn.
pub fn around(transcript: &Transcript, turn: &Turn, found: &Moment) -> Option<Moment> {
    let joined = JoinedText::of(transcript, &turn.segments);
    let (from, to) = (joined.byte(found.from)?, joined.byte(found.to)?);
    let ends = |it: &(usize, char)| matches!(it.1, '.' | '!' | '?' | '…' | '。' | '！' | '？');
    let is_end = |at: usize| joined.text.get(at..).is_some_and(|rest| rest.chars().nth(1).is_none_or(char::is_whitespace));
    let before =
        joined.text.get(..from)?.char_indices().rev().filter(ends).find(|it| is_end(it.0)).map_or(0, |(at, it)| at + it.len_utf8());
    let begin = before + joined.text.get(before..)?.len() - joined.text.get(before..)?.trim_start().len();
    // What was found may hold the full stop itself.
    let last = joined.text.get(from..to)?.char_indices().next_back()?.0 + from;
    let end = joined.text.get(last..)?.char_indices().map(|(at, it)| (at + last, it)).filter(ends).find(|it| is_end(it.0));
    let end = end.map_or(joined.text.len(), |(at, it)| at + it.len_utf8());
    if end.saturating_sub(begin) <= LONGEST {
        let last = joined.place(end.checked_sub(1)?)?;
        return transcript.moment(joined.place(begin)?, Place { offset: last.offset + 1, ..last });
    }
    let whole = u32::try_from(transcript.segments.get(found.to.segment as usize)?.text.len()).ok()?;
    transcript.moment(Place { offset: 0, ..found.from }, Place { offset: whole, ..found.to })
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

    #[track_caller]
    fn check_around(lines: &[(&str, &str)], query: &str, expected: &str) {
        let transcript = dialogue(lines);
        let turns = turns(&transcript, &TurnRules::default());
        let (turn, from, to) = find(&transcript, &turns, query)[0];
        let hit = transcript.moment(from, to).unwrap();
        assert_eq!(around(&transcript, &turns[turn as usize], &hit).unwrap().quote, expected);
    }

    #[test]
    fn the_sentence_around_a_hit_is_whole_over_the_seams_of_segments() {
        check_around(&[("A", "Well. It costs 3.50 a seat,"), ("A", "we said. Next.")], "seat", "It costs 3.50 a seat, we said.");
        check_around(&[("A", "Grüße. Über den Preis? Ja.")], "preis?", "Über den Preis?");
        check_around(&[("A", "no full stop"), ("B", "other")], "full", "no full stop");
        check_around(&[("A", "One. Two.")], "one. two", "One. Two.");
    }

    #[test]
    fn without_full_stops_it_is_the_segment_around_a_hit() {
        let long = "so we went on and on ".repeat(30);
        check_around(&[("A", &long), ("A", "about the price and"), ("A", &long)], "price", "about the price and");
    }

    #[test]
    fn hits_do_not_overlap() {
        check(&[("A", "aaaa")], "aa", &["aa", "aa"]);
    }
}
