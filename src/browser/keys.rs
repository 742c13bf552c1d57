//! Which key was pressed, and who takes letters.

use wasm_bindgen::JsValue;
use web_sys::{Element, KeyboardEvent};

/// The key of an event. Empty while a text is being composed, whose keys are the input method's own, and where the event
/// names none: browsers send such ones for what they fill in by themselves.
pub fn pressed(event: &KeyboardEvent) -> String {
    // Read as whatever it is: an event of another kind has no such thing.
    let read = |name: &str| js_sys::Reflect::get(event, &JsValue::from_str(name)).unwrap_or_default();
    if read("isComposing").is_truthy() {
        return String::new();
    }
    read("key").as_string().unwrap_or_default()
}

/// Whether letters typed at this element are its own: a field, not a button.
pub fn takes_letters(it: &Element) -> bool {
    let is_button = || matches!(it.get_attribute("type").as_deref(), Some("radio" | "checkbox" | "button"));
    matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_button()
}
