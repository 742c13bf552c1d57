//! The call's facts and voices, to be changed.

use leptos::prelude::*;

use super::declined;
use super::elsewhere::Gone;
use super::player;
use super::review::{Dialog, Review, reps};
use super::voice::{Way, offer_back};
use crate::browser::ids;
use crate::domain::analysis::SignalKind;
use crate::domain::call::Call;
use crate::domain::id::{CallId, PersonId};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::rejoin::rejoin;
use crate::domain::transcript::{CallTranscript, Transcript};
use crate::domain::voices::{Voice, guess, samples, settle};
use crate::storage::{Batch, Db, StorageError};
use crate::ui::components::act::Act;
use crate::ui::components::call_facts::{CallFacts, CallNotes, CallTitle};
use crate::ui::components::crossed::{Crossed, WhatCrossed};
use crate::ui::components::dialog;
use crate::ui::components::show::Show;
use crate::ui::components::sure::Sure;
use crate::ui::components::voices::{Voices, asks};
use crate::ui::handover::same::spoken;
use crate::ui::routes::{Page, go_on, use_go};

/// The dialog.
#[component]
pub fn Details(review: Review) -> impl IntoView {
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    let left = Left::new(None);
    view! {
        <dialog::Dialog title="Call details" open=Signal::derive(move || review.dialog.get() == Dialog::Details) on_close=close>
            <Form review left />
        </dialog::Dialog>
    }
}

/// What was changed in a form that was closed without saving, and is taken up again.
type Left = StoredValue<Option<(Call, Vec<Voice>)>>;

#[component]
fn Form(review: Review, left: Left) -> impl IntoView {
    let draft = RwSignal::new(review.call.with_untracked(|it| it.body.clone()));
    let words = review.transcript.with_untracked(|it| it.as_ref().map(|it| it.body.clone()));
    let opened = StoredValue::new(Opened { call: draft.get_untracked(), words });
    let people: Vec<Person> = review.people.with_untracked(|it| it.iter().map(|it| it.body.clone()).collect());
    let rep = draft.with_untracked(|it| it.rep);
    let voices = RwSignal::new(review.transcript.with_untracked(|it| {
        let Some(it) = it else { return Vec::new() };
        let mut voices = guess(&it.body, &[], &people);
        // What was answered before is kept, not guessed again.
        for (voice, speaker) in voices.iter_mut().zip(&it.body.speakers) {
            voice.side = speaker.side;
            voice.person = speaker.person;
            voice.is_rep = rep.is_some() && speaker.person == rep;
        }
        voices
    }));
    let begun = (draft.get_untracked(), voices.get_untracked());
    if let Some((call, voiced)) = left.try_update_value(Option::take).flatten().filter(|it| it.1.len() == begun.1.len()) {
        draft.set(call);
        voices.set(voiced);
    }
    let is_kept = StoredValue::new(false);
    on_cleanup(move || {
        let now = draft.try_get_untracked().zip(voices.try_get_untracked());
        if let Some(now) = now.filter(|it| *it != begun && is_kept.try_get_value() == Some(false)) {
            review.session.say_undo("What you changed in the details was not saved.", move || {
                left.try_set_value(Some(now.clone()));
                review.dialog.try_set(Dialog::Details);
            });
        }
    });
    let says = review.transcript.with_untracked(|it| it.as_ref().map(|it| samples(&it.body)).unwrap_or_default());
    let has_words = review.transcript.with_untracked(Option::is_some);
    let is_voiced = voices.with_untracked(|it| !it.is_empty());
    let asked_at = review.analysis.with_untracked(|it| it.signals.iter().find(|it| it.kind == SignalKind::Consent)?.moment.at);
    let asked = RwSignal::new(false);
    let crossed = Crossed::default();
    Effect::new(move |_| match review.gone.get() {
        Some(gone) => crossed.is_deleted(gone == Gone::Deleted),
        None => crossed.is_back(),
    });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(question) = asks(voices, asked) {
            review.session.complain(question);
            return;
        }
        is_kept.set_value(true);
        let keeping = keep(review, crossed, opened.get_value(), draft.get_untracked(), voices.get_untracked());
        leptos::task::spawn_local(async move {
            keeping.await;
            // Where it is open still, something hindered it.
            if review.dialog.try_get_untracked() == Some(Dialog::Details) {
                is_kept.try_set_value(false);
            }
        });
    };
    view! {
        <form class="form" on:submit=save>
            <CallTitle draft />
            <div class="grid">
                <CallFacts draft />
                <CallNotes draft reps=(!is_voiced).then(|| review.people.with_untracked(|it| reps(it))) has_words asked_at />
            </div>
            {is_voiced.then(|| view! { <Voices voices people says=says.clone() /> })}
            {draft.with_untracked(|it| it.transcript.clone()).map(|it| view! {
                <p class="muted hash">"The words, and what evidence points into, are of the file with the SHA-256 " <code>{it}</code></p>
            })}
            <WhatCrossed crossed />
            <div class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::None)>
                    "Cancel"
                </button>
                <Show when=move || review.gone.get().is_none()>
                    <Delete review />
                </Show>
            </div>
        </form>
    }
}

/// What the form was opened with: only what was changed since is written.
#[derive(Clone)]
struct Opened {
    call: Call,
    words: Option<Transcript>,
}

async fn keep(review: Review, crossed: Crossed, opened: Opened, mine: Call, voices: Vec<Voice>) {
    match written(review, crossed, opened, mine, &voices).await {
        // A failure of saving is shown by the shell.
        Ok(()) | Err(StorageError::Refused(_)) => {}
        Err(err) => review.session.complain(err),
    }
}

/// Writes what the person changed into the call as it is stored now: another tab may have changed the rest.
async fn written(review: Review, crossed: Crossed, opened: Opened, mut mine: Call, voices: &[Voice]) -> Result<(), StorageError> {
    let (session, db) = (review.session, review.session.db());
    let was_gone = review.gone.try_get_untracked().flatten().is_some();
    let stored = match db.call(mine.id).await? {
        Some(stored) => stored,
        None if !brought_back(review, crossed, mine.id).await? => return Ok(()),
        None => match db.call(mine.id).await? {
            Some(stored) => stored,
            None => return Ok(()),
        },
    };
    let mut people = db.people().await?.records;
    let (mut batch, mut both) = (Batch::default(), Vec::new());
    let mut words = None;
    if let (Some(was), Some(now)) = (&opened.words, db.transcript(mine.id).await?) {
        let known: Vec<Person> = people.iter().map(|it| it.body.clone()).collect();
        let mut own = was.clone();
        let settled = settle(&mut own, voices, &known, || PersonId(ids::new()));
        let left = gone_from(was, &own);
        mine.rep = settled.rep.or(mine.rep.filter(|it| !left.contains(it)));
        mine.lacks_sides = own.lacks_sides();
        for person in settled.people {
            let before = people.iter().position(|it| it.body.id == person.id);
            let stamp = session.stamp(before.and_then(|at| people.get(at)).map(|it| &it.stamp), &people);
            let person = Record { stamp, body: person };
            batch = batch.person(&person);
            match before.and_then(|at| people.get_mut(at)) {
                Some(slot) => *slot = person,
                None => people.push(person),
            }
        }
        if own.speakers.len() != was.speakers.len() && *was != now.body.transcript {
            session.complain("The voices were changed in another tab meanwhile, so they were not made one. Close this and open it again.");
            return Ok(());
        }
        let (joined, clashes) = rejoin(was, &own, &now.body.transcript).unwrap_or((own, Vec::new()));
        both.extend(clashes);
        if joined != now.body.transcript {
            let stamp = session.stamp(Some(&now.stamp), &people);
            batch = batch.transcript(&Record { stamp: stamp.clone(), body: CallTranscript { call: mine.id, transcript: joined.clone() } });
            words = Some(Record { stamp, body: joined });
        }
    }
    let (mut body, clashes) = rejoin(&opened.call, &mine, &stored.body).unwrap_or((mine, Vec::new()));
    both.extend(clashes);
    if !crossed.may_write_over(&both) {
        return Ok(());
    }
    let declined = !body.consent.allows_transcript();
    body.recording = body.recording.filter(|_| !declined);
    let loses = body.recording.is_none() && stored.body.recording.is_some();
    if declined && body.transcript.is_some() {
        return declined::without_words(review, batch, stored, body, &people).await;
    }
    let call = Record { stamp: session.stamp(Some(&stored.stamp), &people), body };
    session.commit(batch.call(&call)).await?;
    if was_gone {
        // All of the page is made anew with what came back.
        review.dialog.try_set(Dialog::None);
        review.again.try_update(|it| *it += 1);
        return Ok(());
    }
    // The page may have been left.
    if review.call.try_set(call.clone()).is_some() {
        return Ok(());
    }
    if loses {
        player::forget(review);
    }
    let left: Vec<PersonId> = match (&opened.words, &words) {
        (Some(was), Some(now)) => gone_from(was, &now.body),
        _ => Vec::new(),
    };
    review.people.set(people);
    if let Some(record) = &words {
        review.transcript.set(Some(record.clone()));
    }
    if let (Some(was), Some(now)) = (&opened.words, &words) {
        review.look_alike(was, &now.body);
    }
    review.dialog.set(Dialog::None);
    let (names, trashed) = put_right(review, left).await?;
    let words = words.zip(opened.words);
    let is_less = words.as_ref().is_some_and(|(now, was)| was.speakers.len() > now.body.speakers.len());
    let id = call.body.id;
    let facts = Some((call, stored.body)).filter(|(now, was)| now.body != *was && !loses);
    if words.is_some() || facts.is_some() {
        let says = if is_less { "Voices that are the same are one now." } else { "The details are changed." };
        let gone = if names.is_empty() { String::new() } else { format!(" Nobody of ours, and in the trash: {}.", names.join(", ")) };
        offer_back(review, format!("{says}{gone}"), Way { call: id, words, facts, trashed });
    }
    Ok(())
}

/// Who spoke before and does not any more.
fn gone_from(was: &Transcript, now: &Transcript) -> Vec<PersonId> {
    let speaks = |it: &PersonId| now.speakers.iter().any(|speaker| speaker.person == Some(*it));
    was.speakers.iter().filter_map(|it| it.person).filter(|it| !speaks(it)).collect()
}

/// Who was made a person of ours by mistake, by a voice that is said to be somebody else's now, goes: of whom nothing else
/// speaks, and nothing more was ever said. Gives the names, and where they are in the trash.
async fn put_right(review: Review, left: Vec<PersonId>) -> Result<(Vec<String>, Vec<String>), StorageError> {
    let (session, mut names, mut trashed) = (review.session, Vec::new(), Vec::new());
    for id in left {
        let found = review.people.with_untracked(|all| all.iter().find(|it| it.body.id == id).cloned());
        let Some(person) = found.filter(|it| it.stamp.version.writes() == 1 && it.body.is_bare()) else { continue };
        let mark = session.db().mark().await?;
        if spoken(&session.db(), id).await?.is_none() {
            trashed.extend(session.unused_to_trash(Db::person_row(id), mark).await?);
            review.people.try_update(|all| all.retain(|it| it.body.id != id));
            names.push(person.body.name);
        }
    }
    Ok((names, trashed))
}

/// Brings the call back that was deleted in another tab, once that was said.
async fn brought_back(review: Review, crossed: Crossed, id: CallId) -> Result<bool, StorageError> {
    let session = review.session;
    let key = session.db().trashed_call(&id.to_string()).await?;
    match key {
        Some(key) if crossed.may_bring_back() => session.restore(&[key]).await.map(|()| true),
        _ => review.look_again().await.map(|()| false),
    }
}

/// Deleting asks once more, in place.
#[component]
fn Delete(review: Review) -> impl IntoView {
    let go = StoredValue::new_local(use_go());
    let act = Act::default();
    let delete = Callback::new(move |()| {
        let id = review.call.read_untracked().body.id;
        let (session, go) = (review.session, go_on(go.get_value()));
        act.start(async move {
            match session.to_trash(&[id], &[], &|_| {}).await {
                Ok(keys) => {
                    session.say_trashed("The call is in the trash, with its transcript and its cards.", keys);
                    go(Page::Calls);
                }
                Err(err) => session.complain(err),
            }
        });
    });
    view! { <Sure says="Delete this call…" class="end" warns="Its transcript and cards go too. " does="Delete".to_owned() act=delete /> }
}
