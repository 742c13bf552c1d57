use super::heard;
use crate::domain::analysis::scenes;

#[test]
fn each_segment_sounds_pleased_troubled_or_neither() {
    let transcript = scenes::dialogue(
        "Maya: We open at nine.\nDana: That's great, we love it.\nMaya: What else?\nDana: It is a nightmare and we are fed up.\nMaya: I see.\nDana: It is not great, to say it politely.",
    );
    let found: Vec<_> = heard(&transcript).tones.iter().map(|it| (it.segment, it.score.signum())).collect();
    assert_eq!(found, [(1, 1), (3, -1), (5, -1)]);
}

#[test]
fn the_course_counts_the_lines_of_the_prospect_alone() {
    let transcript = scenes::dialogue(
        "Maya: That's great, we love it.\nDana: It is a nightmare and we are fed up.\nMaya: I see.\nDana: That's great, we love it.",
    );
    let course = crate::domain::analysis::course(&transcript, &heard(&transcript), 2);
    let found: Vec<_> = course.iter().map(|it| (it.pleased, it.troubled, it.moment.as_ref().map(|it| it.from.segment))).collect();
    assert_eq!(found, [(0, 1, Some(1)), (1, 0, Some(3))]);
}

#[test]
fn a_problem_and_an_objection_sound_troubled_whichever_words_they_are_said_in() {
    let transcript = scenes::dialogue(
        "Maya: What happened with the orders in June?\nDana: We had the big press down for three days.\nMaya: It is nine hundred a month.\nDana: That's a lot more than we pay now.\nMaya: And the depot?\nDana: It opens at six.\nMaya: We had ours down for three days.",
    );
    let found: Vec<_> = heard(&transcript).tones.iter().map(|it| (it.segment, it.score)).collect();
    assert_eq!(found, [(1, -1), (3, -1)]);
}

#[test]
fn a_problem_that_is_solved_does_not_sound_troubled() {
    let found = heard(&scenes::dialogue("Maya: And now?\nDana: The problem is solved now.\nMaya: Good.\nDana: We are thrilled.")).tones;
    assert_eq!(found.iter().map(|it| (it.segment, it.score.signum())).collect::<Vec<_>>(), [(3, 1)]);
}
