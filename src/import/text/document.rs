//! Texts that are no transcripts: documents, programs, data, hardly a word.

use super::entry::Entry;

const NOTES: &str = "This reads like notes or a document, not a transcript: hardly a line names a speaker or a time. Export the words of the call themselves.";
const BROKEN_VTT: &str =
    "This looks like a WebVTT file that is damaged: it must begin with WEBVTT and hold times. Export the transcript again.";
const CODE: &str = "This reads like a program or data, not a transcript. If a transcript stands in it, save that alone as a file.";
const TOO_SHORT: &str = "This file holds too few words to be a transcript; export the transcript again and choose the new file.";

/// Why a text is no transcript: a document with a few words before colons, or hardly a word. `rulings` lines name a
/// speaker or a time.
pub(super) fn no_transcript(text: &str, entries: &[Entry], rulings: usize) -> Option<&'static str> {
    let is_structure = |it: &&Entry| {
        let is_numbered = it.whole.split_once(". ").is_some_and(|it| it.0.parse::<u8>().is_ok());
        is_numbered || it.whole.starts_with(['#', '|', '-', '*', '•'])
    };
    if rulings * 3 < entries.len() && entries.iter().filter(is_structure).count() * 3 > entries.len() {
        return Some(NOTES);
    }
    if rulings > 0 {
        return None;
    }
    let head = text.trim_start().lines().next().unwrap_or_default();
    if head.len() < 40 && (head.contains("WEBVTT") || (head.len() > 2 && "WEBVTT".starts_with(head.trim()))) {
        return Some(BROKEN_VTT);
    }
    let many = entries.iter().filter(|it| is_code(it.whole)).count();
    if many * 3 > entries.len() {
        return Some(CODE);
    }
    let words: usize = entries.iter().map(|it| it.whole.split_whitespace().take(3).count()).sum();
    (words < 3).then_some(TOO_SHORT)
}

/// Whether a line ends or begins as programs and data do.
fn is_code(line: &str) -> bool {
    let ends = [";", "{", "[", "}", "},", "],", "=>", "\","];
    let begins = ["\"", "}", "<", "//", "import ", "export ", "const ", "def ", "return "];
    ends.iter().any(|it| line.ends_with(it)) || (begins.iter().any(|it| line.starts_with(it)) && line.contains([':', '{', '(', '>', '=']))
}
