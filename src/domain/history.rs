//! The way back and forth over edits.

/// So many steps back are kept: a card has 19 items, each with points, reason and evidence.
const DEEPEST: usize = 200;

/// States before and after the present one. The present one is its owner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<T> {
    before: Vec<T>,
    after: Vec<T>,
    /// What was edited last: letters typed into one field are one step.
    field: String,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { before: Vec::new(), after: Vec::new(), field: String::new() }
    }
}

impl<T: PartialEq> History<T> {
    /// Remembers `was` before an edit of `field`; empty where each edit is a step of its own. What was taken back before
    /// cannot be done again after an edit.
    pub fn edit(&mut self, was: T, field: &str) {
        self.after.clear();
        if !field.is_empty() && self.field == field {
            return;
        }
        field.clone_into(&mut self.field);
        if self.before.last() != Some(&was) {
            self.before.push(was);
        }
        if self.before.len() > DEEPEST {
            self.before.remove(0);
        }
    }

    /// The state before the last edit, which `now` has the outcome of.
    pub fn undo(&mut self, now: T) -> Option<T> {
        let was = self.before.pop()?;
        self.after.push(now);
        self.field.clear();
        Some(was)
    }

    /// The state that was last taken back.
    pub fn redo(&mut self, now: T) -> Option<T> {
        let next = self.after.pop()?;
        self.before.push(now);
        self.field.clear();
        Some(next)
    }

    /// Whether there is an edit to take back.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether something was taken back that can be done again.
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_typed_into_one_field_are_one_step() {
        let mut history = History::default();
        let mut now = String::new();
        for letter in ["a", "b", "c"] {
            history.edit(now.clone(), "comment");
            now.push_str(letter);
        }
        history.edit(now.clone(), "");
        now = "points".to_owned();
        assert_eq!(history.undo(now.clone()), Some("abc".to_owned()));
        assert_eq!(history.undo("abc".to_owned()), Some(String::new()));
        assert_eq!((history.undo(String::new()), history.can_redo()), (None, true));
    }

    #[test]
    fn after_an_edit_nothing_can_be_done_again() {
        let mut history = History::default();
        history.edit(1, "");
        assert_eq!(history.undo(2), Some(1));
        history.edit(1, "");
        assert_eq!((history.redo(3), history.can_undo()), (None, true));
    }

    proptest! {
        #[test]
        fn back_and_forth_lead_over_the_same_states(edits in proptest::collection::vec(0u8..9, 1..30)) {
            let (mut history, mut now, mut states) = (History::default(), 100u8, vec![100u8]);
            for edit in edits {
                if edit != now {
                    history.edit(now, "");
                    now = edit;
                    states.push(now);
                }
            }
            for state in states.iter().rev().skip(1) {
                now = history.undo(now).unwrap();
                prop_assert_eq!(now, *state);
            }
            for state in states.iter().skip(1) {
                now = history.redo(now).unwrap();
                prop_assert_eq!(now, *state);
            }
        }
    }
}
