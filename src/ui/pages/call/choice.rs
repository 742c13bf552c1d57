//! By which rubric the call is scored: the one that fits, or the person says.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::rubric::Rubric;
use crate::ui::components::live::live;

/// The rubric of a draft, to be changed; of a frozen card only its name.
#[component]
pub fn RubricChoice(review: Review) -> impl IntoView {
    let named = |it: &Rubric| format!("{} v{}", it.title, it.version);
    let choice = move || {
        let now = review.rubric.with(Rubric::reference);
        if !review.is_open() {
            return view! { <span>{review.rubric.with(named)}</span> }.into_any();
        }
        let all = review.newest();
        let is_old = !all.iter().any(|it| it.reference() == now);
        let old = is_old.then(|| view! { <option value="" selected=true>{review.rubric.with(named)}</option> });
        let options = all
            .iter()
            .enumerate()
            .map(|(at, it)| {
                let on = it.reference() == now;
                view! { <option value=at.to_string() selected=on>{named(it)}</option> }
            })
            .collect_view();
        view! {
            <select class="rubric" aria-label="Rubric" on:change=move |event| {
                if let Some(it) = event_target_value(&event).parse::<usize>().ok().and_then(|at| all.get(at).cloned()) {
                    review.use_rubric(&it);
                }
            }>{old} {options}</select>
        }
        .into_any()
    };
    let asked = move || {
        let many = review.asked.get();
        (many > 1 && review.is_open()).then(|| view! { <span class="note">"More than one rubric fits this call: choose."</span> })
    };
    view! { <span class="rubric-choice">{live(choice)} {live(asked)}</span> }
}
