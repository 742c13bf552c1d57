//! The language of a call.

use crate::domain::analysis::{self, Told};
use crate::domain::call;
use crate::domain::transcript::Segment;

/// The language of a call: as its file names it, else as its words tell it. What is not the usual thing is noted.
pub(super) fn of(named: Option<String>, segments: &[Segment], notes: &mut Vec<String>) -> Option<String> {
    let told = analysis::told(segments.iter().map(|it| it.text.as_str()));
    let label = |key| call::label(call::LANGUAGES, key);
    // Some name it in English ("german") and not by its tag.
    let tag = |name: &str| call::LANGUAGES.iter().find(|it| it.label.eq_ignore_ascii_case(name)).map(|it| it.key.to_owned());
    let named = named.map(|it| tag(&it).unwrap_or(it));
    match (named, told) {
        (Some(named), Told::Of(told)) if !named.to_lowercase().starts_with(told) => {
            notes.push(format!("The file says that its language is “{named}”, but the words read like {}.", label(told)));
            Some(named)
        }
        (Some(named), _) => Some(named),
        (None, Told::Of(told)) => {
            if told != "en" {
                notes.push(format!("The words read like {}: its word lists are used.", label(told)));
            }
            Some(told.to_owned())
        }
        (None, Told::Foreign) => {
            notes.push("The words are in a language without word lists: only what needs none can be measured.".to_owned());
            Some(call::UNDETERMINED.to_owned())
        }
        (None, Told::TooFew) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(named: Option<&str>, words: &str, language: Option<&str>, note: &str) {
        let segments = [Segment { speaker: None, start: None, end: None, text: words.to_owned() }];
        let mut notes = Vec::new();
        let found = of(named.map(str::to_owned), &segments, &mut notes);
        assert_eq!((found.as_deref(), notes.concat().as_str()), (language, note));
    }

    #[test]
    fn the_words_tell_the_language_where_the_file_does_not() {
        let spanish = "¿Qué hacen con los pedidos que entran por la tarde, cuando todo está cerrado?";
        let english = "What do you do with the orders that come in after the cut-off?";
        check(None, spanish, Some("es"), "The words read like Spanish: its word lists are used.");
        check(None, english, Some("en"), "");
        check(None, "Orders? Tuesday.", None, "");
        check(Some("es-MX"), spanish, Some("es-MX"), "");
        check(Some("spanish"), spanish, Some("es"), "");
        check(Some("de"), english, Some("de"), "The file says that its language is “de”, but the words read like English.");
        for foreign in [
            "Bom dia Paulo, temos meia hora. Primeiro queria perceber como planeiam hoje e depois mostro dois ecrãs. Está bem para si?",
            "Allora, come gestite oggi gli ordini che arrivano dopo la chiusura? Non abbiamo nessuno che lo fa, quindi restano lì.",
            "Theek hai, abhi aap order kaise sambhalte hain? Sab Excel mein hai, har hafte do din lagte hain aur galti bhi hoti hai.",
            "अभी आप ऑर्डर कैसे संभालते हैं?",
            "你们现在怎么安排订单，可以吗？",
            "كيف تخططون للطلبات اليوم؟",
        ] {
            check(None, foreign, Some("und"), "The words are in a language without word lists: only what needs none can be measured.");
        }
        let dutch = "Wat doet u met bestellingen die binnenkomen nadat het magazijn gesloten is? ".repeat(12);
        check(None, &dutch, Some("und"), "The words are in a language without word lists: only what needs none can be measured.");
    }
}
