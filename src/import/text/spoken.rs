//! Times in words, as Teams has them where a transcript is copied from its page: `Dana Ortiz 1 minute 2 seconds`, below
//! lines that say the same for the eye (`Dana Ortiz`, `1 minute 2 seconds`, `1:02`).

use super::entry::{Entry, Style};
use crate::domain::time::Millis;
use crate::import::clock::{self, Span};
use crate::import::{heading, names};

/// Turns such lines into headings, where there are several, and drops what only repeats them.
pub(super) fn settle(entries: &mut Vec<Entry>) {
    let headings: Vec<Option<(&str, Millis)>> = entries.iter().map(|it| split(it.whole)).collect();
    let is_heading = |it: &(&str, Millis)| names::looks_like_name(names::bare(it.0));
    if headings.iter().flatten().filter(|it| is_heading(it)).count() < 2 {
        return;
    }
    for (at, found) in headings.iter().enumerate() {
        let Some((label, start)) = found.filter(is_heading) else { continue };
        let (label, span) = (names::bare(label), Span { start, end: None });
        for before in (at.saturating_sub(3)..at).rev() {
            let Some(entry) = entries.get_mut(before).filter(|it| repeats(it.whole, label, start)) else { break };
            *entry = Entry { line: entry.line, opens: entry.opens, ..Entry::default() };
        }
        if let Some(entry) = entries.get_mut(at) {
            *entry = Entry { span: Some(span), style: Style::Header, label, words: "", is_loose_time: false, is_bracket: false, ..*entry };
        }
    }
    entries.retain(|it| !it.whole.is_empty());
}

/// Whether a line is the name alone, or the time alone.
fn repeats(line: &str, label: &str, start: Millis) -> bool {
    let is_clock = |it: &str| clock::time(it).is_some_and(|(at, rest)| at == start && rest.is_empty());
    let is_spoken = || split(line).is_some_and(|it| it.0.is_empty() && it.1 == start);
    // "1 minute 2 seconds1:02": two elements of the page, side by side.
    let is_both = || line.rfind(char::is_alphabetic).and_then(|at| line.get(at + 1..)).is_some_and(is_clock);
    names::key(line) == names::key(label) || is_clock(line) || is_spoken() || is_both()
}

/// The name before a time in words at the end of a line (empty where there is none), and the time.
fn split(line: &str) -> Option<(&str, Millis)> {
    let is_spoken = |it: &str| it.ends_with("second") || it.ends_with("seconds") || it.ends_with("minute") || it.ends_with("minutes");
    if line.len() > names::LONGEST + 40 || !is_spoken(line) {
        return None;
    }
    let spaces = line.char_indices().filter(|it| it.1 == ' ').map(|it| it.0 + 1);
    let starts = std::iter::once(0).chain(spaces);
    starts.filter_map(|at| Some((line.get(..at)?.trim(), heading::in_words(line.get(at..)?)?))).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_words_ends_a_line() {
        assert_eq!(split("Dana Ortiz 1 minute 2 seconds"), Some(("Dana Ortiz", Millis(62_000))));
        assert_eq!(split("3 seconds"), Some(("", Millis(3_000))));
        assert_eq!(split("It took some seconds"), None);
    }
}
