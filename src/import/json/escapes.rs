//! Escapes in JSON texts: `\n`, `\u00e9`, pairs for what lies beyond.

use std::borrow::Cow;

/// The text behind the escapes; copied only where there are any.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = after.chars();
        let letter = letters.next();
        rest = letters.as_str();
        let Some(letter) = letter else { break };
        text.push(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' | 'f' => ' ',
            'u' => {
                let (letter, after) = wide(rest);
                rest = after;
                letter
            }
            letter => letter,
        });
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of a `\u` escape, of two where they make a pair, and what follows.
fn wide(rest: &str) -> (char, &str) {
    let unit = |it: &str| it.get(..4).and_then(|it| u16::from_str_radix(it, 16).ok());
    let Some(first) = unit(rest) else { return (char::REPLACEMENT_CHARACTER, rest) };
    let after = rest.get(4..).unwrap_or_default();
    let second = after.strip_prefix("\\u").and_then(unit);
    let mut pair = char::decode_utf16([Some(first), second].into_iter().flatten());
    match pair.next() {
        Some(Ok(letter)) if letter > '\u{ffff}' => (letter, after.get(6..).unwrap_or_default()),
        Some(Ok(letter)) => (letter, after),
        _ => (char::REPLACEMENT_CHARACTER, after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(unescaped(raw), expected, "{raw}");
    }

    #[test]
    fn escapes_become_what_they_stand_for() {
        check("plain é", "plain é");
        check(r#"a \"b\" \\ \/ c\nd"#, "a \"b\" \\ / c\nd");
        check(r"caf\u00e9 \ud83d\ude00!", "café 😀!");
    }

    #[test]
    fn half_an_escape_is_no_reason_to_fail() {
        check("end\\", "end");
        check(r"\u12", "\u{fffd}12");
        check(r"\ud83d x", "\u{fffd} x");
        check(r"\u00e9\ud83d", "é\u{fffd}");
        check(r"\uéé", "\u{fffd}éé");
    }
}
