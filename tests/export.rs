//! What the documents of a scorecard promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::benchmark::standing;
use callcraft::domain::call::Call;
use callcraft::domain::id::{CardId, CommentId, PersonId, RawId};
use callcraft::domain::rubric::{Check, Critical, Effect, ItemKind, Rubric, Threshold, shipped};
use callcraft::domain::scorecard::comment::CommentKind;
use callcraft::domain::scorecard::dispute::{Decision, Dispute, Proposal, rule};
use callcraft::domain::scorecard::first::ShownEarly;
use callcraft::domain::scorecard::{CardRole, CardState, Comment, Given, KeyMoment, Scorecard};
use callcraft::exchange::file::{Entry, read};
use callcraft::export::card::{Sheet, document};
use callcraft::export::document::Document;
use callcraft::export::markdown::markdown;
use callcraft::export::names::Names;
use callcraft::export::note::note;
use callcraft::export::page::page;
use chrono::NaiveDate;

struct Made {
    call: Call,
    card: Scorecard,
    rubric: Rubric,
}

fn made() -> Made {
    let bytes = std::fs::read(format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let entries = read(&bytes).unwrap().entries;
    let (Entry::Call(call), Entry::Scorecard(card)) = (&entries[3], &entries[5]) else { panic!() };
    let mut card = card.body.clone();
    let rubric = shipped().remove(0);
    for item in rubric.items() {
        let answer = card.answer_mut(&item.key);
        answer.given.get_or_insert(Given::Points(item.points / 2));
    }
    Made { call: call.body.clone(), card, rubric }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sheet<'a>(made: &'a Made, names: Names, others: &'a [String]) -> Sheet<'a> {
    Sheet {
        call: &made.call,
        day: Some(day("2026-11-12")),
        card: &made.card,
        rubric: &made.rubric,
        rep: "Maya Lindqvist",
        scorer: "Ines Carvalho",
        others,
        standing: Some(standing(day("2026-03-02"), day("2026-11-12"), None)),
        names,
        cards: &[],
        made: ("Ines Carvalho", day("2026-11-20")),
        name_of: &|_| None,
    }
}

#[track_caller]
fn both_say(made: &Made, names: Names, expected: &[&str]) {
    let others = ["Ada Moor".to_owned()];
    document_says(&document(&sheet(made, names, &others)), expected);
}

#[track_caller]
fn document_says(document: &Document, expected: &[&str]) {
    for (form, text) in [("Markdown", markdown(document)), ("page", page(document))] {
        // Tags and emphasis aside, both say the same.
        let plain = text.replace("<h3><span dir=\"auto\">", "").replace("</span> <b>", ": ").replace("</dt>\n<dd dir=\"auto\">", ": ");
        let plain = plain.replace(":**", ":").replace("&amp;", "&");
        for words in expected {
            assert!(plain.contains(words), "{form} lacks {words:?}:\n{text}");
        }
    }
}

#[test]
fn a_card_says_who_when_what_and_how_much() {
    let made = made();
    let expected = [
        "Kettle & Sons, with Ada Moor",
        "Maya Lindqvist",
        "12 Nov 2026",
        "Discovery",
        "30:00",
        "Standard rubric, version 1",
        "Ines Carvalho (Manager",
        "43.2%",
        "C, needs coaching: coach the categories that lost most",
        "41 of 95 points earned.",
        "14.8 points below the 58 expected at 6 to 18 months; 26.8 points below the 70 expected at 18 to 36 months.",
        "Focus until the next call",
        "Say how long it takes.",
        "Impact quantified by the prospect: 4 of 5",
        "She waited.",
        "about two days a week",
        "00:02",
        "Acknowledges without arguing: not applicable",
        "Why not: no objection",
        "1 of 18 items rest on quotes",
    ];
    both_say(&made, Names::Shown, &expected);
}

#[test]
fn a_draft_and_a_partial_card_say_so_first() {
    let mut made = made();
    made.card.role = CardRole::Own;
    let own = note(&sheet(&made, Names::Shown, &[]), &[], None);
    assert_eq!(own.lines().nth(2), Some("The rep's own score: 43.2 of 100, grade C (needs coaching)"));
    made.card.role = CardRole::Manager;
    made.card.shown_early = Some(ShownEarly { by: None, at: chrono::DateTime::UNIX_EPOCH, why: "the rep is on leave".to_owned() });
    both_say(
        &made,
        Names::Shown,
        &["Shown before the rep’s own card was there: decided by the manager, 1 Jan 1970. Why: the rep is on leave"],
    );

    made.card.state = CardState::Draft;
    made.card.answers.truncate(3);
    both_say(&made, Names::Shown, &["Draft: 3 of 19 items are judged", "not judged"]);
    for item in made.rubric.categories[1].items.clone() {
        made.card.answer_mut(&item.key).given = Some(Given::NotApplicable("interview".to_owned()));
    }
    both_say(&made, Names::Shown, &["Partial: only 65 of 100 points apply"]);
    made.card.answers.clear();
    both_say(&made, Names::Shown, &["No score"]);
}

#[test]
fn hidden_names_stand_nowhere() {
    let mut made = made();
    made.card.note = "Maya, ask Ada what Kettle & Sons pays. Ines".to_owned();
    both_say(
        &made,
        Names::Hidden,
        &["the rep, ask the prospect what the prospect's company pays. the manager".split_once('\'').unwrap().0],
    );
    let others = ["Ada Moor".to_owned()];
    let document = document(&sheet(&made, Names::Hidden, &others));
    for text in [markdown(&document), page(&document)] {
        for name in ["Maya", "Lindqvist", "Ines", "Carvalho", "Ada", "Moor", "Kettle"] {
            assert!(!text.contains(name), "{name} in:\n{text}");
        }
    }
}

#[test]
fn no_field_of_a_card_can_break_out_of_its_document() {
    let payload = "</main><script>alert(1)</script> [x](javascript:alert(1)) **b** | c\n# d";
    let mut made = made();
    made.call.title = payload.to_owned();
    made.call.kind = payload.to_owned();
    made.card.note = payload.to_owned();
    made.card.focus.as_mut().unwrap().action = payload.to_owned();
    made.card.focus.as_mut().unwrap().item = payload.to_owned();
    made.rubric.title = payload.to_owned();
    made.rubric.categories[0].title = payload.to_owned();
    made.rubric.categories[0].items[0].title = payload.to_owned();
    for answer in &mut made.card.answers {
        answer.comment = payload.to_owned();
        answer.given =
            answer.given.take().map(|it| if matches!(it, Given::Points(_)) { it } else { Given::NotApplicable(payload.to_owned()) });
        answer.evidence.iter_mut().for_each(|it| it.quote = payload.to_owned());
    }
    let others = [];
    let document = document(&Sheet { rep: payload, scorer: payload, ..sheet(&made, Names::Shown, &others) });
    let (markdown, page) = (markdown(&document), page(&document));
    for forbidden in ["<script", "[x](", "**b**", "\n# d"] {
        assert!(!markdown.contains(forbidden), "{forbidden} in:\n{markdown}");
    }
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("</main>").count(), 1);
}

#[test]
fn words_are_not_turned_around() {
    let mut made = made();
    made.card.note = "ab\u{202E}dc".to_owned();
    both_say(&made, Names::Shown, &["abdc"]);
}

#[test]
fn every_kind_of_item_says_what_was_given_and_critical_items_what_followed() {
    let mut made = made();
    let items = &mut made.rubric.categories[0].items;
    let check = |key: &str| Check { key: key.to_owned(), title: format!("Check {key}"), share: 1 };
    items[0].kind = ItemKind::Checklist { checks: vec![check("a"), check("b")] };
    items[1].kind = ItemKind::Count { thresholds: vec![Threshold { at_least: 2, points: 4 }] };
    (items[2].kind, items[2].points) = (ItemKind::Text, 0);
    items[1].critical = Some(Critical { below: 5, effect: Effect::CapsTotal(30) });
    let keys: Vec<String> = items.iter().map(|it| it.key.clone()).collect();
    let given = [Given::Checks(vec!["b".to_owned()]), Given::Count(3), Given::Text("Warm, with Ada Moor.".to_owned())];
    for (key, given) in keys.iter().zip(given) {
        made.card.answer_mut(key).given = Some(given);
    }
    let said =
        ["Personalised opener: 3 of 5", "Check a: no; Check b: yes.", "3 counted, 4 of 5", ": noted", "Warm, with Ada Moor.", "30.0%"];
    both_say(&made, Names::Shown, &said);
    both_say(&made, Names::Shown, &["Critical: “Agenda with a time commitment” was missed, which caps the total at 30%."]);
    both_say(&made, Names::Hidden, &["Warm, with the prospect."]);
}

/// The manager's card, talked about and disputed by the rep, and the rep's own.
fn talked_about(made: &mut Made) -> Scorecard {
    let at = |day: u32| format!("2026-11-{day:02}T10:00:00Z").parse().unwrap();
    let said = |n: u64, reply_to: Option<u64>, text: &str| Comment {
        id: CommentId(RawId::new(n, 0)),
        by: None,
        at: at(13),
        kind: CommentKind::Question,
        moment: None,
        reply_to: reply_to.map(|it| CommentId(RawId::new(it, 0))),
        text: text.to_owned(),
    };
    let card = &mut made.card;
    card.scorer = Some(PersonId(RawId::new(2, 0)));
    let quoted = card.answers.iter().flat_map(|it| &it.evidence).next().unwrap().clone();
    card.comments.push(Comment { moment: Some(quoted.clone()), ..said(1, None, "Maya, what would you ask Ada next?") });
    card.key_moments.push(KeyMoment { moment: quoted, why: "The number, and the silence after it".to_owned() });
    let mut own = Scorecard::draft(CardId(RawId::new(9, 9)), card.call, card.rubric.clone(), CardRole::Own, at(12));
    own.scorer = Some(PersonId(RawId::new(1, 0)));
    own.comments.push(said(2, Some(1), "What the two days cost."));
    let given = Given::Points(5);
    let proposed = vec![
        Proposal { item: "agenda".to_owned(), given: given.clone(), evidence: vec![] },
        Proposal { item: "invite".to_owned(), given, evidence: vec![] },
    ];
    let dispute = Dispute { card: card.id, at: at(14), reason: "Ada had it by mail.".to_owned(), proposed };
    card.answer_mut("agenda").given = Some(Given::Points(1));
    card.state = CardState::Submitted;
    let decision = Decision { accepted: vec!["agenda".to_owned()], why: "The mail, yes.".to_owned(), by: None, at: at(15) };
    rule(card, &made.rubric, &dispute, decision).unwrap();
    own.disputes.push(dispute);
    own
}

fn name_of(id: PersonId) -> Option<String> {
    Some(if id.0 == RawId::new(1, 0) { "Maya Lindqvist" } else { "Ines Carvalho" }.to_owned())
}

#[test]
fn what_is_said_around_a_card_stands_in_its_document() {
    let mut made = made();
    let own = talked_about(&mut made);
    let others = ["Ada Moor".to_owned()];
    let cards = [&made.card, &own];
    let with = |names| document(&Sheet { cards: &cards, name_of: &name_of, ..sheet(&made, names, &others) });
    let said = [
        "Dispute",
        "Disputed by Maya Lindqvist on 14 Nov 2026: Ada had it by mail.",
        "Agenda with a time commitment: 1 of 5 given, 5 of 5 proposed; taken.",
        "; not taken.",
        "Partly accepted by Ines Carvalho on 15 Nov 2026: The mail, yes.",
        "Agenda with a time commitment: 5 of 5 (1 of 5 when submitted)",
        "Key moments for the session",
        "The number, and the silence after it",
        "Question from Ines Carvalho: Maya, what would you ask Ada next?",
        "In reply: Question from Maya Lindqvist: What the two days cost.",
    ];
    document_says(&with(Names::Shown), &said);
    let hidden = with(Names::Hidden);
    document_says(&hidden, &["Question from the manager: the rep, what would you ask the prospect next?", "Disputed by the rep on"]);
    for name in ["Maya", "Lindqvist", "Ines", "Carvalho", "Ada", "Moor"] {
        assert!(!markdown(&hidden).contains(name) && !page(&hidden).contains(name), "{name}");
    }
}

#[test]
fn a_note_says_the_score_three_facts_the_focus_and_the_next_step_in_a_few_lines() {
    let mut made = made();
    let focus = made.card.focus.as_mut().unwrap();
    (focus.calls, focus.until) = (5, Some(day("2026-11-26")));
    let others = ["Ada Moor".to_owned()];
    let quoted = made.card.answers.iter().flat_map(|it| &it.evidence).next().unwrap().clone();
    let facts = ["Talk ratio: 47%", "Questions: 11", "Longest monologue: 02:41", "Patience: 0.9 s"].map(str::to_owned);
    let text = note(&sheet(&made, Names::Shown, &others), &facts, Some(&quoted));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Kettle & Sons, with Ada Moor");
    assert_eq!(lines[1], "Discovery, 12 Nov 2026, 30 min, Maya Lindqvist");
    assert_eq!(lines[2], "Score: 43.2 of 100, grade C (needs coaching)");
    assert_eq!(lines[3..6], ["- Talk ratio: 47%", "- Questions: 11", "- Longest monologue: 02:41"]);
    assert!(lines[6].starts_with("Focus: ") && lines[6].ends_with("Say how long it takes. (for 5 calls, until 26 Nov 2026)"), "{text}");
    assert!(lines[7].starts_with("Next step: “") && lines.len() == 8, "{text}");

    made.card.state = CardState::Draft;
    made.card.answers.truncate(3);
    made.card.focus = None;
    let hidden = note(&sheet(&made, Names::Hidden, &others), &[], None);
    assert!(hidden.starts_with("Discovery call\n12 Nov 2026, 30 min\nScore: "), "{hidden}");
    assert!(
        hidden.contains("draft: 3 of 19 items judged")
            && hidden.contains("- Best: ")
            && hidden.ends_with("Next step: none heard on the call\n"),
        "{hidden}"
    );
    for name in ["Maya", "Ines", "Ada", "Moor", "Kettle"] {
        assert!(!hidden.contains(name), "{name} in {hidden}");
    }
}

#[test]
fn a_submitted_card_has_its_company_a_line_for_each_to_sign_and_who_exported_it() {
    let mut made = made();
    made.card.state = CardState::Submitted;
    made.call.company = "Kettle & Sons".to_owned();
    let shown = document(&sheet(&made, Names::Shown, &[]));
    assert_eq!(shown.signed, ["Maya Lindqvist (rep), date", "Ines Carvalho (manager), date"]);
    document_says(&shown, &["Company: Kettle & Sons", "Confidential, exported by Ines Carvalho on 20 Nov 2026."]);
    assert!(page(&shown).contains("Maya Lindqvist (rep), date") && !markdown(&shown).contains("(rep), date"));
    let hidden = document(&sheet(&made, Names::Hidden, &[]));
    assert_eq!(hidden.signed, ["Rep, date", "Manager, date"]);
    assert!(!page(&hidden).contains("Kettle") && hidden.foot.starts_with("Confidential, exported on 20 Nov 2026."));
    made.card.state = CardState::Draft;
    assert!(document(&sheet(&made, Names::Shown, &[])).signed.is_empty());
}
