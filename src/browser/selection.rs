//! The words a person has selected on the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range};

/// One end of a selection: the value of the attribute of the element it lies in, and how many UTF-16 units of that
/// element's text come before.
pub struct End {
    /// Value of the attribute.
    pub value: String,
    /// UTF-16 units from the start of the element's text.
    pub units: usize,
}

/// Both ends of the selected words, in reading order: in the first and the last element carrying `attribute` that the
/// selection has words of. It may begin and end beside them (three clicks take a whole paragraph). `None` where no
/// such words are selected.
pub fn within(attribute: &str) -> Option<(End, End)> {
    let selection = gloo::utils::window().get_selection().ok().flatten()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let all = gloo::utils::document().query_selector_all(&format!("[{attribute}]")).ok()?;
    let mut ends: Option<(End, End)> = None;
    for element in (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok()) {
        let Some((from, to)) = part(&range, &element) else { continue };
        let value = element.get_attribute(attribute)?;
        let last = End { value: value.clone(), units: to };
        let first = ends.map_or(End { value, units: from }, |(first, _)| first);
        ends = Some((first, last));
    }
    ends
}

/// Which UTF-16 units of the element's text the range holds; `None` where it holds no words of it.
fn part(range: &Range, element: &Element) -> Option<(usize, usize)> {
    if !range.intersects_node(element).ok()? {
        return None;
    }
    let (start, end) = (range.start_container().ok()?, range.end_container().ok()?);
    let text = element.text_content().unwrap_or_default();
    let length = text.encode_utf16().count();
    let from = if element.contains(Some(&start)) { before(element, &start, range.start_offset().ok()?)? } else { 0 };
    let to = if element.contains(Some(&end)) { before(element, &end, range.end_offset().ok()?)? } else { length };
    (from < to).then_some((from, to))
}

/// UTF-16 units of the element's text before a point within it.
fn before(element: &Element, node: &Node, offset: u32) -> Option<usize> {
    let range = gloo::utils::document().create_range().ok()?;
    range.set_start(element, 0).ok()?;
    range.set_end(node, offset).ok()?;
    Some(String::from(range.to_string()).encode_utf16().count())
}

/// Lets go of the selection.
pub fn clear() {
    if let Ok(Some(selection)) = gloo::utils::window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
}
