//! Gong: the answer of `/v2/calls/transcript`, with or without the calls and their parties (`/v2/calls/extensive`).
//!
//! Utterances have only the ids of speakers; names and sides stand in the calls, in the same file or in another.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::cast::{self, Cast};
use super::facts::{self, Facts};
use super::list::{self, PLAIN};
use super::times::Unit;
use super::tree::{Kind, Tree, Value};
use super::{Found, Here};
use crate::domain::transcript::Side;

const FACTS: Facts = Facts { began: "started|scheduled", ..facts::PLAIN };

const PARTY: cast::Fields = cast::Fields { id: "speakerId", name: "name", email: "emailAddress", side };

/// Whether a value is the transcript of a call, or several.
pub(super) fn is(value: Value) -> bool {
    value.list("callTranscripts").is_some() || is_call(value)
}

/// The calls of an answer.
pub(super) fn calls(value: Value) -> Option<Value> {
    value.list("callTranscripts")
}

fn is_call(value: Value) -> bool {
    monologues(value).is_some()
}

fn monologues(value: Value) -> Option<Value> {
    let list = if value.kind() == Kind::List { Some(value) } else { value.list("transcript") };
    list.filter(|it| it.shows(&["sentences"]) && it.shows_field("speakerId"))
}

/// Whether a file has the parties of calls, and no words.
pub(super) fn is_parties(tree: &Tree) -> bool {
    let has_parties = tree.all("parties").any(|it| it.items().any(|it| it.has(&["speakerId"]) || it.has(&["affiliation"])));
    has_parties && tree.all("sentences").next().is_none()
}

/// Reads the first call with words.
pub(super) fn read(here: &Here, found: &mut Found) {
    // A call that nobody spoke in comes with an empty list.
    let list = calls(here.value);
    let call = list.and_then(|it| it.items().find(|it| is_call(*it)).or_else(|| it.items().next())).unwrap_or(here.value);
    let mut cast = Cast::default();
    let id = here.get("callId").or_else(|| call.get("callId")).and_then(cast::id);
    found.id = id.clone();
    // A file of many calls tells of the people of others, too.
    let of_another = |call: &Value| {
        let its = call.get("metaData.id").and_then(cast::id);
        id.is_some() && its.is_some() && its != id
    };
    let others = here.tree.all("calls").flat_map(Value::items).filter(of_another).filter_map(|it| it.get("parties"));
    let others: BTreeSet<usize> = crate::domain::order::set(others.map(|it| it.reach().start));
    for party_list in here.tree.all("parties").filter(|it| !others.contains(&it.reach().start)) {
        cast.meet(party_list, &PARTY, found);
    }
    for data in here.tree.all("metaData") {
        // A file of many calls tells of other calls, too.
        if id.is_none() || data.get("id").and_then(cast::id) == id {
            facts::take(data, &FACTS, found);
        }
    }
    let Some(monologues) = monologues(call) else { return };
    let fields = list::Fields { unit: Unit::Millis, words: "", speaker: "", ..PLAIN };
    let mut spoke = false;
    for monologue in monologues.items() {
        let from = found.pieces.len();
        let label = monologue.get("speakerId").and_then(|it| cast.label(it)).unwrap_or_else(|| "Unknown speaker".to_owned());
        let label: Rc<str> = label.into();
        if let Some(sentences) = monologue.list("sentences") {
            list::read(sentences, &fields, None, &mut |_| None, found);
            found.pieces.iter_mut().skip(from).for_each(|it| it.label = Some(label.clone()));
        }
        spoke |= found.pieces.len() > from;
    }
    if spoke && cast.strangers() > 0 {
        found.notes.push(
            "The transcript knows some speakers only by a number. Gong keeps names, addresses and sides in the answer of /v2/calls/extensive, under “parties”: choose that file together with this one to bring them in.".to_owned(),
        );
    }
}

/// A member of the team has an id of Gong's own.
fn side(party: Value) -> Side {
    let affiliation = party.get("affiliation").and_then(Value::text);
    match affiliation.as_deref() {
        Some("Internal") => Side::Ours,
        Some("External") => Side::Theirs,
        _ if party.has(&["userId"]) => Side::Ours,
        _ => Side::Unknown,
    }
}
