//! What is promised of words and sentences.

use super::*;
use crate::domain::analysis::scenes;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (transcript, turns) = scenes::alone(text);
    let reading = Reading::of(&transcript, &turns, Lexicon::of("en"));
    let shown = |it: &Sentence| {
        let words = reading.of_sentence(it);
        text[words[0].from as usize..words[words.len() - 1].to as usize].to_owned()
    };
    assert_eq!(reading.sentences.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    check("We lost it. Why? No idea!", &["We lost it", "Why", "No idea"]);
    check("About 2.5 hours, 12,000 units at 10:30.", &["About 2.5 hours, 12,000 units at 10:30"]);
    check("Mr. Lund at 3 p.m. on Friday.", &["Mr. Lund at 3 p.m. on Friday"]);
    check("Well... I think so.", &["Well... I think so"]);
    check("Is it \"done?\" Yes.", &["Is it \"done", "Yes"]);
    check("see www.example.com today. Ok.", &["see www.example.com today", "Ok"]);
}

#[test]
fn words_keep_apostrophes_and_part_at_hyphens() {
    let text = "Don’t re-key it: 8k, 40%, $5.";
    let (transcript, _) = scenes::alone(text);
    let texts: Vec<_> = of(text).iter().map(|it| it.text(&transcript).to_owned()).collect();
    assert_eq!(texts, ["Don’t", "re", "key", "it", "8k", "40", "%", "$", "5"]);
    assert_eq!(hashes("don't"), hashes("DON’T"));
    assert_eq!([fixed("half"), fixed("moitié")], [hash_of("half"), hash_of("Moitié")]);
}

#[test]
fn a_sentence_may_span_segments() {
    let transcript = scenes::timed(&[("Ana", 0, 900, "How long has"), ("Ana", 900, 1800, "that been so?"), ("Ben", 1900, 2500, "Years.")]);
    let turns = crate::domain::transcript::turns(&transcript, &Default::default());
    let reading = Reading::of(&transcript, &turns, Lexicon::of("en"));
    let shape: Vec<_> = reading.sentences.iter().map(|it| (it.turn, it.words.len(), it.asks)).collect();
    assert_eq!(shape, [(0, 6, true), (1, 1, false)]);
}

#[test]
fn read_piece_by_piece_it_is_the_same() {
    let lines =
        "Ana: Well, how\nAna: do you plan? And then\nBen: Mm.\nAna: we go.\nBen: so what do you do it is fine\nBen: is there any more\n";
    for lines in [lines.repeat(4), lines.replace(['.', '?', ','], "").repeat(4)] {
        let transcript = scenes::dialogue(&lines);
        let turns = crate::domain::transcript::turns(&transcript, &Default::default());
        let whole = Reading::of(&transcript, &turns, Lexicon::of("en"));
        for many in 1..transcript.segments.len() + 2 {
            let mut reading = Reading::begin(&transcript);
            let mut pieces = 1;
            while reading.read_on(&transcript, &turns, Lexicon::of("en"), many) {
                pieces += 1;
            }
            assert!(pieces >= transcript.segments.len() / many, "{many}");
            let shape = |it: &Reading| format!("{:?}", (&it.words, &it.sentences, &it.first_sentence));
            assert!(shape(&reading) == shape(&whole), "{many}");
        }
    }
}

#[test]
fn a_capital_of_any_alphabet_begins_a_name() {
    let text = "Élan von Ørsted 3M dana 'Lee";
    let (transcript, _) = scenes::alone(text);
    let large = |it: &Word| it.text(&transcript).starts_with(char::is_uppercase);
    for word in of(text) {
        assert_eq!(word.is_large(&transcript), large(&word), "{}", word.text(&transcript));
    }
}

#[test]
fn a_script_that_does_not_part_words_is_counted_by_its_letters() {
    let transcript = scenes::dialogue("Ana: 你们现在怎么安排订单？每周要花两天。\nBen: 可以。\n");
    let turns = crate::domain::transcript::turns(&transcript, &Default::default());
    let reading = Reading::of(&transcript, &turns, Lexicon::of("und"));
    assert_eq!([reading.words_of_turn(0), reading.words_of_turn(1)], [8, 1]);
    let shape: Vec<_> = reading.sentences.iter().map(|it| (it.turn, it.asks)).collect();
    assert_eq!(shape, [(0, true), (0, false), (1, false)]);
}
