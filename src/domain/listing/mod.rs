//! The list of calls: rows with their score, prepared once so that narrowing and sorting are one pass over them.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};

use super::call::{Call, KINDS, OUTCOMES, Picked};
use super::id::{CallId, PersonId};
use super::people::Person;
use super::record::Record;
use super::rubric::Rubric;
use super::scorecard::apart::{Apart, scores_calls, why_apart};
use super::scorecard::dispute::{self, Standing};
use super::scorecard::grade::grade;
use super::scorecard::score::{Score, score};
use super::scorecard::{CardRole, CardState, Scorecard, official};
use super::time::Millis;
use facet::{FACETS, Facet, picked_key};
use query::Sort;

pub mod bulk;
pub mod chance;
mod encode;
pub mod facet;
mod narrow;
pub mod picks;
pub mod query;
pub mod queue;
mod scoring;
pub mod signals;
#[cfg(test)]
mod trials;
pub mod views;
pub mod work;

pub use scoring::Scoring;

pub use narrow::Narrowed;

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct CallRow {
    /// The call.
    pub id: CallId,
    /// Its title.
    pub title: String,
    /// Its rep, where that is somebody known.
    pub rep: Option<PersonId>,
    /// The rep's name; empty where nobody is.
    pub rep_name: String,
    /// Key of its type.
    pub kind: String,
    /// Key of its outcome.
    pub outcome: String,
    /// Stage of the deal.
    pub stage: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it began.
    pub at: Option<DateTime<Utc>>,
    /// On which day that was by the viewer's clock.
    pub day: Option<NaiveDate>,
    /// How long it took.
    pub duration: Option<Millis>,
    /// Where it stands.
    pub scoring: Scoring,
    /// Why its score stays out of averages, where it does.
    pub apart: Option<Apart>,
    /// Where its official card stands, where it was ever disputed.
    pub standing: Option<Standing>,
    /// How it was picked for review.
    pub picked: Picked,
    /// The version of the call: how often it was written.
    pub version: u32,
    /// Whether there is a transcript.
    pub has_words: bool,
    /// Whether somebody declined to be recorded, so that there are notes at most.
    pub is_notes_only: bool,
    /// What text search looks through, lower case.
    haystack: String,
    /// Its values, as places in [`Listing::values`].
    marks: Vec<u32>,
}

/// A value that some call has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Of what.
    pub facet: Facet,
    /// As it stands in a query.
    pub key: String,
    /// As it is shown.
    pub label: String,
    /// How many calls have it.
    pub total: u32,
}

/// What the list is made of.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// All calls.
    pub calls: &'a [Record<Call>],
    /// All cards.
    pub cards: &'a [Record<Scorecard>],
    /// Everybody.
    pub people: &'a [Record<Person>],
    /// The rubrics cards were scored by.
    pub rubrics: &'a [Rubric],
    /// The day an instant is on by the viewer's clock.
    pub day: &'a dyn Fn(DateTime<Utc>) -> NaiveDate,
}

/// All calls, ready to be narrowed.
#[derive(Debug, Default)]
pub struct Listing {
    /// A row each.
    pub rows: Vec<CallRow>,
    /// The values they have, those of fixed lists first and in their order.
    pub values: Vec<Value>,
    /// Everybody's name, also of those without a call.
    names: HashMap<PersonId, String>,
    /// For every [`Sort`] the rows in order and how many of them have what is sorted by: made when first asked for.
    orders: [OnceLock<(Vec<u32>, usize)>; Sort::ALL.len()],
}

/// Where `call` stands in being scored.
pub fn scoring_of(call: CallId, cards: &[Record<Scorecard>], rubrics: &[Rubric]) -> Scoring {
    let own: Vec<Record<Scorecard>> = cards.iter().filter(|it| it.body.call == call).cloned().collect();
    scorings(&own, rubrics).remove(&call).map_or(Scoring::None, |it| it.0)
}

/// The score of every call that has a card. Linear in cards.
fn scorings(cards: &[Record<Scorecard>], rubrics: &[Rubric]) -> HashMap<CallId, (Scoring, Option<Score>)> {
    let mut best: HashMap<CallId, (&Scorecard, u8)> = HashMap::new();
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
    let scoring = |(call, (card, rank)): (CallId, (&Scorecard, u8))| {
        let sum = rubric_of(card).filter(|_| rank == 3).map(|it| score(it, &card.answers));
        let scoring = match rank {
            3 => Scoring::Official(sum.as_ref().and_then(Score::total)),
            2 => Scoring::Draft,
            _ => Scoring::OwnOnly,
        };
        (call, (scoring, sum))
    };
    best.into_iter().map(scoring).collect()
}

/// Where the official card of each call stands that holds a dispute or a ruling. Linear in cards.
fn standings(cards: &[Record<Scorecard>], rubrics: &[Rubric]) -> HashMap<CallId, Standing> {
    let mut disputed: HashMap<CallId, Vec<&Scorecard>> = HashMap::new();
    for card in cards.iter().map(|it| &it.body).filter(|it| !it.disputes.is_empty() || !it.rulings.is_empty()) {
        disputed.entry(card.call).or_default();
    }
    for card in cards.iter().map(|it| &it.body) {
        if let Some(all) = disputed.get_mut(&card.call) {
            all.push(card);
        }
    }
    let rubric_of = |card: &Scorecard| rubrics.iter().find(|it| it.key == card.rubric.key && it.version == card.rubric.version);
    let standing = |(call, cards): (CallId, Vec<&Scorecard>)| {
        let card = official(cards.iter().copied().filter(|it| scores_calls(rubric_of(it))))?;
        let standing = dispute::standing(card, cards.iter().copied());
        matches!(standing, Standing::Disputed | Standing::Resolved).then_some((call, standing))
    };
    disputed.into_iter().filter_map(standing).collect()
}

/// Values while they are being found.
struct Values<'a> {
    known: HashMap<(u8, &'a str), u32>,
    values: Vec<Value>,
}

impl<'a> Values<'a> {
    fn new() -> Self {
        let mut values = Self { known: HashMap::new(), values: Vec::new() };
        let fixed = FACETS.iter().flat_map(|about| about.values.iter().map(|it| (about.facet, it.0)));
        let kinds = KINDS.iter().map(|it| (Facet::Kind, it.key));
        let outcomes = OUTCOMES.iter().map(|it| (Facet::Outcome, it.key));
        for (facet, key) in fixed.chain(kinds).chain(outcomes) {
            values.place(facet, key);
        }
        values
    }

    /// The place of the value among all; put there where it is new.
    fn place(&mut self, facet: Facet, key: &'a str) -> u32 {
        let values = &mut self.values;
        *self.known.entry((facet as u8, key)).or_insert_with(|| {
            values.push(Value { facet, key: key.to_owned(), label: facet.label(key).to_owned(), total: 0 });
            values.len() as u32 - 1
        })
    }
}

impl Listing {
    /// Prepares the rows. Linear in calls and cards.
    pub fn new(sources: Sources) -> Self {
        let people: HashMap<PersonId, (&str, String)> =
            sources.people.iter().map(|it| (it.body.id, (it.body.name.as_str(), it.body.id.to_string()))).collect();
        let scorings = scorings(sources.cards, sources.rubrics);
        let standings = standings(sources.cards, sources.rubrics);
        let mut values = Values::new();
        let mut rows = Vec::with_capacity(sources.calls.len());
        for record in sources.calls {
            let call = &record.body;
            let rep = call.rep.and_then(|it| people.get(&it));
            let (name, rep_key) = rep.map_or(("", ""), |it| (it.0, it.1.as_str()));
            let (scoring, sum) = scorings.get(&call.id).map_or((Scoring::None, None), |it| (it.0, it.1.as_ref()));
            let mut marks = vec![
                values.place(Facet::Rep, rep_key),
                values.place(Facet::Kind, &call.kind),
                values.place(Facet::Scored, scoring.key()),
                values.place(Facet::Outcome, &call.outcome),
                values.place(Facet::Stage, &call.stage),
                values.place(Facet::Picked, picked_key(call.picked)),
                values.place(Facet::Language, &call.language),
                values.place(Facet::Words, if call.transcript.is_some() { "yes" } else { "no" }),
            ];
            if let Scoring::Official(Some(total)) = scoring {
                let letter = grade(total).letter;
                let place = Facet::Grade.about().values.iter().find(|it| it.0.starts_with(letter)).map(|it| it.0);
                marks.extend(place.map(|it| values.place(Facet::Grade, it)));
            }
            let standing = standings.get(&call.id).copied();
            marks.extend(standing.map(|it| values.place(Facet::Dispute, if it == Standing::Disputed { "open" } else { "resolved" })));
            if call.transcript.is_some() && call.lacks_sides {
                marks.push(values.place(Facet::Sides, "open"));
            }
            if call.tags.is_empty() {
                marks.push(values.place(Facet::Tag, ""));
            }
            let tags = marks.len();
            for tag in &call.tags {
                let place = values.place(Facet::Tag, tag);
                // A file may say a tag twice; the call is one.
                if !marks.get(tags..).unwrap_or_default().contains(&place) {
                    marks.push(place);
                }
            }
            for mark in &marks {
                if let Some(value) = values.values.get_mut(*mark as usize) {
                    value.total += 1;
                }
            }
            let haystack = format!("{} {} {} {} {}", call.title, call.company, name, call.stage, call.tags.join(" ")).to_lowercase();
            rows.push(CallRow {
                id: call.id,
                title: call.title.clone(),
                rep: rep.and(call.rep),
                rep_name: name.to_owned(),
                kind: call.kind.clone(),
                outcome: call.outcome.clone(),
                stage: call.stage.clone(),
                tags: call.tags.clone(),
                at: call.started_at,
                day: call.started_at.map(sources.day),
                duration: call.duration,
                scoring,
                apart: sum.and_then(|it| why_apart(call, it)).filter(|it| *it != Apart::NoScore),
                standing,
                picked: call.picked,
                version: record.stamp.version.writes(),
                has_words: call.transcript.is_some(),
                is_notes_only: !call.consent.allows_transcript(),
                haystack,
                marks,
            });
        }
        let mut values = values.values;
        let names: HashMap<PersonId, String> = people.into_iter().map(|(id, it)| (id, it.0.to_owned())).collect();
        for value in values.iter_mut().filter(|it| it.facet == Facet::Rep) {
            if let Some(name) = value.key.parse().ok().and_then(|id: PersonId| names.get(&id)) {
                value.label.clone_from(name);
            }
        }
        Self { rows, values, names, orders: Default::default() }
    }

    /// What a value is called. `None` for a rep nobody here knows: asking for one narrows nothing.
    pub fn label(&self, facet: Facet, key: &str) -> Option<String> {
        match facet {
            Facet::Rep if !key.is_empty() => key.parse().ok().and_then(|it: PersonId| self.names.get(&it)).cloned(),
            _ => Some(facet.label(key).to_owned()),
        }
    }
}
