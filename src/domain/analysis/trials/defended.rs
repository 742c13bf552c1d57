//! Suggestions that a manager would have to take back in front of the rep, and what is said instead.

use super::heard;
use super::suggestions::{TALK, check, of};
use crate::domain::analysis::scenes;
use crate::domain::transcript::Side;

#[test]
fn a_time_alone_goes_on_with_the_plan_and_a_yes_to_it_is_a_yes() {
    let call = "Maya: How does next Thursday look?\nDana: Thursday. Let me see. After nine I could.\nMaya: Ten?\n\
                Dana: Ten's good.\nMaya: Good.";
    let found = of(&scenes::dialogue(call), "mutual-commitment");
    assert!(found.moments.iter().any(|it| it.quote == "Ten's good."), "{found:?}");
    // A yes to a question about something else is none.
    let other = "Maya: How does next Thursday look?\nDana: Hard to say.\nMaya: Is the other hall heated?\nDana: Yes, it is.";
    check(other, "mutual-commitment", Some(1), "no clear yes");
}

#[test]
fn a_day_and_its_time_may_be_named_one_after_the_other() {
    let call = "Maya: Could you come by on the fourth?\nDana: Yes, the fourth works.\nMaya: Eight in the morning, then.\nDana: Good.";
    check(call, "invite", Some(5), "A day and a time");
}

#[test]
fn sometime_is_no_day() {
    let vague = "Maya: I'll send you a link sometime next week.\nDana: Sure.";
    check(vague, "next-steps", Some(1), "0 with both");
    check(vague, "invite", Some(0), "Neither");
}

#[test]
fn what_is_given_back_and_checked_is_a_summary_in_whatever_words() {
    let talk = TALK.repeat(20);
    let need = "Dana: The courier loses parcels, the depot counts them by hand and the refund takes three weeks.";
    let call = format!(
        "Maya: {talk}\n{need}\nMaya: So parcels get lost, the depot counts by hand, and a refund takes weeks. Is that right?\nDana: Yes."
    );
    check(&call, "summary", Some(5), "checked with the prospect");
    check(&format!("Maya: {talk}\n{need}\nMaya: Our tool is quick and neat. Is that right?\nDana: Yes."), "summary", Some(0), "No summary");
}

#[test]
fn a_price_and_what_is_knocked_off_it_prove_nothing() {
    let answer = |it: &str| format!("Maya: So.\nDana: It is too expensive. What does it cost?\nMaya: {it}\nDana: Hm.");
    check(&answer("Four thousand two hundred a year."), "specific-evidence", Some(0), "0 of 1");
    check(&answer("I can do 15 percent off."), "specific-evidence", Some(0), "0 of 1");
    check(&answer("Four thousand a year. A bakery like yours cut waste by 30% with it."), "specific-evidence", Some(5), "1 of 1");
    check("Maya: I can do 15 percent right now.\nDana: Hm.", "credibility", Some(0), "No customer");
}

#[test]
fn a_word_said_again_is_no_follow_up_and_a_figure_said_again_is_one() {
    let echo = "Maya: Who else?\nDana: My brother talked to some outfit called Plana last week.\nMaya: Plana?\nDana: Yes.";
    check(echo, "follow-up-probing", Some(0), "No question");
    let call = "Maya: And?\nDana: The desk loses two hours a day on it.\nMaya: Two hours a day. Who else feels that?\nDana: The drivers.";
    check(call, "follow-up-probing", Some(1), "1 question");
    let list = "Maya: And?\nDana: It is 5,200 lines.\nMaya: Five thousand two hundred. And who do you buy from?\nDana: The mill.";
    check(list, "follow-up-probing", Some(0), "No question");
}

#[test]
fn what_was_done_last_year_is_no_timeline_and_an_answer_shows_an_area_best() {
    let past = "Maya: And?\nDana: The yard, which we opened last year in August, and then the depot.";
    assert_eq!(of(&scenes::dialogue(past), "discovery-areas").why, "None of the 6 areas was heard from the prospect.");
    let call = "Maya: And?\nDana: It rains in February here.\nMaya: When would you like to be live?\n\
                Dana: The stalls open in April and it has to run before that.";
    let found = of(&scenes::dialogue(call), "discovery-areas");
    assert!(found.moments.iter().any(|it| it.quote.contains("April")), "{found:?}");
}

#[test]
fn what_the_product_does_for_them_is_told_from_what_is_summed_up() {
    let need =
        "Maya: How is it?\nDana: The clerk loses hours, and whoever waits at the gate waits behind a lorry that somebody has paid for.";
    let gets =
        "Maya: So the clerk gets those six hours back. Nobody waits at the gate. And it is paid for by the first lorry.\nDana: Good.";
    check(&format!("{need}\n{gets}"), "benefits", Some(3), "gets in 3 sentences");
    check(gets, "benefits", Some(1), "0 of its 3 statements");
}

#[test]
fn objections_cannot_be_heard_where_nobody_is_on_a_side() {
    let mut transcript = scenes::dialogue("Maya: So.\nDana: That is too expensive.");
    assert_eq!(heard(&transcript).hears_no_objections(), None);
    transcript.speakers.iter_mut().for_each(|it| it.side = Side::Unknown);
    let nobody = crate::domain::analysis::analyse(&transcript, None, &Default::default());
    assert!(nobody.hears_no_objections().is_some());
}

#[test]
fn english_without_apostrophes_or_punctuation_is_heard_as_well() {
    let call = "Maya: so\nDana: well thats a lot of money and i dont think the drivers wont mind\n\
                Maya: i dont blame you for asking that and id be careful too\nDana: hm";
    let found = of(&scenes::dialogue(call), "acknowledges");
    assert!(found.points >= Some(3), "{found:?}");
}

#[test]
fn what_is_thrown_in_for_a_signature_is_neither_a_step_nor_proof() {
    let call = "Maya: So.\nDana: That is too expensive for us.\n\
                Maya: If you sign today I'll throw in the trays, that's a nine hundred dollar value.\nDana: Hm.";
    check(call, "specific-evidence", Some(0), "0 of 1");
    check(call, "next-steps", Some(0), "No next step");
}

#[test]
fn a_question_right_after_an_acknowledgement_is_about_what_was_acknowledged() {
    let asked = |answer: &str| format!("Maya: So.\nDana: That is too expensive for us.\nMaya: {answer}\nDana: The first.");
    check(&asked("That's a fair worry. Is it the fee or the setup?"), "explores-cause", Some(0), "perhaps by chance");
    check(&asked("We are the best there is. Do you have a second site?"), "explores-cause", Some(0), "0 of 1");
}

#[test]
fn an_opening_may_rest_on_what_was_seen_with_ones_own_eyes() {
    check("Maya: I was in your front hall on Monday and saw the queue.\nDana: Oh dear.", "personal-opener", Some(5), "had read");
    check("Maya: I was in a meeting just now.\nDana: Oh dear.", "personal-opener", Some(0), "Nothing");
}

#[test]
fn where_something_was_heard_that_is_not_understood_little_is_suggested_and_it_is_shown() {
    let opening = "Maya: Your brother-in-law gave us the tour of the old kiln while it was still warm. Well then.\nDana: Ha, did he.";
    check(opening, "personal-opener", Some(1), "not understood");
    check("Maya: So it is forty minutes in all.\nDana: Fine.", "agenda", Some(0), "not what will be covered");
    check("Maya: Have you two minutes?\nDana: Fine.", "agenda", Some(0), "No agenda");
    let talk = TALK.repeat(8);
    let shown = format!("Maya: {talk}\nDana: {talk}{talk}\nMaya: {TALK}{TALK}{TALK}What then?\nDana: He would like it.");
    check(&shown, "pacing", None, "may have been a check");
}

#[test]
fn next_week_is_no_day_and_never_above_the_middle() {
    check("Maya: I'll send you the sketch next week.\nDana: Sure.", "next-steps", Some(1), "0 with both");
    check("Maya: I'll send you the sketch next week, on Tuesday.\nDana: Sure.", "next-steps", Some(3), "1 with both");
    check("Maya: We talk again next week, agreed?\nDana: Agreed, that works.", "mutual-commitment", Some(1), "no plan with a date");
}

#[test]
fn a_yes_to_a_day_is_both_sides_step() {
    let call = "Maya: Can you have the keys by Thursday?\nDana: Yes, Thursday is fine.\nMaya: And the walk round on the ninth at eleven?\nDana: Yes.";
    check(call, "next-steps", Some(5), "2 with both");
    check(call, "mutual-commitment", Some(5), "agreed to the plan");
}

#[test]
fn an_opinion_of_what_was_shown_is_no_yes_to_a_plan() {
    let call = "Maya: So this is the screen with the tides on it. How does that sound?\nDana: Sounds good.\nMaya: Fine.";
    check(call, "mutual-commitment", Some(0), "Neither");
}

#[test]
fn who_says_that_it_is_so_or_asks_on_at_once_has_heard_the_objection() {
    let answer =
        |it: &str| of(&scenes::dialogue(&format!("Maya: So.\nDana: That is too expensive.\nMaya: {it}\nDana: Hm.")), "acknowledges").points;
    assert_eq!(answer("It is. We are the dearest in the county."), Some(5));
    assert_eq!(answer("What would you hold it against?"), Some(3), "half met");
    assert_eq!(answer("Ours has a steel frame and a warranty."), Some(0));
    assert_eq!(answer("What's the best email for you?"), Some(0));
}

#[test]
fn who_is_asked_who_decides_or_when_it_ends_objects_to_nothing_by_saying_so() {
    let told = |asked: &str, said: &str| {
        of(&scenes::dialogue(&format!("Maya: {asked}\nDana: {said}\nMaya: The fleet runs on its own.\nDana: Hm.")), "acknowledges")
    };
    assert_eq!(told("When does your contract end?", "We are tied in until the end of May.").points, None);
    assert_ne!(told("So that is the offer.", "We are tied in until the end of May.").points, None);
}

#[test]
fn what_is_told_back_over_a_whole_turn_and_checked_is_a_summary() {
    let talk = TALK.repeat(20);
    let need = "Dana: The courier loses parcels. The depot counts boxes. The refund takes weeks and the foreman shouts.";
    let back = "The courier loses parcels. The depot counts boxes. The foreman shouts about every refund. Is that everything?";
    check(&format!("Maya: {talk}\n{need}\nMaya: {back}\nDana: Yes."), "summary", Some(5), "checked with the prospect");
}

#[test]
fn a_name_and_what_it_had_in_figures_is_somebodys_story() {
    check(
        "Maya: So.\nDana: And?\nMaya: Brackwater had nineteen breakdowns a month before us.\nDana: Oh.",
        "social-proof",
        Some(4),
        "with a figure",
    );
    check("Maya: So.\nDana: And?\nMaya: We had nineteen breakdowns a month.\nDana: Oh.", "social-proof", Some(0), "No customer");
}

#[test]
fn where_a_number_was_asked_for_and_the_answer_was_not_understood_it_is_shown_without_points() {
    check("Maya: How many guests fail to come?\nDana: I would say six.", "quantified-impact", None, "not understood");
}

#[test]
fn who_has_no_more_than_a_word_for_a_price_has_something_against_it() {
    let raised = |said: &str| {
        let call = format!(
            "Maya: The kiln with its hood is forty thousand euros.\nDana: {said}\nMaya: It has a long life and it is built here.\nDana: Hm."
        );
        of(&scenes::dialogue(&call), "acknowledges").points
    };
    assert_eq!(raised("Good grief. That's a car."), Some(0));
    for said in ["Okay, that is fine.", "And for how long is that?", "Forty thousand. And delivery is in that?"] {
        assert_eq!(raised(said), None, "{said}");
    }
}

#[test]
fn words_without_a_stop_are_cut_where_somebody_goes_on_and_heard_less_surely() {
    let call = "Maya: so\nDana: the oven takes the whole morning to warm up and we lose forty thousand a year on it\nMaya: aha";
    let found = of(&scenes::dialogue(call), "quantified-impact");
    assert!(found.moments.iter().any(|it| it.quote == "and we lose forty thousand a year on it"), "{found:?}");
    assert_eq!(found.sureness, crate::domain::analysis::Sureness::Unsure);
}

#[test]
fn a_but_that_meets_what_was_told_is_an_objection_and_one_that_answers_a_question_is_none() {
    let talk = format!("Maya: Morning.\nDana: {}", "The yard opens at six and the boats come in after that. ".repeat(4));
    let told =
        |meets: &str| format!("{talk}\nMaya: It books the crane for each boat.\nDana: {meets}\nMaya: What makes you say so?\nDana: Well.");
    check(&told("Yeah, but half of them just turn up and shout."), "explores-cause", Some(5), "1 of 1 objection");
    let asked = format!("{talk}\nMaya: Who books the crane?\nDana: Not me, but my son does it on a board.\nMaya: I see.\nDana: Well.");
    check(&asked, "explores-cause", None, "no objection was heard");
}

#[test]
fn a_customer_may_be_told_of_by_where_he_is() {
    let call = "Maya: There's a yard out of Greenock, they used to lose nine lifts a week and now it is one.\nDana: Right.";
    check(call, "social-proof", Some(4), "with a figure");
}

#[test]
fn what_is_left_to_be_done_is_no_objection_that_nobody_met() {
    let call = "Maya: So.\nDana: That is too expensive for us.\nMaya: That's a fair worry. Against what are you weighing it?\nDana: The old one.\n\
                Maya: I'll send it on Friday, then.\nDana: Let me run it past my brother first, and I'll get back to you on Monday.\nMaya: Fine.";
    check(call, "acknowledges", Some(5), "1 of 1 objection");
}

#[test]
fn what_i_would_suggest_asks_nothing_with_its_what() {
    check(
        "Maya: So what I'd suggest is the small one, it holds ten, would ten do?\nDana: It would.",
        "open-questions",
        Some(0),
        "1 closed",
    );
}

#[test]
fn what_is_agreed_at_the_start_is_no_check_of_what_was_shown() {
    let call = "Maya: I thought we'd start with your yard and then I show you two screens. How does that sound?\nDana: Fine.\n\
                Maya: It has a board, and a line for each boat, and the line turns red when the crane is late for one of them.\nDana: I see.";
    check(call, "pacing", Some(1), "was not heard to check");
}

#[test]
fn a_week_is_no_day_for_the_next_call() {
    check("Maya: I'll send you the sketch and call you next week.\nDana: Fine.", "invite", Some(1), "no day");
    check("Maya: I'll send you the sketch and call you on Tuesday.\nDana: Fine.", "invite", Some(2), "roughly when");
}
