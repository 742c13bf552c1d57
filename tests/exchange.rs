//! What the file format promises, on fixtures of version 1 and by laws of merging.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::rubric::{shipped, version};
use callcraft::domain::scorecard::Given;
use callcraft::exchange::file::{Entry, File, Header, Note, Scope, is_callcraft, read, read_rubrics, write};
use callcraft::exchange::shift;
use chrono::DateTime;
use proptest::prelude::*;
use serde_json::json;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/exchange/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn good() -> File {
    read(&fixture("good")).unwrap()
}

fn kinds(file: &File) -> Vec<&str> {
    file.entries.iter().map(Entry::kind).collect()
}

#[track_caller]
fn refused(bytes: &[u8], sentence: &str) {
    let refusal = read(bytes).unwrap_err().to_string();
    assert!(refusal.contains(sentence), "{refusal}");
}

#[track_caller]
fn noted(notes: &[Note], expected: &[(usize, &str, &str)]) {
    assert_eq!(notes.len(), expected.len(), "{notes:#?}");
    for (note, (line, what, why)) in notes.iter().zip(expected) {
        assert!(note.line == *line && note.what.starts_with(what) && note.why.contains(why), "{note:#?}");
    }
}

#[test]
fn a_good_file_is_read_whole_and_written_again_byte_by_byte() {
    let file = good();
    assert_eq!(kinds(&file), ["person", "person", "rubric", "call", "transcript", "scorecard", "scorecard", "playbook"]);
    assert_eq!((file.rejected.as_slice(), file.warnings.as_slice()), ([].as_slice(), [].as_slice()));
    assert_eq!(write(&file.header, &file.entries).as_bytes(), fixture("good"));
}

#[test]
fn the_same_file_in_another_layout_reads_the_same() {
    let indented = read(&fixture("good-indented")).unwrap();
    assert_eq!(indented, good());
    let on_one_line: String = String::from_utf8(fixture("good")).unwrap().replace('\n', "");
    assert_eq!(read(on_one_line.as_bytes()).unwrap(), good());
    let with_bom_and_crlf = format!("\u{FEFF}{}", String::from_utf8(fixture("good")).unwrap().replace('\n', "\r\n"));
    assert_eq!(read(with_bom_and_crlf.as_bytes()).unwrap(), good());
}

#[test]
fn a_kind_of_the_future_survives_byte_by_byte() {
    let file = read(&fixture("unknown-kind")).unwrap();
    let unknown: Vec<_> = file.entries.iter().filter(|it| matches!(it, Entry::Unknown(_))).map(Entry::key).collect();
    assert_eq!(unknown, ["01JD0000000000000000000900", "pitch@3", "{\"kind\":\"odd\",\"z\":1.50,\"a\":[]}"]);
    assert_eq!(write(&file.header, &file.entries).as_bytes(), fixture("unknown-kind"));
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    refused(&fixture("truncated"), "cut off: 5 records could be read before it breaks off in line 7");
    refused(&fixture("newer"), "newer Callcraft, file version 2; this one reads 1");
    refused(b"", "not a Callcraft file");
    refused(b"{\"format\":\"excalidraw\"}", "not a Callcraft file");
    refused(b"WEBVTT\n\n", "not a Callcraft file");
    refused(b"{\"format\":\"callcraft\",\"records\":[]}", "does not say its version");
    refused(&[b'{', 0xFF, 0xFE], "not text in UTF-8");
    refused(&[fixture("good"), fixture("good")].concat(), "two files may have been joined");
}

#[test]
fn a_cut_off_file_is_refused_wherever_it_is_cut() {
    for name in ["good", "good-indented"] {
        let whole = String::from_utf8(fixture(name)).unwrap();
        let end = whole.trim_end().len();
        for cut in (1..end).filter(|it| whole.is_char_boundary(*it)).step_by(13) {
            assert!(read(&whole.as_bytes()[..cut]).is_err(), "{name} cut at {cut}");
        }
    }
    refused(&fixture("good-indented")[..3000], "cut off: 4 records");
}

#[test]
fn a_bad_record_is_named_with_its_field_and_does_not_end_the_others() {
    let file = read(&fixture("wrong-types")).unwrap();
    assert_eq!(kinds(&file), ["person", "call", "scorecard"]);
    noted(
        &file.rejected,
        &[
            (3, "person 01JD0000000000000000000002", "body.name: invalid type: integer"),
            (4, "person", "body.id: \"nobody\" is not an id"),
            (6, "call 01JD0000000000000000000101", "body: missing field `title`"),
            (7, "call 01JD0000000000000000000102", "body.started_at: the year 9999"),
            (8, "scorecard 01JD0000000000000000000201", "body.answers[1].given: 9 points, but agenda has 5"),
            (9, "scorecard 01JD0000000000000000000202", "body.answers[0].given: not applicable, but it does not say why"),
            (10, "scorecard 01JD0000000000000000000203", "body.submitted_at: it is missing"),
            (11, "record", "missing field `kind`"),
            (12, "record", "ends too early"),
            (13, "rubric bent@1", "has no items"),
            (14, "record", "nested deeper than 100"),
            (15, "transcript 01JD0000000000000000000100", "speaker: there is no such speaker"),
            (16, "scorecard 01JD0000000000000000000204", "agenda is judged twice"),
            (17, "person 01JD0000000000000000000005", "body.name: longer than 500 letters"),
        ],
    );
}

#[test]
fn a_record_that_stands_twice_is_read_once_and_its_versions_are_all_kept() {
    let file = read(&fixture("duplicate-ids")).unwrap();
    let names: Vec<_> = file.entries.iter().map(|it| (it.key(), it.stamp().unwrap().version.writes())).collect();
    let (ines, maya) = ("01JD0000000000000000000001".to_owned(), "01JD0000000000000000000002".to_owned());
    assert_eq!(names, [(ines, 1), (maya.clone(), 1), (maya, 1)]);
    noted(&file.rejected, &[]);
    noted(&file.warnings, &[(3, "person 01JD0000000000000000000001", "stands in line 2 already")]);
}

#[test]
fn evidence_that_is_not_in_the_transcript_is_dropped_with_a_warning() {
    let text = String::from_utf8(fixture("good")).unwrap().replace("about two days a week\"}", "about nine days a week\"}");
    let file = read(text.as_bytes()).unwrap();
    noted(&file.warnings, &[(7, "scorecard", "1 moments of quantified-impact")]);
    let Entry::Scorecard(card) = &file.entries[5] else { panic!() };
    assert!(card.body.answer("quantified-impact").unwrap().evidence.is_empty());
    assert_eq!(card.body.answer("quantified-impact").unwrap().given, Some(Given::Points(4)));
}

#[test]
fn a_declined_call_takes_no_transcript() {
    let text = String::from_utf8(fixture("good")).unwrap().replace("{\"given\":{\"at_ms\":20000}}", "\"declined\"");
    noted(&read(text.as_bytes()).unwrap().rejected, &[(5, "call", "consent was declined"), (6, "transcript", "consent was declined")]);
}

/// The good file with the record in `line` in another version of itself.
fn altered(line: usize, change: impl FnOnce(&mut serde_json::Value)) -> File {
    let text = String::from_utf8(fixture("good")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut record: serde_json::Value = serde_json::from_str(lines[line - 1].trim_end_matches(',')).unwrap();
    change(&mut record["body"]);
    lines[line - 1] = format!("{record},");
    read(lines.join("\n").as_bytes()).unwrap()
}

const RUBRIC: usize = 4;
const CARD: usize = 7;

/// A file whose rubric is of another kind and whose card gives `given` for it.
#[track_caller]
fn gives(kind: serde_json::Value, points: u16, given: serde_json::Value, fault: &str) {
    let text = String::from_utf8(fixture("good")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (line, pointer, value) in [
        (RUBRIC, "/body/categories/0/items/0/kind", kind),
        (RUBRIC, "/body/categories/0/items/0/points", points.into()),
        (CARD + 1, "/body/answers/0/given", given),
    ] {
        let mut record: serde_json::Value = serde_json::from_str(lines[line - 1].trim_end_matches(',')).unwrap();
        *record.pointer_mut(pointer).unwrap() = value;
        lines[line - 1] = format!("{record},");
    }
    let rejected = read(lines.join("\n").as_bytes()).unwrap().rejected;
    let expected: Vec<(usize, &str, &str)> = if fault.is_empty() { vec![] } else { vec![(CARD + 1, "scorecard", fault)] };
    noted(&rejected, &expected);
}

#[test]
fn what_is_given_must_fit_the_kind_of_its_item() {
    let checks = json!({"checklist": {"checks": [{"key": "who", "title": "Who"}, {"key": "when", "title": "When"}]}});
    let count = json!({"count": {"thresholds": [{"at_least": 1, "points": 3}]}});
    let levels = json!({"anchored": {"anchors": [{"points": 0, "says": "No."}, {"points": 3, "says": "Yes."}]}});
    gives(checks.clone(), 3, json!({"checks": ["when"]}), "");
    gives(checks.clone(), 3, json!({"points": 2}), "");
    gives(checks.clone(), 3, json!({"checks": ["why"]}), "body.answers[0].given: listened has no check why");
    gives(checks, 3, json!({"points": 4}), "body.answers[0].given: 4 points, but listened has 3");
    gives(count.clone(), 3, json!({"count": 7}), "");
    gives(count, 3, json!({"count": -1}), "body.answers[0].given.count: invalid value");
    gives(
        levels.clone(),
        3,
        json!({"count": 7}),
        "body.answers[0].given: this cannot be given for listened, which is of the kind anchored",
    );
    gives(levels, 3, json!({"points": 4}), "4 points, but listened has 3");
    gives(json!("yes_no"), 3, json!({"stars": 4}), "body.answers[0].given.stars: unknown variant `stars`");
}

#[test]
fn a_rubric_with_a_fault_is_left_out_with_its_field() {
    let cases = [
        ("/categories/0/items/0/points", json!(0), "body.categories: Nothing in it earns points"),
        (
            "/categories/0/items/0/kind",
            json!({"anchored": {"anchors": []}}),
            "body.categories[0].items[0].kind.anchored.anchors: A scale needs two",
        ),
        ("/categories/0/items/0/kind", json!({"stars": 5}), "body.categories[0].items[0].kind.stars: unknown variant `stars`"),
        ("/categories/0/key", json!(""), "body.categories[0].key: The category has no key"),
        ("/version", json!(0), "body.version: Versions are counted from 1"),
        ("/key", json!("x".repeat(501)), "body.key: It is longer than 500 letters"),
    ];
    for (pointer, value, fault) in cases {
        let file = altered(RUBRIC, |body| *body.pointer_mut(pointer).unwrap() = value);
        noted(&file.rejected, &[(RUBRIC, "rubric", fault)]);
    }
    let forged = altered(RUBRIC, |body| {
        (body["key"], body["version"]) = (json!("standard"), json!(1));
    });
    noted(&forged.rejected, &[(RUBRIC, "rubric standard@1", "body.key: it is the product's own")]);
}

#[test]
fn what_is_said_of_a_card_travels_with_it_and_is_checked() {
    let id = "01JD0000000000000000000301";
    let moment =
        json!({"from": {"segment": 1, "offset": 10}, "to": {"segment": 1, "offset": 31}, "at_ms": 2500, "quote": "about two days a week"});
    let said = |quote: &str, year: &str| {
        let (moment, year) = (json!({"from": moment["from"], "to": moment["to"], "quote": quote}), year.to_owned());
        move |body: &mut serde_json::Value| {
            body["comments"] =
                json!([{"id": id, "at": format!("{year}-11-12T12:00:00Z"), "kind": "praise", "moment": moment, "text": "You waited."}]);
            body["key_moments"] = json!([{"moment": moment, "why": "the turn"}]);
            body["disputes"] = json!([{"card": id, "at": "2026-11-12T12:00:00Z", "reason": "It was agreed.", "proposed": [{"item": "agenda", "given": {"points": 5}}]}]);
            body["rulings"] =
                json!([{"dispute": "2026-11-12T12:00:00Z", "at": "2026-11-13T12:00:00Z", "outcome": "partly", "accepted": ["agenda"]}]);
            body["shown_early"] = json!({"at": "2026-11-12T12:00:00Z", "why": "on leave"});
        }
    };
    let file = altered(CARD, said("about two days a week", "2026"));
    assert_eq!((file.rejected.as_slice(), file.warnings.as_slice()), ([].as_slice(), [].as_slice()));
    assert_eq!(read(write(&file.header, &file.entries).as_bytes()).unwrap(), file);
    let misquoted = altered(CARD, said("about nine days a week", "2026"));
    noted(&misquoted.warnings, &[(CARD, "scorecard", "body.comments[0].moment"), (CARD, "scorecard", "body.key_moments: 1")]);
    let late = altered(CARD, said("about two days a week", "9999"));
    noted(&late.rejected, &[(CARD, "scorecard", "body.comments[0].at: the year 9999")]);
    let mut moved = file.entries.clone();
    shift(&mut moved, 7);
    let card = moved[CARD - 2].line();
    assert!(card.contains("2026-11-19T12:00:00Z") && !card.contains("2026-11-12T12:00:00Z"), "{card}");
}

#[test]
fn rubrics_of_every_kind_go_out_and_come_back_unchanged() {
    let stamp = Stamp { by: "Ines".to_owned(), at: DateTime::UNIX_EPOCH, version: Version::default().next("a"), deleted: false };
    let header = Header { scope: Scope::Rubrics, ..good().header };
    for rubric in shipped() {
        let ours = version::copy(&rubric, "ours", "Ours, “Ærø”");
        let text = write(&header, &[Entry::Rubric(Record { stamp: stamp.clone(), body: ours.clone() })]);
        assert_eq!(read_rubrics(text.as_bytes()), Ok(vec![ours]), "{}", rubric.key);
    }
    let broken = String::from_utf8(fixture("good")).unwrap().replace("\"title\":\"Listened\"", "\"title\":\" \"");
    let why = read_rubrics(broken.as_bytes()).unwrap_err().to_string();
    assert!(
        why.contains("The rubric “Quick look” in line 4") && why.contains("title (categories[0].items[0].title): The item has no title"),
        "{why}"
    );
}

#[test]
fn a_recording_travels_as_what_tells_the_file_again() {
    let attached = "\"recording\":{\"name\":\"kettle.wav\",\"size\":52800044,\"media_type\":\"audio/wav\",\"duration_ms\":1800000,\"fingerprint\":\"5c0f\",\"offset_ms\":-1500}";
    let good = String::from_utf8(fixture("good")).unwrap();
    let of_call = |recording: &str| good.replacen("\"transcript\":\"00ff\"", &format!("\"transcript\":\"00ff\",{recording}"), 1);
    let text = of_call(attached);
    let file = read(text.as_bytes()).unwrap();
    assert!(file.rejected.is_empty(), "{:?}", file.rejected);
    let call = file.entries.iter().find_map(|it| if let Entry::Call(it) = it { Some(it.body.clone()) } else { None });
    let kept = call.and_then(|it| it.recording).unwrap();
    assert_eq!((kept.name.as_str(), kept.size, kept.offset.0), ("kettle.wav", 52_800_044, -1500));
    assert!(serde_json::to_string(&kept).is_ok_and(|it| attached.ends_with(&it)), "it is written as it was read");

    for (was, is, complaint) in [
        ("1800000,\"fingerprint", "-1,\"fingerprint", "body.recording.duration_ms: a recording is at most a week long"),
        ("-1500", "9000000000000", "body.recording.offset_ms: a recording is at most a week long"),
        ("52800044", "-2", "body.recording.size: invalid value"),
        ("\"5c0f\"", "7", "body.recording.fingerprint: invalid type: integer"),
    ] {
        let text = of_call(&attached.replace(was, is));
        noted(&read(text.as_bytes()).unwrap().rejected, &[(5, "call", complaint)]);
    }
}

#[test]
fn a_declined_call_takes_no_recording() {
    let good = String::from_utf8(fixture("good")).unwrap().replace("{\"given\":{\"at_ms\":20000}}", "\"declined\"");
    let text = good.replacen("\"transcript\":\"00ff\"", "\"recording\":{\"name\":\"a.wav\",\"size\":1,\"fingerprint\":\"00\"}", 1);
    let file = read(text.as_bytes()).unwrap();
    noted(&file.rejected[..1], &[(5, "call", "body.recording: consent was declined")]);
}

#[test]
fn our_files_are_told_from_others_by_content() {
    for (bytes, ours) in [
        (fixture("good"), true),
        (fixture("good-indented"), true),
        (fixture("newer"), true),
        (b"[{\"speaker\":\"A\",\"text\":\"format callcraft\"}]".to_vec(), false),
        (b"WEBVTT".to_vec(), false),
        (vec![0xFF, 0x00], false),
    ] {
        assert_eq!(is_callcraft(&bytes), ours);
    }
}

#[test]
fn dates_move_by_whole_weeks_and_weekdays_stay() {
    let mut entries = good().entries;
    shift(&mut entries, 15);
    let Entry::Call(call) = &entries[3] else { panic!() };
    assert_eq!(call.body.started_at.unwrap(), "2026-11-26T10:00:00Z".parse::<DateTime<chrono::Utc>>().unwrap());
    shift(&mut entries, -14);
    assert_eq!(entries, good().entries);
    shift(&mut entries, -1);
    let Entry::Person(person) = &entries[0] else { panic!() };
    assert_eq!(person.body.start_date.unwrap().to_string(), "2025-02-24");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0usize..6000, flip in any::<u8>()) {
        let _ = read(&bytes);
        let mut spoilt = fixture("good");
        let at = at % spoilt.len();
        spoilt[at] ^= flip;
        let _ = read(&spoilt);
    }
}
