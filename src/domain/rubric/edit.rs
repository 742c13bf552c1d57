//! Changing a rubric: every operation takes one and gives the changed one, so that undo is keeping the values. What
//! does not exist is left alone. Keys are made once and stay, so that answers find their items in later versions.

use super::super::limits::{ITEMS, ROWS};
use super::{Anchor, Band, Category, Check, Item, ItemKind, Rubric, Threshold};

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Index of its category.
    pub category: usize,
    /// Index within the category.
    pub item: usize,
}

/// What is said where nothing more can be added.
pub fn full() -> String {
    format!("That is as much as a rubric takes: {ITEMS} items, {ROWS} categories, {ROWS} levels or checks of an item.")
}

/// Whether a rubric takes one item more.
fn takes_item(rubric: &Rubric) -> bool {
    rubric.items().count() < ITEMS
}

/// Points of a new item.
const POINTS: u16 = 5;

impl Rubric {
    /// A rubric with nothing in it.
    pub fn new(key: String, title: String) -> Self {
        Self {
            key,
            version: 1,
            title,
            about: String::new(),
            purpose: super::Purpose::Score,
            applies: super::Applies::default(),
            follows: None,
            categories: Vec::new(),
        }
    }

    /// Where the item called `key` stands.
    pub fn place(&self, key: &str) -> Option<At> {
        let mut places = self.categories.iter().enumerate();
        places.find_map(|(category, it)| Some(At { category, item: it.items.iter().position(|it| it.key == key)? }))
    }

    fn item_mut(&mut self, at: At) -> Option<&mut Item> {
        self.categories.get_mut(at.category)?.items.get_mut(at.item)
    }
}

/// A key that nothing in the rubric has, nor in an earlier version: it names the version it was made in.
fn new_key(rubric: &Rubric) -> String {
    let taken = |key: &str| rubric.item(key).is_some() || rubric.categories.iter().any(|it| it.key == key);
    let mut number = 1u32;
    loop {
        let key = format!("v{}-{number}", rubric.version);
        if !taken(&key) {
            return key;
        }
        number = number.saturating_add(1);
    }
}

/// Adds an empty category at the end.
pub fn add_category(mut rubric: Rubric) -> Rubric {
    if rubric.categories.len() >= ROWS {
        return rubric;
    }
    let key = new_key(&rubric);
    rubric.categories.push(Category { key, title: "New category".to_owned(), short: String::new(), items: Vec::new() });
    rubric
}

/// Takes a category away with its items.
pub fn remove_category(mut rubric: Rubric, at: usize) -> Rubric {
    if at < rubric.categories.len() {
        rubric.categories.remove(at);
    }
    rubric
}

/// Moves a category to stand at `to`; beyond the end is the end.
pub fn move_category(mut rubric: Rubric, from: usize, to: usize) -> Rubric {
    if from < rubric.categories.len() {
        let category = rubric.categories.remove(from);
        rubric.categories.insert(to.min(rubric.categories.len()), category);
    }
    rubric
}

/// Changes the titles of a category. Its key and items stay as they are.
pub fn set_category(mut rubric: Rubric, at: usize, title: String, short: String) -> Rubric {
    if let Some(category) = rubric.categories.get_mut(at) {
        category.title = title;
        category.short = short;
    }
    rubric
}

/// Adds an item of 5 points at the end of a category.
pub fn add_item(mut rubric: Rubric, category: usize) -> Rubric {
    let item = Item::new(new_key(&rubric), "New item".to_owned(), POINTS);
    let takes = takes_item(&rubric);
    if let Some(category) = rubric.categories.get_mut(category).filter(|_| takes) {
        category.items.push(item);
    }
    rubric
}

/// Adds a copy of an item right after it, with a key of its own. It keeps what suggests points for it.
pub fn copy_item(mut rubric: Rubric, at: At) -> Rubric {
    if !takes_item(&rubric) {
        return rubric;
    }
    let key = new_key(&rubric);
    let Some(items) = rubric.categories.get_mut(at.category).map(|it| &mut it.items) else { return rubric };
    let Some(item) = items.get(at.item) else { return rubric };
    let detectors = item.detectors().map(str::to_owned).collect();
    let copy = Item { key, title: format!("{} (copy)", item.title), detectors, ..item.clone() };
    items.insert(at.item + 1, copy);
    rubric
}

/// Takes an item away.
pub fn remove_item(mut rubric: Rubric, at: At) -> Rubric {
    if let Some(category) = rubric.categories.get_mut(at.category).filter(|it| at.item < it.items.len()) {
        category.items.remove(at.item);
    }
    rubric
}

/// Moves an item to stand at `to`, within its category or to another; beyond the end of a category is its end.
pub fn move_item(mut rubric: Rubric, from: At, to: At) -> Rubric {
    let has = |at: At| rubric.categories.get(at.category).is_some_and(|it| at.item < it.items.len());
    if !has(from) || to.category >= rubric.categories.len() {
        return rubric;
    }
    let item = rubric.categories.get_mut(from.category).map(|it| it.items.remove(from.item));
    if let (Some(item), Some(category)) = (item, rubric.categories.get_mut(to.category)) {
        category.items.insert(to.item.min(category.items.len()), item);
    }
    rubric
}

/// Where an item goes by one step up or down: past the end of its category into the next. `None` at either end.
pub fn step(rubric: &Rubric, at: At, down: bool) -> Option<At> {
    let length = |category: usize| rubric.categories.get(category).map(|it| it.items.len());
    let own = length(at.category).filter(|it| at.item < *it)?;
    match (down, at.item) {
        (false, 0) => {
            let category = at.category.checked_sub(1)?;
            Some(At { category, item: length(category)? })
        }
        (false, item) => Some(At { item: item - 1, ..at }),
        (true, item) if item + 1 < own => Some(At { item: item + 1, ..at }),
        (true, _) => length(at.category + 1).map(|_| At { category: at.category + 1, item: 0 }),
    }
}

/// Changes an item; its key stays.
pub fn set_item(mut rubric: Rubric, at: At, change: impl FnOnce(&mut Item)) -> Rubric {
    if let Some(item) = rubric.item_mut(at) {
        let key = item.key.clone();
        change(item);
        item.key = key;
    }
    rubric
}

/// Gives an item other points for the best; levels, thresholds and bands keep their share of them.
pub fn set_points(rubric: Rubric, at: At, points: u16) -> Rubric {
    set_item(rubric, at, |item| {
        let was = u64::from(item.points);
        let scale = |it: &mut u16| *it = (u64::from(*it) * u64::from(points) * 2 + was).checked_div(was * 2).map_or(*it, clip);
        match &mut item.kind {
            ItemKind::Anchored { anchors } => anchors.iter_mut().for_each(|it| scale(&mut it.points)),
            ItemKind::Count { thresholds } => thresholds.iter_mut().for_each(|it| scale(&mut it.points)),
            ItemKind::Computed { bands, .. } => bands.iter_mut().for_each(|it| scale(&mut it.points)),
            ItemKind::Text => return,
            ItemKind::Scale | ItemKind::YesNo | ItemKind::Checklist { .. } => {}
        }
        item.points = points;
        item.critical = item.critical.filter(|_| points > 0);
        if let Some(critical) = &mut item.critical {
            critical.below = critical.below.clamp(1, points);
        }
    })
}

fn clip(points: u64) -> u16 {
    u16::try_from(points).unwrap_or(u16::MAX)
}

/// Gives an item the kind called `kind` ([`ItemKind::NAMES`]), with details to begin from. The same kind, or one that
/// does not exist, changes nothing.
pub fn set_kind(rubric: Rubric, at: At, kind: &str) -> Rubric {
    set_item(rubric, at, |item| {
        let best = if item.points == 0 { POINTS } else { item.points };
        let Some(new) = begin(kind, best).filter(|it| it.key() != item.kind.key()) else { return };
        if new == ItemKind::Text {
            (item.points, item.weight, item.critical) = (0, None, None);
        } else {
            item.points = best;
        }
        item.kind = new;
    })
}

/// Details to begin from, for `best` points.
fn begin(kind: &str, best: u16) -> Option<ItemKind> {
    let level = |fifths: u64| Anchor { points: clip((u64::from(best) * fifths * 2 + 5) / 10), says: String::new() };
    let check = |n: u32| Check { key: format!("check-{n}"), title: format!("Check {n}"), share: 1 };
    Some(match kind {
        "scale" => ItemKind::Scale,
        "anchored" => {
            let mut anchors: Vec<Anchor> = [0, 1, 3, 5].map(level).into();
            anchors.dedup_by_key(|it| it.points);
            ItemKind::Anchored { anchors }
        }
        "yes_no" => ItemKind::YesNo,
        "checklist" => ItemKind::Checklist { checks: vec![check(1), check(2)] },
        "count" => ItemKind::Count { thresholds: vec![Threshold { at_least: 1, points: best }] },
        "computed" => {
            let band = |below: Option<u16>, points: u16| Band { below, points, says: String::new() };
            ItemKind::Computed { metric: "talk-ratio".to_owned(), bands: vec![band(Some(45), best), band(None, 0)] }
        }
        "text" => ItemKind::Text,
        _ => return None,
    })
}

/// A check to add to `checks`, with a key of its own.
pub fn new_check(checks: &[Check]) -> Check {
    let free = |n: &usize| !checks.iter().any(|it| it.key == format!("check-{n}"));
    // Of one more numbers than there are checks, one is free.
    let n = (1..=checks.len() + 1).find(free).unwrap_or(0);
    Check { key: format!("check-{n}"), title: format!("Check {n}"), share: 1 }
}

#[cfg(test)]
mod tests;
