//! Whose words a turn are, where the recorder took one voice for another.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::domain::record::Record;
use crate::domain::transcript::{CallTranscript, Side, Transcript};
use crate::storage::Batch;
use crate::ui::components::dialog;
use crate::ui::components::live::live;
use crate::ui::session::Session;

/// The value of the choice "somebody else".
const NEW: &str = "new";

/// The dialog of a turn.
#[component]
pub fn WhoSaysThis(review: Review) -> impl IntoView {
    let turn = Memo::new(move |_| match review.dialog.get() {
        Dialog::Voice(at) => Some(at),
        _ => None,
    });
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    view! {
        <dialog::Dialog title="Who says this?" open=Signal::derive(move || turn.get().is_some()) on_close=close>
            {live(move || turn.get().map(|at| form(review, at)))}
        </dialog::Dialog>
    }
}

fn form(review: Review, at: u32) -> AnyView {
    let turn = review.analysis.with_untracked(|it| it.turns.get(at as usize).cloned());
    let words = review.transcript.get_untracked().map(|it| it.body);
    let (Some(turn), Some(words)) = (turn, words) else { return ().into_any() };
    let first = turn.segments.first().copied().unwrap_or_default();
    let says = words.segments.get(first as usize).map(|it| it.text.chars().take(160).collect::<String>()).unwrap_or_default();
    let chosen = RwSignal::new(turn.speaker.map_or(String::new(), |it| it.to_string()));
    let name = RwSignal::new(String::new());
    let all = RwSignal::new(false);
    let segments = StoredValue::new(turn.segments);
    let choice = move |value: String, label: String| {
        let own = value.clone();
        view! {
            <label class="check">
                <input type="radio" name="voice" prop:checked=move || chosen.with(|it| *it == own) on:change=move |_| chosen.set(value.clone()) />
                " "
                <bdi>{label}</bdi>
            </label>
        }
    };
    let choices = words.speakers.iter().enumerate().map(|(at, it)| choice(at.to_string(), it.name.clone())).collect_view();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(before) = review.transcript.get_untracked() else { return };
        let mut words = before.body.clone();
        let to = match chosen.get_untracked().as_str() {
            NEW => words.voice_named(&name.get_untracked(), Side::Unknown),
            other => other.parse().ok(),
        };
        let Some(to) = to else {
            review.session.complain("Write the name of whoever says this, or choose one of the voices.");
            return;
        };
        let given = if all.get_untracked() { words.from_here_on(first) } else { segments.get_value() };
        review.dialog.set(Dialog::None);
        if words.give(&given, to) {
            keep(review, before, words);
        }
    };
    view! {
        <form class="form" on:submit=save>
            <blockquote class="quote">{says}</blockquote>
            <fieldset>
                <legend>"Voice"</legend>
                {choices}
                {choice(NEW.to_owned(), "Somebody else".to_owned())}
                <input type="text" maxlength="120" aria-label="Name of somebody else" placeholder="Name" prop:value=move || name.get() on:input=move |event| {
                    name.set(event_target_value(&event));
                    chosen.set(NEW.to_owned());
                } />
            </fieldset>
            <label class="check">
                <input type="checkbox" prop:checked=move || all.get() on:change=move |event| all.set(event_target_checked(&event)) />
                " And all this voice says after it"
            </label>
            <p class="muted">"Metrics, highlights and suggestions follow. Evidence keeps its words. Sides are set in the call's details."</p>
            <p class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::None)>
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// Keeps the words with their new voices, and offers the way back.
fn keep(review: Review, before: Record<Transcript>, words: Transcript) {
    let (session, call) = (review.session, review.call.read_untracked().body.id);
    let write = move |earlier: &Record<Transcript>, words: Transcript| {
        let stamp = session.stamp(Some(&earlier.stamp), &[]);
        let record = Record { stamp: stamp.clone(), body: CallTranscript { call, transcript: words.clone() } };
        (Record { stamp, body: words }, Batch::default().transcript(&record))
    };
    let (after, batch) = write(&before, words);
    review.transcript.set(Some(after.clone()));
    leptos::task::spawn_local(async move {
        if session.commit(batch).await.is_err() {
            // The shell says that it is not saved; the page shows what is stored.
            review.transcript.try_set(Some(before));
            return;
        }
        session.say_undo("The words have another voice now.", move || {
            let (back, batch) = write(&after, before.body.clone());
            undo(session, review, back, batch);
        });
    });
}

fn undo(session: Session, review: Review, back: Record<Transcript>, batch: Batch) {
    leptos::task::spawn_local(async move {
        if session.commit(batch).await.is_ok() {
            // The page may show another call by now, or be gone.
            review.transcript.try_set(Some(back));
        }
    });
}
