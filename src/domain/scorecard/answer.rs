//! What was given for an item, where it came from, and what it rests on.

use serde::{Deserialize, Serialize};

use crate::domain::rubric::{Item, ItemKind, reached, ticked};
use crate::domain::transcript::Moment;

/// What was given for an item. Points may be given for every kind but free text; the others go with their own kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// 0 to the item's points; 0 is "not observed".
    Points(u16),
    /// Does not apply to this call and leaves the denominator. Says why; never empty on a submitted card.
    NotApplicable(String),
    /// The keys of the checks that were ticked; none is "not observed".
    Checks(Vec<String>),
    /// How many times, or the number noted.
    Count(u32),
    /// Words.
    Text(String),
}

/// What something given is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// So many points of the item's.
    Points(u16),
    /// Does not apply.
    Apart,
    /// Nothing was given, or nothing that fits the item's kind.
    Open,
}

impl Given {
    /// Whether it can be given for an item of this kind.
    pub fn fits(&self, kind: &ItemKind) -> bool {
        match self {
            Self::NotApplicable(_) => true,
            Self::Points(_) => *kind != ItemKind::Text,
            Self::Checks(_) => matches!(kind, ItemKind::Checklist { .. }),
            Self::Count(_) => matches!(kind, ItemKind::Count { .. }),
            Self::Text(_) => *kind == ItemKind::Text,
        }
    }

    /// Whether a card could hold it for `item`: of its kind, no more than its points, a level it has, checks it has, once
    /// each, and words where it is words.
    pub fn holds(&self, item: &Item) -> bool {
        let within = match (self, &item.kind) {
            (Self::Points(points), ItemKind::Anchored { .. } | ItemKind::YesNo) => item.steps().contains(points),
            (Self::Points(points), _) => *points <= item.points,
            (Self::Checks(keys), ItemKind::Checklist { checks }) => {
                keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key) && checks.iter().any(|it| it.key == *key))
            }
            (Self::Text(words), _) => !words.trim().is_empty(),
            _ => true,
        };
        within && self.fits(&item.kind)
    }

    /// What a digit key gives for `item`, where `now` was given before: the step counted from 0, of a checklist its check
    /// counted from 1, ticked or not any more (0: none is), of a count the number itself. `None` where there is no such
    /// step.
    pub fn by_digit(item: &Item, digit: usize, now: Option<&Self>) -> Option<Self> {
        match &item.kind {
            ItemKind::Text => None,
            ItemKind::Count { .. } => u32::try_from(digit).ok().map(Self::Count),
            ItemKind::Checklist { .. } if digit == 0 => Some(Self::Checks(Vec::new())),
            ItemKind::Checklist { checks } => {
                let meant = &checks.get(digit - 1)?.key;
                let had = |key: &String| matches!(now, Some(Self::Checks(keys)) if keys.contains(key));
                let keys = checks.iter().map(|it| it.key.clone());
                Some(Self::Checks(keys.filter(|key| had(key) != (key == meant)).collect()))
            }
            _ => item.steps().get(digit).copied().map(Self::Points),
        }
    }

    /// Whether both say the same: in whatever order checks were ticked.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Checks(a), Self::Checks(b)) => a.len() == b.len() && a.iter().all(|it| b.contains(it)),
            _ => self == other,
        }
    }
}

/// What was given, in points, by the item's kind. Points above the item's best count as its best; a free text that is
/// empty is not given yet.
pub fn worth(item: &Item, given: Option<&Given>) -> Worth {
    let Some(given) = given.filter(|it| it.fits(&item.kind)) else { return Worth::Open };
    match (given, &item.kind) {
        (Given::NotApplicable(_), _) => Worth::Apart,
        (Given::Points(points), _) => Worth::Points((*points).min(item.points)),
        (Given::Checks(keys), ItemKind::Checklist { checks }) => Worth::Points(ticked(checks, keys, item.points)),
        (Given::Count(count), ItemKind::Count { thresholds }) => Worth::Points(reached(thresholds, *count).min(item.points)),
        (Given::Text(text), _) if !text.trim().is_empty() => Worth::Points(0),
        _ => Worth::Open,
    }
}

/// What was given for `item`, in a few words: "4", "Yes", "Who, When", "3 times". Without the item, which a rubric in
/// hand may not have, checks are counted.
pub fn says(item: Option<&Item>, given: Option<&Given>) -> String {
    match (given, item.map(|it| &it.kind)) {
        (None, _) => "–".to_owned(),
        (Some(Given::NotApplicable(_)), _) => "N/A".to_owned(),
        (Some(Given::Points(points)), Some(ItemKind::YesNo)) => if *points == 0 { "No" } else { "Yes" }.to_owned(),
        (Some(Given::Points(points)), Some(ItemKind::Anchored { anchors })) => {
            let level = anchors.iter().find(|it| it.points == *points && !it.says.is_empty());
            level.map_or_else(|| points.to_string(), |it| format!("{points} ({})", it.says))
        }
        (Some(Given::Points(points)), _) => points.to_string(),
        (Some(Given::Checks(keys)), _) if keys.is_empty() => "nothing ticked".to_owned(),
        (Some(Given::Checks(keys)), Some(ItemKind::Checklist { checks })) => {
            let titles: Vec<&str> = checks.iter().filter(|it| keys.contains(&it.key)).map(|it| it.title.as_str()).collect();
            titles.join(", ")
        }
        (Some(Given::Checks(keys)), _) => format!("{} ticked", keys.len()),
        (Some(Given::Count(1)), _) => "once".to_owned(),
        (Some(Given::Count(count)), _) => format!("{count} times"),
        (Some(Given::Text(words)), _) => format!("“{words}”"),
    }
}

/// Where the points came from, so that agreement between suggestion and person can itself be measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Chosen with no suggestion at hand.
    #[default]
    Hand,
    /// Computed from a metric by the item's bands.
    Computed,
    /// The suggestion, taken as it was.
    Accepted,
    /// Chosen against a suggestion of so many points.
    Overruled(u16),
}

impl Origin {
    /// Whether no suggestion was at hand: the usual case, left out of files.
    fn is_hand(&self) -> bool {
        *self == Self::Hand
    }
}

/// The judgement of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the item.
    pub item: String,
    /// The judgement; `None` while there is only evidence or a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// Where the points came from.
    #[serde(default, skip_serializing_if = "Origin::is_hand")]
    pub origin: Origin,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Moment>,
    /// In the scorer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Answer {
    /// An answer to the item called `key`, with nothing given yet.
    pub fn to(key: &str) -> Self {
        Self { item: key.to_owned(), given: None, origin: Origin::Hand, evidence: Vec::new(), comment: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::edit::{At, set_kind, set_points};
    use crate::domain::rubric::standard;

    fn item(kind: &str, points: u16) -> Item {
        let at = At { category: 0, item: 0 };
        set_points(set_kind(standard(), at, kind), at, points).categories[0].items[0].clone()
    }

    #[track_caller]
    fn check(kind: &str, points: u16, given: Given, expected: Worth) {
        assert_eq!(worth(&item(kind, points), Some(&given)), expected, "{kind} {given:?}");
    }

    #[test]
    fn each_kind_turns_what_was_given_into_points() {
        check("scale", 5, Given::Points(3), Worth::Points(3));
        check("scale", 5, Given::Points(900), Worth::Points(5));
        check("anchored", 10, Given::Points(6), Worth::Points(6));
        check("yes_no", 5, Given::Points(5), Worth::Points(5));
        check("yes_no", 5, Given::Points(0), Worth::Points(0));
        check("checklist", 5, Given::Checks(vec!["check-1".to_owned()]), Worth::Points(3));
        check("checklist", 5, Given::Checks(vec![]), Worth::Points(0));
        check("checklist", 5, Given::Points(4), Worth::Points(4));
        check("count", 5, Given::Count(0), Worth::Points(0));
        check("count", 5, Given::Count(7), Worth::Points(5));
        check("computed", 10, Given::Points(8), Worth::Points(8));
        check("text", 0, Given::Text("Good listener.".to_owned()), Worth::Points(0));
        for (kind, _) in ItemKind::NAMES {
            check(kind, 5, Given::NotApplicable("not that kind of call".to_owned()), Worth::Apart);
        }
    }

    #[test]
    fn what_was_given_is_said_in_the_words_of_its_kind() {
        let said = |kind: &str, given: Given| says(Some(&item(kind, 5)), Some(&given));
        let checks = |keys: &[&str]| Given::Checks(keys.iter().map(|it| (*it).to_owned()).collect());
        let first = match item("checklist", 5).kind {
            ItemKind::Checklist { checks } => checks[0].title.clone(),
            _ => String::new(),
        };
        for (kind, given, expected) in [
            ("scale", Given::Points(4), "4"),
            ("yes_no", Given::Points(5), "Yes"),
            ("yes_no", Given::Points(0), "No"),
            ("checklist", checks(&["check-1"]), &first),
            ("checklist", checks(&[]), "nothing ticked"),
            ("count", Given::Count(1), "once"),
            ("count", Given::Count(3), "3 times"),
            ("text", Given::Text("Warm.".to_owned()), "“Warm.”"),
            ("scale", Given::NotApplicable("no objection".to_owned()), "N/A"),
        ] {
            assert_eq!(said(kind, given), expected, "{kind}");
        }
        let mut levels = item("anchored", 5);
        if let ItemKind::Anchored { anchors } = &mut levels.kind {
            anchors.iter_mut().for_each(|it| it.says = format!("level {}", it.points));
        }
        assert_eq!(says(Some(&levels), Some(&Given::Points(5))), "5 (level 5)");
        assert_eq!(said("anchored", Given::Points(5)), "5");
        assert_eq!((says(None, None), says(None, Some(&checks(&["a", "b"])))), ("–".to_owned(), "2 ticked".to_owned()));
    }

    #[test]
    fn what_does_not_fit_the_kind_or_says_nothing_is_not_given() {
        check("scale", 5, Given::Checks(vec![]), Worth::Open);
        check("scale", 5, Given::Count(3), Worth::Open);
        check("text", 0, Given::Points(3), Worth::Open);
        check("text", 0, Given::Text("  ".to_owned()), Worth::Open);
        check("yes_no", 5, Given::Text("yes".to_owned()), Worth::Open);
        assert_eq!(worth(&item("scale", 5), None), Worth::Open);
    }

    #[test]
    fn answers_keep_their_form_in_files() {
        for json in [
            r#"{"item":"a","given":{"points":4},"origin":{"overruled":5}}"#,
            r#"{"item":"a","given":{"not_applicable":"no objection"}}"#,
            r#"{"item":"a","given":{"checks":["who","how"]}}"#,
            r#"{"item":"a","given":{"count":3},"origin":"accepted"}"#,
            r#"{"item":"a","given":{"text":"Warm."}}"#,
            r#"{"item":"a"}"#,
        ] {
            let answer: Answer = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&answer).unwrap(), json);
        }
    }

    #[test]
    fn what_a_newer_version_may_give_is_refused_by_name() {
        let error = serde_json::from_str::<Answer>(r#"{"item":"a","given":{"stars":4}}"#).unwrap_err().to_string();
        assert!(error.contains("unknown variant `stars`") && error.contains("points"), "{error}");
    }

    #[test]
    fn a_digit_gives_what_the_kind_of_the_item_makes_of_it() {
        let by = |kind: &str, points, digit, now: Option<Given>| Given::by_digit(&item(kind, points), digit, now.as_ref());
        let checks = |keys: &[&str]| Given::Checks(keys.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(by("scale", 5, 3, None), Some(Given::Points(3)));
        assert_eq!(by("scale", 5, 6, None), None);
        assert_eq!(by("scale", 10, 5, None), Some(Given::Points(10)), "the sixth button of 0, 2, 4, 6, 8, 10");
        assert_eq!(by("yes_no", 5, 1, None), Some(Given::Points(5)));
        assert_eq!(by("yes_no", 5, 2, None), None);
        assert_eq!(by("count", 5, 7, None), Some(Given::Count(7)));
        assert_eq!(by("text", 0, 1, None), None);
        assert_eq!(by("checklist", 5, 1, None), Some(checks(&["check-1"])));
        assert_eq!(by("checklist", 5, 2, Some(checks(&["check-1"]))), Some(checks(&["check-1", "check-2"])));
        assert_eq!(by("checklist", 5, 1, Some(checks(&["check-1", "check-2"]))), Some(checks(&["check-2"])));
        assert_eq!(by("checklist", 5, 0, Some(checks(&["check-1"]))), Some(checks(&[])));
        assert_eq!(by("checklist", 5, 9, None), None);
        for (kind, _) in ItemKind::NAMES {
            for digit in 0..10 {
                assert!(by(kind, 10, digit, None).is_none_or(|it| it.holds(&item(kind, 10))), "{kind} {digit}");
            }
        }
    }
}
