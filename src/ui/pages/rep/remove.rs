//! A person who stands here twice, or by mistake: made one with another, or deleted where nothing speaks of them.

use leptos::prelude::*;

use super::Stored;
use crate::domain::people::Person;
use crate::exchange::same::Spoken;
use crate::storage::Db;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::live::live;
use crate::ui::handover::same::{merge, spoken, take_back};
use crate::ui::handover::{Miss, again};
use crate::ui::routes::{Page, PageLink, use_go};
use crate::ui::session::Session;

/// The dialog. What speaks of the person is looked up when it is opened.
#[component]
pub fn Remove(stored: Stored, open: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let person = stored.rep.body.clone();
    let id = person.id;
    let found = RwSignal::new(None::<Spoken>);
    Effect::new(move |_| {
        if open.get() {
            found.set(None);
            leptos::task::spawn_local(async move {
                match spoken(&session.db(), id).await {
                    Ok(it) => drop(found.try_set(Some(it))),
                    Err(err) => session.complain(err),
                }
            });
        }
    });
    let stored = StoredValue::new(stored);
    view! {
        <Dialog title=format!("Remove {}", person.name) open on_close=Callback::new(move |()| open.set(false))>
            {live(move || match found.get() {
                None => view! { <p class="muted">"Looking what speaks of this person…"</p> }.into_any(),
                Some(it) => view! {
                    {if it.is_none() { delete(stored, open) } else { kept(&it) }}
                    {same(stored, open)}
                }
                .into_any(),
            })}
        </Dialog>
    }
}

fn kept(spoken: &Spoken) -> AnyView {
    view! {
        <p>"This person is spoken of in " {spoken.says()} ", and can therefore not just be deleted. Make them one with the person they are, or erase them for ever: that takes the name out of everything."</p>
        <p><PageLink to=Page::Data>"Erase on the Data page"</PageLink></p>
    }
    .into_any()
}

fn delete(stored: StoredValue<Stored>, open: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let go = StoredValue::new_local(use_go());
    let person = stored.with_value(|it| it.rep.body.clone());
    let delete = move |_| {
        let (person, go) = (person.clone(), go.get_value());
        leptos::task::spawn_local(async move {
            // Looked at again: a call may have come since, and may while this is looked at.
            let deleted = again(async || {
                let mark = session.db().mark().await?;
                let found = spoken(&session.db(), person.id).await?;
                if !found.is_none() {
                    return Err(Miss::Failed(format!("{} is spoken of in {} by now, and stays.", person.name, found.says())));
                }
                Ok(session.unused_to_trash(Db::person_row(person.id), mark).await?)
            });
            match deleted.await {
                Ok(keys) => {
                    open.try_set(false);
                    go(Page::Reps);
                    session.say_trashed(format!("{} is in the trash.", person.name), keys);
                }
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        <p>"No call, transcript or scorecard speaks of this person."</p>
        <p>
            <button type="button" class="danger" on:click=delete>
                "Delete"
            </button>
        </p>
    }
    .into_any()
}

/// The form that makes two people one.
fn same(stored: StoredValue<Stored>, open: RwSignal<bool>) -> AnyView {
    let session = Session::get();
    let go = StoredValue::new_local(use_go());
    let (person, mut others) = stored.with_value(|it| {
        let others: Vec<Person> = it.people.iter().map(|it| it.body.clone()).filter(|other| other.id != it.rep.body.id).collect();
        (it.rep.body.clone(), others)
    });
    crate::domain::order::sort_by(&mut others, |a, b| a.name.cmp(&b.name));
    let options = others.iter().map(|it| view! { <option value=it.id.to_string()>{it.name.clone()}</option> }).collect_view();
    let others = StoredValue::new(others);
    let (into, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wanted = into.get_untracked();
        let found = others.with_value(|it| it.iter().find(|it| it.id.to_string() == wanted).cloned());
        let (Some(other), false) = (found, busy.get_untracked()) else { return };
        busy.set(true);
        let (person, go) = (person.clone(), go.get_value());
        leptos::task::spawn_local(async move {
            match merge(session, &person, &other).await {
                Ok(opened) => {
                    open.try_set(false);
                    go(Page::Rep(Some(other.id)));
                    session
                        .say_undo(format!("{} and {} are one now.", person.name, other.name), move || take_back(session, opened.clone()));
                }
                Err(why) => session.complain(why),
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=join>
            <label class="field">
                <span>"This is the same person as"</span>
                <select required on:change=move |event| into.set(event_target_value(&event))>
                    <option value="">"Choose…"</option>
                    {options}
                </select>
            </label>
            <p class="muted">"Calls, transcripts, cards and comments go over to them, and so do the names in transcripts. It can be undone for 30 days, on the Data page."</p>
            <p>
                <button type="submit" disabled=move || busy.get()>
                    "Make them one"
                </button>
            </p>
        </form>
    }
    .into_any()
}
