//! A speaker's label, taken apart: the name, a role, an organisation.

use super::lines::tidy;
use super::names::{bare, role};
use crate::domain::transcript::Side;

/// What a label says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The name as shown.
    pub name: String,
    /// A role the same person may be called by alone: "AE" of "AE (Jordan)".
    pub alias: Option<String>,
    /// What stands in brackets after the name, where it is no role: an organisation, mostly.
    pub suffix: Option<String>,
    /// The side its role tells.
    pub side: Side,
}

impl Label {
    /// Takes a label apart: "AE (Jordan)", "Jordan (AE)", "Dana Ortiz (Acme)", "Sales - Jordan", "[SPEAKER_00]".
    pub(super) fn read(label: &str) -> Self {
        let label = tidy(unbracketed(without_address(bare(label))));
        let bracketed =
            label.strip_suffix([')', ']']).and_then(|it| it.rsplit_once(['(', '['])).map(|(name, inner)| (bare(name), inner, true));
        let dashed =
            || [" - ", " – ", " — ", " | ", ", "].iter().find_map(|it| label.rsplit_once(it)).map(|(name, inner)| (name, inner, false));
        let Some((name, inner, is_bracketed)) = bracketed.or_else(dashed).filter(|it| !it.0.is_empty() && !it.1.trim().is_empty()) else {
            return Self { side: role(&label).unwrap_or_default(), name: label, ..Self::default() };
        };
        let (name, inner) = (tidy(name), tidy(inner));
        match (role(&name), role(&inner)) {
            (Some(side), None) => Self { name: inner, alias: Some(name), side, suffix: None },
            (None, Some(side)) => Self { name, alias: None, side, suffix: None },
            (Some(side), Some(_)) => Self { name, side, ..Self::default() },
            (None, None) if is_bracketed || label.contains(" | ") => Self { name, suffix: Some(inner), ..Self::default() },
            (None, None) => Self { name: label, ..Self::default() },
        }
    }
}

/// "Dana Ortiz <dana@example.com>" without the address.
fn without_address(label: &str) -> &str {
    let parted = label.rsplit_once(['<', '(', '[']).filter(|it| it.1.contains('@') && !it.1.contains(' '));
    parted.filter(|it| !it.0.trim().is_empty()).map_or(label, |it| it.0)
}

/// Without brackets around all of it.
fn unbracketed(label: &str) -> &str {
    let inner = [('[', ']'), ('(', ')'), ('<', '>')].iter().find_map(|(open, close)| label.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|it| !it.contains(['[', '(', '<'])).unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, name: &str, alias: Option<&str>, suffix: Option<&str>, side: Side) {
        let expected = Label { name: name.to_owned(), alias: alias.map(str::to_owned), suffix: suffix.map(str::to_owned), side };
        assert_eq!(Label::read(label), expected, "{label}");
    }

    #[test]
    fn a_label_tells_name_role_and_organisation() {
        check("**Dana  Ortiz**", "Dana Ortiz", None, None, Side::Unknown);
        check("AE (Jordan)", "Jordan", Some("AE"), None, Side::Ours);
        check("Jordan (AE)", "Jordan", None, None, Side::Ours);
        check("Dana Ortiz (Acme)", "Dana Ortiz", None, Some("Acme"), Side::Unknown);
        check("Sales - Jordan", "Jordan", Some("Sales"), None, Side::Ours);
        check("Jordan, Account Executive", "Jordan", None, None, Side::Ours);
        check("Ortiz, Dana", "Ortiz, Dana", None, None, Side::Unknown);
        check("[SPEAKER_00]", "SPEAKER_00", None, None, Side::Unknown);
        check("Customer #2", "Customer #2", None, None, Side::Theirs);
        check("Dana Ortiz <dana@example.com>", "Dana Ortiz", None, None, Side::Unknown);
        check("Dana Ortiz (dana@example.com)", "Dana Ortiz", None, None, Side::Unknown);
        check("Dana Ortiz | Acme", "Dana Ortiz", None, Some("Acme"), Side::Unknown);
        check("Sales Rep (Agent)", "Sales Rep", None, None, Side::Ours);
    }
}
