//! What stands above the words: the title, the day, how long the call was.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::lines::tidy;
use super::{Found, Party, clock, zones};
use crate::domain::time::Millis;
use crate::domain::transcript::Side;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Names of lines that list people or repeat what is known.
const LISTS: &[&str] = &[
    "attachments",
    "attendees",
    "host",
    "invited",
    "keywords",
    "link",
    "location",
    "meeting records",
    "organizer",
    "participants",
    "people",
    "present",
    "speakers",
    "summary keywords",
    "transcript",
];

/// The people of a line such as "Invited [Dana Ortiz](mailto:dana@example.com)".
pub(super) fn invited(line: &str, found: &mut Found) {
    for link in line.split('[').skip(1) {
        let Some((name, email)) = link.split_once("](mailto:").and_then(|(name, rest)| Some((name, rest.split_once(')')?.0))) else {
            continue;
        };
        found.parties.push(Party { name: tidy(name), email: Some(email.to_owned()), side: Side::Unknown, speaker: None });
    }
}

/// Takes a line above the first words for what it tells. `false`: it tells nothing.
pub(super) fn take(line: &str, found: &mut Found) -> bool {
    invited(line, found);
    let line = tidy(line.trim_matches(|it: char| matches!(it, '#' | '*' | '_' | ' ' | '\t' | '|' | '=' | '-')));
    if line.len() > 200 || line.is_empty() {
        return line.is_empty();
    }
    let (name, value) = line.split_once(':').map_or(("", line.as_str()), |(name, value)| (name, value.trim_matches(['*', '"', ' '])));
    let name = name.trim_matches('*').to_lowercase();
    if LISTS.contains(&name.as_str()) || LISTS.contains(&line.to_lowercase().as_str()) {
        return true;
    }
    let is_title = matches!(name.as_str(), "title" | "meeting" | "meeting title" | "subject" | "topic" | "call");
    if is_title && found.title.is_none() {
        found.title = Some(value.to_owned());
        return true;
    }
    let span = length(if name == "duration" || name == "length" { value } else { &line });
    if let Some(span) = span {
        found.length = found.length.or(Some(span));
        return true;
    }
    let day = date(&line);
    if let Some(day) = day.filter(|_| found.date.is_none()) {
        found.date = Some(day);
        begins(&line, day, found);
    }
    // A line of a date alone is no title.
    let rest = line.chars().filter(|it| it.is_alphabetic()).count();
    if found.title.is_none() && (day.is_none() || rest > 14) && name != "date" {
        found.title = Some(line);
        return true;
    }
    day.is_some()
}

/// The time of day in the line that has the day, and the instant where a zone that is known stands behind it.
fn begins(line: &str, day: NaiveDate, found: &mut Found) {
    let Some(time) = time_of_day(line).filter(|_| found.time.is_none()) else { return };
    found.time = Some(time);
    let mut words = line.split_whitespace().skip_while(|it| clock::time(it).is_none()).skip(1);
    let half = |it: &&str| matches!(it.to_lowercase().trim_matches('.'), "am" | "pm" | "a.m" | "p.m" | "uhr");
    let zone = words.find(|it| !half(it)).unwrap_or_default().trim_matches(|it: char| matches!(it, '(' | ')' | ',' | '.'));
    match zones::ahead(zone) {
        Some(minutes) => {
            found.began = TimeDelta::try_minutes(minutes).and_then(|it| day.and_time(time).checked_sub_signed(it)).map(|it| it.and_utc())
        }
        None if zones::is_like(zone) => {
            found.notes.push(format!("The time zone “{zone}” is not known: the time was taken as one of this computer’s zone."))
        }
        None => {}
    }
}

/// How long it was: all of `text`, and no nought.
fn length(text: &str) -> Option<Millis> {
    in_words(text).filter(|it| *it > Millis(0))
}

/// `50m 28s`, `1h 2m`, `35 minutes`: all of `text`.
pub(super) fn in_words(text: &str) -> Option<Millis> {
    let mut sum = 0_i64;
    let mut number: Option<i64> = None;
    let text = text.to_lowercase();
    let mut word = String::new();
    let mut units = 0;
    let mut is_apart = false;
    for character in text.chars().chain([' ']) {
        if character.is_alphabetic() {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            let unit = match word.as_str() {
                "h" | "hr" | "hrs" | "hour" | "hours" => 3_600_000,
                "m" | "min" | "mins" | "minute" | "minutes" => 60_000,
                "s" | "sec" | "secs" | "second" | "seconds" => 1_000,
                "and" => {
                    word.clear();
                    continue;
                }
                _ => return None,
            };
            sum = sum.checked_add(number.take()?.checked_mul(unit)?)?;
            units += 1;
            is_apart = false;
            word.clear();
        }
        // "555 0100 2 minutes": two numbers, one unit.
        is_apart |= number.is_some() && !character.is_ascii_digit();
        match character.to_digit(10) {
            Some(_) if is_apart => return None,
            Some(digit) => number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(i64::from(digit))?),
            None if matches!(character, ' ' | ',') => {}
            None => return None,
        }
    }
    (units > 0 && number.is_none()).then_some(Millis(sum))
}

/// The time in a line such as "Transcription ended after 00:30:30".
pub(super) fn ended(line: &str) -> Option<Millis> {
    let at = line.find("ended after")?;
    clock::time(line.get(at + 11..)?.trim_start()).map(|it| it.0)
}

/// A day with its year: `2026-03-05`, `2026/03/05`, `5 March 2026`, `Mar 5, 2026`. Days that could be months are not guessed.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).take(40).collect();
    words.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let (year, month, day) = match (month(a), month(b)) {
            (Some(month), _) => (c, month, b),
            (_, Some(month)) => (c, month, a),
            _ => (a, b.parse().ok().filter(|_| b.len() <= 2)?, c),
        };
        let day = day.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        (year.len() == 4).then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)).flatten()
    })
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_word = word.chars().all(char::is_alphabetic) && word.len() >= 3;
    (1..).zip(MONTHS).find(|it| is_word && word.starts_with(it.1)).map(|it| it.0)
}

pub(super) fn time_of_day(text: &str) -> Option<NaiveTime> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().find_map(|(place, word)| {
        let (at, rest) = clock::time(word)?;
        // "3:35 PM" as well as "3:35pm".
        let rest = if rest.is_empty() { words.get(place + 1).copied().unwrap_or_default() } else { rest };
        // Two fields are hours and minutes here.
        let seconds = if word.matches(':').count() == 1 { at.0 / 1000 * 60 } else { at.0 / 1000 };
        let half = rest.to_lowercase().replace('.', "");
        let hours = seconds / 3600;
        let hours = match half.trim_matches([',', ')']) {
            "am" => hours % 12,
            "pm" => hours % 12 + 12,
            _ => hours,
        };
        NaiveTime::from_hms_opt(u32::try_from(hours).ok()?, u32::try_from(seconds / 60 % 60).ok()?, u32::try_from(seconds % 60).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_not_guessed() {
        for text in ["2026-03-05", "Call of 2026/3/5 15:51", "5 March 2026, 03:35am", "Mar 5, 2026", "March 5th, 2026"] {
            assert_eq!(date(text), NaiveDate::from_ymd_opt(2026, 3, 5), "{text}");
        }
        for text in ["03/05/2026", "March 5", "2026-13-05", "5 2026", "2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_are_read() {
        for (text, ms) in [("50m 28s", 3_028_000), ("1h 2m", 3_720_000), ("35 minutes", 2_100_000), ("1 hour and 5 mins", 3_900_000)] {
            assert_eq!(length(text), Some(Millis(ms)), "{text}");
        }
        for text in ["", "50", "m", "5 apples", "5 50 minutes", "50m 28", "half an hour"] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn a_zone_behind_the_time_tells_the_instant() {
        for (line, began, note) in [
            ("Governance – 2026/07/05 15:51 BST – Transcript", Some("2026-07-05T14:51:00Z"), false),
            ("Mar 5, 2026, 3:35 PM (UTC-5)", Some("2026-03-05T20:35:00Z"), false),
            ("5 March 2026, 03:35am", None, false),
            ("2026-03-05 09:00 IST", None, true),
            ("2026-03-05 09:00 Acme and Northwind", None, false),
        ] {
            let mut found = Found::default();
            take(line, &mut found);
            assert_eq!(found.began.map(|it| format!("{it:?}")).as_deref(), began, "{line}");
            assert_eq!(!found.notes.is_empty(), note, "{line}");
        }
    }

    #[test]
    fn the_clock_of_the_day_is_read() {
        for (text, hours, minutes) in [
            ("5 March 2026, 03:35am", 3, 35),
            ("2026/3/5 15:51 BST", 15, 51),
            ("March 5, 2026 3:35pm", 15, 35),
            ("March 5, 2026 at 3:35 p.m.", 15, 35),
            ("2026-03-05 03:35 PM, Acme", 15, 35),
        ] {
            assert_eq!(time_of_day(text), NaiveTime::from_hms_opt(hours, minutes, 0), "{text}");
        }
    }
}
