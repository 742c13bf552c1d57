//! Whether what the prospect says is said against what is proposed: what came before it, and how our side takes it.

use crate::domain::analysis::hearing::{Cue, Heard, Hearing, Said};
use crate::domain::analysis::lexicon::{SHIPPED_RULE, Topic, Topics};
use crate::domain::analysis::questions::Asked;
use crate::domain::transcript::Side;

/// In a call so far on something has been told.
pub(super) const BEGUN: usize = 100;

/// So many sentences of an answer belong to what was asked.
const ANSWER_IN: usize = 4;

/// How many sentences of our reply show how it was taken, and how many turns on it may begin.
const TAKEN_IN: usize = 2;
const TAKEN_WITHIN: usize = 2;

/// A question on one of these asks for a yes, a doubt or a word on the offer: what answers it may well be an objection.
const ASKS_FOR_IT: Topics =
    Topic::set(&[Topic::AskObjection, Topic::TrialClose, Topic::Check, Topic::Price, Topic::Confirm, Topic::SummaryCheck, Topic::ExecAsk]);

/// What tells of an offer or its price.
const OFFERS: Topics = Topic::set(&[Topic::Price, Topic::Benefit, Topic::Feature, Topic::Offer, Topic::Crowd]);

/// What is put off or passed on: at the end, once we have said how to go on, it is part of the plan.
const PUTS_OFF: &[Topic] = &[Topic::ObjectsTiming, Topic::ObjectsAuthority];

/// Whether a phrase that sounds like an objection tells a fact, says our words again or belongs to the plan.
pub(in crate::domain::analysis) fn only_tells(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    if cue.rule != SHIPPED_RULE {
        return false;
    }
    let heard = &hearing.heard;
    echoes(hearing, cue, said)
        || is_of_plan(heard, cue, said)
        || (said.before >= BEGUN
            && answers_plainly(heard, cue.sentence, said)
            && !(is_taken_as_one(heard, said.turn) && is_proposed(heard, cue.sentence)))
}

/// Whether it answers a question of ours for how things are, asked without an offer in the same breath.
pub(super) fn answers_plainly(heard: &Heard, at: usize, said: &Said) -> bool {
    let dates = |it: &Said| it.asked == Some(Asked::Closed) && heard.is_late(it) && it.on_any(&[Topic::Date, Topic::Step]);
    let plain = |it: &Said| it.asked.is_some_and(Asked::counts) && !it.touches(ASKS_FOR_IT) && !dates(it);
    let offers = |it: &Said| it.touches(OFFERS) && !it.asked.is_some_and(Asked::counts);
    let Some(before) = said.turn.checked_sub(1) else { return false };
    heard.begins_answer(at, said, ANSWER_IN, plain) && !heard.end_before(before, said, ANSWER_IN).any(offers)
}

/// What answers our question for a doubt is one in whatever words, once an offer stands: in the first third "what happened
/// there?" asks for how things are.
pub(in crate::domain::analysis) fn doubts(heard: &Heard, at: usize, said: &Said) -> bool {
    let is_late = || said.before * 3 >= heard.words && is_proposed(heard, at);
    // "We'd need something that counts for us" is a wish.
    let wishes = said.on(Topic::Goals) && !said.on_any(&[Topic::Objection, Topic::Hedge]);
    !wishes && heard.answers_doubt(at, said) && (said.before < BEGUN || is_late())
}

/// An offer so many sentences ago stands no more; and a call without one is not searched from its beginning each time.
const STANDS: usize = 2000;

/// Whether our side has told of an offer before sentence `at`.
pub(super) fn is_proposed(heard: &Heard, at: usize) -> bool {
    let offers = |it: &Said| heard.side(it) == Side::Ours && it.touches(OFFERS) && !it.asked.is_some_and(Asked::counts);
    heard.said.get(at.saturating_sub(STANDS)..at).unwrap_or_default().iter().rev().any(offers)
}

/// Whether the first words of our reply to `turn` acknowledge it or argue against it.
fn is_taken_as_one(heard: &Heard, turn: usize) -> bool {
    let ours = |it: &usize| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours && !it.brief);
    let reply = (turn + 1..=turn + TAKEN_WITHIN).find(ours);
    let taken = |it: &Said| match it.asked.is_some_and(Asked::counts) {
        true => it.on(Topic::AskObjection),
        false => it.on_any(&[Topic::Acknowledge, Topic::Argue]),
    };
    reply.is_some_and(|it| heard.of_turn(it).iter().take(TAKEN_IN).any(taken))
}

/// "That's bad timing." "It's bad timing.": what our side has just said is not held against it.
fn echoes(hearing: &Hearing<'_>, cue: &Cue, said: &Said) -> bool {
    let heard = &hearing.heard;
    let Some(before) = said.turn.checked_sub(1).filter(|it| heard.voices.get(*it).is_some_and(|it| it.side == Side::Ours)) else {
        return false;
    };
    let last = heard.of_turn(before).last().filter(|it| said.asked.is_none() && it.on(cue.topic) && !it.asked.is_some_and(Asked::counts));
    let words = |at: usize| hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let own = hearing.reading.words.get(cue.from..cue.to).unwrap_or_default();
    last.is_some_and(|it| own.iter().all(|own| words(heard.index(it)).iter().any(|it| it.hash == own.hash)))
}

/// "And I talk to my brother at the weekend", once we have said what we do by Wednesday.
fn is_of_plan(heard: &Heard, cue: &Cue, said: &Said) -> bool {
    let plans = |it: &Said| heard.is_step(it) || (it.on(Topic::Date) && it.on(Topic::Step));
    let near = said.turn.saturating_sub(2)..said.turn;
    PUTS_OFF.contains(&cue.topic)
        && heard.is_late(said)
        && near.clone().any(|it| heard.voices.get(it).is_some_and(|it| it.side == Side::Ours) && heard.of_turn(it).iter().any(plans))
        && !is_taken_as_one(heard, said.turn)
}
