//! The browser's database itself, for what rexie cannot do: an upgrade of our own, a word about what was lost, a limit
//! of time, and writes that are on the disk before they count as kept.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbVersionChangeEvent};

use super::guard::{Ask, Guard};
use super::{StorageError, schema};

/// How long the database may take to open before the person is told, in milliseconds.
const SLOW_MS: u32 = 5_000;
/// How long a write may take, in milliseconds: for itself, and for each of its rows.
const WRITE_MS: u32 = 10_000;
const ROW_MS: u32 = 5;

/// Why opening takes its time. It goes on meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// A tab with an older release keeps the database open.
    Blocked,
    /// Nobody knows.
    Slow,
}

/// What was found on opening.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The layout's version before this release made it its own; 0 where there was no database.
    pub version: u32,
    /// The browser's words where it says that it has lost what was there.
    pub loss: Option<String>,
}

/// Opens the database at this release's layout, making or upgrading it. With `make` false one that is not there is not
/// made: [`StorageError::Gone`].
pub async fn open(name: &str, make: bool, told: &dyn Fn(Wait)) -> Result<(IdbDatabase, Before), StorageError> {
    let unavailable = |err: JsValue| StorageError::opening(words(&err));
    // Of the page, or of the worker that this runs in.
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).map_err(unavailable)?;
    let factory: IdbFactory = factory.dyn_into().map_err(|_| StorageError::Unavailable("it has none".to_owned()))?;
    let request = factory.open_with_u32(name, schema::VERSION).map_err(unavailable)?;
    let before = Rc::new(RefCell::new(Before { version: schema::VERSION, loss: None }));
    let upgrade = upgrading(&request, make, before.clone());
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    // Whichever comes first of: opened, failed, blocked, too slow. The last two are told, and waited on.
    let (mut slow, mut first) = (None, true);
    loop {
        let said = Promise::new(&mut |done, failed| {
            request.set_onsuccess(Some(&done));
            request.set_onerror(Some(&failed));
            request.set_onblocked(Some(&done));
            if first {
                let done = done.clone();
                slow = Some(Timeout::new(SLOW_MS, move || drop(done.call0(&JsValue::NULL))));
            }
        });
        let event = JsFuture::from(said).await.map_err(|_| failure(&request, make, &before.borrow()))?;
        let kind = event.dyn_ref::<Event>().map(Event::type_);
        if kind.as_deref() == Some("success") {
            break;
        }
        first = false;
        told(if kind.is_some() { Wait::Blocked } else { Wait::Slow });
    }
    drop(slow);
    let base: IdbDatabase = request.result().map_err(unavailable)?.unchecked_into();
    Ok((base, before.take()))
}

fn failure(request: &IdbOpenDbRequest, make: bool, before: &Before) -> StorageError {
    if !make && before.version == 0 {
        return StorageError::Gone;
    }
    StorageError::opening(request.error().ok().flatten().map(|it| words(&it)).unwrap_or_default())
}

/// What is done where the database is of an older layout, or not there.
fn upgrading(request: &IdbOpenDbRequest, make: bool, before: Rc<RefCell<Before>>) -> Closure<dyn FnMut(IdbVersionChangeEvent)> {
    let request = request.clone();
    Closure::new(move |event: IdbVersionChangeEvent| {
        let version = event.old_version() as u32;
        // Not standard, but where the browser says it, nothing else does.
        let loss = text(&event, "dataLoss").filter(|it| it != "none").map(|it| text(&event, "dataLossMessage").unwrap_or(it));
        before.replace(Before { version, loss });
        let base: Option<IdbDatabase> = request.result().ok().and_then(|it| it.dyn_into().ok());
        let upgraded = (make || version > 0) && base.is_some_and(|it| schema::upgrade(&it).is_ok());
        if !upgraded && let Some(transaction) = request.transaction() {
            let _ = transaction.abort();
        }
    })
}

/// One change of one store.
pub enum Change {
    /// Adds or replaces a row.
    Put(JsValue),
    /// Takes a row out, by its key.
    Delete(String),
    /// Takes all rows out.
    Clear,
}

/// Makes all `changes` in one transaction, and resolves when it is complete: all of it is kept, or none. `strict`: it is
/// on the disk by then, not only handed to the system. What `guard` asks is asked before anything is changed; where the
/// answers do not let it, all is taken back.
pub async fn write(base: &IdbDatabase, guard: &Guard<'_>, changes: Vec<(&'static str, Change)>, strict: bool) -> Result<(), StorageError> {
    let failed = |err: JsValue| StorageError::told("save", words(&err));
    let limit = WRITE_MS.saturating_add(ROW_MS.saturating_mul(changes.len() as u32));
    let stores = guard.asks.iter().map(|it| it.0).chain(changes.iter().map(|it| it.0));
    let transaction = begin(base, stores, strict).map_err(failed)?;
    let asked = ask(&transaction, guard).and_then(|asked| issue(&transaction, changes).map(|()| asked));
    let asked = asked.map_err(|err| {
        let _ = transaction.abort();
        failed(err)
    })?;
    let mut late = None;
    let end = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
        late = Some(Timeout::new(limit, move || drop(failed.call0(&JsValue::NULL))));
    });
    if let Some(last) = asked.last() {
        // They are answered in their order.
        let answered = Promise::new(&mut |done, _| last.set_onsuccess(Some(&done)));
        if JsFuture::from(Promise::race(&Array::of2(&answered, &end))).await.is_ok() {
            let found: Vec<JsValue> = asked.iter().map(|it| it.result().unwrap_or_default()).collect();
            let besides = guard.decide(&found).and_then(|besides| issue(&transaction, besides).map_err(failed));
            if let Err(refused) = besides {
                let _ = transaction.abort();
                let _ = JsFuture::from(end).await;
                return Err(refused);
            }
        }
    }
    // Nothing more comes: on a page that goes away the browser need not wait for it.
    if let Ok(commit) = Reflect::get(&transaction, &"commit".into()).and_then(JsCast::dyn_into::<Function>) {
        let _ = commit.call0(&transaction);
    }
    let end = JsFuture::from(end).await;
    drop(late);
    match end {
        Ok(_) => Ok(()),
        Err(event) if event.is_undefined() => {
            // So that it is known: not kept.
            let _ = transaction.abort();
            Err(StorageError::Request { action: "save", cause: "it did not answer".to_owned() })
        }
        Err(_) => Err(transaction.error().map_or(StorageError::Aborted, |it| failed(it.into()))),
    }
}

/// Begins a transaction that changes these stores.
pub fn begin<'a>(base: &IdbDatabase, names: impl Iterator<Item = &'a str>, strict: bool) -> Result<IdbTransaction, JsValue> {
    let stores = Array::new();
    for name in names {
        let name = JsValue::from(name);
        if !stores.includes(&name, 0) {
            stores.push(&name);
        }
    }
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &if strict { "strict" } else { "relaxed" }.into())?;
    // web-sys knows no options.
    let method: Function = Reflect::get(base, &"transaction".into())?.dyn_into()?;
    method.call3(base, &stores, &"readwrite".into(), &options)?.dyn_into()
}

fn ask(transaction: &IdbTransaction, guard: &Guard<'_>) -> Result<Vec<IdbRequest>, JsValue> {
    let one = |(name, ask): &(&'static str, Ask)| {
        let store = transaction.object_store(name)?;
        match ask {
            Ask::Row(key) => store.get(&key.into()),
            Ask::All => store.get_all(),
            Ask::OfCall(call) => store.index(schema::BY_CALL)?.get_all_with_key(&call.into()),
        }
    };
    guard.asks.iter().map(one).collect()
}

/// Asks for all `changes`.
pub fn issue(transaction: &IdbTransaction, changes: Vec<(&'static str, Change)>) -> Result<(), JsValue> {
    for (name, change) in changes {
        let store = transaction.object_store(name)?;
        match change {
            Change::Put(row) => store.put(&row)?,
            Change::Delete(key) => store.delete(&key.into())?,
            Change::Clear => store.clear()?,
        };
    }
    Ok(())
}

fn text(value: &JsValue, key: &str) -> Option<String> {
    Reflect::get(value, &key.into()).ok()?.as_string()
}

/// The browser's words for an error: its name, which tells what it is, and its message.
pub fn words(err: &JsValue) -> String {
    format!("{}: {}", text(err, "name").unwrap_or_default(), text(err, "message").unwrap_or_default())
}
