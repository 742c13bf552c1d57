//! The copies of recordings that are kept in this browser.

use leptos::prelude::*;

use crate::browser::copies::{self, Kept};
use crate::domain::id::CallId;
use crate::domain::show;
use crate::storage::StorageError;
use crate::ui::kept_files;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

/// A copy with the title of its call.
type Row = (Kept, Option<String>);

/// Which copies there are, how large they are, and a way to remove each.
#[component]
pub fn Recordings() -> impl IntoView {
    let session = Session::get();
    let changed = RwSignal::new(0u32);
    let read = move || -> Reading<Vec<Row>> {
        session.follow();
        changed.track();
        Box::pin(rows(session))
    };
    copies::can_keep().then(|| {
        view! {
            <section class="card">
                <h2>"Copies of recordings"</h2>
                {loaded("the copies", read, move |rows| view! { <List session rows changed /> }.into_any())}
            </section>
        }
    })
}

async fn rows(session: Session) -> Result<Vec<Row>, StorageError> {
    kept_files::let_go(session).await;
    let mut rows = Vec::new();
    for kept in session.copies().all().await {
        let call = match kept.id.parse::<CallId>() {
            Ok(id) => session.db().call(id).await?,
            Err(_) => None,
        };
        rows.push((kept, call.map(|it| it.body.title)));
    }
    Ok(rows)
}

#[component]
fn List(session: Session, rows: Vec<Row>, changed: RwSignal<u32>) -> impl IntoView {
    if rows.is_empty() {
        return view! {
            <p class="muted">"None. A recording stays on your disk; where its call shows it, a copy can be kept in this browser."</p>
        }
        .into_any();
    }
    let total = rows.iter().map(|it| it.0.size).sum::<f64>() as u64;
    let count = show::count(rows.len(), "copy", "copies");
    let row = |(kept, title): Row| {
        let size = show::bytes(kept.size as u64);
        let name = title.unwrap_or_else(|| "A call in the trash".to_owned());
        let label = format!("Remove the copy of “{name}”");
        let title = match kept.id.parse::<CallId>() {
            Ok(id) => view! { <PageLink to=Page::Call(Some(id))>{name}</PageLink> }.into_any(),
            Err(_) => name.into_any(),
        };
        view! {
            <li>
                {title} " · " {size} " "
                <button type="button" class="link" aria-label=label on:click=move |_| remove(session, kept.clone(), changed)>
                    "Remove"
                </button>
            </li>
        }
    };
    view! {
        <p>{format!("{count}, {} in this browser.", show::bytes(total))}</p>
        <ul>{rows.into_iter().map(row).collect_view()}</ul>
        <p class="muted">"The files they were made from stay where they are."</p>
    }
    .into_any()
}

fn remove(session: Session, kept: Kept, changed: RwSignal<u32>) {
    let again = move || {
        changed.try_update(|it| *it += 1);
    };
    leptos::task::spawn_local(async move {
        let (copies, id) = (session.copies(), kept.id);
        if let Err(why) = copies.remove(&id).await {
            return session.complain(why);
        }
        again();
        session.say_undo(format!("The copy ({}) is removed from this browser.", show::bytes(kept.size as u64)), move || {
            let id = id.clone();
            leptos::task::spawn_local(async move {
                match copies.restore(&id).await {
                    Ok(()) => again(),
                    Err(why) => session.complain(why),
                }
            });
        });
    });
}
