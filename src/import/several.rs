//! Files of several calls, taken apart.

use super::{Chosen, FORMATS, LARGEST, decode, json, table};

/// A file of several calls as a file for each, in their order, to be read one by one; nothing where it holds one.
pub fn parts(bytes: &[u8], chosen: Option<&Chosen>) -> Vec<String> {
    let text = if bytes.len() <= LARGEST { decode(bytes, chosen).ok() } else { None };
    let Some(text) = text.map(|it| it.text) else { return Vec::new() };
    if json::is(&text) {
        return json::parts(&text);
    }
    match FORMATS.iter().find(|it| (it.is)(&text)) {
        Some(format) if format.key == table::KEY => table::parts(&text),
        _ => Vec::new(),
    }
}

/// What the part numbered `at`, from 0, of the file `name` with `of` calls is called: "week 3 (2 of 5).json".
pub fn part_name(name: &str, at: usize, of: usize) -> String {
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "json"));
    format!("{stem} ({} of {of}).{kind}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::batch::{Look, look};
    use crate::import::read;

    #[test]
    fn the_calls_of_a_table_become_a_file_each_and_keep_what_the_table_tells_of_them() {
        let table = "Call ID,Date,Title,Transcript\nN1,2026-03-05,Routes,\"Dana: So who plans the routes here on Mondays?\nLee: I do.\"\n\
                     N2,2026-03-06,Again,\"Dana: And how was the Friday with the plan?\nKim: Better.\"\n";
        assert_eq!(look(table.as_bytes(), None, &[]).0, Look::Several);
        let calls: Vec<_> = parts(table.as_bytes(), None).iter().map(|it| read(it.as_bytes()).expect("it is read")).collect();
        let told: Vec<_> =
            calls.iter().map(|it| (it.id.as_deref(), it.title.as_deref(), it.date.map(|it| it.to_string()), it.calls)).collect();
        assert_eq!(
            told,
            [(Some("N1"), Some("Routes"), Some("2026-03-05".to_owned()), 1), (Some("N2"), Some("Again"), Some("2026-03-06".to_owned()), 1)]
        );
        let voices: Vec<_> = calls.iter().map(|it| it.transcript.speakers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>()).collect();
        assert_eq!(voices, [["Dana", "Lee"], ["Dana", "Kim"]]);
    }

    #[test]
    fn a_table_of_names_of_files_is_still_a_table_of_calls() {
        let table = "call_id,transcript,date\nN1,a.vtt,2026-03-05\nN2,b.vtt,2026-03-06\n";
        assert!(matches!(look(table.as_bytes(), None, &[]).0, Look::Calls(it) if it.rows.len() == 2));
    }
}
