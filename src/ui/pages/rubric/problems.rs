//! What is wrong with the rubric that is being written.

use leptos::prelude::*;

use super::editor::Editor;
use crate::domain::rubric::check::{Gravity, Problem};
use crate::ui::components::live::live;

/// What is wrong, each a way to its field.
#[component]
pub fn Problems(editor: Editor) -> impl IntoView {
    let line = move |it: Problem| {
        let is_fault = it.gravity == Gravity::Fault;
        let path = it.path;
        view! {
            <li>
                <span class=if is_fault { "bad" } else { "muted" }>{if is_fault { "Fault" } else { "Warning" }}</span>
                " "
                <button type="button" class="link" on:click=move |_| editor.show(&path)>
                    {it.place}
                </button>
                " "
                {it.what}
            </li>
        }
    };
    view! {
        <section class="panel" aria-label="Problems">
            <h2>"Problems"</h2>
            {live(move || editor.problems.with(Vec::is_empty).then(|| view! { <p class="muted">"None."</p> }))}
            <ul class="problems">{live(move || editor.problems.get().into_iter().map(line).collect_view())}</ul>
        </section>
    }
}
