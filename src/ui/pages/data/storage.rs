//! Whether the browser keeps its promise not to clear this site, how much is used, and the snapshots beside the database.

use js_sys::Array;
use leptos::prelude::*;

use crate::browser::{clock, keep};
use crate::domain::safety::rolling::{Snapshot, Why};
use crate::domain::show;
use crate::storage::schema::{CALLS, PEOPLE, SCORECARDS};
use crate::ui::components::live::live;
use crate::ui::components::typed::typed;
use crate::ui::routes::RECOVER;
use crate::ui::session::Session;
use crate::ui::snapshots;

/// The word that must be typed before a snapshot is restored.
const WORD: &str = "restore";

/// What the browser says of this site.
#[derive(Clone)]
struct Said {
    /// Whether it is protected; `None` where the browser does not tell.
    protected: Option<bool>,
    /// Bytes in use.
    used: Option<f64>,
    snapshots: Result<Vec<Snapshot>, String>,
    /// How much is stored now, in words.
    here: String,
}

async fn ask(session: Session) -> Said {
    let db = session.db();
    let many = async |store| db.count(store).await.unwrap_or_default() as usize;
    let cards = show::count(many(SCORECARDS).await, "scorecard", "scorecards");
    let here = format!("{}, {cards} and {}", show::calls(many(CALLS).await), show::count(many(PEOPLE).await, "person", "people"));
    let told = Array::from(&keep::call("storage", &Array::new()).await.unwrap_or_default());
    Said { protected: told.get(0).as_bool(), used: told.get(1).as_f64(), snapshots: snapshots::all().await, here }
}

/// The browser's side of it. `Copy`.
#[derive(Clone, Copy)]
struct Storage {
    session: Session,
    said: RwSignal<Option<Said>, LocalStorage>,
    /// The snapshot of which was told that not all of it can be read.
    told: RwSignal<String>,
    /// The snapshot that is asked about.
    asked: RwSignal<Option<Snapshot>, LocalStorage>,
    /// How many times it was asked: an answer that comes in after a newer question is dropped.
    turn: StoredValue<u32>,
}

impl Storage {
    /// Asks the browser anew. Nothing where the card is gone: it is asked also at the end of long work.
    fn ask(self) {
        let Some(turn) = self.turn.try_get_value().map(|it| it.wrapping_add(1)) else { return };
        self.turn.set_value(turn);
        leptos::task::spawn_local(async move {
            let said = ask(self.session).await;
            if self.turn.try_get_value() == Some(turn) {
                self.said.try_set(Some(said));
            }
        });
    }

    fn protect(self) {
        leptos::task::spawn_local(async move {
            match keep::call("protect", &Array::new()).await {
                Ok(it) if it.is_truthy() => self.session.say("The browser keeps this site's data until you delete it yourself."),
                _ => self.session.say(
                    "The browser has not agreed. It may when you install Callcraft as an app or use it more often; until then, save backup files.",
                ),
            }
            self.ask();
        });
    }

    fn take(self) {
        leptos::task::spawn_local(async move {
            match snapshots::take(&self.session.db(), &Why::Hand).await {
                Ok(_) => self.session.say("A snapshot is taken."),
                Err(why) => self.session.complain(why),
            }
            self.ask();
        });
    }

    fn restore(self, snapshot: Snapshot) {
        let session = self.session;
        let may = self.told.get_untracked() == snapshot.name();
        leptos::task::spawn_local(async move {
            match snapshots::restore(session, &snapshot, may).await {
                Ok((before, lacks)) => {
                    let lacks = if lacks.is_empty() { lacks } else { format!(" {lacks}.") };
                    session.say_undo(format!("Restored: {}.{lacks}", said(&snapshot)), move || {
                        let before = before.clone();
                        leptos::task::spawn_local(async move {
                            match snapshots::restore(session, &before, true).await {
                                Ok(_) => session.say("Everything is as it was before."),
                                Err(why) => session.complain(why),
                            }
                        });
                    });
                }
                Err(why) => {
                    if why.ends_with(snapshots::LACKS) {
                        self.told.try_set(snapshot.name());
                    }
                    session.complain(why);
                }
            }
            self.ask();
        });
    }
}

/// A snapshot in words.
fn said(it: &Snapshot) -> String {
    format!("{}, {}, {}", show::moment(clock::local(it.at)), show::calls(it.calls as usize), it.why.says())
}

/// How the browser keeps what is stored, and the snapshots.
#[component]
pub fn StorageCard() -> impl IntoView {
    let storage = Storage {
        session: Session::get(),
        said: RwSignal::new_local(None),
        told: RwSignal::default(),
        asked: RwSignal::new_local(None),
        turn: StoredValue::default(),
    };
    // Another snapshot may have been taken by itself.
    Effect::new(move |_| {
        storage.session.follow_at_once();
        storage.ask();
    });
    // All of it at once, when it is known: a button that moves away under the pointer is clicked in vain.
    let known = Memo::new(move |_| storage.said.with(Option::is_some));
    let session = storage.session;
    let origin = gloo::utils::window().location().origin().unwrap_or_default();
    let all = move || {
        let origin = origin.clone();
        view! {
            {live(move || storage.said.get().map(|it| protection(storage, &it)))}
            <p class="muted">"What is stored belongs to this browser and to the address " {origin} ": elsewhere you begin anew, and open a backup file."</p>
            {(!session.is_sample()).then(|| view! {
                <h3>"Snapshots"</h3>
                <p class="muted">"Copies beside the database, taken by themselves: the last one, the last before this hour, this day and this week, and the one from before the last file was opened. They go too when the site's data is cleared."</p>
                <p class="actions"><button type="button" on:click=move |_| storage.take()>"Take a snapshot now"</button></p>
                {live(move || storage.said.get().map(|it| list(storage, it.snapshots)))}
                {live(move || storage.asked.get().map(|it| sure(storage, it)))}
            })}
            <p class="muted">
                <a href=RECOVER rel="external">"Save everything without the program"</a>
                ", should it not start one day."
            </p>
        }
    };
    view! {
        <section class="card">
            <h2>"In this browser"</h2>
            {live(move || known.get().then(|| all().into_any()))}
        </section>
    }
}

fn protection(storage: Storage, said: &Said) -> AnyView {
    let used = said.used.map(|it| format!("{} MB are used.", show::number(it / 1e6)));
    match said.protected {
        Some(true) => view! { <p><b>"Protected. "</b> "The browser clears it only when you tell it to. " {used}</p> }.into_any(),
        Some(false) => view! {
            <p><b>"Not protected. "</b> "When the disk is nearly full, or after a week without a visit in Safari, the browser may clear it without asking. " {used}</p>
            <p class="actions"><button type="button" on:click=move |_| storage.protect()>"Ask the browser to protect it"</button></p>
        }
        .into_any(),
        None => view! { <p>"This browser does not tell whether it protects what is stored. " {used}</p> }.into_any(),
    }
}

/// What restoring would replace, and the word that it wants.
fn sure(storage: Storage, snapshot: Snapshot) -> AnyView {
    let here = move || storage.said.with(|it| it.as_ref().map(|it| it.here.clone()));
    let name = said(&snapshot);
    let leave = Callback::new(move |()| storage.asked.set(None));
    let restore = move || {
        storage.asked.set(None);
        storage.restore(snapshot.clone());
    };
    view! {
        <div class="note" role="group" aria-label="Restore a snapshot">
            <p>
                "All that is here now (" {live(here)} ") goes, and the snapshot of " <b>{name}</b>
                " takes its place. What is here is kept as a snapshot first, so that it can be undone."
            </p>
            {typed(WORD, " to replace all that is here", "Restore", restore, Some(leave))}
        </div>
    }
    .into_any()
}

fn list(storage: Storage, all: Result<Vec<Snapshot>, String>) -> AnyView {
    let all = match all {
        Ok(all) if all.is_empty() => return view! { <p>"None yet."</p> }.into_any(),
        Ok(all) => all,
        Err(why) => return view! { <p>"They cannot be read: " {why}</p> }.into_any(),
    };
    let row = move |it: Snapshot| {
        let name = said(&it);
        view! {
            <li>
                <span>{name.clone()} " " <span class="muted">{format!("{} kB", it.bytes.div_ceil(1000))}</span></span>
                <button type="button" class="link" aria-label=format!("Restore this snapshot: {name}…") on:click=move |_| storage.asked.set(Some(it.clone()))>
                    "Restore this snapshot…"
                </button>
            </li>
        }
    };
    view! { <ul class="rows">{all.into_iter().map(row).collect_view()}</ul> }.into_any()
}
