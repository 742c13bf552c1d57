//! Files that were opened here: what each has changed, so that it can be taken back as a whole.
//!
//! Kept is what stood here before, and which version stood here after. What was edited since, what is needed by something
//! that stays, and what hangs on a call that is kept for that, is not taken back; all else is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::file::Entry;
use super::merge::Known;
use crate::domain::erasure::Erasures;
use crate::domain::id::RawId;
use crate::domain::record::Version;
use crate::domain::register::Register;
use crate::domain::settings::Settings;

/// For how long an opened file can be taken back.
pub const DAYS: i64 = 30;

/// Kind and key of a record.
pub type At = (String, String);

/// One file that was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Its id.
    pub id: RawId,
    /// The file's name, as on the person's disk.
    pub name: String,
    /// When it was opened.
    pub at: DateTime<Utc>,
    /// Whether it replaced everything.
    #[serde(default)]
    pub replaced: bool,
    /// How many records it has changed so far.
    pub records: usize,
    /// In how many parts these are kept.
    pub parts: usize,
    /// What was set before and after, where the file changed that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Box<(Settings, Settings)>>,
    /// Whether all of it was written. Where not, opening broke off, and what was written is to be taken back.
    pub is_whole: bool,
}

impl Opened {
    /// Whether it is too old to be taken back.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now - self.at > TimeDelta::days(DAYS)
    }
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Kind.
    pub kind: String,
    /// Key.
    pub key: String,
    /// All versions that stood here before, as lines of a file; none where it was not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// What had been seen after; `None` where the record was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Version>,
    /// Where it lay in the trash; what is here of it is told by other changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
}

impl Change {
    /// From `before` to `after`.
    pub fn new(at: &At, before: Option<&Known>, after: Option<&Known>) -> Self {
        let before = before.into_iter().flat_map(Known::siblings).map(Entry::line).collect();
        Self { kind: at.0.clone(), key: at.1.clone(), before, after: after.map(Register::seen), bin: None }
    }

    /// What lay in the trash under `key` and does so no more: one change for each record of it.
    pub fn unbinned(key: &str, held: impl IntoIterator<Item = Entry>) -> Vec<Self> {
        let mut all: BTreeMap<At, Vec<String>> = BTreeMap::new();
        held.into_iter().for_each(|it| all.entry((it.kind().to_owned(), it.key())).or_default().push(it.line()));
        all.into_iter().map(|((kind, record), before)| Self { kind, key: record, before, after: None, bin: Some(key.to_owned()) }).collect()
    }

    /// Kind and key.
    pub fn at(&self) -> At {
        (self.kind.clone(), self.key.clone())
    }

    /// What stood here before.
    pub fn known_before(&self) -> Option<Known> {
        Known::of(self.before.iter().map(|it| Entry::kept(self.kind.clone(), it.clone())))
    }

    /// Takes out of it what was erased. Tells whether anything is left that can be taken back.
    pub fn forget(&mut self, erased: &Erasures) -> bool {
        let Some(before) = self.known_before() else { return !is_gone(&self.kind, &self.key, erased) };
        let kept = before.into_siblings().filter(|it| !it.is_erased(erased)).map(|mut it| {
            it.strip(erased);
            it.line()
        });
        self.before = kept.collect();
        !self.before.is_empty()
    }
}

/// Whether the record of `kind` and `key` was erased, itself or with its call: the key of a call's words is the call's.
fn is_gone(kind: &str, key: &str, erased: &Erasures) -> bool {
    erased.has(kind, key) || (kind == "transcript" && erased.has("call", key))
}

/// One change for each record of `changes`, which are in the order they were made: from what stood there before the first
/// to what stood there after the last.
pub fn joined(changes: Vec<Change>) -> Vec<Change> {
    let mut places: BTreeMap<(Option<String>, At), usize> = BTreeMap::new();
    let mut joined: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        let at = (change.bin.clone(), change.at());
        match places.get(&at).and_then(|it| joined.get_mut(*it)) {
            Some(first) => first.after = change.after,
            None => {
                places.insert(at, joined.len());
                joined.push(change);
            }
        }
    }
    // What was made and taken away again.
    joined.retain(|it| !it.before.is_empty() || it.after.is_some());
    joined
}

/// What is known of a record that is here, as far as taking a file back needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Here {
    /// What has been seen of it.
    pub seen: Version,
    /// The records it speaks of: those that must stay while it does.
    pub needs: Vec<At>,
}

impl Here {
    /// Of a record.
    pub fn of(known: &Known) -> Self {
        Self { seen: known.seen(), needs: known.siblings().flat_map(needs).collect() }
    }
}

/// The records that `entry` speaks of.
fn needs(entry: &Entry) -> Vec<At> {
    let at = |kind: &str, key: String| (kind.to_owned(), key);
    let mut needs: Vec<At> = entry.of_call().map(|it| at("call", it)).into_iter().collect();
    match entry {
        Entry::Call(it) => needs.extend(it.body.rep.map(|it| at("person", it.to_string()))),
        Entry::Person(it) => needs.extend(it.body.manager.map(|it| at("person", it.to_string()))),
        Entry::Scorecard(it) => {
            needs.extend(it.body.scorer.map(|it| at("person", it.to_string())));
            needs.push(at("rubric", format!("{}@{}", it.body.rubric.key, it.body.rubric.version)));
        }
        Entry::Transcript(it) => {
            let people = it.body.transcript.speakers.iter().filter_map(|it| it.person);
            needs.extend(people.map(|it| at("person", it.to_string())));
        }
        Entry::Erasure(_) | Entry::Rubric(_) | Entry::Settings(_) | Entry::Unknown(_) => {}
    }
    needs
}

/// What taking a file back would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Back {
    /// Records that become again what they were: places among the changes.
    pub restored: Vec<usize>,
    /// Records that go.
    pub removed: Vec<usize>,
    /// Records that stay because they were edited since.
    pub edited: Vec<At>,
    /// Records that stay because something that stays speaks of them, or because they hang on a call that stays.
    pub needed: Vec<At>,
    /// What lies in the trash again, by its key there: places among the changes.
    pub binned: BTreeMap<String, Vec<usize>>,
}

/// What becomes of `changes` when they are taken back, with `here` as all that is here now.
pub fn back(changes: &[Change], here: &BTreeMap<At, Here>) -> Back {
    let mut back = Back::default();
    let mut goes: BTreeSet<At> = BTreeSet::new();
    for (place, change) in changes.iter().enumerate() {
        let at = change.at();
        if let Some(key) = &change.bin {
            back.binned.entry(key.clone()).or_default().push(place);
            continue;
        }
        match (here.get(&at), &change.after) {
            // As the file left it.
            (Some(now), Some(after)) if now.seen == *after && change.before.is_empty() => {
                goes.insert(at);
            }
            (Some(now), Some(after)) if now.seen == *after => back.restored.push(place),
            (Some(_), _) => back.edited.push(at),
            // The file took it away.
            (None, None) => back.restored.push(place),
            // Somebody has deleted it since: there is nothing to take back, or to bring back.
            (None, Some(_)) => {}
        }
    }
    let mut hanging: BTreeMap<&At, Vec<&At>> = BTreeMap::new();
    for (at, it) in here {
        it.needs.iter().filter(|it| it.0 == "call").for_each(|call| hanging.entry(call).or_default().push(at));
    }
    // What stays keeps what it speaks of, and that again; a call that is kept, also its words and its cards.
    let mut asking: Vec<&At> = here.keys().filter(|it| !goes.contains(*it)).collect();
    let mut kept: BTreeSet<&At> = crate::domain::order::set(here.keys().filter(|it| back.edited.contains(it)));
    while let Some(at) = asking.pop() {
        let hangs = hanging.get(at).filter(|_| kept.contains(at)).into_iter().flatten().copied();
        for needed in here.get(at).into_iter().flat_map(|it| &it.needs).chain(hangs) {
            if goes.remove(needed) {
                back.needed.push(needed.clone());
                kept.insert(needed);
                asking.push(needed);
            }
        }
    }
    let removed = changes.iter().enumerate().filter(|it| it.1.bin.is_none() && goes.contains(&it.1.at()));
    back.removed = removed.map(|it| it.0).collect();
    back
}

#[cfg(test)]
mod tests;
