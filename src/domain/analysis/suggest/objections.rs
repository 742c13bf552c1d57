//! Objections: heard, explored, answered. Not every one is heard, so beside how those were met that were, it weighs how our side
//! bears itself in the whole call: who asks on elsewhere asks here, too.

use super::{Sight, Sureness, Verdict, bearing, by_count, counted, pacing, signs, times};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::objections::{Handling, ObjectionKind, Part, handled};
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
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

/// So many objections are shown, and so many sentences of what was made of them: the best carry more than all.
const SHOWN: usize = 2;

/// What speaks so much for an acknowledgement takes up an objection in whatever words, in tenths of a logit.
const TAKEN_UP: i32 = -1;

/// What tells whether the cause was asked for, in hundredths of a logit: to begin with, each tenth of the question that speaks
/// most for it, how our side bears itself, and how many of the objections that were heard were met with one.
const ASKED_FOR: [i32; 4] = [-200, 6, 360, 190];

/// The same for what the prospect can check: to begin with, the best of it, and how our side bears itself.
const PROVED: [i32; 3] = [40, 19, 280];

/// From here on it is as good as sure that it was done, and below that that it was not.
const CLEARLY: i32 = 100;
const HARDLY: i32 = -150;

/// Who bears well with less than so much of a hundred hardly means it.
const LISTENING: i32 = 40;

/// What speaks less for a sentence than this is none.
const NOTHING: i32 = -40;

/// What lies between is mostly a question of something else. (Of six such calls judged by hand none was worth more than two.)
const BY_CHANCE: u16 = 1;

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
    /// What meets them.
    saw: Vec<&'a Said>,
}

impl<'a> Met<'a> {
    fn of(sight: &'a Sight<'_>, part: impl Fn(&Handling<'_>) -> Part) -> Self {
        let Objected { objections, aside } = sight.found.objected.get_or_init(|| objected(sight));
        let parts: Vec<Part> = objections.iter().map(part).collect();
        let halves = parts.iter().map(|it| it.0).sum();
        let met: Vec<&Part> = parts.iter().filter(|it| it.0 > 0).collect();
        let saw = met.iter().filter_map(|it| sight.heard.said.get(it.1?)).collect();
        Self { objections, aside: *aside, met: met.len(), halves, saw }
    }

    /// Half points that could be had.
    fn of_halves(&self) -> u16 {
        u16::try_from(2 * self.objections.len()).unwrap_or(u16::MAX).max(1)
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
        (self.is(1, 1) && self.aside == 0) || self.is_own()
    }

    fn is_own(&self) -> bool {
        !self.objections.is_empty() && self.objections.iter().all(|it| it.signal.rule.is_some())
    }

    /// Whether it was hardly any: one, of a kind that is told by few words, that our side neither took up nor argued against.
    fn is_doubtful(&self, sight: &Sight<'_>) -> bool {
        let vague = [ObjectionKind::Trust, ObjectionKind::StatusQuo, ObjectionKind::Authority, ObjectionKind::Other];
        let left = |it: &Handling<'_>| it.acknowledged.0 + it.explored.0 + it.answered.0 == 0 && it.acknowledged.1.is_none();
        let alone = self.aside == 0 && matches!(self.objections, [it] if left(it) && vague.contains(&it.kind));
        alone && !self.stands() && !argues(sight)
    }

    /// Several that were all met can hardly be misheard.
    fn is_sure(&self) -> bool {
        self.met > 1 && self.aside == 0 && self.halves == self.of_halves()
    }

    /// So many points, why, and what shows it; where nothing does, some of the objections.
    fn verdict(&self, sight: &Sight<'_>, points: u16, why: String, shown: Vec<&Said>) -> Verdict {
        let mut letters = why.chars();
        let why = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        // A stock phrase each time is no listening.
        let hardly = bearing::shows(sight) && bearing::share(sight) < LISTENING;
        let sureness = if self.is_sure() && points >= 4 && !hardly { Sureness::Likely } else { Sureness::Unsure };
        let moments = if shown.is_empty() { self.raised() } else { sight.moments(shown) };
        Verdict::of(points, sureness, why, moments)
    }

    /// Some of the objections, those first that our side took for one.
    fn raised(&self) -> Vec<Moment> {
        let mut all: Vec<&Handling<'_>> = self.objections.iter().collect();
        let taken = |it: &Handling<'_>| it.acknowledged.0 + it.explored.0 + it.answered.0 + u16::from(it.acknowledged.1.is_some());
        order::sort_by_key(&mut all, |it| std::cmp::Reverse(taken(it)));
        let mut moments: Vec<Moment> = all.into_iter().take(SHOWN).map(|it| it.signal.moment.clone()).collect();
        order::sort_by_key(&mut moments, |it| it.from);
        moments
    }

    /// "2 of 3 objections acknowledged", where any were heard.
    fn counted(&self, done: &str) -> String {
        let aside = match self.aside {
            0 => String::new(),
            aside => format!("; {aside} more may have been none"),
        };
        match self.objections.len() {
            0 => "no objection was heard by its own words, but something was taken up".to_owned(),
            n => format!("{} of {} {done}{aside}", self.met, counted(n, "objection")),
        }
    }
}

/// How the objections that were heard were met by `part`; why nothing can be said of it where none was.
fn heard<'a>(sight: &'a Sight<'_>, part: impl Fn(&Handling<'_>) -> Part) -> Result<Met<'a>, Verdict> {
    let met = Met::of(sight, part);
    // Who takes something up was told something, in whatever words.
    let taken_up = || bearing::shows(sight) && signs::most(sight, &signs::ACKNOWLEDGES) >= TAKEN_UP;
    if met.objections.is_empty() && !taken_up() {
        return Err(Verdict::unknown("No suggestion: no objection was heard, so N/A may be right."));
    }
    if met.is_doubtful(sight) && !taken_up() {
        let why = "No suggestion: one objection may have been heard, which nobody took up; if it was none, N/A is right.";
        return Err(Verdict { moments: met.raised(), ..Verdict::unknown(why) });
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
    let met = match heard(sight, |it| it.acknowledged) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let counted = met.counted("acknowledged before the answer");
    let mut shown = signs::shown(sight, &signs::ACKNOWLEDGES, SHOWN);
    if met.stands() {
        shown = if shown.is_empty() { met.saw.clone() } else { shown };
        return met.verdict(sight, met.points(), format!("{counted}."), shown);
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
    let why = match (argues(sight), listened.len()) {
        (true, _) => {
            shown.extend(argued.iter().take(SHOWN));
            format!("{counted}, and our side argued in other places, too.")
        }
        (false, n) if n >= LISTENS => {
            if shown.is_empty() {
                shown.extend(listened.iter().take(SHOWN));
            }
            format!("in the whole call our side acknowledged what was said {}; {counted}.", times(n))
        }
        _ if points >= LISTENED && points > met.points() => {
            format!("in the whole call our side leaves room and hardly argues, so it may have been done in other words; {counted}.")
        }
        _ => format!("{counted}."),
    };
    met.verdict(sight, points, why, shown)
}

const FOLLOWED: &str = "followed by a question of our side";

pub(super) fn explores_cause(sight: &Sight<'_>) -> Verdict {
    let met = match heard(sight, |it| it.explored) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let counted = met.counted("met with a question about what lies behind");
    let shown = met.saw.clone();
    if bearing::shows(sight) && !met.is_own() {
        let [begin, by_question, by_bearing, by_met] = ASKED_FOR;
        let found = begin
            + by_question * signs::most(sight, &signs::EXPLORES).max(NOTHING)
            + by_bearing * bearing::share(sight) / 100
            + by_met * i32::from(met.halves) / i32::from(met.of_halves());
        let (points, why) = match (signs::by_logit(found, [0, 0, CLEARLY], [0, 0, BY_CHANCE, 5]), met.met) {
            (0, 0) => (0, format!("{counted}.")),
            (0, _) => (0, format!("{}, perhaps by chance: it hardly asks on in the whole call.", met.counted(FOLLOWED))),
            (BY_CHANCE, 1..) => (BY_CHANCE, format!("{counted}, but no question asks for it plainly.")),
            (BY_CHANCE, 0) => (BY_CHANCE, format!("a question may ask for what lies behind an objection, but elsewhere; {counted}.")),
            (points, 0) => (points, format!("a question asks for what may lie behind an objection, if not right after it; {counted}.")),
            (points, _) => (points, format!("{counted}.")),
        };
        // What followed by chance shows nothing: the objections stand there.
        let shown = if points > 0 { signs::shown(sight, &signs::EXPLORES, SHOWN) } else { Vec::new() };
        return met.verdict(sight, points, why, shown);
    }
    let asks_why = || sight.said(Side::Ours, |it| it.on(Topic::AskObjection) && it.asked.is_some_and(Asked::counts)).next().is_some();
    let asks_on = super::discovery::explores(sight) || asks_why();
    let points = met.points();
    let (points, besides) = match () {
        () if met.stands() || (asks_on && !met.is(1, 4)) => (points, ""),
        // What may have been none may have been one.
        () if asks_on => (if met.aside > 0 { 4 } else { 5 }, ", and our side asked on in other places, too"),
        // Beside what may have been an objection that nobody asked about, some of them were.
        () if met.is(3, 4) && met.aside > 0 => (SOME, ""),
        () if met.is(3, 4) => (points, ""),
        () if met.met == 0 => (0, ""),
        () => (0, ", perhaps by chance: our side hardly asked on in other places"),
    };
    met.verdict(sight, points, format!("{counted}{besides}."), shown)
}

pub(super) fn specific_evidence(sight: &Sight<'_>) -> Verdict {
    let met = match heard(sight, |it| it.answered) {
        Ok(met) => met,
        Err(none) => return none,
    };
    let counted = met.counted("answered with a figure, a customer or a document");
    let offered = sight.said(Side::Ours, |it| it.on(Topic::Evidence)).count();
    let besides = match offered {
        0 => ", and no document, trial or reference was heard".to_owned(),
        n => format!(", and a document, a trial or a reference was offered {} in the call", times(n)),
    };
    if bearing::shows(sight) && !met.is_own() {
        let [begin, by_best, by_bearing] = PROVED;
        let found = begin + by_best * signs::most(sight, &signs::PROVES).max(NOTHING) + by_bearing * bearing::share(sight) / 100;
        let shown = signs::shown(sight, &signs::PROVES, SHOWN);
        let points = signs::by_logit(found, [HARDLY, 0, 2 * CLEARLY], [0, 1, 4, 5]);
        return met.verdict(sight, points, format!("{counted}{besides}."), shown);
    }
    if met.stands() {
        return met.verdict(sight, met.points(), format!("{counted}."), met.saw.clone());
    }
    let argues = argues(sight);
    let asks_on = !argues && super::discovery::explores(sight);
    let counts = offered + usize::from(met.is(1, 2)) + usize::from(met.is(3, 4)) + usize::from(asks_on);
    let points = by_count(counts.saturating_sub(usize::from(argues)), CHECKABLE);
    met.verdict(sight, points, format!("{counted}{besides}."), met.saw.clone())
}
