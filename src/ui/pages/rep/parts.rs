//! A rep's focus and calls.

use leptos::prelude::*;

use super::Stored;
use crate::browser::clock;
use crate::domain::call::Call;
use crate::domain::order;
use crate::domain::progress::Progress;
use crate::domain::scorecard::CardRole;
use crate::domain::show;
use crate::ui::routes::{Page, PageLink};

/// The focus of the card submitted last.
#[component]
pub fn FocusCard(stored: Stored) -> impl IntoView {
    let ids: Vec<_> = stored.calls.iter().map(|it| it.body.id).collect();
    let cards = stored.cards.iter().map(|it| &it.body);
    let latest = cards
        .filter(|it| it.role == CardRole::Manager && it.is_frozen() && it.focus.is_some() && ids.contains(&it.call))
        .max_by_key(|it| it.submitted_at);
    let shown = latest.and_then(|card| {
        let focus = card.focus.clone()?;
        let title = stored.rubrics.iter().find(|it| it.reference() == card.rubric)?.item(&focus.item)?.title.clone();
        Some((title, focus.action, card.call, card.submitted_at))
    });
    view! {
        <section class="card">
            <h2>"Focus now"</h2>
            {match shown {
                Some((title, action, call, at)) => view! {
                    <p class="note ok">
                        <b>{title}</b>
                        {(!action.is_empty()).then(|| view! { <br /> {action} })}
                    </p>
                    <p class="muted">
                        {at.map(|it| format!("Chosen {} ", show::day(clock::local(it).date())))}
                        <PageLink to=Page::Call(Some(call))>"on this call"</PageLink>
                    </p>
                }.into_any(),
                None => view! { <p class="muted">"None yet. Choose one on a scorecard: one focus, not five."</p> }.into_any(),
            }}
        </section>
    }
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
