//! What is next: drafts to finish, calls to score, the last ones scored.

use std::sync::Arc;

use leptos::prelude::*;

use super::OpenButton;
use crate::browser::clock;
use crate::domain::call::{Call, KINDS, label};
use crate::domain::listing::work::work;
use crate::domain::people::{Person, Role};
use crate::domain::progress::by_call;
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::scorecard::dispute::Ruling;
use crate::domain::{rubric, show};
use crate::ui::cards::cards_to_see;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

#[derive(Clone)]
struct Stored {
    calls: Vec<Record<Call>>,
    cards: Vec<Record<Scorecard>>,
    people: Vec<Record<Person>>,
    rubrics: Vec<Rubric>,
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
            let rubrics = db.rubrics().await?.records.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
            Ok(Stored { calls, cards, people, rubrics })
        })
    };
    loaded("your work", read, |stored: Stored| view! { <Next stored /> }.into_any())
}

/// The three lists.
#[component]
fn Next(stored: Stored) -> impl IntoView {
    let session = Session::get();
    let Stored { calls, cards, people, rubrics } = stored;
    let cards = by_call(&cards);
    let me = session.settings.with_untracked(|it| it.me);
    let me = people.iter().map(|it| &it.body).find(|it| Some(it.id) == me);
    let is_rep = me.is_some_and(|it| it.role == Role::Rep);
    let work = work(me, &calls, &cards, &rubrics, clock::now());
    session.list.set_value(Arc::new(work.disputed.iter().chain(&work.drafts).chain(&work.waiting).map(|it| it.id).collect()));
    let owned = |calls: Vec<&Call>| calls.into_iter().cloned().collect::<Vec<_>>();
    let (disputed, drafts, waiting) = (owned(work.disputed), owned(work.drafts), owned(work.waiting));
    let assessed = owned(work.assessed);
    let judged = work.judged;
    let ruled = work.ruled.iter().map(|(call, it)| ruled(call, it)).collect_view();
    let is_ruled = !work.ruled.is_empty();
    let recent = owned(work.scored.into_iter().take(5).collect());
    let name = |call: &Call| call.rep.and_then(|id| crate::ui::session::name_of(&people, id)).unwrap_or_default();
    let row = |call: Call| {
        let day = call.started_at.map(|at| show::day(clock::local(at).date()));
        let none = (call.transcript.is_none()).then(|| "no transcript".to_owned());
        let own = judged.contains(&call.id).then(|| "self-assessed".to_owned());
        let facts = [Some(name(&call)), day, call.duration.map(show::minutes), Some(label(KINDS, &call.kind).to_owned()), own, none];
        let facts = facts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <PageLink to=Page::Call(Some(call.id))>{call.title}</PageLink>
                <span class="muted">{facts}</span>
            </li>
        }
    };
    let sideless = calls.iter().filter(|it| it.body.transcript.is_some() && it.body.lacks_sides).count();
    let sideless = (sideless > 0).then(|| {
        let says = if sideless == 1 { "1 call waits for its sides".to_owned() } else { format!("{sideless} calls wait for their sides") };
        view! { <p class="note"><PageLink to=Page::NoSides>{says}</PageLink> ": until it is said who is who, little is measured."</p> }
    });
    let is_drafting = !drafts.is_empty();
    let list = |title: &'static str, none: &'static str, calls: Vec<Call>, all: Page| {
        let n = calls.len();
        let rows = calls.into_iter().take(6).map(row).collect_view();
        view! {
            <section class="card">
                <h2>{title} " " {(n > 0).then(|| view! { <span class="count">{n}</span> })}</h2>
                {if n == 0 { view! { <p class="muted">{none}</p> }.into_any() } else { view! { <ul class="rows">{rows}</ul> }.into_any() }}
                {match all {
                    Page::Assessed => Some(("Hand them over: mark them in the list".to_owned(), all)),
                    _ if n > 6 => Some((format!("All {n}"), all)),
                    _ => None,
                }.map(|(says, all)| view! { <p><PageLink to=all>{says}</PageLink></p> })}
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
        {sideless}
        <div class="cards">
            {is_ruled.then(|| view! {
                <section class="card">
                    <h2>"Your disputes are ruled on"</h2>
                    <ul class="rows">{ruled}</ul>
                </section>
            })}
            {(!disputed.is_empty()).then(|| list("Disputes to rule on", "", disputed, Page::Calls))}
            {list("Drafts to finish", "No card is half-done.", drafts, Page::ToScore)}
            {if is_rep {
                let none = if is_drafting { "No other call waits for your self-assessment." } else { "Each of your calls has your self-assessment." };
                list("Your calls to score", none, waiting, Page::ToScore)
            } else {
                let none = if is_drafting { "No other call waits for its manager's card." } else { "Every call has its manager's card." };
                list("Calls to score", none, waiting, Page::ToScore)
            }}
            {(!assessed.is_empty()).then(|| list("Waiting for your manager", "", assessed, Page::Assessed))}
            {list("Scored last", "No call has been scored yet.", recent, Page::Calls)}
        </div>
        <p class="muted">"Drop a transcript anywhere to add a call."</p>
    }
}

/// A call of the rep's with what became of the dispute of its score.
fn ruled(call: &Call, ruling: &Ruling) -> AnyView {
    let (id, title) = (call.id, call.title.clone());
    let says = format!("{}, {}", ruling.outcome.label(), show::day(clock::local(ruling.at).date()));
    view! {
        <li>
            <PageLink to=Page::Call(Some(id))>{title}</PageLink>
            <span class="muted">{says}</span>
        </li>
    }
    .into_any()
}
