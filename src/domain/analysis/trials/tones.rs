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
