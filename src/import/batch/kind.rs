//! The type of a call by what it is called: who exports many calls mostly writes it there.

use crate::domain::call::KINDS;

/// What names a type in a title, in the languages with lists: lower case, without signs.
const NAMES: &[(&str, &[&str])] = &[
    ("discovery", &["discovery", "erstgespräch", "bedarfsanalyse", "descubrimiento", "découverte"]),
    ("demo", &["demo", "demonstration", "vorführung", "demostración", "démonstration", "démo"]),
    ("follow-up", &["follow up", "followup", "folgetermin", "seguimiento", "suivi"]),
    ("negotiation", &["negotiation", "verhandlung", "negociación", "négociation"]),
    ("executive-briefing", &["executive briefing", "exec briefing"]),
    ("expansion", &["expansion", "upsell"]),
];

/// The key of the type that `title` names, if it names one alone: "Blue Fjord negotiation 23".
pub fn kind_of(title: &str) -> Option<&'static str> {
    let words: Vec<String> =
        title.to_lowercase().split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let title = format!(" {} ", words.join(" "));
    let names = |names: &[&str]| names.iter().any(|it| title.contains(&format!(" {it} ")));
    let mut found = NAMES.iter().filter(|it| names(it.1)).map(|it| it.0);
    found.next().filter(|key| found.next().is_none() && KINDS.iter().any(|it| it.key == *key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_names_one_type_tells_it() {
        for (title, kind) in [
            ("Blue Fjord negotiation 23", Some("negotiation")),
            ("Follow-up with Lin Aster", Some("follow-up")),
            ("DEMO_Kessel", Some("demo")),
            ("Erstgespräch Kessel & Söhne", Some("discovery")),
            ("Exec briefing, Norden", Some("executive-briefing")),
            ("Negotiation after the demo", None),
            ("Demosthenes Papers", None),
            ("Weekly call", None),
        ] {
            assert_eq!(kind_of(title), kind, "{title}");
        }
        assert!(NAMES.iter().all(|row| KINDS.iter().any(|it| it.key == row.0)), "each is a type");
    }
}
