//! What the file format promises, on fixtures of version 1 and by laws of merging.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::scorecard::Given;
use callcraft::exchange::file::{Entry, File, Note, is_callcraft, read, write};
use callcraft::exchange::shift;
use chrono::DateTime;
use proptest::prelude::*;

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
