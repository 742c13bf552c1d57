//! The list of keys that `?` shows, with the switch that turns single keys off.

use leptos::prelude::*;

use super::{MAP, OFF};
use crate::browser::prefs;
use crate::ui::components::dialog;
use crate::ui::pages::call::review::{Dialog, Review};

/// The list of keys with the switch.
#[component]
pub fn Keys(review: Review) -> impl IntoView {
    let off = RwSignal::new(prefs::get(OFF).is_some());
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    let rows = || {
        MAP.iter()
            .map(|it| {
                let keys = it.keys.iter().map(|key| view! { <kbd>{named(key)}</kbd> " " }).collect_view();
                view! {
                    <div>
                        <dt>{keys}</dt>
                        <dd>{it.does}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <dialog::Dialog title="Keys" open=Signal::derive(move || review.dialog.get() == Dialog::Keys) on_close=close>
            <p>
                "To score a call: " <kbd>"U"</kbd> " goes to the next open item, with its moment beside it. " <kbd>"Enter"</kbd>
                " accepts what is suggested and goes on, unless it is a hint (perhaps …): a digit gives points, " <kbd>"A"</kbd> " takes it. " <kbd>"Ctrl Enter"</kbd> " submits."
            </p>
            <label class="check">
                <input type="checkbox" prop:checked=move || !off.get() on:change=move |event| {
                    let on = event_target_checked(&event);
                    off.set(!on);
                    if on { prefs::remove(OFF) } else { prefs::set(OFF, "1") }
                } />
                " Single keys work on this page"
            </label>
            <dl class="keys">
                <div>
                    <dt>
                        <kbd>"0"</kbd>
                        " to "
                        <kbd>"9"</kbd>
                    </dt>
                    <dd>"Points: the button counted from the left, from 0. Ticks a check by its place, and notes a count"</dd>
                </div>
                {rows()}
                <div>
                    <dt>
                        <kbd>"Ctrl Z"</kbd>
                        " "
                        <kbd>"Ctrl Shift Z"</kbd>
                    </dt>
                    <dd>"Take the last edit of the card back, and do it again"</dd>
                </div>
                <div>
                    <dt>
                        <kbd>"Ctrl Enter"</kbd>
                    </dt>
                    <dd>"Submit the score"</dd>
                </div>
            </dl>
        </dialog::Dialog>
    }
}

fn named(key: &'static str) -> &'static str {
    match key {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Shift+ArrowLeft" => "Shift ←",
        "Shift+ArrowRight" => "Shift →",
        "Shift+a" => "Shift A",
        "Shift+g" => "Shift G",
        " " => "Space",
        other => other,
    }
}
