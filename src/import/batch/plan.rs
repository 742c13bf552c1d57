//! What becomes of each file. Linear in files, voices and rows.

use super::facts::{base, gather, stem};
use super::questions::{Answers, Asked, Ours, Question};
use super::{Entry, Look, Places, Summary, title};
use crate::domain::id::CallId;
use crate::domain::people::Person;
use crate::domain::transcript::Side;
use crate::domain::voices::Voice;
use crate::import::Skipped;
use crate::import::batch::Facts;
use crate::import::lines::excerpt;
use crate::import::table::calls::{CallRow, Field};

/// What is stored already.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// Our people.
    pub people: Vec<Person>,
    calls: Vec<CallId>,
    by_hash: Places,
}

impl Here {
    /// From our people, and the calls with the hashes of their transcripts.
    pub fn new(people: Vec<Person>, calls: impl IntoIterator<Item = (String, CallId)>) -> Self {
        let mut here = Self { people, ..Self::default() };
        for (hash, call) in calls {
            here.by_hash.insert(hash, here.calls.len());
            here.calls.push(call);
        }
        here
    }

    /// The call that has these very words.
    fn call(&self, hash: &str) -> Option<CallId> {
        self.calls.get(*self.by_hash.get(hash)?).copied()
    }

    /// Who answers to a name or an address.
    pub(super) fn person(&self, name: &str, email: Option<&str>) -> Option<&Person> {
        self.people.iter().find(|it| it.answers_to(name) || email.is_some_and(|email| it.answers_to(email)))
    }
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A call that is not here yet, with a side for every voice.
    New,
    /// A call that is not here yet; nothing tells whose side some voice is on.
    Asks,
    /// Its very words are here already.
    Here(CallId),
    /// The same bytes as an earlier file: its index.
    Twin(usize),
    /// Brings names for others.
    Names,
    /// Tells of the calls in others.
    Table,
    /// Saved by this product: to be opened by itself.
    Ours,
    /// Text in an encoding that nobody has told yet.
    Letters,
    /// Nothing of use.
    Refused,
}

/// What becomes of a file, and what is known of its call.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// What becomes of it.
    pub state: State,
    /// What is known of the call; of other files only the title, which is empty.
    pub facts: Facts,
    /// Who is who, in the order of the transcript's speakers.
    pub voices: Vec<Voice>,
}

/// What becomes of all files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// One a file, in the same order.
    pub files: Vec<Planned>,
    /// The names to ask about, those in most files first.
    pub questions: Vec<Question>,
    /// Rows of tables that fit no file, and cells that could not be read: the table's name and the line.
    pub left: Vec<(String, Skipped)>,
}

impl Plan {
    /// Plans what to do with `entries`.
    pub fn of(entries: &[Entry], here: &Here, answers: &Answers) -> Self {
        let (rows, left) = rows(entries);
        let mut ours = [Ours::known(here), Ours::known(here)];
        let mut first = Places::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Look::Words(summary) = &entry.look {
                first.entry(summary.hash.clone()).or_insert(at);
                ours[0].learn(summary, here, &Answers::new());
                ours[1].learn(summary, here, answers);
            }
        }
        let facts = |at: usize, entry: &Entry, summary: &Summary| gather(&entry.name, summary, rows.get(at).copied().flatten());
        for (at, entry) in entries.iter().enumerate() {
            if let Look::Words(summary) = &entry.look {
                let facts = facts(at, entry, summary);
                ours[0].meet(summary, &facts, here, &Answers::new());
                ours[1].meet(summary, &facts, here, answers);
            }
        }
        let mut asked = Asked::default();
        let mut files = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            let Look::Words(summary) = &entry.look else {
                files.push(Planned { state: other(&entry.look), facts: Facts::default(), voices: Vec::new() });
                continue;
            };
            let facts = facts(at, entry, summary);
            let voices = ours[1].voices(summary, &facts, here, answers);
            let is_open = voices.iter().any(|it| it.side == Side::Unknown);
            let state = match (here.call(&summary.hash), first.get(&summary.hash)) {
                (Some(call), _) => State::Here(call),
                (_, Some(twin)) if *twin < at => State::Twin(*twin),
                _ if is_open => State::Asks,
                _ => State::New,
            };
            if matches!(state, State::New | State::Asks) {
                asked.take(&ours[0].voices(summary, &facts, here, &Answers::new()), &voices, here);
            }
            files.push(Planned { state, facts, voices });
        }
        Self { files, questions: asked.finish(), left }
    }
}

fn other(look: &Look) -> State {
    match look {
        Look::Names => State::Names,
        Look::Calls(_) => State::Table,
        Look::Ours => State::Ours,
        Look::Letters(_) => State::Letters,
        Look::Words(_) | Look::Refused(_) | Look::Several => State::Refused,
    }
}

/// The row that tells of each file, and what is left of the tables.
fn rows(entries: &[Entry]) -> (Vec<Option<&CallRow>>, Vec<(String, Skipped)>) {
    let tables = || entries.iter().filter_map(|it| if let Look::Calls(table) = &it.look { Some((&it.name, table)) } else { None });
    let (mut found, mut left) = (vec![None; entries.len()], Vec::new());
    if tables().next().is_none() {
        return (found, left);
    }
    let names = Names::of(entries);
    for (name, table) in tables() {
        left.extend(table.skipped.iter().map(|it| (name.clone(), it.clone())));
        for row in &table.rows {
            let why = match names.of_row(row).and_then(|it| found.get_mut(it)) {
                Some(Some(_)) => "another row tells of the same file",
                Some(free) => {
                    *free = Some(row);
                    continue;
                }
                None => "no file among these fits",
            };
            let called = [Field::File, Field::Id, Field::Title].map(|it| row.get(it)).into_iter().find(|it| !it.is_empty());
            left.push((name.clone(), Skipped { line: row.line, why: format!("{why}: “{}”", excerpt(called.unwrap_or_default())) }));
        }
    }
    (found, left)
}

/// Stands for more than one file.
const SEVERAL: usize = usize::MAX;

/// The files by what a table may call them: name and id before title.
#[derive(Default)]
struct Names {
    /// Of each name the file; [`SEVERAL`] where it fits more than one.
    by: [Places; 3],
}

impl Names {
    fn of(entries: &[Entry]) -> Self {
        let mut names = Self::default();
        // The same bytes under two names are one call: the first.
        let mut first = Places::new();
        for (at, entry) in entries.iter().enumerate() {
            let Look::Words(summary) = &entry.look else { continue };
            let at = *first.entry(summary.hash.clone()).or_insert(at);
            let [files, ids, titles] = &mut names.by;
            let add = |to: &mut Places, name: &str| {
                let slot = to.entry(name.trim().to_lowercase()).or_insert(at);
                if *slot != at {
                    *slot = SEVERAL;
                }
            };
            let name = &entry.name;
            [name.as_str(), base(name), stem(name)].into_iter().for_each(|it| add(files, it));
            summary.id.iter().for_each(|it| add(ids, it));
            // Tools put the id into the name: "call-8812345.vtt".
            stem(name).split(|it: char| !it.is_alphanumeric()).filter(|it| it.len() >= 4).for_each(|it| add(ids, it));
            add(ids, stem(name));
            summary.title.iter().for_each(|it| add(titles, it));
            add(titles, &title::title_of(name));
            add(titles, &title::spelled(name));
        }
        names
    }

    /// The file a row tells of. A name that fits several fits none.
    fn of_row(&self, row: &CallRow) -> Option<usize> {
        let find = |at: usize, name: &str| {
            let name = name.trim().to_lowercase();
            self.by.get(at)?.get(&name).copied().filter(|it| *it != SEVERAL && !name.is_empty())
        };
        let file = row.get(Field::File);
        let by_file = || find(0, file).or_else(|| find(0, base(file))).or_else(|| find(0, stem(file)));
        let by_id = || find(1, row.get(Field::Id));
        let by_title = || find(2, row.get(Field::Title));
        by_file().or_else(by_id).or_else(by_title)
    }
}
