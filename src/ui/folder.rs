//! A folder of the person's choice, into which backup files are written by themselves: one a day, the last of the day.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::handover::saving::onto;
use super::session::Session;
use super::{backup, sentinel};
use crate::browser::making::Making;
use crate::browser::worker::{Answering, Worker};
use crate::browser::{clock, keep};
use crate::export::file_name::file_name;
use crate::storage::Db;

/// The first word of the question that a worker is asked: to write the file.
pub const ASKED: &str = "folder";

/// Under which its handle is kept.
const ID: &str = "backup-folder";

/// What is with the chosen folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can be written to without asking.
    Open,
    /// The person has to allow it again.
    Ask,
    /// It was removed or renamed, or its disk is not there.
    Gone,
}

/// The chosen folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its name; the browser tells no path.
    pub name: String,
    /// What is with it.
    pub state: State,
}

/// Whether this browser can write into folders at all.
pub async fn can_be() -> bool {
    keep::call("hasFolders", &Array::new()).await.is_ok_and(|it| it.is_truthy())
}

async fn state(handle: &JsValue, ask: bool) -> State {
    let said = keep::call("allowed", &Array::of2(handle, &ask.into())).await.ok().and_then(|it| it.as_string());
    match said.as_deref() {
        Some("granted") => State::Open,
        Some("gone") => State::Gone,
        _ => State::Ask,
    }
}

fn name(handle: &JsValue) -> String {
    Reflect::get(handle, &"name".into()).ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// The folder that was chosen, if one was.
pub async fn chosen(session: Session) -> Option<Folder> {
    let handle = session.db().handle(ID).await.ok().flatten()?;
    Some(Folder { name: name(&handle), state: state(&handle, false).await })
}

/// Lets the person choose one; tells whether they did.
///
/// # Errors
///
/// A sentence.
pub async fn choose(session: Session) -> Result<bool, String> {
    let handle = match keep::call("chooseFolder", &Array::new()).await {
        Ok(handle) => handle,
        Err(why) if why.starts_with("AbortError") => return Ok(false),
        Err(why) => return Err(why),
    };
    session.db().keep_handle(ID, &handle).await.map_err(|err| err.to_string())?;
    Ok(true)
}

/// Lets go of the folder; its files stay.
///
/// # Errors
///
/// A sentence.
pub async fn forget(session: Session) -> Result<(), String> {
    session.db().forget_handle(ID).await.map_err(|err| err.to_string())
}

/// Writes a backup file into the folder; gives its name. `ask`: the person may be asked, after a click only. Nothing is
/// done where no folder was chosen.
///
/// # Errors
///
/// A sentence; then no file was written, and one that was there is as it was.
pub async fn write(session: Session, ask: bool) -> Result<Option<String>, String> {
    let Some(handle) = session.db().handle(ID).await.map_err(|err| err.to_string())? else { return Ok(None) };
    let failed = |why: &str| Err(format!("No backup file was written into the folder “{}”: {why}", name(&handle)));
    match state(&handle, ask).await {
        State::Open => {}
        State::Ask => return failed("the browser wants to be told that it may. Allow it on the page Data, or save a file there."),
        State::Gone => return failed("it is not there any more. Choose a folder again on the page Data, or save a file there."),
    }
    let (changes, file) = (sentinel::get().unbacked, file_name("workspace", Some(clock::today()), "json"));
    let question = Array::of4(&ASKED.into(), &session.db().name().into(), &handle, &file.as_str().into());
    let answer = match Worker::start().await {
        Some(worker) => worker.ask(&question).await.map(JsCast::unchecked_into::<Array>),
        None => None,
    };
    match answer {
        Some(answer) => answer.get(0).as_string().map_or(Ok(()), Err)?,
        // No worker, or one that the handle cannot be handed to.
        None => put(&session.db(), &handle, &file).await?,
    }
    backup::noted(session, &file, changes);
    Ok(Some(file))
}

/// Writes the file into the folder, and reads it as it is written.
async fn put(db: &Db, handle: &JsValue, file: &str) -> Result<(), String> {
    let written = async { onto(db, Making::within(handle, file).await?, &|_| true).await };
    written.await.map(drop).map_err(|why| format!("No backup file in the folder “{}”. {why}", name(handle)))
}

/// Writes the file that is asked for, in the worker, so that the page stays at hand however much there is: nothing, or why
/// there is none.
pub fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let question: Array = question.unchecked_into();
        let text = |at: u32| question.get(at).as_string().unwrap_or_default();
        let outcome = match Db::open(&text(1)).await {
            Ok(db) => put(&db, &question.get(2), &text(3)).await,
            Err(err) => Err(err.to_string()),
        };
        Array::of1(&outcome.err().map_or(JsValue::NULL, JsValue::from))
    })
}
