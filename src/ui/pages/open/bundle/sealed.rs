//! Asking for the passphrase that a file is closed with.

use leptos::prelude::*;

use super::{Opening, Stage};
use crate::ui::components::live::live;
use crate::ui::handover::source::Source;

/// The form that asks for it.
pub(super) fn form(opening: Opening) -> AnyView {
    let typed = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // With the form what works on the passphrase goes, however large the file.
    let owner = Owner::current();
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(None);
        let (source, typed) = (opening.bundle.with_value(|it| it.source.clone()), typed.get_untracked());
        let opening = async move {
            // The page is drawn once more before the work, which takes a second, holds it up.
            gloo::timers::future::TimeoutFuture::new(30).await;
            match source.unseal(&typed).await {
                // That goes on when the form has gone.
                Ok(source) => leptos::task::spawn_local(opened(opening, source)),
                Err(why) => {
                    wrong.try_set(Some(why));
                    busy.try_set(false);
                }
            }
        };
        if let Some(owner) = &owner {
            owner.with(|| leptos::task::spawn_local_scoped_with_cancellation(opening));
        }
    };
    view! {
        <form class="panel form" on:submit=open>
            <h2>"Closed with a passphrase"</h2>
            <p class="muted">"Ask whoever gave you the file. It is opened here; the passphrase goes nowhere."</p>
            <label class="field">
                <span>"Passphrase"</span>
                <input
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="off"
                    spellcheck="false"
                    required
                    aria-invalid=move || wrong.with(|it| it.is_some().then_some("true"))
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=move || shown.get() on:change=move |event| shown.set(event_target_checked(&event)) />
                " Show it"
            </label>
            {live(move || wrong.get().map(|why| view! { <p class="note bad" role="alert">{why}</p> }))}
            <p class="actions">
                <button type="submit" class="primary" disabled=move || busy.get()>
                    {live(move || if busy.get() { "Opening…" } else { "Open" })}
                </button>
                <button type="button" on:click=move |_| opening.leave()>
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

async fn opened(opening: Opening, source: Source) {
    match source.head().await {
        Ok(head) if crate::exchange::file::is_callcraft(&head) => {
            opening.bundle.update_value(|it| it.source = source);
            opening.look().await;
        }
        Ok(_) => {
            opening.stage.try_set(Stage::Refused("What was closed in this file is not a Callcraft file.".to_owned()));
        }
        Err(why) => {
            opening.stage.try_set(Stage::Refused(why));
        }
    }
}
