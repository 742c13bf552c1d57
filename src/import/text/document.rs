//! Texts that are no transcripts: documents, programs, data, hardly a word.

use super::entry::Entry;
use crate::domain::transcript::counted::words_in;

const NOTES: &str = "This reads like notes or a document, not a transcript: hardly a line names a speaker or a time. Export the words of the call themselves.";
const BROKEN_VTT: &str =
    "This looks like a WebVTT file that is damaged: it must begin with WEBVTT and hold times. Export the transcript again.";
const CODE: &str = "This reads like a program or data, not a transcript. If a transcript stands in it, save that alone as a file.";
const TOO_SHORT: &str = "This file holds too few words to be a transcript; export the transcript again and choose the new file.";

/// What stands in lines that are written, and is never said.
const MARKS: &[&str] = &[" `", "](", "://", "</", "{{", "#["];

/// Fewer words than these, with no time and one word before a colon among lines without, are a note ("Shopping: milk").
const NOTE: usize = 20;

/// Why a text is no transcript: a document with a few words before colons, or hardly a word. `rulings` lines name a
/// speaker or a time.
pub(super) fn no_transcript(text: &str, entries: &[Entry], rulings: usize) -> Option<&'static str> {
    let is_structure = |it: &&Entry| {
        let is_numbered = it.whole.split_once(". ").is_some_and(|it| it.0.parse::<u8>().is_ok());
        is_numbered || it.whole.starts_with(['#', '|', '-', '*', '•'])
    };
    let marked = entries.iter().filter(|it| MARKS.iter().any(|mark| it.words.contains(mark))).count();
    // Where every line begins with a dash, it parts those who speak.
    let is_dashed = entries.iter().filter(|it| it.whole.starts_with('-')).count() * 10 >= entries.len() * 9;
    let built = if is_dashed { 0 } else { entries.iter().filter(is_structure).count() };
    if marked * 4 > entries.len() || (rulings * 3 < entries.len() && (built + marked) * 3 > entries.len()) {
        return Some(NOTES);
    }
    let many = entries.iter().filter(|it| is_code(it.words)).count();
    if many * 3 > entries.len() && rulings * 2 < entries.len() {
        return Some(CODE);
    }
    let is_note = rulings == 1 && entries.len() > 1 && entries.iter().all(|it| it.span.is_none());
    if is_note && entries.iter().map(|it| words_in(it.whole)).sum::<usize>() < NOTE {
        return Some(TOO_SHORT);
    }
    if rulings > 0 {
        return None;
    }
    if is_data(entries) {
        return Some(CODE);
    }
    let head = text.trim_start().lines().next().unwrap_or_default();
    if head.len() < 40 && (head.contains("WEBVTT") || (head.len() > 2 && "WEBVTT".starts_with(head.trim()))) {
        return Some(BROKEN_VTT);
    }
    let words: usize = entries.iter().map(|it| it.whole.split_whitespace().take(3).count()).sum();
    (words < 3).then_some(TOO_SHORT)
}

/// Whether every line has as many cells as the first, at least two, without a space between them: "month,amount", "Jan,100".
fn is_data(entries: &[Entry]) -> bool {
    // "1,200" is one number.
    let parts = |[before, it, after]: &&[u8; 3]| {
        matches!(it, b',' | b';' | b'\t') && !after.is_ascii_whitespace() && !(before.is_ascii_digit() && after.is_ascii_digit())
    };
    let cells = |it: &Entry| it.whole.as_bytes().array_windows().filter(parts).count();
    let first = entries.first().map_or(0, cells);
    entries.len() > 1 && first > 0 && entries.iter().all(|it| cells(it) == first)
}

/// Whether a line reads like one of a program or of data: by signs within it, or as it ends or begins.
fn is_code(line: &str) -> bool {
    const WITHIN: &[&str] = &[" = ", "()", "==", "::", "->", "=>", "):", "self.", "({", "(\"", "('", "\":", "/*"];
    const ENDS: &[&str] = &[";", "{", "[", "}", "},", "],", "\",", "("];
    const BEGINS: &[&str] = &["}", "</", "//", "import ", "from ", "export ", "const ", "def ", "return ", "class ", "@", "#include"];
    let is_joint = |it: &[u8; 3]| it[1] == b'_' && it[0].is_ascii_lowercase() && it[2].is_ascii_lowercase();
    WITHIN.iter().any(|it| line.contains(it))
        || ENDS.iter().any(|it| line.ends_with(it))
        || (BEGINS.iter().any(|it| line.starts_with(it)) && !line.ends_with(['.', '?', '!']))
        || line.as_bytes().array_windows().any(is_joint)
}
