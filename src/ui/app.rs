//! Starting: open the workspace's database, then put the app where the skeleton stands.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::routes::Base;
use super::session::Session;
use super::shell::Shell;
use super::{later, pending};
use crate::browser::{crash, site::Site, worker};
use crate::domain::settings::Settings;
use crate::storage::{Db, StorageError};

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
        let Some(place) = document.get_element_by_id("app").and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
        match opened {
            Ok((db, settings)) => {
                place.set_text_content(None);
                mount_to(place, move || view! { <App db site settings /> }).forget();
                later::bring();
            }
            Err(why) => refuse(&why),
        }
    });
}

async fn open(name: &str, site: &Site) -> Result<(Db, Option<Settings>), String> {
    let told = |err: StorageError| err.to_string();
    let db = Db::open(name).await.map_err(told)?;
    if site.sample {
        later::fill_sample(db.clone(), site.clone()).await?;
    }
    pending::finish(&db, site.sample).await.map_err(told)?;
    let settings = db.settings().await.map_err(told)?;
    Ok((db, settings))
}

/// Says in the skeleton why there is no app: nothing else can be shown without a database.
fn refuse(why: &str) {
    let Some(main) = gloo::utils::document().get_element_by_id("main") else { return };
    main.set_text_content(Some(why));
    let _ = main.remove_attribute("aria-busy");
    let _ = main.set_attribute("role", "alert");
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
) -> impl IntoView {
    provide_meta_context();
    let base = site.base();
    provide_context(Base(base.clone()));
    provide_context(Session::new(db, site, settings));
    view! {
        <Router base=base>
            // One route for every address: pages are told apart in `routes`, so that each address stands there alone.
            <FlatRoutes fallback=Shell>
                <Route path=path!("/*any") view=Shell />
            </FlatRoutes>
        </Router>
    }
}
