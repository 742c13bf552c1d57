//! A line of a plain text transcript, taken apart: a time, a label that may be a speaker, words.

use crate::import::clock::{self, Span};
use crate::import::lines::{Line, find_any, is_tidy};
use crate::import::prefixes::Prefix;
use crate::import::{boilerplate, heading, names};

/// What a label is written like, which tells how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// No label.
    #[default]
    Plain,
    /// `Dana: Hello`, by itself or after a time: the colon rule decides.
    Colon,
    /// `Dana  0:12`, `Dana (0:12)`, `[Dana] 14:02:55`, and the words below. A table's columns too.
    Header,
    /// `Dana 0:12`: the same with one space, so words may look like it.
    LooseHeader,
    /// `0:12 - Dana (Acme)`, or words; the words below decide.
    TimeHeader,
}

/// A line, taken apart.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry<'a> {
    /// Counted from 1.
    pub line: usize,
    /// A blank line stands before it, or nothing.
    pub opens: bool,
    pub span: Option<Span>,
    /// The time stands first without brackets, so it may be words: "10:30 is fine".
    pub is_loose_time: bool,
    pub style: Style,
    /// `[Dana] Hello`: no colon after the label.
    pub is_bracket: bool,
    pub label: &'a str,
    /// The words after time and label.
    pub words: &'a str,
    /// The whole line, for when the label or the time turns out to be words.
    pub whole: &'a str,
}

impl<'a> Entry<'a> {
    /// Takes a line apart. `None` where it is blank or only a ruler ("-----").
    pub(super) fn of(line: Line<'a>, opens: bool) -> Option<Self> {
        let whole = line.text.trim();
        // "### 00:01:26 {#00:01:26}" has an anchor for links.
        let whole = whole.strip_suffix('}').and_then(|it| it.rsplit_once("{#")).map_or(whole, |it| it.0.trim_end());
        if !whole.contains(char::is_alphanumeric) {
            return None;
        }
        let plain = Self { line: line.number, opens, words: whole, whole, ..Self::default() };
        let timed = || plain.other_time_first().or_else(|| plain.columns()).or_else(|| plain.time_first()).or_else(|| plain.heading());
        let found = if has_clock(whole) { timed() } else { plain.other_time_first() };
        Some(found.or_else(|| plain.colon()).unwrap_or(plain))
    }

    /// Label and words as the colon rule wants them.
    pub(super) fn prefix(&self) -> Prefix<'a> {
        Prefix { label: self.label, rest: self.words, is_bracket: self.is_bracket }
    }

    /// Whether the line is a time and nothing else.
    pub(super) fn is_time_alone(&self) -> bool {
        self.span.is_some() && self.words.is_empty() && self.label.is_empty()
    }

    /// Whether the line is words and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.span.is_none() && self.style == Style::Plain
    }

    /// Whether the line begins with bold letters, after a time maybe.
    pub(super) fn is_bold(&self) -> bool {
        self.whole.trim_start_matches(|it: char| !it.is_alphabetic() && it != '*').starts_with("**")
    }

    /// The words after a time that stands first; the whole line where none does.
    pub(super) fn after_time(&self) -> &'a str {
        let text = self.whole.trim_start_matches(['#', '*', '_', ' ', '•']);
        clock::stamp(text).map_or(self.whole, |it| it.2.trim_start_matches(['*', '_', '-', '–', '—', '|', ':', ' ']))
    }

    /// `Dana<tab>00:12<tab>Hello`, `00:12 | Dana | Hello`, `Dana<tab>0:12`. Runs of spaces part columns too.
    fn columns(self) -> Option<Self> {
        if is_tidy(self.whole.as_bytes()) && !self.whole.contains('|') {
            return None;
        }
        ["\t", " | ", "  "].into_iter().find_map(|separator| {
            let (first, rest) = self.whole.split_once(separator)?;
            let (second, words) = rest.trim_start().split_once(separator).unwrap_or((rest, ""));
            let (first, second) = (first.trim(), second.trim());
            let (label, span) = match (whole_stamp(first), whole_stamp(second)) {
                (Some(span), None) if !words.is_empty() => (second, span),
                (None, Some(span)) => (first, span),
                _ => return None,
            };
            let label = names::bare(label);
            // Between tabs stands a name, however people wrote their own.
            let is_cell = separator == "\t" && !words.is_empty() && label.len() < names::LONGEST && label.contains(char::is_alphabetic);
            (is_cell || names::can_be_name(label)).then_some(Self {
                span: Some(span),
                style: Style::Header,
                label,
                words: words.trim(),
                ..self
            })
        })
    }

    /// `[00:12] Dana: Hello`, `00:12 Hello`, `0:12 - Dana (Acme)`, `0:12`.
    fn time_first(self) -> Option<Self> {
        let text = self.whole.trim_start_matches(['#', '*', '_', ' ', '•']);
        let (span, is_bracketed, after) = clock::stamp(text)?;
        // "[0:12](https://example.com/?t=12) Dana: Hello" leads to the moment.
        let link = after.strip_prefix("(http").and_then(|it| it.split_once(')'));
        let after = link.map_or(after, |it| it.1);
        let is_column = after.starts_with('\t');
        if let Some(prefix) = Some(after.trim_start()).filter(|it| it.starts_with("**")).and_then(Prefix::of) {
            return Some(Self {
                span: Some(span),
                style: Style::Colon,
                is_bracket: prefix.is_bracket,
                label: prefix.label,
                words: prefix.rest,
                ..self
            });
        }
        let after = after.trim_start_matches(['*', '_']).trim();
        let words = after.trim_start_matches(['-', '–', '—', '|', ':']).trim_start();
        let timed = Self { span: Some(span), is_loose_time: !is_bracketed && !is_column && !words.is_empty(), words, ..self };
        if let Some(prefix) = Prefix::of(words) {
            return Some(Self { style: Style::Colon, is_bracket: prefix.is_bracket, label: prefix.label, words: prefix.rest, ..timed });
        }
        let label = names::bare(words);
        if names::looks_like_name(label) {
            return Some(Self { style: Style::TimeHeader, label, ..timed });
        }
        Some(timed)
    }

    /// `[2026-03-05 10:00:01] Dana: Hello`, `[0.5s] Dana: Hello`: only with a label, or else it is a line above the words.
    fn other_time_first(self) -> Option<Self> {
        if !self.whole.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '[' | '(')) {
            return None;
        }
        let (span, after) = clock::dated(self.whole).or_else(|| clock::lettered(self.whole))?;
        let words = after.trim_start_matches([' ', '-', '–', '—', '|', ':', '\t']);
        let prefix = Prefix::of(words)?;
        Some(Self { span: Some(span), style: Style::Colon, is_bracket: prefix.is_bracket, label: prefix.label, words: prefix.rest, ..self })
    }

    /// `Dana  0:12`, `Dana (0:12)`, `**Dana** 0:12`, `[Dana] 14:02:55`.
    fn heading(self) -> Option<Self> {
        let text = self.whole.trim_end_matches([':', '*', '_']);
        let (label, span, is_sure) = split_time(text).or_else(|| split_day(text))?;
        let style = if is_sure { Style::Header } else { Style::LooseHeader };
        Some(Self { span: Some(span), style, label, words: "", ..self })
    }

    /// `Dana: Hello`, `Dana (0:12): Hello`, `Dana: [0:12] Hello`.
    fn colon(self) -> Option<Self> {
        let prefix = Prefix::of(self.whole)?;
        let (label, span) = match split_time(prefix.label) {
            Some((label, span, _)) => (label, Some(span)),
            None => (prefix.label, None),
        };
        let (span, words) = match clock::stamp(prefix.rest) {
            Some((inner, true, rest)) if span.is_none() => (Some(inner), rest.trim_start_matches(['*', '_', ' ', '-', ':'])),
            _ => (span, prefix.rest),
        };
        Some(Self { span, style: Style::Colon, is_bracket: prefix.is_bracket, label, words, ..self })
    }
}

/// Whether `1:2` stands where a label or a time can; most lines have none, and need no closer look.
fn has_clock(text: &str) -> bool {
    let head = text.as_bytes().get(..text.len().min(names::LONGEST * 2)).unwrap_or_default();
    let is_clock = |at: usize| matches!(head.get(at - 1..at + 2), Some([a, b':', b]) if a.is_ascii_digit() && b.is_ascii_digit());
    let mut from = 1;
    while let Some(at) = head.get(from..).and_then(|it| find_any(it, [b':'; 3])) {
        if is_clock(from + at) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// All of `text` as a time.
fn whole_stamp(text: &str) -> Option<Span> {
    clock::stamp(text).filter(|it| it.2.trim().is_empty()).map(|it| it.0)
}

/// A name with a time at its end: the name, the time, and whether it can hardly be anything else.
fn split_time(text: &str) -> Option<(&str, Span, bool)> {
    if text.len() > names::LONGEST + 40 || !text.trim_end().ends_with(|it: char| it.is_ascii_alphanumeric() || matches!(it, ')' | ']')) {
        return None;
    }
    // A time has up to four words ("0:12 - 2:03 PM"); the longest reading wins.
    let spaces = text.char_indices().rev().filter(|it| it.1.is_whitespace()).map(|it| it.0);
    let (at, span) = spaces.take(5).filter_map(|at| Some((at, whole_stamp(text.get(at..)?)?))).last()?;
    let before = text.get(..at)?;
    let time = text.get(at..)?.trim_start();
    let is_wide = text.get(at..)?.len() - time.len() > 1 || text.get(at..)?.starts_with('\t');
    let label = names::bare(before).trim_end_matches(['-', '–', '—', '|', ',', '·', ' ']);
    let is_parted = before.trim_end().ends_with(['-', '–', '—', '|', '·']);
    let is_marked = is_parted || time.starts_with(['(', '[']) || before.trim_start().starts_with(['*', '[', '#']);
    let is_name = is_in_brackets(label) || names::can_be_name(label.trim_start_matches('[').trim_end_matches(']'));
    // "March 5, 2026, 2:30PM" is a day with a time.
    (is_name && !label.contains(": ") && heading::date(label).is_none()).then_some((label, span, is_wide || is_marked))
}

/// `Dana Ortiz (05/03/2026, 10:00:05 AM)`: the name and the time.
fn split_day(text: &str) -> Option<(&str, Span, bool)> {
    let (name, day) = text.split_at_checked(text.rfind(" (")?)?;
    let (span, rest) = clock::dated(day.trim_start())?;
    (rest.is_empty() && names::can_be_name(names::bare(name))).then_some((names::bare(name), span, true))
}

/// `[dana o.]` before a time, as Zoom saves captions: a name, however people wrote their own.
pub(super) fn is_in_brackets(label: &str) -> bool {
    let inner = label.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or_default();
    inner.contains(char::is_alphabetic) && !boilerplate::is_sound_name(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: (Option<i64>, Style, &str, &str)) {
        let entry = Entry::of(Line { number: 1, from: 0, text, has_arrow: false }, true).expect("a line with words");
        assert_eq!((entry.span.map(|it| it.start.0), entry.style, entry.label, entry.words), expected, "{text}");
    }

    #[test]
    fn a_line_is_taken_apart() {
        check("Dana: Hello", (None, Style::Colon, "Dana", "Hello"));
        check("0:00:12.2 **Dana Ortiz** Hello", (Some(12_200), Style::Colon, "Dana Ortiz", "Hello"));
        check("[00:12] Dana: Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("[00:12](https://example.com/?t=12) Dana: Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("00:12 Dana: Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("Dana (00:12): Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("Dana 00:12: Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("**Dana:** [0:12] Hello", (Some(12_000), Style::Colon, "Dana", "Hello"));
        check("[SPK_0] [00:12 --> 00:14]: Hello", (Some(12_000), Style::Colon, "SPK_0", "Hello"));
        check("Dana: 10:30 is fine", (None, Style::Colon, "Dana", "10:30 is fine"));
        check("Dana Ortiz  0:12", (Some(12_000), Style::Header, "Dana Ortiz", ""));
        check("Dana Ortiz   1:02:03", (Some(3_723_000), Style::Header, "Dana Ortiz", ""));
        check("**Dana Ortiz (0:12)**", (Some(12_000), Style::Header, "Dana Ortiz", ""));
        check("**Dana** 0:12", (Some(12_000), Style::Header, "Dana", ""));
        check("Dana (00:03.608)", (Some(3_608), Style::Header, "Dana", ""));
        check("Dana Ortiz (05/03/2026, 00:01:05 AM)", (Some(86_465_000), Style::Header, "Dana Ortiz", ""));
        check("dana o\t00:00:12\tHello", (Some(12_000), Style::Header, "dana o", "Hello"));
        check("[dana o.] 14:02:55", (Some(50_575_000), Style::Header, "[dana o.]", ""));
        check("[12_Dana] 14:02:55", (Some(50_575_000), Style::Header, "[12_Dana]", ""));
        check("[Dana Ortiz] 14:02:55", (Some(50_575_000), Style::Header, "[Dana Ortiz]", ""));
        check("Dana Ortiz\t00:00:12\tHello", (Some(12_000), Style::Header, "Dana Ortiz", "Hello"));
        check("00:00:12\tDana Ortiz\tHello", (Some(12_000), Style::Header, "Dana Ortiz", "Hello"));
        check("00:00:12 | Dana Ortiz | Hello", (Some(12_000), Style::Header, "Dana Ortiz", "Hello"));
        check("Dana Ortiz   00:12   Hello you", (Some(12_000), Style::Header, "Dana Ortiz", "Hello you"));
        check("0:12 - Dana Ortiz (Acme)", (Some(12_000), Style::TimeHeader, "Dana Ortiz (Acme)", "Dana Ortiz (Acme)"));
        check("\t00:00:12\tWho is it?", (Some(12_000), Style::Plain, "", "Who is it?"));
        check("### 00:01:26 {#00:01:26}", (Some(86_000), Style::Plain, "", ""));
        check("[00:00.000 --> 00:03.500]  Hello you", (Some(0), Style::Plain, "", "Hello you"));
        check("### 00:01:26", (Some(86_000), Style::Plain, "", ""));
        check("[0.5s] Dana: Hello", (Some(500), Style::Colon, "Dana", "Hello"));
        check("05/03/2026, 00:01 - Dana: Hello", (Some(86_460_000), Style::Colon, "Dana", "Hello"));
        check("2026/3/5 15:51 BST", (None, Style::Plain, "", "2026/3/5 15:51 BST"));
        check("March 5, 2026, 2:30PM", (None, Style::Plain, "", "March 5, 2026, 2:30PM"));
        check("See you at 10:30", (Some(630_000), Style::LooseHeader, "See you at", ""));
        check("and then we left", (None, Style::Plain, "", "and then we left"));
    }
}
