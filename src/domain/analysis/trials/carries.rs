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
    check(&call("No problem at all."), "invite", Some(5), "A day and a time");
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
    assert!(found.why.contains("hardly went deeper"), "{found:?}");
}

#[test]
fn what_only_says_that_it_sums_up_is_shown_with_what_is_summed_up() {
    let call = "Maya: How is it?\nDana: The clerk loses nine hours on the berths, and two skippers left.\nMaya: I see that.\nDana: Yes.\n\
                Maya: So to recap. The clerk loses nine hours on the berths, and you lost two skippers over it. Did I miss anything?\nDana: No.";
    let shown = quotes(call, "summary");
    assert!(shown.iter().any(|it| it.contains("nine hours")) && !shown.iter().any(|it| it == "So to recap."), "{shown:?}");
}

#[test]
fn who_answers_a_question_with_what_was_told_sums_up_nothing() {
    let talk = TALK.repeat(12);
    let told = "Nine hours a week, two skippers and forty berths, that is what the clerk loses on the berths.";
    let call = |asked: &str| {
        format!(
            "Maya: {talk}\nDana: The clerk loses nine hours a week on forty berths, and two skippers left.\nMaya: {talk}{talk}\n\
             Dana: {talk}{talk}\nMaya: {talk}\nDana: {asked}\nMaya: {told}\nDana: Right.\nMaya: Well.\nDana: Bye now."
        )
    };
    check(&call("What did I lose again?"), "summary", Some(0), "No summary");
    check(&call("Go on."), "summary", None, "whether it sums up was not understood");
}

#[test]
fn who_says_yes_and_takes_on_nothing_by_a_day_is_hardly_bound() {
    let talk = TALK.repeat(20);
    let call = |does: &str| {
        format!(
            "Maya: {talk}\nDana: {talk}\nMaya: I send you the lease on Monday. Shall we say Friday at nine for the berth?\nDana: Yes. {does}\n\
             Maya: So the lease on Monday and Friday at nine. Does that work?\nDana: That works."
        )
    };
    check(&call(""), "mutual-commitment", Some(4), "no day was heard by which it will do something");
    check(&call("And I'll bring the papers on Friday."), "mutual-commitment", Some(5), "agreed to the plan");
}

#[test]
fn a_year_in_words_is_no_money() {
    let shown = quotes("Maya: And?\nDana: It was two thousand and nineteen. It cost us forty thousand that year.", "quantified-impact");
    assert_eq!(shown, ["It cost us forty thousand that year."]);
}

#[test]
fn of_many_open_questions_those_that_stand_by_themselves_are_shown() {
    let asks = "Maya: Which berth?\nDana: The one by the gate, with the ramp.\n\
                Maya: What happens when the gate is shut at low tide?\nDana: The skippers wait until somebody opens it.\n";
    let shown = quotes(&asks.repeat(6), "open-questions");
    assert_eq!(shown.len(), 5);
    assert!(shown.iter().all(|it| it != "Which berth?"), "{shown:?}");
}

#[test]
fn congratulations_are_shown_with_what_they_are_for() {
    let call = "Maya: Congratulations on it. Your new quay was in the paper with the whole crew in front.\nDana: Ha, it was.";
    let shown = quotes(call, "personal-opener");
    assert!(shown.iter().any(|it| it.contains("quay")) && !shown.iter().any(|it| it == "Congratulations on it."), "{shown:?}");
}

#[test]
fn a_day_on_which_it_will_not_be_done_is_no_day_of_the_prospects() {
    let talk = TALK.repeat(20);
    let call = |day: &str| {
        format!(
            "Maya: {talk}\nDana: {talk}\nMaya: I will send you the lease, okay?\nDana: Yes, send it. {day}\nMaya: Good. Bye now.\nDana: Bye."
        )
    };
    let named = |day: &str| of(&scenes::dialogue(&call(day)), "mutual-commitment").why.contains("a day of the prospect's");
    assert!(named("I am at the quay on Friday."));
    assert!(!named("I do not want it on Friday."));
}
