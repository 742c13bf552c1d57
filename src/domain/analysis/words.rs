//! Text -> words and sentences, in one pass. Words are hashes of their lower-case letters with their place; nothing
//! is copied.

use std::ops::Range;

use callcraft_quick::bytes::stops_and_spaces;
use callcraft_quick::{Met, heard, next_sentence, read_into};

use super::lexicon::Lexicon;
use super::questions::begins_within;
use crate::domain::transcript::counted::{LETTERS_A_WORD, is_without_spaces};
use crate::domain::transcript::{Transcript, Turn};

mod bare;

#[cfg(test)]
use callcraft_quick::hash_of;
pub(super) use callcraft_quick::{After, Few, Kind, List, NO_HEAD, Watch, Word, fixed, hash_into, hashes};

/// Words as they are spelled.
pub(super) trait Spelled {
    /// The letters in the transcript.
    fn text<'a>(&self, transcript: &'a Transcript) -> &'a str;

    /// Whether it begins with a capital letter, as names do.
    fn is_large(&self, transcript: &Transcript) -> bool;
}

impl Spelled for Word {
    fn text<'a>(&self, transcript: &'a Transcript) -> &'a str {
        let segment = transcript.segments.get(self.segment as usize);
        segment.and_then(|it| it.text.get(self.from as usize..self.to as usize)).unwrap_or_default()
    }

    fn is_large(&self, transcript: &Transcript) -> bool {
        // Nearly every word begins with a letter of ASCII, and one byte tells.
        let first = transcript.segments.get(self.segment as usize).and_then(|it| it.text.as_bytes().get(self.from as usize));
        first.is_some_and(|it| if it.is_ascii() { it.is_ascii_uppercase() } else { self.text(transcript).starts_with(char::is_uppercase) })
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
    /// The turn that is read next, or in which the next segment stands, and how many of its segments are read.
    next: (usize, usize),
    /// The first word of the sentence that is being read.
    begun: usize,
    /// Whether it has neither punctuation nor apostrophes.
    bare: bool,
    /// Whether its script does not part words.
    unparted: bool,
    /// The words met last.
    met: Met,
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

/// A letter of a script that does not part words takes three bytes.
const BYTES_A_WORD: usize = 3 * LETTERS_A_WORD;

fn is_punctuated(transcript: &Transcript) -> bool {
    let (mut stops, mut words) = (0usize, 0usize);
    for segment in &transcript.segments {
        if words > TOLD_BY {
            break;
        }
        let (more, spaces) = stops_and_spaces(segment.text.as_bytes());
        stops += more;
        words += 1 + spaces;
    }
    stops * WORDS_A_STOP >= words
}

impl Reading {
    /// A reading of `transcript` that is not begun yet: [`Self::read_on`].
    pub fn begin(transcript: &Transcript) -> Self {
        let letters: usize = transcript.segments.iter().map(|it| it.text.len()).sum();
        let punctuated = is_punctuated(transcript);
        let bare = !punctuated && bare::is_bare(transcript);
        let texts = transcript.segments.iter().map(|it| it.text.as_str());
        let unparted = is_without_spaces(texts, TOLD_BY);
        let mut reading = Self { punctuated, bare, unparted, met: Met::none(), ..Self::default() };
        reading.words.reserve(letters / 5);
        reading.sentences.reserve(letters / 40);
        reading
    }

    /// Reads the next `many` segments of `transcript` as joined into `turns`; `false` where it has read all.
    pub fn read_on(&mut self, transcript: &Transcript, turns: &[Turn], lexicon: &Lexicon, mut many: usize) -> bool {
        while let Some(turn) = turns.get(self.next.0) {
            let at = self.next.0 as u32;
            if self.next.1 == 0 {
                self.first_sentence.push(self.sentences.len());
                self.begun = self.words.len();
            }
            let mut begun = self.begun;
            let rest = turn.segments.get(self.next.1..).unwrap_or_default();
            for segment in rest.iter().take(many) {
                let Some(text) = transcript.segments.get(*segment as usize).map(|it| it.text.as_str()) else { continue };
                self.segment(text, *segment, lexicon, at, &mut begun);
                if !self.punctuated || self.words.len() - begun > LONGEST {
                    self.close(at, &mut begun, self.words.len(), lexicon);
                }
            }
            if rest.len() > many {
                (self.next.1, self.begun) = (self.next.1 + many, begun);
                return true;
            }
            self.close(at, &mut begun, self.words.len(), lexicon);
            many -= rest.len();
            self.next = (self.next.0 + 1, 0);
            if many == 0 {
                return true;
            }
        }
        if self.first_sentence.len() == turns.len() {
            self.first_sentence.push(self.sentences.len());
        }
        false
    }

    /// Reads all of it.
    #[cfg(test)]
    pub fn of(transcript: &Transcript, turns: &[Turn], lexicon: &Lexicon) -> Self {
        let mut reading = Self::begin(transcript);
        reading.read_on(transcript, turns, lexicon, usize::MAX);
        reading
    }

    /// Reads one segment, and ends the sentences that end in it.
    fn segment(&mut self, text: &str, segment: u32, lexicon: &Lexicon, turn: u32, begun: &mut usize) {
        let first = self.words.len();
        read_into(text, segment, *begun, &lexicon.table, &mut self.met, &mut self.words);
        if self.bare && lexicon.language == "en" {
            bare::spell(self.words.get_mut(first..).unwrap_or_default(), lexicon);
        }
        let mut from = first;
        while let Some(at) = next_sentence(&self.words, from, *begun, ENDLESS) {
            self.close(turn, begun, at, lexicon);
            from = at + 1;
        }
    }

    /// Ends at `end` the sentence that began at `begun`. Without punctuation a question within it is one of its own, and so is
    /// what goes on with "and I".
    fn close(&mut self, turn: u32, begun: &mut usize, end: usize, lexicon: &Lexicon) {
        let mut at = *begun + 1;
        while !self.punctuated && at < end {
            let within = |it: &[Word]| begins_within(it, at - *begun, lexicon) || bare::goes_on(it, at - *begun);
            if self.words.get(*begun..end).is_some_and(within) {
                self.sentence(turn, begun, at);
            }
            at += 1;
        }
        self.sentence(turn, begun, end);
    }

    /// How many of `words` a listener would count.
    fn count(&self, words: &[Word]) -> usize {
        if self.unparted {
            words.iter().map(|it| (it.to - it.from) as usize).map(|it| it.div_ceil(BYTES_A_WORD)).sum()
        } else {
            heard(words)
        }
    }

    /// Makes a sentence of the words from `begun` to `end`, if there are any.
    fn sentence(&mut self, turn: u32, begun: &mut usize, end: usize) {
        let words = self.words.get(*begun..end).unwrap_or_default();
        if let Some(last) = words.last() {
            self.sentences.push(Sentence { turn, words: *begun..end, count: self.count(words), asks: last.after == After::Asks });
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

/// The words of `text` alone, for tests of what works on words.
#[cfg(test)]
pub(super) fn of(text: &str) -> Vec<Word> {
    let (transcript, turns) = super::scenes::alone(text);
    Reading::of(&transcript, &turns, Lexicon::of("en")).words
}

#[cfg(test)]
mod tests;
