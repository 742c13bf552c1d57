//! The voices of a file: one entry a person, however the file writes the name.

use std::collections::BTreeMap;

use super::Party;
use super::boilerplate::{is_machine, is_nobody};
use super::label::Label;
use super::lines::excerpt;
use super::names;
use crate::domain::transcript::{Side, Speaker};

/// Who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Who {
    /// Index into the speakers.
    Voice(u16),
    /// Somebody, but the file says that it does not know who.
    #[default]
    Nobody,
    /// A notetaker or a shared screen.
    Machine,
}

/// Collects the voices in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Roster {
    speakers: Vec<Speaker>,
    /// The organisation or the like after a speaker's name, by index.
    suffixes: Vec<Option<String>>,
    /// Names and the addresses that stood beside them.
    addresses: Vec<(String, String)>,
    /// What stood beside whose name and stands nowhere now, in order.
    dropped: Vec<(String, u16)>,
    /// By key of the whole label, of the name, of a role standing for a name.
    known: BTreeMap<String, Who>,
    /// Labels met lately, as written: a call has few voices, and each speaks often.
    recent: Vec<(String, Who)>,
}

/// So many of what stood beside names are told.
const DROPPED: usize = 12;

/// How many labels are remembered as written.
const RECENT: usize = 8;

impl Roster {
    /// The voice behind `label`; a new one where it is the first of its kind.
    pub(super) fn who(&mut self, label: &str) -> Who {
        if let Some((_, who)) = self.recent.iter().find(|it| it.0 == label) {
            return *who;
        }
        let key = names::key(names::bare(label));
        let who = match self.known.get(&key) {
            Some(who) => *who,
            None => {
                let who = self.meet(label);
                self.known.insert(key, who);
                // A label may mean somebody else from now on: "AE" after "AE (Sam)".
                self.recent.clear();
                who
            }
        };
        if self.recent.len() < RECENT {
            self.recent.push((label.to_owned(), who));
        }
        who
    }

    fn meet(&mut self, label: &str) -> Who {
        if is_machine(label) {
            return Who::Machine;
        }
        let label = Label::read(label);
        if label.name.is_empty() || is_nobody(&label.name) {
            return Who::Nobody;
        }
        if let Some(address) = &label.address {
            self.addresses.push((label.name.clone(), address.clone()));
        }
        let name = names::key(&label.name);
        let alias = label.alias.as_deref().map(names::key);
        let found = match self.known.get(&name) {
            Some(Who::Voice(at)) if self.same(*at, label.suffix.as_deref()) => Some(*at),
            Some(_) => None,
            // "AE" spoke before "AE (Jordan)" did: the same person, now with a name.
            None => alias.as_ref().and_then(|it| self.known.get(it)).and_then(|it| self.unnamed(*it)),
        };
        let who = match found {
            Some(at) => self.know_more(at, &label),
            None => self.add(&label),
        };
        if let Who::Voice(at) = who {
            self.drop_beside(at, &label);
            self.known.entry(name).or_insert(who);
            if let Some(alias) = alias {
                self.known.insert(alias, who);
            }
        }
        who
    }

    /// Remembers what of a label is kept nowhere.
    fn drop_beside(&mut self, at: u16, label: &Label) {
        let Some(said) = label.suffix.as_ref().or(label.role.as_ref()) else { return };
        let is_kept = self.speakers.get(usize::from(at)).is_some_and(|it| it.name.contains(said.as_str()));
        let is_told = || self.dropped.iter().any(|it| it.1 == at && it.0 == *said);
        if !is_kept && self.dropped.len() < DROPPED && !is_told() {
            self.dropped.push((said.clone(), at));
        }
    }

    /// What stood beside names and was left out, as a sentence.
    pub(super) fn dropped_says(&self) -> Option<String> {
        let of = |it: &(String, u16)| Some(format!("“{}” of {}", excerpt(&it.0), self.speakers.get(usize::from(it.1))?.name));
        let all: Vec<String> = self.dropped.iter().filter_map(of).collect();
        (!all.is_empty()).then(|| format!("What stood beside a name was left out: {}.", all.join(", ")))
    }

    /// Two people of one name are told apart by what stands in brackets; the name alone is the first of them.
    fn same(&self, at: u16, suffix: Option<&str>) -> bool {
        match (self.suffixes.get(usize::from(at)).and_then(Option::as_deref), suffix) {
            (Some(known), Some(new)) => names::key(known) == names::key(new),
            _ => true,
        }
    }

    /// The voice, where it has only a role so far.
    fn unnamed(&self, who: Who) -> Option<u16> {
        let Who::Voice(at) = who else { return None };
        let speaker = self.speakers.get(usize::from(at))?;
        names::role(&speaker.name).is_some().then_some(at)
    }

    fn know_more(&mut self, at: u16, label: &Label) -> Who {
        if let Some(speaker) = self.speakers.get_mut(usize::from(at)) {
            if label.alias.is_some() && names::role(&speaker.name).is_some() {
                speaker.name.clone_from(&label.name);
            }
            if speaker.side == Side::Unknown {
                speaker.side = label.side;
            }
        }
        if let Some(suffix) = self.suffixes.get_mut(usize::from(at))
            && suffix.is_none()
        {
            suffix.clone_from(&label.suffix);
        }
        Who::Voice(at)
    }

    fn add(&mut self, label: &Label) -> Who {
        let Ok(at) = u16::try_from(self.speakers.len()) else { return Who::Nobody };
        // A second person of this name needs the brackets to be told from the first.
        let is_namesake = self.known.contains_key(&names::key(&label.name));
        let name = match &label.suffix {
            Some(suffix) if is_namesake => format!("{} ({suffix})", label.name),
            _ => label.name.clone(),
        };
        self.speakers.push(Speaker { name, side: label.side, person: None });
        self.suffixes.push(label.suffix.clone());
        Who::Voice(at)
    }

    /// The people whose labels had an address.
    pub(super) fn addressed(&self) -> Vec<Party> {
        let party = |it: &(String, String)| Party { name: it.0.clone(), email: Some(it.1.clone()), side: Side::Unknown, speaker: None };
        self.addresses.iter().map(party).collect()
    }

    /// The voice that was met under `label`, whose side is now known; a file knows better than a role.
    pub(super) fn tell(&mut self, label: &str, side: Side) -> Option<u16> {
        let Some(Who::Voice(at)) = self.known.get(&names::key(names::bare(label))) else { return None };
        let speaker = self.speakers.get_mut(usize::from(*at))?;
        if side != Side::Unknown {
            speaker.side = side;
        }
        Some(*at)
    }

    /// The voices that really spoke, in order of appearance, and where each index now is.
    pub(super) fn finish(self, spoke: &[bool]) -> (Vec<Speaker>, Vec<Option<u16>>) {
        let mut kept = Vec::new();
        let mut moved = Vec::new();
        for (at, speaker) in self.speakers.into_iter().enumerate() {
            if spoke.get(at).copied().unwrap_or_default() {
                moved.push(u16::try_from(kept.len()).ok());
                kept.push(speaker);
            } else {
                moved.push(None);
            }
        }
        (kept, moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(labels: &[&str], expected: &[&str]) {
        let mut roster = Roster::default();
        let who: Vec<_> = labels.iter().map(|it| roster.who(it)).collect();
        let found: Vec<_> = who
            .iter()
            .map(|it| match it {
                Who::Voice(at) => roster.speakers[usize::from(*at)].name.as_str(),
                Who::Nobody => "?",
                Who::Machine => "!",
            })
            .collect();
        assert_eq!(found, expected, "{labels:?}");
    }

    #[test]
    fn one_person_has_one_entry() {
        check(&["Dana Ortiz", "dana  ortiz", "DANA ORTIZ (Acme)", "Dana Ortiz"], &["Dana Ortiz"; 4]);
        check(&["AE (Jordan)", "AE", "Jordan", "Jordan (AE)"], &["Jordan"; 4]);
        check(&["AE", "AE (Jordan)", "AE"], &["Jordan"; 3]);
    }

    #[test]
    fn what_stood_beside_a_name_and_is_kept_nowhere_is_told() {
        let told = |labels: &[&str]| {
            let mut roster = Roster::default();
            for it in labels {
                roster.who(it);
            }
            roster.dropped_says()
        };
        let says = "What stood beside a name was left out: “VP Sales” of Jordan Lee, “Acme” of Dana Ortiz.";
        assert_eq!(told(&["Jordan Lee (VP Sales)", "Dana Ortiz (Acme)", "Jordan Lee (VP Sales)", "Jordan Lee"]).as_deref(), Some(says));
        assert_eq!(told(&["Jordan (AE)", "Dana Ortiz", "Dana Ortiz <dana@example.com>"]), None);
        // The second of a name keeps it.
        assert_eq!(told(&["Chris", "Chris (Globex)"]), Some("What stood beside a name was left out: “Globex” of Chris.".to_owned()));
    }

    #[test]
    fn namesakes_are_two() {
        check(&["Chris (Acme)", "Chris (Globex)", "Chris (Acme)", "Chris"], &["Chris", "Chris (Globex)", "Chris", "Chris"]);
        check(&["AE (Jordan)", "AE (Sam)", "AE"], &["Jordan", "Sam", "Sam"]);
    }

    #[test]
    fn machines_and_nobody_are_no_voices() {
        check(&["Unknown Speaker", "Fireflies.ai Notetaker", "Dana's Presentation", "**"], &["?", "!", "!", "?"]);
    }
}
