//! Many files at once: read one by one while the page stays at hand, then told what becomes of each. Nothing is stored
//! until the person says so.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::File;

use crate::browser::clock;
use crate::browser::files::{self, Dropped};
use crate::domain::call::KINDS;
use crate::domain::order;
use crate::domain::show;
use crate::import::batch::{Entry, Here, Look, Plan};
use crate::storage::StorageError;
use crate::ui::components::live::live;
use crate::ui::reading::Reader;
use crate::ui::session::Session;

mod inside;
mod keeping;
mod left;
mod letters;
mod progress;
mod questions;
mod table;

use inside::{Inside, Stage};

/// How often the table follows the reading, milliseconds.
const PACE: u64 = 300;

/// Many files and what becomes of them.
#[derive(Clone, Copy)]
pub struct Bulk {
    session: Session,
    inside: StoredValue<Rc<Inside>, LocalStorage>,
    /// Counts changes of what is inside.
    changes: RwSignal<u32>,
    /// Counts steps of the work: these come faster than all else shall be drawn.
    ticks: RwSignal<u32>,
    /// Key of the type of calls whose file tells none.
    kind: RwSignal<String>,
    picked: RwSignal<usize>,
    /// Whether calls are kept, too, of which some side is not known.
    with_open: RwSignal<bool>,
}

impl Bulk {
    /// None yet; takes whatever more than one file is brought to the session.
    pub fn new(session: Session) -> Self {
        let bulk = Self {
            session,
            inside: StoredValue::new_local(Rc::default()),
            changes: RwSignal::new(0),
            ticks: RwSignal::new(0),
            kind: RwSignal::new(KINDS[0].key.to_owned()),
            picked: RwSignal::new(0),
            with_open: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let dropped = session.many.get();
            if !dropped.is_empty() {
                session.many.set(Vec::new());
                leptos::task::spawn_local(async move { bulk.bring(dropped).await });
            }
        });
        on_cleanup(move || bulk.stop());
        bulk
    }

    /// Whether there are files.
    pub fn is_open(self) -> bool {
        self.stage() != Stage::Closed
    }

    fn inside(self) -> Option<Rc<Inside>> {
        self.inside.try_get_value()
    }

    /// What `see` sees inside, now and whenever that has changed.
    fn see<T: Default>(self, see: impl FnOnce(&Inside) -> T) -> T {
        self.changes.track();
        self.inside().map(|it| see(&it)).unwrap_or_default()
    }

    fn stage(self) -> Stage {
        self.see(|it| it.stage.get())
    }

    /// Makes the page show what is inside now.
    fn changed(self) {
        self.changes.try_update(|it| *it = it.wrapping_add(1));
    }

    fn ticked(self) {
        self.ticks.try_update(|it| *it = it.wrapping_add(1));
    }

    fn enter(self, inside: &Inside, stage: Stage) {
        inside.stage.set(stage);
        self.changed();
    }

    /// Takes files in, after those that are here unless these are done with.
    async fn bring(self, dropped: Vec<Dropped>) {
        if self.inside().is_some_and(|it| it.stage.get() == Stage::Read && !it.kept.borrow().is_empty()) {
            self.close();
        }
        let Some(inside) = self.inside() else { return };
        let mut found = Vec::new();
        let is_folder = matches!(dropped.as_slice(), [Dropped::Folder(_)]);
        for it in dropped {
            match it {
                Dropped::File(file) => found.push((files::path(&file), file)),
                Dropped::Folder(folder) => found.extend(files::inside(folder).await),
            }
        }
        found.retain(|it| !it.0.rsplit('/').next().is_some_and(|it| it.starts_with('.')));
        // A picker tells the files of a folder in no order.
        order::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
        let is_first = inside.files.borrow().is_empty();
        match found.pop() {
            None => self.session.complain("There is no file in this folder."),
            // A folder with one file is that file.
            Some((_, file)) if found.is_empty() && is_first && is_folder => {
                self.session.picked.set(Some(file));
            }
            Some(last) => {
                found.push(last);
                inside.files.borrow_mut().extend(found);
                if matches!(inside.stage.get(), Stage::Closed | Stage::Read) {
                    self.run(inside).await;
                }
            }
        }
    }

    /// Reads what has not been read.
    async fn run(self, inside: Rc<Inside>) {
        self.enter(&inside, Stage::Reading);
        inside.is_stopped.set(false);
        inside.reader.replace(Reader::default());
        if let Err(err) = self.refresh(&inside).await {
            self.session.complain(err);
        }
        loop {
            let (at, many) = (inside.entries.borrow().len(), inside.files.borrow().len());
            let Some((name, file)) = inside.files.borrow().get(at).cloned() else { break };
            inside.progress.replace((at, many, name.clone()));
            self.ticked();
            let reader = inside.reader.borrow().clone();
            let read = reader.read(&file, None, &[]).await;
            let Some(read) = read.filter(|_| !inside.is_stopped.get()) else { break };
            if matches!(read.look, Look::Several) {
                inside.files.borrow_mut().splice(at..=at, read.parts.into_iter().map(|it| (it.name(), it)));
                continue;
            }
            inside.entries.borrow_mut().push(Entry { name, look: read.look });
            inside.words.borrow_mut().push(read.words);
            self.replan(false);
        }
        self.name_speakers(&inside).await;
        inside.reader.borrow().end();
        inside.stage.set(Stage::Read);
        self.replan(true);
    }

    /// Reads transcripts again that lack names, with the files that bring them: these may have come after them.
    async fn name_speakers(self, inside: &Inside) {
        let companions: Vec<File> = inside.of(|it| matches!(it, Look::Names)).into_iter().map(|it| it.1).collect();
        if companions.is_empty() {
            return;
        }
        for (at, file) in inside.of(|it| matches!(it, Look::Words(summary) if summary.lacks_names)) {
            if !inside.read_again(at, &file, &companions).await {
                return;
            }
        }
    }

    /// Reads the files again whose letters nothing told, by the encoding that was chosen for those with the same likely one.
    async fn choose(self, likely: String, encoding: String) {
        let Some(inside) = self.inside().filter(|it| it.stage.get() == Stage::Read) else { return };
        self.enter(&inside, Stage::Reading);
        inside.is_stopped.set(false);
        inside.reader.replace(Reader::default());
        let alike = inside.of(|it| matches!(it, Look::Letters(it) if *it == likely));
        let many = alike.len();
        for (done, (at, file)) in alike.into_iter().enumerate() {
            inside.progress.replace((done, many, file.name()));
            self.ticked();
            inside.encodings.borrow_mut().push((at, encoding.clone()));
            if !inside.read_again(at, &file, &[]).await {
                break;
            }
        }
        self.name_speakers(&inside).await;
        inside.reader.borrow().end();
        inside.stage.set(Stage::Read);
        self.replan(true);
    }

    /// Reads what is stored, to know what is here.
    async fn refresh(self, inside: &Inside) -> Result<(), StorageError> {
        let db = self.session.db();
        let people = db.people().await?.records;
        let calls = db.calls().await?.records;
        let calls = calls.into_iter().filter_map(|it| Some((it.body.transcript?, it.body.id)));
        inside.here.replace(Here::new(people.iter().map(|it| it.body.clone()).collect(), calls));
        inside.people.replace(people);
        Ok(())
    }

    /// Plans anew; `now`, or when the last time is a while ago.
    fn replan(self, now: bool) {
        let Some(inside) = self.inside() else { return };
        if !now && clock::unix_ms().saturating_sub(inside.planned_at.get()) < PACE {
            return;
        }
        let plan = Plan::of(&inside.entries.borrow(), &inside.here.borrow(), &inside.answers.borrow());
        inside.plan.replace(plan);
        inside.planned_at.set(clock::unix_ms());
        self.changed();
    }

    /// Stops reading or keeping; what is done stays.
    fn stop(self) {
        if let Some(inside) = self.inside() {
            inside.is_stopped.set(true);
            inside.reader.borrow().end();
        }
    }

    /// Leaves the files.
    fn close(self) {
        self.stop();
        self.inside.set_value(Rc::default());
        self.changed();
    }
}

/// The files, what is left to ask, and what becomes of them.
#[component]
pub fn Many(bulk: Bulk) -> impl IntoView {
    // Only what changes with the stage is drawn anew with it.
    let stage = Memo::new(move |_| bulk.stage() as usize);
    let head = move || {
        match bulk.inside().map(|it| it.stage.get()).filter(|_| stage.get() > 0).unwrap_or_default() {
        Stage::Reading => view! { <progress::Progress bulk what="Reading" stop="Cancel" says="What is read until then stays in the table. Nothing is stored before you say so." /> }.into_any(),
        Stage::Keeping => view! { <progress::Progress bulk what="Keeping" stop="Stop here" says="What is kept until then stays." /> }.into_any(),
        _ => view! { <letters::Alike bulk /> <questions::Questions bulk /> <keeping::Decide bulk /> <left::Left bulk /> }.into_any(),
    }
    };
    view! {
        {live(head)}
        <table::Files bulk />
    }
}

/// "34 files".
fn files(n: usize) -> String {
    show::count(n, "file", "files")
}
