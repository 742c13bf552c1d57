use super::quotes;
use crate::domain::analysis::{Analysis, ObjectionKind, Settings, SignalKind, Sureness, analyse, scenes, suggest};
use crate::domain::rubric::shipped;
use crate::domain::transcript::Transcript;

fn heard_in(language: &str, transcript: &Transcript) -> Analysis {
    analyse(transcript, Some(0), &Settings { language: language.to_owned(), ..Settings::default() })
}

/// In a short call of that language, `said` by the prospect (or by us, `ours`) is of that kind.
#[track_caller]
fn check(language: &str, kind: SignalKind, ours: bool, said: &str) {
    let transcript = scenes::dialogue(&if ours { format!("Maya: {said}\nDana: Hm.") } else { format!("Maya: Hm.\nDana: {said}") });
    let analysis = heard_in(language, &transcript);
    assert!(!quotes(&analysis, kind).is_empty(), "{said}: {:?}", analysis.signals);
}

#[test]
fn what_the_prospect_says_is_found_in_every_shipped_language() {
    let of = |kind, texts: [(&str, &str); 3]| texts.iter().for_each(|(language, it)| check(language, kind, false, it));
    of(SignalKind::Pain, [("de", "Wir machen alles von Hand."), ("es", "Lo hacemos todo a mano."), ("fr", "On fait tout à la main.")]);
    of(
        SignalKind::Objection,
        [("de", "Das ist uns zu teuer."), ("es", "Es demasiado caro para nosotros."), ("fr", "C'est trop cher pour nous.")],
    );
    of(
        SignalKind::Impact,
        [
            ("de", "Das kostet uns 45.000 Euro im Jahr."),
            ("es", "Nos cuesta unos 20.000 euros al año."),
            ("fr", "Ça nous coûte 18 000 euros par an."),
        ],
    );
    // What is lost may be told as a price is.
    of(
        SignalKind::Impact,
        [
            ("de", "Wir verlieren dadurch neuntausend Euro im Monat."),
            ("es", "Perdemos unos nueve mil euros al mes."),
            ("fr", "On perd neuf mille euros par mois."),
        ],
    );
    of(SignalKind::Price, [("de", "Was kostet das?"), ("es", "¿Cuánto cuesta la licencia?"), ("fr", "Combien coûte la licence ?")]);
}

#[test]
fn what_we_say_is_found_in_every_shipped_language() {
    let of = |kind, texts: [(&str, &str); 3]| texts.iter().for_each(|(language, it)| check(language, kind, true, it));
    of(
        SignalKind::NextStep,
        [
            ("de", "Ich schicke Ihnen den Vergleich bis Freitag."),
            ("es", "Le envío la comparación antes del viernes."),
            ("fr", "Je vous envoie la comparaison d'ici vendredi."),
        ],
    );
    of(
        SignalKind::Agenda,
        [
            ("de", "Mein Vorschlag wäre, zuerst über die Planung zu sprechen."),
            ("es", "Tenemos treinta minutos, me gustaría empezar por la planificación."),
            ("fr", "Je vous propose de commencer par la planification."),
        ],
    );
    of(SignalKind::Check, [("de", "Deckt sich das mit Ihrem Bild?"), ("es", "¿Tiene sentido para ustedes?"), ("fr", "Ça vous parle ?")]);
    of(
        SignalKind::Proof,
        [
            ("de", "Einer unserer Kunden hat seine Fehlmengen halbiert."),
            ("es", "Uno de nuestros clientes redujo las roturas a la mitad."),
            ("fr", "L'un de nos clients a divisé ses ruptures par deux."),
        ],
    );
}

#[test]
fn objections_are_typed_in_every_shipped_language() {
    let typed = |language: &str, said: &str| {
        let transcript = scenes::dialogue(&format!("Maya: Hm.\nDana: {said}"));
        let found = heard_in(language, &transcript).signals;
        found.iter().find(|it| it.kind == SignalKind::Objection).and_then(|it| it.about)
    };
    assert_eq!(typed("de", "Dafür haben wir jetzt nicht den Kopf, nächstes Jahr vielleicht."), Some(ObjectionKind::Timing));
    assert_eq!(typed("de", "Das kann ich nicht allein entscheiden."), Some(ObjectionKind::Authority));
    assert_eq!(typed("es", "Tengo que consultarlo con mi socio."), Some(ObjectionKind::Authority));
    assert_eq!(typed("fr", "On a déjà essayé, ça n'a jamais marché."), Some(ObjectionKind::Trust));
    assert_eq!(typed("de", "Das ist kein Problem und gar nicht teuer."), None);
}

/// The prospect's figures, as they are quoted.
#[track_caller]
fn figures(language: &str, said: &str, expected: &[&str]) {
    let transcript = scenes::dialogue(&format!("Maya: Hm.\nDana: {said}"));
    assert_eq!(quotes(&heard_in(language, &transcript), SignalKind::Impact), expected, "{said}");
}

#[test]
fn numbers_are_read_as_each_language_writes_them() {
    figures("de", "Das kostet uns fünfundvierzigtausend Euro.", &["fünfundvierzigtausend Euro"]);
    figures("de", "Im Mai waren es gut zwanzigtausend.", &["gut zwanzigtausend"]);
    figures("de", "Jeden Tag anderthalb Stunden Stillstand.", &["Jeden Tag anderthalb Stunden"]);
    figures("de", "Wir verlieren 18 Stunden pro Woche.", &["18 Stunden pro Woche"]);
    figures("de", "Es sind 2,5 Prozent.", &["2,5 Prozent"]);
    figures("es", "Perdemos treinta y cinco horas por semana.", &["treinta y cinco horas por semana"]);
    figures("es", "Es el 12,5 por ciento.", &["12,5 por ciento"]);
    figures("fr", "On perd quatre-vingt-dix heures par mois.", &["quatre-vingt-dix heures par mois"]);
    figures("fr", "Ça coûte 1 800 € par mois.", &["1 800 € par mois"]);
    figures("de", "Im Mai waren es achttausendvierhundert Euro.", &["achttausendvierhundert Euro"]);
    figures("de", "Das macht zweihundertvierzig Euro am Tag.", &["zweihundertvierzig Euro am Tag"]);
    figures("es", "Se nos van ciento veinte mil pesos.", &["ciento veinte mil pesos"]);
    figures("fr", "On perd cent vingt mille euros.", &["cent vingt mille euros"]);
    // What begins at an hour of the clock lasts none.
    figures("fr", "Le four est en panne dès le matin et le pâtissier attend à neuf heures.", &[]);
    figures("en", "It costs us ₹1 800 per order.", &["₹1 800 per order"]);
    figures("en", "It costs us 12'000 francs a year.", &["12'000 francs a year"]);
}

#[test]
fn a_spanish_question_is_quoted_with_both_its_marks() {
    let transcript = scenes::dialogue("Maya: Bien. ¿Cómo preparan los envíos?\nDana: A mano.");
    assert_eq!(quotes(&heard_in("es", &transcript), SignalKind::OpenQuestion), ["¿Cómo preparan los envíos?"]);
}

#[test]
fn a_yes_to_a_question_that_closes_is_a_yes_in_every_shipped_language() {
    for (language, plan, yes) in [
        ("en", "I'll send it by Friday. Does that work for you?", "It does, yes."),
        ("de", "Ich schicke Ihnen das bis Freitag. Einverstanden?", "Einverstanden."),
        ("es", "Le envío la propuesta antes del viernes. ¿De acuerdo?", "De acuerdo."),
        ("fr", "Je vous envoie l'offre d'ici vendredi. Ça vous convient ?", "Ça marche."),
    ] {
        let transcript = scenes::dialogue(&format!("Maya: {plan}\nDana: {yes}"));
        let made = suggest(&transcript, &heard_in(language, &transcript), &shipped()[0]);
        let found = made.iter().find(|it| it.item == "mutual-commitment").unwrap();
        assert!(found.points >= Some(4), "{language}: {:?} {}", found.points, found.why);
    }
}

#[test]
fn the_same_amount_is_the_same_however_it_is_written() {
    // Each quantity counts once, so two ways to write one are one figure.
    for (language, said) in [
        ("de", "45.000 Euro. Fünfundvierzigtausend Euro."),
        ("en", "$45,000. Forty-five thousand dollars."),
        ("fr", "45 000 euros. 45.000 euros."),
    ] {
        let transcript = scenes::dialogue(&format!("Maya: Hm.\nDana: {said}"));
        let made = suggest(&transcript, &heard_in(language, &transcript), &shipped()[0]);
        let impact = made.iter().find(|it| it.item == "quantified-impact").unwrap();
        assert!(impact.why.contains("1 figure"), "{said}: {}", impact.why);
    }
}

#[test]
fn every_item_is_judged_in_every_shipped_language() {
    for language in ["en", "de", "es", "fr"] {
        let transcript = scenes::dialogue("Maya: Hm, and so on, and on.\nDana: Hm, and so on, and on.");
        let made = suggest(&transcript, &heard_in(language, &transcript), &shipped()[0]);
        let unlisted: Vec<_> = made.iter().filter(|it| it.why.contains("word list")).map(|it| it.item.as_str()).collect();
        assert_eq!((made.len(), unlisted), (19, vec![]), "{language}");
    }
}

#[test]
fn a_short_list_finds_how_a_purchase_is_decided_and_denies_nothing() {
    let all = shipped();
    let meddicc = all.iter().find(|it| it.key == "meddicc").unwrap();
    let of = |language: &str, asks: &str, tells: &str, item: &str| {
        let transcript = scenes::dialogue(&format!("Maya: {asks}\nDana: {tells}"));
        let found = suggest(&transcript, &heard_in(language, &transcript), meddicc).into_iter().find(|it| it.item == item);
        found.map(|it| (it.points, it.sureness, it.why)).unwrap()
    };
    for (language, asks, tells) in [
        ("de", "Wer unterschreibt so etwas bei Ihnen?", "Bis zehntausend Euro ich allein, darüber muss der Beirat zustimmen."),
        ("es", "¿Quién firma una cosa así?", "Hasta diez mil euros yo, de ahí para arriba lo firma mi socio."),
        ("fr", "Qui signe ce genre de choses chez vous ?", "Jusqu'à dix mille euros moi, au dessus il faut que mon associé signe aussi."),
    ] {
        let (points, sureness, why) = of(language, asks, tells, "economic-buyer");
        assert!(points.is_some_and(|it| it >= 3) && sureness == Sureness::Unsure, "{language} {points:?} {why}");
        let (points, _, why) = of(language, asks, tells, "decision-criteria");
        assert!(points.is_none() && why.contains("is short"), "{language} {points:?} {why}");
    }
}

#[test]
fn whoever_asks_how_it_lands_checks_in_every_shipped_language() {
    for (language, asks) in [
        ("en", "Where would that fall down for you?"),
        ("de", "Wo würde das bei Ihnen haken?"),
        ("es", "¿Dónde os fallaría?"),
        ("fr", "Où est-ce que ça coincerait chez vous ?"),
    ] {
        check(language, SignalKind::Check, true, asks);
    }
}

#[test]
fn work_that_is_done_and_what_is_wished_for_are_no_objections_and_what_is_too_dear_is_one_whatever_was_asked() {
    let objections = |language: &str, lines: &str| quotes(&heard_in(language, &scenes::dialogue(lines)), SignalKind::Objection).len();
    for (language, lines) in [
        ("fr", "Maya: J'ai vu que la serre est ouverte.\nDana: Merci, c'était beaucoup de travail.\nMaya: J'imagine bien."),
        ("es", "Maya: Vi que abrieron el vivero.\nDana: Sí, fue mucho trabajo.\nMaya: Me lo imagino."),
        ("de", "Maya: Was müsste passieren, damit das weg ist?\nDana: Wir bräuchten etwas, das die Stiele für uns zählt.\nMaya: Gut."),
    ] {
        assert_eq!(objections(language, lines), 0, "{language}");
    }
    for (language, lines) in [
        (
            "fr",
            "Maya: Qui d'autre doit décider ?\nDana: Ma sœur, elle tient les comptes. Et c'est trop cher pour nous.\nMaya: Je comprends.",
        ),
        ("es", "Maya: ¿Quién más decide?\nDana: Mi hermana, ella lleva las cuentas. Y es demasiado caro para nosotros.\nMaya: Entiendo."),
        (
            "de",
            "Maya: Wer entscheidet noch mit?\nDana: Meine Schwester, sie macht die Bücher. Und das ist uns zu teuer.\nMaya: Das verstehe ich.",
        ),
        ("en", "Maya: Who else decides?\nDana: My sister, she keeps the books. And that is too expensive for us.\nMaya: I understand."),
    ] {
        assert_eq!(objections(language, lines), 1, "{language}");
    }
}
