//! What is told of voices, and what is asked.

use super::*;
use crate::domain::id::RawId;
use crate::domain::transcript::tests::dialogue;

fn person(n: u64, name: &str, role: Role) -> Person {
    Person::new(PersonId(RawId::new(n, 0)), name, role)
}

fn call() -> Transcript {
    dialogue(&[
        ("Ana Reis", "Hello there, thanks for coming"),
        ("Bo Lund", "Hi"),
        ("Tom", "Hello, I am Ana's manager and will only listen in today"),
    ])
}

#[test]
fn a_renamed_voice_is_remembered_by_both_names() {
    let mut call = call();
    let mut voices = guess(&call, &[], &[]);
    voices[0].name = "Ana Clara Reis".to_owned();
    voices[0].side = Side::Ours;
    voices[0].is_rep = true;
    let settled = settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
    assert_eq!((call.speakers[0].name.as_str(), settled.people[0].name.as_str()), ("Ana Clara Reis", "Ana Clara Reis"));
    assert!(settled.people[0].answers_to("Ana Reis"));
}

#[test]
fn a_first_name_on_our_side_is_the_one_of_ours_who_has_it() {
    let call = dialogue(&[("Ana", "Hello there"), ("Bo", "Hi"), ("Tom Berg", "Hello")]);
    let (ana, tom) = (person(1, "Ana Reis", Role::Rep), person(2, "Tom Berg", Role::Manager));
    let people = |them: &[&Person]| guess(&call, &[], them.to_vec()).into_iter().map(|it| it.person).collect::<Vec<_>>();
    // Tom is known, so the others are theirs: whoever is called Ana there is somebody else.
    assert_eq!(people(&[&ana, &tom]), [None, None, Some(tom.id)]);
    let mut voices = heard(&call);
    voices[0].be_on(Side::Ours);
    by_first_name(&mut voices, [&ana, &tom]);
    assert_eq!(voices[0].person, Some(ana.id));
    voices[0].person = None;
    by_first_name(&mut voices, [&ana, &person(3, "Ana Lima", Role::Rep)]);
    assert_eq!(voices[0].person, None, "of two nobody knows which");
    by_first_name(&mut voices, [&person(4, "Ana", Role::Rep)]);
    assert_eq!(voices[0].person, None, "the whole name is known without that");
}

#[test]
fn voices_said_to_be_the_same_become_one() {
    let mut call = call();
    let mut voices = guess(&call, &[], &[]);
    voices[0].side = Side::Ours;
    voices[0].is_rep = true;
    voices[2].side = Side::Ours;
    voices[2].same_as = Some(0);
    let settled = settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
    assert_eq!(call.speakers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Ana Reis", "Bo Lund"]);
    assert_eq!((call.segments[2].speaker, settled.people.len()), (Some(0), 1));
}

#[test]
fn voices_that_point_at_each_other_lose_nobody() {
    let mut call = call();
    let mut voices = guess(&call, &[], &[]);
    voices[0].same_as = Some(1);
    voices[1].same_as = Some(0);
    voices[2].same_as = Some(99);
    settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
    assert!(call.segments.iter().all(|it| it.speaker.is_some_and(|it| usize::from(it) < call.speakers.len())));
}

#[test]
fn nobody_known_means_asking() {
    let voices = guess(&call(), &[], &[]);
    assert!(!is_settled(&voices));
    assert!(voices.iter().all(|it| it.side == Side::Unknown && !it.is_rep));
}

#[test]
fn who_was_told_once_is_known_the_next_time() {
    let mut transcript = call();
    let mut voices = guess(&transcript, &[], &[]);
    for (voice, (side, is_rep)) in voices.iter_mut().zip([(Side::Ours, true), (Side::Theirs, false), (Side::Ours, false)]) {
        (voice.side, voice.is_rep) = (side, is_rep);
    }
    let mut n = 0;
    let settled = settle(&mut transcript, &voices, &[], || {
        n += 1;
        PersonId(RawId::new(n, 0))
    });
    assert_eq!(settled.people.iter().map(|it| it.role).collect::<Vec<_>>(), [Role::Rep, Role::Colleague]);
    assert_eq!((transcript.speakers[0].person, transcript.speakers[1].person), (settled.rep, None));

    let again = guess(&call(), &[], &settled.people);
    assert!(is_settled(&again), "{again:?}");
    assert_eq!(again.iter().map(|it| it.is_rep).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn another_name_for_somebody_known_is_remembered() {
    let ana = person(1, "Ana Reis", Role::Rep);
    let mut transcript = dialogue(&[("AE", "Hello"), ("Bo", "Hi")]);
    let voices = [
        Voice {
            label: "AE".into(),
            name: "AE".into(),
            same_as: None,
            email: None,
            side: Side::Ours,
            is_rep: true,
            person: Some(ana.id),
            words: 1,
        },
        Voice {
            label: "Bo".into(),
            name: "Bo".into(),
            same_as: None,
            email: None,
            side: Side::Theirs,
            is_rep: false,
            person: None,
            words: 1,
        },
    ];
    let settled = settle(&mut transcript, &voices, &[ana], || unreachable!());
    assert_eq!(settled.people[0].voices, ["AE"]);
    assert!(is_settled(&guess(&dialogue(&[("ae", "x"), ("Zoe", "y")]), &[], &settled.people)));
}

#[test]
fn whoever_has_the_mail_domain_of_our_people_is_ours_the_next_time() {
    let mail = |it: [&str; 3]| it.map(|it| (!it.is_empty()).then(|| it.to_owned()));
    let mut transcript = call();
    let mut voices = guess(&transcript, &mail(["ana@us.example", "", ""]), &[]);
    (voices[0].side, voices[0].is_rep) = (Side::Ours, true);
    let people = settle(&mut transcript, &voices, &[], || PersonId(RawId::new(7, 0))).people;
    assert_eq!(people[0].voices, ["ana@us.example"]);

    let others = dialogue(&[("Uma", "Hello"), ("Vic", "Hi"), ("Wim", "Hello")]);
    let sides = |mails| guess(&others, &mail(mails), &people).iter().map(|it| it.side).collect::<Vec<_>>();
    assert_eq!(sides(["uma@US.example", "vic@shop.example", ""]), [Side::Ours, Side::Theirs, Side::Theirs]);
    assert_eq!(sides(["uma@gmail.com", "vic@gmail.com", ""]), [Side::Unknown; 3], "public mail tells nothing");
    let known = guess(&others, &mail(["Ana@us.example", "", ""]), &people);
    assert_eq!((known[0].person, known[0].is_rep), (Some(people[0].id), true), "an address is as good as a name");
}

#[test]
fn one_known_customer_does_not_make_all_others_ours() {
    let call = |voices: &[&str]| dialogue(&voices.iter().map(|it| (*it, "Good morning to you all")).collect::<Vec<_>>());
    let us = [Person { voices: vec!["ana@us.example".to_owned()], ..person(1, "Ana Reis", Role::Rep) }];
    let sides = |voices: &[&str]| {
        let theirs = Some("uma@them.example".to_owned());
        guess(&call(voices), &[theirs], &us).iter().map(|it| (it.side, it.is_rep)).collect::<Vec<_>>()
    };
    let (theirs, open) = ((Side::Theirs, false), (Side::Unknown, false));
    assert_eq!(sides(&["Uma Holt", "Vic Renn", "Tom Berg"]), [theirs, open, open], "who of the two is ours is asked");
    assert_eq!(sides(&["Uma Holt", "Tom Berg"]), [theirs, (Side::Ours, true)], "nobody else is left");
}

#[test]
fn a_guessed_voice_takes_the_persons_name_and_leaves_no_trace_with_them() {
    let ana = person(1, "Ana Reis", Role::Rep);
    let mut transcript = dialogue(&[("Somebody", "Hello"), ("Somebody", "Hi")]);
    transcript.clear_voices();
    transcript.alternate();
    let mut voices = guess(&transcript, &[], std::slice::from_ref(&ana));
    assert!(!is_settled(&voices), "nobody is known by the name of a guess");
    (voices[0].side, voices[0].is_rep, voices[0].person, voices[1].side) = (Side::Ours, true, Some(ana.id), Side::Theirs);
    let settled = settle(&mut transcript, &voices, std::slice::from_ref(&ana), || unreachable!());
    assert_eq!((settled.people.len(), settled.rep), (0, Some(ana.id)));
    assert_eq!(transcript.speakers[0].name, "Ana Reis");
}

#[test]
fn a_voice_with_the_name_of_one_of_our_people_is_that_person() {
    let ana = person(1, "Ana Reis", Role::Rep);
    let mut transcript = dialogue(&[("ana reis", "Hello"), ("Bo", "Hi")]);
    for at in 0..3 {
        recognise(&mut transcript, at, [&ana]);
    }
    assert_eq!((transcript.speakers[0].side, transcript.speakers[0].person), (Side::Ours, Some(ana.id)));
    assert_eq!((transcript.speakers[1].side, transcript.speakers[1].person), (Side::Unknown, None));
}

#[test]
fn a_voice_said_to_be_ours_is_known_by_its_first_name_and_the_call_is_then_that_reps() {
    let (ana, tom) = (person(1, "Ana Reis", Role::Rep), person(2, "Tom Berg", Role::Manager));
    let taken = |name: &str, side, people: &[&Person]| {
        let mut words = dialogue(&[("Bo", "Hi")]);
        let at = words.voice_named(name, side).unwrap();
        recognise(&mut words, at, people.to_vec());
        words
    };
    let person_of = |words: &Transcript| words.speakers[1].person;
    assert_eq!(person_of(&taken("ana", Side::Ours, &[&ana, &tom])), Some(ana.id));
    assert_eq!(person_of(&taken("Ana", Side::Unknown, &[&ana, &tom])), None, "it may be somebody of theirs");
    assert_eq!(person_of(&taken("Ana", Side::Ours, &[&ana, &person(3, "Ana Lima", Role::Rep)])), None);
    assert_eq!(person_of(&taken("Ana Reis", Side::Ours, &[&ana])), Some(ana.id));
    assert_eq!(person_of(&taken("Ana Reis", Side::Theirs, &[&ana])), None);

    let mut call = crate::import::batch::blank(crate::domain::id::CallId(RawId::new(9, 0)), String::new(), Default::default(), None);
    let mut words = taken("Ana", Side::Ours, &[&ana]);
    assert!(follow(&mut call, &words, [&ana, &tom]));
    assert_eq!((call.rep, call.lacks_sides), (Some(ana.id), true), "nobody is theirs yet");
    words.speakers[0].side = Side::Theirs;
    assert!(follow(&mut call, &words, [&ana, &tom]));
    assert!(!call.lacks_sides && !follow(&mut call, &words, [&ana, &tom]));
    words.speakers[1].person = Some(tom.id);
    assert!(!follow(&mut call, &words, [&ana, &tom]), "whose call it is said to be stays");
}

#[test]
fn where_nothing_is_new_nobody_is_written() {
    let ana = person(1, "Ana Reis", Role::Rep);
    let mut transcript = dialogue(&[("Ana Reis", "Hello"), ("Bo", "Hi")]);
    let voices = guess(&transcript, &[], std::slice::from_ref(&ana));
    assert_eq!(settle(&mut transcript, &voices, &[ana], || unreachable!()).people, []);
}

#[test]
fn a_manager_who_talks_more_is_still_not_the_rep() {
    let people = [person(1, "Ana Reis", Role::Rep), person(2, "Tom", Role::Manager)];
    let voices = guess(&call(), &[], &people);
    assert_eq!(voices.iter().find(|it| it.is_rep).map(|it| it.name.as_str()), Some("Ana Reis"));
}

#[test]
fn a_label_that_is_no_name_becomes_no_person_and_is_remembered_with_none() {
    let mut call = dialogue(&[("Speaker 0", "Hello"), ("Speaker 1", "Hi")]);
    let mut voices = heard(&call);
    be_rep(&mut voices, 0);
    infer(&mut voices, &|_| None);
    let settled = settle(&mut call, &voices, &[], || unreachable!());
    assert_eq!((settled.people.len(), settled.rep, call.speakers[0].side, call.voice_of(None)), (0, None, Side::Ours, Some(0)));

    let ana = Person::new(PersonId(RawId::new(7, 0)), "Ana Reis", Role::Rep);
    voices[0].person = Some(ana.id);
    let settled = settle(&mut call, &voices, std::slice::from_ref(&ana), || unreachable!());
    assert_eq!((settled.people.len(), settled.rep), (0, Some(ana.id)), "in another file it is somebody else");
    voices[0].person = None;
    voices[0].name = "Bo Lind".to_owned();
    let settled = settle(&mut call, &voices, &[], || PersonId(RawId::new(8, 0)));
    assert!(settled.people[0].answers_to("Bo Lind") && !settled.people[0].answers_to("Speaker 0"));
}
