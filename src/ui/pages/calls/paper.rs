//! The list on paper: all rows that fit, not only those in view. Made when the browser is about to print.

use leptos::prelude::*;

use super::state::List;
use super::table::score;
use crate::domain::call::{KINDS, label};
use crate::domain::show;
use crate::ui::components::heads::heads;
use crate::ui::components::live::live;

/// The most rows that are printed: some sixty pages.
const MOST: usize = 2000;

/// The printed list.
#[component]
pub fn Paper(list: List) -> impl IntoView {
    let printing = RwSignal::new(false);
    let before = window_event_listener_untyped("beforeprint", move |_| printing.set(true));
    let after = window_event_listener_untyped("afterprint", move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    live(move || printing.get().then(|| page(list)))
}

fn page(list: List) -> AnyView {
    let shown = list.shown.get_untracked();
    let rows = shown
        .rows()
        .take(MOST)
        .map(|call| {
            let cells = [call.rep_name.clone(), label(KINDS, &call.kind).to_owned(), call.day.map(show::day).unwrap_or_default()];
            // What stays out of averages says so here as well.
            let apart = call.apart.map(|it| format!(" ({})", it.label()));
            view! {
                <tr>
                    <th scope="row">{call.title.clone()}</th>
                    {cells.map(|it| view! { <td>{it}</td> }).collect_view()}
                    <td>{score(call.scoring)} {apart}</td>
                </tr>
            }
        })
        .collect_view();
    let n = shown.ids.len();
    let more = (n > MOST).then(|| format!("The first {MOST} of {}.", show::calls(n)));
    view! {
        <section class="paper list" aria-label="Printed list">
            <h1>"Calls"</h1>
            <p>{show::calls(n)} " of " {show::grouped(shown.listing.rows.len())} ". " {more}</p>
            <table>
                {heads(["Call", "Rep", "Type", "Date", "Score"])}
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
