//! Text -> words and sentences, in one pass. Words are hashes of their lower-case letters with their place; nothing
//! is copied.

use std::ops::Range;

use super::lexicon::{Lexicon, class};
use super::questions::begins_within;
use crate::domain::transcript::{Transcript, Turn};

mod scan;

use scan::{Piece, scan};
pub(super) use scan::{fixed, hash_into, hash_of, hashes};

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Plain,
    /// Begins with a digit: "8", "2.5", "12,000", "8k", "3rd".
    Number,
    /// Digits with a colon: "10:30".
    Clock,
    /// A currency sign.
    Currency,
    /// "%".
    Percent,
}

/// What stands after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    Nothing,
    /// A comma, a dash, a colon.
    Pause,
    /// The end of a sentence.
    Stop,
    /// … that asks.
    Asks,
}

/// A word or sign and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Of its letters in lower case; see [`hash_of`].
    pub hash: u64,
    /// Index of the segment.
    pub segment: u32,
    /// First byte in the segment.
    pub from: u32,
    /// Just after the last byte.
    pub to: u32,
    /// Index in the lexicon, or [`NO_HEAD`].
    pub head: u32,
    /// Bits of [`class`].
    pub class: u32,
    pub kind: Kind,
    pub after: After,
    /// Joined to the word before it by a hyphen or a slash.
    pub joined: bool,
}

/// The word is in no list.
pub(super) const NO_HEAD: u32 = u32::MAX;

impl Word {
    /// Whether it has any of the class bits.
    pub fn is(&self, bits: u32) -> bool {
        self.class & bits != 0
    }

    /// Its letters.
    pub fn text<'a>(&self, transcript: &'a Transcript) -> &'a str {
        let segment = transcript.segments.get(self.segment as usize);
        segment.and_then(|it| it.text.get(self.from as usize..self.to as usize)).unwrap_or_default()
    }
}

/// One sentence of a turn; it may span segments.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Index of the turn.
    pub turn: u32,
    /// Its words, as a range of [`Reading::words`]; never empty.
    pub words: Range<usize>,
    /// How many words a listener would count: "re-key" is one, "$" none.
    pub count: usize,
    /// Whether it ends with a question mark.
    pub asks: bool,
}

/// All words and sentences of a transcript, turn by turn.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// The first sentence of each turn, and one more at the end.
    pub first_sentence: Vec<usize>,
    /// Whether the text has sentence ends at all.
    pub punctuated: bool,
}

/// Fewer sentence ends than one in so many words, and the text counts as unpunctuated: spoken sentences of a
/// punctuated call have 8 to 15 words.
const WORDS_A_STOP: usize = 40;

/// So many words tell whether a text is punctuated.
const TOLD_BY: usize = 2000;

/// A sentence longer than this ends with its segment, so that nothing pointed at is longer than a breath or two.
const LONGEST: usize = 60;

/// And here it ends wherever it stands: a text without sentence ends or segments is still read in portions.
const ENDLESS: usize = 200;

fn is_punctuated(transcript: &Transcript) -> bool {
    let (mut stops, mut words) = (0usize, 0usize);
    for segment in &transcript.segments {
        if words > TOLD_BY {
            break;
        }
        words += 1;
        for byte in segment.text.as_bytes() {
            stops += usize::from(matches!(byte, b'.' | b'?' | b'!'));
            words += usize::from(*byte == b' ');
        }
    }
    stops * WORDS_A_STOP >= words
}

impl Reading {
    /// Reads `transcript` as joined into `turns`.
    pub fn of(transcript: &Transcript, turns: &[Turn], lexicon: &Lexicon) -> Self {
        let letters: usize = transcript.segments.iter().map(|it| it.text.len()).sum();
        let mut reading = Self { punctuated: is_punctuated(transcript), ..Self::default() };
        reading.words.reserve(letters / 5);
        reading.sentences.reserve(letters / 40);
        for (turn, at) in turns.iter().zip(0u32..) {
            reading.first_sentence.push(reading.sentences.len());
            let mut begun = reading.words.len();
            for segment in &turn.segments {
                let Some(text) = transcript.segments.get(*segment as usize).map(|it| it.text.as_str()) else { continue };
                reading.segment(text, *segment, lexicon, at, &mut begun);
                if !reading.punctuated || reading.words.len() - begun > LONGEST {
                    reading.close(at, &mut begun, lexicon);
                }
            }
            reading.close(at, &mut begun, lexicon);
        }
        reading.first_sentence.push(reading.sentences.len());
        reading
    }

    fn segment(&mut self, text: &str, segment: u32, lexicon: &Lexicon, turn: u32, begun: &mut usize) {
        let mut joined = false;
        scan(text, |piece| match piece {
            Piece::Word { from, to, hash, kind } => {
                let ended = self.words.last().is_some_and(|it| it.after >= After::Stop);
                if self.words.len() > *begun && (ended || self.words.len() - *begun >= ENDLESS) {
                    self.close(turn, begun, lexicon);
                }
                let index = lexicon.index(hash);
                let class = index.and_then(|it| lexicon.head(it)).map_or(0, |it| it.class);
                let head = index.map_or(NO_HEAD, |it| it as u32);
                let (from, to) = (from as u32, to as u32);
                self.words.push(Word { hash, segment, from, to, head, class, kind, after: After::Nothing, joined });
                joined = false;
            }
            Piece::Mark { letter, next } => {
                joined = matches!(letter, '-' | '/') && next.is_some_and(char::is_alphanumeric);
                if let Some(last) = self.words.get_mut(*begun..).and_then(<[_]>::last_mut) {
                    last.after = last.after.max(after(last, letter, next));
                }
            }
        });
    }

    /// Ends the sentence that began at `begun`. Without punctuation a question within it is one of its own.
    fn close(&mut self, turn: u32, begun: &mut usize, lexicon: &Lexicon) {
        let mut at = *begun + 1;
        while !self.punctuated && at < self.words.len() {
            if self.words.get(*begun..).is_some_and(|it| begins_within(it, at - *begun, lexicon)) {
                self.sentence(turn, begun, at);
            }
            at += 1;
        }
        self.sentence(turn, begun, self.words.len());
    }

    /// Makes a sentence of the words from `begun` to `end`, if there are any.
    fn sentence(&mut self, turn: u32, begun: &mut usize, end: usize) {
        let words = self.words.get(*begun..end).unwrap_or_default();
        if let Some(last) = words.last() {
            let counts = |it: &&Word| !it.joined && !matches!(it.kind, Kind::Currency | Kind::Percent);
            let count = words.iter().filter(counts).count();
            self.sentences.push(Sentence { turn, words: *begun..end, count, asks: last.after == After::Asks });
            *begun = end;
        }
    }

    /// The words of a sentence.
    pub fn of_sentence(&self, sentence: &Sentence) -> &[Word] {
        self.words.get(sentence.words.clone()).unwrap_or_default()
    }

    /// The indexes of the sentences of a turn.
    pub fn of_turn(&self, turn: usize) -> Range<usize> {
        match (self.first_sentence.get(turn), self.first_sentence.get(turn + 1)) {
            (Some(from), Some(to)) => *from..*to,
            _ => 0..0,
        }
    }

    /// How many words a turn has.
    pub fn words_of_turn(&self, turn: usize) -> usize {
        self.sentences.get(self.of_turn(turn)).unwrap_or_default().iter().map(|it| it.count).sum()
    }
}

/// What the mark `letter`, followed by `next`, makes of the end of `word`.
fn after(word: &Word, letter: char, next: Option<char>) -> After {
    let ends = next.is_none_or(|it| it.is_whitespace() || matches!(it, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '?' | '!' | '-' | '—'));
    match letter {
        '?' | '？' | '؟' if ends => After::Asks,
        '!' | '。' if ends => After::Stop,
        '.' if next == Some('.') || word.after == After::Pause => After::Pause,
        '.' if ends => {
            let initial = word.kind == Kind::Plain && word.to - word.from == 1 && next.is_some();
            if initial || word.is(class::ABBREVIATION) { After::Nothing } else { After::Stop }
        }
        ',' | ';' | ':' | '—' | '–' | '…' => After::Pause,
        '-' if next.is_none_or(|it| !it.is_alphanumeric()) => After::Pause,
        _ => After::Nothing,
    }
}

/// The words of `text` alone, for tests of what works on words.
#[cfg(test)]
pub(super) fn of(text: &str) -> Vec<Word> {
    let (transcript, turns) = super::scenes::alone(text);
    Reading::of(&transcript, &turns, Lexicon::of("en")).words
}

#[cfg(test)]
mod tests;
