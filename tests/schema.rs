//! The schema that describes the format: what we write satisfies it, and it declares every kind and every field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use callcraft::exchange::file::{FORMAT, FORMAT_VERSION, KINDS, read, write};
use serde_json::{Map, Value, json};

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|err| panic!("{path}: {err}"))
}

fn schema() -> Value {
    serde_json::from_str(&text("public/callcraft.schema.json")).unwrap()
}

fn fixture(name: &str) -> Value {
    serde_json::from_str(&text(&format!("tests/fixtures/exchange/{name}.json"))).unwrap()
}

/// As much of JSON Schema as ours uses. A property that is not declared is a fault, so that none is forgotten.
struct Checker {
    root: Value,
}

impl Checker {
    fn new() -> Self {
        Self { root: schema() }
    }

    /// Where in `value` what is wrong; `None` where nothing is.
    fn fault(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let rules = schema.as_object().unwrap();
        rules.iter().find_map(|(rule, says)| self.breaks(rules, rule, says, value, at))
    }

    fn target<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let to = schema.get("$ref").map(|it| self.root.pointer(it.as_str().unwrap().strip_prefix('#').unwrap()).unwrap());
        to.unwrap_or(schema)
    }

    /// Whether `schema` is that of records of `kind`.
    fn is_for(&self, schema: &Value, kind: &Value) -> bool {
        self.target(schema).pointer("/properties/kind/const") == Some(kind)
    }

    fn breaks(&self, rules: &Map<String, Value>, rule: &str, says: &Value, value: &Value, at: &str) -> Option<String> {
        let wrong = |is_wrong: bool| is_wrong.then(|| format!("{at}: {value} breaks {rule} {says}"));
        let letters = || value.as_str().map_or(0, |it| it.chars().count()) as u64;
        match rule {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => self.fault(self.root.pointer(says.as_str().unwrap().strip_prefix('#').unwrap()).unwrap(), value, at),
            "type" => wrong(match says.as_str().unwrap() {
                "object" => !value.is_object(),
                "array" => !value.is_array(),
                "string" => !value.is_string(),
                "integer" => !value.is_i64() && !value.is_u64(),
                "boolean" => !value.is_boolean(),
                other => panic!("type {other}"),
            }),
            "const" => wrong(says != value),
            "enum" => wrong(!says.as_array().unwrap().contains(value)),
            "not" => wrong(self.fault(says, value, at).is_none()),
            "minimum" => wrong(value.as_i64().is_some_and(|it| it < says.as_i64().unwrap())),
            "maximum" => wrong(value.as_i64().is_some_and(|it| it > says.as_i64().unwrap())),
            "minLength" => wrong(letters() < says.as_u64().unwrap()),
            "maxLength" => wrong(letters() > says.as_u64().unwrap()),
            "format" => wrong(match says.as_str().unwrap() {
                "date-time" => value.as_str().is_none_or(|it| it.parse::<chrono::DateTime<chrono::Utc>>().is_err()),
                "date" => value.as_str().is_none_or(|it| it.parse::<chrono::NaiveDate>().is_err()),
                other => panic!("format {other}"),
            }),
            "required" => wrong(says.as_array().unwrap().iter().any(|it| value.get(it.as_str().unwrap()).is_none())),
            "properties" | "additionalProperties" => {
                let declared = rules.get("properties").and_then(Value::as_object);
                value.as_object()?.iter().find_map(|(name, value)| {
                    let at = format!("{at}.{name}");
                    match (declared.and_then(|it| it.get(name)), rules.get("additionalProperties")) {
                        (Some(schema), _) | (None, Some(schema)) => self.fault(schema, value, &at),
                        (None, None) => Some(format!("{at}: it is not declared")),
                    }
                })
            }
            "items" => value.as_array()?.iter().enumerate().find_map(|(n, it)| self.fault(says, it, &format!("{at}[{n}]"))),
            "anyOf" => {
                let all = says.as_array().unwrap();
                let faults: Vec<String> = all.iter().map_while(|it| self.fault(it, value, at)).collect();
                let meant = all.iter().find(|it| self.is_for(it, &value["kind"]));
                (faults.len() == all.len()).then(|| meant.map_or_else(|| faults[0].clone(), |it| self.fault(it, value, at).unwrap()))
            }
            other => panic!("the checker does not know {other}"),
        }
    }
}

#[track_caller]
fn satisfies(file: &Value) {
    let checker = Checker::new();
    assert_eq!(checker.fault(&checker.root, file, "file"), None);
}

#[track_caller]
fn breaks(change: impl Fn(&mut Value), expected: &str) {
    let mut file = fixture("every-field");
    change(&mut file);
    let checker = Checker::new();
    let fault = checker.fault(&checker.root, &file, "file").unwrap();
    assert!(fault.starts_with(expected), "{fault}");
}

#[test]
fn every_file_of_ours_satisfies_the_schema() {
    for name in ["good", "good-indented", "unknown-kind", "duplicate-ids", "every-field"] {
        satisfies(&fixture(name));
    }
    satisfies(&serde_json::from_str(&text("public/sample/team.json")).unwrap());
}

#[test]
fn what_is_wrong_breaks_the_schema() {
    breaks(|it| it["format_version"] = json!(2), "file.format_version");
    breaks(|it| it["records"][1]["body"]["name"] = json!(7), "file.records[1].body.name");
    breaks(|it| it["records"][1]["body"]["nick"] = json!("I"), "file.records[1].body.nick: it is not declared");
    breaks(|it| it["records"][1]["stamp"]["at"] = json!("yesterday"), "file.records[1].stamp.at");
    breaks(|it| it["records"][5]["body"]["picked"] = json!("best"), "file.records[5].body.picked");
    breaks(|it| it["scope"] = json!("all"), "file.scope");
}

#[test]
fn the_fixture_of_every_field_is_read_whole_and_written_again_byte_by_byte() {
    let bytes = text("tests/fixtures/exchange/every-field.json");
    let file = read(bytes.as_bytes()).unwrap();
    assert_eq!((file.rejected.as_slice(), file.warnings.as_slice()), ([].as_slice(), [].as_slice()));
    assert_eq!(write(&file.header, &file.entries), bytes);
}

#[test]
fn every_kind_is_declared_and_every_declared_kind_is_read() {
    let schema = schema();
    let declared: Vec<&str> = schema["properties"]["records"]["items"]["anyOf"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["$ref"].as_str().unwrap().strip_prefix("#/$defs/")?.strip_suffix("_record"))
        .filter(|it| *it != "other")
        .collect();
    assert_eq!(declared, KINDS);
    assert_eq!(schema["$defs"]["other_record"]["properties"]["kind"]["not"]["enum"], json!(KINDS));
    assert_eq!(schema["properties"]["format"]["const"], json!(FORMAT));
    assert_eq!(schema["properties"]["format_version"]["const"], json!(FORMAT_VERSION));
    let file = read(text("tests/fixtures/exchange/every-field.json").as_bytes()).unwrap();
    let found: BTreeSet<&str> = file.entries.iter().map(|it| it.kind()).collect();
    assert!(KINDS.iter().all(|it| found.contains(it)), "{found:?}");
}

/// Every store whose rows travel in files, and the kind they have there; "" where they have any.
const TRAVELS: &[(&str, &str)] = &[
    ("people", "person"),
    ("calls", "call"),
    ("transcripts", "transcript"),
    ("scorecards", "scorecard"),
    ("rubrics", "rubric"),
    ("erasures", "erasure"),
    ("settings", "settings"),
    ("unknown", ""),
    ("others", ""),
];

#[test]
fn every_store_travels_in_files_or_stays_for_a_reason() {
    let source = text("src/storage/schema.rs");
    let list = |name: &str| source.split_once(&format!("pub const {name}: ")).unwrap().1.split_once("];").unwrap().0;
    let called = |it: &str| Some(source.split_once(&format!("pub const {it}: &str = \""))?.1.split_once('"')?.0);
    let named = |name: &str| -> BTreeSet<&str> { list(name).split(|it: char| !it.is_ascii_uppercase()).filter_map(called).collect() };
    let (stores, stays) = (named("STORES"), named("STAYS"));
    assert!(stores.len() > 10 && stays.contains("trash"), "{stores:?} {stays:?}");
    let travels: BTreeSet<&str> = TRAVELS.iter().map(|it| it.0).collect();
    assert_eq!(stores.difference(&stays).copied().collect::<BTreeSet<_>>(), travels);
    let kinds: BTreeSet<&str> = TRAVELS.iter().map(|it| it.1).filter(|it| !it.is_empty()).collect();
    assert_eq!(kinds, KINDS.iter().copied().collect());
}

/// Every name of a property that the schema declares below `schema`.
fn declared(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(rules) => {
            names.extend(rules.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned());
            rules.values().for_each(|it| declared(it, names));
        }
        Value::Array(all) => all.iter().for_each(|it| declared(it, names)),
        _ => {}
    }
}

#[test]
fn every_field_that_is_declared_stands_in_the_fixture_of_every_field() {
    let mut names = BTreeSet::new();
    declared(&schema(), &mut names);
    let file = text("tests/fixtures/exchange/every-field.json");
    let missing: Vec<_> = names.iter().filter(|it| !file.contains(&format!("\"{it}\":"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
