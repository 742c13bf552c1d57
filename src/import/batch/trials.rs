//! What is promised of many files at once.

use super::*;
use crate::domain::call::Picked;
use crate::domain::id::{CallId, PersonId, RawId};
use crate::domain::people::{Person, Role};

fn person(n: u64, name: &str, role: Role) -> Person {
    Person::new(PersonId(RawId::new(n, 0)), name, role)
}

/// A transcript of people who say one thing each; `about` makes it differ from others.
fn words(about: &str, names: &[&str]) -> Vec<u8> {
    let cue = |(at, name): (usize, &&str)| {
        format!("00:00:{:02}.000 --> 00:00:{:02}.000\n<v {name}>{about} is what we talk of\n", at * 2, at * 2 + 2)
    };
    format!("WEBVTT\n\n{}", names.iter().enumerate().map(cue).collect::<Vec<_>>().join("\n")).into_bytes()
}

fn entries(files: &[(&str, Vec<u8>)]) -> Vec<Entry> {
    files.iter().map(|(name, bytes)| Entry { name: (*name).to_owned(), look: look(bytes, None, &[]).0 }).collect()
}

fn said(side: Side, is_rep: bool) -> Answer {
    Answer { side, is_rep, person: None }
}

#[track_caller]
fn check(files: &[(&str, Vec<u8>)], people: &[Person], answers: &[(&str, Answer)], expected: &[State]) -> Plan {
    let here = Here::new(people.to_vec(), []);
    let answers: Answers = answers.iter().map(|(name, it)| (key(name), *it)).collect();
    let plan = Plan::of(&entries(files), &here, &answers);
    assert_eq!(plan.files.iter().map(|it| it.state).collect::<Vec<_>>(), expected, "{plan:#?}");
    plan
}

#[test]
fn every_file_becomes_something() {
    let parties = include_bytes!("../../../tests/fixtures/import/gong/parties-alone.in.json").to_vec();
    check(
        &[
            ("a.vtt", words("Tea", &["Ana Reis", "Bo"])),
            ("copy of a.vtt", words("Tea", &["Ana Reis", "Bo"])),
            ("b.vtt", words("Rice", &["Zoe", "Yan"])),
            ("calls.csv", b"file,date\na.vtt,2026-03-05\n".to_vec()),
            ("parties.json", parties),
            ("shot.png", vec![0x89, b'P', b'N', b'G', 0, 0, 0, 13]),
        ],
        &[person(1, "Ana Reis", Role::Rep)],
        &[],
        &[State::New, State::Twin(0), State::Asks, State::Table, State::Names, State::Refused],
    );
}

#[test]
fn a_text_that_names_nobody_is_new_and_says_in_how_many_pieces_it_is_kept() {
    let nameless = "How do you plan your routes today?\n\nBy hand, on Mondays mostly.\n\nAnd when somebody is ill?\n";
    let files = [("a.txt", nameless.as_bytes().to_vec()), ("b.vtt", words("Tea", &["Ana", "Bo"]))];
    let plan = check(&files, &[], &[], &[State::New, State::Asks]);
    assert!(plan.questions.iter().all(|it| it.name != "a.txt") && plan.files[0].voices.is_empty());
    let pieces = |at: usize| if let Look::Words(it) = &entries(&files)[at].look { it.unnamed } else { usize::MAX };
    assert_eq!((pieces(0), pieces(1)), (3, 0));
}

#[test]
fn a_file_has_as_many_words_as_its_voices_say_also_in_a_script_that_parts_none() {
    let Look::Words(it) = look("李娜: 你们现在怎么安排订单？\n王强: 每周要花两天。\n".as_bytes(), None, &[]).0 else {
        panic!("a transcript")
    };
    assert_eq!((it.words, it.voices.iter().map(|it| it.words).collect::<Vec<_>>()), (8, vec![5, 3]));
    // Nor is it a note for want of spaces.
    let alone = "李娜: 你们现在怎么安排订单，每周要花两天，去年损失了四万块。\n我们有三十分钟，先了解一下你们现在怎么安排。\n";
    assert!(matches!(look(alone.as_bytes(), None, &[]).0, Look::Words(_)));
}

#[test]
fn words_that_are_here_are_not_brought_in_again() {
    let files = entries(&[("a.vtt", words("Tea", &["Ana", "Bo"]))]);
    let Look::Words(summary) = &files[0].look else { panic!("no words") };
    let call = CallId(RawId::new(7, 0));
    let here = Here::new(vec![], [(summary.hash.clone(), call)]);
    let plan = Plan::of(&files, &here, &Answers::new());
    assert_eq!(plan.files[0].state, State::Here(call));
    assert_eq!(plan.questions, []);
}

#[test]
fn one_answer_settles_every_file_of_that_rep() {
    let names = ["Bo", "Cy", "Di"];
    let files: Vec<_> = names.iter().map(|it| ("a.vtt", words(it, &["Ana Reis", it]))).collect();
    let plan = check(&files, &[], &[], &[State::Asks; 3]);
    let asked: Vec<_> = plan.questions.iter().map(|it| (it.name.as_str(), it.files, it.open)).collect();
    assert_eq!(asked, [("Ana Reis", 3, 3), ("Bo", 1, 1), ("Cy", 1, 1), ("Di", 1, 1)]);

    let plan = check(&files, &[], &[("ana reis", said(Side::Ours, true))], &[State::New; 3]);
    assert!(plan.questions.iter().all(|it| it.open == 0), "{:?}", plan.questions);
    assert!(plan.files.iter().all(|it| it.voices[0].is_rep && it.voices[1].side == Side::Theirs));
}

#[test]
fn who_speaks_with_different_customers_is_asked_about_and_never_taken_for_one_of_them() {
    let team = [person(1, "Ana Reis", Role::Rep), person(2, "Tom Hale", Role::Rep)];
    let files = [
        ("a.vtt", words("Tea", &["Ana Reis", "Dev Rao", "Bo", "Bea"])),
        ("b.vtt", words("Rice", &["Tom Hale", "Dev Rao", "Cy"])),
        ("c.vtt", words("Salt", &["Tom Hale", "Bo", "Bea"])),
    ];
    let plan = check(&files, &team, &[], &[State::Asks, State::Asks, State::New]);
    let asked: Vec<_> = plan.questions.iter().map(|it| (it.name.as_str(), it.files, it.open)).collect();
    assert_eq!(asked, [("Dev Rao", 2, 2)]);
    assert_eq!(plan.files[0].voices.iter().map(|it| it.side).collect::<Vec<_>>(), [Side::Ours, Side::Unknown, Side::Theirs, Side::Theirs]);

    let plan = check(&files, &team, &[("Dev Rao", said(Side::Ours, false))], &[State::New; 3]);
    assert_eq!((plan.files[0].voices[1].side, plan.files[0].voices[1].is_rep), (Side::Ours, false));

    // Where nobody is known before, an answer about the rep leaves the colleague to be asked about.
    let plan = check(
        &files,
        &[],
        &[("Ana Reis", said(Side::Ours, true)), ("Tom Hale", said(Side::Ours, true))],
        &[State::Asks, State::Asks, State::New],
    );
    assert!(plan.questions.iter().any(|it| it.name == "Dev Rao" && it.open == 2), "{:?}", plan.questions);
}

#[test]
fn a_table_tells_whether_customers_differ() {
    let files = |second: &str| {
        let table = format!("file,company\na.vtt,Shop\nb.vtt,{second}\n");
        [
            ("a.vtt", words("Tea", &["Ana Reis", "Dev", "Bo"])),
            ("b.vtt", words("Rice", &["Ana Reis", "Dev", "Cy"])),
            ("calls.csv", table.into_bytes()),
        ]
    };
    let team = [person(1, "Ana Reis", Role::Rep)];
    check(&files("shop"), &team, &[], &[State::New, State::New, State::Table]);
    check(&files("Mill"), &team, &[], &[State::Asks, State::Asks, State::Table]);
}

#[test]
fn a_colleague_is_not_taken_for_the_rep() {
    let files = [("a.vtt", words("Tea", &["Ana", "Tom", "Bo"]))];
    let answers = [("Ana", said(Side::Ours, false)), ("Tom", said(Side::Ours, true)), ("Bo", said(Side::Theirs, false))];
    let plan = check(&files, &[], &answers, &[State::New]);
    assert_eq!(plan.files[0].voices.iter().map(|it| it.is_rep).collect::<Vec<_>>(), [false, true, false]);
    let plan = check(&files, &[], &[("Ana", said(Side::Ours, false))], &[State::New]);
    assert!(plan.files[0].voices.iter().all(|it| !it.is_rep));
}

#[test]
fn colleagues_are_known_by_the_domain_of_their_address() {
    let text =
        |name: &str, email: &str, other: &str| format!("speaker,email,text\n{name},{email},Hello there\n{other},x@shop.example,Hi\n");
    let files = [
        ("a.csv", text("Ana Reis", "ana@us.example", "Bo").into_bytes()),
        ("b.csv", text("Tom Hale", "tom@us.example", "Cy").into_bytes()),
    ];
    let plan = check(&files, &[person(1, "Ana Reis", Role::Rep)], &[], &[State::New, State::New]);
    assert_eq!(plan.files[1].voices.iter().map(|it| it.side).collect::<Vec<_>>(), [Side::Ours, Side::Theirs]);
    assert_eq!(plan.questions.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Tom Hale"]);
}

#[test]
fn a_table_tells_of_calls_by_file_by_id_and_by_title() {
    let table = "file;id;title;date;rep;company;type;duration\n\
        A.VTT;;;2026-03-05 14:30;Ana Reis;Shop;Discovery call;31\n\
        ;88123;;5.4.2026;;;;\n\
        ;;Rice talk;;;Rice & Co;;\n\
        lost.vtt;;;;;;;\n\
        a.vtt;;Again;;;;;\n";
    let files = [
        ("week 3/a.vtt", words("Tea", &["Ana", "Bo"])),
        ("call-88123.vtt", words("Oil", &["Zoe", "Yan"])),
        ("rice_talk.vtt", words("Rice", &["Zoe", "Yan"])),
        ("calls.csv", table.as_bytes().to_vec()),
    ];
    let plan = check(&files, &[], &[], &[State::New, State::Asks, State::Asks, State::Table]);
    let facts: Vec<&Facts> = plan.files.iter().map(|it| &it.facts).collect();
    assert_eq!((facts[0].company.as_str(), facts[0].kind.as_str(), facts[0].length), ("Shop", "discovery", Some(Millis(1_860_000))));
    assert_eq!(facts[1].kind, "", "no file tells it");
    assert_eq!(facts[0].time, NaiveTime::from_hms_opt(14, 30, 0));
    assert_eq!(facts[1].date, NaiveDate::from_ymd_opt(2026, 4, 5));
    assert_eq!(facts[2].company, "Rice & Co");
    // "Ana" is "Ana Reis", whose call it is.
    assert!(plan.files[0].voices[0].is_rep);
    let left: Vec<_> = plan.left.iter().map(|(name, it)| format!("{name}, line {}: {}", it.line, it.why)).collect();
    assert_eq!(
        left,
        ["calls.csv, line 5: no file among these fits: “lost.vtt”", "calls.csv, line 6: another row tells of the same file: “a.vtt”"]
    );
}

fn kept(files: &[(&str, Vec<u8>)], people: &[Person], answers: &[(&str, Answer)]) -> Vec<Kept> {
    let here = Here::new(people.to_vec(), []);
    let answers: Answers = answers.iter().map(|(name, it)| (key(name), *it)).collect();
    let plan = Plan::of(&entries(files), &here, &answers);
    let mut people = people.to_vec();
    let mut n = 100;
    let calls = files.iter().zip(&plan.files).filter(|it| matches!(it.1.state, State::New | State::Asks));
    calls
        .map(|((_, bytes), planned)| {
            let words = look(bytes, None, &[]).1.unwrap();
            let call = blank(CallId(RawId::new(1, 1)), "discovery".to_owned(), Picked::Random, None);
            let kept = keep(planned, words, None, call, &people, || {
                n += 1;
                PersonId(RawId::new(n, 0))
            });
            for person in &kept.people {
                people.retain(|it| it.id != person.id);
                people.push(person.clone());
            }
            kept
        })
        .collect()
}

#[test]
fn somebody_new_is_made_once() {
    let files = [("a.vtt", words("Tea", &["Ana Reis", "Bo"])), ("b.vtt", words("Rice", &["Ana Reis", "Cy"]))];
    let kept = kept(&files, &[], &[("Ana Reis", said(Side::Ours, true))]);
    assert_eq!(kept.iter().map(|it| it.people.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(kept[0].people[0].role, Role::Rep);
    assert_eq!((kept[0].call.rep, kept[1].call.rep), (Some(kept[0].people[0].id), Some(kept[0].people[0].id)));
    assert_eq!(kept[1].transcript.speakers[1].side, Side::Theirs);
}

#[test]
fn nobody_is_made_of_a_part() {
    let files = [("a.vtt", words("Tea", &["Speaker 1", "Speaker 2"]))];
    let answers = [("Speaker 1", said(Side::Ours, true))];
    let kept = kept(&files, &[], &answers);
    assert_eq!(kept[0].people, []);
    assert_eq!(kept[0].call.rep, None);
    assert_eq!(kept[0].transcript.speakers.iter().map(|it| it.side).collect::<Vec<_>>(), [Side::Ours, Side::Theirs]);

    let ana = person(1, "Ana Reis", Role::Rep);
    let answers = [("Speaker 1", Answer { person: Some(ana.id), ..said(Side::Ours, true) })];
    let kept = super::trials::kept(&files, std::slice::from_ref(&ana), &answers);
    assert_eq!((kept[0].call.rep, kept[0].transcript.speakers[0].person), (Some(ana.id), Some(ana.id)));
    assert_eq!(kept[0].people, []);
}

#[test]
fn the_rep_of_a_table_is_used_where_known_and_made_where_not() {
    let files = [
        ("a.vtt", words("Tea", &["Ana", "Bo"])),
        ("b.vtt", words("Rice", &["Speaker 1", "Speaker 2"])),
        ("calls.csv", b"file,rep\na.vtt,Ana Reis\nb.vtt,Tom Hale\n".to_vec()),
    ];
    let ana = person(1, "Ana Reis", Role::Rep);
    let kept = kept(&files, std::slice::from_ref(&ana), &[]);
    assert_eq!(kept[0].call.rep, Some(ana.id));
    assert_eq!(kept[0].people[0].voices, ["Ana"]);
    assert_eq!(kept[1].people.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Tom Hale"]);
    assert_eq!(kept[1].call.rep, Some(kept[1].people[0].id));
    // Kept without an answer: to settle on the call's page.
    assert!(kept[1].transcript.speakers.iter().all(|it| it.side == Side::Unknown));
}

#[test]
fn a_refused_file_says_why_and_a_read_one_which_lines_were_left_out() {
    let files = entries(&[("a.txt", Vec::new()), ("b.csv", b"speaker,start,text\nAna,soon,Hello\nBo,2,\nAna,3,Well\n".to_vec())]);
    assert!(matches!(&files[0].look, Look::Refused(why) if why.contains("empty")), "{:?}", files[0]);
    let Look::Words(summary) = &files[1].look else { panic!("no words") };
    assert_eq!(summary.skipped.iter().map(|it| it.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn what_was_told_of_a_file_survives_its_way_between_threads() {
    let files =
        entries(&[("a.vtt", words("Tea", &["Ana", "Bo"])), ("calls.csv", b"file,rep\na.vtt,Ana Reis\n".to_vec()), ("b.txt", Vec::new())]);
    for it in files {
        let bytes = serde_json::to_vec(&it.look).unwrap();
        assert_eq!(serde_json::from_slice::<Look>(&bytes).unwrap(), it.look);
    }
}

#[test]
fn a_first_name_that_one_of_us_alone_has_is_asked_about_for_all_files_at_once() {
    let ana = person(1, "Ana Reis", Role::Rep);
    let files = [("a.vtt", words("Tea", &["Ana", "Bo"])), ("b.vtt", words("Rice", &["Ana", "Cem"]))];
    let ask = |files: &[(&str, Vec<u8>)], people: &[Person]| {
        let plan = check(files, people, &[], &[State::Asks, State::Asks]);
        plan.questions.iter().find(|it| it.name == "Ana").unwrap().perhaps
    };
    assert_eq!(ask(&files, std::slice::from_ref(&ana)), Some(ana.id));
    assert_eq!(ask(&files, &[ana.clone(), person(2, "Ana Lima", Role::Rep)]), None, "of two nobody knows which");
    let yes = [("Ana", Answer { person: Some(ana.id), ..said(Side::Ours, true) })];
    let plan = check(&files, std::slice::from_ref(&ana), &yes, &[State::New, State::New]);
    assert!(plan.files.iter().all(|it| it.voices[0].person == Some(ana.id) && it.voices[0].is_rep && it.voices[1].side == Side::Theirs));
    let beside = [files[0].clone(), ("b.vtt", words("Rice", &["Ana", "Ana Reis"]))];
    let plan = check(&beside, std::slice::from_ref(&ana), &[], &[State::Asks, State::New]);
    assert_eq!(plan.questions[0].perhaps, Some(ana.id), "who is theirs beside her in another file is not asked about");
}

#[test]
fn those_nobody_has_answered_for_can_be_told_at_once_but_not_the_numbers_of_voices() {
    let files = [("a.vtt", words("Tea", &["Zoe Hart", "Yan Bo"])), ("b.vtt", words("Rice", &["Speaker 1", "Speaker 2"]))];
    let plan = check(&files, &[], &[], &[State::Asks, State::Asks]);
    let left = |answers: &Answers| unanswered(&plan.questions, answers).map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(left(&Vec::new()), ["Zoe Hart", "Yan Bo"]);
    assert_eq!(left(&vec![(key("Zoe Hart"), said(Side::Theirs, false))]), ["Yan Bo"]);
}
