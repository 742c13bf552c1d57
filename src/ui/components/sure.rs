//! A button that asks once more, in place.

use leptos::html;
use leptos::prelude::*;

use super::live::live;
use super::show::Show;

/// What the button says and asks.
#[component]
pub fn Sure(
    /// The button.
    says: &'static str,
    /// Its class.
    class: &'static str,
    /// How it is read aloud, where that differs.
    #[prop(optional)]
    label: String,
    /// What stands before the button that does it.
    #[prop(optional)]
    warns: &'static str,
    /// The button that does it.
    #[prop(into)]
    does: Signal<String>,
    /// How that is read aloud, where it differs.
    #[prop(optional)]
    sure: String,
    /// What it does.
    act: Callback<()>,
) -> impl IntoView {
    let asked = RwSignal::new(false);
    let aloud = |text: String| (!text.is_empty()).then_some(text);
    let (label, sure) = (aloud(label), aloud(sure));
    let answer = move |event: web_sys::MouseEvent, yes: bool| {
        // The second half of a double click is no answer, whichever button it falls on.
        if event.detail() < 2 {
            asked.set(false);
            if yes {
                act.run(());
            }
        }
    };
    let question = move || {
        let cancel = NodeRef::<html::Button>::new();
        // Whoever came by the keyboard goes on from here, and a key held down does not say yes.
        cancel.on_load(|it| drop(it.focus()));
        view! {
            <span class="sure" class:end=class == "end">
                {warns}
                <button type="button" node_ref=cancel on:click=move |event| answer(event, false)>"Cancel"</button>
                " "
                <button type="button" class="danger" aria-label=sure.clone() on:click=move |event| answer(event, true)>{live(move || does.get())}</button>
            </span>
        }
    };
    view! {
        <Show when=move || asked.get() fallback=move || view! {
            <button type="button" class=class aria-label=label.clone() on:click=move |_| asked.set(true)>{says}</button>
        }>{question()}</Show>
    }
}
