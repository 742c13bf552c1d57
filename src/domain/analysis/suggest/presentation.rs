//! Presentation: tied to needs, told as what it brings, proven.

use super::bearing::{MOST, bearing, shows};
use super::{SHOWN, Sight, Sureness, Verdict, by_count, counted, signs};
use crate::domain::analysis::hearing::Said;
use crate::domain::analysis::lexicon::Topic;
use crate::domain::analysis::persons::has;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::stories::Story;
use crate::domain::transcript::Side;

/// Sentences of ours in the prospect's own words, in a hundred of ours: where it is one in seven, what is shown is built
/// on what was said; where it is one in thirty, it is shown to anybody.
const TIES: &[(usize, u16)] = &[(13, 5), (10, 4), (7, 3), (4, 2), (2, 1)];

/// So many of the prospect's own words tie a sentence to what was said.
pub(super) const TIED: u8 = 2;

/// So many of them in one sentence are no chance; as many such sentences, and one in fifty, are built on what was said,
/// however much else is told.
const CLOSELY: u8 = 3;
const BUILDS: usize = 2;

/// What is said of these is tied to nothing.
const NO_TIE: &[Topic] = &[Topic::Refer, Topic::Price, Topic::Proof];

/// So few words at the beginning of a turn may but say again what was heard.
const ECHO: usize = 6;

/// The fewest sentences of ours that a share of them can be told from.
const ENOUGH: usize = 20;

/// Fewer sentences of outcomes and features than this, and fewer statements than that, tell nothing.
const TOLD: usize = 2;
const SPOKEN: usize = 15;

/// What the three signs of telling benefits in the prospect's terms weigh, in hundredths of a point: each point of what is
/// shown being tied to what was heard, how our side bears itself, and that outcomes are told rather than features. Each is
/// heard in part only, so none decides alone, and the fifth point takes a person.
const WEIGHTS: [usize; 3] = [40, 180, 45];

/// The same where our side speaks too few times to show how it bears itself: whether a question went deeper stands for it, and
/// what was told weighs more.
const OF_FEW: [usize; 3] = [40, 100, 180];

/// What tells of ties to needs, in hundredths of a point: to begin with, each point of the sentences that pick up the prospect's
/// words, how our side bears itself, and each point of asking on. The same words may be chance, and a need may be met in others.
const REFERS: [usize; 4] = [36, 40, 250, 9];

/// So many of each stand beside the outcomes and features: one that was heard is no presentation.
const BESIDE: usize = 1;

/// The most that the prospect's words are worth in our mouth where nothing says that they are.
const UNSAID: u16 = 4;

/// … unless so many of a hundred statements are in them.
const MOSTLY: usize = 20;

/// … or there are so many of them.
const MANY: usize = 5;

/// How well what is shown is tied to what was said.
pub(super) fn tied(sight: &Sight<'_>) -> u16 {
    ties(sight).points
}

/// What ties our statements to what the prospect said.
pub(super) struct Ties<'a> {
    /// Those that say so first.
    said: Vec<&'a Said>,
    /// How many say so.
    told: usize,
    /// How many statements our side made.
    ours: usize,
    points: u16,
}

fn ties<'b, 'a>(sight: &'b Sight<'a>) -> &'b Ties<'a> {
    sight.found.ties.get_or_init(|| find_ties(sight))
}

fn find_ties<'a>(sight: &Sight<'a>) -> Ties<'a> {
    let heard = sight.heard;
    // "You said … Why?" goes deeper; what counts here is what is tied to an offer.
    let leads_to_question = |at: usize| {
        (at..at + 3).any(|next| {
            let turn = heard.said.get(at).map(|it| it.turn);
            heard.said.get(next).is_some_and(|it| Some(it.turn) == turn && it.asked.is_some_and(Asked::counts))
        })
    };
    let states = |it: &Said| it.words > 3 && !it.asked.is_some_and(Asked::counts);
    let ours = sight.said(Side::Ours, states).count();
    let refers = sight.said(Side::Ours, |it| it.on(Topic::Refer)).filter(|it| !leads_to_question(it.0)).map(|it| it.1);
    let mut ties: Vec<&Said> = refers.collect();
    let told = ties.len();
    // "So by your Tuesday", "eight of your eleven": one word or figure of the prospect's will do where it is said whose it is.
    let own = move |at: usize, it: &Said| it.on(Topic::Yours) && (it.mirrors > 0 || it.figures.iter().any(|one| heard.is_theirs(at, one)));
    let tied = move |at: usize, it: &Said| states(it) && (it.mirrors >= TIED || own(at, it)) && !it.on_any(NO_TIE);
    // What only says again what was just said takes it up and shows nothing.
    let echoes = move |at: usize, it: &Said| it.words <= ECHO && heard.first_sentence.get(it.turn) == Some(&at);
    ties.extend(sight.said(Side::Ours, |_| true).filter(|it| tied(it.0, it.1) && !echoes(it.0, it.1)).map(|it| it.1));
    let share = 100 * ties.len() / ours.max(ENOUGH);
    // A word in common may be chance; only what says so is worth all points.
    let most =
        if share >= MOSTLY || ties.len() >= MANY { u16::MAX } else { UNSAID.saturating_add(u16::try_from(told).unwrap_or(u16::MAX)) };
    let close = sight.said(Side::Ours, |it| states(it) && it.mirrors >= CLOSELY).count();
    let least = if !ties.is_empty() && close >= BUILDS && 100 * close >= BUILDS * ours { UNSAID } else { 0 };
    Ties { said: ties, told, ours, points: by_count(share, TIES).min(most).max(least) }
}

pub(super) fn refers_to_needs(sight: &Sight<'_>) -> Verdict {
    let Ties { said: ties, told, ours, points } = ties(sight);
    let why = match ties.len() {
        0 => "Nothing shown was tied to what the prospect had said, in the prospect's words or in words such as \"you mentioned\"."
            .to_owned(),
        1 if *told == 0 => format!("One of our side's {ours} statements picks up the prospect's own words."),
        1 => format!("One of our side's {ours} statements picks up the prospect's own words, by saying so."),
        n if *told == 0 => format!("{n} of our side's {ours} statements pick up the prospect's own words."),
        n => format!("{n} of our side's {ours} statements pick up the prospect's own words, {told} of them by saying so."),
    };
    let points = if !ties.is_empty() && shows(sight) { refers(sight, *points) } else { *points };
    // Of those that are tied, the ones that show it best: they are what a person can hear at once.
    let shown = signs::shown(sight, &signs::TIES, if ties.is_empty() { 0 } else { SHOWN });
    Verdict::of(points, Sureness::Unsure, why, sight.moments(shown))
}

/// The points where our side speaks often enough to show how it bears itself: who asks on shows what it was told.
fn refers(sight: &Sight<'_>, by_ties: u16) -> u16 {
    let [begin, by_tie, by_bearing, by_asking] = REFERS;
    let asked_on = usize::from(super::asking_on::follow_up_probing(sight).of_five.unwrap_or(0));
    let found = begin + by_tie * usize::from(by_ties) + by_bearing * bearing(sight) / MOST + by_asking * asked_on;
    u16::try_from((found + 50) / 100).unwrap_or(0).min(5)
}

pub(super) fn benefits(sight: &Sight<'_>) -> Verdict {
    let heard = sight.heard;
    let outcomes: Vec<&Said> = sight.said(Side::Ours, |it| heard.is_outcome(it)).map(|it| it.1).collect();
    let features: Vec<&Said> = sight.said(Side::Ours, |it| heard.is_feature(it)).map(|it| it.1).collect();
    let n = outcomes.len() + features.len();
    let Ties { said: tied, points: own, ours, .. } = ties(sight);
    let (own, ours) = (*own, *ours);
    if n < TOLD && own == 0 && ours < SPOKEN {
        let why = "No suggestion: hardly anything was said of what the product has or brings.";
        return Verdict { moments: sight.moments(outcomes.into_iter().chain(features)), ..Verdict::unknown(why) };
    }
    let told_much = shows(sight);
    let [by_ties, by_bearing, by_outcomes] = if told_much { WEIGHTS } else { OF_FEW };
    let told = by_outcomes * (outcomes.len() + BESIDE) / (n + 2 * BESIDE);
    let asked_on = || MOST * usize::from(super::asking_on::follow_up_probing(sight).of_five.unwrap_or(0)) / 5;
    let bears = if told_much { bearing(sight) } else { asked_on() };
    let weighed = by_ties * usize::from(own) + by_bearing * bears / MOST + told;
    let points = u16::try_from((weighed + 50) / 100).unwrap_or(0);
    let shown = signs::shown(sight, &signs::GETS, SHOWN);
    let told = outcomes.len() + shown.iter().filter(|it| !heard.is_outcome(it)).count();
    // Where none was heard, that there was none is hardly true.
    let has = |of: &str| {
        if features.is_empty() { String::new() } else { format!("{of} what the product has in {}", counted(features.len(), "sentence")) }
    };
    let (gets, whose) = match told {
        0 => (format!("Of what the prospect gets nothing was understood{}", has("; our side was heard to tell")), "our side's"),
        _ => (format!("Our side was heard to tell what the prospect gets in {}{}", counted(told, "sentence"), has(" and")), "its"),
    };
    let why = format!(
        "{gets}; {} of {whose} {ours} statements {} the prospect's own words.",
        tied.len(),
        if tied.len() == 1 { "picks up" } else { "pick up" }
    );
    Verdict::of(points, Sureness::Unsure, why, sight.moments(shown))
}

/// A story that hardly anybody would doubt, and one that some would.
const PROVEN: u16 = 5;
const PROBABLY: u16 = 4;

/// From so much on there is no doubt that it is a story.
const PLAIN: i32 = 6;

/// A story is shown in so many sentences.
const STORY: usize = 2;

pub(super) fn social_proof(sight: &Sight<'_>) -> Verdict {
    let shown = signs::shown(sight, &signs::STORY, STORY);
    let found = proof(sight, |_| true, "in the call");
    let moments = if shown.is_empty() { found.moments } else { sight.moments(with_whom(sight, &shown)) };
    if !shown.iter().any(|it| it.numbers > 0) || found.of_five == Some(PROVEN) {
        // That somebody is a customer is hardly proof: what changed is asked for, and by how much.
        let of_five = found.of_five.map(|it| if (2..4).contains(&it) { it - 1 } else { it });
        return Verdict { of_five, moments, ..found };
    }
    let alike = shown.iter().any(|it| it.on(Topic::Relevant));
    let plain = signs::most(sight, &signs::STORY) > PLAIN;
    let told = format!(
        "What somebody else went through was told in the call, with {}a figure",
        if alike { "likeness to the prospect and " } else { "" }
    );
    match (plain, alike || found.of_five >= Some(PROBABLY)) {
        (true, _) => Verdict::of(PROVEN, Sureness::Likely, format!("{told}."), moments),
        (false, true) => {
            let whose = if found.of_five >= Some(PROBABLY) { "" } else { "; that it is a customer was not heard" };
            Verdict::of(PROBABLY, Sureness::Unsure, format!("{told}{whose}."), moments)
        }
        // It was a customer's in hardly every second call.
        _ => {
            let why = "No suggestion: a figure was told of somebody, and whether that is a customer was not understood.";
            Verdict { moments, ..Verdict::unknown(why) }
        }
    }
}

/// The sentences of a story, and before them the one that says whose it is.
fn with_whom<'a>(sight: &Sight<'a>, shown: &[&'a Said]) -> Vec<&'a Said> {
    let first = shown.iter().min_by_key(|it| it.from);
    let before = first.and_then(|it| Some((it, sight.heard.said.get(sight.heard.index(it).checked_sub(1)?)?)));
    let names = |it: &Said| it.words > 3 && (it.tells & has::NAME != 0 || it.on_any(&[Topic::Proof, Topic::Relevant]));
    let whom = before.filter(|(it, one)| one.turn == it.turn && names(one) && !shown.iter().any(|it| names(it))).map(|it| it.1);
    whom.into_iter().chain(shown.iter().copied()).collect()
}

/// What a story of a customer is worth: a figure makes it checkable, likeness makes it relevant. Customers at large are
/// hardly proof, whatever they are said to see.
fn worth(story: Story) -> u16 {
    match (story.told && !(story.loose && story.figure.is_none()), story.figure.is_some(), story.alike) {
        (true, true, true) => 5,
        (true, true, false) => 4,
        (true, false, true) => 3,
        (true, false, false) => 2,
        (false, ..) => 1,
    }
}

/// The best story of a customer among our sentences that are `wanted`, and where it stands.
pub(super) fn best_story<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> Option<(u16, Vec<&'a Said>)> {
    best_told(sight, wanted).map(|it| (worth(it.0), it.1))
}

fn best_told<'a>(sight: &'a Sight<'_>, wanted: impl Fn(&Said) -> bool + 'a) -> Option<(Story, Vec<&'a Said>)> {
    let heard = sight.heard;
    let stories = sight.said(Side::Ours, wanted).filter_map(|(at, it)| Some((heard.story(at, it)?, it)));
    let (story, said) = stories.max_by_key(|it| (worth(it.0), !it.0.inferred, std::cmp::Reverse(it.1.from)))?;
    let figure = story.figure.and_then(|it| heard.said.get(it));
    // Of whom it is stands before it.
    let of_whom = || heard.said.get(heard.index(said).checked_sub(1)?).filter(|it| it.turn == said.turn && it.words > 3);
    let of_whom = if story.inferred { of_whom() } else { None };
    Some((story, of_whom.into_iter().chain([said]).chain(figure).collect()))
}

/// The best story of a customer among our sentences that are `wanted`.
pub(super) fn proof(sight: &Sight<'_>, wanted: impl Fn(&Said) -> bool, place: &str) -> Verdict {
    let Some((story, moments)) = best_told(sight, &wanted) else {
        let what = format!("No customer was named as proof {place}.");
        // A figure that is neither a price nor the prospect's own may be somebody's as well.
        let heard = sight.heard;
        let told = |at: usize, it: &Said| {
            let weighs = it.on(Topic::Share) || it.figures.iter().any(|one| one.weighs() && !heard.is_theirs(at, one));
            wanted(it) && weighs && !it.asked.is_some_and(Asked::counts) && !heard.is_of_price(at, it)
        };
        let figure = sight.said(Side::Ours, |_| true).any(|(at, it)| told(at, it));
        return Verdict::of(0, if figure { Sureness::Unsure } else { Sureness::Likely }, what, Vec::new());
    };
    let points = worth(story);
    let what = match points {
        5 => "with likeness to the prospect and a figure",
        4 => "with a figure",
        3 => "like the prospect, without a figure",
        _ => "without likeness or figure",
    };
    let why = if story.inferred {
        format!("What changed for somebody else was told {place}, {what}; that it is a customer was not heard.")
    } else if points > 1 {
        format!("Another customer was brought up {place}, {what}.")
    } else {
        format!("A claim was made {place}, or customers at large were spoken of, and of no one customer was anything told.")
    };
    // Somebody may have been told of in words that were not understood as well.
    let sureness = if (2..5).contains(&points) || story.inferred { Sureness::Unsure } else { Sureness::Likely };
    Verdict::of(points, sureness, why, sight.moments(moments))
}
