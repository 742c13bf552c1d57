//! Who is on the call, where lines above the words say so: `Rep: Dana Ortiz`, `- Lee Moss (Buyer)`.

use std::collections::BTreeSet;

use super::entry::Entry;
use crate::domain::transcript::Side;
use crate::import::label::Label;
use crate::import::{Found, Party, names};

/// So many lines are looked at: more stand above no call.
const ABOVE: usize = 40;

/// Takes lines such as `Rep: Dana Ortiz` out, where Dana Ortiz speaks further down.
pub(super) fn take(entries: &mut Vec<Entry>, found: &mut Found) {
    let voices: BTreeSet<String> =
        crate::domain::order::set(entries.iter().filter(|it| names::role(it.label).is_none()).map(|it| names::key(it.label)));
    let mut at = 0;
    entries.retain(|it| {
        at += 1;
        let Some(side) = names::role(it.label).filter(|_| at <= ABOVE && it.span.is_none()) else { return true };
        let mut label = Label::read(it.words);
        if !voices.contains(&names::key(&label.name)) {
            // Who is listed as "Dana Ortiz" may speak as "Dana".
            label.name = label.name.split(' ').next().unwrap_or_default().to_owned();
            if !voices.contains(&names::key(&label.name)) {
                return true;
            }
        }
        found.parties.push(party(label, side));
        false
    });
}

/// Takes a line above the words that names somebody with a role. `false`: it does not.
pub(super) fn listed(line: &str, found: &mut Found) -> bool {
    let label = Label::read(line.trim_start_matches(['-', '*', '•', ' ']));
    // "(Senior Account Executive) - Acme": what follows the role is the organisation.
    let label = match line.rsplit_once(" - ") {
        Some((before, _)) if label.side == Side::Unknown => Label::read(before.trim_start_matches(['-', '*', '•', ' '])),
        _ => label,
    };
    let is_somebody = label.side != Side::Unknown && names::role(&label.name).is_none() && names::looks_like_name(&label.name);
    if is_somebody {
        let side = label.side;
        found.parties.push(party(label, side));
    }
    is_somebody
}

fn party(label: Label, side: Side) -> Party {
    Party { name: label.name, email: label.address, side, speaker: None }
}
