//! Files in and out.

use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, File, FileList, HtmlAnchorElement};

/// A file as it came in: its name and its bytes, not looked at yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// As on the person's disk.
    pub name: String,
    /// Bytes, or why they could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// The files of a picker or a drop.
pub fn list(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// The files of a drop.
pub fn dropped(data: Option<DataTransfer>) -> Vec<File> {
    list(data.and_then(|it| it.files()))
}

/// Reads a file of at most `limit` bytes; a larger one is refused before it is read.
pub async fn read(file: File, limit: f64) -> Incoming {
    let name = file.name();
    if file.size() > limit {
        let megabytes = (file.size() / 1e6).round();
        return Incoming {
            name,
            bytes: Err(format!("The file is {megabytes} MB large; files of at most {} MB can be read.", (limit / 1e6).round())),
        };
    }
    let blob = gloo::file::File::from(file);
    let bytes = gloo::file::futures::read_as_bytes(&blob).await.map_err(|err| format!("The browser could not read the file ({err})."));
    Incoming { name, bytes }
}

/// Offers `text` as a download called `name`.
pub fn save(name: &str, kind: &str, text: &str) {
    let blob = Blob::new_with_options(text, Some(kind));
    let url = ObjectUrl::from(blob);
    let document = gloo::utils::document();
    let Ok(link) = document.create_element("a") else { return };
    let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click; let go of it later.
    gloo::timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}

/// Reads a file of this site.
///
/// # Errors
///
/// A sentence where it is not there or the network fails.
pub async fn fetch(address: &str) -> Result<Vec<u8>, String> {
    let window = gloo::utils::window();
    let failed = |what: &str| format!("{address} could not be loaded ({what}). Check the connection and try again.");
    let response = wasm_bindgen_futures::JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| failed("no answer"))?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| failed("no answer"))?;
    if !response.ok() {
        return Err(failed(&response.status().to_string()));
    }
    let buffer = response.array_buffer().map_err(|_| failed("no content"))?;
    let buffer = wasm_bindgen_futures::JsFuture::from(buffer).await.map_err(|_| failed("cut off"))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Puts `text` on the clipboard.
///
/// # Errors
///
/// A sentence where the browser does not allow it.
pub async fn copy(text: &str) -> Result<(), String> {
    let failed = || "The browser did not allow copying. Save it as a file instead.".to_owned();
    let navigator = gloo::utils::window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).map_err(|_| failed())?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into())
        .ok()
        .and_then(|it| it.dyn_into::<js_sys::Function>().ok())
        .ok_or_else(failed)?;
    let promise = write.call1(&clipboard, &text.into()).ok().and_then(|it| it.dyn_into::<js_sys::Promise>().ok()).ok_or_else(failed)?;
    wasm_bindgen_futures::JsFuture::from(promise).await.map(|_| ()).map_err(|_| failed())
}
