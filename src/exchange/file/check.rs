//! What a record must be before it may be kept: nothing of a file is trusted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{Entry, Note};
use crate::domain::analysis::flaws;
use crate::domain::call::Call;
use crate::domain::erasure::Erasure;
use crate::domain::id::CallId;
use crate::domain::limits::{KEPT, Limits, RULE};
use crate::domain::recording::Recording;
use crate::domain::rubric::{self, Rubric, RubricRef};
use crate::domain::scorecard::Scorecard;
use crate::domain::settings::Settings;
use crate::domain::time::Millis;
use crate::domain::transcript::{CallTranscript, Moment, Precision, Transcript};

mod card;

/// What is wrong, its field first; `Ok` where nothing is.
type Fault = Result<(), String>;

/// Keeps the sound ones of `read` (line, record), in order. What is left out goes to `rejected`; what is dropped from a
/// record that stays, to `warnings`.
pub(super) fn sound(mut read: Vec<(usize, Entry)>, rejected: &mut Vec<Note>, warnings: &mut Vec<Note>) -> Vec<Entry> {
    let mut around = Around::new();
    read.iter().for_each(|(_, it)| around.see(it));
    for (line, card, why) in bad_moments(&mut read) {
        warnings.push(Note { line, what: card, why });
    }
    let mut kept = Vec::with_capacity(read.len());
    for (line, entry) in read {
        match around.fault(&entry) {
            Ok(()) => kept.push(entry),
            Err(why) => {
                warnings.retain(|it| it.line != line);
                rejected.push(Note { line, what: name(&entry), why });
            }
        }
    }
    kept
}

/// Drops the moments of all cards that stand in none of their call's transcripts; says which, with line and card.
fn bad_moments(read: &mut [(usize, Entry)]) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut words: BTreeMap<CallId, Vec<Transcript>> = BTreeMap::new();
    for (_, entry) in read.iter_mut() {
        if let Entry::Transcript(it) = entry {
            // Borrowed while the cards are gone through, and given back below.
            words.entry(it.body.call).or_default().push(std::mem::replace(&mut it.body.transcript, no_words()));
        }
    }
    for (line, entry) in read.iter_mut() {
        if let Entry::Scorecard(card) = entry {
            let of_call = words.get(&card.body.call).map(Vec::as_slice).unwrap_or_default();
            let dropped = drop_bad_moments(&mut card.body, of_call);
            found.extend(dropped.into_iter().map(|why| (*line, format!("scorecard {}", card.body.id), why)));
        }
    }
    for (_, entry) in read.iter_mut().rev() {
        if let Entry::Transcript(it) = entry
            && let Some(back) = words.get_mut(&it.body.call).and_then(Vec::pop)
        {
            it.body.transcript = back;
        }
    }
    found
}

fn no_words() -> Transcript {
    Transcript { format: String::new(), precision: Precision::None, speakers: Vec::new(), segments: Vec::new(), hash: String::new() }
}

/// Which record it is, in a few words.
pub(super) fn name(entry: &Entry) -> String {
    let key = entry.key();
    if key.len() < 80 { format!("{} {key}", entry.kind()) } else { entry.kind().chars().take(40).collect() }
}

/// What a record is checked against, out of the same file.
pub(super) struct Around {
    rubrics: BTreeMap<(String, u32), Rubric>,
    declined: BTreeSet<CallId>,
    /// The words of one call: those that came last.
    latest: Option<CallId>,
    words: Vec<Transcript>,
}

impl Around {
    pub(super) fn new() -> Self {
        let shipped = crate::domain::order::map(rubric::shipped().into_iter().map(|it| ((it.key.clone(), it.version), it)));
        Self { rubrics: shipped, declined: BTreeSet::new(), latest: None, words: Vec::new() }
    }

    /// Remembers what others are checked against.
    pub(super) fn see(&mut self, entry: &Entry) {
        match entry {
            Entry::Rubric(it) if rubric::check::faults(&it.body).is_empty() => {
                self.rubrics.entry((it.body.key.clone(), it.body.version)).or_insert_with(|| it.body.clone());
            }
            Entry::Call(it) if !it.body.consent.allows_transcript() => {
                self.declined.insert(it.body.id);
            }
            _ => {}
        }
    }

    /// Remembers the words of a call until those of another come.
    pub(super) fn keep(&mut self, words: &CallTranscript) {
        if self.latest != Some(words.call) {
            self.words.clear();
        }
        self.latest = Some(words.call);
        self.words.push(words.transcript.clone());
    }

    /// The words of `call`, if they came last.
    pub(super) fn latest(&self, call: CallId) -> &[Transcript] {
        if self.latest == Some(call) { &self.words } else { &[] }
    }

    /// What is wrong with `entry` beside the others.
    pub(super) fn fault(&self, entry: &Entry) -> Fault {
        match entry {
            Entry::Transcript(it) if self.declined.contains(&it.body.call) => {
                Err("body.call: consent was declined, so the call can have no transcript".to_owned())
            }
            // Told here, where its words have been told from others already: they must go as well.
            Entry::Call(it) if it.body.transcript.is_some() && !it.body.consent.allows_transcript() => {
                Err("body.transcript: consent was declined, so the call can have no transcript".to_owned())
            }
            Entry::Scorecard(it) => card::beside_rubric(&it.body, self.rubric(&it.body.rubric)),
            _ => Ok(()),
        }
    }

    fn rubric(&self, of: &RubricRef) -> Option<&Rubric> {
        self.rubrics.get(&(of.key.clone(), of.version))
    }
}

/// What is measured by the limits, its field named.
#[derive(Clone, Copy)]
struct By(&'static Limits);

impl By {
    /// `text` of `field` is a name, a title, a key.
    fn short(self, field: &str, text: &str) -> Fault {
        of(field, self.0.short(text))
    }

    /// `text` of `field` is prose.
    fn long(self, field: &str, text: &str) -> Fault {
        of(field, self.0.long(text))
    }

    fn instant(self, field: &str, at: Option<&DateTime<Utc>>) -> Fault {
        at.map_or(Ok(()), |at| of(field, self.0.instant(*at)))
    }

    fn length(self, field: &str, what: &str, length: Option<Millis>) -> Fault {
        length.map_or(Ok(()), |it| self.0.length(it).map_err(|why| format!("{field}: {what} {why}")))
    }
}

fn of(field: &str, fault: Fault) -> Fault {
    fault.map_err(|why| format!("{field}: {why}"))
}

/// What is wrong with `entry` by itself. What this workspace may hold from before there was one rule (`is_ours`) is no reason
/// to leave it out: then it is told in the `Ok`.
pub(super) fn own_fault(entry: &Entry, is_ours: bool) -> Result<Option<String>, String> {
    match fault(entry, By(&RULE)) {
        Err(why) if is_ours => fault(entry, By(&KEPT)).map(|()| Some(why)),
        other => other.map(|()| None),
    }
}

fn fault(entry: &Entry, by: By) -> Fault {
    if let Some(stamp) = entry.stamp() {
        by.short("stamp.by", &stamp.by)?;
        by.instant("stamp.at", Some(&stamp.at))?;
        stamp.version.writers().try_for_each(|(writer, _)| by.short("stamp.version", writer))?;
    }
    match entry {
        Entry::Erasure(it) => erasure(it, by),
        Entry::Person(it) => {
            of("body.name", by.0.name(&it.body.name))?;
            by.short("body.team", &it.body.team)?;
            it.body.voices.iter().try_for_each(|voice| by.short("body.voices", voice))?;
            it.body.start_date.map_or(Ok(()), |on| of("body.start_date", by.0.day(on)))
        }
        Entry::Call(it) => call(&it.body, by),
        Entry::Transcript(it) => transcript(&it.body.transcript, by),
        Entry::Scorecard(it) => card::fault(&it.body, by),
        Entry::Rubric(it) => match rubric::check::faults(&it.body).first() {
            Some(problem) => Err(format!("body.{}: {}", problem.path, problem.what)),
            None if rubric::find(&it.body.reference()).is_some_and(|shipped| shipped != it.body) => {
                Err("body.key: it is the product's own and differs from it; a changed rubric needs a key of its own".to_owned())
            }
            None => by.0.rubric(&it.body).map_err(|(path, what)| format!("body.{path}: {what}")),
        },
        Entry::Settings(it) => settings(it, by),
        Entry::Unknown(_) => Ok(()),
    }
}

fn settings(it: &Settings, by: By) -> Fault {
    it.competitors.iter().try_for_each(|name| of("body.competitors", by.0.name(name)))?;
    it.views
        .iter()
        .try_for_each(|view| of("body.views.name", by.0.name(&view.name)).and_then(|()| by.long("body.views.query", &view.query)))?;
    match flaws(&it.rules).first() {
        Some(flaw) => Err(format!("body.rules[{}].{}: {}", flaw.rule, flaw.field, flaw.why)),
        None => it.rules.iter().chain(&it.shipped).try_for_each(|rule| by.short("body.rules.name", &rule.name)),
    }
}

fn erasure(erasure: &Erasure, by: By) -> Fault {
    by.instant("body.at", Some(&erasure.at))?;
    by.short("body.by", &erasure.by)?;
    by.short("body.why", &erasure.why)?;
    erasure.of.iter().try_for_each(|it| by.short("body.of", &it.kind).and_then(|()| by.short("body.of", &it.key)))
}

fn call(call: &Call, by: By) -> Fault {
    by.short("body.title", &call.title)?;
    by.short("body.kind", &call.kind)?;
    by.short("body.company", &call.company)?;
    by.short("body.outcome", &call.outcome)?;
    by.short("body.stage", &call.stage)?;
    by.short("body.language", &call.language)?;
    call.tags.iter().try_for_each(|tag| by.short("body.tags", tag))?;
    by.long("body.notes", &call.notes)?;
    by.instant("body.started_at", call.started_at.as_ref())?;
    by.length("body.duration_ms", "a call", call.duration)?;
    let Some(it) = call.recording.as_deref() else { return Ok(()) };
    if !call.consent.allows_transcript() {
        return Err("body.recording: consent was declined, so the call can have no recording".to_owned());
    }
    recording(it, by)
}

fn recording(it: &Recording, by: By) -> Fault {
    for (field, text) in [("name", &it.name), ("media_type", &it.kind), ("fingerprint", &it.fingerprint)] {
        by.short(&format!("body.recording.{field}"), text)?;
    }
    by.length("body.recording.duration_ms", "a recording", it.duration)?;
    // Forward or back.
    by.length("body.recording.offset_ms", "a recording", Some(Millis(it.offset.0.saturating_abs())))
}

fn transcript(transcript: &Transcript, by: By) -> Fault {
    transcript.speakers.iter().try_for_each(|it| by.short("body.transcript.speakers", &it.name))?;
    for (at, segment) in transcript.segments.iter().enumerate() {
        // Only where it is, so that no field is written for each line of a call.
        if let Err(why) = by.0.long(&segment.text) {
            return Err(format!("body.transcript.segments[{at}].text: {why}"));
        }
        if segment.speaker.is_some_and(|it| usize::from(it) >= transcript.speakers.len()) {
            return Err(format!("body.transcript.segments[{at}].speaker: there is no such speaker"));
        }
    }
    Ok(())
}

/// Drops moments that stand in none of `words`, the versions of the call's transcript in the same file; says which.
pub(super) fn drop_bad_moments(card: &mut Scorecard, words: &[Transcript]) -> Vec<String> {
    let mut dropped = Vec::new();
    if words.is_empty() {
        return dropped;
    }
    let holds = |it: &Moment| words.iter().any(|words| words.holds(it));
    for (at, answer) in card.answers.iter_mut().enumerate() {
        let before = answer.evidence.len();
        answer.evidence.retain(holds);
        if answer.evidence.len() < before {
            let lost = before - answer.evidence.len();
            dropped.push(format!("body.answers[{at}].evidence: {lost} moments of {} do not stand in the transcript", answer.item));
        }
    }
    for (at, comment) in card.comments.iter_mut().enumerate() {
        if comment.moment.as_ref().is_some_and(|it| !holds(it)) {
            comment.moment = None;
            dropped.push(format!("body.comments[{at}].moment: it does not stand in the transcript; the comment is kept without it"));
        }
    }
    let before = card.key_moments.len();
    card.key_moments.retain(|it| holds(&it.moment));
    if card.key_moments.len() < before {
        dropped.push(format!("body.key_moments: {} do not stand in the transcript", before - card.key_moments.len()));
    }
    dropped
}
