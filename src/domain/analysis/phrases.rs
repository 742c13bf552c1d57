//! The phrases of a sentence: those of the team, and those of the lists less what is denied or only supposed.

use callcraft_quick::topics_of;

use super::Settings;
use super::hearing::Hearing;
use super::lexicon::{Lexicon, Topic, Topics, class};
use super::questions::{self, Asked, Phrase, Written};
use super::team::Hit;
use super::words::{After, Few, Kind, Watch, Word, fixed};
use crate::domain::time::Millis;
use crate::domain::transcript::{Transcript, Turn};

/// What anybody finds who looks for phrases: see [`listed`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// How many phrases of the shipped lists are said.
    pub phrases: usize,
    /// How many questions with their mark are open …
    pub open: usize,
    /// … and how many are closed.
    pub closed: usize,
    /// How long each speaker talks, and in how many words; the last is who has no name.
    pub talk: Vec<(Millis, usize)>,
    /// The longest turn.
    pub longest: Millis,
}

/// The phrases of the shipped lists in a call, and counts of what else needs no thought, for who compares how fast they are
/// found. Who must have said them and when, and what they amount to, is nobody's question here.
pub fn listed(transcript: &Transcript, turns: Vec<Turn>, settings: &Settings) -> Listed {
    let mut hearing = Hearing::begun(transcript, turns, None, settings);
    hearing.read_on(usize::MAX);
    let speakers = transcript.speakers.len();
    let mut found = Listed { talk: vec![(Millis(0), 0); speakers + 1], ..Listed::default() };
    let mut phrases: Vec<Phrase> = Vec::new();
    for sentence in &hearing.reading.sentences {
        let words = hearing.reading.of_sentence(sentence);
        phrases.clear();
        hearing.lexicon.table.find_into(words, &Watch::of(&[]), &mut phrases);
        found.phrases += phrases.len();
        if sentence.asks {
            let written = Written { asks: true, punctuated: hearing.reading.punctuated, language: hearing.lexicon.language };
            match questions::asked(words, &phrases, topics_of(&phrases), written) {
                Some(Asked::Open) => found.open += 1,
                Some(Asked::Closed) => found.closed += 1,
                _ => {}
            }
        }
    }
    for (at, turn) in hearing.turns.iter().enumerate() {
        let length = turn.start.zip(turn.end).map_or(Millis(0), |(start, end)| end - start);
        found.longest = found.longest.max(length);
        if let Some(talk) = found.talk.get_mut(turn.speaker.map_or(speakers, |it| usize::from(it).min(speakers))) {
            *talk = (talk.0 + length, talk.1 + hearing.reading.words_of_turn(at));
        }
    }
    found
}

/// The hours of a clock, in every language with a list.
const HOURS: [u64; 46] = [
    fixed("one"),
    fixed("two"),
    fixed("three"),
    fixed("four"),
    fixed("five"),
    fixed("six"),
    fixed("seven"),
    fixed("eight"),
    fixed("nine"),
    fixed("ten"),
    fixed("eleven"),
    fixed("twelve"),
    fixed("eins"),
    fixed("zwei"),
    fixed("drei"),
    fixed("vier"),
    fixed("fünf"),
    fixed("sechs"),
    fixed("sieben"),
    fixed("acht"),
    fixed("neun"),
    fixed("zehn"),
    fixed("elf"),
    fixed("zwölf"),
    fixed("una"),
    fixed("dos"),
    fixed("tres"),
    fixed("cuatro"),
    fixed("cinco"),
    fixed("seis"),
    fixed("siete"),
    fixed("ocho"),
    fixed("nueve"),
    fixed("diez"),
    fixed("once"),
    fixed("doce"),
    fixed("deux"),
    fixed("trois"),
    fixed("quatre"),
    fixed("cinq"),
    fixed("sept"),
    fixed("huit"),
    fixed("neuf"),
    fixed("dix"),
    fixed("onze"),
    fixed("douze"),
];

/// Before what one is oneself.
const WE_ARE: [u64; 8] =
    [fixed("we're"), fixed("are"), fixed("somos"), fixed("soy"), fixed("sind"), fixed("sommes"), fixed("suis"), fixed("est")];

/// After "customer", what is our own.
const OUR_OWN: [u64; 7] =
    [fixed("success"), fixed("service"), fixed("support"), fixed("care"), fixed("portal"), fixed("base"), fixed("experience")];

/// So many words after a day at most its hour stands, and no longer are its digits.
const HOUR_WITHIN: usize = 4;
const DIGITS: u32 = 2;

/// "Thursday the fifteenth, eleven." "By five today": an hour that nothing calls one, beside its day.
fn find_hours(words: &[Word], phrases: &mut Vec<Phrase>) {
    const GOES_ON: u32 = class::PERSON | class::AUX | class::NEGATION | class::PER;
    const MAY_BE: Few = Few::of(&[&HOURS]);
    let digits = |it: &Word| it.kind == Kind::Number && it.to - it.from <= DIGITS;
    let hour = |at: usize| words.get(at).is_some_and(|it| MAY_BE.may_have(it.hash) && HOURS.contains(&it.hash) || digits(it));
    let ends = |at: usize| {
        let stops = words.get(at).is_some_and(|it| it.after >= After::Pause) || at + 1 == words.len();
        stops || words.get(at + 1).is_some_and(|it| it.is(class::POSSESSIVE | class::CLOCK))
    };
    let after = |day: &Phrase| {
        let near = (day.to..day.to + HOUR_WITHIN).take_while(|at| words.get(*at).is_some_and(|it| !it.is(GOES_ON)));
        near.into_iter().find(|at| hour(*at) && ends(*at))
    };
    let before = |day: &Phrase| {
        let led = |at: usize| at.checked_sub(1).and_then(|it| words.get(it)).is_some_and(|it| it.is(class::PREPOSITION | class::DATING));
        day.from.checked_sub(1).filter(|at| hour(*at) && led(*at))
    };
    let found = phrases.iter().filter(|it| it.topic == Topic::Date).find_map(|it| after(it).or_else(|| before(it)));
    let Some(at) = found.filter(|_| !phrases.iter().any(|it| it.topic == Topic::Time)) else { return };
    let place = phrases.partition_point(|it| it.from <= at);
    phrases.insert(place, Phrase { topic: Topic::Time, from: at, to: at + 1 });
}

/// How many words may stand between "if" and what it makes a mere thought.
const IF_REACHES: usize = 2;

/// Without one of these [`unsay`] changes nothing.
pub(super) const TURNED: Topics = Topic::set(&[Topic::Week, Topic::Calm, Topic::If, Topic::Date, Topic::Proof, Topic::NotPrice]);

/// Takes out what is said not to be so ("we don't have budget issues") or is only supposed ("if it was too expensive").
pub(super) fn unsay(words: &[Word], phrases: &mut Vec<Phrase>) {
    find_hours(words, phrases);
    // "We are a company from Leeds" tells of no customer.
    let is_us = |it: &Phrase| it.from.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|it| WE_ARE.contains(&it.hash));
    // Nor does "we've got a customer success team".
    let is_ours = |it: &Phrase| words.get(it.to).is_some_and(|it| OUR_OWN.contains(&it.hash));
    phrases.retain(|it| it.topic != Topic::Proof || !(is_us(it) || is_ours(it)));
    keep_days(phrases);
    let turns = |it: &Phrase| matches!(it.topic, Topic::Calm | Topic::If | Topic::NotPrice);
    if !phrases.iter().any(turns) {
        return;
    }
    let turning: Vec<Phrase> = phrases.iter().copied().filter(turns).collect();
    let supposed = |one: &Phrase, it: &Phrase| {
        let between = words.get(one.to - 1..it.from).unwrap_or_default();
        one.topic == Topic::If && one.to <= it.from && between.len() <= IF_REACHES + 1 && between.iter().all(|it| it.after < After::Pause)
    };
    let within = |topic| move |one: &Phrase, it: &Phrase| one.topic == topic && one.from < it.to && it.from < one.to;
    let (calmed, no_price) = (within(Topic::Calm), within(Topic::NotPrice));
    phrases.retain(|it| {
        let (calms, supposes) = match it.topic.plain() {
            Topic::Objection | Topic::Pain => (true, true),
            Topic::Negative => (true, false),
            Topic::Step | Topic::Commitment => (false, true),
            _ => (false, false),
        };
        // "Transport is over budget" is of no price of ours.
        let prices = it.topic == Topic::Price;
        !turning.iter().any(|one| (calms && calmed(one, it)) || (supposes && supposed(one, it)) || (prices && no_price(one, it)))
    });
}

/// Takes out what says roughly when ("next week") where a day is named as well: "Tuesday next week".
fn keep_days(phrases: &mut Vec<Phrase>) {
    let overlaps = |one: &Phrase, it: &Phrase| one.from < it.to && it.from < one.to;
    let weeks: Vec<Phrase> = phrases.iter().copied().filter(|it| it.topic == Topic::Week).collect();
    let names_day = |it: &Phrase| matches!(it.topic, Topic::Date | Topic::Time) && !weeks.iter().any(|week| overlaps(week, it));
    if !weeks.is_empty() && phrases.iter().any(names_day) {
        phrases.retain(|it| it.topic != Topic::Week);
    }
}

/// The most words of "Yeah, no, I know it is."
const NOD: usize = 6;

/// Whether it is nothing but a pronoun and its verb: "It is."
pub(super) fn nods(words: &[Word]) -> bool {
    let subject = |it: &Word| it.is(class::PERSON | class::THING);
    words.len() <= NOD && matches!(words, [.., it, verb] if subject(it) && verb.is(class::AUX))
}

/// What a price is told for without a word of money.
pub(super) const SOLD_BY: [u64; 4] = [fixed("seat"), fixed("seats"), fixed("licence"), fixed("license")];

/// "Forty a seat": a number for each of what is sold so. By place among `phrases`; what goes on with a price is one with it.
/// Gives whether there is any.
pub(super) fn find_rates(words: &[Word], phrases: &mut Vec<Phrase>) -> bool {
    let before = phrases.len();
    let plain = |it: &Word| it.after == After::Nothing;
    let number = |it: &&Word| plain(it) && (it.kind == Kind::Number || it.is(class::NUMBER));
    for (at, [each, sold]) in words.array_windows().enumerate() {
        if !each.is(class::PER) || !plain(each) || !SOLD_BY.contains(&sold.hash) {
            continue;
        }
        // "Forty pounds a seat"
        let money = at.checked_sub(1).and_then(|it| words.get(it)).is_some_and(|it| plain(it) && it.is(class::MONEY));
        let Some(from) = at.checked_sub(1 + usize::from(money)).filter(|it| words.get(*it).as_ref().is_some_and(number)) else { continue };
        let goes_on = |it: &Phrase| it.topic == Topic::Price && it.from < at + 2 && from <= it.to;
        if !phrases.iter().any(goes_on) {
            let place = phrases.partition_point(|it| it.from <= from);
            phrases.insert(place, Phrase { topic: Topic::Price, from, to: at + 2 });
        }
    }
    phrases.len() > before
}

/// The team's phrases in a sentence by place: none overlaps one of the same rule.
pub(super) fn find_own(words: &[Word], team: &Lexicon, hits: &mut Vec<Hit>) {
    if team.table.is_empty() {
        return;
    }
    for (at, word) in words.iter().enumerate() {
        if team.table.may_begin(word.hash)
            && let Some(head) = team.table.index(word.hash)
        {
            team.table.phrases(head, words.get(at..).unwrap_or_default(), &mut |topic, rule, length| {
                if !hits.iter().rev().any(|it| it.rule == rule && it.topic == topic && it.to > at) {
                    hits.push(Hit { rule, topic, from: at, to: at + length });
                }
            });
        }
    }
}
