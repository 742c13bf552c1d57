//! Whose voices these are: asked once for each name, for all files that have it.

use leptos::prelude::*;

use super::{Bulk, files};
use crate::domain::people::Role;
use crate::domain::show;
use crate::domain::transcript::Side;
use crate::import::batch::{Answer, Question, unanswered};
use crate::ui::components::live::live;

/// Names that are asked about at once, and in all: where there are more, answers to the first settle most of them.
const AT_ONCE: usize = 8;
const MOST: usize = 200;

/// What can be answered, in the order offered.
const CHOICES: &[(&str, Side, bool)] = &[("Our rep", Side::Ours, true), ("Ours", Side::Ours, false), ("Theirs", Side::Theirs, false)];

/// The names that are not known, those in most files first.
#[component]
pub fn Questions(bulk: Bulk) -> impl IntoView {
    let names = bulk.inside().map_or(0, |it| it.plan.borrow().questions.len());
    if names == 0 {
        return ().into_any();
    }
    // More are asked about when the person has come so far.
    let room = RwSignal::new(AT_ONCE);
    let shown = StoredValue::new(Vec::new());
    let more = Memo::new(move |_| {
        let all: Vec<usize> = bulk.see(|it| {
            let answers = it.answers.borrow();
            // A name that an answer about another has settled is asked about no more; one that was answered can be changed.
            let is_shown = |it: &Question| it.open > 0 || it.side == Side::Ours || answers.iter().any(|answer| answer.0 == it.key);
            it.plan.borrow().questions.iter().enumerate().filter(|it| is_shown(it.1)).map(|it| it.0).collect()
        });
        let more = all.len().saturating_sub(room.get());
        shown.set_value(all.into_iter().take(room.get()).collect());
        more
    });
    let rows = (0..names.min(MOST))
        .map(|at| {
            let hidden = Memo::new(move |_| {
                // They change with what is shown, which this finds out.
                bulk.changes.track();
                room.track();
                let _ = more.get();
                shown.with_value(|it: &Vec<usize>| !it.contains(&at))
            });
            ask(bulk, at, hidden)
        })
        .collect_view();
    let is_more = Memo::new(move |_| more.get() > 0);
    view! {
        <section class="panel" aria-labelledby="whose">
            <h2 id="whose">"Whose voices are these?"</h2>
            <p class="muted">"One answer holds for every file. Where one of ours is known, the others are taken to be theirs, but for who speaks with different customers. Our people are remembered."</p>
            <ul class="whose">{rows}</ul>
            <p hidden=move || !is_more.get()>
                <button type="button" class="link" on:click=move |_| room.update(|it| *it += AT_ONCE)>{live(move || format!("{} more names", more.get()))}</button>
            </p>
            {live(move || offer(bulk))}
        </section>
    }
    .into_any()
}

/// The names nobody has answered for, to be answered for at once: in three hundred files most are prospects.
fn offer(bulk: Bulk) -> Option<AnyView> {
    let said = bulk.see(|it| it.rest.borrow().len());
    if said > 0 {
        let says = format!("{} taken to be theirs.", show::count(said, "name is", "names are"));
        let again = move |_| {
            let Some(inside) = bulk.inside() else { return };
            let keys = inside.rest.take();
            inside.answers.borrow_mut().retain(|it| !(keys.contains(&it.0) && it.1.side == Side::Theirs));
            bulk.replan(true);
        };
        return Some(
            view! { <p>{says} " " <button type="button" class="link" on:click=again>"Ask about them again"</button></p> }.into_any(),
        );
    }
    let (many, any_ours) = bulk.see(|it| {
        let (plan, answers) = (it.plan.borrow(), it.answers.borrow());
        let any_ours = plan.questions.iter().any(|it| it.side == Side::Ours) || !it.here.borrow().people.is_empty();
        (unanswered(&plan.questions, &answers).count(), any_ours)
    });
    let say = move |_| {
        let Some(inside) = bulk.inside() else { return };
        let keys: Vec<String> = unanswered(&inside.plan.borrow().questions, &inside.answers.borrow()).map(|it| it.key.clone()).collect();
        let theirs = Answer { side: Side::Theirs, is_rep: false, person: None };
        inside.answers.borrow_mut().extend(keys.iter().map(|it| (it.clone(), theirs)));
        inside.rest.replace(keys);
        bulk.replan(true);
    };
    // Before anybody of ours is known it would make prospects of our own people.
    let label = format!("All {many} names nobody has answered for are theirs");
    (any_ours && many > 1).then(|| view! { <p><button type="button" on:click=say>{label}</button></p> }.into_any())
}

/// The question about one name.
fn ask(bulk: Bulk, at: usize, hidden: Memo<bool>) -> AnyView {
    let Some(question) = bulk.inside().and_then(|it| it.plan.borrow().questions.get(at).cloned()) else { return ().into_any() };
    let (name, key, is_part) = (question.name, StoredValue::new(question.key), question.is_part);
    let people = bulk.inside().map(|it| it.here.borrow().people.clone()).unwrap_or_default();
    let perhaps = StoredValue::new(people.iter().find(|it| Some(it.id) == question.perhaps).cloned());
    let group = format!("{name}: whose voice");
    let person_label = format!("{name} is");
    let stands = move || bulk.see(|it| it.plan.borrow().questions.get(at).map(|it| (it.side, it.is_rep)));
    let said = move || bulk.see(|it| it.answers.borrow().iter().find(|it| it.0 == key.get_value()).map(|it| it.1));
    let chosen = move || said().and_then(|it| it.person).map_or_else(String::new, |it| it.to_string());
    let is_open = Memo::new(move |_| said().is_none());
    let answer = move |change: &dyn Fn(&mut Answer)| {
        let (side, is_rep) = untrack(stands).unwrap_or_default();
        let Some(inside) = bulk.inside() else { return };
        let key = key.get_value();
        let mut answers = inside.answers.borrow_mut();
        if !answers.iter().any(|it| it.0 == key) {
            answers.push((key.clone(), Answer { side, is_rep, person: None }));
        }
        answers.iter_mut().filter(|it| it.0 == key).for_each(|it| change(&mut it.1));
        drop(answers);
        bulk.replan(true);
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
    // Where one of our people alone has its first name: that it is them is offered.
    let propose = move || {
        let person = perhaps.get_value().filter(|_| is_open.get())?;
        let (id, is_rep, says, name) = (person.id, person.role == Role::Rep, format!("Yes, {}", person.name), person.name);
        let yes = move |_| answer(&|it| *it = Answer { side: Side::Ours, is_rep, person: Some(id) });
        Some(view! { <span>"Is this " <bdi>{name}</bdi> "? " <button type="button" aria-label=says on:click=yes>"Yes"</button></span> })
    };
    let part = if is_part { ", may be another person in each" } else { "" };
    let says = format!("in {}{part}", files(question.files));
    let options = people.into_iter().map(|it| view! { <option value=it.id.to_string()>{it.name}</option> }).collect_view();
    view! {
        <li hidden=move || hidden.get()>
            <span>
                <b><bdi>{name}</bdi></b>
                " "
                <span class="muted">{says}</span>
                " "
                {live(propose)}
            </span>
            <span class="seg" role="group" aria-label=group>{choices}</span>
            <select aria-label=person_label prop:value=chosen disabled=move || stands().is_none_or(|it| it.0 != Side::Ours) on:change=move |event| {
                let person = event_target_value(&event).parse().ok();
                answer(&|it| it.person = person);
            }>
                <option value="">{if is_part { "Nobody in particular" } else { "New, by this name" }}</option>
                {options}
            </select>
        </li>
    }
    .into_any()
}
