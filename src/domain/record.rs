//! What every stored thing carries: who wrote it, when, and which earlier versions it descends from.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How often each copy of the product has written a record: a version vector. Of two versions the one that counts at
/// least as much everywhere descends from the other; where neither does, they are in conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(std::collections::BTreeMap<String, u32>);

impl Version {
    /// The version after a write by `writer` (the id of one copy of the product).
    pub fn next(&self, writer: &str) -> Self {
        let mut counts = self.0.clone();
        let count = counts.entry(writer.to_owned()).or_insert(0);
        *count = count.saturating_add(1);
        Self(counts)
    }

    /// The same write, counted as that of `spare` instead of `writer`: for one that nobody let descend from what is stored, so
    /// that the count of `writer` may be taken by another.
    pub fn recounted(&self, writer: &str, spare: &str) -> Self {
        let mut counts = self.0.clone();
        if let Some(count) = counts.get_mut(writer) {
            *count = count.saturating_sub(1);
        }
        counts.retain(|_, count| *count > 0);
        Self(counts).next(spare)
    }

    /// A version of which only the number of writes is told, as if all were by `writer`. Of two versions of one record of
    /// which one descends from the other, it does so still.
    pub fn counted(&self, writer: &str) -> Self {
        Self(super::order::map([(writer.to_owned(), self.writes())]))
    }

    /// The version that descends from both.
    pub fn join(&self, other: &Self) -> Self {
        let mut counts = self.0.clone();
        for (writer, count) in &other.0 {
            let mine = counts.entry(writer.clone()).or_insert(0);
            *mine = (*mine).max(*count);
        }
        Self(counts)
    }

    /// How often `writer` has written the record, as far as this version knows.
    pub fn count(&self, writer: &str) -> u32 {
        self.0.get(writer).copied().unwrap_or(0)
    }

    /// Who wrote, and how often.
    pub fn writers(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(writer, count)| (writer.as_str(), *count))
    }

    /// The number of writes behind this version: changes with every write, so it can key a list row.
    pub fn writes(&self) -> u32 {
        self.0.values().fold(0, |sum, it| sum.saturating_add(*it))
    }
}

impl PartialOrd for Version {
    /// `Greater` where `self` descends from `other`; `None` where neither descends from the other.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let below = |a: &Self, b: &Self| a.0.iter().all(|(writer, count)| b.count(writer) >= *count);
        match (below(self, other), below(other, self)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) => None,
        }
    }
}

/// Who wrote a record, when, and which version it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The name of who wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When. Only shown; never decides which version wins.
    pub at: DateTime<Utc>,
    /// Which version.
    pub version: Version,
    /// Whether this version is a deletion: the body is what was deleted, for as long as it can be brought back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deleted: bool,
}

/// serde hands over a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A stored thing with its stamp.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record<T> {
    /// Who, when, which version.
    pub stamp: Stamp,
    /// The thing itself.
    pub body: T,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_version() -> impl Strategy<Value = Version> {
        proptest::collection::btree_map("[a-c]", 1u32..4, 0..3).prop_map(Version)
    }

    proptest! {
        #[test]
        fn a_write_descends_from_what_it_replaces(version in any_version(), writer in "[a-d]") {
            prop_assert_eq!(version.next(&writer).partial_cmp(&version), Some(Ordering::Greater));
        }

        #[test]
        fn joining_is_commutative_idempotent_and_descends_from_both(a in any_version(), b in any_version()) {
            let both = a.join(&b);
            prop_assert_eq!(&both, &b.join(&a));
            prop_assert_eq!(&both.join(&a), &both);
            prop_assert!(both >= a && both >= b);
        }

        #[test]
        fn a_write_that_is_recounted_descends_from_the_same_and_from_no_other_write(version in any_version()) {
            let (one, other) = (version.next("x").recounted("x", "spare"), version.next("x"));
            prop_assert!(one > version);
            prop_assert_eq!(one.partial_cmp(&other), None);
            prop_assert_eq!(one.partial_cmp(&other.next("x")), None);
        }

        #[test]
        fn two_writers_who_did_not_see_each_other_conflict(version in any_version()) {
            prop_assert_eq!(version.next("x").partial_cmp(&version.next("y")), None);
        }
    }
}
