//! What is wrong with a rubric: shown while it is edited, and why a file with one is refused.

use super::{Category, Follows, Purpose, Rubric};
use crate::domain::limits::{LONG, SHORT};

mod item;

/// What a problem stands in the way of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// Worth a look; it can be used as it is.
    Warning,
    /// It cannot be used.
    Fault,
}

/// Something to mend, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, as it stands in the file: `categories[1].items[0].points`.
    pub path: String,
    /// Where that is, in words: "Discovery, Talk ratio"; "Rubric" for the whole.
    pub place: String,
    /// What is wrong and what to do, a sentence.
    pub what: String,
    /// What it stands in the way of.
    pub gravity: Gravity,
}

/// All that is wrong with `rubric` or worth a look, from top to bottom.
pub fn problems(rubric: &Rubric) -> Vec<Problem> {
    let mut found = Found { problems: Vec::new(), path: String::new(), place: "Rubric".to_owned() };
    whole(rubric, &mut found);
    if let Some(follows) = &rubric.follows {
        mapping(rubric, follows, &mut found);
    }
    let mut keys: Vec<&str> = Vec::new();
    for (at, category) in rubric.categories.iter().enumerate() {
        let others = rubric.categories.get(..at).unwrap_or_default();
        found.enter(format!("categories[{at}]."), titled(&category.title, "Category", at));
        of_category(category, others, &mut found);
        for (n, item) in category.items.iter().enumerate() {
            let place = format!("{}, {}", titled(category.short_title(), "Category", at), titled(&item.title, "item", n));
            found.enter(format!("categories[{at}].items[{n}]."), place);
            let key = item.key.as_str();
            if keys.contains(&key) {
                found.fault("key", "Another item has this key: each needs its own.");
            }
            keys.push(key);
            item::problems(item, &mut found);
        }
    }
    found.problems
}

/// The problems for which `rubric` cannot be used; empty where it can.
pub fn faults(rubric: &Rubric) -> Vec<Problem> {
    problems(rubric).into_iter().filter(|it| it.gravity == Gravity::Fault).collect()
}

/// The problems found so far, and where we are.
struct Found {
    problems: Vec<Problem>,
    path: String,
    place: String,
}

impl Found {
    fn enter(&mut self, path: String, place: String) {
        self.path = path;
        self.place = place;
    }

    #[inline(never)]
    fn say(&mut self, field: &str, what: &str, gravity: Gravity) {
        let path = format!("{}{field}", self.path);
        self.problems.push(Problem { path, place: self.place.clone(), what: what.to_owned(), gravity });
    }

    fn fault(&mut self, field: &str, what: &str) {
        self.say(field, what, Gravity::Fault);
    }

    fn warn(&mut self, field: &str, what: &str) {
        self.say(field, what, Gravity::Warning);
    }

    /// A name that must be there and be short.
    fn named(&mut self, field: &str, text: &str, empty: &str) {
        if text.trim().is_empty() {
            self.fault(field, empty);
        }
        self.short(field, text);
    }

    fn short(&mut self, field: &str, text: &str) {
        if text.chars().nth(SHORT).is_some() {
            self.fault(field, &format!("It is longer than {SHORT} letters: shorten it."));
        }
    }

    fn long(&mut self, field: &str, text: &str) {
        if text.len() > LONG {
            self.fault(field, &format!("It is longer than {} kB: shorten it.", LONG / 1024));
        }
    }
}

fn titled(title: &str, what: &str, at: usize) -> String {
    if title.trim().is_empty() { format!("{what} {}", at + 1) } else { title.trim().to_owned() }
}

fn whole(rubric: &Rubric, found: &mut Found) {
    found.named("key", &rubric.key, "The rubric has no key: give it one that no other rubric has.");
    if rubric.version == 0 {
        found.fault("version", "Versions are counted from 1.");
    }
    found.named("title", &rubric.title, "The rubric has no title: give it one.");
    found.long("about", &rubric.about);
    let applies = &rubric.applies;
    applies.kinds.iter().chain(&applies.segments).for_each(|it| found.short("applies", it));
    if let (Some(from), Some(to)) = (applies.minutes_from, applies.minutes_to)
        && from > to
    {
        found.fault("applies.minutes_to", &format!("No call is {from} minutes or longer and at most {to}: put the two right."));
    }
    points(rubric, found);
}

fn points(rubric: &Rubric, found: &mut Found) {
    let earning = || rubric.items().filter(|it| it.counts() > 0);
    if earning().next().is_none() {
        found.fault("categories", "Nothing in it earns points: no item has points that count.");
        return;
    }
    let weighted = earning().filter(|it| it.weight.is_some()).count();
    if weighted > 0 && weighted < earning().count() {
        found.warn("categories", "Some items have a weight and some have none: those count as much as their points.");
    }
    let sum = rubric.weights();
    if rubric.purpose == Purpose::Score && sum != 100 {
        let what = if weighted > 0 { "weights" } else { "points" };
        found.warn("categories", &format!("The {what} add up to {sum}, not to 100: totals are percent all the same."));
    }
}

fn mapping(rubric: &Rubric, follows: &Follows, found: &mut Found) {
    for (at, renamed) in follows.renamed.iter().enumerate() {
        let field = format!("follows.renamed[{at}]");
        found.short(&field, &renamed.from);
        found.short(&field, &renamed.to);
        if rubric.item(&renamed.to).is_none() {
            found.warn(&field, "The item that goes on under this key is gone.");
        }
        if follows.renamed.iter().take(at).any(|it| it.from == renamed.from || it.to == renamed.to) {
            found.fault(&field, "One item goes on in one other only: take the second away.");
        }
    }
    follows.apart.iter().for_each(|it| found.short("follows.apart", it));
    found.short("follows.rubric.key", &follows.rubric.key);
}

fn of_category(category: &Category, others: &[Category], found: &mut Found) {
    found.named("key", &category.key, "The category has no key: give it one.");
    if others.iter().any(|it| it.key == category.key) {
        found.fault("key", "Another category has this key: each needs its own.");
    }
    found.named("title", &category.title, "The category has no title: give it one.");
    found.short("short", &category.short);
    if category.items.is_empty() {
        found.fault("items", "The category has no items: add one or take the category away.");
    }
}

#[cfg(test)]
mod tests;
