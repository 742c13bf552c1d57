//! Names taken out of what is handed over. The same person, customer or company has the same pseudonym throughout.
//!
//! The records become others: with ids of their own, so that they never mix with those they were made from, and with
//! stamps that only count. Pseudonyms and ids come from a secret; with the same secret the next file has the same, and
//! replaces what came before. Without it nobody can tell who stands behind one, except by what was said.
//!
//! What stays: what was said, where it names nobody known, dates, times, tenure, zones, points. Records of kinds that this
//! version does not know are left out: nobody can say which names they hold.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::file::Entry;
use super::merge::Known;
use crate::domain::id::{CallId, CardId, CommentId, PersonId, RawId};
use crate::domain::names::{Replaced, Roles};
use crate::domain::people::{Person, Role};
use crate::domain::record::Stamp;
use crate::domain::scorecard::{Given, Scorecard};
use crate::domain::transcript::{Moment, Place, Side, Speaker, Transcript};

/// The writer of all that is handed over under pseudonyms.
const WRITER: &str = "pseudonyms";

/// How many letters tell one pseudonym from another.
const LETTERS: usize = 5;

/// What turns names and ids into others.
pub struct Pseudonyms {
    secret: String,
}

impl Pseudonyms {
    /// From a secret: any text that those who receive the files cannot guess.
    pub fn new(secret: &str) -> Self {
        Self { secret: secret.to_owned() }
    }

    /// The id that stands for `id`, with the same time in it.
    pub fn id(&self, id: RawId) -> RawId {
        RawId::new(id.unix_ms(), self.digest("id", &id.to_string()))
    }

    fn call(&self, id: CallId) -> CallId {
        CallId(self.id(id.0))
    }

    fn person(&self, id: PersonId) -> PersonId {
        PersonId(self.id(id.0))
    }

    /// "Rep 7KQ2M".
    fn name(&self, role: &str, who: &str) -> String {
        let code = RawId::new(0, self.digest(role, &who.trim().to_lowercase())).to_string();
        let code: String = code.chars().rev().take(LETTERS).collect();
        format!("{role} {code}")
    }

    fn digest(&self, what: &str, text: &str) -> u128 {
        let mut digest = Sha256::new();
        for part in [&self.secret, what, text] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
        digest.finalize().iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
    }

    fn name_of(&self, person: &Person) -> String {
        let role = match person.role {
            Role::Rep => "Rep",
            Role::Manager | Role::SecondLevel => "Manager",
            Role::Enablement => "Coach",
            Role::Colleague => "Colleague",
        };
        self.name(role, &person.id.to_string())
    }

    /// The records without names: of each the version that is shown. Every name that stands in `around` is taken out: all
    /// that is known of what is handed over, its transcripts among it, whether they go along or not ([`Names`], for what is in
    /// memory).
    pub fn hide(&self, records: &[&Known], around: &[Known]) -> Vec<Entry> {
        let mut names = Names::new(self, around);
        around.iter().for_each(|it| names.see(it));
        let hiding = names.hiding();
        let words: BTreeMap<String, &Known> = crate::domain::order::map(
            around.iter().filter(|it| matches!(it.shown(), Entry::Transcript(_))).map(|it| (it.shown().key(), it)),
        );
        let of = |it: &Known| it.shown().of_call().and_then(|call| words.get(&call).copied());
        records.iter().filter_map(|it| hiding.entry(it.shown().clone(), of(it))).collect()
    }
}

/// The names that are known, each with its pseudonym: collected record by record, so that the words need not lie in memory.
pub struct Names<'a> {
    pseudonyms: &'a Pseudonyms,
    people: Vec<Person>,
    names: Vec<(String, String)>,
    seen: BTreeSet<(String, String)>,
}

impl<'a> Names<'a> {
    /// `all` has at least all people.
    pub fn new<'b>(pseudonyms: &'a Pseudonyms, all: impl IntoIterator<Item = &'b Known>) -> Self {
        let person = |it: &Known| if let Entry::Person(it) = it.shown() { Some(it.body.clone()) } else { None };
        let people: Vec<Person> = all.into_iter().filter_map(person).collect();
        let mut names = Self { pseudonyms, people: Vec::new(), names: Vec::new(), seen: BTreeSet::new() };
        for person in &people {
            for name in std::iter::once(&person.name).chain(&person.voices) {
                names.note(name, pseudonyms.name_of(person));
            }
        }
        Self { people, ..names }
    }

    /// Notes the names in a record.
    pub fn see(&mut self, known: &Known) {
        match known.shown() {
            Entry::Call(it) => self.note(&it.body.company, self.pseudonyms.name("Company", &it.body.company)),
            Entry::Transcript(it) => {
                for voice in &it.body.transcript.speakers {
                    let person = self.people.iter().find(|it| Some(it.id) == voice.person || it.answers_to(&voice.name));
                    let pseudonym =
                        person.map_or_else(|| self.pseudonyms.name(voice_role(voice), &voice.name), |it| self.pseudonyms.name_of(it));
                    self.note(&voice.name, pseudonym);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, name: &str, pseudonym: String) {
        let pair = (name.to_owned(), pseudonym);
        if !self.seen.contains(&pair) {
            self.seen.insert(pair.clone());
            self.names.push(pair);
        }
    }

    /// What takes them out.
    pub fn hiding(self) -> Hiding<'a> {
        let roles = Roles::of(self.names.iter().map(|it| (it.0.as_str(), it.1.as_str())));
        Hiding { pseudonyms: self.pseudonyms, names: self.names, roles }
    }
}

fn voice_role(voice: &Speaker) -> &'static str {
    match voice.side {
        Side::Ours => "Colleague",
        Side::Theirs => "Customer",
        Side::Unknown => "Speaker",
    }
}

/// What takes names out of records.
pub struct Hiding<'a> {
    pseudonyms: &'a Pseudonyms,
    names: Vec<(String, String)>,
    roles: Roles,
}

impl Hiding<'_> {
    /// A record without names; nothing where nobody can say which it holds. `words` are those of its call.
    pub fn entry(&self, mut entry: Entry, words: Option<&Known>) -> Option<Entry> {
        let ids = self.pseudonyms;
        let words = words.and_then(|it| if let Entry::Transcript(it) = it.shown() { Some(&it.body.transcript) } else { None });
        match &mut entry {
            Entry::Person(it) => {
                it.body.name = ids.name_of(&it.body);
                it.body.voices.clear();
                self.text(&mut it.body.team);
                it.body.id = ids.person(it.body.id);
                it.body.manager = it.body.manager.map(|it| ids.person(it));
            }
            Entry::Call(it) => {
                let call = &mut it.body;
                call.id = ids.call(call.id);
                call.rep = call.rep.map(|it| ids.person(it));
                call.transcript = call.transcript.as_deref().map(|it| self.hash(it));
                // A file's name and fingerprint tell whose it is.
                call.recording = None;
                let texts = [&mut call.title, &mut call.company, &mut call.outcome, &mut call.stage, &mut call.notes];
                texts.into_iter().chain(&mut call.tags).for_each(|it| self.text(it));
            }
            Entry::Transcript(it) => {
                it.body.call = ids.call(it.body.call);
                self.words(&mut it.body.transcript);
            }
            Entry::Scorecard(it) => self.card(&mut it.body, words),
            Entry::Rubric(_) => {}
            Entry::Erasure(_) | Entry::Settings(_) | Entry::Unknown(_) => return None,
        }
        if let Some(stamp) = entry.stamp_mut() {
            // A name that belongs to nobody in the file has no pseudonym, and is left out.
            let by = self.names.iter().find(|it| !stamp.by.is_empty() && it.0 == stamp.by).map(|it| it.1.clone()).unwrap_or_default();
            *stamp = Stamp { by, version: stamp.version.counted(WRITER), ..stamp.clone() };
        }
        Some(entry)
    }

    fn text(&self, text: &mut String) {
        *text = self.roles.hide(text);
    }

    fn hash(&self, hash: &str) -> String {
        format!("{:032x}", self.pseudonyms.digest("hash", hash))
    }

    fn words(&self, words: &mut Transcript) {
        words.hash = self.hash(&words.hash);
        for voice in &mut words.speakers {
            let pseudonym = self.names.iter().find(|it| it.0 == voice.name).map(|it| it.1.clone());
            voice.name = pseudonym.unwrap_or_else(|| voice_role(voice).to_owned());
            voice.person = voice.person.map(|it| self.pseudonyms.person(it));
        }
        words.segments.iter_mut().for_each(|it| self.text(&mut it.text));
    }

    /// `words` are those of the call, as they were.
    fn card(&self, card: &mut Scorecard, words: Option<&Transcript>) {
        let ids = self.pseudonyms;
        card.id = CardId(ids.id(card.id.0));
        card.call = ids.call(card.call);
        card.scorer = card.scorer.map(|it| ids.person(it));
        self.text(&mut card.note);
        // The seal is over the words as they were.
        card.sealed_hash.clear();
        card.refocused.iter_mut().for_each(|it| it.by = it.by.map(|it| ids.person(it)));
        let focuses = card.refocused.iter_mut().filter_map(|it| it.was.as_mut()).chain(&mut card.focus);
        focuses.for_each(|it| self.text(&mut it.action));
        for answer in card.answers.iter_mut().chain(&mut card.original) {
            self.text(&mut answer.comment);
            self.given(answer.given.as_mut());
            answer.evidence.iter_mut().for_each(|it| self.moment(it, words));
        }
        self.talk(card, words);
    }

    fn given(&self, given: Option<&mut Given>) {
        if let Some(Given::NotApplicable(text) | Given::Text(text)) = given {
            self.text(text);
        }
    }

    /// What was said of the card and of others.
    fn talk(&self, card: &mut Scorecard, words: Option<&Transcript>) {
        let ids = self.pseudonyms;
        let person = |it: &mut Option<PersonId>| *it = it.map(|it| ids.person(it));
        let comment = |it: CommentId| CommentId(ids.id(it.0));
        for it in &mut card.comments {
            it.id = comment(it.id);
            it.reply_to = it.reply_to.map(comment);
            person(&mut it.by);
            self.text(&mut it.text);
            it.moment.iter_mut().for_each(|it| self.moment(it, words));
        }
        for it in &mut card.key_moments {
            self.text(&mut it.why);
            self.moment(&mut it.moment, words);
        }
        if let Some(it) = &mut card.shown_early {
            person(&mut it.by);
            self.text(&mut it.why);
        }
        for it in &mut card.disputes {
            it.card = CardId(ids.id(it.card.0));
            self.text(&mut it.reason);
            for proposal in &mut it.proposed {
                self.given(Some(&mut proposal.given));
                proposal.evidence.iter_mut().for_each(|it| self.moment(it, words));
            }
        }
        for it in &mut card.rulings {
            person(&mut it.by);
            self.text(&mut it.why);
        }
    }

    fn moment(&self, moment: &mut Moment, words: Option<&Transcript>) {
        self.text(&mut moment.quote);
        moment.from = self.place(moment.from, words, false);
        moment.to = self.place(moment.to, words, true);
    }

    /// Where a place is after names have been replaced before it. One within a name goes to its start, or `to_end`.
    fn place(&self, place: Place, words: Option<&Transcript>, to_end: bool) -> Place {
        let Some(segment) = words.and_then(|it| it.segments.get(place.segment as usize)) else { return place };
        let was = place.offset as usize;
        let mut now = was;
        self.roles.hide_and_tell(&segment.text, &mut |it: Replaced| {
            if it.at + it.was <= was {
                now = (now + it.put).saturating_sub(it.was);
            } else if it.at < was {
                now = now.saturating_sub(was - it.at) + if to_end { it.put } else { 0 };
            }
        });
        Place { offset: u32::try_from(now).unwrap_or(u32::MAX), ..place }
    }
}
