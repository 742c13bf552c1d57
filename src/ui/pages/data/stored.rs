//! What is here, the file that has all of it, and what no file has yet.

use leptos::prelude::*;

use super::folder::BackupFolder;
use crate::browser::clock;
use crate::domain::safety::Sentinel;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::work::{Work, Working};
use crate::ui::handover::passphrase::Passphrase;
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;
use crate::ui::{backup, sentinel};

/// What is here, out and in.
#[component]
pub fn Stored(counts: Memo<[u32; 4]>) -> impl IntoView {
    let session = Session::get();
    let work = Work::default();
    let lock = Passphrase::default();
    let save = move |_| {
        let phrase = match lock.given() {
            Ok(phrase) => phrase,
            Err(why) => return session.complain(why),
        };
        leptos::task::spawn_local(async move {
            work.begin();
            let saved = backup::save(session, &phrase, &|share| work.told(share)).await;
            work.end();
            match saved {
                Ok((name, calls)) => session.say(format!("Saved as {name}, and read once more: it has {}.", show::calls(calls as usize))),
                Err(why) => session.complain(why),
            }
        });
    };
    let at_risk = move || {
        session.follow_risk();
        let rows = counts.with(|[calls, _, cards, people]| calls + cards + people > 0);
        (!session.is_sample()).then(|| Risk(RiskProps { note: sentinel::get(), rows }))
    };
    let told = move || {
        let [calls, transcripts, cards, people] = counts.get().map(|it| it as usize);
        format!(
            "{}, {}, {}, {}",
            show::calls(calls),
            show::count(transcripts, "transcript", "transcripts"),
            show::count(cards, "scorecard", "scorecards"),
            show::count(people, "person", "people")
        )
    };
    view! {
        <section class="card">
            <h2>"Stored here"</h2>
            <p>{told}</p>
            {live(at_risk)}
            <p class="muted">"Clearing this site's data in the browser deletes them. A backup file on your disk does not go with it."</p>
            {lock.form()}
            <Working work what="Writing the file" />
            <p class="actions">
                <button type="button" class="primary" disabled=move || work.is_on() on:click=save>
                    "Save everything as a file"
                </button>
                <PageLink to=Page::Open class="button">"Add from a file"</PageLink>
            </p>
            {(!session.is_sample()).then(BackupFolder)}
        </section>
    }
}

/// What is at risk, and when a file last had everything.
#[component]
fn Risk(note: Sentinel, rows: bool) -> impl IntoView {
    let due = note.backup_due(clock::now());
    let last = note.backup.as_ref().map(|it| format!("Last backup file: {}, {}.", show::moment(clock::local(it.at)), it.name));
    view! {
        <p class:note=due>{note.at_risk(rows)}</p>
        {last.map(|it| view! { <p class="muted">{it}</p> })}
    }
}
