//! One change for many calls.

use crate::domain::call::{Call, Picked};
use crate::domain::id::PersonId;

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One more tag.
    Tag(String),
    /// Without this tag.
    Untag(String),
    /// Another rep, or nobody.
    Rep(Option<PersonId>),
    /// Picked another way.
    Picked(Picked),
    /// Of another type.
    Kind(String),
}

/// The call after `change`; `None` where it is so already. Tags are the same whatever the case of their letters.
pub fn changed(call: &Call, change: &Change) -> Option<Call> {
    let mut after = call.clone();
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    match change {
        Change::Tag(tag) if !tag.trim().is_empty() && !call.tags.iter().any(|it| same(it, tag)) => {
            after.tags.push(tag.trim().to_owned());
        }
        Change::Tag(_) => {}
        Change::Untag(tag) => after.tags.retain(|it| !same(it, tag)),
        Change::Rep(rep) => after.rep = *rep,
        Change::Picked(picked) => after.picked = *picked,
        Change::Kind(kind) => kind.clone_into(&mut after.kind),
    }
    (after != *call).then_some(after)
}

/// What was done, in the past: "Tagged “pricing”".
pub fn says(change: &Change, rep_name: &str) -> String {
    match change {
        Change::Tag(tag) => format!("Tagged “{}”", tag.trim()),
        Change::Untag(tag) => format!("Took the tag “{}” away", tag.trim()),
        Change::Rep(None) => "Nobody is now the rep".to_owned(),
        Change::Rep(Some(_)) => format!("Assigned to {rep_name}"),
        Change::Picked(_) => "Changed how they were picked".to_owned(),
        Change::Kind(_) => "Changed the type".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(tags: &[&str]) -> Call {
        let mut call: Call = serde_json::from_str(r#"{"id":"01JZZZZZZZZZZZZZZZZZZZZZZZ","title":"Birch","kind":"demo"}"#).unwrap();
        call.tags = tags.iter().map(|it| (*it).to_owned()).collect();
        call
    }

    #[track_caller]
    fn check(before: &[&str], change: Change, after: Option<&[&str]>) {
        assert_eq!(changed(&call(before), &change), after.map(call));
    }

    #[test]
    fn a_tag_is_added_once_and_taken_away_whatever_its_case() {
        check(&["a"], Change::Tag(" Pricing ".into()), Some(&["a", "Pricing"]));
        check(&["pricing"], Change::Tag("Pricing".into()), None);
        check(&["a"], Change::Tag("  ".into()), None);
        check(&["Pricing", "a"], Change::Untag("pricing".into()), Some(&["a"]));
        check(&["a"], Change::Untag("b".into()), None);
    }

    #[test]
    fn a_call_that_is_so_already_is_not_written_again() {
        check(&[], Change::Kind("demo".into()), None);
        check(&[], Change::Rep(None), None);
        check(&[], Change::Picked(Picked::Random), None);
        assert_eq!(changed(&call(&[]), &Change::Kind("discovery".into())).unwrap().kind, "discovery");
    }
}
