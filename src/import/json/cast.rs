//! Who is who: the lists of people that stand beside the words.

use std::collections::BTreeMap;

use super::tree::{Kind, Value};
use crate::domain::mail;
use crate::domain::transcript::Side;
use crate::import::{Found, Party};

/// The people of a call by the ids that utterances use.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Names by id.
    names: BTreeMap<String, String>,
    /// How many ids nobody has a name for.
    strangers: usize,
}

/// What the fields of a person are called: paths as [`Value::get`] takes them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// What utterances call the person.
    pub id: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    /// Which side, if this tells it.
    pub side: fn(Value) -> Side,
}

/// More people than this are in no call.
const MOST: usize = 1000;

/// An id: text, or a number.
pub(super) fn id(value: Value) -> Option<String> {
    match value.kind() {
        Kind::Text => value.text().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()),
        Kind::Number => value.number().map(|it| it.to_string()),
        _ => None,
    }
}

impl Cast {
    /// Takes in a list of people.
    pub(super) fn meet(&mut self, list: Value, fields: &Fields, found: &mut Found) {
        for person in list.items().take(MOST) {
            let text = |paths: &str| person.get(paths).and_then(Value::text).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
            let email = text(fields.email);
            let Some(mut name) = text(fields.name).or_else(|| email.clone()) else { continue };
            // Two people of one name are told apart by their address.
            if let Some(namesake) = found.parties.iter().find(|it| it.name == name) {
                match &email {
                    Some(email) if namesake.email.as_ref().is_some_and(|it| it != email) => name = format!("{name} ({email})"),
                    _ => {}
                }
            }
            for id in person.get(fields.id).into_iter().filter_map(id) {
                self.names.entry(id).or_insert_with(|| name.clone());
            }
            meet(Party { name, email, side: (fields.side)(person), speaker: None }, found);
        }
    }

    /// Whether anybody has an id.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of the person with this id, if there is one.
    pub(super) fn known(&self, value: Value) -> Option<String> {
        self.names.get(&id(value)?).cloned()
    }

    /// The name of the person with this id; strangers are counted: "Speaker 1".
    pub(super) fn label(&mut self, value: Value) -> Option<String> {
        let id = id(value)?;
        if let Some(name) = self.names.get(&id) {
            return Some(name.clone());
        }
        self.strangers += 1;
        let name = format!("Speaker {}", self.strangers);
        self.names.insert(id, name.clone());
        Some(name)
    }

    /// How many speakers have no name.
    pub(super) fn strangers(&self) -> usize {
        self.strangers
    }
}

/// Adds a person, or what is new about a known one.
pub(super) fn meet(party: Party, found: &mut Found) {
    if let Some(known) = found.parties.iter_mut().find(|it| it.name == party.name) {
        known.email = known.email.take().or(party.email);
        if known.side == Side::Unknown {
            known.side = party.side;
        }
    } else if found.parties.len() < MOST {
        found.parties.push(party);
    }
}

/// Nobody says which side.
pub(super) fn unsaid(_: Value) -> Side {
    Side::Unknown
}

/// Takes sides by address: whoever shares the domain of the account that recorded is ours, everybody else is theirs.
/// Where that is a public mail service, the domain tells nothing.
pub(super) fn by_domain(ours: &[String], found: &mut Found) {
    let ours: Vec<String> = ours.iter().filter_map(|it| mail::domain(it)).collect();
    if ours.is_empty() {
        return;
    }
    for party in found.parties.iter_mut().filter(|it| it.side == Side::Unknown) {
        let Some(theirs) = party.email.as_deref().and_then(|it| Some(it.rsplit_once('@')?.1)) else { continue };
        party.side = if ours.iter().any(|it| it.eq_ignore_ascii_case(theirs)) { Side::Ours } else { Side::Theirs };
    }
}
