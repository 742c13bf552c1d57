//! Sorting, once for all types: numbers are sorted, and what they stand for is then put in its place. The standard
//! library's sort is made anew for every type and order it is given; here it is given one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts `list` by `compare`; equal ones keep their order.
pub fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = places(list.len(), &mut |a, b| match (list.get(a as usize), list.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    permute(places, &mut |a, b| list.swap(a, b));
}

/// Sorts `list` by what `key` makes of each; equal ones keep their order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts `list`.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// A set of `items`. Collected, each type of set would bring a sort of its own; put in one by one, none does.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut all = BTreeSet::new();
    all.extend(items);
    all
}

/// A map of `entries`, of which the last one of a key stays; like [`set`].
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut all = BTreeMap::new();
    all.extend(entries);
    all
}

/// The numbers below `count` in order; equal ones ascending.
#[inline(never)]
fn places(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    // Much of what is sorted is in order already: a call's moments are found as they are said.
    if (1..count).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return Vec::new();
    }
    let mut places: Vec<u32> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Puts what stood at `places[n]` to `n`, by swaps along each cycle.
#[inline(never)]
fn permute(mut places: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(place) = places.get_mut(at) {
            let next = std::mem::replace(place, at as u32) as usize;
            if next == start {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorted_is_as_the_standard_library_sorts(list in proptest::collection::vec((0u8..9, any::<u8>()), 0..80)) {
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            sort_by_key(&mut ours, |it| it.0);
            theirs.sort_by_key(|it| it.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn an_order_that_is_none_loses_nothing() {
        let mut list: Vec<u32> = (0..100).collect();
        sort_by(&mut list, |_, _| Ordering::Less);
        sort(&mut list);
        assert_eq!(list, (0..100).collect::<Vec<_>>());
    }
}
