//! Copies of the workspace outside the database: taken by themselves, kept for a while, put back when asked. A snapshot is
//! a workspace file, so that there is one form to read.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::folder;
use super::handover::saving::workspace;
use super::handover::source::{Pieces, Source};
use super::handover::{again, batch};
use super::sentinel;
use super::session::Session;
use crate::browser::worker::{Answering, Worker};
use crate::browser::{clock, ids, keep, making};
use crate::domain::safety::rolling::{Snapshot, Why, to_drop};
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::exchange::file::{Entry, Item};
use crate::exchange::merge::Known;
use crate::storage::schema::{CALLS, PEOPLE, RUBRICS, STAYS, STORES};
use crate::storage::{Batch, Db, StorageError};

/// Above so many calls no snapshot is taken by itself where the page has no worker to do it: it would hold up the person.
const MOST_CALLS: u32 = 3_000;

/// So many records that cannot be read are named.
const NAMED: usize = 3;

/// What is said where not all of it can be brought back.
pub const LACKS: &str = "Nothing is changed yet. Choose it once more to bring back all else.";

/// The first word of the question that a worker is asked: to take a snapshot of a database.
pub const ASKED: &str = "snapshot";

/// All snapshots, the newest first.
///
/// # Errors
///
/// A sentence.
pub async fn all() -> Result<Vec<Snapshot>, String> {
    let read = |(name, bytes, why): &(String, u64, String)| Some(Snapshot { why: Why::of(why), ..Snapshot::named(name, *bytes)? });
    let mut all: Vec<Snapshot> = keep::snapshots().await?.iter().filter_map(read).collect();
    crate::domain::order::sort_by_key(&mut all, |it| std::cmp::Reverse(it.at));
    Ok(all)
}

/// What is done once in a while by itself: a snapshot and a file in the chosen folder where something has changed, and the
/// trash is relieved of what is too old.
///
/// # Errors
///
/// A sentence. Nothing is lost; the next time may succeed.
pub async fn look_after(session: Session) -> Result<(), String> {
    let told = |err: StorageError| err.to_string();
    if let Some(batch) = session.db().overdue_trash(clock::now()).await.map_err(told)? {
        session.commit(batch).await.map_err(told)?;
    }
    let note = sentinel::get();
    // Where no folder was chosen nothing happens; where it cannot be written to, the snapshot is taken all the same.
    let written = if note.unbacked > 0 { folder::write(session, false).await } else { Ok(None) };
    if note.unshot > 0 {
        let told = |why: String| {
            let why = why.trim_end_matches('.');
            format!("No snapshot could be taken beside the database: {why}. Save a backup file on the page Data.")
        };
        let taken = taken(&session.db(), note.calls <= MOST_CALLS, &Why::Itself).await.map_err(told);
        return written.and(taken).map(drop);
    }
    written.map(drop)
}

/// Takes a snapshot, saying why, and lets those go that the rule does not keep.
///
/// # Errors
///
/// A sentence.
pub async fn take(db: &Db, why: &Why) -> Result<Snapshot, String> {
    taken(db, true, why).await?.ok_or_else(|| "The snapshot has no name.".to_owned())
}

/// Before much comes in, of the name `what`: takes a snapshot where something is stored that is in none as it is now. That there is none keeps
/// nobody from what they do.
pub async fn before(session: Session, what: &str) {
    let db = session.db();
    let has = async |store| db.count(store).await.is_ok_and(|it| it > 0);
    if session.is_sample() || !(has(CALLS).await || has(PEOPLE).await || has(RUBRICS).await) {
        return;
    }
    let last = all().await.ok().and_then(|it| it.into_iter().next()).filter(|_| sentinel::get().unshot == 0);
    let kept = match last {
        None => take(&db, &Why::Before(what.to_owned())).await.ok(),
        last => last,
    };
    if let Some(kept) = kept {
        stays(&kept);
    }
}

/// This one stays until the next file is opened, whatever else the rule keeps.
pub fn stays(snapshot: &Snapshot) {
    sentinel::update(|it| it.before = Some(snapshot.at));
}

/// Takes a snapshot in a worker, so that the page stays at hand however much there is; where there is no worker, in the page
/// if it `may`: else there is none.
async fn taken(db: &Db, may: bool, why: &Why) -> Result<Option<Snapshot>, String> {
    let (note, begun) = (sentinel::get(), clock::now());
    let question = Array::of4(&ASKED.into(), &db.name().into(), &(note.seq as f64).into(), &why.kept().into());
    let answer = match Worker::start().await {
        Some(worker) => worker.ask(&question).await.map(JsCast::unchecked_into::<Array>),
        None => None,
    };
    let name = match answer {
        Some(answer) => answer.get(0).as_string().ok_or_else(|| answer.get(1).as_string().unwrap_or_default())?,
        None if may => keep_one(db, note.seq, &why.kept()).await?,
        None => return Ok(None),
    };
    sentinel::update(|it| it.shot(note.unshot, begun, clock::now()));
    let stays = sentinel::get().before;
    for gone in to_drop(&all().await?, clock::local(clock::now()), clock::local) {
        if Some(gone.at) != stays {
            keep::drop_snapshot(&gone.name()).await?;
        }
    }
    Ok(Snapshot::named(&name, 0))
}

/// Writes a snapshot; gives its name. `seq`: the last change, where the database does not tell.
async fn keep_one(db: &Db, seq: u64, why: &str) -> Result<String, String> {
    let seq = db.meta().await.ok().flatten().map_or(seq, |it| it.seq);
    let calls = db.count(CALLS).await.map_err(|err| err.to_string())?;
    let erased = async || db.erasures().await.map(|it| it.len()).map_err(|err| err.to_string());
    let before = erased().await?;
    let made = workspace(db).await?;
    let name = Snapshot { at: clock::now(), seq, calls, bytes: 0, why: Why::Itself }.name();
    keep::save_snapshot(&name, made.file(), why).await?;
    if erased().await? != before {
        // What was erased meanwhile must not come back from it.
        keep::drop_snapshot(&name).await?;
        return Err("Something was erased while it was taken.".to_owned());
    }
    Ok(name)
}

/// Takes the snapshot that is asked for, in the worker: its name, or nothing and why there is none.
pub fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let question: Array = question.unchecked_into();
        let (name, seq) = (question.get(1).as_string().unwrap_or_default(), question.get(2).as_f64().unwrap_or(0.0));
        let outcome = match Db::open(&name).await {
            Ok(db) => keep_one(&db, seq as u64, &question.get(3).as_string().unwrap_or_default()).await,
            Err(err) => Err(err.to_string()),
        };
        match outcome {
            Ok(name) => Array::of1(&name.into()),
            Err(why) => Array::of2(&JsValue::NULL, &why.into()),
        }
    })
}

/// Lets the oldest go where there is more than one, to make room; tells whether one went.
pub async fn drop_oldest() -> bool {
    match all().await {
        Ok(all) if all.len() > 1 => match all.last() {
            Some(oldest) => keep::drop_snapshot(&oldest.name()).await.is_ok(),
            None => false,
        },
        _ => false,
    }
}

/// A workspace that is to take the place of the one that is here.
pub struct Replacement {
    /// What does it.
    pub batch: Batch,
    /// What is set in it.
    pub settings: Option<Settings>,
    /// What of it cannot be read and would be missing, in words; nothing where all of it can.
    pub lacks: String,
}

/// What puts the workspace of a file in the place of the one that is here.
///
/// # Errors
///
/// A sentence where it cannot be read whole.
pub async fn replacement(source: &Source) -> Result<Replacement, String> {
    let (mut pieces, mut all) = (Pieces::new(source), BTreeMap::<(String, String), Known>::new());
    let (mut settings, mut lacks) = (None, Vec::new());
    while let Some(items) = pieces.next().await? {
        for item in items {
            let entry = match item {
                Item::Entry(entry) => entry,
                Item::Rejected(it) => {
                    lacks.push(format!("{} ({})", it.what, it.why));
                    continue;
                }
                Item::Warning(_) => continue,
            };
            if let Entry::Settings(it) = entry {
                settings = Some(*it);
                continue;
            }
            match all.entry((entry.kind().to_owned(), entry.key())) {
                Slot::Occupied(mut it) => drop(it.get_mut().add(entry)),
                Slot::Vacant(it) => drop(it.insert(Known::new(entry))),
            }
        }
    }
    let travels = STORES.iter().filter(|store| STAYS.iter().all(|it| it.0 != **store));
    let emptied = travels.fold(Batch::default(), |batch, store| batch.emptied(store));
    let (many, more) = (show::count(lacks.len(), "record", "records"), if lacks.len() > NAMED { " and others" } else { "" });
    lacks.truncate(NAMED);
    let lacks = if lacks.is_empty() { String::new() } else { format!("{many} in it cannot be read: {}{more}", lacks.join("; ")) };
    Ok(Replacement { batch: emptied.and(batch(all.into_values())).strictly(), settings, lacks })
}

/// Puts a snapshot in the place of what is here. What is here is kept as a snapshot first, which is given, so that it can
/// be taken back. Of one that cannot be read whole that is said first (`Err`), and all else is restored where it `may`; what
/// is missing then is given as well.
///
/// # Errors
///
/// A sentence; then nothing has changed.
pub async fn restore(session: Session, snapshot: &Snapshot, may: bool) -> Result<(Snapshot, String), String> {
    again(async || {
        let Replacement { batch, settings, lacks } = replacement(&Source::Blob(keep::open_snapshot(&snapshot.name()).await?)).await?;
        if !lacks.is_empty() && !may {
            return Err(format!("{lacks}. {LACKS}").into());
        }
        // What another tab writes after this is neither in what is kept of now nor in the snapshot.
        let mark = session.db().mark().await?;
        let before = take(&session.db(), &Why::Before("a snapshot was restored".to_owned())).await?;
        // What this copy writes from now on is not what it wrote after the snapshot.
        let settings = settings.unwrap_or_else(|| session.settings.get_untracked());
        let settings = Settings { writer: ids::new().to_string(), ..settings };
        session.commit(batch.settings(&settings).since(mark)).await?;
        session.settings.set(settings);
        Ok((before, lacks))
    })
    .await
}

/// Lets all snapshots go: what was erased must not come back from them.
pub async fn forget_all() {
    making::forget_all().await;
    for it in all().await.unwrap_or_default() {
        // One that cannot be removed is not worth keeping the person from the rest.
        let _ = keep::drop_snapshot(&it.name()).await;
    }
}
