//! Closing and opening files with a passphrase: asked of the program that does it (`src/bin/seal`), which is brought only
//! when somebody has typed one.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::Blob;

use crate::browser::making::Made;
use crate::browser::worker::Worker;
use crate::exchange::seal::{CLOSE, OPEN};

const MISSING: &str = "The part of Callcraft that closes and opens files with a passphrase did not start. Check the connection, \
                       then try again; an old browser may not be able to run it.";
const STOPPED: &str = "Working on the passphrase was broken off; this device may have too little memory free. Nothing was changed.";

/// `plain` closed with `passphrase`, and opened again to see that it can be.
///
/// # Errors
///
/// A sentence.
pub async fn closed(plain: &Blob, passphrase: &str) -> Result<Made, String> {
    ask(CLOSE, plain, passphrase).await
}

/// What `passphrase` opens `closed` to, all of it or nothing.
///
/// # Errors
///
/// A sentence: the passphrase does not open it, it is damaged, or the browser cannot read it.
pub async fn opened(closed: &Blob, passphrase: &str) -> Result<Made, String> {
    ask(OPEN, closed, passphrase).await
}

async fn ask(what: &str, file: &Blob, passphrase: &str) -> Result<Made, String> {
    let worker = Worker::start_seal().await.ok_or(MISSING)?;
    let answer = worker.ask(&Array::of3(&what.into(), file, &passphrase.into())).await.ok_or(STOPPED)?;
    let answer = answer.unchecked_into::<Array>().get(0);
    let file = answer.dyn_into().map_err(|why| why.as_string().unwrap_or_else(|| STOPPED.to_owned()))?;
    // While the worker still holds it.
    Made::adopted(file).await
}
