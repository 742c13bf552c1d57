//! A long list of which only the part in view is in the document. Scrolls with the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Rows kept on each side of the view.
const MARGIN: usize = 12;

/// Heights of rows: estimated until they have been seen.
struct Heights {
    rows: Vec<f64>,
}

impl Heights {
    fn before(&self, row: usize) -> f64 {
        self.rows.iter().take(row).sum()
    }

    /// The row at `offset` from the top.
    fn at(&self, offset: f64) -> usize {
        let mut top = 0.0;
        self.rows
            .iter()
            .position(|height| {
                top += height;
                top > offset
            })
            .unwrap_or(self.rows.len())
    }
}

/// The rows of a long list that are in view, with room for the others.
#[component]
pub fn WindowList(
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The estimated height of a row, pixels; asked once per row.
    estimate: Callback<usize, f64>,
    /// The row that should be in view: a change scrolls there.
    #[prop(optional, into)]
    target: Option<Signal<Option<usize>>>,
    /// A row; the outermost element is its own.
    row: Callback<usize, AnyView>,
    /// Role of the list's element.
    #[prop(default = "list")]
    role: &'static str,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let heights = StoredValue::new(Heights { rows: Vec::new() });
    let range = RwSignal::new((0usize, 0usize));
    let measured = RwSignal::new(0u32);

    let look = move || {
        // The list may be gone by the time a frame comes.
        let Some(list) = node.try_get_untracked().flatten() else { return };
        let rect = list.get_bounding_client_rect();
        let view = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0);
        let next = heights.with_value(|it| {
            let first = it.at(-rect.top()).saturating_sub(MARGIN);
            let last = (it.at(view - rect.top()) + 1 + MARGIN).min(it.rows.len());
            (first.min(last), last)
        });
        if range.get_untracked() != next {
            range.set(next);
        }
    };
    // New rows: estimate them, and look again.
    Effect::new(move |_| {
        let rows = (0..count.get()).map(|at| estimate.run(at)).collect();
        heights.set_value(Heights { rows });
        measured.update(|it| *it = it.wrapping_add(1));
        request_animation_frame(look);
    });
    // Seen rows: their real heights make the room above exact.
    Effect::new(move |_| {
        let (first, _) = range.get();
        request_animation_frame(move || {
            let Some(list) = node.try_get_untracked().flatten() else { return };
            let rows = list.children();
            let mut changed = false;
            heights.update_value(|it| {
                // The first and last children hold the room of the rows that are not there.
                for at in 1..rows.length().saturating_sub(1) {
                    let real = rows.item(at).and_then(|it| it.dyn_into::<HtmlElement>().ok()).map(|it| f64::from(it.offset_height()));
                    let Some((slot, real)) = it.rows.get_mut(first + at as usize - 1).zip(real) else { continue };
                    if real > 0.0 && (*slot - real).abs() > 0.5 {
                        *slot = real;
                        changed = true;
                    }
                }
            });
            if changed {
                measured.update(|it| *it = it.wrapping_add(1));
                look();
            }
        });
    });
    if let Some(target) = target {
        Effect::new(move |_| {
            let (Some(row), Some(list)) = (target.get(), node.get()) else { return };
            let top = list.get_bounding_client_rect().top() + window().scroll_y().unwrap_or(0.0);
            let view = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0);
            let at = top + heights.with_value(|it| it.before(row)) - view / 2.0;
            window().scroll_to_with_x_and_y(0.0, at.max(0.0));
        });
    }
    let scroll = window_event_listener(leptos::ev::scroll, move |_| look());
    let resize = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
    let above = move || {
        measured.track();
        format!("{}px", heights.with_value(|it| it.before(range.get().0)))
    };
    let below = move || {
        measured.track();
        let last = range.get().1;
        format!("{}px", heights.with_value(|it| it.rows.iter().skip(last).sum::<f64>()))
    };
    view! {
        <div node_ref=node class="window" role=role>
            <div aria-hidden="true" style:height=above></div>
            <For each=move || { let (first, last) = range.get(); first..last } key=|at| *at let:at>
                {row.run(at)}
            </For>
            <div aria-hidden="true" style:height=below></div>
        </div>
    }
}
