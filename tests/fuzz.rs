//! Files of ours that were cut, flipped, mistyped or nested: nothing panics, what is wrong is named, nothing of it is kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::exchange::file::{Entry, Item, Reader, Refused, read};
use serde_json::{Value, json};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/exchange/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Both readers, which must agree on whether the file is refused.
fn both(bytes: &[u8]) -> Result<Vec<Entry>, Refused> {
    let mut reader = Reader::new();
    reader.feed(bytes);
    reader.end();
    let mut found = Vec::new();
    let streamed = loop {
        match reader.item() {
            Ok(Some(Item::Entry(it))) => found.push(it),
            Ok(Some(_)) => {}
            Ok(None) => break Ok(found),
            Err(err) => break Err(err),
        }
    };
    assert_eq!(read(bytes).is_ok(), streamed.is_ok());
    streamed
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    for name in ["every-field", "good-indented"] {
        let whole = fixture(name);
        let end = whole.trim_ascii_end().len();
        for length in (0..end).step_by(7) {
            assert!(both(&whole[..length]).is_err(), "{name} at {length}");
        }
        assert!(both(&whole[..end]).is_ok());
    }
}

#[test]
fn a_flipped_bit_leaves_every_other_record_as_it_was() {
    let whole = fixture("every-field");
    let before = both(&whole).unwrap();
    let (mut refused, mut kept) = (0, 0);
    // Each byte of every fifth, another bit each time: all kinds of places are met.
    for at in (0..whole.len()).step_by(5) {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 1 << (at % 8);
        match both(&spoilt) {
            Err(_) => refused += 1,
            Ok(entries) => {
                kept += 1;
                // A record's own line, and cards beside a rubric, a call or words that were changed.
                let changed = before.iter().filter(|it| !entries.contains(it)).count();
                assert!(changed <= 5, "bit {} of byte {at}: {changed} records changed", at % 8);
            }
        }
    }
    assert!(refused > 20 && kept > 1000, "{refused} {kept}");
}

/// Every place of a value within `value`.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, it)| places(it, &format!("{at}/{}", name.replace('/', "~1")), found)),
        Value::Array(all) => all.iter().enumerate().for_each(|(n, it)| places(it, &format!("{at}/{n}"), found)),
        _ => {}
    }
}

#[test]
fn a_value_of_another_type_anywhere_is_named_or_harmless() {
    let whole: Value = serde_json::from_slice(&fixture("every-field")).unwrap();
    let deep = (0..150).fold(json!(1), |inner, _| json!([inner]));
    let others = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!("x".repeat(70_000)),
        json!([]),
        json!({}),
        json!(true),
        json!("9999-01-01T00:00:00Z"),
        json!("__proto__"),
        deep,
    ];
    let mut found = Vec::new();
    places(&whole["records"], "/records", &mut found);
    let mut tried = 0;
    for (turn, place) in found.iter().enumerate() {
        // At each place three of the others, at the next place the next three.
        for other in (0..3).map(|it| &others[(turn * 3 + it) % others.len()]) {
            let mut spoilt = whole.clone();
            *spoilt.pointer_mut(place).unwrap() = other.clone();
            let Ok(file) = read(spoilt.to_string().as_bytes()) else { continue };
            tried += 1;
            for note in &file.rejected {
                assert!(note.line > 0 && !note.what.is_empty() && !note.why.is_empty(), "{place}: {note:?}");
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn depth_and_foreign_files_are_refused_in_a_sentence() {
    let head = r#"{"format":"callcraft","format_version":1,"app":"1","scope":"calls","created":"2026-11-12T09:30:00Z","records":["#;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{head}\n{{\"kind\":\"x\",\"body\":{}1{}}}\n]}}\n", open.repeat(1_000_000), close.repeat(1_000_000));
        let file = read(deep.as_bytes()).unwrap();
        assert_eq!((file.entries.len(), file.rejected.len()), (0, 1));
        let bomb = open.repeat(1_000_000);
        assert!(both(bomb.as_bytes()).is_err() && both(format!("{head}{bomb}").as_bytes()).is_err());
    }
    for foreign in
        ["", "{}", "[]", "null", "{\"format\":\"other\",\"format_version\":1}", "{\"type\":\"excalidraw\",\"elements\":[]}", "\u{0}\u{0}"]
    {
        assert!(both(foreign.as_bytes()).is_err(), "{foreign}");
    }
    let newer = String::from_utf8(fixture("good")).unwrap().replace("\"format_version\":1", "\"format_version\":4294967295");
    assert!(both(newer.as_bytes()).unwrap_err().to_string().contains("newer"));
    let utf16: Vec<u8> = String::from_utf8(fixture("good")).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(both(&utf16).is_err());
}
