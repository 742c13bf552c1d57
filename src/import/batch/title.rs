//! What a call is called that says nothing of it itself: from the name of its file, else from what is known.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::facts::{dated, stem};
use crate::domain::show;
use crate::import::heading;

/// Words that tell nothing of a call where nothing else stands beside them.
const GENERIC: &[&str] =
    &["audio", "call", "copy", "file", "gmt", "meeting", "recording", "transcript", "transcription", "untitled", "zoom"];

/// What joins two words of a name: "Moss & Sons".
const JOINS: &[&str] = &["&", "+"];

/// The name of a file as words, whatever they say.
pub(super) fn spelled(name: &str) -> String {
    words(name).join(" ")
}

/// A title from a file's name: its words without the day and the time, or all of them where nothing else stands there.
pub(super) fn title_of(name: &str) -> String {
    named(name).unwrap_or_else(|| spelled(name))
}

/// What a file's name calls the call, the day and the time left out; `None` where it calls it nothing.
pub fn named(name: &str) -> Option<String> {
    let mut left = words(name);
    if let Some((from, many)) = day(&left) {
        let after = left.get(from + many..).map(time).unwrap_or_default();
        left.drain(from..from + many + after);
    }
    let bare: Vec<&str> = left.into_iter().filter(|it| it.contains(char::is_alphanumeric) || JOINS.contains(it)).collect();
    let is_generic = |it: &&str| it.split('-').all(|it| JOINS.contains(&it) || GENERIC.contains(&it.to_lowercase().as_str()));
    let joins = |it: &&&str| JOINS.contains(*it);
    let (first, last) = (bare.iter().take_while(joins).count(), bare.iter().rev().take_while(joins).count());
    let inner = || bare.get(first..bare.len().saturating_sub(last)).unwrap_or_default().join(" ");
    (!bare.iter().all(is_generic)).then(|| inner().trim_matches([',', ';', ' ']).to_owned())
}

/// The day in a file's name, with the time or the instant where it tells one.
pub fn dated_name(name: &str) -> (Option<NaiveDate>, Option<NaiveTime>, Option<DateTime<Utc>>) {
    dated(stem(name))
}

/// A title from what is known of a call: who of theirs spoke and their company, else the day.
pub fn made(theirs: &[&str], company: &str, day: NaiveDate) -> String {
    let who = match theirs {
        [] => None,
        [one] => Some((*one).to_owned()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, others @ ..] => Some(format!("{one} and {} others", others.len())),
    };
    match (who, company.trim()) {
        (None, "") => format!("Call of {}", show::day(day)),
        (Some(who), "") => format!("Call with {who}"),
        (None, company) => format!("Call with {company}"),
        (Some(who), company) => format!("Call with {who}, {company}"),
    }
}

/// The words of a name. One that was written with spaces keeps the hyphens between letters ("follow-up").
fn words(name: &str) -> Vec<&str> {
    let name = stem(name);
    let is_spaced = name.contains(char::is_whitespace);
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphabetic);
    let mut words = Vec::new();
    let mut from = 0;
    for (at, sign) in name.char_indices().filter(|it| it.1.is_whitespace() || matches!(it.1, '_' | '-')) {
        let (before, after) = (name.get(..at).unwrap_or_default(), name.get(at + sign.len_utf8()..).unwrap_or_default());
        if is_spaced && sign == '-' && is_letter(before.chars().next_back()) && is_letter(after.chars().next()) {
            continue;
        }
        words.push(name.get(from..at).unwrap_or_default());
        from = at + sign.len_utf8();
    }
    words.push(name.get(from..).unwrap_or_default());
    words.retain(|it| !it.is_empty());
    words
}

/// Where the day stands among the words of a name, and how many of them it is.
fn day(words: &[&str]) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|at| {
        let three = words.get(at..at + 3).filter(|it| heading::date(&it.join(" ")).is_some());
        let is_day = |word: &str| dated(word).0.is_some() && matches!(letters(word).as_str(), "" | "GMT" | "T" | "Z" | "TZ");
        // "5 March 2026" and "2026-03-05" are three words; "2026.03.05", "20260305" and "GMT20260305" are one.
        match words.get(at).filter(|it| is_day(it)) {
            Some(_) => Some((at, 1)),
            None => three.filter(|it| !it.first().is_some_and(|it| is_day(it))).map(|_| (at, 3)),
        }
    })
}

/// How many words at the beginning are a time of day: "1430", "143000", "14.30", "14h30", "14 30 00", "2 PM", "at 14.30".
fn time(words: &[&str]) -> usize {
    let at = usize::from(words.first().is_some_and(|it| *it == "at" || *it == "@"));
    let words = words.get(at..).unwrap_or_default();
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).count();
    let two = |it: &&&str| it.len() == 2 && digits(it) == 2;
    let Some(first) = words.first() else { return 0 };
    let half = |it: Option<&&str>| it.is_some_and(|it| matches!(it.to_lowercase().as_str(), "am" | "pm" | "utc" | "z"));
    let many = match (digits(first), letters(first).to_lowercase().as_str()) {
        (4 | 6, "" | "h" | "z") | (1..=6, "am" | "pm") | (3, "h") => 1,
        (2, "") => match words.iter().take(3).take_while(two).count() {
            1 if !half(words.get(1)) => 0,
            many => many,
        },
        (1, "") if half(words.get(1)) => 1,
        _ => return 0,
    };
    if many == 0 { 0 } else { at + many + usize::from(half(words.get(many))) }
}

/// The letters of a word, without its digits and signs.
fn letters(word: &str) -> String {
    word.chars().filter(|it| it.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_name_without_folders_signs_day_and_time() {
        for (name, title) in [
            ("week 3/acme_discovery-call.vtt", "acme discovery call"),
            ("2026-11-05 Aldermoor Ltd discovery.txt", "Aldermoor Ltd discovery"),
            ("Aldermoor Ltd - 5 November 2026.txt", "Aldermoor Ltd"),
            ("Aldermoor (2026-11-05).txt", "Aldermoor"),
            ("2026.11.05 14.30 Aldermoor.vtt", "Aldermoor"),
            ("20261105-143000 Aldermoor renewal.srt", "Aldermoor renewal"),
            ("Aldermoor 2026-11-05 14-30-00.vtt", "Aldermoor"),
            ("Aldermoor 2026-11-05 at 2 pm.vtt", "Aldermoor"),
            ("Aldermoor 2026-11-05 24 seats.vtt", "Aldermoor 24 seats"),
            ("Renewal 2027 plan.txt", "Renewal 2027 plan"),
        ] {
            assert_eq!(title_of(name), title, "{name}");
        }
    }

    #[test]
    fn a_name_that_was_written_with_spaces_keeps_its_hyphens_and_what_joins_its_words() {
        for (name, title) in [
            ("2026-11-02 Hale & Sons follow-up 26.vtt", "Hale & Sons follow-up 26"),
            ("Hale & Sons - follow-up.vtt", "Hale & Sons follow-up"),
            ("Weekly call with Hale - 2026-11-02 14-30.vtt", "Weekly call with Hale"),
            ("Weekly call - 5-Nov-2026.vtt", "Weekly call"),
            ("Intro to C++ - 2026-11-02 &.vtt", "Intro to C++"),
            ("hale-sons-follow-up-2026-11-02.vtt", "hale sons follow up"),
        ] {
            assert_eq!(title_of(name), title, "{name}");
        }
    }

    #[test]
    fn a_name_of_a_day_and_a_tools_word_calls_a_call_nothing() {
        for name in [
            "2026-11-05.txt",
            "GMT20260305-143000_Recording.transcript.vtt",
            "20261105T143000Z.vtt",
            "transcript.txt",
            "Untitled.docx",
            "call-recording 2026-11-02 14-30.txt",
        ] {
            assert_eq!(named(name), None, "{name}");
        }
        assert_eq!(title_of("2026-11-05.txt"), "2026 11 05");
    }

    #[test]
    fn a_made_title_says_who_and_where_else_when() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 5).unwrap();
        for (theirs, company, title) in [
            (&["Priya Shah"] as &[&str], "Aldermoor Ltd", "Call with Priya Shah, Aldermoor Ltd"),
            (&["Priya Shah", "Tom Hale"], "", "Call with Priya Shah and Tom Hale"),
            (&["Priya Shah", "Tom Hale", "Ivy"], " ", "Call with Priya Shah and 2 others"),
            (&[], "Aldermoor Ltd", "Call with Aldermoor Ltd"),
            (&[], "", "Call of 5 Nov 2026"),
        ] {
            assert_eq!(made(theirs, company, day), title);
        }
    }
}
