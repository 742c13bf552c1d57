//! Reading many files while the page stays at hand: in a worker, or where there is none in the page, between two frames.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use crate::browser::files;
use crate::browser::worker::{self, Answering, Worker};
use crate::domain::transcript::Transcript;
use crate::exchange::file as exchange;
use crate::import::batch::{Look, look};
use crate::import::{LARGEST, TOO_LARGE};
use crate::ui::heard;

/// So much of a file tells whether it is one of ours.
const HEAD: f64 = 4096.0;

/// What was made of a file.
pub struct Read {
    /// What it is.
    pub look: Look,
    /// Its words as JSON, kept outside of the program's memory until they are asked for.
    pub words: Option<Uint8Array>,
}

/// Reads files, one after the other.
#[derive(Clone, Default)]
pub struct Reader(Rc<Inside>);

#[derive(Default)]
struct Inside {
    worker: RefCell<Option<Rc<Worker>>>,
    /// Whether workers are not to be had here.
    is_alone: Cell<bool>,
    ended: Cell<bool>,
}

impl Reader {
    /// Reads a file; `companions` may bring the names of its speakers. `None`: [`Self::end`] was called meanwhile.
    pub async fn read(&self, file: &File, companions: &[File]) -> Option<Read> {
        let question: Array = std::iter::once(file).chain(companions).collect();
        let inside = &self.0;
        if inside.worker.borrow().is_none() && !inside.is_alone.get() {
            let worker = Worker::start().await.map(Rc::new);
            inside.is_alone.set(worker.is_none());
            inside.worker.replace(worker);
        }
        let worker = inside.worker.borrow().clone();
        let answer = match worker {
            _ if inside.ended.get() => None,
            Some(worker) => worker.ask(&question).await,
            None => {
                // The page gets its turn between two files.
                TimeoutFuture::new(0).await;
                Some(answer(question.into()).await.into())
            }
        };
        if inside.ended.get() {
            inside.worker.replace(None);
            return None;
        }
        Some(answer.map_or_else(|| self.stopped(), understood))
    }

    /// The worker did not survive the file; the next file gets a new one.
    fn stopped(&self) -> Read {
        self.0.worker.replace(None);
        refused("Callcraft could not finish reading this file. Open it by itself to see why, or export it again as plain text.")
    }

    /// Stops at once, also within a file.
    pub fn end(&self) {
        self.0.ended.set(true);
        let worker = self.0.worker.take();
        if let Some(worker) = worker {
            worker.end();
        }
    }
}

fn refused(why: &str) -> Read {
    Read { look: Look::Refused(why.to_owned()), words: None }
}

fn understood(answer: JsValue) -> Read {
    let parts: Array = answer.unchecked_into();
    let bytes = parts.get(0).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
    match serde_json::from_slice(&bytes) {
        Ok(look) => Read { look, words: parts.get(1).dyn_into().ok() },
        Err(_) => refused("What was read of this file could not be understood; choose it by itself."),
    }
}

/// Reads files for the page, and tells signals from words, in a worker.
pub fn serve() {
    worker::serve(|question| {
        let is_files = question.unchecked_ref::<Array>().get(0).as_string().is_none();
        if is_files { answer(question) } else { heard::answer(question) }
    });
}

/// What the first of the files is, and its words where it has some, as JSON; the others may bring the names of its
/// speakers.
fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let files: Array = question.unchecked_into();
        let (look, words) = read(&files).await.unwrap_or_else(|why| (Look::Refused(why), None));
        let answer = Array::new();
        let json = |bytes: Result<Vec<u8>, serde_json::Error>| {
            bytes.map(|it| Uint8Array::from(it.as_slice()).into()).unwrap_or(JsValue::UNDEFINED)
        };
        answer.push(&json(serde_json::to_vec(&look)));
        if let Some(words) = words {
            answer.push(&json(serde_json::to_vec(&words)));
        }
        answer
    })
}

async fn read(files: &Array) -> Result<(Look, Option<Transcript>), String> {
    let file: File = files.get(0).unchecked_into();
    if exchange::is_callcraft(&files::bytes(&file, HEAD).await?) {
        return Ok((Look::Ours, None));
    }
    if file.size() > LARGEST as f64 {
        return Err(TOO_LARGE.to_owned());
    }
    let bytes = files::bytes(&file, LARGEST as f64).await?;
    let mut companions = Vec::new();
    for it in files.iter().skip(1) {
        companions.push(files::bytes(it.unchecked_ref(), LARGEST as f64).await?);
    }
    let companions: Vec<&[u8]> = companions.iter().map(Vec::as_slice).collect();
    Ok(look(&bytes, &companions))
}
