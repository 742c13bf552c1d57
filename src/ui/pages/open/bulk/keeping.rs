//! The decision: which calls are kept, keeping them some at a time, and taking it back.

use std::rc::Rc;

use chrono::{DateTime, NaiveTime, Utc};
use leptos::prelude::*;

use super::{Bulk, Inside, Stage};
use crate::browser::{clock, ids};
use crate::domain::call::{KINDS, Picked};
use crate::domain::id::{CallId, PersonId};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::show;
use crate::domain::transcript::{CallTranscript, Transcript};
use crate::import::batch::{Facts, Planned, State, blank, keep};
use crate::storage::{Batch, Db, Mark, StorageError};
use crate::ui::components::live::live;
use crate::ui::handover::again;
use crate::ui::pages::open::picker;
use crate::ui::routes::{Page, PageLink};
use crate::ui::{sentinel, snapshots};

/// Calls a transaction: each is kept whole or not at all.
const CALLS: usize = 24;

/// What was found, and what to do with it.
#[component]
pub fn Decide(bulk: Bulk) -> impl IntoView {
    let new = move || bulk.see(|it| it.count(|it| it == State::New));
    let open = move || bulk.see(|it| it.count(|it| it == State::Asks));
    let kept = move || bulk.see(|it| it.kept.borrow().len());
    let to_keep = move || new() + if bulk.with_open.get() { open() } else { 0 };
    let unread = move || bulk.see(|it| it.files.borrow().len() - it.entries.borrow().len());
    let waits = move || bulk.see(|it| it.count(|it| matches!(it, State::Names | State::Table))) > 0 && new() + open() + kept() == 0;
    let is_asked = Memo::new(move |_| open() > 0);
    let options = KINDS.iter().map(|it| view! { <option value=it.key>{it.label}</option> }).collect_view();
    let picked = Picked::ALL.iter().enumerate().map(|(at, it)| view! { <option value=at.to_string()>{it.1}</option> }).collect_view();
    let done = move || {
        (kept() > 0).then(|| {
            view! {
                <p class="note ok" role="status">
                    <b>{show::calls(kept())} " kept. "</b>
                    <PageLink to=Page::Calls>"See them in Calls"</PageLink>
                    " "
                    <button type="button" class="link" on:click=move |_| leptos::task::spawn_local(undo(bulk))>"Undo"</button>
                </p>
            }
        })
    };
    let asks = move || {
        is_asked.get().then(|| {
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || bulk.with_open.get() on:change=move |event| bulk.with_open.set(event_target_checked(&event)) />
                    {live(move || format!("Keep {} with a side not known yet, too: to settle on the call’s page", show::calls(open())))}
                </label>
            }
        })
    };
    view! {
        <section class="panel" aria-label="Keep">
            {live(done)}
            {live(move || (unread() > 0).then(|| view! { <p class="note">{super::files(unread())} " not read: you cancelled. Drop them again to read them."</p> }))}
            {live(move || waits().then(|| view! { <p class="note">"Now add the transcripts these belong to: choose them, or drop them anywhere on this page."</p> }))}
            <div class="grid" hidden=move || new() + open() == 0>
                <label class="field">
                    <span>"Type, where no file tells it"</span>
                    <select on:change=move |event| bulk.kind.set(event_target_value(&event))>{options}</select>
                </label>
                <label class="field">
                    <span>"How they were picked"</span>
                    <select on:change=move |event| bulk.picked.set(event_target_value(&event).parse().unwrap_or_default())>{picked}</select>
                </label>
            </div>
            {live(asks)}
            <p class="actions">
                <button type="button" class="primary" hidden=move || new() + open() == 0 disabled=move || to_keep() == 0 on:click=move |_| leptos::task::spawn_local(keep_all(bulk))>
                    {live(move || format!("Keep {}", show::calls(to_keep())))}
                </button>
                {picker("Add files", "button", false)}
                <button type="button" on:click=move |_| bulk.close()>
                    {live(move || if kept() > 0 { "Open other files" } else { "Leave these files" })}
                </button>
                <span class="muted">{live(move || (kept() == 0).then_some("Nothing has been stored yet."))}</span>
            </p>
        </section>
    }
}

/// Keeps the calls, some in each transaction, until all are kept, the person stops, or the browser does not keep them.
async fn keep_all(bulk: Bulk) {
    let Some(inside) = bulk.inside() else { return };
    if inside.stage.get() != Stage::Read {
        return;
    }
    // Asked before the first wait: the page may be left meanwhile.
    let with_open = bulk.with_open.get_untracked();
    // Another tab may have changed what is here.
    let mark = bulk.session.db().mark().await;
    if let Err(err) = bulk.refresh(&inside).await {
        return bulk.session.complain(err);
    }
    bulk.replan(true);
    let mut mark = mark.ok();
    let wanted = |it: State| it == State::New || (with_open && it == State::Asks);
    let list = |inside: &Inside| {
        let is_wanted = |(at, it): (usize, &Planned)| (wanted(it.state) && inside.kept(at).is_none()).then_some(at);
        inside.plan.borrow().files.iter().enumerate().filter_map(is_wanted).collect::<Vec<usize>>()
    };
    let all = list(&inside);
    inside.is_stopped.set(false);
    bulk.enter(&inside, Stage::Keeping);
    snapshots::before(bulk.session, "transcripts").await;
    for (turn, some) in all.chunks(CALLS).enumerate() {
        let name = some.first().and_then(|at| inside.files.borrow().get(*at).map(|it| it.0.clone()));
        inside.progress.replace((turn * CALLS, all.len(), name.unwrap_or_default()));
        bulk.ticked();
        if inside.is_stopped.get() {
            break;
        }
        let kept = again(async || {
            if mark.is_none() {
                // Another tab may have kept one of them at this moment.
                mark = Some(bulk.session.db().mark().await?);
                bulk.refresh(&inside).await?;
                bulk.replan(true);
            }
            let some: Vec<usize> = some.iter().copied().filter(|at| list(&inside).contains(at)).collect();
            if let (Some(since), false) = (mark.take(), some.is_empty()) {
                let next = Mark::next();
                keep_some(bulk, &inside, &some, since, &next).await?;
                mark = Some(next);
            }
            Ok(())
        });
        if let Err(why) = kept.await {
            bulk.session.complain(why);
            break;
        }
    }
    sentinel::filled(bulk.session);
    if bulk.refresh(&inside).await.is_ok() {
        bulk.replan(true);
    }
    bulk.enter(&inside, Stage::Read);
}

/// Keeps some of what was planned from all that was stored at `since`.
async fn keep_some(bulk: Bulk, inside: &Rc<Inside>, files: &[usize], since: Mark, next: &Mark) -> Result<(), StorageError> {
    let session = bulk.session;
    // The page may have been left: what was asked for is kept all the same.
    let kind = bulk.kind.try_get_untracked().unwrap_or_default();
    let picked = bulk.picked.try_get_untracked().and_then(|it| Picked::ALL.get(it)).map_or(Picked::Random, |it| it.0);
    let (mut batch, mut kept, mut made) = (Batch::default(), Vec::new(), Vec::new());
    let mut people = inside.people.borrow().clone();
    for at in files {
        let Some(planned) = inside.plan.borrow().files.get(*at).cloned() else { continue };
        let words = inside.words.borrow().get(*at).and_then(|it| it.as_ref().map(js_sys::Uint8Array::to_vec));
        let Some(words) = words.and_then(|it| serde_json::from_slice::<Transcript>(&it).ok()) else { continue };
        let known: Vec<Person> = people.iter().map(|it| it.body.clone()).collect();
        let call = blank(CallId(ids::new()), kind.clone(), picked, clock::zone());
        let one = keep(&planned, words, began(&planned.facts), call, &known, || PersonId(ids::new()));
        for person in one.people {
            let before = people.iter().position(|it| it.body.id == person.id);
            let stamp = session.stamp(before.and_then(|at| people.get(at)).map(|it| &it.stamp), &people);
            let record = Record { stamp, body: person };
            batch = batch.person(&record);
            match before.and_then(|at| people.get_mut(at)) {
                Some(slot) => *slot = record,
                None => {
                    made.push(record.body.id);
                    people.push(record);
                }
            }
        }
        let words = CallTranscript { call: one.call.id, transcript: one.transcript };
        kept.push((*at, one.call.id));
        batch = batch.transcript(&Record { stamp: session.stamp(None, &people), body: words });
        batch = batch.call(&Record { stamp: session.stamp(None, &people), body: one.call });
    }
    session.commit(batch.since(since).leaving(next)).await?;
    inside.people.replace(people);
    inside.kept.borrow_mut().extend(kept);
    inside.made.borrow_mut().extend(made);
    Ok(())
}

/// When the call began, as far as files tell.
fn began(facts: &Facts) -> Option<DateTime<Utc>> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    facts.began.or_else(|| facts.date.map(|day| clock::instant(day.and_time(facts.time.unwrap_or(noon)))))
}

/// Deletes the calls that were just kept, and the people who were made with them and are in no other call.
async fn undo(bulk: Bulk) {
    let Some(inside) = bulk.inside() else { return };
    let session = bulk.session;
    let calls: Vec<CallId> = inside.kept.borrow().iter().map(|it| it.1).collect();
    let mut people = inside.made.borrow().clone();
    let db = session.db();
    let outcome = async {
        for call in db.calls().await?.records {
            if !calls.contains(&call.body.id) {
                people.retain(|it| call.body.rep != Some(*it));
            }
        }
        // Another tab may have scored one by now: nothing goes for good.
        let people: Vec<_> = people.iter().map(|it| Db::person_row(*it)).collect();
        session.to_trash(&calls, &people, &|_| {}).await?;
        bulk.refresh(&inside).await
    };
    match outcome.await {
        Ok(()) => {
            inside.kept.take();
            inside.made.take();
            bulk.replan(true);
            session.say(format!("{} taken back.", show::calls(calls.len())));
        }
        Err(err) => session.complain(err),
    }
}
