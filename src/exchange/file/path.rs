//! Small scanners over JSON text, for what serde does not tell.

/// Where in a JSON value a byte offset lies: `body.answers[3].given`. Empty at the top.
pub(super) fn path_at(json: &str, offset: usize) -> String {
    // One step a level: the key or the index we are at, and whether it is an array.
    let mut levels: Vec<(String, Option<usize>)> = Vec::new();
    let mut word: Option<usize> = None;
    let mut escaped = false;
    for (at, byte) in json.bytes().enumerate().take(offset) {
        if let Some(begin) = word {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    let is_key = json.get(at + 1..).is_some_and(|it| it.trim_start().starts_with(':'));
                    if let (true, Some(level)) = (is_key, levels.last_mut()) {
                        level.0 = json.get(begin..at).unwrap_or_default().to_owned();
                    }
                    word = None;
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => word = Some(at + 1),
            b'{' => levels.push((String::new(), None)),
            b'[' => levels.push((String::new(), Some(0))),
            // What an object lacks is reported at its closing brace: stay at its level.
            b'}' | b']' if at + 1 < offset => {
                levels.pop();
            }
            b',' => {
                if let Some((_, Some(index))) = levels.last_mut() {
                    *index += 1;
                }
            }
            _ => {}
        }
    }
    if let (Some(b'}'), Some(last)) = (offset.checked_sub(1).and_then(|it| json.as_bytes().get(it)), levels.last_mut()) {
        last.0.clear();
    }
    let mut path = String::new();
    for (key, index) in levels {
        match index {
            Some(index) => path.push_str(&format!("[{index}]")),
            None if key.is_empty() => {}
            None if path.is_empty() => path = key,
            None => path.push_str(&format!(".{key}")),
        }
    }
    path
}

/// The brackets outside of strings, in order: `true` opens.
fn brackets(json: &str) -> impl Iterator<Item = bool> {
    let (mut in_word, mut escaped) = (false, false);
    json.bytes().filter_map(move |byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_word => escaped = true,
            b'"' => in_word = !in_word,
            _ if in_word => {}
            b'{' | b'[' => return Some(true),
            b'}' | b']' => return Some(false),
            _ => {}
        }
        None
    })
}

/// How deep the values in `json` are nested at the deepest.
pub(super) fn depth(json: &str) -> usize {
    let mut now = 0usize;
    brackets(json).fold(0, |deepest, opens| {
        now = if opens { now + 1 } else { now.saturating_sub(1) };
        deepest.max(now)
    })
}

/// `json` without the white space between its words, so that it stands on one line.
pub(super) fn compact(json: &str) -> String {
    let (mut in_word, mut escaped) = (false, false);
    json.chars()
        .filter(|letter| {
            match letter {
                _ if escaped => escaped = false,
                '\\' if in_word => escaped = true,
                '"' => in_word = !in_word,
                _ => {}
            }
            in_word || !letter.is_ascii_whitespace()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, until: &str, expected: &str) {
        assert_eq!(path_at(json, json.find(until).unwrap() + until.len()), expected);
    }

    #[test]
    fn a_fault_is_found_by_its_field() {
        let json = r#"{"a": {"b": [1, {"c d": "x\"{"}, [true]]}, "e": 2}"#;
        check(json, r#""x\"{""#, "a.b[1].c d");
        check(json, "true", "a.b[2][0]");
        check(json, "2", "e");
        check(json, "{", "");
        check(json, "{\"}", "a.b[1]");
    }

    #[test]
    fn depth_is_counted_outside_of_strings() {
        for (json, expected) in [("1", 0), ("{\"[[[\": [1, {}]}", 3), ("]]][", 1)] {
            assert_eq!(depth(json), expected, "{json}");
        }
    }

    #[test]
    fn only_the_space_between_words_goes() {
        assert_eq!(compact("{ \"a b\" :\n [1, \"\\\" c\"] }"), r#"{"a b":[1,"\" c"]}"#);
    }
}
