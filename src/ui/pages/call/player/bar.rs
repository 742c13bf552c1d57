//! The player as it is seen: a bar at the foot of the page, with the picture of a video above it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlVideoElement};

use super::{attach, file};
use crate::browser::handles;
use crate::browser::keys::pressed;
use crate::domain::playing::SPEEDS;
use crate::domain::time::Millis;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::pages::call::review::Review;

/// The steps offered as buttons: seconds, sign, name.
const STEPS: &[(i32, &str, &str)] =
    &[(-10, "−10", "Back 10 seconds"), (-5, "−5", "Back 5 seconds"), (5, "+5", "Forward 5 seconds"), (10, "+10", "Forward 10 seconds")];

/// The keys that scroll a page.
const SCROLLING: &[&str] = &["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

/// The player, with the file it plays.
#[component]
pub fn Bar(review: Review) -> impl IntoView {
    attach::begin(review);
    scrolled_away(review);
    let player = review.player;
    let allowed = move || review.call.with(|it| it.body.consent.allows_transcript());
    let has_words = move || review.transcript.with(Option::is_some);
    // On a narrow screen what is seldom needed stands behind a button.
    let more = RwSignal::new(false);
    view! {
        <Show when=move || allowed() || has_words()>
            <section class="player" class:open=more aria-label="Player" on:drop=move |event| dropped(review, &event)>
                <Show when=move || player.source.with(Option::is_some)>
                    <Media review />
                </Show>
                <Show when=move || review.range().is_some()>
                    <Controls review more />
                </Show>
                <Show when=move || player.picture.get()>
                    <button type="button" class="link" aria-pressed=move || player.large.get().to_string() on:click=move |_| player.large.update(|it| *it = !*it)>
                        "Large picture"
                    </button>
                </Show>
                <Show when=allowed fallback=|| view! {
                    <p class="note">"Somebody on this call declined to be recorded, so no recording can be attached."</p>
                }>
                    <file::RecordingFile review />
                </Show>
            </section>
        </Show>
    }
}

/// A file that is dropped on the player is offered as the recording; anywhere else it is opened as words (the shell).
fn dropped(review: Review, event: &web_sys::DragEvent) {
    let found = event.data_transfer().and_then(|it| handles::dropped(&it));
    let Some((file, handle)) = found.filter(|_| review.call.with_untracked(|it| it.body.consent.allows_transcript())) else { return };
    if file.type_().starts_with("audio/") || file.type_().starts_with("video/") {
        event.prevent_default();
        leptos::task::spawn_local(async move { attach::offer(review, file, handles::arrived(handle).await).await });
    }
}

/// The element that plays. It is one for both kinds of file: whether there is a picture is known only when it is read.
#[component]
fn Media(review: Review) -> impl IntoView {
    let player = review.player;
    let heard = move |event: web_sys::Event| {
        let element: HtmlVideoElement = event_target(&event);
        if player.measuring.get_value() {
            return;
        }
        review.moved(Millis::from_seconds(element.current_time()) - review.offset());
    };
    let sought = move |event: web_sys::Event| {
        if !attach::measured(review, &event_target(&event)) {
            heard(event);
        }
    };
    let waits = move |_| attach::waits(review);
    view! {
        <video node_ref=player.media class="player__picture" class:unseen=move || !player.picture.get() class:large=move || player.large.get() src=move || player.source.get() preload="metadata" playsinline aria-label="Recording of the call" on:loadedmetadata=move |event| attach::begun(review, &event_target(&event)) on:timeupdate=heard on:seeking=waits on:waiting=waits on:seeked=sought on:play=move |_| player.playing.set(true) on:pause=move |_| player.playing.set(false) on:ended=move |_| player.playing.set(false) on:error=move |_| attach::failed(review)></video>
    }
}

/// Plays and stops.
#[component]
pub fn PlayButton(review: Review) -> impl IntoView {
    let playing = review.player.playing;
    view! {
        <button type="button" class="play" aria-label=move || if playing.get() { "Pause" } else { "Play" } title="Space" on:click=move |_| review.play_or_stop()>
            {live(move || if playing.get() { "❚❚" } else { "▶" })}
        </button>
    }
}

#[component]
fn Controls(review: Review, more: RwSignal<bool>) -> impl IntoView {
    let player = review.player;
    let range = Memo::new(move |_| review.range());
    let at = move || range.get().map(|it| it.clamp(review.stands().unwrap_or(it.from))).unwrap_or_default();
    let step = |&(seconds, sign, name): &(i32, &'static str, &'static str)| {
        view! {
            <button type="button" class="quiet" class:extra=seconds.abs() < 10 aria-label=name title=name on:click=move |_| review.skip(seconds)>
                {sign}
            </button>
        }
    };
    let speeds = SPEEDS
        .iter()
        .enumerate()
        .map(|(at, (speed, label))| view! { <option value=at.to_string() prop:selected=move || player.speed.get() == *speed>{*label}</option> })
        .collect_view();
    let text = move || format!("{} of {}", at().clock(), range.get().map_or(Millis(0), |it| it.to).clock());
    view! {
        <div class="player__row">
            <PlayButton review />
            {STEPS.iter().map(step).collect_view()}
            <span class="time">
                <b>{live(move || at().clock())}</b>
                <span class="extra">" / " {live(move || range.get().map(|it| it.to.clock()))}</span>
            </span>
            <input type="range" aria-label="Position in the call" aria-valuetext=text step="100" min=move || range.get().map(|it| it.from.0) max=move || range.get().map(|it| it.to.0) prop:value=move || at().0.to_string() on:input=move |event| {
                if let Ok(at) = event_target_value(&event).parse() {
                    review.seek(Millis(at));
                }
            } />
            <Show when=move || player.playing.get() && !player.follows.get()>
                <button type="button" class="link" on:click=move |_| review.follow_again()>
                    "Follow the words"
                </button>
            </Show>
            <select class="extra" aria-label="Speed" on:change=move |event| {
                let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|at| SPEEDS.get(at));
                if let Some((speed, _)) = chosen {
                    review.set_speed(*speed);
                }
            }>{speeds}</select>
            <button type="button" class="quiet on-narrow" aria-label="More controls" aria-expanded=move || more.get().to_string() on:click=move |_| more.update(|it| *it = !*it)>
                "⋯"
            </button>
        </div>
    }
}

/// Whoever scrolls while it plays reads elsewhere: the transcript stays where they are.
fn scrolled_away(review: Review) {
    let player = review.player;
    let away = move |target: Option<web_sys::EventTarget>| {
        let within = |it: Element| it.closest(".score, dialog").ok().flatten().is_some();
        let elsewhere = target.and_then(|it| it.dyn_into::<Element>().ok()).is_some_and(within);
        if player.playing.get_untracked() && !elsewhere {
            player.follows.set(false);
        }
    };
    let wheel = window_event_listener(leptos::ev::wheel, move |event| away(event.target()));
    let touch = window_event_listener(leptos::ev::touchmove, move |event| away(event.target()));
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let typing = event
            .target()
            .and_then(|it| it.dyn_into::<Element>().ok())
            .is_some_and(|it| matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if !typing && SCROLLING.contains(&pressed(&event).as_str()) {
            away(event.target());
        }
    });
    on_cleanup(move || {
        wheel.remove();
        touch.remove();
        keys.remove();
    });
}
