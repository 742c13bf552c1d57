//! Files in and out.

use gloo::file::{Blob, ObjectUrl};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemFileEntry, HtmlAnchorElement};

/// A file as it came in: its name and its bytes, not looked at yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// As on the person's disk.
    pub name: String,
    /// Bytes, or why they could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// What was picked or dropped, not looked at yet.
#[derive(Clone, Debug)]
pub enum Dropped {
    /// A file.
    File(File),
    /// A folder with all that is in it.
    Folder(FileSystemDirectoryEntry),
}

/// The files of a picker.
pub fn list(files: Option<FileList>) -> Vec<Dropped> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|at| files.get(at)).map(Dropped::File).collect()
}

/// The files and folders of a drop. They are gone when its event is over: to be asked at once.
pub fn dropped(data: Option<DataTransfer>) -> Vec<Dropped> {
    let Some(data) = data else { return Vec::new() };
    let items = data.items();
    let folder = |at| items.get(at)?.webkit_get_as_entry().ok()?.filter(|it| it.is_directory());
    let file = |at| items.get(at)?.get_as_file().ok()?;
    let found: Vec<Dropped> = (0..items.length())
        .filter_map(|at| match folder(at) {
            Some(folder) => Some(Dropped::Folder(folder.unchecked_into())),
            None => file(at).map(Dropped::File),
        })
        .collect();
    if found.is_empty() { list(data.files()) } else { found }
}

/// The files of a folder and of the folders in it, with their paths, in order of these. What cannot be read, and what is
/// hidden, is left out.
pub async fn inside(folder: FileSystemDirectoryEntry) -> Vec<(String, File)> {
    let (mut open, mut found) = (vec![folder], Vec::new());
    while let Some(folder) = open.pop() {
        let reader = folder.create_reader();
        loop {
            // A folder is told in parts; an empty one is the end.
            let part = Promise::new(&mut |done, failed| {
                let _ = reader.read_entries_with_callback_and_callback(&done, &failed);
            });
            let part: Array = JsFuture::from(part).await.map(JsCast::unchecked_into).unwrap_or_default();
            if part.length() == 0 {
                break;
            }
            for entry in part.iter() {
                let entry: FileSystemFileEntry = entry.unchecked_into();
                if entry.name().starts_with(['.', '~']) {
                    continue;
                }
                if entry.is_directory() {
                    open.push(entry.unchecked_into());
                    continue;
                }
                let path = entry.full_path().trim_start_matches('/').to_owned();
                let file = Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
                found.extend(JsFuture::from(file).await.ok().map(|it| (path, it.unchecked_into())));
            }
        }
    }
    crate::domain::order::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
    found
}

/// A file of a text or of bytes, as if it had been picked.
pub fn made(name: &str, content: &JsValue) -> Option<File> {
    File::new_with_str_sequence(&Array::of1(content), name).ok()
}

/// The path of a file within the folder that was picked; its name where it was picked alone.
pub fn path(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|it| it.as_string());
    path.filter(|it| !it.is_empty()).unwrap_or_else(|| file.name())
}

/// The bytes of a file up to `end`.
///
/// # Errors
///
/// A sentence where the browser cannot read it.
pub async fn bytes(file: &File, end: f64) -> Result<Vec<u8>, String> {
    piece(file, 0.0, end).await
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
    offer(name, ObjectUrl::from(Blob::new_with_options(text, Some(kind))));
}

/// The bytes of a file or of a part of one, from `from` up to `end`.
///
/// # Errors
///
/// A sentence where the browser cannot read it.
pub async fn piece(blob: &web_sys::Blob, from: f64, end: f64) -> Result<Vec<u8>, String> {
    const FAILED: &str = "The browser could not read the file; it may have been moved or changed since it was chosen.";
    let part = blob.slice_with_f64_and_f64(from, end).map_err(|_| FAILED)?;
    let buffer = JsFuture::from(part.array_buffer()).await.map_err(|_| FAILED)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Offers a file as a download called `name`.
pub fn download(name: &str, blob: web_sys::Blob) {
    offer(name, ObjectUrl::from(Blob::from(blob)));
}

fn offer(name: &str, url: ObjectUrl) {
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
