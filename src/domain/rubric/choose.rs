//! Which rubric a call is scored by: by its type, the rep's level, the segment of the market, and how long it took.

use serde::{Deserialize, Serialize};

use super::version::descends;
use super::{Purpose, Rubric, is_default};
use crate::domain::benchmark::Level;
use crate::domain::time::Millis;

/// Which calls a rubric is for. Each list narrows it; an empty one allows all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Applies {
    /// Keys of call types ([`crate::domain::call::KINDS`], or the team's own).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Levels of the rep.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Segments of the market, in the team's words ("enterprise").
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// The shortest call it is for, minutes.
    #[serde(skip_serializing_if = "is_default")]
    pub minutes_from: Option<u16>,
    /// The longest call it is for, minutes.
    #[serde(skip_serializing_if = "is_default")]
    pub minutes_to: Option<u16>,
}

/// What is known of a call when its rubric is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts<'a> {
    /// Key of its type; empty where not known.
    pub kind: &'a str,
    /// The rep's level on the day of the call.
    pub level: Option<Level>,
    /// Its segments (the call's tags will do); empty where not known.
    pub segments: &'a [String],
    /// How long it took.
    pub duration: Option<Millis>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice<'a> {
    /// One fits.
    One(&'a Rubric),
    /// A person has to say: those that come into question, the likeliest first. Empty only where there is no rubric.
    Ask(Vec<&'a Rubric>),
}

/// How a rubric fits a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// It says for which calls, and this is one.
    Yes,
    /// Something speaks for it, but a fact is not known, or only the length is another.
    Perhaps,
    /// It says for which calls, and this is none.
    No,
    /// It does not say.
    General,
}

/// The rubric for a call, of the newest versions in `rubrics` that score calls. One that names the call's facts goes
/// before one that is for all calls; where two fit equally, or none for sure, a person is asked.
pub fn choose<'a>(rubrics: &'a [Rubric], facts: &Facts<'_>) -> Choice<'a> {
    let newest = newest(rubrics);
    let which = |wanted: Fit| newest.iter().copied().filter(|it| fit(&it.applies, facts) == wanted).collect::<Vec<_>>();
    let (sure, perhaps) = (which(Fit::Yes), which(Fit::Perhaps));
    let general: Vec<&Rubric> = which(Fit::General).into_iter().filter(|it| !is_replaced(rubrics, &newest, it)).collect();
    let candidates = match (sure.len(), perhaps.len()) {
        (0, 0) => general,
        (0, _) => perhaps.into_iter().chain(general).collect(),
        _ => sure,
    };
    match candidates[..] {
        [one] => Choice::One(one),
        [] => Choice::Ask(newest),
        _ => Choice::Ask(candidates),
    }
}

/// The newest version of every rubric in `rubrics` that scores calls.
pub fn newest(rubrics: &[Rubric]) -> Vec<&Rubric> {
    rubrics.iter().filter(|it| it.purpose == Purpose::Score && is_newest(rubrics, it)).collect()
}

/// The newest version of every rubric by which a call is looked at beside its score: a diagnostic, or a check of a method.
pub fn beside(rubrics: &[Rubric]) -> Vec<&Rubric> {
    let is_beside = |it: &&Rubric| matches!(it.purpose, Purpose::Diagnostic | Purpose::Adoption);
    rubrics.iter().filter(is_beside).filter(|it| is_newest(rubrics, it)).collect()
}

fn is_newest(rubrics: &[Rubric], rubric: &Rubric) -> bool {
    let same_or_newer = |it: &Rubric| it.key == rubric.key && it.version > rubric.version;
    !rubrics.iter().any(same_or_newer)
}

/// Whether another rubric for all calls was made from this one: a team's own standard stands for the shipped one.
fn is_replaced(rubrics: &[Rubric], newest: &[&Rubric], rubric: &Rubric) -> bool {
    let other = |it: &&&Rubric| it.key != rubric.key && it.applies == Applies::default();
    newest.iter().filter(other).any(|it| descends(rubrics, it, &rubric.key))
}

fn fit(applies: &Applies, facts: &Facts<'_>) -> Fit {
    let minutes = facts.duration.map(Millis::minutes);
    let length = (applies.minutes_from.is_some() || applies.minutes_to.is_some()).then(|| {
        let from = applies.minutes_from.map_or(0.0, f64::from);
        let to = applies.minutes_to.map_or(f64::INFINITY, f64::from);
        minutes.map(|it| (from..=to).contains(&it))
    });
    // For each filter that is set: whether the fact fits, where it is known.
    let others = [
        (!applies.kinds.is_empty()).then(|| (!facts.kind.is_empty()).then(|| applies.kinds.iter().any(|it| it == facts.kind))),
        (!applies.levels.is_empty()).then(|| facts.level.map(|it| applies.levels.contains(&it))),
        (!applies.segments.is_empty())
            .then(|| (!facts.segments.is_empty()).then(|| facts.segments.iter().any(|it| has(&applies.segments, it)))),
    ];
    let asked: Vec<Option<bool>> = others.iter().copied().chain([length]).flatten().collect();
    match () {
        () if asked.is_empty() => Fit::General,
        () if asked.iter().all(|it| *it == Some(true)) => Fit::Yes,
        () if others.contains(&Some(Some(false))) => Fit::No,
        () if asked.contains(&Some(true)) => Fit::Perhaps,
        () => Fit::No,
    }
}

/// Whether `segment` is one of `wanted`, letter case aside.
fn has(wanted: &[String], segment: &str) -> bool {
    wanted.iter().any(|it| it.trim().to_lowercase() == segment.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::{shipped, standard, version};

    #[track_caller]
    fn check(rubrics: &[Rubric], facts: Facts<'_>, expected: &[&str]) {
        let found = match choose(rubrics, &facts) {
            Choice::One(it) => vec![it.key.as_str()],
            Choice::Ask(them) => ["ask"].into_iter().chain(them.iter().map(|it| it.key.as_str())).collect(),
        };
        assert_eq!(found, expected, "{facts:?}");
    }

    fn call(kind: &str, minutes: f64) -> Facts<'_> {
        Facts { kind, duration: (minutes > 0.0).then(|| Millis::from_seconds(minutes * 60.0)), ..Facts::default() }
    }

    #[test]
    fn type_and_length_choose_among_the_shipped_ones() {
        let all = shipped();
        check(&all, call("discovery", 30.0), &["standard"]);
        check(&all, call("executive-briefing", 75.0), &["executive-briefing"]);
        check(&all, call("executive-briefing", 60.0), &["executive-briefing"]);
        check(&all, call("executive-briefing", 90.0), &["executive-briefing"]);
        check(&all, call("expansion", 20.0), &["expansion"]);
        check(&all, call("team's own", 20.0), &["standard"]);
    }

    #[test]
    fn every_shipped_rubric_but_the_blank_one_can_be_used_for_a_call() {
        let all = shipped();
        let mut found: Vec<&str> = newest(&all).into_iter().chain(beside(&all)).map(|it| it.key.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, ["bant", "diagnostic", "executive-briefing", "expansion", "meddicc", "spin", "standard"]);
    }

    #[test]
    fn what_is_not_known_or_nearly_fits_is_asked() {
        let all = shipped();
        check(&all, call("executive-briefing", 0.0), &["ask", "executive-briefing", "standard"]);
        check(&all, call("executive-briefing", 40.0), &["ask", "executive-briefing", "standard"]);
        check(&all, call("", 75.0), &["ask", "executive-briefing", "standard"]);
        check(&all, Facts::default(), &["standard"]);
    }

    #[test]
    fn level_and_segment_narrow_and_two_that_fit_are_asked() {
        let made = |key: &str, applies: Applies| Rubric { key: key.to_owned(), applies, ..standard() };
        let for_new = made("new", Applies { levels: vec![Level::New], ..Applies::default() });
        let for_banks = made("banks", Applies { segments: vec!["Bank".to_owned()], ..Applies::default() });
        let all = [standard(), for_new, for_banks];
        let tags = ["bank ".to_owned(), "inbound".to_owned()];
        let facts = Facts { level: Some(Level::Senior), segments: &tags, ..call("demo", 30.0) };
        check(&all, facts, &["banks"]);
        check(&all, Facts { level: Some(Level::New), segments: &[], ..facts }, &["new"]);
        check(&all, Facts { level: Some(Level::New), ..facts }, &["ask", "new", "banks"]);
    }

    #[test]
    fn the_newest_version_counts_and_a_teams_own_standard_stands_for_the_shipped_one() {
        let own = version::copy(&standard(), "ours", "Our standard");
        let next = version::next(&own, &[]);
        let all = [standard(), own, next.clone()];
        assert!(choose(&all, &call("demo", 30.0)) == Choice::One(&next));
    }

    #[test]
    fn with_nothing_to_choose_from_the_answer_is_a_question() {
        check(&[], call("demo", 30.0), &["ask"]);
        let briefing = shipped().remove(1);
        check(&[briefing], call("demo", 30.0), &["ask", "executive-briefing"]);
    }
}
