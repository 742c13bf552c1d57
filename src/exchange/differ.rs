//! In what two versions of one record differ, field by field, for a person who has to choose.

use std::collections::BTreeMap;

use serde_json::Value;

use super::file::Entry;
use super::label::Labels;
use crate::domain::{call, show};

/// No more than this is told of one record.
const MOST: usize = 200;

/// One field, and what stands in it on either side; nothing where the field is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which field: "Title", "Answers, agenda, given, points".
    pub field: String,
    /// In the one.
    pub one: String,
    /// In the other.
    pub other: String,
}

/// Where `one` and `other` differ, in the order of their fields. Names stand where ids do.
pub fn differ(one: &Entry, other: &Entry, labels: &Labels) -> Vec<Difference> {
    let (a, b) = (fields(one, labels), fields(other, labels));
    let names: Vec<&String> = a.0.iter().chain(b.0.iter().filter(|it| !a.1.contains_key(*it))).collect();
    let text = |of: &BTreeMap<String, String>, name: &String| of.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .map(|name| Difference { field: said(name), one: text(&a.1, name), other: text(&b.1, name) })
        .filter(|it| it.one != it.other)
        .take(MOST)
        .collect()
}

/// The paths of all fields in their order, and what stands in each.
type Fields = (Vec<String>, BTreeMap<String, String>);

fn fields(entry: &Entry, labels: &Labels) -> Fields {
    let mut found = Fields::default();
    let line: Value = serde_json::from_slice(entry.line().as_bytes()).unwrap_or_default();
    if line.pointer("/stamp/deleted") == Some(&Value::Bool(true)) {
        put(&mut found, "deleted", "yes".to_owned());
    }
    flatten(line.get("body").unwrap_or(&Value::Null), "", labels, &mut found);
    found
}

fn put(found: &mut Fields, path: &str, text: String) {
    if found.1.insert(path.to_owned(), text).is_none() {
        found.0.push(path.to_owned());
    }
}

fn flatten(value: &Value, path: &str, labels: &Labels, found: &mut Fields) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    match value {
        // No record nests deeper than the reader of files lets in.
        Value::Object(fields) => fields.iter().for_each(|(name, value)| flatten(value, &below(name), labels, found)),
        Value::Array(all) => {
            for (at, value) in all.iter().enumerate() {
                flatten(value, &below(&told_by(value).unwrap_or_else(|| (at + 1).to_string())), labels, found);
            }
        }
        Value::Null => {}
        Value::String(text) => put(found, path, labels.of_id(text).map_or_else(|| worded(path, text), str::to_owned)),
        other => put(found, path, other.to_string()),
    }
}

/// What tells an element of a list from the others, so that one that was added does not move the rest.
fn told_by(value: &Value) -> Option<String> {
    ["item", "key", "id"].iter().find_map(|it| value.get(it)?.as_str()).map(str::to_owned)
}

/// What stands in a field, as pages show it: the label of a choice, a moment.
fn worded(path: &str, text: &str) -> String {
    let choices = match path {
        "kind" => call::KINDS,
        "outcome" => call::OUTCOMES,
        "language" => call::LANGUAGES,
        _ => &[],
    };
    match chrono::DateTime::parse_from_rfc3339(text) {
        Ok(at) => format!("{} UTC", show::moment(at.naive_utc())),
        Err(_) => call::label(choices, text).to_owned(),
    }
}

/// "answers/agenda/given/points" as a person reads it.
fn said(path: &str) -> String {
    let text = path.replace('/', ", ").replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::read;

    fn records(text: &str) -> Vec<Entry> {
        read(text.as_bytes()).unwrap().entries
    }

    fn fixture() -> String {
        std::fs::read_to_string(format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[track_caller]
    fn check(from: &str, to: &str, expected: &[(&str, &str, &str)]) {
        let (one, other) = (records(&fixture()), records(&fixture().replace(from, to)));
        let mut labels = Labels::default();
        one.iter().for_each(|it| labels.see(it));
        let told: Vec<Difference> = one.iter().zip(&other).flat_map(|(a, b)| differ(a, b, &labels)).collect();
        let told: Vec<(&str, &str, &str)> = told.iter().map(|it| (it.field.as_str(), it.one.as_str(), it.other.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn what_differs_is_told_by_field_with_names_for_ids() {
        check("x", "x", &[]);
        check("\"kind\":\"discovery\"", "\"kind\":\"demo\"", &[("Kind", "Discovery", "Demo")]);
        check("\"company\":\"Kettle & Sons\"", "\"company\":\"Moor\"", &[("Company", "Kettle & Sons", "Moor")]);
        check(
            "\"role\":\"manager\",\"scorer\":\"01JD0000000000000000000001\"",
            "\"role\":\"manager\",\"scorer\":\"01JD0000000000000000000002\"",
            &[("Scorer", "Ines Carvalho", "Maya Lindqvist")],
        );
        check(
            "{\"item\":\"quantified-impact\",\"given\":{\"points\":4}",
            "{\"item\":\"quantified-impact\",\"given\":{\"points\":2}",
            &[("Answers, quantified-impact, given, points", "4", "2")],
        );
    }

    #[test]
    fn an_element_that_is_missing_does_not_move_the_others() {
        check(
            ",{\"item\":\"acknowledges\",\"given\":{\"not_applicable\":\"no objection\"}}",
            "",
            &[("Answers, acknowledges, given, not applicable", "no objection", ""), ("Answers, acknowledges, item", "acknowledges", "")],
        );
    }
}
