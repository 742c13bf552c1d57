//! Versions: a used one never changes, the next one says which items go on, and trends show where it changed.

use serde::{Deserialize, Serialize};

use super::{Purpose, Rubric, RubricRef, is_shipped};

/// What a rubric was made from, and which items go on. An item goes on in the one of the same key, unless told otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follows {
    /// The version it was made from.
    pub rubric: RubricRef,
    /// Items that go on under another key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<Renamed>,
    /// Keys in both that are no longer the same thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<String>,
}

/// An item that goes on under another key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    /// Its key before.
    pub from: String,
    /// Its key now.
    pub to: String,
}

/// Whether a card was scored by this version of `rubric`, so that it may not change any more. Shipped ones never may.
pub fn is_fixed<'a>(rubric: &Rubric, used: impl IntoIterator<Item = &'a RubricRef>) -> bool {
    is_shipped(&rubric.key) || used.into_iter().any(|it| it.key == rubric.key && it.version == rubric.version)
}

/// The version to edit when somebody opens `rubric`: itself while no card uses it (`fixed` is [`is_fixed`]), else the
/// next one; of a shipped rubric a copy under `fresh_key`, which must be new.
pub fn begin(rubric: &Rubric, fixed: bool, known: &[Rubric], fresh_key: &str) -> Rubric {
    match () {
        // Another name, or the two could not be told apart in a list.
        () if is_shipped(&rubric.key) => copy(rubric, fresh_key, &format!("{}, ours", rubric.title)),
        () if fixed => next(rubric, known),
        () => rubric.clone(),
    }
}

/// The version after `rubric` and after all versions of it in `known`.
pub fn next(rubric: &Rubric, known: &[Rubric]) -> Rubric {
    let newest = known.iter().filter(|it| it.key == rubric.key).map(|it| it.version).fold(rubric.version, u32::max);
    Rubric { version: newest.saturating_add(1), follows: Some(follow(rubric)), ..rubric.clone() }
}

/// A rubric of its own that begins as `rubric` is. One made from a template scores calls and follows nothing.
pub fn copy(rubric: &Rubric, key: &str, title: &str) -> Rubric {
    let is_template = rubric.purpose == Purpose::Template;
    Rubric {
        key: key.to_owned(),
        version: 1,
        title: title.to_owned(),
        about: without_sum(rubric),
        purpose: if is_template { Purpose::Score } else { rubric.purpose },
        follows: (!is_template).then(|| follow(rubric)),
        ..rubric.clone()
    }
}

/// What it is for, without the points that it begins with: they change with the first edit, and stand beside it anyway.
fn without_sum(rubric: &Rubric) -> String {
    let Some(rest) = rubric.about.strip_prefix(&format!("{} points ", rubric.points())) else { return rubric.about.clone() };
    let mut letters = rest.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The draft as it may be kept: where its version was used or written by somebody else since it was `began` from, it
/// becomes the version after that. `known` are the rubrics stored now, `fixed` is [`is_fixed`] of the draft now.
pub fn settle(draft: Rubric, began: Option<&Rubric>, fixed: bool, known: &[Rubric]) -> Rubric {
    match known.iter().find(|it| it.reference() == draft.reference()) {
        Some(here) if *here != draft && (fixed || began != Some(here)) => {
            let Rubric { version, follows, .. } = next(here, known);
            Rubric { version, follows, ..draft }
        }
        _ => draft,
    }
}

/// A rubric that comes in a file, as it may be kept beside `known`: a changed one of ours is the next version, a changed
/// shipped one a rubric of its own under `fresh_key`. `None` where it is here already.
pub fn arrive(rubric: Rubric, known: &[Rubric], fresh_key: &str) -> Option<Rubric> {
    if known.contains(&rubric) {
        return None;
    }
    let rubric = if is_shipped(&rubric.key) { copy(&rubric, fresh_key, &rubric.title) } else { rubric };
    Some(settle(rubric, None, false, known))
}

fn follow(rubric: &Rubric) -> Follows {
    Follows { rubric: rubric.reference(), renamed: Vec::new(), apart: Vec::new() }
}

/// Says that item `now` of `rubric` goes on where `before` of the followed version stopped; with `None`, that it is a
/// thing of its own. Nothing changes where the rubric follows none or has no such item.
pub fn continues(mut rubric: Rubric, now: &str, before: Option<&str>) -> Rubric {
    let known = rubric.item(now).is_some();
    let Some(follows) = rubric.follows.as_mut().filter(|_| known) else { return rubric };
    follows.renamed.retain(|it| it.to != now && Some(it.from.as_str()) != before);
    follows.apart.retain(|it| it != now);
    match before {
        Some(before) if before == now => {}
        Some(before) => follows.renamed.push(Renamed { from: before.to_owned(), to: now.to_owned() }),
        None => follows.apart.push(now.to_owned()),
    }
    rubric
}

impl Follows {
    /// The key under which `key` of the followed version goes on, if it is still there to be looked up.
    fn key_now<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        let renamed = self.renamed.iter().find(|it| it.from == key).map(|it| it.to.as_str());
        let taken = self.renamed.iter().any(|it| it.to == key) || self.apart.iter().any(|it| it == key);
        renamed.or((!taken).then_some(key))
    }
}

/// The item of `new` in which item `key` of `old` goes on. `known` are the versions between, if any. Versions that do
/// not descend from each other share items of the same key only where they are of the same rubric.
pub fn counterpart(known: &[Rubric], old: &Rubric, new: &Rubric, key: &str) -> Option<String> {
    old.item(key)?;
    let mut way: Vec<&Follows> = Vec::new();
    let mut at = new;
    // No way is longer than there are versions: a circle ends.
    for _ in 0..=known.len() + 1 {
        if at.reference() == old.reference() {
            let now = way.iter().rev().try_fold(key.to_owned(), |key, step| step.key_now(&key).map(str::to_owned));
            return now.filter(|it| new.item(it).is_some());
        }
        let Some(follows) = &at.follows else { break };
        way.push(follows);
        let before = known.iter().chain([old]).find(|it| it.reference() == follows.rubric);
        let Some(before) = before else { break };
        at = before;
    }
    (old.key == new.key && new.item(key).is_some()).then(|| key.to_owned())
}

/// Whether `rubric` was made from a version of the one called `key`, directly or over others in `known`.
pub(super) fn descends(known: &[Rubric], rubric: &Rubric, key: &str) -> bool {
    let mut at = rubric;
    // No way is longer than there are versions: a circle ends.
    for _ in 0..=known.len() {
        let Some(follows) = &at.follows else { return false };
        if follows.rubric.key == key {
            return true;
        }
        let Some(before) = known.iter().find(|it| it.reference() == follows.rubric) else { return false };
        at = before;
    }
    false
}

/// What a rubric that comes in a file is to those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Not here yet.
    New,
    /// Here already, word for word.
    Known,
    /// Another one has its key and version: only a [`copy`] under a key of its own can be kept.
    Clashes,
}

/// What `rubric` is to `known` and the shipped ones.
pub fn arrival(rubric: &Rubric, known: &[Rubric]) -> Arrival {
    let shipped = super::find(&rubric.reference());
    match known.iter().chain(&shipped).find(|it| it.reference() == rubric.reference()) {
        Some(here) if here == rubric => Arrival::Known,
        Some(_) => Arrival::Clashes,
        None if is_shipped(&rubric.key) => Arrival::Clashes,
        None => Arrival::New,
    }
}

/// A place in a trend where the rubric changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first of the calls that was scored by the other version.
    pub at: usize,
    /// By what calls were scored before.
    pub from: RubricRef,
    /// By what from here on.
    pub to: RubricRef,
    /// Said at the line: "Standard 1 → Standard 2: 17 of 19 items go on."
    pub says: String,
}

impl Break {
    /// Whether another rubric begins, not another version of the same.
    pub fn is_other(&self) -> bool {
        self.from.key != self.to.key
    }
}

/// Where the rubric changes along calls in order, each given by what it was scored by. `rubrics` are those known.
pub fn breaks(scored_by: &[&RubricRef], rubrics: &[Rubric]) -> Vec<Break> {
    let changes = scored_by.windows(2).enumerate().filter(|(_, pair)| pair.first() != pair.last());
    changes
        .filter_map(|(at, pair)| {
            let [from, to] = pair else { return None };
            Some(Break { at: at + 1, from: (*from).clone(), to: (*to).clone(), says: says(from, to, rubrics) })
        })
        .collect()
}

fn says(from: &RubricRef, to: &RubricRef, rubrics: &[Rubric]) -> String {
    let find = |wanted: &RubricRef| rubrics.iter().find(|it| it.key == wanted.key && it.version == wanted.version);
    let name = |it: &RubricRef| find(it).map_or_else(|| format!("{} {}", it.key, it.version), |it| format!("{} {}", it.title, it.version));
    let change = format!("{} → {}", name(from), name(to));
    if from.key != to.key {
        return format!("{change}: another rubric, so the average begins anew.");
    }
    let (Some(old), Some(new)) = (find(from), find(to)) else { return format!("{change}.") };
    let on = old.items().filter(|it| counterpart(rubrics, old, new, &it.key).is_some()).count();
    format!("{change}: {on} of {} items go on.", old.items().count())
}

#[cfg(test)]
mod tests;
