//! What the form promises.

use super::*;
use crate::domain::rubric::{check, edit, shipped, standard};

fn hands(rubric: &Rubric) -> Vec<Hand> {
    let categories = rubric.categories.iter().enumerate();
    let inner = categories.flat_map(|(category, it)| {
        [Hand::Category(category)].into_iter().chain((0..it.items.len()).map(move |item| Hand::Item(At { category, item })))
    });
    [Hand::Whole].into_iter().chain(inner).collect()
}

/// Every field there is, with its place and path.
fn every(rubric: &Rubric) -> Vec<(&'static Field, Spot, String)> {
    let mut found = Vec::new();
    for hand in hands(rubric) {
        found.extend(hand.fields(rubric).into_iter().map(|it| (it, hand.spot(), it.path(hand, 0))));
        let Hand::Item(at) = hand else { continue };
        for row in 0..rows(&rubric.item_at(at).unwrap().kind) {
            let spot = Spot { row, ..hand.spot() };
            found.extend(row_fields(rubric, at).iter().map(|it| (it, spot, it.path(hand, row))));
        }
    }
    found
}

/// A rubric with an item of every kind.
fn all_kinds() -> Rubric {
    let mut rubric = edit::add_category(Rubric::new("own".to_owned(), "Own".to_owned()));
    for (item, (kind, _)) in ItemKind::NAMES.iter().enumerate() {
        rubric = edit::set_kind(edit::add_item(rubric, 0), At { category: 0, item }, kind);
    }
    rubric
}

#[test]
fn writing_what_was_read_changes_nothing() {
    for rubric in shipped().into_iter().chain([all_kinds()]) {
        for (field, spot, path) in every(&rubric) {
            let mut written = rubric.clone();
            (field.write)(&mut written, spot, &(field.read)(&rubric, spot).unwrap());
            assert_eq!(written, rubric, "{path}");
        }
    }
}

#[test]
fn what_is_written_is_read_again() {
    for rubric in [standard(), all_kinds()] {
        for (field, spot, path) in every(&rubric) {
            let texts = match field.shape {
                Shape::Line | Shape::Lines => vec!["Words".to_owned(), String::new()],
                Shape::Number => vec!["3".to_owned()],
                Shape::Tick => vec![String::new(), "yes".to_owned()],
                Shape::One(choices) => choices(&rubric, spot).into_iter().map(|it| it.0).collect(),
                Shape::Some(choices) => choices(&rubric, &[], spot).into_iter().map(|it| it.0).collect(),
            };
            for text in texts {
                let mut written = rubric.clone();
                (field.write)(&mut written, spot, &text);
                assert_eq!((field.read)(&written, spot), Some(text), "{path}");
            }
        }
    }
}

#[test]
fn what_is_no_number_changes_nothing() {
    let rubric = all_kinds();
    for (field, spot, path) in every(&rubric).into_iter().filter(|it| matches!(it.0.shape, Shape::Number)) {
        for text in ["-1", "x", "1e9", "99999999999999"] {
            let mut written = rubric.clone();
            (field.write)(&mut written, spot, text);
            assert_eq!(written, rubric, "{path} {text}");
        }
    }
}

#[test]
fn every_choice_shows_what_stands_in_the_field() {
    for rubric in shipped() {
        for (field, spot, path) in every(&rubric) {
            if let Shape::One(choices) = field.shape {
                let now = (field.read)(&rubric, spot).unwrap();
                assert!(choices(&rubric, spot).iter().any(|it| it.0 == now), "{path}: {now}");
            }
        }
    }
}

#[test]
fn a_problem_of_a_field_leads_to_it() {
    let mut rubric = all_kinds();
    for (field, spot, _) in every(&rubric) {
        if !matches!(field.shape, Shape::One(_) | Shape::Some(_)) {
            (field.write)(&mut rubric, spot, "");
        }
    }
    let paths: Vec<String> = every(&rubric).into_iter().map(|it| it.2).collect();
    let problems = check::problems(&rubric);
    assert!(problems.len() > 10);
    for problem in problems.iter().filter(|it| it.path != "categories") {
        let near = |it: &String| it.starts_with(&problem.path);
        assert!(paths.iter().any(near), "{}", problem.path);
        assert!(hands(&rubric).contains(&Hand::of_path(&problem.path)), "{}", problem.path);
    }
}

#[test]
fn rows_come_and_go_and_the_last_band_has_no_end() {
    let rubric = all_kinds();
    for item in 0..ItemKind::NAMES.len() {
        let at = At { category: 0, item };
        let count = |rubric: &Rubric| rows(&rubric.item_at(at).unwrap().kind);
        if row_names(&rubric.item_at(at).unwrap().kind).is_none() {
            assert_eq!(add_row(rubric.clone(), at), rubric);
            continue;
        }
        let more = add_row(rubric.clone(), at);
        assert_eq!(count(&more), count(&rubric) + 1);
        let less = remove_row(more, at, count(&rubric));
        assert_eq!(count(&less), count(&rubric));
        if let ItemKind::Computed { bands, .. } = &less.item_at(at).unwrap().kind {
            assert_eq!(bands.iter().map(|it| it.below).collect::<Vec<_>>(), [Some(45), None]);
        }
        assert_eq!(remove_row(rubric.clone(), at, 99), rubric);
    }
}

#[test]
fn what_suggests_points_is_shown_and_not_what_was_borrowed_before() {
    let shown = |rubric: &Rubric, key: &str| {
        every(rubric).into_iter().find_map(|(field, spot, _)| {
            let item =
                rubric.item_at(At { category: spot.category, item: spot.item }).filter(|it| it.key == key && field.name == "detectors")?;
            Some(((field.read)(rubric, spot).unwrap(), item.detectors.clone()))
        })
    };
    let borrowed = shipped().iter().find_map(|it| shown(it, "usage-opener"));
    assert_eq!(borrowed, Some(("usage-opener".to_owned(), vec!["personal-opener".to_owned()])));
}

#[test]
fn the_teams_signals_can_suggest_points_and_each_is_offered_once() {
    let rules: Vec<Rule> = serde_json::from_str(r#"[{"name": "Our warranty", "kind": "custom", "phrases": ["warranty"]}]"#).unwrap();
    let key = &crate::domain::analysis::own_detectors(&rules)[0].0;
    let offered = |rubric: &Rubric| {
        let (field, spot, _) = every(rubric).into_iter().find(|it| it.0.name == "detectors").unwrap();
        let Shape::Some(choices) = field.shape else { panic!("not some of several") };
        choices(rubric, &rules, spot).iter().filter(|it| it.0 == *key).count()
    };
    let mut rubric = standard();
    assert_eq!(offered(&rubric), 1);
    rubric.categories[0].items[0].detectors = vec![key.clone()];
    assert_eq!(offered(&rubric), 1);
}
