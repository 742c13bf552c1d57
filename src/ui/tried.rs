//! A rule tried on stored calls: where there are many in a worker, else, or where there is none, in the page.

use gloo::timers::future::TimeoutFuture;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::worker::{Answering, Worker};
use crate::domain::analysis::{Found, Near, Rule, tried};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::record::Record;
use crate::domain::transcript::CallTranscript;
use crate::storage::{Db, StorageError};
use crate::ui::heard::{json, read};

/// Begins a question to the worker of this kind.
pub const ASKED: &str = "trial";

/// So many calls are asked about at a time.
pub const AT_ONCE: usize = 8;

/// What is found in a call, and what may be missed; `None` where it has no words.
pub type Tried = Option<(Vec<Found>, Vec<Near>)>;

/// A rule being tried. What it works in ends with it.
pub struct Trier {
    db: Db,
    /// The rule, and whether it is a shipped one.
    rule: JsValue,
    worker: Option<Worker>,
}

impl Trier {
    /// Begins the trial of `rule` on so many calls.
    pub async fn begin(db: Db, rule: &Rule, is_shipped: bool, calls: usize) -> Self {
        let worker = if calls > 2 * AT_ONCE { Worker::start().await } else { None };
        Self { db, rule: json(&(rule, is_shipped)), worker }
    }

    /// Tries it on some calls, in their order.
    ///
    /// # Errors
    ///
    /// Where they cannot be read.
    pub async fn try_on(&mut self, calls: &[Record<Call>]) -> Result<Vec<Tried>, StorageError> {
        let ids: Vec<CallId> = calls.iter().map(|it| it.body.id).collect();
        let question = Array::of2(&ASKED.into(), &self.rule);
        for (call, (_, words)) in calls.iter().zip(self.db.calls_with_words(&ids).await?) {
            question.push(&json(&call.body));
            question.push(&words.unwrap_or_default());
        }
        let answered = match &self.worker {
            Some(it) => it.ask(&question).await,
            None => None,
        };
        let answered = match answered {
            Some(it) => it,
            None => {
                // No worker, or it has stopped: the page does it, and gets its turn in between.
                self.worker = None;
                TimeoutFuture::new(0).await;
                answer(question.into()).await.into()
            }
        };
        Ok(read(&answered.unchecked_ref::<Array>().get(0)).unwrap_or_default())
    }
}

/// Answers the question, in the worker.
pub fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let parts: Array = question.unchecked_into();
        let rule: Option<(Rule, bool)> = read(&parts.get(1));
        let one = |at: u32| -> Tried {
            let (call, words): (Call, Record<CallTranscript>) = (read(&parts.get(at))?, read(&parts.get(at + 1))?);
            rule.as_ref().map(|(rule, is_shipped)| tried(rule, *is_shipped, &call, &words.body.transcript))
        };
        let found: Vec<Tried> = (2..parts.length()).step_by(2).map(one).collect();
        Array::of1(&json(&found))
    })
}
