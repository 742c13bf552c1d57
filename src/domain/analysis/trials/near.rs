//! What a rule may miss, and what people say it should find.

use crate::domain::analysis::{Rule, scenes, shipped, tried};
use crate::domain::call::Call;
use crate::domain::call::Picked;
use crate::domain::id::{CallId, RawId};
use crate::domain::transcript::Place;
use crate::import::batch::blank;

const LINES: &str = "Maya: Our support costs extra, is that expensive?\nDana: It sounds too expensive for us. Honestly it is a really expensive step. We like the colour.\nMaya: The expense is small.\nDana: Expenses like that worry me.";

fn call() -> Call {
    Call { language: "en".to_owned(), ..blank(CallId(RawId::new(1, 1)), String::new(), Picked::default(), None) }
}

fn rule(phrases: &[&str], side: &str) -> Rule {
    let side = if side.is_empty() { serde_json::Value::Null } else { side.into() };
    serde_json::from_value(serde_json::json!({ "name": "Dear", "kind": "custom", "phrases": phrases, "side": side })).unwrap()
}

#[track_caller]
fn near(rule: &Rule) -> Vec<String> {
    let words = scenes::dialogue(LINES);
    tried(rule, false, &call(), &words).1.into_iter().map(|it| format!("{} {}", it.found.phrase.quote, it.share)).collect()
}

#[test]
fn a_sentence_with_most_of_a_phrase_and_no_hit_is_near_where_the_rule_listens() {
    assert_eq!(near(&rule(&["too expensive"], "theirs")), ["expensive 75", "Expenses 75"]);
    assert_eq!(near(&rule(&["too expensive"], "")), ["expensive 75", "expensive 75", "expense 75", "Expenses 75"]);
    assert_eq!(near(&rule(&["expensive step colour"], "theirs")).len(), 1, "half of the letters at least");
    assert_eq!(near(&rule(&["the"], "theirs")), Vec::<String>::new(), "small words tell nothing");
    let questions = shipped("en").map(|it| it.0).find(|it| !it.phrases.is_empty()).unwrap();
    assert_eq!(tried(&questions, true, &call(), &scenes::dialogue(LINES)).1, [], "phrases do not tell questions");
}

#[test]
fn what_is_marked_as_missed_gives_how_much_is_found_and_becomes_a_right_hit_once_it_is() {
    let words = scenes::dialogue(LINES);
    let mut rule = rule(&["too expensive"], "theirs");
    let (hits, near) = tried(&rule, false, &call(), &words);
    let (id, hit, sentence) = (call().id, hits[0].phrase.from, near[0].found.sentence.clone());
    rule.judge(id, hit, Some(true));
    assert_eq!(rule.recall(), None, "nobody has said that it misses anything");
    rule.miss(id, &sentence, true);
    assert_eq!((rule.recall(), rule.precision().map(|it| (it.of, it.n))), (Some((1, 2)), Some((1, 1))));
    assert_eq!(rule.judgement(id, sentence.from), None, "a miss is no hit");
    let other = Rule { phrases: vec!["colour".to_owned()], ..rule.clone() };
    let listed = tried(&other, false, &call(), &words).1;
    assert_eq!(listed.iter().map(|it| it.share).collect::<Vec<_>>(), [100], "what was marked is shown whatever the phrases are");
    rule.find(id, &sentence, Place { offset: sentence.from.offset + 9, ..sentence.from });
    rule.find(id, &hits[0].sentence, hit);
    assert_eq!((rule.recall(), rule.precision().map(|it| (it.of, it.n))), (None, Some((2, 2))));
    rule.miss(id, &sentence, true);
    assert_eq!(rule.recall(), Some((1, 2)), "one place counts once, as it was marked last");
    rule.miss(id, &sentence, false);
    assert_eq!(rule.judged.len(), 1);
}
