//! Narrowing and sorting the prepared rows: one pass for each change.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::facet::Facet;
use super::query::{Query, Sort};
use super::{CallRow, Listing, Scoring};
use crate::domain::call::{KINDS, OUTCOMES, label};
use crate::domain::order;

/// What a query shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// The rows that fit, as places in [`Listing::rows`], in order.
    pub shown: Vec<u32>,
    /// For every value of [`Listing::values`]: how many calls there would be if, of its facet, it alone were asked for.
    pub counts: Vec<u32>,
}

impl Listing {
    /// The rows that fit `query`, in its order. Rows without what is sorted by come last either way; equal ones have the
    /// latest first, unless the order is reversed.
    pub fn narrow(&self, query: &Query, today: NaiveDate) -> Narrowed {
        let text = query.text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let (from, to) = query.when.days(today);
        let known = |facet: Facet, key: &str| self.label(facet, key).is_some();
        let chosen: Vec<&(Facet, String)> = query.chosen.iter().filter(|it| known(it.0, &it.1)).collect();
        // A bit for every facet something is asked of, and for every value the bit it answers.
        let bit = |facet: Facet| 1u16 << (facet as u16);
        let asked = chosen.iter().fold(0, |bits, it| bits | bit(it.0));
        let answers: Vec<u16> = self
            .values
            .iter()
            .map(|value| if chosen.iter().any(|it| it.0 == value.facet && it.1 == value.key) { bit(value.facet) } else { 0 })
            .collect();
        let fits = |row: &CallRow| {
            from.is_none_or(|from| row.day.is_some_and(|it| it >= from))
                && to.is_none_or(|to| row.day.is_some_and(|it| it <= to))
                && words.iter().all(|it| row.haystack.contains(it))
        };
        let mut found = Narrowed { shown: Vec::new(), counts: vec![0; self.values.len()] };
        let mut look = |at: &u32| {
            let Some(row) = self.rows.get(*at as usize).filter(|it| fits(it)) else { return };
            let answered = row.marks.iter().fold(0, |bits, it| bits | answers.get(*it as usize).copied().unwrap_or_default());
            let missing = asked & !answered;
            if missing == 0 {
                found.shown.push(*at);
            }
            // A row that fails in one facet alone would be there if another value of it were asked for.
            if missing.count_ones() > 1 {
                return;
            }
            for mark in row.marks.iter().map(|it| *it as usize) {
                let Some((value, count)) = self.values.get(mark).zip(found.counts.get_mut(mark)) else { continue };
                *count += u32::from(missing == 0 || missing == bit(value.facet));
            }
        };
        let (order, filled) = self.order(query.sort);
        let (with, without) = order.split_at_checked(*filled).unwrap_or((order, &[]));
        if query.reversed {
            with.iter().rev().for_each(&mut look);
        } else {
            with.iter().for_each(&mut look);
        }
        without.iter().for_each(look);
        found
    }

    /// The rows in order, those without what is sorted by last, and how many have it.
    fn order(&self, sort: Sort) -> &(Vec<u32>, usize) {
        let make = || {
            let row = |at: &u32| self.rows.get(*at as usize);
            let mut all: Vec<u32> = (0..self.rows.len() as u32).collect();
            if sort == Sort::Date {
                let latest = |it: &u32| row(it).map(|it| (it.at, it.id));
                order::sort_by(&mut all, |a, b| latest(b).cmp(&latest(a)));
            } else {
                let dated = self.order(Sort::Date);
                all.clone_from(&dated.0);
                // What is compared is made once for every row, not for every comparison.
                let keys: Vec<(String, f64)> = self.rows.iter().map(|it| key(it, sort)).collect();
                let of = |at: &u32| keys.get(*at as usize);
                order::sort_by(&mut all, |a, b| match of(a).zip(of(b)) {
                    Some((a, b)) => b.1.total_cmp(&a.1).then_with(|| (a.0.is_empty(), &a.0).cmp(&(b.0.is_empty(), &b.0))),
                    None => Ordering::Equal,
                });
            }
            let filled = all.iter().filter(|it| row(it).is_some_and(|it| has(it, sort))).count();
            (all, filled)
        };
        // The number of a sort is below the length of the list by its type; the first stands in, should it ever not be.
        self.orders.get(sort as usize).unwrap_or(&self.orders[0]).get_or_init(make)
    }
}

/// Whether a row has what is sorted by.
fn has(row: &CallRow, sort: Sort) -> bool {
    match sort {
        Sort::Date => row.at.is_some(),
        Sort::Score => matches!(row.scoring, Scoring::Official(Some(_))),
        _ => !key(row, sort).0.is_empty(),
    }
}

/// What a row is sorted by: text ascending, or a number falling; −1 and below where there is none.
fn key(row: &CallRow, sort: Sort) -> (String, f64) {
    let text = match sort {
        Sort::Date => "",
        Sort::Score => {
            let number = match row.scoring {
                Scoring::Official(total) => total.unwrap_or(-1.0),
                Scoring::OwnOnly => -2.0,
                Scoring::Draft => -3.0,
                Scoring::None => -4.0,
            };
            return (String::new(), number);
        }
        Sort::Rep => &row.rep_name,
        Sort::Title => &row.title,
        Sort::Kind => label(KINDS, &row.kind),
        // "No outcome yet" says as little as nothing.
        Sort::Outcome if row.outcome == "none" => "",
        Sort::Outcome => label(OUTCOMES, &row.outcome),
        Sort::Stage => &row.stage,
    };
    (text.to_lowercase(), 0.0)
}
