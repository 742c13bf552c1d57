//! Where the data is, who uses this copy, and files out and in. Address: `/data/`.

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::domain::safety::Sentinel;
use crate::domain::settings::Settings;
use crate::storage::schema::{CALLS, PEOPLE, SCORECARDS, STORES, TRANSCRIPTS};
use crate::storage::{Batch, Trashed};
use crate::ui::components::act::Act;
use crate::ui::components::live::live;
use crate::ui::components::typed::typed;
use crate::ui::components::who::{WhoIs, WhoIsProps};
use crate::ui::load::{Reading, followed};
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

/// How many calls, transcripts, scorecards and people there are, who these are, and what is in the trash.
type Found = ([u32; 4], Vec<Person>, Vec<Trashed>);

/// The data page.
#[component]
pub fn DataPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let counts = [db.count(CALLS).await?, db.count(TRANSCRIPTS).await?, db.count(SCORECARDS).await?, db.count(PEOPLE).await?];
            let people = db.people().await?.records.into_iter().map(|it| it.body).collect();
            Ok((counts, people, db.trash().await?))
        })
    };
    // Its cards stay while they are read anew: a button that is drawn again under the pointer is clicked in vain.
    let show = |found: Signal<Found>| {
        let counts = Memo::new(move |_| found.with(|it| it.0));
        let people = Memo::new(move |_| found.with(|it| it.1.clone()));
        let trash = Memo::new(move |_| found.with(|it| it.2.clone()));
        view! {
            <conflicts::Conflicts />
            <div class="cards packed">
                <stored::Stored counts />
                <storage::StorageCard />
                {live(move || trash::TrashCard(trash::TrashCardProps { all: trash.get() }))}
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
        {followed("what is stored", read, show)}
    }
}

/// Who uses this copy.
#[component]
fn Who(people: Memo<Vec<Person>>) -> impl IntoView {
    let session = Session::get();
    let choose = Callback::new(move |chosen: String| {
        let me: Option<PersonId> = chosen.parse().ok();
        session.be_nobody(me.is_none());
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = session.change_settings(|it| it.me = me).await;
        });
    });
    let question = move || {
        WhoIs(WhoIsProps {
            label: "Cards and changes carry this name",
            people: people.get(),
            chosen: session.with_settings(|it| it.me),
            nobody: "Nobody in particular",
            others: &[],
            on_choose: choose,
        })
    };
    view! {
        <section class="card">
            <h2>"Who are you?"</h2>
            {live(question)}
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
