use super::{heard, quotes};
use crate::domain::analysis::{
    Analysis, Objection, ObjectionKind, Settings, SignalKind, Suggestion, analyse, metric, objections, scenes, suggest,
};
use crate::domain::rubric::shipped;

#[track_caller]
fn check(lines: &str, kind: SignalKind, expected: &[&str]) {
    assert_eq!(quotes(&heard(&scenes::dialogue(lines)), kind), expected, "{lines}");
}

fn suggested(lines: &str, item: &str) -> Suggestion {
    let transcript = scenes::dialogue(lines);
    let made = suggest(&transcript, &heard(&transcript), &shipped()[0]);
    made.into_iter().find(|it| it.item == item).unwrap()
}

fn raised(lines: &str) -> Vec<Objection> {
    let transcript = scenes::dialogue(lines);
    objections(&transcript, &heard(&transcript))
}

fn in_language(language: &str, lines: &str) -> Analysis {
    analyse(&scenes::dialogue(lines), Some(0), &Settings { language: language.to_owned(), ..Settings::default() })
}

#[test]
fn a_price_told_is_a_price_and_neither_a_story_nor_an_outcome() {
    let lines = "Maya: So that is the whole of it.\nDana: And what does that cost?\nMaya: For three depots with ten drivers it is forty two thousand a year, plus the setup.";
    check(lines, SignalKind::Price, &["what does that cost", "forty two thousand a year"]);
    check(lines, SignalKind::Proof, &[]);
    check(lines, SignalKind::Outcome, &[]);
    assert_ne!(suggested(lines, "social-proof").points, Some(5));
    check("Maya: And what does it cost you when a van stands still?\nDana: A day.", SignalKind::Price, &[]);
}

#[test]
fn a_customers_story_is_shown_by_the_sentence_with_the_name() {
    let lines = "Maya: So.\nDana: I wonder whether the drivers go along.\nMaya: Brightwater in Leith had the same worry. Their dispatcher ran both for a month. They cut empty runs from nine percent to four.";
    check(lines, SignalKind::Proof, &["Brightwater in Leith had the same worry."]);
    let found = suggested(lines, "social-proof");
    assert_eq!((found.points, found.moments[0].quote.as_str()), (Some(5), "Brightwater in Leith had the same worry."));
    // Whom the prospect has spoken of is no customer of ours.
    let own = "Maya: So.\nDana: Brightwater is our sister firm.\nMaya: I see, and Brightwater had the same worry.\nDana: Yes.";
    check(own, SignalKind::Proof, &[]);
}

#[test]
fn a_bad_moment_is_an_objection_of_timing_in_every_language() {
    let timed = |language: &str, said: &str| {
        let analysis = in_language(language, &format!("Maya: So.\nDana: {said}\nMaya: Hm."));
        let found = analysis.signals.iter().find(|it| it.kind == SignalKind::Objection).and_then(|it| it.about);
        assert_eq!(found, Some(ObjectionKind::Timing), "{said}");
    };
    timed("en", "To be open, this is a bad month for us.");
    timed("en", "I can't spare anybody before the fair.");
    timed("de", "Wir können gerade niemanden entbehren.");
    timed("es", "Es mal momento, la verdad.");
    timed("fr", "Cela tombe mal, franchement.");
}

#[test]
fn who_runs_a_competitor_down_argues_and_acknowledges_nothing() {
    let lines = "Maya: So that is it.\nDana: We had Stackwell in here last week and they can do the same on top of the ledger.\nMaya: Stackwell isn't really a ledger tool, their support is pretty weak from what we hear.\nDana: They seemed solid to us.";
    let found = raised(lines);
    assert_eq!((found.len(), found[0].kind, found[0].acknowledged.as_ref()), (1, ObjectionKind::Competitor, None));
    check(lines, SignalKind::Competitor, &["Stackwell", "Stackwell"]);
}

#[test]
fn a_sheet_is_no_competitor_and_a_name_that_is_talked_to_is_one() {
    check("Maya: And today?\nDana: All of it is in a spreadsheet.", SignalKind::Competitor, &[]);
    check("Maya: And?\nDana: We are also talking to Stackwell.\nMaya: Good.", SignalKind::Competitor, &["Stackwell"]);
    check("Maya: And?\nDana: We are also talking to the others in the team.", SignalKind::Competitor, &[]);
    let german = in_language("de", "Maya: Und sonst?\nDana: Wir sprechen auch mit Stackwell.\nMaya: Gut.");
    assert_eq!(quotes(&german, SignalKind::Competitor), ["Stackwell"]);
    let spanish = in_language("es", "Maya: ¿Y además?\nDana: También hablamos con Stackwell.\nMaya: Bien.");
    assert_eq!(quotes(&spanish, SignalKind::Competitor), ["Stackwell"]);
    let french = in_language("fr", "Maya: Et sinon ?\nDana: On parle aussi avec Stackwell.\nMaya: Bien.");
    assert_eq!(quotes(&french, SignalKind::Competitor), ["Stackwell"]);
}

#[test]
fn how_somebody_absent_sees_it_is_told_and_no_objection() {
    check("Maya: How does Edgar look at it?\nDana: He is sceptical. He was burnt by the last tool.", SignalKind::Objection, &[]);
    check("Maya: How do you look at it?\nDana: I am sceptical.", SignalKind::Objection, &["I am sceptical"]);
}

#[test]
fn an_objection_is_shown_once_and_counted_once() {
    let lines = "Maya: So.\nDana: That is a lot of money. It is too expensive for us.\nMaya: I understand. What would you compare it with?\nDana: It is simply too expensive.\nMaya: I see.";
    check(lines, SignalKind::Objection, &["That is a lot of money"]);
    assert_eq!(raised(lines).len(), 1);
    assert!(suggested(lines, "acknowledges").why.starts_with("1 of 1 objection"));
}

#[test]
fn a_question_to_a_colleague_is_none_to_the_prospect() {
    let lines = "Maya: How do you plan the week?\nDana: By hand, every Monday.\nColin: Good to know.\nDana: It takes the whole morning.\nMaya: Colin, do you want to show how the week is planned?\nColin: Sure.";
    let analysis = heard(&scenes::dialogue(lines));
    assert_eq!(quotes(&analysis, SignalKind::ClosedQuestion), [""; 0]);
    assert!(metric(&analysis, "questions").unwrap().arithmetic.ends_with("Not counted: 1 question to a colleague."));
    check(&lines.replace("Colin, do", "Dana, do"), SignalKind::ClosedQuestion, &["Dana, do you want to show how the week is planned?"]);
}

#[test]
fn small_talk_is_no_discovery_and_its_answer_no_pain() {
    let lines = "Maya: Hello. How was the fair in Ghent last week?\nDana: Full. We ran out of leaflets on the first day.\nMaya: Good. How do you plan today?";
    check(lines, SignalKind::OpenQuestion, &["How do you plan today?"]);
    check(lines, SignalKind::Pain, &[]);
    check("Maya: How do you plan today?\nDana: We ran out of stock.", SignalKind::Pain, &["We ran out of stock"]);
}

#[test]
fn a_day_proposed_takes_nothing_up() {
    let lines = "Maya: How long does a plan take?\nDana: A plan takes until Wednesday at ten, mostly.\nMaya: Wednesday at ten?\nDana: Yes.";
    assert_eq!(suggested(lines, "follow-up-probing").why, "No question took up words the prospect had just said and was told more.");
}

#[test]
fn a_yes_on_a_condition_is_a_commitment_and_its_goal_no_loss() {
    let lines =
        "Maya: If the returns are down by a third, would you go ahead for both shops?\nDana: If it's down by a third, yes, I'd sign that.";
    check(lines, SignalKind::Commitment, &["If it's down by a third, yes, I'd sign that."]);
    check(lines, SignalKind::Impact, &[]);
}

#[test]
fn steps_and_checks_are_as_many_on_the_chip_as_in_the_reason() {
    let lines = "Maya: The engine looks at what all depots have sold, so nobody counts anything any more. How does that land with you?\nDana: Well.\nMaya: Then I'll send you the plan by Monday. Wednesday the third at ten?\nDana: Yes, that works.";
    let transcript = scenes::dialogue(lines);
    let analysis = heard(&transcript);
    let made = suggest(&transcript, &analysis, &shipped()[0]);
    let why = |item: &str| made.iter().find(|it| it.item == item).unwrap().why.clone();
    assert_eq!(quotes(&analysis, SignalKind::NextStep).len(), 2);
    assert!(why("next-steps").starts_with("2 next steps heard"), "{}", why("next-steps"));
    assert_eq!(quotes(&analysis, SignalKind::Check).len(), 1);
    assert!(why("pacing").contains("checked once"), "{}", why("pacing"));
}

#[test]
fn objections_of_different_kinds_are_not_made_one_by_a_noise_between_them() {
    let lines = "Maya: So.\nDana: I have to run it by my brother.\nMaya: Sure.\nDana: And it is too expensive for us.\nMaya: What do you compare it with?\nDana: With the old one.";
    let found = raised(lines);
    assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), [ObjectionKind::Authority, ObjectionKind::Price]);
    assert_eq!((found[0].explored.as_ref(), found[1].explored.is_some()), (None, true));
}
