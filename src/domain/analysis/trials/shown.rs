//! What is quoted for an item: few sentences, and those that show it; and what several weak signs tell together.

use super::suggestions::{TALK, check, of};
use crate::domain::analysis::scenes;

/// A kiln for hire, in so many turns that our side shows how it bears itself.
const BEGINS: &str = "Maya: How do you fire the big pots today?\nDana: In a gas kiln that my uncle built, and one in five cracks.\n\
                      Maya: What happens to the cracked ones?\nDana: They go on the heap, and the market stall stays half empty.\n\
                      Maya: How often is the stall half empty?\nDana: Every other Saturday since the spring.\n\
                      Maya: And what does a half empty stall do to the two apprentices?\nDana: They sit on the step and wait for me.\n\
                      Maya: Ours is a kiln with two zones.\nDana: We had one of those at school.\n\
                      Maya: It has a door of steel.\nDana: The old one creaks.\n\
                      Maya: It takes forty pots.\nDana: The yard takes more.\n\
                      Maya: The bricks are light.\nDana: The floor would thank you.\n\
                      Maya: It cools by itself.\nDana: Overnight, I suppose.\n\
                      Maya: It comes in two parts.\nDana: The gate is wide.\n";

fn quotes(call: &str, item: &str) -> String {
    of(&scenes::dialogue(call), item).moments.iter().map(|it| it.quote.clone()).collect::<Vec<_>>().join(" / ")
}

#[test]
fn of_all_that_is_said_to_objections_what_takes_them_up_asks_on_or_proves_is_quoted() {
    let call = format!(
        "{BEGINS}Dana: That is far too expensive for a pottery like mine, with two apprentices.\n\
         Maya: That's a fair point, it is a lot. Is it the length of the year that hurts, or what you do before the first firing? The door is blue.\n\
         Dana: The half before the first firing, nobody here has that in March.\n\
         Maya: It stands in the contract, page four, that you can send it back within sixty days. The lid is blue too.\nDana: Right.\n"
    );
    let shown = |item: &str, has: &str| {
        let found = quotes(&call, item);
        assert!(found.contains(has) && !found.contains("blue") && found.matches(" / ").count() < 3, "{item}: {found}");
    };
    shown("acknowledges", "That's a fair point");
    shown("explores-cause", "Is it the length of the year");
    shown("specific-evidence", "page four");
}

#[test]
fn what_our_side_takes_up_was_an_objection_in_whatever_words() {
    let told = |reply: &str| {
        format!(
            "{BEGINS}Maya: It is nine thousand for the year.\nDana: My uncle would turn in his grave if he saw that written on paper.\nMaya: {reply}\nDana: Well.\n"
        )
    };
    check(&told("I can see that, nobody likes to read such a line."), "acknowledges", Some(2), "something was taken up");
    check(&told("It has a lid as well."), "acknowledges", None, "no objection was heard");
    check(&told("It has a fair number of lids."), "acknowledges", None, "no objection was heard");
}

#[test]
fn that_others_decide_is_no_objection_where_nobody_takes_it_for_one() {
    let call =
        "Maya: The kiln comes with a lid.\nDana: I have to ask my brother first.\nMaya: It has two zones and a door.\nDana: Right.\n";
    check(call, "explores-cause", None, "which nobody took up");
}

#[test]
fn what_is_tied_to_a_need_and_what_it_brings_are_quoted_by_the_sentences_that_show_it_best() {
    let call = format!(
        "{BEGINS}Maya: You said one in five cracks. So your stall is full every Saturday, and you save the pots that go on the heap.\nDana: Ah.\n\
         Maya: I'll bring the gas and the big pots on Saturday.\nDana: Good.\n"
    );
    let ties = quotes(&call, "refers-to-needs");
    assert!(ties.contains("You said one in five cracks") && ties.matches(" / ").count() < 3, "{ties}");
    let gets = quotes(&call, "benefits");
    assert!(gets.contains("your stall is full") && !gets.contains("It takes forty pots"), "{gets}");
}

#[test]
fn beside_a_sentence_that_shows_an_item_no_weak_one_is_quoted_and_where_none_shows_it_nothing_is() {
    let told = |said: &str| format!("{BEGINS}Maya: The crates are of pine.\nDana: Hm.\nMaya: {said}\nDana: Ah.\n");
    let strong = "So your stall would be full every Saturday, and you would save the pots that go on the heap.";
    let both = told(&format!("{strong} The gas comes to your yard. You can see the kiln on the way to your stall."));
    assert_eq!((quotes(&both, "benefits").as_str(), quotes(&both, "refers-to-needs").as_str()), (strong, strong));
    assert_eq!(quotes(&told("Half empty the crate is light, and the gas goes on the step."), "refers-to-needs"), "");
}

#[test]
fn a_reason_does_not_deny_what_its_points_rest_on() {
    // The prospect's words were said again, but of a price: that is tied to nothing, and worth nothing.
    let call = "Maya: Hello.\nDana: The gas kiln cracks the big pots on the market stall.\n\
                Maya: The price of the gas kiln for the big pots on the market stall is ninety a month.\nDana: Yes.\n\
                Maya: The price of what cracks the big pots on the market stall is forty a month.\nDana: Yes.\n";
    check(call, "refers-to-needs", Some(0), "Nothing shown");
}

#[test]
fn a_day_within_what_is_shown_makes_no_plan_of_it_and_what_asks_how_it_lands_stays_a_check() {
    let talk = TALK.repeat(3);
    let call = format!(
        "{BEGINS}Maya: {talk}So Anne would open the kiln on Monday morning with only the whole ones in it. At Wick that is twenty minutes. \
         How does that sit with what you had in mind?\nDana: Well.\n{}",
        "Maya: The lid is blue.\nDana: I see that it is blue.\n".repeat(8)
    );
    let shown = quotes(&call, "pacing");
    assert!(shown.contains("How does that sit"), "{shown}");
}

#[test]
fn a_short_stretch_is_not_quoted_and_of_several_checks_those_that_stand_after_what_was_shown() {
    let talk = TALK.repeat(3);
    let call = |asks: &str| {
        format!(
            "{BEGINS}Maya: {talk}It saves you the second firing. {asks}\nDana: Yes, I think so.\nMaya: {talk}It costs ninety a month.\nDana: Right.\n"
        )
    };
    let shown = quotes(&call("Does that make sense so far?"), "pacing");
    assert!(shown.contains("make sense so far") && !shown.contains("The engine reads"), "{shown}");
    assert_eq!(quotes(&call("Well."), "pacing"), "");
    let stretch = |seconds: i64| {
        let at = seconds * 1000;
        let call = scenes::timed(&[
            ("Maya", 0, at, "It dries the pots and it fires them in the night."),
            ("Dana", at + 500, at + 8_000, "Right, and we have two of those in the yard."),
        ]);
        of(&call, "pacing").moments.iter().any(|it| it.quote.contains("dries the pots"))
    };
    assert!(stretch(90) && !stretch(30), "only a long one is shown");
}

#[test]
fn of_the_areas_those_are_shown_that_tell_most_and_no_more_than_four() {
    let call = format!(
        "{BEGINS}Dana: We use a kiln of gas. It is a nightmare, every second pot has a hole. It costs us four hundred a week in clay.\n\
         Maya: And?\nDana: We want to sell every pot that we fire by the end of the summer. We open the new stall on the third of August. \
         My brother signs for everything above two hundred.\nMaya: Right.\n"
    );
    let found = of(&scenes::dialogue(&call), "discovery-areas");
    assert!(found.why.contains("areas") && (1..=4).contains(&found.moments.len()), "{found:?}");
}

#[test]
fn a_question_of_something_else_after_an_objection_explores_no_cause() {
    let points = |asks: &str| {
        let call = format!("{BEGINS}Dana: That is far too expensive for a pottery like mine.\nMaya: {asks}\nDana: The one by the gate.\n");
        of(&scenes::dialogue(&call), "explores-cause").points
    };
    assert!(points("Which shed would you put it in?").is_some_and(|it| it <= 1));
    let cause = "That's a fair point. Is it the length of the year that hurts, or what you do before the first firing?";
    assert!(points(cause).is_some_and(|it| it > 1), "{:?}", points(cause));
}
