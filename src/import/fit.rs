//! What was found, made to fit what may be kept: a day that cannot be right is left out, a name without an end is shortened, a
//! piece of speech that is as long as a book is told in several.

use super::Found;
use crate::domain::limits::{LONG, RULE, shortened};
use crate::domain::time::Millis;
use crate::domain::transcript::{Segment, Speaker};

/// Makes what is known of the call fit; what was left out is told in the notes.
pub(super) fn facts(found: &mut Found) {
    let odd = found.began.and_then(|it| RULE.instant(it).err()).or_else(|| found.date.and_then(|it| RULE.began(it).err()));
    if let Some(why) = odd {
        (found.date, found.time, found.began) = (None, None, None);
        found.notes.push(format!("The file dates the call, but {why}: the date was left out."));
    }
    if found.length.is_some_and(|it| RULE.length(it).is_err()) {
        found.length = None;
        found.notes.push("The file says how long the call was, but that cannot be right: it was left out.".to_owned());
    }
    found.title.iter_mut().chain(&mut found.language).chain(found.parties.iter_mut().map(|it| &mut it.name)).for_each(shortened);
}

/// Makes the words fit.
pub(super) fn words(speakers: &mut [Speaker], segments: Vec<Segment>) -> Vec<Segment> {
    speakers.iter_mut().for_each(|it| shortened(&mut it.name));
    if segments.iter().all(|it| it.text.len() <= LONG) {
        return segments;
    }
    segments.into_iter().flat_map(parts).collect()
}

/// A piece in as many as it needs; where both its times are known, those between are in proportion to the letters.
fn parts(whole: Segment) -> Vec<Segment> {
    let (mut parts, mut rest, all) = (Vec::new(), whole.text.as_str(), whole.text.len());
    let time = |rest: &str| {
        let (start, end) = whole.start.zip(whole.end)?;
        let share = (all - rest.len()) as f64 / all as f64;
        Some(Millis(start.0.saturating_add(((end - start).0 as f64 * share) as i64)))
    };
    while !rest.is_empty() {
        let (text, after) = rest.split_at(cut(rest));
        let start = if parts.is_empty() { whole.start } else { time(rest) };
        let after = after.trim_start();
        let end = if after.is_empty() { whole.end } else { time(after) };
        parts.push(Segment { speaker: whole.speaker, start, end, text: text.trim_end().to_owned() });
        rest = after;
    }
    parts
}

/// Where to cut `text`: behind a sentence, else behind a word, else between letters.
fn cut(text: &str) -> usize {
    if text.len() <= LONG {
        return text.len();
    }
    let most = text.floor_char_boundary(LONG);
    let head = text.get(..most).unwrap_or_default();
    let sentence = head.rmatch_indices(' ').map(|it| it.0).take_while(|at| *at > LONG / 2).find(|at| {
        let before = head.get(..*at).unwrap_or_default();
        before.ends_with(['.', '?', '!', '…', '。', '？', '！'])
    });
    sentence.or_else(|| head.rfind(' ')).filter(|at| *at > 0).map_or(most, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: String) -> Segment {
        Segment { speaker: Some(0), start: Some(Millis(10_000)), end: Some(Millis(110_000)), text }
    }

    #[test]
    fn a_piece_without_an_end_is_cut_behind_sentences_and_loses_no_word() {
        let text = "we waste about twenty hours a week on the plan and nobody knows why it is so. ".repeat(3000).trim_end().to_owned();
        let parts = words(&mut [], vec![said(text.clone())]);
        assert_eq!(parts.len(), 4);
        assert!(parts.iter().all(|it| it.text.len() <= LONG && it.text.ends_with("so.") && it.speaker == Some(0)));
        assert_eq!(parts.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" "), text);
        assert_eq!((parts[0].start, parts[3].end), (Some(Millis(10_000)), Some(Millis(110_000))));
        assert!(parts.windows(2).all(|it| it[0].end == it[1].start && it[0].start < it[0].end));
    }

    #[test]
    fn what_has_neither_sentences_nor_spaces_is_cut_between_letters() {
        for text in ["é".repeat(LONG), "word ".repeat(LONG / 2).trim_end().to_owned(), "x".repeat(LONG + 1)] {
            let parts = words(&mut [], vec![said(text.clone())]);
            assert!(parts.len() > 1 && parts.iter().all(|it| !it.text.is_empty() && it.text.len() <= LONG));
            assert_eq!(parts.iter().map(|it| it.text.replace(' ', "")).collect::<String>(), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_day_that_cannot_be_right_is_left_out_and_told() {
        let date = chrono::NaiveDate::from_ymd_opt(1, 1, 1);
        let mut found = Found { date, title: Some("x".repeat(600)), length: Some(Millis(-5)), ..Found::default() };
        facts(&mut found);
        assert_eq!((found.date, found.length, found.title.map(|it| it.len())), (None, None, Some(500)));
        assert_eq!(found.notes.len(), 2);
        assert!(found.notes[0].contains("the year 1 cannot be right"), "{}", found.notes[0]);
    }
}
