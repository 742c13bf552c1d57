//! Files that were opened here: which, and taking one back.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::show;
use crate::exchange::label::Labels;
use crate::exchange::opened::{At, Change, Opened};
use crate::storage::{Db, StorageError};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::live::live;
use crate::ui::handover::{Stored, back};
use crate::ui::load::{Reading, loaded};
use crate::ui::session::Session;

/// What stays is told by name up to so many.
const MOST: usize = 50;

/// What taking a file back would do, for the person.
#[derive(Clone)]
struct Look {
    opened: Opened,
    /// How many records become again what they were, and how many go.
    restored: usize,
    removed: usize,
    /// The names of what stays, because it was edited or because something needs it.
    edited: Vec<String>,
    needed: Vec<String>,
}

/// The files opened in the last 30 days.
#[component]
pub fn Files() -> impl IntoView {
    let session = Session::get();
    let looked = RwSignal::new(None::<Look>);
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move { back::list(&db).await })
    };
    let show = move |files: Vec<Opened>| {
        if files.is_empty() {
            return view! { <p class="muted">"None. A file of ours that you open stands here for 30 days and can be taken back."</p> }
                .into_any();
        }
        let row = move |it: Opened| {
            let text = match (it.is_whole, it.replaced) {
                (false, _) => "not finished: take back what was written, ",
                (true, true) => "replaced everything by ",
                (true, false) => "",
            };
            let (name, records) = (it.name.clone(), show::count(it.records, "record", "records"));
            let when = show::moment(clock::local(it.at));
            let label = format!("Take back {name}");
            view! {
                <li>
                    <span>
                        <bdi>{name}</bdi>
                        " "
                        <span class="muted">{when} ", " {text} {records}</span>
                    </span>
                    <button type="button" aria-label=label on:click=move |_| ask(session, it.clone(), looked)>
                        "Take back"
                    </button>
                </li>
            }
        };
        view! { <ul class="rows opened">{files.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card">
            <h2>"Files opened in the last 30 days"</h2>
            {loaded("the files", read, show)}
            <Dialog title="Take a file back" open=Signal::derive(move || looked.read().is_some()) on_close=Callback::new(move |()| looked.set(None))>
                {live(move || looked.get().map(|it| told(session, it, looked)))}
            </Dialog>
        </section>
    }
}

/// Looks what taking it back would do.
fn ask(session: Session, opened: Opened, looked: RwSignal<Option<Look>>) {
    wasm_bindgen_futures::spawn_local(async move {
        match look(&session.db(), opened).await {
            Ok(look) => {
                looked.try_set(Some(look));
            }
            Err(err) => session.complain(err),
        }
    });
}

async fn look(db: &Db, opened: Opened) -> Result<Look, StorageError> {
    let (back, changes) = back::look(db, &opened).await?;
    let stored = Stored::read(db).await?;
    let mut labels = Labels::default();
    let all = stored.all();
    all.iter().for_each(|it| labels.see(it.shown()));
    let name = |at: &At| {
        if at.0 == "transcript" {
            let call = all.iter().find(|it| it.shown().kind() == "call" && it.shown().key() == at.1)?;
            return Some(format!("Words of {}", labels.name(call.shown())));
        }
        let here = all.iter().find(|it| it.shown().kind() == at.0 && it.shown().key() == at.1);
        let before = changes.iter().find(|it| it.at() == *at).and_then(Change::known_before);
        here.or(before.as_ref()).map(|it| labels.name(it.shown()))
    };
    let names = |of: &[At]| {
        let mut names: Vec<String> = of.iter().take(MOST).filter_map(name).collect();
        if of.len() > MOST {
            names.push(format!("and {} more", of.len() - MOST));
        }
        names
    };
    Ok(Look {
        edited: names(&back.edited),
        needed: names(&back.needed),
        restored: back.restored.len(),
        removed: back.removed.len(),
        opened,
    })
}

fn told(session: Session, look: Look, looked: RwSignal<Option<Look>>) -> AnyView {
    let records = |n: usize| show::count(n, "record", "records");
    let is_nothing = look.removed + look.restored == 0;
    let is_whole = look.edited.is_empty() && look.needed.is_empty();
    let list = |heading: &'static str, names: Vec<String>| {
        (!names.is_empty()).then(|| {
            view! {
                <h3>{heading}</h3>
                <ul>{names.into_iter().map(|it| view! { <li><bdi>{it}</bdi></li> }).collect_view()}</ul>
            }
        })
    };
    let opened = look.opened;
    let take = move |_| {
        let opened = opened.clone();
        looked.set(None);
        wasm_bindgen_futures::spawn_local(async move {
            match back::take_back(session, &opened).await {
                Ok(back) => session.say(back::said(&back)),
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        <p>
            {if is_nothing {
                "Nothing of it can be taken back: all of it was edited since, or belongs to something that was.".to_owned()
            } else {
                format!("{} that came with it will go, {} will be again as before.", records(look.removed), records(look.restored))
            }}
        </p>
        {(!is_whole && !is_nothing).then(|| view! { <p class="note">"Only what nobody touched since is taken back."</p> })}
        {list("Edited since, and kept", look.edited)}
        {list("Kept because it belongs to something that stays", look.needed)}
        <p class="actions">
            {(!is_nothing).then(|| view! {
                <button type="button" class="primary" on:click=take>
                    {if is_whole { "Take it back" } else { "Take the rest back" }}
                </button>
            })}
            <button type="button" on:click=move |_| looked.set(None)>
                {if is_nothing { "Close" } else { "Cancel" }}
            </button>
        </p>
    }
    .into_any()
}
