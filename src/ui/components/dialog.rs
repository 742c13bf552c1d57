//! A dialog: the browser's own, so that focus, Escape and the backdrop behave.

use leptos::html;
use leptos::prelude::*;

use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// What was said last at the edge of the page. A dialog lies over that edge, and what is outside of it is read to nobody: it
/// says it too.
#[derive(Clone, Copy)]
pub struct Said(pub Signal<Option<String>>);

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
    let said = use_context::<Said>();
    // What was said before it was opened is not about it.
    let before = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if said.is_some_and(|it| it.0.with(Option::is_none)) {
            before.set(None);
        }
    });
    let news = move || said?.0.get().filter(|it| before.with(|before| before.as_ref() != Some(it)));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                before.set(said.and_then(|it| it.0.get_untracked()));
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
                <p class="dialog__said" role="status">{live(news)}</p>
            </Show>
        </dialog>
    }
}
