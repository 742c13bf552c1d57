//! Objections: heard, explored, answered. Not every one is heard, so beside how those were met that were, it weighs how our side
//! bears itself in the whole call: who asks on elsewhere asks here, too.

use super::{Sight, Sureness, Verdict, bearing, by_count, counted, pacing, times};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::objections::{Handling, ObjectionKind, Part, handled};
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::{Moment, Side};

/// Half points of the six that an objection can be met with, from which on it was met well.
const WELL: u16 = 4;

/// So many sentences that talk the prospect's words down, and in one of so many turns of ours, and our side argues.
const ARGUES: usize = 3;
const ARGUES_IN: usize = 10;

/// So many acknowledgements in a call, and our side listens.
const LISTENS: usize = 2;

/// Who bears well with what is said acknowledges about as well as this, whether it was heard or not.
const LISTENED: u16 = 3;

/// What tells whether objections are heard out, in tenths of a point: to begin with, each point of telling in portions, the
/// habit of arguing, which is taken off, asking whether it is this or that, and the acknowledgements that were heard. Not every
/// objection is heard, nor every acknowledgement, and who leaves room elsewhere leaves it here.
const HEARS_OUT: [usize; 5] = [10, 6, 25, 8, 8];

/// So many of the sentences that the points rest on beside the objections are shown.
const BESIDES: usize = 4;

/// Some of the objections were explored.
const SOME: u16 = 3;

/// How often something to check was offered in the call, with what else speaks for it, and what it is worth.
const CHECKABLE: &[(usize, u16)] = &[(4, 5), (3, 4), (2, 1)];

/// The objections that were heard.
pub(super) struct Objected<'a> {
    objections: Vec<Handling<'a>>,
    /// How many more may have been none.
    aside: usize,
}

fn objected<'a>(sight: &Sight<'a>) -> Objected<'a> {
    let mut objections = handled(sight.heard, &sight.analysis.signals);
    let heard = objections.len();
    // Beside one that was met well, what nobody took up was hardly meant as one, unless it was given a reason.
    let well = |it: &Handling<'_>| it.acknowledged.0 + it.explored.0 + it.answered.0;
    if objections.iter().any(|it| well(it) >= WELL) {
        let plain =
            |it: &Handling<'_>| sight.heard.of_turn(it.signal.turn as usize).iter().filter(|it| it.on(Topic::Objection)).count() > 1;
        objections.retain(|it| well(it) > 0 || plain(it));
    }
    Objected { aside: heard - objections.len(), objections }
}

/// How they were met in one of the three ways.
struct Met<'a> {
    objections: &'a [Handling<'a>],
    /// Those that may have been none.
    aside: usize,
    /// Those that were met, if only half.
    met: usize,
    halves: u16,
    moments: Vec<Moment>,
}

impl<'a> Met<'a> {
    /// `None` where no objection was heard.
    fn of(sight: &'a Sight<'_>, part: impl Fn(&Handling<'_>) -> Part) -> Option<Self> {
        let Objected { objections, aside } = sight.found.objected.get_or_init(|| objected(sight));
        let (mut halves, mut met, mut moments) = (0, 0, Vec::new());
        for it in objections {
            let (got, saw) = part(it);
            halves += got;
            met += usize::from(got > 0);
            moments.push(it.signal.moment.clone());
            moments.extend(saw.filter(|_| got > 0).and_then(|at| sight.moment(sight.heard.said.get(at)?)));
        }
        crate::domain::order::sort_by_key(&mut moments, |it| it.from);
        moments.dedup();
        (!objections.is_empty()).then_some(Self { objections, aside: *aside, met, halves, moments })
    }

    /// Shows a few of what else the points rest on.
    fn show(&mut self, sight: &Sight<'_>, besides: &[&Said]) {
        self.moments.extend(sight.moments(besides.iter().copied().take(BESIDES)));
        crate::domain::order::sort_by_key(&mut self.moments, |it| it.from);
        self.moments.dedup();
    }

    /// Half points that could be had.
    fn of_halves(&self) -> u16 {
        u16::try_from(2 * self.objections.len()).unwrap_or(u16::MAX)
    }

    /// The points of five by what was heard alone.
    fn points(&self) -> u16 {
        (5.0 * f64::from(self.halves) / f64::from(self.of_halves())).round() as u16
    }

    /// Whether at least `parts` of `of` half points were had.
    fn is(&self, parts: u16, of: u16) -> bool {
        u32::from(self.halves) * u32::from(of) >= u32::from(self.of_halves()) * u32::from(parts)
    }

    /// Whether what was heard stands for itself: all were met in full, or the team's own rules found them, and so they are what
    /// the team calls an objection.
    fn stands(&self) -> bool {
        (self.is(1, 1) && self.aside == 0) || self.objections.iter().all(|it| it.signal.rule.is_some())
    }

    /// Whether it was hardly any: one, of a kind that is told by few words, that our side neither took up nor argued against.
    fn is_doubtful(&self, sight: &Sight<'_>) -> bool {
        let vague = [ObjectionKind::Trust, ObjectionKind::StatusQuo, ObjectionKind::Other];
        let left = |it: &Handling<'_>| it.acknowledged.0 + it.explored.0 + it.answered.0 == 0 && it.acknowledged.1.is_none();
        let alone = self.aside == 0 && matches!(self.objections, [it] if left(it) && vague.contains(&it.kind));
        alone && !self.stands() && !argues(sight)
    }

    /// Several that were all met can hardly be misheard.
    fn is_sure(&self) -> bool {
        self.met > 1 && self.aside == 0 && self.halves == self.of_halves()
    }

    /// So many points, why, and what else in the call speaks for them.
    fn verdict(self, points: u16, done: &str, besides: &str) -> Verdict {
        let aside = match self.aside {
            0 => String::new(),
            aside => format!("; {aside} more may have been none"),
        };
        let why = format!("{} of {} {done}{aside}{besides}.", self.met, counted(self.objections.len(), "objection"));
        let sureness = if self.is_sure() { Sureness::Likely } else { Sureness::Unsure };
        Verdict::of(points, sureness, why, self.moments)
    }
}

/// How the objections that were heard were met by `part`; why nothing can be said of it where none was.
fn heard<'a>(sight: &'a Sight<'_>, part: impl Fn(&Handling<'_>) -> Part) -> Result<Met<'a>, Verdict> {
    let Some(met) = Met::of(sight, part) else {
        return Err(Verdict::unknown("No suggestion: no objection was heard, so N/A may be right."));
    };
    if met.is_doubtful(sight) {
        let why = "No suggestion: one objection may have been heard, which nobody took up; if it was none, N/A is right.";
        return Err(Verdict { moments: met.moments, ..Verdict::unknown(why) });
    }
    Ok(met)
}

/// Whether our side talks down what the prospect says, more than once by chance.
fn argues(sight: &Sight<'_>) -> bool {
    let turns = sight.heard.voices.iter().filter(|it| it.side == Side::Ours && !it.brief).count();
    let argued = sight.said(Side::Ours, |it| it.on(Topic::Argue)).count();
    argued >= ARGUES && argued * ARGUES_IN >= turns
}

/// The points for hearing out, by how our side bears itself and how those objections were met that were heard.
fn hears_out(sight: &Sight<'_>, met: &Met<'_>) -> u16 {
    let [begin, by_portions, by_argument, by_choice, by_met] = HEARS_OUT;
    let choice = usize::from(sight.said(Side::Ours, bearing::offers_choice).next().is_some());
    let found = begin
        + by_portions * usize::from(pacing::in_portions(sight))
        + by_choice * choice
        + by_met * usize::from(met.halves) / usize::from(met.of_halves());
    let tenths = found.saturating_sub(by_argument * bearing::argues(sight) / bearing::SIGN);
    u16::try_from((tenths + 5) / 10).unwrap_or(0).min(5)
}

pub(super) fn acknowledges(sight: &Sight<'_>) -> Verdict {
    let mut met = match heard(sight, |it| it.acknowledged) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let done = "acknowledged before the answer";
    if met.stands() {
        let points = met.points();
        return met.verdict(points, done, "");
    }
    let argued: Vec<&Said> = sight.said(Side::Ours, |it| it.on(Topic::Argue)).map(|it| it.1).collect();
    let listened: Vec<&Said> = sight.said(Side::Ours, |_| true).filter(|it| bearing::listens(sight, it.0, it.1)).map(|it| it.1).collect();
    let points = match () {
        () if bearing::shows(sight) => hears_out(sight, &met),
        () if met.met == 0 && listened.len() >= LISTENS => LISTENED,
        () => met.points(),
    };
    let points = if argues(sight) && !met.is(3, 4) { points.min(1) } else { points };
    // What the points rest on beside the objections is shown as well.
    let besides = match (argues(sight), listened.len()) {
        (true, _) => {
            met.show(sight, &argued);
            ", and our side argued in other places, too".to_owned()
        }
        (false, n) if n >= LISTENS => {
            met.show(sight, &listened);
            format!("; in the whole call our side acknowledged what was said {}", times(n))
        }
        _ if points >= LISTENED && points > met.points() => {
            "; in the whole call our side leaves room and hardly argues, so it may have been done in other words".to_owned()
        }
        _ => String::new(),
    };
    met.verdict(points, done, &besides)
}

pub(super) fn explores_cause(sight: &Sight<'_>) -> Verdict {
    let met = match heard(sight, |it| it.explored) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let done = "met with a question about what lies behind";
    let asks_why = || sight.said(Side::Ours, |it| it.on(Topic::AskObjection) && it.asked.is_some_and(Asked::counts)).next().is_some();
    let asks_on = super::discovery::explores(sight) || asks_why();
    let points = met.points();
    match () {
        () if met.stands() || (asks_on && !met.is(1, 4)) => met.verdict(points, done, ""),
        // What may have been none may have been one.
        () if asks_on => {
            let points = if met.aside > 0 { 4 } else { 5 };
            met.verdict(points, done, ", and our side asked on in other places, too")
        }
        // Beside what may have been an objection that nobody asked about, some of them were.
        () if met.is(3, 4) && met.aside > 0 => met.verdict(SOME, done, ""),
        () if met.is(3, 4) => met.verdict(points, done, ""),
        () if met.met == 0 => met.verdict(0, done, ""),
        () => met.verdict(0, done, ", perhaps by chance: our side hardly asked on in other places"),
    }
}

pub(super) fn specific_evidence(sight: &Sight<'_>) -> Verdict {
    let met = match heard(sight, |it| it.answered) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let done = "answered with a figure, a customer or a document";
    if met.stands() {
        let points = met.points();
        return met.verdict(points, done, "");
    }
    let offered = sight.said(Side::Ours, |it| it.on(Topic::Evidence)).count();
    let argues = argues(sight);
    let asks_on = !argues && super::discovery::explores(sight);
    let counts = offered + usize::from(met.is(1, 2)) + usize::from(met.is(3, 4)) + usize::from(asks_on);
    let points = by_count(counts.saturating_sub(usize::from(argues)), CHECKABLE);
    let besides = match offered {
        0 => ", and no document, trial or reference was offered".to_owned(),
        n => format!(", and a document, a trial or a reference was offered {} in the call", times(n)),
    };
    met.verdict(points, done, &besides)
}
