//! The first page: three doors for who is new, and what is next for who is not. Only the doors come with the program.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::browser::{clock, files, ids};
use crate::domain::id::PersonId;
use crate::domain::limits::{FIRST_DAY, LAST_DAY, NAME, RULE};
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;
use crate::storage::{Batch, schema};
use crate::ui::components::act::Act;
use crate::ui::components::show::Show;
use crate::ui::later;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink, go_on, use_go};
use crate::ui::session::Session;
use crate::ui::shell::take;

pub(super) mod next;

/// The first page.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = Session::get();
    // What is next follows by itself; the doors give way to it once there is something.
    let is_new = StoredValue::new(true);
    let read = move || -> Reading<_> {
        if is_new.get_value() {
            session.follow();
        }
        let db = session.db();
        Box::pin(async move { Ok(db.count(schema::CALLS).await? + db.count(schema::PEOPLE).await? == 0) })
    };
    let show = move |nothing: bool| {
        is_new.set_value(nothing);
        match nothing {
            true => view! { <Welcome /> }.into_any(),
            false => later::view(&Page::Home),
        }
    };
    loaded("your work", read, show)
}

/// For who is new.
#[component]
fn Welcome() -> impl IntoView {
    let session = Session::get();
    let starting = RwSignal::new(false);
    let sample = format!("{}/{}/", session.site().root, crate::browser::site::SAMPLE);
    view! {
        <header class="page-head welcome">
            <div>
                <h1>"Coach from what was really said"</h1>
                <p class="lead">
                    "Drop in the transcript of a sales call. Callcraft measures the conversation, suggests scores with the very quotes they rest on, and keeps your judgement. Everything stays in this browser."
                </p>
            </div>
        </header>
        <div class="doors">
            <section class="door">
                <h2>"Try with a sample team"</h2>
                <p>"Six reps, two managers, sixteen weeks of scored calls. Kept apart from your own work."</p>
                <a class="button primary" href=sample rel="external">
                    "Open the sample"
                </a>
            </section>
            <section class="door">
                <h2>"Start my team"</h2>
                <p>"Say who you are. You can add reps now or let transcripts bring them in."</p>
                <button type="button" on:click=move |_| starting.set(true)>
                    "Start"
                </button>
            </section>
            <section class="door">
                <h2>"Open a file"</h2>
                <p>"A transcript (WebVTT, SRT, Word, a table, JSON or plain text), or a scorecard somebody sent you. Or drop it anywhere on this page."</p>
                <OpenButton />
                <PageLink to=Page::Open>"Or paste the text"</PageLink>
            </section>
        </div>
        <Show when=move || starting.get()>
            <Start />
        </Show>
    }
}

/// A button that picks files and takes them to the page that opens them.
#[component]
fn OpenButton() -> impl IntoView {
    let session = Session::get();
    let go = use_go();
    view! {
        <label class="button">
            <input class="unseen" type="file" multiple on:change=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                let picked = files::list(input.files());
                take(session, picked);
                go(Page::Open);
            } />
            "Choose a file"
        </label>
    }
}

/// Who uses this copy, and the reps to begin with.
#[component]
fn Start() -> impl IntoView {
    let session = Session::get();
    let go = use_go();
    let name = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Manager);
    let since = RwSignal::new(None::<NaiveDate>);
    let reps = RwSignal::new(String::new());
    let act = Act::default();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let me = PersonId(ids::new());
        let person = |id, name: &str, role| Person { zone: clock::zone(), ..Person::new(id, name, role) };
        let mut all = vec![Person { start_date: since.get_untracked(), ..person(me, name.get_untracked().trim(), role.get_untracked()) }];
        let manager = (role.get_untracked() == Role::Manager).then_some(me);
        for line in reps.get_untracked().lines().map(str::trim).filter(|it| !it.is_empty()) {
            all.push(Person { manager, ..person(PersonId(ids::new()), line, Role::Rep) });
        }
        let go = go_on(go.clone());
        act.start(async move {
            session.settings.update(|it| it.me = Some(me));
            let batch = all.into_iter().fold(Batch::default().settings(&session.settings.get_untracked()), |batch, body| {
                batch.person(&Record { stamp: session.stamp(None, &[]), body })
            });
            if session.commit(batch).await.is_ok() {
                go(Page::Open);
            }
        });
    };
    view! {
        <form class="panel form" on:submit=save>
            <h2>"Who are you?"</h2>
            <div class="grid">
                <label class="field">
                    <span>"Your name, as transcripts show it"</span>
                    <input type="text" required pattern=NAME maxlength="120" autocomplete="name" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event)) />
                </label>
                <label class="field">
                    <span>"You are"</span>
                    <select on:change=move |event| role.set(if event_target_value(&event) == "rep" { Role::Rep } else { Role::Manager })>
                        <option value="manager">"a manager or coach"</option>
                        <option value="rep">"a rep, coaching yourself"</option>
                    </select>
                </label>
                <Show when=move || role.get() == Role::Rep>
                    <label class="field">
                        <span>"First day in the job"</span>
                        <input type="date" min=FIRST_DAY max=LAST_DAY on:input=move |event| since.set(event_target_value(&event).parse().ok()) />
                    </label>
                </Show>
                <Show when=move || role.get() == Role::Manager>
                    <label class="field wide">
                        <span>"Your reps, one name a line (you can do this later)"</span>
                        <textarea rows="4" prop:value=move || reps.get() on:input=move |event| {
                            let area: web_sys::HtmlTextAreaElement = event_target(&event);
                            let is_long = area.value().lines().any(|it| RULE.short(it).is_err());
                            area.set_custom_validity(if is_long { "One of the names is too long. Write one name a line." } else { "" });
                            reps.set(area.value());
                        }></textarea>
                    </label>
                </Show>
            </div>
            <p class="actions">
                <button type="submit" class="primary">
                    "Start my team"
                </button>
            </p>
        </form>
    }
}
