//! What the list of calls is narrowed to and how it is sorted: a value, and the text that stands for it in addresses.

use chrono::{Datelike, Days, NaiveDate};

use super::encode::{encode, pairs};
use super::facet::{FACETS, Facet};

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Latest first.
    #[default]
    Date,
    /// Best score first.
    Score,
    /// By the rep's name.
    Rep,
    /// By title.
    Title,
    /// By type.
    Kind,
    /// By outcome.
    Outcome,
    /// By stage.
    Stage,
}

impl Sort {
    /// All in the order of [`Sort`]: the key used in addresses, the column's heading.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Date, "date", "Date"),
        (Self::Score, "score", "Score"),
        (Self::Rep, "rep", "Rep"),
        (Self::Title, "title", "Call"),
        (Self::Kind, "type", "Type"),
        (Self::Outcome, "outcome", "Outcome"),
        (Self::Stage, "stage", "Stage"),
    ];

    /// Whether the highest comes first where nothing is reversed.
    pub fn falls(self) -> bool {
        matches!(self, Self::Date | Self::Score)
    }
}

/// A span of days that moves with today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From Monday on.
    Week,
    /// Monday to Sunday before this week.
    LastWeek,
    /// Today and the 29 days before.
    Month,
    /// Today and the 89 days before.
    Quarter,
}

impl Period {
    /// All, with the key used in addresses and the label.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Week, "week", "This week"),
        (Self::LastWeek, "last-week", "Last week"),
        (Self::Month, "30-days", "Last 30 days"),
        (Self::Quarter, "90-days", "Last 90 days"),
    ];

    /// Its first and last day.
    fn days(self, today: NaiveDate) -> Range {
        let back = |days: u64| today.checked_sub_days(Days::new(days));
        let since_monday = u64::from(today.weekday().num_days_from_monday());
        match self {
            Self::Week => (back(since_monday), None),
            Self::LastWeek => (back(since_monday + 7), back(since_monday + 1)),
            Self::Month => (back(29), None),
            Self::Quarter => (back(89), None),
        }
    }
}

/// A first and a last day, where they are given.
pub type Range = (Option<NaiveDate>, Option<NaiveDate>);

/// When a call was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// At any time, or no one knows.
    #[default]
    Any,
    /// In a span that moves with today.
    Within(Period),
    /// From a day, to a day, or both; neither is [`When::Any`].
    Between(Option<NaiveDate>, Option<NaiveDate>),
}

impl When {
    /// First and last day, given today.
    pub fn days(self, today: NaiveDate) -> Range {
        match self {
            Self::Any => (None, None),
            Self::Within(period) => period.days(today),
            Self::Between(from, to) => (from, to),
        }
    }

    /// From one day to another; without either, any.
    pub fn between(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        if from.is_none() && to.is_none() { Self::Any } else { Self::Between(from, to) }
    }
}

/// What the list shows. The default shows all, latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all occur in title, company, rep, stage or tags.
    pub text: String,
    /// Values asked for, none twice: of one facet either, of different facets all.
    pub chosen: Vec<(Facet, String)>,
    /// When it was.
    pub when: When,
    /// The order.
    pub sort: Sort,
    /// Whether the order is turned round.
    pub reversed: bool,
}

impl Query {
    /// Reads the query of an address. Whatever is unknown or cannot be is left out.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let (mut from, mut to, mut period) = (None, None, None);
        for (key, value) in pairs(text) {
            match key.as_str() {
                "find" => query.text = value,
                "sort" => query.sort = Sort::ALL.iter().find(|it| it.1 == value).map_or(query.sort, |it| it.0),
                "back" => query.reversed = value == "1",
                "from" => from = value.parse().ok(),
                "to" => to = value.parse().ok(),
                "when" => period = Period::ALL.iter().find(|it| it.1 == value).map(|it| it.0),
                key => {
                    let facet = Facet::of_key(key).filter(|it| it.admits(&value));
                    if let Some(facet) = facet.filter(|it| !query.has(*it, &value)) {
                        query.chosen.push((facet, value));
                    }
                }
            }
        }
        query.when = period.map_or(When::between(from, to), When::Within);
        query
    }

    /// The query of an address that shows this; empty for all calls, latest first.
    pub fn to_text(&self) -> String {
        let mut parts: Vec<(&str, String)> = Vec::new();
        if !self.text.is_empty() {
            parts.push(("find", encode(&self.text)));
        }
        parts.extend(self.chosen.iter().map(|(facet, value)| (facet.about().key, encode(value))));
        match self.when {
            When::Any => {}
            When::Within(period) => parts.extend(Period::ALL.iter().filter(|it| it.0 == period).map(|it| ("when", it.1.to_owned()))),
            When::Between(from, to) => {
                parts.extend([("from", from), ("to", to)].into_iter().filter_map(|(key, day)| Some((key, encode(&day?.to_string())))));
            }
        }
        if self.sort != Sort::default() {
            parts.extend(Sort::ALL.iter().filter(|it| it.0 == self.sort).map(|it| ("sort", it.1.to_owned())));
        }
        if self.reversed {
            parts.push(("back", "1".to_owned()));
        }
        parts.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    }

    /// Whether this value is asked for.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.chosen.iter().any(|it| it.0 == facet && it.1 == value)
    }

    /// Asks for a value, or no longer.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if self.has(facet, value) {
            self.chosen.retain(|it| it.0 != facet || it.1 != value);
        } else {
            self.chosen.push((facet, value.to_owned()));
        }
    }

    /// Whether every call is shown.
    pub fn is_open(&self) -> bool {
        self.text.trim().is_empty() && self.chosen.is_empty() && self.when == When::Any
    }

    /// The same order with nothing narrowed.
    pub fn cleared(&self) -> Self {
        Self { sort: self.sort, reversed: self.reversed, ..Self::default() }
    }

    /// Sorts by `sort`; a second time, the other way round.
    pub fn sorted_by(mut self, sort: Sort) -> Self {
        self.reversed = self.sort == sort && !self.reversed;
        self.sort = sort;
        self
    }

    /// Whether both show the same calls in the same order, whatever was asked for first.
    pub fn shows_as(&self, other: &Self) -> bool {
        let rest = |it: &Self| Self { chosen: Vec::new(), text: it.text.trim().to_lowercase(), ..it.clone() };
        self.chosen.len() == other.chosen.len()
            && self.chosen.iter().all(|(facet, value)| other.has(*facet, value))
            && rest(self) == rest(other)
    }
}

/// The values asked for, facet by facet in the order of [`FACETS`].
pub fn by_facet(query: &Query) -> Vec<&(Facet, String)> {
    FACETS.iter().flat_map(|about| query.chosen.iter().filter(|it| it.0 == about.facet)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{PersonId, RawId};
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Option<NaiveDate>> {
        proptest::option::of((1900i32..2200, 1u32..367).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap_or_default()))
    }

    fn any_value() -> impl Strategy<Value = (Facet, String)> {
        (0..FACETS.len(), any::<u64>(), any::<String>()).prop_map(|(at, n, text)| {
            let about = &FACETS[at];
            let value = match about.facet {
                Facet::Rep if n % 5 == 0 => String::new(),
                Facet::Rep => PersonId(RawId::new(n, u128::from(n))).to_string(),
                _ if about.values.is_empty() => text,
                _ => about.values[n as usize % about.values.len()].0.to_owned(),
            };
            (about.facet, value)
        })
    }

    fn any_query() -> impl Strategy<Value = Query> {
        let when = prop_oneof![
            (0..Period::ALL.len()).prop_map(|at| When::Within(Period::ALL[at].0)),
            (any_day(), any_day()).prop_map(|(from, to)| When::between(from, to)),
        ];
        let values = proptest::collection::vec(any_value(), 0..8);
        (any::<String>(), values, when, 0..Sort::ALL.len(), any::<bool>()).prop_map(|(text, values, when, sort, reversed)| {
            let mut query = Query { text, when, sort: Sort::ALL[sort].0, reversed, ..Query::default() };
            for (facet, value) in values {
                if !query.has(facet, &value) {
                    query.toggle(facet, &value);
                }
            }
            query
        })
    }

    proptest! {
        #[test]
        fn a_query_survives_the_address(query in any_query()) {
            prop_assert_eq!(Query::parse(&query.to_text()), query.clone());
            prop_assert!(query.shows_as(&query));
        }

        #[test]
        fn any_address_is_read_and_written_the_same_from_then_on(text in any::<String>()) {
            let once = Query::parse(&text);
            prop_assert_eq!(Query::parse(&once.to_text()), once);
        }
    }

    #[track_caller]
    fn check(text: &str, canonical: &str) {
        assert_eq!(Query::parse(text).to_text(), canonical);
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        check("?", "");
        check("colour=red&find=fjord", "find=fjord");
        check("grade=E&grade=B&grade=B&scored=perhaps", "grade=B");
        check("rep=-&rep=01JZZZZZZZZZZZZZZZZZZZZZZZ", "rep=01JZZZZZZZZZZZZZZZZZZZZZZZ");
        check("sort=mood&back=yes&from=soon", "");
        check("when=week&from=2026-01-01", "when=week");
        check("tag=a%26b&tag=", "tag=a%26b&tag=");
    }

    #[test]
    fn sorting_twice_turns_the_order_round() {
        let once = Query::default().sorted_by(Sort::Title);
        assert_eq!((once.sort, once.reversed), (Sort::Title, false));
        assert!(once.clone().sorted_by(Sort::Title).reversed);
        assert!(!once.sorted_by(Sort::Title).sorted_by(Sort::Score).reversed);
    }

    #[test]
    fn a_week_begins_on_monday() {
        let day = |it: &str| it.parse::<NaiveDate>().ok();
        let days = |period, today: &str| When::Within(period).days(today.parse().unwrap());
        assert_eq!(days(Period::Week, "2026-11-15"), (day("2026-11-09"), None));
        assert_eq!(days(Period::Week, "2026-11-16"), (day("2026-11-16"), None));
        assert_eq!(days(Period::LastWeek, "2026-11-18"), (day("2026-11-09"), day("2026-11-15")));
        assert_eq!(days(Period::Month, "2026-11-30"), (day("2026-11-01"), None));
    }
}
