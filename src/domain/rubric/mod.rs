//! Rubrics: what a call is scored by. Shipped ones are data files beside this one; a used version never changes.

use serde::{Deserialize, Serialize};

pub mod check;

/// The shipped rubrics. Add one: a JSON file beside this one and a row here.
const SHIPPED: &[&str] = &[include_str!("standard.json")];

/// Which version of which rubric a card was scored by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricRef {
    /// [`Rubric::key`].
    pub key: String,
    /// [`Rubric::version`].
    pub version: u32,
}

/// One version of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Stable key, the same over all versions ("standard").
    pub key: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// Shown.
    pub title: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub about: String,
    /// The categories, in the order of a call.
    pub categories: Vec<Category>,
}

/// A group of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Stable key.
    pub key: String,
    /// Shown.
    pub title: String,
    /// A shorter title for charts.
    #[serde(default)]
    pub short: String,
    /// What is scored.
    pub items: Vec<Item>,
}

/// One thing to score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable key, unique in the rubric ("talk-ratio"). Suggestions are made for keys they know.
    pub key: String,
    /// Shown.
    pub title: String,
    /// Points for the best.
    pub points: u16,
    /// How points are given.
    #[serde(default)]
    pub kind: ItemKind,
    /// What to look for.
    pub guidance: Guidance,
    /// Must be scored before the card can be submitted.
    #[serde(default = "yes")]
    pub mandatory: bool,
    /// The skill it trains.
    #[serde(default)]
    pub skill: String,
}

fn yes() -> bool {
    true
}

/// How an item's points are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Any whole number of points from 0 to the item's.
    #[default]
    Scale,
    /// From a metric, by bands; a person may still overrule it.
    Computed {
        /// Key of the metric.
        metric: String,
        /// In order; the first band whose `below` lies above the value gives the points.
        bands: Vec<Band>,
    },
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

/// What to look for, with a good and a poor example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// What earns the points.
    pub look_for: String,
    /// How it may sound at its best.
    pub good: String,
    /// How it sounds when it fails.
    pub poor: String,
}

impl ItemKind {
    /// The band `value` of the metric falls into; `None` for items that are not computed.
    pub fn band(&self, value: f64) -> Option<&Band> {
        match self {
            Self::Scale => None,
            Self::Computed { bands, .. } => bands.iter().find(|band| band.below.is_none_or(|end| value < f64::from(end))),
        }
    }
}

impl Item {
    /// The points that can be given, ascending: every whole number, or the even ones where there are more than 5.
    pub fn steps(&self) -> Vec<u16> {
        let stride = if self.points > 5 { 2 } else { 1 };
        (0..=self.points).filter(|it| it % stride == 0 || *it == self.points).collect()
    }
}

impl Category {
    /// Points for the best.
    pub fn points(&self) -> u32 {
        self.items.iter().map(|it| u32::from(it.points)).sum()
    }

    /// The title for narrow places.
    pub fn short_title(&self) -> &str {
        if self.short.is_empty() { &self.title } else { &self.short }
    }
}

impl Rubric {
    /// Every item, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.categories.iter().flat_map(|it| &it.items)
    }

    /// The item called `key`.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items().find(|it| it.key == key)
    }

    /// Points for the best.
    pub fn points(&self) -> u32 {
        self.categories.iter().map(Category::points).sum()
    }

    /// What cards keep of it.
    pub fn reference(&self) -> RubricRef {
        RubricRef { key: self.key.clone(), version: self.version }
    }
}

/// The shipped rubrics, newest versions first. Their files are checked by a test, so none is left out.
pub fn shipped() -> Vec<Rubric> {
    SHIPPED.iter().filter_map(|text| serde_json::from_slice(text.as_bytes()).ok()).collect()
}

/// The standard rubric: what calls are scored by where nobody chose another.
pub fn standard() -> Rubric {
    shipped().into_iter().next().unwrap_or_else(|| Rubric {
        key: "standard".to_owned(),
        version: 1,
        title: String::new(),
        about: String::new(),
        categories: Vec::new(),
    })
}

/// The shipped rubric of that key and version.
pub fn find(wanted: &RubricRef) -> Option<Rubric> {
    shipped().into_iter().find(|it| it.key == wanted.key && it.version == wanted.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_rubric_is_read_and_sound() {
        assert_eq!(shipped().len(), SHIPPED.len());
        for rubric in shipped() {
            assert_eq!(check::problems(&rubric), [], "{}", rubric.key);
        }
    }

    #[test]
    fn the_standard_rubric_is_the_handbooks() {
        let standard = &shipped()[0];
        let sums: Vec<_> = standard.categories.iter().map(Category::points).collect();
        assert_eq!((standard.points(), standard.items().count(), sums), (100, 19, vec![15, 30, 20, 15, 20]));
        assert_eq!(standard.items().filter(|it| it.points == 10).map(|it| it.key.as_str()).collect::<Vec<_>>(), ["talk-ratio"]);
    }

    #[test]
    fn talk_ratio_is_best_between_35_and_40_percent() {
        let standard = &shipped()[0];
        let kind = &standard.item("talk-ratio").unwrap().kind;
        let points = |percent: f64| kind.band(percent).unwrap().points;
        let table = [
            (10.0, 4),
            (29.9, 4),
            (30.0, 8),
            (35.0, 10),
            (40.0, 10),
            (40.9, 10),
            (41.0, 8),
            (44.0, 6),
            (47.0, 4),
            (50.0, 2),
            (60.0, 0),
            (100.0, 0),
        ];
        for (percent, wanted) in table {
            assert_eq!(points(percent), wanted, "{percent}");
        }
    }
}
