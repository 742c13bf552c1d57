//! Audio and video files that the page plays from where they lie: nothing is copied.

use std::cell::RefCell;
use std::collections::BTreeMap;

use web_sys::{File, HtmlMediaElement, Url};

thread_local! {
    /// The files picked since the page was loaded. A browser gives no path, so after a reload the person is asked again.
    static PICKED: RefCell<BTreeMap<String, File>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps `file` at hand under `key` until the page is reloaded.
pub fn hold(key: &str, file: &File) {
    PICKED.with_borrow_mut(|all| all.insert(key.to_owned(), file.clone()));
}

/// The file held under `key`.
pub fn held(key: &str) -> Option<File> {
    PICKED.with_borrow(|all| all.get(key).cloned())
}

/// Lets go of the file held under `key`.
pub fn let_go(key: &str) {
    PICKED.with_borrow_mut(|all| all.remove(key));
}

/// An address under which a media element can play `file`; to be given back with [`revoke`].
pub fn address(file: &File) -> Option<String> {
    Url::create_object_url_with_blob(file).ok()
}

/// Gives an address back.
pub fn revoke(address: &str) {
    let _ = Url::revoke_object_url(address);
}

/// The first and the last `most` bytes of a file; each is the whole of a shorter one.
///
/// # Errors
///
/// A sentence where the file cannot be read.
pub async fn ends(file: &File, most: f64) -> Result<(Vec<u8>, Vec<u8>), String> {
    let size = file.size();
    Ok((part(file, 0.0, most.min(size)).await?, part(file, (size - most).max(0.0), size).await?))
}

async fn part(file: &File, from: f64, to: f64) -> Result<Vec<u8>, String> {
    let failed = || format!("“{}” could not be read. Was it moved or deleted?", file.name());
    let part = file.slice_with_f64_and_f64(from, to).map_err(|_| failed())?;
    let bytes = gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(part)).await.map_err(|_| failed())?;
    // Of a file that is gone, some browsers read nothing and say that all is well.
    if bytes.len() as f64 == to - from { Ok(bytes) } else { Err(failed()) }
}

/// Whether the file held under `key` can still be read.
pub async fn is_there(key: &str) -> bool {
    match held(key) {
        Some(file) => ends(&file, 1.0).await.is_ok(),
        None => false,
    }
}

/// Starts playing. Where the browser cannot, the element tells it by its `error` event.
pub fn play(element: &HtmlMediaElement) {
    if let Ok(begun) = element.play() {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(begun).await;
        });
    }
}
