//! One record of a file, of whatever kind.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::call::Call;
use crate::domain::erasure::{Erasure, Erasures};
use crate::domain::people::Person;
use crate::domain::record::{Record, Stamp};
use crate::domain::register::Versioned;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::settings::Settings;
use crate::domain::transcript::{CallTranscript, Speaker};

/// Every kind of record that this version knows, in the order in which a file has them: what is referred to stands
/// before what refers to it, so that a file can be checked while it is read.
pub const KINDS: &[&str] = &["erasure", "person", "rubric", "call", "transcript", "scorecard", "settings"];

/// The kind of the settings, and their key.
pub const SETTINGS: &str = "settings";

/// What stands for the name of a voice whose person was erased.
pub const NOBODY: &str = "Erased person";

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// What was erased, and that it was.
    Erasure(Erasure),
    /// Somebody on our side.
    Person(Record<Person>),
    /// A version of a rubric.
    Rubric(Record<Rubric>),
    /// A call.
    Call(Record<Call>),
    /// A call's words.
    Transcript(Record<CallTranscript>),
    /// A scorecard.
    Scorecard(Record<Scorecard>),
    /// What the team and the person have set; without who writes. There is one of it.
    Settings(Box<Settings>),
    /// Of a kind this version does not know.
    Unknown(Unknown),
}

/// A record of a kind this version does not know: kept as it is, and told from others by what every kind has.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    kind: String,
    line: String,
    key: String,
    call: Option<String>,
    stamp: Option<Stamp>,
}

/// What can be told of any record, whatever its kind.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Gist {
    stamp: Option<Stamp>,
    body: GistBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct GistBody {
    id: Option<String>,
    call: Option<String>,
    key: Option<String>,
    version: Option<u32>,
}

impl Unknown {
    /// A record of `kind`; `line` is the whole of it as JSON on one line.
    pub fn new(kind: String, line: String) -> Self {
        let Gist { stamp, body } = serde_json::from_slice(line.as_bytes()).unwrap_or_default();
        let named = body.key.map(|key| body.version.map_or_else(|| key.clone(), |version| rubric_key(&key, version)));
        let key = body.id.or_else(|| body.call.clone()).or(named).unwrap_or_else(|| line.clone());
        Self { kind, line, key, call: body.call, stamp }
    }

    /// The whole record, as JSON on one line.
    pub fn line(&self) -> &str {
        &self.line
    }

    fn body(&self) -> Option<&str> {
        #[derive(Deserialize)]
        struct Body<'a> {
            #[serde(borrow)]
            body: &'a RawValue,
        }
        serde_json::from_str::<Body<'_>>(&self.line).ok().map(|it| it.body.get())
    }
}

impl Entry {
    /// A record that was kept as text: of a kind that may be known by now, or not.
    pub fn kept(kind: String, line: String) -> Self {
        super::record::entry(line.as_bytes(), false).unwrap_or_else(|_| Self::Unknown(Unknown::new(kind, line)))
    }

    /// What kind of record it is, as written in the file.
    pub fn kind(&self) -> &str {
        match self {
            Self::Erasure(_) => "erasure",
            Self::Person(_) => "person",
            Self::Rubric(_) => "rubric",
            Self::Call(_) => "call",
            Self::Transcript(_) => "transcript",
            Self::Scorecard(_) => "scorecard",
            Self::Settings(_) => SETTINGS,
            Self::Unknown(it) => &it.kind,
        }
    }

    /// What tells it from others of its kind: the id; the call's id for a transcript; `key@version` for a rubric. A
    /// record of an unknown kind without any of these is its own key.
    pub fn key(&self) -> String {
        match self {
            Self::Erasure(it) => it.id.to_string(),
            Self::Person(it) => it.body.id.to_string(),
            Self::Rubric(it) => rubric_key(&it.body.key, it.body.version),
            Self::Call(it) => it.body.id.to_string(),
            Self::Transcript(it) => it.body.call.to_string(),
            Self::Scorecard(it) => it.body.id.to_string(),
            Self::Settings(_) => SETTINGS.to_owned(),
            Self::Unknown(it) => it.key.clone(),
        }
    }

    /// The key of the call it is part of: what goes when the call is erased.
    pub fn of_call(&self) -> Option<String> {
        match self {
            Self::Transcript(it) => Some(it.body.call.to_string()),
            Self::Scorecard(it) => Some(it.body.call.to_string()),
            Self::Unknown(it) => it.call.clone(),
            Self::Erasure(_) | Self::Person(_) | Self::Rubric(_) | Self::Call(_) | Self::Settings(_) => None,
        }
    }

    /// Who wrote it, when, and which version it is; `None` for an erasure, for settings, and for an unknown kind without a
    /// stamp.
    pub fn stamp(&self) -> Option<&Stamp> {
        match self {
            Self::Erasure(_) | Self::Settings(_) => None,
            Self::Unknown(it) => it.stamp.as_ref(),
            Self::Person(Record { stamp, .. })
            | Self::Rubric(Record { stamp, .. })
            | Self::Call(Record { stamp, .. })
            | Self::Transcript(Record { stamp, .. })
            | Self::Scorecard(Record { stamp, .. }) => Some(stamp),
        }
    }

    /// The stamp, to be changed; `None` for what has none or is never changed: an erasure, settings, an unknown kind.
    pub fn stamp_mut(&mut self) -> Option<&mut Stamp> {
        match self {
            Self::Erasure(_) | Self::Settings(_) | Self::Unknown(_) => None,
            Self::Person(Record { stamp, .. })
            | Self::Rubric(Record { stamp, .. })
            | Self::Call(Record { stamp, .. })
            | Self::Transcript(Record { stamp, .. })
            | Self::Scorecard(Record { stamp, .. }) => Some(stamp),
        }
    }

    /// Whether the two say the same, whoever wrote them and when.
    pub fn same_body(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Person(a), Self::Person(b)) => a.body == b.body,
            (Self::Rubric(a), Self::Rubric(b)) => a.body == b.body,
            (Self::Call(a), Self::Call(b)) => a.body == b.body,
            (Self::Transcript(a), Self::Transcript(b)) => a.body == b.body,
            (Self::Scorecard(a), Self::Scorecard(b)) => a.body == b.body,
            (Self::Unknown(a), Self::Unknown(b)) => {
                a.line == b.line || (a.kind == b.kind && a.stamp.is_some() && a.body().is_some() && a.body() == b.body())
            }
            (a, b) => a == b,
        }
    }

    /// Whether `erased` forbids to keep it: it was erased itself, or the call it is part of.
    pub fn is_erased(&self, erased: &Erasures) -> bool {
        let call_is_erased = || self.of_call().is_some_and(|call| erased.has("call", &call));
        !erased.is_empty() && !matches!(self, Self::Erasure(_)) && (erased.has(self.kind(), &self.key()) || call_is_erased())
    }

    /// Takes the names of erased people out of it: those of their voices in a transcript. Tells whether there were any.
    pub fn strip(&mut self, erased: &Erasures) -> bool {
        let Self::Transcript(it) = self else { return false };
        let is_erased = |it: &Speaker| it.name != NOBODY && it.person.is_some_and(|id| erased.has("person", &id.to_string()));
        let mut stripped = false;
        for voice in it.body.transcript.speakers.iter_mut().filter(|it| is_erased(it)) {
            NOBODY.clone_into(&mut voice.name);
            stripped = true;
        }
        stripped
    }

    /// The record as it stands in the file, on one line, without the comma.
    pub fn line(&self) -> String {
        let mut line = Vec::new();
        self.write(&mut line);
        // It is JSON, or was text before.
        String::from_utf8(line).unwrap_or_default()
    }

    /// Writes [`Entry::line`] to the end of `out`.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Erasure(it) => put(out, &Bare { kind: self.kind(), body: it }),
            Self::Settings(it) => put(out, &Bare { kind: self.kind(), body: it }),
            Self::Person(it) => record(out, self.kind(), it),
            Self::Rubric(it) => record(out, self.kind(), it),
            Self::Call(it) => record(out, self.kind(), it),
            Self::Transcript(it) => record(out, self.kind(), it),
            Self::Scorecard(it) => record(out, self.kind(), it),
            Self::Unknown(it) => out.extend_from_slice(it.line.as_bytes()),
        }
    }
}

impl Versioned for Entry {
    fn stamp(&self) -> Option<&Stamp> {
        self.stamp()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let deleted = |it: &Self| it.stamp().is_some_and(|it| it.deleted);
        deleted(self) == deleted(other) && self.same_body(other)
    }

    fn text(&self) -> String {
        self.line()
    }
}

pub(super) fn rubric_key(key: &str, version: u32) -> String {
    format!("{key}@{version}")
}

#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'a str,
    stamp: &'a Stamp,
    body: &'a T,
}

#[derive(Serialize)]
struct Bare<'a, T> {
    kind: &'a str,
    body: &'a T,
}

fn record<T: Serialize>(out: &mut Vec<u8>, kind: &str, it: &Record<T>) {
    put(out, &Line { kind, stamp: &it.stamp, body: &it.body });
}

fn put(out: &mut Vec<u8>, line: &impl Serialize) {
    // Plain structs with text keys: serialising them into memory cannot fail.
    let _ = serde_json::to_writer(out, line);
}
