//! From a script (`Full Name: text` a line) to a transcript with times that a recogniser might have given.

use callcraft::domain::people::Person;
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{Precision, Segment, Side, Speaker, Transcript, is_back_channel};
use sha2::{Digest, Sha256};

use crate::random::Random;

/// What a letter and a word take to say, before the whole is stretched to its length: about 170 words a minute.
const LETTER_MS: f64 = 62.0;
const WORD_MS: f64 = 30.0;

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

/// Lays the turns out in time and stretches them to `length` milliseconds.
fn timed(turns: &[(u16, &str)], length: f64, random: &mut Random) -> Vec<Segment> {
    let speeds: Vec<f64> = (0..8).map(|_| random.between(0.98, 1.02)).collect();
    let mut laid: Vec<(u16, f64, f64, String)> = Vec::new();
    let mut clock = random.between(300.0, 900.0);
    let mut before: Option<&str> = None;
    for (at, (speaker, text)) in turns.iter().enumerate() {
        let speed = speeds.get(usize::from(*speaker)).copied().unwrap_or(1.0);
        let short = text.split_whitespace().count() <= 3 && is_back_channel(text);
        let last = laid.last().map_or(0.0, |(_, start, _, _)| *start);
        // A listener's word falls into the end of what is said; the speaker goes on as if nothing had been.
        let start = if short && at > 0 { (clock - random.between(150.0, 450.0)).max(last + 120.0) } else { clock + gap(before, random) };
        let mut end = start;
        for piece in pieces(text) {
            let begin = if end > start { end + breath(&piece, random) } else { start };
            end = begin + said(&piece) * speed * random.between(0.94, 1.06);
            laid.push((*speaker, begin, end, piece));
        }
        clock = if short && at > 0 { clock.max(end - 200.0) } else { end };
        before = Some(text);
    }
    let stretch = length / laid.iter().map(|it| it.2).fold(1.0, f64::max);
    let tick = |ms: f64| Some(Millis((ms * stretch / 10.0).round() as i64 * 10));
    laid.into_iter()
        .map(|(speaker, start, end, text)| Segment { speaker: Some(speaker), start: tick(start), end: tick(end), text })
        .collect()
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
        _ if random.chance(0.03) => random.between(1800.0, 3600.0),
        Some(text) if text.ends_with('?') => random.between(350.0, 1500.0),
        _ => random.between(200.0, 900.0),
    }
}

/// The pause within a turn before a piece; the one after a full stop is longer than the one after a comma.
fn breath(piece: &str, random: &mut Random) -> f64 {
    if random.chance(0.015) {
        return random.between(1200.0, 2400.0);
    }
    if piece.starts_with(char::is_uppercase) { random.between(180.0, 520.0) } else { random.between(40.0, 180.0) }
}

/// A turn in pieces of about 6 to 20 words, cut where a sentence or a clause ends.
fn pieces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let Some(piece) = pieces.last_mut() else { continue };
        piece.push(word);
        let left = words.len() - at - 1;
        let ends_sentence = word.ends_with(['.', '?', '!', '…', '—']);
        let ends_clause = word.ends_with([',', ';', ':']);
        let cut = match piece.len() {
            0..6 => false,
            6..11 => ends_sentence,
            11..20 => ends_sentence || ends_clause,
            _ => true,
        };
        if cut && left >= 4 {
            pieces.push(Vec::new());
        }
    }
    pieces.into_iter().map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
}
