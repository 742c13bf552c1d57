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
    assert_eq!(edited.title, format!("{}, ours", standard().title));
    assert_eq!((edited.key.as_str(), edited.version, edited.follows.unwrap().rubric), ("fresh", 1, standard().reference()));
    assert!(edited.about.starts_with("Over the whole call: "), "the sum is said beside it: {}", edited.about);
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
    assert_eq!(said, [(2, "Ours 1 → Ours 2: 18 of 19 items go on."), (4, "Ours 2 → gone 3: another rubric, so the average begins anew.")]);
}
