//! Reading many files while the page stays at hand: in a worker, or where there is none in the page, between two frames.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use crate::browser::files;
use crate::browser::letters::decode;
use crate::browser::worker::{self, Answering, Worker};
use crate::exchange::file as exchange;
use crate::import::batch::{Look, look};
use crate::import::{self, Chosen, LARGEST, TOO_LARGE, letters, part_name};
use crate::ui::{folder, heard, snapshots, tried};

/// So much of a file tells whether it is one of ours.
const HEAD: f64 = 4096.0;

/// What was made of a file.
pub struct Read {
    /// What it is.
    pub look: Look,
    /// Its words as JSON, kept outside of the program's memory until they are asked for.
    pub words: Option<Uint8Array>,
    /// Where it holds several calls, a file of each.
    pub parts: Vec<File>,
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

/// A smaller file is read before a worker has started.
const SMALL: f64 = 300_000.0;

impl Reader {
    /// For this one file.
    pub fn of(file: &File) -> Self {
        let reader = Self::default();
        reader.0.is_alone.set(file.size() < SMALL);
        reader
    }

    /// Reads a file, in the encoding of that label where one was chosen; `companions` may bring the names of its speakers.
    /// `None`: [`Self::end`] was called meanwhile.
    pub async fn read(&self, file: &File, encoding: Option<&str>, companions: &[File]) -> Option<Read> {
        let question = Array::of2(file, &encoding.map_or(JsValue::UNDEFINED, JsValue::from_str));
        for it in companions {
            question.push(it);
        }
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
        Some(answer.map_or_else(|| self.stopped(), |it| understood(it, &file.name())))
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
    Read { look: Look::Refused(why.to_owned()), words: None, parts: Vec::new() }
}

fn understood(answer: JsValue, name: &str) -> Read {
    let answer: Array = answer.unchecked_into();
    let bytes = answer.get(0).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
    match serde_json::from_slice(&bytes) {
        Ok(Look::Several) => {
            let of = answer.length().saturating_sub(1) as usize;
            let part = |(at, it): (usize, JsValue)| files::made(&part_name(name, at, of), &it);
            let parts: Vec<File> = answer.iter().skip(1).enumerate().filter_map(part).collect();
            // A part that again holds several would be taken apart for ever.
            match parts.len() {
                0 | 1 => refused("The calls in this file cannot be told apart; save each as a file of its own."),
                _ => Read { look: Look::Several, words: None, parts },
            }
        }
        Ok(look) => Read { look, words: answer.get(1).dyn_into().ok(), parts: Vec::new() },
        Err(_) => refused("What was read of this file could not be understood; choose it by itself."),
    }
}

/// Reads files for the page, tells signals from words, tries rules, and takes snapshots, in a worker.
pub fn serve() {
    worker::serve(|question| match question.unchecked_ref::<Array>().get(0).as_string().as_deref() {
        None => answer(question),
        Some(snapshots::ASKED) => snapshots::answer(question),
        Some(folder::ASKED) => folder::answer(question),
        Some(tried::ASKED) => tried::answer(question),
        Some(_) => heard::answer(question),
    });
}

/// What the first of the files is, as JSON, and its words where it has some, or the texts of its calls where it has several.
/// After it comes the encoding, where one was chosen; what follows may bring the names of its speakers.
fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let question: Array = question.unchecked_into();
        let json = |bytes: Result<Vec<u8>, serde_json::Error>| {
            bytes.map(|it| Uint8Array::from(it.as_slice()).into()).unwrap_or(JsValue::UNDEFINED)
        };
        let answer = Array::of1(&JsValue::UNDEFINED);
        let tell = |it: JsValue| {
            answer.push(&it);
        };
        let look = read(&question, tell).await.unwrap_or_else(Look::Refused);
        answer.set(0, json(serde_json::to_vec(&look)));
        answer
    })
}

async fn read(question: &Array, mut tell: impl FnMut(JsValue)) -> Result<Look, String> {
    let file: File = question.get(0).unchecked_into();
    if exchange::is_callcraft(&files::bytes(&file, HEAD).await?) {
        return Ok(Look::Ours);
    }
    if file.size() > LARGEST as f64 {
        return Err(TOO_LARGE.to_owned());
    }
    let bytes = files::bytes(&file, LARGEST as f64).await?;
    if exchange::is_rubric(&bytes) {
        return Err("This is a rubric, not a call: read it on the page Rubrics.".to_owned());
    }
    let label = question.get(1).as_string();
    let chosen = label.as_deref().and_then(letters::named).and_then(|it| {
        let text = decode(&bytes, it.label)?;
        Some(Chosen { text, encoding: it.label })
    });
    let mut companions = Vec::new();
    for it in question.iter().skip(2) {
        companions.push(files::bytes(it.unchecked_ref(), LARGEST as f64).await?);
    }
    let companions: Vec<&[u8]> = companions.iter().map(Vec::as_slice).collect();
    let (mut look, words) = look(&bytes, chosen.as_ref(), &companions);
    if let Some(words) = words.and_then(|it| serde_json::to_vec(&it).ok()) {
        tell(Uint8Array::from(words.as_slice()).into());
    }
    match &mut look {
        Look::Several => import::parts(&bytes, chosen.as_ref()).iter().for_each(|it| tell(Uint8Array::from(it.as_bytes()).into())),
        Look::Letters(label) => {
            let head = bytes.get(..letters::HEAD).unwrap_or(&bytes);
            label.push_str(letters::likely(|it| decode(head, it)).first().map_or("", |it| it.label));
        }
        _ => {}
    }
    Ok(look)
}
