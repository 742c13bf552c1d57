//! Handing something over as a file: what goes along, what is inside before it is saved, and a passphrase.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Stored;
use super::inside::told;
use super::saving::Out;
use crate::browser::text::nfc;
use crate::browser::{clock, files, ids, prefs};
use crate::domain::id::{CallId, PersonId};
use crate::domain::record::{Record, Stamp, Version};
use crate::domain::rubric::{RubricRef, find, shipped, standard};
use crate::domain::safety::saving::State;
use crate::exchange::file::Entry;
use crate::exchange::handover::{Inside, Pick, inside, select};
use crate::exchange::merge::Known;
use crate::exchange::pseudonym::Pseudonyms;
use crate::exchange::seal::phrase;
use crate::export::file_name::file_name;
use crate::storage::{Db, StorageError};
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
    locked: RwSignal<bool>,
    phrase: RwSignal<String>,
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
        locked: RwSignal::new(false),
        phrase: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
    };
    let read = move || -> Reading<Found> {
        session.follow();
        let (db, how) = (session.db(), How::of(choice, what.get()));
        Box::pin(async move {
            let (records, stored) = records(&db, &how).await?;
            let rubrics =
                stored.all().into_iter().filter_map(|it| if let Entry::Rubric(it) = it.shown() { Some(it.body.clone()) } else { None });
            let rubrics = rubrics.chain(shipped()).map(|it| (it.reference(), format!("{}, version {}", it.title, it.version))).collect();
            let title = how.title(&records, &stored);
            Ok(Found { inside: inside(&records), rubrics, title })
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
            let phrase = if choice.locked.get_untracked() { nfc(&choice.phrase.get_untracked()) } else { String::new() };
            if choice.locked.get_untracked() && phrase.trim().is_empty() {
                return session.complain("Give a passphrase, or save the file without one.");
            }
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
            {check(choice.locked, "Closed with a passphrase")}
            {live(move || choice.locked.get().then(|| locked(choice)))}
            <div class="inside" role="status">{live(move || found.with(|it| told(&it.inside)))}</div>
            <p>
                <button type="button" class="primary" disabled=move || choice.busy.get() on:click=save>
                    {live(move || match (choice.busy.get(), choice.locked.get()) {
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

fn locked(choice: Choice) -> AnyView {
    let another = move || {
        if let Some(random) = ids::secret() {
            choice.phrase.set(phrase(&random));
        }
    };
    if choice.phrase.with_untracked(String::is_empty) {
        another();
    }
    view! {
        <label class="field">
            <span>"Passphrase"</span>
            <input type="text" autocomplete="off" spellcheck="false" prop:value=move || choice.phrase.get() on:input=move |event| choice.phrase.set(event_target_value(&event)) />
        </label>
        <p class="muted">
            "Tell it by another way than the file takes, and keep it: without it nobody can open the file again. The program age opens it too. "
            <button type="button" class="link" on:click=move |_| another()>
                "Another one"
            </button>
        </p>
    }
    .into_any()
}

/// How something is handed over.
struct How {
    pick: Pick,
    words: bool,
    unnamed: bool,
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

    /// What the file is named after.
    fn title(&self, records: &[Known], stored: &Stored) -> String {
        let mut calls = records.iter().filter_map(|it| if let Entry::Call(it) = it.shown() { Some(it.body.title.clone()) } else { None });
        match (&self.pick, calls.next(), calls.next()) {
            (Pick::Calibration(..), ..) => "calibration".to_owned(),
            (Pick::Rep(rep), ..) if !self.unnamed => {
                let is_rep = |it: &Known| matches!(it.shown(), Entry::Person(it) if it.body.id == *rep);
                let known = stored.all().into_iter().find(is_rep);
                known.map_or_else(
                    || "rep".to_owned(),
                    |it| if let Entry::Person(it) = it.shown() { it.body.name.clone() } else { String::new() },
                )
            }
            (Pick::Rep(_), ..) => "rep".to_owned(),
            (Pick::Rubric(of), ..) => {
                let title =
                    records.iter().find_map(|it| if let Entry::Rubric(it) = it.shown() { Some(it.body.title.as_str()) } else { None });
                format!("rubric {} {}", title.unwrap_or_default(), of.version)
            }
            (_, Some(only), None) => only,
            _ => "calls".to_owned(),
        }
    }
}

/// The records of the file, and what is here.
async fn records(db: &Db, how: &How) -> Result<(Vec<Known>, Stored), StorageError> {
    let stored = Stored::read(db).await?;
    let calls: Vec<String> = stored.all().iter().filter(|it| wants(&how.pick, it)).map(|it| it.shown().key()).collect();
    stored.bring(db, calls).await?;
    if let Pick::Rubric(of) = &how.pick
        && let Some(body) = find(of)
    {
        // Every copy has it: nobody wrote it.
        let stamp = Stamp { by: String::new(), at: clock::now(), version: Version::default(), deleted: false };
        stored.put(Known::new(Entry::Rubric(Record { stamp, body })));
    }
    let all = stored.all();
    let picked = select(&all, &how.pick, how.words);
    let records = if how.unnamed {
        Pseudonyms::new(&secret()).hide(&picked, &all).into_iter().map(Known::new).collect()
    } else {
        picked.into_iter().cloned().collect()
    };
    Ok((records, stored))
}

fn wants(pick: &Pick, known: &Known) -> bool {
    let Entry::Call(it) = known.shown() else { return false };
    match pick {
        Pick::Calls(calls) | Pick::Calibration(calls, _) => calls.contains(&it.body.id),
        Pick::Rep(rep) => it.body.rep == Some(*rep),
        Pick::Rubric(_) => false,
    }
}

/// What pseudonyms are made from: the same in every file of this browser, so that a later one replaces an earlier one.
fn secret() -> String {
    const NAME: &str = "pseudonyms";
    prefs::get(NAME).unwrap_or_else(|| {
        let secret = ids::secret::<16>().map(|it| it.iter().map(|it| format!("{it:02x}")).collect::<String>());
        let secret = secret.unwrap_or_else(|| ids::new().to_string());
        prefs::set(NAME, &secret);
        secret
    })
}

async fn save(session: Session, how: How, title: String, passphrase: &str) {
    // The page is drawn once more before the work, which a passphrase makes slow; an edit on its way goes along (3 s at most).
    for _ in 0..100 {
        gloo::timers::future::TimeoutFuture::new(30).await;
        if session.saving.with_untracked(|it| *it != State::Saving) {
            break;
        }
    }
    match made(session, &how, passphrase).await {
        Ok(blob) => {
            let ending = if passphrase.is_empty() { "json" } else { "json.age" };
            let name = file_name(&title, Some(clock::today()), ending);
            files::download(&name, blob);
            session.say(format!("Saved as {name}."));
        }
        Err(why) => session.complain(why),
    }
}

async fn made(session: Session, how: &How, passphrase: &str) -> Result<web_sys::Blob, String> {
    let (records, _) = records(&session.db(), how).await.map_err(|err| err.to_string())?;
    let mut out = Out::handed(&how.pick);
    records.iter().try_for_each(|it| out.add(it))?;
    out.end(passphrase).await
}
