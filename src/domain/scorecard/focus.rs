//! The ONE focus: proposed where most is lost against the next level, chosen by a person, followed over the next calls.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Answer, Scorecard, Worth, worth};
use crate::domain::benchmark::Band;
use crate::domain::id::PersonId;
use crate::domain::rubric::version::counterpart;
use crate::domain::rubric::{Item, ItemKind, Rubric};

/// Over how many of the last scored calls a focus is proposed: the same window as the running average.
pub const LAST: usize = crate::domain::trend::WINDOW;

/// For how many calls a focus is chosen where nobody says otherwise: a week of a new rep.
pub const CALLS: u16 = 5;

/// The one thing to work on next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// Key of the item.
    pub item: String,
    /// What to do, in a sentence.
    pub action: String,
    /// For how many calls; 0 where nobody has said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub calls: u16,
    /// Until when, the day included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

fn is_zero(calls: &u16) -> bool {
    *calls == 0
}

impl Focus {
    /// A focus on the item called `key`, with nothing said of it yet.
    pub fn on(key: &str) -> Self {
        Self { item: key.to_owned(), action: String::new(), calls: 0, until: None }
    }
}

/// That the focus was changed after its card was submitted: what was judged stays as it is, and so does its seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refocused {
    /// Who did, where that is a known person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// The focus until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Focus>,
}

impl Scorecard {
    /// Changes the focus of a submitted card, and records who did and when. A draft, and what is the focus already, stay.
    pub fn refocus(&mut self, focus: Option<Focus>, by: Option<PersonId>, at: DateTime<Utc>) {
        if self.is_frozen() && self.focus != focus {
            let was = std::mem::replace(&mut self.focus, focus);
            self.refocused.push(Refocused { by, at, was });
        }
    }

    /// Takes the change made at an instant back, where it is the last one.
    pub fn unrefocus(&mut self, at: DateTime<Utc>) {
        if let Some(last) = self.refocused.pop_if(|it| it.at == at) {
            self.focus = last.was;
        }
    }

    /// When its focus was set: with the submission, or when another item was put in its place since. `None` for a
    /// draft, and where there never was one.
    pub fn focused_at(&self) -> Option<DateTime<Utc>> {
        let item = |it: Option<&Focus>| it.map(|it| it.item.clone());
        let mut now = item(self.focus.as_ref());
        if now.is_none() && self.refocused.is_empty() {
            return None;
        }
        for act in self.refocused.iter().rev() {
            let was = item(act.was.as_ref());
            if was != now {
                return Some(act.at);
            }
            now = was;
        }
        self.submitted_at
    }
}

/// What is proposed as the focus, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Key of the item.
    pub item: String,
    /// Points lost a call against what is expected: the item's own points, on average.
    pub lost: f64,
    /// Points earned, on average.
    pub earned: f64,
    /// Points expected.
    pub expected: f64,
    /// Over how many calls that judged it.
    pub calls: usize,
}

/// The points of `item` that are expected at a level. An item for which the level has a benchmark of its own is held to
/// it: the talk ratio to what a ratio just below the level's limit earns, discovery areas to the coverage.
/// All others are held to the level's average score. At the top, where no level is next, to all points.
pub fn expected(item: &Item, level: Option<&Band>) -> f64 {
    let best = f64::from(item.points);
    let Some(level) = level else { return best };
    match &item.kind {
        ItemKind::Computed { metric, bands } if metric == "talk-ratio" => {
            // The last band that begins below the limit is the one a ratio just below it falls into.
            let limit = u16::from(level.talk_ratio_below_pct);
            let begins = |at: usize| at.checked_sub(1).and_then(|it| bands.get(it)).and_then(|it| it.below).unwrap_or(0);
            let mut within = bands.iter().enumerate().filter(|(at, _)| begins(*at) < limit).map(|(_, it)| it.points);
            f64::from(within.next_back().unwrap_or(item.points)).min(best)
        }
        _ if item.detectors().any(|it| it == "discovery-areas") => best * f64::from(level.discovery_coverage_pct) / 100.0,
        _ => best * f64::from(level.score) / 100.0,
    }
}

/// The item of `rubric` that lost most points against `next`, the next level ([`crate::domain::benchmark::Standing`]),
/// over the last scored calls: `cards` are their rubrics and answers, the newest last, of which [`LAST`] count. Answers
/// by earlier versions count for the items they go on in; `known` are the versions between. Of equal ones the first in
/// the rubric; `None` where nothing is lost.
pub fn propose(rubric: &Rubric, known: &[Rubric], cards: &[(&Rubric, &[Answer])], next: Option<&Band>) -> Option<Proposal> {
    let cards = cards.get(cards.len().saturating_sub(LAST)..).unwrap_or_default();
    let all = rubric.items().filter(|it| it.counts() > 0).filter_map(|item| {
        let shares: Vec<f64> = cards.iter().filter_map(|(by, answers)| share(rubric, known, by, answers, item)).collect();
        let (points, calls) = (f64::from(item.points), shares.len());
        let earned = points * shares.iter().sum::<f64>() / calls.max(1) as f64;
        let expected = expected(item, next);
        let lost = expected - earned;
        (calls > 0 && lost > 1e-9).then(|| (weighed(item, lost), Proposal { item: item.key.clone(), lost, earned, expected, calls }))
    });
    // The first of equals stays.
    let most = all.fold(
        None,
        |best: Option<(f64, Proposal)>, it| if best.as_ref().is_none_or(|best| it.0 > best.0 + 1e-9) { Some(it) } else { best },
    );
    most.map(|it| it.1)
}

/// What `lost` points of an item cost in the total.
fn weighed(item: &Item, lost: f64) -> f64 {
    lost * f64::from(item.counts()) / f64::from(item.points.max(1))
}

/// The share of the points that a card by `by` gave for what is `item` in `rubric`.
fn share(rubric: &Rubric, known: &[Rubric], by: &Rubric, answers: &[Answer], item: &Item) -> Option<f64> {
    let is_it = |it: &&Answer| counterpart(known, by, rubric, &it.item).as_deref() == Some(&item.key);
    let answer = answers.iter().find(is_it)?;
    let was = by.item(&answer.item).filter(|it| it.points > 0)?;
    match worth(was, answer.given.as_ref()) {
        Worth::Points(points) => Some(f64::from(points) / f64::from(was.points)),
        Worth::Apart | Worth::Open => None,
    }
}

/// How a focus goes on after it was set.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The share of the item's points on each scored call since, oldest first; calls it did not apply to are left out.
    pub shares: Vec<f64>,
    /// Calls still to come; `None` where no number was said.
    pub left: Option<usize>,
    /// Whether it is over: so many calls are done, or the day is past.
    pub is_over: bool,
}

/// Follows `focus`, set on a card by `rubric`, over the scored calls since: their rubrics and answers, oldest first.
pub fn follow(focus: &Focus, rubric: &Rubric, known: &[Rubric], since: &[(&Rubric, &[Answer])], today: NaiveDate) -> Followed {
    let later = |(by, answers): &(&Rubric, &[Answer])| {
        // The item as it is in the later card's version.
        let now = counterpart(known, rubric, by, &focus.item).or_else(|| by.item(&focus.item).map(|it| it.key.clone()))?;
        share(by, known, by, answers, by.item(&now)?)
    };
    let shares: Vec<f64> = since.iter().filter_map(later).collect();
    let left = (focus.calls > 0).then(|| usize::from(focus.calls).saturating_sub(shares.len()));
    let is_over = left == Some(0) || focus.until.is_some_and(|it| it < today);
    Followed { shares, left, is_over }
}

#[cfg(test)]
mod tests;
