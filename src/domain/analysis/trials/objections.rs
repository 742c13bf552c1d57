use super::heard;
use crate::domain::analysis::{Objection, ObjectionKind, Settings, SignalKind, analyse, objections, scenes};

fn raised(lines: &str) -> Vec<Objection> {
    let transcript = scenes::dialogue(lines);
    objections(&transcript, &heard(&transcript))
}

/// The one objection in the prospect's `said` is about `kind`; `None` for no objection.
#[track_caller]
fn check(said: &str, kind: Option<ObjectionKind>) {
    let transcript = scenes::dialogue(&format!("Maya: So that is how it works.\nDana: {said}\nMaya: I see.\nDana: Fine by us."));
    let signals = heard(&transcript).signals;
    let found: Vec<_> = signals.iter().filter(|it| it.kind == SignalKind::Objection).map(|it| it.about).collect();
    assert_eq!(found, kind.into_iter().map(Some).collect::<Vec<_>>(), "{said}");
}

#[test]
fn an_objection_says_what_it_is_about() {
    check("That is too expensive for us.", Some(ObjectionKind::Price));
    check("We simply can't afford that.", Some(ObjectionKind::Price));
    check("It is not a priority this spring.", Some(ObjectionKind::Timing));
    check("Let me sleep on it.", Some(ObjectionKind::Timing));
    check("We don't really need all of that.", Some(ObjectionKind::Need));
    check("I have to run it by my brother.", Some(ObjectionKind::Authority));
    check("We have been burned by a tool like that.", Some(ObjectionKind::Trust));
    check("We are under contract for two more years.", Some(ObjectionKind::Competitor));
    check("We have always done it that way, why not stick with what we know.", Some(ObjectionKind::StatusQuo));
    check("I am not convinced.", Some(ObjectionKind::Other));
}

#[test]
fn what_is_denied_supposed_or_long_past_is_no_objection() {
    for said in [
        "We don't have budget issues.",
        "No concerns from our side.",
        "It is not too expensive.",
        "If it was too expensive, I would say so.",
        "We are not worried about that.",
        "It's a fair price.",
        "I have no doubts.",
    ] {
        check(said, None);
    }
}

#[test]
fn only_the_prospect_objects() {
    let transcript = scenes::dialogue("Maya: You may find it too expensive.\nDana: We shall see.");
    assert!(heard(&transcript).signals.iter().all(|it| it.kind != SignalKind::Objection));
}

#[test]
fn an_objection_is_followed_to_its_acknowledgement_question_and_evidence() {
    let found = raised(
        "Maya: So.\nDana: That is too expensive for us.\n\
         Maya: That's a fair worry. What are you weighing it against?\nDana: The tool next door.\n\
         Maya: One of our customers saved 40% with it in a year.\nDana: I see.",
    );
    let quotes = |it: &Objection| {
        let quote = |it: &Option<crate::domain::transcript::Moment>| it.as_ref().map(|it| it.quote.clone()).unwrap_or_default();
        [quote(&it.acknowledged), quote(&it.explored), quote(&it.answered)]
    };
    assert_eq!(found.len(), 1);
    assert_eq!(
        quotes(&found[0]),
        ["That's a fair worry.", "What are you weighing it against?", "One of our customers saved 40% with it in a year."]
    );
}

#[test]
fn what_comes_back_while_it_is_answered_is_one_objection_and_another_type_is_another() {
    let same = "Maya: So.\nDana: That is too expensive for us.\nMaya: I hear you there.\nDana: It is over our budget.\nMaya: Let me look into that.\nDana: Hm.";
    assert_eq!(raised(same).len(), 1);
    let other = "Maya: So.\nDana: That is too expensive for us.\nMaya: I hear you there.\nDana: And it is not a priority.\nMaya: Let me look into that.\nDana: Hm.";
    assert_eq!(raised(other).iter().map(|it| it.kind).collect::<Vec<_>>(), [ObjectionKind::Price, ObjectionKind::Timing]);
}

#[test]
fn what_most_companies_see_and_the_next_question_on_the_list_answer_nothing() {
    let found = raised(
        "Maya: So.\nDana: That is too expensive for us.\nMaya: Most companies see 30% less stock. Do you have a second site?\nDana: No.",
    );
    assert_eq!((&found[0].acknowledged, &found[0].explored, &found[0].answered), (&None, &None, &None));
}

/// A florist's talk up to the offer, so far on that something stands which can be objected to.
const OFFERED: &str = "Maya: How do you order your stems today, who does it and when?\n\
     Dana: Every evening one of the three of us walks round with a list, then it is typed into a mail for the grower, and the grower rings back in the morning about what there is none of.\n\
     Maya: And what happens to what is left over at the end of the week?\n\
     Dana: It goes into the bin behind the shop, mostly the roses, and on a Monday nobody can say how many they were.\n\
     Maya: With us the bucket has a label and the count is on your phone at night, so nobody walks round any more. The price would be two hundred a month for all three shops, and the labels come with it.\n";

/// What the prospect says to the offer, and the kinds it is shown as.
fn to_the_offer(said: &str) -> Vec<ObjectionKind> {
    let lines = format!("{OFFERED}Dana: {said}\nMaya: Let me show you how that looks on the screen then.\nDana: Go on.");
    raised(&lines).iter().map(|it| it.kind).collect()
}

#[test]
fn what_is_said_against_an_offer_is_an_objection_in_the_words_of_many_people() {
    for (said, kind) in [
        ("We've got a supplier for that, and they know us.", ObjectionKind::StatusQuo),
        ("I've not got any budget for it till spring.", ObjectionKind::Price),
        ("So I don't know, that's a lot for me.", ObjectionKind::Price),
        ("I've been stung twice by people who promised that.", ObjectionKind::Trust),
        ("We looked at something like that two years back and it never really worked.", ObjectionKind::Trust),
        ("I've got a quote from the grower's own people in the drawer.", ObjectionKind::Competitor),
        ("We don't really need all of that for three shops.", ObjectionKind::Need),
        ("It's not a good time, we move house in May.", ObjectionKind::Timing),
    ] {
        assert_eq!(to_the_offer(said), [kind], "{said}");
    }
}

#[test]
fn a_nod_a_question_about_use_and_good_news_are_no_objections() {
    for said in [
        "And the count, does that go to the grower as well?",
        "Could you send me that on one page?",
        "My brother does the second shop, he would like that.",
        "That is cheaper than what we pay today.",
        "Sorry, one second, there is somebody at the till.",
        "We have our rush before Mother's Day and a quiet time in August.",
    ] {
        assert_eq!(to_the_offer(said), [], "{said}");
    }
}

#[test]
fn what_answers_a_question_about_how_things_are_is_no_objection() {
    let asked = |question: &str, said: &str| {
        raised(&format!("{OFFERED}Dana: I see, and that is for all three of them together then.\nMaya: Yes, all three.\nDana: And the labels come by post, I take it.\nMaya: {question}\nDana: {said}\nMaya: Good to know. Then let me go on.\nDana: Do.")).len()
    };
    assert_eq!(asked("How many shops do the buying by themselves?", "Two, and my husband decides for the third."), 0);
    assert_eq!(asked("How does a Saturday go?", "We are too busy for anything, we don't have time to eat."), 0);
    // The same words after a question whether it would do are one.
    assert_eq!(asked("Would that work for you?", "We are too busy for anything, we don't have time."), 1);
}

#[test]
fn our_own_words_said_again_and_what_is_left_to_be_done_are_no_objections() {
    let echo = format!(
        "{OFFERED}Dana: She moves the shop in May.\nMaya: Oh, that's bad timing.\nDana: It's bad timing.\nMaya: Well then.\nDana: Yes."
    );
    assert_eq!(raised(&echo), []);
    let plan = format!(
        "{OFFERED}Dana: Fine.\nMaya: I'll send you the contract by Wednesday.\nDana: And I'll talk to my brother at the weekend.\nMaya: Great, see you then.\nDana: Bye."
    );
    assert_eq!(raised(&plan), []);
}

#[test]
fn a_choice_offered_asks_for_the_cause_and_the_next_thing_on_the_list_does_not() {
    let explored = |question: &str| {
        let lines = format!("{OFFERED}Dana: That is too expensive for us.\nMaya: {question}\nDana: The month.\nMaya: Okay.\nDana: Yes.");
        raised(&lines).first().and_then(|it| it.explored.clone()).is_some()
    };
    assert!(explored("Is it the sum in a year or the price per month?"));
    assert!(!explored("And anything else?"));
}

#[test]
fn two_words_that_lead_into_an_objection_are_shown_with_it() {
    let lines = format!("{OFFERED}Dana: My hesitation is, the girls and the phones.\nMaya: I hear you.\nDana: Yes.");
    let found: Vec<_> = raised(&lines).into_iter().map(|it| it.moment.quote).collect();
    assert_eq!(found, ["My hesitation is, the girls and the phones"]);
}

#[test]
fn what_terms_and_trials_say_is_evidence() {
    for said in [
        "It's in our terms, paragraph two.",
        "You get a trial month, and you don't owe us anything.",
        "There is a service credit for it in the schedule.",
    ] {
        let lines = format!("{OFFERED}Dana: I am not convinced.\nMaya: I see. {said}\nDana: Okay.");
        assert!(raised(&lines)[0].answered.is_some(), "{said}");
    }
}

#[test]
fn what_our_side_grants_was_an_objection_in_whatever_words() {
    let told = |language: &str, offer: &str, said: &str, reply: &str| {
        let words = scenes::dialogue(&format!("Maya: {offer}\nDana: {said}\nMaya: {reply}\nDana: Yes."));
        let analysis = analyse(&words, Some(0), &Settings { language: language.to_owned(), ..Settings::default() });
        objections(&words, &analysis).into_iter().map(|it| it.moment.quote).collect::<Vec<_>>()
    };
    let cases = [
        (
            "en",
            "The price is nine thousand with the paint.",
            "We put in a new slip in spring. I can't carry that to the harbour master.",
            "No, I can see that. It is a big sum.",
        ),
        (
            "de",
            "Der Preis ist neuntausend Euro.",
            "Wir haben im Frühjahr erst den Kran bezahlt. Das kann ich dem Hafenmeister nicht vorlegen.",
            "Das verstehe ich, das ist viel.",
        ),
        (
            "es",
            "El precio es de nueve mil euros.",
            "Acabamos de pagar la grúa en primavera. No se lo puedo llevar al capitán del puerto.",
            "Le entiendo, es mucho.",
        ),
        (
            "fr",
            "Le prix est de neuf mille euros.",
            "On vient de payer la grue au printemps. Je ne peux pas porter ça au capitaine du port.",
            "Je comprends, c'est beaucoup.",
        ),
    ];
    for (language, offer, said, reply) in cases {
        assert_eq!(told(language, offer, said, reply).len(), 1, "{language}");
    }
    // What only tells how things are, or what nobody granted, is none.
    assert!(told("en", "How is it today?", "We put in a new slip in spring. I can't see the end of it.", "I can see that.").is_empty());
    let (_, offer, said, _) = cases[0];
    assert!(told("en", offer, said, "It comes in blue as well.").is_empty());
    // What somebody cannot do of a sum is one whatever we say to it.
    let refuses = "Two thousand in the first spring? I can't carry that to the harbour master.";
    assert_eq!(told("en", offer, refuses, "It comes in blue as well.").len(), 1);
    assert!(told("en", "How is it today?", refuses, "It comes in blue as well.").is_empty());
}

/// The kinds and the words of what is raised after the offer in `lines`.
fn rows(lines: &str) -> Vec<(ObjectionKind, String)> {
    raised(&format!("{OFFERED}{lines}")).into_iter().map(|it| (it.kind, it.moment.quote)).collect()
}

#[test]
fn two_objections_of_different_kinds_with_our_reply_between_them_are_a_row_each_with_its_own_words() {
    let reply = "Maya: Then let me show you how that looks on the screen.";
    let found = rows(&format!(
        "Dana: It's not the right time, ring me in autumn.\n{reply}\nDana: I need to run it by my sister.\n{reply}\nDana: I'm worried the growers won't read the labels.\n{reply}\nDana: I see."
    ));
    assert_eq!(
        found,
        [
            (ObjectionKind::Timing, "It's not the right time, ring me in autumn".to_owned()),
            (ObjectionKind::Authority, "I need to run it by my sister".to_owned()),
            (ObjectionKind::Other, "I'm worried the growers won't read the labels".to_owned()),
        ]
    );
    // A question of ours about something else does not make them one.
    let asked = "Dana: That is too expensive for us.\nMaya: I hear you. Which shop would you begin with?\nDana: I need to run it by my sister.\nMaya: I understand, so let me show you the screen then.\nDana: Yes.";
    assert_eq!(rows(asked).iter().map(|it| it.0).collect::<Vec<_>>(), [ObjectionKind::Price, ObjectionKind::Authority]);
}

#[test]
fn no_more_than_a_doubt_and_what_answers_our_question_about_a_concern_belong_to_it() {
    let doubt = "Dana: That is too expensive for us.\nMaya: Then let me show you the screen.\nDana: I'm not convinced.\nMaya: Well, there is the count as well, look.\nDana: Hm.";
    assert_eq!(rows(doubt).iter().map(|it| it.0).collect::<Vec<_>>(), [ObjectionKind::Price]);
    let why = "Dana: That is too expensive for us.\nMaya: What makes you hesitate?\nDana: Your competitor quoted us less for the same labels.\nMaya: I see, let me show you ours then.\nDana: Hm.";
    assert_eq!(rows(why).iter().map(|it| it.0).collect::<Vec<_>>(), [ObjectionKind::Price]);
}

#[test]
fn an_objection_is_quoted_in_the_words_that_tell_its_kind_not_in_those_that_lead_into_it() {
    let found =
        rows("Dana: I'm not sure about it. It's too expensive for three shops.\nMaya: Then let me show you the screen.\nDana: Yes.");
    assert_eq!(found, [(ObjectionKind::Price, "It's too expensive for three shops".to_owned())]);
}

#[test]
fn whether_one_or_two_of_their_side_speak_changes_nothing_of_what_is_an_objection() {
    let two = format!(
        "{OFFERED}Dana: Fine.\nTom: I only listen in.\nMaya: Would you stay with us if the labels came on Fridays?\nDana: I would. We like the boxes.\nIlse: I'm not signing anything until I've seen the labels.\nMaya: No, that's fair, so let me bring them all on Friday.\nDana: Good."
    );
    let one = two.replace("Ilse:", "Dana:");
    let quotes = |lines: &str| raised(lines).into_iter().map(|it| it.moment.quote).collect::<Vec<_>>();
    assert_eq!(quotes(&two), ["I'm not signing anything until I've seen the labels"]);
    assert_eq!(quotes(&one), quotes(&two));
}

#[test]
fn what_weighs_against_the_offer_is_heard_in_plain_words_too() {
    for (said, kind) in [
        ("It feels like a lot when we'd still need the list.", ObjectionKind::Price),
        ("We'd be paying double for the walking round.", ObjectionKind::Price),
        ("We don't have the budget this summer.", ObjectionKind::Price),
        ("There's a freeze on all spending at the moment.", ObjectionKind::Price),
        ("The savings wouldn't come to us anyway, they'd go to the grower.", ObjectionKind::Price),
        ("I'm not sure how much of that we'd use.", ObjectionKind::Need),
        ("We've got the list on the wall and we won't be dropping it.", ObjectionKind::StatusQuo),
        ("The one we tried cried wolf every evening.", ObjectionKind::Trust),
        ("I wouldn't want a robot writing to my growers.", ObjectionKind::Trust),
        ("You don't have any customers in our trade.", ObjectionKind::Trust),
        ("I'd want to think it through with the girls.", ObjectionKind::Timing),
    ] {
        assert_eq!(to_the_offer(said), [kind], "{said}");
    }
}

#[test]
fn doubting_a_day_putting_our_summary_right_and_past_work_are_no_objections() {
    let asked = |question: &str, said: &str| {
        rows(&format!("Dana: I see.\nMaya: {question}\nDana: {said}\nMaya: Then let me show you the screen.\nDana: Yes.")).len()
    };
    assert_eq!(asked("Can you show it to your sister this week?", "I doubt it."), 0);
    assert_eq!(asked("Is that everything?", "My sister should get it as well, and not just me."), 0);
    assert_eq!(asked("Will the girls read the labels?", "I doubt it."), 1);
}
