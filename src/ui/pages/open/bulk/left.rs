//! What tables of calls told that could not be used.

use leptos::prelude::*;

use super::Bulk;
use crate::domain::show;
use crate::ui::components::live::live;

/// The rows that fit no file, and cells that could not be read.
#[component]
pub fn Left(bulk: Bulk) -> impl IntoView {
    live(move || {
        let left = bulk.see(|it| it.plan.borrow().left.clone());
        let many = left.len();
        (many > 0).then(|| {
            let rows =
                left.into_iter().take(200).map(|(name, it)| view! { <li>{name} ", line " {it.line} ": " {it.why}</li> }).collect_view();
            view! {
                <details class="panel">
                    <summary>
                        <span>"Not used in the tables of calls: " {show::count(many, "line", "lines")}</span>
                    </summary>
                    <ul class="rows">{rows}</ul>
                </details>
            }
        })
    })
}
