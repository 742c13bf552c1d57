//! People of a file who perhaps stand here already: asked before it is written, so that nobody stands here twice.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::exchange::twins::Twin;
use crate::ui::handover::opening::Survey;

/// Who of the file stays a person of their own.
pub(super) type Apart = RwSignal<BTreeSet<PersonId>>;

/// Who becomes whom, as it was answered.
pub(super) fn joins(twins: &[Twin], apart: Apart) -> Vec<(PersonId, PersonId)> {
    let is_one = |it: &&Twin| !it.is_known && apart.with_untracked(|apart| !apart.contains(&it.file.id));
    twins.iter().filter(is_one).map(|it| (it.file.id, it.here.id)).collect()
}

/// The question, a box for each.
pub(super) fn ask(survey: &Survey, apart: Apart) -> Option<AnyView> {
    let known: Vec<String> = survey.twins.iter().filter(|it| it.is_known).map(|it| it.here.name.clone()).collect();
    let known = (!known.is_empty()).then(|| {
        view! { <p class="muted">"Made one elsewhere, and so here: " <bdi>{known.join(", ")}</bdi> "."</p> }
    });
    let asked = survey.twins.iter().filter(|it| !it.is_known).map(|it| asked(it, apart)).collect::<Vec<_>>();
    let question = (!asked.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>"Is it the same person?"</legend>
                {asked}
                <p class="muted">"Calls, cards and comments of both then stand under one name. It is taken back with the file."</p>
            </fieldset>
        }
    });
    (!survey.twins.is_empty()).then(|| view! { {question} {known} }.into_any())
}

fn asked(twin: &Twin, apart: Apart) -> AnyView {
    let id = twin.file.id;
    let change = move |event| {
        let is_one = event_target_checked(&event);
        apart.update(|it| {
            if is_one {
                it.remove(&id);
            } else {
                it.insert(id);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || apart.with(|it| !it.contains(&id)) on:change=change />
            <span><bdi>{twin.file.name.clone()}</bdi> " of the file is " <bdi>{twin.here.name.clone()}</bdi> " here (" {twin.here.role.label().to_lowercase()} ")"</span>
        </label>
    }
    .into_any()
}
