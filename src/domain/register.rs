//! A record as it stands after all that was done to it anywhere: one version, or several that do not know of each other.
//!
//! A version replaces what it descends from. Versions of which neither descends from the other are *siblings*: they stay
//! side by side, a conflict, until a person chooses; what is chosen descends from all. Adding versions in any order, any
//! number of times, ends in the same register, so files can be handed around without a server and without an order.

use std::cmp::Ordering;

use serde::Serialize;

use super::record::{Record, Stamp, Version};

/// What a register holds: a record of one kind, or of any.
pub trait Versioned {
    /// Who wrote it, when, and which version it is; without one it counts as written by nobody, before all others.
    fn stamp(&self) -> Option<&Stamp>;

    /// Whether the two say the same, whoever wrote them and when. A deletion never says the same as what it deletes.
    fn says_the_same(&self, other: &Self) -> bool;

    /// As JSON: only to tell two apart that nothing else tells apart.
    fn text(&self) -> String;
}

impl<T: PartialEq + Serialize> Versioned for Record<T> {
    fn stamp(&self) -> Option<&Stamp> {
        Some(&self.stamp)
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.stamp.deleted == other.stamp.deleted && self.body == other.body
    }

    fn text(&self) -> String {
        // A struct with text keys: serialising it cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// All versions of one record that no other known version replaces: one, or several in conflict. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Register<R> {
    /// The one that is shown first, however the versions came.
    shown: R,
    /// The others, in order.
    others: Vec<R>,
}

impl<R: Versioned> Register<R> {
    /// A record of which one version is known.
    pub fn new(version: R) -> Self {
        Self { shown: version, others: Vec::new() }
    }

    /// A record of which these versions are known, in any order; `None` where there are none.
    pub fn of(versions: impl IntoIterator<Item = R>) -> Option<Self> {
        let mut versions = versions.into_iter();
        let mut register = Self::new(versions.next()?);
        for version in versions {
            register.add(version);
        }
        Some(register)
    }

    /// The version to show until a person has chosen: one that is not deleted before one that is, then the one written
    /// last by the clocks of those who wrote.
    pub fn shown(&self) -> &R {
        &self.shown
    }

    /// The versions beside the shown one; empty unless in conflict, or two writers came to the same.
    pub fn others(&self) -> &[R] {
        &self.others
    }

    /// All versions, the shown one first.
    pub fn siblings(&self) -> impl Iterator<Item = &R> {
        std::iter::once(&self.shown).chain(&self.others)
    }

    /// All versions, the shown one first.
    pub fn into_siblings(self) -> impl Iterator<Item = R> {
        std::iter::once(self.shown).chain(self.others)
    }

    /// Whether a person has to choose: versions that say different things. Two writers who came to the same are none.
    pub fn is_conflict(&self) -> bool {
        self.others.iter().any(|it| !it.says_the_same(&self.shown))
    }

    /// Whether it is in the trash: every version is a deletion.
    pub fn is_deleted(&self) -> bool {
        self.siblings().all(|it| it.stamp().is_some_and(|it| it.deleted))
    }

    /// The version that has seen all of them: what a person chooses is written as a successor of this one.
    pub fn seen(&self) -> Version {
        self.siblings().filter_map(Versioned::stamp).fold(Version::default(), |seen, it| seen.join(&it.version))
    }

    /// The version to write under, for a change made by `writer` who knew the record as `before` says: the version that
    /// was shown, or [`Register::seen`] where a person has chosen among all.
    ///
    /// A count of `writer` that is taken already, by another tab or before a backup was restored, would make this version
    /// pass for a descendant of one it knows nothing of. Then the write counts as that of `spare`, an id that was never
    /// used, and both are kept.
    pub fn next(&self, before: &Version, writer: &str, spare: &str) -> Version {
        let taken = self.siblings().filter_map(Versioned::stamp).any(|it| it.version.count(writer) > before.count(writer));
        before.next(if taken { spare } else { writer })
    }

    /// Takes a version in; tells whether the register is another for it. The order in which versions are added does not
    /// matter.
    pub fn add(&mut self, version: R) -> bool {
        if self.siblings().any(|it| replaces(it, &version)) {
            return false;
        }
        self.others.retain(|it| !replaces(&version, it));
        if replaces(&version, &self.shown) {
            self.shown = version;
        } else {
            self.others.push(version);
        }
        super::order::sort_by(&mut self.others, |a, b| order(a, b));
        if let Some(first) = self.others.first_mut()
            && order(first, &self.shown) == Ordering::Less
        {
            std::mem::swap(first, &mut self.shown);
            super::order::sort_by(&mut self.others, |a, b| order(a, b));
        }
        true
    }

    /// Takes all versions of `other` in; tells whether the register is another for it.
    pub fn merge(&mut self, other: Self) -> bool {
        let mut changed = false;
        for version in other.into_siblings() {
            changed |= self.add(version);
        }
        changed
    }
}

/// Whether `a` stands for `b` as well: it descends from `b`, or is `b`. Of one version that was written down twice, the
/// same but for name and clock, the later stays.
fn replaces<R: Versioned>(a: &R, b: &R) -> bool {
    match version_order(a.stamp(), b.stamp()) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => a.says_the_same(b) && when_and_who(a.stamp()) >= when_and_who(b.stamp()),
        _ => false,
    }
}

/// How two versions stand to each other; what has no stamp is older than what has one.
pub fn version_order(a: Option<&Stamp>, b: Option<&Stamp>) -> Option<Ordering> {
    match (a, b) {
        (Some(a), Some(b)) => a.version.partial_cmp(&b.version),
        (a, b) => Some(a.is_some().cmp(&b.is_some())),
    }
}

fn when_and_who(stamp: Option<&Stamp>) -> Option<(chrono::DateTime<chrono::Utc>, &str)> {
    stamp.map(|it| (it.at, it.by.as_str()))
}

/// The order of siblings: the one to show first. The same in every copy of the product.
fn order<R: Versioned>(a: &R, b: &R) -> Ordering {
    let deleted = |it: &R| it.stamp().is_some_and(|it| it.deleted);
    let by_stamp = deleted(a).cmp(&deleted(b)).then_with(|| when_and_who(b.stamp()).cmp(&when_and_who(a.stamp())));
    by_stamp.then_with(|| b.text().cmp(&a.text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What was written, by whom on top of what: any history that three writers can make.
    fn any_history() -> impl Strategy<Value = Vec<Record<u8>>> {
        let write = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0u8..3, 0u8..3, any::<bool>(), 0i64..4);
        proptest::collection::vec(write, 1..12).prop_map(|writes| {
            let mut made: Vec<Record<u8>> = Vec::new();
            for (one, other, writer, body, both, clock) in writes {
                let mut before = Version::default();
                if !made.is_empty() {
                    before = made[one.index(made.len())].stamp.version.clone();
                    if both {
                        before = before.join(&made[other.index(made.len())].stamp.version);
                    }
                }
                let at = chrono::DateTime::from_timestamp(clock, 0).unwrap();
                let version = before.next(["a", "b", "c"][usize::from(writer)]);
                made.push(Record { stamp: Stamp { by: String::new(), at, version, deleted: body == 2 && both }, body });
            }
            made
        })
    }

    fn register(of: &[Record<u8>]) -> Option<Register<Record<u8>>> {
        Register::of(of.iter().cloned())
    }

    fn merged(a: &[Record<u8>], b: &[Record<u8>]) -> Option<Register<Record<u8>>> {
        let mut one = register(a)?;
        one.merge(register(b)?);
        Some(one)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn the_order_of_versions_does_not_matter(history in any_history(), shuffled in any::<prop::sample::Index>()) {
            let mut other = history.clone();
            other.rotate_left(shuffled.index(history.len()));
            prop_assert_eq!(register(&other), register(&history));
            other.reverse();
            prop_assert_eq!(register(&other), register(&history));
        }

        #[test]
        fn merging_is_commutative_associative_and_idempotent(history in any_history(), at in any::<prop::sample::Index>()) {
            let (a, b) = history.split_at(at.index(history.len()));
            prop_assume!(!a.is_empty());
            prop_assert_eq!(merged(a, b), merged(b, a));
            let once = register(&history).unwrap();
            let mut twice = once.clone();
            prop_assert!(!twice.merge(once.clone()));
            prop_assert_eq!(&twice, &once);
            let (b, c) = b.split_at(b.len() / 2);
            prop_assume!(!b.is_empty() && !c.is_empty());
            let (mut left, mut right) = (register(a).unwrap(), register(b).unwrap());
            right.merge(register(c).unwrap());
            left.merge(right);
            let mut other = merged(a, b).unwrap();
            other.merge(register(c).unwrap());
            prop_assert_eq!(left, other);
        }

        #[test]
        fn every_version_is_there_or_replaced_by_one_that_knew_it(history in any_history()) {
            let register = register(&history).unwrap();
            for one in &history {
                prop_assert!(register.siblings().any(|it| it.stamp.version > one.stamp.version || (it.stamp.version == one.stamp.version && it.says_the_same(one))));
            }
            for (at, one) in register.siblings().enumerate() {
                for other in register.siblings().skip(at + 1) {
                    let order = one.stamp.version.partial_cmp(&other.stamp.version);
                    prop_assert!(order.is_none() || (order == Some(Ordering::Equal) && !one.says_the_same(other)));
                }
            }
        }

        #[test]
        fn clocks_decide_nothing_but_what_is_shown_first(history in any_history()) {
            let mut skewed = history.clone();
            for (at, record) in skewed.iter_mut().enumerate() {
                record.stamp.at = chrono::DateTime::from_timestamp(1000 - (at as i64 * 77) % 13, 0).unwrap();
            }
            let kept = |of: &[Record<u8>]| {
                let mut kept: Vec<_> = register(of).unwrap().siblings().map(|it| format!("{:?} {} {}", it.stamp.version, it.body, it.stamp.deleted)).collect();
                kept.sort();
                kept
            };
            prop_assert_eq!(kept(&skewed), kept(&history));
        }

        #[test]
        fn what_a_person_chooses_ends_the_conflict_and_a_change_of_one_version_leaves_the_others(history in any_history()) {
            let before = register(&history).unwrap();
            let mut chosen = before.clone();
            let version = chosen.next(&before.seen(), "a", "never");
            let stamp = Stamp { version, ..before.shown().stamp.clone() };
            chosen.add(Record { stamp, body: 9 });
            prop_assert_eq!((chosen.shown().body, chosen.others().len()), (9, 0));
            for (at, edited) in before.siblings().enumerate() {
                let mut after = before.clone();
                let version = after.next(&edited.stamp.version, "a", "never");
                after.add(Record { stamp: Stamp { version, ..edited.stamp.clone() }, body: 9 });
                for other in before.siblings().enumerate().filter(|it| it.0 != at).map(|it| it.1) {
                    let same_version = other.stamp.version == edited.stamp.version;
                    prop_assert!(same_version || after.siblings().any(|it| it == other), "{other:?} is lost");
                }
            }
        }
    }

    #[test]
    fn a_deletion_does_not_hide_what_was_changed_meanwhile() {
        let stamp = |writer: &str, second, deleted| Stamp {
            by: String::new(),
            at: chrono::DateTime::from_timestamp(second, 0).unwrap(),
            version: Version::default().next("a").next(writer),
            deleted,
        };
        let changed = Record { stamp: stamp("b", 1, false), body: "changed" };
        let deleted = Record { stamp: stamp("c", 9, true), body: "as it was" };
        let register = Register::of([deleted, changed.clone()]).unwrap();
        assert!(register.is_conflict() && !register.is_deleted());
        assert_eq!(register.shown(), &changed);
    }
}
