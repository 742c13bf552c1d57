//! Whose voices these are, over many files: what files, people and answers tell, and the names that are left to ask about.

use super::meets::Meets;
use super::{Facts, Here, Places, Summary};
use crate::domain::id::PersonId;
use crate::domain::mail;
use crate::domain::people::Role;
use crate::domain::transcript::Side;
use crate::domain::voices::{Voice, by_mail, infer, is_part, may_be};

/// What a person answered about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whose side.
    pub side: Side,
    /// Whether this is a rep, where ours.
    pub is_rep: bool,
    /// Which of our people, where it is one that is known.
    pub person: Option<PersonId>,
}

/// Answers, each with the [`key`] of the name.
pub type Answers = Vec<(String, Answer)>;

/// What was answered about a name.
pub fn answer<'a>(answers: &'a Answers, name: &str) -> Option<&'a Answer> {
    let key = key(name);
    answers.iter().find(|it| it.0 == key).map(|it| &it.1)
}

/// A name that is not known, or known only from the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The [`key`] of the name.
    pub key: String,
    /// As files write it.
    pub name: String,
    /// In how many files it speaks.
    pub files: usize,
    /// In how many of them nothing tells its side yet.
    pub open: usize,
    /// What stands for it now: in the first file that has it.
    pub side: Side,
    /// Whether it stands for the rep there.
    pub is_rep: bool,
    /// Whether it names a part, not a person ("Speaker 1"): it may be another person in each file.
    pub is_part: bool,
    /// Whoever of our people alone has the first name that is all there is of it: to be asked.
    pub perhaps: Option<PersonId>,
}

/// The names that somebody has to answer for and nobody has; not those of parts, which are another person in each file.
pub fn unanswered<'a>(questions: &'a [Question], answers: &'a Answers) -> impl Iterator<Item = &'a Question> {
    let is_said = |it: &Question| answers.iter().any(|answer| answer.0 == it.key);
    questions.iter().filter(move |it| it.open > 0 && it.side == Side::Unknown && !it.is_part && !is_said(it))
}

/// What names are compared by: letter case and outer space aside.
pub fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether a voice is the person a table names: by the whole name or by its first words ("Jordan" is "Jordan Smith").
pub(super) fn is_same(voice: &str, named: &str) -> bool {
    let (voice, named) = (key(voice), key(named));
    !voice.is_empty() && named.strip_prefix(&voice).is_some_and(|it| it.is_empty() || it.starts_with(' '))
}

/// Whether a voice is whom a table names, by name or by address.
fn is_named(voice: &Voice, named: &str) -> bool {
    is_same(&voice.name, named) || voice.email.as_ref().is_some_and(|it| !named.is_empty() && key(it) == key(named))
}

/// What the files tell together of who is on our side.
#[derive(Debug, Default)]
pub(super) struct Ours {
    domains: Vec<String>,
    meets: Meets,
}

impl Ours {
    /// What is known before: the mail domains of our people.
    pub(super) fn known(here: &Here) -> Self {
        Self { domains: mail::domains(&here.people), ..Self::default() }
    }

    /// Learns the organisation of those who are on our side.
    pub(super) fn learn(&mut self, summary: &Summary, here: &Here, answers: &Answers) {
        for voice in &summary.voices {
            let Some(domain) = voice.email.as_deref().and_then(mail::domain) else { continue };
            let answered = answer(answers, &voice.name).map(|it| it.side);
            let is_ours = answered
                .map_or(voice.side == Side::Ours || here.person(&voice.name, voice.email.as_deref()).is_some(), |it| it == Side::Ours);
            if is_ours {
                self.domains.push(domain);
                self.domains.dedup();
            }
        }
    }

    /// Learns who meets whom in a file, once everybody's organisation is learned.
    pub(super) fn meet(&mut self, summary: &Summary, facts: &Facts, here: &Here, answers: &Answers) {
        let told = self.told(summary, facts, here, answers);
        self.meets.take(&told, facts);
    }

    /// Who is who in a file, as far as known; sides that nothing tells stay unknown, and that of who speaks with different
    /// customers, where it would be theirs only because somebody else is ours.
    pub(super) fn voices(&self, summary: &Summary, facts: &Facts, here: &Here, answers: &Answers) -> Vec<Voice> {
        let mut voices = self.told(summary, facts, here, answers);
        let told: Vec<Side> = voices.iter().map(|it| it.side).collect();
        let rank = |voice: &Voice| match answer(answers, &voice.name) {
            Some(answer) => answer.is_rep.then_some(true),
            None => Some(here.people.iter().any(|it| Some(it.id) == voice.person && it.role == Role::Rep)),
        };
        infer(&mut voices, &rank);
        for (voice, told) in voices.iter_mut().zip(told) {
            if told == Side::Unknown && voice.side == Side::Theirs && self.meets.differ(&voice.name) {
                voice.side = Side::Unknown;
            }
        }
        voices
    }

    /// What files, people and answers say of the voices of a file; nothing is inferred.
    fn told(&self, summary: &Summary, facts: &Facts, here: &Here, answers: &Answers) -> Vec<Voice> {
        let mut voices: Vec<Voice> = Vec::with_capacity(summary.voices.len());
        for heard in &summary.voices {
            let mut voice = Voice {
                label: heard.name.clone(),
                name: heard.name.clone(),
                same_as: None,
                email: heard.email.clone(),
                side: heard.side,
                is_rep: false,
                person: None,
                words: heard.words,
            };
            by_mail(&mut voice, &self.domains);
            if is_named(&voice, &facts.prospect) {
                voice.side = Side::Theirs;
            }
            if let Some(person) = here.person(&voice.name, voice.email.as_deref()) {
                (voice.side, voice.person) = (Side::Ours, Some(person.id));
            }
            if let Some(answer) = answer(answers, &voice.name) {
                voice.side = answer.side;
                voice.person = answer.person.or(voice.person).filter(|_| answer.side == Side::Ours);
            }
            voices.push(voice);
        }
        // A table knows whose call it is; somebody of that name is the rep, whoever talks most.
        let rep = voices.iter_mut().find(|it| is_named(it, &facts.rep));
        if let Some(rep) = rep {
            (rep.side, rep.is_rep) = (Side::Ours, true);
            rep.person = rep.person.or_else(|| here.person(&facts.rep, None).map(|it| it.id));
        }
        voices
    }
}

/// Collects the names to ask about.
#[derive(Debug, Default)]
pub(super) struct Asked {
    list: Vec<Question>,
    places: Places,
}

impl Asked {
    /// Takes in a file: how its voices stand without and with the answers.
    pub(super) fn take(&mut self, before: &[Voice], now: &[Voice], here: &Here) {
        let names_before = |at: usize, name: &str| now.iter().take(at).any(|it| key(&it.name) == name);
        let before_all = before;
        for (at, (before, now)) in before.iter().zip(now).enumerate() {
            // Who is known as one of our people, or is surely on the other side, is not asked about.
            let is_new = before.side == Side::Unknown || (before.side == Side::Ours && before.person.is_none());
            let key = key(&now.name);
            if !is_new || names_before(at, &key) {
                continue;
            }
            let perhaps = may_be(before_all, at, &here.people).map(|it| it.id);
            let slot = *self.places.entry(key.clone()).or_insert(self.list.len());
            if slot == self.list.len() {
                self.list.push(Question {
                    key,
                    name: now.name.clone(),
                    files: 0,
                    open: 0,
                    side: now.side,
                    is_rep: now.is_rep,
                    is_part: is_part(&now.name),
                    perhaps,
                });
            }
            if let Some(question) = self.list.get_mut(slot) {
                question.files += 1;
                question.open += usize::from(now.side == Side::Unknown);
                // Where they speak beside it, it is somebody else.
                question.perhaps = question.perhaps.filter(|it| Some(*it) == perhaps);
            }
        }
    }

    /// Those in most files first.
    pub(super) fn finish(self) -> Vec<Question> {
        let mut all = self.list;
        crate::domain::order::sort_by_key(&mut all, |it| std::cmp::Reverse(it.files));
        all
    }
}
