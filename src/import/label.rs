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
    /// A role in more words than tell the side, which stands nowhere else: "VP Sales" of "Jordan Lee (VP Sales)".
    pub role: Option<String>,
    /// The side its role tells.
    pub side: Side,
    /// The address that stands beside the name, or in its place.
    pub address: Option<String>,
}

impl Label {
    /// Takes a label apart: "AE (Jordan)", "Jordan (AE)", "Dana Ortiz (Acme)", "Sales - Jordan", "[SPEAKER_00]".
    pub(super) fn read(label: &str) -> Self {
        let (label, address) = parted(bare(label));
        Self { address: address.map(str::to_owned), ..Self::plain(&tidy(unbracketed(label))) }
    }

    /// A label without an address.
    fn plain(label: &str) -> Self {
        let bracketed =
            label.strip_suffix([')', ']']).and_then(|it| it.rsplit_once(['(', '['])).map(|(name, inner)| (bare(name), inner, true));
        let dashed =
            || [" - ", " – ", " — ", " | ", ", "].iter().find_map(|it| label.rsplit_once(it)).map(|(name, inner)| (name, inner, false));
        let Some((name, inner, is_bracketed)) = bracketed.or_else(dashed).filter(|it| !it.0.is_empty() && !it.1.trim().is_empty()) else {
            return Self { side: role(label).unwrap_or_default(), name: label.to_owned(), ..Self::default() };
        };
        let (name, inner) = (tidy(name), tidy(inner));
        match (role(&name), role(&inner)) {
            (Some(side), None) => Self { name: inner, alias: Some(name), side, ..Self::default() },
            (None, Some(side)) => Self { name, role: Some(inner).filter(|it| it.contains(' ')), side, ..Self::default() },
            (Some(side), Some(_)) => Self { name, side, ..Self::default() },
            (None, None) if is_bracketed || label.contains(" | ") => Self { name, suffix: Some(inner), ..Self::default() },
            (None, None) => Self { name: label.to_owned(), ..Self::default() },
        }
    }
}

/// "Dana Ortiz <dana@example.com>": the name and the address.
fn parted(label: &str) -> (&str, Option<&str>) {
    let is_address = |it: &str| it.contains('@') && it.contains('.') && !it.contains(' ');
    if is_address(label) {
        let address = label.trim_matches(['<', '>', '(', ')', '[', ']']);
        return (address, Some(address));
    }
    match label.rsplit_once(['<', '(', '[']).filter(|it| is_address(it.1)) {
        Some((name, address)) => (name, Some(address.trim_end_matches(['>', ')', ']']))),
        None => (label, None),
    }
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
        let expected =
            Label { name: name.to_owned(), alias: alias.map(str::to_owned), suffix: suffix.map(str::to_owned), side, ..Label::default() };
        let found = Label::read(label);
        assert_eq!(found.address.is_some(), label.contains('@'), "{label}");
        assert_eq!(Label { address: None, role: None, ..found }, expected, "{label}");
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
        check("dana@example.com", "dana@example.com", None, None, Side::Unknown);
        assert_eq!(Label::read("Jordan, Account Executive").role.as_deref(), Some("Account Executive"));
        assert_eq!(Label::read("Dana <dana@example.com>").address.as_deref(), Some("dana@example.com"));
        check("Dana Ortiz | Acme", "Dana Ortiz", None, Some("Acme"), Side::Unknown);
        check("Sales Rep (Agent)", "Sales Rep", None, None, Side::Ours);
    }
}
