//! What is written before a colon or in a heading: whether it can be a name, and what it says about the person.

use super::lines::tidy;

mod no_names;

pub(super) use crate::domain::voices::{is_known, role};
pub(super) use no_names::is_no_name;

/// Words within a name that stay small, and do not count.
const SMALL: &[&str] =
    &["al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von", "y", "zu"];

/// The longest label, in bytes.
pub(super) const LONGEST: usize = 80;

/// How `label` is compared: case and spaces do not matter.
pub(super) fn key(label: &str) -> String {
    tidy(label).to_lowercase()
}

/// Marks that only tell which way letters run, and the mark of a text's start where it stands in the midst.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Without what Markdown, lists and captions put around a label.
pub(super) fn bare(label: &str) -> &str {
    if let [first, .., last] = label.as_bytes()
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return label;
    }
    let is_mark = |it: char| {
        it.is_whitespace() || is_invisible(it) || matches!(it, '*' | '_' | '#' | '>' | '"' | '“' | '”' | ':' | '|' | '•' | '·' | '@')
    };
    let label = label.trim_matches(is_mark);
    // A picture before a name is a mark, too; a name may be nothing else.
    let name = label.trim_start_matches(|it: char| is_mark(it) || is_picture(it));
    if name.is_empty() { label } else { name }
}

/// `👤`, and what belongs to it.
fn is_picture(it: char) -> bool {
    matches!(it, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{200d}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether `label` can name somebody: one to four words, not beginning with a small letter, no sentence.
pub(super) fn can_be_name(label: &str) -> bool {
    is_known(label) || reads_as_name(label)
}

/// [`can_be_name`] of what is not known.
fn reads_as_name(label: &str) -> bool {
    // "(Acme)" after a name is not part of it, nor an address.
    let name = label.split_once(['(', '[', '{']).map_or(label, |it| it.0).trim();
    let name = name.split_once('<').filter(|it| it.1.contains('@')).map_or(name, |it| it.0).trim();
    let mut letters = name.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return false };
    // Who joins from an iPhone is called so.
    let is_small = first.is_lowercase() && !second.is_some_and(char::is_uppercase);
    let words = name.split_whitespace().filter(|it| it.contains(char::is_alphanumeric) && !SMALL.contains(it)).count();
    if label.len() > LONGEST || words == 0 || words > 4 || !first.is_alphabetic() || is_small {
        return false;
    }
    // A full stop belongs to a name only after few letters ("Dr.", "A.J.").
    let no_sentence = |word: &str| word.strip_suffix('.').is_none_or(|it| it.chars().count() <= 3 || it == "Prof");
    // "Dana/Acme", but no path and no choice of words ("and / or").
    let is_parted = || {
        let are =
            |(one, two): (&str, &str)| one.ends_with(char::is_alphanumeric) && two.starts_with(char::is_uppercase) && !two.contains('/');
        name.split_once('/').is_none_or(are)
    };
    let is_none = || name.contains(['?', '!', ';', '=', '<', '>', '…', '`', '{', '}', '$', '%', '"', '~', '\\']);
    // Most are letters and spaces.
    let is_plain = name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b' ');
    (is_plain || (is_parted() && !is_none() && name.split_whitespace().all(no_sentence))) && !is_no_name(name)
}

/// Whether every word is written like a name's: capitals, numbers and small particles. Stricter than [`can_be_name`]:
/// for labels that occur once.
pub(super) fn looks_like_name(label: &str) -> bool {
    let name = label.split_once(['(', '[', '{']).map_or(label, |it| it.0).trim();
    is_known(label)
        || (reads_as_name(label)
            && name
                .split_whitespace()
                .skip(1)
                .all(|it| !it.starts_with(char::is_lowercase) || it.contains(char::is_uppercase) || SMALL.contains(&it)))
}

/// Whether it would be a name but for its small first letter.
pub(super) fn is_small_name(label: &str) -> bool {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, ' ' | '.' | '-' | '_' | '\'');
    label.len() <= LONGEST / 2 && label.chars().all(is_plain) && label.split_whitespace().nth(3).is_none() && !is_no_name(label)
}

/// Whether the last word begins with a capital: "van der Meer", and not "for the iPad".
pub(super) fn ends_as_name(label: &str) -> bool {
    label.split_whitespace().next_back().is_some_and(|it| it.starts_with(char::is_uppercase))
}

/// Whether it is a number that somebody has dialled in from, with the sign of its country: without it a date may be one.
pub(super) fn is_dialled(label: &str) -> bool {
    let is_sign = |it: char| it.is_ascii_digit() || matches!(it, '+' | ' ' | '-' | '(' | ')' | '*');
    label.starts_with('+') && label.chars().all(is_sign) && label.chars().filter(char::is_ascii_digit).count() > 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(SMALL.is_sorted());
    }

    #[test]
    fn a_number_with_its_country_is_somebody_and_a_day_is_nobody() {
        assert!(is_dialled("+44 20 7946 0123") && !is_dialled("2026-01-05") && !is_dialled("+1"));
        assert!(ends_as_name("van der Meer") && !ends_as_name("for the iPad") && !ends_as_name("so"));
    }

    #[test]
    fn names_look_like_names() {
        for name in [
            "Dana Ortiz",
            "A.J. Lopez",
            "Dr. Ilse van der Berg",
            "Prof. Dr. Ilse Berg",
            "iPhone",
            "MAN",
            "agent",
            "spk_0",
            "Speaker 1",
            "Ångström",
            "田中",
            "Q",
            "dana@example.com",
            "Dana Ortiz <dana@example.com>",
            "+1 (555) 010-0100",
        ] {
            assert!(can_be_name(name), "{name}");
        }
    }

    #[test]
    fn sentences_do_not() {
        for text in ["", "so here is the thing", "Great. So here", "Is it", "Note", "Step 2", "What about this one though", "I say", "10"] {
            assert!(!looks_like_name(text), "{text}");
        }
    }
}
