//! Whose voices these are: asked once for each name, for all files that have it.

use leptos::prelude::*;

use super::{Bulk, files};
use crate::domain::transcript::Side;
use crate::import::batch::{Answer, Question};
use crate::ui::components::live::live;

/// Names that are asked about at once.
const MOST: usize = 40;

/// What can be answered, in the order offered.
const CHOICES: &[(&str, Side, bool)] = &[("Our rep", Side::Ours, true), ("Ours", Side::Ours, false), ("Theirs", Side::Theirs, false)];

/// The names that are not known, those in most files first.
#[component]
pub fn Questions(bulk: Bulk) -> impl IntoView {
    // A name that an answer about another has settled is asked about no more; one that was answered stays, to be changed.
    let asked = Memo::new(move |_| {
        let answers = bulk.answers.read();
        bulk.plan.with(|plan| {
            let is_shown = |it: &&Question| it.open > 0 || it.side == Side::Ours || answers.contains_key(&it.key);
            plan.questions.iter().filter(is_shown).map(|it| it.key.clone()).collect::<Vec<_>>()
        })
    });
    let more = move || asked.with(Vec::len).saturating_sub(MOST);
    let is_any = Memo::new(move |_| !asked.with(Vec::is_empty));
    live(move || {
        is_any.get().then(|| {
            view! {
                <section class="panel" aria-labelledby="whose">
                    <h2 id="whose">"Whose voices are these?"</h2>
                    <p class="muted">"One answer holds for every file. Where one of ours is known, the others are taken to be theirs. Our people are remembered."</p>
                    <ul class="whose">
                        <For each=move || asked.get().into_iter().take(MOST) key=String::clone let:key>
                            <Ask bulk key />
                        </For>
                    </ul>
                    {live(move || (more() > 0).then(|| view! { <p class="muted">{more()} " more names after these."</p> }))}
                </section>
            }
        })
    })
}

#[component]
fn Ask(bulk: Bulk, key: String) -> impl IntoView {
    let key = StoredValue::new(key);
    let question = Memo::new(move |_| bulk.plan.with(|it| key.with_value(|key| it.questions.iter().find(|it| it.key == *key).cloned())));
    let name = question.with_untracked(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let group = format!("{name}: whose voice");
    let person_label = format!("{name} is");
    let stands = move || question.with(|it| it.as_ref().map(|it| (it.side, it.is_rep)));
    let answer = move |change: &dyn Fn(&mut Answer)| {
        let (side, is_rep) = stands().unwrap_or_default();
        bulk.answers.update(|it| change(it.entry(key.get_value()).or_insert(Answer { side, is_rep, person: None })));
    };
    let choices = CHOICES
        .iter()
        .map(|(label, side, is_rep)| {
            let is = Memo::new(move |_| stands() == Some((*side, *is_rep)));
            view! {
                <button type="button" aria-pressed=move || is.get().to_string() class:on=move || is.get() on:click=move |_| answer(&|it| (it.side, it.is_rep) = (*side, *is_rep))>
                    {*label}
                </button>
            }
        })
        .collect_view();
    let says = move || {
        question.with(|it| {
            it.as_ref().map(|it| {
                let part = if it.is_part { ", may be another person in each" } else { "" };
                format!("in {}{part}", files(it.files))
            })
        })
    };
    let is_part = question.with_untracked(|it| it.as_ref().is_some_and(|it| it.is_part));
    let people = bulk.inside().map(|it| it.here.borrow().people.clone()).unwrap_or_default();
    let options = people.into_iter().map(|it| view! { <option value=it.id.to_string()>{it.name}</option> }).collect_view();
    view! {
        <li>
            <span>
                <b><bdi>{name}</bdi></b>
                " "
                <span class="muted">{live(says)}</span>
            </span>
            <span class="seg" role="group" aria-label=group>{choices}</span>
            <select aria-label=person_label disabled=move || stands().is_none_or(|it| it.0 != Side::Ours) on:change=move |event| {
                let person = event_target_value(&event).parse().ok();
                answer(&|it| it.person = person);
            }>
                <option value="">{if is_part { "Nobody in particular" } else { "New, by this name" }}</option>
                {options}
            </select>
        </li>
    }
}
