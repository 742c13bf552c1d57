//! The words a person has selected on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// One end of a selection: the element carrying `attribute`, its value there, and how many UTF-16 units of that
/// element's text come before.
pub struct End {
    /// Value of the attribute.
    pub value: String,
    /// UTF-16 units from the start of the element's text.
    pub units: usize,
}

/// Both ends of the selection, in reading order, where both lie within elements carrying `attribute`. `None` where
/// nothing, or something else, is selected.
pub fn within(attribute: &str) -> Option<(End, End)> {
    let selection = gloo::utils::window().get_selection().ok().flatten()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let end = |node: Node, offset: u32| -> Option<End> {
        let element = match node.dyn_ref::<Element>() {
            Some(element) => element.clone(),
            None => node.parent_element()?,
        };
        let holder = element.closest(&format!("[{attribute}]")).ok().flatten()?;
        let before = gloo::utils::document().create_range().ok()?;
        before.set_start(&holder, 0).ok()?;
        before.set_end(&node, offset).ok()?;
        let units = String::from(before.to_string()).encode_utf16().count();
        Some(End { value: holder.get_attribute(attribute)?, units })
    };
    Some((end(range.start_container().ok()?, range.start_offset().ok()?)?, end(range.end_container().ok()?, range.end_offset().ok()?)?))
}

/// Lets go of the selection.
pub fn clear() {
    if let Ok(Some(selection)) = gloo::utils::window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
}
