//! How far the reading or the keeping is.

use leptos::prelude::*;

use super::Bulk;
use crate::ui::components::live::live;

/// How far the work is, and the way out of it.
#[component]
pub fn Progress(bulk: Bulk, what: &'static str, stop: &'static str, says: &'static str) -> impl IntoView {
    let now = move || {
        bulk.ticks.track();
        bulk.inside().map(|it| it.progress.borrow().clone()).unwrap_or_default()
    };
    let far = move || {
        let (done, many, name) = now();
        format!("{what} {} of {many}: {name}", (done + 1).min(many))
    };
    view! {
        <section class="panel" aria-label=what>
            <p class="bulk-now" role="status">{live(far)}</p>
            <progress aria-label=what max=move || now().1.to_string() prop:value=move || now().0 as f64></progress>
            <p class="actions">
                <button type="button" on:click=move |_| bulk.stop()>{stop}</button>
                <span class="muted">{says}</span>
            </p>
        </section>
    }
}
