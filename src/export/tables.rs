//! The tables of a workspace: people, calls, cards, the items of cards, metrics.

use std::collections::BTreeMap;

use super::csv::{Csv, Form};
use crate::domain::analysis::{Measured, Metric, Unit};
use crate::domain::call::{self, Call};
use crate::domain::consent::Consent;
use crate::domain::id::{CallId, PersonId};
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::rubric::{Rubric, RubricRef};
use crate::domain::scorecard::apart::{scores_calls, why_apart};
use crate::domain::scorecard::score::score;
use crate::domain::scorecard::{Answer, CardState, Given, Origin, Scorecard, Worth, official, worth};

/// A table, and what it is called in a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row a person.
    People,
    /// One row a call.
    Calls,
    /// One row a card, with its total.
    Cards,
    /// One row a judged item of a card.
    Items,
}

impl Table {
    /// All, with the stem of the file's name.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::People, "people"), (Self::Calls, "calls"), (Self::Cards, "scorecards"), (Self::Items, "scorecard-items")];
}

/// What tables are made from. What is in the trash is left out.
pub struct Source<'a> {
    people: BTreeMap<PersonId, &'a Person>,
    calls: BTreeMap<CallId, &'a Call>,
    cards: Vec<&'a Scorecard>,
    rubrics: Vec<Rubric>,
}

impl<'a> Source<'a> {
    /// From all that is stored; `rubrics` besides the shipped ones.
    pub fn new(people: &'a [Record<Person>], calls: &'a [Record<Call>], cards: &'a [Record<Scorecard>], rubrics: Vec<Rubric>) -> Self {
        Self {
            people: order::map(alive(people).map(|it| (it.id, it))),
            calls: order::map(alive(calls).map(|it| (it.id, it))),
            cards: alive(cards).collect(),
            rubrics: rubrics.into_iter().chain(crate::domain::rubric::shipped()).collect(),
        }
    }

    /// The table as text.
    pub fn write(&self, table: Table, form: Form) -> String {
        match table {
            Table::People => self.people(form),
            Table::Calls => self.calls(form),
            Table::Cards => self.cards(form),
            Table::Items => self.items(form),
        }
    }

    fn people(&self, form: Form) -> String {
        let mut csv = Csv::new(form, &["id", "name", "role", "start_date", "manager", "team", "zone"]);
        for person in self.people.values() {
            csv.text(&person.id.to_string());
            csv.text(&person.name);
            csv.text(person.role.label());
            csv.text(&person.start_date.map(|it| it.to_string()).unwrap_or_default());
            csv.text(self.name(person.manager));
            csv.text(&person.team);
            csv.text(person.zone.as_deref().unwrap_or_default());
            csv.end_row();
        }
        csv.take()
    }

    fn calls(&self, form: Form) -> String {
        let columns = ["id", "title", "rep", "type", "started_at", "zone", "duration_s", "company", "outcome", "stage", "tags", "picked"];
        let more = ["counts_in_averages", "language", "consent", "has_transcript", "notes"];
        let mut csv = Csv::new(form, &[columns.as_slice(), &more].concat());
        for call in self.calls.values() {
            self.call_cells(&mut csv, call);
            csv.text(call::label(call::KINDS, &call.kind));
            csv.instant(call.started_at);
            csv.text(call.zone.as_deref().unwrap_or_default());
            csv.number(call.duration.map(|it| it.seconds()), 0);
            csv.text(&call.company);
            csv.text(call::label(call::OUTCOMES, &call.outcome));
            csv.text(&call.stage);
            csv.text(&call.tags.join("; "));
            csv.text(call::Picked::ALL.iter().find(|it| it.0 == call.picked).map_or("", |it| it.1));
            csv.text(self.counts(call).map_or("", yes));
            csv.text(&call.language);
            csv.text(match call.consent {
                Consent::Unknown => "",
                Consent::Given { .. } => "given",
                Consent::Declined => "declined",
            });
            csv.text(yes(call.transcript.is_some()));
            csv.text(&call.notes);
            csv.end_row();
        }
        csv.take()
    }

    /// Whether the score of a call counts in averages; `None` where it has none.
    fn counts(&self, call: &Call) -> Option<bool> {
        let scoring = self.cards.iter().copied().filter(|it| it.call == call.id && scores_calls(self.rubric(&it.rubric)));
        let card = official(scoring)?;
        Some(why_apart(call, &score(self.rubric(&card.rubric)?, &card.answers)).is_none())
    }

    fn cards(&self, form: Form) -> String {
        let columns = ["card", "call", "call_title", "rep", "call_started_at", "scorer", "role", "state", "submitted_at", "rubric"];
        let more = ["percent", "earned", "of", "judged", "items", "with_evidence", "is_partial", "focus", "focus_action", "note"];
        let mut csv = Csv::new(form, &[columns.as_slice(), &more].concat());
        for card in &self.cards {
            self.card_cells(&mut csv, card);
            let rubric = self.rubric(&card.rubric);
            let sum = rubric.map(|it| score(it, &card.answers));
            csv.number(sum.as_ref().and_then(|it| it.shown()), 1);
            csv.number(sum.as_ref().map(|it| f64::from(it.earned)), 0);
            csv.number(sum.as_ref().map(|it| f64::from(it.judged_points)), 0);
            csv.number(sum.as_ref().map(|it| it.judged as f64), 0);
            csv.number(sum.as_ref().map(|it| it.items as f64), 0);
            csv.number(sum.as_ref().map(|it| it.evidenced as f64), 0);
            csv.text(sum.as_ref().map_or("", |it| yes(it.is_partial())));
            let focus = card.focus.as_ref();
            csv.text(focus.map_or("", |focus| rubric.and_then(|it| it.item(&focus.item)).map_or(focus.item.as_str(), |it| &it.title)));
            csv.text(focus.map_or("", |it| &it.action));
            csv.text(&card.note);
            csv.end_row();
        }
        csv.take()
    }

    fn items(&self, form: Form) -> String {
        let columns = ["card", "call", "call_title", "rep", "call_started_at", "scorer", "role", "state", "submitted_at", "rubric"];
        let more = [
            "category",
            "item",
            "item_title",
            "points",
            "of",
            "given",
            "not_applicable",
            "origin",
            "suggested",
            "moments",
            "quotes",
            "comment",
        ];
        let mut csv = Csv::new(form, &[columns.as_slice(), &more].concat());
        for card in &self.cards {
            let rubric = self.rubric(&card.rubric);
            for answer in &card.answers {
                self.card_cells(&mut csv, card);
                item_cells(&mut csv, rubric, answer);
                csv.end_row();
            }
        }
        csv.take()
    }

    /// Id, title, rep.
    fn call_cells(&self, csv: &mut Csv, call: &Call) {
        csv.text(&call.id.to_string());
        csv.text(&call.title);
        csv.text(self.name(call.rep));
    }

    fn card_cells(&self, csv: &mut Csv, card: &Scorecard) {
        csv.text(&card.id.to_string());
        match self.calls.get(&card.call) {
            Some(call) => self.call_cells(csv, call),
            None => [card.call.to_string().as_str(), "", ""].iter().for_each(|it| csv.text(it)),
        }
        csv.instant(self.calls.get(&card.call).and_then(|it| it.started_at));
        csv.text(self.name(card.scorer));
        csv.text(card.role.label());
        csv.text(if card.state == CardState::Submitted { "submitted" } else { "draft" });
        csv.instant(card.submitted_at);
        csv.text(&format!("{}@{}", card.rubric.key, card.rubric.version));
    }

    fn name(&self, of: Option<PersonId>) -> &str {
        of.and_then(|it| self.people.get(&it)).map_or("", |it| &it.name)
    }

    fn rubric(&self, of: &RubricRef) -> Option<&Rubric> {
        self.rubrics.iter().find(|it| it.key == of.key && it.version == of.version)
    }
}

fn alive<T>(records: &[Record<T>]) -> impl Iterator<Item = &T> {
    records.iter().filter(|it| !it.stamp.deleted).map(|it| &it.body)
}

fn yes(it: bool) -> &'static str {
    if it { "yes" } else { "no" }
}

fn item_cells(csv: &mut Csv, rubric: Option<&Rubric>, answer: &Answer) {
    let category = rubric.and_then(|it| it.categories.iter().find(|it| it.items.iter().any(|it| it.key == answer.item)));
    let item = rubric.and_then(|it| it.item(&answer.item));
    csv.text(category.map_or("", |it| &it.title));
    csv.text(&answer.item);
    csv.text(item.map_or("", |it| &it.title));
    let why = if let Some(Given::NotApplicable(why)) = &answer.given { why.as_str() } else { "" };
    let points = match (&answer.given, item) {
        (Some(Given::Points(points)), _) => Some(f64::from(*points)),
        (given, Some(item)) if item.counts() > 0 => match worth(item, given.as_ref()) {
            Worth::Points(points) => Some(f64::from(points)),
            Worth::Apart | Worth::Open => None,
        },
        _ => None,
    };
    csv.number(points, 0);
    csv.number(item.map(|it| f64::from(it.points)), 0);
    csv.text(&match &answer.given {
        Some(Given::Checks(keys)) => keys.join("; "),
        Some(Given::Count(count)) => count.to_string(),
        Some(Given::Text(text)) => text.clone(),
        Some(Given::Points(_) | Given::NotApplicable(_)) | None => String::new(),
    });
    csv.text(why);
    let (origin, suggested) = match answer.origin {
        Origin::Hand => ("hand", None),
        Origin::Computed => ("computed", None),
        Origin::Accepted => ("accepted", points),
        Origin::Overruled(suggested) => ("overruled", Some(f64::from(suggested))),
    };
    csv.text(origin);
    csv.number(suggested, 0);
    csv.whole(answer.evidence.len() as u64);
    csv.text(&answer.evidence.iter().map(|it| it.quote.as_str()).collect::<Vec<_>>().join(" | "));
    csv.text(&answer.comment);
}

/// The table of metrics, one row a metric of a call. They come call by call, since each call has to be analysed.
pub struct Metrics(Csv);

impl Metrics {
    /// An empty table.
    pub fn new(form: Form) -> Self {
        Self(Csv::new(form, &["call", "call_title", "metric", "label", "value", "unit", "why_not", "arithmetic"]))
    }

    /// Adds a call's.
    pub fn add(&mut self, call: &Call, metrics: &[Metric]) {
        let csv = &mut self.0;
        for metric in metrics {
            csv.text(&call.id.to_string());
            csv.text(&call.title);
            csv.text(metric.key);
            csv.text(metric.label);
            let (value, why) = match metric.measured {
                Measured::Value(value) => (Some(value), ""),
                Measured::NotMeasurable(why) => (None, why),
            };
            csv.number(value, 2);
            csv.text(match metric.unit {
                Unit::Percent => "percent",
                Unit::Count => "count",
                Unit::Seconds => "seconds",
                Unit::PerMinute => "per minute",
                Unit::WordsPerMinute => "words per minute",
                Unit::PerHundredWords => "per 100 words",
            });
            csv.text(why);
            csv.text(&metric.arithmetic);
            csv.end_row();
        }
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> String {
        self.0.take()
    }
}
