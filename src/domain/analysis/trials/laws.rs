use proptest::prelude::*;

use crate::domain::analysis::{Analysis, Measured, Settings, analyse, metric, suggest, target};
use crate::domain::benchmark::BANDS;
use crate::domain::rubric::shipped;
use crate::domain::time::Millis;
use crate::domain::transcript::{Moment, Precision, Segment, Side, Speaker, Transcript};

/// Sentences that touch what the room looks for, and noise.
fn text() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![
        Just("How do you plan that today?".to_owned()),
        Just("Mm-hm.".to_owned()),
        Just("It costs us about $50K and two and a half days a week".to_owned()),
        Just("I'm not sure, it sounds expensive…".to_owned()),
        Just("I'll send it by Friday at 2pm. Does that work?".to_owned()),
        Just("Yes, that works.".to_owned()),
        Just("¿Cómo? Ça va, “über” 3,5% — 1,2,3 $ % 00 555-1234".to_owned()),
        Just("half a million a couple of a hundred one and a".to_owned()),
        ".{0,30}",
        "[a-z0-9 ,.'?$%-]{0,40}",
    ];
    proptest::collection::vec(sentence, 0..4).prop_map(|it| it.join(" "))
}

fn time() -> impl Strategy<Value = Option<Millis>> {
    prop_oneof![
        Just(None),
        (-5_000i64..60_000).prop_map(|it| Some(Millis(it))),
        Just(Some(Millis(i64::MIN))),
        Just(Some(Millis(i64::MAX))),
        Just(Some(Millis(7))),
    ]
}

fn segment() -> impl Strategy<Value = Segment> {
    let speaker = prop_oneof![Just(None), (0u16..5).prop_map(Some), Just(Some(u16::MAX))];
    (speaker, time(), time(), text()).prop_map(|(speaker, start, end, text)| Segment { speaker, start, end, text })
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Ours), Just(Side::Theirs), Just(Side::Unknown)]
}

fn precision() -> impl Strategy<Value = Precision> {
    prop_oneof![Just(Precision::Word), Just(Precision::Segment), Just(Precision::StartOnly), Just(Precision::Block), Just(Precision::None)]
}

fn transcript() -> impl Strategy<Value = Transcript> {
    (precision(), proptest::collection::vec(side(), 0..4), proptest::collection::vec(segment(), 0..25)).prop_map(
        |(precision, sides, segments)| {
            let speakers =
                sides.into_iter().enumerate().map(|(at, side)| Speaker { name: format!("Speaker {at}"), side, person: None }).collect();
            Transcript { format: "text".to_owned(), precision, speakers, segments, hash: String::new() }
        },
    )
}

fn language() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("en"), Just("de"), Just("fr"), Just("xx")]
}

fn moments(analysis: &Analysis) -> impl Iterator<Item = &Moment> {
    analysis.metrics.iter().flat_map(|it| &it.moments).chain(analysis.signals.iter().map(|it| &it.moment))
}

/// The text from the first place to the second, whoever speaks.
fn between(transcript: &Transcript, moment: &Moment) -> Option<String> {
    let piece = |at: u32| {
        let text = &transcript.segments.get(at as usize)?.text;
        let begin = if at == moment.from.segment { moment.from.offset as usize } else { 0 };
        let end = if at == moment.to.segment { moment.to.offset as usize } else { text.len() };
        text.get(begin..end)
    };
    let pieces: Option<Vec<&str>> = (moment.from.segment..=moment.to.segment).map(piece).collect();
    Some(pieces?.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "))
}

fn value(analysis: &Analysis, key: &str) -> Option<f64> {
    match metric(analysis, key)?.measured {
        Measured::Value(value) => Some(value),
        Measured::NotMeasurable(_) => None,
    }
}

/// Two voices, punctuated, so that sentences do not depend on what stands beside them.
fn dialogue() -> impl Strategy<Value = Transcript> {
    let sentence = prop_oneof![
        Just("How do you plan that today?"),
        Just("Is it by hand?"),
        Just("Tell me about that."),
        Just("It costs us two days a week."),
        Just("Really?"),
        Just("You print it, right?"),
    ];
    proptest::collection::vec((0u16..2, sentence), 1..20).prop_map(|lines| Transcript {
        format: "text".to_owned(),
        precision: Precision::None,
        speakers: [("Ana", Side::Ours), ("Ben", Side::Theirs)]
            .map(|(name, side)| Speaker { name: name.to_owned(), side, person: None })
            .to_vec(),
        segments: lines
            .into_iter()
            .map(|(who, text)| Segment { speaker: Some(who), start: None, end: None, text: text.to_owned() })
            .collect(),
        hash: String::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_quote_is_the_text_it_points_at(transcript in transcript(), rep in proptest::option::of(0u16..5), language in language()) {
        let settings = Settings { competitors: vec!["plan".to_owned()], language: language.to_owned(), ..Settings::default() };
        let analysis = analyse(&transcript, rep, &settings);
        let suggestions = suggest(&transcript, &analysis, &shipped()[0]);
        for moment in moments(&analysis).chain(suggestions.iter().flat_map(|it| &it.moments)) {
            prop_assert_eq!(between(&transcript, moment), Some(moment.quote.clone()));
            prop_assert!(transcript.holds(moment));
            prop_assert_eq!(moment.at, transcript.segments[moment.from.segment as usize].start);
            prop_assert!(!moment.quote.is_empty());
        }
        for metric in &analysis.metrics {
            let _ = target(metric, Some(&BANDS[0]), "demo");
            if let Measured::Value(value) = metric.measured {
                prop_assert!(value.is_finite() && value >= 0.0, "{}: {value}", metric.key);
                prop_assert!(!metric.arithmetic.is_empty());
            }
        }
    }

    #[test]
    fn shares_of_speech_sum_to_no_more_than_the_whole(transcript in transcript()) {
        let share = |rep| value(&analyse(&transcript, Some(rep), &Settings::default()), "talk-ratio").unwrap_or(0.0);
        let sum: f64 = (0..transcript.speakers.len() as u16).map(share).sum();
        prop_assert!(sum <= 100.0 + 1e-6, "{sum}");
    }

    #[test]
    fn twice_the_talk_is_twice_the_questions(transcript in dialogue()) {
        let mut twice = transcript.clone();
        twice.segments.extend(transcript.segments.clone());
        let count = |it: &Transcript| value(&analyse(it, Some(0), &Settings::default()), "questions").unwrap_or(0.0);
        prop_assert_eq!(count(&twice), 2.0 * count(&transcript));
    }

    #[test]
    fn signals_stand_in_the_order_of_turns(transcript in transcript()) {
        let analysis = analyse(&transcript, Some(0), &Settings::default());
        prop_assert!(analysis.signals.is_sorted_by_key(|it| it.turn));
        prop_assert!(analysis.signals.iter().all(|it| (it.turn as usize) < analysis.turns.len()));
    }

    #[test]
    fn an_analysis_of_another_transcript_is_no_panic(one in transcript(), other in transcript()) {
        let analysis = analyse(&one, Some(0), &Settings::default());
        let _ = suggest(&other, &analysis, &shipped()[0]);
    }
}
