//! Bringing things into view, and the focus to them.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::browser::keys::takes_letters;

/// Whether the person asked for less motion.
fn still() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|it| it.matches())
}

/// Brings `element` to the middle of the view.
pub fn into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(if still() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// With the next frame, brings what `find` finds then into view and gives it the focus.
pub fn go_to(find: impl FnOnce() -> Option<Element> + 'static) {
    next_frame(find, into_view);
}

/// Goes to the element with this id that the next frame brings.
pub fn to_element(id: String) {
    go_to(move || document().get_element_by_id(&id));
}

/// Gives the focus to the content of the page, which fills the window and so stays where it is.
pub fn to_main() {
    next_frame(|| document().get_element_by_id("main"), |_| {});
}

/// Whoever has gone to a field meanwhile stays there: the letters typed next would be taken for keys of the page.
fn next_frame(find: impl FnOnce() -> Option<Element> + 'static, first: impl FnOnce(&Element) + 'static) {
    let had = document().active_element();
    request_animation_frame(move || {
        let has = document().active_element();
        if has != had && has.is_some_and(|it| takes_letters(&it)) {
            return;
        }
        if let Some(element) = find() {
            first(&element);
            let _ = element.unchecked_ref::<HtmlElement>().focus();
        }
    });
}
