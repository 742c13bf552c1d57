//! Taking opened files back.

use super::*;
use crate::domain::erasure::{Erasure, Subject};
use crate::domain::id::ErasureId;
use crate::exchange::file::read;
use proptest::prelude::*;

type All = BTreeMap<At, Known>;

fn fixture() -> Vec<Entry> {
    let path = format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap()).unwrap().entries
}

/// Writes the records as a file would, and keeps what that changed.
fn open(all: &mut All, entries: &[Entry]) -> Vec<Change> {
    let mut changes = Vec::new();
    for entry in entries {
        let at = (entry.kind().to_owned(), entry.key());
        let before = all.get(&at).cloned();
        let mut after = before.clone();
        let writes = after.as_mut().is_none_or(|it| it.add(entry.clone()));
        if !writes {
            continue;
        }
        after = after.or_else(|| Some(Known::new(entry.clone())));
        changes.push(Change::new(&at, before.as_ref(), after.as_ref()));
        all.insert(at, after.unwrap());
    }
    changes
}

fn take_back(all: &mut All, changes: &[Change]) -> Back {
    let here = all.iter().map(|(at, it)| (at.clone(), Here::of(it))).collect();
    let back = back(changes, &here);
    for place in &back.restored {
        all.insert(changes[*place].at(), changes[*place].known_before().unwrap());
    }
    for place in &back.removed {
        all.remove(&changes[*place].at());
    }
    back
}

fn edit(all: &mut All, kind: &str) {
    let known = all.iter_mut().find(|it| it.0.0 == kind).unwrap().1;
    let mut edited = known.shown().clone();
    let stamp = edited.stamp_mut().unwrap();
    stamp.version = stamp.version.next("me");
    known.add(edited);
}

fn kinds(all: &All) -> Vec<&str> {
    all.keys().map(|it| it.0.as_str()).collect()
}

#[test]
fn a_file_that_nobody_touched_since_is_taken_back_whole() {
    let mut all = All::new();
    let changes = open(&mut all, &fixture());
    assert_eq!(all.len(), changes.len());
    let back = take_back(&mut all, &changes);
    assert!(all.is_empty());
    assert_eq!((back.removed.len(), back.edited.len() + back.needed.len()), (changes.len(), 0));
}

#[test]
fn what_was_edited_since_stays_with_all_that_it_needs() {
    let mut all = All::new();
    let changes = open(&mut all, &fixture());
    edit(&mut all, "scorecard");
    let back = take_back(&mut all, &changes);
    assert_eq!(back.edited.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["scorecard"]);
    assert_eq!(kinds(&all), ["call", "person", "person", "rubric", "scorecard", "scorecard", "transcript"]);
    let mut needed: Vec<&str> = back.needed.iter().map(|it| it.0.as_str()).collect();
    needed.sort_unstable();
    assert_eq!(needed, ["call", "person", "person", "rubric", "scorecard", "transcript"]);
}

#[test]
fn a_card_written_here_keeps_the_call_that_came_in_the_file() {
    let mut all = All::new();
    let changes = open(&mut all, &fixture());
    let own: Vec<Entry> = fixture().into_iter().filter(|it| it.kind() == "scorecard").take(1).collect();
    let Entry::Scorecard(mut card) = own[0].clone() else { unreachable!() };
    card.body.id = "01JD0000000000000000000777".parse().unwrap();
    open(&mut all, &[Entry::Scorecard(card)]);
    let back = take_back(&mut all, &changes);
    assert!(back.needed.iter().any(|it| it.0 == "call") && back.edited.is_empty());
    assert_eq!(kinds(&all), ["call", "person", "person", "rubric", "scorecard", "scorecard", "scorecard", "transcript"]);
}

#[test]
fn a_call_that_was_edited_keeps_its_words_and_its_cards() {
    let mut all = All::new();
    let changes = open(&mut all, &fixture());
    edit(&mut all, "call");
    let back = take_back(&mut all, &changes);
    assert_eq!(kinds(&all), ["call", "person", "person", "rubric", "scorecard", "scorecard", "transcript"]);
    assert_eq!(back.edited.len() + back.needed.len(), 7);
}

#[test]
fn a_card_that_came_for_a_call_that_was_here_goes_with_the_file() {
    let (own, others): (Vec<Entry>, Vec<Entry>) = fixture().into_iter().partition(|it| it.kind() != "scorecard");
    let mut all = All::new();
    open(&mut all, &own);
    let before = all.clone();
    let changes = open(&mut all, &others);
    edit(&mut all, "person");
    assert!(take_back(&mut all, &changes).needed.is_empty());
    assert_eq!(kinds(&all), kinds(&before));
}

#[test]
fn what_was_here_before_is_restored_with_its_conflict() {
    let mut all = All::new();
    open(&mut all, &fixture());
    edit(&mut all, "person");
    let before = all.clone();
    let other: Vec<Entry> = fixture()
        .into_iter()
        .map(|mut it| {
            if let Some(stamp) = it.stamp_mut() {
                stamp.version = stamp.version.next("you");
            }
            it
        })
        .collect();
    let changes = open(&mut all, &other);
    assert_ne!(all, before);
    take_back(&mut all, &changes);
    assert_eq!(all, before);
}

#[test]
fn what_was_erased_since_does_not_come_back() {
    let mut all = All::new();
    open(&mut all, &fixture());
    let newer = |kind: &str| {
        let mut it = fixture().into_iter().find(|it| it.kind() == kind).unwrap();
        let stamp = it.stamp_mut().unwrap();
        stamp.version = stamp.version.next("you");
        it
    };
    let mut changes = open(&mut all, &[newer("call"), newer("transcript"), newer("person")]);
    let call = changes[0].key.clone();
    let mut erased = Erasures::default();
    let of = [Subject { kind: "call".to_owned(), key: call }].into();
    erased.add(Erasure { id: ErasureId(RawId::new(1, 1)), of, at: DateTime::UNIX_EPOCH, by: String::new(), why: String::new() });
    changes.retain_mut(|it| it.forget(&erased));
    assert_eq!(changes.iter().map(|it| it.kind.as_str()).collect::<Vec<_>>(), ["person"]);
    let text = serde_json::to_string(&changes).unwrap();
    assert!(!text.contains("Kettle"), "{text}");
}

proptest! {
    #[test]
    fn files_taken_back_last_first_leave_all_as_it_was(cuts in proptest::collection::vec((0usize..8, 0usize..8, 0u8..3), 1..6)) {
        let mut all = All::new();
        let mut before = Vec::new();
        for (from, many, writer) in cuts {
            let mut part: Vec<Entry> = fixture().into_iter().skip(from).take(many).collect();
            for stamp in part.iter_mut().filter_map(Entry::stamp_mut) {
                stamp.version = stamp.version.next(&writer.to_string());
            }
            let was = all.clone();
            before.push((was, open(&mut all, &part)));
        }
        let mut stays = Vec::new();
        for (was, changes) in before.into_iter().rev() {
            let told = take_back(&mut all, &changes);
            stays.extend(told.needed.into_iter().chain(told.edited));
            // Nothing is lost: what differs from before is what was told to stay.
            for (at, known) in &all {
                prop_assert!(was.get(at) == Some(known) || stays.contains(at));
            }
            for at in was.keys() {
                prop_assert!(all.contains_key(at));
            }
        }
    }

    #[test]
    fn nothing_kept_loses_what_belongs_to_it(parts in proptest::collection::vec((0usize..8, 0usize..8), 1..4), edits in proptest::collection::vec(0usize..8, 0..4)) {
        let mut all = All::new();
        let mut files = Vec::new();
        for (n, (from, many)) in parts.into_iter().enumerate() {
            let mut part: Vec<Entry> = fixture().into_iter().skip(from).take(many).collect();
            for stamp in part.iter_mut().filter_map(Entry::stamp_mut) {
                stamp.version = stamp.version.next(&n.to_string());
            }
            files.push(open(&mut all, &part));
        }
        for at in edits {
            let Some(known) = all.values_mut().nth(at) else { continue };
            let mut edited = known.shown().clone();
            if let Some(stamp) = edited.stamp_mut() {
                stamp.version = stamp.version.next("me");
                known.add(edited);
            }
        }
        for changes in files {
            let before = all.clone();
            let told = take_back(&mut all, &changes);
            for (at, known) in &before {
                let call = known.shown().of_call().map(|it| ("call".to_owned(), it));
                let is_kept = call.is_some_and(|it| told.edited.contains(&it) || told.needed.contains(&it));
                prop_assert!(!is_kept || all.contains_key(at), "{at:?} is gone");
            }
            for known in all.values() {
                for needed in Here::of(known).needs {
                    prop_assert!(!before.contains_key(&needed) || all.contains_key(&needed), "{needed:?} is needed");
                }
            }
        }
    }
}

#[test]
fn what_a_file_took_out_of_the_trash_goes_back_there_whatever_is_here_of_it() {
    let entries = fixture();
    let mut all = All::new();
    let mut changes = Change::unbinned("5 calls x", entries.iter().filter(|it| it.kind() == "call").cloned());
    changes.extend(Change::unbinned("6 people y", entries.iter().filter(|it| it.kind() == "person").cloned()));
    changes.extend(open(&mut all, &entries));
    let here = all.iter().map(|(at, it)| (at.clone(), Here::of(it))).collect();
    let changes = joined(changes);
    let back = back(&changes, &here);
    let held = |key: &str| back.binned[key].iter().map(|it| changes[*it].at().0).collect::<Vec<_>>();
    assert_eq!((held("5 calls x"), held("6 people y")), (vec!["call".to_owned()], vec!["person".to_owned(), "person".to_owned()]));
    // What came in of them goes by itself.
    assert_eq!((back.removed.len(), back.restored.len()), (all.len(), 0));
    assert!(back.removed.iter().all(|it| changes[*it].bin.is_none()));
    let again: Vec<Change> = serde_json::from_str(&serde_json::to_string(&changes).unwrap()).unwrap();
    assert_eq!(again, changes);
}
