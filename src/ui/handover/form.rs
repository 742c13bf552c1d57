//! Handing something over as a file: what goes along, what is inside before it is saved, and a passphrase.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::handed::How;
use super::inside::told;
use super::passphrase::Passphrase;
use super::saving::hand_on;
use crate::browser::clock;
use crate::domain::id::{CallId, PersonId};
use crate::domain::rubric::{RubricRef, shipped, standard};
use crate::domain::safety::saving::State;
use crate::exchange::file::Entry;
use crate::exchange::handover::{Inside, Pick};
use crate::export::file_name::file_name;
use crate::storage::StorageError;
use crate::ui::components::live::live;
use crate::ui::load::{Reading, followed};
use crate::ui::session::Session;

/// What is handed over, before the person has said how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Calls.
    Calls(BTreeSet<CallId>),
    /// A rep with all calls.
    Rep(PersonId),
    /// One version of a rubric.
    Rubric(RubricRef),
}

/// How it is handed over. `Copy`, for what happens on a click.
#[derive(Clone, Copy)]
struct Choice {
    words: RwSignal<bool>,
    unnamed: RwSignal<bool>,
    /// Whether it is a pack to calibrate by, and with which rubric.
    calibrates: RwSignal<bool>,
    rubric: RwSignal<RubricRef>,
    lock: Passphrase,
    busy: RwSignal<bool>,
}

/// What would be in the file.
#[derive(Clone, Default)]
struct Found {
    inside: Inside,
    rubrics: Vec<(RubricRef, String)>,
    title: String,
}

/// The form. `what` is asked anew whenever something stored changes.
#[component]
pub fn HandOver(
    /// What is handed over.
    #[prop(into)]
    what: Signal<What>,
) -> impl IntoView {
    let session = Session::get();
    let choice = Choice {
        words: RwSignal::new(true),
        unnamed: RwSignal::new(false),
        calibrates: RwSignal::new(false),
        rubric: RwSignal::new(standard().reference()),
        lock: Passphrase::default(),
        busy: RwSignal::new(false),
    };
    let read = move || -> Reading<Found> {
        session.follow();
        let (db, how) = (session.db(), How::of(choice, what.get()));
        Box::pin(async move {
            let (inside, title, stored) = how.inside(&db).await.map_err(|cause| StorageError::Request { action: "be read", cause })?;
            let rubrics =
                stored.all().into_iter().filter_map(|it| if let Entry::Rubric(it) = it.shown() { Some(it.body.clone()) } else { None });
            let rubrics = rubrics.chain(shipped()).map(|it| (it.reference(), format!("{}, version {}", it.title, it.version))).collect();
            Ok(Found { inside, rubrics, title })
        })
    };
    let check = |signal: RwSignal<bool>, label: &'static str| {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || signal.get() on:change=move |event| signal.set(event_target_checked(&event)) />
                " "
                {label}
            </label>
        }
    };
    let show = move |found: Signal<Found>| {
        let save = move |_| {
            // Asked now: the page may be left before the file is made.
            let (how, title) = (How::of(choice, what.get_untracked()), found.with_untracked(|it| it.title.clone()));
            let phrase = match choice.lock.given() {
                Ok(phrase) => phrase,
                Err(why) => return session.complain(why),
            };
            if !choice.busy.get_untracked() {
                choice.busy.set(true);
                wasm_bindgen_futures::spawn_local(async move {
                    save(session, how, title, &phrase).await;
                    choice.busy.try_set(false);
                });
            }
        };
        let (for_calls, has_words) = what.with_untracked(|it| (matches!(it, What::Calls(_)), !matches!(it, What::Rubric(_))));
        view! {
            {has_words.then(|| check(choice.words, "With the transcript"))}
            {check(choice.unnamed, "Names left out of the file")}
            {live(move || choice.unnamed.get().then(|| view! {
                <p class="muted">"Of people here and of the voices. Somebody who is only spoken of keeps the name in the words: look them through before you hand the file over."</p>
            }))}
            {for_calls.then(|| check(choice.calibrates, "To calibrate: without anybody's scorecards"))}
            {live(move || choice.calibrates.get().then(|| rubric(choice, found)))}
            {choice.lock.form()}
            <div class="inside" role="status">{live(move || found.with(|it| told(&it.inside)))}</div>
            <p>
                <button type="button" class="primary" disabled=move || choice.busy.get() on:click=save>
                    {live(move || match (choice.busy.get(), choice.lock.locked.get()) {
                        (true, _) => "Making the file…",
                        (_, true) => "Save as a closed file (age)",
                        _ => "Save as a file (JSON)",
                    })}
                </button>
            </p>
        }
        .into_any()
    };
    followed("what goes along", read, show)
}

/// Which rubric the calls are to be scored by.
fn rubric(choice: Choice, found: Signal<Found>) -> AnyView {
    let chosen = choice.rubric.get_untracked();
    let options = found.with_untracked(|it| it.rubrics.clone());
    let all = options.clone();
    let option =
        |(at, (of, title)): (usize, (RubricRef, String))| view! { <option value=at.to_string() selected=of == chosen>{title}</option> };
    let pick = move |event| {
        if let Some((of, _)) = event_target_value(&event).parse().ok().and_then(|it: usize| all.get(it)) {
            choice.rubric.set(of.clone());
        }
    };
    view! {
        <label class="field">
            <span>"To be scored by"</span>
            <select on:change=pick>{options.into_iter().enumerate().map(option).collect_view()}</select>
        </label>
    }
    .into_any()
}

impl How {
    fn of(choice: Choice, what: What) -> Self {
        let pick = match what {
            What::Rep(rep) => Pick::Rep(rep),
            What::Rubric(of) => Pick::Rubric(of),
            What::Calls(calls) if choice.calibrates.get() => Pick::Calibration(calls, choice.rubric.get()),
            What::Calls(calls) => Pick::Calls(calls),
        };
        Self { pick, words: choice.words.get(), unnamed: choice.unnamed.get() }
    }
}

async fn save(session: Session, how: How, title: String, passphrase: &str) {
    // The page is drawn once more before the work, which a passphrase makes slow; an edit on its way goes along (3 s at most).
    for _ in 0..100 {
        gloo::timers::future::TimeoutFuture::new(30).await;
        if session.saving.with_untracked(|it| *it != State::Saving) {
            break;
        }
    }
    let ending = if passphrase.is_empty() { "json" } else { "json.age" };
    let name = file_name(&title, Some(clock::today()), ending);
    let saved = async { hand_on(how.made(&session.db()).await?, passphrase, &name, None).await };
    match saved.await {
        Ok(()) => session.say(format!("Saved as {name}.")),
        Err(why) => session.complain(why),
    }
}
