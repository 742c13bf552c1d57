//! Single words with their times -> what one person says without a break.

use crate::domain::time::Millis;
use crate::import::Piece;

/// A silence of this length between two words of a speaker begins a new piece.
const PAUSE: Millis = Millis(1500);

/// … and a shorter one does after the end of a sentence.
const BREATH: Millis = Millis(300);

/// A sentence of fewer words goes on with the next one, unless there is a breath between.
const SHORT: usize = 4;

/// A piece without any full stop ends at last after so many words.
const LONG: usize = 100;

/// Words before a full stop that ends no sentence.
const ABBREVIATIONS: &[&str] = &["Dr.", "Mr.", "Mrs.", "Ms.", "St.", "vs.", "e.g.", "i.e.", "approx."];

/// A word, or punctuation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word<'a> {
    /// `None`: whoever spoke before goes on.
    pub label: Option<&'a str>,
    pub start: Option<Millis>,
    pub end: Option<Millis>,
    pub text: &'a str,
    pub line: usize,
}

/// Joins words into pieces.
#[derive(Debug, Default)]
pub(super) struct Joiner {
    pieces: Vec<Piece>,
    /// Whether the words bring their own spaces.
    is_spaced: bool,
    /// How many words the last piece has.
    words: usize,
}

impl Joiner {
    /// For words that bring the spaces between them (" so", " far"), or do not.
    pub(super) fn new(is_spaced: bool) -> Self {
        Self { is_spaced, ..Self::default() }
    }

    /// Adds the next word.
    pub(super) fn push(&mut self, word: Word) {
        let is_mark = !word.text.contains(char::is_alphanumeric);
        if word.text.is_empty() || (is_mark && self.pieces.is_empty()) {
            return;
        }
        let begins = !is_mark && self.begins(word);
        match self.pieces.last_mut() {
            Some(last) if !begins => {
                if !self.is_spaced && !is_glued(word.text, is_mark) {
                    last.text.push(' ');
                }
                last.text.push_str(word.text);
                if last.start.is_none() {
                    last.start = word.start;
                }
                last.end = word.end.or(word.start).max(last.end);
            }
            _ => {
                self.words = 0;
                let label = word.label.map(Into::into);
                self.pieces.push(Piece {
                    line: word.line,
                    start: word.start,
                    end: word.end,
                    label,
                    text: word.text.to_owned(),
                    ..Piece::default()
                });
            }
        }
        if !is_mark {
            self.words += word.text.split_whitespace().count();
            // Where several words share a time, one of them has it.
            if let Some(last) = self.pieces.last_mut().filter(|_| word.start.is_some()) {
                last.stamps += 1;
            }
        }
    }

    /// Whether a word begins a new piece.
    fn begins(&self, word: Word) -> bool {
        let Some(last) = self.pieces.last() else { return true };
        if (word.label.is_some() && word.label != last.label.as_deref()) || self.words >= LONG {
            return true;
        }
        let silence = match (last.end, word.start) {
            (Some(end), Some(start)) => start - end,
            _ => Millis(0),
        };
        silence >= PAUSE || (ends_sentence(&last.text) && (self.words >= SHORT || silence >= BREATH))
    }

    /// What was joined.
    pub(super) fn finish(self) -> Vec<Piece> {
        self.pieces
    }
}

/// Whether no space stands before it: a comma, a full stop, a closing bracket.
fn is_glued(text: &str, is_mark: bool) -> bool {
    is_mark && text.starts_with(['.', ',', '?', '!', ';', ':', '…', '%', ')', ']', '”', '’', '。', '，', '？', '！', '\''])
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let is_ended = text.trim_end_matches(['"', '”', ')', '\'', '’']).ends_with(['.', '?', '!', '…', '。', '？', '！']);
    is_ended && !ABBREVIATIONS.iter().any(|it| text.ends_with(it))
}

/// Joins pieces that are single words, as some tools write them; leaves others alone.
pub(super) fn join_single_words(pieces: Vec<Piece>) -> Vec<Piece> {
    let words = pieces.iter().map(|it| it.text.split_whitespace().count()).sum::<usize>();
    if pieces.len() < 4 || words * 2 > pieces.len() * 3 {
        return pieces;
    }
    // Parts of words ("Mon", "day") are told from words by the spaces that stand before these.
    let edged = pieces.iter().filter(|it| it.text.starts_with(char::is_whitespace) || it.text.ends_with(char::is_whitespace)).count();
    let is_spaced = edged * 4 >= pieces.len();
    let mut joiner = Joiner::new(is_spaced);
    for it in &pieces {
        let text = if is_spaced { it.text.as_str() } else { it.text.trim() };
        joiner.push(Word { label: it.label.as_deref(), start: it.start, end: it.end, text, line: it.line });
    }
    joiner.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[(&str, i64, i64, &str)], expected: &[(i64, i64, &str)]) {
        let mut joiner = Joiner::new(false);
        for (label, start, end, text) in words {
            joiner.push(Word { label: Some(label), start: Some(Millis(*start)), end: Some(Millis(*end)), text, line: 1 });
        }
        let found = joiner.finish();
        let found: Vec<_> = found.iter().map(|it| (it.start.unwrap().0, it.end.unwrap().0, it.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_voice_a_silence_and_a_sentence_part_words() {
        check(
            &[("A", 0, 100, "So"), ("A", 200, 300, "far"), ("A", 1900, 2000, "yes"), ("B", 2100, 2200, "Right")],
            &[(0, 300, "So far"), (1900, 2000, "yes"), (2100, 2200, "Right")],
        );
        check(
            &[("A", 0, 100, "We"), ("A", 100, 200, "met"), ("A", 200, 300, "Dr."), ("A", 300, 400, "Moss."), ("A", 450, 500, "Twice.")],
            &[(0, 400, "We met Dr. Moss."), (450, 500, "Twice.")],
        );
    }

    #[test]
    fn a_short_sentence_goes_on_unless_there_is_a_breath() {
        check(&[("A", 0, 100, "No."), ("A", 150, 200, "Never.")], &[(0, 200, "No. Never.")]);
        check(&[("A", 0, 100, "No."), ("A", 400, 500, "Never.")], &[(0, 100, "No."), (400, 500, "Never.")]);
    }

    #[test]
    fn punctuation_belongs_to_the_word_before_whoever_is_said_to_speak() {
        check(&[("A", 0, 100, "Well"), ("B", 100, 100, ","), ("A", 200, 300, "yes"), ("A", 300, 300, "-")], &[(0, 300, "Well, yes -")]);
    }

    #[test]
    fn words_without_end_of_a_sentence_are_parted_at_last() {
        let words: Vec<_> = (0..250).map(|it| ("A", it * 10, it * 10 + 9, "so")).collect();
        let mut joiner = Joiner::new(false);
        for (label, start, end, text) in words {
            joiner.push(Word { label: Some(label), start: Some(Millis(start)), end: Some(Millis(end)), text, line: 1 });
        }
        assert_eq!(joiner.finish().iter().map(|it| it.stamps).collect::<Vec<_>>(), [100, 100, 50]);
    }
}
