//! What was put right of a voice here, and stands in other calls as it stood here before: it is offered to say it there
//! too, all at once, with a way back.

use std::sync::Arc;

use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use serde::Deserialize;

use super::review::Review;
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::record::Record;
use crate::domain::show;
use crate::domain::transcript::{CallTranscript, Speaker, Transcript};
use crate::domain::voices::{PutRight, is_among, put_right, say_alike};
use crate::storage::{Batch, Db, StorageError};
use crate::ui::components::live::live;
use crate::ui::session::Session;

/// So many calls are read, and written, at a time.
const AT_ONCE: usize = 16;

/// What could be said in other calls too, and how far that has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    said: Arc<Vec<PutRight>>,
    calls: Arc<Vec<CallId>>,
    /// How many calls are done; `None` before it is begun.
    done: Option<usize>,
}

/// A call as it was before: its voices, and whose it was.
type Before = (CallId, Vec<Speaker>, Call);

/// The voices of stored words; the rest is passed over.
#[derive(Deserialize)]
struct Voices {
    body: Body,
}

#[derive(Deserialize)]
struct Body {
    transcript: Speakers,
}

#[derive(Deserialize)]
struct Speakers {
    speakers: Vec<Speaker>,
}

impl Review {
    /// Looks for other calls where what was put right stands as it stood here before.
    pub(super) fn look_alike(self, was: &Transcript, now: &Transcript) {
        let said = put_right(was, now);
        let (db, here) = (self.session.db(), self.call.with_untracked(|it| it.body.id));
        self.alike.try_set(None);
        if said.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let calls = found(&db, here, &said).await.unwrap_or_default();
            if !calls.is_empty() {
                self.alike.try_set(Some(Alike { said: Arc::new(said), calls: Arc::new(calls), done: None }));
            }
        });
    }
}

/// The other calls, in the order they were added.
async fn found(db: &Db, here: CallId, said: &[PutRight]) -> Result<Vec<CallId>, StorageError> {
    let calls = db.calls().await?.records;
    let others: Vec<CallId> =
        calls.iter().map(|it| &it.body).filter(|it| it.transcript.is_some() && it.id != here).map(|it| it.id).collect();
    let mut found = Vec::new();
    for ids in others.chunks(AT_ONCE) {
        for (id, (_, words)) in ids.iter().zip(db.calls_with_words(ids).await?) {
            let voices = words.and_then(|it| serde_json::from_slice::<Voices>(&it.to_vec()).ok());
            if voices.is_some_and(|it| is_among(&it.body.transcript.speakers, said)) {
                found.push(*id);
            }
        }
        TimeoutFuture::new(0).await;
    }
    Ok(found)
}

/// The offer, and what has come of it.
#[component]
pub fn AlikeNote(review: Review) -> impl IntoView {
    let alike = review.alike;
    let note = move || {
        let it = alike.get()?;
        let many = it.calls.len();
        if let Some(done) = it.done {
            return Some(view! { <p class="note" role="status">{format!("Saying it in {}: {done} done.", show::count(many, "other call", "other calls"))}</p> }.into_any());
        }
        let names = it.said.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
        let (says, there) = match many {
            1 => ("in 1 other call a voice of this name stands".to_owned(), "there"),
            n => (format!("in {n} other calls a voice of this name stands"), "in all of them"),
        };
        Some(
            view! {
                <p class="note" role="status">
                    <b><bdi>{names}</bdi></b> ": " {says} " as it stood here before. "
                    <button type="button" class="link" on:click=move |_| begin(review)>{format!("Say the same {there}")}</button>
                    " "
                    <button type="button" class="link" on:click=move |_| alike.set(None)>"Leave them"</button>
                </p>
            }
            .into_any(),
        )
    };
    live(note)
}

fn begin(review: Review) {
    let (session, alike) = (review.session, review.alike);
    let Some(it) = alike.get_untracked() else { return };
    alike.set(Some(Alike { done: Some(0), ..it.clone() }));
    leptos::task::spawn_local(async move {
        let told = |done| drop(alike.try_set(Some(Alike { done: Some(done), ..it.clone() })));
        let (before, failed) = said_there(session, &it, told).await;
        alike.try_set(None);
        let many = show::count(before.len(), "other call", "other calls");
        let says = failed.map_or_else(|| format!("Said in {many}."), |err| format!("Said in {many} and no more: {err}"));
        session.say_undo(says, move || {
            let before = before.clone();
            leptos::task::spawn_local(async move {
                taken_back(session, &before).await;
            });
        });
    });
}

/// Says it in each call that still has such a voice, until one cannot be written. Gives what was there before, and what
/// hindered it.
async fn said_there(session: Session, it: &Alike, told: impl Fn(usize)) -> (Vec<Before>, Option<StorageError>) {
    let mut all = Vec::new();
    let people = session.db().people().await.map(|it| it.records).unwrap_or_default();
    for ids in it.calls.chunks(AT_ONCE) {
        let mut before = Vec::new();
        let change = |call: &mut Call, words: &mut Transcript| {
            let was = (call.id, words.speakers.clone(), call.clone());
            let is_said = say_alike(call, words, &it.said, people.iter().map(|it| &it.body));
            if is_said {
                before.push(was);
            }
            is_said
        };
        if let Err(err) = rewritten(session, ids, change).await {
            return (all, Some(err));
        }
        all.extend(before);
        told(all.len());
    }
    (all, None)
}

/// The voices as they were, in the calls that still have them.
async fn taken_back(session: Session, before: &[Before]) {
    for part in before.chunks(AT_ONCE) {
        let ids: Vec<CallId> = part.iter().map(|it| it.0).collect();
        let change = |call: &mut Call, words: &mut Transcript| {
            let Some((_, voices, was)) = part.iter().find(|it| it.0 == call.id).filter(|it| it.1.len() == words.speakers.len()) else {
                return false;
            };
            words.speakers.clone_from(voices);
            (call.rep, call.lacks_sides) = (was.rep, was.lacks_sides);
            true
        };
        if let Err(err) = rewritten(session, &ids, change).await {
            return session.complain(err);
        }
    }
}

/// Writes what `change` changes of these calls, as they are stored now, in one batch.
async fn rewritten(
    session: Session,
    ids: &[CallId],
    mut change: impl FnMut(&mut Call, &mut Transcript) -> bool,
) -> Result<(), StorageError> {
    let people = session.db().people().await?.records;
    let mut batch = Batch::default();
    for (call, words) in session.db().calls_with_words(ids).await? {
        let words = words.and_then(|it| serde_json::from_slice::<Record<CallTranscript>>(&it.to_vec()).ok());
        let Some((mut call, mut words)) = call.zip(words).filter(|it| !it.0.stamp.deleted) else { continue };
        if change(&mut call.body, &mut words.body.transcript) {
            call.stamp = session.stamp(Some(&call.stamp), &people);
            words.stamp = session.stamp(Some(&words.stamp), &people);
            batch = batch.call(&call).transcript(&words);
        }
    }
    session.commit(batch).await
}
