//! From a file and what is known of it to the call, its words and the people to keep.

use chrono::{DateTime, Utc};

use super::Planned;
use super::questions::is_same;
use crate::domain::call::{Call, Picked};
use crate::domain::consent::Consent;
use crate::domain::id::{CallId, PersonId};
use crate::domain::people::{Person, Role};
use crate::domain::transcript::{Side, Transcript};
use crate::domain::voices::{is_part, settle};

/// A call, ready to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The call.
    pub call: Call,
    /// Its words, with who is who.
    pub transcript: Transcript,
    /// People who are new, or are known by one more name now.
    pub people: Vec<Person>,
}

/// Makes the call of a file. `call` says what files do not tell: id, zone, type, how it was picked, language; its day is
/// `began`. `people` are all that are known so far, with those of the calls made before.
pub fn keep(
    planned: &Planned,
    mut transcript: Transcript,
    began: Option<DateTime<Utc>>,
    mut call: Call,
    people: &[Person],
    mut new_id: impl FnMut() -> PersonId,
) -> Kept {
    let facts = &planned.facts;
    let mut voices = planned.voices.clone();
    let mut known: Vec<Person> = people.to_vec();
    let mut changed: Vec<Person> = Vec::new();
    let named = (!facts.rep.is_empty()).then(|| {
        let found = known.iter().find(|it| it.answers_to(&facts.rep)).cloned();
        found.unwrap_or_else(|| {
            let person = Person::new(new_id(), &facts.rep, Role::Rep);
            known.push(person.clone());
            changed.push(person.clone());
            person
        })
    });
    if let Some(rep) = &named
        && let Some(voice) = voices.iter_mut().find(|it| it.is_rep && (is_part(&it.name) || is_same(&it.name, &facts.rep)))
    {
        voice.person = Some(rep.id);
    }
    // What names a part is somebody else in another file: it is not remembered, and nobody is made of it.
    let parts: Vec<_> = voices.iter().map(|it| is_part(&it.name) && it.side == Side::Ours).collect();
    let mut told = voices.clone();
    told.iter_mut().zip(&parts).filter(|it| *it.1).for_each(|it| it.0.side = Side::Unknown);
    let settled = settle(&mut transcript, &told, &known, new_id);
    for person in settled.people {
        changed.retain(|it| it.id != person.id);
        changed.push(person);
    }
    let mut rep = settled.rep;
    for ((speaker, voice), _) in transcript.speakers.iter_mut().zip(&voices).zip(&parts).filter(|it| *it.1) {
        (speaker.side, speaker.person) = (Side::Ours, voice.person);
        rep = rep.or(voice.person.filter(|_| voice.is_rep));
    }
    call.rep = named.map(|it| it.id).or(rep);
    call.title.clone_from(&facts.title);
    call.company.clone_from(&facts.company);
    call.stage.clone_from(&facts.stage);
    call.outcome.clone_from(&facts.outcome);
    call.started_at = began;
    call.duration = facts.length;
    for (to, told) in [(&mut call.kind, &facts.kind), (&mut call.language, &facts.language)] {
        if !told.is_empty() {
            to.clone_from(told);
        }
    }
    call.transcript = Some(transcript.hash.clone());
    call.lacks_sides = transcript.lacks_sides();
    Kept { call, transcript, people: changed }
}

/// A call of which nothing is known yet.
pub fn blank(id: CallId, kind: String, picked: Picked, zone: Option<String>) -> Call {
    Call {
        id,
        title: String::new(),
        rep: None,
        kind,
        started_at: None,
        zone,
        duration: None,
        company: String::new(),
        outcome: String::new(),
        stage: String::new(),
        tags: Vec::new(),
        picked,
        language: "en".to_owned(),
        consent: Consent::Unknown,
        notes: String::new(),
        transcript: None,
        lacks_sides: false,
        recording: None,
    }
}
