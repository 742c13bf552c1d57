//! What is known of many files, while they are read, asked about and kept.

use std::cell::{Cell, RefCell};

use js_sys::Uint8Array;
use web_sys::File;

use crate::domain::id::{CallId, PersonId};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::import::batch::{Answers, Entry, Here, Look, Plan, State};
use crate::ui::reading::Reader;

/// Where the person is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// There are no files.
    #[default]
    Closed,
    /// Files are read.
    Reading,
    /// All that shall be read is.
    Read,
    /// Calls are being kept.
    Keeping,
}

/// What is known of the files, shared by the page and the work that goes on behind it. The work outlives the page when
/// that is left, until it notices. No signals: what each kind of them costs is more than what drawing anew does.
#[derive(Default)]
pub struct Inside {
    pub(super) files: RefCell<Vec<(String, File)>>,
    pub(super) entries: RefCell<Vec<Entry>>,
    pub(super) words: RefCell<Vec<Option<Uint8Array>>>,
    /// The encodings that were chosen, with the index of their file.
    pub(super) encodings: RefCell<Vec<(usize, String)>>,
    pub(super) here: RefCell<Here>,
    pub(super) people: RefCell<Vec<Record<Person>>>,
    pub(super) reader: RefCell<Reader>,
    pub(super) is_stopped: Cell<bool>,
    pub(super) planned_at: Cell<u64>,
    pub(super) stage: Cell<Stage>,
    /// How many are done, of how many, and which is under way.
    pub(super) progress: RefCell<(usize, usize, String)>,
    pub(super) plan: RefCell<Plan>,
    pub(super) answers: RefCell<Answers>,
    /// The names that were answered for at once, by key: they can be asked about again.
    pub(super) rest: RefCell<Vec<String>>,
    /// The calls that were kept, with the index of their file.
    pub(super) kept: RefCell<Vec<(usize, CallId)>>,
    /// The people who were made with them.
    pub(super) made: RefCell<Vec<PersonId>>,
}

impl Inside {
    pub(super) fn kept(&self, file: usize) -> Option<CallId> {
        self.kept.borrow().iter().find(|it| it.0 == file).map(|it| it.1)
    }

    /// The files of which something is known, with their indexes.
    pub(super) fn of(&self, is: impl Fn(&Look) -> bool) -> Vec<(usize, File)> {
        let (files, entries) = (self.files.borrow(), self.entries.borrow());
        entries.iter().enumerate().filter(|it| is(&it.1.look)).filter_map(|(at, _)| Some((at, files.get(at)?.1.clone()))).collect()
    }

    /// Reads a file once more, with what is known by now; `false` where the person stopped it.
    pub(super) async fn read_again(&self, at: usize, file: &File, companions: &[File]) -> bool {
        let reader = self.reader.borrow().clone();
        let encoding = self.encodings.borrow().iter().find(|it| it.0 == at).map(|it| it.1.clone());
        let Some(mut read) = reader.read(file, encoding.as_deref(), companions).await else { return false };
        if matches!(read.look, Look::Several) {
            read.look = Look::Refused("This file holds several calls: open it by itself.".to_owned());
        }
        if let Some(entry) = self.entries.borrow_mut().get_mut(at) {
            entry.look = read.look;
        }
        if let Some(words) = self.words.borrow_mut().get_mut(at) {
            *words = read.words;
        }
        true
    }

    /// How many files of a state are not kept yet.
    pub(super) fn count(&self, is: fn(State) -> bool) -> usize {
        self.plan.borrow().files.iter().enumerate().filter(|it| is(it.1.state) && self.kept(it.0).is_none()).count()
    }
}
