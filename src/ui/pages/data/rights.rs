//! What is about one person: all of it as a file, or erased for ever; and calls erased one by one.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::making::Made;
use crate::domain::call::Call;
use crate::domain::people::Person;
use crate::domain::{order, show};
use crate::exchange::file::Scope;
use crate::exchange::redact::Found;
use crate::export::file_name::file_name;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::live::live;
use crate::ui::components::typed::typed;
use crate::ui::handover::about;
use crate::ui::handover::erase::{Toll, Whom, erase, try_out};
use crate::ui::handover::saving::Out;
use crate::ui::load::{Reading, loaded};
use crate::ui::session::Session;

/// The word that must be typed before something is erased for ever.
const WORD: &str = "erase";

/// What was asked to be erased: who or what, as it is called, and what would go.
#[derive(Clone)]
struct Asked {
    whom: Whom,
    name: String,
    toll: Toll,
}

/// One person's data, and erasing.
#[component]
pub fn Rights() -> impl IntoView {
    let session = Session::get();
    let asked = RwSignal::new(None::<Asked>);
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let mut people: Vec<Person> = db.people().await?.records.into_iter().map(|it| it.body).collect();
            order::sort_by(&mut people, |a, b| a.name.cmp(&b.name));
            let calls: Vec<Call> = db.calls().await?.records.into_iter().map(|it| it.body).collect();
            Ok((people, calls))
        })
    };
    view! {
        <section class="card">
            <h2>"One person, one call"</h2>
            <p class="muted">
                "Whoever asks has a right to what is stored about them, and to have it erased. Erasing reaches every store of this browser, and files opened later do not bring it back. Backup files and files you have given away are not reached."
            </p>
            {loaded("who is known", read, move |(people, calls)| forms(session, people, calls, asked))}
            <Dialog title="Erase for ever" open=Signal::derive(move || asked.read().is_some()) on_close=Callback::new(move |()| asked.set(None))>
                {live(move || asked.get().map(|it| confirm(session, it, asked)))}
            </Dialog>
        </section>
    }
}

fn forms(session: Session, people: Vec<Person>, calls: Vec<Call>, asked: RwSignal<Option<Asked>>) -> AnyView {
    let person = RwSignal::new(None::<usize>);
    let call = RwSignal::new(String::new());
    let option = |(at, it): (usize, &Person)| view! { <option value=at.to_string()>{it.name.clone()}</option> };
    let options = people.iter().enumerate().map(option).collect_view();
    let titles = calls.iter().rev().take(500).map(|it| view! { <option value=called(it)></option> }).collect_view();
    let people = StoredValue::new(people);
    let calls = StoredValue::new(calls);
    let picked = move || person.get().and_then(|at| people.with_value(|it| it.get(at).cloned()));
    let save = move |_| {
        let Some(person) = untrack(picked) else { return };
        wasm_bindgen_futures::spawn_local(async move {
            match all_about(session, &person).await {
                Ok(made) => made.download(&file_name(&person.name, Some(clock::today()), "json")),
                Err(why) => session.complain(why),
            }
        });
    };
    let erase_person = move |_| {
        if let Some(person) = untrack(picked) {
            ask(session, person.name.clone(), Whom::Person(Box::new(person), BTreeSet::new()), asked);
        }
    };
    let erase_call = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wanted = call.get_untracked();
        let found = calls.with_value(|it| it.iter().find(|it| called(it) == wanted).map(|it| (it.id, it.title.clone())));
        match found {
            Some((id, title)) => ask(session, title, Whom::Calls(crate::domain::order::set([id])), asked),
            None => session.complain("There is no call of that name. Choose one of the list."),
        }
    };
    let nobody = move || person.read().is_none();
    view! {
        <label class="field">
            <span>"Person"</span>
            <select on:change=move |event| person.set(event_target_value(&event).parse().ok())>
                <option value="">"Choose…"</option>
                {options}
            </select>
        </label>
        <p class="actions">
            <button type="button" disabled=nobody on:click=save>
                "Save all about this person"
            </button>
            <button type="button" class="danger" disabled=nobody on:click=erase_person>
                "Erase this person…"
            </button>
        </p>
        <form class="form" on:submit=erase_call>
            <label class="field">
                <span>"Call"</span>
                <input type="text" list="known-calls" autocomplete="off" required prop:value=move || call.get() on:input=move |event| call.set(event_target_value(&event)) />
            </label>
            <datalist id="known-calls">{titles}</datalist>
            <p>
                <button type="submit" class="danger">
                    "Erase this call…"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// A call among others: its title and its day.
fn called(call: &Call) -> String {
    let day = call.started_at.map(|it| format!(", {}", show::day(clock::local(it).date())));
    format!("{}{}", call.title, day.unwrap_or_default())
}

async fn all_about(session: Session, person: &Person) -> Result<Made, String> {
    let records = about(&session.db(), person.id).await.map_err(|err| err.to_string())?;
    let mut out = Out::new(Scope::Rep, None).await?;
    for it in &records {
        out.add(it).await?;
    }
    out.end().await
}

/// Tries out what would go, and asks.
fn ask(session: Session, name: String, whom: Whom, asked: RwSignal<Option<Asked>>) {
    wasm_bindgen_futures::spawn_local(async move {
        match try_out(session, &whom).await {
            Ok(toll) => {
                asked.try_set(Some(Asked { whom, name, toll }));
            }
            Err(err) => session.complain(err),
        }
    });
}

fn confirm(session: Session, it: Asked, asked: RwSignal<Option<Asked>>) -> AnyView {
    let Asked { whom, name, toll } = it;
    // Parts of the name that stay where they stand.
    let left = RwSignal::new(BTreeSet::<String>::new());
    let go = move || {
        let mut whom = whom.clone();
        if let Whom::Person(_, parts) = &mut whom {
            *parts = left.get_untracked();
        }
        asked.set(None);
        wasm_bindgen_futures::spawn_local(async move {
            let done = erase(session, &whom, "asked for").await;
            told(session, done);
        });
    };
    let changed =
        (toll.changed > 0).then(|| format!(" The name is taken out of {}.", show::count(toll.changed, "other record", "other records")));
    let found = toll.found.iter().map(|it| where_found(it, *it.name == name, left)).collect_view();
    view! {
        <p>
            <bdi>{name}</bdi>
            ": " {show::count(toll.gone, "record", "records")} " will be erased for ever."
            {changed}
        </p>
        {(!toll.found.is_empty()).then(|| view! { <ul class="rows found">{found}</ul> })}
        <p class="muted">"This cannot be undone. That it happened is noted, without a name."</p>
        {typed(WORD, "", "Erase for ever", go, Some(Callback::new(move |()| asked.set(None))))}
    }
    .into_any()
}

/// Where a name stands, with examples; a single part of it can be left as it is, where it is a word and not the name.
fn where_found(found: &Found, is_whole: bool, left: RwSignal<BTreeSet<String>>) -> AnyView {
    let part = found.name.clone();
    let takes = move |event| {
        let takes = event_target_checked(&event);
        left.update(|it| {
            let _ = if takes { it.remove(&part) } else { it.insert(part.clone()) };
        });
    };
    let alone: Vec<String> = found.alone.iter().map(|it| format!("{} ({})", it.0, it.1)).collect();
    let label = format!("“{}”: {}", found.name, show::count(found.places, "place", "places"));
    let label = if is_whole {
        label.into_any()
    } else {
        view! { <label class="check"><input type="checkbox" checked on:change=takes /> {label}</label> }.into_any()
    };
    view! {
        <li>
            <div>
                {label}
                {(!alone.is_empty()).then(|| view! { <p class="muted">"As who wrote or spoke: " <bdi>{alone.join(", ")}</bdi></p> })}
                {found.examples.iter().map(|it| view! { <p class="muted"><bdi>{it.clone()}</bdi></p> }).collect_view()}
            </div>
        </li>
    }
    .into_any()
}

fn told(session: Session, done: Result<Toll, String>) {
    match done {
        Ok(toll) => session.say(format!("Erased for ever: {}.", show::count(toll.gone, "record", "records"))),
        Err(err) => session.complain(err),
    }
}
