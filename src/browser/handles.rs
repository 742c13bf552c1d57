//! Handles of files on the person's disk, where the browser has such: they can be kept, and open the file again later.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File};

#[wasm_bindgen]
extern "C" {
    /// The browser's handle of a file.
    #[wasm_bindgen(js_name = FileSystemFileHandle, typescript_type = "FileSystemFileHandle")]
    #[derive(Clone, Debug, PartialEq)]
    pub type Handle;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Handle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = showOpenFilePicker)]
    fn show_open_file_picker(options: &JsValue) -> Result<Promise, JsValue>;
    /// A thing that is dropped.
    type Item;
    #[wasm_bindgen(method, catch, js_name = getAsFileSystemHandle)]
    fn get_as_handle(this: &Item) -> Result<Promise, JsValue>;
}

/// What the picker offers first. Its `id` lets the browser begin in the folder of the last time.
const RECORDINGS: &str = r#"{"id":"recordings","types":[{"description":"Recordings","accept":{
    "audio/*":[".mp3",".m4a",".aac",".wav",".ogg",".oga",".opus",".flac",".weba"],"video/*":[".mp4",".m4v",".mov",".webm",".mkv"]}}]}"#;

/// Whether the browser has a picker that gives handles.
pub fn can_pick() -> bool {
    Reflect::has(&gloo::utils::window(), &"showOpenFilePicker".into()).unwrap_or(false)
}

/// Lets the person pick a recording; `None` where they pick none. To be called while a click is being handled.
///
/// # Errors
///
/// The browser's words.
pub async fn pick() -> Result<Option<Handle>, String> {
    let options = js_sys::JSON::parse(RECORDINGS).unwrap_or_default();
    match result(show_open_file_picker(&options)).await {
        Ok(picked) => Ok(Some(picked.unchecked_into::<Array>().get(0).unchecked_into())),
        Err(err) if name(&err) == "AbortError" => Ok(None),
        Err(err) => Err(js_sys::Error::from(err).message().into()),
    }
}

/// The first file of a drop, with what will be its handle. They are gone when its event is over: to be asked at once.
pub fn dropped(data: &DataTransfer) -> Option<(File, Option<Promise>)> {
    let items = data.items();
    (0..items.length()).filter_map(|at| items.get(at)).find_map(|item| {
        let file = item.get_as_file().ok()??;
        Some((file, item.unchecked_into::<Item>().get_as_handle().ok()))
    })
}

/// The handle that was dropped, if it is one of a file.
pub async fn arrived(handle: Option<Promise>) -> Option<Handle> {
    let handle: Handle = JsFuture::from(handle?).await.ok().filter(|it| it.is_object())?.unchecked_into();
    (handle.kind() == "file").then_some(handle)
}

impl Handle {
    /// Whether the file may be read; where the person has to be asked they are, with `ask`, which needs a click.
    pub async fn is_allowed(&self, ask: bool) -> bool {
        let answer = if ask { self.request_permission() } else { self.query_permission() };
        result(answer).await.is_ok_and(|it| it.as_string().as_deref() == Some("granted"))
    }

    /// The file; `None` where it is not there any more or cannot be read.
    pub async fn file(&self) -> Option<File> {
        result(self.get_file()).await.ok().map(JsCast::unchecked_into)
    }
}

async fn result(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}

fn name(err: &JsValue) -> String {
    Reflect::get(err, &"name".into()).ok().and_then(|it| it.as_string()).unwrap_or_default()
}
