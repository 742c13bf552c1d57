//! Opening a file of ours: first what it would change is told, then it is written, all of it or nothing.
//!
//! The file is read in pieces, each time anew, so that it may be larger than memory. What one transaction cannot hold is
//! written in several, with what stood there before; where that breaks off, all is put back.

use std::collections::{BTreeMap, BTreeSet};

use super::back;
use super::source::{Pieces, Source};
use leptos::prelude::*;

use super::calibrating::calibrating;
pub use super::found::{Line, Survey};
use super::same::join_all;
use super::writing::Writing;
use super::{Miss, Stored, again, erase};
use crate::browser::{ids, keep};
use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::domain::safety::rolling::Why;
use crate::domain::settings::Settings;
use crate::exchange::file::{Entry, Header, Item, Note};
use crate::exchange::label::Labels;
use crate::exchange::merge::{Here, Known, Merging, Step, Verdict};
use crate::exchange::opened::Opened;
use crate::exchange::twins::{owed, twins};
use crate::storage::Db;
use crate::ui::session::Session;
use crate::ui::{sentinel, snapshots};

/// Bytes of records that one transaction takes.
const LOT: usize = 32 * 1024 * 1024;

/// Hears how far the work is, from 0 to 1, and says whether to go on.
pub type Told<'a> = &'a dyn Fn(f64) -> bool;

/// What is said where the person has stopped it.
pub const STOPPED: &str = "Stopped. Nothing was changed.";

/// What `source` would change here.
///
/// # Errors
///
/// A sentence: the file is refused as a whole, or something cannot be read.
pub async fn survey(db: &Db, source: &Source, told: Told<'_>) -> Result<Survey, String> {
    let stored = Stored::read(db).await.map_err(|err| err.to_string())?;
    let here: Vec<Person> = stored.people().into_iter().filter(|it| !it.stamp.deleted).map(|it| it.body).collect();
    let mut newcomers = Vec::new();
    let mut labels = Labels::default();
    stored.all().iter().for_each(|it| labels.see(it.shown()));
    let seen = see(db, &stored, source, &|it| told(it / 2.0)).await?;
    let mut survey = Survey {
        header: seen.header,
        lines: Vec::new(),
        rejected: seen.rejected,
        warnings: seen.warnings,
        writes: 0,
        erases: seen.merging.erases().len(),
        bars: seen.merging.bars().filter(|it| stored.has_words(*it)).count(),
        unnamed: 0,
        trashed: Vec::new(),
        called: Vec::new(),
        bins: stored.trashed().len(),
        call: None,
        people: Vec::new(),
        twins: Vec::new(),
    };
    for (_, held) in &seen.called {
        labels.see(held.shown());
        survey.called.push(labels.name(held.shown()));
        stored.put(held.clone());
    }
    let mut pieces = Pieces::new(source);
    while let Some(items) = pieces.next().await? {
        let entries = entries(items);
        entries.iter().for_each(|it| labels.see(it));
        for (_, step) in steps(db, &stored, &seen.merging, &seen.twice, entries).await? {
            if let (None, Entry::Call(it)) = (&survey.call, &step.entry) {
                survey.call = Some((it.body.id, it.body.title.clone()));
            }
            if let Entry::Person(it) = &step.entry
                && step.verdict != Verdict::Erased
            {
                survey.people.push(it.body.clone());
                newcomers.extend((step.verdict == Verdict::New).then(|| it.body.clone()));
            }
            if let (Verdict::Trashed, Entry::Call(_) | Entry::Person(_) | Entry::Rubric(_)) = (step.verdict, &step.entry) {
                survey.trashed.extend(stored.trashed().get(&step.entry.key()).cloned());
            }
            survey.unnamed += usize::from(step.unnamed);
            survey.writes += usize::from(step.writes);
            survey.lines.push(Line {
                kind: step.entry.kind().to_owned(),
                name: labels.name(&step.entry),
                verdict: step.verdict,
                file: step.entry.stamp().cloned(),
                here: step.here,
            });
        }
        go_on(told, 0.5 + pieces.share() / 2.0)?;
    }
    survey.twins = twins(&newcomers, &here);
    Ok(survey)
}

fn go_on(told: Told<'_>, share: f64) -> Result<(), String> {
    if told(share) { Ok(()) } else { Err(STOPPED.to_owned()) }
}

/// What is known of a file after all of it was read once.
struct Seen<'a> {
    header: Header,
    merging: Merging<'a>,
    /// The calls whose words stand in it more than once.
    twice: BTreeSet<String>,
    rejected: Vec<Note>,
    warnings: Vec<Note>,
    /// What comes out of the trash since the file speaks of it, with its keys there.
    called: Vec<(String, Known)>,
}

async fn see<'a>(db: &Db, stored: &'a Stored, source: &Source, told: Told<'_>) -> Result<Seen<'a>, String> {
    let mut merging = Merging::new(stored);
    let mut lying: BTreeMap<String, Entry> = BTreeMap::new();
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    let (mut rejected, mut warnings) = (Vec::new(), Vec::new());
    let mut pieces = Pieces::new(source);
    while let Some(items) = pieces.next().await? {
        for item in items {
            match item {
                Item::Entry(entry) => {
                    merging.see(&entry);
                    if let Entry::Person(_) | Entry::Rubric(_) = entry
                        && let Some(key) = stored.trashed().get(&entry.key())
                    {
                        lying.insert(key.clone(), entry.clone());
                    }
                    if matches!(entry, Entry::Transcript(_)) && !once.insert(entry.key()) {
                        twice.insert(entry.key());
                    }
                }
                Item::Rejected(note) => rejected.push(note),
                Item::Warning(note) => warnings.push(note),
            }
        }
        go_on(told, pieces.share())?;
    }
    if merging.knows_names() {
        let mut pieces = Pieces::new(source);
        while let Some(items) = pieces.next().await? {
            entries(items).iter().for_each(|it| merging.learn(it));
            go_on(told, 1.0)?;
        }
    }
    let header = pieces.header().cloned().ok_or("This is not a Callcraft file.")?;
    let mut called = Vec::new();
    for (key, _) in lying.into_iter().filter(|it| merging.calls_for(&it.1)) {
        let bin = db.bin(&key).await.map_err(|err| err.to_string())?;
        called.extend(bin.and_then(|it| Some((key, Known::of(erase::held(&it))?))));
    }
    Ok(Seen { header, merging, twice, rejected, warnings, called })
}

fn entries(items: Vec<Item>) -> Vec<Entry> {
    items.into_iter().filter_map(|it| if let Item::Entry(it) = it { Some(it) } else { None }).collect()
}

/// What becomes of `entries`, one after the other, with what stood there before. `stored` then is as it will be.
async fn steps(
    db: &Db,
    stored: &Stored,
    merging: &Merging<'_>,
    twice: &BTreeSet<String>,
    entries: Vec<Entry>,
) -> Result<Vec<(Option<Known>, Step)>, String> {
    let of_words = entries.iter().filter(|it| matches!(it, Entry::Transcript(_))).map(Entry::key);
    stored.bring(db, of_words.collect::<Vec<_>>()).await.map_err(|err| err.to_string())?;
    let mut steps = Vec::with_capacity(entries.len());
    for entry in entries {
        let known = stored.known(entry.kind(), &entry.key());
        let step = merging.step(known.clone(), entry);
        if step.writes && !matches!(step.entry, Entry::Erasure(_)) {
            stored.put(step.after());
        }
        steps.push((known, step));
    }
    stored.let_go(twice);
    Ok(steps)
}

/// How a file is written.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// Instead of what is here, not beside it.
    pub replaces: bool,
    /// Who of the file becomes one with whom here.
    pub joins: Vec<(PersonId, PersonId)>,
}

/// Writes what `source` holds, all or nothing.
///
/// # Errors
///
/// A sentence; then nothing has changed.
pub async fn apply(session: Session, source: &Source, name: &str, way: &Way, told: Told<'_>) -> Result<Opened, String> {
    let mut writing = Writing::new(session, name, way.replaces);
    if !way.replaces {
        snapshots::before(session, name).await;
    }
    // As long as it is held another page does not take for broken off what is under way.
    let lock = keep::hold(&back::lock(&session.db())).await;
    let outcome = again(async || {
        writing.anew();
        let owed = write_all(session, source, &mut writing, &way.joins, told).await?;
        join_all(session, &owed, &mut writing).await?;
        writing.end().await
    });
    let outcome = match outcome.await {
        Err(why) if writing.opened.parts > 0 => match back::take_back(session, &writing.opened).await {
            Ok(_) => Err(why),
            Err(worse) => Err(format!("{why} What was written so far could not be put back: {worse}")),
        },
        other => other,
    };
    if let Ok(lock) = lock {
        let _ = lock.call0(&wasm_bindgen::JsValue::NULL);
    }
    if outcome.is_ok() {
        sentinel::filled(session);
    }
    outcome
}

/// Writes the records of the file; gives who is to become whom after it.
async fn write_all(
    session: Session,
    source: &Source,
    writing: &mut Writing,
    joins: &[(PersonId, PersonId)],
    told: Told<'_>,
) -> Result<Vec<(PersonId, PersonId)>, Miss> {
    let replaces = writing.opened.replaced;
    let db = session.db();
    let mut stored = Stored::read(&db).await?;
    let trashed = stored.trashed().clone();
    if replaces {
        snapshots::stays(&snapshots::take(&db, &Why::Before(writing.opened.name.clone())).await?);
        for known in stored.all() {
            writing.remove(&known);
        }
        for call in stored.words() {
            if let Some(known) = stored.read_words(&db, &call).await? {
                writing.remove(&known);
            }
            if writing.bytes > LOT {
                writing.write().await?;
            }
        }
        for key in db.trash_keys().await? {
            if let Some(bin) = db.bin(&key).await? {
                writing.unbin(&key, erase::held(&bin));
            }
            if writing.bytes > LOT {
                writing.write().await?;
            }
        }
        stored.emptied();
    }
    let writer = session.settings.with_untracked(|it| it.writer.clone());
    let seen = see(&db, &stored, source, &|it| told(it / 2.0)).await?;
    for (key, held) in &seen.called {
        writing.unbin(key, held.siblings().cloned());
        writing.begin(held);
        stored.put(held.clone());
    }
    if seen.merging.names().is_in_file_name(&writing.opened.name) {
        erase::SOME_FILE.clone_into(&mut writing.opened.name);
    }
    let knowing = |writing: &mut Writing| writing.batch = std::mem::take(&mut writing.batch).knowing(stored.erased());
    let mut outruns = false;
    let mut pieces = Pieces::new(source);
    while let Some(items) = pieces.next().await? {
        let entries = entries(items);
        for (before, step) in steps(&db, &stored, &seen.merging, &seen.twice, entries).await? {
            // What lies in the trash was written by this copy as well, and more often than the file may know.
            outruns |= step.outruns(&writer) || (step.writes && before.is_none() && trashed.contains_key(&step.entry.key()));
            match &step.entry {
                Entry::Settings(it) if step.writes => writing.set(it, replaces),
                _ if step.writes => writing.add(before.as_ref(), &step.after()),
                _ => {}
            }
            if let Entry::Call(it) = &step.entry
                && !matches!(step.verdict, Verdict::Barred | Verdict::Erased)
            {
                calibrating(session, &seen.header, &stored, it.body.id, writing);
            }
            if writing.bytes > LOT {
                knowing(writing);
                writing.write().await?;
            }
        }
        go_on(told, 0.5 + pieces.share() / 2.0)?;
    }
    if !seen.merging.erases().is_empty() || seen.merging.bars().next().is_some() {
        // In one with what is not written yet: nothing that it does not know of is left behind.
        let mark = db.mark().await?;
        let batch = erase::after_opening(&db, std::mem::take(&mut writing.batch), &seen.merging, writer.clone()).await?;
        writing.batch = batch.since(mark);
    }
    knowing(writing);
    if outruns {
        // This copy was set back, or lives twice: from here on it writes under an id that was never used.
        let was = writing.settings.take().unwrap_or_else(|| session.settings.get_untracked());
        let settings = Settings { writer: ids::new().to_string(), ..was.clone() };
        writing.batch = std::mem::take(&mut writing.batch).settings_from(&was, &settings);
        writing.settings = Some(settings);
    }
    Ok(owed(&stored.all(), joins))
}
