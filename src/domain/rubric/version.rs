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
        () if is_shipped(&rubric.key) => copy(rubric, fresh_key, &rubric.title),
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
        purpose: if is_template { Purpose::Score } else { rubric.purpose },
        follows: (!is_template).then(|| follow(rubric)),
        ..rubric.clone()
    }
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
    let (Some(old), Some(new)) = (find(from), find(to)) else { return format!("{change}.") };
    let on = old.items().filter(|it| counterpart(rubrics, old, new, &it.key).is_some()).count();
    format!("{change}: {on} of {} items go on.", old.items().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::{edit, standard};

    fn renamed(rubric: &Rubric, from: &str, to: &str) -> Rubric {
        let mut rubric = rubric.clone();
        for item in rubric.categories.iter_mut().flat_map(|it| &mut it.items).filter(|it| it.key == from) {
            item.key = to.to_owned();
        }
        continues(rubric, to, Some(from))
    }

    fn ours() -> Rubric {
        copy(&standard(), "ours", "Ours")
    }

    #[test]
    fn a_used_version_is_fixed_and_editing_it_makes_the_next() {
        let ours = ours();
        let used = [ours.reference()];
        assert_eq!((is_fixed(&ours, []), is_fixed(&ours, &used)), (false, true));
        assert_eq!(begin(&ours, false, &[], "new"), ours);
        let edited = begin(&ours, true, &[Rubric { version: 6, ..ours.clone() }], "new");
        assert_eq!((edited.key.as_str(), edited.version, edited.follows.unwrap().rubric), ("ours", 7, ours.reference()));
    }

    #[test]
    fn a_shipped_rubric_is_edited_as_a_copy_with_a_key_of_its_own() {
        let edited = begin(&standard(), is_fixed(&standard(), []), &[], "fresh");
        assert_eq!((edited.key.as_str(), edited.version, edited.follows.unwrap().rubric), ("fresh", 1, standard().reference()));
    }

    #[test]
    fn a_version_used_or_written_while_it_was_edited_is_never_overwritten() {
        let began = ours();
        let draft = Rubric { title: "Edited".to_owned(), ..began.clone() };
        let elsewhere = Rubric { title: "By another".to_owned(), ..began.clone() };
        let version = |fixed: bool, here: &Rubric| settle(draft.clone(), Some(&began), fixed, std::slice::from_ref(here)).version;
        assert_eq!((version(false, &began), version(true, &began), version(false, &elsewhere)), (1, 2, 2));
        let after = settle(draft.clone(), Some(&began), true, std::slice::from_ref(&began));
        assert_eq!((after.follows.unwrap().rubric, after.title), (began.reference(), draft.title.clone()));
        assert_eq!(settle(draft.clone(), Some(&began), false, &[]), draft);
    }

    #[test]
    fn a_rubric_from_a_file_takes_nobodys_place() {
        let (standard, ours) = (standard(), ours());
        let known = [standard.clone(), ours.clone()];
        let arrives = |it: &Rubric| arrive(it.clone(), &known, "fresh").map(|it| (it.key, it.version));
        let other = |it: &Rubric| Rubric { title: "Other".to_owned(), ..it.clone() };
        assert_eq!((arrives(&standard), arrives(&ours)), (None, None));
        assert_eq!(arrives(&other(&ours)), Some(("ours".to_owned(), 2)));
        assert_eq!(arrives(&other(&standard)), Some(("fresh".to_owned(), 1)));
        let new = Rubric { key: "theirs".to_owned(), version: 4, ..ours.clone() };
        assert_eq!(arrives(&new), Some(("theirs".to_owned(), 4)));
    }

    #[test]
    fn items_go_on_by_key_by_renaming_and_over_several_versions() {
        let first = ours();
        let second = renamed(&next(&first, &[]), "agenda", "frame");
        let third = renamed(&next(&second, &[]), "frame", "plan");
        let third = continues(third, "invite", None);
        let known = [first.clone(), second.clone(), third.clone()];
        let at = |key: &str| counterpart(&known, &first, &third, key);
        assert_eq!((at("agenda").as_deref(), at("summary").as_deref()), (Some("plan"), Some("summary")));
        assert_eq!((at("invite"), at("no such item")), (None, None));
        assert_eq!(counterpart(&[], &second, &third, "frame").as_deref(), Some("plan"));
        assert_eq!(counterpart(&known, &standard(), &third, "agenda").as_deref(), Some("plan"));
    }

    #[test]
    fn a_key_taken_by_a_renamed_item_is_not_also_its_old_self() {
        let first = ours();
        let mut second = next(&first, &[]);
        second = edit::remove_item(second, edit::At { category: 0, item: 1 });
        second = renamed(&second, "credibility", "agenda");
        assert_eq!(counterpart(&[], &first, &second, "credibility").as_deref(), Some("agenda"));
        assert_eq!(counterpart(&[], &first, &second, "agenda"), None);
    }

    #[test]
    fn rubrics_that_follow_each_other_in_a_circle_end() {
        let mut a = Rubric { key: "a".to_owned(), ..ours() };
        let mut b = Rubric { key: "b".to_owned(), ..ours() };
        a.follows = Some(follow(&b));
        b.follows = Some(follow(&a));
        let c = Rubric { key: "c".to_owned(), ..standard() };
        assert_eq!(counterpart(&[a.clone(), b], &c, &a, "agenda"), None);
    }

    #[test]
    fn what_comes_in_a_file_is_new_known_or_clashes() {
        let ours = ours();
        let changed = edit::remove_item(ours.clone(), edit::At { category: 0, item: 0 });
        let known = [ours.clone()];
        let next_of_the_shipped = Rubric { version: 2, ..standard() };
        for (rubric, expected) in [
            (&ours, Arrival::Known),
            (&changed, Arrival::Clashes),
            (&next(&ours, &[]), Arrival::New),
            (&standard(), Arrival::Known),
            (&edit::remove_category(standard(), 0), Arrival::Clashes),
            (&next_of_the_shipped, Arrival::Clashes),
        ] {
            assert_eq!(arrival(rubric, &known), expected, "{} {}", rubric.key, rubric.version);
        }
    }

    #[test]
    fn a_trend_breaks_where_the_rubric_changes() {
        let first = ours();
        let second = edit::remove_item(next(&first, &[]), edit::At { category: 0, item: 0 });
        let (a, b, gone) = (first.reference(), second.reference(), RubricRef { key: "gone".to_owned(), version: 3 });
        let found = breaks(&[&a, &a, &b, &b, &gone], &[first, second]);
        let said: Vec<_> = found.iter().map(|it| (it.at, it.says.as_str())).collect();
        assert_eq!(said, [(2, "Ours 1 → Ours 2: 18 of 19 items go on."), (4, "Ours 2 → gone 3.")]);
    }
}
