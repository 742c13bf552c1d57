//! Objections are weighed against how our side bears itself in the whole call: not every one is heard.

use super::suggestions::check;

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
    check(&call(ASKS_ON, grants), "acknowledges", Some(4), "1 of 2");
    check(&call(ARGUES, grants), "acknowledges", Some(1), "argued in other places");
    check(&call("", "It comes with a deck."), "acknowledges", Some(0), "0 of 2");
    let listens = "Dana: It rained on us all June.\nMaya: I hear you.\nDana: And all July.\nMaya: That makes sense. I understand.\n";
    check(&call(listens, "It comes with a deck."), "acknowledges", Some(3), "in the call");
}

#[test]
fn what_can_be_checked_counts_wherever_it_is_offered() {
    let offers = "Maya: You get a trial week, it is in the contract, and there is a case study.\nDana: Ah.\nMaya: I put a guarantee in writing.\nDana: Ah.\n\
                  Maya: And a reference you can call.\nDana: Ah.\n";
    check(&call(offers, "It comes with a deck."), "specific-evidence", Some(4), "3 times in the call");
    check(&call("", "It comes with a deck."), "specific-evidence", Some(0), "no document");
}

#[test]
fn one_doubt_that_nobody_took_up_may_be_none() {
    let call =
        |said: &str| format!("Maya: The barge comes with a skipper.\nDana: {said}\nMaya: It has a deck and a galley.\nDana: Right.\n");
    check(&call("We have been burned by a skipper like that."), "acknowledges", None, "which nobody took up");
    check(&call("That is too expensive for us."), "acknowledges", Some(0), "0 of 1");
}
