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

/// The list on the page.
#[derive(Clone, Copy)]
struct List {
    node: NodeRef<html::Div>,
    heights: StoredValue<Heights>,
    /// The rows that are in the document: from, up to.
    range: RwSignal<(usize, usize)>,
    /// Counts what was learned of heights.
    measured: RwSignal<u32>,
}

impl List {
    /// Takes the rows in view into the document.
    fn look(self) {
        // The list may be gone by the time a frame comes.
        let Some(list) = self.node.try_get_untracked().flatten() else { return };
        let rect = list.get_bounding_client_rect();
        let next = self.heights.with_value(|it| {
            let first = it.at(-rect.top()).saturating_sub(MARGIN);
            let last = (it.at(view_height() - rect.top()) + 1 + MARGIN).min(it.rows.len());
            (first.min(last), last)
        });
        if self.range.get_untracked() != next {
            self.range.set(next);
        }
    }

    /// Other rows: `heights` are estimates.
    fn begin(self, heights: Vec<f64>) {
        self.heights.set_value(Heights { rows: heights });
        self.measured.update(|it| *it = it.wrapping_add(1));
        request_animation_frame(move || self.look());
    }

    /// Takes the real heights of the rows in the document, of which `first` is the first: they make the room above exact.
    fn measure(self, first: usize) {
        let Some(list) = self.node.try_get_untracked().flatten() else { return };
        let rows = list.children();
        let mut changed = false;
        self.heights.update_value(|it| {
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
            self.measured.update(|it| *it = it.wrapping_add(1));
            self.look();
        }
    }

    /// Scrolls the row to the middle of the view.
    fn scroll_to(self, row: usize) {
        let Some(list) = self.node.get() else { return };
        let top = list.get_bounding_client_rect().top() + window().scroll_y().unwrap_or(0.0);
        let at = top + self.heights.with_value(|it| it.before(row)) - view_height() / 2.0;
        window().scroll_to_with_x_and_y(0.0, at.max(0.0));
    }

    /// The room of the rows that are not in the document, pixels: above, else below.
    fn room(self, above: bool) -> String {
        self.measured.track();
        let (first, last) = self.range.get();
        let room = self.heights.with_value(|it| if above { it.before(first) } else { it.rows.iter().skip(last).sum() });
        format!("{room}px")
    }
}

fn view_height() -> f64 {
    window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or(800.0)
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
    let list = List {
        node: NodeRef::new(),
        heights: StoredValue::new(Heights { rows: Vec::new() }),
        range: RwSignal::new((0, 0)),
        measured: RwSignal::new(0),
    };
    let range = list.range;
    Effect::new(move |_| list.begin((0..count.get()).map(|at| estimate.run(at)).collect()));
    Effect::new(move |_| {
        let (first, _) = range.get();
        request_animation_frame(move || list.measure(first));
    });
    if let Some(target) = target {
        Effect::new(move |_| {
            if let Some(row) = target.get() {
                list.scroll_to(row);
            }
        });
    }
    let scroll = window_event_listener(leptos::ev::scroll, move |_| list.look());
    let resize = window_event_listener(leptos::ev::resize, move |_| list.look());
    on_cleanup(move || {
        scroll.remove();
        resize.remove();
    });
    view! {
        <div node_ref=list.node class="window" role=role>
            <div aria-hidden="true" style:height=move || list.room(true)></div>
            <For each=move || { let (first, last) = range.get(); first..last } key=|at| *at let:at>
                {row.run(at)}
            </For>
            <div aria-hidden="true" style:height=move || list.room(false)></div>
        </div>
    }
}
