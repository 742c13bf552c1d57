use super::heard;
use crate::domain::analysis::{Analysis, Measured, Settings, analyse, analyse_turns, definition, metric, scenes};
use crate::domain::time::Millis;
use crate::domain::transcript::{Precision, Side, Transcript, TurnRules, turns};

#[track_caller]
pub(super) fn check(analysis: &Analysis, key: &str, expected: Result<f64, &str>, arithmetic: &str) {
    let metric = metric(analysis, key).unwrap();
    match (&metric.measured, expected) {
        (Measured::Value(value), Ok(expected)) => assert!((value - expected).abs() < 0.05, "{key}: {value}"),
        (Measured::NotMeasurable(why), Err(expected)) => assert!(why.contains(expected), "{key}: {why}"),
        (found, expected) => panic!("{key}: {found:?}, expected {expected:?}"),
    }
    assert!(metric.arithmetic.contains(arithmetic), "{key}: {}", metric.arithmetic);
}

/// Two minutes: Maya 30 s of 90 s of speech.
pub(super) fn call() -> Transcript {
    scenes::timed(&[
        ("Maya", 0, 10_000, "Um, how do you plan orders today, uh, on a Monday?"),
        ("Dana", 11_000, 51_000, "We print the list and we re-key it by hand."),
        ("Maya", 51_600, 61_600, "What does that cost you, you know, in a month?"),
        ("Dana", 61_000, 81_000, "About twenty hours a week."),
        ("Maya", 81_400, 91_400, "I see, thank you, that helps me a lot indeed."),
    ])
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
fn questions_say_how_many_are_open_and_what_is_left_out() {
    check(&heard(&call()), "questions", Ok(2.0), "2 by our side: 2 open, 0 closed; 0 by theirs");
    let transcript = scenes::dialogue("Maya: How are you? You print it, right? Do you re-key it?\nDana: Who told you?");
    check(&heard(&transcript), "questions", Ok(1.0), "0 open, 1 closed; 1 by theirs. Not counted: 1 tag question, 1 courtesy.");
    let analysis = heard(&transcript);
    let found = metric(&analysis, "questions").unwrap();
    let told: Vec<_> = found.kinds.iter().zip(&found.moments).map(|(kind, it)| (*kind, it.quote.as_str())).collect();
    assert_eq!(told, [("closed", "Do you re-key it?")]);
    let apart: Vec<_> = found.apart.iter().map(|(kind, it)| (*kind, it.quote.as_str())).collect();
    assert_eq!(apart, [("courtesy", "How are you?"), ("tag question", "You print it, right?")]);
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

/// How many fillers `text` has, said by the rep.
#[track_caller]
fn check_fillers(language: &str, expected: usize, texts: &[&str]) {
    for text in texts {
        let (transcript, _) = scenes::alone(text);
        let analysis = analyse(&transcript, Some(0), &Settings { language: language.to_owned(), ..Settings::default() });
        assert_eq!(metric(&analysis, "fillers").unwrap().moments.len(), expected, "{text}");
    }
}

#[test]
fn a_word_with_a_meaning_is_no_filler() {
    check_fillers(
        "en",
        1,
        &["Um, we can.", "We can, you know, start small.", "It is, I mean, a lot.", "uh we can do that for you by friday"],
    );
    check_fillers("en", 1, &["we can you know start small with one of the two depots"]);
    check_fillers(
        "en",
        0,
        &[
            "As you know, we start in May.",
            "Let you know, sure.",
            "Do you know, by chance?",
            "That is what I mean.",
            "I like it, so it is actually right, kind of.",
            "Uh-huh, I see.",
            "uh huh that makes sense to me",
            "so you know how it works and i know what you mean by that",
        ],
    );
    check_fillers("de", 1, &["Ähm, das geht.", "Das ist, sag ich mal, viel Arbeit."]);
    check_fillers("de", 0, &["Wissen Sie, wie das geht?", "Das halte ich für richtig."]);
    check_fillers("es", 1, &["Pues, este, no sé.", "Eh, lo vemos el lunes.", "Es, o sea, mucho trabajo."]);
    check_fillers("es", 0, &["Este informe es de mayo.", "Esto es todo."]);
    check_fillers("fr", 1, &["Euh, on commence en mai.", "C'est, vous voyez, beaucoup de travail."]);
    check_fillers("fr", 0, &["Vous voyez ce que je veux dire.", "Si vous voyez, c'est bon."]);
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
fn a_reason_why_one_asks_is_no_answer_to_oneself() {
    let count = |first: &str| {
        let said = scenes::timed(&[
            ("Maya", 0, 4_000, "That is the pump in the hall, with the meter on it."),
            ("Dana", 5_000, 9_000, first),
            ("Maya", 10_000, 14_000, "Let me see, I think so, yes."),
        ]);
        let analysis = heard(&said);
        match metric(&analysis, "their-questions").unwrap().measured {
            Measured::Value(value) => value,
            Measured::NotMeasurable(why) => panic!("{why}"),
        }
    };
    for asks in [
        "Does it need a licence? Because ours ran out.",
        "Is that on a server? Because we are strict about that.",
        "How would we get the readings out? Our network is closed.",
        "When does it arrive? Because we open in May.",
    ] {
        assert_eq!(count(asks), 1.0, "{asks}");
    }
    for asks in ["Why did we stop? Because nobody read them.", "And what did we do? We wrote them on the wall."] {
        assert_eq!(count(asks), 0.0, "{asks}");
    }
}

#[test]
fn questions_have_a_rate_an_open_share_and_a_count_for_each_side() {
    let analysis = heard(&call());
    check(&analysis, "question-rate", Ok(2.0 / (91.4 / 60.0)), "2 questions in 01:31");
    check(&analysis, "open-share", Ok(100.0), "2 of 2 questions are open");
    check(&analysis, "their-questions", Ok(0.0), "0 by the prospect's side: 0 open, 0 closed; 2 by ours");
    let silent = scenes::dialogue("Maya: We print it.\nDana: I see that now.");
    check(&heard(&silent), "open-share", Err("asks nothing"), "");
    check(&heard(&silent), "question-rate", Err("no times"), "");
}

#[test]
fn a_question_is_engaging_where_the_answer_is_long_and_a_follow_up_takes_up_words() {
    let long = "We start at six and then we look at the list, and the list is never right because the other depot prints it in the evening \
                before the last truck is back, so we call them and they call us and by eight nobody knows.";
    let text = format!("Maya: Do you print it? How does a day begin?\nDana: {long}\nMaya: Is the list ever right?\nDana: No.");
    let analysis = heard(&scenes::dialogue(&text));
    check(&analysis, "engaging-questions", Ok(1.0), "1 of 2 turns that ask were answered with 40 words or more");
    assert_eq!(metric(&analysis, "engaging-questions").unwrap().moments[0].quote, "How does a day begin?");
    check(&analysis, "follow-ups", Ok(1.0), "1 of 3 questions take up");
}

#[test]
fn an_interruption_takes_the_word_and_a_noise_or_a_slip_does_not() {
    let transcript = scenes::timed(&[
        ("Dana", 0, 20_000, "We print the list in the evening and then"),
        ("Maya", 15_000, 16_000, "Mm-hm."),
        ("Maya", 18_000, 25_000, "Let me stop you there and show it."),
        ("Dana", 24_800, 40_000, "Fine, so this is how it looks."),
        ("Maya", 39_700, 50_000, "And this is the report."),
        ("Dana", 45_000, 60_000, "Wait, go back one page."),
    ]);
    // Dana is named first here, so Maya is theirs and Dana ours.
    check(
        &heard(&transcript),
        "interruptions",
        Ok(1.0),
        "Our side took the word 1 time while the prospect was speaking; the prospect 1 time",
    );
    let mut untimed = transcript;
    untimed.precision = Precision::StartOnly;
    check(&heard(&untimed), "interruptions", Err("when speech ends"), "");
}

#[test]
fn silence_is_what_nobody_fills_and_short_pauses_are_talk() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 10_000, "I will open the page now."),
        ("Dana", 13_000, 20_000, "I do not see it yet."),
        ("Maya", 30_000, 40_000, "There it is at last."),
    ]);
    check(&heard(&transcript), "silence", Ok(25.0), "1 pause, 00:10 of 00:40; the longest 00:10");
    check(&heard(&call()), "silence", Ok(0.0), "0 pauses");
}

#[test]
fn talk_on_outcomes_is_weighed_against_talk_on_features() {
    let transcript = scenes::dialogue(
        "Maya: The dashboard has filters and alerts. It saves you about two days a week.\nDana: I see. We pay for a dashboard already.",
    );
    check(&heard(&transcript), "outcome-share", Ok(100.0 * 8.0 / 14.0), "8 words on outcomes, 6 on features");
    check(&heard(&scenes::dialogue("Maya: Good morning.\nDana: Hello.")), "outcome-share", Err("neither of outcomes nor of features"), "");
}

#[test]
fn a_number_names_the_turns_that_made_it_and_what_was_set() {
    let analysis = heard(&call());
    let turns = |key: &str| metric(&analysis, key).unwrap().turns.clone();
    assert_eq!(turns("talk-ratio"), [0, 2, 4]);
    assert_eq!(turns("questions"), [0, 2]);
    assert_eq!(turns("longest-story"), [1]);
    assert_eq!(turns("interactivity"), [1, 2, 3, 4]);
    assert_eq!(turns("patience"), [2, 4]);
    let set =
        |key: &str| metric(&analysis, key).unwrap().parameters.iter().map(|it| format!("{}: {}", it.name, it.value)).collect::<Vec<_>>();
    assert_eq!(
        set("longest-monologue"),
        ["Pause that ends a turn: more than 3 s", "Listener's noises that end no turn: up to 2 s and 5 words, answers to a question aside"]
    );
    assert_eq!(set("talk-ratio"), ["Counted against: all speech, silence left out"]);
    let rules = TurnRules { pause: Millis(1500), bridge: Millis(3000), ..TurnRules::default() };
    let told = analyse(&call(), Some(0), &Settings { turns: rules, ..Settings::default() });
    assert_eq!(metric(&told, "longest-story").unwrap().parameters[0].value, "more than 1.5 s");
}

#[test]
fn a_number_without_its_times_is_marked_as_estimated() {
    let estimated = |transcript: &Transcript, key: &str| metric(&heard(transcript), key).unwrap().estimated;
    let mut transcript = call();
    for key in ["talk-ratio", "longest-story", "interactivity"] {
        assert!(!estimated(&transcript, key), "{key}");
    }
    transcript.precision = Precision::StartOnly;
    for key in ["talk-ratio", "longest-story", "interactivity", "question-rate"] {
        assert!(estimated(&transcript, key), "{key}");
    }
}

#[test]
fn turns_made_before_give_the_same_analysis() {
    let (transcript, settings) = (call(), Settings::default());
    let joined = turns(&transcript, &settings.turns);
    assert_eq!(analyse_turns(&transcript, joined, Some(0), &settings), analyse(&transcript, Some(0), &settings));
}

#[test]
fn every_metric_has_a_definition() {
    for metric in &heard(&call()).metrics {
        assert!(definition(metric.key).is_some_and(|it| it.ends_with('.')), "{}", metric.key);
    }
}
