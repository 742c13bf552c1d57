//! A transcript read once: turns with their sides, sentences with what they hold. Metrics, signals and suggestions
//! look here and never at the text again.

use callcraft_quick::topics_of;

use super::absent::told_of_absent;
use super::addressed::{Before, Names};
use super::figures::{Figure, figures};
pub(super) use super::heard::{Heard, Said};
use super::lexicon::{Lexicon, SHIPPED_RULE, Topic, Topics, class};
use super::named::{THEY, introduces, is_told_of, named};
use super::off::Off;
use super::phrases::{TURNED, find_own, find_rates, nods, unsay};
use super::questions::{self, Asked, Phrase, Written};
use super::team::{Hit, Placed, Team};
use super::voices::voices;
use super::watched::{WATCHED, told_by};
use super::words::{Reading, Word};
use super::{Against, Settings, persons::Persons};
use crate::domain::order;
use crate::domain::time::Millis;
use crate::domain::transcript::{Moment, Place, Precision, Side, Transcript, Turn, TurnRules, turns};

/// A phrase in the words: what is said of it counts words of the whole call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub topic: Topic,
    /// The team's rule that found it, [`super::lexicon::NAMED_RULE`] or [`SHIPPED_RULE`].
    pub rule: u16,
    /// Index of the sentence.
    pub sentence: usize,
    pub from: usize,
    pub to: usize,
}

/// People greet each other for at most so many words, a minute and a half.
const GREETING: usize = 250;

/// … and ask how something went in the first of them.
const FIRST_WORDS: usize = 100;

/// How long a word takes where no time tells: 150 are said in a minute.
const WORD: Millis = Millis(400);

/// Without one of these and a half a sentence of letters holds no figure.
const COUNTS: u32 = class::NUMBER | class::PER;

/// Everything read of a call.
pub(super) struct Hearing<'a> {
    pub transcript: &'a Transcript,
    pub rep: Option<u16>,
    pub turns: Vec<Turn>,
    pub reading: Reading,
    pub heard: Heard,
    /// Every phrase, in the order of the call.
    pub cues: Vec<Cue>,
    pub lexicon: &'static Lexicon,
    /// How the segments were joined.
    pub rules: TurnRules,
    /// What shares of speech are counted against.
    pub against: Against,
    /// Whose names are called.
    pub names: Names,
    persons: Persons,
}

impl<'a> Hearing<'a> {
    /// Reads `transcript`, seen from the speaker `rep`.
    pub fn of(transcript: &'a Transcript, rep: Option<u16>, settings: &Settings) -> Self {
        Self::of_turns(transcript, turns(transcript, &settings.turns), rep, settings)
    }

    /// The same where the segments have been joined into `turns` already.
    pub fn of_turns(transcript: &'a Transcript, turns: Vec<Turn>, rep: Option<u16>, settings: &Settings) -> Self {
        let mut hearing = Self::begun(transcript, turns, rep, settings);
        hearing.read_on(usize::MAX);
        hearing.listen(&Team::of(settings, hearing.lexicon.language), usize::MAX);
        super::probing::mark(&mut hearing);
        hearing
    }

    /// Of which nothing is read yet, and nothing heard.
    pub fn begun(transcript: &'a Transcript, turns: Vec<Turn>, rep: Option<u16>, settings: &Settings) -> Self {
        let rep = rep.filter(|it| usize::from(*it) < transcript.speakers.len());
        let lexicon = Lexicon::for_call(&settings.language, transcript);
        let reading = Reading::begin(transcript);
        let voices = voices(transcript, rep, &turns, settings);
        let names = Names::of(transcript, &turns, &voices);
        let heard = Heard {
            voices,
            known: lexicon.topics(),
            language: lexicon.language,
            blurred: !reading.punctuated,
            off: Off::of(&settings.shipped, lexicon.language),
            ..Heard::default()
        };
        let (rules, against, persons) = (settings.turns, settings.against, Persons::of(lexicon));
        Self { transcript, rep, turns, reading, heard, cues: Vec::new(), lexicon, rules, against, names, persons }
    }

    /// Reads the words and sentences of the next `many` segments; `false` where all are read.
    pub fn read_on(&mut self, many: usize) -> bool {
        let goes_on = self.reading.read_on(self.transcript, &self.turns, self.lexicon, many);
        if !goes_on {
            self.heard.first_sentence = self.reading.first_sentence.clone();
            self.heard.words = self.reading.words.len();
        }
        goes_on
    }

    /// Finds phrases, questions and figures in each of the next `many` sentences.
    pub fn listen(&mut self, team: &Team<'_>, many: usize) {
        let first = self.heard.said.len();
        self.heard.said.reserve(self.reading.sentences.len() - first);
        self.cues.reserve(self.reading.words.len() / 3);
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut hits: Vec<Hit> = Vec::new();
        let call = self.times();
        let mut before = self.reading.sentences.get(first).map_or(0, |it| it.words.start);
        for (at, sentence) in self.reading.sentences.iter().enumerate().skip(first).take(many) {
            let words = self.reading.of_sentence(sentence);
            phrases.clear();
            hits.clear();
            let seen = self.lexicon.table.find_into(words, &WATCHED, &mut phrases);
            let mut topics = seen.topics;
            let may_have = |lists: u8| seen.lists & lists != 0;
            if may_have(told_by::PRICED) && find_rates(words, &mut phrases) {
                topics |= Topic::Price.bit();
            }
            find_own(words, &team.words, &mut hits);
            if topics & TURNED != 0 {
                unsay(words, &mut phrases);
                topics = topics_of(&phrases);
            }
            let turn = sentence.turn as usize;
            let side = self.heard.voices.get(turn).map_or(Side::Unknown, |it| it.side);
            let known = Before { transcript: self.transcript, words: self.reading.words.get(..before).unwrap_or_default() };
            if self.names.mark_rivals(words, &known, side, topics, &mut phrases) {
                topics |= Topic::Competitor.bit();
            }
            if before < GREETING && self.is_small_talk(turn) {
                phrases.retain(|it| !matches!(it.topic, Topic::Pain | Topic::Negative));
                topics = topics_of(&phrases);
            }
            let asked = self.asked(words, &phrases, topics, sentence.asks, before);
            let speaker = self.turns.get(turn).and_then(|it| it.speaker);
            let aside = asked.is_some_and(Asked::counts) && self.names.is_to_colleague(words, speaker, side);
            let asked = if aside { Some(Asked::Aside) } else { asked };
            if !hits.is_empty() {
                let at = words.first().and_then(|it| self.transcript.segments.get(it.segment as usize)?.start);
                let time = at.zip(call).map(|(at, (start, end))| (at, start, end));
                hits.retain(|it| team.holds(*it, side, asked, Placed { before, words: self.heard.words, time }));
            }
            let start = sentence.words.start;
            let cue = |topic, rule, from, to| Cue { topic, rule, sentence: at, from: start + from, to: start + to };
            self.cues.extend(phrases.iter().map(|it| cue(it.topic, SHIPPED_RULE, it.from, it.to)));
            if !hits.is_empty() {
                let first = self.cues.len() - phrases.len();
                self.cues.extend(hits.iter().map(|it| cue(it.topic, it.rule, it.from, it.to)));
                order::sort_by_key(self.cues.get_mut(first..).unwrap_or_default(), |it| it.from);
            }
            let topics = hits.iter().fold(topics, |bits, it| bits | it.topic.bit() | it.topic.plain().bit());
            let named = if seen.odd || may_have(told_by::CUSTOMER) { named(words, self.transcript) } else { 0 };
            let counts = seen.odd || may_have(told_by::HALF) || seen.class & COUNTS != 0;
            let figures = if counts { self.figures(start, words) } else { Vec::new() };
            let language = self.lexicon.language;
            // "The breakdown at Hollin Lane", where the prospect is, is no customer's.
            let they = || words.iter().any(|it| THEY.contains(&it.hash));
            let at_theirs = || side == Side::Ours && !they() && self.names.are_theirs(words, &known);
            let topics = if topics & Topic::Relevant.bit() != 0 && at_theirs() { topics & !Topic::Relevant.bit() } else { topics };
            // English tells of somebody in words of these lists only.
            let of_others = || (may_have(told_by::OTHERS) || language != "en") && is_told_of(words, self.transcript, language);
            let tells = || of_others() && !at_theirs();
            let topics = topics | if !figures.is_empty() && language != "de" && tells() { named | Topic::Story.bit() } else { named };
            // "Northfold had the same fear", of somebody the prospect has not spoken of.
            let brings = || may_have(told_by::BROUGHT_IN) && introduces(words, self.transcript, language);
            let introduced = side == Side::Ours && asked.is_none() && brings();
            let alike = introduced || topics & (Topic::Relevant.bit() | Topic::Proof.bit()) != 0;
            let told = side == Side::Ours
                && (alike || self.names.has_customer(words))
                && (introduced || tells())
                && self.names.is_of_customer(words, &known, alike);
            let topics = if told { topics | Topic::Proof.bit() } else { topics };
            let next = self.reading.sentences.get(at + 1).filter(|it| it.turn == sentence.turn && !it.asks);
            let tells_of = || told_of_absent(words, next.map(|it| self.reading.of_sentence(it)).unwrap_or_default(), self.transcript);
            let topics = topics | if side == Side::Ours && counts && asked.is_none() { tells_of() } else { 0 };
            let (tells, numbers) = self.persons.read(words, side, self.transcript, |it| self.names.is_name(it, self.transcript));
            let (from, to) = self.reach(start, sentence.words.end, true);
            self.heard.said.push(Said {
                turn: sentence.turn as usize,
                from,
                to,
                words: sentence.count,
                before,
                asked,
                either: asked.is_some() && questions::offers_choice(words),
                takes_up: false,
                nods: asked.is_none() && nods(words),
                mirrors: 0,
                figures,
                tells,
                numbers,
                topics,
            });
            before += words.len();
        }
    }

    /// How a sentence asks; "How are the legs?" is a courtesy while people are still greeting each other.
    fn asked(&self, words: &[Word], phrases: &[Phrase], topics: Topics, asks: bool, before: usize) -> Option<Asked> {
        let written = Written { asks, punctuated: self.reading.punctuated, language: self.lexicon.language };
        let asked = questions::asked(words, phrases, topics, written);
        let small_talk = before < GREETING && phrases.iter().any(|it| it.topic == Topic::SmallTalk && it.to == words.len());
        let after = || before < FIRST_WORDS && questions::asks_after(words) && !self.cues.iter().any(|it| it.topic == Topic::Agenda);
        if asked == Some(Asked::Open) && (small_talk || after()) { Some(Asked::Courtesy) } else { asked }
    }

    /// Whether `turn` answers how something went, while people are still greeting each other: "We ran out of samples on day one."
    fn is_small_talk(&self, turn: usize) -> bool {
        let before = self.heard.said.iter().zip(&self.reading.sentences).rev();
        let asks = |it: (&Said, &super::words::Sentence)| {
            it.0.asked == Some(Asked::Courtesy) && questions::asks_after(self.reading.of_sentence(it.1))
        };
        before.skip_while(|it| it.0.turn == turn).take_while(|it| it.0.turn + 1 == turn).any(asks)
    }

    fn figures(&self, start: usize, words: &[Word]) -> Vec<Figure> {
        let mut found = figures(words, self.lexicon, self.transcript);
        for it in &mut found {
            it.place = self.reach(start + it.from, start + it.to, false);
        }
        found
    }

    /// The places of the words `from..to`. Where somebody else's segment stands between them, the longest stretch of
    /// neighbouring segments: what is pointed at can be read in the transcript as one piece. `closed`: with its full stop.
    fn reach(&self, from: usize, to: usize, closed: bool) -> (Place, Place) {
        let words = self.reading.words.get(from..to).unwrap_or_default();
        // The words of a sentence mostly stand in one segment.
        let is_one = words.first().map(|it| it.segment) == words.last().map(|it| it.segment);
        let mut best = if is_one { words } else { &[] };
        let words = if is_one { &[] } else { words };
        let neighbours = |one: &Word, next: &Word| next.segment <= one.segment + 1;
        for stretch in words.chunk_by(neighbours) {
            if stretch.len() > best.len() {
                best = stretch;
            }
        }
        match (best.first(), best.last()) {
            (Some(first), Some(last)) => (
                Place { segment: first.segment, offset: first.from - if closed { self.opening(first) } else { 0 } },
                Place { segment: last.segment, offset: last.to + if closed { self.closing(last) } else { 0 } },
            ),
            _ => (Place { segment: 0, offset: 0 }, Place { segment: 0, offset: 0 }),
        }
    }

    /// How many bytes of sentence end follow `word`, so that a question keeps its mark.
    fn closing(&self, word: &Word) -> u32 {
        let text = self.transcript.segments.get(word.segment as usize).and_then(|it| it.text.get(word.to as usize..));
        text.unwrap_or_default().bytes().take_while(|it| matches!(it, b'.' | b'?' | b'!')).count() as u32
    }

    /// How many bytes of Spanish question and exclamation marks stand right before `word`.
    fn opening(&self, word: &Word) -> u32 {
        let text = self.transcript.segments.get(word.segment as usize).map_or("", |it| &it.text);
        // Hardly any word has one.
        if text.as_bytes().get((word.from as usize).wrapping_sub(1)).is_none_or(u8::is_ascii) {
            return 0;
        }
        let text = text.get(..word.from as usize).unwrap_or_default();
        (text.len() - text.trim_end_matches(['¿', '¡']).len()) as u32
    }

    /// The moment of the words `from..to` of the call.
    pub fn moment(&self, from: usize, to: usize) -> Option<Moment> {
        let (from, to) = self.reach(from, to, false);
        self.transcript.moment(from, to)
    }

    /// The moment of a sentence.
    pub fn moment_of(&self, sentence: usize) -> Option<Moment> {
        self.heard.said.get(sentence).and_then(|it| self.transcript.moment(it.from, it.to))
    }

    /// The rep's name, or what stands for it.
    pub fn rep_name(&self) -> &'a str {
        let speaker = self.rep.and_then(|it| self.transcript.speakers.get(usize::from(it)));
        speaker.map_or("The rep", |it| it.name.as_str())
    }

    /// Whether the file knows when segments end.
    pub fn has_ends(&self) -> bool {
        matches!(self.transcript.precision, Precision::Word | Precision::Segment)
    }

    /// When the call begins and ends, where the file knows.
    fn times(&self) -> Option<(Millis, Millis)> {
        let starts = || self.transcript.segments.iter().filter_map(|it| it.start);
        let ends = self.transcript.segments.iter().filter_map(|it| it.end);
        Some((starts().min()?, starts().chain(ends).max()?))
    }

    /// How long the call lasts, from the first known time to the last. Where the file has no ends, what follows the last start
    /// is counted by its words, unless it tells when all was over.
    pub fn length(&self) -> Option<Millis> {
        let segments = &self.transcript.segments;
        let starts = || segments.iter().filter_map(|it| it.start);
        let (first, last) = (starts().min()?, starts().max()?);
        let told = segments.iter().filter_map(|it| it.end).max().filter(|it| *it > last);
        let spoken = || {
            let from = segments.iter().rposition(|it| it.start == Some(last)).unwrap_or_default();
            let words: usize = segments.iter().skip(from).map(|it| it.text.split_whitespace().count()).sum();
            last + Millis(WORD.0.saturating_mul(words as i64))
        };
        let end = told.unwrap_or_else(|| if self.has_ends() { last } else { spoken() });
        Some(end - first).filter(|it| it.0 > 0)
    }
}
