//! Where the data is, who uses this copy, and files out and in. Address: `/data/`.

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::safety::Sentinel;
use crate::domain::settings::Settings;
use crate::storage::schema::{CALLS, PEOPLE, SCORECARDS, STORES, TRANSCRIPTS};
use crate::storage::{Batch, Trashed};
use crate::ui::components::act::Act;
use crate::ui::components::typed::typed;
use crate::ui::components::who::WhoIs;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, go_on, use_go};
use crate::ui::session::Session;
use crate::ui::{sentinel, snapshots};

mod conflicts;
mod folder;
mod opened;
mod recordings;
mod retention;
mod rights;
mod storage;
mod stored;
mod tables;
mod trash;

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
            Ok((counts, db.people().await?.records, db.trash().await?))
        })
    };
    let show = |(counts, people, trash): ([u32; 4], Vec<Record<Person>>, Vec<Trashed>)| {
        view! {
            <conflicts::Conflicts />
            <div class="cards packed">
                <stored::Stored counts />
                <storage::StorageCard />
                <trash::TrashCard all=trash />
                <Who people />
                <recordings::Recordings />
                <opened::Files />
                <tables::Tables />
                <rights::Rights />
                <retention::Kept />
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

/// Who uses this copy.
#[component]
fn Who(people: Vec<Record<Person>>) -> impl IntoView {
    let session = Session::get();
    let me = session.settings.with_untracked(|it| it.me);
    let people = people.into_iter().map(|it| it.body).collect();
    let choose = Callback::new(move |chosen: String| {
        let me: Option<PersonId> = chosen.parse().ok();
        session.be_nobody(me.is_none());
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = session.change_settings(|it| it.me = me).await;
        });
    });
    view! {
        <section class="card">
            <h2>"Who are you?"</h2>
            <WhoIs label="Cards and changes carry this name" people chosen=me nobody="Nobody in particular" on_choose=choose />
            <p class="muted">"On your own calls you score yourself first; on others you score as the manager."</p>
        </section>
    }
}

/// Erasing everything: asks for a word.
#[component]
fn Erase() -> impl IntoView {
    let session = Session::get();
    let go = StoredValue::new_local(use_go());
    let act = Act::default();
    let erase = move || {
        let go = go_on(go.get_value());
        act.start(async move {
            // The id of this copy stays: it must not write under another's name.
            let settings = Settings { me: None, ..session.settings.get_untracked() };
            let all = STORES.iter().fold(Batch::default(), |batch, store| batch.emptied(store));
            match session.commit(all.settings(&settings).strictly()).await {
                Ok(()) => {
                    session.copies().drop_all().await;
                    session.settings.set(settings);
                    session.be_nobody(false);
                    if !session.is_sample() {
                        snapshots::forget_all().await;
                        sentinel::update(|it| *it = Sentinel { vault: it.vault.clone(), seq: it.seq, ..Sentinel::default() });
                    }
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
        "Snapshots and the trash go too. Save everything as a file first: this cannot be undone."
    };
    view! {
        <section class="card">
            <h2>"Erase"</h2>
            <p class="muted">{what}</p>
            {typed(WORD, " to erase this workspace", "Erase everything", erase, None)}
        </section>
    }
}
