//! What the importers promise for JSON beyond the words: people and sides, facts of the call, files that belong together,
//! and that neither size nor shape makes them fail.

// Whatever is expected here and not so is a failed test.
#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{Precision, Side};
use callcraft::import::{self, Imported};
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/import/{name}.in.json"))).expect("a fixture")
}

#[track_caller]
fn read(name: &str) -> Imported {
    import::read(&fixture(name)).expect("it is read")
}

fn sides(imported: &Imported) -> Vec<(&str, Side)> {
    imported.transcript.speakers.iter().map(|it| (it.name.as_str(), it.side)).collect()
}

const BOTH: [(&str, Side); 2] = [("Nadia Voss", Side::Ours), ("Tomas Reyes", Side::Theirs)];

#[test]
fn sides_come_from_whatever_the_file_tells() {
    for name in ["gong/parties-in-one-object", "avoma/meeting", "fireflies/api", "fathom/meeting", "grain/recording", "readai/seconds"] {
        assert_eq!(sides(&read(name)), BOTH, "{name}");
    }
}

#[test]
fn people_keep_their_addresses_and_those_who_were_silent_are_known() {
    let gong = read("gong/parties-in-one-object");
    let parties: Vec<_> = gong.parties.iter().map(|it| (it.name.as_str(), it.email.as_deref(), it.side, it.speaker)).collect();
    assert_eq!(
        parties,
        [
            ("Nadia Voss", Some("nadia.voss@brightwell.example"), Side::Ours, Some(0)),
            ("Tomas Reyes", Some("tomas@harborfoods.example"), Side::Theirs, Some(1)),
            ("Odile Marchand", Some("odile@harborfoods.example"), Side::Theirs, None),
        ]
    );
}

#[test]
fn a_second_file_brings_the_names() {
    let (words, parties) = (fixture("gong/transcript-alone"), fixture("gong/parties-alone"));
    let alone = import::read(&words).expect("it is read");
    assert_eq!(alone.transcript.speakers[0].name, "Speaker 1");
    assert!(alone.notes.iter().any(|it| it.contains("/v2/calls/extensive")), "{:?}", alone.notes);
    assert!(import::is_companion(&parties) && !import::is_companion(&words));

    let together = import::read_with(&words, None, &[b"no JSON", &parties]).expect("it is read");
    assert_eq!(sides(&together), BOTH);
    assert_eq!((together.notes.as_slice(), together.title.as_deref()), ([].as_slice(), Some("Harbor Foods: planning")));
    assert_eq!(together.transcript.hash, alone.transcript.hash, "evidence points into the file of words");
    let one_file = read("gong/parties-pasted-after");
    assert_eq!(one_file.transcript.segments, together.transcript.segments);
}

#[test]
fn a_file_of_several_calls_says_that_one_was_read() {
    for name in ["gong/two-calls", "dialogue/pairs"] {
        let notes = read(name).notes;
        assert_eq!(notes.iter().filter(|it| it.starts_with("This file holds 2 calls")).count(), 1, "{name}: {notes:?}");
    }
    for name in ["gong/parties-pasted-after", "fathom/list-of-meetings", "dialogue/a-line-each"] {
        assert!(!read(name).notes.iter().any(|it| it.contains("calls;")), "{name}");
    }
}

#[test]
fn what_nobody_says_is_left_out_and_listed() {
    for (name, many) in [("words-twice", 3), ("moments", 3), ("actions", 2), ("spans-in-letters", 2), ("sound-within", 1)] {
        let imported = read(&format!("dialogue/{name}"));
        let listed = imported.skipped.iter().filter(|it| it.why.starts_with("nobody speaks")).count();
        assert_eq!((imported.transcript.speakers.len(), listed), (2, many), "{name}: {:?}", imported.skipped);
    }
}

#[test]
fn words_that_stand_twice_are_taken_from_the_list_with_times() {
    let twice = read("dialogue/words-twice").transcript;
    assert_eq!((twice.precision, twice.segments.len()), (Precision::Segment, 4));
    // A list that is a small part of the words is not the call.
    let text = format!(r#"{{"transcript":"Dana: {}\nLee: yes","lines":[{{"speaker":"Dana","text":"so"}}]}}"#, "so it goes ".repeat(20));
    assert_eq!(import::read(text.as_bytes()).expect("it is read").transcript.format, "wrapped");
}

#[test]
fn the_calls_of_one_file_become_a_file_each() {
    let parts = import::parts(&fixture("dialogue/pairs"), None);
    let whole = read("dialogue/pairs");
    let read_of: Vec<_> = parts.iter().map(|it| import::read(it.as_bytes()).expect("it is read")).collect();
    assert_eq!((parts.len(), whole.calls), (2, 2));
    assert_eq!(read_of[0].transcript.segments, whole.transcript.segments, "the first is what is read of the whole");
    assert!(read_of.iter().all(|it| it.calls == 1));
    assert_ne!(read_of[0].transcript.hash, read_of[1].transcript.hash);
    assert_ne!(read_of[0].transcript.segments, read_of[1].transcript.segments);
    assert_eq!((read("gong/two-calls").calls, import::parts(&fixture("gong/two-calls"), None).len()), (1, 1), "nobody spoke in the other");
    assert_eq!(import::parts(b"{\"callTranscripts\": [", None), Vec::<String>::new());
    assert_eq!(import::part_name("week 3/calls.json", 1, 5), "week 3/calls (2 of 5).json");
}

#[test]
fn gong_parties_are_those_of_the_call() {
    let call = |id: &str, speaker: &str| {
        format!(
            r#"{{"callId":"{id}","transcript":[{{"speakerId":"{speaker}","sentences":[{{"start":0,"end":900,"text":"Hello from {id}."}}]}}]}}"#
        )
    };
    let party = |id: &str, speaker: &str, name: &str| {
        format!(
            r#"{{"metaData":{{"id":"{id}","title":"Call {id}"}},"parties":[{{"speakerId":"{speaker}","name":"{name}","affiliation":"Internal"}}]}}"#
        )
    };
    let words = format!(r#"{{"callTranscripts":[{},{}]}}"#, call("1", "11"), call("2", "22"));
    let parties = format!(r#"{{"calls":[{},{}]}}"#, party("1", "11", "Dana"), party("2", "22", "Lee"));
    let parts = import::parts(words.as_bytes(), None);
    let second = import::read_with(parts[1].as_bytes(), None, &[parties.as_bytes()]).expect("it is read");
    assert_eq!((second.id.as_deref(), second.title.as_deref()), (Some("2"), Some("Call 2")));
    let names: Vec<_> = second.parties.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names.as_slice(), second.transcript.speakers[0].name.as_str()), (["Lee"].as_slice(), "Lee"));
}

#[test]
fn the_facts_of_the_call_are_kept() {
    let gong = read("gong/parties-in-one-object");
    assert_eq!(gong.date, NaiveDate::from_ymd_opt(2026, 3, 5));
    assert_eq!(gong.time, NaiveTime::from_hms_opt(14, 1, 30), "as the clock showed it where the call was held");
    assert_eq!(gong.began.map(|it| it.timestamp()), Some(1_772_715_690));
    assert_eq!((gong.length, gong.language.as_deref()), (Some(Millis(1_830_000)), Some("eng")));

    let fireflies = read("fireflies/api");
    assert_eq!(fireflies.title.as_deref(), Some("Harbor Foods weekly"));
    assert_eq!(fireflies.length, Some(Millis(1_830_000)), "minutes");
    assert_eq!((fireflies.began.map(|it| it.timestamp()), fireflies.time), (Some(1_772_719_290), None));

    let deepgram = read("deepgram/words");
    assert_eq!((deepgram.length, deepgram.language.as_deref()), (Some(Millis(31_500)), Some("en")));
    assert_eq!((deepgram.began, deepgram.title), (None, None), "when the words were recognised is not when they were said");

    let wrapped = read("wrapped/markdown");
    assert_eq!((wrapped.date, wrapped.time), (NaiveDate::from_ymd_opt(2026, 3, 5), NaiveTime::from_hms_opt(14, 0, 0)));
}

#[test]
fn a_guessed_unit_is_said() {
    for (name, unit) in [("dialogue/milliseconds", "milliseconds."), ("dialogue/seconds", " seconds.")] {
        let notes = read(name).notes;
        assert!(notes.iter().any(|it| it.ends_with(unit)), "{name}: {notes:?}");
    }
    assert_eq!(read("dialogue/a-line-each").notes, [] as [&str; 0], "the name of the field tells it");
}

#[test]
fn the_encoding_of_json_does_not_matter() {
    let text = String::from_utf8(fixture("grain/list")).expect("UTF-8");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{feff}{text}");
    let expected = read("grain/list").transcript.segments;
    for bytes in [wide.as_slice(), marked.as_bytes(), text.replace('\n', "\r").as_bytes()] {
        assert_eq!(import::read(bytes).expect("it is read").transcript.segments, expected);
    }
}

#[test]
fn a_transcript_is_found_wherever_it_stands() {
    let inner = String::from_utf8(fixture("readai/seconds")).expect("UTF-8");
    for text in
        [format!("[{inner}]"), format!("{{\"body\": {{\"ok\": true, \"result\": [{inner}]}}}}"), format!("{{\"event\": \"x\"}}\n{inner}")]
    {
        assert_eq!(sides(&import::read(text.as_bytes()).expect("it is read")), BOTH, "{}", &text[..40]);
    }
}

#[test]
fn text_that_begins_like_json_is_text() {
    for text in [
        "[0:12] Dana: Hello there.\n[0:15] Lee: Hi.",
        "[Dana] Hello there.\n[Lee] Hi.",
        "{Dana} says hello to all of you",
        "[[Dana]] says hello to you",
        "[noise] so we went on",
    ] {
        assert_eq!(import::read(text.as_bytes()).expect("it is read").transcript.format, "text", "{text}");
    }
}

#[test]
fn long_files_are_read_whole() {
    let mut words: Vec<String> = Vec::new();
    for at in 0..200_000_u32 {
        let (start, end) = (f64::from(at) * 0.25, f64::from(at) * 0.25 + 0.2);
        words.push(format!("{{\"word\":\"w{at}\",\"start\":{start},\"end\":{end},\"speaker\":{}}}", at / 20 % 2));
    }
    let text = format!("{{\"results\":{{\"channels\":[{{\"alternatives\":[{{\"words\":[{}]}}]}}]}}}}", words.join(","));
    let transcript = import::read(text.as_bytes()).expect("it is read").transcript;
    assert_eq!((transcript.segments.len(), transcript.precision), (10_000, Precision::Word));

    // A fault or a stranger in every utterance costs no more than an utterance.
    let utterances: Vec<String> = (0..100_000)
        .map(|at| {
            format!(
                "{{\"speaker\":{{\"id\":\"{at}\",\"email\":\"{at}@x.example\"}},\"text\":\"w{at} and more\",\"startTimeMillis\":\"?\"}}"
            )
        })
        .collect();
    let imported = import::read(format!("{{\"transcriptCreateUtterances\":[{}]}}", utterances.join(",\n")).as_bytes()).expect("it is read");
    assert_eq!(imported.skipped.len(), 100_000);
}

#[test]
fn no_shape_is_a_bomb() {
    for piece in ["[", "{\"a\":", "[{\"transcript\":", "{\"text\":\"", "[\"a\",", "{} ", "[]\n", "[[\"a\",\"b\"],"] {
        let _ = import::read(piece.repeat(500_000 / piece.len()).as_bytes());
    }
    let names: String = (0..50_000).map(|at| format!("\"n{at}\":[{{}}],")).collect();
    let _ = import::read(format!("{{{names}\"end\":1}}").as_bytes());
}

/// JSON that looks like transcripts: the names that formats use, in any nesting.
fn near_transcripts() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "callTranscripts",
        "transcript",
        "sentences",
        "speakerId",
        "start",
        "end",
        "text",
        "speaker",
        "name",
        "words",
        "word",
        "segments",
        "utterances",
        "results",
        "channels",
        "alternatives",
        "items",
        "content",
        "monologues",
        "elements",
        "value",
        "ts",
        "speaker_blocks",
        "start_time",
        "end_time",
        "data",
        "startTime",
        "timestamps",
        "speaker_id",
        "speakers",
        "id",
        "is_rep",
        "parties",
        "affiliation",
        "transcription",
        "offsets",
        "from",
        "to",
        "body",
        "recognizedPhrases",
        "nBest",
        "display",
        "speaker_labels",
        "speaker_label",
        "participant_id",
        "paragraphs",
        "punctuated_word",
        "type",
        "confidence",
        "display_name",
        "timestamp",
        "Transcript",
        "Content",
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?[0-9]{1,13}(\\.[0-9]{1,3})?",
        "\"[a-z0-9 :.?-]{0,20}\"",
        Just("\"00:01:02\"".to_owned()),
        Just("\"We lost two planners, and then some.\"".to_owned()),
    ];
    let name = (0..NAMES.len()).prop_map(|at| NAMES[at]);
    leaf.prop_recursive(6, 80, 6, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..5).prop_map(|it| format!("[{}]", it.join(",")));
        let member = (name.clone(), inner).prop_map(|(name, value)| format!("\"{name}\":{value}"));
        prop_oneof![list, prop::collection::vec(member, 0..7).prop_map(|it| format!("{{{}}}", it.join(",")))]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_that_looks_like_a_transcript_makes_reading_fail(text in near_transcripts()) {
        match import::read(text.as_bytes()) {
            Ok(imported) => {
                let transcript = imported.transcript;
                prop_assert!(!transcript.segments.is_empty());
                for segment in &transcript.segments {
                    prop_assert!(!segment.text.is_empty() && segment.text.trim() == segment.text);
                    prop_assert!(segment.speaker.is_none_or(|it| usize::from(it) < transcript.speakers.len()));
                    prop_assert!(segment.start.is_none_or(|it| (0..=172_800_000).contains(&it.0)), "{segment:?}");
                    prop_assert!(segment.end.is_none_or(|end| segment.start.is_some_and(|start| start <= end)), "{segment:?}");
                }
            }
            Err(refused) => {
                let sentence = refused.to_string();
                prop_assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{sentence}");
            }
        }
    }
}
