//! Questions that our side answers itself in the same breath: "So who are we? We make boxes." They ask nobody.

use crate::domain::analysis::hearing::{Heard, Hearing, Said};
use crate::domain::analysis::lexicon::class;
use crate::domain::analysis::questions::Asked;
use crate::domain::analysis::words::{After, Word, fixed};
use crate::domain::transcript::Side;

/// Who speaks, and asks of himself.
const WE: [u64; 12] = [
    fixed("i"),
    fixed("we"),
    fixed("us"),
    fixed("ich"),
    fixed("wir"),
    fixed("uns"),
    fixed("yo"),
    fixed("nosotros"),
    fixed("somos"),
    fixed("hacemos"),
    fixed("je"),
    fixed("nous"),
];

/// Who is spoken to.
const YOU: [u64; 16] = [
    fixed("you"),
    fixed("your"),
    fixed("y'all"),
    fixed("sie"),
    fixed("ihnen"),
    fixed("ihr"),
    fixed("ihre"),
    fixed("du"),
    fixed("usted"),
    fixed("ustedes"),
    fixed("su"),
    fixed("tú"),
    fixed("vous"),
    fixed("votre"),
    fixed("vos"),
    fixed("tu"),
];

/// What begins an offer, if we are who does it: "Can I show you?"
const OFFERS: [u64; 10] = [
    fixed("shall"),
    fixed("should"),
    fixed("can"),
    fixed("could"),
    fixed("may"),
    fixed("soll"),
    fixed("sollen"),
    fixed("darf"),
    fixed("kann"),
    fixed("können"),
];

/// … with who does it in its ending.
const OFFERS_ALONE: [u64; 4] = [fixed("puedo"), fixed("podemos"), fixed("puis"), fixed("pouvons")];

/// … but for leave to ask: "Can I ask what it got stuck on?"
const ASK: [u64; 6] = [fixed("ask"), fixed("fragen"), fixed("nachfragen"), fixed("nachhaken"), fixed("preguntar"), fixed("preguntarle")];

/// What gives a reason at once.
const BECAUSE: [u64; 7] = [fixed("because"), fixed("cause"), fixed("weil"), fixed("porque"), fixed("parce"), fixed("car"), fixed("'cause")];

/// What such a reason answers: "Do we need sensors? Because the pumps are old" says why it is asked.
const WHY: [u64; 6] = [fixed("why"), fixed("warum"), fixed("wieso"), fixed("weshalb"), fixed("qué"), fixed("pourquoi")];

/// A question of more words than this asks for something.
const SHORT: usize = 9;

/// Sets them apart from the questions that count.
pub(super) fn mark(hearing: &mut Hearing<'_>) {
    let found: Vec<usize> = hearing.heard.asking.iter().copied().filter(|at| answers_itself(hearing, *at)).collect();
    for at in found {
        if let Some(it) = hearing.heard.said.get_mut(at) {
            it.asked = Some(Asked::BackChannel);
        }
    }
}

/// Whether a clause of `words` offers what we would do: "…, shall I set it up for Monday?"
pub(super) fn offers(words: &[Word]) -> bool {
    let ours = |it: &[Word]| matches!(it, [does, who, ..] if OFFERS.contains(&does.hash) && WE.contains(&who.hash));
    let first =
        |at: usize| words.iter().take(at).all(|it| it.is(class::LEAD)) || words.get(at - 1).is_some_and(|it| it.after >= After::Pause);
    let own = |it: &Word| OFFERS_ALONE.contains(&it.hash);
    (0..words.len()).any(|at| {
        let rest = words.get(at..).unwrap_or_default();
        (at == 0 || first(at)) && (ours(rest) || rest.first().is_some_and(own))
    }) && !words.iter().any(|it| ASK.contains(&it.hash))
}

fn answers_itself(hearing: &Hearing<'_>, at: usize) -> bool {
    let Heard { said, .. } = &hearing.heard;
    let (Some(asks), Some(next)) = (said.get(at), said.get(at + 1)) else { return false };
    if !asks.asked.is_some_and(Asked::counts) || asks.words > SHORT || next.turn != asks.turn || next.asked.is_some() {
        return false;
    }
    let words = |at: usize| hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
    let has = |list: &[u64]| words(at).iter().any(|it| list.contains(&it.hash));
    let wide = |it: &Word| it.is(class::WIDE | class::NARROW | class::WIDE_AUX);
    // The prospect's "How would we get it out?" asks us; "What do we do? We print it" asks nobody.
    let answers = || words(at + 1).iter().find(|it| !it.is(class::LEAD)).is_some_and(|it| WE.contains(&it.hash));
    let alone = || hearing.heard.side(asks) != Side::Theirs || answers();
    let of_us = || words(at).iter().any(wide) && has(&WE) && !has(&YOU) && alone();
    let reason = words(at + 1).first().is_some_and(|it| BECAUSE.contains(&it.hash)) && has(&WHY);
    asks_nobody(next) || of_us() || (reason && !has(&YOU))
}

/// "You do."
fn asks_nobody(next: &Said) -> bool {
    next.nods && next.words > 1
}
