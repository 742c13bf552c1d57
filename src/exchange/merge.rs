//! What each record of a file would change here, told before anything is changed.
//!
//! Version vectors decide ([`crate::domain::record::Version`]), never clocks. A record that is here and not in the file
//! stays: absence deletes nothing. Where two versions were written without knowing of each other, or one version has
//! two contents, what is here stays and the conflict is reported.

use std::cmp::Ordering;

use super::file::Entry;
use crate::domain::record::Stamp;

/// What a record of the file is to what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Not here yet.
    New,
    /// Here already.
    Same,
    /// Descends from what is here, and replaces it.
    Newer,
    /// What is here descends from it.
    Older,
    /// Both were changed, or the file was altered: what is here stays.
    Conflict,
    /// A transcript of a call whose consent was declined here: it cannot be kept.
    Barred,
}

/// One record of the file and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The record, as it would be written.
    pub entry: Entry,
    /// What it is to what is here.
    pub verdict: Verdict,
    /// The stamp of what is here.
    pub here: Option<Stamp>,
    /// Whether anything is written: new and newer records, and those that say the same but must remember that both
    /// versions have been seen.
    pub writes: bool,
}

/// What a file would change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// One a record, in the order of the file.
    pub steps: Vec<Step>,
}

impl Plan {
    /// The records to write. Nothing else changes.
    pub fn to_write(&self) -> impl Iterator<Item = &Entry> {
        self.steps.iter().filter(|it| it.writes).map(|it| &it.entry)
    }

    /// How many records have `verdict`: of one kind ("call"), or of all where `kind` is empty.
    pub fn count(&self, kind: &str, verdict: Verdict) -> usize {
        self.of(verdict).filter(|it| kind.is_empty() || it.entry.kind() == kind).count()
    }

    /// The steps with `verdict`.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |it| it.verdict == verdict)
    }
}

/// Compares each of `incoming` with what `existing` finds here under its kind and key.
pub fn plan(existing: &dyn Fn(&str, &str) -> Option<Entry>, incoming: impl IntoIterator<Item = Entry>) -> Plan {
    Plan { steps: incoming.into_iter().map(|entry| step(existing, entry)).collect() }
}

fn step(existing: &dyn Fn(&str, &str) -> Option<Entry>, mut entry: Entry) -> Step {
    if is_barred(existing, &entry) {
        return Step { entry, verdict: Verdict::Barred, here: None, writes: false };
    }
    let Some(here) = existing(entry.kind(), &entry.key()) else {
        return Step { entry, verdict: Verdict::New, here: None, writes: true };
    };
    let (Some(theirs), Some(ours)) = (entry.stamp(), here.stamp()) else {
        let verdict = if entry == here { Verdict::Same } else { Verdict::Conflict };
        return Step { entry, verdict, here: here.stamp(), writes: false };
    };
    let order = theirs.version.partial_cmp(&ours.version);
    let step = |entry, verdict, writes| Step { entry, verdict, here: here.stamp(), writes };
    match order {
        Some(Ordering::Greater) => step(entry, Verdict::Newer, true),
        Some(Ordering::Less) => step(entry, Verdict::Older, false),
        Some(Ordering::Equal) if entry.same_body(&here) => step(entry, Verdict::Same, false),
        None if entry.same_body(&here) && join(&mut entry, &theirs, &ours) => step(entry, Verdict::Same, true),
        _ => step(entry, Verdict::Conflict, false),
    }
}

/// Two writers came to the same: nothing to decide, but later versions of either descend from this one.
fn join(entry: &mut Entry, theirs: &Stamp, ours: &Stamp) -> bool {
    let Some(stamp) = entry.stamp_mut() else { return false };
    let later = if (theirs.at, &theirs.by) >= (ours.at, &ours.by) { theirs } else { ours };
    *stamp = Stamp { version: theirs.version.join(&ours.version), ..later.clone() };
    true
}

/// Whether `entry` is a transcript of a call whose consent was declined here.
fn is_barred(existing: &dyn Fn(&str, &str) -> Option<Entry>, entry: &Entry) -> bool {
    let Entry::Transcript(it) = entry else { return false };
    matches!(existing("call", &it.body.call.to_string()), Some(Entry::Call(call)) if !call.body.consent.allows_transcript())
}
