//! What is shown for a suggestion: what carries it by itself, and little else.

use super::suggestions::{TALK, check, of};
use crate::domain::analysis::scenes;

fn quotes(call: &str, item: &str) -> Vec<String> {
    of(&scenes::dialogue(call), item).moments.into_iter().map(|it| it.quote).collect()
}

#[test]
fn an_area_is_shown_by_what_tells_most_of_it_and_a_scrap_in_a_long_call_shows_none() {
    let talk = TALK.repeat(30);
    let scrap = format!("Maya: {talk}\nDana: {talk}\nMaya: Well.\nDana: On a spreadsheet.\nMaya: {talk}\nDana: {talk}");
    check(&scrap, "discovery-areas", Some(0), "None of the 6 areas");
    let told = "We keep the moorings in a spreadsheet, and my sister prints it for the three skippers every Friday.";
    let call = scrap.replace("On a spreadsheet.\n", &format!("On a spreadsheet.\nMaya: Oh?\nDana: {told}\n"));
    assert!(quotes(&call, "discovery-areas").contains(&told.to_owned()), "{:?}", quotes(&call, "discovery-areas"));
}

#[test]
fn a_figure_is_shown_in_its_sentence_and_of_many_the_three_that_weigh_most() {
    let call = "Maya: What does the fog cost you?\nDana: We lose nine thousand pounds a season on it. The wreck cost us forty thousand pounds. \
                And we waste twenty hours a week on the phone. It is about two percent.";
    let shown = quotes(call, "quantified-impact");
    assert_eq!(shown.len(), 3, "{shown:?}");
    assert!(shown.contains(&"The wreck cost us forty thousand pounds.".to_owned()), "{shown:?}");
    assert!(!shown.contains(&"It is about two percent.".to_owned()), "{shown:?}");
}

#[test]
fn a_day_that_is_turned_down_is_neither_a_step_nor_a_time_that_was_fixed() {
    let call = |answer: &str| {
        format!(
            "Maya: I just put you in, Tuesday at ten my colleague calls you.\nDana: On Tuesday at ten I am at the vet.\n\
             Maya: Wednesday at ten, then.\nDana: {answer}\nMaya: I will mail it."
        )
    };
    check(&call("Not on Wednesday either."), "invite", Some(0), "Neither");
    check(&call("Not on Wednesday either."), "next-steps", Some(1), "0 with both owner and date");
    check(&call("Wednesday is fine."), "invite", Some(5), "A day and a time");
}

#[test]
fn an_agenda_may_be_told_before_its_length() {
    let call = "Maya: I show you the barge with the model, next the sails and the ropes, and we end with the fees. \
                That should take forty minutes. Does that suit you?\nDana: Very well.\nMaya: The barge first.\nDana: Right.";
    check(call, "agenda", Some(4), "between them");
    let opens = "We come within twenty-four hours wherever you lie, with a diver and a pump, and with a crane as well. All right?";
    check(&format!("Maya: {opens}\nDana: Fine.\nMaya: Well.\nDana: Yes."), "agenda", Some(0), "No agenda");
}

#[test]
fn what_only_touched_what_was_said_is_not_told_of_as_asked_on() {
    let talk = "Maya: We dye wool here, and the vats are old.\nDana: Right.\n".repeat(10);
    let row = "Maya: How do you dry it?\nDana: In the loft, on racks, and in winter that takes the whole week.\n\
               Maya: Are the racks in the loft heated in winter?\nDana: They never were, and the loft has no door to keep it in.\n";
    let found = of(&scenes::dialogue(&format!("{talk}{talk}{row}{talk}{talk}")), "follow-up-probing");
    assert_eq!(found.points, Some(0), "{found:?}");
    assert!(found.why.contains("hardly deeper"), "{found:?}");
}
