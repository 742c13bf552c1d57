//! What is meant, however it is put: plans, openings and proof in words that no list has, in every language with one.

use super::suggestions::TALK;
use crate::domain::analysis::{Settings, SignalKind, Suggestion, analyse, scenes, suggest};
use crate::domain::rubric::shipped;

fn found(language: &str, call: &str, item: &str) -> Suggestion {
    let transcript = scenes::dialogue(call);
    let analysis = analyse(&transcript, Some(0), &Settings { language: language.to_owned(), ..Settings::default() });
    suggest(&transcript, &analysis, &shipped()[0]).into_iter().find(|it| it.item == item).unwrap()
}

#[track_caller]
fn gives(language: &str, call: &str, item: &str, from: u16, to: u16) {
    let it = found(language, call, item);
    assert!(it.points.is_some_and(|points| (from..=to).contains(&points)), "{call}: {item} {:?} {}", it.points, it.why);
}

#[test]
fn an_hour_beside_its_day_is_a_time_in_every_language() {
    for (language, call) in [
        ("en", "Maya: Monday the third, eleven?\nDana: Good."),
        ("en", "Maya: Wednesday, two, your time.\nDana: Good."),
        ("en", "Maya: Friday ten, then.\nDana: Good."),
        ("de", "Maya: Dann Mittwoch, elf.\nDana: Gut."),
        ("es", "Maya: Entonces el jueves, once.\nDana: Bueno."),
        ("fr", "Maya: Alors mardi, onze.\nDana: Bien."),
    ] {
        gives(language, call, "invite", 5, 5);
    }
    // Three of something are no hour.
    gives("en", "Maya: On Friday, three crates came in.\nDana: Good.", "invite", 0, 2);
}

#[test]
fn a_long_question_with_day_and_hour_is_fixed_once_it_is_said_yes_to() {
    let ask = "And would you two have room to go over the kiln and its log with me on Thursday the ninth at four?";
    gives("en", &format!("Maya: {ask}\nDana: Yes, that works."), "invite", 5, 5);
    gives("en", &format!("Maya: {ask}\nDana: Hard to say."), "invite", 0, 2);
}

#[test]
fn who_takes_something_on_for_a_day_has_said_yes() {
    for (language, call) in [
        ("en", "Maya: I'll send the sketch by noon. And on your side?\nDana: I take it to the foreman on Thursday."),
        ("en", "Maya: I'll send the sketch by noon.\nDana: I'll let you know by Thursday."),
        ("de", "Maya: Ich schicke die Skizze bis Mittwoch.\nDana: Ich spreche am Donnerstag mit dem Meister."),
        ("es", "Maya: Le envío el plano el miércoles.\nDana: Yo lo reviso el jueves con mi jefe."),
        ("fr", "Maya: Je vous envoie le plan mercredi.\nDana: Moi j'appelle mon associé jeudi."),
    ] {
        gives(language, call, "mutual-commitment", 4, 5);
    }
    gives("en", "Maya: I'll send the sketch by noon.\nDana: I'll let you know.", "mutual-commitment", 0, 1);
    gives("en", "Maya: So the crates from you on Sunday, the price from me on Thursday.\nDana: Yes. Sunday.", "mutual-commitment", 4, 5);
}

#[test]
fn a_yes_stands_where_only_something_else_is_left_open() {
    let call = "Maya: Can you check the list by Thursday?\nDana: Thursday's fine.\nMaya: And would you ask the board for ten minutes?\n\
                Dana: I'll try. No promises.\nMaya: Good.";
    gives("en", call, "mutual-commitment", 3, 4);
    gives("en", "Maya: We talk again, after the fair maybe.\nDana: Yes.", "mutual-commitment", 0, 1);
}

#[test]
fn a_promise_for_no_day_is_what_any_call_ends_with() {
    gives("en", "Maya: I'll send you the folder and I'll follow up.\nDana: Alright.", "next-steps", 0, 1);
    gives("es", "Maya: Le mando la presentación y la revisa.\nDana: Bueno.", "next-steps", 0, 1);
    // Its day may come a breath later.
    gives("en", "Maya: I'll ask the mason to send it. On Tuesday.\nDana: Good.", "next-steps", 3, 4);
}

#[test]
fn what_the_call_will_hold_is_an_agenda_in_whatever_words() {
    for (language, said) in [
        ("en", "Today I'm going to show you the press and the oven."),
        ("en", "I'd ask you a few things about the roof first."),
        ("en", "I thought we take the freight first."),
        ("de", "Ich würde heute eigentlich fast nur fragen, wie es bei Ihnen läuft."),
        ("es", "Hoy quería enseñarle el horno."),
        ("fr", "Aujourd'hui je vais vous montrer le four."),
    ] {
        gives(language, &format!("Maya: {said}\nDana: Fine."), "agenda", 2, 3);
    }
}

#[test]
fn what_answers_the_prospect_opens_nothing() {
    let call = "Maya: Hello there.\nDana: Mind the smell, it is the tannery.\nMaya: Ha, I've heard about the smell.\nDana: Yes.";
    gives("en", call, "personal-opener", 0, 2);
    let report = "Maya: Hello there.\nDana: When the roof leaked in March we had water in the oven room for nine days, nobody came, I rang and \
                  rang, and we lost two batches of glaze.\nMaya: I've read up on it.\nDana: Good.";
    gives("en", report, "personal-opener", 0, 2);
    gives("en", "Maya: I walked past Kiln Court today and saw the scaffold.\nDana: Oh.", "personal-opener", 5, 5);
}

#[test]
fn years_and_numbers_of_ones_own_work_are_a_reason_to_listen() {
    for (language, said, from) in [
        ("en", "I was a glazier for eleven years before this.", 3),
        ("en", "We've insured bakeries for twenty years, some two hundred of them.", 3),
        ("de", "Wir betreuen sechzig Schreinereien im Norden.", 3),
        ("es", "Llevamos quince años haciendo hornos.", 3),
        ("fr", "On accompagne quatre-vingts boulangeries.", 3),
    ] {
        gives(language, &format!("Maya: {said}\nDana: I see."), "credibility", from, 4);
    }
    // A figure of nobody's is hardly one.
    gives("en", "Maya: Thirty percent of all roofs leak.\nDana: I see.", "credibility", 0, 1);
}

#[test]
fn a_customer_is_brought_in_by_name_and_alike_in_the_prospects_own_words() {
    let need = "Maya: How is it?\nDana: The glaze cracks on the big jars, and the buyers send the jars back.";
    let call =
        format!("{need}\nMaya: We did Harrow Tiles. They had ninety cracked jars a month and it went down to six percent.\nDana: Oh.");
    gives("en", &call, "social-proof", 4, 5);
    let french = "Maya: Ce qu'on a fait chez Poterie Vallon, c'est à peu près votre taille. Les retours sont passés de quarante à douze pour cent.\nDana: Ah.";
    gives("fr", french, "social-proof", 4, 5);
    // Who says what he is tells of no customer, and the average firm is none.
    gives("es", "Maya: Somos una empresa de Puebla.\nDana: Ah.", "social-proof", 0, 0);
    gives("fr", "Maya: Une entreprise de votre taille perd en moyenne neuf mille euros.\nDana: Ah.", "social-proof", 0, 1);
    gives("en", "Maya: It pays for itself in three months.\nDana: Ah.", "social-proof", 0, 0);
}

#[test]
fn a_short_question_after_what_was_shown_is_a_check_and_a_nod_half_of_one() {
    let talk = TALK.repeat(8);
    let shown = |ask: &str| format!("Maya: {talk}\nDana: {talk}{talk}\nMaya: {TALK}{TALK}{TALK}{ask}\nDana: {talk}");
    gives("en", &shown("Would your people do it?"), "pacing", 4, 4);
    gives("en", &shown("And so far, does that make sense to everybody here?"), "pacing", 3, 3);
    // In the prospect's own words as well, which a question that goes deeper would be in.
    let asked = shown("Does the oven make sense, Dana, the racks on it, or do you want me to go over it?");
    gives("en", &asked.replace("Dana: ", "Dana: Our oven has racks on it and burns. "), "pacing", 4, 4);
    // Little of the talk, though never checked, leaves room; so do questions, and both leave more.
    let quiet = format!("Maya: {TALK}\nDana: {TALK}{TALK}{TALK}");
    gives("en", &quiet, "pacing", 2, 2);
    let asks = "\nMaya: What happens then?\nDana: It bakes.".repeat(4);
    gives("en", &format!("{quiet}{asks}"), "pacing", 3, 3);
    gives("en", &format!("{}{asks}", shown("Would your people do it?")), "pacing", 5, 5);
}

#[test]
fn what_concludes_in_the_prospects_words_sums_up_though_nothing_says_so() {
    let need = "Maya: How is it?\nDana: The glaze cracks, the buyers return jars, and Monday goes on the phone.";
    let call = format!(
        "{need}\nMaya: {}\nDana: Aha.\nMaya: So it's the glaze, the jars that buyers return, and Monday on the phone.\nDana: Hm.",
        TALK.repeat(40)
    );
    gives("en", &call, "summary", 2, 3);
}

/// The quotes of the objections heard in a call.
fn objections(language: &str, call: &str) -> Vec<String> {
    let transcript = scenes::dialogue(call);
    let analysis = analyse(&transcript, Some(0), &Settings { language: language.to_owned(), ..Settings::default() });
    analysis.signals.iter().filter(|it| it.kind == SignalKind::Objection).map(|it| it.moment.quote.clone()).collect()
}

#[test]
fn a_worry_is_an_objection_however_it_is_put() {
    for (language, said) in [
        ("en", "My worry is that the kiln stops in May."),
        ("en", "I don't want to be the one who broke the kiln."),
        ("en", "I can't say yes to that, it's her wall."),
        ("en", "We did that dance with a supplier in March."),
        ("en", "That's not nothing."),
        ("de", "Was mich stört, ist der lange Weg."),
        ("de", "Das ist schon eine Hausnummer."),
        ("es", "Aquí es donde me frena el asunto."),
        ("fr", "Ce qui me gêne, c'est le délai."),
    ] {
        let call = format!("Maya: So that is the oven, and it comes in June.\nDana: {said}");
        assert_eq!(objections(language, &call).len(), 1, "{said}");
    }
}

#[test]
fn before_anything_is_offered_an_answer_tells_how_things_are() {
    let talk = TALK.repeat(14);
    let answer = "Dana: He rings the fitter, and the fitter is not sure what to do. I am not convinced of him any more.";
    let asked = format!("Maya: Hello.\nDana: {talk}\nMaya: How does it go at night?\n{answer}\nMaya: I see. {talk}\nDana: {talk}");
    assert_eq!(objections("en", &asked), Vec::<String>::new());
    let offered =
        format!("Maya: It saves you the night shift.\nDana: {talk}\nMaya: {TALK}\nDana: I am not convinced.\nMaya: {talk}\nDana: {talk}");
    assert_eq!(objections("en", &offered).len(), 1);
    // What is wished for at the start is none either.
    let wish =
        "Maya: I thought we'd start with your yard. Anything you'd add?\nDana: Perhaps my boss has concerns about the noise.\nMaya: Good.";
    assert_eq!(objections("en", wish), Vec::<String>::new());
}

#[test]
fn what_answers_the_question_an_objection_was_met_with_is_no_other_one() {
    let call = "Maya: It saves you the night shift.\nDana: That is too expensive for us.\nMaya: What is behind that?\n\
                Dana: The last one told us a week and it never worked.\nMaya: I see.";
    assert_eq!(objections("en", call).len(), 1, "{:?}", objections("en", call));
}

#[test]
fn who_pushes_or_offers_more_to_look_at_has_not_asked_for_the_cause() {
    let met = |with: &str| format!("Maya: It saves you the night shift.\nDana: That is too expensive for us.\nMaya: {with}\nDana: Hm.");
    gives("en", &met("What's the cost of doing nothing?"), "explores-cause", 0, 0);
    gives("en", &met("What else can I show you?"), "explores-cause", 0, 0);
    gives("en", &met("Expensive against what?"), "explores-cause", 5, 5);
}

#[test]
fn our_own_people_and_a_promise_to_send_are_neither_proof_nor_summary() {
    gives("en", "Maya: We've got a customer success team.\nDana: Ah.", "social-proof", 0, 0);
    // Who may be named is somebody, and what is to be on a day is no story.
    let named = "Maya: Und die Anrather, den Inhaber kennen Sie, ich darf den nennen. \
                 Weggeworfen wurden da zwanzigtausend Euro im Jahr.\nDana: Aha.";
    gives("de", named, "social-proof", 4, 5);
    let plan = "Maya: El martes paso y le explico el horno a la maestra Catalina y a todos, quince minutos.\nDana: Bueno.";
    gives("es", plan, "social-proof", 0, 0);
    let send = "Maya: How is it?\nDana: The deck and the prices and the cases matter.\nMaya: So I'll send you the deck, the prices and the cases. \
                And I'll send you the folder of cases. Sound good?\nDana: Sure.";
    gives("en", send, "summary", 0, 1);
    // In one sentence too, with the prospect's words in it.
    let talk = "It is a long wall of tiles that we lay here. ".repeat(60);
    let one = format!(
        "Maya: How is it?\nDana: The deck and the pricing and the cases matter to Lena.\nMaya: {talk}\nDana: Aha.\n\
         Maya: So I'll send you the deck and the pricing and the cases, and you show them to Lena. Sound good?\nDana: Sure, send it over."
    );
    gives("en", &one, "summary", 0, 1);
}

#[test]
fn a_customer_is_told_of_by_where_they_are_and_how_near_they_are_to_the_prospect() {
    let call = "Maya: There's a bakery up in Alnwick, near enough you. They threw away thirty loaves a day, and it went from nineteen percent \
                waste to six.\nDana: Oh.";
    gives("en", call, "social-proof", 5, 5);
    // Who is not sure whom he speaks of proves nothing, and a team of our own is no customer.
    gives("en", "Maya: I've got another customer, they do kilns or something, and they like it.\nDana: Oh.", "social-proof", 0, 1);
    gives("en", "Maya: We've got a customer success team and a knowledge base.\nDana: Oh.", "social-proof", 0, 0);
    gives("en", "Maya: I'll send you the deck and a couple of case studies tomorrow.\nDana: Oh.", "social-proof", 0, 0);
    let french = found("fr", "Maya: Quatre-vingt mille pour un four comme le vôtre, c'est peu, non ?\nDana: Ah.", "social-proof");
    assert!(french.points.unwrap_or(0) == 0, "{}", french.why);
}

#[test]
fn years_in_one_sentence_and_customers_in_another_are_experience_of_both() {
    let call = "Maya: We look after forty potteries. Before this I worked as a glazier for eleven years.\nDana: Good.";
    gives("en", call, "credibility", 4, 4);
}

#[test]
fn an_opener_that_fits_thousands_is_worth_nothing() {
    let open = |said: &str, low, high| gives("en", &format!("Maya: {said}\nDana: Ha."), "personal-opener", low, high);
    open("I'm so excited to be here, I've been looking forward to this one.", 0, 0);
    open("I saw that you guys are in ceramics, which is awesome, we love ceramics.", 0, 0);
    open("I'm parked across the road from Kiln Court and the chimney leans over your sign.", 5, 5);
}

#[test]
fn a_statement_is_tied_by_one_of_the_prospects_words_where_it_is_said_whose_it_is() {
    let need = "Maya: How is it?\nDana: The glaze cracks on the big jars, and on Friday we sort forty of them.";
    let tied = "So from now on all your jars come out whole. And you get to keep your glaze as it is. ".repeat(3);
    gives("en", &format!("{need}\nMaya: {tied}\nDana: Good."), "refers-to-needs", 5, 5);
    // Said again at once, it is only heard.
    gives("en", &format!("{need}\nMaya: Glaze cracks on big jars.\nDana: Yes."), "refers-to-needs", 0, 0);
}

#[test]
fn a_long_stretch_that_nobody_checked_is_worth_nothing() {
    let talk = TALK.repeat(20);
    gives("en", &format!("Maya: {talk}\nDana: Fine, that is what we have, and it will do.\nMaya: Good."), "pacing", 0, 0);
}

#[test]
fn what_the_prospect_does_alone_is_no_yes() {
    let call = "Maya: Ich schicke Ihnen am Freitag um zehn Uhr die Liste. Passt das?\nDana: Das machen wir selber.";
    gives("de", call, "mutual-commitment", 0, 2);
}
