//! What calls are scored by: the team's own rubrics and the shipped ones. Address: `/rubrics/`.

use leptos::prelude::*;

use crate::browser::{files, ids};
use crate::domain::order;
use crate::domain::record::Record;
use crate::domain::rubric::diff::calls;
use crate::domain::rubric::{self, Purpose, Rubric, RubricRef, version};
use crate::domain::show;
use crate::exchange::file::read_rubrics;
use crate::exchange::seal::is_sealed;
use crate::storage::Batch;
use crate::ui::components::live::live;
use crate::ui::drafts;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink, go_on, use_go};
use crate::ui::session::Session;

/// Rubric files are read up to this size, bytes.
const LARGEST: f64 = 20e6;

/// What the list is made of: the team's own versions, and by what each card was scored.
type Stored = (Vec<Rubric>, Vec<RubricRef>);

/// The rubrics.
#[component]
pub fn RubricsPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<Stored> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let own = db.rubrics().await?.records.into_iter().map(|it| it.body).collect();
            Ok((own, db.cards().await?.records.into_iter().map(|it| it.body.rubric).collect()))
        })
    };
    view! {
        <header class="page-head">
            <div>
                <h1>"Rubrics"</h1>
                <p class="meta">"What a call is scored by: what to look for, and how it sounds at its best and when it fails."</p>
            </div>
            <p class="actions">
                <Import />
                <PageLink to=Page::Signals class="button">
                    "Signals"
                </PageLink>
            </p>
        </header>
        {loaded("the rubrics", read, show)}
    }
}

fn show((mut own, used): Stored) -> AnyView {
    // Of each the newest first.
    order::sort_by(&mut own, |a, b| (&a.key, b.version).cmp(&(&b.key, a.version)));
    let shipped = rubric::shipped();
    let lists = [("The team’s own", own), ("Come with Callcraft", shipped)];
    let list = move |(title, rubrics): (&'static str, Vec<Rubric>)| {
        let is_empty = rubrics.is_empty();
        view! {
            <section class="panel" aria-label=title>
                <h2>{title}</h2>
                {is_empty.then(|| view! { <p class="muted">"None yet. Open one below and make your own from it, or read one from a file."</p> })}
                <ul class="rows rubrics">{rubrics.iter().map(|it| row(it, &rubrics, &used)).collect_view()}</ul>
            </section>
        }
    };
    lists.map(list).into_iter().collect_view().into_any()
}

/// A line of the list.
fn row(rubric: &Rubric, all: &[Rubric], used: &[RubricRef]) -> AnyView {
    let session = Session::get();
    let id = rubric.reference();
    let cards = used.iter().filter(|it| **it == id).count();
    let is_old = all.iter().any(|it| it.key == id.key && it.version > id.version);
    let is_shipped = rubric::is_shipped(&id.key);
    let purpose = Purpose::ALL.iter().find(|it| it.0 == rubric.purpose).map_or("", |it| it.1);
    let facts = format!(
        "{purpose} · {} points in {} · for {} · {}",
        rubric.points(),
        show::count(rubric.items().count(), "item", "items"),
        calls(&rubric.applies),
        if cards == 0 { "no cards yet".to_owned() } else { format!("on {}", show::count(cards, "card", "cards")) }
    );
    let title = format!("{} v{}", rubric.title, rubric.version);
    let named = title.clone();
    let edit = match () {
        () if drafts::waits(session, &id) => "Continue the draft",
        () if is_shipped => "Make my own from this",
        () => "Edit",
    };
    view! {
        <li>
            <div>
                <p>
                    <b>
                        <PageLink to=Page::Rubric(Some(id.clone()))>{title.clone()}</PageLink>
                    </b>
                    {is_old.then(|| view! { " " <span class="tag">"Earlier version"</span> })}
                </p>
                <p class="muted">{rubric.about.clone()}</p>
                <p class="muted">{facts}</p>
            </div>
            {(!is_old || drafts::waits(session, &id)).then(|| view! { <PageLink to=Page::EditRubric(id) class="button">{edit} <span class="unseen">": " {named}</span></PageLink> })}
        </li>
    }
    .into_any()
}

/// Reads rubrics from a file; one that is broken is refused with its field.
#[component]
fn Import() -> impl IntoView {
    let session = Session::get();
    let go = StoredValue::new_local(use_go());
    let refused = RwSignal::new(None::<String>);
    let read = move |file: web_sys::File| {
        let go = go_on(go.get_value());
        leptos::task::spawn_local(async move {
            match take(session, file).await {
                Ok((id, says)) => {
                    session.say(says);
                    go(Page::Rubric(Some(id)));
                }
                Err(why) => {
                    refused.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <label class="button">
            <input class="unseen" type="file" accept=".json,application/json" on:change=move |event| {
                refused.set(None);
                let input: web_sys::HtmlInputElement = event_target(&event);
                input.files().and_then(|it| it.get(0)).into_iter().for_each(read);
                // The same file, mended, can be chosen again.
                input.set_value("");
            } />
            "Read from a file"
        </label>
        {live(move || refused.get().map(|why| view! { <span class="note bad" role="alert">{why} " Nothing was changed."</span> }))}
    }
}

/// Keeps the rubrics of a file; gives the first of them, and what happened in a sentence.
async fn take(session: Session, file: web_sys::File) -> Result<(RubricRef, String), String> {
    let read = files::read(file, LARGEST).await;
    let bytes = read.bytes?;
    if is_sealed(&bytes) {
        return Err("This file is closed with a passphrase. Drop it on this page, or choose it under Open a file: there it is asked for."
            .to_owned());
    }
    let rubrics = read_rubrics(&bytes).map_err(|it| it.to_string())?;
    let first = rubrics.first().map(Rubric::reference);
    let failed = |err: crate::storage::StorageError| err.to_string();
    let stored = session.db().rubrics().await.map_err(failed)?.records;
    let people = session.db().people().await.map_err(failed)?.records;
    let mut known: Vec<Rubric> = stored.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
    let (mut batch, mut kept) = (Batch::default(), Vec::new());
    for rubric in rubrics {
        if let Some(rubric) = version::arrive(rubric, &known, &ids::new().to_string()) {
            batch = batch.rubric(&Record { stamp: session.stamp(None, &people), body: rubric.clone() });
            kept.push(rubric.reference());
            known.push(rubric);
        }
    }
    let says = match kept.len() {
        0 => "This rubric is here already.".to_owned(),
        n => format!("{} read.", show::count(n, "rubric", "rubrics")),
    };
    if !kept.is_empty() {
        session.commit(batch).await.map_err(failed)?;
    }
    kept.into_iter().next().or(first).map(|it| (it, says)).ok_or_else(|| "There is no rubric in this file.".to_owned())
}
