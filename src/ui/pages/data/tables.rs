//! The tables of the workspace for spreadsheets.

use leptos::prelude::*;

use crate::browser::{clock, files};
use crate::domain::analysis::{Settings, analyse};
use crate::export::csv::Form;
use crate::export::file_name::file_name;
use crate::export::tables::{Metrics, Source, Table};
use crate::storage::{Db, StorageError};
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
                Some(table) => one(&session.db(), table).await,
                None => metrics(&session.db(), work).await,
            };
            work.end();
            match made {
                Ok(Some(text)) => files::save(&file_name(stem, Some(clock::today()), "csv"), "text/csv", &text),
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

async fn one(db: &Db, table: Table) -> Result<Option<String>, StorageError> {
    let (people, calls, cards) = (db.people().await?.records, db.calls().await?.records, db.cards().await?.records);
    let rubrics = db.rubrics().await?.records.into_iter().map(|it| it.body).collect();
    Ok(Some(Source::new(&people, &calls, &cards, rubrics).write(table, FORM)))
}

/// Reads the words of every call: `None` where the person has stopped it.
async fn metrics(db: &Db, work: Work) -> Result<Option<String>, StorageError> {
    let calls = db.calls().await?.records;
    let mut table = Metrics::new(FORM);
    for (at, call) in calls.iter().enumerate() {
        if let Some(words) = db.transcript(call.body.id).await? {
            let words = &words.body.transcript;
            table.add(&call.body, &analyse(words, words.voice_of(call.body.rep), &Settings::default()).metrics);
        }
        if !work.told(at as f64 / calls.len() as f64) {
            return Ok(None);
        }
    }
    Ok(Some(table.take()))
}
