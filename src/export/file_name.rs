//! Names for files: short, plain, the same on every system.

use chrono::NaiveDate;

/// Letters of a title at most.
const LONGEST: usize = 40;

/// Letters of European names and what is written for them where only ASCII is safe.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãåā", "a"),
    ("ä", "ae"),
    ("æ", "ae"),
    ("çćč", "c"),
    ("ďđð", "d"),
    ("èéêëēęě", "e"),
    ("ğ", "g"),
    ("ìíîïı", "i"),
    ("łľ", "l"),
    ("ñńň", "n"),
    ("òóôõ", "o"),
    ("ö", "oe"),
    ("ø", "o"),
    ("œ", "oe"),
    ("řŕ", "r"),
    ("śšş", "s"),
    ("ß", "ss"),
    ("ťţ", "t"),
    ("ùúûůű", "u"),
    ("ü", "ue"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("þ", "th"),
];

/// `callcraft-<title>-2026-11-12.<ending>`. Only lower-case ASCII letters, digits and hyphens of the title are kept, 40
/// at most; a title with none of these is left out.
pub fn file_name(title: &str, day: Option<NaiveDate>, ending: &str) -> String {
    let mut name = "callcraft".to_owned();
    let slug = slug(title);
    if !slug.is_empty() {
        name.push('-');
        name.push_str(&slug);
    }
    if let Some(day) = day {
        name.push_str(&format!("-{day}"));
    }
    name.push('.');
    name.push_str(ending);
    name
}

fn slug(title: &str) -> String {
    let mut out = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        let plain = PLAIN.iter().find(|(from, _)| from.contains(letter)).map(|(_, to)| *to);
        match plain {
            Some(plain) => out.push_str(plain),
            None if letter.is_ascii_alphanumeric() => out.push(letter),
            // An apostrophe joins: "o'brien" is "obrien".
            None if matches!(letter, '\'' | '’') => {}
            None if out.is_empty() || out.ends_with('-') => {}
            None => out.push('-'),
        }
    }
    out.truncate(LONGEST);
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        assert_eq!(file_name(title, NaiveDate::from_ymd_opt(2026, 11, 12), "json"), expected);
    }

    #[test]
    fn titles_become_plain_names() {
        check("Fjord Supply, with Petra Halvorsen", "callcraft-fjord-supply-with-petra-halvorsen-2026-11-12.json");
        check("Müller & Söhne – Jürgen O’Brien", "callcraft-mueller-soehne-juergen-obrien-2026-11-12.json");
        check("../../etc/passwd", "callcraft-etc-passwd-2026-11-12.json");
        check("東京", "callcraft-2026-11-12.json");
        assert_eq!(file_name("workspace", None, "json"), "callcraft-workspace.json");
    }

    proptest! {
        #[test]
        fn every_name_is_safe_and_short(title in ".{0,120}") {
            let name = file_name(&title, None, "md");
            prop_assert!(name.len() <= "callcraft-.md".len() + LONGEST);
            prop_assert!(name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-' || it == b'.'));
            prop_assert!(!name.contains("--") && !name.contains(".."));
        }
    }
}
