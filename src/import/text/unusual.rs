//! Names and times in an order that few files have. One line says nothing ("Dana: 10:30 is fine"), nearly all of them do.

use std::collections::BTreeSet;

use super::entry::{Entry, Style};
use crate::import::clock::{self, Span};
use crate::import::names;
use crate::import::prefixes::Prefix;

/// The fewest lines that tell.
const FEWEST: usize = 3;

/// A line that may be read otherwise.
struct Other<'a> {
    span: Span,
    label: &'a str,
    words: &'a str,
    /// What it is written like, if most are so.
    style: Style,
}

/// How a line may be read otherwise than it was.
type Reading = for<'a> fn(&Entry<'a>) -> Option<Other<'a>>;

/// In this order.
const READINGS: &[Reading] = &[after_name, bracketed_after_name, day_after_name, seconds_first];

/// Reads the lines so where nearly all that name somebody are so, and their times go on.
pub(super) fn settle(entries: &mut [Entry]) {
    for reading in READINGS {
        let found: Vec<(usize, Other)> = entries.iter().enumerate().filter_map(|(at, it)| Some((at, reading(it)?))).collect();
        let others = entries.iter().filter(|it| it.style == Style::Colon && it.span.is_none()).count();
        let named = found.iter().filter(|it| entries.get(it.0).is_some_and(|it| it.style != Style::Colon || it.span.is_some())).count();
        let goes_on = found.iter().zip(found.iter().skip(1)).all(|(one, next)| one.1.span.start <= next.1.span.start);
        let labels: BTreeSet<&str> = crate::domain::order::set(found.iter().map(|it| it.1.label));
        if found.len() < FEWEST || found.len() * 5 < (others + named) * 4 || !goes_on || labels.len() == found.len() {
            continue;
        }
        for (at, other) in found {
            if let Some(entry) = entries.get_mut(at) {
                let Other { span, label, words, style } = other;
                *entry = Entry { span: Some(span), style, label, words, is_loose_time: false, is_bracket: false, ..*entry };
            }
        }
        return;
    }
}

/// `Dana: 0:12 Hello`.
fn after_name<'a>(entry: &Entry<'a>) -> Option<Other<'a>> {
    if entry.style != Style::Colon || entry.span.is_some() {
        return None;
    }
    let (span, _, words) = clock::stamp(entry.words)?;
    Some(Other { span, label: entry.label, words: words.trim_start_matches(['-', '–', '—', ':', ' ']), style: Style::Colon })
}

/// `Dana Ortiz [00:00:12] Hello`, without a colon.
fn bracketed_after_name<'a>(entry: &Entry<'a>) -> Option<Other<'a>> {
    let at = entry.whole.bytes().take(names::LONGEST).position(|it| matches!(it, b'[' | b'('))?;
    let (label, rest) = entry.whole.split_at_checked(at)?;
    let label = names::bare(label);
    let (span, _, words) = clock::stamp(rest).filter(|it| it.1)?;
    names::looks_like_name(label).then(|| Other {
        span,
        label,
        words: words.trim_start_matches(['-', '–', '—', ':', ' ']),
        style: Style::Header,
    })
}

/// `Dana Ortiz 2026-03-05 10:00:01 Hello`.
fn day_after_name<'a>(entry: &Entry<'a>) -> Option<Other<'a>> {
    let at = entry.whole.bytes().take(names::LONGEST).position(|it| it.is_ascii_digit())?;
    let (label, rest) = entry.whole.split_at_checked(at)?;
    let label = names::bare(label).trim_end_matches(['-', '–', '—', '|', ',', '(', '[', ' ']);
    let (span, words) = clock::dated(rest)?;
    names::looks_like_name(label).then(|| Other {
        span,
        label,
        words: words.trim_start_matches([')', ']', '-', '–', '—', ':', '|', ' ']),
        style: Style::Header,
    })
}

/// `3s Dana: Hello`, `1m 2s Dana: Hello`.
fn seconds_first<'a>(entry: &Entry<'a>) -> Option<Other<'a>> {
    let is_open = entry.style == Style::Colon && entry.whole.starts_with(|it: char| it.is_ascii_digit());
    let (span, rest) = is_open.then(|| clock::in_letters(entry.whole, 1)).flatten()?;
    let prefix = Prefix::of(rest.trim_start_matches([' ', '-', '–', '—', '|', '\t']))?;
    Some(Other { span, label: prefix.label, words: prefix.rest, style: Style::Colon })
}
