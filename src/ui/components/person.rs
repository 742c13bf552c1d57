//! A person, to be written down.

use leptos::prelude::*;

use super::crossed::{Crossed, WhatCrossed};
use crate::domain::limits::{FIRST_DAY, LAST_DAY, NAME};
use crate::domain::people::{Person, Role};

/// The fields of a person.
#[component]
pub fn PersonForm(
    /// As far as known.
    person: Person,
    /// Who can coach.
    managers: Vec<Person>,
    /// Called with the person as written.
    on_save: Callback<Person>,
    /// Called when nothing shall change.
    on_cancel: Callback<()>,
    /// What another tab did to the person meanwhile.
    #[prop(optional)]
    crossed: Option<Crossed>,
) -> impl IntoView {
    let draft = RwSignal::new(person.clone());
    let id = person.id;
    let roles = Role::ALL
        .iter()
        .enumerate()
        .map(|(at, it)| view! { <option value=at.to_string() selected=*it == person.role>{it.label()}</option> })
        .collect_view();
    let options = managers
        .into_iter()
        .filter(|it| it.id != id)
        .map(|it| view! { <option value=it.id.to_string() selected=Some(it.id) == person.manager>{it.name}</option> })
        .collect_view();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut person = draft.get_untracked();
        person.name = person.name.trim().to_owned();
        on_save.run(person);
    };
    view! {
        <form class="form" on:submit=save>
            <div class="grid">
                <label class="field">
                    <span>"Name"</span>
                    <input type="text" required pattern=NAME maxlength="120" prop:value=person.name.clone() on:input=move |event| draft.update(|it| it.name = event_target_value(&event)) />
                </label>
                <label class="field">
                    <span>"Role"</span>
                    <select on:change=move |event| draft.update(|it| {
                        let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
                        it.role = Role::ALL.get(at).copied().unwrap_or(it.role);
                    })>{roles}</select>
                </label>
                <label class="field">
                    <span>"First day in the job"</span>
                    <input type="date" min=FIRST_DAY max=LAST_DAY prop:value=person.start_date.map(|it| it.to_string()) on:input=move |event| draft.update(|it| it.start_date = event_target_value(&event).parse().ok()) />
                </label>
                <label class="field">
                    <span>"Coached by"</span>
                    <select on:change=move |event| draft.update(|it| it.manager = event_target_value(&event).parse().ok())>
                        <option value="">"Nobody"</option>
                        {options}
                    </select>
                </label>
                <label class="field">
                    <span>"Team"</span>
                    <input type="text" maxlength="120" prop:value=person.team.clone() on:input=move |event| draft.update(|it| it.team = event_target_value(&event)) />
                </label>
                <label class="field">
                    <span>"Other names in transcripts, with commas between"</span>
                    <input type="text" maxlength="500" prop:value=person.voices.join(", ") on:input=move |event| draft.update(|it| {
                        it.voices = event_target_value(&event).split(',').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
                    }) />
                </label>
            </div>
            {crossed.map(|crossed| view! { <WhatCrossed crossed /> })}
            <p class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| on_cancel.run(())>
                    "Cancel"
                </button>
            </p>
        </form>
    }
}
