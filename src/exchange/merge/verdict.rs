//! What a record of a file is to what is here.

use std::cmp::Ordering;

use super::{Entry, Known};
use crate::domain::register::{Versioned, version_order};

/// What a record of the file is to what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not here yet.
    New,
    /// Here already.
    Same,
    /// Descends from what is here, and replaces it.
    Newer,
    /// What is here descends from it.
    Older,
    /// Both were changed, or the file was altered: both are kept, and a person has to choose.
    Conflict,
    /// A transcript of a call whose consent was declined here: it cannot be kept.
    Barred,
    /// It was erased, here or where the file comes from: it cannot be kept.
    Erased,
    /// It lies in the trash here, or its call does, and is not brought back behind the person's back: not a person or a rubric
    /// that another record of the file speaks of.
    Trashed,
    /// Another content for a version of a rubric that cards here were scored by: that one never changes.
    Fixed,
}

impl Verdict {
    /// By their versions.
    pub(super) fn of(known: &Known, entry: &Entry) -> Self {
        let orders = || known.siblings().map(|it| (it, version_order(entry.stamp(), it.stamp())));
        if known.siblings().any(|it| it.says_the_same(entry)) && !orders().any(|it| it.1 == Some(Ordering::Greater)) {
            return Self::Same;
        }
        if orders().any(|(_, order)| order == Some(Ordering::Less)) {
            return Self::Older;
        }
        if orders().all(|(_, order)| order == Some(Ordering::Greater)) { Self::Newer } else { Self::Conflict }
    }
}
