//! The tables of the workspace for spreadsheets.

use leptos::prelude::*;

use crate::browser::{clock, files};
use crate::domain::analysis::analyse;
use crate::domain::scorecard::apart::scoring;
use crate::domain::scorecard::first::open_to;
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::export::csv::Form;
use crate::export::file_name::file_name;
use crate::export::tables::{Metrics, Source, Table};
use crate::storage::StorageError;
use crate::ui::components::work::{Work, Working};
use crate::ui::session::Session;

/// How the tables are written: with the mark by which spreadsheets tell UTF-8.
const FORM: Form = Form { between: ',', bom: true };

/// A button for each table.
#[component]
pub fn Tables() -> impl IntoView {
    let session = Session::get();
    let work = Work::default();
    let save = move |table: Option<Table>, stem: &'static str| {
        wasm_bindgen_futures::spawn_local(async move {
            work.begin();
            let made = match table {
                Some(table) => one(session, table).await.map(Some),
                None => metrics(session, work).await.map(|it| it.map(|it| (it, 0))),
            };
            work.end();
            match made {
                Ok(Some((text, waiting))) => {
                    files::save(&file_name(stem, Some(clock::today()), "csv"), "text/csv", &text);
                    if waiting > 0 {
                        let cards = show::count(waiting, "card is not in it: it waits", "cards are not in it: they wait");
                        session.say(format!("{cards} for your own score of the call."));
                    }
                }
                Ok(None) => session.say("Stopped. No file was saved."),
                Err(err) => session.complain(err),
            }
        });
    };
    let all = Table::ALL.iter().map(|(table, stem)| (Some(*table), *stem)).chain([(None, "metrics")]);
    let button = move |(table, stem): (Option<Table>, &'static str)| {
        let mut label = stem.replace('-', " ");
        label.get_mut(..1).map(str::make_ascii_uppercase);
        view! {
            <button type="button" disabled=move || work.is_on() on:click=move |_| save(table, stem)>
                {label}
            </button>
        }
    };
    view! {
        <section class="card">
            <h2>"Tables for a spreadsheet"</h2>
            <p class="muted">"As CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe."</p>
            <Working work what="Reading the calls" />
            <p class="actions">{all.map(button).collect_view()}</p>
        </section>
    }
}

/// A table, and how many cards are not in it: those that wait for the own one are shown nowhere else either.
async fn one(session: Session, table: Table) -> Result<(String, usize), StorageError> {
    let db = session.db();
    let (people, calls, all) = (db.people().await?.records, db.calls().await?.records, db.cards().await?.records);
    let me = session.settings.try_with_untracked(|it| it.me).flatten();
    let stored = all.len();
    let rubrics = db.rubrics().await?.records;
    let cards = open_to(people.iter().map(|it| &it.body).find(|it| Some(it.id) == me), &calls, all, &scoring(&rubrics));
    let waiting = if table == Table::People { 0 } else { stored - cards.len() };
    let rubrics = rubrics.into_iter().map(|it| it.body).collect();
    Ok((Source::new(&people, &calls, &cards, rubrics).write(table, FORM), waiting))
}

/// Reads the words of every call: `None` where the person has stopped it.
async fn metrics(session: Session, work: Work) -> Result<Option<String>, StorageError> {
    // As calls show them.
    let (db, settings) = (session.db(), session.settings.with_untracked(Settings::of_hearing));
    let calls = db.calls().await?.records;
    let mut table = Metrics::new(FORM);
    for (at, call) in calls.iter().enumerate() {
        if let Some(words) = db.transcript(call.body.id).await? {
            let words = &words.body.transcript;
            table.add(&call.body, &analyse(words, words.voice_of(call.body.rep), &settings.hearing(&call.body.language)).metrics);
        }
        if !work.told(at as f64 / calls.len() as f64) {
            return Ok(None);
        }
    }
    Ok(Some(table.take()))
}
