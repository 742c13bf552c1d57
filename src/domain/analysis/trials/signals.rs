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
