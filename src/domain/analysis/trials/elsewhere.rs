//! A customer's story that no list knows: what changed for somebody who neither speaks nor is spoken to.

use crate::domain::analysis::{Settings, analyse, scenes, suggest};
use crate::domain::rubric::shipped;

/// The points for social proof of a talk between a pottery and whoever sells it kilns, and what is quoted for them.
fn proof(language: &str, before: &str, said: &str) -> (Option<u16>, String) {
    let words = scenes::dialogue(&format!("Maya: So.\nDana: And?\n{before}Maya: {said}\nDana: Ah."));
    let analysis = analyse(&words, Some(0), &Settings { language: language.to_owned(), ..Settings::default() });
    let found = suggest(&words, &analysis, &shipped()[0]).into_iter().find(|it| it.item == "social-proof").unwrap();
    (found.points, found.moments.iter().map(|it| it.quote.as_str()).collect::<Vec<_>>().join(" / "))
}

#[test]
fn what_changed_for_somebody_absent_is_a_customers_story() {
    let stories = [
        ("en", "They threw away ninety jars a month before, and it is forty a month by now."),
        ("en", "They had six cracks the spring before that, and none since."),
        ("en", "They'd noted thirty hours of cold kiln the year before they came over. Last year it was three."),
        ("en", "The two brothers over in Wick, they went from eighty broken lids in a season to nine."),
        ("en", "They used to fire at nine in the evening, four nights a week, and now it is one."),
        ("de", "Die hatten vorher neunzig Scherben in der Woche, und jetzt sind es vier."),
        ("de", "Bruch haben die vorher um die zwanzig Krüge im Monat gehabt, seit dem Umbau keinen."),
        ("fr", "Ils cassaient quarante bols par mois avant, et depuis ils en cassent six."),
        ("fr", "Elles sont passées de trente fours ratés à quatre depuis l'hiver."),
        ("es", "Ellos tenían antes cuarenta jarras rotas al mes, y ahora son cinco."),
        ("es", "Tenían treinta hornadas malas y bajaron a cuatro."),
    ];
    for (language, said) in stories {
        let (points, quotes) = proof(language, "", said);
        assert!(points >= Some(4), "{said}: {points:?} {quotes}");
    }
}

/// The same in the middle of a longer talk.
fn proof_amid(said: &str) -> (Option<u16>, String) {
    proof(
        "en",
        &"Maya: So the way the shed stands, that is for us to look at together.\nDana: Right, and the door creaks.\n".repeat(24),
        said,
    )
}

#[test]
fn a_story_shows_by_whom_it_is_of_by_when_it_was_and_by_its_numbers_together() {
    let stories = [
        "Hannah at Cold Ash had the same shed as you. She was at two ninety on the cell count and she's at one forty five now, \
             and the milking went from four hours to two.",
        "The one nearest to you is Marl Hill near Dunsop, two hundred goats. They were eight percent short on a Saturday and it \
             was under two by the ninth week.",
    ];
    for said in stories {
        let (points, quotes) = proof_amid(said);
        assert!(points >= Some(4), "{said}: {points:?} {quotes}");
    }
    let others = [
        "They sell it at nineteen a litre in the shop, I saw it on the way in, it was eighteen last year.",
        "You told me you lost eleven kids this spring, and it was four the year before, so that is where I'd begin.",
        "Sean will come on Tuesday with the two clusters and he'll need about four hours, he had it done in three at the show.",
    ];
    for said in others {
        let (points, quotes) = proof_amid(said);
        assert!(points <= Some(1), "{said}: {points:?} {quotes}");
    }
}

#[test]
fn who_we_are_at_length_and_what_anybody_loses_are_no_customers_story() {
    let ours = "So just on us, Caprilab was founded in 2011, we're in Leeds and Utrecht, about two hundred people, and we ship, it was one \
                point four million collars last year.";
    let anybody = "And on a farm like yours I'd say you're losing about two and a half grand a year just by being up here.";
    for said in [ours, anybody] {
        let (points, quotes) = proof("en", "", said);
        assert!(points <= Some(1), "{said}: {points:?} {quotes}");
    }
}

#[test]
fn what_stands_before_it_says_whom_the_story_is_of_and_is_quoted_too() {
    let said = "There is a pottery over at Crail with the same clay. They had six cracks the spring before, and none since.";
    let (points, quotes) = proof("en", "", said);
    assert!(points >= Some(4) && quotes.contains("Crail") && quotes.contains("none since"), "{points:?} {quotes}");
}

#[test]
fn neither_the_prospects_own_figures_nor_a_price_nor_what_things_do_is_a_story() {
    let others = [
        ("en", "You had ninety cracks a month before, and now they are forty."),
        ("en", "They are delivered in two crates, and each holds six."),
        ("en", "They fill in the W-9 and the I-4 before the first firing."),
        ("en", "It is twenty percent of the first year and five of the second, when they start."),
        ("en", "It went from nine to four."),
        ("de", "Die Krüge waren vorher neunzig breit."),
        ("de", "Das haben Sie vorher mit neunzig gemacht und jetzt mit vier."),
        ("fr", "Vous cassiez quarante bols avant, et maintenant ils sont six."),
        ("es", "Usted tenía antes cuarenta, y ahora son cinco."),
    ];
    for (language, said) in others {
        let (points, quotes) = proof(language, "", said);
        assert!(points <= Some(1), "{said}: {points:?} {quotes}");
    }
    let own = "Maya: How is it?\nDana: They throw away ninety jars a month, forty a week in summer.\n";
    let (points, quotes) = proof("en", own, "They throw away ninety jars a month, forty a week in summer now.");
    assert!(points <= Some(1), "{points:?} {quotes}");
}

#[test]
fn what_went_wrong_where_the_prospect_is_is_no_customers() {
    let own = "Maya: How is it?\nDana: The kiln in Wick went cold twice.\n";
    let (points, quotes) = proof("en", own, "Wick lost two firings last year, so there is a spare burner in it.");
    assert!(points <= Some(1), "{points:?} {quotes}");
    let (points, quotes) = proof("en", "", "I reckoned up what your six shelves took last year, it is four hundred lids.");
    assert!(points <= Some(1), "{points:?} {quotes}");
}
