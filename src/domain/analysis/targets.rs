//! What to aim at, metric by metric.

use super::suggest::scored;
use super::{Analysis, Measured, Metric};
use crate::domain::benchmark::Band;
use crate::domain::show;

/// A value to aim at.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// As shown beside the number: "target <42%".
    pub text: String,
    /// Whether the value meets it.
    pub met: bool,
    /// Where the number comes from, as a sentence.
    pub basis: &'static str,
}

/// What a value should be.
#[derive(Clone, Copy)]
enum Aim {
    Below(f64),
    Above(f64),
    AtLeast(f64),
    /// Both ends belong to it.
    Within(f64, f64),
    /// Nothing is aimed at.
    None,
}

/// How the numbers of an aim are written.
#[derive(Clone, Copy)]
enum Shown {
    Percent,
    Clock,
    Plain,
    /// With one decimal.
    Tenths,
    OfSix,
}

struct Row {
    key: &'static str,
    shown: Shown,
    /// By type of call; the first row that names it or names none.
    kinds: &'static [(&'static [&'static str], Aim, &'static str)],
    /// From the rep's band of tenure, where the type of call has no range of its own.
    banded: Option<fn(&Band) -> Aim>,
}

/// Any type of call.
const ANY: &[&str] = &[];

/// Where the handbook's best range stands.
const RUBRIC: &str = "The best range of the standard rubric, for every type of call that has none of its own.";
const BENCHMARK: &str = "The benchmark for the rep's tenure.";
const BY_TYPE: &str = "A range published for this type of call; secondary, and publishers disagree.";
const VENDORS: &str = "A range vendors of conversation intelligence give to managers, for every type of call and level alike; secondary.";

/// The rep's share of speech by type of call.
const TALK: &[(&[&str], Aim, &str)] = &[
    (&["demo"], Aim::Within(50.0, 60.0), BY_TYPE),
    (&["negotiation"], Aim::Within(40.0, 45.0), BY_TYPE),
    (ANY, Aim::Within(35.0, 40.0), RUBRIC),
];

/// Every target.
///
/// - Talk ratio, our side's share: the handbook's benchmark by tenure (§1); without one its best range, 35 to 40% (§2).
///   A demo and a negotiation have ranges of their own (secondary), since a rep has to show and to tell there.
/// - Questions: 11 to 14 a call went with the most success in Gong's study of discovery calls (67 and 74% of calls
///   around it; secondary: slides), so it is no target for a demo, a negotiation, a briefing or an expansion.
/// - Longest monologue under 2:30, interactivity above 5 a minute, patience 0.6 to 1.0 s: the ranges vendors of
///   conversation intelligence give to managers; secondary, and the same numbers as in the product's design.
/// - Longest customer story: where no customer spoke for more than 50 s, fewer deals than average were won (Gong,
///   257,967 calls).
/// - Discovery areas: the handbook's coverage by tenure (§1) of the six areas.
///
/// No target for pace, fillers, silence and the rest: published figures have no source that can be traced.
const ROWS: &[Row] = &[
    Row { key: "talk-ratio", shown: Shown::Percent, kinds: TALK, banded: Some(talk) },
    Row { key: "side-share", shown: Shown::Percent, kinds: TALK, banded: Some(talk) },
    Row {
        key: "questions",
        shown: Shown::Plain,
        kinds: &[
            (&["demo", "negotiation", "executive-briefing", "expansion"], Aim::None, ""),
            (ANY, Aim::Within(11.0, 14.0), "Went with the most success in a vendor's study of discovery calls; secondary."),
        ],
        banded: None,
    },
    Row { key: "longest-monologue", shown: Shown::Clock, kinds: &[(ANY, Aim::Below(MONOLOGUE), VENDORS)], banded: None },
    Row {
        key: "longest-story",
        shown: Shown::Clock,
        kinds: &[(ANY, Aim::Above(50.0), "With less, fewer deals than average were won in a vendor's study of 257,967 calls.")],
        banded: None,
    },
    Row { key: "interactivity", shown: Shown::Plain, kinds: &[(ANY, Aim::Above(5.0), VENDORS)], banded: None },
    Row { key: "patience", shown: Shown::Tenths, kinds: &[(ANY, Aim::Within(0.6, 1.0), VENDORS)], banded: None },
    Row { key: "discovery-areas", shown: Shown::OfSix, kinds: &[(ANY, Aim::None, "")], banded: Some(coverage) },
];

/// A monologue should stay below so many seconds.
pub(super) const MONOLOGUE: f64 = 150.0;

fn talk(band: &Band) -> Aim {
    Aim::Below(f64::from(band.talk_ratio_below_pct))
}

fn coverage(band: &Band) -> Aim {
    Aim::AtLeast((6.0 * f64::from(band.discovery_coverage_pct) / 100.0).ceil())
}

/// What to aim at with `metric` in a call of `kind`, given the rep's band; `None` where there is no target or no value.
pub(super) fn target(metric: &Metric, band: Option<&Band>, kind: &str) -> Option<Target> {
    let Measured::Value(value) = metric.measured else { return None };
    let row = ROWS.iter().find(|it| it.key == metric.key)?;
    let (kinds, general, basis) = row.kinds.iter().find(|it| it.0.is_empty() || it.0.contains(&kind))?;
    let banded = band.zip(row.banded).filter(|_| kinds.is_empty()).map(|(band, aim)| (aim(band), BENCHMARK));
    let (aim, basis) = banded.unwrap_or((*general, *basis));
    // Within its ends as shown: 0.96 s reads "1.0 s" and is within 1.0, 49.9 reads "50%".
    let value = match (row.shown, aim) {
        (Shown::Tenths, _) => (value * 10.0).round() / 10.0,
        (Shown::Percent, Aim::Within(..)) => value.round(),
        _ => value,
    };
    let met = match aim {
        Aim::Below(end) => value < end,
        Aim::Above(end) => value > end,
        Aim::AtLeast(least) => value >= least,
        Aim::Within(from, to) => (from..=to).contains(&value),
        Aim::None => return None,
    };
    Some(Target { text: row.shown.text(aim), met, basis })
}

/// What to say where a rubric gives `points` of `all` for the metric `key`, which it scores alike in all calls, though the
/// target of this type of call is met.
pub fn apart(analysis: &Analysis, key: &str, kind: &str, points: u16, all: u16) -> Option<String> {
    let (_, metric) = scored(analysis, key)?;
    let has_own = |row: &Row| row.kinds.iter().any(|it| it.0.contains(&kind));
    ROWS.iter().find(|it| it.key == metric.key).filter(|it| has_own(it))?;
    let target = target(metric, None, kind).filter(|it| it.met && points < all)?;
    Some(format!("The rubric scores all types of call alike; of this type the {} is met: overrule it where that is fair.", target.text))
}

impl Shown {
    fn number(self, value: f64) -> String {
        match self {
            Self::Percent => format!("{value:.0}%"),
            Self::Clock => show::seconds(value),
            Self::Plain => format!("{value:.0}"),
            Self::Tenths => format!("{value:.1}"),
            Self::OfSix => format!("{value:.0} of 6"),
        }
    }

    fn text(self, aim: Aim) -> String {
        match aim {
            Aim::Below(end) => format!("target <{}", self.number(end)),
            Aim::Above(end) => format!("target >{}", self.number(end)),
            Aim::AtLeast(least) => format!("target {}", self.number(least)),
            Aim::Within(from, to) => {
                let from = self.number(from);
                format!("target {} to {}", from.trim_end_matches('%'), self.number(to))
            }
            Aim::None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis::Unit;
    use crate::domain::benchmark::BANDS;

    fn metric(key: &'static str, measured: Measured) -> Metric {
        Metric {
            key,
            label: "",
            unit: Unit::Count,
            measured,
            estimated: false,
            arithmetic: String::new(),
            parameters: Vec::new(),
            turns: Vec::new(),
            moments: Vec::new(),
            kinds: Vec::new(),
            apart: Vec::new(),
        }
    }

    #[track_caller]
    fn check_in(kind: &str, key: &'static str, value: f64, band: Option<&Band>, expected: Option<(&str, bool)>) {
        let target = target(&metric(key, Measured::Value(value)), band, kind);
        assert_eq!(target.as_ref().map(|it| (it.text.as_str(), it.met)), expected);
        assert!(target.is_none_or(|it| it.basis.ends_with('.')), "{key} says where its target comes from");
    }

    #[track_caller]
    fn check(key: &'static str, value: f64, band: Option<&Band>, expected: Option<(&str, bool)>) {
        check_in("discovery", key, value, band, expected);
    }

    #[test]
    fn the_bands_talk_ratio_comes_before_the_best_range() {
        check("talk-ratio", 41.9, Some(&BANDS[1]), Some(("target <42%", true)));
        check("talk-ratio", 42.0, Some(&BANDS[1]), Some(("target <42%", false)));
        check("talk-ratio", 38.0, None, Some(("target 35 to 40%", true)));
        check("talk-ratio", 34.0, None, Some(("target 35 to 40%", false)));
    }

    #[test]
    fn the_type_of_call_comes_before_the_band_where_it_has_a_range() {
        check_in("demo", "talk-ratio", 55.0, Some(&BANDS[1]), Some(("target 50 to 60%", true)));
        check_in("negotiation", "side-share", 46.0, Some(&BANDS[1]), Some(("target 40 to 45%", false)));
        check_in("follow-up", "talk-ratio", 41.0, Some(&BANDS[1]), Some(("target <42%", true)));
        check_in("", "talk-ratio", 41.0, None, Some(("target 35 to 40%", false)));
        check_in("demo", "talk-ratio", 49.9, None, Some(("target 50 to 60%", true)));
        check_in("demo", "talk-ratio", 60.6, None, Some(("target 50 to 60%", false)));
        check_in("demo", "questions", 12.0, None, None);
        check_in("the team's own", "questions", 12.0, None, Some(("target 11 to 14", true)));
    }

    #[test]
    fn where_the_type_of_call_has_a_target_that_is_met_the_rubrics_points_are_not_the_last_word() {
        let heard = |value| Analysis { metrics: vec![metric("talk-ratio", Measured::Value(value))], ..Analysis::nothing() };
        assert!(apart(&heard(55.0), "talk-ratio", "demo", 2, 10).unwrap().contains("target 50 to 60% is met"));
        assert_eq!(apart(&heard(65.0), "talk-ratio", "demo", 0, 10), None);
        assert_eq!(apart(&heard(38.0), "talk-ratio", "discovery", 8, 10), None);
        assert_eq!(apart(&heard(55.0), "talk-ratio", "demo", 10, 10), None);
    }

    #[test]
    fn every_other_target_is_as_published() {
        check("longest-monologue", 149.0, None, Some(("target <02:30", true)));
        check("longest-monologue", 150.0, None, Some(("target <02:30", false)));
        check("longest-story", 50.0, None, Some(("target >00:50", false)));
        check("interactivity", 5.2, None, Some(("target >5", true)));
        check("patience", 0.6, None, Some(("target 0.6 to 1.0", true)));
        check("patience", 1.06, None, Some(("target 0.6 to 1.0", false)));
        check("questions", 14.0, None, Some(("target 11 to 14", true)));
        check("questions", 15.0, None, Some(("target 11 to 14", false)));
        check("discovery-areas", 5.0, Some(&BANDS[1]), Some(("target 5 of 6", true)));
        check("discovery-areas", 4.0, Some(&BANDS[1]), Some(("target 5 of 6", false)));
    }

    #[test]
    fn nothing_is_aimed_at_without_a_source_or_a_value() {
        check("fillers", 2.0, Some(&BANDS[0]), None);
        check("discovery-areas", 5.0, None, None);
        assert_eq!(target(&metric("patience", Measured::NotMeasurable("no times")), None, "discovery"), None);
    }
}
