//! What was measured, in words: a metric's value, the facts that tell most of a call, and what was agreed.

use super::{Analysis, Measured, Metric, SignalKind, Unit, metric};
use crate::domain::show;
use crate::domain::transcript::Moment;

/// The metrics that tell most of a call, in the order told.
const TELLING: &[&str] = &["talk-ratio", SIDE, "questions", "longest-monologue", "interactivity", "patience"];

/// The share of our side, which is what counts where several of ours speak: told only there.
const SIDE: &str = "side-share";

/// The metrics that tell most of a call.
pub fn most_telling(analysis: &Analysis) -> impl Iterator<Item = &Metric> {
    let counts = |it: &&Metric| it.key != SIDE || matches!(it.measured, Measured::Value(_));
    TELLING.iter().filter_map(|key| metric(analysis, key)).filter(counts)
}

/// A metric's value as text; `None` where this file cannot tell.
pub fn value(metric: &Metric) -> Option<String> {
    let Measured::Value(value) = metric.measured else { return None };
    let text = match metric.unit {
        Unit::Percent => format!("{value:.0}%"),
        Unit::Count => show::number(value),
        Unit::Seconds => show::seconds(value),
        Unit::PerMinute | Unit::PerHundredWords => format!("{value:.1}"),
        Unit::WordsPerMinute => format!("{value:.0}"),
    };
    Some(if metric.estimated { format!("≈ {text}") } else { text })
}

/// The value of a metric that misses a target said as `target`, with a decimal more where the rounded one would read as if it
/// met it: "42.4%" beside "<42%". `None` where the rounded one will do.
pub fn value_off(metric: &Metric, target: &str) -> Option<String> {
    let Measured::Value(exact) = metric.measured else { return None };
    let is_alike = metric.unit == Unit::Percent && target.contains(&format!("{exact:.0}%"));
    let text = format!("{exact:.1}%");
    is_alike.then_some(if metric.estimated { format!("≈ {text}") } else { text })
}

/// What the values of a metric are counted in, where the value does not say.
pub fn unit(metric: &Metric) -> Option<&'static str> {
    match metric.unit {
        Unit::PerMinute => Some("a minute"),
        Unit::WordsPerMinute => Some("words a minute"),
        Unit::PerHundredWords => Some("in 100 words"),
        _ => None,
    }
}

/// The most telling facts that could be measured, as "Talk ratio: 47%".
pub fn telling(analysis: &Analysis) -> Vec<String> {
    let fact = |metric: &Metric| {
        let unit = unit(metric).map(|it| format!(" {it}")).unwrap_or_default();
        Some(format!("{}: {}{unit}", metric.label, value(metric)?))
    };
    most_telling(analysis).filter_map(fact).collect()
}

/// "Thank you both, see you Wednesday" has fewer words than what says who does what.
const SAYS_WHAT: usize = 7;

/// The next step that was said last, a goodbye only where there is no other: what the call ended with.
pub fn next_step(analysis: &Analysis) -> Option<&Moment> {
    let is_step = |kind| matches!(kind, SignalKind::NextStep | SignalKind::Invite);
    let says_what = |it: &Moment| it.quote.split_whitespace().count() >= SAYS_WHAT;
    let steps = analysis.signals.iter().filter(|it| is_step(it.kind)).map(|it| &it.moment);
    steps.max_by_key(|it| (says_what(it), it.from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis::{Settings, analyse};
    use crate::domain::transcript::tests::dialogue;
    use crate::domain::transcript::{Side, Transcript};

    #[test]
    fn a_value_just_off_its_target_is_told_with_a_decimal() {
        let words = dialogue(&[("Rep", "How do you plan a day right now?"), ("Petra", "On paper, and it takes hours.")]);
        let found = analyse(&words, Some(0), &Settings::default());
        let talk = Metric { measured: Measured::Value(42.4), estimated: false, ..metric(&found, "talk-ratio").unwrap().clone() };
        assert_eq!(value_off(&talk, "target <42%").as_deref(), Some("42.4%"));
        assert_eq!(value_off(&talk, "target <40%"), None);
        assert_eq!(value_off(&Metric { unit: Unit::Count, ..talk }, "target <42%"), None);
    }

    #[test]
    fn a_call_without_times_still_has_facts_and_its_last_next_step() {
        let words = dialogue(&[
            ("Rep", "How do you plan a day right now?"),
            ("Petra", "On paper, and it takes hours."),
            ("Rep", "I will send you the calculation by Friday."),
            ("Petra", "Fine. Let's meet again on Tuesday at ten."),
        ]);
        let found = analyse(&words, Some(0), &Settings::default());
        assert!(telling(&found).iter().any(|it| it.starts_with("Questions: 1")), "{:?}", telling(&found));
        assert!(next_step(&found).is_some_and(|it| it.quote.contains("Tuesday")), "{:?}", next_step(&found));
        assert_eq!(next_step(&Analysis::nothing()), None);
    }

    #[test]
    fn where_several_of_ours_speak_the_share_of_our_side_is_told_beside_the_talk_ratio() {
        let mut words = dialogue(&[("Ana", "How do you plan a day?"), ("Petra", "On paper, and it takes hours."), ("Tom", "On paper?")]);
        words.speakers.iter_mut().for_each(|it| it.side = if it.name == "Petra" { Side::Theirs } else { Side::Ours });
        let found = |words: &Transcript| telling(&analyse(words, Some(0), &Settings::default())).join("; ");
        assert!(found(&words).contains("; Our side's share: ≈ "), "{}", found(&words));
        words.speakers[2].side = Side::Theirs;
        assert!(!found(&words).contains("Our side's share"), "{}", found(&words));
    }
}
