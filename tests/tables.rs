//! What stands in the tables for spreadsheets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::domain::analysis::{Settings, analyse};
use callcraft::exchange::file::{Entry, read};
use callcraft::export::csv::Form;
use callcraft::export::tables::{Metrics, Source, Table};

#[derive(Default)]
struct All {
    people: Vec<callcraft::domain::record::Record<callcraft::domain::people::Person>>,
    calls: Vec<callcraft::domain::record::Record<callcraft::domain::call::Call>>,
    cards: Vec<callcraft::domain::record::Record<callcraft::domain::scorecard::Scorecard>>,
    words: Vec<callcraft::domain::transcript::Transcript>,
    rubrics: Vec<callcraft::domain::rubric::Rubric>,
}

fn all(text: &str) -> All {
    let mut all = All::default();
    for entry in read(text.as_bytes()).unwrap().entries {
        match entry {
            Entry::Person(it) => all.people.push(it),
            Entry::Call(it) => all.calls.push(it),
            Entry::Scorecard(it) => all.cards.push(it),
            Entry::Rubric(it) => all.rubrics.push(it.body),
            Entry::Transcript(it) => all.words.push(it.body.transcript),
            Entry::Erasure(_) | Entry::Settings(_) | Entry::Unknown(_) => {}
        }
    }
    all
}

fn fixture() -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/exchange/every-field.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

const PLAIN: Form = Form { between: ',', bom: false };

#[track_caller]
fn check(table: Table, expected: &[&str]) {
    let all = all(&fixture());
    let text = Source::new(&all.people, &all.calls, &all.cards, all.rubrics).write(table, PLAIN);
    assert_eq!(text.lines().collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn each_table_has_its_rows_and_nothing_from_the_trash() {
    check(
        Table::People,
        &[
            "id,name,role,start_date,manager,team,zone",
            "01JD0000000000000000000001,Ines Carvalho,Manager,2025-03-03,,,Europe/Lisbon",
            "01JD0000000000000000000002,Maya Lindqvist-Berg,Rep,2026-08-10,Ines Carvalho,North,Europe/Lisbon",
        ],
    );
    check(
        Table::Calls,
        &[
            "id,title,rep,type,started_at,zone,duration_s,company,outcome,stage,tags,picked,counts_in_averages,language,consent,has_transcript,notes",
            "01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,Discovery,2026-11-12T10:00:00Z,Europe/Lisbon,1800,Kettle & Sons,Meeting booked,Qualified,new territory,Rep: went well,no,en,given,yes,Short.",
        ],
    );
    check(
        Table::Cards,
        &[
            "card,call,call_title,rep,call_started_at,scorer,role,state,submitted_at,rubric,percent,earned,of,judged,items,with_evidence,is_partial,focus,focus_action,note",
            "01JD0000000000000000000200,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Ines Carvalho,Manager's card,submitted,2026-11-12T11:20:00Z,standard@1,80.0,4,5,2,19,1,no,Agenda with a time commitment,Say how long it takes.,Good.",
            "01JD0000000000000000000201,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,quick@2,100.0,3,3,1,2,0,no,,,",
            "01JD0000000000000000000202,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,deep@3,83.3,5,6,3,4,0,no,,,",
        ],
    );
    check(
        Table::Items,
        &[
            "card,call,call_title,rep,call_started_at,scorer,role,state,submitted_at,rubric,category,item,item_title,points,of,given,not_applicable,origin,suggested,moments,quotes,comment",
            "01JD0000000000000000000200,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Ines Carvalho,Manager's card,submitted,2026-11-12T11:20:00Z,standard@1,Discovery & questioning,quantified-impact,Impact quantified by the prospect,4,5,,,overruled,5,1,about two days a week,She waited.",
            "01JD0000000000000000000200,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Ines Carvalho,Manager's card,submitted,2026-11-12T11:20:00Z,standard@1,Objection handling,acknowledges,Acknowledges without arguing,,5,,no objection,hand,,0,,",
            "01JD0000000000000000000201,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,quick@2,All of it,listened,Listened,3,3,,,hand,,0,,",
            "01JD0000000000000000000202,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,deep@3,All of it,asks,Asks,3,4,when,,hand,,0,,",
            "01JD0000000000000000000202,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,deep@3,All of it,names,Names a number,2,2,7,,hand,,0,,",
            "01JD0000000000000000000202,01JD0000000000000000000100,\"Kettle & Sons, with Ada Moor\",Maya Lindqvist-Berg,2026-11-12T10:00:00Z,Maya Lindqvist-Berg,Self-assessment,draft,,deep@3,All of it,said,What was said,,0,Two days.,,hand,,0,,",
        ],
    );
}

#[test]
fn no_text_of_a_workspace_becomes_a_formula() {
    let text = fixture()
        .replace("Maya Lindqvist", "=cmd|' /C calc'!A0")
        .replace("Kettle", "@Kettle")
        .replace("She waited.", "+1\\n-2")
        .replace("new territory", "-territory");
    let all = all(&text);
    let source = Source::new(&all.people, &all.calls, &all.cards, all.rubrics);
    for (table, name) in Table::ALL {
        let text = source.write(*table, PLAIN);
        for cell in text.split([',', '\r']) {
            assert!(!cell.trim_start_matches(['\n', '"']).starts_with(['=', '+', '@']), "{name}: {cell}");
        }
    }
}

#[test]
fn metrics_say_what_cannot_be_measured_and_why() {
    let all = all(&fixture());
    let analysis = analyse(&all.words[0], Some(0), &Settings::default());
    let mut table = Metrics::new(PLAIN);
    table.add(&all.calls[0].body, &analysis.metrics);
    let text = table.take();
    assert_eq!(text.lines().count(), 1 + analysis.metrics.len());
    assert!(text.contains(",questions,Questions,1.00,count,,"), "{text}");
}
