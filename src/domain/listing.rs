//! The list of calls: rows with their score, filtered and sorted.

use crate::domain::order;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::call::Call;
use super::id::{CallId, PersonId};
use super::people::Person;
use super::record::Record;
use super::rubric::Rubric;
use super::scorecard::apart::scores_calls;
use super::scorecard::score::score;
use super::scorecard::{CardRole, CardState, Scorecard};

/// Where a call stands in being scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scoring {
    /// No card at all.
    None,
    /// A card is half-done.
    Draft,
    /// Only the rep's own card is submitted.
    OwnOnly,
    /// The manager's card is submitted; `None` where nothing applied.
    Official(Option<f64>),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRow {
    /// The call.
    pub id: CallId,
    /// Its title.
    pub title: String,
    /// Its rep.
    pub rep: Option<PersonId>,
    /// The rep's name; empty where nobody is.
    pub rep_name: String,
    /// Key of its type.
    pub kind: String,
    /// Key of its outcome.
    pub outcome: String,
    /// When it began.
    pub at: Option<DateTime<Utc>>,
    /// Where it stands.
    pub scoring: Scoring,
    /// What text search looks through, lower case.
    haystack: String,
}

/// The rows of all calls. Linear in calls and cards.
pub fn rows(calls: &[Record<Call>], cards: &[Record<Scorecard>], people: &[Record<Person>], rubrics: &[Rubric]) -> Vec<CallRow> {
    let names: HashMap<PersonId, &str> = people.iter().map(|it| (it.body.id, it.body.name.as_str())).collect();
    let mut best: HashMap<CallId, (&Scorecard, u8)> = HashMap::with_capacity(calls.len());
    let rubric_of = |card: &Scorecard| rubrics.iter().find(|it| it.key == card.rubric.key && it.version == card.rubric.version);
    for card in cards.iter().map(|it| &it.body).filter(|it| scores_calls(rubric_of(it))) {
        let rank = match (card.role, card.state) {
            (CardRole::Manager, CardState::Submitted) => 3,
            (_, CardState::Draft) => 2,
            (CardRole::Own, CardState::Submitted) => 1,
            _ => continue,
        };
        let slot = best.entry(card.call).or_insert((card, rank));
        if (rank, card.submitted_at, card.id) >= (slot.1, slot.0.submitted_at, slot.0.id) {
            *slot = (card, rank);
        }
    }
    let scoring = |call: &Call| match best.get(&call.id) {
        None => Scoring::None,
        Some((_, 2)) => Scoring::Draft,
        Some((_, 1)) => Scoring::OwnOnly,
        Some((card, _)) => Scoring::Official(rubric_of(card).and_then(|it| score(it, &card.answers).total())),
    };
    calls
        .iter()
        .map(|record| {
            let call = &record.body;
            let rep_name = call.rep.and_then(|it| names.get(&it)).copied().unwrap_or_default().to_owned();
            let haystack = format!("{} {} {} {}", call.title, call.company, rep_name, call.tags.join(" ")).to_lowercase();
            CallRow {
                id: call.id,
                title: call.title.clone(),
                rep: call.rep,
                rep_name,
                kind: call.kind.clone(),
                outcome: call.outcome.clone(),
                at: call.started_at,
                scoring: scoring(call),
                haystack,
            }
        })
        .collect()
}

/// What the list is narrowed to; empty fields narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all occur in title, company, rep or tags.
    pub text: String,
    /// Only this rep's calls.
    pub rep: Option<PersonId>,
    /// Only calls of this type.
    pub kind: String,
    /// Only calls with ("yes") or without ("no") the manager's card, or with a draft ("draft").
    pub scored: String,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Latest first.
    #[default]
    Date,
    /// Best score first; unscored calls last.
    Score,
    /// By the rep's name.
    Rep,
    /// By title.
    Title,
}

impl Sort {
    /// All, with the key used in addresses.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Date, "date"), (Self::Score, "score"), (Self::Rep, "rep"), (Self::Title, "title")];
}

/// The rows that pass `filter`, sorted; `reversed` turns the order round. Rows that are equal keep latest first.
pub fn narrow<'a>(rows: &'a [CallRow], filter: &Filter, sort: Sort, reversed: bool) -> Vec<&'a CallRow> {
    let text = filter.text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let passes = |row: &&CallRow| {
        let scored = matches!(row.scoring, Scoring::Official(_));
        filter.rep.is_none_or(|it| row.rep == Some(it))
            && (filter.kind.is_empty() || row.kind == filter.kind)
            && match filter.scored.as_str() {
                "yes" => scored,
                "no" => !scored,
                "draft" => row.scoring == Scoring::Draft,
                _ => true,
            }
            && words.iter().all(|it| row.haystack.contains(it))
    };
    let mut found: Vec<&CallRow> = rows.iter().filter(passes).collect();
    order::sort_by(&mut found, |a, b| b.at.cmp(&a.at).then(b.id.cmp(&a.id)));
    let total = |row: &CallRow| match row.scoring {
        Scoring::Official(total) => total.unwrap_or(-1.0),
        _ => -2.0,
    };
    match sort {
        Sort::Date => {}
        Sort::Score => order::sort_by(&mut found, |a, b| total(b).total_cmp(&total(a))),
        Sort::Rep => order::sort_by(&mut found, |a, b| a.rep_name.cmp(&b.rep_name)),
        Sort::Title => {
            let mut titled: Vec<(String, &CallRow)> = found.iter().map(|it| (it.title.to_lowercase(), *it)).collect();
            order::sort_by(&mut titled, |a, b| a.0.cmp(&b.0));
            found = titled.into_iter().map(|it| it.1).collect();
        }
    }
    if reversed {
        found.reverse();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn row(n: u64, title: &str, day: u32, scoring: Scoring) -> CallRow {
        CallRow {
            id: CallId(RawId::new(n, 0)),
            title: title.to_owned(),
            rep: None,
            rep_name: "Ana".to_owned(),
            kind: "demo".to_owned(),
            outcome: String::new(),
            at: format!("2026-11-{day:02}T09:00:00Z").parse().ok(),
            scoring,
            haystack: format!("{title} ana").to_lowercase(),
        }
    }

    #[track_caller]
    fn check(filter: Filter, sort: Sort, expected: &[&str]) {
        let rows = [
            row(1, "Birch", 3, Scoring::Official(Some(40.0))),
            row(2, "Alder wood", 9, Scoring::None),
            row(3, "Cedar", 5, Scoring::Official(Some(81.5))),
            row(4, "Dogwood", 1, Scoring::Draft),
        ];
        assert_eq!(narrow(&rows, &filter, sort, false).iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_latest_call_comes_first() {
        check(Filter::default(), Sort::Date, &["Alder wood", "Cedar", "Birch", "Dogwood"]);
    }

    #[test]
    fn unscored_calls_come_after_all_scores() {
        check(Filter::default(), Sort::Score, &["Cedar", "Birch", "Alder wood", "Dogwood"]);
    }

    #[test]
    fn every_word_must_occur() {
        check(Filter { text: "ANA wood".into(), ..Filter::default() }, Sort::Title, &["Alder wood", "Dogwood"]);
        check(Filter { text: "wood cedar".into(), ..Filter::default() }, Sort::Date, &[]);
    }

    #[test]
    fn unscored_means_without_the_managers_card() {
        check(Filter { scored: "no".into(), ..Filter::default() }, Sort::Date, &["Alder wood", "Dogwood"]);
        check(Filter { scored: "draft".into(), ..Filter::default() }, Sort::Date, &["Dogwood"]);
    }
}
