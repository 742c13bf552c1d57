//! A rescue copy, which is saved without the program (`public/rescue.js`), as a file of ours: the rows of the database are
//! its records. It is then read, checked and merged as any other.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::file::{Entry, Header, Refused, SETTINGS, Scope, Writer};

/// The database that is the person's own.
const OWN: &str = "callcraft";

/// The stores whose rows are records, with their kind, in the order of a file.
const KINDS: &[(&str, &str)] =
    &[("people", "person"), ("rubrics", "rubric"), ("calls", "call"), ("transcripts", "transcript"), ("scorecards", "scorecard")];

#[derive(Deserialize)]
struct Copy {
    databases: Vec<Database>,
}

#[derive(Deserialize)]
struct Database {
    name: String,
    stores: Vec<Store>,
}

#[derive(Deserialize)]
struct Store {
    name: String,
    rows: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Row {
    body: Box<RawValue>,
}

/// Whether `bytes` look like a rescue copy.
pub fn is_rescue(bytes: &[u8]) -> bool {
    bytes.starts_with(br#"{"format":"callcraft-rescue""#)
}

impl Database {
    /// The bodies of the rows of a store, as JSON; what is no row of ours is left out.
    fn bodies(&self, store: &str) -> impl Iterator<Item = Box<RawValue>> {
        let rows = self.stores.iter().filter(move |it| it.name == store).flat_map(|it| &it.rows);
        rows.filter_map(|it| serde_json::from_slice::<Row>(it.get().as_bytes()).ok()).map(|it| it.body)
    }
}

/// The rescue copy as a workspace file: of the person's own database, or of the first where there is no such.
///
/// # Errors
///
/// Where it is cut off or damaged, or holds no database.
pub fn to_file(bytes: &[u8], now: DateTime<Utc>) -> Result<Vec<u8>, Refused> {
    let cut = |_| Refused("This rescue copy is damaged or cut off. Save it once more on the page that made it.".to_owned());
    let mut copy: Copy = serde_json::from_slice(bytes).map_err(cut)?;
    let at = copy.databases.iter().position(|it| it.name == OWN).unwrap_or(0);
    if copy.databases.is_empty() {
        return Err(Refused("This rescue copy holds no database: there was nothing stored where it was made.".to_owned()));
    }
    let database = copy.databases.swap_remove(at);
    let header = Header { app: "rescue".to_owned(), scope: Scope::Workspace, created: now, anchor: None, rubric: None };
    let mut writer = Writer::new(&header);
    let mut add = |kind: &str, line: String| writer.add(&Entry::kept(kind.to_owned(), line));
    for body in database.bodies("erasures") {
        add("erasure", format!("{{\"kind\":\"erasure\",\"body\":{}}}", body.get()));
    }
    for (store, kind) in KINDS {
        for body in database.bodies(store) {
            // A stored record is what stands in a file but for its kind.
            if let Some(rest) = body.get().strip_prefix('{') {
                add(kind, format!("{{\"kind\":\"{kind}\",{rest}"));
            }
        }
    }
    for body in database.bodies("others") {
        if let Ok((kind, _, lines)) = serde_json::from_slice::<(String, String, Vec<String>)>(body.get().as_bytes()) {
            lines.into_iter().for_each(|line| add(&kind, line));
        }
    }
    for body in database.bodies(SETTINGS) {
        add(SETTINGS, format!("{{\"kind\":\"{SETTINGS}\",\"body\":{}}}", body.get()));
    }
    for body in database.bodies("unknown") {
        if let Ok((kind, line)) = serde_json::from_slice::<(String, String)>(body.get().as_bytes()) {
            add(&kind, line);
        }
    }
    Ok(writer.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::file::read;

    const STAMP: &str = r#""stamp":{"by":"Dana","at":"2026-03-02T10:00:00Z","version":{"a":1}}"#;

    fn copy(databases: &str) -> String {
        format!("{{\"format\":\"callcraft-rescue\",\"databases\":[{databases}\n]}}\n")
    }

    fn own(stores: &str) -> String {
        format!("{{\"name\":\"callcraft\",\"version\":2,\"stores\":[{stores}]}}")
    }

    #[test]
    fn its_rows_are_the_records_of_a_file() {
        let person = format!(
            r#"{{"id":"00000000010000000000000000","v":1,"body":{{{STAMP},"body":{{"id":"00000000010000000000000000","name":"Maya"}}}}}}"#
        );
        let plan = r#"{"id":"4 plan k","v":1,"body":["plan","{\"kind\":\"plan\",\"body\":{\"id\":\"k\"}}"]}"#;
        let stores = format!(
            r#"{{"name":"people","rows":[{person}]}},{{"name":"unknown","rows":[{plan}]}},{{"name":"settings","rows":[{{"id":"settings","v":1,"body":{{"writer":"a","competitors":["Acme"]}}}}]}}"#
        );
        let sample = r#"{"name":"callcraft-sample","version":2,"stores":[{"name":"people","rows":[]}]}"#;
        let bytes = copy(&format!("{sample},{}", own(&stores)));
        assert!(is_rescue(bytes.as_bytes()));
        let file = to_file(bytes.as_bytes(), DateTime::UNIX_EPOCH).expect("it is sound");
        let file = read(&file).expect("it is a file of ours");
        assert_eq!(file.rejected, []);
        let kinds: Vec<&str> = file.entries.iter().map(Entry::kind).collect();
        assert_eq!(kinds, ["person", "settings", "plan"]);
        assert_eq!(file.entries[1].line(), r#"{"kind":"settings","body":{"competitors":["Acme"]}}"#);
        assert!(matches!(&file.entries[0], Entry::Person(it) if it.body.name == "Maya" && it.stamp.by == "Dana"));
    }

    #[test]
    fn a_row_that_cannot_be_read_does_not_keep_the_others() {
        let rows = r#"7,"text",{"id":"x"},{"id":"y","body":{"base64":"/wAB"}},{"id":"z","body":null}"#;
        let bytes = copy(&own(&format!(r#"{{"name":"calls","rows":[{rows}],"error":"lost"}},{{"name":"people","rows":[]}}"#)));
        let file = to_file(bytes.as_bytes(), DateTime::UNIX_EPOCH).expect("it is sound");
        let file = read(&file).expect("it is a file of ours");
        assert_eq!((file.entries.len(), file.rejected.len()), (0, 1));
    }

    #[test]
    fn what_is_cut_off_or_empty_is_refused_in_words() {
        let whole = copy(&own(""));
        for end in 1..whole.len() - 2 {
            let refused = to_file(&whole.as_bytes()[..end], DateTime::UNIX_EPOCH).expect_err("it is cut off");
            assert!(refused.0.contains("damaged or cut off"), "{end}: {refused}");
        }
        assert!(to_file(copy("").as_bytes(), DateTime::UNIX_EPOCH).is_err());
    }
}
