use super::heard;
use crate::domain::analysis::{Analysis, Measured, Settings, analyse, definition, metric, scenes};
use crate::domain::transcript::{Precision, Side, Transcript};

#[track_caller]
fn check(analysis: &Analysis, key: &str, expected: Result<f64, &str>, arithmetic: &str) {
    let metric = metric(analysis, key).unwrap();
    match (&metric.measured, expected) {
        (Measured::Value(value), Ok(expected)) => assert!((value - expected).abs() < 0.05, "{key}: {value}"),
        (Measured::NotMeasurable(why), Err(expected)) => assert!(why.contains(expected), "{key}: {why}"),
        (found, expected) => panic!("{key}: {found:?}, expected {expected:?}"),
    }
    assert!(metric.arithmetic.contains(arithmetic), "{key}: {}", metric.arithmetic);
}

/// Two minutes: Maya 30 s of 90 s of speech.
fn call() -> Transcript {
    scenes::timed(&[
        ("Maya", 0, 10_000, "Um, how do you plan orders today, uh, on a Monday?"),
        ("Dana", 11_000, 51_000, "We print the list and we re-key it by hand."),
        ("Maya", 51_600, 61_600, "What does that cost you, you know, in a month?"),
        ("Dana", 61_000, 81_000, "About twenty hours a week."),
        ("Maya", 81_400, 91_400, "I see, thank you, that helps me a lot indeed."),
    ])
}

#[test]
fn the_talk_ratio_is_the_reps_share_of_speech_not_of_the_call() {
    check(&heard(&call()), "talk-ratio", Ok(100.0 / 3.0), "Maya spoke 00:30 of 01:30 of speech");
}

#[test]
fn words_stand_in_where_the_file_has_no_ends() {
    let mut transcript = call();
    transcript.precision = Precision::StartOnly;
    check(&heard(&transcript), "talk-ratio", Ok(100.0 * 31.0 / 46.0), "words are counted");
}

#[test]
fn the_talk_ratio_is_withheld_where_speakers_are_not_told_apart() {
    let mut unlabelled = call();
    unlabelled.segments.iter_mut().for_each(|it| it.speaker = None);
    check(&heard(&unlabelled), "talk-ratio", Err("do not say who is speaking"), "");
    let mut single = call();
    single.segments.iter_mut().for_each(|it| it.speaker = Some(0));
    check(&heard(&single), "talk-ratio", Err("One speaker holds all"), "");
    let endless = scenes::timed(&[("Maya", 0, 1_300_000, "So this is the first part."), ("Dana", 1_300_100, 1_310_000, "Fine.")]);
    check(&heard(&endless), "talk-ratio", Err("more than 20 minutes"), "");
}

#[test]
fn nothing_is_said_of_a_rep_nobody_has_named() {
    let mut transcript = call();
    transcript.speakers.iter_mut().for_each(|it| it.side = Side::Unknown);
    let analysis = analyse(&transcript, None, &Settings::default());
    for key in ["talk-ratio", "patience", "pace", "fillers"] {
        check(&analysis, key, Err("which speaker is the rep"), "");
    }
    for key in ["side-share", "questions", "interactivity", "longest-monologue"] {
        check(&analysis, key, Err("on our side"), "");
    }
}

#[test]
fn where_nobody_is_placed_all_but_the_rep_are_theirs() {
    let mut transcript = call();
    transcript.speakers.iter_mut().for_each(|it| it.side = Side::Unknown);
    check(&heard(&transcript), "longest-story", Ok(40.0), "Dana spoke 00:40");
}

#[test]
fn several_of_ours_share_a_side() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 10_000, "Hello from the two of us."),
        ("Dana", 10_000, 40_000, "Hello, we have been waiting for this for long."),
        ("Colin", 40_000, 50_000, "I am the engineer here."),
    ]);
    check(&heard(&transcript), "side-share", Ok(40.0), "2 of ours spoke 00:20 of 00:50");
    check(&heard(&transcript), "talk-ratio", Ok(20.0), "Maya");
    check(&heard(&call()), "side-share", Err("Only one of ours"), "");
}

#[test]
fn questions_say_how_many_are_open_and_what_is_left_out() {
    check(&heard(&call()), "questions", Ok(2.0), "2 by our side: 2 open, 0 closed; 0 by theirs");
    let transcript = scenes::dialogue("Maya: How are you? You print it, right? Do you re-key it?\nDana: Who told you?");
    check(&heard(&transcript), "questions", Ok(1.0), "0 open, 1 closed; 1 by theirs. Not counted: 1 tag question, 1 courtesy.");
}

#[test]
fn monologue_and_story_are_the_longest_turns_and_a_cough_does_not_end_one() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 60_000, "So the engine looks at every line,"),
        ("Dana", 60_100, 60_600, "Mm-hm."),
        ("Maya", 60_700, 161_000, "and it then proposes the order."),
        ("Dana", 161_500, 171_500, "That sounds fine to me."),
    ]);
    let analysis = heard(&transcript);
    check(&analysis, "longest-monologue", Ok(161.0), "Maya spoke 02:41 without a break from 00:00");
    check(&analysis, "longest-story", Ok(10.0), "Dana");
    assert_eq!(metric(&analysis, "longest-monologue").unwrap().moments[0].quote, "So the engine looks at every line");
}

#[test]
fn without_ends_a_turn_lasts_until_the_next_and_without_times_there_is_none() {
    let mut transcript = call();
    transcript.precision = Precision::StartOnly;
    transcript.segments.iter_mut().for_each(|it| it.end = None);
    check(&heard(&transcript), "longest-story", Ok(40.6), "until the next one");
    check(&heard(&transcript), "patience", Err("when speech ends"), "");
    check(&heard(&transcript), "pace", Err("when speech ends"), "");
    transcript.precision = Precision::None;
    transcript.segments.iter_mut().for_each(|it| it.start = None);
    check(&heard(&transcript), "longest-story", Err("no times"), "");
    check(&heard(&transcript), "interactivity", Err("no times"), "");
}

#[test]
fn interactivity_counts_changes_of_side_a_minute() {
    check(&heard(&call()), "interactivity", Ok(4.0 / (91.4 / 60.0)), "4 times");
}

#[test]
fn patience_is_the_middle_pause_and_overlaps_are_told() {
    check(&heard(&call()), "patience", Ok(0.5), "The middle of 2 answers after a pause; 0 times");
    let mut transcript = call();
    transcript.segments[2].start = Some(crate::domain::time::Millis(50_000));
    check(&heard(&transcript), "patience", Ok(0.4), "1 answer after a pause; 1 time");
}

#[test]
fn pace_is_words_in_a_minute_of_own_speech() {
    check(&heard(&call()), "pace", Ok(62.0), "31 words in 00:30");
}

#[test]
fn fillers_are_noises_and_you_know_between_pauses() {
    check(&heard(&call()), "fillers", Ok(100.0 * 3.0 / 31.0), "3 fillers (uh 1, um 1, you know 1) in 31 words");
    let transcript = scenes::dialogue("Maya: Do you know what it costs? So actually, like, as you know it is right.\nDana: No.");
    check(&heard(&transcript), "fillers", Ok(0.0), "0 fillers in 15 words");
}

#[test]
fn discovery_areas_are_those_the_prospect_spoke_to() {
    let analysis = heard(&call());
    check(&analysis, "discovery-areas", Ok(3.0), "3 of 6: current state, pain, business impact; not heard: goals");
    let all = scenes::dialogue(
        "Maya: Go on.\nDana: We use a spreadsheet. It is a nightmare. It costs us two days a week. We want to halve that. \
         It has to be live by March. Our finance director signs it off.",
    );
    check(&heard(&all), "discovery-areas", Ok(6.0), "All 6");
    let asked =
        scenes::dialogue("Maya: Who else is involved in the decision?\nDana: It would be Marta and then the two owners of the house.");
    check(&heard(&asked), "discovery-areas", Ok(1.0), "budget and authority");
}

#[test]
fn every_metric_has_a_definition() {
    for metric in &heard(&call()).metrics {
        assert!(definition(metric.key).is_some_and(|it| it.ends_with('.')), "{}", metric.key);
    }
}
