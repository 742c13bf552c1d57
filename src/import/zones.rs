//! Time zones as files name them: `Z`, `+01:00`, `-0530`, `+02`, `UTC+2`, `BST`.

/// Minutes ahead of UTC by name. The American ones as RFC 5322 §4.3 has them; the European ones as calendars there write
/// them. A name that stands for several zones elsewhere (IST, CST in China) is that of these, or is not listed.
const NAMED: &[(&str, i64)] = &[
    ("Z", 0),
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("BST", 60),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("EEST", 180),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("JST", 540),
    ("AEST", 600),
    ("AEDT", 660),
];

/// Minutes ahead of UTC; `None` where `text` names no zone that is known.
pub(super) fn ahead(text: &str) -> Option<i64> {
    let text = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '(' | ')' | ',' | '.'));
    if let Some((_, minutes)) = NAMED.iter().find(|it| it.0.eq_ignore_ascii_case(text)) {
        return Some(*minutes);
    }
    let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text).trim_start();
    // A real minus as well, as word processors write it.
    let (sign, text) = [('-', -1), ('−', -1), ('+', 1)].iter().find_map(|(mark, sign)| Some((*sign, text.strip_prefix(*mark)?)))?;
    let (hours, minutes) = match text.split_once(':') {
        Some(both) => both,
        None if text.len() > 2 => text.split_at_checked(text.len() - 2)?,
        None => (text, "0"),
    };
    let is_number = |it: &str| it.len() <= 2 && !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Whether it is written like the name of a zone: capitals, "IST", "ACST".
pub(super) fn is_like(text: &str) -> bool {
    matches!(text.len(), 3..=5) && text.ends_with('T') && text.bytes().all(|it| it.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_by_name_and_by_number() {
        for (text, minutes) in [
            ("Z", 0),
            ("z", 0),
            ("UTC", 0),
            ("BST", 60),
            ("(CEST)", 120),
            ("PDT", -420),
            ("+01:00", 60),
            ("-0530", -330),
            ("+02", 120),
            ("UTC+2", 120),
            ("GMT−5", -300),
            ("GMT+05:30", 330),
            ("+930", 570),
        ] {
            assert_eq!(ahead(text), Some(minutes), "{text}");
        }
        for text in ["", "IST", "+", "-", "+15:00", "+01:60", "+1x", "am", "x", "+123456", "é+é"] {
            assert_eq!(ahead(text), None, "{text}");
        }
    }
}
