//! What goes along when something is handed over, and what is inside, told before it is saved.
//!
//! Versions in conflict go along, so that whoever receives them can choose as well. What is in the trash stays here, and
//! so do the records of erasures: both go with the whole workspace only.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Entry, Scope};
use super::merge::Known;
use crate::domain::id::{CallId, PersonId};
use crate::domain::rubric::{self, RubricRef};

/// What is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// These calls, with all cards on them.
    Calls(BTreeSet<CallId>),
    /// A rep, with all calls and the cards on them.
    Rep(PersonId),
    /// One version of a rubric, shipped or not.
    Rubric(RubricRef),
    /// These calls and the rubric to score them by, without anybody's cards: nobody is to be led by another.
    Calibration(BTreeSet<CallId>, RubricRef),
}

impl Pick {
    /// What the file says it holds.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Calls(_) => Scope::Calls,
            Self::Rep(_) => Scope::Rep,
            Self::Rubric(_) => Scope::Rubrics,
            Self::Calibration(..) => Scope::Calibration,
        }
    }

    /// By what it is to be scored, where the file says so.
    pub fn rubric(&self) -> Option<RubricRef> {
        if let Self::Calibration(_, of) = self { Some(of.clone()) } else { None }
    }

    fn wants_call(&self, call: &Entry) -> bool {
        let Entry::Call(it) = call else { return false };
        match self {
            Self::Calls(calls) | Self::Calibration(calls, _) => calls.contains(&it.body.id),
            Self::Rep(rep) => it.body.rep == Some(*rep),
            Self::Rubric(_) => false,
        }
    }

    fn with_cards(&self) -> bool {
        matches!(self, Self::Calls(_) | Self::Rep(_))
    }
}

/// What goes along with a pick, told record by record, so that the words need not lie in memory: made from the calls, shown
/// every record once ([`Going::see`]), then asked ([`Going::has`]).
pub struct Going {
    calls: BTreeSet<String>,
    with_words: bool,
    with_cards: bool,
    named: Named,
}

impl Going {
    /// With the transcripts or without. `all` has at least all calls.
    pub fn new<'a>(pick: &Pick, with_words: bool, all: impl IntoIterator<Item = &'a Known>) -> Self {
        let wanted = |it: &&Known| !it.is_deleted() && it.siblings().any(|it| pick.wants_call(it));
        let calls = crate::domain::order::set(all.into_iter().filter(wanted).map(|it| it.shown().key()));
        let mut named = Named::default();
        match pick {
            Pick::Rep(rep) => {
                named.people.insert(*rep);
            }
            Pick::Rubric(of) => {
                named.rubrics.insert((of.key.clone(), of.version));
            }
            Pick::Calibration(_, of) => named.see_rubric(of),
            Pick::Calls(_) => {}
        }
        Self { calls, with_words, with_cards: pick.with_cards(), named }
    }

    /// The calls, by their keys.
    pub fn calls(&self) -> &BTreeSet<String> {
        &self.calls
    }

    /// Notes whom and what a record names that goes along.
    pub fn see(&mut self, known: &Known) {
        if self.goes(known) {
            known.siblings().for_each(|it| self.named.see(it));
        }
    }

    /// Whether it goes along, once all were seen. People go along where a call, a voice or a card names them; rubrics where a
    /// card was scored by them, unless every copy of the product has them. Without transcripts the cards keep what they quote.
    pub fn has(&self, known: &Known) -> bool {
        self.goes(known) || !known.is_deleted() && self.named.has(known.shown())
    }

    fn goes(&self, known: &Known) -> bool {
        let is_of = || known.shown().of_call().is_some_and(|call| self.calls.contains(&call));
        !known.is_deleted()
            && match known.shown() {
                Entry::Call(_) => self.calls.contains(&known.shown().key()),
                Entry::Transcript(_) => self.with_words && is_of(),
                Entry::Scorecard(_) | Entry::Unknown(_) => self.with_cards && is_of(),
                Entry::Erasure(_) | Entry::Person(_) | Entry::Rubric(_) | Entry::Settings(_) => false,
            }
    }
}

/// The records of `all` that go along with `pick`, in their order ([`Going`], for what is in memory).
pub fn select<'a>(all: &'a [Known], pick: &Pick, with_words: bool) -> Vec<&'a Known> {
    let mut going = Going::new(pick, with_words, all);
    all.iter().for_each(|it| going.see(it));
    all.iter().filter(|it| going.has(it)).collect()
}

/// Who and what is named by what goes along.
#[derive(Default)]
pub(super) struct Named {
    people: BTreeSet<PersonId>,
    rubrics: BTreeSet<(String, u32)>,
    shipped: Option<BTreeSet<(String, u32)>>,
}

impl Named {
    pub(super) fn see(&mut self, entry: &Entry) {
        match entry {
            Entry::Call(it) => self.people.extend(it.body.rep),
            Entry::Transcript(it) => self.people.extend(it.body.transcript.speakers.iter().filter_map(|it| it.person)),
            Entry::Scorecard(it) => {
                let card = &it.body;
                let talked = card.comments.iter().map(|it| it.by).chain(card.rulings.iter().map(|it| it.by));
                let talked = talked.chain(card.refocused.iter().map(|it| it.by)).chain(card.shown_early.as_ref().map(|it| it.by));
                self.people.extend(talked.chain([card.scorer]).flatten());
                self.see_rubric(&it.body.rubric);
            }
            Entry::Erasure(_) | Entry::Person(_) | Entry::Rubric(_) | Entry::Settings(_) | Entry::Unknown(_) => {}
        }
    }

    fn see_rubric(&mut self, of: &RubricRef) {
        let key = (of.key.clone(), of.version);
        let shipped =
            self.shipped.get_or_insert_with(|| crate::domain::order::set(rubric::shipped().into_iter().map(|it| (it.key, it.version))));
        if !shipped.contains(&key) {
            self.rubrics.insert(key);
        }
    }

    pub(super) fn has(&self, entry: &Entry) -> bool {
        match entry {
            Entry::Person(it) => self.people.contains(&it.body.id),
            Entry::Rubric(it) => self.rubrics.contains(&(it.body.key.clone(), it.body.version)),
            _ => false,
        }
    }
}

/// What is inside a file, for the person who saves or opens it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// How many things there are of each kind; versions in conflict count once.
    pub kinds: BTreeMap<String, usize>,
    /// The names of people and voices, in alphabetical order.
    pub names: BTreeSet<String>,
    /// The titles of calls, in the order of the file.
    pub calls: Vec<String>,
    /// Quotes of what was said, in cards.
    pub quotes: usize,
    /// Cards that are not submitted.
    pub drafts: usize,
    /// Things of which a person still has to choose a version.
    pub conflicts: usize,
    /// Things in the trash.
    pub deleted: usize,
    /// Bytes of the records.
    pub bytes: u64,
}

impl Inside {
    /// Counts one more.
    pub fn see(&mut self, known: &Known) {
        let entry = known.shown();
        // Who wrote a version stands beside it.
        self.names.extend(known.siblings().filter_map(Entry::stamp).map(|it| it.by.clone()).filter(|it| !it.is_empty()));
        *self.kinds.entry(entry.kind().to_owned()).or_default() += 1;
        self.conflicts += usize::from(known.is_conflict());
        self.deleted += usize::from(known.is_deleted());
        match entry {
            Entry::Person(it) => {
                self.names.insert(it.body.name.clone());
            }
            Entry::Call(it) => self.calls.push(it.body.title.clone()),
            Entry::Transcript(it) => self.names.extend(it.body.transcript.speakers.iter().map(|it| it.name.clone())),
            Entry::Scorecard(it) => {
                self.quotes += it.body.answers.iter().map(|it| it.evidence.len()).sum::<usize>();
                self.drafts += usize::from(!it.body.is_frozen());
            }
            Entry::Erasure(_) | Entry::Rubric(_) | Entry::Settings(_) | Entry::Unknown(_) => {}
        }
        self.bytes += known.siblings().map(|it| it.line().len() as u64 + 2).sum::<u64>();
    }

    /// How many things of `kind` there are.
    pub fn count(&self, kind: &str) -> usize {
        self.kinds.get(kind).copied().unwrap_or(0)
    }
}

/// What is inside `records`.
pub fn inside<'a>(records: impl IntoIterator<Item = &'a Known>) -> Inside {
    records.into_iter().fold(Inside::default(), |mut inside, it| {
        inside.see(it);
        inside
    })
}
