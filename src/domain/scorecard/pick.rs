//! Picking a call for review by chance: what a fair average rests on.

use crate::domain::call::Call;
use crate::domain::id::{CallId, PersonId};
use crate::domain::order;

/// One of `calls` that is not scored yet, each as likely as the others; `rep` narrows to one person's. `is_scored`
/// tells whether a call has its official card. `random` is any number; the same gives the same of the same calls,
/// whatever their order. Calls picked by hand are left out, and so are those nobody's.
pub fn unscored<'a>(
    calls: impl IntoIterator<Item = &'a Call>,
    is_scored: impl Fn(CallId) -> bool,
    rep: Option<PersonId>,
    random: u64,
) -> Option<CallId> {
    let fits = |it: &&Call| it.rep.is_some() && (rep.is_none() || it.rep == rep) && it.picked.counts() && !is_scored(it.id);
    let mut found: Vec<CallId> = calls.into_iter().filter(fits).map(|it| it.id).collect();
    order::sort(&mut found);
    // The upper half of the product: as even as 64 bits allow, without a remainder's bias to the first ones.
    let at = (u128::from(random) * found.len() as u128) >> 64;
    found.get(at as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Picked;
    use crate::domain::id::RawId;
    use proptest::prelude::*;

    fn call(n: u64, rep: Option<u64>, picked: Picked) -> Call {
        let rep = rep.map(|it| RawId::new(it, 0));
        serde_json::from_value(
            serde_json::json!({ "id": RawId::new(n, 0), "title": "A call", "kind": "demo", "rep": rep, "picked": picked }),
        )
        .unwrap()
    }

    fn id(n: u64) -> CallId {
        CallId(RawId::new(n, 0))
    }

    #[test]
    fn only_calls_that_are_open_to_chance_are_picked() {
        let calls = [
            call(1, Some(1), Picked::Random),
            call(2, Some(1), Picked::WentWell),
            call(3, None, Picked::Random),
            call(4, Some(2), Picked::Random),
            call(5, Some(1), Picked::Random),
        ];
        let pick = |rep: Option<u64>, random: u64| unscored(&calls, |it| it == id(5), rep.map(|it| PersonId(RawId::new(it, 0))), random);
        assert_eq!(
            (pick(Some(1), 0), pick(Some(1), u64::MAX), pick(Some(2), 7), pick(Some(9), 7)),
            (Some(id(1)), Some(id(1)), Some(id(4)), None)
        );
        assert_eq!((pick(None, 0), pick(None, u64::MAX)), (Some(id(1)), Some(id(4))));
        assert_eq!(unscored(&calls, |_| true, None, 5), None);
    }

    #[test]
    fn every_call_is_as_likely() {
        let calls: Vec<Call> = (0..5).map(|it| call(it, Some(1), Picked::Random)).collect();
        let mut hits = [0; 5];
        for step in 0..1000u64 {
            let found = unscored(&calls, |_| false, None, (step * 2 + 1) * (u64::MAX / 2000)).unwrap();
            hits[calls.iter().position(|it| it.id == found).unwrap()] += 1;
        }
        assert_eq!(hits, [200; 5]);
    }

    proptest! {
        #[test]
        fn the_order_of_calls_does_not_matter(random in any::<u64>(), turn in 0usize..7) {
            let calls: Vec<Call> = (0..7).map(|it| call(it, Some(1), Picked::Random)).collect();
            let mut turned = calls.clone();
            turned.rotate_left(turn);
            prop_assert_eq!(unscored(&calls, |_| false, None, random), unscored(&turned, |_| false, None, random));
        }
    }
}
