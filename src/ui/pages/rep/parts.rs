//! A rep's focus and calls.

use leptos::prelude::*;

use super::Stored;
use crate::browser::clock;
use crate::domain::aim::{self, Aim};
use crate::domain::benchmark::Standing;
use crate::domain::call::Call;
use crate::domain::progress::{Progress, by_call};
use crate::domain::scorecard::noted;
use crate::domain::{order, rubric, show};
use crate::ui::routes::{Page, PageLink};

/// What the rep works at, how it goes, and what is proposed next.
#[component]
pub fn FocusCard(stored: Stored, at: Option<Standing>) -> impl IntoView {
    let cards = by_call(&stored.cards);
    let sources = aim::Sources { rep: stored.rep.body.id, calls: &stored.calls, cards: &cards, rubrics: &stored.rubrics };
    let aim = sources.aim(None, clock::today());
    let is_at_work = aim.as_ref().is_some_and(|it| !it.followed.is_over);
    let next = at.and_then(|it| it.next);
    let rubric = rubric::standard();
    let proposal = sources.propose(&rubric, next).filter(|_| !is_at_work).and_then(|it| {
        let item = rubric.item(&it.item)?;
        Some((item.title.clone(), aim::says(&it, item.points, next.is_some())))
    });
    let is_none = aim.is_none() && proposal.is_none();
    view! {
        <section class="card">
            <h2>{if is_at_work || aim.is_none() { "Focus now" } else { "The last focus" }}</h2>
            {aim.map(shown)}
            {proposal.map(|(title, says)| view! {
                <p>"Proposed next: " <b>{title}</b> ", " {says}</p>
                <p class="muted">"Choose it, or another, on the next scorecard."</p>
            })}
            {is_none.then(|| view! { <p class="muted">"None yet. Choose one on a scorecard: one focus, not five."</p> })}
        </section>
    }
}

/// The focus, with a bar for each call since.
fn shown(aim: Aim) -> AnyView {
    let action = aim.focus.action.clone();
    let chosen = aim.set.map(|it| format!("Chosen {} ", show::day(clock::local(it).date())));
    let calls = aim.followed.shares.len().max(usize::from(aim.focus.calls).min(20));
    let bar = |at: usize| {
        let share = aim.followed.shares.get(at).map(|it| 100.0 * it);
        let says = share.map_or("not scored yet".to_owned(), |it| format!("{it:.0}%"));
        let label = says.clone();
        view! { <li title=says><i style:height=format!("{}%", share.unwrap_or(0.0))></i><span class="unseen">{label}</span></li> }
    };
    view! {
        <p class="note ok">
            <b>{aim.title.clone()}</b>
            {(!action.is_empty()).then(|| view! { <br /> {action} })}
        </p>
        <p>{aim.says()}</p>
        {(calls > 0).then(|| view! { <ol class="steps" aria-label="Share of the item's points, call by call">{(0..calls).map(bar).collect_view()}</ol> })}
        <p class="muted">
            {chosen}
            <PageLink to=Page::Call(Some(aim.call))>"on this call"</PageLink>
        </p>
    }
    .into_any()
}

/// What was noted beside the scores: revenue a call, how often an upgrade.
#[component]
pub fn NotedCard(stored: Stored) -> impl IntoView {
    let cards = by_call(&stored.cards);
    let sources = aim::Sources { rep: stored.rep.body.id, calls: &stored.calls, cards: &cards, rubrics: &stored.rubrics };
    let scored = sources.scored();
    let cards: Vec<_> = scored.iter().map(|it| (it.rubric, it.card.answers.as_slice())).collect();
    let rows: Vec<_> = noted::all(&cards)
        .into_iter()
        .map(|(title, it)| {
            let any = format!("{} of {}", it.with_any, show::calls(it.per_call.n));
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <td>{show::mean_short(&it.per_call)}</td>
                    <td>{any}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"Noted beside the score"</h2>
                <table class="plain numbers">
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"A call"</th>
                            <th scope="col">"With any"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="muted">"Of all scored calls, also of those picked by hand. It earns no points."</p>
            </section>
        }
    })
}

/// The rep's calls, latest first.
#[component]
pub fn CallsCard(stored: Stored, progress: Progress) -> impl IntoView {
    let mut calls: Vec<Call> = stored.calls.iter().map(|it| it.body.clone()).collect();
    order::sort_by_key(&mut calls, |it| std::cmp::Reverse((it.started_at, it.id)));
    let many = calls.len();
    let row = |call: Call| {
        let total = progress.counted.iter().find(|it| it.call == call.id).map(|it| it.total);
        view! {
            <tr>
                <td>
                    <PageLink to=Page::Call(Some(call.id))>{call.title.clone()}</PageLink>
                </td>
                <td>{call.started_at.map(|it| show::day(clock::local(it).date()))}</td>
                <td class="num">{total.map_or("–".to_owned(), show::number)}</td>
            </tr>
        }
    };
    let rows = calls.into_iter().take(12).map(row).collect_view();
    (many > 0).then(|| {
        view! {
            <section class="card">
                <h2>"Calls"</h2>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">"Call"</th>
                            <th scope="col">"Date"</th>
                            <th scope="col" class="num">"Counted score"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {(many > 12).then(|| view! {
                    <p>
                        <PageLink to=Page::Calls>"All calls"</PageLink>
                    </p>
                })}
            </section>
        }
    })
}
