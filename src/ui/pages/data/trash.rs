//! What was deleted in the last weeks: back to where it was, or gone for good.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::show;
use crate::storage::schema::{CALLS, PEOPLE};
use crate::storage::{Batch, TRASH_DAYS, Trashed};
use crate::ui::components::act::Act;
use crate::ui::components::scroll::to_main;
use crate::ui::components::sure::Sure;
use crate::ui::session::Session;

/// More than this is not listed at once.
const MOST: usize = 100;

/// The trash.
#[component]
pub fn TrashCard(all: Vec<Trashed>) -> impl IntoView {
    let session = Session::get();
    let many = all.len();
    let keys: Vec<String> = all.iter().map(|it| it.key.clone()).collect();
    let rows = all.into_iter().take(MOST).map(|it| row(session, it)).collect_view();
    view! {
        <section class="card">
            <h2>"Trash"</h2>
            {match many {
                0 => view! { <p>"It is empty. What you delete waits here for " {TRASH_DAYS} " days."</p> }.into_any(),
                _ => view! {
                    <p class="muted">{show::count(many, "thing", "things")} ", each for " {TRASH_DAYS} " days."</p>
                    <ul class="rows">{rows}</ul>
                    <p class="actions"><ForGood session keys says="Empty the trash…" what=String::new() /></p>
                }.into_any(),
            }}
        </section>
    }
}

fn row(session: Session, it: Trashed) -> impl IntoView {
    let kind = match it.store.as_str() {
        CALLS if it.cards > 0 => format!("call, {}", show::count(it.cards, "card", "cards")),
        CALLS => "call".to_owned(),
        PEOPLE => "person".to_owned(),
        _ => "rubric".to_owned(),
    };
    let (key, title) = (it.key.clone(), it.title.clone());
    let restore = move |_| {
        let (key, title) = (key.clone(), title.clone());
        leptos::task::spawn_local(async move {
            match session.restore(&[key]).await {
                Ok(()) => {
                    session.say(format!("“{title}” is back."));
                    // Its row goes with the button: the focus stays on the page.
                    to_main();
                }
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        <li>
            <span>
                {it.title.clone()} " "
                <span class="muted">{kind} ", " {show::moment(clock::local(it.at))}</span>
            </span>
            <span class="actions">
                <button type="button" class="link" aria-label=format!("Restore “{}”", it.title) on:click=restore>"Restore"</button>
                <ForGood session keys=vec![it.key] says="Delete for good…" what=format!(": “{}”", it.title) />
            </span>
        </li>
    }
}

/// Deletes for good; asks once more, in place.
#[component]
fn ForGood(session: Session, keys: Vec<String>, says: &'static str, what: String) -> impl IntoView {
    let (name, sure) = (format!("{says}{what}"), format!("Delete for good{what}, this cannot be undone"));
    let act = Act::default();
    let delete = Callback::new(move |()| {
        let batch = keys.clone().into_iter().fold(Batch::default().strictly(), Batch::without_trash);
        act.start(async move {
            // A failure is shown by the shell.
            if session.commit(batch).await.is_ok() {
                session.say("Deleted for good.");
            }
        });
    });
    view! { <Sure says class="link" label=name does="Delete for good".to_owned() sure act=delete /> }
}
