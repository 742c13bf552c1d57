//! Who somebody is: chosen among people, by name.

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::order;
use crate::domain::people::Person;

/// The choice, with its label.
#[component]
pub fn WhoIs(
    /// What is asked.
    label: &'static str,
    /// Among whom.
    people: Vec<Person>,
    /// Who is chosen at first.
    chosen: Option<PersonId>,
    /// What is chosen where it is nobody.
    nobody: &'static str,
    /// Further answers, each with its value; where there are some, one must be given.
    #[prop(optional)]
    others: &'static [(&'static str, &'static str)],
    /// Called with the id that was chosen, the value of a further answer, or nothing.
    on_choose: Callback<String>,
) -> impl IntoView {
    let must = !others.is_empty();
    // Where somebody is likely, it is for the button that goes on to have the focus.
    let first = must && chosen.is_none();
    let mut people = people;
    order::sort_by(&mut people, |a, b| a.name.cmp(&b.name));
    let people = people.into_iter().map(|it| (it.id.to_string(), it.name, Some(it.id) == chosen));
    let others = others.iter().map(|it| (it.0.to_owned(), it.1.to_owned(), false));
    let options = people
        .chain(others)
        .map(|(value, says, is_chosen)| view! { <option value=value selected=is_chosen>{says}</option> })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select required=must autofocus=first on:change=move |event| on_choose.run(event_target_value(&event))>
                <option value="">{nobody}</option>
                {options}
            </select>
        </label>
    }
}
