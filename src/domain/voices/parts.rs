//! Labels that name a part in a call and not a person: "Agent", "Speaker 1", a number that was dialled.

use crate::domain::transcript::Side;

/// Labels that tell a side, lower case, sorted. A number may follow ("Agent 2").
const ROLES: &[(&str, Side)] = &[
    ("account executive", Side::Ours),
    ("account manager", Side::Ours),
    ("acheteur", Side::Theirs),
    ("ae", Side::Ours),
    ("agent", Side::Ours),
    ("bdr", Side::Ours),
    ("buyer", Side::Theirs),
    ("caller", Side::Theirs),
    ("client", Side::Theirs),
    ("cliente", Side::Theirs),
    ("commercial", Side::Ours),
    ("comprador", Side::Theirs),
    ("csm", Side::Ours),
    ("customer", Side::Theirs),
    ("customer service", Side::Ours),
    ("customer service rep", Side::Ours),
    ("customer service representative", Side::Ours),
    ("customer success manager", Side::Ours),
    ("customer support", Side::Ours),
    ("decision maker", Side::Theirs),
    ("interessent", Side::Theirs),
    ("kunde", Side::Theirs),
    ("kundin", Side::Theirs),
    ("prospect", Side::Theirs),
    ("rep", Side::Ours),
    ("representative", Side::Ours),
    ("sales", Side::Ours),
    ("sales agent", Side::Ours),
    ("sales engineer", Side::Ours),
    ("sales manager", Side::Ours),
    ("sales rep", Side::Ours),
    ("sales representative", Side::Ours),
    ("salesman", Side::Ours),
    ("salesperson", Side::Ours),
    ("salesrep", Side::Ours),
    ("saleswoman", Side::Ours),
    ("sdr", Side::Ours),
    ("seller", Side::Ours),
    ("senior account executive", Side::Ours),
    ("solutions engineer", Side::Ours),
    ("support agent", Side::Ours),
    ("vendedor", Side::Ours),
    ("vendedora", Side::Ours),
    ("vendeur", Side::Ours),
    ("vendeuse", Side::Ours),
    ("verkäufer", Side::Ours),
    ("verkäuferin", Side::Ours),
    ("vertrieb", Side::Ours),
];

/// Labels that name a part but no side, lower case, sorted.
const PARTS: &[&str] = &[
    "champion",
    "channel",
    "cohost",
    "contact",
    "guest",
    "host",
    "interviewee",
    "interviewer",
    "manager",
    "moderator",
    "narrator",
    "operator",
    "participant",
    "person",
    "presenter",
    "speaker",
    "spk",
    "unknown",
    "user",
];

/// Words for somebody who is not known, lower case.
const NOBODY: &[&str] = &[
    "anonymous",
    "anonymous user",
    "microphone",
    "system audio",
    "unidentified",
    "unidentified speaker",
    "unknown caller",
    "unknown speaker",
    "voice",
];

/// How a label is compared: case and spaces do not matter.
fn key(label: &str) -> String {
    let mut key = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    if !key.is_ascii() {
        return key.to_lowercase();
    }
    key.make_ascii_lowercase();
    key
}

/// The side a role label tells: "Agent", "sales rep 2", "Customer #1".
pub fn role(label: &str) -> Option<Side> {
    role_of(&key(label))
}

fn role_of(key: &str) -> Option<Side> {
    let name = without_number(key);
    ROLES.binary_search_by_key(&name, |it| it.0).ok().and_then(|found| ROLES.get(found)).map(|it| it.1)
}

/// Whether it is a known label, so that it need not look like a name: "agent", "spk_0", "speaker 1".
pub fn is_known(label: &str) -> bool {
    let key = key(label);
    role_of(&key).is_some()
        || PARTS.binary_search(&without_number(&key)).is_ok()
        || is_phone(&key)
        || (key.contains('@') && key.contains('.') && !key.contains(' '))
}

/// Who dials in is named by the number: "+1 555 0100".
fn is_phone(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    key.starts_with('+') && digits >= 7 && key.bytes().all(|it| it.is_ascii_digit() || b"+ ()-.*".contains(&it))
}

/// A key without the number at its end.
pub fn without_number(key: &str) -> &str {
    key.trim_end_matches(|it: char| it.is_ascii_digit() || matches!(it, ' ' | '#' | '_' | '-'))
}

/// Whether a label names nobody, so that no person is made of it or remembered by it: "Speaker 1", "Speaker B", "Agent", "Guest".
/// An address is somebody's.
pub fn is_part(label: &str) -> bool {
    let key = key(label);
    let lettered = key.rsplit_once([' ', '_']).filter(|it| it.1.chars().count() == 1).map_or("", |it| it.0);
    let is_unknown = NOBODY.contains(&without_number(&key));
    (is_known(label) && !label.contains('@')) || is_unknown || PARTS.binary_search(&lettered).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_searched() {
        assert!(ROLES.is_sorted_by_key(|it| it.0) && PARTS.is_sorted());
    }

    #[test]
    fn parts_are_told_from_people() {
        for label in [
            "Speaker 0",
            "SPEAKER_01",
            "spk_0",
            "Speaker B",
            "Unknown Speaker",
            "Guest",
            "Participant 2",
            "agent",
            "+1 555 010 0100",
            "Anonymous user",
        ] {
            assert!(is_part(label), "{label}");
        }
        for label in ["Ana Reis", "Guest House", "Speaker Jones", "ana@example.com", "R2", "Anna B", "", "B"] {
            assert!(!is_part(label), "{label}");
        }
    }
}
