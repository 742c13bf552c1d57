//! The page's connection to the database: made, lost, made again, ended.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use rexie::{Rexie, Transaction, TransactionMode};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbVersionChangeEvent};

use super::raw::{self, Before, Wait};
use super::{Db, StorageError, schema};

/// A database, and what was there before it was opened.
pub struct Opened {
    /// The database.
    pub db: Db,
    /// What was there.
    pub before: Before,
}

/// Why a page can write no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Another tab has a newer release, and the database with it.
    Newer,
    /// The browser has thrown the database away.
    Gone,
}

impl End {
    fn error(self) -> StorageError {
        match self {
            Self::Newer => StorageError::Closed,
            Self::Gone => StorageError::Gone,
        }
    }
}

/// Hears that the page can write no more.
type Heard = Box<dyn Fn(End)>;

/// Two handles of one database: rexie's, for reading and for what reads before it writes, and the browser's own.
#[derive(Default)]
pub(super) struct Connection {
    name: String,
    handles: RefCell<Option<Handles>>,
    /// How often it was made.
    made: Cell<u32>,
    end: Cell<Option<End>>,
    heard: RefCell<Option<Heard>>,
}

struct Handles {
    base: IdbDatabase,
    rexie: Option<Rexie>,
    // Called by the browser for as long as the handle is open.
    _changed: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    _closed: Closure<dyn FnMut()>,
}

/// A handle that is only dropped would stay open without a listener, and a newer release in another tab would wait for
/// it for ever.
impl Drop for Handles {
    fn drop(&mut self) {
        self.base.set_onversionchange(None);
        self.base.set_onclose(None);
        self.base.close();
        if let Some(rexie) = self.rexie.take() {
            rexie.close();
        }
    }
}

impl Connection {
    pub(super) async fn open(name: &str, told: &dyn Fn(Wait)) -> Result<(Rc<Self>, Before), StorageError> {
        let connection = Rc::new(Self { name: name.to_owned(), ..Self::default() });
        let before = connection.connect(true, told).await?;
        Ok((connection, before))
    }

    async fn connect(self: &Rc<Self>, make: bool, told: &dyn Fn(Wait)) -> Result<Before, StorageError> {
        let (base, before) = raw::open(&self.name, make, told).await?;
        let weak = Rc::downgrade(self);
        let changed = Closure::new(move |event: IdbVersionChangeEvent| give_way(&weak, event.new_version().is_some()));
        let weak = Rc::downgrade(self);
        let closed = Closure::new(move || lose(&weak));
        base.set_onversionchange(Some(changed.as_ref().unchecked_ref()));
        base.set_onclose(Some(closed.as_ref().unchecked_ref()));
        let mut handles = Handles { base, rexie: None, _changed: changed, _closed: closed };
        // Of the same version: it never sees an upgrade.
        handles.rexie = Some(Rexie::builder(&self.name).version(schema::VERSION).build().await.map_err(StorageError::open)?);
        self.handles.replace(Some(handles));
        self.made.set(self.made.get().wrapping_add(1));
        wasm_bindgen_futures::spawn_local(renew());
        Ok(before)
    }

    /// Makes the connection once more. Where the database is gone, none is made in its place.
    pub(super) async fn reopen(self: &Rc<Self>) -> Result<(), StorageError> {
        if let Some(end) = self.end.get() {
            return Err(end.error());
        }
        drop(self.handles.take());
        match self.connect(false, &|_| {}).await {
            Ok(_) => Ok(()),
            Err(StorageError::NewerVersion) => Err(self.give_up(End::Newer)),
            Err(StorageError::Gone) => Err(self.give_up(End::Gone)),
            Err(err) => Err(err),
        }
    }

    pub(super) fn on_end(&self, heard: Heard) {
        self.heard.replace(Some(heard));
    }

    fn give_up(&self, end: End) -> StorageError {
        let end = self.end.get().unwrap_or_else(|| {
            self.end.set(Some(end));
            if let Some(heard) = self.heard.borrow().as_ref() {
                heard(end);
            }
            end
        });
        end.error()
    }

    pub(super) fn begin(&self, stores: &[&str], mode: TransactionMode) -> Result<Transaction, StorageError> {
        let handles = self.handles.borrow();
        let rexie = handles.as_ref().and_then(|it| it.rexie.as_ref()).ok_or(StorageError::Closed)?;
        rexie.transaction(stores, mode).map_err(StorageError::begin)
    }

    /// The browser's own handle.
    pub(super) fn base(&self) -> Result<IdbDatabase, StorageError> {
        self.handles.borrow().as_ref().map(|it| it.base.clone()).ok_or(StorageError::Closed)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Grows whenever the connection is made.
    pub(super) fn made(&self) -> u32 {
        self.made.get()
    }

    /// Whether the browser has closed the connection, and it can be made once more.
    pub(super) fn is_lost(&self) -> bool {
        self.end.get().is_none() && self.handles.borrow().is_none()
    }
}

/// Makes an empty database and removes it again.
///
/// Where a write was cut off, by a full disk or a killed browser, Chromium goes on behind what is left of it in the same
/// file, and at the start after next takes the file for damaged and throws all databases of the site away. On removing one
/// it writes what it holds into a new file and lets the old one go. Nobody waits for it; where it fails, all is as it was.
async fn renew() {
    // Not a name that `public/rescue.js` takes for one of ours.
    const NAME: &str = "scratch-callcraft";
    if let Ok(scratch) = Rexie::builder(NAME).version(1).build().await {
        scratch.close();
        drop(Rexie::delete(NAME).await);
    }
}

/// Another tab wants to change the layout, or to remove the database: whoever is here writes what waits, then goes.
fn give_way(connection: &Weak<Connection>, newer: bool) {
    let Some(connection) = connection.upgrade() else { return };
    if newer {
        connection.give_up(End::Newer);
    }
    Timeout::new(0, move || drop(connection.handles.take())).forget();
}

/// The browser has closed the connection by itself: whether the database is still there is asked at once, not when the
/// person has written for an hour more.
fn lose(connection: &Weak<Connection>) {
    let Some(connection) = connection.upgrade() else { return };
    drop(connection.handles.take());
    wasm_bindgen_futures::spawn_local(async move {
        // While the browser is still about it, it refuses. After the last time whoever asks for something hears of it.
        for wait in [0, 200, 1_000, 5_000] {
            TimeoutFuture::new(wait).await;
            if !connection.is_lost() || connection.reopen().await.is_ok() {
                return;
            }
        }
    });
}
