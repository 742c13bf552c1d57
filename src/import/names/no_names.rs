//! Words that stand before colons without being names.

use super::{key, without_number};

/// Lower case, sorted.
const NO_NAMES: &[&str] = &[
    "account",
    "action items",
    "agenda",
    "also",
    "and",
    "answer",
    "attendees",
    "attention",
    "background",
    "budget",
    "but",
    "call id",
    "company",
    "conclusion",
    "context",
    "date",
    "decision",
    "decisions",
    "details",
    "duration",
    "example",
    "first",
    "for example",
    "goal",
    "goals",
    "however",
    "http",
    "https",
    "id",
    "introduction",
    "language",
    "last",
    "length",
    "link",
    "location",
    "meeting",
    "meeting id",
    "more",
    "next",
    "next steps",
    "no",
    "note",
    "notes",
    "now",
    "objectif",
    "objection",
    "objective",
    "objetivo",
    "ok",
    "okay",
    "outcome",
    "owner",
    "part",
    "participants",
    "phase",
    "phone",
    "ps",
    "purpose",
    "question",
    "questions",
    "recap",
    "recorded",
    "recording",
    "remember",
    "result",
    "results",
    "right",
    "script",
    "second",
    "section",
    "so",
    "source",
    "stage",
    "start time",
    "status",
    "step",
    "subject",
    "summary",
    "then",
    "third",
    "time",
    "timeline",
    "tip",
    "title",
    "topic",
    "topics",
    "transcript",
    "type",
    "warning",
    "website",
    "well",
    "yeah",
    "yes",
    "ziel",
    "étape",
];

/// Who "I'm" and "that's" begin with, lower case: recognisers write a colon behind such words.
const SHORTENED: &[&str] = &["he", "here", "i", "it", "let", "she", "that", "there", "they", "we", "what", "who", "you"];

/// Whether `name` is one of them: "Note", "Step 2", "I'm".
pub(in crate::import) fn is_no_name(name: &str) -> bool {
    let key = key(name);
    let is_short = || key.split_once(['\'', '’']).is_some_and(|it| SHORTENED.contains(&it.0) && !key.contains(' '));
    NO_NAMES.binary_search(&without_number(&key)).is_ok() || key == "i" || is_short()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_searched() {
        assert!(NO_NAMES.is_sorted());
    }

    #[test]
    fn shortened_words_are_no_names() {
        for word in ["I'm", "That’s", "Let's", "I", "Step 2"] {
            assert!(is_no_name(word), "{word}");
        }
        for name in ["O'Neil", "D'Angelo", "I-Lin", "Ida"] {
            assert!(!is_no_name(name), "{name}");
        }
    }
}
