//! What the importers promise: files of every format come out as expected, bad ones are refused with a sentence, and no
//! bytes whatever make them fail.

// Whatever is expected here and not so is a failed test.
#![allow(clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callcraft::domain::time::Millis;
use callcraft::import::{self, Imported, LARGEST};
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use serde_json::Value;

/// The fixtures of a format, without their expectations.
fn fixtures(format: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(format);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("fixtures").map(|it| it.expect("entry").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it != "json") || it.to_string_lossy().ends_with(".in.json"));
    files.sort();
    files
}

fn all_fixtures() -> Vec<PathBuf> {
    let formats = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")).expect("fixtures");
    let mut names: Vec<_> = formats.map(|it| it.expect("entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names.iter().flat_map(|it| fixtures(it)).collect()
}

/// Where the expectation of a fixture stands: `plain.vtt` and `plain.in.json` both have `plain.json`.
fn expectation(file: &Path) -> PathBuf {
    let name = file.file_name().and_then(|it| it.to_str()).expect("a name");
    file.with_file_name(format!("{}.json", name.split('.').next().expect("a stem")))
}

/// Runs the built program: exit code, standard output, standard error.
fn inspect(file: &Path) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_inspect")).arg("transcript").arg(file).output().expect("inspect runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn check(file: &Path) {
    let name = file.display();
    let expected: Value = serde_json::from_str(&fs::read_to_string(expectation(file)).expect("an expectation")).expect("JSON");
    let (code, output, error) = inspect(file);
    match expected.get("refused") {
        Some(sentence) => {
            assert_eq!((code, output.as_str(), error.trim_end()), (Some(2), "", sentence.as_str().expect("a sentence")), "{name}");
        }
        None => {
            assert_eq!((code, error.as_str()), (Some(0), ""), "{name}");
            let found: Value = serde_json::from_str(&output).expect("JSON");
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[track_caller]
fn check_format(format: &str) {
    check_format_with(format, 6, 3);
}

/// What is read is the same tree for all JSON formats; a format has few ways of its own to be right or wrong.
#[track_caller]
fn check_json(format: &str) {
    check_format_with(format, 3, 2);
}

#[track_caller]
fn check_format_with(format: &str, least_good: usize, least_bad: usize) {
    let (mut good, mut bad) = (0, 0);
    for file in fixtures(format) {
        check(&file);
        let is_bad = fs::read_to_string(expectation(&file)).expect("an expectation").contains("\"refused\"");
        if is_bad { bad += 1 } else { good += 1 }
    }
    assert!(good >= least_good && bad >= least_bad, "{format}: {good} good and {bad} bad fixtures");
}

#[test]
fn webvtt_files_are_read_as_expected() {
    check_format("webvtt");
}

#[test]
fn srt_files_are_read_as_expected() {
    check_format("srt");
}

#[test]
fn plain_text_files_are_read_as_expected() {
    check_format("text");
}

#[test]
fn word_documents_are_read_as_expected() {
    check_format("docx");
}

#[test]
fn web_pages_are_read_as_expected() {
    check_format("html");
}

#[test]
fn chats_are_read_as_expected() {
    check_format("chat");
}

#[test]
fn sbv_files_are_read_as_expected() {
    check_format("sbv");
}

#[test]
fn tables_are_read_as_expected() {
    check_format("table");
}

#[test]
fn json_files_are_read_as_expected() {
    check_json("assemblyai");
    check_json("avoma");
    check_json("aws");
    check_json("azure");
    check_json("clarify");
    check_json("contact-lens");
    check_json("deepgram");
    check_json("dialogue");
    check_json("fathom");
    check_json("fireflies");
    check_json("gong");
    check_json("google");
    check_json("grain");
    check_json("hubspot");
    check_json("podcast");
    check_json("readai");
    check_json("rev");
    check_json("tldv");
    check_json("whisper");
    check_json("whispercpp");
    check_json("whisperx");
    check_json("wrapped");
    check_json("youtube");
}

#[test]
fn speechmatics_files_are_read_as_expected() {
    check_json("speechmatics");
}

#[test]
fn every_refusal_is_one_sentence() {
    for file in all_fixtures() {
        if let Err(refused) = import::read(&fs::read(&file).expect("a fixture")) {
            let sentence = refused.to_string();
            assert!(sentence.ends_with('.') && sentence.len() > 30 && !sentence.contains('\n'), "{sentence}");
        }
    }
}

#[test]
fn a_missing_file_is_one_sentence_too() {
    let (code, output, error) = inspect(Path::new("no such file.vtt"));
    assert_eq!((code, output.as_str()), (Some(2), ""));
    assert!(error.starts_with("no such file.vtt cannot be read"), "{error}");
}

#[test]
fn the_length_of_a_file_is_looked_at_first() {
    let refused = import::read(&vec![0; LARGEST + 1]).expect_err("too large");
    assert!(refused.to_string().contains("100 MB"), "{refused}");
}

#[track_caller]
fn read_fixture(name: &str) -> Imported {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    import::read(&fs::read(file).expect("a fixture")).expect("it is read")
}

#[test]
fn what_stands_above_the_words_is_kept() {
    let meeting = read_fixture("text/meeting-document.txt");
    assert_eq!(meeting.title.as_deref(), Some("Quarterly review-20260305_143000-Meeting Recording"));
    assert_eq!(meeting.date, NaiveDate::from_ymd_opt(2026, 3, 5));
    assert_eq!(meeting.time, NaiveTime::from_hms_opt(14, 30, 0));
    assert_eq!(meeting.length, Some(Millis(3_028_000)));

    let blocks = read_fixture("text/blocks.md");
    assert_eq!(blocks.title.as_deref(), Some("Orders at Acme - Transcript"));
    assert_eq!((blocks.date, blocks.length), (NaiveDate::from_ymd_opt(2026, 3, 5), Some(Millis(179_000))));

    let voices = read_fixture("webvtt/voices.vtt");
    assert_eq!((voices.title.as_deref(), voices.language.as_deref()), (Some("Renewal with Northwind"), Some("en-US")));
    assert_eq!(voices.length, Some(Millis(70_500)));
}

#[test]
fn what_tables_pages_and_documents_say_of_the_call_is_kept() {
    let days = read_fixture("table/days.csv");
    assert_eq!((days.date, days.time), (NaiveDate::from_ymd_opt(2026, 3, 5), NaiveTime::from_hms_opt(14, 2, 55)));
    let page = read_fixture("html/plain.html");
    assert_eq!((page.title.as_deref(), page.language.as_deref()), (Some("Episode 12: the first call"), Some("en-GB")));
    let meeting = read_fixture("docx/meeting.docx");
    assert_eq!(meeting.title.as_deref(), Some("Renewal with Northwind-20260305_143000-Meeting Transcript"));
    assert_eq!((meeting.date, meeting.time), (NaiveDate::from_ymd_opt(2026, 3, 5), NaiveTime::from_hms_opt(14, 30, 0)));
    assert_eq!((meeting.length, meeting.label), (Some(Millis(1_662_000)), "Word document"));
    let quote = read_fixture("table/open-quote.csv");
    assert!(quote.notes.iter().any(|it| it.contains("never closed")), "{:?}", quote.notes);
}

/// The people of a call: name, address, whom of the speakers they are.
#[track_caller]
fn check_parties(imported: &Imported, expected: &[(&str, &str, Option<u16>)]) {
    let found: Vec<_> = imported.parties.iter().map(|it| (it.name.as_str(), it.email.as_deref().unwrap_or_default(), it.speaker)).collect();
    assert_eq!(found, expected);
}

#[test]
fn addresses_beside_names_are_kept() {
    let expected = [("Dana Ortiz", "dana@example.com", Some(0)), ("Lee Moss", "lee@example.org", Some(1))];
    for text in [
        "Dana Ortiz <dana@example.com>: Hello.\nLee Moss (lee@example.org): Hi.\nDana Ortiz: So.\nLee Moss: Yes.",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana Ortiz (dana@example.com)>Hello.\n\n00:02.000 --> 00:03.000\n<v Lee Moss (lee@example.org)>Hi.",
        "email,name,text\ndana@example.com,Dana Ortiz,Hello.\nlee@example.org,Lee Moss,Hi.\n",
    ] {
        check_parties(&import::read(text.as_bytes()).expect("it is read"), &expected);
    }
    check_parties(&read_fixture("text/notes-above.md"), &[expected[0], expected[1], ("Kim Sato", "kim@example.org", None)]);
}

#[test]
fn times_of_day_are_counted_from_the_first_and_that_is_said() {
    let captions = read_fixture("text/saved-captions.txt");
    assert_eq!(captions.time, NaiveTime::from_hms_opt(14, 2, 55));
    assert_eq!(captions.notes.len(), 1, "{:?}", captions.notes);
}

#[test]
fn a_guessed_encoding_is_said() {
    let french = read_fixture("srt/windows.srt");
    assert_eq!(french.encoding, "Windows-1252");
    assert!(french.notes.iter().any(|it| it.contains("Windows-1252")), "{:?}", french.notes);
    assert_eq!(read_fixture("webvtt/wide.vtt").encoding, "UTF-16 LE");
    assert_eq!(read_fixture("srt/plain.srt").encoding, "UTF-8");
}

#[test]
fn the_hash_is_of_the_bytes_as_they_were() {
    let imported = import::read(b"Dana: Hello\n").expect("it is read");
    assert_eq!(imported.transcript.hash, "cf7da5e89c3b129da800cecabbed9d4ab51ccb48f18634492df7e94e7ab820f0");
}

#[test]
fn the_name_of_a_file_does_not_matter() {
    let read = |name: &str| read_fixture(name).transcript.format;
    assert_eq!((read("text/blocks.md").as_str(), read("text/names.txt").as_str()), ("text", "text"));
    let srt = import::read(b"WEBVTTfoo\n\n00:00:01.000 --> 00:00:02.000\nHello there\n").expect("it is read");
    assert_eq!(srt.transcript.format, "srt", "only WEBVTT itself is WebVTT");
}

#[test]
fn long_files_are_read_whole() {
    let cues: String = (0..40_000)
        .map(|at| {
            format!(
                "{at}\n{}:{:02}:{:02}.000 --> {}:{:02}:{:02}.900\n<v P{}>w{at}\n\n",
                at / 3600,
                at / 60 % 60,
                at % 60,
                at / 3600,
                at / 60 % 60,
                at % 60,
                at % 300
            )
        })
        .collect();
    let imported = import::read(format!("WEBVTT\n\n{cues}").as_bytes()).expect("it is read");
    assert_eq!((imported.transcript.segments.len(), imported.transcript.speakers.len()), (40_000, 300));
    let lines: String = (0..40_000).map(|at| format!("[{}:{:02}] Person {}: w{at}\n", at / 60, at % 60, at % 40_000)).collect();
    let imported = import::read(lines.as_bytes()).expect("it is read");
    assert_eq!((imported.transcript.segments.len(), imported.transcript.speakers.len()), (40_000, 40_000));
}

#[test]
fn one_endless_line_is_read() {
    for pattern in [
        "word ",
        "a: b ",
        "<",
        "<v ",
        "<a",
        "&",
        "&#",
        "[x] ",
        "{\\",
        "0:1 --> ",
        "00:00:01,000 --> ",
        "- ",
        ":",
        "\"",
        "a,",
        "<cite>",
        "<p><time>0:01",
        ">>",
        "</",
        "[a](http",
        "<table><tr><td>",
    ] {
        let line = pattern.repeat(100_000 / pattern.len());
        let _ = import::read(line.as_bytes());
        let _ = import::read(format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{line}").as_bytes());
        let _ = import::read(format!("1\n00:00:00,000 --> 00:00:01,000\n{line}\n\n2\n00:00:01,000 --> 00:00:02,000\nend").as_bytes());
        let _ = import::read(format!("Dana  0:01\n{line}\n{line}").as_bytes());
        let _ = import::read(format!("speaker,start,text\nDana,0,{line}\nLee,1,{line}").as_bytes());
        let _ = import::read(format!("<cite>Dana</cite> {line}").as_bytes());
    }
}

/// What somebody says in a plain text of some shape: who, when in seconds, words.
#[track_caller]
fn check_shape(text: &str, expected: &[(&str, Option<i64>, &str)]) {
    let transcript = import::read(text.as_bytes()).expect("it is read").transcript;
    let name = |at: Option<u16>| at.map_or("", |at| transcript.speakers[usize::from(at)].name.as_str());
    let found: Vec<_> = transcript.segments.iter().map(|it| (name(it.speaker), it.start.map(|it| it.0 / 1000), it.text.as_str())).collect();
    assert_eq!((transcript.format.as_str(), found.as_slice()), ("text", expected), "{text}");
}

#[test]
fn every_common_shape_of_plain_text_names_who_speaks_when() {
    let timed = [("Dana", Some(2), "Hello there."), ("Lee Moss", Some(65), "Hi: you.")];
    for text in [
        "[00:02] Dana: Hello there.\n[01:05] Lee Moss: Hi: you.",
        "(0:02) Dana: Hello there.\n(1:05) Lee Moss: Hi: you.",
        "00:00:02 Dana: Hello there.\n00:01:05 Lee Moss: Hi: you.",
        "00:02.000 --> 00:04.000 Dana: Hello there.\n01:05.000 --> 01:06.000 Lee Moss: Hi: you.",
        "Dana (00:02): Hello there.\nLee Moss (01:05): Hi: you.",
        "Dana 00:02: Hello there.\nLee Moss 01:05: Hi: you.",
        "Dana, 00:02: Hello there.\nLee Moss, 01:05: Hi: you.",
        "**Dana** (00:02): Hello there.\n\n**Lee Moss** (01:05): Hi: you.",
        "Dana: [00:02] Hello there.\nLee Moss: [01:05] Hi: you.",
        "Dana (00:02):\nHello there.\n\nLee Moss (01:05):\nHi: you.",
        "Dana  0:02\nHello there.\n\nLee Moss  1:05\nHi: you.",
        "Dana [0:02]\nHello there.\nLee Moss [1:05]\nHi: you.",
        "Dana - 0:02\nHello there.\n\nLee Moss - 1:05\nHi: you.",
        "Dana | 0:02\nHello there.\n\nLee Moss | 1:05\nHi: you.",
        "[0:02] Dana\nHello there.\n[1:05] Lee Moss\nHi: you.",
        "0:02 - Dana (Acme)\n  Hello there.\n\n1:05 - Lee Moss (Globex)\n  Hi: you.",
        "0:02 | Dana\nHello there.\n\n1:05 | Lee Moss\nHi: you.",
        "0:02 | Dana | Hello there.\n1:05 | Lee Moss | Hi: you.",
        "Dana\t00:00:02\tHello there.\nLee Moss\t00:01:05\tHi: you.",
        "00:00:02\tDana\tHello there.\n00:01:05\tLee Moss\tHi: you.",
        "Dana    00:02    Hello there.\nLee Moss    01:05    Hi: you.",
        "Dana\n2 seconds0:02\nDana 2 seconds\nHello there.\nLee Moss\n1 minute 5 seconds\n1:05\nLee Moss 1 minute 5 seconds\nHi: you.",
        "Dana | Acme  0:02\nHello there.\n\nLee Moss | Globex  1:05\nHi: you.",
        "Call\nMarch 5, 2026, 2:30PM\n\nDana   0:02\nHello there.\n\nLee Moss   1:05\nHi: you.",
        "Dana <dana@example.com> (0:02): Hello there.\nLee Moss <lee@example.com> (1:05): Hi: you.",
        "### 00:00:02 {#00:00:02}\n\n**Dana:** Hello there\\.\n\n### 00:01:05 {#00:01:05}\n\n**Lee Moss:** Hi: you\\.",
    ] {
        check_shape(text, &timed);
        check_shape(&text.replace('\n', "\r\n"), &timed);
    }
    let untimed = [("Dana", None, "Hello there."), ("Lee Moss", None, "Hi: you.")];
    for text in [
        "Dana: Hello there.\nLee Moss: Hi: you.",
        "**Dana:** Hello there.\n\n**Lee Moss:** Hi: you.",
        "- **Dana**: Hello there.\n- **Lee Moss**: Hi: you.",
        ">> Dana: Hello there.\n>> Lee Moss: Hi: you.",
        "[Dana]: Hello there.\n[Lee Moss]: Hi: you.",
        "[Dana] Hello there.\n[Lee Moss] Hi: you.",
        "Dana <dana@example.com>: Hello there.\nLee Moss <lee@example.com>: Hi: you.",
        "Dana:\nHello there.\n\nLee Moss:\nHi: you.",
        "Date: 2026-03-05\nAttendees: Dana, Lee\n\nDana (Acme): Hello there.\nLee Moss (Globex): Hi: you.",
    ] {
        check_shape(text, &untimed);
    }
}

#[test]
fn words_are_not_made_speakers_or_times() {
    check_shape(
        "Dana: See you at 10:30.\n10:30 is fine.\nDana: Note: bring it.",
        &[("Dana", None, "See you at 10:30. 10:30 is fine."), ("Dana", None, "Note: bring it.")],
    );
    check_shape("so the plan is: wait\nand the rest is: more", &[("", None, "so the plan is: wait"), ("", None, "and the rest is: more")]);
    check_shape(
        "Dana\t0:01\tIt took 3 seconds\n\t0:05\tand no more\n+1 555 010 0100\t0:07\tWho?",
        &[("Dana", Some(1), "It took 3 seconds"), ("Dana", Some(5), "and no more"), ("+1 555 010 0100", Some(7), "Who?")],
    );
    check_shape("0:01\nso it begins\n0:05\nand ends", &[("", Some(1), "so it begins"), ("", Some(5), "and ends")]);
}

/// A segment to write: who, from, for how long, words.
type Said = (usize, u32, u32, Vec<String>);

fn said() -> impl Strategy<Value = Vec<Said>> {
    let word = "[a-zA-Zäß0-9',.?!:]{0,8}[a-z]";
    prop::collection::vec((0_usize..4, 0_u32..5000, 0_u32..5000, prop::collection::vec(word, 1..12)), 1..30)
}

fn stamp(ms: u32) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}

const NAMES: [&str; 4] = ["Dana Ortiz", "Lee Moss", "Åsa", "Agent 2"];

/// Writes `said` as WebVTT, with or without voice tags; returns the words each segment must have.
fn webvtt(said: &[Said], voices: bool, line_end: &str) -> (String, Vec<(String, u32, u32, String)>) {
    let (mut text, mut expected, mut at) = (format!("WEBVTT{line_end}{line_end}"), Vec::new(), 0);
    for (number, (who, pause, long, words)) in said.iter().enumerate() {
        let (start, end, words) = (at + pause, at + pause + long, words.join(" "));
        let name = NAMES[*who];
        let cue = if voices { format!("<v {name}>{words}</v>") } else { format!("{name}: {words}") };
        text += &[&number.to_string(), &format!("{} --> {}", stamp(start), stamp(end)), &cue, "", ""].join(line_end);
        expected.push((name.to_owned(), start, end, words));
        at = end;
    }
    (text, expected)
}

#[track_caller]
fn check_words(text: &str, expected: &[(String, u32, u32, String)]) {
    let imported = import::read(text.as_bytes()).expect("it is read");
    let transcript = imported.transcript;
    let found: Vec<_> = transcript
        .segments
        .iter()
        .map(|it| (transcript.speakers[usize::from(it.speaker.expect("a speaker"))].name.clone(), it.start.map(|it| it.0), it.text.clone()))
        .collect();
    let expected: Vec<_> = expected.iter().map(|it| (it.0.clone(), Some(i64::from(it.1)), it.3.clone())).collect();
    // Times that are all one are no times.
    if expected.iter().any(|it| it.1 != expected[0].1) || expected.len() == 1 {
        assert_eq!(found, expected, "{text}");
    } else {
        assert_eq!(found.len(), expected.len());
    }
    assert_eq!(imported.skipped, []);
}

/// Writes `said` as a table; returns the words each segment must have.
fn table(said: &[Said], separator: char, line_end: &str) -> (String, Vec<(String, u32, u32, String)>) {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut text = ["Text", "Start (ms)", "End (ms)", "Who"].join(&separator.to_string()) + line_end;
    let (mut expected, mut at) = (Vec::new(), 0);
    for (who, pause, long, words) in said {
        let (start, end) = (at + pause, at + pause + long);
        let words = format!("{}{separator} \"said\" {}", words.join(line_end), words.join(" "));
        text += &[quoted(&words), start.to_string(), end.to_string(), NAMES[*who].to_owned()].join(&separator.to_string());
        text += line_end;
        expected.push((NAMES[*who].to_owned(), start, end, words.split_whitespace().collect::<Vec<_>>().join(" ")));
        at = end;
    }
    (text, expected)
}

proptest! {
    #[test]
    fn no_word_of_a_table_is_doubled_or_lost(
        said in said(),
        separator in prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')],
        line_end in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        let (text, expected) = table(&said, separator, line_end);
        check_words(&text, &expected);
    }

    #[test]
    fn no_word_is_doubled_or_lost(said in said(), voices in any::<bool>(), line_end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]) {
        let (text, expected) = webvtt(&said, voices, line_end);
        check_words(&text, &expected);
    }

    #[test]
    fn no_bytes_make_reading_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = import::read(&bytes);
    }

    #[test]
    fn no_text_makes_reading_fail(head in prop_oneof![Just("WEBVTT\n\n"), Just("1\n00:01 --> 00:02\n"), Just("[0:01] A: "), Just("0:00:01.000,0:00:02.000\n"), Just("speaker,start,end,text\n"), Just("<cite>A</cite><time>0:01"), Just("")], text in "[ -~\n\r\té😀：“]{0,300}") {
        let _ = import::read(format!("{head}{text}").as_bytes());
    }

    #[test]
    fn no_damage_to_a_file_makes_reading_fail(
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..4, any::<u8>(), 1_usize..30), 1..12),
    ) {
        let files = all_fixtures();
        let mut bytes = fs::read(which.get(&files)).expect("a fixture");
        for (place, kind, byte, long) in damage {
            let at = if bytes.is_empty() { 0 } else { place.index(bytes.len()) };
            let to = (at + long).min(bytes.len());
            match kind {
                0 => bytes.insert(at, byte),
                1 => { bytes.drain(at..to); }
                2 => { let piece = bytes[at..to].to_vec(); bytes.splice(at..at, piece); }
                _ => bytes.truncate(bytes.len().max(1) - bytes.len() / 8),
            }
        }
        if let Ok(imported) = import::read(&bytes) {
            let transcript = imported.transcript;
            prop_assert!(!transcript.segments.is_empty());
            for segment in &transcript.segments {
                prop_assert!(!segment.text.is_empty() && segment.text.trim() == segment.text);
                prop_assert!(segment.speaker.is_none_or(|it| usize::from(it) < transcript.speakers.len()));
                prop_assert!(segment.end.is_none() || segment.start <= segment.end);
            }
            let lines = bytes.len() + 1;
            prop_assert!(imported.skipped.iter().all(|it| it.line >= 1 && it.line <= lines && !it.why.is_empty()));
        }
    }
}
