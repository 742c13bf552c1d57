//! How a call begins and how it ends, in whatever words: whom it is for, what will be done, and what is agreed.

use super::suggestions::{TALK, check, of};
use crate::domain::analysis::{Settings, SignalKind, Suggestion, Sureness, analyse, scenes, suggest};
use crate::domain::rubric::shipped;

/// A rope maker's day, in four languages, after the first words.
const DAYS: [(&str, &str); 4] = [
    (
        "Good morning.",
        "The long walk is wet in winter and the hemp takes it badly, so we lay the ropes at night and hang them over the beams. ",
    ),
    (
        "Guten Morgen.",
        "Die lange Bahn ist im Winter nass und der Hanf mag das nicht, also legen wir nachts und hängen die Seile an die Balken. ",
    ),
    ("Buenos días.", "La nave larga está húmeda en invierno y al cáñamo no le gusta, así que trenzamos de noche y colgamos las cuerdas. "),
    ("Bonjour.", "La longue allée est humide en hiver et le chanvre n'aime pas ça, alors on tresse la nuit et on pend les cordes. "),
];

/// A call that begins with this, in the language at a place of [`DAYS`].
fn opened(language: usize, first: &str) -> String {
    let (hello, day) = DAYS[language];
    format!("Maya: {hello} {first}\nDana: {hello}\nMaya: Hm.\nDana: {}\nMaya: Hm.\nDana: {}", day.repeat(8), day.repeat(8))
}

/// What is suggested for an item of it, in the language that its words are of.
fn told(call: &str, item: &str) -> Suggestion {
    let transcript = scenes::dialogue(call);
    let found = suggest(&transcript, &analyse(&transcript, Some(0), &Settings::default()), &shipped()[0]);
    found.into_iter().find(|it| it.item == item).unwrap()
}

#[test]
fn what_is_true_of_one_prospect_only_opens_a_call_in_every_language() {
    for (language, first) in [
        (0, "Your daughter sailed to Bergen on one of your ropes, how was it?"),
        (0, "I hear you won the harbour master's order."),
        (1, "Ich habe in der Zeitung gelesen, dass Sie seit Ostern auch Netze knüpfen."),
        (1, "Ich war am Sonntag bei Ihnen an der Reeperbahn, da hing das große Tau."),
        (1, "Ihre Schwester hat mir erzählt, dass der Hanf dieses Jahr knapp ist."),
        (2, "He leído que desde Pascua también hacen redes."),
        (2, "¿Cómo le fue en la regata de Vigo?"),
        (3, "J'ai lu que depuis Pâques vous faites aussi des filets."),
        (3, "Je suis passé devant votre atelier dimanche, la grande corde pendait."),
    ] {
        let found = told(&opened(language, first), "personal-opener");
        assert_eq!(found.points, Some(5), "{first}: {found:?}");
    }
}

#[test]
fn a_pleasantry_and_what_could_be_said_to_anybody_open_no_call() {
    for (language, first) in [
        (0, "How was the weekend?"),
        (0, "I spoke to one of your colleagues and she said you are the one for ropes."),
        (1, "Ich hab nur eine ganz kurze Frage an Sie, das geht schnell."),
        (1, "Wie war das Wochenende?"),
        (2, "Sí, bueno, los he visto."),
        (3, "Comment s'est passé le week-end ?"),
    ] {
        let found = told(&opened(language, first), "personal-opener");
        assert!(found.points.is_some_and(|it| it <= 1), "{first}: {found:?}");
    }
}

#[test]
fn what_comes_first_and_what_then_is_an_agenda_where_it_is_asked_whether_it_suits() {
    for (language, first) in [
        (0, "So let me hear how the ropes were laid this year, then we talk about the new hemp and see who pays. Is that okay?"),
        (1, "Wir fangen mit den Seilen vom letzten Jahr an, dann der neue Hanf, und am Schluss die Rechnung. Passt das?"),
        (2, "Empezamos con las cuerdas de este año, luego el cáñamo nuevo y al final la factura. ¿Le parece?"),
        (3, "On commence par les cordes de l'année, ensuite le nouveau chanvre, et on finit par la facture. Ça vous va ?"),
    ] {
        let found = told(&opened(language, first), "agenda");
        assert!(found.points == Some(3) && found.why.contains("what comes first and what then, without a time limit"), "{found:?}");
    }
    let timed = "It takes twenty minutes. So let me hear how the ropes were laid, then we talk about the new hemp and who pays. Okay?";
    check(&opened(0, timed), "agenda", Some(4), "with a time limit");
    let tale = "We laid ropes in Cork, then came the fire and the whole walk burnt down in a night. Is the hemp here yours?";
    check(&opened(0, tale), "agenda", Some(0), "No agenda");
}

#[test]
fn of_a_plan_the_sentences_that_name_who_and_when_are_quoted_and_no_more() {
    let talk = TALK.repeat(30);
    let call = format!(
        "Maya: {talk}\nDana: {talk}\nMaya: There is the coil for next week as well, and a tin of tar.\nDana: Right.\n\
         Maya: I'll send you the drawing of the winch by Tuesday.\nDana: Good. I'll measure the beam on Wednesday.\nMaya: {TALK}\nDana: Bye.\n"
    );
    let quotes = |item: &str| of(&scenes::dialogue(&call), item).moments.iter().map(|it| it.quote.clone()).collect::<Vec<_>>();
    let steps = quotes("next-steps");
    assert_eq!(steps, ["I'll send you the drawing of the winch by Tuesday.", "I'll measure the beam on Wednesday."]);
    let yes = quotes("mutual-commitment");
    assert!(yes.len() <= 2 && yes.iter().any(|it| it.contains("measure the beam")), "{yes:?}");
}

#[test]
fn a_figure_that_our_side_brought_the_call_or_its_price_is_no_impact() {
    let talk = TALK.repeat(30);
    let impact = |call: &str| {
        let found = super::heard(&scenes::dialogue(call));
        super::quotes(&found, SignalKind::Impact).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let none: [String; 5] = [
        "Maya: Ours keeps twenty percent more hemp dry.\nDana: Twenty percent.\nMaya: Yes.".to_owned(),
        format!("Maya: Hello.\nDana: Sorry, I'm twelve minutes late.\nMaya: {talk}\nDana: {talk}"),
        "Maya: The price is four thousand a month.\nDana: Let me see.\nMaya: Sure.\nDana: That's nearly fifty thousand a year.".to_owned(),
        "Maya: So.\nDana: Under nine thousand a year I can sign myself.".to_owned(),
        "Maya: So.\nDana: We spend about two point four million a year on hemp.".to_owned(),
    ];
    for call in none {
        assert_eq!(impact(&call), Vec::<String>::new(), "{call}");
    }
    assert_eq!(impact("Maya: So.\nDana: Half a million went out of the door last year."), ["Half a million"]);
    assert_eq!(impact("Maya: So.\nDana: We lost two point four million on wet hemp."), ["two point four million"]);
    assert_eq!(impact("Maya: So.\nDana: We lost two point seven five million on wet hemp."), ["two point seven five million"]);
    assert_eq!(impact("Maya: So.\nDana: Our hemp rots. That is twenty percent of it."), ["twenty percent"]);
}

#[test]
fn that_no_figure_was_put_on_the_problem_is_likely_only_where_none_was_told_at_all() {
    let talk = TALK.repeat(30);
    let sureness = |said: &str| {
        let call = format!("Maya: {talk}\nDana: {talk}{said}\nMaya: {talk}\nDana: {talk}");
        let found = of(&scenes::dialogue(&call), "quantified-impact");
        (found.points, found.sureness)
    };
    assert_eq!(sureness("The hemp is wet."), (Some(0), Sureness::Likely));
    assert_eq!(sureness("Our budget for hemp is forty thousand."), (Some(0), Sureness::Unsure));
}

#[test]
fn whoever_does_it_what_will_be_done_on_a_day_is_a_next_step() {
    for (language, step) in [
        (0, "Dana: Marta will share the figures on Monday."),
        (0, "Dana: She'll have them across by Wednesday."),
        (1, "Dana: Die Marta schickt Ihnen die Zahlen am Montag."),
        (1, "Maya: Dann kriegen Sie das neue Angebot bis Freitag."),
        (2, "Dana: Marta le pasa los números el lunes."),
        (2, "Maya: Le dejo las muestras el miércoles por la mañana."),
        (3, "Dana: Marta vous transmet les chiffres lundi."),
        (3, "Maya: Je vous dépose les échantillons mercredi matin."),
    ] {
        let found = told(&format!("{}\n{step}\nMaya: Hm.", opened(language, "")), "next-steps");
        assert!(found.points.is_some_and(|it| it >= 3) && found.why.contains("1 with both"), "{step}: {found:?}");
    }
}

#[test]
fn a_short_no_takes_back_the_day_that_was_just_proposed() {
    for (language, proposal, no) in [
        (0, "I'll give you a ring on Wednesday.", "I'd rather you didn't."),
        (1, "Ich ruf Sie am Mittwoch an.", "Lieber nicht."),
        (2, "Le llamo el miércoles.", "Mejor no."),
        (3, "Je vous appelle mercredi.", "J'aimerais mieux pas."),
    ] {
        let points = |answer: &str| {
            told(&format!("{}\nMaya: {proposal}\nDana: {answer}\nMaya: Hm.", opened(language, "")), "next-steps").points.unwrap()
        };
        assert!(points(no) == 0 && points("Okay.") >= 3, "{no}: {} {}", points(no), points("Okay."));
    }
    let doubt = "Maya: Can you show it to him on Thursday?\nDana: I doubt it. He's in Norway till Monday.\nMaya: Right.";
    check(doubt, "next-steps", Some(0), "No next step");
}

#[test]
fn a_day_of_the_month_and_its_hour_fix_a_time_in_every_language() {
    for (language, fixed) in [
        (0, "Let's do the 14th, 9:30."),
        (1, "Dann der Vierzehnte um neun Uhr dreißig."),
        (2, "El catorce a las nueve y media."),
        (3, "Le quatorze à neuf heures et demie."),
        (3, "Mardi huit heures trente chez vous."),
    ] {
        let found = told(&format!("{}\nMaya: {fixed}\nDana: Hm.", opened(language, "")), "invite");
        assert_eq!(found.points, Some(5), "{fixed}: {found:?}");
    }
    check("Maya: I've just sent the invite.\nDana: Yes, it's come through.", "invite", Some(5), "Both sides");
}

#[test]
fn a_day_until_which_somebody_is_away_is_no_day_of_a_plan() {
    for (language, away) in [(0, "He's in Norway till Monday."), (1, "Er ist bis Montag in Norwegen."), (2, "Está fuera hasta el lunes.")]
    {
        let points = |said: &str| told(&format!("{}\nDana: {said}\nMaya: Hm.", opened(language, "")), "mutual-commitment").points;
        assert_eq!(points(away), Some(0), "{away}");
    }
}
