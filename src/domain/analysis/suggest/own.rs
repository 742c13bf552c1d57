//! Points from the team's own signals: an item names one as its detector ([`PREFIX`]), and the phrases the team wrote are all
//! that is known of it.

use super::{MOMENTS, Sight, Verdict, by_count, counted};
use crate::domain::analysis::rule::Rule;
use crate::domain::analysis::{Sureness, team};
use crate::domain::rubric::{Item, ItemKind};

/// The key of a detector that is a signal of the team's own begins so; its name follows.
pub(super) const PREFIX: &str = "signal:";

/// How often it was heard -> of five, where an item has more than two steps. A phrase that is heard says that the thing was
/// done, not how well, so once gives the middle.
const HEARD: &[(usize, u16)] = &[(3, 5), (2, 4), (1, 3)];

/// The detectors that `rules` are: key and title. Those without a name or with a flaw are none.
pub(super) fn detectors(rules: &[Rule]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let flawed: Vec<usize> = team::flaws(rules).into_iter().map(|it| it.rule).collect();
    for (at, rule) in rules.iter().enumerate() {
        let (name, key) = (rule.name.trim(), key(rule));
        if !name.is_empty() && !flawed.contains(&at) && !found.iter().any(|it| it.0 == key) {
            found.push((key, title(name)));
        }
    }
    found
}

fn key(rule: &Rule) -> String {
    format!("{PREFIX}{}", plain(&rule.name))
}

/// A name as it stands in a key: where several keys stand in a row, commas part them.
fn plain(name: &str) -> String {
    name.trim().replace(',', " ")
}

/// What such a detector is called.
pub(super) fn title(name: &str) -> String {
    format!("Our signal “{name}”")
}

/// What the team's signal `name` says of an item. That it was not heard proves nothing: nobody writes down every way to say a
/// thing, so it never suggests less than something.
pub(super) fn judge(sight: &Sight<'_>, item: &Item, name: &str) -> Verdict {
    let rules = &sight.analysis.rules;
    let of: Vec<u16> = rules.iter().filter(|it| plain(&it.1) == name).map(|it| it.0).collect();
    if of.is_empty() {
        return Verdict::unknown(&format!("No suggestion: no signal “{name}” of the team is listened for in this call; see Signals."));
    }
    let mut moments: Vec<_> =
        sight.analysis.signals.iter().filter(|it| it.rule.is_some_and(|it| of.contains(&it))).map(|it| it.moment.clone()).collect();
    let n = moments.len();
    if n == 0 {
        return Verdict::unknown(&format!("No suggestion: the team’s signal “{name}” was not heard."));
    }
    moments.truncate(MOMENTS);
    let of_five = if matches!(item.kind, ItemKind::YesNo) { 5 } else { by_count(n, HEARD) };
    Verdict::of(of_five, Sureness::Likely, format!("{} of the team’s signal “{name}”.", counted(n, "hit")), moments)
}
