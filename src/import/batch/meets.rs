//! Who speaks with different customers over many files: most likely one of ours, so never taken for a prospect because
//! somebody else there is ours.

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use super::questions::key;
use crate::domain::transcript::Side;
use crate::domain::voices::{Voice, is_part};

/// Names that nothing places on a side, with whom they meet.
#[derive(Debug, Default)]
pub(super) struct Meets {
    by_name: BTreeMap<String, Met>,
}

/// Whom a name meets.
#[derive(Debug, Default)]
struct Met {
    /// Who else may be a prospect in every one of the files, once there was one.
    always: Option<BTreeSet<String>>,
    /// Another file had none of them.
    differs: bool,
    /// The companies that tables name.
    companies: BTreeSet<String>,
    /// A file of no known company.
    is_unplaced: bool,
}

impl Meets {
    /// Takes in a file: its voices before anything is inferred of their sides.
    pub(super) fn take(&mut self, voices: &[Voice], facts: &Facts) {
        let others: Vec<String> = voices.iter().filter(|it| it.side != Side::Ours).map(|it| key(&it.name)).collect();
        for voice in voices.iter().filter(|it| it.side == Side::Unknown && !is_part(&it.name)) {
            let own = key(&voice.name);
            let others: BTreeSet<String> = crate::domain::order::set(others.iter().filter(|it| **it != own).cloned());
            let met = self.by_name.entry(own).or_default();
            match key(&facts.company) {
                none if none.is_empty() => met.is_unplaced = true,
                company => drop(met.companies.insert(company)),
            }
            if others.is_empty() {
                continue;
            }
            let always = match met.always.take() {
                Some(before) => crate::domain::order::set(before.intersection(&others).cloned()),
                None => others,
            };
            met.differs = always.is_empty();
            met.always = Some(always);
        }
    }

    /// Whether the name speaks with different customers: of two companies, or, where no table says that it is one, with
    /// nobody who is always there.
    pub(super) fn differ(&self, name: &str) -> bool {
        let differ = |it: &Met| it.companies.len() > 1 || (it.differs && (it.is_unplaced || it.companies.is_empty()));
        self.by_name.get(&key(name)).is_some_and(differ)
    }
}
