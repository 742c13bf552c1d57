//! Discovery: what was asked and what was covered.

use super::asking_on::{GREETING, GREETS_IN, told_after};
use super::{Sight, Sureness, Verdict, by_count, counted};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::metrics::areas;
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// One point each, up to five (the rubric's own words).
const OPEN: &[(usize, u16)] = &[(5, 5), (4, 4), (3, 3), (2, 2), (1, 1)];

/// So many closed questions.
const MANY_CLOSED: usize = 5;

/// Five areas of six are a senior's coverage (85%); under three a call has hardly begun discovery.
const AREAS: &[(usize, u16)] = &[(6, 5), (5, 4), (4, 3), (3, 2), (2, 1)];

/// Where our side did not go after what it heard, what came of itself earns so much at most; and of what came, little is
/// missed by chance: two areas told unasked are hardly all.
const UNASKED: &[(usize, u16)] = &[(4, 3), (2, 2), (1, 1)];

/// So many open questions and as many that took something up, and our side went after what it heard.
const EXPLORES: usize = 3;

/// So many open questions alone, and it asked for what it heard; with so many, one area more may have been told in words that
/// were not understood.
const ASKS: usize = 5;
const ASKS_MUCH: usize = 7;

/// Who has less than this share of all words, in percent, has told little of anything …
const HARDLY_SPEAKS: usize = 25;

/// … and earns no more than this; of fewer words than these no share can be told.
const TOLD_LITTLE: u16 = 2;
const TALK: usize = 200;

/// So many words of ours after a question, and it was left standing: the prospect never got to answer it.
const TALKED_OVER: usize = 30;

pub(super) fn open_questions(sight: &Sight<'_>) -> Verdict {
    let open = |it: &Said| it.asked == Some(Asked::Open) && !is_of_the_frame(sight, it);
    let answered = |it: &Said| sight.heard.words < GREETS_IN || told_after(sight.heard, it.turn) >= ANSWER;
    let open: Vec<_> = sight.said(Side::Ours, open).filter(|it| is_left_to_answer(sight, it.0) && answered(it.1)).map(|it| it.1).collect();
    let closed = sight.said(Side::Ours, |it| it.asked == Some(Asked::Closed)).count();
    let why = format!("Our side asked {} and {closed} closed.", counted(open.len(), "open question"));
    // Near the threshold one misheard question decides.
    let sureness = match open.len() {
        6.. => Sureness::Sure,
        // Of many closed ones one may have been open after all.
        0..3 if closed >= MANY_CLOSED => Sureness::Unsure,
        _ => Sureness::Likely,
    };
    Verdict::of(by_count(open.len(), OPEN), sureness, why, sight.moments(open))
}

/// "And anything else?" has no more words.
const ANY_MORE: usize = 4;

/// From so much of such a call on, in percent, what is asked mostly fixes what comes next, unless it is what holds somebody
/// back.
const CLOSES: usize = 85;

/// An answer of fewer words tells nothing that was asked for openly: "What is your mail?"
const ANSWER: usize = 3;

/// Whether it belongs to what stands around a conversation: "How's your Tuesday?" at its beginning, "How's Tuesday?" at its end.
fn is_of_the_frame(sight: &Sight<'_>, said: &Said) -> bool {
    let greets = said.before < GREETING && sight.heard.words >= GREETS_IN && !said.takes_up && said.mirrors == 0;
    let ends = || sight.heard.is_late(said) && (said.on(Topic::Date) || (said.on(Topic::AgendaCheck) && said.words <= ANY_MORE));
    let closes = sight.heard.words >= GREETS_IN && said.before * 100 > sight.heard.words * CLOSES && !said.on(Topic::AskObjection);
    greets || closes || ends()
}

/// Whether the prospect gets the word soon after sentence `at`: "What does it do? Well, it has …" asks nobody.
fn is_left_to_answer(sight: &Sight<'_>, at: usize) -> bool {
    let said = &sight.heard.said;
    let turn = said.get(at).map(|it| it.turn);
    let rest = said.iter().skip(at + 1).take_while(|it| Some(it.turn) == turn);
    rest.filter(|it| !it.asked.is_some_and(Asked::counts)).map(|it| it.words).sum::<usize>() <= TALKED_OVER
}

pub(super) fn discovery_areas(sight: &Sight<'_>) -> Verdict {
    let areas = areas(sight.heard);
    let missing: Vec<&str> = areas.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    let found: Vec<_> = areas.iter().filter_map(|it| sight.heard.said.get(it.1?)).collect();
    let n = areas.len() - missing.len();
    let open = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).count();
    let explored = open >= ASKS || explores(sight);
    let words = |side: Side| sight.said(side, |_| true).map(|it| it.1.words).sum::<usize>();
    let (ours, theirs) = (words(Side::Ours), words(Side::Theirs));
    let told_little = ours + theirs >= TALK && 100 * theirs < HARDLY_SPEAKS * (ours + theirs) && n > usize::from(TOLD_LITTLE);
    let why = match (missing.len(), explored) {
        (0, _) if told_little => "The prospect had few words for each of the 6 areas.".to_owned(),
        _ if told_little => format!("The prospect had few words for {n} of 6 areas; not heard: {}.", missing.join(", ")),
        (0, true) => "The prospect spoke to all 6 areas.".to_owned(),
        (0, false) => "The prospect touched each of the 6 areas, and our side asked little about them.".to_owned(),
        (6, _) | (_, true) => format!("The prospect spoke to {n} of 6 areas; not heard: {}.", missing.join(", ")),
        _ => {
            format!("The prospect spoke to {n} of 6 areas, and our side asked little about them; not heard: {}.", missing.join(", "))
        }
    };
    // That an area was not heard proves little, so only what is nearly whole is sure.
    let sureness = if missing.len() < 2 && explored && !told_little { Sureness::Likely } else { Sureness::Unsure };
    let points = if explored { by_count(n + usize::from(open >= ASKS_MUCH), AREAS) } else { by_count(n, UNASKED) };
    Verdict::of(points.min(if told_little { TOLD_LITTLE } else { u16::MAX }), sureness, why, sight.moments(found))
}

/// Whether our side asked for more than facts, and for more of what it heard.
pub(super) fn explores(sight: &Sight<'_>) -> bool {
    let of = |wanted: fn(&Said) -> bool| sight.said(Side::Ours, wanted).count();
    of(|it| it.asked == Some(Asked::Open)) >= EXPLORES && of(|it| it.takes_up) >= EXPLORES
}
