//! Which words of the prospect's are an objection, beside those of the lists, which only sound like one, and which say one again.

use super::hearing::{Cue, Heard, Hearing, Said};
use super::lexicon::{Topic, Topics, class};
use super::objections::ObjectionKind;
use super::questions::Asked;
use super::words::fixed;
use super::{Signal, SignalKind};
use crate::domain::order;
use crate::domain::transcript::Side;

mod granted;
mod resists;

pub(super) use granted::is_granted;
pub(super) use resists::doubts;
use resists::{BEGUN, only_tells};

/// "But" in every language with a list.
const BUT: [u64; 4] = [fixed("but"), fixed("aber"), fixed("pero"), fixed("mais")];

/// "No" before a "but".
const NO: [u64; 2] = [fixed("no"), fixed("non")];

/// So early in a sentence it answers what was said before.
const FIRST: usize = 3;

/// The fewest words of a turn that has something against what was told.
const AGAINST: usize = 6;

/// Whether the prospect meets what our side just told with a "but": "Yeah, but we did that in spring." After a question it
/// belongs to the answer, and in the first quarter it tells how things are.
pub(super) fn pushes_back(hearing: &Hearing<'_>, at: usize, said: &Said) -> bool {
    let heard = &hearing.heard;
    let Some(before) = said.turn.checked_sub(1).filter(|_| heard.side(said) == Side::Theirs && said.before * 4 >= heard.words) else {
        return false;
    };
    let ours = heard.voices.get(before).is_some_and(|it| it.side == Side::Ours && !it.brief);
    let begins = heard
        .first_sentence
        .get(said.turn)
        .is_some_and(|it| *it == at || (*it + 1 == at && heard.said.get(*it).is_some_and(|it| it.words <= FIRST)));
    let told = !heard.of_turn(before).last().is_none_or(|it| it.asked.is_some_and(Asked::counts));
    let words = hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let turns = words.iter().take(FIRST).any(|it| BUT.contains(&it.hash)) && words.len() >= FIRST;
    let long = heard.of_turn(said.turn).iter().take(AGAINST).map(|it| it.words).sum::<usize>() >= AGAINST;
    // "Non mais c'est pas grave" lets it be.
    let lets_be = || words.first().is_some_and(|it| it.is(class::NEGATION) || NO.contains(&it.hash));
    ours && begins && told && turns && long && said.asked.is_none() && !lets_be() && !said.on_any(&[Topic::Positive, Topic::Commitment])
}

/// An objection that comes back within so many turns is the same one.
pub(super) const SAME_WITHIN: u32 = 4;

/// Whether a phrase that sounds like an objection is none where it stands.
pub(super) fn only_sounds(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    !is_too_dear(hearing, cue) && (is_fact(hearing, cue, said) || is_of_absent(hearing, cue, said) || only_tells(hearing, cue, said))
}

/// "And that is too expensive for us" is held against what is offered, whatever was asked.
fn is_too_dear(hearing: &Hearing<'_>, cue: &Cue) -> bool {
    let words = hearing.reading.sentences.get(cue.sentence).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let has = |list: &[u64]| words.iter().any(|it| list.contains(&it.hash));
    let too = hearing.reading.words.get(cue.from).is_some_and(|it| TOO.contains(&it.hash));
    cue.topic == Topic::ObjectsPrice && too && has(&SELF) && !has(&WAS)
}

/// "Too", and what tells of the past.
const TOO: [u64; 6] = [fixed("too"), fixed("zu"), fixed("trop"), fixed("demasiado"), fixed("muy"), fixed("so")];
const WAS: [u64; 9] = [
    fixed("was"),
    fixed("were"),
    fixed("war"),
    fixed("waren"),
    fixed("était"),
    fixed("c'était"),
    fixed("era"),
    fixed("eran"),
    fixed("fue"),
];

/// Who is asked what speaks for the others, who decides or how long a contract runs objects to nothing by saying so.
fn is_fact(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    let answers = |topics: &[Topic]| hearing.heard.answers(cue.sentence, said, topics);
    // "How does a Monday go?" "The trouble is that nobody hears of changes."
    // "How was the opening?" "Good, a lot of trouble, though."
    let asks = |it: &Said| {
        let told = it.asked == Some(Asked::Courtesy) || (it.asked == Some(Asked::Open) && said.on(Topic::Pain));
        told && !it.on_any(&[Topic::AskObjection, Topic::TrialClose, Topic::Check, Topic::Price])
    };
    // "Perhaps data protection as well, the works council will ask" is wished for before anything is begun.
    let wished = answers(&[Topic::AgendaCheck]) && hearing.heard.is_early(said);
    let pains = cue.topic == Topic::Objection && hearing.heard.begins_answer(cue.sentence, said, 4, asks);
    // "Can you show it to him this week?" "I doubt it."
    let of_day = said.words <= GENERAL && cue.topic == Topic::Objection && answers(&[Topic::Date, Topic::Week]);
    pains
        || wished
        || of_day
        || describes(hearing, cue, said)
        || (!(cue.topic == Topic::Objection && starts(hearing, cue.sentence, &SELF)) && answers(&[Topic::AskRival, Topic::AskCriteria]))
        || (matches!(cue.topic, Topic::ObjectsAuthority | Topic::ObjectsCompetitor)
            && answers(&[Topic::AskBuyer, Topic::AskProcess, Topic::AskSource, Topic::AskAuthority, Topic::AskTimeline, Topic::AskCurrent]))
}

/// What tells of an offer.
const OFFERS: Topics = Topic::set(&[Topic::Price, Topic::Benefit, Topic::Feature, Topic::Proof, Topic::Crowd, Topic::Offer]);

/// Kinds of words that mean an objection only against something: before any offer they tell how things are.
const AGAINST_OFFER: &[Topic] = &[Topic::Objection, Topic::ObjectsStatusQuo, Topic::ObjectsAuthority, Topic::ObjectsTiming];

/// Whether it tells how things are before there is anything to object to: "He picks up or he doesn't", to a question how it goes
/// today. What answers an offer to meet, or is asked for as a doubt, is none of these.
fn describes(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    let heard = &hearing.heard;
    if cue.rule != super::lexicon::SHIPPED_RULE
        || !AGAINST_OFFER.contains(&cue.topic)
        || said.before < BEGUN
        || said.before * 2 > heard.words
    {
        return false;
    }
    let asks = |it: &Said| {
        it.asked.is_some_and(Asked::counts)
            && it.figures.is_empty()
            && !it.on_any(&[Topic::AskObjection, Topic::TrialClose, Topic::Check, Topic::Price, Topic::Confirm, Topic::Date, Topic::Step])
    };
    let answers = heard.begins_answer(cue.sentence, said, ANSWER_IN, asks);
    let offers = |it: &Said| heard.side(it) == Side::Ours && it.touches(OFFERS) && !it.asked.is_some_and(Asked::counts);
    let before = heard.said.get(..cue.sentence).unwrap_or_default();
    (answers || cue.topic == Topic::Objection) && !before.iter().any(offers)
}

/// So many sentences of an answer belong to what was asked.
const ANSWER_IN: usize = 6;

/// Whether it tells, to a question of ours about somebody absent, how he or she sees it: that is asked for and no objection
/// that waits for an answer. What we ask the prospect, or what holds somebody back, brings out a concern.
fn is_of_absent(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    let heard = &hearing.heard;
    let words = |at: usize| hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let asks = |it: &Said| {
        it.asked.is_some_and(Asked::counts)
            && !it.on(Topic::AskObjection)
            && !words(heard.index(it)).iter().any(|it| YOU.contains(&it.hash))
    };
    starts(hearing, cue.sentence, &ABSENT)
        && !words(cue.sentence).iter().any(|it| SELF.contains(&it.hash))
        && heard.begins_answer(cue.sentence, said, 4, asks)
}

/// Whether a sentence starts with one of `list`, but for what only leads into it.
fn starts(hearing: &Hearing<'_>, sentence: usize, list: &[u64]) -> bool {
    let words = hearing.reading.sentences.get(sentence).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    words.iter().find(|it| !it.is(class::LEAD)).is_some_and(|it| list.contains(&it.hash))
}

/// Words for him and her, for who is spoken to, and for who speaks.
const ABSENT: [u64; 12] = [
    fixed("he"),
    fixed("she"),
    fixed("he's"),
    fixed("she's"),
    fixed("he'd"),
    fixed("she'd"),
    fixed("er"),
    fixed("sie"),
    fixed("il"),
    fixed("elle"),
    fixed("él"),
    fixed("ella"),
];
const YOU: [u64; 9] = [
    fixed("you"),
    fixed("your"),
    fixed("ihnen"),
    fixed("sie"),
    fixed("ihr"),
    fixed("vous"),
    fixed("votre"),
    fixed("usted"),
    fixed("ustedes"),
];
const SELF: [u64; 21] = [
    fixed("i"),
    fixed("i'm"),
    fixed("we"),
    fixed("we're"),
    fixed("us"),
    fixed("me"),
    fixed("our"),
    fixed("my"),
    fixed("ich"),
    fixed("wir"),
    fixed("uns"),
    fixed("mir"),
    fixed("je"),
    fixed("nous"),
    fixed("notre"),
    fixed("on"),
    fixed("nos"),
    fixed("nosotros"),
    fixed("me"),
    fixed("mi"),
    fixed("yo"),
];

/// Takes out what says again an objection that is being answered, so that it is shown once: in the words that name it, where
/// others lead into them in one breath. So it does with what is left to be done. What a rule of the team's found stays.
pub(super) fn once(hearing: &Hearing<'_>, signals: &mut Vec<(usize, Signal)>) {
    let heard = &hearing.heard;
    signals.retain(|(_, it)| it.kind != SignalKind::Objection || it.rule.is_some() || !goes_on(heard, it));
    // "Sure." between two of them is our side's, though it ends no turn.
    let begun = begun(hearing);
    let in_one_breath = |one: &Signal, other: &Signal| {
        let (from, to) = (one.moment.from.segment, other.moment.from.segment);
        one.turn == other.turn && (from >= to || begun.get(to as usize).is_some_and(|it| *it <= from))
    };
    // The one that is open, and the turn in which it was spoken of last.
    let mut open: Option<(usize, u32)> = None;
    let mut again = Vec::new();
    for at in 0..signals.len() {
        let Some((_, it @ Signal { kind: SignalKind::Objection, turn, .. })) = signals.get(at) else { continue };
        let (turn, kind) = (*turn, about(it));
        // In one breath the yes came before both.
        let goes_on = open.is_some_and(|it| it.1 == turn);
        let own = it.rule.is_some() || (!goes_on && grants(heard, it));
        let before = open.filter(|it| !own && turn <= it.1 + SAME_WITHIN);
        let Some((first, last, one)) = before.and_then(|(first, last)| Some((first, last, &signals.get(first)?.1))) else {
            open = Some((at, turn));
            continue;
        };
        let answers = turn <= last + ASKED_WITHIN && answers_at_once(heard, it, one);
        let leads = one.turn == turn && about(one) == ObjectionKind::Other && one.rule.is_none();
        let same =
            answers || leads || in_one_breath(one, it) || about(one) == kind || (kind == ObjectionKind::Other && fits_any(heard, it));
        match same {
            true if leads && kind != ObjectionKind::Other => {
                again.push(first);
                open = Some((at, turn));
            }
            true => {
                again.push(at);
                open = Some((first, turn));
            }
            false => open = Some((at, turn)),
        }
    }
    order::sort_by_key(&mut again, |it| *it);
    let mut at = 0;
    signals.retain(|_| {
        at += 1;
        again.binary_search(&(at - 1)).is_err()
    });
}

/// Of each segment the one with which its speaker began to speak.
fn begun(hearing: &Hearing<'_>) -> Vec<u32> {
    let segments = &hearing.transcript.segments;
    let mut all: Vec<u32> = Vec::with_capacity(segments.len());
    for (at, it) in (0..).zip(segments) {
        let before = all.last().zip(segments.get((at as usize).wrapping_sub(1))).filter(|(_, before)| before.speaker == it.speaker);
        all.push(before.map_or(at, |(first, _)| *first));
    }
    all
}

/// What an objection is about.
pub(super) fn about(signal: &Signal) -> ObjectionKind {
    signal.about.unwrap_or(ObjectionKind::Other)
}

/// The sentence a signal stands in, with its index.
fn said_by<'a>(heard: &'a Heard, signal: &Signal) -> Option<(usize, &'a Said)> {
    let turn = heard.of_turn(signal.turn as usize);
    let at = turn.partition_point(|it| it.from <= signal.moment.from).checked_sub(1)?;
    Some((heard.first_sentence.get(signal.turn as usize)? + at, turn.get(at)?))
}

/// A sentence of no more words has no concern of its own: "Well, I'm not convinced."
const GENERAL: usize = 5;

/// Whether an objection of no type goes with whatever was objected: no more than a doubt, or our words met with a "but".
fn fits_any(heard: &Heard, signal: &Signal) -> bool {
    said_by(heard, signal).is_none_or(|it| it.1.words <= GENERAL || !it.1.on(Topic::Objection))
}

/// What answers the question that an objection was met with, so soon after it, says what lies behind it.
const ASKED_WITHIN: u32 = 2;

/// Whether it begins the answer to an open question of ours; to one about what was objected, where it is of another kind than that.
fn answers_at_once(heard: &Heard, signal: &Signal, one: &Signal) -> bool {
    let kind = about(signal);
    let alike = kind == ObjectionKind::Other || kind == about(one);
    let asks = |it: &Said| it.asked == Some(Asked::Open) && (alike || it.takes_up || it.on_any(&[Topic::AskObjection, Topic::Probe]));
    said_by(heard, signal).is_some_and(|(at, said)| heard.begins_answer(at, said, ANSWER_IN, asks))
}

/// "Text me in the morning", "let me ask her, you send it on Friday": what is said at the end of how to go on is left to be done.
fn goes_on(heard: &Heard, signal: &Signal) -> bool {
    // "Sure, send it over."
    let yes = |it: &Said| it.on(Topic::Agreement) && it.on(Topic::Step) && signal.about == Some(ObjectionKind::Timing);
    said_by(heard, signal).is_some_and(|(_, it)| heard.is_late(it) && (heard.is_step(it) || heard.is_commitment(it) || yes(it)))
}

/// "Put like that, yes. But I'm not sure the drivers will use it": a yes first ends what was open before.
fn grants(heard: &Heard, signal: &Signal) -> bool {
    let before = heard.of_turn(signal.turn as usize).iter().take_while(|it| it.to < signal.moment.from);
    let yes = |it: &Said| it.on(Topic::Agreement) && !it.on_any(&[Topic::Hedge, Topic::Objection]) && it.asked.is_none();
    before.take(2).any(yes)
}

/// Whether `other` is the objection `one` said once more: in the same breath, of the same kind, or in words that fit any.
pub(super) fn is_same(one: ObjectionKind, other: ObjectionKind, same_turn: bool) -> bool {
    same_turn || one == other || other == ObjectionKind::Other
}
