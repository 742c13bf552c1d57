//! What changed between two versions of a rubric, in sentences.

use super::version::counterpart;
use super::{Applies, Item, ItemKind, Purpose, Rubric};
use crate::domain::benchmark::Level;
use crate::domain::transcript::Side;

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something is new.
    Added,
    /// Something is gone.
    Removed,
    /// Something stands elsewhere.
    Moved,
    /// Something is otherwise.
    Changed,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it did.
    pub kind: ChangeKind,
    /// The item in the new version, or in the old one where it is gone; `None` for the rubric and its categories.
    pub item: Option<String>,
    /// A sentence.
    pub says: String,
}

/// What changed from `old` to `new`: first the rubric, then categories, then items in the order of the call.
/// `known` are the versions between, if any.
pub fn diff(known: &[Rubric], old: &Rubric, new: &Rubric) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    changes.of_rubric(old, new);
    changes.of_categories(old, new);
    let pairs: Vec<(&str, Option<String>)> = old.items().map(|it| (it.key.as_str(), counterpart(known, old, new, &it.key))).collect();
    for (at, item) in each(new) {
        let before = pairs.iter().find(|it| it.1.as_deref() == Some(&item.key));
        match before.and_then(|it| each(old).into_iter().find(|(_, old)| old.key == it.0)) {
            None => {
                let says = format!("“{}” is new in {}, {}.", item.title, at, worth(item));
                changes.add(ChangeKind::Added, Some(item), says);
            }
            Some((was_at, was)) => {
                if was_at != at {
                    changes.add(ChangeKind::Moved, Some(item), format!("“{}” moved from {was_at} to {at}.", item.title));
                }
                changes.of_item(was, item);
            }
        }
    }
    for (at, item) in each(old) {
        if pairs.iter().any(|it| it.0 == item.key && it.1.is_none()) {
            changes.add(ChangeKind::Removed, Some(item), format!("“{}” is gone from {}, {}.", item.title, at, worth(item)));
        }
    }
    changes.of_order(old, new, &pairs);
    changes.0
}

/// Every item with the title of its category.
fn each(rubric: &Rubric) -> Vec<(&str, &Item)> {
    rubric.categories.iter().flat_map(|it| it.items.iter().map(|item| (it.title.as_str(), item))).collect()
}

fn worth(item: &Item) -> String {
    match (&item.kind, item.points) {
        (ItemKind::Text, _) => "free text".to_owned(),
        (_, 1) => "1 point".to_owned(),
        (_, points) => format!("{points} points"),
    }
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, kind: ChangeKind, item: Option<&Item>, says: String) {
        self.0.push(Change { kind, item: item.map(|it| it.key.clone()), says });
    }

    /// Adds "‹what›: ‹old› became ‹new›." where the two differ.
    fn became(&mut self, item: Option<&Item>, what: &str, old: &str, new: &str) {
        if old != new {
            let named = |it: &str| if it.is_empty() { "nothing".to_owned() } else { it.to_owned() };
            let says = format!("{what}: {} became {}.", named(old), named(new));
            self.add(ChangeKind::Changed, item, says);
        }
    }

    fn of_rubric(&mut self, old: &Rubric, new: &Rubric) {
        self.became(None, "Title", &quoted(&old.title), &quoted(&new.title));
        if old.about != new.about {
            self.add(ChangeKind::Changed, None, "What the rubric is for is worded anew.".to_owned());
        }
        let purpose = |it: &Rubric| Purpose::ALL.iter().find(|row| row.0 == it.purpose).map_or("", |row| row.1).to_lowercase();
        self.became(None, "Purpose", &purpose(old), &purpose(new));
        self.became(None, "Calls it is for", &calls(&old.applies), &calls(&new.applies));
        self.became(None, "Points in all", &old.weights().to_string(), &new.weights().to_string());
    }

    fn of_categories(&mut self, old: &Rubric, new: &Rubric) {
        for category in &new.categories {
            match old.categories.iter().find(|it| it.key == category.key) {
                None => self.add(ChangeKind::Added, None, format!("The category “{}” is new.", category.title)),
                Some(was) => self.became(None, "Title of a category", &quoted(&was.title), &quoted(&category.title)),
            }
        }
        for category in old.categories.iter().filter(|it| !new.categories.iter().any(|new| new.key == it.key)) {
            self.add(ChangeKind::Removed, None, format!("The category “{}” is gone.", category.title));
        }
        let order = |of: &Rubric, other: &Rubric| -> Vec<String> {
            let stays = |key: &str| other.categories.iter().any(|it| it.key == key);
            of.categories.iter().map(|it| it.key.clone()).filter(|it| stays(it)).collect()
        };
        if order(old, new) != order(new, old) {
            self.add(ChangeKind::Moved, None, "The categories stand in another order.".to_owned());
        }
    }

    fn of_item(&mut self, old: &Item, new: &Item) {
        let at = Some(new);
        let what = |field: &str| format!("“{}”, {field}", old.title);
        self.became(at, &what("title"), &quoted(&old.title), &quoted(&new.title));
        self.became(at, &what("points"), &old.points.to_string(), &new.points.to_string());
        let weight = |it: &Item| it.weight.map_or(String::new(), |it| it.to_string());
        self.became(at, &what("weight"), &weight(old), &weight(new));
        if old.kind.key() != new.kind.key() {
            self.became(at, &what("kind"), &old.kind.name().to_lowercase(), &new.kind.name().to_lowercase());
        } else if old.kind != new.kind {
            self.add(ChangeKind::Changed, at, format!("“{}”: what earns how many points changed.", old.title));
        }
        if old.guidance != new.guidance {
            self.add(ChangeKind::Changed, at, format!("“{}”: what to look for is worded anew.", old.title));
        }
        let yes_no = |it: bool| if it { "yes" } else { "no" };
        self.became(at, &what("mandatory"), yes_no(old.mandatory), yes_no(new.mandatory));
        let critical = |it: &Item| it.critical.map_or(String::new(), |it| format!("below {} {}", it.below, it.effect.says()));
        self.became(at, &what("critical"), &critical(old), &critical(new));
        self.became(at, &what("who must have said it"), side(old.side), side(new.side));
        self.became(at, &what("skill"), &old.skill, &new.skill);
        let detectors = |it: &Item| it.detectors.join(", ");
        self.became(at, &what("suggested by"), &detectors(old), &detectors(new));
    }

    /// Says so where items of a category stand in another order.
    fn of_order(&mut self, old: &Rubric, new: &Rubric, pairs: &[(&str, Option<String>)]) {
        for category in &new.categories {
            let now: Vec<&str> = category.items.iter().map(|it| it.key.as_str()).collect();
            let Some(was) = old.categories.iter().find(|it| it.key == category.key) else { continue };
            let pair = |key: &str| pairs.iter().find(|it| it.0 == key).and_then(|it| it.1.as_deref());
            let before: Vec<&str> = was.items.iter().filter_map(|it| pair(&it.key)).filter(|it| now.contains(it)).collect();
            let after: Vec<&str> = now.into_iter().filter(|it| before.contains(it)).collect();
            if before != after {
                self.add(ChangeKind::Moved, None, format!("The items of “{}” stand in another order.", category.title));
            }
        }
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("“{text}”") }
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Ours => "our side",
        Side::Theirs => "the prospect",
        Side::Unknown => "anybody",
    }
}

/// The calls a rubric is for, in words.
pub fn calls(applies: &Applies) -> String {
    let mut parts: Vec<String> = Vec::new();
    let kinds = applies.kinds.iter().map(|it| crate::domain::call::label(crate::domain::call::KINDS, it).to_lowercase());
    let lists =
        [kinds.collect::<Vec<_>>(), applies.levels.iter().map(|it| Level::label(*it).to_lowercase()).collect(), applies.segments.clone()];
    parts.extend(lists.iter().filter(|it| !it.is_empty()).map(|it| it.join(" or ")));
    match (applies.minutes_from, applies.minutes_to) {
        (Some(from), Some(to)) => parts.push(format!("{from} to {to} minutes")),
        (Some(from), None) => parts.push(format!("{from} minutes and more")),
        (None, Some(to)) => parts.push(format!("up to {to} minutes")),
        (None, None) => {}
    }
    if parts.is_empty() { "all calls".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests;
