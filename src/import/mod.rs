//! Bytes of a file -> a transcript, with what was skipped and where. One file a format, one row here each.
//!
//! Pure. Only a file with nothing usable is refused; what can partly be read is read, and the rest is listed.

use std::rc::Rc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::order;
use crate::domain::time::Millis;
use crate::domain::transcript::{Side, Transcript};
use encoding::Decoded;
pub use several::{part_name, parts};

mod assemble;
pub mod batch;
mod boilerplate;
mod chat;
mod clock;
mod cues;
mod docx;
mod encoding;
mod entities;
mod fit;
mod foreign;
mod heading;
mod html;
mod json;
mod label;
pub mod letters;
mod lines;
mod markup;
mod names;
mod prefixes;
mod rolling;
mod roster;
mod sbv;
mod several;
mod srt;
mod table;
mod tags;
mod text;
mod tongue;
mod usual;
mod webvtt;
mod zip;
mod zones;

/// What was made of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The words.
    pub transcript: Transcript,
    /// What could not be used, by line.
    pub skipped: Vec<Skipped>,
    /// The format as shown ("WebVTT").
    pub label: &'static str,
    /// What the tool that made the file calls the call among its own, where the file says so.
    pub id: Option<String>,
    /// What the file calls the call.
    pub title: Option<String>,
    /// The day of the call, where the file says so.
    pub date: Option<NaiveDate>,
    /// The time of day the call began where it was held, where the file says so. No zone: files do not tell it.
    pub time: Option<NaiveTime>,
    /// The instant the call began, where the file knows the zone.
    pub began: Option<DateTime<Utc>>,
    /// How long the call lasted by the file's own account.
    pub length: Option<Millis>,
    /// The language as the file names it ("en-US").
    pub language: Option<String>,
    /// The people the file lists, in its order; they need not have spoken.
    pub parties: Vec<Party>,
    /// How the bytes were read ("UTF-8", "Windows-1252").
    pub encoding: &'static str,
    /// What the person should know about the reading: whole sentences.
    pub notes: Vec<String>,
    /// How many calls the file holds; the first was read. [`parts`] takes the others out.
    pub calls: usize,
}

/// Somebody the file knows to have been on the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// As the file names them; the address where there is no name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Which side, as far as the file tells. The speaker has it, too.
    pub side: Side,
    /// Index into the transcript's speakers, where they spoke.
    pub speaker: Option<u16>,
}

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Counted from 1.
    pub line: usize,
    /// Why, as a fragment: "the time cannot be read".
    pub why: String,
}

/// Why a file is refused: one plain sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// The largest file that is read, in bytes: 100 MB.
pub const LARGEST: usize = 100 * 1024 * 1024;
/// What is said of a larger one.
pub const TOO_LARGE: &str = "This file is larger than 100 MB; split the transcript or export it as plain text.";

/// A kind of transcript file.
struct Format {
    /// Stored with the transcript; never rename.
    key: &'static str,
    /// As shown.
    label: &'static str,
    /// Whether a text is of this format.
    is: fn(&str) -> bool,
    /// Reads such a text.
    read: fn(&str) -> Found,
}

/// Every format, in the order they are tried: the last one takes what no other does. Add one: a file beside this one,
/// a row here, and fixtures in `tests/fixtures/import/`.
const FORMATS: &[Format] = &[
    // No text is of this format: it is packed, and opened before. What is inside may be of any of the others.
    Format { key: "docx", label: "Word document", is: |_| false, read: text::read },
    Format { key: "webvtt", label: "WebVTT", is: webvtt::is, read: webvtt::read },
    Format { key: "html", label: "Web page", is: html::is, read: html::read },
    Format { key: "sbv", label: "SBV", is: sbv::is, read: sbv::read },
    Format { key: "table", label: "Table (CSV)", is: table::is, read: table::read },
    Format { key: "srt", label: "SRT", is: srt::is, read: srt::read },
    Format { key: "chat", label: "Chat messages", is: chat::is, read: chat::read },
    Format { key: "text", label: "Plain text", is: |_| true, read: text::read },
];

/// The formats that every tool can save, for sentences.
const READABLE: &str = "WebVTT (.vtt), SRT (.srt) or plain text (.txt)";

/// What a format finds in a text, before voices are told apart.
#[derive(Debug, Default)]
struct Found {
    pieces: Vec<Piece>,
    /// What is said before those, where nothing had to be done to it.
    said: assemble::Assembly,
    /// Whether any word carries a time of its own.
    has_stamps: bool,
    /// Why this is no transcript at all, as a whole sentence.
    refused: Option<&'static str>,
    skipped: Vec<Skipped>,
    notes: Vec<String>,
    /// How many calls the file holds, where it may hold several.
    calls: usize,
    id: Option<String>,
    title: Option<String>,
    date: Option<NaiveDate>,
    time: Option<NaiveTime>,
    began: Option<DateTime<Utc>>,
    length: Option<Millis>,
    language: Option<String>,
    parties: Vec<Party>,
}

impl Found {
    fn skip(&mut self, line: usize, why: impl Into<String>) {
        self.skipped.push(Skipped { line, why: why.into() });
    }
}

/// Something said, as a format finds it.
#[derive(Debug, Default)]
struct Piece {
    line: usize,
    start: Option<Millis>,
    end: Option<Millis>,
    /// As the file writes it; `None`: whoever spoke before goes on. Few names stand on many pieces: they share one.
    label: Option<Rc<str>>,
    /// May hold line ends and runs of spaces.
    text: String,
    /// How many words carry a time of their own.
    stamps: usize,
    head: Option<Rc<str>>, // stands before the text, one line then, parted by a colon and a space, and may be a name
    /// The text is a line of plain letters, tidy and without a colon: nobody needs to look again.
    is_plain: bool,
}

/// Reads a transcript from the bytes of a file, recognising its format by content. Linear in the length of the file.
///
/// # Errors
///
/// [`Refused`] where nothing is usable: empty, binary, another kind of file, no words.
pub fn read(bytes: &[u8]) -> Result<Imported, Refused> {
    read_with(bytes, None, &[])
}

/// The letters of a file as a person said that they are to be read ([`letters`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// All of the file, decoded.
    pub text: String,
    /// The name of the encoding.
    pub encoding: &'static str,
}

/// [`read`], with other files that bring the names of the speakers: Gong's calls with their parties. Those that bring
/// none ([`is_companion`]) are left aside. Where the encoding was `chosen`, the hash is still that of the bytes.
///
/// # Errors
///
/// As [`read`]; the other files are never the reason.
pub fn read_with(bytes: &[u8], chosen: Option<&Chosen>, companions: &[&[u8]]) -> Result<Imported, Refused> {
    let mut imported = words(bytes, chosen, companions)?;
    imported.transcript.hash = hash(bytes);
    Ok(imported)
}

/// [`read_with`] without the hash of the file, for who only compares how fast words are read.
///
/// # Errors
///
/// As [`read`].
pub fn words(bytes: &[u8], chosen: Option<&Chosen>, companions: &[&[u8]]) -> Result<Imported, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused(TOO_LARGE.to_owned()));
    }
    let is_packed = docx::is(bytes);
    let mut decoded = decode(bytes, chosen)?;
    let (key, label, mut found) = if json::is(&decoded.text) {
        for it in companions.iter().filter(|it| is_companion(it)) {
            let text = decoded.text.to_mut();
            text.push('\n');
            text.push_str(&decode(it, None)?.text);
        }
        let (format, found) = json::read(&decoded.text)?;
        (format.key, format.label, found)
    } else {
        foreign::check_text(&decoded.text)?;
        let Some(format) = FORMATS.iter().find(|it| (it.is)(&decoded.text)) else { return Err(no_words()) };
        (format.key, format.label, (format.read)(&decoded.text))
    };
    let (key, label) = FORMATS.iter().find(|it| is_packed && it.key == docx::KEY).map_or((key, label), |it| (it.key, it.label));
    if let Some(sentence) = found.refused {
        return Err(Refused(sentence.to_owned()));
    }
    let (mut speakers, segments, precision) = assemble::assemble(&mut found);
    fit::facts(&mut found);
    let segments = fit::words(&mut speakers, segments);
    if !segments.iter().any(|it| boilerplate::has_words(&it.text)) {
        return Err(no_words());
    }
    // Each step lists what it left out; people read from the top.
    order::sort_by_key(&mut found.skipped, |it| it.line);
    found.notes.extend(decoded.note);
    let language = tongue::of(found.language, &segments, &mut found.notes);
    let transcript = Transcript { format: key.to_owned(), precision, speakers, segments, hash: String::new() };
    Ok(Imported {
        transcript,
        skipped: found.skipped,
        label,
        id: found.id,
        title: found.title,
        date: found.date,
        time: found.time,
        began: found.began,
        length: found.length,
        language,
        parties: found.parties,
        encoding: decoded.encoding,
        notes: found.notes,
        calls: found.calls.max(1),
    })
}

/// The text of a file: unpacked where it is packed, decoded where it is not.
fn decode<'a>(bytes: &'a [u8], chosen: Option<&'a Chosen>) -> Result<Decoded<'a>, Refused> {
    if docx::is(bytes) {
        return Ok(Decoded { text: docx::open(bytes)?.into(), encoding: "UTF-8", note: None });
    }
    foreign::check_bytes(bytes)?;
    match chosen {
        Some(it) => Ok(encoding::given(it)),
        None => encoding::decode(bytes),
    }
}

/// Whether a file is text in an encoding that nothing tells: a person has to say which ([`letters`]).
pub fn asks_encoding(bytes: &[u8]) -> bool {
    let is_text = bytes.len() <= LARGEST && !docx::is(bytes) && foreign::check_bytes(bytes).is_ok();
    is_text && encoding::decode(bytes).is_err()
}

/// Whether a file has no words of its own but brings the names of the speakers for another: to hand to [`read_with`].
pub fn is_companion(bytes: &[u8]) -> bool {
    bytes.len() <= LARGEST && decode(bytes, None).is_ok_and(|it| json::is_companion(&it.text))
}

fn no_words() -> Refused {
    Refused("No spoken words were found in this file; export the transcript again and choose the new file.".to_owned())
}

/// SHA-256 in lower-case hex.
fn hash(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |it: u8| DIGITS.get(usize::from(it)).copied().map_or('0', char::from);
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
