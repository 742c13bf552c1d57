//! Which calls of the list are marked to be changed together.

use crate::domain::id::CallId;
use crate::domain::order;

/// The marked calls. Remembers which was marked last, so that a range can be marked from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picks {
    /// In the order of their ids.
    ids: Vec<CallId>,
    last: Option<CallId>,
}

impl Picks {
    /// Whether `id` is marked.
    pub fn has(&self, id: CallId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// Marks `id`, or takes the mark away.
    pub fn set(&mut self, id: CallId, on: bool) {
        self.last = Some(id);
        self.set_all(&[id], on);
    }

    /// Marks all from the one marked last to `id`, or takes the marks away, in the order of `shown`. Where the last one
    /// is not shown, only `id`.
    pub fn set_to(&mut self, id: CallId, on: bool, shown: &[CallId]) {
        let place = |id: CallId| shown.iter().position(|it| *it == id);
        match (self.last.and_then(place), place(id)) {
            (Some(a), Some(b)) => self.set_all(shown.get(a.min(b)..=a.max(b)).unwrap_or_default(), on),
            _ => self.set_all(&[id], on),
        }
        self.last = Some(id);
    }

    /// Marks all of `ids`, or takes their marks away.
    pub fn set_all(&mut self, ids: &[CallId], on: bool) {
        if on {
            self.ids.extend_from_slice(ids);
            order::sort(&mut self.ids);
            self.ids.dedup();
        } else {
            let mut gone = ids.to_vec();
            order::sort(&mut gone);
            self.ids.retain(|it| gone.binary_search(it).is_err());
        }
    }

    /// The marked ones among those that are shown, in their order: what is not seen is not changed.
    pub fn among(&self, shown: &[CallId]) -> Vec<CallId> {
        shown.iter().copied().filter(|it| self.has(*it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn id(n: u64) -> CallId {
        CallId(RawId::new(n, 0))
    }

    #[track_caller]
    fn check(picks: &Picks, shown: &[CallId], expected: &[u64]) {
        assert_eq!(picks.among(shown), expected.iter().map(|it| id(*it)).collect::<Vec<_>>());
    }

    #[test]
    fn a_range_is_marked_and_unmarked_in_the_order_shown() {
        let shown = [5, 3, 9, 1, 7].map(id);
        let mut picks = Picks::default();
        picks.set(id(3), true);
        picks.set_to(id(1), true, &shown);
        check(&picks, &shown, &[3, 9, 1]);
        picks.set_to(id(9), false, &shown);
        check(&picks, &shown, &[3]);
        picks.set_to(id(5), true, &shown[..2]);
        check(&picks, &shown, &[5, 3]);
    }

    #[test]
    fn what_is_not_shown_is_not_among_them_and_is_not_forgotten() {
        let shown = [5, 3, 9].map(id);
        let mut picks = Picks::default();
        picks.set_all(&shown, true);
        check(&picks, &shown[1..], &[3, 9]);
        check(&picks, &shown, &[5, 3, 9]);
        picks.set(id(3), false);
        check(&picks, &shown, &[5, 9]);
    }
}
