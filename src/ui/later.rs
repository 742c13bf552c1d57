//! The part of the program that arrives after the first page: every page but the first, and what reads files. The build
//! cuts it off at the functions marked here, with all that only they use (`.ci/split.sh`).

// The cut is a call to a function of another WebAssembly module, which the macro words as a foreign one.
#![allow(unsafe_code, missing_docs)]

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::components::live::live;
use super::components::pane::{Loading, LoadingProps, Trouble, TroubleProps};
use super::helpers::{Helpers, Promised};
use super::recovery::Finding;
use super::routes::Page;
use super::session::Session;
use crate::browser::site::Site;
use crate::storage::{Batch, Db, StorageError};

#[wasm_split(later, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn page_view(shown: Shown) -> Result<AnyView, SplitLoaderError> {
    Ok(match shown {
        Shown::Page(page) => super::pages::later(&page),
        Shown::Recovery(finding) => super::recovery::view(*finding),
    })
}

/// What the later part shows.
pub enum Shown {
    /// A page.
    Page(Page),
    /// What is shown instead where a start finds that something is missing.
    Recovery(Box<Finding>),
}

/// A sample team being filled in.
type Filling = Pin<Box<dyn Future<Output = Result<(), String>>>>;

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn sample_fill(db: Db, site: Site) -> Result<Filling, SplitLoaderError> {
    Ok(Box::pin(async move { super::sample::fill(&db, &site).await }))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn reading_serve() -> Result<(), SplitLoaderError> {
    super::reading::serve();
    Ok(())
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn snapshot_take(session: Session) -> Result<Filling, SplitLoaderError> {
    Ok(Box::pin(super::snapshots::look_after(session)))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn room_make() -> Result<Pin<Box<dyn Future<Output = bool>>>, SplitLoaderError> {
    Ok(Box::pin(super::snapshots::drop_oldest()))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn copy_save(session: Session) -> Result<Filling, SplitLoaderError> {
    Ok(Box::pin(super::backup::save_with_unsaved(session)))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn backup_save(session: Session) -> Result<Filling, SplitLoaderError> {
    Ok(Box::pin(async move { super::backup::save(session, "", &|_| true).await.map(|it| session.say(format!("Saved as {}.", it.0))) }))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn snapshot_last() -> Result<Pin<Box<dyn Future<Output = u64>>>, SplitLoaderError> {
    Ok(Box::pin(async { super::snapshots::all().await.ok().and_then(|it| it.first().map(|it| it.seq)).unwrap_or(0) }))
}

/// Something done that may be told.
type Telling = Pin<Box<dyn Future<Output = Result<Option<String>, String>>>>;

/// A batch being written.
type Writing = Promised<Result<(), StorageError>>;

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn batch_write(db: Db, batch: Batch) -> Result<Writing, SplitLoaderError> {
    Ok(Box::pin(async move { db.commit(batch).await }))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn calls_follow(db: Db, batch: Batch) -> Result<Promised<usize>, SplitLoaderError> {
    Ok(Box::pin(async move { db.follow_calls(&batch).await.unwrap_or_default() }))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn pending_finish(db: Db, sample: bool) -> Result<Writing, SplitLoaderError> {
    Ok(Box::pin(async move { super::pending::finish(&db, sample).await }))
}

#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn unfinished_back(db: Db) -> Result<Telling, SplitLoaderError> {
    Ok(Box::pin(async move { super::handover::back::take_back_unfinished(&db).await }))
}

/// What is said where the later part cannot be had. What is on the page stays.
const GONE: &str = "This page did not arrive whole. Check the connection, then try again; what you saved on this device is not touched.";

/// Brings the later part while nobody waits for it, so that the next page is there at once.
pub fn bring() {
    wasm_bindgen_futures::spawn_local(async {
        // Said when a page is asked for and still cannot be had.
        let _ = fetch().await;
    });
}

/// Lets this worker read files ([`super::reading::serve`]). Where the later part cannot be had, worker.js tells it.
pub fn serve() {
    wasm_bindgen_futures::spawn_local(async {
        if reading_serve().await.is_err() {
            crate::browser::worker::give_up();
        }
    });
}

/// Fills the sample workspace ([`super::sample::fill`]).
///
/// # Errors
///
/// A sentence.
pub async fn fill_sample(db: Db, site: Site) -> Result<(), String> {
    match sample_fill(db, site).await {
        Ok(filling) => filling.await,
        Err(_) => Err(GONE.to_owned()),
    }
}

/// Takes a snapshot of the workspace, and writes a file into the chosen folder, where something has changed since the last
/// time. Nobody waits for it, and where it fails the next one may not: it is said, once, where nothing else is said.
fn snapshot(session: Session) {
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(taking) = snapshot_take(session).await else { return };
        if let Err(why) = taking.await
            && session.toast.with_untracked(Option::is_none)
            && session.troubled.with_value(|it| *it != why)
        {
            session.troubled.set_value(why.clone());
            session.complain(why);
        }
    });
}

/// Makes room by giving up the oldest snapshot; tells whether there was one.
fn make_room() -> Pin<Box<dyn Future<Output = bool>>> {
    Box::pin(async {
        match room_make().await {
            Ok(making) => making.await,
            Err(_) => false,
        }
    })
}

/// Writes a batch. Where this part is here already, the write is on its way when this is first polled: a page that goes away
/// polls no second time.
fn write(db: Db, batch: Batch) -> Writing {
    Box::pin(async move {
        match batch_write(db, batch).await {
            Ok(writing) => writing.await,
            Err(_) => Err(StorageError::Request { action: "write", cause: GONE.to_owned() }),
        }
    })
}

/// Lets what was written follow calls that lie in the trash.
fn follow(db: Db, batch: Batch) -> Promised<usize> {
    Box::pin(async move {
        match calls_follow(db, batch).await {
            Ok(following) => following.await,
            Err(_) => 0,
        }
    })
}

/// Writes the edit that was on its way when a page was left, where one was noted ([`super::pending`]).
///
/// # Errors
///
/// A sentence.
pub async fn finish_pending(db: Db, sample: bool) -> Result<(), String> {
    if !super::pending::is_noted(sample) {
        return Ok(());
    }
    match pending_finish(db, sample).await {
        Ok(writing) => writing.await.map_err(|err| err.to_string()),
        Err(_) => Err(GONE.to_owned()),
    }
}

/// What the session asks of this part.
pub const HELPERS: Helpers = Helpers { look_after: snapshot, write, follow, make_room };

/// Saves a file of everything, and of what could not be kept. A failure is said at the edge of the page.
pub fn save_copy(session: Session) {
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = match copy_save(session).await {
            Ok(saving) => saving.await,
            Err(_) => Err(GONE.to_owned()),
        };
        match outcome {
            Ok(()) => session.say("The file has what is saved and what is not. Keep it until this is settled."),
            Err(why) => session.complain(why),
        }
    });
}

/// Saves a backup file of everything. A failure is said at the edge of the page.
pub fn backup(session: Session) {
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = match backup_save(session).await {
            Ok(saving) => saving.await,
            Err(_) => Err(GONE.to_owned()),
        };
        if let Err(why) = outcome {
            session.complain(why);
        }
    });
}

/// Takes back what was written of files while the page that opened them went away; says so.
///
/// # Errors
///
/// A sentence.
pub async fn take_back_unfinished(db: Db) -> Result<Option<String>, String> {
    match unfinished_back(db).await {
        Ok(taking) => taking.await,
        Err(_) => Err(GONE.to_owned()),
    }
}

/// The last change that a snapshot has; 0 without any.
///
/// # Errors
///
/// A sentence where the later part cannot be had: then nothing is known.
pub async fn last_snapshot() -> Result<u64, String> {
    match snapshot_last().await {
        Ok(asking) => Ok(asking.await),
        Err(_) => Err(GONE.to_owned()),
    }
}

/// Brings the later part, for who cannot go on without.
///
/// # Errors
///
/// A sentence.
pub async fn arrived() -> Result<(), String> {
    fetch().await.map_err(|_| GONE.to_owned())
}

/// What is shown instead of the pages where a start finds that something is missing ([`super::recovery::view`]), once the
/// later part has [`arrived`].
pub fn recovery(finding: Finding) -> AnyView {
    at_once(Shown::Recovery(Box::new(finding))).unwrap_or_else(|| failed(|| drop(gloo::utils::window().location().reload())))
}

/// A page of the later part: at once where it has arrived, else when it has.
pub fn view(page: &Page) -> AnyView {
    let asked = page.clone();
    let at_once = at_once(Shown::Page(asked.clone()));
    if let Some(view) = at_once {
        return view;
    }
    let arrived = RwSignal::new(None::<bool>);
    let ask = move || {
        arrived.set(None);
        wasm_bindgen_futures::spawn_local(async move {
            let is_here = fetch().await.is_ok();
            // The page may have been left by now.
            arrived.try_set(Some(is_here));
        });
    };
    ask();
    live(move || match arrived.get() {
        None => Loading(LoadingProps { what: "the page" }).into_any(),
        Some(true) => self::at_once(Shown::Page(asked.clone())).unwrap_or_else(|| failed(ask)),
        Some(false) => failed(ask),
    })
}

/// The page, made here and now under the owner of whoever asks; `None` where its part has yet to arrive.
fn at_once(shown: Shown) -> Option<AnyView> {
    let making = pin!(page_view(shown));
    match making.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => made.ok(),
        Poll::Pending => None,
    }
}

fn failed(again: impl Fn() + Send + 'static) -> AnyView {
    view! {
        {Trouble(TroubleProps { text: GONE.to_owned() })}
        <p>
            <button type="button" on:click=move |_| again()>
                "Try again"
            </button>
        </p>
    }
    .into_any()
}
