//! What outlives the database: snapshots in the browser's cache, a folder on the disk (`public/keep.js`, fetched when it is
//! first needed), and the browser's promise not to throw the database away.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Asks the browser to protect what this site has stored. It may ask the person, or say no; both are fine.
pub fn ask_to_persist() {
    let _ = gloo::utils::window().navigator().storage().persist();
}

/// Whether the site has anything in a cache of the name that snapshots have. Does not fetch `keep.js`.
pub async fn has_snapshots() -> bool {
    let asked = || -> Result<Promise, JsValue> {
        let caches = Reflect::get(&gloo::utils::window(), &"caches".into())?;
        let has: Function = Reflect::get(&caches, &"has".into())?.dyn_into()?;
        has.call1(&caches, &"callcraft-snapshots".into())?.dyn_into()
    };
    match asked() {
        Ok(answer) => JsFuture::from(answer).await.is_ok_and(|it| it.is_truthy()),
        Err(_) => false,
    }
}

/// Calls a function of `keep.js` and waits for its answer.
///
/// # Errors
///
/// The browser's words.
pub async fn call(function: &str, given: &Array) -> Result<JsValue, String> {
    call_of("keep.js", function, given).await
}

/// All databases of this site as a file, whatever their layout, also where this page has lost its own (`public/rescue.js`).
///
/// # Errors
///
/// The browser's words.
pub async fn rescued() -> Result<Blob, String> {
    call_of("rescue.js", "rescueCopy", &Array::new()).await?.dyn_into().map_err(|_| "there is no copy".to_owned())
}

/// The browser's words for what went wrong.
pub fn told(err: &JsValue) -> String {
    let text = |key: &str| Reflect::get(err, &key.into()).ok().and_then(|it| it.as_string()).unwrap_or_default();
    format!("{}: {}", text("name"), text("message"))
}

async fn call_of(module: &str, function: &str, given: &Array) -> Result<JsValue, String> {
    let told = |err: JsValue| told(&err);
    // A page, or a worker (`public/worker.js`).
    let global = js_sys::global();
    let bring: Function = Reflect::get(&global, &"callcraftModule".into()).and_then(JsCast::dyn_into).map_err(told)?;
    let module = bring.call1(&global, &module.into()).and_then(JsCast::dyn_into::<Promise>).map_err(told)?;
    let module = JsFuture::from(module).await.map_err(told)?;
    let function: Function = Reflect::get(&module, &function.into()).and_then(JsCast::dyn_into).map_err(told)?;
    let answer = function.apply(&JsValue::NULL, given).map_err(told)?;
    JsFuture::from(Promise::resolve(&answer)).await.map_err(told)
}

/// The names of all snapshots, their sizes in bytes, and why each was taken.
///
/// # Errors
///
/// The browser's words.
pub async fn snapshots() -> Result<Vec<(String, u64, String)>, String> {
    let all = call("list", &Array::new()).await?;
    let pair = |it: JsValue| {
        let it: Array = it.dyn_into().ok()?;
        Some((it.get(0).as_string()?, it.get(1).as_f64()? as u64, it.get(2).as_string()?))
    };
    Ok(Array::from(&all).iter().filter_map(pair).collect())
}

/// Keeps a snapshot, with why it was taken.
///
/// # Errors
///
/// The browser's words.
pub async fn save_snapshot(name: &str, whole: &Blob, why: &str) -> Result<(), String> {
    call("save", &Array::of3(&name.into(), whole, &why.into())).await.map(drop)
}

/// The file of a snapshot.
///
/// # Errors
///
/// The browser's words.
pub async fn open_snapshot(name: &str) -> Result<Blob, String> {
    call("open", &Array::of1(&name.into())).await?.dyn_into().map_err(|_| "the snapshot is gone".to_owned())
}

/// Removes a snapshot.
///
/// # Errors
///
/// The browser's words.
pub async fn drop_snapshot(name: &str) -> Result<(), String> {
    call("drop", &Array::of1(&name.into())).await.map(drop)
}

/// Holds a lock of this site until what is given is called, or the page is gone.
///
/// # Errors
///
/// The browser's words.
pub async fn hold(lock: &str) -> Result<Function, String> {
    call("hold", &Array::of1(&lock.into())).await?.dyn_into().map_err(|_| "the lock cannot be held".to_owned())
}

/// Whether any page of this site holds the lock. Where the browser cannot tell, one may.
pub async fn is_held(lock: &str) -> bool {
    call("isHeld", &Array::of1(&lock.into())).await.map_or(true, |it| it.is_truthy())
}
