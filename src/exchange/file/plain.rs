//! Why a rubric of a file cannot be used, in plain words: which item it is, by its title, and what is wrong there.

use serde_json::Value;

/// `why`, which begins with the path of a field of `rubric` ("categories[0].items[2].points: invalid value: …"), as a sentence.
pub(super) fn told(why: &str, rubric: &Value) -> String {
    let (path, fault) = match why.split_once(": ") {
        Some((path, fault)) if !path.contains(' ') => (path.strip_prefix("body.").unwrap_or(path), fault),
        _ => ("", why),
    };
    let fault = plainly(fault);
    let stop = if fault.ends_with(['.', '!', '?']) { "" } else { "." };
    let place = titles(path, rubric);
    match (place.is_empty(), path.is_empty()) {
        (_, true) => format!("{fault}{stop}"),
        (true, false) => format!("{path}: {fault}{stop}"),
        _ => format!("{place} ({path}): {fault}{stop}"),
    }
}

/// The titles of what a path leads through, and the field it ends with: "“Opening”, “Agenda”, points".
fn titles(path: &str, rubric: &Value) -> String {
    let mut at = Some(rubric);
    let mut names = Vec::new();
    let mut last = "";
    for step in path.split(['.', '[']).filter(|it| !it.is_empty()) {
        last = step;
        at = at.and_then(|at| match step.strip_suffix(']').and_then(|it| it.parse::<usize>().ok()) {
            Some(index) => at.get(index),
            None => at.get(step),
        });
        let title = at.and_then(|it| it.get("title")).and_then(Value::as_str).filter(|it| !it.is_empty());
        names.extend(title.map(|it| format!("“{}”", crate::domain::show::shorten(it, 60))));
    }
    if names.is_empty() {
        return String::new();
    }
    if !last.ends_with(']') {
        names.push(last.to_owned());
    }
    names.join(", ")
}

/// What the reader of JSON says, for who never wrote a program.
fn plainly(fault: &str) -> String {
    let wrong = fault.strip_prefix("invalid type: ").or_else(|| fault.strip_prefix("invalid value: "));
    if let Some((found, wanted)) = wrong.and_then(|it| it.split_once(", expected ")) {
        return format!("{} stands there; wanted is {}", kind(found), kind(wanted));
    }
    if let Some((word, known)) = fault.strip_prefix("unknown variant `").and_then(|it| it.split_once("`, expected ")) {
        let known = known.strip_prefix("one of ").unwrap_or(known).replace('`', "");
        return format!("“{word}” is not known there; known are: {known}");
    }
    match fault.strip_prefix("missing field `").and_then(|it| it.split_once('`')) {
        Some((field, _)) => format!("its {field} is missing"),
        None => fault.to_owned(),
    }
}

fn kind(of: &str) -> String {
    let (word, rest) = of.split_once(' ').unwrap_or((of, ""));
    let shown = rest.trim_matches('`');
    match word {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "map" | "struct" | "internally" | "adjacently" => "a group of fields".to_owned(),
        "sequence" => "a list".to_owned(),
        "integer" | "boolean" if !shown.is_empty() => shown.to_owned(),
        "floating" => rest.trim_start_matches("point ").trim_matches('`').to_owned(),
        "string" if !rest.is_empty() => format!("“{}”", rest.trim_matches('"')),
        "a" if matches!(rest, "string" | "borrowed string") => "text".to_owned(),
        "a" if rest == "sequence" => "a list".to_owned(),
        "a" if matches!(rest, "map" | "boolean") => if rest == "map" { "a group of fields" } else { "true or false" }.to_owned(),
        _ => of.replace('`', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fault_is_told_by_titles_and_in_plain_words() {
        let rubric = json!({"title": "Ours", "categories": [{"title": "Opening", "items": [{"title": "Agenda"}, {"key": "b"}]}]});
        for (why, expected) in [
            (
                "body.categories[0].items[0].points: invalid value: integer `-5`, expected u16",
                "“Opening”, “Agenda”, points (categories[0].items[0].points): -5 stands there; wanted is a whole number, 0 or more.",
            ),
            (
                "categories[0].items[0].kind: unknown variant `magic`, expected one of `scale`, `yes_no`",
                "“Opening”, “Agenda”, kind (categories[0].items[0].kind): “magic” is not known there; known are: scale, yes_no.",
            ),
            ("categories[0].items[1]: missing field `title`", "“Opening” (categories[0].items[1]): its title is missing."),
            ("categories: invalid type: string \"all\", expected a sequence", "categories: “all” stands there; wanted is a list."),
            ("version: Versions are counted from 1.", "version: Versions are counted from 1."),
            ("missing field `title`", "its title is missing."),
        ] {
            assert_eq!(told(why, &rubric), expected);
        }
    }
}
