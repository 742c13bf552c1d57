//! Joining segments into turns.

use super::{Segment, Transcript, Turn, TurnRules};
use crate::domain::time::Millis;

/// What listeners say without taking the word, lower case and without punctuation, sorted.
const BACK_CHANNELS: &[&str] = &[
    "ah",
    "ah okay",
    "aha",
    "alles klar",
    "bien",
    "claro",
    "cool",
    "d'accord",
    "exactly",
    "genau",
    "good",
    "got it",
    "great",
    "gotcha",
    "hm",
    "hmm",
    "huh",
    "i see",
    "interesting",
    "ja",
    "ja genau",
    "ja klar",
    "mhm",
    "mm",
    "mm hmm",
    "mmhmm",
    "mmm",
    "mm-hm",
    "mm-hmm",
    "nice",
    "no",
    "oh",
    "oh okay",
    "oh wow",
    "ok",
    "okay",
    "okay okay",
    "oui",
    "perfect",
    "really",
    "right",
    "right right",
    "si",
    "sure",
    "sí",
    "true",
    "uh huh",
    "uh-huh",
    "uhuh",
    "vale",
    "verstehe",
    "wow",
    "yeah",
    "yeah exactly",
    "yeah okay",
    "yeah right",
    "yeah yeah",
    "yep",
    "yes",
    "yup",
];

/// The most letters of one.
const LETTERS: usize = 12;

/// Whether `text` is only what a listener says without taking the word.
pub fn is_back_channel(text: &str) -> bool {
    // Most of what is said has more letters, and nothing has to be copied to see that.
    let mut letters = 0;
    for byte in text.as_bytes() {
        letters += usize::from(byte.is_ascii_alphabetic());
        if letters > LETTERS {
            return false;
        }
    }
    let mut plain = String::with_capacity(text.len().min(48));
    let (mut letters, mut bytes, mut parted) = (0, 0, false);
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '.' | ',' | '!' | '?' | '…' | '"' => continue,
            _ if letter.is_whitespace() => parted = !plain.is_empty(),
            _ => {
                if std::mem::take(&mut parted) {
                    plain.push(' ');
                }
                plain.push(letter);
            }
        }
        bytes += letter.len_utf8();
        letters += usize::from(letter.is_ascii_alphabetic());
        // The longest back-channel is short; do not copy a monologue to find out.
        if bytes > 40 || letters > LETTERS {
            return false;
        }
    }
    // "…" takes the word from nobody.
    plain.is_empty() || BACK_CHANNELS.contains(&plain.as_str())
}

/// Joins neighbouring segments of one speaker into turns, in the order of their first segment. A pause longer than
/// the rule's ends a turn; a back-channel of somebody else does not (it becomes a turn of its own) unless it answers a
/// question. Where the file has no times only the words decide. Segments that nobody is known to say need not be of one voice: without times each
/// is a turn, with times a sentence is. Linear in the number of segments.
pub fn turns(transcript: &Transcript, rules: &TurnRules) -> Vec<Turn> {
    let mut joined: Vec<Turn> = Vec::new();
    // The turn that still holds the word, and the last one begun (a back-channel may stand after the holder).
    let mut holder: Option<usize> = None;
    let mut before: Option<&Segment> = None;
    for (at, segment) in (0u32..).zip(&transcript.segments) {
        let is_bridged = is_bridged(segment, rules) && !before.is_some_and(|it| is_answered(it, segment));
        before = Some(segment);
        let last = joined.len().checked_sub(1);
        let continued = [last, holder].into_iter().flatten().find(|it| continues(transcript, &joined[*it], segment, rules, joined.last()));
        if let Some(turn) = continued {
            joined[turn].segments.push(at);
            joined[turn].end = later(joined[turn].end, segment.end);
            if Some(turn) != holder && !is_bridged {
                holder = Some(turn);
            }
            continue;
        }
        // Mostly it goes on.
        let mut segments = Vec::with_capacity(4);
        segments.push(at);
        joined.push(Turn { speaker: segment.speaker, start: segment.start, end: segment.end, segments });
        if !is_bridged || holder.is_none() {
            holder = Some(joined.len() - 1);
        }
    }
    joined
}

fn later(a: Option<Millis>, b: Option<Millis>) -> Option<Millis> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => b.or(a),
    }
}

/// Whether `segment` goes on with `turn`; `last` is the turn begun last, whose end may lie later than `turn`'s.
fn continues(transcript: &Transcript, turn: &Turn, segment: &Segment, rules: &TurnRules, last: Option<&Turn>) -> bool {
    if turn.speaker != segment.speaker || (turn.speaker.is_none() && is_said(transcript, turn, segment)) {
        return false;
    }
    let quiet_since = later(turn.end, last.and_then(|it| it.end));
    match (quiet_since, segment.start) {
        (Some(end), Some(start)) => start - end <= rules.pause,
        _ => true,
    }
}

/// Whether a turn that nobody is known to say is over before `segment`: without a time, or where its sentence has ended.
fn is_said(transcript: &Transcript, turn: &Turn, segment: &Segment) -> bool {
    let last = turn.segments.last().and_then(|it| transcript.segments.get(*it as usize));
    segment.start.is_none() || last.is_none_or(|it| ends_sentence(&it.text))
}

/// Whether the words end as a sentence does, quotes and brackets aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches([' ', '"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// The most words after the last comma of a question that only looks for assent (", isn't it?", ", you know?").
const TAG: usize = 3;

/// … and of one that stands alone ("Right?", "You know?").
const ALONE: usize = 2;

/// Whether `answer` is what somebody else says to a question that has just ended. A tag is none: the word stays where it is.
fn is_answered(question: &Segment, answer: &Segment) -> bool {
    let asked = question.text.trim_end_matches([' ', '"', '”', '»']);
    let Some(asked) = asked.strip_suffix(['?', '？']).filter(|_| question.speaker != answer.speaker) else { return false };
    let sentence = asked.rsplit(['.', '?', '!', '…']).next().unwrap_or_default();
    let last = sentence.rsplit([',', '–', '—']).next().unwrap_or_default();
    let most = if last.len() < sentence.len() { TAG } else { ALONE };
    let is_over = question.end.zip(answer.start).is_none_or(|(end, start)| end <= start);
    is_over && last.split_whitespace().nth(most).is_some() && answer.text.contains(char::is_alphabetic)
}

fn is_bridged(segment: &Segment, rules: &TurnRules) -> bool {
    let short = match (segment.start, segment.end) {
        (Some(start), Some(end)) => end - start <= rules.bridge,
        _ => true,
    };
    short && is_back_channel(&segment.text) && segment.text.split_whitespace().count() <= rules.bridge_words as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::transcript::{Precision, Side, Speaker};
    use proptest::prelude::*;

    fn transcript(segments: &[(u16, Option<i64>, Option<i64>, &str)]) -> Transcript {
        Transcript {
            format: "text".to_owned(),
            precision: Precision::Segment,
            speakers: ["A", "B"].map(|name| Speaker { name: name.to_owned(), side: Side::Unknown, person: None }).to_vec(),
            segments: segments
                .iter()
                .map(|(speaker, start, end, text)| Segment {
                    speaker: Some(*speaker),
                    start: start.map(Millis),
                    end: end.map(Millis),
                    text: (*text).to_owned(),
                })
                .collect(),
            hash: String::new(),
        }
    }

    #[track_caller]
    fn check(segments: &[(u16, Option<i64>, Option<i64>, &str)], expected: &[&[u32]]) {
        let joined: Vec<_> = turns(&transcript(segments), &TurnRules::default()).into_iter().map(|it| it.segments).collect();
        assert_eq!(joined, expected);
    }

    fn at(speaker: u16, start: i64, end: i64, text: &str) -> (u16, Option<i64>, Option<i64>, &str) {
        (speaker, Some(start), Some(end), text)
    }

    #[test]
    fn one_speakers_segments_are_one_turn() {
        check(&[at(0, 0, 900, "One"), at(0, 1000, 2000, "two."), at(1, 2100, 3000, "Three four")], &[&[0, 1], &[2]]);
    }

    #[test]
    fn a_long_pause_ends_a_turn() {
        check(&[at(0, 0, 1000, "One"), at(0, 4000, 5000, "two"), at(0, 8001, 9000, "three")], &[&[0, 1], &[2]]);
    }

    #[test]
    fn a_cough_does_not_end_a_monologue() {
        check(&[at(0, 0, 5000, "So the first"), at(1, 5000, 5400, "Mm-hm."), at(0, 5500, 9000, "and the second")], &[&[0, 2], &[1]]);
    }

    #[test]
    fn a_yes_that_answers_a_question_is_a_turn() {
        let said =
            |question: &'static str, from: i64| [at(0, 0, 5000, question), at(1, from, from + 400, "Yes."), at(0, 5900, 9000, "So this")];
        check(&said("Can you see the board?", 5200), &[&[0], &[1], &[2]]);
        check(&[(0, None, None, "¿Ve usted la pantalla?"), (1, None, None, "Sí."), (0, None, None, "Bien.")], &[&[0], &[1], &[2]]);
        check(&said("So. Does Friday work?", 5200), &[&[0], &[1], &[2]]);
        check(&said("That is the board. You know?", 5200), &[&[0, 2], &[1]]);
        // While it is still asked, or after a tag, it is what a listener says.
        check(&said("Can you see the board?", 4500), &[&[0, 2], &[1]]);
        check(&said("That is the board you asked for, right?", 5200), &[&[0, 2], &[1]]);
        check(&said("That is the board you asked for.", 5200), &[&[0, 2], &[1]]);
    }

    #[test]
    fn a_yes_that_goes_on_is_a_turn() {
        check(
            &[at(0, 0, 5000, "Is it?"), at(1, 5100, 5400, "Yeah."), at(1, 5500, 9000, "It is."), at(0, 9100, 9900, "I see, and then?")],
            &[&[0], &[1, 2], &[3]],
        );
    }

    #[test]
    fn a_long_okay_is_no_back_channel() {
        check(&[at(0, 0, 5000, "So"), at(1, 5000, 7500, "Okay."), at(0, 7600, 9000, "And")], &[&[0], &[1], &[2]]);
    }

    #[track_caller]
    fn nobody(segments: &[(Option<i64>, Option<i64>, &str)], expected: &[&[u32]]) {
        let mut transcript = transcript(&segments.iter().map(|(start, end, text)| (0, *start, *end, *text)).collect::<Vec<_>>());
        transcript.segments.iter_mut().for_each(|it| it.speaker = None);
        let joined: Vec<_> = turns(&transcript, &TurnRules::default()).into_iter().map(|it| it.segments).collect();
        assert_eq!(joined, expected);
    }

    #[test]
    fn words_that_nobody_is_known_to_say_are_a_turn_each() {
        nobody(&[(None, None, "Hello"), (None, None, "Hi there"), (None, None, "Okay.")], &[&[0], &[1], &[2]]);
    }

    #[test]
    fn with_times_a_sentence_that_nobody_is_known_to_say_is_a_turn() {
        let times = |at: i64, text| (Some(at), Some(at + 900), text);
        nobody(&[times(0, "So the"), times(1000, "first one."), times(2000, "(Right.)"), times(3000, "And")], &[&[0, 1], &[2], &[3]]);
    }

    #[test]
    fn without_times_the_words_decide() {
        check(&[(0, None, None, "So"), (1, None, None, "Right."), (0, None, None, "and")], &[&[0, 2], &[1]]);
    }

    proptest! {
        #[test]
        fn every_segment_is_in_exactly_one_turn_of_its_speaker(
            segments in proptest::collection::vec((0u16..3, 0i64..100_000, 0i64..9_000, prop_oneof!["okay", "so then we went", "mm-hm"]), 0..60)
        ) {
            let made: Vec<_> = segments.iter().map(|(who, start, long, text)| at(*who, *start, start + long, text)).collect();
            let transcript = transcript(&made);
            let joined = turns(&transcript, &TurnRules::default());
            let mut seen: Vec<u32> = joined.iter().flat_map(|it| it.segments.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..made.len() as u32).collect::<Vec<_>>());
            for turn in &joined {
                prop_assert!(turn.segments.iter().all(|it| transcript.segments[*it as usize].speaker == turn.speaker));
                prop_assert!(turn.segments.is_sorted());
            }
        }
    }
}
