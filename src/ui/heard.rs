//! Which signals stand in the words of every call. They are told in a worker, a few calls at a time, and kept in memory
//! while the page is open: nothing is stored, so nothing can be out of date on the next visit.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Uint8Array};
use leptos::prelude::WithUntracked;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::worker::{Answering, Worker};
use crate::domain::analysis::{Rule, Settings};
use crate::domain::id::{CallId, PersonId};
use crate::domain::listing::signals::Signals;
use crate::domain::record::Record;
use crate::domain::transcript::CallTranscript;
use crate::storage::Db;
use crate::ui::session::Session;

/// Begins a question to the worker of this kind.
pub const ASKED: &str = "signals";

/// So many calls go to the worker at a time.
const AT_ONCE: usize = 8;

/// What signals depend on beside the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct By {
    competitors: Vec<String>,
    rules: Vec<Rule>,
    is_sample: bool,
}

impl By {
    fn of(session: Session) -> Self {
        let is_sample = session.is_sample();
        session.settings.with_untracked(|it| Self { competitors: it.competitors.clone(), rules: it.rules.clone(), is_sample })
    }
}

/// What is known: by which settings, and of each call its version and its signals.
type Known = (Option<By>, HashMap<CallId, (u32, Signals)>);

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new((None, HashMap::new()));
}

/// Forgets what was told by other settings.
fn settle(by: &By) {
    KNOWN.with_borrow_mut(|known| {
        if known.0.as_ref() != Some(by) {
            *known = (Some(by.clone()), HashMap::new());
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

/// Tells the signals of all these calls that are not known yet. `told` is called now and then with how many are; it says
/// whether anybody still wants to know.
pub async fn tell(session: Session, calls: Vec<(CallId, u32)>, told: impl Fn(usize) -> bool) {
    let by = By::of(session);
    settle(&by);
    let db = session.db();
    let unknown: Vec<(CallId, u32)> = calls.iter().copied().filter(|it| of(it.0, it.1).is_none()).collect();
    let mut done = calls.len() - unknown.len();
    let mut worker = if unknown.len() > AT_ONCE { Worker::start().await } else { None };
    for part in unknown.chunks(AT_ONCE) {
        if !told(done) {
            return;
        }
        let question = asked(&db, &by, part).await;
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
        let found = understood(&found);
        KNOWN.with_borrow_mut(|known| {
            // Other settings may have come meanwhile.
            if known.0.as_ref() == Some(&by) {
                known.1.extend(part.iter().zip(found).map(|(it, signals)| (it.0, (it.1, signals))));
            }
        });
        done += part.len();
    }
    told(done);
}

/// The question: its kind, the settings, and for each call who the rep is, its language and its words as stored.
async fn asked(db: &Db, by: &By, calls: &[(CallId, u32)]) -> Array {
    let question = Array::of2(&ASKED.into(), &json(by));
    for (id, _) in calls {
        let call = db.call(*id).await.ok().flatten().map(|it| it.body);
        let facts = call.map(|it| (it.rep, it.language)).unwrap_or_default();
        question.push(&json(&facts));
        let words = db.words_as_stored(*id).await.ok().flatten().unwrap_or_default();
        question.push(&Uint8Array::from(words.as_slice()));
    }
    question
}

fn json(it: &impl Serialize) -> JsValue {
    Uint8Array::from(serde_json::to_vec(it).unwrap_or_default().as_slice()).into()
}

fn read<T: serde::de::DeserializeOwned>(it: &JsValue) -> Option<T> {
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
            let signals = by.as_ref().zip(facts).zip(words).map(|((by, (rep, language)), words)| {
                let (competitors, rules) = (by.competitors.clone(), by.rules.clone());
                let settings = Settings { competitors, rules, language, ..Settings::default() };
                Signals::heard(&words.body.transcript, rep, &settings)
            });
            found.push(signals.unwrap_or_default());
        }
        Array::of1(&json(&found))
    })
}

fn understood(answer: &JsValue) -> Vec<Signals> {
    read(&answer.unchecked_ref::<Array>().get(0)).unwrap_or_default()
}
