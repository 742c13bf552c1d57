//! The call's facts and voices, to be changed.

use leptos::prelude::*;

use super::player;
use super::review::{Dialog, Review, reps};
use super::voice::offer_back;
use crate::browser::ids;
use crate::domain::analysis::SignalKind;
use crate::domain::call::Call;
use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::transcript::CallTranscript;
use crate::domain::voices::{Voice, guess, settle};
use crate::storage::Batch;
use crate::ui::components::act::Act;
use crate::ui::components::call_facts::{CallFacts, CallNotes, CallTitle};
use crate::ui::components::dialog;
use crate::ui::components::sure::Sure;
use crate::ui::components::voices::{Voices, asks};
use crate::ui::routes::{Page, go_on, use_go};

/// The dialog.
#[component]
pub fn Details(review: Review) -> impl IntoView {
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    view! {
        <dialog::Dialog title="Call details" open=Signal::derive(move || review.dialog.get() == Dialog::Details) on_close=close>
            <Form review />
        </dialog::Dialog>
    }
}

#[component]
fn Form(review: Review) -> impl IntoView {
    let draft = RwSignal::new(review.call.with_untracked(|it| it.body.clone()));
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
    let has_words = review.transcript.with_untracked(Option::is_some);
    let is_voiced = voices.with_untracked(|it| !it.is_empty());
    let asked_at = review.analysis.with_untracked(|it| it.signals.iter().find(|it| it.kind == SignalKind::Consent)?.moment.at);
    let asked = RwSignal::new(false);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(question) = asks(voices, asked) {
            review.session.complain(question);
            return;
        }
        leptos::task::spawn_local(keep(review, draft.get_untracked(), voices.get_untracked()));
    };
    view! {
        <form class="form" on:submit=save>
            <CallTitle draft />
            <div class="grid">
                <CallFacts draft />
                <CallNotes draft reps=(!is_voiced).then(|| review.people.with_untracked(|it| reps(it))) has_words asked_at />
            </div>
            {is_voiced.then(|| view! { <Voices voices people /> })}
            <div class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::None)>
                    "Cancel"
                </button>
                <Delete review />
            </div>
        </form>
    }
}

async fn keep(review: Review, mut call: Call, voices: Vec<Voice>) {
    let people = review.people.get_untracked();
    let mut batch = Batch::default();
    let words = review.transcript.get_untracked().map(|it| it.body);
    let transcript = review.transcript.get_untracked().map(|mut record| {
        let known: Vec<Person> = people.iter().map(|it| it.body.clone()).collect();
        let settled = settle(&mut record.body, &voices, &known, || PersonId(ids::new()));
        call.rep = settled.rep.or(call.rep);
        record.stamp = review.session.stamp(Some(&record.stamp), &people);
        (record, settled.people)
    });
    let mut everybody = people.clone();
    if let Some((record, changed)) = &transcript {
        for person in changed {
            let before = everybody.iter().position(|it| it.body.id == person.id);
            let stamp = review.session.stamp(before.map(|at| &everybody[at].stamp), &people);
            let person = Record { stamp, body: person.clone() };
            batch = batch.person(&person);
            match before {
                Some(at) => everybody[at] = person,
                None => everybody.push(person),
            }
        }
        batch = batch
            .transcript(&Record { stamp: record.stamp.clone(), body: CallTranscript { call: call.id, transcript: record.body.clone() } });
    }
    let before = review.call.get_untracked();
    call.recording = before.body.recording.clone().filter(|_| call.consent.allows_transcript());
    if call.recording.is_none() && before.body.recording.is_some() {
        player::forget(review);
    }
    let call = Record { stamp: review.session.stamp(Some(&before.stamp), &people), body: call };
    batch = batch.call(&call);
    if review.session.commit(batch).await.is_ok() {
        review.people.set(everybody);
        review.call.set(call.clone());
        if let Some((record, _)) = transcript {
            let words = words.filter(|it| it.speakers.len() > record.body.speakers.len());
            review.transcript.set(Some(record.clone()));
            if let Some(words) = words {
                let id = call.body.id;
                let back = Call { rep: before.body.rep, ..call.body.clone() };
                offer_back(review, id, "Voices that are the same are one now.".to_owned(), record, words, Some((call, back)));
            }
        }
        review.dialog.set(Dialog::None);
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
