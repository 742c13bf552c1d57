//! A rep's focus and calls.

use leptos::prelude::*;

use super::Stored;
use crate::browser::clock;
use crate::domain::aim::{self, Aim};
use crate::domain::benchmark::Standing;
use crate::domain::call::Call;
use crate::domain::listing::scoring_of;
use crate::domain::people::Person;
use crate::domain::progress::{Progress, by_call};
use crate::domain::record::Record;
use crate::domain::scorecard::first::Viewer;
use crate::domain::scorecard::{Focus, Scorecard, noted};
use crate::domain::{order, rubric, show};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::focus::Refocus;
use crate::ui::components::heads::heads;
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;
use crate::ui::stored_card;

/// What the rep works at, how it goes, and what is proposed next.
#[component]
pub fn FocusCard(stored: Stored, at: Option<Standing>) -> impl IntoView {
    let cards = by_call(&stored.cards);
    let sources = aim::Sources { rep: stored.rep.body.id, calls: &stored.calls, cards: &cards, rubrics: &stored.rubrics };
    let aim = sources.aim(None, clock::today());
    let is_at_work = aim.as_ref().is_some_and(|it| !it.followed.is_over);
    let next = at.and_then(|it| it.next);
    let rubric = sources.scored().last().map_or_else(rubric::standard, |it| it.rubric.clone());
    let proposal = sources.propose(&rubric, next).filter(|_| !is_at_work).and_then(|it| {
        let item = rubric.item(&it.item)?;
        Some((item.title.clone(), aim::says(&it, item.points, next.is_some(), false)))
    });
    let is_none = aim.is_none() && proposal.is_none();
    // The card the focus stands on; else the one scored last.
    let on = aim.as_ref().map(|it| it.card).or_else(|| sources.scored().last().map(|it| it.card.id));
    let on = on.and_then(|id| stored.cards.iter().find(|it| it.body.id == id)).map(|it| it.body.clone());
    let change = on.map(|card| view! { <ChangeFocus stored=stored.clone() card /> });
    view! {
        <section class="card">
            <h2>{if is_at_work || aim.is_none() { "Focus now" } else { "The last focus" }}</h2>
            {aim.map(shown)}
            {proposal.map(|(title, says)| view! {
                <p>"Proposed next: " <b>{title}</b> ", " {says}</p>
                <p class="muted">"Choose it, or another, here or on the next scorecard."</p>
            })}
            {is_none.then(|| view! { <p class="muted">"None yet. Choose one on a scorecard: one focus, not five."</p> })}
            {change}
        </section>
    }
}

/// The way to another focus, for whoever speaks on `card`, on which it stands.
#[component]
fn ChangeFocus(stored: Stored, card: Scorecard) -> impl IntoView {
    let session = Session::get();
    let me = session.settings.with_untracked(|it| it.me);
    let known = me.and_then(|me| stored.people.iter().map(|it| &it.body).find(|it| it.id == me));
    let viewer = Viewer { person: me, ..Viewer::of(known, Some(stored.rep.body.id)) };
    let rubric = stored.rubrics.into_iter().find(|it| it.reference() == card.rubric).filter(|_| viewer.speaks_on(&card))?;
    let changing = RwSignal::new(false);
    let (call, id, focus) = (card.call, card.id, card.focus);
    let was = focus.clone();
    let keep = Callback::new(move |to: Option<Focus>| {
        changing.set(false);
        if to == was {
            return;
        }
        let (at, people) = (clock::now(), stored.people.clone());
        let change = move |people: Vec<Record<Person>>, change: Box<dyn Fn(&mut Scorecard)>| {
            leptos::task::spawn_local(stored_card::change(session, call, id, people, change));
        };
        change(people.clone(), Box::new(move |it| it.refocus(to.clone(), me, at)));
        session.say_undo("Focus changed. The card’s scores stay as they were.", move || {
            change(people.clone(), Box::new(move |it| it.unrefocus(at)))
        });
    });
    Some(view! {
        <p class="tools"><button type="button" on:click=move |_| changing.set(true)>"Change the focus…"</button></p>
        <Dialog title="Change the focus" open=changing on_close=Callback::new(move |()| changing.set(false))>
            <Refocus rubric=rubric.clone() focus=focus.clone() keep />
        </Dialog>
    })
}

/// The focus, with a bar for each call since.
fn shown(aim: Aim) -> AnyView {
    let action = aim.focus.action.clone();
    let chosen = format!("Chosen {} ", show::day(clock::local(aim.set).date()));
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
                    {heads(["What", "A call", "With any"])}
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
        let score = progress.total_of(call.id).map(|(total, apart)| {
            let why = apart.map(|it| view! { <small class="muted" title=it.says()>{it.label()} ", not counted"</small> });
            view! { {show::number(total)} {why} }
        });
        let none = score.is_none().then(|| {
            let says = scoring_of(call.id, &stored.cards, &stored.rubrics).says();
            view! { <span class="muted">{says}</span> }
        });
        view! {
            <tr>
                <td>
                    <PageLink to=Page::Call(Some(call.id))>{call.title.clone()}</PageLink>
                </td>
                <td class="day">{call.started_at.map(|it| show::day(clock::local(it).date()))}</td>
                <td class="num stacked">{score} {none}</td>
            </tr>
        }
    };
    let rows = calls.into_iter().take(12).map(row).collect_view();
    (many > 0).then(|| {
        view! {
            <section class="card">
                <h2>"Calls"</h2>
                <table class="plain">
                    {heads(["Call", "Date", "#Score"])}
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
