//! A person is deleted, or becomes one with another who is the same: what speaks of them, and what is written.

use leptos::prelude::*;

use super::writing::Writing;
use super::{Miss, Stored, again, back};
use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::exchange::file::Entry;
use crate::exchange::merge::{Here, Known};
use crate::exchange::opened::Opened;
use crate::exchange::same::{Spoken, joined, speaks_of};
use crate::storage::{Db, StorageError};
use crate::ui::session::Session;

/// What speaks of a person here.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn spoken(db: &Db, person: PersonId) -> Result<Spoken, StorageError> {
    let mut spoken = Spoken::default();
    for known in records(db, person).await? {
        spoken.see(&known, person);
    }
    Ok(spoken)
}

/// The records that speak of a person.
async fn records(db: &Db, person: PersonId) -> Result<Vec<Known>, StorageError> {
    let stored = Stored::read(db).await?;
    let speaks = |it: &Known| it.siblings().any(|it| speaks_of(it, person));
    let mut found: Vec<Known> = stored.all().into_iter().chain(stored.settings().map(Known::new)).filter(speaks).collect();
    for call in stored.words() {
        found.extend(stored.read_words(db, &call).await?.filter(speaks));
    }
    Ok(found)
}

/// Makes one of two: all that speaks of `from` speaks of `into`, who also answers to the other's names; `from` goes. It can be
/// taken back as a whole for 30 days, as a file that was opened can.
///
/// # Errors
///
/// A sentence; then nothing has changed.
pub async fn merge(session: Session, from: &Person, into: &Person) -> Result<Opened, String> {
    let name = format!("{} and {} made one", from.name, into.name);
    again(async || {
        let mut writing = Writing::new(session, &name, false);
        // What another tab makes speak of the one who goes meanwhile was not seen.
        let mark = session.db().mark().await?;
        join(session, from.id, into.id, &mut writing).await?;
        writing.batch = std::mem::take(&mut writing.batch).since(mark);
        writing.end().await
    })
    .await
}

/// Makes each first person the second while a file is written. What was written of it so far is stored before, since it
/// speaks of them too.
///
/// # Errors
///
/// Where something cannot be read or kept, or another tab has changed it.
pub(super) async fn join_all(session: Session, joins: &[(PersonId, PersonId)], writing: &mut Writing) -> Result<(), Miss> {
    for (from, into) in joins {
        writing.write().await?;
        let mark = session.db().mark().await?;
        join(session, *from, *into, writing).await?;
        writing.batch = std::mem::take(&mut writing.batch).since(mark);
    }
    Ok(())
}

async fn join(session: Session, from: PersonId, into: PersonId, writing: &mut Writing) -> Result<(), Miss> {
    let db = session.db();
    let writer = session.settings.with_untracked(|it| it.writer.clone());
    let stored = Stored::read(&db).await?;
    let person = |it: PersonId| stored.known("person", &it.to_string()).ok_or_else(|| "This person is not here any more.".to_owned());
    let gone = person(from)?;
    for known in records(&db, from).await? {
        match joined(&known, from, into, &writer) {
            // The one who stays is written below, with all that becomes of them.
            _ if known.shown().key() == into.to_string() => {}
            Some(now) => match now.shown() {
                Entry::Settings(it) => writing.set(it, true),
                _ => writing.add(Some(&known), &now),
            },
            None => {}
        }
    }
    let stays = person(into)?;
    let now = joined(&stays, from, into, &writer).unwrap_or_else(|| stays.clone());
    if let Entry::Person(it) = now.shown() {
        let mut it = it.clone();
        if let Entry::Person(gone) = gone.shown() {
            it.body = it.body.with_all_of(&gone.body);
        }
        it.stamp.version = now.seen().next(&writer);
        writing.add(Some(&stays), &Known::new(Entry::Person(it)));
    }
    writing.remove(&gone);
    Ok(())
}

/// Takes it back.
pub fn take_back(session: Session, opened: Opened) {
    wasm_bindgen_futures::spawn_local(async move {
        match back::take_back(session, &opened).await {
            Ok(taken) => session.say(back::said(&taken)),
            Err(err) => session.complain(err),
        }
    });
}
