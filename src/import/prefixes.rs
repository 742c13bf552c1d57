//! The colon rule: whether words before a colon are the speaker ("Dana: Hello") or just words ("One thing: hello").

use super::lines::{find_any, trim};
use super::names;

mod census;

pub(super) use census::{Census, Labels, Shape};

/// A line taken apart at its first colon, or at the bracket it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix<'a> {
    /// What may be the speaker; may hold a time as well ("Dana (0:12)").
    pub label: &'a str,
    /// The words after it.
    pub rest: &'a str,
    /// `[Dana] Hello`, without a colon.
    pub is_bracket: bool,
}

impl<'a> Prefix<'a> {
    /// The prefix of `line`, where it has one. Looks no further than a label can be long.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
            return Self::before_colon(line);
        }
        let line = line.trim_start_matches(|it: char| it.is_whitespace() || names::is_invisible(it));
        let line = [">> ", "> ", "* ", "• "].iter().find_map(|it| line.strip_prefix(*it)).unwrap_or(line).trim_start();
        let dashed = line.strip_prefix(['-', '–', '—']).map(str::trim_start).filter(|it| it.starts_with(|it: char| !it.is_numeric()));
        let line = dashed.unwrap_or(line);
        if let Some(inner) = line.strip_prefix('[') {
            let end = inner.bytes().take(names::LONGEST).position(|it| it == b']')?;
            let (label, rest) = (inner.get(..end)?, inner.get(end + 1..)?.trim_start_matches('*').trim_start());
            return Some(match rest.strip_prefix(':') {
                Some(rest) => Self { label, rest: rest.trim_start(), is_bracket: false },
                None => Self { label, rest, is_bracket: true },
            });
        }
        let angled = line.strip_prefix('<').and_then(|it| it.split_once("> ")).filter(|it| it.0.len() <= names::LONGEST);
        if let Some((label, rest)) = angled.filter(|it| names::can_be_name(it.0)) {
            return Some(Self { label, rest, is_bracket: true });
        }
        // "(speaker 1) Hello": in round brackets only what can be nothing else.
        let round = line.strip_prefix('(').and_then(|it| it.split_once(')')).filter(|it| it.0.len() <= 24 && names::is_known(it.0));
        if let Some((label, rest)) = round.filter(|it| !it.1.trim_start().starts_with([':', '：'])) {
            return Some(Self { label, rest: rest.trim_start(), is_bracket: true });
        }
        Self::bold(line).or_else(|| Self::before_colon(line))
    }

    /// `**Dana** Hello`.
    fn bold(line: &'a str) -> Option<Self> {
        let (label, rest) = line.strip_prefix("**")?.split_once("**").filter(|it| it.0.len() < names::LONGEST)?;
        let is_apart =
            rest.starts_with(' ') && label == label.trim() && !label.ends_with(':') && !rest.trim_start().starts_with([':', '(', '[']);
        (is_apart && names::can_be_name(label)).then_some(Self { label, rest: rest.trim_start(), is_bracket: true })
    }

    fn before_colon(line: &'a str) -> Option<Self> {
        let at = colon(line)?;
        let label = names::bare(line.get(..at)?);
        let mut rest = line.get(at..)?;
        while let Some(after) = rest.strip_prefix(':').or_else(|| rest.strip_prefix('：')) {
            rest = after;
        }
        let rest = if matches!(line.as_bytes().first(), Some(b'*' | b'_')) { rest.trim_start_matches(['*', '_']) } else { rest };
        (!label.is_empty()).then_some(Self { label, rest: trim(rest), is_bracket: false })
    }
}

/// Where the first colon is that may end a label: not within a time or an address.
fn colon(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let head = bytes.get(..names::LONGEST + 8).unwrap_or(bytes);
    let mut from = 0;
    // A full-width colon begins with EF.
    while let Some(at) = head.get(from..).and_then(|it| find_any(it, [b':', 0xef, 0xef])).map(|it| from + it) {
        let (before, after) = (at.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(at + 1));
        let is_digit = |it: Option<&u8>| it.is_some_and(u8::is_ascii_digit);
        let is_end = match bytes.get(at) {
            Some(b':') => !(is_digit(before) && is_digit(after)) && after != Some(&b'/'),
            _ => bytes.get(at..at + 3) == Some("：".as_bytes()),
        };
        if is_end {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let mut census = Census::default();
        for line in lines {
            census.note(Prefix::of(line).as_ref(), Shape::default());
        }
        let labels = census.settle();
        let found: Vec<_> = lines.iter().filter_map(|it| Prefix::of(it)).filter(|it| labels.accept(it)).map(|it| it.label).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn a_name_before_a_colon_speaks() {
        check(&["Dana: Hello", "Lee Moss: Hi", "Dana: So here is the thing: we wait"], &["Dana", "Lee Moss", "Dana"]);
        check(&["**Dana:** Hello", "**Lee**: Hi", "agent: yes"], &["Dana", "Lee", "agent"]);
        check(&["- Dana: Hello", "– Lee: Hi", "-Dana: So", "—Lee: yes"], &["Dana", "Lee", "Dana", "Lee"]);
        check(&["> Dana: Hello", ">> Lee: Hi", ">>Dana: So"], &["Dana", "Lee", "Dana"]);
        check(&["[SPEAKER_00]: Hello", "[Lee Moss]: Hi"], &["SPEAKER_00", "Lee Moss"]);
        check(
            &["Dana: Hello", "lee moss: hi", "Dana: So", "Dana: So", "lee moss: yes", "Dana: go"],
            &["Dana", "lee moss", "Dana", "Dana", "lee moss", "Dana"],
        );
        check(&["(speaker 0) Hello", "(on the phone) So", "(speaker 1) Hi", "(speaker 0) Yes"], &["speaker 0", "speaker 1", "speaker 0"]);
        check(&["**Dana** Hello", "**Lee Moss** Hi", "and on", "**Dana** So"], &["Dana", "Lee Moss", "Dana"]);
        check(&["<Dana> Hello", "<Lee Moss> Hi", "<b> and", "<Dana> So"], &["Dana", "Lee Moss", "Dana"]);
        check(&["[Agent] Hello", "[Music]", "[Agent] Hi"], &["Agent", "Agent"]);
        check(&["[Dana] Hello", "[Lee] Hi", "[laughter]", "[Dana] So"], &["Dana", "Lee", "Dana"]);
        check(&["Title: Renewal", "Duration: 3 minutes", "Dana: Hello", "Lee: Hi"], &["Dana", "Lee"]);
        check(&["Dana：Hello", "Dana:Hello"], &["Dana", "Dana"]);
        check(&["101: Hello", "102: Hi", "101: So", "102: Yes"], &["101", "102", "101", "102"]);
        check(&["\u{200f}דנה: שלום", "\u{200f}יוסי: היי", "\u{200f}דנה: טוב"], &["דנה", "יוסי", "דנה"]);
        check(&["Dana/Acme: Hello", "Lee/Globex: Hi", "and / or: So"], &["Dana/Acme", "Lee/Globex"]);
    }

    #[test]
    fn words_before_a_colon_are_words() {
        check(&["so the plan is this: wait", "and another: go", "Dana: hm"], &[]);
        check(&["https://example.com", "at 10:30 we go", "One more thing: no"], &[]);
        check(&["Hello", "again", "and again", "we wait", "and then", "Remember: no"], &[]);
        check(&["Dana: Hello", "Note: this is quoted", "Lee: Hi"], &["Dana", "Lee"]);
        check(&["1: first", "2: second", "3: third", "1: once more"], &[]);
        check(&["Dana: Hello", "The main thing: wait", "Dana: Hi"], &["Dana", "Dana"]);
    }

    #[test]
    fn a_name_that_is_only_given_when_it_changes_still_counts() {
        let mut lines = vec!["Dana: Hello"];
        lines.extend(["and on it goes"; 20]);
        check(&lines, &["Dana"]);
    }
}
