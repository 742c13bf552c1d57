//! A dialog: the browser's own, so that focus, Escape and the backdrop behave.

use leptos::html;
use leptos::prelude::*;

use crate::ui::components::show::Show;

/// A modal dialog, shown while `open` is true.
#[component]
pub fn Dialog(
    /// Its name and heading.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is shown.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the person closes it.
    on_close: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog node_ref=node aria-label=title on:close=move |_| {
            if open.get_untracked() {
                on_close.run(());
            }
        }>
            <Show when=move || open.get()>
                <header class="dialog__head">
                    <h2>{title}</h2>
                    <button type="button" class="quiet" aria-label="Close" on:click=move |_| on_close.run(())>
                        "✕"
                    </button>
                </header>
                {children()}
            </Show>
        </dialog>
    }
}
