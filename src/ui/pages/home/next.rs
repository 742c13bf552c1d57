//! What is next: drafts to finish, calls to score, the last ones scored.

use std::sync::Arc;

use leptos::prelude::*;

use super::OpenButton;
use crate::browser::clock;
use crate::domain::call::{Call, KINDS, label};
use crate::domain::listing::queue::{self, Due};
use crate::domain::order;
use crate::domain::people::{Person, Role};
use crate::domain::progress::by_call;
use crate::domain::record::Record;
use crate::domain::scorecard::{Scorecard, official};
use crate::domain::show;
use crate::ui::cards::cards_to_see;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

#[derive(Clone)]
struct Stored {
    calls: Vec<Record<Call>>,
    cards: Vec<Record<Scorecard>>,
    people: Vec<Record<Person>>,
}

/// For who has work here: drafts to finish, calls to score, the last ones scored.
#[component]
pub fn NextPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let (calls, people) = (db.calls().await?.records, db.people().await?.records);
            let cards = cards_to_see(session, &calls, &people).await?.records;
            Ok(Stored { calls, cards, people })
        })
    };
    loaded("your work", read, |stored: Stored| view! { <Next stored /> }.into_any())
}

/// The three lists.
#[component]
fn Next(stored: Stored) -> impl IntoView {
    let session = Session::get();
    let Stored { calls, cards, people } = stored;
    let cards = by_call(&cards);
    let cards_of = |call: &Record<Call>| cards.get(&call.body.id).cloned().unwrap_or_default();
    let mut sorted: Vec<&Record<Call>> = calls.iter().collect();
    order::sort_by_key(&mut sorted, |it| std::cmp::Reverse((it.body.started_at, it.body.id)));
    let me = session.settings.with_untracked(|it| it.me);
    let me = people.iter().map(|it| &it.body).find(|it| Some(it.id) == me);
    let is_rep = me.is_some_and(|it| it.role == Role::Rep);
    let (mut disputed, mut drafts, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
    for call in &sorted {
        match queue::due(me, &call.body, &cards_of(call)) {
            Some(Due::Dispute) => disputed.push(call.body.clone()),
            Some(Due::Draft) => drafts.push(call.body.clone()),
            Some(Due::Score) => waiting.push(call.body.clone()),
            None => {}
        }
    }
    // What can be scored from its words comes first.
    order::sort_by_key(&mut waiting, |it| it.transcript.is_none());
    session.list.set_value(Arc::new(disputed.iter().chain(&drafts).chain(&waiting).map(|it| it.id).collect()));
    let recent: Vec<Call> = sorted.iter().filter(|it| official(cards_of(it)).is_some()).take(5).map(|it| it.body.clone()).collect();
    let name = |call: &Call| call.rep.and_then(|id| crate::ui::session::name_of(&people, id)).unwrap_or_default();
    let row = |call: Call| {
        let day = call.started_at.map(|at| show::day(clock::local(at).date()));
        let none = (call.transcript.is_none()).then(|| "no transcript".to_owned());
        let facts = [Some(name(&call)), day, call.duration.map(show::minutes), Some(label(KINDS, &call.kind).to_owned()), none];
        let facts = facts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <PageLink to=Page::Call(Some(call.id))>{call.title}</PageLink>
                <span class="muted">{facts}</span>
            </li>
        }
    };
    let is_drafting = !drafts.is_empty();
    let list = |title: &'static str, none: &'static str, calls: Vec<Call>, all: Page| {
        let n = calls.len();
        let rows = calls.into_iter().take(6).map(row).collect_view();
        view! {
            <section class="card">
                <h2>{title} " " {(n > 0).then(|| view! { <span class="count">{n}</span> })}</h2>
                {if n == 0 { view! { <p class="muted">{none}</p> }.into_any() } else { view! { <ul class="rows">{rows}</ul> }.into_any() }}
                {(n > 6).then(|| view! { <p><PageLink to=all>{format!("All {n}")}</PageLink></p> })}
            </section>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>"What is next"</h1>
                <p class="meta">{show::calls(calls.len())} " · " {show::count(people.iter().filter(|it| it.body.role == Role::Rep).count(), "rep", "reps")}</p>
            </div>
            <div class="actions">
                <OpenButton />
            </div>
        </header>
        <div class="cards">
            {(!disputed.is_empty()).then(|| list("Disputes to rule on", "", disputed, Page::Calls))}
            {list("Drafts to finish", "No card is half-done.", drafts, Page::ToScore)}
            {if is_rep {
                let none = if is_drafting { "No other call waits for your self-assessment." } else { "Each of your calls has your self-assessment." };
                list("Your calls to score", none, waiting, Page::ToScore)
            } else {
                let none = if is_drafting { "No other call waits for its manager's card." } else { "Every call has its manager's card." };
                list("Calls to score", none, waiting, Page::ToScore)
            }}
            {list("Scored last", "No call has been scored yet.", recent, Page::Calls)}
        </div>
        <p class="muted">"Drop a transcript anywhere to add a call."</p>
    }
}
