//! From a script (`Full Name: text` a line) to a transcript with times that a recogniser might have given.

use callcraft::domain::people::Person;
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{Precision, Segment, Side, Speaker, Transcript, is_back_channel};
use sha2::{Digest, Sha256};

use crate::random::Random;

/// What a letter and a word take to say, before the whole is stretched to its length: about 170 words a minute.
const LETTER_MS: f64 = 62.0;
const WORD_MS: f64 = 30.0;

/// How finely the recogniser tells the time.
const TICK_MS: f64 = 100.0;

/// A transcript of `script` that lasts `minutes`; without times where there are none.
pub fn transcript(name: &str, script: &str, minutes: Option<u32>, people: &[Person]) -> Result<Transcript, String> {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut turns = Vec::new();
    for (number, line) in (1..).zip(script.lines()) {
        let (who, text) = line.split_once(": ").ok_or_else(|| format!("{name}.script, line {number}: no speaker"))?;
        let at = speakers.iter().position(|it| it.name == who).unwrap_or_else(|| {
            speakers.push(speaker(who, people));
            speakers.len() - 1
        });
        turns.push((u16::try_from(at).map_err(|it| it.to_string())?, text));
    }
    let segments = match minutes {
        Some(minutes) => timed(&turns, f64::from(minutes) * 60_000.0, &mut Random::named(name)),
        None => turns
            .into_iter()
            .map(|(speaker, text)| Segment { speaker: Some(speaker), start: None, end: None, text: text.to_owned() })
            .collect(),
    };
    let (format, precision) = if minutes.is_some() { ("webvtt", Precision::Segment) } else { ("text", Precision::None) };
    let hash = Sha256::digest(script.as_bytes()).iter().map(|it| format!("{it:02x}")).collect();
    Ok(Transcript { format: format.to_owned(), precision, speakers, segments, hash })
}

fn speaker(name: &str, people: &[Person]) -> Speaker {
    let person = people.iter().find(|it| it.answers_to(name)).map(|it| it.id);
    Speaker { name: name.to_owned(), side: if person.is_some() { Side::Ours } else { Side::Theirs }, person }
}

/// A piece of speech before it has its time.
struct Piece {
    speaker: u16,
    text: String,
    /// The pause before it; below 0 where it begins too early.
    pause: f64,
    long: f64,
    /// A listener's word: it falls into the end of what is said, and the speaker goes on as if nothing had been.
    aside: bool,
}

/// Lays the turns out in time so that they last `length` milliseconds: slow calls have slower words and longer pauses.
fn timed(turns: &[(u16, &str)], length: f64, random: &mut Random) -> Vec<Segment> {
    let speeds: Vec<f64> = (0..8).map(|_| random.between(0.98, 1.02)).collect();
    let mut all: Vec<Piece> = Vec::new();
    let mut before: Option<&str> = None;
    for (speaker, text) in turns {
        let speed = speeds.get(usize::from(*speaker)).copied().unwrap_or(1.0);
        let aside = before.is_some() && text.split_whitespace().count() <= 3 && is_back_channel(text);
        for (at, text) in pieces(text).into_iter().enumerate() {
            let pause = match at {
                0 if aside => -random.between(150.0, 450.0),
                0 => gap(before, random),
                _ => breath(&text, random),
            };
            let long = said(&text) * speed * random.between(0.94, 1.06);
            all.push(Piece { speaker: *speaker, text, pause, long, aside });
        }
        before = Some(text);
    }
    let natural = placed(&all, 1.0, 1.0).last().map_or(1.0, |it| it.1);
    let slower = (length / natural).powf(0.88);
    let (mut low, mut high) = (0.0, 20.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let end = placed(&all, slower, middle).last().map_or(0.0, |it| it.1);
        if end < length { low = middle } else { high = middle }
    }
    let tick = |ms: f64| Some(Millis((ms / TICK_MS).round() as i64 * TICK_MS as i64));
    let times = placed(&all, slower, low);
    all.into_iter()
        .zip(times)
        .map(|(it, (start, end))| Segment { speaker: Some(it.speaker), start: tick(start), end: tick(end), text: it.text })
        .collect()
}

/// Start and end of each piece, with words and pauses stretched.
fn placed(all: &[Piece], words: f64, pauses: f64) -> Vec<(f64, f64)> {
    let mut clock = 0.0f64;
    let mut last = 0.0f64;
    let mut times = Vec::with_capacity(all.len());
    for piece in all {
        let pause = if piece.pause > 0.0 { piece.pause * pauses } else { piece.pause };
        let start = (clock + pause).max(last + 120.0);
        let end = start + piece.long * words;
        clock = if piece.aside { clock.max(end - 200.0) } else { end };
        last = start;
        times.push((start, end));
    }
    times
}

fn said(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER_MS + text.split_whitespace().count() as f64 * WORD_MS
}

/// The pause before a turn, after `before`.
fn gap(before: Option<&str>, random: &mut Random) -> f64 {
    match before {
        // Cut off: the other begins too early.
        Some(text) if text.ends_with('—') => -random.between(120.0, 350.0),
        Some(text) if text.ends_with("...") => random.between(0.0, 250.0),
        _ if random.chance(0.03) => random.between(1500.0, 2600.0),
        Some(text) if text.ends_with('?') => random.between(300.0, 1200.0),
        _ => random.between(180.0, 800.0),
    }
}

/// The pause within a turn before a piece; the one after a full stop is longer than the one after a comma.
fn breath(piece: &str, random: &mut Random) -> f64 {
    if random.chance(0.015) {
        return random.between(1000.0, 1700.0);
    }
    if piece.starts_with(char::is_uppercase) { random.between(180.0, 520.0) } else { random.between(40.0, 180.0) }
}

/// A turn in pieces of up to 120 words, as recognisers give them: cut where a sentence or, in a long one, a clause
/// ends.
fn pieces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let Some(piece) = pieces.last_mut() else { continue };
        piece.push(word);
        let left = words.len() - at - 1;
        let ends_sentence = word.ends_with(['.', '?', '!', '…', '—']) && !matches!(*word, "Mr." | "Mrs." | "Dr.");
        let ends_clause = word.ends_with([',', ';', ':']);
        let cut = match piece.len() {
            0..70 => false,
            70..105 => ends_sentence,
            105..120 => ends_sentence || ends_clause,
            _ => true,
        };
        if cut && left >= 20 {
            pieces.push(Vec::new());
        }
    }
    pieces.into_iter().map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
}
