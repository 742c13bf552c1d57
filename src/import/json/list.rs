//! Lists of utterances: most formats are one, and differ in what their fields are called.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::events;
use super::join::{Joiner, Word, join_single_words};
use super::times::{self, Clock, Unit};
use super::tree::{Kind, Value};
use crate::domain::order;
use crate::import::lines::excerpt;
use crate::import::{Found, Piece};

/// What the fields of an utterance are called: paths as [`Value::get`] takes them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fields {
    /// Empty: the whole utterance is asked.
    pub speaker: &'static str,
    pub start: &'static str,
    pub end: &'static str,
    /// The length, where there is no end.
    pub length: &'static str,
    pub text: &'static str,
    /// The words with times of their own.
    pub words: &'static str,
    pub unit: Unit,
    /// Whether a speaker is named only when it changes; else who is not named is not known.
    pub carries: bool,
    /// Whether the list may hold what nobody says ([`events`]).
    pub has_events: bool,
}

impl Fields {
    fn times(&self) -> times::Fields {
        times::Fields { start: self.start, end: self.end, length: self.length }
    }
}

/// The fields of most speech recognisers.
pub(super) const PLAIN: Fields = Fields {
    speaker: "speaker",
    start: "start",
    end: "end",
    length: "",
    text: "text",
    words: "words",
    unit: Unit::Seconds,
    carries: false,
    has_events: false,
};

/// Who speaks, by the value in the speaker's field.
pub(super) type Label<'a> = &'a mut dyn FnMut(Value) -> Option<String>;

/// A speaker as the file names it: by name, or "Speaker 2" where it only counts.
pub(super) fn label(value: Value) -> Option<String> {
    match value.kind() {
        Kind::Text => {
            let text = value.text()?;
            let text = text.trim();
            let is_number = !text.is_empty() && text.len() < 4 && text.bytes().all(|it| it.is_ascii_digit());
            if is_number { Some(format!("Speaker {text}")) } else { Some(text.to_owned()).filter(|it| !it.is_empty()) }
        }
        Kind::Number => value.number().map(|it| format!("Speaker {it}")),
        Kind::Object => label(value.get("name|display_name|displayName|email|id")?),
        _ => None,
    }
}

/// Why something that is said by nobody is left out.
pub(super) fn unsaid(what: &str, text: &str) -> String {
    let said = if text.is_empty() { String::new() } else { format!(": “{}”", excerpt(text)) };
    format!("nobody speaks (“{what}”){said}")
}

/// Reads `list`. `told` is when the call began, for formats whose times are instants.
pub(super) fn read(list: Value, fields: &Fields, told: Option<Value>, who: Label, found: &mut Found) {
    let first = list.items().find_map(|it| it.get(fields.start));
    let mut clock = Clock::new(fields.unit, told, first);
    // Told only where something is wrong: a call of many short lists would be looked through again and again.
    let place = OnceCell::new();
    let from = found.pieces.len();
    let mut is_named = false;
    let spoken = if fields.has_events { events::spoken(list) } else { None };
    for (at, item) in list.items().enumerate() {
        if let Some(what) = events::unsaid(item, fields.speaker, spoken).filter(|_| fields.has_events) {
            let text = item.get(fields.text).and_then(Value::text).unwrap_or_default();
            found.skip(item.line(), unsaid(&what, &text));
            continue;
        }
        let Some(mut piece) = utterance(item, fields, &mut clock, &|| format!("{}[{at}]", place.get_or_init(|| list.place())), found)
        else {
            continue;
        };
        let speaker = if fields.speaker.is_empty() { Some(item) } else { item.get(fields.speaker) };
        piece.label = speaker.and_then(&mut *who).map(Into::into);
        is_named |= piece.label.is_some();
        found.has_stamps |= piece.stamps > 0;
        found.pieces.push(piece);
    }
    if is_named && !fields.carries {
        for nobody in found.pieces.iter_mut().skip(from).filter(|it| it.label.is_none()) {
            nobody.label = Some("Unknown speaker".into());
        }
    }
    let joined = join_single_words(found.pieces.split_off(from));
    found.has_stamps |= joined.iter().any(|it| it.stamps > 0);
    found.pieces.extend(joined);
}

fn utterance(item: Value, fields: &Fields, clock: &mut Clock, place: &dyn Fn() -> String, found: &mut Found) -> Option<Piece> {
    let line = item.line();
    let Some(text) = item.get(fields.text) else {
        let what = if item.kind() == Kind::Object { "has no words" } else { "is no utterance" };
        found.skip(line, format!("{} {what}", place()));
        return None;
    };
    let Some(text) = text.text().or_else(|| joined(text)) else {
        found.skip(line, format!("{}.{} is no text", place(), item.which(fields.text)));
        return None;
    };
    let when = clock.when(item, fields.times(), place, found);
    let stamps = item.list(fields.words).map_or(0, stamps);
    Some(Piece { line, start: when.start, end: when.end, label: None, text: text.into_owned(), stamps, ..Piece::default() })
}

/// The words of an utterance that has no other text: `[{"text": "So", …}, {"text": "far.", …}]`.
fn joined(words: Value<'_>) -> Option<Cow<'_, str>> {
    let words: Vec<_> = words.items().filter_map(|it| it.get("text|word|content|transcript|term")?.text()).collect();
    (!words.is_empty()).then(|| Cow::Owned(words.join(" ")))
}

/// How many words carry a time: entries that are times, or have a start.
fn stamps(words: Value) -> usize {
    words
        .items()
        .filter(|it| it.kind() == Kind::Number || it.get("start|start_time|startTime|start_timestamp|offset|offsetInTicks").is_some())
        .count()
}

/// Puts pieces that come channel by channel into the order of their times; one without a time stays behind the one before it.
pub(super) fn sort_by_time(found: &mut Found) {
    let mut last = None;
    let mut timed: Vec<_> = found
        .pieces
        .drain(..)
        .map(|it| {
            last = it.start.or(last);
            (last, it)
        })
        .collect();
    order::sort_by_key(&mut timed, |it| it.0);
    found.pieces.extend(timed.into_iter().map(|it| it.1));
}

/// Reads words that have times of their own; `who` gets the whole word.
pub(super) fn read_words(list: Value, fields: &Fields, who: Label, found: &mut Found) {
    let mut clock = Clock::new(fields.unit, None, list.items().find_map(|it| it.get(fields.start)));
    let place = OnceCell::new();
    fn text<'a>(it: Value<'a>, paths: &str) -> Option<Cow<'a, str>> {
        it.get(paths).and_then(Value::text)
    }
    // Some recognisers put the space before the word, some after it, most leave it out.
    let is_edged = |it: Cow<str>| it.starts_with(char::is_whitespace) || it.ends_with(char::is_whitespace);
    let mut joiner = Joiner::new(list.items().take(200).any(|it| text(it, fields.text).is_some_and(is_edged)));
    for (at, item) in list.items().enumerate() {
        let place = || format!("{}[{at}]", place.get_or_init(|| list.place()));
        let Some(text) = text(item, fields.text) else {
            found.skip(item.line(), format!("{} has no word", place()));
            continue;
        };
        let when = clock.when(item, fields.times(), &place, found);
        let label = who(item);
        joiner.push(Word { label: label.as_deref(), start: when.start, end: when.end, text: &text, line: item.line() });
    }
    let joined = joiner.finish();
    found.has_stamps |= joined.iter().any(|it| it.stamps > 0);
    found.pieces.extend(joined);
}
