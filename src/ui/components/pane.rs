//! What stands where something is not there: still loading, failed, or simply empty.

use leptos::prelude::*;

/// Something is being read.
#[component]
pub fn Loading(
    /// What, with its article.
    what: &'static str,
) -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="unseen">"Reading " {what} "…"</span>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
}

/// Something failed.
#[component]
pub fn Trouble(
    /// What, as a sentence that says what to do.
    text: String,
) -> impl IntoView {
    view! {
        <p class="note bad" role="alert">
            {text}
        </p>
    }
}
