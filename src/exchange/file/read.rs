//! Reading a file: recognised by content, refused as a whole only where little sense can be made of it.

use std::collections::{BTreeMap, VecDeque};

use serde::Deserialize;

use super::check::{self, Around};
use super::path::compact;
use super::record::{entry, says};
use super::scan::{Found, MAX_RECORD, Scan};
use super::{Entry, FORMAT, FORMAT_VERSION, Header, Scope};
use crate::domain::order;

/// The most that [`read`] takes: a browser's tab would not survive much more in memory. A [`Reader`] has no limit.
pub const MAX_BYTES: usize = 200 * 1024 * 1024;

/// Why a whole file is refused: a plain sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

impl Refused {
    pub(super) fn foreign() -> Self {
        Self("This is not a Callcraft file.".to_owned())
    }
}

/// A record that was left out, or something about one that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line the record begins on, counted from 1.
    pub line: usize,
    /// Which record: "scorecard 01JD…", "record".
    pub what: String,
    /// What is wrong with it, its field named.
    pub why: String,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// What stands before the records.
    pub header: Header,
    /// The sound records, in the order of the file.
    pub entries: Vec<Entry>,
    /// Records that were left out.
    pub rejected: Vec<Note>,
    /// Records that were kept without a part of them.
    pub warnings: Vec<Note>,
}

/// What a [`Reader`] came upon.
// Taken apart as soon as it is made: in a box it would only be slower.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A sound record.
    Entry(Entry),
    /// A record that was left out.
    Rejected(Note),
    /// A part of the record before that was left out.
    Warning(Note),
}

/// Whether `bytes` look like a file of ours, of whatever version: to tell it from a transcript by content.
pub fn is_callcraft(bytes: &[u8]) -> bool {
    const FAR_ENOUGH: usize = 4096;
    let start = String::from_utf8_lossy(bytes.get(..FAR_ENOUGH).unwrap_or(bytes));
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    start.starts_with('{') && compact(start).contains(r#""format":"callcraft""#)
}

/// Reads a file piece by piece, in memory no more than a piece and a record. To give up, drop it.
///
/// What a record is checked against (rubrics, consent, a transcript before its cards) is what stands before it, so a file
/// of ours is checked as a whole; where the order is another, some records pass that [`read`] would reject.
pub struct Reader {
    plain: Plain,
    around: Around,
    warnings: VecDeque<Note>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// Before the first piece.
    pub fn new() -> Self {
        Self { plain: Plain::new(), around: Around::new(), warnings: VecDeque::new() }
    }

    /// Hands over the next piece, of any size.
    pub fn feed(&mut self, piece: &[u8]) {
        self.plain.scan.feed(piece);
    }

    /// There are no more pieces.
    pub fn end(&mut self) {
        self.plain.scan.end();
    }

    /// The next record, or what is wrong with it. `None` when the next piece is wanted, and after [`Reader::end`] when
    /// the file is whole and all of it was given.
    ///
    /// # Errors
    ///
    /// [`Refused`] where the file is not ours, newer than this version can read, or cut off.
    pub fn item(&mut self) -> Result<Option<Item>, Refused> {
        if let Some(warning) = self.warnings.pop_front() {
            return Ok(Some(Item::Warning(warning)));
        }
        let (line, mut entry, odd) = match self.plain.record()? {
            None => return Ok(None),
            Some(Err(note)) => return Ok(Some(Item::Rejected(note))),
            Some(Ok(it)) => it,
        };
        self.around.see(&entry);
        if let Err(why) = self.around.fault(&entry) {
            return Ok(Some(Item::Rejected(Note { line, what: check::name(&entry), why })));
        }
        self.warnings.extend(odd.map(|why| as_it_is(line, &entry, &why)));
        if let Entry::Scorecard(card) = &mut entry {
            let call = card.body.call;
            let dropped = check::drop_bad_moments(&mut card.body, self.around.latest(call));
            let what = check::name(&entry);
            self.warnings.extend(dropped.into_iter().map(|why| Note { line, what: what.clone(), why }));
        }
        if let Entry::Transcript(it) = &entry {
            self.around.keep(&it.body);
        }
        Ok(Some(Item::Entry(entry)))
    }

    /// What stands before the records, as soon as it was read.
    pub fn header(&self) -> Option<&Header> {
        self.plain.header.as_ref()
    }

    /// How many bytes have been dealt with, of all that were handed over.
    pub fn bytes(&self) -> u64 {
        self.plain.scan.bytes()
    }
}

/// A record with its line and what is odd about it, or what is wrong with it.
type Read = Result<(usize, Entry, Option<String>), Note>;

fn as_it_is(line: usize, entry: &Entry, why: &str) -> Note {
    Note { line, what: check::name(entry), why: format!("{why}; it is kept as it is") }
}

/// Records without what can only be told from others.
struct Plain {
    scan: Scan,
    header: Option<Header>,
    is_ours: bool,
    is_over: bool,
}

impl Plain {
    fn new() -> Self {
        Self { scan: Scan::new(), header: None, is_ours: false, is_over: false }
    }

    fn record(&mut self) -> Result<Option<Read>, Refused> {
        loop {
            return match self.scan.find()? {
                Found::Head => {
                    sign(&self.scan.head())?;
                    self.is_ours = true;
                    // In another layout something of it may stand after the records.
                    self.header = serde_json::from_slice(&self.scan.head()).ok();
                    continue;
                }
                Found::TooLarge(line) => {
                    let why = format!("it is larger than {} MB", MAX_RECORD / 1024 / 1024);
                    Ok(Some(Err(Note { line, what: "record".to_owned(), why })))
                }
                Found::Record(line, range) => {
                    // A backup or a snapshot brings back what it was made of, whatever was let in once.
                    let is_ours = self.header.as_ref().is_some_and(|it| it.scope == Scope::Workspace);
                    let read =
                        entry(self.scan.text(range), self.scan.is_free()).and_then(|entry| match check::own_fault(&entry, is_ours) {
                            Ok(odd) => Ok((line, entry, odd)),
                            Err(why) => Err((check::name(&entry), why)),
                        });
                    Ok(Some(read.map_err(|(what, why)| Note { line, what, why })))
                }
                Found::Nothing if self.scan.is_last() && !std::mem::replace(&mut self.is_over, true) => self.close().map(|()| None),
                Found::Nothing => Ok(None),
            };
        }
    }

    /// The pieces are over: is the file?
    fn close(&mut self) -> Result<(), Refused> {
        let head = self.scan.head();
        if !self.is_ours {
            sign(&head)?;
            return Err(Refused("This Callcraft file has no list of records: it is damaged. Export it again.".to_owned()));
        }
        if !self.scan.is_closed() {
            return Err(cut_off(self.scan.whole(), self.scan.last_line()));
        }
        if self.header.is_none() {
            self.header = Some(serde_json::from_slice(&head).map_err(|it| broken(&it))?);
        }
        Ok(())
    }
}

fn cut_off(whole: usize, line: usize) -> Refused {
    Refused(format!(
        "This file is cut off: {whole} records could be read before it breaks off in line {line}. Ask for it again, or export it again."
    ))
}

fn broken(error: &serde_json::Error) -> Refused {
    Refused(format!("This file cannot be read: {}. It may have been edited by hand; export it again.", says(error)))
}

#[derive(Deserialize)]
struct Signature {
    #[serde(default)]
    format: String,
    #[serde(default)]
    format_version: u32,
}

/// Refuses what is not ours, or of a version that cannot be read.
fn sign(head: &[u8]) -> Result<(), Refused> {
    if std::str::from_utf8(head).is_err() {
        return Err(Refused("This file is not text in UTF-8: it is damaged or not a Callcraft file.".to_owned()));
    }
    let signature: Signature = match serde_json::from_slice(head) {
        Ok(signature) => signature,
        Err(error) if is_callcraft(head) && error.is_eof() => return Err(cut_off(0, error.line())),
        Err(error) if is_callcraft(head) => return Err(broken(&error)),
        Err(_) => return Err(Refused::foreign()),
    };
    match signature.format_version {
        _ if signature.format != FORMAT => Err(Refused::foreign()),
        1..=FORMAT_VERSION => Ok(()),
        0 => Err(Refused("This Callcraft file does not say its version: it is damaged. Export it again.".to_owned())),
        newer => Err(Refused(format!(
            "This file was made by a newer Callcraft, file version {newer}; this one reads {FORMAT_VERSION}. Reload or update, then open it again."
        ))),
    }
}

/// Reads a file that is in memory. Bad records are listed, not fatal.
///
/// # Errors
///
/// [`Refused`] where the file is not ours, newer than this version can read, cut off, or too large.
pub fn read(bytes: &[u8]) -> Result<File, Refused> {
    const PIECE: usize = 1024 * 1024;
    if bytes.len() > MAX_BYTES {
        return Err(Refused("This file is larger than 200 MB, more than can be read here: export fewer calls at a time.".to_owned()));
    }
    let mut plain = Plain::new();
    let (mut read, mut rejected, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    let mut pieces = bytes.chunks(PIECE);
    loop {
        match pieces.next() {
            Some(piece) => plain.scan.feed(piece),
            None => plain.scan.end(),
        }
        while let Some(record) = plain.record()? {
            match record {
                Ok((line, entry, odd)) => {
                    warnings.extend(odd.map(|why| as_it_is(line, &entry, &why)));
                    read.push((line, entry));
                }
                Err(note) => rejected.push(note),
            }
        }
        if plain.is_over {
            break;
        }
    }
    let entries = check::sound(once_each(read, &mut warnings), &mut rejected, &mut warnings);
    order::sort_by_key(&mut rejected, |it| it.line);
    order::sort_by_key(&mut warnings, |it| it.line);
    let header = plain.header.ok_or_else(Refused::foreign)?;
    Ok(File { header, entries, rejected, warnings })
}

/// A record that stands twice, the same, is kept once.
fn once_each(read: Vec<(usize, Entry)>, warnings: &mut Vec<Note>) -> Vec<(usize, Entry)> {
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<(usize, Entry)> = Vec::with_capacity(read.len());
    for (line, entry) in read {
        let places = places.entry((entry.kind().to_owned(), entry.key())).or_default();
        let same = places.iter().filter_map(|it| kept.get(*it)).find(|it| it.1 == entry);
        if let Some((first, _)) = same {
            let why = format!("it stands in line {first} already and was read once");
            warnings.push(Note { line, what: check::name(&entry), why });
        } else {
            places.push(kept.len());
            kept.push((line, entry));
        }
    }
    kept
}
