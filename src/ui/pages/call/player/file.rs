//! The file that is played: attaching it, choosing it again, when its words begin.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::copy::CopyHere;
use super::{again, attach};
use crate::browser::handles;
use crate::domain::recording::{Likeness, Recording};
use crate::domain::show;
use crate::domain::time::Millis;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::pages::call::review::Review;

/// What is attached, and what can be done about it.
#[component]
pub fn RecordingFile(review: Review) -> impl IntoView {
    let player = review.player;
    let recording = move || review.call.with(|it| it.body.recording.as_deref().cloned());
    let is_open = move || player.source.with(Option::is_some);
    let line = move || match (recording(), is_open()) {
        (Some(it), true) => it.name,
        (Some(it), false) => {
            format!("The recording is “{}” ({}); this page does not have the file at hand.", it.name, show::bytes(it.size))
        }
        (None, true) => "Looking at the file…".to_owned(),
        (None, false) if review.words_end().is_some() => "No recording: the words run silently.".to_owned(),
        (None, false) => "No recording.".to_owned(),
    };
    let timeless = move || review.transcript.with(Option::is_some) && review.words_end().is_none();
    let silent = move || recording().is_none() && !is_open();
    let label = move || if recording().is_some() { "Choose the file again" } else { "Attach a recording" };
    let detach = move || {
        view! {
            <button type="button" class="link end" on:click=move |_| attach::detach(review)>
                "Take the recording off"
            </button>
        }
    };
    view! {
        <Show when=is_open fallback=move || view! {
            <div class="player__file" class:extra=silent>
                <span>{live(line)}</span>
                <Again review />
                <label class="button">
                    // Where the browser has a picker that lets the file be opened again later, the click goes there.
                    <input class="unseen" type="file" accept="audio/*,video/*" on:click=move |event| {
                        if handles::can_pick() {
                            event.prevent_default();
                            leptos::task::spawn_local(again::pick(review));
                        }
                    } on:change=move |event| {
                        let input: HtmlInputElement = event_target(&event);
                        let file = input.files().and_then(|it| it.get(0));
                        // So that the same file can be chosen again.
                        input.set_value("");
                        if let Some(file) = file {
                            leptos::task::spawn_local(attach::offer(review, file, None));
                        }
                    } />
                    {live(label)}
                </label>
                <Show when=silent fallback=detach>
                    <span class="muted">"The file stays where it is: only its name, size, type, length and a fingerprint are kept."</span>
                </Show>
            </div>
        }>
            <details class="player__more extra">
                <summary>{live(line)}</summary>
                <div class="player__file">
                    <Show when=move || !timeless()>
                        <Offset review />
                    </Show>
                    <CopyHere review />
                    {detach()}
                </div>
            </details>
        </Show>
        <Show when=move || timeless() && !silent()>
            <p class="note extra">"This transcript has no times, so it cannot follow the recording."</p>
        </Show>
        {live(move || player.trouble.get().map(|text| view! { <p class="note bad" role="alert">{text}</p> }))}
        {live(move || Some(question(review, player.questioned.get()?, recording()?)))}
    }
}

/// One click opens the recording where the browser knows its file.
#[component]
fn Again(review: Review) -> impl IntoView {
    let name = move || review.call.with(|it| it.body.recording.as_ref().map(|it| it.name.clone()));
    live(move || {
        let (handle, name) = (review.player.waiting.get()?, name()?);
        Some(view! {
            <button type="button" class="primary" on:click=move |_| leptos::task::spawn_local(again::allowed(review, handle.clone()))>
                {format!("Open “{name}”")}
            </button>
        })
    })
}

/// When the words begin in the recording.
#[component]
fn Offset(review: Review) -> impl IntoView {
    let seconds = move || review.call.with(|it| it.body.recording.as_ref().map(|it| it.offset.seconds().to_string()));
    view! {
        <label class="offset">
            "The words begin at "
            <input type="number" step="0.1" min="-86400" max="86400" prop:value=seconds on:change=move |event| {
                if let Ok(seconds) = event_target_value(&event).parse::<f64>() {
                    attach::set_offset(review, Millis::from_seconds(seconds.clamp(-86_400.0, 86_400.0)));
                }
            } />
            " s"
        </label>
        <button type="button" class="link" title="Sets the offset so that the first words of the transcript are the ones heard now" on:click=move |_| attach::words_begin_here(review)>
            "The first words are heard now"
        </button>
    }
}

/// Asks about a file that is not the one attached before.
fn question(review: Review, given: Recording, before: Recording) -> AnyView {
    let text = match before.likeness(&given) {
        Likeness::Other => {
            format!(
                "“{}” ({}) is not the recording attached before, “{}” ({}).",
                given.name,
                show::bytes(given.size),
                before.name,
                show::bytes(before.size)
            )
        }
        _ => format!("“{}” has the name and size of the recording attached before, but not its content.", given.name),
    };
    view! {
        <div class="note" role="alert">
            <p>{text}</p>
            <p class="actions">
                <button type="button" on:click=move |_| attach::take_questioned(review)>
                    "Use this file instead"
                </button>
                <button type="button" on:click=move |_| attach::leave_questioned(review)>
                    "Keep the recording before"
                </button>
            </p>
        </div>
    }
    .into_any()
}
