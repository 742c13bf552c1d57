//! Shipped rules that the team has switched off.

use super::quotes;
use crate::domain::analysis::{Analysis, Measured, Rule, Settings, SignalKind, analyse, metric, scenes, shipped, suggest};
use crate::domain::rubric;
use crate::domain::transcript::Transcript;

fn off(of: impl Fn(&Rule) -> bool) -> Vec<Rule> {
    shipped("en").map(|it| it.0).filter(of).map(|it| Rule { off: Some(true), ..it }).collect()
}

fn call() -> Transcript {
    scenes::dialogue(
        "Maya: How do you plan a day right now?\nDana: On paper. It is a problem, um, and it sounds too expensive for us.\nMaya: That is fair. Acme costs more. I will send the plan on Friday.\nDana: Good. Lantern is a nightmare, too.",
    )
}

fn heard(settings: &Settings) -> Analysis {
    analyse(&call(), Some(0), &Settings { language: "en".to_owned(), ..settings.clone() })
}

fn says(heard: &Analysis, item: &str) -> String {
    let standard = rubric::shipped().into_iter().find(|it| it.items().any(|it| it.key == item)).unwrap();
    suggest(&call(), heard, &standard).into_iter().find(|it| it.item == item).unwrap().why
}

#[test]
fn what_is_off_marks_nothing_and_the_rest_is_heard_as_before() {
    let all = heard(&Settings::default());
    for (kind, _, _) in SignalKind::ALL {
        let left = heard(&Settings { shipped: off(|it| it.kind == *kind), ..Settings::default() });
        let without: Vec<_> = all.signals.iter().filter(|it| it.kind != *kind).cloned().collect();
        assert_eq!(left.signals, without, "{kind:?}");
    }
    let others = Settings { shipped: shipped("de").map(|it| Rule { off: Some(true), ..it.0 }).collect(), ..Settings::default() };
    assert_eq!(heard(&others).signals, all.signals, "of another language");
}

#[test]
fn the_teams_own_words_and_competitors_are_heard_where_the_shipped_list_is_off() {
    let own = Rule { phrases: vec!["nightmare".to_owned()], language: String::new(), ..off(|it| it.kind == SignalKind::Pain).remove(0) };
    let kinds = [SignalKind::Pain, SignalKind::Competitor];
    let settings = Settings {
        shipped: off(|it| kinds.contains(&it.kind)),
        rules: vec![own],
        competitors: vec!["Acme".to_owned()],
        ..Settings::default()
    };
    let found = heard(&settings);
    assert_eq!(quotes(&found, SignalKind::Pain), ["Lantern is a nightmare"]);
    assert_eq!(quotes(&found, SignalKind::Competitor), ["Acme"]);
}

#[test]
fn what_rests_on_a_list_that_is_off_is_not_measured_and_not_suggested_and_says_so() {
    let found = heard(&Settings { shipped: off(|it| it.name == "Fillers" || it.kind == SignalKind::NextStep), ..Settings::default() });
    assert!(matches!(metric(&found, "fillers").unwrap().measured, Measured::NotMeasurable(why) if why.contains("switched off")));
    assert!(says(&found, "next-steps").contains("switched off"));
    assert!(!says(&found, "acknowledges").contains("switched off"));
}

#[test]
fn objections_of_one_kind_can_be_off_and_only_without_any_nothing_is_said_of_them() {
    let price = heard(&Settings { shipped: off(|it| it.about.is_some_and(|it| format!("{it:?}") == "Price")), ..Settings::default() });
    assert_eq!(quotes(&price, SignalKind::Objection), Vec::<&str>::new());
    assert_eq!(price.hears_no_objections(), None);
    let none = heard(&Settings { shipped: off(|it| it.kind == SignalKind::Objection), ..Settings::default() });
    assert!(none.hears_no_objections().unwrap().contains("switched off"));
    for item in ["acknowledges", "explores-cause", "specific-evidence"] {
        assert!(says(&none, item).contains("switched off"), "{item}");
    }
}
