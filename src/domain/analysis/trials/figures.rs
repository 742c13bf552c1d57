use super::{heard, quotes};
use crate::domain::analysis::{SignalKind, scenes};

/// What of the prospect's words counts as impact.
#[track_caller]
fn check(said: &str, expected: &[&str]) {
    let transcript = scenes::dialogue(&format!("Maya: Thank you for that.\nDana: {said}"));
    assert_eq!(quotes(&heard(&transcript), SignalKind::Impact), expected, "{said}");
}

#[test]
fn money_is_impact_in_digits_letters_and_words() {
    check("It cost us roughly $50K last quarter.", &["roughly $50K"]);
    check("We wrote off forty thousand.", &["forty thousand"]);
    check("That is half a million every year.", &["half a million every year"]);
    check("About 8k.", &["About 8k"]);
    check("We lost 12,000 euros on it.", &["12,000 euros"]);
    check("It is €2.5 million a year.", &["€2.5 million a year"]);
    check("Two hundred and fifty thousand pounds went.", &["Two hundred and fifty thousand pounds"]);
}

#[test]
fn time_is_impact_with_its_unit() {
    check("They spend twenty hours a week on it.", &["twenty hours a week"]);
    check("It is about two and a half days.", &["about two and a half days"]);
    check("We lose a day a week.", &["a day a week"]);
    check("It takes ten to fifteen minutes per order.", &["ten to fifteen minutes per order"]);
    check("That is half a day every Monday.", &["half a day every Monday"]);
    check("We lost three weeks.", &["three weeks"]);
}

#[test]
fn shares_and_counts_are_impact() {
    check("We ship 40% of them late.", &["40%"]);
    check("Seven percent of the lines are wrong.", &["Seven percent of the lines"]);
    check("A third of our orders come late.", &["A third of our orders"]);
    check("It breaks three times a week.", &["three times a week"]);
    check("We get 120 support tickets a month.", &["120 support tickets a month"]);
    check("We lost two customers over it.", &["two customers"]);
}

#[test]
fn dates_clocks_phones_ages_and_idle_numbers_are_none() {
    for said in [
        "Let us meet on March 12th at 10:30.",
        "We started in 2019.",
        "Call me on 555 0134 221.",
        "My number is 555-1234.",
        "One thing I would add.",
        "There are two reasons for that.",
        "In two weeks we are back.",
        "That was three months ago.",
        "I have been here for five years.",
        "I have got twenty minutes.",
        "It runs 24/7.",
        "Number one is the depot.",
        "Page 4 says so.",
        "See you at 3 pm.",
        "Those are fifty-gallon tanks.",
        "That is a grand idea.",
        "One day we will.",
        "Our budget is 50K.",
    ] {
        check(said, &[]);
    }
}

#[test]
fn how_often_something_is_done_and_how_large_a_company_is_are_none() {
    for said in [
        "Every three hours somebody reads the dials and writes them down.",
        "We run fourteen minibuses.",
        "We have thirty people on nights.",
        "On a good day it takes until six.",
    ] {
        check(said, &[]);
    }
    check("Every day two hours go on it.", &["Every day two hours"]);
    check("It took us a good twenty hours.", &["a good twenty hours"]);
    check("We have forty late orders.", &["forty late orders"]);
}

#[test]
fn only_what_the_prospect_states_counts() {
    let transcript = scenes::dialogue("Maya: It saves twenty hours a week.\nDana: Is it twenty hours a week?");
    assert_eq!(quotes(&heard(&transcript), SignalKind::Impact), Vec::<&str>::new());
}
