//! Rubrics: what a call is scored by. A used version never changes; what is edited becomes the next version.
//!
//! [`check`] says what is wrong with one, [`edit`] changes one and [`form`] one field of it, [`version`] makes the next and carries answers over,
//! [`diff`] tells two apart, [`choose`] finds the one for a call.

use serde::{Deserialize, Serialize};

use super::transcript::Side;

pub mod check;
pub mod choose;
pub mod diff;
pub mod edit;
pub mod form;
mod kind;
mod shipped;
pub mod version;

pub use choose::Applies;
pub use kind::{Anchor, Band, Check, ItemKind, Threshold};
pub(crate) use kind::{reached, ticked};
pub use shipped::{find, is_shipped, shipped, standard};
pub use version::Follows;

/// Which version of which rubric a card was scored by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricRef {
    /// [`Rubric::key`].
    pub key: String,
    /// [`Rubric::version`].
    pub version: u32,
}

/// What the cards of a rubric are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The score of a call.
    #[default]
    Score,
    /// A profile of skills, beside the score and never averaged with it.
    Diagnostic,
    /// How far a way of selling is used, beside the score and never averaged with it.
    Adoption,
    /// To begin a rubric from.
    Template,
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
    /// What its cards are for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: Purpose,
    /// Which calls it is for; says nothing where it is for all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub applies: Applies,
    /// What it was made from, and which of its items go on there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
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
    /// Stable key, unique in the rubric ("talk-ratio").
    pub key: String,
    /// Shown.
    pub title: String,
    /// Points for the best; 0 where something is only noted.
    pub points: u16,
    /// What the item counts in the total against the others; its points where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u16>,
    /// How points are given.
    #[serde(default)]
    pub kind: ItemKind,
    /// What to look for.
    #[serde(default)]
    pub guidance: Guidance,
    /// Must be scored before the card can be submitted.
    #[serde(default = "yes")]
    pub mandatory: bool,
    /// What follows where it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical: Option<Critical>,
    /// Whose words must show it; unknown where it does not matter.
    #[serde(default, skip_serializing_if = "is_default")]
    pub side: Side,
    /// The skill it trains.
    #[serde(default)]
    pub skill: String,
    /// What may suggest points ([`crate::domain::analysis::detectors`]): all that are known are heard, and the highest
    /// that rests on the words suggests. The item's own key where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detectors: Vec<String>,
}

/// What follows where an item fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Critical {
    /// Fewer points than this fail it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub below: u16,
    /// What follows.
    pub effect: Effect,
}

/// What a failed critical item does to the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Its category earns nothing.
    FailsSection,
    /// The total is 0.
    FailsCall,
    /// The total is at most this, percent.
    CapsTotal(u8),
}

/// What to look for, with a good and a poor example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// What earns the points.
    #[serde(default)]
    pub look_for: String,
    /// How it may sound at its best.
    #[serde(default)]
    pub good: String,
    /// How it sounds when it fails.
    #[serde(default)]
    pub poor: String,
}

fn yes() -> bool {
    true
}

fn one() -> u16 {
    1
}

fn is_one(points: &u16) -> bool {
    *points == 1
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Purpose {
    /// All, with what they are called and what that means.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Score, "Scores a call"),
        (Self::Diagnostic, "Profile of skills, beside the score"),
        (Self::Adoption, "Adoption of a method, beside the score"),
        (Self::Template, "Template to begin from"),
    ];
}

impl Critical {
    /// Whether so many points fail the item.
    pub fn fails(&self, points: u16) -> bool {
        points < self.below
    }
}

impl Effect {
    /// As shown: "fails the call".
    pub fn says(self) -> String {
        match self {
            Self::FailsSection => "fails the section".to_owned(),
            Self::FailsCall => "fails the call".to_owned(),
            Self::CapsTotal(most) => format!("caps the total at {most}%"),
        }
    }
}

impl Item {
    /// An item with a title and points, and nothing else decided.
    pub fn new(key: String, title: String, points: u16) -> Self {
        Self {
            key,
            title,
            points,
            weight: None,
            kind: ItemKind::Scale,
            guidance: Guidance::default(),
            mandatory: true,
            critical: None,
            side: Side::Unknown,
            skill: String::new(),
            detectors: Vec::new(),
        }
    }

    /// The points that can be given, ascending; none for free text. On a plain scale and for a metric every whole
    /// number, the even ones where there are more than 5, or about fifty where there are more than a hundred.
    pub fn steps(&self) -> Vec<u16> {
        let mut steps: Vec<u16> = match &self.kind {
            ItemKind::Text => return Vec::new(),
            ItemKind::Anchored { anchors } => anchors.iter().map(|it| it.points).collect(),
            ItemKind::YesNo => vec![0, self.points],
            ItemKind::Checklist { checks } => {
                let keys: Vec<String> = checks.iter().map(|it| it.key.clone()).collect();
                (0..=keys.len()).map(|n| ticked(checks, keys.get(..n).unwrap_or_default(), self.points)).collect()
            }
            ItemKind::Count { thresholds } => [0].into_iter().chain(thresholds.iter().map(|it| it.points)).collect(),
            ItemKind::Scale | ItemKind::Computed { .. } => {
                let stride = match self.points {
                    0..=5 => 1,
                    6..=100 => 2,
                    more => more.div_ceil(50),
                };
                (0..=self.points).filter(|it| it % stride == 0 || *it == self.points).collect()
            }
        };
        steps.retain(|it| *it <= self.points);
        super::order::sort(&mut steps);
        steps.dedup();
        steps
    }

    /// What missing it does, for who judges it; `None` where it is not critical.
    pub fn critical_says(&self) -> Option<String> {
        self.critical.map(|it| match self.kind {
            ItemKind::YesNo => format!("Critical: a no {}", it.effect.says()),
            _ => format!("Critical: below {} {} {}", it.below, if it.below == 1 { "point" } else { "points" }, it.effect.says()),
        })
    }

    /// What it counts in the total against the others: its weight, else its points; nothing where nothing can be earned.
    pub fn counts(&self) -> u16 {
        if self.points == 0 || self.kind == ItemKind::Text { 0 } else { self.weight.unwrap_or(self.points) }
    }

    /// The keys of what may suggest points.
    pub fn detectors(&self) -> impl Iterator<Item = &str> {
        let own = self.detectors.is_empty().then_some(self.key.as_str());
        self.detectors.iter().map(String::as_str).chain(own)
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

    /// What all items count together: their weights where they have any, else their points.
    pub fn weights(&self) -> u32 {
        self.items().map(|it| u32::from(it.counts())).sum()
    }

    /// What cards keep of it.
    pub fn reference(&self) -> RubricRef {
        RubricRef { key: self.key.clone(), version: self.version }
    }
}
