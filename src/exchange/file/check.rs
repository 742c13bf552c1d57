//! What a record must be before it may be kept: nothing of a file is trusted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Entry, Note};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::record::Stamp;
use crate::domain::recording::Recording;
use crate::domain::rubric::check::{LONG, SHORT};
use crate::domain::rubric::{self, Rubric, RubricRef};
use crate::domain::scorecard::Scorecard;
use crate::domain::transcript::Transcript;

mod card;

/// What is wrong, its field first; `Ok` where nothing is.
type Fault = Result<(), String>;

/// Keeps the sound ones of `read` (line, record), in order. What is left out goes to `rejected`; what is dropped from a
/// record that stays, to `warnings`.
pub(super) fn sound(read: Vec<(usize, Entry)>, rejected: &mut Vec<Note>, warnings: &mut Vec<Note>) -> Vec<Entry> {
    let mut kept = Vec::with_capacity(read.len());
    let mut reject = |line: usize, entry: &Entry, why: String| rejected.push(Note { line, what: name(entry), why });
    let read = unique(read, &mut reject, warnings);
    let around = Around::of(read.iter().map(|(_, it)| it));
    for (line, mut entry) in read {
        let fault = stamp(&entry).and_then(|()| fault(&entry, &around));
        if let Err(why) = fault {
            reject(line, &entry, why);
            continue;
        }
        if let Entry::Scorecard(card) = &mut entry {
            let dropped = drop_bad_moments(&mut card.body, &around);
            warnings.extend(dropped.into_iter().map(|why| Note { line, what: format!("scorecard {}", card.body.id), why }));
        }
        kept.push(entry);
    }
    kept
}

fn name(entry: &Entry) -> String {
    let key = entry.key();
    if key.len() < 80 { format!("{} {key}", entry.kind()) } else { entry.kind().chars().take(40).collect() }
}

/// What a record is checked against, out of the same file.
struct Around {
    rubrics: BTreeMap<(String, u32), Rubric>,
    transcripts: BTreeMap<CallId, Transcript>,
    declined: BTreeSet<CallId>,
}

impl Around {
    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut around = Self { rubrics: BTreeMap::new(), transcripts: BTreeMap::new(), declined: BTreeSet::new() };
        for rubric in rubric::shipped() {
            around.rubrics.insert((rubric.key.clone(), rubric.version), rubric);
        }
        for entry in entries {
            match entry {
                Entry::Rubric(it) if rubric::check::faults(&it.body).is_empty() => {
                    around.rubrics.entry((it.body.key.clone(), it.body.version)).or_insert_with(|| it.body.clone());
                }
                Entry::Transcript(it) => {
                    around.transcripts.insert(it.body.call, it.body.transcript.clone());
                }
                Entry::Call(it) if !it.body.consent.allows_transcript() => {
                    around.declined.insert(it.body.id);
                }
                _ => {}
            }
        }
        around
    }

    fn rubric(&self, of: &RubricRef) -> Option<&Rubric> {
        self.rubrics.get(&(of.key.clone(), of.version))
    }
}

/// A record that stands twice is kept once; where the two differ nobody can tell which is right, and both are left out.
fn unique(read: Vec<(usize, Entry)>, reject: &mut impl FnMut(usize, &Entry, String), warnings: &mut Vec<Note>) -> Vec<(usize, Entry)> {
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, (_, entry)) in read.iter().enumerate() {
        places.entry((entry.kind().to_owned(), entry.key())).or_default().push(at);
    }
    let mut out = vec![false; read.len()];
    for group in places.values().filter(|it| it.len() > 1) {
        let (Some((first_line, first)), Some(rest)) = (group.first().and_then(|it| read.get(*it)), group.get(1..)) else { continue };
        let alike = rest.iter().all(|it| read.get(*it).is_some_and(|(_, other)| other == first));
        for at in if alike { rest } else { group.as_slice() } {
            let (Some((line, entry)), Some(out)) = (read.get(*at), out.get_mut(*at)) else { continue };
            *out = true;
            if alike {
                let why = format!("it stands in line {first_line} already and was read once");
                warnings.push(Note { line: *line, what: name(entry), why });
            } else {
                reject(*line, entry, "its id is used by several records that differ".to_owned());
            }
        }
    }
    read.into_iter().zip(out).filter(|(_, out)| !out).map(|(it, _)| it).collect()
}

fn short(field: &str, text: &str) -> Fault {
    if text.chars().nth(SHORT).is_some() { Err(format!("{field}: longer than {SHORT} letters")) } else { Ok(()) }
}

fn long(field: &str, text: &str) -> Fault {
    if text.len() > LONG { Err(format!("{field}: longer than {} kB", LONG / 1024)) } else { Ok(()) }
}

fn instant(field: &str, at: Option<&DateTime<Utc>>) -> Fault {
    match at {
        Some(at) if !(1970..2200).contains(&at.year()) => Err(format!("{field}: the year {} cannot be right", at.year())),
        _ => Ok(()),
    }
}

fn day(field: &str, on: Option<NaiveDate>) -> Fault {
    match on {
        Some(on) if !(1900..2200).contains(&on.year()) => Err(format!("{field}: the year {} cannot be right", on.year())),
        _ => Ok(()),
    }
}

fn named(field: &str, text: &str) -> Fault {
    if text.trim().is_empty() { Err(format!("{field}: it is empty")) } else { short(field, text) }
}

fn stamp(entry: &Entry) -> Fault {
    let Some(Stamp { by, at, .. }) = entry.stamp() else { return Ok(()) };
    short("stamp.by", &by)?;
    instant("stamp.at", Some(&at))
}

fn fault(entry: &Entry, around: &Around) -> Fault {
    match entry {
        Entry::Person(it) => {
            named("body.name", &it.body.name)?;
            short("body.team", &it.body.team)?;
            it.body.voices.iter().try_for_each(|voice| short("body.voices", voice))?;
            day("body.start_date", it.body.start_date)
        }
        Entry::Call(it) => call(&it.body),
        Entry::Transcript(it) if around.declined.contains(&it.body.call) => {
            Err("body.call: consent was declined, so the call can have no transcript".to_owned())
        }
        Entry::Transcript(it) => transcript(&it.body.transcript),
        Entry::Scorecard(it) => card::fault(&it.body, around.rubric(&it.body.rubric)),
        Entry::Rubric(it) => match rubric::check::faults(&it.body).first() {
            Some(problem) => Err(format!("body.{}: {}", problem.path, problem.what)),
            None if rubric::find(&it.body.reference()).is_some_and(|shipped| shipped != it.body) => {
                Err("body.key: it is the product's own and differs from it; a changed rubric needs a key of its own".to_owned())
            }
            None => Ok(()),
        },
        Entry::Unknown { .. } => Ok(()),
    }
}

fn call(call: &Call) -> Fault {
    let texts = [
        ("title", &call.title),
        ("kind", &call.kind),
        ("company", &call.company),
        ("outcome", &call.outcome),
        ("stage", &call.stage),
        ("language", &call.language),
    ];
    texts.iter().try_for_each(|(field, text)| short(&format!("body.{field}"), text))?;
    call.tags.iter().try_for_each(|tag| short("body.tags", tag))?;
    long("body.notes", &call.notes)?;
    instant("body.started_at", call.started_at.as_ref())?;
    match call.duration {
        Some(duration) if duration.0 < 0 => Err("body.duration_ms: a call cannot be shorter than nothing".to_owned()),
        _ if call.transcript.is_some() && !call.consent.allows_transcript() => {
            Err("body.transcript: consent was declined, so the call can have no transcript".to_owned())
        }
        _ if call.recording.is_some() && !call.consent.allows_transcript() => {
            Err("body.recording: consent was declined, so the call can have no recording".to_owned())
        }
        _ => call.recording.as_deref().map_or(Ok(()), recording),
    }
}

/// The longest recording and offset that are believed: a week.
const WEEK: i64 = 7 * 24 * 3_600_000;

fn recording(it: &Recording) -> Fault {
    for (field, text) in [("name", &it.name), ("media_type", &it.kind), ("fingerprint", &it.fingerprint)] {
        short(&format!("body.recording.{field}"), text)?;
    }
    let odd = |field: &str| Err(format!("body.recording.{field}: a recording is at most a week long"));
    match it.duration {
        Some(duration) if !(0..=WEEK).contains(&duration.0) => odd("duration_ms"),
        _ if !(-WEEK..=WEEK).contains(&it.offset.0) => odd("offset_ms"),
        _ => Ok(()),
    }
}

fn transcript(transcript: &Transcript) -> Fault {
    transcript.speakers.iter().try_for_each(|it| short("body.transcript.speakers", &it.name))?;
    for (at, segment) in transcript.segments.iter().enumerate() {
        long(&format!("body.transcript.segments[{at}].text"), &segment.text)?;
        if segment.speaker.is_some_and(|it| usize::from(it) >= transcript.speakers.len()) {
            return Err(format!("body.transcript.segments[{at}].speaker: there is no such speaker"));
        }
    }
    Ok(())
}

/// Drops moments that do not stand in the file's own transcript of the call; says which.
fn drop_bad_moments(card: &mut Scorecard, around: &Around) -> Vec<String> {
    let Some(transcript) = around.transcripts.get(&card.call) else { return Vec::new() };
    let mut dropped = Vec::new();
    for (at, answer) in card.answers.iter_mut().enumerate() {
        let before = answer.evidence.len();
        answer.evidence.retain(|it| transcript.holds(it));
        if answer.evidence.len() < before {
            let lost = before - answer.evidence.len();
            dropped.push(format!("body.answers[{at}].evidence: {lost} moments of {} do not stand in the transcript", answer.item));
        }
    }
    for (at, comment) in card.comments.iter_mut().enumerate() {
        if comment.moment.as_ref().is_some_and(|it| !transcript.holds(it)) {
            comment.moment = None;
            dropped.push(format!("body.comments[{at}].moment: it does not stand in the transcript; the comment is kept without it"));
        }
    }
    let before = card.key_moments.len();
    card.key_moments.retain(|it| transcript.holds(&it.moment));
    if card.key_moments.len() < before {
        dropped.push(format!("body.key_moments: {} do not stand in the transcript", before - card.key_moments.len()));
    }
    dropped
}
