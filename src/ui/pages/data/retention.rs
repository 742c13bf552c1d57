//! How long calls and their words are kept, what is due, and erasing it.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::order;
use crate::domain::retention::{Due, Retention, day_of, due};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::typed::typed;
use crate::ui::handover::erase::{Whom, erase};
use crate::ui::load::{Reading, loaded};
use crate::ui::session::Session;

/// The periods to choose from, in months.
const PERIODS: &[u16] = &[1, 3, 6, 12, 18, 24, 36, 60];

/// No more calls than this are listed.
const MOST: usize = 200;

/// The word that must be typed before what is due is erased.
const WORD: &str = "erase";

/// The periods, and what is due.
#[component]
pub fn Kept() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let keep = session.with_settings(|it| it.keep);
        let db = session.db();
        Box::pin(async move {
            let calls: Vec<Call> = db.calls().await?.records.into_iter().map(|it| it.body).collect();
            Ok((due(&calls, keep, clock::now()), calls))
        })
    };
    view! {
        <section class="card">
            <h2>"How long calls are kept"</h2>
            {live(move || period(session, "Words of calls", |it| it.words, |it, months| it.words = months))}
            {live(move || period(session, "Calls with all of their scorecards", |it| it.calls, |it, months| it.calls = months))}
            <p class="muted">"Nothing is erased by itself: what is due is listed here, and you say so."</p>
            {loaded("the calls", read, move |(due, calls)| told(session, &due, &calls))}
        </section>
    }
}

fn period(session: Session, label: &'static str, of: fn(&Retention) -> Option<u16>, set: fn(&mut Retention, Option<u16>)) -> AnyView {
    let now = session.with_settings(|it| of(&it.keep));
    let value = now.map(|it| it.to_string()).unwrap_or_default();
    let option = |it: &u16| view! { <option value=it.to_string() selected=now == Some(*it)>{show::count(usize::from(*it), "month", "months")}</option> };
    let choose = move |event| {
        let months = event_target_value(&event).parse().ok();
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = session.change_settings(|it| set(&mut it.keep, months)).await;
        });
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select data-acts="" prop:value=value on:change=choose>
                <option value="">"For ever"</option>
                {PERIODS.iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn told(session: Session, due: &Due, calls: &[Call]) -> AnyView {
    if due.words.is_empty() && due.calls.is_empty() {
        return view! { <p>"Nothing is due."</p> }.into_any();
    }
    let list = |heading: &'static str, ids: &[CallId]| {
        let line = |it: &Call| {
            let day = day_of(it).map(|it| show::day(clock::local(it).date()));
            view! { <li><bdi>{it.title.clone()}</bdi> <span class="muted">{day}</span></li> }
        };
        let of: Vec<&Call> = calls.iter().filter(|it| ids.contains(&it.id)).collect();
        let rest = of.len().saturating_sub(MOST);
        (!of.is_empty()).then(|| {
            view! {
                <details>
                    <summary><span>{format!("{heading}: {}", of.len())}</span></summary>
                    <ul class="rows">
                        {of.iter().take(MOST).map(|it| line(it)).collect_view()}
                        {(rest > 0).then(|| view! { <li class="muted">"and " {rest} " more"</li> })}
                    </ul>
                </details>
            }
        })
    };
    let kept = StoredValue::new(due.clone());
    let go = move || wasm_bindgen_futures::spawn_local(all(session, kept.get_value()));
    view! {
        {list("Words that are due", &due.words)}
        {list("Calls that are due", &due.calls)}
        {typed(WORD, " to erase what is due, for ever", "Erase what is due", go, None)}
    }
    .into_any()
}

async fn all(session: Session, due: Due) {
    const WHY: &str = "kept for as long as was set";
    let lots = [(due.words.len(), Whom::Words(order::set(due.words))), (due.calls.len(), Whom::Calls(order::set(due.calls)))];
    let mut gone = 0;
    for (many, whom) in lots {
        if many > 0 {
            match erase(session, &whom, WHY).await {
                Ok(toll) => gone += toll.gone,
                Err(err) => return session.complain(err),
            }
        }
    }
    session.say(format!("Erased for ever: {}.", show::count(gone, "record", "records")));
}
