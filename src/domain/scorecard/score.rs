//! From judgements to category sums, total and grade (handbook §2).

use super::grade::{Grade, grade};
use super::{Answer, Given, Origin, Worth, worth};
use crate::domain::rubric::{Effect, Item, ItemKind, Rubric};

/// Under this share of applicable points a card is partial and stays out of averages (handbook §2).
pub const PARTIAL_BELOW: f64 = 0.7;

/// What a category's judgements add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct CategoryScore {
    /// Points earned; 0 where a critical item failed the category.
    pub earned: u32,
    /// Points given, whatever failed.
    pub given: u32,
    /// Points that could be earned: all but N/A.
    pub applicable: u32,
    /// Points of items judged so far (not N/A): what the share of a draft is taken of.
    pub judged_points: u32,
    /// Items judged, N/A included.
    pub judged: usize,
    /// Items in all.
    pub items: usize,
    /// Whether a critical item failed it.
    pub failed: bool,
}

/// A critical item that failed, and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Key of the item.
    pub item: String,
    /// What follows.
    pub effect: Effect,
}

/// What the items count in the total: their points, or their weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weighed {
    /// Earned, failed categories at nothing.
    pub earned: f64,
    /// Of the items judged so far (not N/A).
    pub judged: f64,
    /// Of all items but those that are N/A.
    pub applicable: f64,
    /// Of all items.
    pub possible: f64,
}

/// What a card's judgements add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// One for each category of the rubric.
    pub categories: Vec<CategoryScore>,
    /// Points earned.
    pub earned: u32,
    /// Points of all items but those that are N/A.
    pub applicable: u32,
    /// Points of items judged so far (not N/A): what a draft's total is taken of.
    pub judged_points: u32,
    /// The rubric's points.
    pub possible: u32,
    /// The same by what the items count: what the total is made of.
    pub weighed: Weighed,
    /// Items judged, N/A included.
    pub judged: usize,
    /// Of these the ones a person judged: not computed from a metric.
    pub by_person: usize,
    /// Items in all.
    pub items: usize,
    /// Of these the ones without points, which are noted beside the score.
    pub noted: usize,
    /// Of these the ones where something was noted.
    pub noted_done: usize,
    /// Items that can rest on moments: those with points that were not said not to apply.
    pub provable: usize,
    /// Of these the ones that rest on at least one.
    pub evidenced: usize,
    /// Items without judgement that have points, or have to be judged.
    pub open: usize,
    /// Keys of mandatory items without judgement, in order.
    pub missing: Vec<String>,
    /// Keys of items that are said not to apply without a reason, in order.
    pub reasonless: Vec<String>,
    /// Keys of items that are noted beside the score and without an answer, in order.
    pub unnoted: Vec<String>,
    /// Critical items that failed, in order.
    pub failed: Vec<Failed>,
}

impl Score {
    /// The next item without points after the one called `after`, in the order of the rubric and round to its beginning; where
    /// all have points, the first whose N/A lacks its reason.
    pub fn next_missing(&self, rubric: &Rubric, after: Option<&str>) -> Option<&str> {
        let place = |key: &str| rubric.items().position(|it| it.key == key);
        let from = after.and_then(place);
        let later = self.missing.iter().find(|it| place(it) > from);
        later.or(self.missing.first()).or(self.reasonless.first()).map(String::as_str)
    }

    /// The same; with nothing missing, the next item to be noted beside the score after that one. None of them has to be, so
    /// they are passed once.
    pub fn next_open(&self, rubric: &Rubric, after: Option<&str>) -> Option<&str> {
        let place = |key: &str| rubric.items().position(|it| it.key == key);
        let from = after.and_then(place);
        self.next_missing(rubric, after).or_else(|| self.unnoted.iter().find(|it| place(it) > from).map(String::as_str))
    }

    /// What is said at the end of a card that leaves out what is noted beside the score.
    pub fn unnoted_says(&self) -> Option<String> {
        match self.unnoted.len() {
            0 => None,
            1 => Some("1 item beside the score is not noted.".to_owned()),
            n => Some(format!("{n} items beside the score are not noted.")),
        }
    }

    /// Why the card cannot be submitted yet, as a sentence that names the first item to look at; `None` where it can.
    pub fn why_not_submit(&self, rubric: &Rubric) -> Option<String> {
        let due = self.next_missing(rubric, None)?;
        let title = rubric.item(due).map_or(due, |it| &it.title);
        Some(match self.missing.len() {
            0 => format!("“{title}” is N/A without a reason. Say why it does not apply."),
            1 => format!("One item has no points yet: “{title}”."),
            n => format!("{n} items have no points yet. The first is “{title}”."),
        })
    }

    /// The total in percent, unrounded: what was earned of what was judged, after what failed items do to it. `None`
    /// where nothing applies or nothing has been judged: never 0 for that.
    pub fn total(&self) -> Option<f64> {
        let capped = |total: f64, failed: &Failed| match failed.effect {
            Effect::FailsSection => total,
            Effect::FailsCall => 0.0,
            Effect::CapsTotal(most) => total.min(f64::from(most)),
        };
        self.uncapped().map(|total| self.failed.iter().fold(total, capped))
    }

    /// The total before critical items fail the call or cap it: shown beside it, so that the rest stays visible.
    pub fn uncapped(&self) -> Option<f64> {
        (self.weighed.judged > 0.0).then(|| 100.0 * self.weighed.earned / self.weighed.judged)
    }

    /// The grade of the total.
    pub fn grade(&self) -> Option<&'static Grade> {
        self.total().map(grade)
    }

    /// The total as far as it may be shown: `None` while no person has judged anything, since points that a metric
    /// filled in by itself are no score of the call.
    pub fn shown(&self) -> Option<f64> {
        self.total().filter(|_| self.by_person > 0 || self.is_complete())
    }

    /// Whether too few points apply for the total to enter an average.
    pub fn is_partial(&self) -> bool {
        self.weighed.applicable < PARTIAL_BELOW * self.weighed.possible
    }

    /// Whether every item has its judgement; what is noted beside the score may stay without.
    pub fn is_complete(&self) -> bool {
        self.open == 0
    }

    /// "14 of 19 items judged", and what was noted beside the score.
    pub fn judged_says(&self) -> String {
        let noted = if self.noted > 0 { format!(", {} of {} noted", self.noted_done, self.noted) } else { String::new() };
        format!("{} items judged{noted}", self.judged_of())
    }

    /// "14 of 19": how many of the items that are scored are judged.
    pub fn judged_of(&self) -> String {
        format!("{} of {}", self.judged - self.noted_done, self.items - self.noted)
    }

    /// "14 of 19": how many of the items that can rest on moments do.
    pub fn evidenced_says(&self) -> String {
        format!("{} of {}", self.evidenced, self.provable)
    }
}

/// Adds up `answers` by `rubric`. Answers to items the rubric lacks, or that do not fit their item, count nowhere; points
/// above an item's best count as its best.
pub fn score(rubric: &Rubric, answers: &[Answer]) -> Score {
    let mut sum = Score {
        categories: Vec::with_capacity(rubric.categories.len()),
        earned: 0,
        applicable: 0,
        judged_points: 0,
        possible: rubric.points(),
        weighed: Weighed { possible: f64::from(rubric.weights()), ..Weighed::default() },
        judged: 0,
        by_person: 0,
        items: 0,
        noted: 0,
        noted_done: 0,
        provable: 0,
        evidenced: 0,
        open: 0,
        missing: Vec::new(),
        reasonless: Vec::new(),
        unnoted: Vec::new(),
        failed: Vec::new(),
    };
    for category in &rubric.categories {
        let items = category.items.len();
        let mut part = CategoryScore { earned: 0, given: 0, applicable: 0, judged_points: 0, judged: 0, items, failed: false };
        let mut weighed = 0.0;
        for item in &category.items {
            let answer = answers.iter().find(|it| it.item == item.key);
            weighed += sum.add(item, answer, &mut part);
        }
        if !part.failed {
            part.earned = part.given;
            sum.weighed.earned += weighed;
        }
        sum.earned += part.earned;
        sum.applicable += part.applicable;
        sum.judged += part.judged;
        sum.items += part.items;
        sum.categories.push(part);
    }
    sum
}

impl Score {
    /// Adds an item to its category's `part` and to the counts; gives what it earned by its weight.
    fn add(&mut self, item: &Item, answer: Option<&Answer>, part: &mut CategoryScore) -> f64 {
        let (best, counts) = (u32::from(item.points), f64::from(item.counts()));
        let worth = worth(item, answer.and_then(|it| it.given.as_ref()));
        let is_noted = best == 0 || item.kind == ItemKind::Text;
        let (is_open, is_provable) = (worth == Worth::Open, !is_noted && worth != Worth::Apart);
        self.noted += usize::from(is_noted);
        if is_noted && is_open && !item.mandatory {
            self.unnoted.push(item.key.clone());
        }
        self.noted_done += usize::from(is_noted && !is_open);
        self.provable += usize::from(is_provable);
        self.evidenced += usize::from(is_provable && answer.is_some_and(|it| !it.evidence.is_empty()));
        self.open += usize::from(is_open && (item.mandatory || !is_noted));
        let is_computed = answer.is_some_and(|it| it.origin == Origin::Computed);
        self.by_person += usize::from(!is_computed && worth != Worth::Open);
        part.judged += usize::from(worth != Worth::Open);
        if worth != Worth::Apart {
            part.applicable += best;
            self.weighed.applicable += counts;
        }
        match worth {
            Worth::Points(points) => {
                part.given += u32::from(points);
                self.judged_points += best;
                part.judged_points += best;
                self.weighed.judged += counts;
                if let Some(critical) = item.critical.filter(|it| it.fails(points)) {
                    part.failed |= critical.effect == Effect::FailsSection;
                    self.failed.push(Failed { item: item.key.clone(), effect: critical.effect });
                }
                if best > 0 { counts * f64::from(points) / f64::from(best) } else { 0.0 }
            }
            Worth::Apart => {
                let has_none = |why: &str| why.trim().is_empty();
                if answer.is_some_and(|it| matches!(&it.given, Some(Given::NotApplicable(why)) if has_none(why))) {
                    self.reasonless.push(item.key.clone());
                }
                0.0
            }
            Worth::Open => {
                if item.mandatory {
                    self.missing.push(item.key.clone());
                }
                0.0
            }
        }
    }
}

/// The item that lost most points; of several the first in the rubric. `None` where nothing was lost.
pub fn most_lost<'a>(rubric: &'a Rubric, answers: &[Answer]) -> Option<&'a Item> {
    let lost = |item: &Item| match worth(item, answers.iter().find(|it| it.item == item.key).and_then(|it| it.given.as_ref())) {
        Worth::Points(points) => item.points.saturating_sub(points),
        Worth::Apart | Worth::Open => 0,
    };
    // `max_by_key` takes the last of equals; the rubric follows the call, so the earliest is wanted.
    let items: Vec<&Item> = rubric.items().filter(|it| lost(it) > 0).collect();
    items.into_iter().rev().max_by_key(|it| lost(it))
}

#[cfg(test)]
mod tests;
