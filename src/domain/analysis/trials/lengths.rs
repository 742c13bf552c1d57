//! How long a call lasts, where the file has no ends.

use super::heard;
use crate::domain::analysis::{metric, scenes};
use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Transcript};

#[test]
fn a_call_without_ends_lasts_until_its_last_words_or_until_the_file_says() {
    let minutes = |transcript: &Transcript| match metric(&heard(transcript), "interactivity").unwrap().arithmetic.rsplit_once(" in ") {
        Some((_, length)) => length.to_owned(),
        None => String::new(),
    };
    let mut transcript = scenes::timed(&[
        ("Maya", 60_000, 61_000, "How do you plan orders today?"),
        ("Dana", 61_000, 62_000, "We print the list, and we key it in by hand, every Monday, all of us."),
    ]);
    transcript.precision = Precision::Block;
    for (at, segment) in transcript.segments.iter_mut().enumerate() {
        (segment.start, segment.end) = ((at == 0).then_some(Millis(60_000)), None);
    }
    let words: usize = transcript.segments.iter().map(|it| it.text.split_whitespace().count()).sum();
    assert_eq!(minutes(&transcript), format!("{}.", Millis(words as i64 * 400).clock()), "150 words a minute");
    transcript.segments.last_mut().unwrap().end = Some(Millis(660_000));
    assert_eq!(minutes(&transcript), "10:00.");
}
