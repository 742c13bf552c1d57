//! Rubrics as files: in our own format, or one rubric as plain JSON, written by hand or by another program.

use serde_json::Value;

use super::path::compact;
use super::plain::told;
use super::record::{part, says};
use super::{Entry, Refused, is_callcraft, read};
use crate::domain::limits::RULE;
use crate::domain::rubric::{Rubric, check};

/// Larger files with one rubric are refused.
pub const MAX_RUBRIC_BYTES: usize = 4 * 1024 * 1024;

/// Whether `bytes` look like one rubric as plain JSON: to tell it from a transcript by content.
pub fn is_rubric(bytes: &[u8]) -> bool {
    const FAR_ENOUGH: usize = 16 * 1024;
    let start = String::from_utf8_lossy(bytes.get(..FAR_ENOUGH).unwrap_or(bytes));
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let has = |words: &[&str]| {
        let start = compact(start);
        words.iter().all(|it| start.contains(it))
    };
    start.starts_with('{') && !is_callcraft(bytes) && has(&["\"categories\":[", "\"key\":", "\"version\":"])
}

/// Reads the rubrics of a file of ours, or the one of a plain file.
///
/// # Errors
///
/// [`Refused`] where there is none, or where one is not sound; the sentence names the field.
pub fn read_rubrics(bytes: &[u8]) -> Result<Vec<Rubric>, Refused> {
    if !is_callcraft(bytes) {
        return plain(bytes).map(|it| vec![it]);
    }
    let file = read(bytes)?;
    if let Some(note) = file.rejected.iter().find(|it| it.what.starts_with("rubric")) {
        let rubric = within(bytes, &note.what).unwrap_or_default();
        let title = rubric.get("title").and_then(Value::as_str).map_or_else(|| note.what.clone(), |it| format!("rubric “{it}”"));
        return Err(Refused(format!("The {title} in line {} cannot be used. {}", note.line, told(&note.why, &rubric))));
    }
    let rubric = |entry: Entry| if let Entry::Rubric(it) = entry { Some(it.body) } else { None };
    let rubrics: Vec<Rubric> = file.entries.into_iter().filter_map(rubric).collect();
    if rubrics.is_empty() { Err(Refused("There is no rubric in this file.".to_owned())) } else { Ok(rubrics) }
}

/// The rubric that a file of ours calls `what` ("rubric ours@2").
fn within(bytes: &[u8], what: &str) -> Option<Value> {
    let whole: Value = serde_json::from_slice(bytes).ok()?;
    let name = |it: &Value| Some(format!("rubric {}@{}", it.get("key")?.as_str()?, it.get("version")?));
    let mut rubrics = whole.get("records")?.as_array()?.iter().filter_map(|it| it.get("body"));
    rubrics.find(|it| name(it).as_deref() == Some(what)).cloned()
}

fn plain(bytes: &[u8]) -> Result<Rubric, Refused> {
    if bytes.len() > MAX_RUBRIC_BYTES {
        return Err(Refused("This file is larger than 4 MB, more than a rubric can be.".to_owned()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused("This file is not text in UTF-8, so it is no rubric.".to_owned()))?;
    let text = text.trim_start_matches('\u{FEFF}');
    let whole: Value = serde_json::from_slice(text.as_bytes()).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Refused(format!(
            "This file is not sound JSON: {} in line {line}, column {column}. Mend it there, then open it again.",
            says(&error)
        ))
    })?;
    let refused = |why: String| Refused(format!("This rubric cannot be used. {}", told(&why, &whole)));
    let rubric: Rubric = part(&compact(text)).map_err(refused)?;
    // In a file of ours a metric that is not known may be a later version's; here it was mistyped.
    let is_at_fault = |it: &check::Problem| it.gravity == check::Gravity::Fault || it.path.ends_with("computed.metric");
    match check::problems(&rubric).into_iter().find(is_at_fault) {
        Some(fault) => Err(refused(format!("{}: {}", fault.path, fault.what))),
        None => RULE.rubric(&rubric).map(|()| rubric).map_err(|(path, what)| refused(format!("{path}: {what}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::{shipped, standard};

    fn json(rubric: &Rubric) -> String {
        serde_json::to_string_pretty(rubric).unwrap()
    }

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let why = read_rubrics(text.as_bytes()).unwrap_err().0;
        assert!(why.contains(expected), "{why}");
    }

    #[test]
    fn a_plain_rubric_is_read_as_it_is() {
        for rubric in shipped() {
            let text = json(&rubric);
            assert!(is_rubric(text.as_bytes()), "{}", rubric.key);
            assert_eq!(read_rubrics(format!("\u{FEFF}{text}").as_bytes()), Ok(vec![rubric]));
        }
    }

    #[test]
    fn a_rubric_by_hand_needs_little() {
        let text = r#"{"key":"quick","version":1,"title":"Quick","categories":[{"key":"all","title":"All","items":[{"key":"listens","title":"Listens","points":5}]}]}"#;
        let rubric = read_rubrics(text.as_bytes()).unwrap().remove(0);
        assert_eq!((rubric.points(), rubric.item("listens").map(|it| it.mandatory)), (5, Some(true)));
    }

    #[test]
    fn a_broken_rubric_is_refused_with_the_field_at_fault() {
        let whole = json(&standard());
        refused(
            &whole.replacen("\"points\": 5", "\"points\": \"five\"", 1),
            "(categories[0].items[0].points): “five” stands there; wanted is a whole number, 0 or more.",
        );
        refused(&whole.replacen("\"points\": 5", "\"points\": 0", 1), "(categories[0].items[0].points): It earns no points");
        refused(
            &whole.replacen("\"kind\": \"scale\"", "\"kind\": \"stars\"", 1),
            "(categories[0].items[0].kind): “stars” is not known there; known are: ",
        );
        refused(
            &whole.replacen("\"talk-ratio\"", "\"charisma\"", 1).replacen("\"metric\": \"talk-ratio\"", "\"metric\": \"charisma\"", 1),
            "computed.metric): There is no metric of this name",
        );
        refused(&whole.replacen("\"version\": 1", "\"version\": 0", 1), "version: Versions are counted from 1");
        refused(&whole.replacen("\"title\": \"Standard rubric\",", "", 1), "its title is missing.");
        refused(&whole.replacen("},", "}", 1), "not sound JSON: ");
        refused(whole.get(..200).unwrap(), "not sound JSON");
        refused("[]", "This rubric cannot be used");
        refused("", "not sound JSON");
    }

    /// Puts something of another type at every place below `value`, one at a time, and gives the whole to `check` with the
    /// path of the place.
    fn break_each(whole: &serde_json::Value, at: &str, path: &str, check: &mut dyn FnMut(&str, &serde_json::Value)) {
        use serde_json::{Value, json};
        let value = whole.pointer(at).unwrap();
        let wrong = if value.is_number() || value.is_boolean() { json!("many") } else { json!(7) };
        let is_tag = at.ends_with("/kind") && value.is_object();
        if !at.is_empty() && !is_tag {
            let mut broken = whole.clone();
            *broken.pointer_mut(at).unwrap() = wrong;
            check(path, &broken);
        }
        match value {
            Value::Object(fields) => fields.keys().for_each(|key| {
                break_each(whole, &format!("{at}/{key}"), &format!("{path}{}{key}", if path.is_empty() { "" } else { "." }), check)
            }),
            Value::Array(all) => {
                (0..all.len().min(2)).for_each(|n| break_each(whole, &format!("{at}/{n}"), &format!("{path}[{n}]"), check))
            }
            _ => {}
        }
    }

    #[test]
    fn whichever_field_is_of_another_type_is_named() {
        let mut tried = 0;
        for rubric in shipped() {
            let whole = serde_json::to_value(&rubric).unwrap();
            break_each(&whole, "", "", &mut |path, broken| {
                let why = read_rubrics(broken.to_string().as_bytes()).map(|_| ()).unwrap_err().0;
                assert!(why.contains(path), "{}: {path} is not in “{why}”", rubric.key);
                tried += 1;
            });
        }
        assert!(tried > 300, "{tried}");
    }

    #[test]
    fn what_is_no_rubric_is_not_taken_for_one() {
        for text in [
            "",
            "{}",
            "[{\"key\":1,\"version\":1,\"categories\":[]}]",
            "{\"format\":\"callcraft\",\"key\":1,\"version\":1,\"categories\":[]}",
            "WEBVTT",
        ] {
            assert!(!is_rubric(text.as_bytes()), "{text}");
        }
    }
}
