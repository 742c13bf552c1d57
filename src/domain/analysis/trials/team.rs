use super::quotes;
use crate::domain::analysis::{
    Analysis, ObjectionKind, Part, Rule, Settings, SignalKind, analyse, bench, flaws, own_detectors, scenes, suggest,
};
use crate::domain::id::{CallId, RawId};
use crate::domain::rubric::{ItemKind, shipped};
use crate::domain::transcript::{Place, Side, Transcript};

fn rule(kind: SignalKind, phrases: &[&str]) -> Rule {
    Rule {
        name: "Ours".to_owned(),
        kind,
        about: None,
        phrases: phrases.iter().map(|it| (*it).to_owned()).collect(),
        side: None,
        in_question: None,
        part: None,
        language: String::new(),
        judged: vec![],
        off: None,
    }
}

fn call() -> Transcript {
    scenes::dialogue(
        "Maya: Have you looked at the Blue Lantern module?\nDana: We tried the blue lantern. It lands us in hot water.\nMaya: And the lanterns?\nDana: Blue what?",
    )
}

/// What the rule finds in the call, as words.
#[track_caller]
fn check(rule: &Rule, expected: &[&str]) {
    let transcript = call();
    let found = bench(rule, [(&transcript, "en", Some(0))].into_iter()).unwrap();
    assert_eq!(found.iter().map(|it| it.phrase.quote.as_str()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_rule_finds_its_phrases_alternatives_and_inflections() {
    check(&rule(SignalKind::Custom, &["blue lantern"]), &["Blue Lantern", "blue lantern"]);
    check(&rule(SignalKind::Custom, &["lantern~"]), &["Lantern", "lantern", "lanterns"]);
    check(&rule(SignalKind::Custom, &["blue|the lantern|what"]), &["Blue Lantern", "blue lantern", "Blue what"]);
    check(&rule(SignalKind::Custom, &["tried the *"]), &["tried the blue"]);
}

#[test]
fn a_rule_keeps_to_its_side_question_part_and_language() {
    let lantern = rule(SignalKind::Custom, &["lantern"]);
    check(&Rule { side: Some(Side::Theirs), ..lantern.clone() }, &["lantern"]);
    check(&Rule { in_question: Some(true), ..lantern.clone() }, &["Lantern"]);
    check(&Rule { in_question: Some(false), ..lantern.clone() }, &["lantern"]);
    check(&Rule { part: Some(Part::FirstPercent(20)), ..lantern.clone() }, &["Lantern"]);
    check(&Rule { part: Some(Part::LastPercent(80)), ..lantern.clone() }, &["lantern"]);
    check(&Rule { part: Some(Part::LastMinutes(1)), ..lantern.clone() }, &["Lantern", "lantern"]);
    check(&Rule { language: "de".to_owned(), ..lantern.clone() }, &[]);
    check(&Rule { language: "en-GB".to_owned(), ..lantern }, &["Lantern", "lantern"]);
}

#[test]
fn a_hit_shows_the_sentence_it_stands_in() {
    let transcript = call();
    let found = bench(&rule(SignalKind::Custom, &["hot water"]), [(&transcript, "", Some(0))].into_iter()).unwrap();
    assert_eq!((found[0].sentence.quote.as_str(), found[0].side), ("It lands us in hot water.", Side::Theirs));
}

#[test]
fn the_teams_words_are_signals_like_the_shipped_ones_and_say_whose_rule_they_are() {
    let objection = Rule { about: Some(ObjectionKind::Trust), ..rule(SignalKind::Objection, &["hot water"]) };
    let rules = vec![rule(SignalKind::Product, &["blue lantern"]), objection];
    let transcript = call();
    let analysis = analyse(&transcript, Some(0), &Settings { rules, language: "en".to_owned(), ..Settings::default() });
    assert_eq!(quotes(&analysis, SignalKind::Product), ["Blue Lantern", "blue lantern"]);
    let objection = analysis.signals.iter().find(|it| it.kind == SignalKind::Objection).unwrap();
    assert_eq!((objection.about, objection.rule), (Some(ObjectionKind::Trust), Some(1)));
}

#[test]
fn what_a_trial_of_an_objection_finds_is_an_objection_of_the_call() {
    let transcript = scenes::dialogue("Maya: Shall we plan it for spring?\nDana: I'm not going through that again.\n");
    let rule = rule(SignalKind::Objection, &["go~ through that again"]);
    let found = bench(&rule, [(&transcript, "en", Some(0))].into_iter()).unwrap();
    let analysis = analyse(&transcript, Some(0), &Settings { rules: vec![rule], ..Settings::default() });
    let shown = analysis.signals.iter().filter(|it| it.kind == SignalKind::Objection && it.rule == Some(0)).count();
    assert_eq!((found.len(), shown), (1, 1));
}

#[test]
fn what_answers_our_question_about_an_objection_is_no_other_one() {
    let transcript = scenes::dialogue(
        "Maya: We would start with one depot in spring, and the whole of it takes nine days of your time.\n\
         Dana: I'm not going through that again.\n\
         Maya: I'd be wary as well. What did it get stuck on the last time?\n\
         Dana: Mainly that they wanted to write back and our guys would never buy in.\n\
         Maya: One of our customers, a dairy like you, went live in nine days and cut late drops by half. I can send you the report.\n",
    );
    let rule = rule(SignalKind::Objection, &["go~ through that again", "never buy in"]);
    let analysis = analyse(&transcript, Some(0), &Settings { rules: vec![rule], ..Settings::default() });
    let found = crate::domain::analysis::objections(&transcript, &analysis);
    let told: Vec<_> = found
        .iter()
        .map(|it| (it.moment.quote.as_str(), it.acknowledged.is_some(), it.explored.is_some(), it.answered.is_some()))
        .collect();
    assert_eq!(told, [("I'm not going through that again", true, true, true)]);
}

#[test]
fn an_objection_half_met_gives_half_the_points_whoever_says_what_one_is() {
    let lines =
        "Maya: We would start with one depot.\nDana: That is too expensive for us.\nMaya: What would you hold it against?\nDana: Hm.\n";
    let points = |rules: &[Rule], lines: &str| {
        let transcript = scenes::dialogue(lines);
        let analysis = analyse(&transcript, Some(0), &Settings { rules: rules.to_vec(), ..Settings::default() });
        let standard = shipped().into_iter().find(|it| it.key == "standard").unwrap();
        let found = suggest(&transcript, &analysis, &standard).into_iter().find(|it| it.item == "acknowledges").unwrap();
        assert!(!found.moments.is_empty() && found.why.contains("1 of 1 objection acknowledged"), "{found:?}");
        found.points
    };
    assert_eq!(points(&[], lines), Some(3));
    let own = lines.replace("That is too expensive for us", "We went down that road once");
    assert_eq!(points(&[rule(SignalKind::Objection, &["down that road"])], &own), Some(3));
}

#[test]
fn no_rules_change_nothing() {
    let transcript = call();
    let with = |rules| analyse(&transcript, Some(0), &Settings { rules, ..Settings::default() });
    let idle = rule(SignalKind::Custom, &["nobody says this"]);
    // But that it was listened for.
    assert_eq!(with(vec![]), Analysis { rules: vec![], ..with(vec![idle]) });
}

#[test]
fn a_rule_that_cannot_run_names_its_field() {
    let sound = rule(SignalKind::Custom, &["blue"]);
    #[track_caller]
    fn faulty(rule: Rule, field: &str) {
        let found = flaws(std::slice::from_ref(&rule));
        assert_eq!(found.iter().map(|it| it.field).collect::<Vec<_>>(), [field], "{rule:?}");
        assert!(found[0].to_string().starts_with(&format!("Rule 1, {field}: ")), "{}", found[0]);
        assert!(bench(&rule, std::iter::empty()).is_err());
    }
    assert_eq!(flaws(std::slice::from_ref(&sound)), []);
    faulty(Rule { kind: SignalKind::OpenQuestion, ..sound.clone() }, "kind");
    faulty(Rule { about: Some(ObjectionKind::Price), ..sound.clone() }, "about");
    faulty(Rule { name: " ".to_owned(), ..sound.clone() }, "name");
    faulty(Rule { phrases: vec![], ..sound.clone() }, "phrases");
    faulty(Rule { phrases: vec!["  ".to_owned()], ..sound.clone() }, "phrases");
    faulty(Rule { phrases: vec!["* lantern".to_owned()], ..sound.clone() }, "phrases");
    faulty(Rule { phrases: vec!["a b c d e f g h i j k".to_owned()], ..sound.clone() }, "phrases");
    faulty(Rule { phrases: vec!["a|b|c|d|e|f|g|h|i|j ".repeat(4)], ..sound.clone() }, "phrases");
    faulty(Rule { side: Some(Side::Unknown), ..sound.clone() }, "side");
    faulty(Rule { part: Some(Part::FirstMinutes(0)), ..sound.clone() }, "part");
    faulty(Rule { part: Some(Part::LastPercent(101)), ..sound.clone() }, "part");
    faulty(Rule { language: "german".to_owned(), ..sound }, "language");
}

#[test]
fn rules_are_stored_as_plain_data() {
    let text = r#"{"kind":"competitor","phrases":["blue lantern"],"side":"theirs","in_question":false,"part":{"first_minutes":5},"language":"en"}"#;
    let read: Rule = serde_json::from_str(text).unwrap();
    assert_eq!((read.kind, read.side, read.part), (SignalKind::Competitor, Some(Side::Theirs), Some(Part::FirstMinutes(5))));
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
}

#[test]
fn what_people_say_of_hits_gives_a_precision_with_its_uncertainty() {
    let mut rule = rule(SignalKind::Custom, &["lantern"]);
    assert_eq!(rule.precision(), None);
    let call = CallId(RawId::new(1, 1));
    let place = |segment| Place { segment, offset: 0 };
    for (segment, right) in [(0, true), (1, true), (2, true), (3, false), (3, true), (4, false)] {
        rule.judge(call, place(segment), Some(right));
    }
    let found = rule.precision().unwrap();
    assert_eq!((found.of, found.n, rule.judgement(call, place(3))), (4, 5, Some(true)));
    assert!(found.low < 0.8 && found.high > 0.8);
    rule.judge(call, place(4), None);
    assert_eq!((rule.precision().unwrap().n, rule.judgement(call, place(4))), (4, None));
}

#[test]
fn a_signal_of_the_team_suggests_points_for_the_items_that_name_it() {
    let words = |lines: &str, rules: Vec<Rule>, kind: ItemKind| {
        let mut rubric = shipped()[0].clone();
        let agenda = rubric.categories.iter_mut().flat_map(|it| &mut it.items).find(|it| it.key == "agenda").unwrap();
        let key = own_detectors(&[rule(SignalKind::Custom, &["pilot"])]).remove(0).0;
        (agenda.detectors, agenda.kind) = (vec![key], kind);
        let transcript = scenes::dialogue(lines);
        let analysis = analyse(&transcript, Some(0), &Settings { rules, ..Settings::default() });
        suggest(&transcript, &analysis, &rubric).into_iter().find(|it| it.item == "agenda").unwrap()
    };
    let rules = || vec![rule(SignalKind::Custom, &["lantern"]), rule(SignalKind::Custom, &["pilot"])];
    let lines = "Maya: Shall we begin with a pilot?\nDana: What is in it?\nMaya: The pilot takes two weeks.";
    let two = words(lines, rules(), ItemKind::Scale);
    assert_eq!((two.points, two.moments.len(), two.why.as_str()), (Some(4), 2, "2 hits of the team’s signal “Ours”."));
    assert_eq!(words("Maya: A pilot, then.\nDana: Yes.", rules(), ItemKind::Scale).points, Some(3), "once says that, not how well");
    assert_eq!(words("Maya: A pilot, then.\nDana: Yes.", rules(), ItemKind::YesNo).points, Some(5));
    // Not heard is not zero, and a copy without the signal says so.
    let silent = words("Maya: Hello.\nDana: Hello.", rules(), ItemKind::Scale);
    assert_eq!((silent.points, silent.why.as_str()), (None, "No suggestion: the team’s signal “Ours” was not heard."));
    assert!(words(lines, vec![], ItemKind::Scale).why.contains("no signal “Ours” of the team is listened for"));
}

#[test]
fn what_can_be_named_by_an_item_is_a_sound_signal_with_a_name() {
    let named = |name: &str| Rule { name: name.to_owned(), ..rule(SignalKind::Pain, &["hot water"]) };
    let flawed = Rule { phrases: vec![], ..named("Flawed") };
    let found = own_detectors(&[named("Trial, paid"), named(""), flawed, named("Trial, paid")]);
    assert_eq!(found, [("signal:Trial  paid".to_owned(), "Our signal “Trial, paid”".to_owned())], "commas part keys in a row");
}
