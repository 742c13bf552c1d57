//! Starting: open the workspace's database, then put the app where the skeleton stands.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::components::dialog::Said;
use super::recovery::Finding;
use super::routes::Base;
use super::session::Session;
use super::shell::Shell;
use super::{later, sentinel};
use crate::browser::{crash, keep, site::Site, worker};
use crate::domain::safety::Meta;
use crate::domain::safety::boot::{Found, Start, decide};
use crate::domain::settings::Settings;
use crate::storage::schema::{self, CALLS, PEOPLE, RUBRICS, SCORECARDS};
use crate::storage::{Before, Db, Opened, StorageError, Wait};

/// What there is to show.
enum Ready {
    /// The pages, over the database, with the settings, the number of its last change, and what is to be said first.
    Pages(Db, Option<Settings>, u64, Option<String>),
    /// Something is missing: the person chooses first.
    Recovery(Finding),
}

/// Starts the product: in a worker what reads files, in a page the page. The skeleton stays until the database has answered.
pub fn start() {
    if worker::is_here() {
        return later::serve();
    }
    crash::install();
    wasm_bindgen_futures::spawn_local(async {
        let site = Site::current();
        let name = if site.sample { "callcraft-sample" } else { "callcraft" };
        let opened = open(name, &site).await;
        let document = gloo::utils::document();
        let find = |id| document.get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        match opened {
            Ok(Ready::Pages(db, settings, seq, first)) => {
                let Some(place) = find("app") else { return };
                place.set_text_content(None);
                mount_to(place, move || view! { <App db site settings seq first /> }).forget();
                later::bring();
            }
            Ok(Ready::Recovery(finding)) => {
                let Some(main) = find("main") else { return };
                main.set_text_content(None);
                main.set_class_name("");
                let _ = main.remove_attribute("aria-busy");
                mount_to(main, move || later::recovery(finding)).forget();
            }
            Err(why) => notice("Callcraft cannot open your data", &why),
        }
    });
}

async fn open(name: &str, site: &Site) -> Result<Ready, String> {
    let told = |err: StorageError| err.to_string();
    let Opened { db, before } = Db::find(name, &waiting).await.map_err(told)?;
    let meta = db.meta().await.map_err(told)?;
    if meta.as_ref().is_some_and(|it| it.min_reader > schema::VERSION) {
        return Err(StorageError::NewerVersion.to_string());
    }
    let (seq, mut first) = (meta.as_ref().map_or(0, |it| it.seq), None);
    if site.sample {
        later::fill_sample(db.clone(), site.clone()).await?;
    } else {
        let finding = missing(&db, &before, meta).await?;
        match finding.start {
            Start::First | Start::Normal => {}
            Start::Short(missing) => {
                first =
                    Some(format!("The browser has lost the last changes that it had confirmed: {missing}. Look over what you did last."));
            }
            _ => {
                later::arrived().await?;
                return Ok(Ready::Recovery(finding));
            }
        }
    }
    if db.has_unfinished().await.map_err(told)? {
        notice(
            "A file was not opened to the end",
            "Callcraft was closed while it wrote it. What had been written is being taken back; then this page goes on by itself.",
        );
        first = match later::take_back_unfinished(db.clone()).await {
            Ok(None) => first,
            Ok(done) => done,
            Err(why) => Some(format!(
                "A file was not opened to the end, and what was written of it could not be taken back: {why} Take it back on the Data page."
            )),
        };
    }
    later::finish_pending(db.clone(), site.sample).await?;
    let settings = db.settings().await.map_err(told)?;
    Ok(Ready::Pages(db, settings, seq, first))
}

/// Whether a part of the data, or all of it, is not where it was.
async fn missing(db: &Db, before: &Before, meta: Option<Meta>) -> Result<Finding, String> {
    let mut has_rows = false;
    for store in [CALLS, PEOPLE, SCORECARDS, RUBRICS] {
        has_rows = has_rows || db.count(store).await.map_err(|err| err.to_string())? > 0;
    }
    let snapshot = keep::has_snapshots().await;
    let sentinel = sentinel::find();
    let mut found = Found { sentinel, meta, has_rows, lost: before.loss.is_some(), snapshot, snapshot_seq: u64::MAX };
    // As if a snapshot had everything: asked for only where that would matter.
    if let Start::Behind(_) | Start::Lost = decide(&found) {
        found.snapshot_seq = if snapshot { later::last_snapshot().await? } else { 0 };
    }
    let (start, note) = (decide(&found), found.sentinel.take().unwrap_or_default());
    Ok(Finding { db: db.clone(), start, note, meta: found.meta })
}

/// Says why it takes its time. It goes on by itself when the other tab is closed.
fn waiting(wait: Wait) {
    match wait {
        Wait::Blocked => notice(
            "Another tab keeps your data",
            "An older Callcraft is open in another tab and does not let go of the database. Close that tab: this one then goes on by itself.",
        ),
        Wait::Slow => notice(
            "The browser takes its time",
            "It has not opened the database yet. Another tab, a private window or a full disk can be the reason. This page goes on by itself as soon as it has; nothing is written until then.",
        ),
    }
}

/// Says in the skeleton why there is no app (`public/notice.js`): nothing else can be shown without a database.
fn notice(heading: &str, text: &str) {
    let window = gloo::utils::window();
    let says = js_sys::Reflect::get(&window, &"callcraftNotice".into()).ok().and_then(|it| it.dyn_into::<js_sys::Function>().ok());
    if let Some(says) = says {
        let _ = says.call2(&window, &heading.into(), &text.into());
    }
}

/// The whole app over an open database.
#[component]
fn App(
    /// The workspace's database.
    db: Db,
    /// Where the site lives.
    site: Site,
    /// What was known of this copy.
    settings: Option<Settings>,
    /// The number of its last change.
    seq: u64,
    /// What is to be said first.
    first: Option<String>,
) -> impl IntoView {
    provide_meta_context();
    let base = site.base();
    provide_context(Base(base.clone()));
    let session = Session::new(db, site, settings, seq, later::HELPERS);
    if let Some(text) = first {
        session.complain(text);
    }
    provide_context(session);
    provide_context(Said(Signal::derive(move || session.toast.with(|it| it.as_ref().map(|it| it.text.clone())))));
    view! {
        <Router base=base>
            // One route for every address: pages are told apart in `routes`, so that each address stands there alone.
            <FlatRoutes fallback=Shell>
                <Route path=path!("/*any") view=Shell />
            </FlatRoutes>
        </Router>
    }
}
