//! Names and the words spelt like them, in several languages.

use proptest::prelude::*;

use super::*;
use crate::domain::id::{PersonId, RawId};
use crate::domain::people::Role;

fn naming(name: &str, heard: &str) -> Naming {
    let voices = vec![];
    let (role, id) = (Role::Rep, PersonId(RawId::new(1, 0)));
    let person = Person { voices, ..Person::new(id, name, role) };
    let mut naming = Naming::of(&person);
    naming.hear(heard);
    naming.beside("Anna Hunter");
    naming.beside("Rosa Koch");
    naming
}

fn hidden(naming: &Naming, text: &str, writing: Option<Writing>) -> String {
    let mut out = text.to_owned();
    for place in naming.places(text, writing) {
        out.replace_range(place.at..place.end, &"*".repeat(place.end - place.at));
    }
    out
}

/// The name, what else was heard, the language, the text, and what is left of it.
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    // The full name, whatever its case.
    (
        "Will Price",
        "",
        "en",
        "Will Price called, WILL PRICE wrote, will  price sang.",
        "********** called, ********** wrote, *********** sang.",
    ),
    // A part with a capital within a sentence.
    ("Will Price", "we will", "en", "I think Will said that we will see the price.", "I think **** said that we will see the price."),
    // At the start of a sentence a word of the language stays, unless somebody is spoken to or it goes on with the name.
    ("Will Price", "we will", "en", "Will you come? Will, are you there? Will's idea.", "Will you come? ****, are you there? ****'s idea."),
    ("Will Price", "a price", "en", "Price is open. The Price report.", "Price is open. The ***** report."),
    // One that is no word of the language is a name there too.
    ("Maya Lindqvist", "", "en", "Maya, hello. Lindqvist here. Mayan maya.", "****, hello. ********* here. Mayan maya."),
    (
        "Mark Grant",
        "mark it, grant it",
        "en",
        "Mark my words: they grant it. Ask Mark or Grant.",
        "Mark my words: they grant it. Ask **** or *****.",
    ),
    (
        "Rose Hunter",
        "rose, hunter",
        "en",
        "The rose. We met Rose and Anna Hunter, then Hunter left.",
        "The rose. We met **** and Anna Hunter, then ****** left.",
    ),
    // In capitals, but not where everything is.
    ("Will Price", "will", "en", "so WILL said yes", "so **** said yes"),
    ("Will Price", "will", "en", "WILL YOU SIGN", "WILL YOU SIGN"),
    // Particles and initials are no parts.
    ("Ann de Groot", "", "nl", "Ann en de vis van Groot, A. de G.", "*** en de vis van *****, A. de G."),
    ("Jo B", "", "en", "B side, ask Jo.", "B side, ask **."),
    ("Siobhán O'Brien", "", "en", "Then O'Brien and Siobhán met o'brien.", "Then O'***** and ******** met o'brien."),
    // German: a noun after an article stays, the name does not.
    (
        "Rainer Koch",
        "",
        "de",
        "Der Koch kocht. Herr Koch ruft an, ein guter Koch auch.",
        "Der Koch kocht. Herr **** ruft an, ein guter Koch auch.",
    ),
    (
        "Rainer Koch",
        "",
        "de",
        "Er arbeitet als Koch. Das sagte Koch gestern, beim Koch.",
        "Er arbeitet als Koch. Das sagte **** gestern, beim Koch.",
    ),
    (
        "Rainer Koch",
        "",
        "de",
        "Hallo Rainer, hier ist Koch. Koch am Apparat. Rosa Koch grüßt.",
        "Hallo ******, hier ist ****. **** am Apparat. Rosa Koch grüßt.",
    ),
    ("Jan Sommer", "", "de", "Im Sommer ruft Sommer an. Sommerschuhe.", "Im Sommer ruft ****** an. Sommerschuhe."),
    ("Rainer Koch", "", "en", "We spoke with the Koch company.", "We spoke with the **** company."),
    // French and Spanish: as English.
    (
        "Pierre Blanc",
        "pierre, blanc",
        "fr",
        "Une pierre blanche. Merci Pierre. Blanc sur blanc.",
        "Une pierre blanche. Merci ******. Blanc sur blanc.",
    ),
    ("Rosa Flores", "rosa, flores", "es", "Flores y rosas para Rosa. ¿Está Flores?", "Flores y rosas para ****. ¿Está ******?"),
    // Without capitals in the script: whole words.
    ("山田 太郎", "", "ja", "山田 さん、太郎 です。山田さん", "****** さん、****** です。山田さん"),
];

#[test]
fn a_name_goes_and_the_words_spelt_like_it_stay() {
    let told = |row: &(&str, &str, &str, &str, &str)| {
        let (name, heard, language, text, left) = *row;
        let got = hidden(&naming(name, heard), text, Some(Writing::of(language)));
        (got != left).then(|| format!("{name}, {language}:\n  {got}\n  {left}"))
    };
    let wrong: Vec<String> = TABLE.iter().filter_map(told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_the_person_took_no_part_only_the_full_name_goes() {
    for (name, _, _, text, _) in TABLE {
        for place in naming(name, "").places(text, None) {
            let spelt = |it: &str| it.to_lowercase().split(|it: char| !it.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
            let there: Vec<String> = spelt(&text[place.at..place.end]).into_iter().filter(|it| !it.is_empty()).collect();
            assert_eq!(there, spelt(name), "{text}");
        }
    }
    assert_eq!(hidden(&naming("Will Price", ""), "I think Will said so.", None), "I think Will said so.");
}

proptest! {
    #[test]
    fn places_are_whole_words_in_order_and_a_second_look_finds_nothing(text in "[a-zA-ZäKoch WilPrice.,'’-]{0,60}", german in any::<bool>()) {
        let naming = naming("Will Koch", "will");
        let writing = Some(if german { Writing::Nouns } else { Writing::Names });
        let places = naming.places(&text, writing);
        prop_assert!(places.windows(2).all(|it| it[0].end <= it[1].at));
        prop_assert!(places.iter().all(|it| text.is_char_boundary(it.at) && text.is_char_boundary(it.end) && it.at < it.end));
        let once = hidden(&naming, &text, writing);
        prop_assert_eq!(once.len(), text.len());
        prop_assert_eq!(naming.places(&once, writing).iter().filter(|it| it.part.is_none()).count(), 0);
    }
}
