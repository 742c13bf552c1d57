//! By which rubric the call is scored: the one that fits, or the person says.

use leptos::prelude::*;

use super::review::Review;
use super::scored_by::CHOICE;
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
        let (all, asked) = (review.newest(), review.asked.get());
        let is_asked = !asked.is_empty();
        let is_old = !all.iter().any(|it| it.reference() == now);
        let first = match (is_asked, is_old) {
            (true, _) => Some("Choose…".to_owned()),
            (false, true) => Some(review.rubric.with(named)),
            _ => None,
        };
        let first = first.map(|says| view! { <option value="" selected=true>{says}</option> });
        let option = |(at, it): &(usize, &Rubric)| {
            let on = !is_asked && it.reference() == now;
            view! { <option value=at.to_string() selected=on>{named(it)}</option> }
        };
        let (fit, others): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|it| asked.contains(&it.1.reference()));
        let others = others.iter().map(option).collect_view();
        let options = if is_asked {
            view! {
                <optgroup label="They fit this call">{fit.iter().map(option).collect_view()}</optgroup>
                <optgroup label="Others">{others}</optgroup>
            }
            .into_any()
        } else {
            others.into_any()
        };
        view! {
            <select class="rubric" id=CHOICE aria-label="Rubric" on:change=move |event| {
                if let Some(it) = event_target_value(&event).parse::<usize>().ok().and_then(|at| all.get(at).cloned()) {
                    review.use_rubric(&it);
                }
            }>{first} {options}</select>
        }
        .into_any()
    };
    let asked = move || {
        let many = review.asked.with(Vec::len);
        (many > 0 && review.is_open()).then(|| view! { <span class="note">{format!("{many} rubrics come into question: choose.")}</span> })
    };
    view! { <span class="rubric-choice">{live(choice)} {live(asked)}</span> }
}
