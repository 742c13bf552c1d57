//! Headings of a document that holds a transcript: what stands above, between and below the words is no speech.

use std::collections::BTreeMap;

use super::entry::{Entry, Style};
use super::{above_the_words, refuse_label};
use crate::import::lines::{Lines, excerpt};
use crate::import::{Found, heading, names};

/// What the heading above the words says, lower case.
const WORDS: &[&str] = &[
    "call transcript",
    "conversation",
    "full transcript",
    "meeting transcript",
    "raw transcript",
    "transcript",
    "transcripción",
    "transcription",
    "transkript",
];

/// What headings below the words say, lower case.
const CLOSINGS: &[&str] = &[
    "action items",
    "analysis",
    "call summary",
    "follow-up",
    "follow-ups",
    "key points",
    "key takeaways",
    "meeting summary",
    "next steps",
    "notes",
    "outcome",
    "summary",
    "takeaways",
];

/// Below this some tools put the messages of the chat.
const CHAT: &str = "CHAT MESSAGES";

/// What a file says of itself between rulers, as far as it is taken.
const KEYS: &[&str] = &["date", "duration", "length", "meeting", "subject", "title", "topic"];

/// A heading as Markdown writes it: `## Next steps`.
pub(super) fn is_heading(line: &str) -> bool {
    line.trim_start_matches('#').len() < line.len() && line.trim_start_matches('#').starts_with(' ')
}

/// Whether a line that is marked as a heading says one of these: `## Next steps`, `**Next Steps**`, `📝 Transcript`,
/// `Transcript:`. What only ends a sentence ("conversation.") may be said.
fn says(line: &str, names: &[&str]) -> bool {
    let name = line.trim_matches(|it: char| !it.is_alphanumeric());
    let is_picture = || line.starts_with(|it: char| it >= '\u{2190}' && !it.is_alphanumeric());
    let is_marked = line.starts_with(['#', '*', '_', '=']) || line.starts_with("--") || line.ends_with(':') || is_picture();
    is_marked && name.len() < 24 && names.contains(&name.to_lowercase().as_str())
}

/// Takes the lines between two rulers with which some files begin: `title: Call with Northwind`.
pub(super) fn take_front(text: &str, entries: &mut Vec<Entry>, found: &mut Found) {
    let mut lines = Lines::of(text);
    if lines.next().is_none_or(|it| it.text.trim_end() != "---") {
        return;
    }
    let Some(end) = lines.take(100).find(|it| it.text.trim_end() == "---").map(|it| it.number) else { return };
    let many = entries.iter().take_while(|it| it.line < end).count();
    for entry in entries.drain(..many) {
        let key = entry.whole.split_once(": ").map_or("", |it| it.0);
        if KEYS.contains(&key.to_lowercase().as_str()) {
            above_the_words(&entry, found);
        } else {
            found.skip(entry.line, format!("it stands before the first speaker: “{}”", excerpt(entry.whole)));
        }
    }
}

/// Some files hold notes before the transcript, under a heading each; a title and what is below it may tell of the call.
pub(super) fn drop_notes(entries: &mut Vec<Entry>, found: &mut Found) {
    let voiced: Vec<usize> = (0..entries.len()).filter(|at| entries.get(*at).is_some_and(|it| !it.is_plain())).collect();
    let Some(most) = voiced.len().checked_sub(2).and_then(|it| voiced.get(it)) else { return };
    let Some(at) = entries.iter().rposition(|it| says(it.whole, WORDS)).filter(|it| it < most) else { return };
    let mut notes: Vec<Entry> = entries.drain(..=at).collect();
    notes.iter().for_each(|it| heading::invited(it.whole, found));
    notes.pop();
    let of_the_call = match notes.first() {
        Some(first) if says(first.whole, CLOSINGS) => 0,
        _ => notes.iter().skip(1).position(|it| is_heading(it.whole)).map_or(notes.len(), |it| it + 1),
    };
    for (place, entry) in notes.iter().enumerate() {
        if place == of_the_call {
            found.skip(entry.line, "from here to the heading “Transcript” are notes, not speech");
        } else if place < of_the_call {
            above_the_words(entry, found);
        }
    }
}

/// `## Next steps` and what is below it, where nobody speaks any more.
pub(super) fn drop_closing(entries: &mut Vec<Entry>, found: &mut Found) {
    if let Some(at) = entries.iter().position(|it| it.whole == CHAT) {
        found.skip(entries.get(at).map_or(0, |it| it.line), "from here on are messages of the chat, not speech");
        entries.truncate(at);
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|it| !it.label.is_empty()) {
        *counts.entry(names::key(entry.label)).or_default() += 1;
    }
    let speaks = |it: &Entry| counts.get(&names::key(it.label)).is_some_and(|it| *it > 1) || (it.span.is_some() && !it.is_loose_time);
    let Some(last) = entries.iter().rposition(speaks) else { return };
    let is_new = |it: &Entry| !matches!(it.style, Style::Plain) && names::looks_like_name(it.label);
    let below = entries.get(last + 1..).unwrap_or_default();
    let closes = |at: usize, it: &Entry| {
        says(it.whole, CLOSINGS)
            || (is_heading(it.whole) && !below.get(at + 1..).unwrap_or_default().iter().any(is_new) && below.len() < last)
    };
    let Some(at) = below.iter().enumerate().position(|(at, it)| closes(at, it)) else { return };
    if let Some(first) = entries.drain(last + 1 + at..).next() {
        found.skip(first.line, format!("from here on is no speech: “{}”", excerpt(first.whole)));
    }
}

/// `# Call with Northwind: renewal` names nobody, as long as no other heading begins alike.
pub(super) fn refuse_titles(entries: &mut [Entry]) {
    let is_named = |it: &Entry| it.style == Style::Colon && is_heading(it.whole) && it.span.is_none();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|it| is_named(it)) {
        *counts.entry(entry.label).or_default() += 1;
    }
    for entry in entries.iter_mut().filter(|it| is_named(it)) {
        if counts.get(entry.label) == Some(&1) {
            refuse_label(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_told_from_the_end_of_a_sentence() {
        for line in ["# Transcript", "## 📝 Transcript", "📖 Transcript", "**Full transcript:**", "Transcript:", "--- Transcript ---"] {
            assert!(says(line, WORDS), "{line}");
        }
        for line in ["conversation.", "- conversation.", "“Transcript”", "Transcript", "# Transcript of a call", "…transcript"] {
            assert!(!says(line, WORDS), "{line}");
        }
    }
}
