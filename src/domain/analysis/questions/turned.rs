//! Where subject and verb are turned round as only questions turn them. Works on words alone, so that a text without
//! punctuation can be cut where a question begins.

use super::OR;
use super::told::is_drawn;
use crate::domain::analysis::lexicon::{Lexicon, Topic, class};
use crate::domain::analysis::words::{After, NO_HEAD, Word};

/// Who or whose: what a question turns round its verb.
pub(super) const SUBJECT: u32 = class::PERSON | class::POSSESSIVE;

/// How far from a question word its verb may stand: "what kind of weekly planning reports do you".
const REACH: usize = 6;

/// … and where it stands before a thing: "how many sites would that".
const DEGREE: usize = 3;

fn is(words: &[Word], at: usize, bits: u32) -> bool {
    words.get(at).is_some_and(|it| it.is(bits))
}

/// "It does, it does": a pause parts what would be a question.
pub(super) fn breaks_off(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|it| it.after >= After::Pause)
}

/// "What kind of reports do you", "where is it", "what's your": a question word with its verb turned.
pub(super) fn asks_wide(words: &[Word], at: usize) -> bool {
    if breaks_off(words, at) {
        return false;
    }
    if is(words, at, class::WIDE_AUX) {
        return is(words, at + 1, SUBJECT | class::THING);
    }
    if !is(words, at, class::WIDE | class::NARROW) {
        return false;
    }
    // "When you call me, do you …": a fact's word must be followed by its verb at once.
    let reach = if is(words, at, class::WIDE) { REACH } else { 1 };
    for verb in at + 1..=at + reach {
        if is(words, verb, class::AUX) {
            let next = |bits: u32| is(words, verb + 1, bits);
            // Next to the question word anything may be the subject. "What stayed was your" has no person, but
            // "how many would that", "how long has this" can only ask.
            let near = verb == at + 1 && next(SUBJECT | class::THING);
            let between = words.get(at + 1..verb).unwrap_or_default();
            let degree = verb > at + 1
                && verb <= at + DEGREE
                && !between.iter().any(|it| it.is(class::THING))
                && is(words, verb, class::AUX_THING)
                && next(class::THING);
            return !breaks_off(words, verb) && (near || degree || next(class::PERSON));
        }
        let other = |it: &Word| is_drawn(it) || OR.contains(&it.hash);
        if is(words, verb, SUBJECT) || words.get(verb).is_some_and(other) || words.get(verb).is_none_or(|it| it.after >= After::Pause) {
            return false;
        }
    }
    false
}

/// Whether a question begins at `at` in the middle of words without punctuation: turned, and not owned by the word
/// before it ("that is what we do you know").
pub(in crate::domain::analysis) fn begins_within(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    const BEGINS: u32 = class::WIDE | class::NARROW | class::WIDE_AUX | class::AUX | class::THING;
    let Some(word) = words.get(at).filter(|it| it.is(BEGINS)) else { return false };
    let Some(before) = at.checked_sub(1).and_then(|it| words.get(it)) else { return false };
    let led = before.is(class::LEAD) && !before.is(class::PERSON | class::THING);
    let led_to = before.is(class::PREPOSITION) && !led;
    if word.hash == before.hash || led_to {
        return false;
    }
    // "Is there any" begins one whatever stands before it.
    if led && is_listed(words, at, lexicon, Topic::Elliptic, 1) || is_listed(words, at, lexicon, Topic::Turned, 3) {
        return true;
    }
    if word.is(class::WIDE | class::WIDE_AUX) {
        return asks_wide(words, at) && (led || !word.is(class::NARROW));
    }
    if word.is(class::NARROW) {
        return is(words, at + 1, class::AUX) && is(words, at + 2, class::PERSON);
    }
    // "For you do you": what a preposition took is no subject.
    let object = at.checked_sub(2).is_some_and(|it| is(words, it, class::PREPOSITION) && !is(words, it, class::LEAD));
    let subject = before.is(class::PERSON | class::THING) && !object;
    let owned = subject || before.is(class::AUX | class::NEGATION | class::WIDE | class::NARROW | class::WIDE_AUX);
    if !word.is(class::AUX) || owned && !led || has_begun(words, at) {
        return false;
    }
    let person = is(words, at + 1, class::PERSON) && words.get(at + 2).is_some_and(|it| !it.is(class::AUX_THING | class::PERSON));
    person || (led && word.is(class::AUX_THING) && is(words, at + 1, class::THING)) || is_listed(words, at, lexicon, Topic::Turned, 2)
}

/// "What kind of reports do you": at the verb the question has begun already.
fn has_begun(words: &[Word], at: usize) -> bool {
    let since = at.saturating_sub(REACH);
    let asks = words.get(since..at).unwrap_or_default().iter().rposition(|it| it.is(class::WIDE | class::NARROW));
    asks.is_some_and(|it| !words.get(since + it..at).unwrap_or_default().iter().any(|it| it.is(class::AUX | class::PERSON)))
}

/// Whether a phrase of `topic` with at least so many words begins at `at`: "would that", "is there anything". One of two
/// words must go on.
fn is_listed(words: &[Word], at: usize, lexicon: &Lexicon, topic: Topic, least: usize) -> bool {
    let (Some(word), Some(rest)) = (words.get(at), words.get(at..)) else { return false };
    let mut listed = false;
    if word.head != NO_HEAD {
        let goes_on = |length: usize| length < rest.len() || length > 2 || topic == Topic::Elliptic;
        lexicon
            .table
            .phrases(word.head as usize, rest, &mut |found, _, length| listed |= found == topic && length >= least && goes_on(length));
    }
    listed
}
