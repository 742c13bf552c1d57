//! The kinds of items: how points are given for one thing.

use serde::{Deserialize, Serialize};

/// How an item's points are given. Whatever the kind, a person may give plain points instead, so that a suggestion or a
/// judgement from memory needs no detail; only free text has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Any whole number of points from 0 to the item's.
    #[default]
    Scale,
    /// One of a few levels, each with a text that says what it looks like.
    Anchored {
        /// The levels, by ascending points; the last has the item's points.
        anchors: Vec<Anchor>,
    },
    /// All points or none.
    YesNo,
    /// Several things to tick; their shares of the item's points add up.
    Checklist {
        /// The things, in order.
        checks: Vec<Check>,
    },
    /// A number of times; thresholds say what it earns. With an item of 0 points, a number that is only noted.
    Count {
        /// By ascending number; the last one reached gives the points.
        #[serde(default)]
        thresholds: Vec<Threshold>,
    },
    /// From a metric, by bands; a person may still overrule it.
    Computed {
        /// Key of the metric.
        metric: String,
        /// In order; the first band whose `below` lies above the value gives the points.
        bands: Vec<Band>,
    },
    /// Words only: no points, not in the total.
    Text,
}

/// A level of an anchored scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// What it earns.
    pub points: u16,
    /// What it looks like, so that two people see the same.
    pub says: String,
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Stable key, unique in the item.
    pub key: String,
    /// Shown.
    pub title: String,
    /// Its share of the item's points against the other checks'.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub share: u16,
}

fn one() -> u16 {
    1
}

fn is_one(share: &u16) -> bool {
    *share == 1
}

/// From how many times on something earns how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The number that must be reached.
    pub at_least: u32,
    /// What it earns.
    pub points: u16,
}

/// A range of a metric and what it earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The band ends before this value, in the metric's unit; `None` in the last band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u16>,
    /// What it earns.
    pub points: u16,
    /// What it means, in a few words.
    pub says: String,
}

impl ItemKind {
    /// The kinds without their details, with what they are called: for a list to choose from.
    pub const NAMES: &'static [(&'static str, &'static str)] = &[
        ("scale", "Points"),
        ("anchored", "Levels with a text each"),
        ("yes_no", "Yes or no"),
        ("checklist", "Checklist"),
        ("count", "Count"),
        ("computed", "Computed from a metric"),
        ("text", "Free text"),
    ];

    /// The key of the kind in [`Self::NAMES`], the same as in files.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Scale => "scale",
            Self::Anchored { .. } => "anchored",
            Self::YesNo => "yes_no",
            Self::Checklist { .. } => "checklist",
            Self::Count { .. } => "count",
            Self::Computed { .. } => "computed",
            Self::Text => "text",
        }
    }

    /// What the kind is called.
    pub fn name(&self) -> &'static str {
        Self::NAMES.iter().find(|it| it.0 == self.key()).map_or("", |it| it.1)
    }

    /// The band `value` of the metric falls into; `None` for items that are not computed.
    pub fn band(&self, value: f64) -> Option<&Band> {
        let Self::Computed { bands, .. } = self else { return None };
        bands.iter().find(|band| band.below.is_none_or(|end| value < f64::from(end)))
    }
}

/// What the ticked ones of `checks` earn of `best` points: their part of all shares, rounded to whole points.
pub(crate) fn ticked(checks: &[Check], ticked: &[String], best: u16) -> u16 {
    let sum = |only: bool| -> u64 { checks.iter().filter(|it| !only || ticked.contains(&it.key)).map(|it| u64::from(it.share)).sum() };
    let (all, part) = (sum(false), sum(true));
    if all == 0 {
        return 0;
    }
    u16::try_from((u64::from(best) * part * 2 + all) / (all * 2)).unwrap_or(best).min(best)
}

/// What `count` earns: the last threshold it reaches, 0 where it reaches none.
pub(crate) fn reached(thresholds: &[Threshold], count: u32) -> u16 {
    thresholds.iter().rfind(|it| count >= it.at_least).map_or(0, |it| it.points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(shares: &[u16]) -> Vec<Check> {
        let check = |(at, share): (usize, &u16)| Check { key: at.to_string(), title: "A check".to_owned(), share: *share };
        shares.iter().enumerate().map(check).collect()
    }

    #[track_caller]
    fn tick(shares: &[u16], keys: &[&str], best: u16, expected: u16) {
        let keys: Vec<String> = keys.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(ticked(&checks(shares), &keys, best), expected);
    }

    #[test]
    fn a_checklist_gives_the_ticked_share_of_its_points() {
        tick(&[1, 1, 1, 1], &["0", "3"], 10, 5);
        tick(&[1, 1, 1], &["0", "1"], 5, 3);
        tick(&[3, 1], &["0"], 8, 6);
        tick(&[1, 1], &[], 5, 0);
        tick(&[1, 1], &["0", "0", "not a check"], 4, 2);
        tick(&[0, 0], &["0"], 5, 0);
        tick(&[u16::MAX, u16::MAX], &["0", "1"], u16::MAX, u16::MAX);
    }

    #[test]
    fn a_count_earns_the_last_threshold_it_reaches() {
        let steps = [(1, 1), (3, 3), (5, 5)].map(|(at_least, points)| Threshold { at_least, points });
        for (count, points) in [(0, 0), (1, 1), (2, 1), (3, 3), (4, 3), (5, 5), (u32::MAX, 5)] {
            assert_eq!(reached(&steps, count), points, "{count}");
        }
        assert_eq!(reached(&[], 9), 0);
    }

    #[test]
    fn every_kind_is_called_by_the_key_it_has_in_files() {
        for json in [
            r#""scale""#,
            r#"{"anchored":{"anchors":[]}}"#,
            r#""yes_no""#,
            r#"{"checklist":{"checks":[]}}"#,
            r#"{"count":{"thresholds":[]}}"#,
            r#"{"computed":{"metric":"pace","bands":[]}}"#,
            r#""text""#,
        ] {
            let kind: ItemKind = serde_json::from_str(json).unwrap();
            assert!(json.contains(kind.key()) && !kind.name().is_empty(), "{json}");
            assert_eq!(serde_json::to_string(&kind).unwrap(), json);
        }
    }
}
