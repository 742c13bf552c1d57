//! What is told by its place in the call: objections by how our side bears itself in all of it, an agenda by what stands around it.

use super::suggestions::{TALK, check, of};
use crate::domain::analysis::scenes;

/// A barge for hire: an objection and our answer to it, after what was said before.
fn call(before: &str, answer: &str) -> String {
    format!(
        "Maya: The barge comes with a skipper, and we moor it in front of your door.\n{before}Dana: That is a lot of money for us.\n\
         Maya: {answer}\nDana: The ferry of the town, and the bus.\nMaya: It has a deck. There is a galley. It sails by night as well.\nDana: And we don't really need a galley.\nMaya: It has a stern, too.\nDana: Right.\n"
    )
}

const ASKS_ON: &str = "Maya: How do your guests get to the island today?\nDana: By the ferry, and half of them miss it.\n\
                       Maya: What happens to those who miss it?\nDana: They ring me and I fetch them by boat.\n\
                       Maya: How often do you fetch them by boat?\nDana: Every weekend of the summer season.\n\
                       Maya: And what does every weekend of the summer season do to you?\nDana: I sleep on Mondays.\n";

/// Goes on with it, for as long as it takes to show how our side bears itself.
const LEAVES_ROOM: &str = "Maya: Is it the fuel or the hours of fetching that you mind?\nDana: The hours, and the guests who sit on the quay.\n\
                           Maya: How long do the guests sit on the quay?\nDana: Until dark, some of them.\n\
                           Maya: What would the quay look like to you if all went well?\nDana: Empty, and I would be at home.\n\
                           Maya: It is nine hundred a day.\n";

const PITCHES: &str = "Maya: There is a bar.\nDana: Ah.\nMaya: There is a winch.\nDana: Ah.\nMaya: There are six cabins.\nDana: Ah.\n\
                       Maya: There are two anchors.\nDana: Ah.\nMaya: There is a bell, trust me.\nDana: Ah.\nMaya: There is a mast.\nDana: Ah.\n";

const ARGUES: &str = "Maya: Come on, everybody says that.\nDana: Do they.\nMaya: Trust me, it's not expensive.\nDana: No?\n\
                      Maya: Actually no, you're wrong there.\nDana: I see.\n";

#[test]
fn who_asks_on_elsewhere_is_taken_to_ask_what_lies_behind_and_who_never_does_is_not() {
    let asks = "I see. What do you weigh it against?";
    check(&call(ASKS_ON, asks), "explores-cause", Some(5), "asked on in other places, too");
    check(&call("", asks), "explores-cause", Some(0), "perhaps by chance");
    check(&call(ASKS_ON, "It comes with a deck."), "explores-cause", Some(0), "0 of 2");
}

#[test]
fn who_argues_all_along_acknowledges_little_and_who_listens_all_along_some() {
    let grants = "That's a fair worry. We are not cheap.";
    let room = format!("{ASKS_ON}{LEAVES_ROOM}");
    check(&call(&room, grants), "acknowledges", Some(4), "1 of 2");
    check(&call(ARGUES, grants), "acknowledges", Some(1), "argued in other places");
    check(&call("", "It comes with a deck."), "acknowledges", Some(0), "0 of 2");
    // Not every acknowledgement is heard: who leaves room all along leaves it here, and who pitches all along does not.
    check(&call(&room, "It comes with a deck."), "acknowledges", Some(4), "leaves room and hardly argues");
    check(&call(PITCHES, "It comes with a deck."), "acknowledges", Some(0), "0 of 2");
    let listens = "Dana: It rained on us all June.\nMaya: I hear you.\nDana: And all July.\nMaya: That makes sense. I understand.\n";
    check(&call(listens, "It comes with a deck."), "acknowledges", Some(3), "acknowledged what was said");
}

#[test]
fn what_is_shown_is_told_in_their_terms_by_who_asks_and_paced_by_who_leaves_room() {
    let shows = "Maya: So the guests are off the quay before dark. You save the hours of fetching, and the fuel. No weekend of the summer \
                 season goes on the ferry.\nDana: Ah.\n";
    let room = format!("{ASKS_ON}{LEAVES_ROOM}Dana: Ah.\n");
    let asked = call(&format!("{room}{shows}"), "It comes with a deck.");
    check(&asked, "benefits", Some(2), "pick up the prospect's own words");
    check(&call(&format!("{PITCHES}{shows}"), "It comes with a deck."), "benefits", Some(1), "0 of its");

    check(&asked, "pacing", Some(3), "left room to speak");
    let long = format!(
        "Maya: {}\nDana: The rail I knew of, and the rope as well.\n",
        "There is a rope on each side and a rail above it. ".repeat(9)
    );
    check(&call(&format!("{room}{long}"), "It comes with a deck."), "pacing", Some(1), "turns of more than 100");
    check(&call(&format!("{PITCHES}{long}"), "It comes with a deck."), "pacing", Some(0), "was not heard to check");
}

#[test]
fn what_is_shown_answers_a_need_of_whom_our_side_asked_on_rather_than_of_whom_it_pitched_to() {
    let ties = "Dana: The ferry leaves at six and the guests sit on the quay.\nMaya: You said the guests sit on the quay, so we moor at the quay by five.\nDana: Ah.\n";
    let of = |before: &str| of(&scenes::dialogue(&call(&format!("{before}{ties}"), "It comes with a deck.")), "refers-to-needs").points;
    let pitched = "Maya: There is a bar in it.\nDana: I don't drink.\n".repeat(10);
    assert!(
        of(&format!("{ASKS_ON}{LEAVES_ROOM}{ASKS_ON}")) > of(&pitched),
        "{:?} {:?}",
        of(&format!("{ASKS_ON}{LEAVES_ROOM}{ASKS_ON}")),
        of(&pitched)
    );
}

#[test]
fn what_the_points_for_acknowledging_rest_on_beside_the_objections_is_shown() {
    let shown = |before: &str| {
        let found = of(&scenes::dialogue(&call(before, "It comes with a deck.")), "acknowledges");
        found.moments.iter().map(|it| it.quote.clone()).collect::<Vec<_>>().join(" / ")
    };
    let listens = "Dana: It rained on us all June.\nMaya: I hear you.\nDana: And all July.\nMaya: That makes sense. I understand.\n";
    assert!(shown(listens).contains("I hear you."), "{}", shown(listens));
    assert!(shown(ARGUES).contains("everybody says that"), "{}", shown(ARGUES));
}

#[test]
fn what_can_be_checked_counts_wherever_it_is_offered() {
    let offers = "Maya: You get a trial week, it is in the contract, and there is a case study.\nDana: Ah.\nMaya: I put a guarantee in writing.\nDana: Ah.\n\
                  Maya: And a reference you can call.\nDana: Ah.\n";
    check(&call(offers, "It comes with a deck."), "specific-evidence", Some(4), "3 times in the call");
    check(&call("", "It comes with a deck."), "specific-evidence", Some(0), "no document");
    // What costs nothing where it fails is staked on it.
    let stakes = "Maya: If it leaks in the first summer you don't pay a penny.\nDana: Ah.\nMaya: And we do it over, free, at our cost.\nDana: Ah.\n\
                  Maya: No charge for the skipper either.\nDana: Ah.\n";
    check(&call(stakes, "It comes with a deck."), "specific-evidence", Some(4), "3 times in the call");
}

#[test]
fn the_weather_is_no_personal_opener() {
    let open = |text: &str| format!("Maya: {text}\nDana: Ha, yes.");
    check(&open("How is the rain over at yours, has it stopped on the harbour?"), "personal-opener", Some(0), "anybody");
    check(&open("I saw that you opened a second quay in the harbour."), "personal-opener", Some(5), "had read");
}

#[test]
fn beside_what_may_have_been_an_objection_that_nobody_asked_about_only_some_were_explored() {
    let asks = "That's a fair worry. What do you weigh it against?";
    check(&call("", asks), "explores-cause", Some(3), "1 more may have been none");
}

#[test]
fn one_doubt_that_nobody_took_up_may_be_none() {
    let call =
        |said: &str| format!("Maya: The barge comes with a skipper.\nDana: {said}\nMaya: It has a deck and a galley.\nDana: Right.\n");
    check(&call("We have been burned by a skipper like that."), "acknowledges", None, "which nobody took up");
    check(&call("That is too expensive for us."), "acknowledges", Some(0), "0 of 1");
}

#[test]
fn an_agenda_in_whatever_words_stands_between_its_length_and_the_question_whether_it_suits() {
    let call = |plan: &str| format!("Maya: Morning. {plan}\nDana: Fine by me.\nMaya: The barge first.\nDana: Right.");
    let plan =
        "That gives us forty minutes. The mooring, then the skipper, and the price, which you wanted to fight about. What am I missing?";
    check(&call(plan), "agenda", Some(4), "between them");
    check(&call("That gives us forty minutes. Ready?"), "agenda", Some(0), "not what will be covered");
    check(&call("So what I wanted to do is get you booked in for a tour on Friday."), "agenda", Some(0), "No agenda");
}

#[test]
fn a_question_of_the_greeting_or_for_a_day_is_no_open_question() {
    let talk = TALK.repeat(50);
    let call = format!(
        "Maya: How was the regatta?\nDana: Wet.\nMaya: {talk}\nDana: {talk}\nMaya: What happens when it rains?\nDana: They stay away.\n\
         Maya: {talk}\nDana: {talk}\nMaya: How about Tuesday, how is Tuesday for you?\nDana: Good."
    );
    check(&call, "open-questions", Some(1), "1 open question");
}

#[test]
fn an_open_question_that_is_left_standing_is_said_to_be_left_out() {
    let talk = TALK.repeat(50);
    let call = format!(
        "Maya: {talk}\nDana: {talk}\nMaya: What happens when it rains? {talk}\nDana: {talk}\nMaya: How do you dry it?\nDana: {talk}"
    );
    check(&call, "open-questions", Some(1), "1 more open, while greeting or closing or not left to be answered, is not counted here");
}

#[test]
fn where_nobody_said_yes_no_yes_is_told_of() {
    let talk = TALK.repeat(30);
    let call = format!(
        "Maya: {talk}\nDana: {talk}\nMaya: I'll send the plan on Monday, and Friday at nine we go through it.\nDana: Let's do it, maybe."
    );
    let found = of(&scenes::dialogue(&call), "mutual-commitment");
    assert!(!found.why.contains("0 times"), "{}", found.why);
    assert!(found.points.is_none_or(|it| it < 5), "{}", found.why);
}

#[test]
fn a_long_sentence_that_begins_with_a_yes_is_no_yes_to_a_plan() {
    let yes = |it: &str| format!("Maya: I'll bring the barge on Friday, shall we say Friday at nine?\nDana: {it}\nMaya: Right.");
    check(&yes("Yes."), "mutual-commitment", Some(5), "agreed to the plan");
    let tells = "Yes, the quay is what my brother used to talk about whenever the town wanted to widen the harbour and put a kiosk there.";
    check(&yes(tells), "mutual-commitment", Some(1), "no clear yes");
}
