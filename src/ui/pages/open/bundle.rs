//! A file of ours on its way in: what it would change here is told before anything changes.

use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::components::act::Act;
use crate::ui::components::live::live;
use crate::ui::components::work::{Work, Working, WorkingProps};
use crate::ui::handover::opening::{Survey, survey};
use crate::ui::handover::source::Source;
use crate::ui::session::Session;

mod notes;
mod people;
mod preview;
mod sealed;

/// A file and where its bytes are.
#[derive(Clone)]
pub struct Bundle {
    /// Its name, as on the person's disk.
    pub name: String,
    /// Its bytes.
    pub source: Source,
}

/// How far opening it is.
#[derive(Clone)]
enum Stage {
    /// It is looked through.
    Looking,
    /// It is closed with a passphrase.
    Sealed,
    /// This is what it would change.
    Known(Rc<Survey>),
    /// It is refused as a whole; says why.
    Refused(String),
}

/// A file being opened. `Copy`, for what happens on a click.
#[derive(Clone, Copy)]
struct Opening {
    session: Session,
    bundle: StoredValue<Bundle, LocalStorage>,
    stage: RwSignal<Stage, LocalStorage>,
    work: Work,
    act: Act,
    /// There are other files to go back to.
    stay: bool,
    on_next: Callback<()>,
}

impl Opening {
    /// Looks the file through.
    async fn look(self) {
        // The page may have been left.
        let Some(source) = self.bundle.try_with_value(|it| it.source.clone()) else { return };
        self.work.begin();
        self.stage.set(Stage::Looking);
        let stage = match source.is_sealed().await {
            Ok(true) => Stage::Sealed,
            Ok(false) => match survey(&self.session.db(), &source, &|share| self.work.told(share)).await {
                Ok(survey) => Stage::Known(Rc::new(survey)),
                Err(why) => Stage::Refused(why),
            },
            Err(why) => Stage::Refused(why),
        };
        self.stage.try_set(stage);
        self.work.end();
    }

    fn leave(self) {
        // The page may have been left.
        self.on_next.try_run(());
    }
}

/// The preview and the decision. `stay`: there are other files to go back to.
#[component]
pub fn BundleForm(bundle: Bundle, stay: bool, on_next: Callback<()>) -> impl IntoView {
    let opening = Opening {
        session: Session::get(),
        bundle: StoredValue::new_local(bundle),
        stage: RwSignal::new_local(Stage::Looking),
        work: Work::default(),
        act: Act::default(),
        stay,
        on_next,
    };
    wasm_bindgen_futures::spawn_local(opening.look());
    live(move || {
        match opening.stage.get() {
        Stage::Looking => view! { <section class="panel">{Working(WorkingProps { work: opening.work, what: "Reading the file" })}</section> }.into_any(),
        Stage::Sealed => sealed::form(opening),
        Stage::Known(survey) => preview::preview(opening, &survey),
        Stage::Refused(why) => view! {
            <section class="panel">
                <p class="note bad" role="alert">{why}</p>
                <p class="muted">"Nothing was stored or changed."</p>
                <p><button type="button" on:click=move |_| opening.leave()>{if stay { "Back to the files" } else { "Choose another file" }}</button></p>
            </section>
        }
        .into_any(),
    }
    })
}
