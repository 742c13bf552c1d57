//! Lists of who said what that belong to no format: `[{"speaker", "text", "start", "end"}]`, chats, pairs of texts.

use super::cast::{self, Cast};
use super::events;
use super::facts;
use super::list::{self, PLAIN, label};
use super::times::Unit;
use super::tree::{Kind, Value};
use super::{Found, Here};
use crate::import::Piece;
use crate::import::names;

const SPEAKER: &str = "speaker_name|speakerName|speaker.name|speaker.display_name|speaker_label|speakerLabel|speaker_role|speaker|speaker_id|speakerId|participant.name|participant|participantName|user_name|userName|author.name|author|sender.name|sender|from|name|role|participant_role|participant_type|party|personId|person_id|user|users.0.username|channel_tag|channel|media_channel|identifier";
const TEXT: &str = "text|human_transcript|transcript|sentence|utterance|content|message|body|words|caption|phrase|line|value";

type Times = (&'static str, &'static str, &'static str, Option<Unit>);

/// Names of starts; each with the ends or lengths that go with it, and the unit where the name tells it.
const TIMES: &[Times] = &[
    (
        "start_ms|startMs|start_time_ms|startTimeMs|offset_ms|startTimeMillis|offsetMillis|begin_ms",
        "end_ms|endMs|end_time_ms|endTimeMs|endTimeMillis",
        "duration_ms|durationMs",
        Some(Unit::Millis),
    ),
    (
        "start_seconds|start_sec|startSeconds|start_s|start_time_seconds|time_in_call_secs|secondsFromStart|startTimeSeconds|start_in_seconds",
        "end_seconds|end_sec|endSeconds|end_s|end_time_seconds|endTimeSeconds|end_in_seconds",
        "duration_seconds|duration_s",
        Some(Unit::Seconds),
    ),
    (
        "start|start_time|startTime|start_timestamp|timespan.start|begin|from|offset|timestamp|time|ts|begin_time|stime|beg|created_at|createdAt|datetime",
        "end|end_time|endTime|end_timestamp|end_ts|timespan.end|to|stop|finish|etime",
        "duration|dur|length",
        None,
    ),
    (
        "words.0.start_timestamp|words.0.start|words.0.start_time|words.0.startTime|words.0.data_start",
        "words.$.end_timestamp|words.$.end|words.$.end_time|words.$.endTime|words.$.data_end",
        "",
        None,
    ),
];

/// What recorded a passage, where that is all that tells voices apart: who sits at the computer, and everybody else.
const DEVICES: &[&str] = &["microphone", "system"];

/// Lists of people that stand beside the words, and what their fields are called.
const PEOPLE: &[&str] = &["speakers", "speakerInfo", "participants", "users", "parties", "externalParticipants"];
const PERSON: cast::Fields = cast::Fields {
    id: "speakerId|speaker_id|personId|person_id|id",
    name: "name|displayName|display_name|full_name|speaker_name",
    email: "email|emailAddress|userEmail",
    side: cast::unsaid,
};

/// A number of units a word below this is in seconds: nobody needs 20 seconds a word, or speaks one in 20 milliseconds.
const UNITS_A_WORD: f64 = 20.0;

/// How many utterances are looked at to know what a list is.
const SEEN: usize = 20;

/// How many words a list has.
pub(super) fn words(list: Value) -> usize {
    list.items().filter_map(|it| it.get(TEXT)?.text()).map(|it| it.split_whitespace().count()).sum()
}

/// Whether a value is a list of who said what.
pub(super) fn is(value: Value) -> bool {
    if value.kind() != Kind::List {
        return false;
    }
    let (mut said, mut seen, mut known) = (0, 0, 0);
    for item in value.items().take(SEEN) {
        seen += 1;
        said += usize::from(pair(item).is_some() || is_text(item));
        known +=
            usize::from(pair(item).is_some() || item.get(SPEAKER).and_then(label).is_some() || TIMES.iter().any(|it| item.has(&[it.0])));
    }
    said * 2 > seen && known * 2 > seen
}

fn is_text(item: Value) -> bool {
    item.get(TEXT).is_some_and(|it| it.kind() == Kind::Text || it.has(&["0.text"]) || it.has(&["0.word"]) || it.has(&["0.transcript"]))
}

/// `["agent", "Hello."]`
fn pair(item: Value) -> Option<(Value, Value)> {
    let mut items = item.items();
    let (who, text) = (items.next()?, items.next()?);
    (who.kind() == Kind::Text && text.kind() == Kind::Text && items.next().is_none()).then_some((who, text))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    here.facts(&facts::PLAIN, found);
    let list = here.value;
    if list.items().take(SEEN).any(|it| pair(it).is_some()) {
        read_pairs(list, found);
        return;
    }
    let (start, end, length, unit) = times(list);
    let unit = unit.unwrap_or_else(|| guess(list, start, end, found));
    // "source" names where a passage stands as often as who spoke.
    let sources = || {
        list.items()
            .take(SEEN)
            .all(|it| it.get("source").and_then(label).is_some_and(|it| names::is_known(&it) || DEVICES.contains(&it.as_str())))
    };
    let is_source = !list.items().take(SEEN).any(|it| it.has(&[SPEAKER])) && sources();
    let fields = list::Fields {
        speaker: if is_source { "source" } else { SPEAKER },
        start,
        end,
        length,
        text: TEXT,
        unit,
        carries: true,
        has_events: !is_source,
        ..PLAIN
    };
    let mut cast = Cast::default();
    for people in PEOPLE.iter().filter_map(|it| here.get(it)) {
        cast.meet(people, &PERSON, found);
    }
    // Some APIs say who speaks by the place where that can be asked.
    let is_place = |it: Value| it.text().is_some_and(|it| it.starts_with("conferenceRecords/"));
    let mut who = |it: Value| if is_place(it) { cast.label(it) } else { cast.known(it).or_else(|| part(it)) };
    list::read(list, &fields, None, &mut who, found);
}

/// The names of times that the utterances have: rather those with a number for the end as well.
fn times(list: Value) -> Times {
    let any = |has: &dyn Fn(Value, &Times) -> bool| TIMES.iter().find(|it| list.items().take(SEEN).any(|item| has(item, it)));
    let is_number = |item: Value, paths: &str| item.get(paths).is_some_and(|it| it.kind() == Kind::Number);
    let both = any(&|item, it| is_number(item, it.0) && (is_number(item, it.1) || is_number(item, it.2)));
    *both.or_else(|| any(&|item, it| item.has(&[it.0]))).unwrap_or(&TIMES[0])
}

/// A speaker as the file names it; who is only said to be within the company that recorded, or outside, by their part.
fn part(value: Value) -> Option<String> {
    label(value).map(|it| match it.as_str() {
        "internal" => "agent".to_owned(),
        "external" => "customer".to_owned(),
        "microphone" => "Microphone".to_owned(),
        "system" => "System audio".to_owned(),
        _ => it.strip_prefix("MESSAGE_ROLE_").map(str::to_lowercase).unwrap_or(it),
    })
}

fn read_pairs(list: Value, found: &mut Found) {
    let place = list.place();
    for (at, item) in list.items().enumerate() {
        let line = item.line();
        match pair(item) {
            Some((who, text)) if label(who).is_some_and(|it| events::is_event(&it)) => {
                found.skip(line, list::unsaid(&who.text().unwrap_or_default(), &text.text().unwrap_or_default()));
            }
            Some((who, text)) => {
                found.pieces.push(Piece {
                    line,
                    label: label(who).map(Into::into),
                    text: text.text().unwrap_or_default().into_owned(),
                    ..Piece::default()
                });
            }
            None => found.skip(line, format!("{place}[{at}] is no utterance")),
        }
    }
}

/// The unit of times that do not tell it: by how long words would take.
fn guess(list: Value, start: &str, end: &str, found: &mut Found) -> Unit {
    let number = |item: Value, paths: &str| item.get(paths).and_then(|it| it.number().or_else(|| super::number::decimal(&it.text()?)));
    let (mut words, mut long) = (0_usize, 0.0);
    let mut before: Option<(f64, usize)> = None;
    let mut is_whole = true;
    for item in list.items().take(2000) {
        let Some(from) = number(item, start) else { continue };
        is_whole &= item.get(start).is_some_and(Value::is_whole);
        let count = item.get(TEXT).and_then(Value::text).map_or(0, |it| it.split_whitespace().count());
        if let Some(to) = number(item, end) {
            (words, long) = (words + count, long + (to - from));
        } else if let Some((before, said)) = before {
            (words, long) = (words + said, long + (from - before));
        }
        before = Some((from, count));
    }
    if words == 0 {
        return Unit::Seconds;
    }
    let unit = if is_whole && long / words as f64 > UNITS_A_WORD { Unit::Millis } else { Unit::Seconds };
    let name = if unit == Unit::Millis { "milliseconds" } else { "seconds" };
    found.notes.push(format!("The file does not say what its times are counted in; by the pace of the words, {name}."));
    unit
}
