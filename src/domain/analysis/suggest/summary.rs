//! Whether what was heard and agreed was said once more before the end.

use super::recap::{LIKELY, PLAIN, Recap, recap};
use super::{SHOWN, Sight, Sureness, Verdict};
use crate::domain::analysis::hearing::{Heard, Said};
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::Side;

/// So many of the prospect's own words and figures, in one sentence, give back what was heard.
const GIVEN_BACK: usize = 3;

/// A question of so many words right after it asks whether it is right.
const CHECK: usize = 6;

/// So many sentences, and twice as many of the prospect's own words and figures in them, tell back what was heard.
const TOLD_BACK: usize = 2;

/// How many sentences after the first of a summary it may be checked.
const NEAR: usize = 14;

/// A summary that does not say so stands between these shares of the call, in percent; so many sentences
/// of ours are it at most.
const BETWEEN: (usize, usize) = (78, 98);
pub(super) const BREATH: usize = 5;

/// How much of what was said is said once more in such a breath, in halves: each figure that had been told counts two, each word
/// of the prospect's one. From so much on it is a summary in whatever words, and with a little less, or among next steps, a part
/// of one. (On 79 calls judged by hand 23 reached it, 18 of them with four points or five.)
const IS_ONE: usize = 7;
const IS_PART: usize = 6;
const OF_PART: u16 = 2;

/// So many figures that had been told, in one sentence, are no chance.
const LISTS: usize = 3;

/// A question or an objection stands in so many last sentences of a turn.
const REPLIES_TO: usize = 2;

/// A sentence of fewer words than these only says that it sums up.
const TELLS: usize = 10;

/// A figure told so many sentences before is told once more; one of no more than this is hardly any.
const BEFORE: usize = 4;
const SMALL: f64 = 2.0;

/// What a summary is worth that was not checked.
const UNCHECKED: u16 = 4;

/// The breath that says most once more.
#[derive(Default)]
struct Again<'a> {
    halves: usize,
    /// One sentence of it says several figures once more.
    lists: bool,
    /// Says what will be done, too.
    steps: bool,
    shows: Vec<&'a Said>,
    check: Option<&'a Said>,
}

pub(super) fn summary(sight: &Sight<'_>) -> Verdict {
    let recap = recap(sight).filter(|it| it.weighs > LIKELY);
    let Some(recap) = recap else { return by_words(sight) };
    if recap.weighs > PLAIN {
        return told_again(sight, &recap);
    }
    let found = by_words(sight);
    if found.of_five < Some(UNCHECKED) { told_again(sight, &recap) } else { found }
}

/// What is told by words that say so, by a question whether it is right, or by how much is said once more.
fn by_words(sight: &Sight<'_>) -> Verdict {
    // "So where are we at?" asks and sums up nothing; "May I sum up?" does.
    let sums = |it: &Said| it.on(Topic::Summary) && !it.on(Topic::TrialClose);
    let last = |late: bool| sight.said(Side::Ours, move |it| sums(it) && sight.heard.is_late(it) == late).next();
    // One that comes before the closing sums up the needs, not what was agreed.
    let said_so = [last(true), last(false).filter(|it| !sight.heard.is_early(it.1))];
    let says_so = said_so.iter().any(Option::is_some);
    let again = said_again(sight);
    if said_so[0].is_none() && again.halves >= IS_ONE && !again.steps {
        let why = |how: &str| format!("Towards the end much of what had been told was said once more, and {how} with the prospect.");
        let (points, why) = match again.check {
            Some(_) => (5, why("checked")),
            None if again.lists => (4, why("not checked")),
            // What a price or a story is told with may be no more than that.
            None => {
                let why = "No suggestion: towards the end much of what had been told was said once more, and whether it sums up was not understood.";
                return Verdict { moments: sight.moments(again.shows), ..Verdict::unknown(why) };
            }
        };
        return Verdict::of(points, Sureness::Unsure, why, sight.moments(again.shows.into_iter().chain(again.check)));
    }
    let (late, found) = match (
        said_so[0].or_else(|| read_back(sight, true)).or_else(|| told_back(sight, true)),
        said_so[1].or_else(|| read_back(sight, false)).or_else(|| told_back(sight, false)),
    ) {
        (Some(it), _) => (true, it),
        (None, found) if again.halves >= IS_PART => return part(sight, again, found),
        (None, Some(it)) => (false, it),
        (None, None) => return Verdict::of(0, Sureness::Unsure, "No summary was heard towards the end.".to_owned(), Vec::new()),
    };
    let (at, said) = found;
    let check = check_of(sight, at, said);
    let (points, checked) = match (late, check.is_some()) {
        (true, true) => (5, "towards the end, and checked with the prospect"),
        (true, false) => (4, "towards the end, but not checked with the prospect"),
        (false, true) => (3, "on the way and checked with the prospect, but not at the end"),
        (false, false) => (1, "on the way, but neither checked nor at the end"),
    };
    let why = format!("What was heard was summed up {checked}.");
    // What does not say that it sums up may only go on; one that was checked and said so can hardly be anything else.
    let sureness = if says_so && points != 1 { Sureness::Likely } else { Sureness::Unsure };
    let shows = if said.words < TELLS { told_in(sight, at, said) } else { None };
    Verdict::of(points, sureness, why, sight.moments(std::iter::once(shows.unwrap_or(said)).chain(check)))
}

/// What most likely sums up; with some doubt the fifth point takes a person.
fn told_again(sight: &Sight<'_>, it: &Recap<'_>) -> Verdict {
    let how = if it.checked { "checked" } else { "not checked" };
    let why = format!("Towards the end what had been told was said once more, and {how} with the prospect.");
    let (points, sureness) = match (it.weighs > PLAIN, it.checked) {
        (true, true) => (5, Sureness::Likely),
        (true, false) => (UNCHECKED, Sureness::Likely),
        (false, _) => (UNCHECKED, Sureness::Unsure),
    };
    Verdict::of(points, sureness, why, sight.moments(std::iter::once(it.shows).chain(it.check)))
}

/// What is summed up after sentence `at`, which only says so: the sentence of the same breath that gives most back.
fn told_in<'a>(sight: &Sight<'a>, at: usize, said: &Said) -> Option<&'a Said> {
    let after = sight.heard.said.get(at + 1..).unwrap_or_default().iter();
    let breath = after.take_while(|it| it.turn == said.turn).take(BREATH).filter(|it| !it.asked.is_some_and(Asked::counts));
    breath.max_by_key(|it| (usize::from(it.mirrors) + 2 * it.figures.len(), it.words)).filter(|it| it.words >= TELLS)
}

/// A part of a summary towards the end; one that was checked on the way is worth more.
fn part(sight: &Sight<'_>, again: Again<'_>, on_the_way: Option<(usize, &Said)>) -> Verdict {
    let why = "Towards the end some of what had been told was said once more, among what comes next or in passing.".to_owned();
    let checked = on_the_way.filter(|it| check_of(sight, it.0, it.1).is_some());
    let points = if checked.is_some() { OF_PART + 1 } else { OF_PART };
    Verdict::of(points, Sureness::Unsure, why, sight.moments(again.shows.into_iter().chain(checked.map(|it| it.1))))
}

/// The question whether a summary in sentence `at` is right.
fn check_of<'a>(sight: &'a Sight<'_>, at: usize, said: &Said) -> Option<&'a Said> {
    let check = sight.said(Side::Ours, |it| it.on(Topic::SummaryCheck)).find(|it| (at..at + NEAR).contains(&it.0));
    check.or_else(|| sight.heard.asks_for_nod(said).filter(|it| it.0 > at)).map(|it| it.1)
}

/// The breath of ours towards the end in which most of what had been told is said once more, whoever had told it.
fn said_again<'a>(sight: &'a Sight<'_>) -> Again<'a> {
    let heard = sight.heard;
    let told = Told::of(heard);
    let mut best = Again::default();
    for turn in 0..heard.voices.len() {
        let (Some(first), all) = (heard.first_sentence.get(turn).copied(), heard.of_turn(turn)) else { continue };
        // Who answers a question or an objection says much once more, and sums up nothing unless it is checked.
        let checks = all.iter().any(|it| it.asked.is_some());
        if heard.voices.get(turn).is_none_or(|it| it.side != Side::Ours) || (!checks && is_reply(heard, turn)) {
            continue;
        }
        let states = |it: &Said| is_towards_the_end(heard, it) && !it.asked.is_some_and(Asked::counts);
        let states: Vec<(usize, &Said)> = (first..).zip(all).filter(|it| states(it.1)).collect();
        for start in 0..states.len() {
            let breath = states.get(start..).unwrap_or_default().iter().take(BREATH);
            let halves = breath.clone().map(|(at, it)| usize::from(it.mirrors) + 2 * told.again(*at, it)).sum();
            if halves > best.halves {
                best = again(heard, &told, halves, breath.copied());
            }
        }
    }
    best
}

/// Whether the turn before it ends with a question or an objection of the prospect's.
fn is_reply(heard: &Heard, turn: usize) -> bool {
    let before = turn.checked_sub(1).map(|it| heard.of_turn(it)).unwrap_or_default();
    let asks = |it: &Said| heard.side(it) == Side::Theirs && (it.asked.is_some_and(Asked::counts) || it.on(Topic::Objection));
    before.iter().rev().take(REPLIES_TO).any(asks)
}

fn is_towards_the_end(heard: &Heard, said: &Said) -> bool {
    let (from, to) = BETWEEN;
    (from * heard.words..=to * heard.words).contains(&(said.before * 100))
}

fn again<'a>(heard: &'a Heard, told: &Told, halves: usize, breath: impl Iterator<Item = (usize, &'a Said)> + Clone) -> Again<'a> {
    let steps = breath.clone().any(|it| heard.is_step(it.1));
    let lists = breath.clone().any(|(at, it)| told.again(at, it) >= LISTS);
    let shows = breath.clone().filter(|(at, it)| usize::from(it.mirrors) + 2 * told.again(*at, it) > 1).map(|it| it.1);
    let shows: Vec<&Said> = shows.take(SHOWN).collect();
    let turn = breath.clone().next().map(|it| it.1);
    let check = turn.and_then(|one| heard.of_turn(one.turn).iter().find(|it| it.from > one.from && it.asked.is_some()));
    Again { halves, lists, steps, shows, check }
}

/// The figures of a call, and where each was told, by whomever.
pub(super) struct Told(Vec<(u64, usize)>);

impl Told {
    pub fn of(heard: &Heard) -> Self {
        let figures = heard.said.iter().enumerate().flat_map(|(at, it)| it.figures.iter().map(move |it| (it.value.to_bits(), at)));
        let mut told: Vec<(u64, usize)> = figures.collect();
        order::sort(&mut told);
        Self(told)
    }

    /// How many figures of sentence `at` had been told.
    pub fn again(&self, at: usize, said: &Said) -> usize {
        let before = |value: f64| {
            let bits = value.to_bits();
            self.0.get(self.0.partition_point(|it| it.0 < bits)).is_some_and(|it| it.0 == bits && it.1 + BEFORE < at)
        };
        said.figures.iter().filter(|it| it.value > SMALL && before(it.value)).count()
    }
}

/// What is said in the prospect's own words and then checked is a summary in whatever words: "So it is the counts, the
/// returns and March. Is that right?"
fn read_back<'a>(sight: &'a Sight<'_>, late: bool) -> Option<(usize, &'a Said)> {
    let checked = |at: usize, it: &Said| {
        let next = sight.heard.said.get(at + 1).filter(|next| next.turn == it.turn);
        next.is_some_and(|it| it.asked.is_some() && (it.on(Topic::SummaryCheck) || it.asked != Some(Asked::Open) && it.words <= CHECK))
    };
    let gives_back = |it: &Said| usize::from(it.mirrors) + it.figures.len() >= GIVEN_BACK && !it.asked.is_some_and(Asked::counts);
    let found = sight.said(Side::Ours, gives_back).filter(|it| {
        // "I'll send you the deck and the prices. Sound good?" tells what comes next.
        let told = !sight.heard.is_step(it.1) && !sight.heard.has_appointment(it.1);
        told && checked(it.0, it.1) && !sight.heard.is_early(it.1) && sight.heard.is_late(it.1) == late
    });
    found.last()
}

/// The same over a whole turn: several sentences that give back what was heard, and then a question whether that is all.
fn told_back<'a>(sight: &'a Sight<'_>, late: bool) -> Option<(usize, &'a Said)> {
    let heard = sight.heard;
    let turns = (0..heard.voices.len()).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours));
    let mut found = turns.filter_map(|turn| {
        let (first, all) = (heard.first_sentence.get(turn).copied()?, heard.of_turn(turn));
        let check = all.iter().rposition(|it| it.asked.is_some() && it.on(Topic::SummaryCheck))?;
        // "I'll send you the deck. Sound good?" sums up nothing.
        let told: Vec<&Said> = all.iter().take(check).filter(|it| !it.asked.is_some_and(Asked::counts) && !heard.is_step(it)).collect();
        let theirs = |it: &Said| it.figures.iter().filter(|one| heard.is_theirs(first, one)).count();
        let back: usize = told.iter().map(|it| usize::from(it.mirrors) + theirs(it)).sum();
        let said = told.iter().find(|it| it.mirrors > 0)?;
        let at = first + all.iter().position(|it| it.from == said.from)?;
        (told.len() >= TOLD_BACK && back >= TOLD_BACK * if late { 2 } else { 3 } && !heard.is_early(said) && heard.is_late(said) == late)
            .then_some((at, *said))
    });
    found.next_back()
}
