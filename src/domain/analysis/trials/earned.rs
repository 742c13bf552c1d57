//! Judgements that a manager defends in front of the rep: what was done well is not marked as missing, and what was not done is not praised.

use crate::domain::analysis::{Analysis, Settings, SignalKind, analyse, objections, scenes};
use crate::domain::transcript::Transcript;

const TALK: &str = "The morning shift fills the racks and the evening shift counts what is left of them. ";

fn heard(language: &str, transcript: &Transcript) -> Analysis {
    analyse(transcript, Some(0), &Settings { language: language.to_owned(), ..Settings::default() })
}

fn explored(language: &str, lines: &str) -> Vec<bool> {
    let transcript = scenes::dialogue(lines);
    objections(&transcript, &heard(language, &transcript)).iter().map(|it| it.explored.is_some()).collect()
}

fn count(language: &str, transcript: &Transcript, kind: SignalKind) -> usize {
    heard(language, transcript).signals.iter().filter(|it| it.kind == kind).count()
}

#[test]
fn who_asks_what_a_price_is_held_against_explores_it() {
    for (language, said, asked) in [
        ("en", "That is too expensive for us.", "I understand. When you say expensive, what are you holding it against?"),
        ("de", "Das ist uns zu teuer.", "Das verstehe ich. Wenn Sie sagen zu teuer, womit vergleichen Sie es?"),
        ("es", "Es demasiado caro para nosotros.", "Entiendo. Cuando dice caro, ¿con qué lo compara?"),
        ("fr", "C'est trop cher pour nous.", "Je comprends. Quand vous dites trop cher, vous comparez à quoi ?"),
    ] {
        assert_eq!(explored(language, &format!("Maya: So.\nDana: {said}\nMaya: {asked}\nDana: Well.")), [true], "{said}");
    }
}

#[test]
fn a_question_that_its_asker_answers_asks_nobody() {
    let asks = |language: &str, text: &str| {
        let call = scenes::dialogue(&format!("Maya: {text}\nDana: I see."));
        count(language, &call, SignalKind::OpenQuestion) + count(language, &call, SignalKind::ClosedQuestion)
    };
    assert_eq!(
        asks("en", "So what do we make? We make labels. Why do we make them? Because somebody must. Who pays for bad ones? You do."),
        0
    );
    assert_eq!(asks("de", "Was machen wir? Wir drucken Etiketten."), 0);
    assert_eq!(asks("en", "What would you change first? We have half an hour left."), 1);
    assert_eq!(asks("en", "Honestly, they're, how do I put this, it's older ovens."), 0);
}

#[test]
fn who_would_like_nothing_but_papers_takes_no_step() {
    let talk = TALK.repeat(20);
    let steps = |text: &str| count("en", &scenes::dialogue(&format!("Maya: {talk}\n{text}")), SignalKind::NextStep);
    assert_eq!(steps("Dana: Just send me something and I'll have a look.\nMaya: I'll send you some information."), 0);
    assert_eq!(steps("Dana: All right.\nMaya: I'll send you the comparison by Friday."), 1);
}

#[test]
fn what_ails_is_told_in_discovery_and_is_no_objection() {
    for (language, lines) in [
        ("es", "Maya: ¿Cómo trabajan hoy?\nDana: El problema es que los pedidos llegan tarde.\nMaya: Ya veo."),
        (
            "fr",
            "Maya: Comment travaillez-vous aujourd'hui ?\nDana: Le problème, c'est que les commandes arrivent en retard.\nMaya: D'accord.",
        ),
    ] {
        assert_eq!(count(language, &scenes::dialogue(lines), SignalKind::Objection), 0, "{lines}");
    }
}

#[test]
fn who_goes_on_as_if_nothing_was_said_has_not_acknowledged_it() {
    let met = |text: &str| {
        let call = scenes::dialogue(&format!("Maya: So.\nDana: Das ist uns zu teuer.\nMaya: {text}\nDana: Gut."));
        objections(&call, &heard("de", &call)).iter().map(|it| it.acknowledged.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(met("Alles klar, dann mache ich hier mal weiter."), [false]);
    assert_eq!(met("Ist klar, das ist viel auf einmal."), [true]);
}
