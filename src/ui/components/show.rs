//! Showing something only while it holds. Leptos' own is made anew for every condition; this one is made once.

use leptos::prelude::*;

/// Shows its children while `when` holds, else the fallback. Neither is made anew while the condition stays.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown otherwise.
    #[prop(optional, into)]
    fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| when.get());
    let view: Box<dyn Fn() -> AnyView + Send + Sync> = Box::new(move || if holds.get() { children() } else { fallback.run() });
    view
}
