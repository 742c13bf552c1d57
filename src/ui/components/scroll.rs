//! Bringing things into view, and the focus to them.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, ScrollToOptions, Window};

use crate::browser::keys::takes_letters;

/// Whether the person asked for less motion.
fn still() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|it| it.matches())
}

fn behavior() -> ScrollBehavior {
    if still() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth }
}

/// Brings `element` to the middle of the view.
pub fn into_view(element: &Element) {
    if let Some(it) = Beside::of(element) {
        return it.bring(element);
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(behavior());
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Room above the card where it stays in sight, px, as in the style sheets.
const ABOVE_CARD: f64 = 16.0;
/// Room of the bar above the words, which stays in sight over them, px.
const ABOVE_WORDS: f64 = 64.0;

/// Words and card side by side: the page scrolls the words, and the card, which stays in sight, scrolls within itself. What is
/// gone to in one must not move the other out of sight: a page that is scrolled further up than both begin pushes the end of
/// the card below the window.
struct Beside {
    card: Element,
    /// Where both begin, from the top of the window.
    begin: f64,
    /// Where the window ends, or what lies over it there.
    end: f64,
}

impl Beside {
    /// Where `element` is in one of the two; `None` where they stand below each other, or one at a time.
    fn of(element: &Element) -> Option<Self> {
        let split = element.closest(".split").ok()??;
        let card = split.query_selector(":scope > .score").ok()??;
        let begin = split.get_bounding_client_rect();
        let is_beside = card.get_bounding_client_rect().left() > begin.left() + 1.0;
        let player = document().query_selector(".player").ok().flatten().map(|it| it.get_bounding_client_rect().top());
        let window = gloo::utils::window().inner_height().ok()?.as_f64()?;
        is_beside.then_some(Self { card, begin: begin.top(), end: player.unwrap_or(window).min(window) })
    }

    fn bring(&self, element: &Element) {
        let at = element.get_bounding_client_rect();
        let card = self.card.get_bounding_client_rect();
        // How far the page may be scrolled at least, and where the card is then.
        let least = (self.begin - ABOVE_CARD).max(0.0);
        let hides_card = card.bottom() > self.end && least > 0.0;
        if self.card.contains(Some(element)) {
            if hides_card {
                scroll(&gloo::utils::window(), least);
            }
            let above = ((card.height() - at.height()) / 2.0).max(0.0);
            let options = ScrollToOptions::new();
            options.set_top(f64::from(self.card.scroll_top()) + at.top() - card.top() - above);
            options.set_behavior(behavior());
            self.card.scroll_to_with_scroll_to_options(&options);
        } else if hides_card || at.top() < ABOVE_WORDS || at.bottom() > self.end {
            scroll(&gloo::utils::window(), (at.top() + at.height() / 2.0 - self.end / 2.0).max(self.begin - ABOVE_CARD));
        }
    }
}

/// Scrolls the page by so many px.
fn scroll(window: &Window, by: f64) {
    let options = ScrollToOptions::new();
    options.set_top(by);
    options.set_behavior(behavior());
    window.scroll_by_with_scroll_to_options(&options);
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

/// With the next frame, brings the beginning of the element with this id into view, where it is not; the focus stays.
pub fn to_start(id: &'static str) {
    request_animation_frame(move || {
        let Some(element) = document().get_element_by_id(id) else { return };
        let window = gloo::utils::window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or_default();
        let top = element.get_bounding_client_rect().top();
        if top < 0.0 || top > window / 2.0 {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Start);
            options.set_behavior(behavior());
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
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
            // The view is set already, and may be on its way.
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
        }
    });
}
