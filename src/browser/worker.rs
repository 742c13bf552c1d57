//! A second thread: this same program, or another of the site, started in a worker, asked one thing at a time.
//!
//! A plain worker, not `gloo-worker`: what is sent is the browser's own `File`, which costs nothing to hand over and is
//! read on the other side, so that its bytes never lie in the page's memory, which cannot shrink. A typed channel would
//! have to copy them there and encode them.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, WorkerOptions, WorkerType};

/// Said by the worker when it can be asked.
const READY: &str = "ready";
/// Said by the worker, or by `worker.js`, when it cannot be asked any more.
const STOPPED: &str = "stopped";

/// A worker that runs a program of the site.
pub struct Worker {
    worker: web_sys::Worker,
    /// Ends the wait for an answer.
    give_up: RefCell<Option<Function>>,
}

impl Worker {
    /// Starts this program in one; `None` where the browser has none that can run it, or it does not arrive.
    pub async fn start() -> Option<Self> {
        Self::run(&script()?).await
    }

    /// Starts the program that closes and opens files; `None` as for [`Self::start`].
    pub async fn start_seal() -> Option<Self> {
        // As .ci/split.sh names them.
        Self::run(&script()?.replacen(".js&", "_seal.js&", 1).replacen("_bg.wasm", "_seal.wasm", 1)).await
    }

    async fn run(script: &str) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(script, &options).ok()?;
        let worker = Self { worker, give_up: RefCell::new(None) };
        let answer = JsFuture::from(worker.next()).await.ok()?;
        (said(&answer).as_string().as_deref() == Some(READY)).then_some(worker)
    }

    /// Asks, and waits for the answer; `None` where the worker has stopped or was ended meanwhile.
    pub async fn ask(&self, question: &JsValue) -> Option<JsValue> {
        let answer = self.next();
        self.worker.post_message(question).ok()?;
        let answer = said(&JsFuture::from(answer).await.ok()?);
        (answer.as_string().as_deref() != Some(STOPPED)).then_some(answer)
    }

    /// Ends the worker, whatever it is at.
    pub fn end(&self) {
        self.worker.terminate();
        if let Some(give_up) = self.give_up.take() {
            let _ = give_up.call0(&JsValue::NULL);
        }
    }

    /// The next message, or that there will be none.
    fn next(&self) -> Promise {
        Promise::new(&mut |done, failed| {
            self.worker.set_onmessage(Some(&done));
            self.worker.set_onerror(Some(&failed));
            self.worker.set_onmessageerror(Some(&failed));
            self.give_up.replace(Some(failed));
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// The script that starts a worker, as the page's start script is told the names of the program's files.
fn script() -> Option<String> {
    let script = gloo::utils::document().query_selector("script[src*='boot.js']").ok()??.get_attribute("src")?;
    Some(script.replacen("boot.js", "worker.js", 1))
}

fn said(message: &JsValue) -> JsValue {
    message.unchecked_ref::<MessageEvent>().data()
}

/// The worker this program runs in, if it does.
fn here() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Whether this program runs in a worker, not in a page.
pub fn is_here() -> bool {
    here().is_some()
}

/// An answer under way: parts, of which bytes change hands.
pub type Answering = Pin<Box<dyn Future<Output = Array>>>;

/// Answers what this worker is asked from now on.
pub fn serve(answer: fn(JsValue) -> Answering) {
    let Some(scope) = here() else { return };
    let to = scope.clone();
    let handler = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let to = to.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let answer = answer(event.data()).await;
            // Handed over, not copied.
            let buffers: Array = answer.iter().filter_map(|it| it.dyn_into().ok()).map(|it: Uint8Array| it.buffer()).collect();
            let _ = to.post_message_with_transfer(&answer, &buffers);
        });
    });
    scope.set_onmessage(Some(handler.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    handler.forget();
    let _ = scope.post_message(&READY.into());
}

/// Says that this worker cannot be asked.
pub fn give_up() {
    if let Some(scope) = here() {
        let _ = scope.post_message(&STOPPED.into());
    }
}
