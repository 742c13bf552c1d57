//! What Markdown adds to a line of a transcript: signs that escape, and links.

use std::borrow::Cow;

use crate::import::clock;

/// The text without it, line by line the same. Files without bold letters or links stay as they are.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let escaped = text.contains('\\') && text.contains("**");
    let plain = if escaped { Cow::Owned(without_escapes(text)) } else { Cow::Borrowed(text) };
    if plain.contains("](http") { Cow::Owned(without_links(&plain)) } else { plain }
}

/// Markdown writes `5\-10` for 5-10.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' || !rest.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(character);
        } else if let Some(escaped) = rest.next() {
            plain.push(escaped);
        }
    }
    plain
}

/// No text of a link is longer, in bytes, and no address ten times that: looking further would cost quadratic time.
const LONGEST: usize = 200;

/// The fewest links that tell that they name who speaks.
const FEWEST: usize = 3;

/// `[Dana](https://example.com)` is Dana where lines begin with links and few come again and again, as who speaks does and
/// what a document points to does not; `[0:12](https://example.com/?t=12)` is the time in its brackets.
fn without_links(text: &str) -> String {
    let is_time = |it: &str| clock::stamp(it).is_some_and(|it| it.2.trim().is_empty());
    let begins = |it: &Link| it.before.trim_end_matches(['*', '_', '#', '-', '>', ' ']).ends_with('\n') || it.before.is_empty();
    let named: Vec<&str> = Links(text).filter(begins).map(|it| it.words).filter(|it| !is_time(it)).collect();
    let is_cast = named.len() >= FEWEST && crate::domain::order::set(&named).len() * 2 <= named.len() + 1;
    let mut plain = String::with_capacity(text.len());
    let mut left = text;
    for Link { before, words, whole, after } in Links(text) {
        plain.push_str(before);
        if is_time(words) {
            plain.extend(["[", words, "]"]);
        } else {
            plain.push_str(if is_cast { words } else { whole });
        }
        left = after;
    }
    plain.push_str(left);
    plain
}

/// A link, and what stands around it.
struct Link<'a> {
    /// From the link before on.
    before: &'a str,
    words: &'a str,
    whole: &'a str,
    after: &'a str,
}

/// Walks over the links of what is left of a text.
struct Links<'a>(&'a str);

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    fn next(&mut self) -> Option<Link<'a>> {
        let (text, bytes) = (self.0, self.0.as_bytes());
        let mut from = 0;
        while let Some(at) = text.get(from..)?.find("](http").map(|it| from + it) {
            from = at + 1;
            let near = at.saturating_sub(LONGEST);
            let open = bytes.get(near..at)?.iter().rposition(|it| matches!(it, b'[' | b'\n')).map(|it| near + it);
            let open = open.filter(|it| bytes.get(*it) == Some(&b'['));
            let far = bytes.len().min(at + LONGEST * 10);
            let end = bytes.get(at..far)?.iter().position(|it| matches!(it, b')' | b'\n' | b' ')).map(|it| at + it);
            let end = end.filter(|it| bytes.get(*it) == Some(&b')'));
            if let (Some(open), Some(end)) = (open, end) {
                let after = text.get(end + 1..)?;
                self.0 = after;
                return Some(Link { before: text.get(..open)?, words: text.get(open + 1..at)?, whole: text.get(open..=end)?, after });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_leave_their_words_and_times_their_brackets() {
        let check = |text: &str, expected: &str| assert_eq!(without(text), expected, "{text}");
        check("[Dana](https://example.com/d) [0:12](https://example.com/?t=12): Hello", "[Dana](https://example.com/d) [0:12]: Hello");
        check(
            "[Dana](https://e.example/d): Hi\n[Dana](https://e.example/d): [a](https://e.example)\n[Lee](https://e.example)",
            "Dana: Hi\nDana: a\nLee",
        );
        check(
            "[a](https://e.example) [b](https://e.example) [c](https://e.example)",
            "[a](https://e.example) [b](https://e.example) [c](https://e.example)",
        );
        check("a](https://example.com) and [cut](https://example.com", "a](https://example.com) and [cut](https://example.com");
        check("[a\nb](https://example.com)", "[a\nb](https://example.com)");
        check("[no link](plan.md) 5\\-10", "[no link](plan.md) 5\\-10");
        check("**Dana:** 5\\-10", "**Dana:** 5-10");
    }
}
