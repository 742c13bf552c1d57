//! Bringing things into view.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

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

/// Gives the focus to the element with this id that the next frame brings, in view.
pub fn to_element(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            into_view(&element);
            let _ = element.unchecked_ref::<HtmlElement>().focus();
        }
    });
}

/// Gives the focus to the content of the page, which fills the window and so stays where it is.
pub fn to_main() {
    request_animation_frame(|| {
        if let Some(main) = document().get_element_by_id("main") {
            let _ = main.unchecked_ref::<HtmlElement>().focus();
        }
    });
}
