//! All calls: found, narrowed, sorted, changed together. What is shown is in the address. Address: `/calls/`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, ids};
use crate::domain::listing::chance::draw;
use crate::domain::listing::{Listing, Sources};
use crate::domain::rubric;
use crate::domain::show;
use crate::ui::cards::cards_to_see;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::load::{Reading, followed};
use crate::ui::routes::{Page, PageLink, use_go};
use crate::ui::session::Session;

mod bulk;
mod filters;
mod paper;
mod state;
mod table;
mod views;

use state::{List, Stored};

/// All calls.
#[component]
pub fn CallsPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let (calls, people, known) = (db.calls().await?, db.people().await?, db.rubrics().await?);
            let cards = cards_to_see(session, &calls.records, &people.records).await?;
            let rubrics: Vec<_> = known.records.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
            let day = |it| clock::local(it).date();
            let listing = Listing::new(Sources {
                calls: &calls.records,
                cards: &cards.records,
                people: &people.records,
                rubrics: &rubrics,
                day: &day,
            });
            let unreadable = calls.unreadable + cards.unreadable + people.unreadable;
            Ok(Stored { listing: Arc::new(listing), people: Arc::new(people.records), unreadable })
        })
    };
    followed("the calls", read, |stored| view! { <Calls stored /> }.into_any())
}

#[component]
fn Calls(stored: Signal<Stored>) -> impl IntoView {
    let list = List::new(stored);
    let go = use_go();
    let pick = move |_| {
        let drawn = list.shown.with_untracked(|it| draw(it.rows(), ids::chance()));
        match drawn {
            Some(drawn) => {
                go(Page::Call(Some(drawn.call)));
                list.session.say(format!("Drawn by chance, out of {} that nobody has scored.", show::calls(drawn.of)));
            }
            None => list.session.say(NONE_TO_DRAW),
        }
    };
    Effect::new(move |_| list.session.list.set_value(list.shown.with(|it| it.ids.clone())));
    let is_empty = Memo::new(move |_| stored.with(|it| it.listing.rows.is_empty()));
    let pick = StoredValue::new_local(pick);
    view! {
        <header class="page-head">
            <h1>"Calls"</h1>
            <div class="actions">
                <Show when=move || !is_empty.get()>
                    <button type="button" title="One of the calls shown that nobody has scored and nobody chose" on:click=move |event| pick.with_value(|it| it(event))>
                        "Pick a random unscored call"
                    </button>
                    <button type="button" class="on-wide" on:click=move |_| { let _ = window().print(); }>
                        "Print"
                    </button>
                </Show>
                <PageLink to=Page::Open class="button primary">"Open a file"</PageLink>
            </div>
        </header>
        {live(move || if is_empty.get() {
            view! {
                <section class="panel empty">
                    <h2>"No calls yet"</h2>
                    <p>"Drop a transcript anywhere on this page, or open a file. One call is enough to begin."</p>
                </section>
            }.into_any()
        } else {
            view! {
                <views::Views list />
                <filters::Filters list />
                <bulk::Bulk list />
                <table::Table list />
                <paper::Paper list />
            }.into_any()
        })}
    }
}

/// Said where chance has nothing to choose from.
const NONE_TO_DRAW: &str = "None of the calls shown can be drawn. Wanted is a rep's call that has no card yet, was not picked by hand, and that nobody declined to have recorded: take a filter away, or open more calls.";
