//! Rubrics out of a file: a file of ours, or a rubric by itself.

use super::read::part;
use super::{Entry, Refused, is_callcraft, path, read};
use crate::domain::rubric::{Rubric, check};

/// The rubrics in a file of ours, or the one that the file is.
///
/// # Errors
///
/// [`Refused`] with the field at fault where one of them cannot be used, or where there is none.
pub fn read_rubrics(bytes: &[u8]) -> Result<Vec<Rubric>, Refused> {
    if !is_callcraft(bytes) {
        return bare(bytes).map(|it| vec![it]);
    }
    let file = read(bytes)?;
    if let Some(note) = file.rejected.iter().find(|it| it.what.starts_with("rubric")) {
        return Err(Refused(format!("Line {}, {}: {}.", note.line, note.what, note.why.trim_end_matches('.'))));
    }
    let rubrics: Vec<Rubric> =
        file.entries.into_iter().filter_map(|it| if let Entry::Rubric(it) = it { Some(it.body) } else { None }).collect();
    if rubrics.is_empty() { Err(Refused("There is no rubric in this file.".to_owned())) } else { Ok(rubrics) }
}

fn bare(bytes: &[u8]) -> Result<Rubric, Refused> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refused("This file is not text in UTF-8, so it is no rubric.".to_owned()))?;
    // Positions in the message are columns: on one line they are the place.
    let json = path::compact(text.trim_start_matches('\u{FEFF}'));
    let rubric: Rubric = part(&json).map_err(|why| Refused(format!("This is no rubric that can be read: {why}.")))?;
    match check::faults(&rubric).into_iter().next() {
        Some(fault) => Err(Refused(format!("{} ({}): {}", fault.path, fault.place, fault.what))),
        None => Ok(rubric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rubric::standard;

    fn text(rubric: &Rubric) -> String {
        serde_json::to_string_pretty(rubric).unwrap()
    }

    #[test]
    fn a_rubric_by_itself_is_read_in_any_layout() {
        assert_eq!(read_rubrics(text(&standard()).as_bytes()), Ok(vec![standard()]));
    }

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        let broken = text(&standard()).replacen(from, to, 1);
        let Refused(why) = read_rubrics(broken.as_bytes()).unwrap_err();
        assert!(why.contains(expected), "{why}");
    }

    #[test]
    fn a_broken_one_is_refused_with_the_field_at_fault() {
        check("\"points\": 5", "\"points\": \"five\"", "categories[0].items[0].points");
        check("\"points\": 5", "\"points\": 0", "categories[0].items[0].points");
        check("\"title\": \"Standard rubric\"", "\"title\": \"\"", "title (Rubric)");
        check("\"key\": \"standard\",", "", "missing field `key`");
        check("}", "", "no rubric that can be read");
        let Refused(why) = read_rubrics(b"\xFF\xFE").unwrap_err();
        assert!(why.contains("UTF-8"), "{why}");
    }

    #[test]
    fn a_file_of_ours_gives_its_rubrics_or_says_which_is_broken() {
        let line = |rubric: &Rubric| {
            format!(
                r#"{{"kind":"rubric","stamp":{{"at":"2026-11-12T09:30:00Z","version":{{"a":1}}}},"body":{}}}"#,
                serde_json::to_string(rubric).unwrap()
            )
        };
        let file = |record: &str| {
            format!(
                "{{\"format\":\"callcraft\",\"format_version\":1,\"app\":\"0.1.0\",\"scope\":\"calls\",\"created\":\"2026-11-12T09:30:00Z\",\"records\":[\n{record}\n]}}\n"
            )
        };
        let own = Rubric { key: "own".to_owned(), ..standard() };
        assert_eq!(read_rubrics(file(&line(&own)).as_bytes()), Ok(vec![own.clone()]));
        let broken = Rubric { title: String::new(), ..own };
        let Refused(why) = read_rubrics(file(&line(&broken)).as_bytes()).unwrap_err();
        assert!(why.contains("title") && why.contains("Line 2"), "{why}");
        let Refused(why) = read_rubrics(file("").as_bytes()).unwrap_err();
        assert!(why.contains("no rubric"), "{why}");
    }
}
