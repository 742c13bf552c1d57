//! Who somebody is: chosen among people, by name, or told for the first time.

use leptos::prelude::*;

use super::live::live;
use crate::domain::id::PersonId;
use crate::domain::limits::NAME;
use crate::domain::order;
use crate::domain::people::Person;

/// The choice, with its label.
#[component]
pub fn WhoIs(
    /// What is asked.
    label: &'static str,
    /// Among whom.
    people: Vec<Person>,
    /// Who is chosen, until the person chooses.
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
    // What somebody has chosen by hand is moved by the property only.
    let value = chosen.map(|it| it.to_string()).unwrap_or_default();
    let people = people.into_iter().map(|it| (it.id.to_string(), it.name, Some(it.id) == chosen));
    let others = others.iter().map(|it| (it.0.to_owned(), it.1.to_owned(), false));
    let options = people
        .chain(others)
        .map(|(value, says, is_chosen)| view! { <option value=value selected=is_chosen>{says}</option> })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select required=must autofocus=first prop:value=value data-acts=(!must).then_some("") on:change=move |event| on_choose.run(event_target_value(&event))>
                <option value="">{nobody}</option>
                {options}
            </select>
        </label>
    }
}

/// What is chosen where the person is not in the list, and where nothing shall be said.
const OTHER: &str = "other";
const UNSAID: &str = "unsaid";

/// The answers beside the people.
const OTHERS: &[(&str, &str)] = &[(OTHER, "Somebody who is not in this list"), (UNSAID, "I would rather not say now")];

/// Who uses this copy, as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// One of the people.
    Known(PersonId),
    /// Somebody new, who coaches, of this name.
    New(String),
    /// They would rather not say.
    Unsaid,
}

/// The question who uses this copy, inside a form, which must be answered.
#[derive(Clone, Copy)]
pub struct Asked {
    chosen: RwSignal<String>,
    name: RwSignal<String>,
}

impl Asked {
    /// The question, with whom it is `likely`.
    pub fn new(likely: Option<PersonId>) -> Self {
        Self { chosen: RwSignal::new(likely.map(|it| it.to_string()).unwrap_or_default()), name: RwSignal::default() }
    }

    /// Its fields; the people are those to choose among.
    pub fn fields(self, label: &'static str, people: Vec<Person>) -> AnyView {
        let likely = self.chosen.with_untracked(|it| it.parse().ok());
        let is_new = Memo::new(move |_| self.chosen.with(|it| it == OTHER));
        let name = move || {
            is_new.get().then(|| {
                view! {
                    <label class="field">
                        <span>"Your name"</span>
                        <input type="text" required pattern=NAME maxlength="120" on:input=move |event| self.name.set(event_target_value(&event)) />
                    </label>
                }
            })
        };
        view! {
            <WhoIs label people chosen=likely nobody="Choose…" others=OTHERS on_choose=Callback::new(move |it| self.chosen.set(it)) />
            {live(name)}
        }
        .into_any()
    }

    /// What was answered; nothing until then.
    pub fn answer(self) -> Option<Answer> {
        let chosen = self.chosen.get_untracked();
        match chosen.as_str() {
            "" => None,
            UNSAID => Some(Answer::Unsaid),
            OTHER => Some(Answer::New(self.name.get_untracked().trim().to_owned())),
            id => id.parse().ok().map(Answer::Known),
        }
    }
}
