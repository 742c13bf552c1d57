//! Files being made piece by piece, which may be larger than memory: where the person wants them, in a folder, or on the
//! site's own disk until they are handed on (`public/keep.js`).

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{files, keep};

/// A workspace or what is handed over, as the browser calls it.
pub const JSON: &str = "application/json";
/// A closed file.
pub const CLOSED: &str = "application/octet-stream";

/// So long a download may read an own file: the browser does not tell when it is over.
const DOWNLOADS_MS: u32 = 600_000;

#[wasm_bindgen]
extern "C" {
    type Target;
    #[wasm_bindgen(method, catch)]
    fn add(this: &Target, what: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn finish(this: &Target) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = giveUp)]
    fn give_up(this: &Target) -> Result<JsValue, JsValue>;
}

/// A file being made. One that is not finished is given up: nothing of it stays, and an older one of its name is as it was.
pub struct Making {
    target: Target,
    is_over: bool,
    bytes: f64,
}

impl Making {
    /// On the site's own disk, of a `kind` ([`JSON`], [`CLOSED`]).
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn own(kind: &str) -> Result<Self, String> {
        keep::call("makeOwn", &Array::of1(&kind.into())).await.map(Self::at).map_err(failed)
    }

    /// As [`Self::own`], in a worker that waits for each piece ([`Self::add_now`]).
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn own_now(kind: &str) -> Result<Self, String> {
        keep::call("makeOwnNow", &Array::of1(&kind.into())).await.map(Self::at).map_err(failed)
    }

    /// In a folder.
    ///
    /// # Errors
    ///
    /// A sentence.
    pub async fn within(folder: &JsValue, name: &str) -> Result<Self, String> {
        keep::call("within", &Array::of2(folder, &name.into())).await.map(Self::at).map_err(failed)
    }

    /// Where the browser says that a file can be made.
    pub fn at(target: JsValue) -> Self {
        Self { target: target.unchecked_into(), is_over: false, bytes: 0.0 }
    }

    /// Adds bytes.
    ///
    /// # Errors
    ///
    /// A sentence: there is no room.
    pub async fn add(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.bytes += bytes.len() as f64;
        settled(self.target.add(&Uint8Array::from(bytes))).await.map(drop)
    }

    /// Adds a whole file, which the browser copies.
    ///
    /// # Errors
    ///
    /// As for [`Self::add`].
    pub async fn add_file(&mut self, file: &Blob) -> Result<(), String> {
        self.bytes += file.size();
        settled(self.target.add(file)).await.map(drop)
    }

    /// Adds bytes, of an [`Self::own_now`].
    ///
    /// # Errors
    ///
    /// As for [`Self::add`].
    pub fn add_now(&mut self, bytes: &[u8]) -> Result<(), String> {
        self.bytes += bytes.len() as f64;
        self.target.add(&Uint8Array::from(bytes)).map(drop).map_err(|err| failed(keep::told(&err)))
    }

    /// The file, once all of it is written.
    ///
    /// # Errors
    ///
    /// A sentence: there is no room; then nothing of it stays.
    pub async fn finish(mut self) -> Result<Made, String> {
        let made: Array = settled(self.target.finish()).await?.unchecked_into();
        let made = Made { file: made.get(0).unchecked_into(), gone: made.get(1).dyn_into().ok() };
        if made.file.size() < self.bytes {
            return Err(failed("it is shorter than what was written".to_owned()));
        }
        self.is_over = true;
        Ok(made)
    }

    /// Gives it up, and waits until nothing of it is left.
    pub async fn give_up(mut self) {
        self.is_over = true;
        let _ = settled(self.target.give_up()).await;
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if !self.is_over {
            let _ = self.target.give_up();
        }
    }
}

/// A file that was made. One of the site's own goes with this.
pub struct Made {
    file: Blob,
    /// Takes it away.
    gone: Option<Function>,
}

impl Made {
    /// What a worker has made and handed over.
    ///
    /// # Errors
    ///
    /// The browser's words.
    pub async fn adopted(file: Blob) -> Result<Self, String> {
        let gone = keep::call("adopt", &Array::of1(&file)).await?.dyn_into().ok();
        Ok(Self { file, gone })
    }

    /// What can be read.
    pub fn file(&self) -> &Blob {
        &self.file
    }

    /// Offers it as a download called `name`, and keeps it until that is over.
    pub fn download(self, name: &str) {
        files::download(name, self.file.clone());
        Timeout::new(DOWNLOADS_MS, move || drop(self)).forget();
    }

    /// Lets go of it without taking it away: somebody else adopts it.
    pub fn handed_over(mut self) -> Blob {
        self.gone = None;
        self.file.clone()
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if let Some(gone) = &self.gone {
            let _ = gone.call0(&JsValue::NULL);
        }
    }
}

/// Takes away every own file of the site, also those still on their way.
pub async fn forget_all() {
    let _ = keep::call("sweep", &Array::of1(&true.into())).await;
}

fn failed(why: String) -> String {
    format!("The file was not written: the browser says “{why}”. A file that was there is as it was. Look whether the disk has room.")
}

async fn settled(asked: Result<JsValue, JsValue>) -> Result<JsValue, String> {
    let told = |err: JsValue| failed(keep::told(&err));
    JsFuture::from(Promise::resolve(&asked.map_err(told)?)).await.map_err(told)
}
