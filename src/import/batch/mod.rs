//! Many files at once: what each of them is, what becomes of it, what is left to ask, and the calls that are made of them.
//!
//! A file is looked at once, by whoever has its bytes ([`look`]); all that follows needs only what was told of it, so the
//! words of hundreds of calls need not be held to plan what to do with them.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::table::calls;
use super::{Chosen, Imported, Skipped, asks_encoding, decode, is_companion, read_with};
use crate::domain::time::Millis;
use crate::domain::transcript::counted::words_in;
use crate::domain::transcript::{Precision, Side, Transcript};
use crate::domain::voices;

mod facts;
mod keep;
mod kind;
mod meets;
mod plan;
mod questions;
mod title;
#[cfg(test)]
mod trials;

pub use calls::{CallRow, CallTable};
pub use facts::Facts;
pub use keep::{Kept, blank, keep};
pub use kind::kind_of;
pub use plan::{Here, Plan, Planned, State};
pub use questions::{Answer, Answers, Question, answer, key, unanswered};
pub use title::{dated_name, made, named};

/// Where something stands in a list, by its name: the one kind of map here.
type Places = std::collections::BTreeMap<String, usize>;

/// How many skipped lines of a file are told.
const SKIPPED: usize = 200;

/// A file among many.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name, with the folders it lies in ("week 3/acme.vtt").
    pub name: String,
    /// What it was found to be.
    pub look: Look,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// A transcript.
    Words(Box<Summary>),
    /// No words of its own, but the names of speakers for others.
    Names,
    /// A list of calls.
    Calls(CallTable),
    /// A file saved by this product.
    Ours,
    /// Several calls: to be looked at part by part ([`super::parts`]).
    Several,
    /// Text in an encoding that nothing tells; the label of the likeliest ([`super::letters`]), as far as that was looked for.
    Letters(String),
    /// Nothing of use; a sentence that says why.
    Refused(String),
}

/// What a transcript tells of itself, without its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The format as shown ("WebVTT").
    pub label: String,
    /// As [`Imported::encoding`].
    pub encoding: String,
    /// Whether names and sides of its speakers may stand in another file ([`Look::Names`]).
    pub lacks_names: bool,
    /// SHA-256 of the bytes, in hex.
    pub hash: String,
    /// As [`Imported::id`].
    pub id: Option<String>,
    /// As [`Imported::title`].
    pub title: Option<String>,
    /// As [`Imported::date`].
    pub date: Option<NaiveDate>,
    /// As [`Imported::time`].
    pub time: Option<NaiveTime>,
    /// As [`Imported::began`].
    pub began: Option<DateTime<Utc>>,
    /// By the file's own account, else from its times.
    pub length: Option<Millis>,
    /// As [`Imported::language`].
    pub language: Option<String>,
    /// How exact its times are.
    pub precision: Precision,
    /// How many words there are, those of nobody known among them.
    pub words: usize,
    /// Who speaks, in the order of the transcript's speakers.
    pub voices: Vec<Heard>,
    /// Where it names nobody, in how many pieces its words are kept; else 0.
    pub unnamed: usize,
    /// The first lines that could not be used.
    pub skipped: Vec<Skipped>,
    /// How many there are in all.
    pub skipped_count: usize,
    /// As [`Imported::notes`].
    pub notes: Vec<String>,
}

/// A voice of a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// As the transcript names it.
    pub name: String,
    /// Whose side, as far as the file tells.
    pub side: Side,
    /// Their address, where the file has it.
    pub email: Option<String>,
    /// Words spoken.
    pub words: usize,
}

/// What the bytes of a file are, with its words where it has some. `companions` as in [`read_with`]. A file of ours must
/// be known before: it is read as any other here.
pub fn look(bytes: &[u8], chosen: Option<&Chosen>, companions: &[&[u8]]) -> (Look, Option<Transcript>) {
    let table = if bytes.len() <= super::LARGEST { decode(bytes, chosen).ok().and_then(|it| calls::read(&it.text)) } else { None };
    if let Some(table) = table {
        return (Look::Calls(table), None);
    }
    match read_with(bytes, chosen, companions) {
        Ok(imported) if imported.calls > 1 => (Look::Several, None),
        Ok(imported) => {
            let (summary, transcript) = summary(imported);
            (Look::Words(Box::new(summary)), Some(transcript))
        }
        Err(_) if is_companion(bytes) => (Look::Names, None),
        Err(_) if chosen.is_none() && asks_encoding(bytes) => (Look::Letters(String::new()), None),
        Err(refused) => (Look::Refused(refused.0), None),
    }
}

fn summary(imported: Imported) -> (Summary, Transcript) {
    let transcript = imported.transcript;
    let email = |at: usize| imported.parties.iter().find(|it| it.speaker.map(usize::from) == Some(at))?.email.clone();
    let heard = |(at, it): (usize, voices::Voice)| Heard { name: it.name, side: it.side, email: email(at), words: it.words };
    let summary = Summary {
        label: imported.label.to_owned(),
        encoding: imported.encoding.to_owned(),
        lacks_names: transcript.format == "gong" && imported.parties.is_empty(),
        hash: transcript.hash.clone(),
        id: imported.id,
        title: imported.title,
        date: imported.date,
        time: imported.time,
        began: imported.began,
        length: imported.length.or_else(|| transcript.length()),
        language: imported.language,
        precision: transcript.precision,
        unnamed: if transcript.is_unnamed() { transcript.segments.len() } else { 0 },
        words: transcript.segments.iter().map(|it| words_in(&it.text)).sum(),
        voices: voices::heard(&transcript).into_iter().enumerate().map(heard).collect(),
        skipped_count: imported.skipped.len(),
        skipped: imported.skipped.into_iter().take(SKIPPED).collect(),
        notes: imported.notes,
    };
    (summary, transcript)
}
