//! Changing the marked calls together: each change is one batch, and can be taken back.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::List;
use crate::domain::call::{Call, KINDS, Picked};
use crate::domain::id::CallId;
use crate::domain::listing::bulk::{Change, changed, says};
use crate::domain::listing::facet::{Facet, picked_key, picked_of};
use crate::domain::people::{Person, Role};
use crate::domain::record::{Record, Stamp};
use crate::domain::{order, show};
use crate::storage::{Batch, StorageError};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::components::sure::Sure;
use crate::ui::handover::form::{HandOver, What};
use crate::ui::session::{Session, name_of};

/// What can be done with the marked calls; nothing is there while none is marked.
#[component]
pub fn Bulk(list: List) -> impl IntoView {
    let some = Memo::new(move |_| list.chosen.with(|it| !it.is_empty()) || list.busy.read().is_some());
    let handing = RwSignal::new(false);
    view! {
        <Show when=some>
            <section class="panel bulk" aria-label="Selected calls">
                {live(move || progress(list))}
                <Delete list />
                <Tag list />
                <Set list />
                <p class="actions">
                    <button type="button" on:click=move |_| handing.set(true)>
                        "Hand over…"
                    </button>
                </p>
            </section>
            <Hand list open=handing />
        </Show>
    }
}

/// How many are marked, or how far a change has come.
fn progress(list: List) -> AnyView {
    if let Some((done, all)) = list.busy.get() {
        return view! {
            <label class="actions">
                <span role="status">"Working on " {show::calls(all)} "…"</span>
                <progress max=all.to_string() value=(done > 0).then(|| done.to_string())></progress>
            </label>
        }
        .into_any();
    }
    let (n, shown) = (list.chosen.with(|it| it.len()), list.shown.with(|it| it.ids.clone()));
    let more = (n < shown.len()).then(|| {
        let shown = shown.clone();
        view! { <button type="button" class="link" on:click=move |_| list.picks.update(|it| it.set_all(&shown, true))>"Select all " {shown_count(list)}</button> }
    });
    let none = move |_| list.picks.update(|it| it.set_all(&shown, false));
    view! {
        <p class="actions">
            <b role="status">{show::calls(n)} " selected"</b>
            {more}
            <button type="button" class="link" on:click=none>
                "Select none"
            </button>
        </p>
    }
    .into_any()
}

fn shown_count(list: List) -> usize {
    list.shown.with_untracked(|it| it.ids.len())
}

/// Adding a tag and taking one away.
#[component]
fn Tag(list: List) -> impl IntoView {
    let tag = RwSignal::new(String::new());
    let known = move || {
        let listing = list.stored.with(|it| it.listing.clone());
        let mut tags: Vec<String> =
            listing.values.iter().filter(|it| it.facet == Facet::Tag && !it.key.is_empty()).map(|it| it.key.clone()).collect();
        order::sort(&mut tags);
        tags.into_iter().take(200).map(|it| view! { <option value=it></option> }).collect_view()
    };
    let go = move |change: fn(String) -> Change| {
        let name = tag.get_untracked();
        if !name.trim().is_empty() {
            start(list, change(name));
        }
    };
    view! {
        <form class="actions" on:submit=move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            go(Change::Tag);
        }>
            <input type="text" aria-label="Tag" placeholder="Tag" list="known-tags" maxlength="60" on:input=move |event| tag.set(event_target_value(&event)) />
            <datalist id="known-tags">{live(known)}</datalist>
            <button type="submit">"Add tag"</button>
            <button type="button" on:click=move |_| go(Change::Untag)>"Remove tag"</button>
        </form>
    }
}

/// Setting the rep, the type or how the calls were picked.
#[component]
fn Set(list: List) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let reps = move || {
        let people = list.stored.with(|it| it.people.clone());
        let mut reps: Vec<&Person> = people.iter().map(|it| &it.body).filter(|it| it.role == Role::Rep).collect();
        order::sort_by(&mut reps, |a, b| a.name.cmp(&b.name));
        reps.iter().map(|it| view! { <option value=format!("rep {}", it.id)>{it.name.clone()}</option> }).collect_view()
    };
    let kinds = KINDS.iter().map(|it| view! { <option value=format!("type {}", it.key)>{it.label}</option> }).collect_view();
    let picked = Picked::ALL.iter().map(|it| view! { <option value=format!("picked {}", picked_key(it.0))>{it.1}</option> }).collect_view();
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let wanted = wanted.get_untracked();
        let (what, key) = wanted.split_once(' ').unwrap_or_default();
        let change = match what {
            "rep" => Some(Change::Rep(key.parse().ok())),
            "type" => Some(Change::Kind(key.to_owned())),
            "picked" => picked_of(key).map(Change::Picked),
            _ => None,
        };
        if let Some(change) = change {
            start(list, change);
        }
    };
    view! {
        <form class="actions" on:submit=apply>
            <select aria-label="Change" required on:change=move |event| wanted.set(event_target_value(&event))>
                <option value="">"Assign, type, how picked…"</option>
                <optgroup label="Assign to">{live(reps)}<option value="rep ">"Nobody"</option></optgroup>
                <optgroup label="Type">{kinds}</optgroup>
                <optgroup label="How it was picked">{picked}</optgroup>
            </select>
            <button type="submit">"Apply"</button>
        </form>
    }
}

/// Handing the marked calls over as a file.
#[component]
fn Hand(list: List, open: RwSignal<bool>) -> impl IntoView {
    let what = Signal::derive(move || What::Calls(list.chosen.with(|it| crate::domain::order::set(it.iter().copied()))));
    view! {
        <Dialog title="Hand over the selected calls" open on_close=Callback::new(move |()| open.set(false))>
            <HandOver what />
        </Dialog>
    }
}

/// Deleting asks once more, in place.
#[component]
fn Delete(list: List) -> impl IntoView {
    let delete = Callback::new(move |()| {
        let ids = list.chosen.get_untracked();
        if list.busy.get_untracked().is_none() {
            leptos::task::spawn_local(remove(list, ids));
        }
    });
    let does = Signal::derive(move || format!("Delete {}", show::calls(list.chosen.with(|it| it.len()))));
    view! { <Sure says="Delete…" class="end" warns="Their transcripts and cards go too. " does act=delete /> }
}

fn start(list: List, change: Change) {
    if list.busy.get_untracked().is_some() {
        return;
    }
    let ids = list.chosen.get_untracked();
    list.busy.set(Some((0, ids.len())));
    leptos::task::spawn_local(async move {
        let outcome = write(list.session, &ids, &change).await;
        list.busy.try_set(None);
        let (written, name) = match outcome {
            Ok(it) => it,
            Err(err) => return list.session.complain(err),
        };
        let (session, n) = (list.session, written.len());
        if n == 0 {
            return session.say("Nothing to change: they are so already.");
        }
        let written = Arc::new(written);
        session.say_undo(format!("{}: {}.", says(&change, &name), show::calls(n)), move || {
            leptos::task::spawn_local(take_back(session, written.clone()));
        });
    });
}

/// A call as it was, and the stamp of what was made of it.
type Written = (Record<Call>, Stamp);

/// Writes the change into all calls it changes; gives what was there before, and the name of the rep, if one was set.
async fn write(session: Session, ids: &[CallId], change: &Change) -> Result<(Vec<Written>, String), StorageError> {
    let (calls, people) = (session.db().calls().await?, session.db().people().await?.records);
    let mut wanted = ids.to_vec();
    order::sort(&mut wanted);
    let stamp = session.stamp(None, &people);
    let writer = session.settings.with_untracked(|it| it.writer.clone());
    let mut batch = Batch::default();
    let mut written = Vec::new();
    for before in calls.records.into_iter().filter(|it| wanted.binary_search(&it.body.id).is_ok()) {
        let Some(body) = changed(&before.body, change) else { continue };
        let after = Record { stamp: Stamp { version: before.stamp.version.next(&writer), ..stamp.clone() }, body };
        batch = batch.call(&after);
        written.push((before, after.stamp));
    }
    if !written.is_empty() {
        session.commit(batch).await?;
    }
    let rep = if let Change::Rep(Some(id)) = change { name_of(&people, *id) } else { None };
    Ok((written, rep.unwrap_or_default()))
}

/// Writes what was there before, as a version after the change: a copy elsewhere that has seen the change follows. What
/// has been changed again since is left as it is.
async fn take_back(session: Session, written: Arc<Vec<Written>>) {
    let outcome: Result<usize, StorageError> = async {
        let (calls, people) = (session.db().calls().await?.records, session.db().people().await?.records);
        let now: std::collections::HashMap<CallId, &Stamp> = calls.iter().map(|it| (it.body.id, &it.stamp)).collect();
        let mut batch = Batch::default();
        let mut n = 0;
        for (before, after) in written.iter().filter(|it| now.get(&it.0.body.id).is_some_and(|stamp| **stamp == it.1)) {
            batch = batch.call(&Record { stamp: session.stamp(Some(after), &people), body: before.body.clone() });
            n += 1;
        }
        session.commit(batch).await.map(|()| n)
    }
    .await;
    match outcome {
        Ok(n) if n == written.len() => {}
        Ok(n) => session.say(format!("Taken back for {n} of {}: the others have been changed since.", show::calls(written.len()))),
        Err(err) => session.complain(err),
    }
}

/// Deletes the calls with all that hangs on them.
async fn remove(list: List, ids: Arc<Vec<CallId>>) {
    let session = list.session;
    let all = ids.len();
    list.busy.set(Some((0, all)));
    let said = move |done: usize| {
        let _ = list.busy.try_set(Some((done, all)));
    };
    let keys = session.to_trash(&ids, &[], &said).await;
    list.busy.try_set(None);
    match keys {
        Ok(keys) => session.say_trashed(format!("{} in the trash, with transcripts and cards.", show::calls(ids.len())), keys),
        Err(err) => session.complain(err),
    }
}
