//! One record changed in two places, as JSON: what it was, what was made of it here, and what is stored by now. A field that
//! one side changed is taken from that side; where both did, what was done here stands, and it is told.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Fields that mean something only as a whole.
const WHOLE: &[&str] = &["given", "focus", "recording", "rubric", "moment", "from", "to"];

/// Fields with words that a person wrote.
const TEXTS: &[&str] = &["note", "comment", "text", "why", "reason", "action", "not_applicable"];

/// What fields of a call, its voices and a person are called where they are shown; and whether what is in them is words.
const LABELS: &[(&str, &str, bool)] = &[
    ("title", "Title", true),
    ("company", "Company", true),
    ("started_at", "When", false),
    ("kind", "Type", false),
    ("picked", "How it was picked", false),
    ("language", "Language", false),
    ("outcome", "Outcome", false),
    ("consent", "Consent to recording", false),
    ("recording", "Recording", false),
    ("notes", "Notes", true),
    ("rep", "Rep", false),
    ("side", "Side of a voice", false),
    ("person", "Who a voice is", false),
    ("name", "Name", true),
    ("role", "Role", false),
    ("start_date", "First day in the job", false),
    ("manager", "Coached by", false),
    ("team", "Team", true),
];

/// By what the parts of a list are told apart, the first that they have.
const KEYS: &[&str] = &["id", "item", "moment", "at", "from"];

/// A field that both have changed: what was done there does not stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The field.
    pub name: String,
    /// As it is stored.
    pub theirs: Value,
}

impl Clash {
    /// The words of it that a person wrote: nobody remembers them all, so they are shown before they are gone.
    pub fn words(&self) -> Vec<String> {
        let of = |name: &str, value: &Value| value.as_str().filter(|it| TEXTS.contains(&name) && !it.trim().is_empty()).map(str::to_owned);
        match &self.theirs {
            Value::Object(fields) => fields.iter().filter_map(|(name, it)| of(name, it)).collect(),
            other => of(&self.name, other).into_iter().collect(),
        }
    }
}

/// As a sentence, what another tab has written into fields that were changed here as well; nothing where there is no such.
pub fn says(both: &[Clash]) -> Option<String> {
    let one = |it: &Clash| {
        let (_, label, is_text) = LABELS.iter().find(|row| row.0 == it.name).unwrap_or(&("", "Something else", false));
        match it.theirs.as_str().filter(|_| *is_text) {
            Some("") => format!("{label}: nothing"),
            Some(text) => format!("{label}: “{text}”"),
            None => (*label).to_owned(),
        }
    };
    let all: Vec<String> = both.iter().map(one).collect();
    (!all.is_empty()).then(|| format!("Meanwhile another tab has changed what you changed as well ({}).", all.join("; ")))
}

/// Both sides' changes in one, and the fields that both have changed; `None` where that is no record any more.
pub fn rejoin<T: Serialize + DeserializeOwned>(base: &T, mine: &T, theirs: &T) -> Option<(T, Vec<Clash>)> {
    let mut both = Vec::new();
    let joined = join(&value(base)?, &value(mine)?, &value(theirs)?, "", &mut both);
    Some((serde_json::from_slice(&serde_json::to_vec(&joined).ok()?).ok()?, both))
}

fn value(of: &impl Serialize) -> Option<Value> {
    serde_json::from_slice(&serde_json::to_vec(of).ok()?).ok()
}

fn join(base: &Value, mine: &Value, theirs: &Value, name: &str, both: &mut Vec<Clash>) -> Value {
    if mine == theirs || theirs == base {
        return mine.clone();
    }
    if mine == base {
        return theirs.clone();
    }
    match (base, mine, theirs) {
        (Value::Object(base), Value::Object(mine), Value::Object(theirs)) if !WHOLE.contains(&name) => fields(base, mine, theirs, both),
        (Value::Array(_) | Value::Null, Value::Array(mine), Value::Array(theirs)) => {
            let base = base.as_array().map_or(&[][..], Vec::as_slice);
            parts(base, mine, theirs, both).unwrap_or_else(|| clash(mine.as_slice().into(), theirs.as_slice().into(), name, both))
        }
        _ => clash(mine.clone(), theirs.clone(), name, both),
    }
}

fn clash(mine: Value, theirs: Value, name: &str, both: &mut Vec<Clash>) -> Value {
    both.push(Clash { name: name.to_owned(), theirs });
    mine
}

fn fields(base: &Map<String, Value>, mine: &Map<String, Value>, theirs: &Map<String, Value>, both: &mut Vec<Clash>) -> Value {
    let none = Value::Null;
    let mut all = Map::new();
    for name in theirs.keys().chain(mine.keys().filter(|it| !theirs.contains_key(*it))) {
        let of = |map: &'_ Map<String, Value>| map.get(name).cloned().unwrap_or_default();
        let joined = join(&of(base), &of(mine), &of(theirs), name, both);
        // A field that is not there says nothing.
        if joined != none {
            all.insert(name.clone(), joined);
        }
    }
    Value::Object(all)
}

/// The parts by what tells them apart, where something does.
fn keyed(list: &[Value]) -> Option<BTreeMap<String, &Value>> {
    let key = |it: &Value| match it {
        Value::Object(fields) => KEYS.iter().find_map(|key| fields.get(*key)).map(Value::to_string),
        other => Some(other.to_string()),
    };
    let entries = list.iter().map(|it| Some((key(it)?, it))).collect::<Option<Vec<_>>>()?;
    let map = super::order::map(entries);
    (map.len() == list.len()).then_some(map)
}

fn parts(base: &[Value], mine: &[Value], theirs: &[Value], both: &mut Vec<Clash>) -> Option<Value> {
    let (Some(was), Some(here), Some(there)) = (keyed(base), keyed(mine), keyed(theirs)) else {
        // Nothing tells them apart but their places.
        let same = base.len() == mine.len() && mine.len() == theirs.len();
        let pairs = base.iter().zip(mine).zip(theirs);
        return same.then(|| pairs.map(|((base, mine), theirs)| join(base, mine, theirs, "", both)).collect());
    };
    let mut all = Vec::new();
    for (key, theirs) in order(&there, theirs) {
        match (was.get(&key), here.get(&key)) {
            // Taken out here: it stays out unless it was changed there.
            (Some(was), None) if *was == theirs => {}
            (_, None) => all.push(theirs.clone()),
            (was, Some(mine)) => all.push(join(was.copied().unwrap_or(&Value::Null), mine, theirs, "", both)),
        }
    }
    for (key, mine) in order(&here, mine) {
        if !there.contains_key(&key) && was.get(&key).is_none_or(|was| *was != mine) {
            all.push(mine.clone());
        }
    }
    Some(Value::Array(all))
}

/// The parts with their keys, in the order of the list.
fn order<'a>(keyed: &BTreeMap<String, &'a Value>, list: &'a [Value]) -> Vec<(String, &'a Value)> {
    let mut all: Vec<(String, &Value)> = keyed.iter().map(|(key, it)| (key.clone(), *it)).collect();
    let place = |it: &Value| list.iter().position(|other| std::ptr::eq(other, it));
    crate::domain::order::sort_by_key(&mut all, |it| place(it.1));
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn check(base: Value, mine: Value, theirs: Value) -> (Value, Vec<String>) {
        let (joined, both) = rejoin(&base, &mine, &theirs).expect("it is JSON");
        (joined, both.into_iter().map(|it| it.name).collect())
    }

    #[test]
    fn fields_changed_on_either_side_are_both_kept() {
        let base = json!({ "title": "Demo", "company": "", "tags": ["a", "b"], "notes": "x" });
        let mine = json!({ "title": "Demo", "company": "Ravel", "tags": ["a", "b", "mine"] });
        let theirs = json!({ "title": "Second demo", "company": "", "tags": ["b", "theirs"], "notes": "x" });
        let wanted = json!({ "title": "Second demo", "company": "Ravel", "tags": ["b", "theirs", "mine"] });
        assert_eq!(check(base, mine, theirs), (wanted, vec![]));
    }

    #[test]
    fn where_both_changed_a_field_this_side_stands_and_it_is_told() {
        let (base, mine, theirs) = (
            json!({ "a": 1, "given": { "points": 1 } }),
            json!({ "a": 2, "given": { "points": 2 } }),
            json!({ "a": 3, "given": { "text": "" } }),
        );
        assert_eq!(check(base, mine.clone(), theirs), (mine, vec!["a".to_owned(), "given".to_owned()]));
    }

    #[test]
    fn the_words_that_do_not_stand_are_told() {
        let words = |base: Value, mine: Value, theirs: Value| -> Vec<String> {
            rejoin(&base, &mine, &theirs).expect("it is JSON").1.iter().flat_map(Clash::words).collect()
        };
        assert_eq!(words(json!({ "note": "" }), json!({ "note": "one" }), json!({ "note": "two" })), ["two"]);
        assert_eq!(
            words(json!({ "focus": null }), json!({ "focus": { "action": "one" } }), json!({ "focus": { "item": "x", "action": "two" } })),
            ["two"]
        );
        assert!(words(json!({ "note": "" }), json!({ "note": "one" }), json!({ "note": "" })).is_empty());
        assert!(words(json!({ "note": "a" }), json!({ "note": "one" }), json!({ "note": " " })).is_empty());
        assert!(words(json!({ "points": 1 }), json!({ "points": 2 }), json!({ "points": 3 })).is_empty());
    }

    #[test]
    fn what_another_tab_wrote_is_said_with_its_words() {
        let told = |mine: Value, theirs: Value| says(&rejoin(&json!({ "title": "", "rep": null }), &mine, &theirs).expect("it is JSON").1);
        assert_eq!(told(json!({ "title": "a", "rep": null }), json!({ "title": "", "rep": 1 })), None);
        assert_eq!(
            told(json!({ "title": "a", "rep": 2 }), json!({ "title": "b", "rep": 1 })).as_deref(),
            Some("Meanwhile another tab has changed what you changed as well (Rep; Title: “b”).")
        );
    }

    #[test]
    fn parts_are_told_apart_by_what_names_them_else_by_their_places() {
        let base = json!({ "answers": [{ "item": "x", "points": 1 }], "speakers": [{ "name": "Jonas" }, { "name": "Ada" }] });
        let mine = json!({ "answers": [{ "item": "y", "points": 2 }, { "item": "x", "points": 1 }], "speakers": [{ "name": "Johann" }, { "name": "Ada" }] });
        let theirs = json!({ "answers": [{ "item": "x", "points": 5 }], "speakers": [{ "name": "Jonas" }, { "name": "Ada M" }] });
        let wanted = json!({ "answers": [{ "item": "x", "points": 5 }, { "item": "y", "points": 2 }], "speakers": [{ "name": "Johann" }, { "name": "Ada M" }] });
        assert_eq!(check(base, mine, theirs), (wanted, vec![]));
    }

    fn any_map() -> impl Strategy<Value = Value> {
        proptest::collection::btree_map(
            "[a-d]",
            prop_oneof![(0u8..3).prop_map(|it| json!(it)), proptest::collection::btree_set(0u8..4, 0..3).prop_map(|it| json!(it))],
            0..4,
        )
        .prop_map(|it| json!(it))
    }

    proptest! {
        #[test]
        fn what_one_side_left_alone_is_as_the_other_has_it(base in any_map(), mine in any_map()) {
            prop_assert_eq!(check(base.clone(), mine.clone(), base.clone()), (mine.clone(), vec![]));
            prop_assert_eq!(check(base.clone(), base, mine.clone()), (mine, vec![]));
        }

        #[test]
        fn a_second_time_changes_nothing(base in any_map(), mine in any_map(), theirs in any_map()) {
            let (joined, _) = check(base, mine, theirs.clone());
            prop_assert_eq!(check(theirs.clone(), joined.clone(), theirs).0, joined);
        }
    }
}
