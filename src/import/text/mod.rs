//! Plain text: `Name: words`, times before or after names, headings with the words below, or words alone.

use std::collections::BTreeMap;

use super::boilerplate::{is_added, is_coming};
use super::chat::Head;
use super::lines::{Lines, excerpt, is_blank};
use super::prefixes::{Census, Labels, Shape};
use super::{Found, cues, heading, names};

mod alone;
mod cast;
mod document;
mod entry;
mod join;
mod markdown;
mod nameless;
mod numbered;
mod parted;
mod sections;
mod spoken;
mod unusual;

use entry::{Entry, Style, is_in_brackets};
pub(super) use join::count_from_the_first;

const TOO_MANY: &str = "This file has more than a million lines; split it, and choose one part at a time.";

/// A call has some thousand lines; beyond this, taking lines apart needs more memory than a page gets.
const MOST_LINES: usize = 1_000_000;

/// Reads a plain text transcript.
pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    let plain = markdown::without(text);
    let parted = in_lines(plain.as_ref());
    let text = parted.as_deref().unwrap_or(&plain);
    let mut entries = entries(text);
    if entries.len() > MOST_LINES {
        found.refused = Some(TOO_MANY);
        return found;
    }
    sections::take_front(text, &mut entries, &mut found);
    sections::drop_notes(&mut entries, &mut found);
    sections::drop_closing(&mut entries, &mut found);
    drop_chat(&mut entries, &mut found);
    cast::take(&mut entries, &mut found);
    let rulings = settle(&mut entries);
    if let Some(sentence) = document::no_transcript(text, &entries, rulings) {
        found.refused = Some(sentence);
        return found;
    }
    let is_voiced = rulings > 0;
    let first = if is_voiced { entries.iter().position(|it| !it.is_plain()).unwrap_or(0) } else { 0 };
    let (above, said) = entries.split_at(first.min(entries.len()));
    for entry in above {
        above_the_words(entry, &mut found);
    }
    join::join(said, is_voiced, &mut found);
    found
}

/// A text of a line or two, such as a cell of a table, may hold a call: each voice in it on a line of its own.
fn in_lines(text: &str) -> Option<String> {
    let is_short = Lines::of(text).filter(|it| !is_blank(it.text)).nth(2).is_none();
    if is_short { cues::in_lines(text) } else { None }
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut opens = true;
    for line in Lines::of(text) {
        if entries.len() > MOST_LINES {
            break;
        }
        match Entry::of(line, opens) {
            Some(entry) => {
                entries.push(entry);
                opens = false;
            }
            None => opens = true,
        }
    }
    entries
}

/// Messages of the chat among the words are listed, not counted as spoken.
fn drop_chat(entries: &mut Vec<Entry>, found: &mut Found) {
    let mut open: Option<(usize, Head)> = None;
    let mut messages = 0;
    let mut left = Vec::with_capacity(entries.len());
    for entry in entries.drain(..) {
        if let Some((line, head)) = open.take_if(|_| entry.is_plain()) {
            found.skip(line, head.tell(entry.whole));
            continue;
        }
        match Head::of(entry.whole) {
            Some(head) if head.words.is_empty() => open = Some((entry.line, head)),
            Some(head) => found.skip(entry.line, head.tell(head.words)),
            None => {
                open = None;
                left.push(entry);
                continue;
            }
        }
        messages += 1;
    }
    *entries = left;
    if messages > 0 {
        found.notes.push("Messages of the chat stand among the words; they were written, not spoken, and are listed below.".to_owned());
    }
}

/// Decides for every line whether its label and its time are what they look like; what is not becomes words.
/// Returns how many labels and times stand.
fn settle(entries: &mut Vec<Entry>) -> usize {
    sections::refuse_titles(entries);
    numbered::settle(entries);
    unusual::settle(entries);
    spoken::settle(entries);
    alone::settle(entries);
    parted::settle(entries);
    names_beside_times(entries);
    entries.retain(|it| !it.whole.is_empty());
    words_below_names(entries);
    let headers = headers(entries);
    let labels = labels(entries, headers.standing);
    let lines = entries.len();
    // Where names stand, a time before words is a word ("10:30 is fine"); else the file must be full of such times.
    let is_voiced = |it: &&Entry| it.style == Style::Colon && labels.accept(&it.prefix());
    let voiced = entries.iter().filter(is_voiced).count() + headers.standing;
    let timed = entries.iter().filter(|it| it.is_loose_time && !is_voiced(it)).count();
    let is_full = timed * 4 >= lines && voiced < timed;
    let mut rulings = 0;
    for at in 0..lines {
        let follows = entries.get(at + 1).is_some_and(|it| it.span.is_none() && !it.opens);
        let Some(entry) = entries.get_mut(at) else { break };
        let is_label = match entry.style {
            Style::Plain => false,
            Style::Colon => labels.accept(&entry.prefix()),
            Style::Header | Style::LooseHeader => headers.accept(entry),
            Style::TimeHeader => follows && headers.accept(entry),
        };
        if !is_label {
            refuse_label(entry);
        }
        if is_label && entry.style == Style::TimeHeader {
            entry.words = "";
        }
        if entry.is_loose_time && !is_label && !is_full {
            entry.span = None;
            entry.words = entry.whole;
        }
        rulings += usize::from(is_label || entry.span.is_some());
    }
    rulings
}

fn refuse_label(entry: &mut Entry) {
    match entry.style {
        Style::Header | Style::LooseHeader => {
            entry.span = None;
            entry.words = entry.whole;
        }
        Style::Colon => {
            // The time before it may still be one.
            entry.words = if entry.span.is_some() { entry.after_time() } else { entry.whole };
            if entry.words == entry.whole {
                entry.span = None;
            }
        }
        Style::Plain | Style::TimeHeader => {}
    }
    entry.style = Style::Plain;
    entry.label = "";
}

/// `Dana:` alone on a line says that the next line is words, colon or not.
fn words_below_names(entries: &mut [Entry]) {
    let mut is_below = false;
    for entry in entries {
        if is_below && entry.style == Style::Colon && entry.span.is_none() && !entry.opens && !entry.words.is_empty() {
            refuse_label(entry);
        }
        is_below = entry.style == Style::Colon && entry.words.is_empty() && names::looks_like_name(entry.label);
    }
}

/// `Dana`, below it `0:12`, below that the words; or the time first. As pages of call recorders are copied.
fn names_beside_times(entries: &mut [Entry]) {
    let is_name = |it: &Entry| it.is_plain() && it.whole.len() <= names::LONGEST && names::looks_like_name(names::bare(it.whole));
    for order in [-1_isize, 1] {
        let beside = |at: usize| at.checked_add_signed(order);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(name) = beside(at).and_then(|it| entries.get(it)).filter(|it| entry.is_time_alone() && is_name(it)) {
                *counts.entry(names::key(names::bare(name.whole))).or_default() += 1;
            }
        }
        if counts.values().all(|it| *it < 2) {
            continue;
        }
        for at in 0..entries.len() {
            let Some(entry) = entries.get(at).copied().filter(Entry::is_time_alone) else { continue };
            let Some(name) = beside(at).and_then(|it| entries.get_mut(it)).filter(|it| is_name(it)) else { continue };
            if counts.contains_key(&names::key(names::bare(name.whole))) {
                *name = Entry { span: entry.span, style: Style::Header, label: names::bare(name.whole), words: "", ..*name };
                if let Some(time) = entries.get_mut(at) {
                    // Said already by the heading.
                    *time = Entry { line: time.line, opens: time.opens, ..Entry::default() };
                }
            }
        }
        return;
    }
}

/// Labels of headings, and how often each stands.
struct Headers {
    counts: BTreeMap<String, usize>,
    sure: usize,
    /// How many stand: [`Headers::accept`].
    standing: usize,
    /// Whether times that stand first are followed by a name alone, and by words only on the next line.
    is_time_then_name: bool,
}

impl Headers {
    fn accept(&self, entry: &Entry) -> bool {
        let count = self.counts.get(&names::key(entry.label)).copied().unwrap_or_default();
        let is_name = names::looks_like_name(entry.label.trim_matches(['[', ']']));
        match entry.style {
            Style::Header => is_name || count > 1 || !entry.words.is_empty() || is_in_brackets(entry.label),
            Style::LooseHeader => (is_name && (self.sure > 0 || self.counts.len() > 1)) || count > 2,
            _ => is_name && (self.is_time_then_name || [" - ", " – ", " — ", " | "].iter().any(|it| entry.whole.contains(it))),
        }
    }
}

fn headers(entries: &[Entry]) -> Headers {
    let mut headers = Headers { counts: BTreeMap::new(), sure: 0, standing: 0, is_time_then_name: false };
    let (mut alone, mut first) = (0, 0);
    for (entry, next) in entries.iter().zip(entries.iter().skip(1)) {
        let is_first =
            entry.span.is_some() && !entry.words.is_empty() && matches!(entry.style, Style::Plain | Style::TimeHeader | Style::Colon);
        first += usize::from(is_first);
        alone += usize::from(is_first && entry.style == Style::TimeHeader && next.span.is_none());
    }
    headers.is_time_then_name = alone > 0 && alone * 5 >= first * 4;
    for entry in entries.iter().filter(|it| matches!(it.style, Style::Header | Style::LooseHeader | Style::TimeHeader)) {
        *headers.counts.entry(names::key(entry.label)).or_default() += 1;
        headers.sure += usize::from(entry.style == Style::Header);
    }
    headers.standing = entries.iter().filter(|it| !matches!(it.style, Style::Plain | Style::Colon) && headers.accept(it)).count();
    headers
}

/// The colon rule. In a file of headings, colons are words.
fn labels(entries: &[Entry], headings: usize) -> Labels {
    let mut census = Census::default();
    for entry in entries {
        let shape = Shape { timed: entry.span.is_some(), opens: entry.opens, bold: entry.is_bold() };
        if entry.style == Style::Colon {
            census.note(Some(&entry.prefix()), shape);
        } else {
            census.note(None, shape);
        }
    }
    if headings > census.named() || census.is_outline() { Labels::default() } else { census.settle() }
}

fn above_the_words(entry: &Entry, found: &mut Found) {
    if is_added(entry.whole, false) || is_coming(entry.whole) {
        found.skip(entry.line, format!("added by the tool that made the transcript: “{}”", excerpt(entry.whole)));
    } else if !cast::listed(entry.whole, found) && !heading::take(entry.whole, found) {
        found.skip(entry.line, format!("it stands before the first speaker: “{}”", excerpt(entry.whole)));
    }
}
