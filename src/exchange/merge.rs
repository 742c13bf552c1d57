//! What the records of a file would change here, told before anything is changed.
//!
//! Version vectors decide ([`crate::domain::register`]), never clocks. A record that is here and not in the file stays:
//! absence deletes nothing. Where two versions were written without knowing of each other, or one version has two
//! contents, both are kept until a person chooses. What was erased, here or where the file comes from, goes and never
//! comes back.

use std::collections::{BTreeMap, BTreeSet};

use super::file::Entry;
use super::handover::Named;
use super::nameless::Names;
use crate::domain::erasure::{Erasures, Subject};
use crate::domain::id::CallId;
use crate::domain::record::Stamp;
use crate::domain::register::Register;
use crate::domain::rubric::RubricRef;
use crate::domain::rubric::version::{self, Arrival};

/// A record of any kind, with all versions that are known of it.
pub type Known = Register<Entry>;

mod verdict;

pub use verdict::Verdict;

/// One record of the file and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The record, as it would be written.
    pub entry: Entry,
    /// What it is to what is here.
    pub verdict: Verdict,
    /// The stamp of what is here, as far as it is shown.
    pub here: Option<Stamp>,
    /// Versions that are here and stay beside it.
    pub beside: Vec<Entry>,
    /// Whether anything is written.
    pub writes: bool,
    /// Whether the name of somebody who was erased was taken out of it.
    pub unnamed: bool,
}

/// What a file would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// One a record, in the order of the file.
    pub steps: Vec<Step>,
    /// What is to be erased here, besides what was before.
    pub erases: Vec<Subject>,
    /// Calls whose consent turns out to be declined: their words must go.
    pub bars: Vec<CallId>,
}

/// What is here. A plan is made from it one record at a time, so it need not be in memory.
pub trait Here {
    /// All that is known of the record of `kind` and `key`; `None` where there is none.
    fn known(&self, kind: &str, key: &str) -> Option<Known>;
    /// All that was ever erased.
    fn erased(&self) -> &Erasures;
    /// Whether a card here was scored by this version of a rubric.
    fn is_used(&self, rubric: &RubricRef) -> bool;
    /// Whether a call, a person or a rubric lies in the trash.
    fn is_trashed(&self, key: &str) -> bool;
}

impl Step {
    /// Whether the record knows more that `writer` wrote than is here; see [`Plan::outruns`].
    pub fn outruns(&self, writer: &str) -> bool {
        let count = |it: Option<&Stamp>| it.map_or(0, |it| it.version.count(writer));
        let here = count(self.here.as_ref()).max(self.beside.iter().map(|it| count(it.stamp())).max().unwrap_or(0));
        count(self.entry.stamp()) > here
    }

    /// The record after the step: what to write, all of it.
    pub fn after(&self) -> Known {
        self.beside.iter().fold(Known::new(self.entry.clone()), |mut known, it| {
            known.add(it.clone());
            known
        })
    }
}

impl Plan {
    /// The records to write, each with all its versions.
    pub fn to_write(&self) -> impl Iterator<Item = Known> {
        self.steps.iter().filter(|it| it.writes).map(Step::after)
    }

    /// How many records have `verdict`: of one kind ("call"), or of all where `kind` is empty.
    pub fn count(&self, kind: &str, verdict: Verdict) -> usize {
        self.of(verdict).filter(|it| kind.is_empty() || it.entry.kind() == kind).count()
    }

    /// The steps with `verdict`.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |it| it.verdict == verdict)
    }

    /// Whether the file knows more that `writer` wrote than is here. Where `writer` is this copy, it was set back to an
    /// older state, or lives twice: it must go on under a new id, or its next versions pass for old ones elsewhere.
    pub fn outruns(&self, writer: &str) -> bool {
        self.steps.iter().any(|it| it.outruns(writer))
    }
}

/// Compares each of `incoming` with what is `here`.
pub fn plan(here: &dyn Here, incoming: impl IntoIterator<Item = Entry>) -> Plan {
    let incoming: Vec<Entry> = incoming.into_iter().collect();
    let mut merging = Merging::new(here);
    incoming.iter().for_each(|it| merging.see(it));
    if merging.knows_names() {
        incoming.iter().for_each(|it| merging.learn(it));
    }
    let mut steps: Vec<Step> = Vec::with_capacity(incoming.len());
    // Where a record of the file stands several times: the step that writes it so far.
    let mut writing: BTreeMap<(String, String), usize> = BTreeMap::new();
    for entry in incoming {
        let at = (entry.kind().to_owned(), entry.key());
        let earlier = writing.get(&at).copied();
        let known = match earlier.and_then(|it| steps.get(it)) {
            Some(step) => Some(step.after()),
            None => here.known(entry.kind(), &at.1),
        };
        let step = merging.step(known, entry);
        if step.writes {
            if let Some(earlier) = earlier.and_then(|it| steps.get_mut(it)) {
                earlier.writes = false;
            }
            writing.insert(at, steps.len());
        }
        steps.push(step);
    }
    Plan { steps, erases: merging.erases, bars: merging.bars.into_iter().collect() }
}

/// The comparison of a file too large for a [`Plan`]: it is read twice, first for [`Merging::see`], then for
/// [`Merging::step`]; and where [`Merging::knows_names`], once more in between, for [`Merging::learn`].
pub struct Merging<'a> {
    here: &'a dyn Here,
    erased: Erasures,
    /// What the file erases that is not erased here yet.
    erases: Vec<Subject>,
    declined: BTreeSet<CallId>,
    bars: BTreeSet<CallId>,
    names: Names,
    /// Who and what the records speak of that come in.
    named: Named,
}

impl<'a> Merging<'a> {
    /// Before the first record.
    pub fn new(here: &'a dyn Here) -> Self {
        let erased = here.erased().clone();
        let (names, named) = (Names::default(), Named::default());
        Self { here, erased, erases: Vec::new(), declined: BTreeSet::new(), bars: BTreeSet::new(), names, named }
    }

    /// Remembers what decides about other records: erasures, and consent.
    pub fn see(&mut self, entry: &Entry) {
        self.names.meet(entry, &self.erased);
        if !self.is_trashed(entry) {
            self.named.see(entry);
        }
        match entry {
            Entry::Erasure(it) => {
                let new = it.of.iter().filter(|it| !self.erased.has(&it.kind, &it.key));
                let new: Vec<Subject> = new.cloned().collect();
                for known in new.iter().filter_map(|it| self.here.known(&it.kind, &it.key)) {
                    known.siblings().for_each(|it| self.names.meet(it, &self.erased));
                }
                self.erases.extend(new);
                self.erased.add(it.clone());
            }
            Entry::Call(it) => {
                let mut known = self.here.known("call", &entry.key());
                let was_declined = known.as_ref().is_some_and(is_declined);
                match &mut known {
                    Some(known) => {
                        known.add(entry.clone());
                    }
                    None => known = Some(Known::new(entry.clone())),
                }
                if known.as_ref().is_some_and(is_declined) {
                    self.declined.insert(it.body.id);
                    if !was_declined {
                        self.bars.insert(it.body.id);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether the file has names of the erased in it. If so, every record is to be given to [`Self::learn`].
    pub fn knows_names(&mut self) -> bool {
        self.names.keep(&self.erased)
    }

    /// Learns from a record where the erased took part.
    pub fn learn(&mut self, entry: &Entry) {
        self.names.learn(entry);
    }

    /// The names of the erased that were found.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// All that was ever erased, here or where the file comes from.
    pub fn erased(&self) -> &Erasures {
        &self.erased
    }

    /// What is to be erased here, besides what was before.
    pub fn erases(&self) -> &[Subject] {
        &self.erases
    }

    /// Calls whose consent turns out to be declined: their words must go.
    pub fn bars(&self) -> impl Iterator<Item = CallId> {
        self.bars.iter().copied()
    }

    /// What becomes of `entry`, of which `known` is here, or was made of it by earlier steps.
    pub fn step(&self, known: Option<Known>, mut entry: Entry) -> Step {
        let here = known.as_ref().and_then(|it| it.shown().stamp().cloned());
        let step = |entry, verdict, beside, writes| Step { entry, verdict, here: here.clone(), beside, writes, unnamed: false };
        if let Entry::Erasure(it) = entry {
            let joined = self.erased.get(it.id).cloned().unwrap_or(it);
            let is_known = self.here.erased().get(joined.id) == Some(&joined);
            let verdict = if is_known { Verdict::Same } else { Verdict::New };
            let joined = Entry::Erasure(joined);
            return step(self.names.redact(&joined).unwrap_or(joined), verdict, Vec::new(), !is_known);
        }
        if let Entry::Settings(_) = entry
            && let Entry::Settings(it) = self.names.redact(&entry).unwrap_or_else(|| entry.clone())
        {
            // What is set here stays: only what is missing is added.
            let shown = known.as_ref().map(Known::shown);
            let joined = if let Some(Entry::Settings(here)) = shown { here.with_more_of(&it) } else { *it };
            let joined = Entry::Settings(Box::new(joined));
            let verdict = if shown == Some(&joined) { Verdict::Same } else { Verdict::New };
            return step(joined, verdict, Vec::new(), verdict == Verdict::New);
        }
        if entry.is_erased(&self.erased) {
            return step(entry, Verdict::Erased, Vec::new(), false);
        }
        if self.is_barred(&entry) {
            return step(entry, Verdict::Barred, Vec::new(), false);
        }
        if self.is_trashed(&entry) {
            return step(entry, Verdict::Trashed, Vec::new(), false);
        }
        let stripped = entry.strip(&self.erased);
        let Some(mut known) = known else {
            let unnamed = self.names.strip(&mut entry) || stripped;
            return Step { unnamed, ..step(entry, Verdict::New, Vec::new(), true) };
        };
        if self.is_fixed(&known, &entry) {
            return step(entry, Verdict::Fixed, Vec::new(), false);
        }
        // What is known here already is not told as new because it is without the name now.
        let unnamed = !self.names.is_empty() && known.clone().add(entry.clone()) && self.names.strip(&mut entry);
        let verdict = Verdict::of(&known, &entry);
        let writes = known.add(entry.clone());
        let beside = if writes { known.into_siblings().filter(|it| *it != entry).collect() } else { Vec::new() };
        Step { unnamed: writes && (unnamed || stripped), ..step(entry, verdict, beside, writes) }
    }

    /// Whether `entry` lies in the trash, or hangs on a call that does; not what is here as well, since it came otherwise.
    fn is_trashed(&self, entry: &Entry) -> bool {
        let lies = |kind: &str, key: &str| self.here.is_trashed(key) && self.here.known(kind, key).is_none();
        match entry {
            Entry::Person(_) | Entry::Rubric(_) => lies(entry.kind(), &entry.key()) && !self.named.has(entry),
            Entry::Call(_) => lies("call", &entry.key()),
            _ => entry.of_call().is_some_and(|it| lies("call", &it)),
        }
    }

    /// Whether `entry` lies in the trash, and what comes in speaks of it: it comes out of the trash. To be asked once all were
    /// seen.
    pub fn calls_for(&self, entry: &Entry) -> bool {
        matches!(entry, Entry::Person(_) | Entry::Rubric(_))
            && self.here.is_trashed(&entry.key())
            && self.here.known(entry.kind(), &entry.key()).is_none()
            && self.named.has(entry)
    }

    /// Whether `entry` would change a version of a rubric that cards here were scored by.
    fn is_fixed(&self, known: &Known, entry: &Entry) -> bool {
        let (Entry::Rubric(new), Entry::Rubric(here)) = (entry, known.shown()) else { return false };
        let changes = new.stamp.deleted || version::arrival(&new.body, std::slice::from_ref(&here.body)) == Arrival::Clashes;
        changes && self.here.is_used(&new.body.reference())
    }

    /// Whether `entry` is a transcript of a call whose consent was declined.
    fn is_barred(&self, entry: &Entry) -> bool {
        let Entry::Transcript(it) = entry else { return false };
        let call = it.body.call;
        self.declined.contains(&call) || self.here.known("call", &call.to_string()).is_some_and(|it| is_declined(&it))
    }
}

/// Whether any version of a call says that consent was declined: until a person has chosen, the careful one holds.
fn is_declined(call: &Known) -> bool {
    call.siblings().any(|it| matches!(it, Entry::Call(it) if !it.body.consent.allows_transcript()))
}
