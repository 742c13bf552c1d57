//! Where the data is, who uses this copy, and files out and in. Address: `/data/`.

use leptos::prelude::*;

mod recordings;

use crate::browser::{clock, files};
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::show;
use crate::export::file_name::file_name;
use crate::storage::Batch;
use crate::storage::schema::{CALLS, PEOPLE, SCORECARDS, TRANSCRIPTS};
use crate::ui::components::work::{Work, Working};
use crate::ui::handover::saving::workspace;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink, use_go};
use crate::ui::session::Session;

mod opened;

/// The word that must be typed before everything is erased.
const WORD: &str = "erase";

/// The data page.
#[component]
pub fn DataPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let counts = [db.count(CALLS).await?, db.count(TRANSCRIPTS).await?, db.count(SCORECARDS).await?, db.count(PEOPLE).await?];
            Ok((counts, db.people().await?.records))
        })
    };
    let show = |(counts, people): ([u32; 4], Vec<Record<Person>>)| {
        view! {
            <div class="cards">
                <Stored counts />
                <Who people />
                <recordings::Recordings />
                <opened::Files />
                <Erase />
            </div>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <div>
                <h1>"Data"</h1>
                <p class="meta">"Your data stays in this browser profile and in the files you save. Nothing is sent anywhere."</p>
            </div>
        </header>
        {loaded("what is stored", read, show)}
    }
}

/// What is here, out and in.
#[component]
fn Stored(counts: [u32; 4]) -> impl IntoView {
    let session = Session::get();
    let [calls, transcripts, cards, people] = counts.map(|it| it as usize);
    let work = Work::default();
    let save = move |_| {
        leptos::task::spawn_local(async move {
            work.begin();
            let saved = workspace(&session.db(), "", &|share| work.told(share)).await;
            work.end();
            match saved {
                Ok(blob) => files::download(&file_name("workspace", Some(clock::today()), "json"), blob),
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        <section class="card">
            <h2>"Stored here"</h2>
            <p>
                {show::calls(calls)} ", " {show::count(transcripts, "transcript", "transcripts")} ", " {show::count(cards, "scorecard", "scorecards")} ", "
                {show::count(people, "person", "people")}
            </p>
            <p class="muted">"Clearing this site's data in the browser deletes them. A file on your disk does not go with it."</p>
            <Working work what="Writing the file" />
            <p class="actions">
                <button type="button" class="primary" disabled=move || work.is_on() on:click=save>
                    "Save everything as a file"
                </button>
                <PageLink to=Page::Open class="button">"Add from a file"</PageLink>
            </p>
        </section>
    }
}

/// Who uses this copy.
#[component]
fn Who(people: Vec<Record<Person>>) -> impl IntoView {
    let session = Session::get();
    let me = session.settings.with_untracked(|it| it.me);
    let mut sorted: Vec<Person> = people.into_iter().map(|it| it.body).collect();
    order::sort_by(&mut sorted, |a, b| a.name.cmp(&b.name));
    let options =
        sorted.into_iter().map(|it| view! { <option value=it.id.to_string() selected=Some(it.id) == me>{it.name}</option> }).collect_view();
    let choose = move |event| {
        let me = event_target_value(&event).parse().ok();
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = session.change_settings(|it| it.me = me).await;
        });
    };
    view! {
        <section class="card">
            <h2>"Who are you?"</h2>
            <label class="field">
                <span>"Cards and changes carry this name"</span>
                <select on:change=choose>
                    <option value="">"Nobody in particular"</option>
                    {options}
                </select>
            </label>
            <p class="muted">"On your own calls you score yourself first; on others you score as the manager."</p>
        </section>
    }
}

/// Erasing everything: asks for a word.
#[component]
fn Erase() -> impl IntoView {
    let session = Session::get();
    let go = StoredValue::new_local(use_go());
    let typed = RwSignal::new(String::new());
    let ready = move || typed.with(|it| it.trim().eq_ignore_ascii_case(WORD));
    let erase = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !ready() {
            return;
        }
        let go = go.get_value();
        leptos::task::spawn_local(async move {
            let cleared = session.db().clear().await;
            match cleared {
                Ok(()) => {
                    session.copies().drop_all().await;
                    // The id of this copy stays: it must not write under another's name.
                    let settings = session.settings.get_untracked();
                    session.settings.update(|it| it.me = None);
                    let _ = session.commit(Batch::default().settings(&crate::domain::settings::Settings { me: None, ..settings })).await;
                    session.say("Everything in this workspace is erased.");
                    go(Page::Home);
                }
                Err(err) => session.complain(err),
            }
        });
    };
    let what = if session.is_sample() {
        "The sample is made anew when you open it the next time."
    } else {
        "Save everything as a file first: this cannot be undone."
    };
    view! {
        <section class="card">
            <h2>"Erase"</h2>
            <p class="muted">{what}</p>
            <form class="form" on:submit=erase>
                <label class="field">
                    <span>"Type “" {WORD} "” to erase this workspace"</span>
                    <input type="text" autocomplete="off" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) />
                </label>
                <p>
                    <button type="submit" class="danger" disabled=move || !ready()>
                        "Erase everything"
                    </button>
                </p>
            </form>
        </section>
    }
}
