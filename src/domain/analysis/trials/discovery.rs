//! What is suggested for discovery: asked, taken up, covered, put in figures.

use super::suggestions::check;
use super::{heard, quotes};
use crate::domain::analysis::{SignalKind, scenes};

#[test]
fn each_open_question_earns_a_point_up_to_five() {
    let ask = |n: usize| format!("Maya: {}\nDana: By hand.", "How do you do that? ".repeat(n));
    check(&ask(3), "open-questions", Some(3), "3 open questions and 0 closed");
    check(&ask(7), "open-questions", Some(5), "7 open questions");
    check("Maya: Is it by hand?\nDana: It is.", "open-questions", Some(0), "0 open questions and 1 closed");
}

#[test]
fn a_follow_up_takes_up_the_prospects_own_words() {
    let call = "Maya: How do you plan?\nDana: The planners stopped trusting the report last spring.\n\
                Maya: You said they stopped trusting it. What made them stop?\nDana: It was wrong about the bearings for weeks.\n\
                Maya: Why were the bearings wrong?\nDana: Because nobody counts them.";
    check(call, "follow-up-probing", Some(3), "2 questions took up");
    let list =
        "Maya: How do you plan?\nDana: The planners stopped trusting the report last spring.\nMaya: Do you have a budget?\nDana: Not yet.";
    check(list, "follow-up-probing", Some(0), "No question took up");
    // "Can I show you?" only asks for leave, and one question for a fact is no depth.
    let offer = "Maya: How do you plan?\nDana: The planners stopped trusting the report last spring.\nMaya: Can I show you a report planners trust?\n\
                 Dana: Sure.";
    check(offer, "follow-up-probing", Some(0), "No question");
    let fact =
        "Maya: How do you plan?\nDana: The planners stopped trusting the report last spring.\nMaya: Is the report printed?\nDana: Yes.";
    check(fact, "follow-up-probing", Some(0), "No question");
    let either = "Maya: How do you plan?\nDana: The planners stopped trusting the report last spring.\n\
                  Maya: Was it the report or the person who wrote it?\nDana: The report.";
    check(either, "follow-up-probing", Some(1), "1 question took up");
    let echo = "Maya: How do you plan?\nDana: The planners were quite nervous about the report.\nMaya: Nervous how?\nDana: They left.";
    // However open it is, one may be chance.
    check(echo, "follow-up-probing", Some(1), "1 question took up");
    // By when something has to be goes no deeper into it.
    let due = "Maya: How do you plan?\nDana: The planners need a new report.\nMaya: By when do the planners need that report?\nDana: May.";
    check(due, "follow-up-probing", Some(0), "No question");
    // Our own words come back from the prospect: that is no follow-up.
    let own = "Maya: Our engine sorts invoices.\nDana: So your engine sorts invoices then.\nMaya: Do you print invoices?\nDana: No.";
    check(own, "follow-up-probing", Some(0), "No question");
}

#[test]
fn impact_counts_each_quantity_once_and_sizes_not() {
    // One sum lets a case be made; another, time lost or a part in words makes it whole.
    check("Maya: And?\nDana: It costs us 60K. Sixty thousand!", "quantified-impact", Some(4), "1 figure of money");
    check("Maya: And?\nDana: It costs us 60K. And twenty hours a week.", "quantified-impact", Some(5), "2 figures");
    check("Maya: And?\nDana: We lose twenty hours a week. A third of it is driving.", "quantified-impact", Some(3), "2 figures");
    check("Maya: And?\nDana: It costs us 60K. A third of it is late.", "quantified-impact", Some(5), "2 figures");
    let three = "Maya: And?\nDana: It costs us 60K. And twenty hours a week. A third of it is late.";
    check(three, "quantified-impact", Some(5), "3 figures");
    check("Maya: And?\nDana: We have 400 customers here.", "quantified-impact", Some(0), "no figure");
    check("Maya: And?\nDana: We open 400 parcels by hand.", "quantified-impact", Some(1), "none of money");
    check("Maya: And?\nDana: We pay fourteen thousand a year for it.", "quantified-impact", Some(0), "no figure");
    // One loss that is plain is worth as much as two that are not.
    check("Maya: And?\nDana: We lose seven or eight a day, of the calls.", "quantified-impact", Some(3), "1 figure");
    check("Maya: It costs you 60K.\nDana: It is annoying.", "quantified-impact", Some(0), "no figure");
}

#[test]
fn discovery_areas_earn_by_how_many_the_prospect_spoke_to() {
    check(
        "Maya: And?\nDana: We use a spreadsheet. It is a nightmare.",
        "discovery-areas",
        Some(2),
        "at least 2 of 6 areas, and our side asked little about them. Heard: current state, pain.",
    );
    // A date within a trouble is no timeline.
    let trouble = "Maya: And?\nDana: We had the ovens down for four days in January. We use a spreadsheet.";
    check(trouble, "discovery-areas", Some(2), "Heard: current state, pain.");
    // What came of itself is not explored: it earns no more than the half of it.
    check(
        "Maya: And?\nDana: We use a spreadsheet. It is a nightmare. It costs us 60K a year. We want to halve that by the end of the year. \
         My boss signs it.",
        "discovery-areas",
        Some(3),
        "each of the 6 areas, and our side asked 0 open questions only",
    );
}

#[test]
fn who_asks_openly_explores_and_a_prospect_who_hardly_speaks_has_told_little() {
    let told = "Dana: We use a spreadsheet. It is a nightmare. It costs us 60K a year. My boss signs it.";
    let asks = |n: usize| "Maya: And how does that look?\nDana: Grey.\n".repeat(n);
    let heard = "asked {n} open questions. Heard: current state, pain, business impact, budget and authority.";
    let check_asked = |n: usize, points: u16| {
        let call = format!("{}Maya: And?\n{told}", asks(n));
        check(&call, "discovery-areas", Some(points), &heard.replace("{n}", &n.to_string()));
    };
    check_asked(3, 3);
    // What was not understood is more where somebody asks for much.
    check_asked(5, 4);
    check_asked(7, 4);
    let talk = super::suggestions::TALK.repeat(30);
    check(&format!("{}Maya: And?\n{told}\nMaya: {talk}", asks(7)), "discovery-areas", Some(2), "few words for 2 of 6 areas");
}

#[test]
fn trouble_is_heard_in_plain_words_too() {
    let pains = |line: &str| quotes(&heard(&scenes::dialogue(&format!("Maya: And?\nDana: {line}"))), SignalKind::Pain).len();
    for line in [
        "We had the big oven down for two days.",
        "It is an old thing and a lot of paper.",
        "That app is shelfware now.",
        "Half of them won't open the list.",
        "The van was off the road.",
    ] {
        assert_eq!(pains(line), 1, "{line}");
    }
    for line in ["We have an oven and a list.", "He sat down with them on Monday.", "They use it every day."] {
        assert_eq!(pains(line), 0, "{line}");
    }
}

#[test]
fn a_figure_is_the_problems_where_the_problem_is_told_of_and_something_ties_it_to_that() {
    let talk = |n: usize| "Maya: We dye wool here, and the vats are old.\nDana: Right.\n".repeat(n);
    let told = "Maya: What did the bad batch cost?\nDana: The bad batch? Nine thousand pounds, with the wool and the overtime.\n";
    let at = |before: usize, after: usize| format!("{}{told}{}", talk(before), talk(after));
    check(&at(20, 20), "quantified-impact", Some(4), "1 figure of money");
    // Who says a sum while people greet each other, or once the deal is talked of, speaks of something else.
    check(&at(0, 40), "quantified-impact", Some(0), "no figure");
    check(&at(40, 2), "quantified-impact", Some(0), "no figure");
    // Nothing around it says what it is.
    let bare = format!("{}Maya: There you are.\nDana: Nine thousand pounds.\n{}", talk(20), talk(20));
    check(&bare, "quantified-impact", Some(1), "none of money, share or time lost to the problem");
}

#[test]
fn who_asks_on_is_told_more_and_a_row_of_closed_questions_goes_nowhere() {
    let talk = "Maya: We dye wool here, and the vats are old.\nDana: Right.\n".repeat(10);
    let deep = "Maya: How do you dry it?\nDana: In the loft, on racks, and in winter that takes the whole week.\n                Maya: What happens in winter?\nDana: The racks freeze and we bring half of the wool down again.\n                Maya: Why half of the wool?\nDana: Because the kitchen holds no more of it, and people eat there.\n                Maya: What do people say about the kitchen?\nDana: They say it smells of sheep and they are right.\n";
    check(&format!("{talk}{talk}{deep}{talk}{talk}"), "follow-up-probing", Some(4), "2 questions took up");
    // What is answered with a word or two told nothing more, and what fixes the end of a call asks on about nothing.
    let row = "Maya: How do you dry it?\nDana: In the loft, on racks, and in winter that takes the whole week.\n               Maya: Is the loft heated?\nDana: No, it never was.\nMaya: Are the racks wood?\nDana: All of them are.\n";
    check(&format!("{talk}{talk}{row}{talk}{talk}"), "follow-up-probing", Some(0), "No question");
}
