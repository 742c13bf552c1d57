//! All calls: found, narrowed, sorted; the state of the list is in the address. Address: `/calls/`.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::clock;
use crate::domain::call::{KINDS, OUTCOMES, label};
use crate::domain::listing::{CallRow, Filter, Scoring, Sort, narrow, rows};
use crate::domain::order;
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;
use crate::domain::scorecard::grade::grade;
use crate::domain::{rubric, show};
use crate::ui::components::live::live;
use crate::ui::components::window::WindowList;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

/// Height of a row, pixels, before it has been seen.
const ROW: f64 = 53.0;

/// All calls.
#[component]
pub fn CallsPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let (calls, cards, people, known) = (db.calls().await?, db.cards().await?, db.people().await?, db.rubrics().await?);
            let rubrics: Vec<_> = known.records.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
            let unreadable = calls.unreadable + cards.unreadable + people.unreadable;
            Ok((Arc::new(rows(&calls.records, &cards.records, &people.records, &rubrics)), people.records, unreadable))
        })
    };
    let show = |(rows, people, unreadable): (Arc<Vec<CallRow>>, Vec<Record<Person>>, usize)| match rows.is_empty() {
        true => view! { <Nothing /> }.into_any(),
        false => view! { <List rows people unreadable /> }.into_any(),
    };
    view! {
        <header class="page-head">
            <h1>"Calls"</h1>
            <div class="actions">
                <PageLink to=Page::Open class="button primary">"Open a file"</PageLink>
            </div>
        </header>
        {loaded("the calls", read, show)}
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <section class="panel empty">
            <h2>"No calls yet"</h2>
            <p>"Drop a transcript anywhere on this page, or open a file. One call is enough to begin."</p>
        </section>
    }
}

/// Reads a value of the query, and writes one without leaving the page or moving the focus.
fn use_query(key: &'static str) -> (Memo<String>, impl Fn(String) + Copy) {
    let query = use_location().query;
    let navigate = StoredValue::new_local(use_navigate());
    let value = Memo::new(move |_| query.read().get(key).unwrap_or_default());
    let set = move |value: String| {
        let mut next = query.get_untracked();
        if value.is_empty() {
            next.remove(key);
        } else {
            next.replace(key, value);
        }
        let address = format!("{}{}", Page::Calls.path(), next.to_query_string());
        navigate.with_value(|it| it(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() }));
    };
    (value, set)
}

#[component]
fn List(rows: Arc<Vec<CallRow>>, people: Vec<Record<Person>>, unreadable: usize) -> impl IntoView {
    let (text, set_text) = use_query("find");
    let (rep, set_rep) = use_query("rep");
    let (kind, set_kind) = use_query("type");
    let (scored, set_scored) = use_query("scored");
    let (order, set_order) = use_query("sort");
    let (back, set_back) = use_query("back");
    let all = rows.len();
    let shown: Memo<Arc<Vec<CallRow>>> = Memo::new(move |_| {
        let filter = Filter { text: text.get(), rep: rep.get().parse().ok(), kind: kind.get(), scored: scored.get() };
        let sort = Sort::ALL.iter().find(|(_, key)| *key == order.get()).map_or(Sort::Date, |(it, _)| *it);
        Arc::new(narrow(&rows, &filter, sort, !back.get().is_empty()).into_iter().cloned().collect())
    });
    let mut reps: Vec<Person> = people.into_iter().map(|it| it.body).filter(|it| it.role == Role::Rep).collect();
    order::sort_by(&mut reps, |a, b| a.name.cmp(&b.name));
    let rep_options = move || {
        reps.iter()
            .map(|it| view! { <option value=it.id.to_string() selected=rep.get() == it.id.to_string()>{it.name.clone()}</option> })
            .collect_view()
    };
    let kinds =
        move || KINDS.iter().map(|it| view! { <option value=it.key selected=kind.get() == it.key>{it.label}</option> }).collect_view();
    let scored_options = move || {
        [("", "Scored or not"), ("yes", "Scored"), ("no", "Not scored"), ("draft", "Draft")]
            .map(|(key, label)| view! { <option value=key selected=scored.get() == key>{label}</option> })
            .collect_view()
    };
    let head = move |key: &'static str, label: &'static str, class: &'static str| {
        let is = move || order.get() == key || (order.get().is_empty() && key == "date");
        let sorted =
            move || is().then(|| if (key == "date" || key == "score") == back.get().is_empty() { "descending" } else { "ascending" });
        view! {
            <span role="columnheader" class=class aria-sort=sorted>
                <button type="button" class="link quiet" on:click=move |_| {
                    if is() {
                        set_back(if back.get_untracked().is_empty() { "1".to_owned() } else { String::new() });
                    } else {
                        set_back(String::new());
                        set_order(key.to_owned());
                    }
                }>
                    {label}
                    {live(move || sorted().map(|it| if it == "ascending" { " ↑" } else { " ↓" }))}
                </button>
            </span>
        }
    };
    let count = Signal::derive(move || shown.with(|it| it.len()));
    let summary = move || match (count.get(), all) {
        (n, all) if n == all => show::calls(all),
        (n, all) => format!("{n} of {}", show::calls(all)),
    };
    view! {
        <div class="filters">
            <input type="search" aria-label="Find calls" placeholder="Company, title, rep, tag" prop:value=move || text.get() on:input=move |event| set_text(event_target_value(&event)) />
            <select aria-label="Rep" on:change=move |event| set_rep(event_target_value(&event))>
                <option value="">"All reps"</option>
                {live(rep_options)}
            </select>
            <select aria-label="Type" on:change=move |event| set_kind(event_target_value(&event))>
                <option value="">"All types"</option>
                {kinds}
            </select>
            <select aria-label="Scored or not" on:change=move |event| set_scored(event_target_value(&event))>{live(scored_options)}</select>
            <span class="muted" role="status">{live(summary)}</span>
        </div>
        {(unreadable > 0).then(|| view! { <p class="note">{show::count(unreadable, "stored record", "stored records")} " could not be read and is not shown. It stays where it is."</p> })}
        <div class="table" role="table" aria-label="Calls" aria-rowcount=move || (count.get() + 1).to_string()>
            <div role="rowgroup">
                <div class="call-row head" role="row">
                    {head("title", "Call", "call-row__title")}
                    {head("rep", "Rep", "")}
                    <span role="columnheader" class="call-row__kind">"Type"</span>
                    {head("date", "Date", "")}
                    {head("score", "Score", "call-row__score")}
                </div>
            </div>
            {live(move || {
                let rows = shown.get();
                let made = rows.clone();
                if rows.is_empty() {
                    return view! { <p class="empty muted">"No call fits. Take a filter away."</p> }.into_any();
                }
                let n = rows.len();
                view! { <WindowList count=n estimate=Callback::new(|_| ROW) row=Callback::new(move |at: usize| made.get(at).map(|it| row(at, it.clone())).into_any()) role="rowgroup" /> }.into_any()
            })}
        </div>
    }
}

fn row(at: usize, call: CallRow) -> AnyView {
    let when = call.at.map(|it| show::day(clock::local(it).date()));
    let outcome = (!call.outcome.is_empty() && call.outcome != "none")
        .then(|| view! { " " <span class="tag">{label(OUTCOMES, &call.outcome).to_owned()}</span> });
    let score = match call.scoring {
        Scoring::None => view! { <span class="muted">"not scored"</span> }.into_any(),
        Scoring::Draft => view! { <span class="muted">"draft"</span> }.into_any(),
        Scoring::OwnOnly => view! { <span class="muted">"self only"</span> }.into_any(),
        Scoring::Official(None) => view! { <span class="muted">"no score"</span> }.into_any(),
        Scoring::Official(Some(total)) => {
            let grade = grade(total);
            view! {
                <b>{show::number(total)}</b>
                " "
                <span class="letter" data-grade=grade.letter.to_string() title=grade.says>
                    {grade.letter.to_string()}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <div class="call-row" role="row" aria-rowindex=(at + 2).to_string()>
            <span role="cell" class="call-row__title">
                <PageLink to=Page::Call(Some(call.id))>{call.title.clone()}</PageLink>
                {outcome}
            </span>
            <span role="cell">{call.rep_name.clone()}</span>
            <span role="cell" class="call-row__kind">{label(KINDS, &call.kind).to_owned()}</span>
            <span role="cell">{when}</span>
            <span role="cell" class="call-row__score">{score}</span>
        </div>
    }
    .into_any()
}
