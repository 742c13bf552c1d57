use super::heard;
use crate::domain::analysis::{Suggestion, Sureness, scenes, scored, suggest};
use crate::domain::rubric::shipped;
use crate::domain::transcript::Transcript;

pub(super) fn of(transcript: &Transcript, item: &str) -> Suggestion {
    let made = suggest(transcript, &heard(transcript), &shipped()[0]);
    made.into_iter().find(|it| it.item == item).unwrap()
}

#[track_caller]
pub(super) fn check(lines: &str, item: &str, points: Option<u16>, why: &str) {
    let found = of(&scenes::dialogue(lines), item);
    assert_eq!(found.points, points, "{}", found.why);
    assert!(found.why.contains(why), "{}", found.why);
}

/// Filler talk that touches no item.
pub(super) const TALK: &str = "The engine reads the lines and then it goes on. ";

#[test]
fn the_talk_ratio_earns_its_band() {
    let transcript = scenes::timed(&[("Maya", 0, 47_000, "So the first."), ("Dana", 47_100, 100_100, "And the second.")]);
    let found = of(&transcript, "talk-ratio");
    assert_eq!((found.points, found.sureness), (Some(4), Sureness::Sure));
    assert_eq!(found.why, "The rep spoke 47% of the time: above the best range, 35% to under 41%.");
}

#[test]
fn our_sides_share_stands_for_the_talk_ratio_of_a_team() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 20_000, "So the first."),
        ("Dana", 20_100, 80_100, "And the second."),
        ("Colin", 80_200, 100_200, "And the third."),
    ]);
    assert_eq!(scored(&heard(&transcript), "talk-ratio"), Some(40.0));
    let found = of(&transcript, "talk-ratio");
    assert_eq!(
        (found.points, found.why.as_str()),
        (
            Some(10),
            "The rep spoke 20% of the time and our side together 40%, which is scored where several of ours speak: within the best range, 35% to under 41%."
        )
    );
}

#[test]
fn a_few_words_of_a_colleague_count_for_our_side_too() {
    let transcript = scenes::timed(&[
        ("Maya", 0, 36_000, "So the first."),
        ("Dana", 36_100, 96_100, "And the second."),
        ("Colin", 96_200, 100_200, "Hello from me."),
    ]);
    let found = of(&transcript, "talk-ratio");
    assert_eq!(
        (found.points, found.why.as_str()),
        (
            Some(10),
            "The rep spoke 36% of the time and our side together 40%, which is scored where several of ours speak: within the best range, 35% to under 41%."
        )
    );
}

#[test]
fn an_agenda_needs_its_time_and_the_prospects_say() {
    let with = |agenda: &str| format!("Maya: {agenda}\nDana: Good.");
    check(&with("We have thirty minutes: twenty on planning, ten on us. What would you add?"), "agenda", Some(5), "with a time limit");
    check(&with("The plan for today is planning and then us."), "agenda", Some(2), "without a time limit");
    let unasked = of(&scenes::dialogue(&with("We have thirty minutes: twenty on planning, ten on us.")), "agenda");
    assert_eq!((unasked.points, unasked.sureness), (Some(3), Sureness::Unsure), "the prospect's say may have been asked in other words");
    // Whether it suits is less than what is missing.
    check(&with("We have thirty minutes: twenty on planning, ten on us. Is that okay?"), "agenda", Some(4), "was asked about it");
    check(&with("What else is on the agenda of the board?"), "agenda", Some(0), "No agenda");
    check(&with("So let me dive in."), "agenda", Some(0), "No agenda");
}

#[test]
fn proof_is_a_customer_like_them_with_a_figure() {
    let told = |story: &str| format!("Maya: {story}\nDana: I see.");
    check(&told("A wholesaler like you cut stockouts by 40% with us."), "social-proof", Some(5), "with likeness");
    check(&told("One of our customers halved its stockouts."), "social-proof", Some(4), "with a figure");
    check(&told("We work with many big names."), "social-proof", Some(1), "customers at large");
    // What nothing is told of is hardly proof, and neither how large somebody is nor what is planned for a day tells anything.
    check(&told("We did Harrow House, round the corner from you, same ovens."), "social-proof", Some(2), "like the prospect");
    check(&told("One of our customers is in Leeds, a big one, three hundred ovens."), "social-proof", Some(1), "without");
    check(&told("We are rather good."), "social-proof", Some(0), "No customer");
    check(&told("A wholesaler like you cut stockouts by 40% with us."), "credibility", Some(5), "in the opening");
}

#[test]
fn pacing_weighs_the_longest_stretch_and_the_checks() {
    let timed = |long: i64, check: &str| {
        scenes::timed(&[
            ("Maya", 0, long, "So this is how it works."),
            ("Maya", long, long + 1000, check),
            ("Dana", long + 1100, long + 9000, "I see it now."),
        ])
    };
    assert_eq!(of(&timed(40_000, "How does that compare with yours?"), "pacing").points, Some(3), "one may be chance");
    // One check to a long stretch is none for most of it.
    assert_eq!(of(&timed(58_000, "How does that compare with yours?"), "pacing").points, Some(2));
    // Without a check nobody knows what has landed, however short the stretches are; "make sense?" is none.
    assert_eq!(of(&timed(40_000, "That is it."), "pacing").points, Some(1));
    let nod = of(&timed(40_000, "So, does that make sense?"), "pacing");
    assert_eq!((nod.points, nod.why.contains("asked only for a nod")), (Some(1), true), "{}", nod.why);
    assert_eq!(of(&timed(400_000, "That is it."), "pacing").points, Some(0));
}

#[test]
fn objections_are_heard_explored_and_answered_or_not_applicable() {
    let handled = "Maya: So.\nDana: That is too expensive for us.\n\
                   Maya: That's a fair worry. Against what are you weighing it? One of our customers saved 40% with it.\nDana: Plana.";
    check(handled, "acknowledges", Some(5), "1 of 1 objection acknowledged");
    check(handled, "explores-cause", Some(5), "1 of 1 objection met");
    check(handled, "specific-evidence", Some(5), "1 of 1 objection answered");
    let argued = "Maya: So.\nDana: That is too expensive for us.\nMaya: That's not true. I can take ten off.\nDana: Hm.";
    check(argued, "acknowledges", Some(0), "0 of 1");
    check(argued, "explores-cause", Some(0), "0 of 1");
    check("Maya: So.\nDana: I like it.", "acknowledges", None, "N/A may be right");
}

#[test]
fn next_steps_need_owner_and_date() {
    let close = |text: &str| format!("Maya: {text}\nDana: Yes, that works.");
    check(&close("I'll send the comparison by Friday. Could you bring Marta in on Wednesday?"), "next-steps", Some(5), "2 with both");
    check(&close("I'll send the comparison by Friday. And we look at it on Monday at ten."), "next-steps", Some(5), "2 with both");
    check(&close("I'll send the comparison by Friday. Could you ask Marta?"), "next-steps", Some(3), "the prospect owes nothing");
    check(&close("I'll mail you the brochure today."), "next-steps", Some(1), "0 with both");
    check(&close("I'll send you something."), "next-steps", Some(0), "No next step");
    check(&close("Shall we talk again some time next month?"), "next-steps", Some(1), "1 next step heard");
    check(&close("We will see."), "next-steps", Some(0), "No next step");
}

#[test]
fn commitment_is_a_yes_to_a_dated_plan() {
    check(
        "Maya: I'll send it by Friday. Does that work for you?\nDana: Yes, that works.",
        "mutual-commitment",
        Some(5),
        "agreed to the plan once",
    );
    check("Maya: I'll send you something. Sound good?\nDana: Sure.", "mutual-commitment", Some(1), "half a yes");
    check("Maya: I'll assume that is fine.\nDana: Bye now.", "mutual-commitment", Some(0), "Neither");
}

#[test]
fn an_invite_or_a_fixed_time_closes_the_call() {
    check("Maya: Thursday at two, then.\nDana: Fine.", "invite", Some(5), "A day and a time");
    check("Maya: I'll send you an invite.\nDana: Fine.", "invite", Some(0), "no day and time");
    check("Maya: The invite goes out while we talk.\nDana: Got it, I accept the invite.", "invite", Some(5), "Both sides");
    // Which call is on the calendar already is no next one.
    check("Maya: Shall I mail it?\nDana: It's on the invite from today.", "invite", Some(0), "Neither");
    check("Maya: Let us find a slot some time.\nDana: Fine.", "invite", Some(0), "Neither");
    // A day and a time in the middle of a long call close nothing.
    let talk = TALK.repeat(200);
    check(&format!("Maya: Thursday at two, then.\nDana: Fine.\nMaya: {talk}\nDana: {talk}"), "invite", Some(0), "Neither");
}

#[test]
fn a_summary_counts_more_when_it_is_checked() {
    check("Maya: So to recap, two days go into it. Did I miss anything?\nDana: No.", "summary", Some(5), "and checked");
    check("Maya: So to recap, two days go into it.\nDana: Right.", "summary", Some(4), "not checked");
}

#[test]
fn an_opening_true_of_this_prospect_only_is_told_from_one_for_anybody() {
    let open = |text: &str| format!("Maya: {text}\nDana: Ha, good.");
    check(&open("I read the column you wrote on your new hall."), "personal-opener", Some(5), "had read");
    check(&open("How are the legs?"), "personal-opener", Some(1), "asks after");
    // Who comes to it after the first minute did not open with it.
    let talk = "It is wet here and the quay is wet as well. ".repeat(12);
    let late = format!("Maya: {talk}I read the column you wrote on your new hall.\nDana: Ha, good. {talk}{talk}{talk}");
    check(&late, "personal-opener", Some(1), "only after");
    check(&open("How are you doing today? Thanks for making the time."), "personal-opener", Some(0), "said to anybody");
}

#[test]
fn what_is_shown_is_tied_to_needs_by_the_prospects_own_words() {
    let need = "Dana: Our planners retype the delivery notes on Mondays and the forklift waits.";
    let tied = "The planners no longer retype a delivery note. The forklift stops waiting on Mondays. ".repeat(5);
    check(&format!("Maya: How is it?\n{need}\nMaya: {tied}\nDana: Fine."), "refers-to-needs", Some(5), "own words");
    let untied = "The engine has a rules table and seven charts. ".repeat(10);
    check(&format!("Maya: How is it?\n{need}\nMaya: {untied}\nDana: Fine."), "refers-to-needs", Some(0), "Nothing shown");
}

#[test]
fn benefits_are_what_the_prospect_gets_against_what_the_product_has() {
    let gets = "It saves you two hours of counting. So you no longer count. You'd save the second truck.";
    let need = "Maya: How is it?\nDana: Hours go on what we count, and a truck goes out a second time. Nothing saves us from it.";
    let asked = "Maya: A second time, you say? What happens to the truck?\nDana: It waits at the gate for hours, so we count again.\n\
                 Maya: And why do you count while the truck waits at the gate?\nDana: Nobody knows why.";
    check(&format!("{need}\n{asked}\nMaya: {gets}\nDana: Fine."), "benefits", Some(4), "own words.");
    check(&format!("{need}\nMaya: {gets}\nDana: Fine."), "benefits", Some(3), "own words.");
    check(&format!("Maya: {gets}\nDana: Fine."), "benefits", Some(1), "0 of its 3 statements");
    let has = "There is a dashboard. It has three modules. And the mobile app is new.";
    check(&format!("Maya: {has}\nDana: Fine."), "benefits", Some(0), "has in 3 sentences");
}

#[test]
fn a_figure_our_side_supplied_is_not_the_prospects() {
    check("Maya: It costs you 60K a year.\nDana: Right, 60K a year.", "quantified-impact", Some(0), "no figure");
}

#[test]
fn proof_after_the_opening_is_too_late_for_credibility() {
    let talk = TALK.repeat(60);
    let late = format!("Maya: {talk}\nDana: {talk}\nMaya: A wholesaler like you cut stockouts by 40% with us.\nDana: I see.");
    check(&late, "credibility", Some(0), "only after the opening");
}

#[test]
fn a_decision_put_off_takes_back_the_yes_before_it() {
    check(
        "Maya: I'll send it by Friday. Does that work for you?\nDana: Yes, that works. But let me sleep on it. And maybe we'll see.",
        "mutual-commitment",
        Some(1),
        "put the decision off",
    );
}

#[test]
fn what_text_cannot_tell_gets_no_points_and_says_so() {
    check("Maya: Good to see you all again.\nDana: Same here.", "personal-opener", Some(0), "said to anybody");
    check("Maya: Good to see you all again.\nDana: Same here.", "benefits", None, "hardly anything");
    check("Maya: Hello there, who is it?", "open-questions", None, "prospect is not heard");
}

#[test]
fn points_are_steps_of_the_item_and_moments_are_in_order() {
    let transcript = scenes::dialogue(
        "Maya: We have thirty minutes. How do you plan?\nDana: By hand, it costs us 60K and two days a week.\nMaya: Why by hand? I'll send it on Friday.\nDana: Yes.",
    );
    let rubric = &shipped()[0];
    let made = suggest(&transcript, &heard(&transcript), rubric);
    assert!(made.len() >= 19, "{}", made.len());
    for it in made {
        let item = rubric.item(&it.item).unwrap();
        assert!(it.points.is_none_or(|points| item.steps().contains(&points)), "{}", it.item);
        assert!(it.moments.is_sorted_by_key(|it| it.from), "{}", it.item);
        assert!(it.why.ends_with('.'), "{}", it.why);
    }
}

/// What is suggested for the agenda where it has these detectors.
fn heard_by(lines: &str, detectors: &[&str]) -> Option<Suggestion> {
    let mut rubric = shipped()[0].clone();
    let agenda = rubric.categories.iter_mut().flat_map(|it| &mut it.items).find(|it| it.key == "agenda").unwrap();
    agenda.detectors = detectors.iter().map(|it| (*it).to_owned()).collect();
    let transcript = scenes::dialogue(lines);
    suggest(&transcript, &heard(&transcript), &rubric).into_iter().find(|it| it.item == "agenda")
}

#[test]
fn all_detectors_of_an_item_are_heard_and_the_highest_with_a_moment_suggests() {
    let lines = "Maya: For today I'd like to cover your planning in thirty minutes.\nDana: Fine.\n\
                 Maya: How do you plan today? What happens then?\nDana: By hand.";
    let points = |it: &Option<Suggestion>| it.as_ref().and_then(|it| it.points);
    let alone = |key: &str| heard_by(lines, &[key]).unwrap();
    let (agenda, questions) = (alone("agenda"), alone("open-questions"));
    assert!(agenda.sources.is_empty() && agenda.points > questions.points && !questions.moments.is_empty(), "{agenda:?} {questions:?}");
    for order in [["agenda", "open-questions"], ["open-questions", "agenda"]] {
        let both = heard_by(lines, &order).unwrap();
        assert_eq!((both.points, &both.why), (agenda.points, &agenda.why));
        assert_eq!(both.moments.len(), agenda.moments.len() + questions.moments.len());
        assert!(both.moments.is_sorted_by_key(|it| (it.from, it.to)));
        // Each says what it heard, and where.
        let of = |key: &str| both.sources.iter().find(|it| it.detector == key).unwrap();
        assert_eq!(both.sources.iter().map(|it| it.detector.as_str()).collect::<Vec<_>>(), order);
        assert_eq!((of("agenda").points, &of("agenda").moments), (agenda.points, &agenda.moments));
        assert_eq!((of("open-questions").points, &of("open-questions").moments), (questions.points, &questions.moments));
    }
    // The same twice, and what nobody knows, add nothing.
    assert_eq!(heard_by(lines, &["no such detector", "agenda"]), Some(agenda));
    assert_eq!(heard_by(lines, &["no such detector"]), None);
    // One that the text cannot tell does not stand in the way of one that it can.
    assert_eq!(points(&heard_by(lines, &["explores-cause", "open-questions"])), questions.points);
    // Nothing heard by any: the suggestion is none of the points, with the reason of the first.
    let silent = heard_by("Maya: Hello.\nDana: Hello.", &["agenda", "invite"]).unwrap();
    assert_eq!((silent.points, silent.moments.len(), silent.sources.len()), (Some(0), 0, 2));
}
