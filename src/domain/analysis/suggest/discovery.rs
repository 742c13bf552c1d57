//! Discovery: what was asked and what was covered.

use super::asking_on::{GREETING, GREETS_IN, told_after};
use super::{Sight, Sureness, Verdict, by_count, counted};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::metrics::areas;
use crate::domain::analysis::questions::Asked;
use crate::domain::order;
use crate::domain::transcript::Side;

/// One point each, up to five (the rubric's own words).
const OPEN: &[(usize, u16)] = &[(5, 5), (4, 4), (3, 3), (2, 2), (1, 1)];

/// So many earn all points, and are shown; fewer words than these stand by themselves hardly ever.
const FULL: usize = 5;
const BY_ITSELF: usize = 5;

/// So many closed questions.
const MANY_CLOSED: usize = 5;

/// What the areas that were heard and the open questions give, in fourths of a point: each is heard in part only, and who asks
/// openly is told more than is understood. (Chosen on 98 calls judged by hand; on each of ten sets by the other nine, 83 were in
/// the range, and all but for one step.)
const GIVEN: usize = 5;
const OPEN_ONES: usize = 7;

/// So many open questions and as many that took something up, and our side went after what it heard.
const EXPLORES: usize = 3;

/// Who has less than this share of all words, in percent, has told little of anything …
const HARDLY_SPEAKS: usize = 25;

/// … and earns no more than this; of fewer words than these no share can be told.
const TOLD_LITTLE: usize = 2;
const TALK: usize = 200;

/// So many words of ours after a question, and it was left standing: the prospect never got to answer it.
const TALKED_OVER: usize = 30;

/// Up to so many areas are shown by a sentence, of those that tell more than this of it.
const SHOWN: usize = 4;
const SHOWS: isize = 1;

pub(super) fn open_questions(sight: &Sight<'_>) -> Verdict {
    let open = |it: &Said| it.asked == Some(Asked::Open) && !is_of_the_frame(sight, it);
    let answered = |it: &Said| sight.heard.words < GREETS_IN || told_after(sight.heard, it.turn) >= ANSWER;
    let open: Vec<_> = sight.said(Side::Ours, open).filter(|it| is_left_to_answer(sight, it.0) && answered(it.1)).map(|it| it.1).collect();
    let closed = sight.said(Side::Ours, |it| it.asked == Some(Asked::Closed)).count();
    // The metric counts them all: what is left out of the points is said.
    let aside = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).count().saturating_sub(open.len());
    let aside = match aside {
        0 => String::new(),
        n => format!(
            "; {n} more open, while greeting or closing or not left to be answered, {} not counted here",
            if n == 1 { "is" } else { "are" }
        ),
    };
    let why = format!("Our side asked {} and {closed} closed{aside}.", counted(open.len(), "open question"));
    // Near the threshold one misheard question decides.
    let sureness = match open.len() {
        6.. => Sureness::Sure,
        // Of many closed ones one may have been open after all.
        0..3 if closed >= MANY_CLOSED => Sureness::Unsure,
        _ => Sureness::Likely,
    };
    let points = by_count(open.len(), OPEN);
    // "Which one?" shows less than what stands by itself.
    let mut shown = open;
    order::sort_by_key(&mut shown, |it| it.words < BY_ITSELF);
    shown.truncate(FULL);
    Verdict::of(points, sureness, why, sight.moments(shown))
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
    // "What I'd like to do is hear how you work and then show you some of it?" plans the call.
    let plans = sight.heard.is_early(said) && said.on(Topic::Agenda);
    greets || closes || plans || ends()
}

/// Whether the prospect gets the word soon after sentence `at`: "What does it do? Well, it has …" asks nobody.
fn is_left_to_answer(sight: &Sight<'_>, at: usize) -> bool {
    let said = &sight.heard.said;
    let turn = said.get(at).map(|it| it.turn);
    let rest = said.iter().skip(at + 1).take_while(|it| Some(it.turn) == turn);
    // No more of a monologue is gone through than says so.
    let told = rest.filter(|it| !it.asked.is_some_and(Asked::counts)).take(TALKED_OVER + 1);
    told.map(|it| it.words).sum::<usize>() <= TALKED_OVER
}

pub(super) fn discovery_areas(sight: &Sight<'_>) -> Verdict {
    let areas = areas(sight.heard);
    let mut found: Vec<(isize, &Said)> =
        areas.iter().filter_map(|it| it.1).filter_map(|it| Some((it.1, sight.heard.said.get(it.0)?))).collect();
    let n = found.len();
    let open = sight.said(Side::Ours, |it| it.asked == Some(Asked::Open)).count();
    let words = |side: Side| sight.said(side, |_| true).map(|it| it.1.words).sum::<usize>();
    let (ours, theirs) = (words(Side::Ours), words(Side::Theirs));
    let told_little = ours + theirs >= TALK && 100 * theirs < HARDLY_SPEAKS * (ours + theirs) && n > 0;
    let fourths = GIVEN + n + open.min(OPEN_ONES);
    let most = if told_little { TOLD_LITTLE } else { n + usize::from(n > 0) };
    let points = u16::try_from(((fourths + 2) / 4).min(most).min(5)).unwrap_or(0);
    let labels = areas.iter().filter(|it| it.1.is_some()).map(|it| it.0).collect::<Vec<_>>().join(", ");
    let asked = counted(open, "open question");
    let why = match n {
        0 => "None of the 6 areas was heard from the prospect.".to_owned(),
        6 if told_little => "The prospect had few words for each of the 6 areas.".to_owned(),
        1.. if told_little => format!("The prospect had few words for {n} of 6 areas: {labels}."),
        6 if points == 5 => format!("The prospect spoke to all 6 areas, and our side asked {asked}."),
        6 => format!("The prospect had something to say to each of the 6 areas, and our side asked {asked} only."),
        _ if open < EXPLORES => {
            format!("The prospect spoke to at least {n} of 6 areas, and our side asked little about them. Heard: {labels}.")
        }
        _ => format!("The prospect spoke to at least {n} of 6 areas, and our side asked {asked}. Heard: {labels}."),
    };
    // That an area was not heard proves little, so only what is nearly whole is sure.
    let sureness = if points == 5 { Sureness::Likely } else { Sureness::Unsure };
    // What tells most is shown first, and what tells next to nothing only where it is all there is.
    order::sort_by_key(&mut found, |it| -it.0);
    let carry = found.iter().take(SHOWN).take_while(|it| it.0 > SHOWS).count();
    Verdict::of(points, sureness, why, sight.moments(found.iter().take(carry.max(1)).map(|it| it.1)))
}

/// Whether our side asked for more than facts, and for more of what it heard.
pub(super) fn explores(sight: &Sight<'_>) -> bool {
    let of = |wanted: fn(&Said) -> bool| sight.said(Side::Ours, wanted).count();
    of(|it| it.asked == Some(Asked::Open)) >= EXPLORES && of(|it| it.takes_up) >= EXPLORES
}
