//! What of a call earns by where it is said and by what had been said before, in whatever words.

use super::suggestions::{TALK, check, of};
use crate::domain::analysis::scenes;

/// Talk of so many turns, of which nothing is said again.
fn turns(n: usize) -> String {
    "Maya: We fire the kiln at dawn, as ever.\nDana: Quite early.\n".repeat(n)
}

#[test]
fn figures_and_needs_said_once_more_before_the_end_are_a_summary_whatever_it_begins_with() {
    let need = "Dana: The glaze cracks on 340 plates a month, the buyers return them, and the repair costs us 2,700 euros.\n\
                Maya: And a second kiln would be 19,500.\nDana: Aha, so that it is.\n";
    let end = "Maya: Where we are: 340 cracked plates, 2,700 for the repair, the buyers who return, and 19,500 for the kiln.";
    let call = |end: &str| format!("{}{need}{}{end}\nDana: Hm, well.\n", turns(4), turns(20));
    check(&call(end), "summary", Some(4), "not checked");
    check(&call(&format!("{end} Is it a yes?")), "summary", Some(5), "checked with the prospect");
    check(&call("Maya: The kiln is lovely, and we have 12 colours and 7 stands for it."), "summary", Some(0), "No summary");
    // Among what comes next it is a part of one.
    let steps = format!("{end} I'll send you the drawing by Friday.");
    check(&call(&steps), "summary", Some(2), "among what comes next");
}

#[test]
fn what_was_agreed_listed_once_more_is_a_summary_without_saying_so_and_the_prospects_nod_checks_it() {
    let need = "Dana: We lose three hours a day on the shelves and half of a Sunday, and the market stall stays empty.\n\
                Maya: And a second kiln would be nineteen thousand.\nDana: Aha.\nMaya: How far is the gate from the pillar?\n\
                Dana: The gate is nine feet from the pillar.\n";
    let call = |end: &str| format!("{}{need}{}{end}{}", turns(4), turns(20), turns(1));
    let end = "Maya: So will we say what we have? It's the two kilns, with the gate on the far side of the pillar, it gives you back three \
               hours a day and the Sunday, and the stall is full. And on the money it's nineteen thousand in against twenty two out.\n";
    check(&call(&format!("{end}Dana: It is.\n")), "summary", Some(5), "checked with the prospect");
    let corrected = of(&scenes::dialogue(&call(&format!("{end}Dana: No, not quite.\n"))), "summary");
    assert!(corrected.why.contains("not checked"), "{corrected:?}");
    let gas = "Maya: The gas comes in two bottles, each of nineteen kilos, and the man who brings it was here nine years ago.\n";
    check(&call(&format!("{gas}Dana: I see.\n")), "summary", Some(0), "No summary");
}

#[test]
fn who_our_side_is_counts_only_where_the_prospect_still_asks_why_to_listen() {
    let story = "Maya: A pottery like yours cut its breakage by 40% with us.\nDana: I see.\n";
    let talk = TALK.repeat(60);
    check(&format!("{story}Maya: {talk}\nDana: {talk}"), "credibility", Some(5), "in the opening");
    check(&format!("{}{story}Maya: {talk}\nDana: {talk}", turns(35)), "credibility", Some(0), "only after the opening");
    // How long the call is, and what is taken off a price, is no reason to trust anybody.
    check(&format!("Maya: You waste thirty percent today.\nDana: Hm.\nMaya: {talk}"), "credibility", Some(0), "No customer");
}

#[test]
fn why_our_side_may_ask_is_what_it_has_done_and_not_how_large_it_is() {
    let call = |said: &str| format!("Maya: Morning.\nDana: Morning.\nMaya: {said}\nDana: I see.\n{}", turns(60));
    let asks = "And so you know who you're talking to, Ada looks for the hill farms at our place, it's thirty one of them now.";
    check(&call(asks), "credibility", Some(4), "what it has done");
    let profile =
        "Caprilab was founded in 2011 by two vets, we're based in Leeds and Utrecht, we've got two hundred people and three awards.";
    check(&call(profile), "credibility", Some(0), "No customer");
    check(&call("They shut the bridge at our end, so I was in the car for fifty minutes."), "credibility", Some(0), "No customer");
}

#[test]
fn a_plan_is_weighed_by_what_is_in_it_and_not_by_a_yes_alone() {
    let call = |end: &str| format!("{}{end}", turns(40));
    let full = "Maya: I'll bring the kiln plan on Tuesday. Shall we meet on the ninth at eleven?\nDana: Yes, the ninth at eleven works.\n";
    check(&call(full), "next-steps", Some(5), "with both owner and date");
    let loose = "Maya: I'll send you something nice, okay?\nDana: Sure, send it over.\nMaya: Great, will do.\nDana: Sure, send it over.\n";
    check(&call(loose), "next-steps", Some(0), "No next step");
    check(&call(loose), "mutual-commitment", Some(0), "Neither");
}

#[test]
fn what_is_asked_while_the_call_is_being_closed_opens_nothing() {
    let asks = "Maya: How do you fire the big bowls today?\nDana: In two halves, and then we glue them.\n";
    let mail = "Maya: And what is your mail, then?\nDana: It's dana at the kiln dot com.\n";
    let brief = "Maya: What is the bowl called?\nDana: Otto.\n";
    check(&format!("{}{asks}{}{mail}", turns(30), turns(40)), "open-questions", Some(1), "1 open question");
    check(&format!("{}{asks}{brief}{}", turns(30), turns(40)), "open-questions", Some(1), "1 open question");
}
