//! Picking a call for review by chance. The chance itself is given.

use super::{CallRow, Scoring};
use crate::domain::call::Picked;
use crate::domain::id::CallId;

/// Whether a call may be drawn: nobody has begun to score it, nobody declined to be recorded, it is a rep's, and it was
/// not picked by hand.
pub fn is_eligible(row: &CallRow) -> bool {
    row.scoring == Scoring::None && !row.is_notes_only && row.rep.is_some() && row.picked == Picked::Random
}

/// A call that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The call.
    pub call: CallId,
    /// Of how many it was drawn, itself included.
    pub of: usize,
}

/// One of the eligible calls; every one is as likely as the others where `chance` is any number. `None` where there is
/// none.
pub fn draw<'a>(rows: impl IntoIterator<Item = &'a CallRow>, chance: u64) -> Option<Drawn> {
    let eligible: Vec<CallId> = rows.into_iter().filter(|it| is_eligible(it)).map(|it| it.id).collect();
    let at = chance.checked_rem(eligible.len() as u64)?;
    eligible.get(at as usize).map(|it| Drawn { call: *it, of: eligible.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::trials::row;

    #[track_caller]
    fn check(expected: bool, change: impl Fn(&mut CallRow)) {
        let mut row = row(1, "Birch", 3, Scoring::None);
        change(&mut row);
        assert_eq!(is_eligible(&row), expected);
    }

    #[test]
    fn only_what_nobody_has_begun_and_nobody_chose_is_drawn() {
        check(true, |_| {});
        check(false, |it| it.scoring = Scoring::Draft);
        check(false, |it| it.scoring = Scoring::OwnOnly);
        check(false, |it| it.scoring = Scoring::Official(None));
        check(true, |it| it.has_words = false);
        check(false, |it| it.is_notes_only = true);
        check(false, |it| it.rep = None);
        check(false, |it| it.picked = Picked::Flagged);
    }

    #[test]
    fn every_eligible_call_can_be_drawn() {
        let rows = [row(1, "Birch", 3, Scoring::None), row(2, "Alder", 3, Scoring::Draft), row(3, "Cedar", 3, Scoring::None)];
        assert_eq!([0, 1, 2, u64::MAX].map(|it| draw(&rows, it)), [0, 2, 0, 2].map(|it| Some(Drawn { call: rows[it].id, of: 2 })));
        assert_eq!(draw(&rows[1..2], 7), None);
    }
}
