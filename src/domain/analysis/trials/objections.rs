use super::heard;
use crate::domain::analysis::{Objection, ObjectionKind, SignalKind, objections, scenes};

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
