//! A file may come in pieces of any size and be larger than memory: what is read is the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::exchange::file::{Entry, Header, Item, MAX_RECORD, Note, Reader, Refused, Writer, read, write};
use proptest::prelude::*;

const GOOD: &[&str] = &["good", "good-indented", "unknown-kind", "wrong-types", "duplicate-ids"];
const BAD: &[&str] = &["truncated", "newer"];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/exchange/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn drain(reader: &mut Reader, items: &mut Vec<Item>) -> Result<(), Refused> {
    while let Some(item) = reader.item()? {
        items.push(item);
    }
    Ok(())
}

/// Reads `bytes` in pieces that end at `cuts`.
fn in_pieces(bytes: &[u8], cuts: impl IntoIterator<Item = usize>) -> Result<(Vec<Item>, Header), Refused> {
    let mut reader = Reader::new();
    let (mut items, mut from) = (Vec::new(), 0);
    for cut in cuts {
        reader.feed(&bytes[from..cut]);
        from = cut;
        drain(&mut reader, &mut items)?;
        assert!(reader.bytes() <= cut as u64);
    }
    reader.feed(&bytes[from..]);
    reader.end();
    drain(&mut reader, &mut items)?;
    assert_eq!(reader.bytes(), bytes.len() as u64);
    Ok((items, reader.header().unwrap().clone()))
}

fn entries(items: &[Item]) -> Vec<Entry> {
    items
        .iter()
        .filter_map(|it| match it {
            Item::Entry(entry) => Some(entry.clone()),
            _ => None,
        })
        .collect()
}

fn rejected(items: &[Item]) -> Vec<Note> {
    items
        .iter()
        .filter_map(|it| match it {
            Item::Rejected(note) => Some(note.clone()),
            _ => None,
        })
        .collect()
}

#[track_caller]
fn check(bytes: &[u8]) {
    let whole = in_pieces(bytes, []);
    assert_eq!(in_pieces(bytes, 1..bytes.len()), whole, "byte by byte");
    for size in [2, 3, 5, 7, 64, 1000] {
        assert_eq!(in_pieces(bytes, (size..bytes.len()).step_by(size)), whole, "in pieces of {size}");
    }
}

#[test]
fn pieces_of_any_size_read_the_same() {
    for name in GOOD.iter().chain(BAD) {
        check(&fixture(name));
        let text = String::from_utf8(fixture(name)).unwrap();
        check(format!("\u{FEFF}{}", text.replace('\n', "\r\n")).as_bytes());
        check(text.replace('\n', "").as_bytes());
    }
    check(b"");
    check(b"\xEF\xBB");
    check(b"WEBVTT\n\n");
}

#[test]
fn what_stands_before_a_record_is_enough_to_check_a_file_of_ours() {
    for name in GOOD.iter().filter(|it| **it != "duplicate-ids") {
        let (items, header) = in_pieces(&fixture(name), []).unwrap();
        let file = read(&fixture(name)).unwrap();
        assert_eq!((entries(&items), rejected(&items), header), (file.entries, file.rejected, file.header), "{name}");
    }
}

#[test]
fn moments_that_are_not_in_the_words_before_a_card_are_dropped() {
    let text = String::from_utf8(fixture("good")).unwrap().replace("about two days a week\"}", "about nine days a week\"}");
    let (items, _) = in_pieces(text.as_bytes(), []).unwrap();
    let warnings: Vec<_> = items.iter().filter(|it| matches!(it, Item::Warning(_))).collect();
    assert!(matches!(warnings.as_slice(), [Item::Warning(Note { line: 7, why, .. })] if why.contains("quantified-impact")), "{warnings:?}");
}

#[test]
fn a_cut_off_file_gives_what_was_whole_and_then_says_how_much_that_is() {
    let whole = fixture("good");
    let lines: Vec<usize> = (1..whole.len()).filter(|at| whole[at - 1] == b'\n').collect();
    for cut in 1..whole.len() - "]}\n".len() {
        let mut reader = Reader::new();
        let mut items = Vec::new();
        reader.feed(&whole[..cut]);
        drain(&mut reader, &mut items).unwrap();
        reader.end();
        let refused = drain(&mut reader, &mut items).unwrap_err().to_string();
        let records = entries(&items).len();
        // A record without its comma is whole; one that ends within is not.
        let closed = lines.iter().filter(|it| **it <= cut).count().saturating_sub(1);
        assert!(records == closed || records == closed + 1, "{records} of {closed} at {cut}");
        if cut > 60 {
            assert!(refused.contains(&format!("cut off: {records} records")), "{refused} at {cut}");
        }
    }
}

#[test]
fn a_record_that_is_too_large_is_left_out_and_the_others_are_read() {
    let good = String::from_utf8(fixture("good")).unwrap();
    let large = format!("{{\"kind\":\"note\",\"body\":\"{}\"}}", "x".repeat(MAX_RECORD));
    for text in [good.replacen("[\n", &format!("[\n{large},\n"), 1), good.replacen("[\n", &format!("[ {large} ,"), 1)] {
        let (items, _) = in_pieces(text.as_bytes(), (100_000..text.len()).step_by(100_000)).unwrap();
        assert_eq!(entries(&items), read(&fixture("good")).unwrap().entries);
        let notes = rejected(&items);
        assert!(matches!(notes.as_slice(), [Note { why, .. }] if why.contains("larger than 32 MB")), "{notes:?}");
    }
}

#[test]
fn a_record_that_is_not_text_is_left_out_and_the_others_are_read() {
    let good = String::from_utf8(fixture("good")).unwrap();
    let mut bytes = good.into_bytes();
    let at = bytes.windows(5).position(|it| it == b"Maya ").unwrap();
    bytes[at] = 0xFF;
    let (items, _) = in_pieces(&bytes, []).unwrap();
    assert_eq!(entries(&items).len(), 7);
    assert!(matches!(rejected(&items).as_slice(), [Note { line: 3, why, .. }] if why.contains("not text in UTF-8")));
}

#[test]
fn a_file_is_written_in_pieces_and_ends_the_same_byte_by_byte() {
    let file = read(&fixture("good")).unwrap();
    let mut writer = Writer::new(&file.header);
    let mut out = writer.take();
    for entry in &file.entries {
        writer.add(entry);
        assert_eq!(writer.bytes(), (out.len() + writer.waiting()) as u64);
        out.extend(writer.take());
        assert_eq!(writer.waiting(), 0);
    }
    out.extend(writer.end());
    assert_eq!(out, fixture("good"));
    assert_eq!(String::from_utf8(out).unwrap(), write(&file.header, &file.entries));
}

#[test]
fn what_is_in_the_file_besides_its_records_may_stand_after_them() {
    let good = String::from_utf8(fixture("good")).unwrap();
    let moved = good.replacen("\"scope\":\"calls\",", "", 1).replacen("\n]}", "\n], \"scope\": \"calls\"}", 1).replacen("[\n", "[", 1);
    assert_eq!(in_pieces(moved.as_bytes(), []).unwrap().1, read(&fixture("good")).unwrap().header);
    let lost = good.replacen("\"scope\":\"calls\",", "", 1).replacen("[\n", "[", 1);
    assert!(in_pieces(lost.as_bytes(), []).unwrap_err().to_string().contains("missing field `scope`"));
    let bare = moved.replacen("{\"kind\":\"person\"", "{\"kind\":\"person\"} {", 1);
    assert!(in_pieces(bare.as_bytes(), []).unwrap_err().to_string().contains("a comma is missing"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_bytes_read_the_same_in_any_pieces_and_never_panic(
        name in prop::sample::select(GOOD),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        end in any::<prop::sample::Index>(),
        mut cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut bytes = fixture(name);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if end.index(4) == 0 {
            bytes.truncate(end.index(bytes.len()));
        }
        let mut cuts: Vec<usize> = cuts.drain(..).map(|it| it.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        prop_assert_eq!(in_pieces(&bytes, cuts), in_pieces(&bytes, []));
        let _ = read(&bytes);
    }
}
