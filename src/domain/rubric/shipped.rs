//! The rubrics that come with the product: data files, read when they are asked for.

use super::{Rubric, RubricRef};

/// The shipped rubrics: key, version, file. Add one: a JSON file in `shipped/` and a row here. A version once shipped
/// never changes, since cards keep it: a change is a row of its own.
const SHIPPED: &[(&str, u32, &str)] = &[
    ("standard", 1, include_str!("shipped/standard.json")),
    ("executive-briefing", 1, include_str!("shipped/executive-briefing.json")),
    ("expansion", 1, include_str!("shipped/expansion.json")),
    ("diagnostic", 1, include_str!("shipped/diagnostic.json")),
    ("meddicc", 1, include_str!("shipped/meddicc.json")),
    ("spin", 1, include_str!("shipped/spin.json")),
    ("bant", 1, include_str!("shipped/bant.json")),
    ("blank", 1, include_str!("shipped/blank.json")),
];

/// The shipped rubrics, the standard one first. Their files are checked by a test, so none is left out.
pub fn shipped() -> Vec<Rubric> {
    SHIPPED.iter().filter_map(|it| parse(it.2)).collect()
}

/// The standard rubric: what calls are scored by where nobody chose another.
pub fn standard() -> Rubric {
    SHIPPED.first().and_then(|it| parse(it.2)).unwrap_or_else(|| Rubric::new("standard".to_owned(), String::new()))
}

/// The shipped rubric of that key and version.
pub fn find(wanted: &RubricRef) -> Option<Rubric> {
    SHIPPED.iter().find(|it| it.0 == wanted.key && it.1 == wanted.version).and_then(|it| parse(it.2))
}

/// Whether some version of `key` is shipped: its versions are the product's, so a team's changes take a key of their own.
pub fn is_shipped(key: &str) -> bool {
    SHIPPED.iter().any(|it| it.0 == key)
}

fn parse(json: &str) -> Option<Rubric> {
    serde_json::from_slice(json.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis;
    use crate::domain::rubric::{Category, Guidance, ItemKind, Purpose, check};

    fn of(key: &str) -> Rubric {
        shipped().into_iter().find(|it| it.key == key).unwrap()
    }

    #[test]
    fn every_shipped_rubric_is_read_and_sound() {
        assert_eq!(shipped().len(), SHIPPED.len());
        for (rubric, (key, version, _)) in shipped().into_iter().zip(SHIPPED) {
            assert_eq!((rubric.key.as_str(), rubric.version), (*key, *version));
            let found = check::problems(&rubric);
            if rubric.purpose != Purpose::Template {
                assert_eq!(found, [], "{key}");
            }
            assert_eq!(check::faults(&rubric), [], "{key}");
            assert_eq!(find(&rubric.reference()), Some(rubric));
        }
    }

    #[test]
    fn the_standard_rubric_is_the_handbooks() {
        let standard = standard();
        let sums: Vec<_> = standard.categories.iter().map(Category::points).collect();
        assert_eq!((standard.points(), standard.items().count(), sums), (100, 19, vec![15, 30, 20, 15, 20]));
        assert_eq!(standard.items().filter(|it| it.points == 10).map(|it| it.key.as_str()).collect::<Vec<_>>(), ["talk-ratio"]);
    }

    #[test]
    fn talk_ratio_is_best_between_35_and_40_percent() {
        let standard = standard();
        let kind = &standard.item("talk-ratio").unwrap().kind;
        let points = |percent: f64| kind.band(percent).unwrap().points;
        let table = [
            (10.0, 4),
            (29.9, 4),
            (30.0, 8),
            (35.0, 10),
            (40.0, 10),
            (40.9, 10),
            (41.0, 8),
            (44.0, 6),
            (47.0, 4),
            (50.0, 2),
            (60.0, 0),
            (100.0, 0),
        ];
        for (percent, wanted) in table {
            assert_eq!(points(percent), wanted, "{percent}");
        }
    }

    #[test]
    fn the_executive_briefing_is_scored_on_its_key_segments_and_weighs_strategy_more() {
        let (briefing, standard) = (of("executive-briefing"), standard());
        let keys: Vec<_> = briefing.categories.iter().map(|it| it.key.as_str()).collect();
        assert_eq!((keys, briefing.points()), (vec!["opening", "value", "closing"], 100));
        let of_skill = |rubric: &Rubric, skills: &[&str]| -> u16 {
            rubric.items().filter(|it| skills.contains(&it.skill.as_str())).map(|it| it.points).sum()
        };
        let strategy = ["business outcome", "ROI", "executive presence", "rapport"];
        assert!(strategy.iter().all(|it| of_skill(&briefing, &[it]) >= 10));
        assert!(of_skill(&briefing, &["discovery"]) < of_skill(&standard, &["discovery"]) / 2);
        assert_eq!((briefing.applies.minutes_from, briefing.applies.minutes_to), (Some(60), Some(90)));
    }

    #[test]
    fn the_expansion_rubric_weighs_usage_and_triggers_more_and_notes_revenue_and_upgrades() {
        let (expansion, standard) = (of("expansion"), standard());
        let discovery = |rubric: &Rubric| rubric.items().filter(|it| it.skill == "discovery").map(|it| it.points).sum::<u16>();
        assert!(discovery(&expansion) < discovery(&standard));
        let usage: u16 =
            expansion.items().filter(|it| ["usage", "expansion", "insight"].contains(&it.skill.as_str())).map(|it| it.points).sum();
        assert!(usage >= 60, "{usage}");
        let noted: Vec<_> = expansion.items().filter(|it| it.points == 0).map(|it| (it.key.as_str(), it.kind.key())).collect();
        assert_eq!(noted, [("expansion-revenue", "count"), ("upgrade", "count")]);
        assert_eq!((expansion.applies.minutes_from, expansion.applies.minutes_to), (Some(15), Some(30)));
    }

    #[test]
    fn the_diagnostic_rates_five_dimensions_from_1_to_5_and_is_no_score() {
        let diagnostic = of("diagnostic");
        let keys: Vec<_> = diagnostic.items().map(|it| it.key.as_str()).collect();
        let wanted = ["discovery-quality", "value-connection", "objection-response", "next-step-clarity", "executive-presence"];
        assert_eq!((keys, diagnostic.purpose), (wanted.to_vec(), Purpose::Diagnostic));
        assert!(diagnostic.items().all(|it| it.steps() == [1, 2, 3, 4, 5] && matches!(it.kind, ItemKind::Anchored { .. })));
    }

    #[test]
    fn methods_are_measured_by_their_own_letters() {
        let titles = |key: &str| of(key).items().map(|it| it.title.clone()).collect::<Vec<_>>();
        let initials = |key: &str| titles(key).iter().filter_map(|it| it.chars().next()).collect::<String>();
        assert_eq!((initials("meddicc"), initials("spin"), initials("bant")), ("MEDDICC".into(), "SPIN".into(), "BANT".into()));
        assert!(["meddicc", "spin", "bant"].iter().all(|it| of(it).purpose == Purpose::Adoption));
    }

    #[test]
    fn every_metric_and_detector_that_is_named_is_known() {
        let detectors: Vec<_> = analysis::detectors().collect();
        for rubric in shipped() {
            for item in rubric.items() {
                assert!(item.detectors.iter().all(|it| detectors.contains(&it.as_str())), "{} {}", rubric.key, item.key);
                if let ItemKind::Computed { metric, .. } = &item.kind {
                    assert!(analysis::definition(metric).is_some(), "{} {}", rubric.key, item.key);
                }
            }
        }
    }

    #[test]
    fn every_item_that_earns_says_what_to_look_for_with_two_examples() {
        for rubric in shipped().into_iter().filter(|it| it.purpose != Purpose::Template) {
            for item in rubric.items().filter(|it| it.points > 0) {
                let Guidance { look_for, good, poor } = &item.guidance;
                assert!([look_for, good, poor].iter().all(|it| !it.is_empty()), "{} {}", rubric.key, item.key);
            }
        }
    }
}
