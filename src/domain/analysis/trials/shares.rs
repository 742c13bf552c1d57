//! Who speaks how much, and what it is counted against.

use super::heard;
use super::metrics::{call, check};
use crate::domain::analysis::{Against, Settings, analyse, metric, scenes};
use crate::domain::transcript::{Precision, Transcript};

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
fn the_share_of_the_whole_call_stands_beside_the_talk_ratio() {
    check(&heard(&call()), "talk-ratio", Ok(100.0 / 3.0), "of the 01:31 from the first word to the last that is 33%");
}

#[test]
fn more_speech_than_call_is_said_to_be_of_two_at_once() {
    let over = scenes::timed(&[
        ("Maya", 0, 20_000, "So the vans leave at six and come back at four."),
        ("Dana", 10_000, 25_000, "At five, mostly."),
    ]);
    check(
        &heard(&over),
        "talk-ratio",
        Ok(100.0 * 20.0 / 35.0),
        "of the 00:25 from the first word to the last that is 80%. Where two speak at once, both count.",
    );
    assert!(!metric(&heard(&call()), "talk-ratio").unwrap().arithmetic.contains("both count"));
}

#[test]
fn where_the_team_counts_silence_the_share_of_the_whole_call_is_the_talk_ratio_and_that_of_speech_stands_beside_it() {
    let settings = Settings { against: Against::Call, ..Settings::default() };
    let told = |it: &Transcript| analyse(it, Some(0), &settings);
    let mut quiet = call();
    check(
        &told(&quiet),
        "talk-ratio",
        Ok(100.0 * 30.0 / 91.4),
        "of the 01:31 from the first word to the last; of 01:30 of speech that is 33%",
    );
    let set = metric(&told(&quiet), "talk-ratio").unwrap().parameters[0].value.clone();
    assert!(set.starts_with("the whole call, silence counted"), "{set}");
    quiet.precision = Precision::StartOnly;
    let metrics = [&told(&quiet), &heard(&quiet)].map(|it| metric(it, "talk-ratio").unwrap().measured.clone());
    assert_eq!(metrics[0], metrics[1], "where words are counted, there is no silence to count");
}
