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
use super::routes::Page;
use crate::browser::site::Site;
use crate::storage::Db;

#[wasm_split(later, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
fn page_view(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(super::pages::later(&page))
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

/// A page of the later part: at once where it has arrived, else when it has.
pub fn view(page: &Page) -> AnyView {
    let asked = page.clone();
    let at_once = at_once(&asked);
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
        Some(true) => self::at_once(&asked).unwrap_or_else(|| failed(ask)),
        Some(false) => failed(ask),
    })
}

/// The page, made here and now under the owner of whoever asks; `None` where its part has yet to arrive.
fn at_once(page: &Page) -> Option<AnyView> {
    let making = pin!(page_view(page.clone()));
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
