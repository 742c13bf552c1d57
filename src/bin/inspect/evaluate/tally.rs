//! Counting agreement between what was found and what people labelled.

use serde_json::{Value, json};

/// Hits, false alarms and misses.
#[derive(Default)]
pub struct Tally {
    n: usize,
    hits: usize,
    found: usize,
    labelled: usize,
}

impl Tally {
    /// Counts a row.
    pub fn add(&mut self, labelled: bool, found: bool) {
        self.n += 1;
        self.hits += usize::from(labelled && found);
        self.found += usize::from(found);
        self.labelled += usize::from(labelled);
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Whether anything was labelled or found.
    pub fn has_any(&self) -> bool {
        self.labelled + self.found > 0
    }

    /// `n`, `precision`, `recall` and `f1`, rounded to four places; 0 where there is nothing to divide by.
    pub fn report(&self) -> Value {
        let ratio = |part: usize, of: usize| if of == 0 { 0.0 } else { (part as f64 / of as f64 * 10_000.0).round() / 10_000.0 };
        let (precision, recall) = (ratio(self.hits, self.found), ratio(self.hits, self.labelled));
        json!({ "n": self.n, "precision": precision, "recall": recall, "f1": ratio(2 * self.hits, self.found + self.labelled) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_of_nothing_is_no_division_by_zero() {
        assert_eq!(Tally::default().report()["f1"], 0.0);
    }

    #[test]
    fn precision_and_recall_are_of_what_was_found_and_labelled() {
        let mut tally = Tally::default();
        for (labelled, found) in [(true, true), (true, true), (true, false), (false, true), (false, false)] {
            tally.add(labelled, found);
        }
        assert_eq!(tally.report(), json!({ "n": 5, "precision": 0.6667, "recall": 0.6667, "f1": 0.6667 }));
    }
}
