//! What a row names besides its call: people and a rubric, which another tab may have deleted, and the draft of a card that
//! another tab may have begun as well.

use serde::Deserialize;

use super::super::Row;
use super::super::schema::{CALLS, PEOPLE, RUBRICS, SCORECARDS, TRANSCRIPTS};
use super::super::things::rubric_id;
use crate::domain::consent::Consent;
use crate::domain::id::{CardId, PersonId};
use crate::domain::record::Record;
use crate::domain::rubric::{RubricRef, is_shipped};
use crate::domain::scorecard::Scorecard;
use crate::domain::scorecard::elsewhere::are_one;

/// Something that a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Somebody: the rep of a call, the scorer of a card, a voice, who coaches.
    Person(PersonId),
    /// The rubric of a card, where it is no shipped one.
    Rubric(RubricRef),
}

/// Of any record, what it names.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Names {
    rep: Option<PersonId>,
    scorer: Option<PersonId>,
    manager: Option<PersonId>,
    rubric: Option<RubricRef>,
    transcript: Voices,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Voices {
    speakers: Vec<Voice>,
}

#[derive(Deserialize)]
struct Voice {
    person: Option<PersonId>,
}

#[derive(Deserialize)]
struct Body<T> {
    body: T,
}

impl Named {
    /// All that a row names.
    pub(super) fn by(row: &Row) -> Vec<Self> {
        Self::within(row.store, &row.body)
    }

    fn within(store: &str, body: &[u8]) -> Vec<Self> {
        if ![CALLS, PEOPLE, SCORECARDS, TRANSCRIPTS].contains(&store) {
            return Vec::new();
        }
        let names = serde_json::from_slice::<Body<Names>>(body).map(|it| it.body).unwrap_or_default();
        let people = [names.rep, names.scorer, names.manager].into_iter().chain(names.transcript.speakers.into_iter().map(|it| it.person));
        let rubric = names.rubric.filter(|it| !is_shipped(&it.key)).map(Self::Rubric);
        let mut all: Vec<Self> = Vec::new();
        for it in people.flatten().map(Self::Person).chain(rubric) {
            if !all.contains(&it) {
                all.push(it);
            }
        }
        all
    }

    /// Whether a row named it already.
    pub(super) fn is_in(&self, store: &str, body: &[u8]) -> bool {
        Self::within(store, body).contains(self)
    }

    /// Where it is stored.
    pub fn store(&self) -> &'static str {
        match self {
            Self::Person(_) => PEOPLE,
            Self::Rubric(_) => RUBRICS,
        }
    }

    /// Its key there.
    pub fn id(&self) -> String {
        match self {
            Self::Person(it) => it.to_string(),
            Self::Rubric(it) => rubric_id(it),
        }
    }
}

/// Whether a call is notes only.
pub(super) fn is_notes_only(call: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Asked {
        #[serde(default)]
        consent: Consent,
    }
    serde_json::from_slice::<Body<Asked>>(call).is_ok_and(|it| !it.body.consent.allows_transcript())
}

/// The card among those of the call that is the same as the one begun, and was not known.
pub(super) fn begun_too(row: &Row, known: &[CardId], mut found: impl Iterator<Item = Vec<u8>>) -> Option<Vec<u8>> {
    let read = |body: &[u8]| serde_json::from_slice::<Record<Scorecard>>(body).ok();
    let mine = read(&row.body)?;
    let is_it = |it: &Record<Scorecard>| {
        it.body.id != mine.body.id && !it.stamp.deleted && !known.contains(&it.body.id) && are_one(&mine.body, &it.body)
    };
    found.find(|it| read(it).is_some_and(|it| is_it(&it)))
}
