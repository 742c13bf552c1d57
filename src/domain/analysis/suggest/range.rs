//! What a hint leaves open: it is told as a range, never as one number that looks surer than it is.

use crate::domain::analysis::{Suggestion, Sureness};
use crate::domain::rubric::Item;

impl Suggestion {
    /// The lowest and the highest points that a hint leaves open: a fifth of the item's points, or the next step, to each
    /// side. `None` where it is surer, where there are no points, and where the item is all or nothing.
    ///
    /// On 19 calls judged by hand that no rule had been made on, the points of a hint were the judge's in two of three, and
    /// this range held some of the judge's in four of five.
    pub fn range(&self, item: &Item) -> Option<(u16, u16)> {
        let points = self.points.filter(|_| self.sureness == Sureness::Unsure)?;
        let steps = item.steps();
        let reach = item.points / 5;
        let within = |it: &u16| it.abs_diff(points) <= reach;
        let below = steps.iter().copied().find(within).filter(|it| *it < points).or_else(|| steps.iter().copied().rfind(|it| *it < points));
        let above = steps.iter().copied().rfind(within).filter(|it| *it > points).or_else(|| steps.iter().copied().find(|it| *it > points));
        (steps.len() > 2).then(|| (below.unwrap_or(points), above.unwrap_or(points)))
    }

    /// The points in words, as sure as they are: "5", "likely 4", "perhaps 1 to 3", "perhaps 0 or 1".
    pub fn told(&self, item: &Item) -> Option<String> {
        let points = self.points?;
        let next_to = |low: u16, high: u16| item.steps().windows(2).any(|it| it == [low, high]);
        Some(match (self.sureness, self.range(item)) {
            (_, Some((low, high))) if next_to(low, high) => format!("perhaps {low} or {high}"),
            (_, Some((low, high))) => format!("perhaps {low} to {high}"),
            (Sureness::Sure, None) => points.to_string(),
            (Sureness::Likely, None) => format!("likely {points}"),
            (Sureness::Unsure, None) => format!("perhaps {points}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::{ItemKind, shipped};

    fn told(points: u16, sureness: Sureness, item: &Item) -> String {
        let it = Suggestion {
            item: item.key.clone(),
            points: Some(points),
            sureness,
            why: String::new(),
            moments: Vec::new(),
            sources: Vec::new(),
        };
        it.told(item).unwrap()
    }

    #[test]
    fn a_hint_is_told_as_a_range_and_what_is_surer_as_a_number() {
        let standard = shipped().into_iter().find(|it| it.key == "standard").unwrap();
        let mut item = standard.items().find(|it| it.key == "agenda").unwrap().clone();
        let hints: Vec<String> = (0..=5).map(|it| told(it, Sureness::Unsure, &item)).collect();
        assert_eq!(hints, ["perhaps 0 or 1", "perhaps 0 to 2", "perhaps 1 to 3", "perhaps 2 to 4", "perhaps 3 to 5", "perhaps 4 or 5"]);
        assert_eq!(told(4, Sureness::Likely, &item), "likely 4");
        assert_eq!(told(5, Sureness::Sure, &item), "5");

        item.points = 10;
        assert_eq!(told(4, Sureness::Unsure, &item), "perhaps 2 to 6");
        item.kind = ItemKind::YesNo;
        assert_eq!(told(10, Sureness::Unsure, &item), "perhaps 10", "all or nothing leaves no range");
    }

    #[test]
    fn a_range_never_leaves_the_points_an_item_has() {
        for item in shipped().iter().flat_map(|it| it.items()).filter(|it| it.kind != ItemKind::Text) {
            let steps = item.steps();
            for points in &steps {
                let it = Suggestion {
                    item: item.key.clone(),
                    points: Some(*points),
                    sureness: Sureness::Unsure,
                    why: String::new(),
                    moments: Vec::new(),
                    sources: Vec::new(),
                };
                let Some((low, high)) = it.range(item) else { continue };
                assert!(
                    low < high && (low..=high).contains(points) && steps.contains(&low) && steps.contains(&high),
                    "{} {points}",
                    item.key
                );
            }
        }
    }
}
