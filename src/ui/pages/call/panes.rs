//! On a narrow screen the words and the card are shown one at a time: the two tabs, each of which goes on where it was left.

use leptos::prelude::*;

use super::review::Review;
use crate::ui::components::show::Show;

/// The tabs.
#[component]
pub fn Panes(review: Review) -> impl IntoView {
    let pane = review.pane;
    // How far each was scrolled; unknown before it was first looked at.
    let (words, card) = (StoredValue::new(None::<f64>), StoredValue::new(None::<f64>));
    let place = move |key: &str| if key == "words" { words } else { card };
    let listening = window_event_listener(leptos::ev::scroll, move |_| {
        if let Some(now) = pane.try_get_untracked() {
            place(now).try_set_value(window().scroll_y().ok());
        }
    });
    on_cleanup(move || listening.remove());
    let go = move |key: &'static str| {
        let was = place(key).get_value();
        pane.set(key);
        request_animation_frame(move || {
            let top = || document().query_selector(".split").ok().flatten().map(|it| it.get_bounding_client_rect().top());
            // First looked at: from its top, where the page is scrolled beyond that, or so little of it is seen that nothing
            // would seem to happen.
            let seen = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(f64::MAX) / 2.0;
            let begin = || Some(window().scroll_y().ok()? + top().filter(|it| *it < 0.0 || *it > seen)? - TABS);
            if let Some(at) = was.or_else(begin) {
                window().scroll_to_with_x_and_y(0.0, at);
            }
        });
    };
    let tab = move |key: &'static str, label: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (pane.get() == key).to_string() on:click=move |_| go(key)>
                {label}
            </button>
        }
    };
    view! {
        <Show when=move || review.transcript.read().is_some()>
            <div class="panes" role="group" aria-label="What is shown">
                {tab("words", "Transcript")}
                {tab("card", "Scorecard")}
            </div>
        </Show>
    }
}

/// The height of the tabs, which stay at the top of the window.
const TABS: f64 = 56.0;
