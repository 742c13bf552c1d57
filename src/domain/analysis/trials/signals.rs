use super::{heard, quotes};
use crate::domain::analysis::{Measured, Settings, SignalKind, analyse, scenes};

#[track_caller]
fn check(lines: &str, kind: SignalKind, expected: &[&str]) {
    let transcript = scenes::dialogue(lines);
    assert_eq!(quotes(&heard(&transcript), kind), expected, "{lines}");
}

#[test]
fn questions_are_ours() {
    check("Maya: How do you plan? Is it by hand?\nDana: What do you mean?", SignalKind::OpenQuestion, &["How do you plan?"]);
    check("Maya: How do you plan? Is it by hand?\nDana: Is that bad?", SignalKind::ClosedQuestion, &["Is it by hand?"]);
}

#[test]
fn a_pain_is_the_prospects_own_clause() {
    check(
        "Maya: That sounds like a problem.\nDana: Honestly, we are struggling with the second site, and nobody looks.",
        SignalKind::Pain,
        &["we are struggling with the second site,"].map(|it| it.trim_end_matches(',')),
    );
    check("Maya: Fine.\nDana: It is not a problem for us. No issues at all.", SignalKind::Pain, &[]);
    check("Maya: Fine.\nDana: Is that a problem?", SignalKind::Pain, &[]);
}

#[test]
fn an_objection_is_theirs_even_when_asked() {
    check(
        "Maya: So.\nDana: I am not sure the depot leads would use another app, and it sounds expensive for what we need.",
        SignalKind::Objection,
        &["I am not sure the depot leads would use another app"],
    );
    check("Maya: It is too expensive elsewhere.\nDana: Isn't that too expensive?", SignalKind::Objection, &["Isn't that too expensive"]);
}

#[test]
fn an_answer_to_what_holds_them_back_is_an_objection_in_any_words() {
    check(
        "Maya: What would make you hesitate?\nDana: Well. Four years ago they bought us a tool that nobody ever opened again.",
        SignalKind::Objection,
        &["Four years ago they bought us a tool that nobody ever opened again."],
    );
    check("Maya: What would make you hesitate?\nDana: No, nothing really.", SignalKind::Objection, &[]);
}

#[test]
fn price_and_competitors_are_marked_whoever_names_them() {
    check("Maya: The pricing is simple.\nDana: Is there a discount?", SignalKind::Price, &["pricing", "discount"]);
    check("Maya: We do that for forty a seat.\nDana: So 38.50 a licence.", SignalKind::Price, &["forty a seat", "38.50 a licence"]);
    check("Maya: Take a seat, or two.\nDana: Number one, a seat. We get forty a day.", SignalKind::Price, &[]);
    let transcript = scenes::dialogue("Maya: What about Acme Flow?\nDana: The other vendor is acme flow, and we have a spreadsheet.");
    let settings = Settings { competitors: vec!["Acme Flow".to_owned(), String::new()], ..Settings::default() };
    let analysis = analyse(&transcript, Some(0), &settings);
    assert_eq!(quotes(&analysis, SignalKind::Competitor), ["Acme Flow", "other vendor", "acme flow"]);
}

#[test]
fn a_price_is_marked_with_its_sum_and_told_in_whatever_words() {
    let price = |lines: &str, expected: &[&str]| check(lines, SignalKind::Price, expected);
    price("Maya: So.\nDana: I have to hear roughly what it costs.", &["roughly what it costs"]);
    let asked = "Maya: So.\nDana: And what would it cost us?\nMaya: ";
    price(
        &format!("{asked}For nine ovens you're between six and seven thousand a year, flat."),
        &["what would it cost", "seven thousand a year"],
    );
    price(&format!("{asked}It is about fourteen hundred for the pair."), &["what would it cost", "fourteen hundred"]);
    price("Maya: There is a one-off of two thousand for the fitting.\nDana: Fine.", &["one-off of two thousand"]);
    price("Maya: So it's forty pounds a seat.\nDana: Fine.", &["forty pounds a seat"]);
    price("Maya: Then it's twelve pounds fifty per head per month plus VAT.\nDana: Fine.", &["twelve pounds fifty per head per month"]);
    // What the prospect lost, and what others saved, is no price of ours.
    price(&format!("{asked}Northgate saved forty thousand pounds with it."), &["what would it cost"]);
}

#[test]
fn what_hurts_is_a_pain_where_it_is_told_as_something_that_happened() {
    let pains = |language: &str, says: &str| {
        let settings = Settings { language: language.to_owned(), ..Settings::default() };
        let heard = analyse(&scenes::dialogue(&format!("Maya: So.\nDana: {says}")), Some(0), &settings);
        quotes(&heard, SignalKind::Pain).len()
    };
    for (language, says) in [
        ("en", "In March the flour mill put us on stop."),
        ("en", "Each time the mixer went we lost a shift."),
        ("en", "The last alarm cried wolf every night."),
        ("en", "The inspector marked us down on labels."),
        ("de", "Im Juli haben wir die ganze Ware weggeschmissen."),
        ("es", "El año pasado nos cayó una multa por el horno."),
        ("fr", "On a perdu deux livraisons avec ce four."),
    ] {
        assert_eq!(pains(language, says), 1, "{says}");
    }
    for (language, says) in [
        ("en", "We come in at six on the Monday and stop at two."),
        ("en", "I can see the page and the menu on it."),
        ("fr", "Nous sommes une boulangerie avec une boutique."),
    ] {
        assert_eq!(pains(language, says), 0, "{says}");
    }
}

#[test]
fn whom_the_prospect_names_beside_an_offer_or_in_a_list_is_a_competitor() {
    check("Maya: So.\nDana: Ovenia quoted us more.", SignalKind::Competitor, &["Ovenia"]);
    check("Maya: So.\nDana: We're looking at Ovenia and Brotwerk too.", SignalKind::Competitor, &["Ovenia", "Brotwerk"]);
    let list = "Maya: So.\nDana: There's Ovenia, Brotwerk and Mistral on our list.";
    check(list, SignalKind::Competitor, &["Ovenia", "Brotwerk", "Mistral"]);
    check("Maya: So.\nDana: We bake in Leeds and York. We use Excel for the orders.", SignalKind::Competitor, &[]);
}

#[test]
fn a_trial_close_asks_for_a_yes_or_what_stands_against_it() {
    let asked = |language: &str, question: &str| {
        let settings = Settings { language: language.to_owned(), ..Settings::default() };
        let heard = analyse(&scenes::dialogue(&format!("Maya: {question}\nDana: Well.")), Some(0), &settings);
        !quotes(&heard, SignalKind::TrialClose).is_empty()
    };
    for (language, closes) in [
        ("en", "Is eighteen thousand a number you could take to your partner?"),
        ("en", "Is there anything stopping us from fitting it in June?"),
        ("en", "Are we good to move forward?"),
        ("en", "Shall we get the paperwork going?"),
        ("en", "Can you see yourself using this on a Friday night?"),
        ("en", "If we got the delivery down to a week, would you go with us?"),
        ("en", "What would it take for you to say yes?"),
        ("de", "Können Sie sich vorstellen, damit zu arbeiten?"),
        ("de", "Was hält Sie noch ab?"),
        ("es", "¿Es un precio que puede llevar a su socio?"),
        ("es", "Si le bajo el precio, ¿firmaría hoy?"),
        ("fr", "Vous seriez prêts à démarrer en mai ?"),
        ("fr", "Qu'est-ce qui vous retient ?"),
    ] {
        assert!(asked(language, closes), "{closes}");
    }
    for (language, asks) in [
        ("en", "What would it take to find the fault?"),
        ("en", "Do you have any questions?"),
        ("en", "Are you ready for the demo?"),
        ("en", "Would that fix the queue at lunch?"),
        ("en", "Where do you keep the flour?"),
        ("de", "Haben Sie noch Fragen?"),
        ("es", "¿Dónde están los hornos?"),
        ("fr", "Vous travaillez avec qui ?"),
    ] {
        assert!(!asked(language, asks), "{asks}");
    }
}

#[test]
fn whose_budget_is_overspent_tells_no_price() {
    check("Maya: So.\nDana: She asks me why the kitchens are over budget.", SignalKind::Price, &[]);
    check("Maya: So.\nDana: Is there a budget for ovens?", SignalKind::Price, &["budget"]);
    check("Maya: What you're looking at here is the oven list.\nDana: Fine.", SignalKind::Price, &[]);
}

#[test]
fn a_next_step_has_an_owner_or_a_date() {
    check("Maya: I'll send you the comparison by Friday.\nDana: Good.", SignalKind::NextStep, &["I'll send you the comparison by Friday."]);
    check("Maya: Could you bring Marta in on the 14th?\nDana: Good.", SignalKind::NextStep, &["Could you bring Marta in on the 14th?"]);
    check("Maya: We send the orders every Monday. Sending is easy.\nDana: Good.", SignalKind::NextStep, &[]);
}

#[test]
fn agenda_and_consent_belong_to_the_opening() {
    let opening = "Maya: Do you mind if I record this? We have thirty minutes today.\nDana: Sure.";
    check(opening, SignalKind::Agenda, &["We have thirty minutes today."]);
    check(opening, SignalKind::Consent, &["Do you mind if I record this?"]);
    let later =
        format!("Maya: {}\nDana: Sure.\nMaya: We have thirty minutes today.", "So it goes on and on with the engine here. ".repeat(200));
    check(&later, SignalKind::Agenda, &[]);
}

#[test]
fn a_yes_is_a_commitment_only_to_a_plan() {
    check("Maya: Shall we meet on Thursday at two?\nDana: Yes, Thursday works.", SignalKind::Commitment, &["Yes, Thursday works."]);
    check("Maya: Is it raining?\nDana: Yes, it is.", SignalKind::Commitment, &[]);
    check("Maya: Thank you.\nDana: I'll introduce you to Marta.", SignalKind::Commitment, &["I'll introduce you to Marta."]);
}

#[test]
fn a_sentence_over_two_segments_is_quoted_whole() {
    let transcript =
        scenes::timed(&[("Maya", 0, 900, "So how long has"), ("Maya", 950, 1800, "that been an issue?"), ("Dana", 2000, 3000, "Years.")]);
    let analysis = heard(&transcript);
    assert_eq!(quotes(&analysis, SignalKind::ClosedQuestion), ["So how long has that been an issue?"]);
    let moment = &analysis.signals[0].moment;
    assert_eq!((moment.from.segment, moment.to.segment, moment.at.map(|it| it.0)), (0, 1, Some(0)));
}

#[test]
fn a_quote_never_runs_through_somebody_elses_words() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 900, "So how long has this thing"),
        ("Dana", 900, 1000, "Mm-hm."),
        ("Maya", 1100, 1800, "been an issue?"),
    ]);
    assert_eq!(quotes(&heard(&transcript), SignalKind::ClosedQuestion), ["So how long has this thing"]);
}

#[test]
fn what_was_written_in_a_chat_is_not_measured_as_speech() {
    let mut words = scenes::dialogue("Maya: How do you plan orders today?\nDana: By hand, it is too expensive.");
    words.format = crate::domain::transcript::WRITTEN.to_owned();
    let found = heard(&words);
    assert!(found.metrics.iter().all(|it| matches!(it.measured, Measured::NotMeasurable(_))));
    assert!(!found.signals.is_empty(), "what it says is still heard");
}
