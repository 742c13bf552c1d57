//! Which signals stand in the words of every call. They are told in workers, a few calls at a time, and kept: in memory,
//! and in the database as one small row, by the version of each call, the settings and the release.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::WithUntracked;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::browser::site;
use crate::browser::worker::{Answering, Worker};
use crate::domain::id::{CallId, PersonId};
use crate::domain::listing::signals::Signals;
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::transcript::CallTranscript;
use crate::storage::{Batch, Db};
use crate::ui::session::Session;

/// Begins a question to the worker of this kind.
pub const ASKED: &str = "signals";

/// So many calls go to a worker at a time.
const AT_ONCE: usize = 16;
/// So many workers at most.
const LANES: usize = 2;
/// What is told is kept after so many calls.
const KEPT_AFTER: usize = 1000;

/// What signals depend on beside the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct By {
    settings: Settings,
    is_sample: bool,
}

impl By {
    fn of(session: Session) -> Self {
        let is_sample = session.is_sample();
        Self { settings: session.settings.with_untracked(Settings::of_hearing), is_sample }
    }
}

/// What is known: by which settings, and of each call its version and its signals; and by which settings what is kept in
/// the database was asked for.
type Known = (Option<By>, HashMap<CallId, (u32, Signals)>, Option<By>);

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new((None, HashMap::new(), None));
}

/// Forgets what was told by other settings.
fn settle(by: &By) {
    KNOWN.with_borrow_mut(|known| {
        if known.0.as_ref() != Some(by) {
            *known = (Some(by.clone()), HashMap::new(), None);
        }
    });
}

/// The signals of a call in this version, where they are known.
pub fn of(call: CallId, version: u32) -> Option<Signals> {
    KNOWN.with_borrow(|known| known.1.get(&call).filter(|it| it.0 == version).map(|it| it.1))
}

/// Whether the signals of any call are known.
pub fn is_any() -> bool {
    KNOWN.with_borrow(|known| !known.1.is_empty())
}

/// Keeps the signals of a call that was read anyway.
pub fn keep(session: Session, call: CallId, version: u32, signals: Signals) {
    settle(&By::of(session));
    KNOWN.with_borrow_mut(|known| known.1.insert(call, (version, signals)));
}

/// What is being told.
struct Telling {
    db: Db,
    by: By,
    calls: Vec<(CallId, u32)>,
    /// What is still to be told, the next last.
    unknown: RefCell<Vec<(CallId, u32)>>,
    /// How many calls are known.
    done: Cell<usize>,
    /// How many of them are not kept.
    unkept: Cell<usize>,
    /// Whether anybody still wants to know.
    is_wanted: Cell<bool>,
    told: Box<dyn Fn(usize) -> bool>,
}

/// Tells the signals of all these calls that are not known yet, the first ones first. `told` is called now and then with
/// how many are; it says whether anybody still wants to know. What is known is kept in the database, so that the next
/// visit need not read the words again.
pub async fn tell(session: Session, calls: Vec<(CallId, u32)>, told: impl Fn(usize) -> bool + 'static) {
    let by = By::of(session);
    let db = session.db();
    recall(&db, &by).await;
    let mut unknown: Vec<(CallId, u32)> = calls.iter().copied().filter(|it| of(it.0, it.1).is_none()).collect();
    unknown.reverse();
    let (done, many) = (calls.len() - unknown.len(), unknown.len());
    let telling = Rc::new(Telling {
        db,
        by,
        calls,
        unknown: RefCell::new(unknown),
        done: Cell::new(done),
        unkept: Cell::new(0),
        is_wanted: Cell::new(told(done)),
        told: Box::new(told),
    });
    // Two at a time: while one reads from the disk the other listens.
    let lanes = if many > 8 * AT_ONCE { LANES } else { 1 };
    let under_way: Array = (0..lanes).map(|_| future_to_promise(lane(telling.clone(), many > AT_ONCE))).collect();
    let _ = JsFuture::from(Promise::all(&under_way)).await;
    telling.keep().await;
}

/// Tells some calls after the other, until none is left.
async fn lane(telling: Rc<Telling>, in_worker: bool) -> Result<JsValue, JsValue> {
    let mut worker = if in_worker && telling.is_wanted.get() { Worker::start().await } else { None };
    while let Some(part) = telling.next() {
        let question = asked(&telling.db, &telling.by, &part).await;
        let answered = match &worker {
            Some(it) => it.ask(&question).await,
            None => None,
        };
        let found = match answered {
            Some(it) => it,
            None => {
                // No worker, or it has stopped: the page does it, and gets its turn in between.
                worker = None;
                TimeoutFuture::new(0).await;
                answer(question.into()).await.into()
            }
        };
        telling.take_in(&part, understood(&found));
        if telling.unkept.get() >= KEPT_AFTER {
            telling.keep().await;
        }
    }
    Ok(JsValue::UNDEFINED)
}

impl Telling {
    fn next(&self) -> Option<Vec<(CallId, u32)>> {
        let mut unknown = self.unknown.borrow_mut();
        let rest = unknown.len().saturating_sub(AT_ONCE);
        let part: Vec<_> = unknown.drain(rest..).rev().collect();
        (self.is_wanted.get() && !part.is_empty()).then_some(part)
    }

    fn take_in(&self, part: &[(CallId, u32)], found: Vec<Signals>) {
        KNOWN.with_borrow_mut(|known| {
            // Other settings may have come meanwhile.
            if known.0.as_ref() == Some(&self.by) {
                known.1.extend(part.iter().zip(found).map(|(it, signals)| (it.0, (it.1, signals))));
            }
        });
        self.done.set(self.done.get() + part.len());
        self.unkept.set(self.unkept.get() + part.len());
        self.is_wanted.set(self.is_wanted.get() && (self.told)(self.done.get()));
    }

    /// Keeps what is known of these calls, of others nothing. Where that fails, the words are read again next time.
    async fn keep(&self) {
        if self.unkept.replace(0) == 0 {
            return;
        }
        let known = |it: &(CallId, u32)| of(it.0, it.1).map(|signals| (it.0, it.1, signals));
        let kept = Kept { by: self.by.clone(), release: site::release(), calls: self.calls.iter().filter_map(known).collect() };
        let _ = self.db.commit(Batch::default().signals(&kept)).await;
    }
}

/// What is kept of the signals: told by which settings and by which release, whose word lists they are.
#[derive(Serialize, Deserialize)]
struct Kept {
    by: By,
    release: Option<String>,
    calls: Vec<(CallId, u32, Signals)>,
}

/// Takes in what was kept by the same settings and the same release.
async fn recall(db: &Db, by: &By) {
    if KNOWN.with_borrow(|known| known.2.as_ref() == Some(by)) {
        return settle(by);
    }
    let kept = db.signals().await.ok().flatten().and_then(|it| serde_json::from_slice::<Kept>(&it).ok());
    settle(by);
    KNOWN.with_borrow_mut(|known| {
        known.2 = Some(by.clone());
        let kept = kept.filter(|it| it.by == *by && it.release == site::release());
        for (call, version, signals) in kept.into_iter().flat_map(|it| it.calls) {
            known.1.entry(call).or_insert((version, signals));
        }
    });
}

/// The question: its kind, the settings, and for each call who the rep is, its language and its words as stored.
async fn asked(db: &Db, by: &By, calls: &[(CallId, u32)]) -> Array {
    let question = Array::of2(&ASKED.into(), &json(by));
    let ids: Vec<CallId> = calls.iter().map(|it| it.0).collect();
    for (call, words) in db.calls_with_words(&ids).await.unwrap_or_default() {
        let facts = call.map(|it| (it.body.rep, it.body.language)).unwrap_or_default();
        question.push(&json(&facts));
        question.push(&words.unwrap_or_default());
    }
    question
}

/// Something as it goes to a worker or comes back.
pub fn json(it: &impl Serialize) -> JsValue {
    Uint8Array::from(serde_json::to_vec(it).unwrap_or_default().as_slice()).into()
}

/// What [`json`] made, read.
pub fn read<T: serde::de::DeserializeOwned>(it: &JsValue) -> Option<T> {
    serde_json::from_slice(&it.dyn_ref::<Uint8Array>()?.to_vec()).ok()
}

/// Answers the question, in the worker: a set of signals for each call, in order. A call that cannot be read has none.
pub fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let parts: Array = question.unchecked_into();
        let by: Option<By> = read(&parts.get(1));
        let mut found: Vec<Signals> = Vec::new();
        for at in (2..parts.length()).step_by(2) {
            let facts: Option<(Option<PersonId>, String)> = read(&parts.get(at));
            let words: Option<Record<CallTranscript>> = read(&parts.get(at + 1));
            let signals = by
                .as_ref()
                .zip(facts)
                .zip(words)
                .map(|((by, (rep, language)), words)| Signals::heard(&words.body.transcript, rep, &by.settings.hearing(&language)));
            found.push(signals.unwrap_or_default());
        }
        Array::of1(&json(&found))
    })
}

fn understood(answer: &JsValue) -> Vec<Signals> {
    read(&answer.unchecked_ref::<Array>().get(0)).unwrap_or_default()
}
