//! Objections: heard, explored, answered.

use super::{Sight, Sureness, Verdict, counted};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::objections::{Handling, Part, handled};

/// Half points of the six that an objection can be met with, from which on it was met well.
const WELL: u16 = 4;

/// Half points by objection, from one `part` of how each was handled.
fn each(sight: &Sight<'_>, done: &str, part: impl Fn(&Handling<'_>) -> Part) -> Verdict {
    let mut objections = handled(sight.heard, &sight.analysis.signals);
    // Beside one that was met well, what nobody took up was hardly meant as one, unless it was given a reason.
    let met = |it: &Handling<'_>| it.acknowledged.0 + it.explored.0 + it.answered.0;
    let heard = objections.len();
    if objections.iter().any(|it| met(it) >= WELL) {
        let plain =
            |it: &Handling<'_>| sight.heard.of_turn(it.signal.turn as usize).iter().filter(|it| it.on(Topic::Objection)).count() > 1;
        objections.retain(|it| met(it) > 0 || plain(it));
    }
    let n = objections.len();
    if n == 0 {
        return Verdict::unknown("No suggestion: no objection was heard, so N/A may be right.");
    }
    let (mut halves, mut full) = (0, 0);
    let mut moments = Vec::new();
    for it in &objections {
        let (got, saw) = part(it);
        halves += got;
        full += usize::from(got > 0);
        moments.push(it.signal.moment.clone());
        moments.extend(saw.filter(|_| got > 0).and_then(|at| sight.moment(sight.heard.said.get(at)?)));
    }
    let points = (5.0 * f64::from(halves) / (2.0 * n as f64)).round() as u16;
    let aside = match heard - n {
        0 => String::new(),
        aside => format!("; {aside} more may have been none"),
    };
    let why = format!("{full} of {} {done}{aside}.", counted(n, "objection"));
    crate::domain::order::sort_by_key(&mut moments, |it| it.from);
    moments.dedup();
    // Several that were all met can hardly be misheard; that a part is missing is heard less well.
    let sureness = if full > 1 && full == heard && usize::from(halves) == 2 * n { Sureness::Likely } else { Sureness::Unsure };
    // Some met and some not, or half met: on calls judged by hand such points met the judge once in seven, since one that is
    // misheard or missed turns them round. What the team's own rules found is what the team calls one.
    let is_told = sureness == Sureness::Likely || !HALF.contains(&points) || objections.iter().all(|it| it.signal.rule.is_some());
    if is_told {
        return Verdict::of(points, sureness, why, moments);
    }
    Verdict { moments, ..Verdict::unknown(&format!("No suggestion: {why} How far they were met takes a person.")) }
}

/// Points of five that say neither yes nor no.
const HALF: std::ops::RangeInclusive<u16> = 2..=3;

pub(super) fn acknowledges(sight: &Sight<'_>) -> Verdict {
    each(sight, "acknowledged before the answer", |it| it.acknowledged)
}

pub(super) fn explores_cause(sight: &Sight<'_>) -> Verdict {
    each(sight, "met with a question about what lies behind", |it| it.explored)
}

pub(super) fn specific_evidence(sight: &Sight<'_>) -> Verdict {
    each(sight, "answered with a figure, a customer or a document", |it| it.answered)
}
