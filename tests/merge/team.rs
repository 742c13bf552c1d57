//! Three workspaces that edit, delete, choose, erase, are set back, and hand each other files; and a model that knows
//! every version that was ever written, so that it can tell what must still be there.

use std::collections::{BTreeMap, BTreeSet};

use callcraft::domain::call::Call;
use callcraft::domain::consent::Consent;
use callcraft::domain::erasure::{Erasure, Erasures, Subject};
use callcraft::domain::id::{CallId, ErasureId, PersonId, RawId};
use callcraft::domain::people::{Person, Role};
use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::rubric::RubricRef;
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{CallTranscript, Precision, Segment, Transcript};
use callcraft::exchange::file::{Entry, Header, KINDS, Scope, Unknown, read, write};
use callcraft::exchange::merge::{Here, Known, plan};
use chrono::DateTime;
use proptest::prelude::*;

pub fn fixture() -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/exchange/good.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn header() -> Header {
    Header { app: "0.1.0".to_owned(), scope: Scope::Workspace, created: DateTime::UNIX_EPOCH, anchor: None, rubric: None }
}

pub fn key(id: u8) -> String {
    RawId::new(1, u128::from(id)).to_string()
}

fn stamp(version: &Version, deleted: bool) -> Stamp {
    // The clocks of the copies do not agree, and that must not matter.
    let clock = i64::from(version.writes() * 7919 % 97);
    Stamp { by: String::new(), at: DateTime::from_timestamp(clock, 0).unwrap(), version: version.clone(), deleted }
}

pub fn person(id: u8, name: &str, version: &Version) -> Entry {
    person_of(id, name, &stamp(version, false))
}

fn person_of(id: u8, name: &str, stamp: &Stamp) -> Entry {
    let body = Person::new(PersonId(RawId::new(1, u128::from(id))), name, Role::Rep);
    Entry::Person(Record { stamp: stamp.clone(), body })
}

fn call(id: u8, body: u8, stamp: &Stamp) -> Entry {
    let body = Call {
        id: CallId(RawId::new(1, u128::from(id))),
        title: format!("Call {body}"),
        rep: None,
        kind: "demo".to_owned(),
        started_at: None,
        zone: None,
        duration: Some(Millis(1)),
        company: String::new(),
        outcome: String::new(),
        stage: String::new(),
        tags: vec![],
        picked: callcraft::domain::call::Picked::Random,
        language: String::new(),
        consent: Consent::Unknown,
        notes: String::new(),
        transcript: None,
        lacks_sides: false,
        recording: None,
    };
    Entry::Call(Record { stamp: stamp.clone(), body })
}

fn words(id: u8, body: u8, stamp: &Stamp) -> Entry {
    let text = format!("Version {body} of “what was said”\n");
    let transcript = Transcript {
        format: "text".to_owned(),
        precision: Precision::None,
        speakers: vec![],
        segments: vec![Segment { speaker: None, start: None, end: None, text }],
        hash: String::new(),
    };
    Entry::Transcript(Record { stamp: stamp.clone(), body: CallTranscript { call: CallId(RawId::new(1, u128::from(id))), transcript } })
}

/// A kind of a later release, which hangs on a call.
fn comment(id: u8, body: u8, stamp: &Stamp) -> Entry {
    let call = RawId::new(1, 0);
    let stamp = serde_json::to_string(stamp).unwrap();
    let line = format!(
        "{{\"kind\":\"comment\",\"body\":{{\"id\":\"{}\",\"call\":\"{call}\",\"n\":{body}.50}},\"stamp\":{stamp}}}",
        RawId::new(2, u128::from(id))
    );
    Entry::Unknown(Unknown::new("comment".to_owned(), line))
}

/// The thing numbered `id`: two calls, one's words, two people, a comment.
fn thing(id: u8, body: u8, stamp: &Stamp) -> Entry {
    match id {
        0 | 1 => call(id, body, stamp),
        2 => words(0, body, stamp),
        3 | 4 => person_of(id, &format!("Person {body}"), stamp),
        _ => comment(id, body, stamp),
    }
}

const THINGS: u8 = 6;

#[derive(Clone, Debug)]
pub enum Action {
    /// Writes over the version that is shown, or makes the thing.
    Write { copy: usize, id: u8, body: u8 },
    /// Writes over a version of a conflict that is not the one shown first.
    WriteOther { copy: usize, id: u8, body: u8 },
    /// Two tabs of one copy write, neither knowing of the other.
    WriteInTwoTabs { copy: usize, id: u8, body: u8 },
    /// Deletes, or takes a deletion back.
    Delete { copy: usize, id: u8, back: bool },
    /// A person chooses among the versions of a conflict.
    Choose { copy: usize, id: u8, body: u8 },
    /// Everything of one copy is written to a file and opened in another.
    HandOver { from: usize, to: usize },
    /// A file of some time ago is opened, perhaps for the second time.
    OpenOld { to: usize, file: prop::sample::Index },
    /// One thing only is handed over.
    HandOverOne { from: usize, to: usize, id: u8 },
    /// A thing is erased for ever.
    Erase { copy: usize, id: u8 },
    /// A copy loses everything, opens an old file of its own, and goes on under a new id.
    SetBack { copy: usize, file: prop::sample::Index },
}

pub fn actions(most: usize) -> impl Strategy<Value = Vec<Action>> {
    let (copy, id, body) = (|| 0usize..3, || 0..THINGS, || 0u8..5);
    let index = any::<prop::sample::Index>;
    let action = prop_oneof![
        8 => (copy(), id(), body()).prop_map(|(copy, id, body)| Action::Write { copy, id, body }),
        2 => (copy(), id(), body()).prop_map(|(copy, id, body)| Action::WriteOther { copy, id, body }),
        2 => (copy(), id(), body()).prop_map(|(copy, id, body)| Action::WriteInTwoTabs { copy, id, body }),
        2 => (copy(), id(), any::<bool>()).prop_map(|(copy, id, back)| Action::Delete { copy, id, back }),
        3 => (copy(), id(), body()).prop_map(|(copy, id, body)| Action::Choose { copy, id, body }),
        5 => (copy(), copy()).prop_map(|(from, to)| Action::HandOver { from, to }),
        2 => (copy(), index()).prop_map(|(to, file)| Action::OpenOld { to, file }),
        2 => (copy(), copy(), id()).prop_map(|(from, to, id)| Action::HandOverOne { from, to, id }),
        1 => (copy(), id()).prop_map(|(copy, id)| Action::Erase { copy, id }),
        1 => (copy(), index()).prop_map(|(copy, file)| Action::SetBack { copy, file }),
    ];
    proptest::collection::vec(action, 0..most)
}

/// What one copy of the product has stored, and what it does with a file.
#[derive(Clone, Default)]
pub struct Workspace {
    pub known: BTreeMap<(String, String), Known>,
    pub erased: Erasures,
    /// Calls in the trash.
    pub trashed: BTreeSet<String>,
}

impl Here for Workspace {
    fn is_trashed(&self, call: &str) -> bool {
        self.trashed.contains(call)
    }

    fn known(&self, kind: &str, key: &str) -> Option<Known> {
        self.known.get(&(kind.to_owned(), key.to_owned())).cloned()
    }

    fn erased(&self) -> &Erasures {
        &self.erased
    }

    fn is_used(&self, rubric: &RubricRef) -> bool {
        self.known.values().flat_map(Known::siblings).any(|it| matches!(it, Entry::Scorecard(it) if it.body.rubric == *rubric))
    }
}

impl Workspace {
    pub fn of(one: Option<Entry>) -> Self {
        let mut made = Self::default();
        made.known.extend(one.map(|it| ((it.kind().to_owned(), it.key()), Known::new(it))));
        made
    }

    /// Opens a file: what its plan says is done.
    pub fn open(&mut self, entries: &[Entry]) {
        let plan = plan(self, entries.iter().cloned());
        for written in plan.to_write() {
            match written.shown() {
                Entry::Erasure(it) => {
                    self.erased.add(it.clone());
                }
                it => {
                    self.known.insert((it.kind().to_owned(), it.key()), written);
                }
            }
        }
        assert!(plan.erases.iter().all(|it| self.erased.has(&it.kind, &it.key)), "a plan names all that it erases");
        self.apply_erasures();
    }

    fn apply_erasures(&mut self) {
        let erased = &self.erased;
        self.known.retain(|_, it| !it.shown().is_erased(erased));
        for known in self.known.values_mut() {
            let stripped = known.siblings().cloned().map(|mut it| {
                it.strip(erased);
                it
            });
            *known = Known::of(stripped).unwrap();
        }
    }

    pub fn erase(&mut self, id: u8, of: impl IntoIterator<Item = Subject>) {
        let id = ErasureId(RawId::new(3, u128::from(id)));
        let at = DateTime::UNIX_EPOCH;
        self.erased.add(Erasure { id, of: of.into_iter().collect(), at, by: String::new(), why: "asked".to_owned() });
        self.apply_erasures();
    }

    fn entries(&self) -> Vec<Entry> {
        let erasures = self.erased.records().cloned().map(Entry::Erasure);
        let mut all: Vec<Entry> = erasures.chain(self.known.values().flat_map(Known::siblings).cloned()).collect();
        let place = |it: &Entry| KINDS.iter().position(|kind| *kind == it.kind()).unwrap_or(KINDS.len());
        all.sort_by_key(place);
        all
    }

    pub fn file(&self) -> String {
        write(&header(), &self.entries())
    }

    /// Both, as after opening the other's file.
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.open(&read(other.file().as_bytes()).unwrap().entries);
        both
    }
}

/// Three workspaces, all files that were ever handed over, and the model.
pub struct Team {
    pub workspaces: [Workspace; 3],
    pub files: Vec<String>,
    /// The id under which each writes now.
    writers: [String; 3],
    ids_given: u32,
    /// Every version that was ever written.
    written: Vec<Entry>,
    /// Which of them each workspace has seen, by their place.
    seen: [BTreeSet<usize>; 3],
}

impl Team {
    pub fn new() -> Self {
        Self {
            workspaces: Default::default(),
            files: Vec::new(),
            writers: ["a", "b", "c"].map(str::to_owned),
            ids_given: 0,
            written: Vec::new(),
            seen: Default::default(),
        }
    }

    fn new_id(&mut self) -> String {
        self.ids_given += 1;
        format!("s{}", self.ids_given)
    }

    fn write(&mut self, copy: usize, entry: Entry) {
        let workspace = &mut self.workspaces[copy];
        if entry.is_erased(&workspace.erased) {
            return;
        }
        let at = (entry.kind().to_owned(), entry.key());
        match workspace.known.get_mut(&at) {
            Some(known) => assert!(known.add(entry.clone()), "a write is always something new"),
            None => {
                workspace.known.insert(at, Known::new(entry.clone()));
            }
        }
        self.seen[copy].insert(self.written.len());
        self.written.push(entry);
    }

    /// Writes over a version of the thing: `from` picks it and may say that none is wanted.
    fn write_over(&mut self, copy: usize, id: u8, deleted: bool, body: u8, from: impl Fn(&Known) -> Option<Version>) {
        let spare = self.new_id();
        let draft = thing(id, body, &stamp(&Version::default(), false));
        let version = match self.workspaces[copy].known(draft.kind(), &draft.key()) {
            Some(known) => from(&known).map(|before| known.next(&before, &self.writers[copy], &spare)),
            // Made anew. Where others have made it as well, or it was here before: two ids of a thing are alike in this trial only.
            None => (!deleted).then(|| Version::default().next(&spare)),
        };
        if let Some(version) = version {
            self.write(copy, thing(id, body, &stamp(&version, deleted)));
        }
    }

    pub fn act(&mut self, action: &Action) {
        let shown = |it: &Known| it.shown().stamp().map(|it| it.version.clone());
        match action {
            Action::Write { copy, id, body } => self.write_over(*copy, *id, false, *body, shown),
            Action::WriteOther { copy, id, body } => {
                self.write_over(*copy, *id, false, *body, |it| it.others().first()?.stamp().map(|it| it.version.clone()));
            }
            Action::WriteInTwoTabs { copy, id, body } => {
                let draft = thing(*id, 0, &stamp(&Version::default(), false));
                let before = self.workspaces[*copy].known(draft.kind(), &draft.key()).as_ref().and_then(shown);
                if let Some(before) = before {
                    self.write_over(*copy, *id, false, *body, |_| Some(before.clone()));
                    self.write_over(*copy, *id, false, body + 1, |_| Some(before.clone()));
                }
            }
            Action::Delete { copy, id, back } => self.write_over(*copy, *id, !back, 7, shown),
            Action::Choose { copy, id, body } => {
                self.write_over(*copy, *id, false, *body, |it| it.is_conflict().then(|| it.seen()));
            }
            Action::HandOver { from, to } => {
                let file = self.workspaces[*from].file();
                self.open(*to, &file);
                self.files.push(file);
            }
            Action::HandOverOne { from, to, id } => {
                let draft = thing(*id, 0, &stamp(&Version::default(), false));
                let known = self.workspaces[*from].known(draft.kind(), &draft.key());
                let file = write(&header(), known.iter().flat_map(Known::siblings));
                self.open(*to, &file);
                self.files.push(file);
            }
            Action::OpenOld { to, file } => {
                if !self.files.is_empty() {
                    let file = file.get(&self.files).clone();
                    self.open(*to, &file);
                }
            }
            Action::Erase { copy, id } => {
                let draft = thing(*id, 0, &stamp(&Version::default(), false));
                let subject = Subject { kind: draft.kind().to_owned(), key: draft.key() };
                self.workspaces[*copy].erase(*id, [subject]);
            }
            Action::SetBack { copy, file } => {
                self.workspaces[*copy] = Workspace::default();
                self.seen[*copy].clear();
                self.writers[*copy] = self.new_id();
                if !self.files.is_empty() {
                    let file = file.get(&self.files).clone();
                    self.open(*copy, &file);
                }
            }
        }
    }

    fn open(&mut self, to: usize, file: &str) {
        let entries = read(file.as_bytes()).unwrap();
        assert_eq!((entries.rejected.len(), entries.warnings.len()), (0, 0), "{entries:?}");
        for (at, written) in self.written.iter().enumerate() {
            if entries.entries.contains(written) {
                self.seen[to].insert(at);
            }
        }
        self.workspaces[to].open(&entries.entries);
    }

    /// Every workspace hands over to every other, until all have heard of all.
    pub fn exchange_all(&mut self) {
        for (from, to) in [(0, 1), (1, 2), (2, 0), (0, 1)] {
            self.act(&Action::HandOver { from, to });
        }
    }

    /// What a workspace has seen is there, or was replaced by a version that knew it, or was erased; and nothing erased
    /// is there.
    pub fn check(&self) {
        for (workspace, seen) in self.workspaces.iter().zip(&self.seen) {
            for written in seen.iter().map(|it| &self.written[*it]) {
                if written.is_erased(&workspace.erased) {
                    assert!(workspace.known(written.kind(), &written.key()).is_none(), "erased, and there: {written:?}");
                    continue;
                }
                let version = |it: &Entry| it.stamp().unwrap().version.clone();
                let known = workspace.known(written.kind(), &written.key());
                let is_kept = known.iter().flat_map(Known::siblings).any(|it| it == written || version(it) > version(written));
                assert!(is_kept, "lost: {written:?}, left: {known:?}");
                self.check_causality(&known.unwrap());
            }
        }
    }

    /// Siblings do not know of each other, and are what somebody wrote.
    fn check_causality(&self, known: &Known) {
        for one in known.siblings() {
            assert!(self.written.contains(one), "nobody wrote {one:?}");
            for other in known.siblings().filter(|it| *it != one) {
                let order = one.stamp().unwrap().version.partial_cmp(&other.stamp().unwrap().version);
                assert!(order.is_none(), "{order:?}: {one:?} {other:?}");
            }
        }
    }
}
