//! A rubric as a form: every field once, with its label and how it is read and written as text. Fields are called as in
//! the file and in [`super::check::Problem::path`], so that a problem leads to its field.

use super::super::limits::ROWS;
use super::edit::{At, new_check};
use super::{Anchor, Band, Category, Item, ItemKind, Rubric, Threshold};
use crate::domain::analysis::Rule;

mod item;
mod row;
mod whole;

/// What is being edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// The rubric itself.
    #[default]
    Whole,
    /// A category: its index.
    Category(usize),
    /// An item.
    Item(At),
}

/// Where a field stands; what does not matter for it is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Index of the category.
    pub category: usize,
    /// Index of the item in it.
    pub item: usize,
    /// Index of the level, check, threshold or band in the item.
    pub row: usize,
}

/// How a field is filled in.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A line of text.
    Line,
    /// Text of several lines.
    Lines,
    /// A whole number.
    Number,
    /// Yes or no: "yes" and nothing.
    Tick,
    /// One of these: key and label.
    One(fn(&Rubric, Spot) -> Vec<Choice>),
    /// Some of these, where the team has those rules for signals; their keys stand with commas between.
    Some(fn(&Rubric, &[Rule], Spot) -> Vec<Choice>),
}

/// A key and its label.
pub type Choice = (String, String);

/// A field.
pub struct Field {
    /// Its name within the rubric, the category or the item; `#` stands for the row.
    pub name: &'static str,
    /// Shown.
    pub label: &'static str,
    /// How it is filled in.
    pub shape: Shape,
    /// What stands in it; `None` where there is no such field.
    pub read: fn(&Rubric, Spot) -> Option<String>,
    /// Writes into it. What cannot stand there changes nothing.
    pub write: fn(&mut Rubric, Spot, &str),
}

impl Hand {
    /// What the path of a problem leads to.
    pub fn of_path(path: &str) -> Self {
        let index = |name: &str| path.split_once(name)?.1.split_once(']')?.0.parse::<usize>().ok();
        match (index("categories["), index("].items[")) {
            (Some(category), Some(item)) => Self::Item(At { category, item }),
            (Some(category), None) => Self::Category(category),
            (None, _) => Self::Whole,
        }
    }

    /// Where its fields stand.
    pub fn spot(self) -> Spot {
        match self {
            Self::Whole => Spot::default(),
            Self::Category(category) => Spot { category, ..Spot::default() },
            Self::Item(At { category, item }) => Spot { category, item, row: 0 },
        }
    }

    /// What the paths of its fields begin with.
    fn prefix(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Category(category) => format!("categories[{category}]."),
            Self::Item(At { category, item }) => format!("categories[{category}].items[{item}]."),
        }
    }

    /// All fields that can stand there.
    fn table(self) -> &'static [Field] {
        match self {
            Self::Whole => whole::FIELDS,
            Self::Category(_) => whole::CATEGORY,
            Self::Item(_) => item::FIELDS,
        }
    }

    /// The fields there are, in the order shown.
    pub fn fields(self, rubric: &Rubric) -> Vec<&'static Field> {
        let spot = self.spot();
        self.table().iter().filter(|it| (it.read)(rubric, spot).is_some()).collect()
    }
}

impl Field {
    /// Its whole path.
    pub fn path(&self, hand: Hand, row: usize) -> String {
        format!("{}{}", hand.prefix(), self.name.replace('#', &row.to_string()))
    }
}

/// The fields of each row of an item: a level, check, threshold or band.
pub fn row_fields(rubric: &Rubric, at: At) -> &'static [Field] {
    match rubric.item_at(at).map(|it| &it.kind) {
        Some(ItemKind::Anchored { .. }) => row::ANCHOR,
        Some(ItemKind::Checklist { .. }) => row::CHECK,
        Some(ItemKind::Count { .. }) => row::THRESHOLD,
        Some(ItemKind::Computed { .. }) => row::BAND,
        _ => &[],
    }
}

/// What the rows of an item are called together and one by one, with the path of them all; `None` where its kind has none.
pub fn row_names(kind: &ItemKind) -> Option<(&'static str, &'static str, &'static str)> {
    match kind {
        ItemKind::Anchored { .. } => Some(("Levels, from the lowest", "level", "kind.anchored.anchors")),
        ItemKind::Checklist { .. } => Some(("Things to tick", "check", "kind.checklist.checks")),
        ItemKind::Count { .. } => Some(("What the count earns", "threshold", "kind.count.thresholds")),
        ItemKind::Computed { .. } => Some(("Bands of the metric, from the lowest", "band", "kind.computed.bands")),
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Text => None,
    }
}

/// How many rows an item has.
pub fn rows(kind: &ItemKind) -> usize {
    match kind {
        ItemKind::Anchored { anchors } => anchors.len(),
        ItemKind::Checklist { checks } => checks.len(),
        ItemKind::Count { thresholds } => thresholds.len(),
        ItemKind::Computed { bands, .. } => bands.len(),
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Text => 0,
    }
}

/// Adds a row after the last; the last band stays the one without an end.
pub fn add_row(rubric: Rubric, at: At) -> Rubric {
    super::edit::set_item(rubric, at, |item| {
        if rows(&item.kind) >= ROWS {
            return;
        }
        let best = item.points;
        match &mut item.kind {
            ItemKind::Anchored { anchors } => {
                let points = anchors.last().map_or(best, |it| it.points.saturating_add(1));
                anchors.push(Anchor { points, says: String::new() });
            }
            ItemKind::Checklist { checks } => checks.push(new_check(checks)),
            ItemKind::Count { thresholds } => {
                let at_least = thresholds.last().map_or(1, |it| it.at_least.saturating_add(1));
                thresholds.push(Threshold { at_least, points: best });
            }
            ItemKind::Computed { bands, .. } => {
                let open = bands.iter().rposition(|it| it.below.is_none()).unwrap_or(bands.len());
                let end = bands.iter().filter_map(|it| it.below).max().map_or(50, |it| it.saturating_add(5));
                bands.insert(open, Band { below: Some(end), points: 0, says: String::new() });
            }
            ItemKind::Scale | ItemKind::YesNo | ItemKind::Text => {}
        }
    })
}

/// Takes a row away; of bands the last one becomes the one without an end.
pub fn remove_row(rubric: Rubric, at: At, row: usize) -> Rubric {
    fn cut<T>(rows: &mut Vec<T>, row: usize) {
        if row < rows.len() {
            rows.remove(row);
        }
    }
    super::edit::set_item(rubric, at, |item| match &mut item.kind {
        ItemKind::Anchored { anchors } => cut(anchors, row),
        ItemKind::Checklist { checks } => cut(checks, row),
        ItemKind::Count { thresholds } => cut(thresholds, row),
        ItemKind::Computed { bands, .. } => {
            cut(bands, row);
            if let Some(last) = bands.last_mut() {
                last.below = None;
            }
        }
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Text => {}
    })
}

impl Rubric {
    /// The item that stands there.
    pub fn item_at(&self, at: At) -> Option<&Item> {
        self.categories.get(at.category)?.items.get(at.item)
    }
}

fn category(rubric: &Rubric, spot: Spot) -> Option<&Category> {
    rubric.categories.get(spot.category)
}

fn item_of(rubric: &Rubric, spot: Spot) -> Option<&Item> {
    category(rubric, spot)?.items.get(spot.item)
}

fn item_in(rubric: &mut Rubric, spot: Spot) -> Option<&mut Item> {
    rubric.categories.get_mut(spot.category)?.items.get_mut(spot.item)
}

fn at(spot: Spot) -> At {
    At { category: spot.category, item: spot.item }
}

/// A number that may be left out, as text.
fn optional(number: Option<u16>) -> Option<String> {
    Some(number.map_or(String::new(), |it| it.to_string()))
}

/// Puts a number that may be left out; what is no number changes nothing.
fn put(number: &mut Option<u16>, text: &str) {
    match text.trim() {
        "" => *number = None,
        text => *number = text.parse().ok().or(*number),
    }
}

/// The number in `text`, 0 where it is empty; `None` for what is none.
fn number<T: std::str::FromStr + Default>(text: &str) -> Option<T> {
    match text.trim() {
        "" => Some(T::default()),
        text => text.parse().ok(),
    }
}

/// The parts between commas.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|it| !it.is_empty())
}

fn choices(from: &[(&str, &str)]) -> Vec<Choice> {
    from.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

#[cfg(test)]
mod tests;
