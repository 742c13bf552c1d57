//! Copies of recordings kept in this browser, in its private file system: only where the person asks for one. They lie
//! beside the database, not in it, so that their size is no weight on it and a damaged one harms nothing else.

use js_sys::{Array, AsyncIterator, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "storage"], js_name = getDirectory)]
    fn get_directory() -> Result<Promise, JsValue>;
    #[derive(Clone)]
    type Folder;
    #[wasm_bindgen(method, catch, js_name = getDirectoryHandle)]
    fn folder(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    fn file(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEntry)]
    fn remove_entry(this: &Folder, name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn values(this: &Folder) -> Result<AsyncIterator, JsValue>;
    type Entry;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Entry) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &Entry) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &Entry) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = "move")]
    fn rename(this: &Entry, name: &str) -> Result<Promise, JsValue>;
    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, what: &File) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// What a removed copy is called until it can no longer be taken back.
const GONE: &str = "gone-";

/// The copies of one workspace, each under the id of its call.
#[derive(Clone, Copy, Debug)]
pub struct Copies {
    /// The folder's name.
    pub workspace: &'static str,
}

/// A copy that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The call it belongs to.
    pub id: String,
    /// Its size in bytes.
    pub size: f64,
}

/// Whether this browser can keep copies.
pub fn can_keep() -> bool {
    let prototype = Reflect::get(&js_sys::global(), &"FileSystemFileHandle".into()).and_then(|it| Reflect::get(&it, &"prototype".into()));
    prototype
        .is_ok_and(|it| it.is_object() && ["createWritable", "move"].iter().all(|name| Reflect::has(&it, &(*name).into()).unwrap_or(false)))
}

impl Copies {
    /// Copies `file`, without ever holding it in memory.
    ///
    /// # Errors
    ///
    /// A sentence; nothing is kept then.
    pub async fn keep(self, id: &str, file: &File) -> Result<(), String> {
        let kept = async {
            let entry: Entry = done(self.open(true).await?.file(id, &create(true))).await?.unchecked_into();
            let writable: Writable = done(entry.create_writable()).await?.unchecked_into();
            done(writable.write(file)).await?;
            // Only now does the copy take its place.
            done(writable.close()).await
        };
        match kept.await {
            Ok(_) => Ok(()),
            Err(_) => {
                self.drop_now(id).await;
                Err(format!("“{}” could not be copied: there may be no room for it. It still plays from where it is.", file.name()))
            }
        }
    }

    /// The copy of a call's recording, with the name and type of the file it was made from.
    pub async fn find(self, id: &str, name: &str, kind: &str) -> Option<File> {
        let entry: Entry = done(self.open(false).await.ok()?.file(id, &create(false))).await.ok()?.unchecked_into();
        let file: File = done(entry.get_file()).await.ok()?.unchecked_into();
        let options = FilePropertyBag::new();
        options.set_type(kind);
        // What was cut off half-way is empty.
        (file.size() > 0.0).then(|| File::new_with_blob_sequence_and_options(&Array::of1(&file), name, &options).ok()).flatten()
    }

    /// Every copy; none where the browser has no such place.
    pub async fn all(self) -> Vec<Kept> {
        let mut found = Vec::new();
        for entry in self.entries().await {
            let size = match done(entry.get_file()).await {
                Ok(file) => file.unchecked_into::<File>().size(),
                Err(_) => continue,
            };
            if !entry.name().starts_with(GONE) {
                found.push(Kept { id: entry.name(), size });
            }
        }
        crate::domain::order::sort_by(&mut found, |a, b| a.id.cmp(&b.id));
        found
    }

    /// Takes a copy away; [`Copies::restore`] brings it back until [`Copies::sweep`].
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn remove(self, id: &str) -> Result<(), String> {
        self.rename(id, &format!("{GONE}{id}")).await
    }

    /// Brings back what was taken away.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn restore(self, id: &str) -> Result<(), String> {
        self.rename(&format!("{GONE}{id}"), id).await
    }

    async fn rename(self, from: &str, to: &str) -> Result<(), String> {
        let renamed = async {
            let entry: Entry = done(self.open(false).await?.file(from, &create(false))).await?.unchecked_into();
            done(entry.rename(to)).await
        };
        renamed.await.map(drop).map_err(|_| "The copy is in use or gone. Close the call in other tabs, then try again.".to_owned())
    }

    /// Deletes for ever what was taken away.
    pub async fn sweep(self) {
        for entry in self.entries().await {
            if entry.name().starts_with(GONE) {
                self.drop_now(&entry.name()).await;
            }
        }
    }

    /// Deletes every copy for ever.
    pub async fn drop_all(self) {
        for entry in self.entries().await {
            self.drop_now(&entry.name()).await;
        }
    }

    /// Deletes a copy for ever.
    pub async fn drop_now(self, name: &str) {
        if let Ok(folder) = self.open(false).await {
            let _ = done(folder.remove_entry(name)).await;
        }
    }

    async fn entries(self) -> Vec<Entry> {
        let mut found = Vec::new();
        let Ok(Ok(values)) = self.open(false).await.map(|it| it.values()) else { return found };
        while let Ok(next) = done(values.next()).await {
            let field = |name: &str| Reflect::get(&next, &name.into()).unwrap_or_default();
            if field("done").is_truthy() {
                break;
            }
            found.push(field("value").unchecked_into());
        }
        found
    }

    async fn open(self, make: bool) -> Result<Folder, JsValue> {
        let mut folder: Folder = done(get_directory()).await?.unchecked_into();
        for name in ["callcraft-recordings", self.workspace] {
            folder = done(folder.folder(name, &create(make))).await?.unchecked_into();
        }
        Ok(folder)
    }
}

fn create(make: bool) -> JsValue {
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &"create".into(), &make.into());
    options.into()
}

async fn done(promise: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(promise?).await
}
